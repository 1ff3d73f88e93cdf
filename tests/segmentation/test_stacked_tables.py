"""Tables of which each cell became lines of its own."""

from __future__ import annotations

from pa_graph.reading.document import Document
from pa_graph.reading.lines import Line
from pa_graph.segmentation.recogniser import segment
from pa_graph.segmentation.stacked_rows import cells_of, rows

PROGRAMME = """Jaarprogramma wonen Zandmeer 2026

De gemeente Zandmeer, Woonstichting Duinhaven en Huurdersraad Duinhaven leggen dit vast.

DEEL C  WAT DOET WIE IN 2026?
C.1 Wat doet de gemeente?

Beschikbaarheid
Nr.
Actie
Samen met
Gereed
G1
Wij stellen een nota vast met een vaste prijs
voor sociale huurwoningen.
-
1 april 2026
G2
Wij wijzigen het omgevingsplan voor twee locaties,
zodat daar minimaal 90 woningen mogelijk zijn.
Duinhaven,
Zorgpunt
Zandmeer
Q3
Leefbaarheid
Nr.
Actie
Samen met
Gereed
G3
Wij verlengen de inzet van twee wijkconciërges
met een jaar, mits het Rijk

4
Versie 3 – vastgesteld

\fJaarprogramma wonen Zandmeer 2026

opnieuw middelen toekent.
politie
2026

5
Versie 3 – vastgesteld

\fJaarprogramma wonen Zandmeer 2026

C.2 Wat doet Duinhaven?

Beschikbaarheid
Nr.
Actie
Samen met
Gereed
D1
Wij slopen 48 portiekwoningen in de Kern.
gemeente
Q2 t/m Q4
D2
Wij verkopen hooguit 12 woningen per jaar.
-
doorlopend

6
Versie 3 – vastgesteld

\fJaarprogramma wonen Zandmeer 2026

Getekend te Zandmeer.
"""


def test_rows_are_told_by_their_numbers_and_cells_by_what_they_say() -> None:
    found = segment(Document(PROGRAMME, "zandmeer-2026.txt"))
    assert [choice.layout for choice in found.layouts] == ["stacked_table"]
    told = [(one.number, one.contributor_cell, one.planning_cell) for one in found.passages]
    assert told == [
        ("G1", "-", "1 april 2026"),
        ("G2", "Duinhaven, Zorgpunt Zandmeer", "Q3"),
        ("G3", "politie", "2026"),
        ("D1", "gemeente", "Q2 t/m Q4"),
        ("D2", "-", "doorlopend"),
    ]


def test_a_row_goes_on_over_a_page() -> None:
    third = segment(Document(PROGRAMME, "zandmeer-2026.txt")).passages[2]
    assert third.flow.text.endswith("mits het Rijk opnieuw middelen toekent.")


def test_the_title_right_above_a_head_is_the_heading_and_the_chapter_the_party() -> None:
    found = segment(Document(PROGRAMME, "zandmeer-2026.txt")).passages
    assert [one.heading for one in found] == [
        *("Beschikbaarheid", "Beschikbaarheid", "Leefbaarheid"),
        *("Beschikbaarheid", "Beschikbaarheid"),
    ]
    assert {one.party_heading for one in found[:3]} == {"C.1 Wat doet de gemeente?"}
    assert {one.party_heading for one in found[3:]} == {"C.2 Wat doet Duinhaven?"}


def lines(*texts: str) -> list[Line]:
    return [Line.of(number, 0, text) for number, text in enumerate(texts, start=1)]


def test_a_quarter_begins_no_row() -> None:
    block = lines("A1", "Wij bouwen tien woningen.", "Q1", "A2", "Wij slopen er vijf.", "Q2")
    found = list(rows(block, ["number", "commitment", "planning"]))
    assert [[line.text for line in row] for row in found] == [
        ["A1", "Wij bouwen tien woningen.", "Q1"],
        ["A2", "Wij slopen er vijf.", "Q2"],
    ]


def test_a_sentence_is_no_party() -> None:
    row = lines("S4", "We treden op, volgens het", "Hennepconvenant Zuid.", "politie", "Q1")
    cells = cells_of(row, ["number", "commitment", "contributor", "planning"])
    assert {role: [line.text for line in own] for role, own in cells.items()} == {
        "number": ["S4"],
        "commitment": ["We treden op, volgens het", "Hennepconvenant Zuid."],
        "contributor": ["politie"],
        "planning": ["Q1"],
    }


def test_a_cell_of_bullets_is_one_commitment_each_and_a_row_of_dashes_none() -> None:
    text = """Prestatieafspraken Zandmeer 2025

De gemeente Zandmeer, Woonstichting Duinhaven en Huurdersraad Duinhaven leggen dit vast.

Onderwerp
Afspraken
Wie
Samen met
Wanneer

Hoe staan we ervoor?
In de visie is berekend dat er nog 140 woningen nodig zijn.
–
–
–

Nieuwbouw
• Start van de bouw van 18 huurwoningen in het plan
Molenakkers.
• Plaatsing van acht verplaatsbare woningen aan de dijk.
Duinhaven
Gemeente
Q2 en Q3 2025

Bouwgrond
Voor sociale huur geldt een vaste grondprijs.
Gemeente
–
2025
"""
    found = segment(Document(text, "zandmeer-2025.txt")).passages
    assert [(one.heading, one.flow.text, one.initiator_cell) for one in found] == [
        *(
            ("Nieuwbouw", words, "Duinhaven")
            for words in (
                "Start van de bouw van 18 huurwoningen in het plan Molenakkers.",
                "Plaatsing van acht verplaatsbare woningen aan de dijk.",
            )
        ),
        ("Bouwgrond", "Voor sociale huur geldt een vaste grondprijs.", "Gemeente"),
    ]


