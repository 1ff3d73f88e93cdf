"""Rows of tab-separated tables whose cells run over several lines."""

from __future__ import annotations

from pa_graph.reading.document import Document
from pa_graph.segmentation.recogniser import segment

TABLE = """Jaarschijf 2026 gemeente Ommen

De gemeente Ommen, woningstichting Vechtwonen en huurdersvereniging De Sluis spreken af:

Nr.\tActiviteit\tTrekker\tDoet mee\tPlanning
1\tStart van de bouw van 72 woningen aan de Kade.\tVechtwonen\tGemeente\tQ2
2\tAfronden van het onderzoek naar optoppen van vier flats:
- constructie
- kosten
Daarna volgt een besluit.\tVechtwonen\tGemeente, De Sluis\tQ1
3\tHet plan voor het centrum wordt aan de raad aangeboden.\tGemeente\tVechtwonen\tQ3

Jaarschijf 2026 Ommen\t6
"""


def test_a_cell_over_several_lines_is_one_commitment() -> None:
    found = segment(Document(TABLE, "ommen-2026.txt")).passages
    assert [(one.number, one.initiator_cell, one.contributor_cell) for one in found] == [
        ("1", "Vechtwonen", "Gemeente"),
        ("2", "Vechtwonen", "Gemeente, De Sluis"),
        ("3", "Gemeente", "Vechtwonen"),
    ]
    assert found[1].flow.text.startswith("Afronden van het onderzoek")
    assert found[1].flow.text.endswith("Daarna volgt een besluit.")
    assert found[1].planning_cell == "Q1"


def test_a_page_number_behind_a_running_title_is_no_commitment() -> None:
    found = segment(Document(TABLE, "ommen-2026.txt")).passages
    assert all("6" not in one.flow.text for one in found)


def test_a_row_that_begins_with_a_list_has_but_one_tab_in_its_first_line() -> None:
    text = TABLE.replace(
        "3\tHet plan voor het centrum wordt aan de raad aangeboden.",
        "3\tHet opstellen van een werkwijze, met daarin:\na) signalen;\nb) terugkoppeling.",
    )
    found = segment(Document(text, "ommen-2026.txt")).passages
    assert found[2].flow.text.startswith("Het opstellen van een werkwijze")
    assert (found[2].initiator_cell, found[2].planning_cell) == ("Gemeente", "Q3")


def test_a_row_of_pipes_goes_on_to_the_line_that_ends_it() -> None:
    text = (
        "Jaarschijf 2026 gemeente Ommen\n\nDe gemeente Ommen en woningstichting Lommer.\n\n"
        "| Nr. | Afspraak | Trekker | Planning |\n"
        "| 1.1 | Bouw van twaalf woningen:\n- acht in Ommen\n- vier in Lemele | Lommer | Q2 |\n"
        "| 1.2 | Onderzoek naar een warmtenet. | Gemeente | Q4 |\n"
        "| 1.3 | Een gezamenlijk spreekuur over schulden. | Lommer | Q1 |\n"
    )
    found = segment(Document(text, "ommen-2026.txt")).passages
    assert [(one.number, one.initiator_cell) for one in found] == [
        *(("1.1", "Lommer"), ("1.2", "Gemeente"), ("1.3", "Lommer"))
    ]
    assert "vier in Lemele" in found[0].flow.text


STROKES = """Jaarschijf 2026 gemeente Ommen

De gemeente Ommen, woningstichting Vechtwonen en huurdersvereniging De Sluis spreken af:

Nr. | Activiteit | Trekker | Doet mee | Planning
1 | Start van de bouw van 72 woningen aan de
Kade in het centrum. | Vechtwonen | Gemeente | Q2
2 | Het plan voor het centrum wordt aan de raad aangeboden. | Gemeente
Ommen | Vechtwonen | Q3
"""


def test_a_row_of_strokes_goes_on_until_it_has_as_many_as_the_head() -> None:
    found = segment(Document(STROKES, "ommen-2026.txt")).passages
    assert [(one.number, one.contributor_cell, one.planning_cell) for one in found] == [
        ("1", "Gemeente", "Q2"),
        ("2", "Vechtwonen", "Q3"),
    ]
    assert found[0].flow.text.endswith("Kade in het centrum.")
    assert found[1].initiator_cell == "Gemeente Ommen"


def test_a_row_may_begin_with_a_line_without_strokes() -> None:
    text = STROKES.replace("Nr. | ", "").replace("1 | ", "").replace("2 | ", "")
    found = segment(Document(text, "ommen-2026.txt")).passages
    assert [one.flow.text[:8] for one in found] == ["Start va", "Het plan"]
    assert found[0].initiator_cell == "Vechtwonen"


def test_a_table_of_figures_in_an_appendix_has_a_head_of_its_own() -> None:
    text = STROKES + "\n\nBijlage: stand van de voorraad\n\nCorporatie | Woningen | Met label A\n"
    found = segment(Document(text + "Vechtwonen | 1.250 | 40%\n", "ommen-2026.txt")).passages
    assert len(found) == 2


def test_a_row_of_strokes_may_break_off_in_its_first_cell() -> None:
    text = """Jaarschijf 2026 gemeente Ommen

De gemeente Ommen, woningstichting Vechtwonen en huurdersvereniging De Sluis spreken af:

| Afspraak | Trekker | Q1 | Q2 |
| \N{BLACK RIGHT-POINTING TRIANGLE} Vechtwonen start met de bouw van tien woningen.
\N{BLACK RIGHT-POINTING TRIANGLE} Vechtwonen verkoopt
vijf woningen. | Vechtwonen | x | |
| Het plan voor het centrum wordt
aangeboden. | Gemeente | | x |
| Advies over energie. | Gemeente | | x |
"""
    found = segment(Document(text, "ommen-2026.txt")).passages
    assert [(one.initiator_cell, one.flow.text[-8:]) for one in found] == [
        ("Vechtwonen", "oningen."),
        ("Vechtwonen", "oningen."),
        ("Gemeente", "geboden."),
        ("Gemeente", "energie."),
    ]
