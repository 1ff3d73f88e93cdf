"""Which capitalised names are places below the municipality."""

from __future__ import annotations

import pytest

from pa_graph.extraction.places import introduced_places, read_places
from pa_graph.reading.document import Document
from tests.extraction.passages import context, passage, table_passage

BOTH = ("Zandmeer", "Veenrade")


def places(
    text: str, document: str = "", municipalities: tuple[str, ...] = ("Zandmeer",)
) -> list[str]:
    return [p.name for p in read_places(passage(text), context(document, municipalities))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Duinhaven bouwt 12 woningen in Oosterveen.", ["Oosterveen"]),
        ("In Oosterveen komt een steunpunt.", ["Oosterveen"]),
        ("Zij renoveert in de wijk De Meenthe.", ["De Meenthe"]),
        ("Zij bouwt op locatie de Kuip.", ["Kuip"]),
        ("Zij sloopt aan de Prinsenlaan in Westhoven.", ["Prinsenlaan", "Westhoven"]),
        ("Zij levert 9 woningen aan Vlietlaan/Kerkweg op.", ["Vlietlaan", "Kerkweg"]),
        (
            "Zij isoleert in Oosterveen, Westhoven en Nieuwdam.",
            ["Oosterveen", "Westhoven", "Nieuwdam"],
        ),
        ("Zij bouwt: • Molenkamp: ca 7 woningen • Hoogveen: 4 woningen", ["Molenkamp", "Hoogveen"]),
        ("Zij stelt een wijkplan voor Nieuwdam op.", ["Nieuwdam"]),
        ("De Wijkvisie Warmte Nieuwdam wordt vastgesteld.", ["Nieuwdam"]),
        ("Zij verbouwt in complex De Hoef en in plan Rietmeer.", ["De Hoef", "Rietmeer"]),
        ("Duinhaven bouwt 18 woningen in Ter Hoeve.", ["Ter Hoeve"]),
    ],
)
def test_a_name_with_a_word_for_a_place(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Duinhaven overlegt met de gemeente Zandmeer.",
        "De woningen in de gemeente Zandmeer worden in Zandmeer geadverteerd.",
        "Zij levert de grond aan Thuisbasis en werkt samen met Duinhaven.",
        "Zij verdeelt woningen via Woning in Zicht in de regio Waterland.",
        "In Q3 en in Januari wordt gestort in het Noodfonds.",
        "Dit staat in de Huisvestingsverordening en in het Klimaatakkoord.",
        "Zij doet mee met het project Buurtbemiddeling.",
        "De Zandmeerse woningmarkt staat onder druk.",
        "Voor WSW en BZK geldt de WMO.",
    ],
)
def test_other_names_are_no_places(text: str) -> None:
    assert places(text) == []


def test_a_name_introduced_elsewhere_needs_no_word_for_a_place() -> None:
    document = "Inleiding\nIn de buurt Lindehof staan oude woningen.\n"
    assert places("Lindehof wordt opgeknapt.", document) == ["Lindehof"]
    assert places("Zonnestein wordt opgeknapt.", document) == []


def test_the_heading_may_name_the_place() -> None:
    found = read_places(
        passage("De gemeente betaalt mee.", heading="HUISKAMER MEENTHE"),
        context("Er komt een huiskamer in de wijk Meenthe.\n"),
    )
    assert [place.name for place in found] == ["Meenthe"]
    assert found[0].span is None


def test_a_party_in_a_heading_is_no_place() -> None:
    document = "In het werkgebied Duinhaven wordt gewerkt.\n"
    found = read_places(passage("Zij helpt mee.", heading="BIJDRAGE DUINHAVEN"), context(document))
    assert found == ()


def test_introduced_places_are_in_order_and_leave_out_the_municipality() -> None:
    text = "De kern Zandmeer en de wijk Meenthe\nAan de Dorpsstraat, bij complex De Hoef\n"
    assert introduced_places(Document(text, "t.txt"), ("Zandmeer",)) == (
        "Meenthe",
        "Dorpsstraat",
        "De Hoef",
    )


def test_a_municipality_counts_where_it_is_singled_out() -> None:
    assert places("De gemeente Veenrade geeft korting.", "", BOTH) == ["Veenrade"]
    assert places("In Veenrade staat de verkoop stil.", "", BOTH) == ["Veenrade"]
    assert places("Duinhaven en gemeente Veenrade stellen een plan op.", "", BOTH) == []
    assert places("De proef start in de gemeente Klimmen.", "", ("Zandmeer",)) == ["Klimmen"]


def test_particulars_single_out_every_municipality_they_name() -> None:
    found = read_places(
        passage("De gemeenten helpen mee.", extra="Gemeente Zandmeer verkent de Kuipwijk."),
        context("", BOTH),
    )
    assert sorted(place.name for place in found) == ["Kuipwijk", "Zandmeer"]


def test_the_columns_of_a_table_are_places_save_the_total() -> None:
    table = table_passage("Zij houdt zich hieraan.", (*BOTH, "Totaal"), {"Sloop": ["1", "2", "3"]})
    assert [p.name for p in read_places(table, context("", BOTH))] == ["Zandmeer", "Veenrade"]


def test_a_place_is_named_once_and_leads_back_to_its_words() -> None:
    text = "Zij bouwt in  Oosterveen\nen sloopt in Oosterveen."
    found = read_places(passage(text), context())
    assert len(found) == 1
    assert found[0].span is not None
    assert text[found[0].span.start : found[0].span.end] == "Oosterveen"