def test_an_empty_cell_does_not_cut_its_row() -> None:
    rows = "\n\n".join(
        f"{letter}{number}\nDe corporatie bouwt {number} woningen aan de Kade.\nDuinhaven\n"
        f"{whom}\nQ{number}"
        for letter in "AB"
        for number, whom in ((1, "Gemeente"), (2, ""), (3, "Gemeente"))
    )
    text = f"Afspraken\n\nNr.\nActie\nTrekker\nWie doet mee\nPlanning\n\n{rows}\n"
    found = segment(Document(text, "zandmeer-2025.txt")).passages
    assert [one.number for one in found] == ["A1", "A2", "A3", "B1", "B2", "B3"]
    assert [one.contributor_cell for one in found[:3]] == ["Gemeente", None, "Gemeente"]
    assert [one.planning_cell for one in found[:3]] == ["Q1", "Q2", "Q3"]


def test_a_theme_between_the_rows_is_that_of_those_below() -> None:
    text = """Jaarprogramma wonen Zandmeer 2026

De gemeente Zandmeer, Woonstichting Duinhaven en Huurdersraad Duinhaven leggen dit vast.

Nr.
Afspraak
Wie
Gereed
Thema 1 Voldoende woningen
1.1
De sloop van de flats begint zodra de laatste
bewoners zijn verhuisd.
Duinhaven
Q3 2026
1.2
In Oost worden 14 woningen toegevoegd.
Duinhaven
Q4 2026
Thema 2 Betaalbaar wonen
2.1
De huur van woningen met een G-label wordt niet verhoogd.
Duinhaven
1 juli 2026
"""
    found = segment(Document(text, "zandmeer.txt")).passages
    assert [passage.number for passage in found] == ["1.1", "1.2", "2.1"]
    assert [passage.heading for passage in found] == [
        "Thema 1 Voldoende woningen",
        "Thema 1 Voldoende woningen",
        "Thema 2 Betaalbaar wonen",
    ]


PROGRAMME_OF_PARTIES = """Jaarprogramma wonen Zandmeer 2026

De gemeente Zandmeer, Woonstichting Duinhaven en Huurdersraad Duinhaven leggen dit vast.

Code
Afspraak
Trekker
Betrokken
Planning

B1
Opstellen van de verordening voor het verdelen van woningen.
Gem.
Beide corporaties,
huurdersorganisaties
Uiterlijk
1 november

B2
In beeld brengen welke plekken
geschikt zijn voor kleine woningen.
Duinhaven
Gem., HV De
Lamp
Q1

B3
Streven naar 70% verhuur aan huishoudens
met recht op huurtoeslag.
Idem
-
Doorlopend

Programma Zandmeer – bijlage
5

Code
Afspraak
Trekker
Betrokken
Planning

B4
Verkopen van ten hoogste tien woningen in de stad.
Duinhaven
Gem.
Q4

"""


def test_what_a_line_says_tells_to_which_cell_it_belongs() -> None:
    found = segment(Document(PROGRAMME_OF_PARTIES, "zandmeer.txt")).passages
    assert [
        (one.number, one.initiator_cell, one.contributor_cell, one.planning_cell) for one in found
    ] == [
        ("B1", "Gem.", "Beide corporaties, huurdersorganisaties", "Uiterlijk 1 november"),
        ("B2", "Duinhaven", "Gem., HV De Lamp", "Q1"),
        # A dash fills its cell, and the last cell of a page is no title of the next table.
        ("B3", "Duinhaven", "-", "Doorlopend"),
        ("B4", "Duinhaven", "Gem.", "Q4"),
    ]


def test_prose_between_two_chapters_ends_no_table() -> None:
    text = """Jaarschijf 2026

De gemeente Ommen, Woonstichting Vechtwonen en huurdersvereniging De Sluis spreken af:

A. Bouwen

Nr.
Wat
Wie
Wanneer

A1
Start van de bouw van dertig woningen.
Vechtwonen
Q2

A2
Verkoop van grond aan de Kade.
Gemeente
Q4

B. Betalen

Wat betaalbaar is verschilt per huishouden. Op 1 januari was de grens 879 euro.

B1
Advies over energie aan tien huurders.
Gemeente
Q1
"""
    found = segment(Document(text, "ommen-2026.txt")).passages
    assert [(one.number, one.initiator_cell) for one in found] == [
        ("A1", "Vechtwonen"),
        ("A2", "Gemeente"),
        ("B1", "Gemeente"),
    ]
