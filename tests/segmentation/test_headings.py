"""Chapters that look like rows, and lines below them that say whose they are."""

from __future__ import annotations

from pa_graph.reading.document import Document
from pa_graph.segmentation.entry import Kind
from pa_graph.segmentation.heading_sequence import with_chapters_in_sequence
from pa_graph.segmentation.outline import outline
from pa_graph.segmentation.recogniser import segment
from tests.segmentation.texts import OPENING, read, words

CHAPTERS = """Samen wonen in Zandmeer

1\tVooraf

Wij leggen dit vast met de gemeente Zandmeer, Woonstichting Duinhaven en Huurdersraad Duin.

2\tDit doet de gemeente

Beschikbaarheid

• We wijzen ten minste twee plekken aan voor tijdelijke woningen.
• We leggen vast dat minimaal 30% sociale huur wordt.

3\tDit doen de corporaties

Beschikbaarheid

• We verkopen samen maximaal vier woningen.

4\tDit doet de Huurdersraad

Participatie

• We peilen in maart de mening van huurders.
"""


def test_chapters_that_a_tab_sets_apart() -> None:
    entries = with_chapters_in_sequence(outline(Document(CHAPTERS, "zandmeer.txt")))
    headings = [entry.line.text for entry in entries if entry.kind is Kind.HEADING]
    assert [text for text in headings if text[0].isdigit()] == [
        *("1\tVooraf", "2\tDit doet de gemeente", "3\tDit doen de corporaties"),
        "4\tDit doet de Huurdersraad",
    ]


def test_who_is_to_act_may_stand_in_brackets_below_a_heading() -> None:
    text = """Samen wonen in Zandmeer

De gemeente Zandmeer, Woonstichting Duinhaven en Huurdersraad Duin leggen dit vast.

1. Genoeg woningen
(aan zet: gemeente en Duinhaven)

1.1 In het plan Zuid komen tien woningen.
1.2 We wijzen twee plekken aan voor flexwoningen.

2. Betaalbaar wonen
(aan zet: Huurdersraad Duin)

2.1 Er komt een spreekuur over toeslagen.
2.2 We maken een folder over energie.
"""
    found = segment(Document(text, "zandmeer.txt")).passages
    assert [one.party_heading for one in found] == [
        *("(aan zet: gemeente en Duinhaven)", "(aan zet: gemeente en Duinhaven)"),
        *("(aan zet: Huurdersraad Duin)", "(aan zet: Huurdersraad Duin)"),
    ]


def test_lines_that_say_whose_turn_it_is_head_the_list_below() -> None:
    turns = {
        "gemeente": "wijst voor 1 juli een plek aan voor tien woningen.",
        "Duinhaven": "levert in het tweede kwartaal twaalf woningen op.",
        "Huurdersraad Duinhaven": "adviseert over het onderhoud van de woningen.",
    }
    text = "Thema 1 | Wonen\n\n" + "".join(
        f"De woningen zijn op.\n\nAan zet: {who}\n• {what}\n\n" for who, what in turns.items()
    )
    found = read(OPENING + text).passages
    assert [one.party_heading for one in found] == [f"Aan zet: {who}" for who in turns]


def test_a_bullet_that_names_its_leader_is_a_commitment_whatever_its_section_is_called() -> None:
    text = "Doel 1.1 Meer woningen\n\n" + "".join(
        f"• {what} (trekker: Duinhaven)\n"
        for what in ("Er komen tien woningen aan de Kade.", "Er gaan er twee in de verkoop.")
    )
    text += (
        "\nDoel 1.2 Minder energie\n\n• Er worden tien woningen geïsoleerd. (trekker: gemeente)\n"
    )
    assert len(read(OPENING + text).passages) == 3


def test_a_line_that_ends_by_who_leads_is_no_heading() -> None:
    text = """Prestatieafspraken Zandmeer 2025

De gemeente Zandmeer, Woonstichting Duinhaven en Huurdersraad Duinhaven leggen dit vast.

1  Bouwen

1.  Er komt een nieuw systeem.
    De gemeente past daar haar regels op aan. (trekker: Duinhaven)
2.  Duinhaven bouwt tien huizen. (trekker: Duinhaven)

2  Huren

3.  Duinhaven verhoogt de huren niet. (trekker: Duinhaven)
"""
    assert words(read(text))[0].endswith("(trekker: Duinhaven)")
