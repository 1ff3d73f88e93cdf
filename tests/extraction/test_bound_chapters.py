"""Parties that a chapter binds: there they belong to all, elsewhere they don't."""

from __future__ import annotations

import pytest

from pa_graph.extraction.agreement import extract_agreement
from pa_graph.reading.document import Document

TEXT = """Prestatieafspraken 2026

De gemeente Eersel, de woningcorporaties Laarheide en Duinvast en Huurdersraad Laarheide maken
afspraken. {said}

1. Nieuwbouw

Afspraken

- De corporaties bouwen in 2026 tien woningen aan de Kade.
- Partijen overleggen in 2026 over de grond aan de Kade.

2. Wonen en zorg

Afspraken

- De corporaties wijzen in 2026 tien woningen toe aan ouderen.
- Partijen bespreken in 2026 de zorg in de wijken.
"""
BOTH = {"laarheide", "duinvast"}


def initiators(said: str) -> list[set[str]]:
    agreement = extract_agreement(Document(TEXT.format(said=said), "eersel.txt"))
    return [set(commitment.initiators) for commitment in agreement.commitments]


@pytest.mark.parametrize(
    "said",
    [
        "Duinvast verbindt zich alleen aan hoofdstuk 2.",
        "Duinvast heeft hier weinig woningen. Zij tekent mee, maar is uitsluitend gebonden aan "
        "hoofdstuk 2.",
        "Duinvast verhuurt alleen aan ouderen; voor haar geldt slechts hoofdstuk 2.",
        "Duinvast is alleen partij bij het onderdeel Wonen en zorg.",
        "Partijen en corporaties zijn wij zonder Duinvast. In hoofdstuk 2 hoort Duinvast daar ook "
        "bij.",
    ],
)
def test_it_is_one_of_the_landlords_in_its_chapter_only(said: str) -> None:
    first, all_first, second, all_second = initiators(said)
    assert (first, second) == ({"laarheide"}, BOTH)
    assert "duinvast" not in all_first
    assert all_second >= BOTH


@pytest.mark.parametrize(
    "said",
    [
        "Duinvast bouwt alleen aan de Kade.",
        "Artikel 2 van de Woningwet noemt Duinvast.",
    ],
)
def test_other_sentences_bind_nobody_in_part(said: str) -> None:
    assert [found >= BOTH for found in initiators(said)] == [True] * 4


def test_a_chapter_and_an_article_may_have_one_number() -> None:
    text = TEXT.replace("1. Nieuwbouw", "HOOFDSTUK 1\n\nArtikel 2 Nieuwbouw").replace(
        "2. Wonen en zorg", "HOOFDSTUK 2\n\nArtikel 3 Wonen en zorg"
    )
    said = "Duinvast verbindt zich alleen aan hoofdstuk 2."
    agreement = extract_agreement(Document(text.format(said=said), "eersel.txt"))
    first, _, second, _ = [set(commitment.initiators) for commitment in agreement.commitments]
    assert (first, second) == ({"laarheide"}, BOTH)
