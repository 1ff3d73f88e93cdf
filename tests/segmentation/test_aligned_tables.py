"""Tables whose columns are set apart by spaces, as text taken out of a page has them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.segmentation.texts import OPENING, layouts, read, stands_where_it_says, words

LABELS = ("Nr.", "Afspraak", "Trekker", "Planning")
CELLS = (
    ("1", "Duinhaven bouwt dertig huizen", "Duinhaven", "Q3"),
    ("2", "De gemeente levert de grond", "Gemeente", "1 mei 2025"),
    ("3", "Duinhaven plant samen met ons bomen", "idem", "id."),
)


def aligned(rows: tuple[tuple[str, ...], ...], widths: tuple[int, ...]) -> str:
    """Print rows with each column at its own width."""
    lines = (
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines) + "\n"


def test_columns_set_apart_by_spaces_are_a_table() -> None:
    text = OPENING + aligned((LABELS, *CELLS), (6, 40, 16, 12))
    found = read(text)
    assert layouts(found) == ["aligned_table"]
    assert words(found) == [cells[1] for cells in CELLS]
    first, second, third = found.passages
    assert (first.number, first.initiator_cell, first.planning_cell) == ("1", "Duinhaven", "Q3")
    assert (second.initiator_cell, second.planning_cell) == ("Gemeente", "1 mei 2025")
    # What is the same as above is said again.
    assert (third.initiator_cell, third.planning_cell) == ("Gemeente", "1 mei 2025")


def test_a_cell_goes_on_below_itself() -> None:
    rows = (
        LABELS,
        ("1", "Duinhaven bouwt dertig", "Duinhaven", "Q3"),
        ("", "huizen aan de dijk", "en gemeente", ""),
        ("2", "De gemeente levert de grond", "Gemeente", "Q4"),
    )
    found = read(OPENING + aligned(rows, (6, 40, 16, 12)))
    assert words(found) == [
        "Duinhaven bouwt dertig huizen aan de dijk",
        "De gemeente levert de grond",
    ]
    assert found.passages[0].initiator_cell == "Duinhaven en gemeente"


def test_prose_ends_the_table() -> None:
    table = aligned((LABELS, *CELLS), (6, 40, 16, 12))
    prose = (
        "\nDit is een toelichting die over de hele breedte van de bladzijde doorloopt en uitlegt.\n"
    )
    found = read(OPENING + table + prose)
    assert words(found) == [cells[1] for cells in CELLS]


@given(st.tuples(*[st.integers(2, 9)] * 4))
def test_the_distance_between_columns_does_not_matter(gaps: tuple[int, ...]) -> None:
    longest = [max(map(len, column)) for column in zip(LABELS, *CELLS, strict=True)]
    widths = tuple(length + gap for length, gap in zip(longest, gaps, strict=True))
    text = OPENING + aligned((LABELS, *CELLS), widths)
    found = read(text)
    assert words(found) == [cells[1] for cells in CELLS]
    assert all(stands_where_it_says(passage, text) for passage in found.passages)


def test_ticks_stand_in_the_quarter_that_is_nearest() -> None:
    text = OPENING + (
        "Nr   Afspraak                              Trekker     Q1  Q2  Q3  Q4\n"
        "\n"
        "     In de gemeente staan negentig huizen.\n"
        "\n"
        "1    Duinhaven bouwt dertig huizen aan     Duinhaven       x   x\n"
        "     de rand van de gemeente.\n"
        "2    De gemeente levert de grond           Gemeente    x\n"
        "3    Duinhaven en de huurders planten      Corpo-                  x\n"
        "     bomen.                                raties\n"
    )
    found = read(text)
    assert [passage.quarter_marks for passage in found.passages] == [("Q2", "Q3"), ("Q1",), ("Q4",)]
    # What has neither number nor party nor quarter only describes; a broken word is whole again.
    assert words(found)[0].startswith("Duinhaven bouwt dertig huizen aan de rand")
    assert found.passages[2].initiator_cell == "Corporaties"


def test_rules_between_rows_and_quarters_on_a_second_line_of_labels() -> None:
    text = OPENING + (
        "Onderwerp     Afspraak                                 Trekker      Wanneer\n"
        "                                                                    Q1  Q2  Q3\n"
        "==============================================================================\n"
        "Bouwen        ▶ Duinhaven bouwt dertig huizen:         Duinhaven    x   x\n"
        "                 • twintig aan de Kade\n"
        "                 • tien aan het Plein\n"
        "              ▶ De huur daarvan stijgt niet mee.\n"
        "------------------------------------------------------------------------------\n"
        "Grond         De gemeente levert de grond op tijd      Gemeente             x\n"
        "              en tegen een vaste prijs.\n"
        "------------------------------------------------------------------------------\n"
    )
    found = read(text)
    assert [len(text) > 10 for text in words(found)] == [True] * 3
    assert words(found)[0].endswith("tien aan het Plein")
    assert [passage.quarter_marks for passage in found.passages] == [
        ("Q1", "Q2"),
        ("Q1", "Q2"),
        ("Q3",),
    ]
    assert not any("---" in text for text in words(found))


def test_numbers_and_parties_that_no_label_tells() -> None:
    text = """Uitvoeringsagenda wonen Zandmeer 2026

De gemeente Zandmeer (G), Woonstichting Duinhaven (DH), Thuisbasis (TB) en Huurdersraad Duin (HR).

T    trekker: verantwoordelijk
M    doet mee
i    wordt geïnformeerd

1. Beschikbaarheid

      Afspraak                                                   G    DH   TB   HR   Planning

1.1   Oplevering van de eerste 90 sociale huurwoningen in de     M    T         i    eind 2027
      haven.

1.2   Reservering van kavels in de kern.                         T    M    M         2026

1.3   Verkoop van ten hoogste acht woningen per jaar.                 T    T    i    doorlopend
"""
    found = read(text).passages
    told = [(one.number, one.initiator_cell, one.contributor_cell) for one in found]
    assert told == [("1.1", "DH", "G"), ("1.2", "G", "DH, TB"), ("1.3", "DH, TB", None)]
    assert found[0].flow.text.endswith("in de haven.")
