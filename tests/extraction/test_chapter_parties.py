"""A chapter may say itself whom it binds; elsewhere *partijen* means others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extraction.agreements import doing, read

OPENING = (
    "De gemeente Ommen, de woningcorporaties Duinvast en Lommer en Huurdersraad Ommen maken "
    "afspraken.\n"
)
CHAPTERS = """

2 Betaalbaar wonen

5. Partijen bespreken in mei 2026 de huren.

3 Wonen in Oost

{said}

6. Partijen houden in 2026 een schouw.
7. De corporaties knappen in 2026 de portieken op.

4 Samen werken

8. Partijen maken in 2026 een verslag.
"""
FOUR = {"gemeente Ommen", "Duinvast", "Lommer", "Huurdersraad Ommen"}


@pytest.mark.parametrize(
    "said",
    [
        "Dit hoofdstuk geldt alleen tussen de gemeente, Duinvast en Huurdersraad Ommen.",
        "Dit hoofdstuk bindt Lommer niet.",
        "Dit hoofdstuk geldt niet voor Lommer.",
        "Dit hoofdstuk is een afspraak van de gemeente, Duinvast en Huurdersraad Ommen.",
        "De gemeente, Duinvast en Huurdersraad Ommen zijn voor dit hoofdstuk de partijen.",
    ],
)
def test_a_chapter_leaves_out_whom_it_does_not_bind(tmp_path: Path, said: str) -> None:
    agreement = read(tmp_path, OPENING, CHAPTERS.format(said=said))
    assert doing(agreement, 5) == FOUR
    assert doing(agreement, 6) == FOUR - {"Lommer"}
    assert doing(agreement, 7) == {"Duinvast"}
    assert doing(agreement, 8) == FOUR


@pytest.mark.parametrize(
    "said",
    [
        "In dit hoofdstuk is ook Lommer partij.",
        "Aan dit hoofdstuk doet ook Lommer mee.",
        "Lommer verhuurt hier 80 woningen en doet alleen mee met de afspraken in dit hoofdstuk.",
    ],
)
def test_who_takes_part_in_one_chapter_is_no_party_elsewhere(tmp_path: Path, said: str) -> None:
    agreement = read(tmp_path, OPENING, CHAPTERS.format(said=said))
    assert doing(agreement, 5) == FOUR - {"Lommer"}
    assert doing(agreement, 6) == FOUR
    assert doing(agreement, 7) == {"Duinvast", "Lommer"}
    assert doing(agreement, 8) == FOUR - {"Lommer"}


def test_a_paragraph_of_a_chapter_may_bind_alone(tmp_path: Path) -> None:
    opening = OPENING + "Lommer is uitsluitend gebonden aan paragraaf 3.2.\n"
    behind = (
        "\n3.1 Betaalbaar wonen\n\n5. Partijen bespreken in mei 2026 de huren.\n\n"
        "3.2 Wonen met zorg\n\n6. Partijen openen in 2026 een ontmoetingsruimte.\n"
    )
    agreement = read(tmp_path, opening, behind)
    assert doing(agreement, 5) == FOUR - {"Lommer"}
    assert doing(agreement, 6) == FOUR


@pytest.mark.parametrize(
    "said",
    [
        "Dit thema is ook voor Lommer belangrijk.",
        "Lommer is niet alleen in dit hoofdstuk partij, maar in elk ander ook.",
        "Dit hoofdstuk is tussen de gemeente en Duinvast besproken.",
        "Dit hoofdstuk geldt voor alle woningen van Duinvast en Lommer.",
    ],
)
def test_what_else_is_said_of_a_chapter_leaves_nobody_out(tmp_path: Path, said: str) -> None:
    agreement = read(tmp_path, OPENING, CHAPTERS.format(said=said))
    assert doing(agreement, 5) == doing(agreement, 8) == FOUR
    assert doing(agreement, 6) >= {"gemeente Ommen", "Huurdersraad Ommen"}
