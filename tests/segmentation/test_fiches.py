"""Titles and sentences with labelled fields."""

from __future__ import annotations

import pytest

from pa_graph.reading.document import Document
from pa_graph.segmentation.passage import Passage
from pa_graph.segmentation.recogniser import segment

OPENING = """Prestatieafspraken Zandmeer 2025

De gemeente Zandmeer, Woonstichting Duinhaven en Huurdersraad Duinhaven leggen dit vast.

1. Beschikbaarheid

"""


def read(text: str) -> tuple[Passage, ...]:
    return segment(Document(OPENING + text, "zandmeer-2025.txt")).passages


@pytest.mark.parametrize("sign", ["/", "|", "·", "–"])
def test_fields_may_stand_behind_a_title_on_its_line(sign: str) -> None:
    found = read(
        f"Afspraak 1 {sign} trekker: Duinhaven {sign} met: gemeente {sign} planning: Q2\n"
        "Sloop van 36 woningen en start van de nieuwbouw.\n\n"
        f"Afspraak 2 {sign} trekker: gemeente {sign} met: - {sign} planning: eind 2025\n"
        "Het beleid voor de kernen wordt uitgewerkt.\n\n"
        f"Afspraak 3 {sign} trekker: Duinhaven {sign} met: - {sign} planning: 2025\n"
        "Verkoop van ten hoogste acht woningen, en wel:\na. bij mutatie;\nb. niet in de kern.\n\n"
        f"Afspraak 4 {sign} trekker: Duinhaven {sign} met: gemeente {sign} planning: Q4\n"
        "Verkenning van tijdelijke huisvesting in de school.\n"
    )
    assert [(one.number, one.initiator_cell, one.planning_cell) for one in found] == [
        ("1", "Duinhaven", "Q2"),
        ("2", "gemeente", "eind 2025"),
        ("3", "Duinhaven", "2025"),
        ("4", "Duinhaven", "Q4"),
    ]
    assert found[0].contributor_cell == "gemeente"
    assert found[2].flow.text.endswith("b. niet in de kern.")


def test_a_sentence_that_a_line_break_cuts_is_no_title() -> None:
    found = read(
        "1.1 Duinhaven levert dit jaar 64 sociale huurwoningen op in de nieuwe wijk aan de\n"
        "Kerkweg.\nTrekker: Duinhaven\nDoet mee: gemeente\n\n"
        "1.2 De gemeente stelt het programma vast. Duinhaven adviseert daarover binnen een\n"
        "maand.\nTrekker: gemeente\nDoet mee: Duinhaven\n\n"
        "1.3 Voor sociale huurwoningen vraagt de gemeente een vaste prijs van € 17.500 per\n"
        "woning.\nTrekker: gemeente\nDoet mee: -\n\n"
        "1.4 Meldingen van vocht en schimmel handelt Duinhaven binnen tien werkdagen af als\n"
        "De huurder thuis is.\nTrekker: Duinhaven\nDoet mee: -\n"
    )
    assert [one.number for one in found] == ["1.1", "1.2", "1.3", "1.4"]
    assert found[0].flow.text.endswith("aan de Kerkweg.")
    assert [one.initiator_cell for one in found] == [
        *("Duinhaven", "gemeente", "gemeente", "Duinhaven")
    ]


def test_short_words_behind_a_number_are_a_title() -> None:
    found = read(
        "1.1 Nieuwbouw\nDuinhaven bouwt tien woningen.\nTrekker: Duinhaven\nPlanning: Q1\n\n"
        "1.2 Verkoop\nEr worden vijf woningen verkocht.\nTrekker: Duinhaven\nPlanning: Q2\n\n"
        "1.3 Grond\nDe grondprijs blijft gelijk.\nTrekker: gemeente\nPlanning: Q3\n\n"
        "1.4 Sloop\nEr wordt niet gesloopt.\nTrekker: Duinhaven\nPlanning: Q4\n"
    )
    assert [one.heading for one in found] == ["Nieuwbouw", "Verkoop", "Grond", "Sloop"]
    assert found[0].flow.text == "Duinhaven bouwt tien woningen."
