"""Tables of commitments: columns in any order, spans, ticks, and texts that break off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pa_graph.segmentation.broken_off import stops_in_sentence
from tests.segmentation.texts import OPENING, layouts, read, words

HEADER = "Thema\tAfspraak\tInitiatiefnemer\tPlanning\n"
ROWS = (
    "Bouwen\tDuinhaven bouwt dertig huizen.\tDuinhaven\tQ3\n"
    "Bouwen\tDe gemeente levert de grond.\tGemeente\t1 mei 2025\n"
    "Groen\tPartijen planten samen bomen.\tAllen\tQ4\n"
)


def test_columns_are_known_by_their_labels() -> None:
    found = read(OPENING + HEADER + ROWS)
    assert layouts(found) == ["table"]
    first = found.passages[0]
    assert first.flow.text == "Duinhaven bouwt dertig huizen."
    assert (first.initiator_cell, first.planning_cell) == ("Duinhaven", "Q3")
    assert [passage.heading for passage in found.passages] == ["Bouwen", "Bouwen", "Groen"]


@given(st.permutations(range(4)))
def test_columns_may_stand_in_any_order(order: list[int]) -> None:
    lines = [line.split("\t") for line in (HEADER + ROWS).splitlines()]
    table = "\n".join("\t".join(cells[index] for index in order) for cells in lines)
    found = read(OPENING + table + "\n")
    assert words(found) == [line.split("\t")[1] for line in ROWS.splitlines()]
    assert [passage.initiator_cell for passage in found.passages] == [
        "Duinhaven",
        "Gemeente",
        "Allen",
    ]


def test_pipes_make_a_table_too() -> None:
    piped = "".join(
        f"| {' | '.join(line.split(chr(9)))} |\n" for line in (HEADER + ROWS).splitlines()
    )
    assert words(read(OPENING + piped)) == words(read(OPENING + HEADER + ROWS))


def test_ticked_quarters_and_a_theme_that_spans_rows() -> None:
    found = read(
        OPENING
        + "Thema\tAfspraak\tInitiatiefnemer\tQ1\tQ2\tQ3\tQ4\n"
        + "WONEN\tHuizen bouwen aan de Kade\tDuinhaven\tx\t\t\tx\n"
        + "\tGrond leveren\tGemeente\t\tx\t\t\n"
        + "\tBomen planten\tidem\t\t\tx\t\n"
    )
    marks = [passage.quarter_marks for passage in found.passages]
    assert marks == [("Q1", "Q4"), ("Q2",), ("Q3",)]
    assert [passage.initiator_cell for passage in found.passages] == [
        "Duinhaven",
        "Gemeente",
        "Gemeente",
    ]
    assert {passage.heading for passage in found.passages} == {"WONEN"}


def test_every_arrow_in_a_cell_is_a_commitment_and_a_row_that_describes_is_none() -> None:
    found = read(
        OPENING
        + "Thema\tAfspraak\tInitiatiefnemer\tPlanning\n"
        + "Bouwen\tEr is veel vraag naar kleine huizen.\t\t\n"
        + "\t<ul> ▶ Duinhaven bouwt er dertig. ▶ Duinhaven meldt het in mei. </ul>\tDuinhaven\tQ2\n"
    )
    assert words(found) == ["Duinhaven bouwt er dertig.", "Duinhaven meldt het in mei."]


TABLE = OPENING + HEADER + ROWS


@pytest.mark.parametrize("cut", range(TABLE.index("Groen\t") + 1, TABLE.index("\tAllen") + 1))
def test_a_text_that_stops_in_a_row_says_so_and_keeps_the_rows_before(cut: int) -> None:
    found = read(TABLE[:cut])
    assert words(found)[:2] == words(read(TABLE))[:2]
    assert found.stops_early is not None
    assert "middle of a table row (line 8)" in found.stops_early


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_text_that_ends_with_a_row_is_whole(rows: int) -> None:
    text = OPENING + HEADER + "".join(ROWS.splitlines(keepends=True)[:rows])
    found = read(text)
    assert len(found.passages) == rows
    assert found.stops_early is None


def test_what_stands_in_the_list_of_a_broken_row_is_read() -> None:
    row = "Groen\t<ul> ▶ De gemeente plant bomen. ▶ Duinhaven geeft wa"
    found = read(OPENING + HEADER + ROWS + row)
    assert words(found)[-2:] == ["De gemeente plant bomen.", "Duinhaven geeft wa"]
    assert found.passages[-1].initiator_cell is None
    assert found.stops_early is not None


def test_a_piped_row_that_is_not_closed() -> None:
    table = "| Afspraak | Wie |\n|---|---|\n| Huizen bouwen | Duinhaven |\n| Bomen planten | Geme"
    found = read(OPENING + table)
    assert found.stops_early is not None


def test_a_list_that_stops_in_a_sentence_says_so() -> None:
    lines = [f"{n}. Duinhaven bouwt het huis nummer {word}.\n" for n, word in enumerate("abcd", 1)]
    assert read(OPENING + "".join(lines)).stops_early is None
    found = read(OPENING + "".join(lines) + "5. De gemeente bouwt, samen met haar")
    assert found.stops_early is not None and "a sentence (line 9)" in found.stops_early


@given(st.lists(st.sampled_from(["een twee drie.", "een twee drie"]), max_size=5))
def test_texts_that_never_end_in_a_full_stop_show_nothing(others: list[str]) -> None:
    expected = len(others) >= 3 and all(other.endswith(".") for other in others)
    assert stops_in_sentence("de gemeente zoekt naar", others) == expected
    assert not stops_in_sentence("de gemeente zoekt.", others)


def test_years_that_are_ticked_are_when_it_is_done() -> None:
    found = read(
        OPENING
        + "Afspraak\tTrekker\t2025\t2026\t2027\n"
        + "Duinhaven bouwt dertig huizen.\tDuinhaven\tx\tx\t\n"
        + "Duinhaven verkoopt enkele huizen.\tDuinhaven\t5\t10\t15\n"
        + "Partijen overleggen met elkaar.\tAllen\tx\tx\tx\n"
    )
    # What goes on in all years has no year; of figures per year the last counts.
    assert [passage.planning_cell for passage in found.passages] == ["2025, 2026", "2027", None]


def test_idem_stands_for_the_cell_above() -> None:
    found = read(
        OPENING
        + "Afspraak\tTrekker\tBetrokken\tPlanning\n"
        + "Duinhaven bouwt dertig huizen.\tDuinhaven\tGemeente\tQ3\n"
        + "Duinhaven verkoopt enkele huizen.\tidem\tIdem\tidem\n"
    )
    first, second = found.passages
    assert second.initiator_cell == first.initiator_cell == "Duinhaven"
    assert second.contributor_cell == first.contributor_cell == "Gemeente"
    assert second.planning_cell == first.planning_cell == "Q3"


def test_labels_of_columns_may_name_the_year() -> None:
    text = (
        "Nr\tActie in 2026\tTrekker\tPlanning 2026\n"
        "1\tDe bouw van tien woningen.\tDuinhaven\tQ3\n"
        "2\tHet vaststellen van een visie.\tGemeente\tQ4\n"
    )
    found = read(OPENING + text).passages
    assert [(one.number, one.initiator_cell, one.planning_cell) for one in found] == [
        ("1", "Duinhaven", "Q3"),
        ("2", "Gemeente", "Q4"),
    ]


def test_a_narrower_table_behind_a_paragraph_is_about_something_else() -> None:
    text = (
        "Nr\tActie\tTrekker\tBetrokken\tPlanning\n"
        "1\tDe bouw van tien woningen.\tDuinhaven\tGemeente\tQ3\n\n"
        "Overige punten\nHierover is gesproken, zonder dat er acties zijn.\n"
        "Onderwerp\tStand van zaken\nWoonwagens\tEr zijn veertien standplaatsen.\n"
    )
    assert words(read(OPENING + text)) == ["De bouw van tien woningen."]


def test_a_year_alone_between_rows_is_of_the_rows_below() -> None:
    table = (
        "BOUWEN\n\n" + HEADER.replace("Thema\t", "") + "2025\n"
        "Duinhaven bouwt dertig huizen.\tDuinhaven\tQ3\n"
        "De gemeente levert de grond.\tGemeente\tQ1\n2026\n"
        "Partijen planten samen bomen.\tAllen\tQ4\n\n"
        "LEEFBAARHEID\n\n" + HEADER.replace("Thema\t", "") + "2025-2026\n"
        "Duinhaven veegt de straten schoon.\tDuinhaven\tQ2\n"
    )
    found = read(OPENING + table).passages
    assert [passage.headings[-1] for passage in found] == ["2025", "2025", "2026", "2025-2026"]
    assert [passage.heading for passage in found] == ["BOUWEN"] * 3 + ["LEEFBAARHEID"]


def test_the_cells_of_signatures_are_no_commitments() -> None:
    signed = (
        "\nOndertekening\n\nZandmeer, 9 december 2025\n\n"
        "Gemeente Zandmeer\tDuinhaven\tHuurdersraad\twethouder\n"
        "namens het college\tdirecteur-bestuurder\tvoorzitter\tbestuur\n"
    )
    assert words(read(OPENING + HEADER + ROWS + signed)) == words(read(OPENING + HEADER + ROWS))


def test_a_counted_title_within_a_table_is_no_row() -> None:
    head = "| Nr. | Afspraak | Wie | Wanneer |\n|---|---|---|---|\n"
    rows = (
        "| 1.1 | Duinhaven bouwt dertig huizen. | Duinhaven | Q3 |\n"
        "| Thema 2 | Betaalbaar wonen en leven | | |\n"
        "| 2.1 | De huur blijft laag voor wie weinig heeft. | Duinhaven | Q4 |\n"
    )
    found = read(OPENING + head + rows).passages
    assert [passage.number for passage in found] == ["1.1", "2.1"]
    assert found[1].heading == "Thema 2 Betaalbaar wonen en leven"


def test_an_introduction_ends_where_a_theme_begins() -> None:
    text = (
        OPENING
        + """Inleiding

