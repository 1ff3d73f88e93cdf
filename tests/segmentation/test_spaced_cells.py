"""Tables of which each cell became a paragraph of its own."""

from __future__ import annotations

from pa_graph.segmentation.passage import Passage
from tests.segmentation.texts import OPENING, layouts, read

HEAD = ["Afspraak", "Trekker", "Doet mee", "Wanneer"]
ROWS = [
    ["Isoleren van veertig huizen in Oost\ntot minimaal label B", "DH", "HRD", "Q1 – Q4"],
    ["Leggen van panelen op tien daken", "Idem", "HRD", "Q3"],
    ["Opstellen van een plan voor het stroomnet", "n.t.b.", "Gemeente", "Q2"],
    ["Verkopen van ten hoogste vijf huizen", "DH", "–", "2026"],
]


def spaced(rows: list[list[str]], behind: str = "") -> str:
    cells = [*HEAD, *(cell for row in rows for cell in row if cell)]
    return OPENING + "\n1 Bouwen\n\n" + "\n\n".join(cells) + "\n\n" + behind


def found(text: str) -> tuple[Passage, ...]:
    return read(text).passages


def test_each_row_is_a_commitment() -> None:
    text = spaced(ROWS, "2 Leefbaarheid\n\nHet is een fijne stad om in te wonen.\n")
    assert layouts(read(text)) == ["stacked_table"]
    assert [p.flow.text for p in found(text)] == [row[0].replace("\n", " ") for row in ROWS]
    assert [p.initiator_cell for p in found(text)] == ["DH", "DH", "n.t.b.", "DH"]
    assert [p.planning_cell for p in found(text)] == ["Q1 – Q4", "Q3", "Q2", "2026"]
    assert {p.heading for p in found(text)} == {"1 Bouwen"}


def test_an_empty_cell_leaves_the_others_in_their_columns() -> None:
    rows = [row[:] for row in ROWS]
    rows[3][2] = ""
    assert [p.planning_cell for p in found(spaced(rows))][:3] == ["Q1 – Q4", "Q3", "Q2"]
    assert len(found(spaced(rows))) == len(ROWS)


def test_prose_below_is_no_row() -> None:
    more = "De gemeente telt 900 huizen.\n\nZij staan in twee dorpen, zoals de kaart laat zien.\n"
    assert len(found(spaced(ROWS, more))) == len(ROWS)
