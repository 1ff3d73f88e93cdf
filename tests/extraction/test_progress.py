"""Lines of progress reports: bullets, tables and paragraphs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pa_graph.extraction.aims import extract_policy
from pa_graph.model.policy import ProgressLine
from pa_graph.reading.document import Document

HEAD = """Voortgangsrapportage prestatieafspraken Losser
Tweede halfjaar 2024

De gemeente Losser en Woonstichting Dinkelrand bespraken deze rapportage op 3 februari 2025.

"""


def lines(body: str) -> tuple[ProgressLine, ...]:
    return extract_policy(Document(HEAD + body, "monitor.txt"), "monitor").progress


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("gedaan.", "done"),
        ("afgerond in november.", "done"),
        ("op schema.", "on_track"),
        ("de bouw loopt volgens planning.", "on_track"),
        ("loopt achter; de aannemer is failliet.", "behind"),
        ("nog niet afgerond.", "behind"),
        ("te laat. De vergunning is nu verleend, dus op schema.", "behind"),
        ("onzeker, wacht op het rijk.", "uncertain"),
        ("nog niet begonnen.", "not_started"),
        ("is vervallen.", "dropped"),
        ("hierover volgt later bericht.", None),
    ],
)
def test_the_state_is_what_the_words_say_first(words: str, status: str | None) -> None:
    (line,) = lines(f"Stand van zaken\n\n- Afspraak 3: {words}\n")
    assert line.numbers == ("3",)
    assert line.status == status


def test_a_line_without_a_number_keeps_its_subject_and_theme() -> None:
    (line,) = lines("Duurzaamheid\n\n- Het isoleren van de flats in Glane is vertraagd.\n")
    assert line.numbers == ()
    assert (line.theme, line.status) == ("sustainability", "behind")
    assert [place.name for place in line.places] == ["Glane"]


def test_what_is_told_of_several_commitments_names_them_all() -> None:
    (line,) = lines("Stand\n\n- Afspraken 4, 5 en 7: op schema.\n")
    assert line.numbers == ("4", "5", "7")


def test_figures_are_realised_only_where_the_words_say_so() -> None:
    found = lines(
        "Stand van zaken\n\n"
        "- Afspraak 1: loopt. De 24 woningen staan onder dak.\n"
        "- Afspraak 7: op schema, 41 woningen zijn klaar.\n"
        "- Afspraak 5: op schema, 78% in het halfjaar.\n"
    )
    reached = [
        (line.realised.value, line.realised.unit) if line.realised else None for line in found
    ]
    assert reached == [None, (Decimal(41), "dwelling"), (Decimal(78), "percent")]


def test_a_new_date_is_read_where_the_words_say_that_it_is_one() -> None:
    found = lines(
        "Stand van zaken\n\n"
        "- Afspraak 3: loopt achter. De oplevering schuift naar het eerste kwartaal van 2026.\n"
        "- Afspraak 2: te laat. De vergunning is op 20 juni 2024 verleend.\n"
    )
    assert [line.expected for line in found] == ["2026-03-31", None]


def test_rows_of_a_table_with_a_column_for_the_state() -> None:
    found = lines(
        "Nr\tAfspraak\tTrekker\tStatus\tToelichting\n"
        "1\tWoningen in Overdinkel\tDinkelrand\tgereed\tOpgeleverd in november\n"
        "2\tVergunning Beuningen\tgemeente\tvertraagd\tBezwaar van buren\n"
        "3\tOverleg\tpartijen\t\t\n"
    )
    assert [(line.numbers, line.status) for line in found] == [
        (("1",), "done"),
        (("2",), "behind"),
    ]


def test_a_paragraph_under_the_number_of_a_commitment() -> None:
    found = lines(
        "Afspraak 8 Warmtenet\n\nHet besluit is uitgesteld tot het voorjaar.\n\n"
        "Afspraak 9 Aansluiten\n\nDit is volgens planning uitgevoerd.\n"
    )
    assert [(line.numbers, line.status) for line in found] == [
        (("8",), "behind"),
        (("9",), "on_track"),
    ]