Waarom deze afspraken

In het dorp Zandmeer is wonen duur geworden, zegt de raad.

Wonen in de dorpen

• De gemeente legt in het plan voor Oost vast dat een derde sociale huur wordt.
• Duinhaven ontwikkelt in West achttien tijdelijke woningen voor jongeren.
• De gemeente en Duinhaven onderzoeken samen of de werf voor woningbouw geschikt is.

Betaalbaarheid

• Duinhaven overlegt met de huurdersraad over de jaarlijkse huurverhoging.
• De gemeente helpt mensen die moeite hebben met rondkomen aan een coach.
• Duinhaven maakt in Oost 52 woningen klaar voor koken zonder gas.
"""
    )
    assert len(read(text).passages) == 6


def test_the_labels_of_signatures_end_a_table() -> None:
    signed = (
        "\nHandtekeningenblad\n\nWie | Functie | Handtekening\nGemeente Zandmeer | wethouder |\n"
    )
    assert words(read(OPENING + HEADER + ROWS + signed)) == words(read(OPENING + HEADER + ROWS))


def test_what_parties_say_of_themselves_is_no_promise() -> None:
    text = """Prestatieafspraken Zandmeer 2025

Wie zijn wij?

Gemeente Zandmeer
Wij maken beleid voor wonen in het dorp en in de stad.

Woonzorg Land
Woonzorg Land verhuurt 180 huizen en onderhoudt ze goed.

Wat spreken we af?

Duinhaven bouwt in 2025 tien huizen in Oost en vijf in West.

De gemeente levert in 2025 de grond voor deze tien huizen.

Duinhaven verkoopt in 2025 ten hoogste drie huizen aan huurders.

Huurdersraad Duinhaven geeft in 2025 advies over de verkoop.
"""
    assert not any("180" in each or "beleid" in each for each in words(read(text)))


def test_a_letter_and_a_theme_are_the_title_of_the_rows_below() -> None:
    table = (
        "| Nr | Afspraak | Wie |\n|---|---|---|\n"
        "| A. | Beschikbaarheid | |\n| A1 | Duinhaven bouwt dertig huizen. | Duinhaven |\n"
        "| B. | Betaalbaarheid | |\n| B1 | De gemeente levert de grond. | Gemeente |\n"
    )
    found = read(OPENING + table)
    assert [(one.number, one.heading) for one in found.passages] == [
        ("A1", "A. Beschikbaarheid"),
        ("B1", "B. Betaalbaarheid"),
    ]


@pytest.mark.parametrize(
    "above",
    [
        "4\tOndertekening\n\n",
        "Zandmeer, 20 december 2025\n\n",
        "4\tOndertekening\n\nZandmeer, 20 december 2025\n\n",
    ],
)
def test_signatures_in_columns_end_a_table(above: str) -> None:
    signed = (
        f"\n{above}Gemeente Zandmeer\tDuinhaven\tHuurdersraad Duinhaven\tDe Kei\n"
        "wethouder\tbestuurder\tvoorzitter\tdirecteur van de stichting\n"
    )
    assert words(read(OPENING + HEADER + ROWS + signed)) == words(read(OPENING + HEADER + ROWS))
