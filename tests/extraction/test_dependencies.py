"""Which clauses count as what must come first, and which only look like it."""

from __future__ import annotations

import pytest

from pa_graph.extraction.context import Context
from pa_graph.extraction.dependencies import read_dependencies
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.references import read_references
from pa_graph.model.agreement import Dependency, Party
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.passage import Passage

PARTIES = Parties(
    (
        Party("gemeente-eersel", "gemeente Eersel", "municipality", ("gemeente",), True),
        Party("zandlijn", "Zandlijn", "housing_association", (), True),
    )
)


def dependencies(text: str) -> tuple[Dependency, ...]:
    """Read the dependencies of a text that is one passage."""
    passage = Passage(Flow.of(text, [(0, len(text))]), "numbered")
    context = Context(Document(text, "afspraken.txt"), PARTIES, (), ())
    return read_dependencies(passage, read_references(passage, context), context)


@pytest.mark.parametrize(
    ("text", "kind", "statement"),
    [
        (
            "Zandlijn sloopt de flat, tenzij een koper zich meldt.",
            "condition",
            "tenzij een koper zich meldt",
        ),
        (
            "Als de vraag daalt, stopt Zandlijn met de verkoop.",
            "condition",
            "Als de vraag daalt",
        ),
        (
            "Zandlijn verlaagt de huur als de huurder daarom vraagt.",
            "condition",
            "als de huurder daarom vraagt",
        ),
        (
            "De gemeente koopt de grond onder voorbehoud van instemming door de raad.",
            "decision",
            "onder voorbehoud van instemming door de raad",
        ),
        (
            "Zandlijn plaatst panelen, mits de provincie een bijdrage toekent.",
            "funding",
            "mits de provincie een bijdrage toekent",
        ),
        (
            "Afhankelijk van het type woning bepaalt Zandlijn de huur.",
            "condition",
            "Afhankelijk van het type woning",
        ),
        (
            "Bij mutatie controleert Zandlijn de installaties.",
            "condition",
            "Bij mutatie",
        ),
        (
            "Zandlijn levert daarvoor de benodigde tekeningen aan.",
            "party",
            "Zandlijn levert daarvoor de benodigde tekeningen aan",
        ),
        (
            "Loopt de wachttijd verder op, dan komen partijen bijeen.",
            "condition",
            "Loopt de wachttijd verder op",
        ),
        (
            "Waar dit niet mogelijk is, zoekt de gemeente een andere plek.",
            "condition",
            "Waar dit niet mogelijk is",
        ),
    ],
)
def test_a_counted_clause_is_read_in_its_own_words(text: str, kind: str, statement: str) -> None:
    [dependency] = dependencies(text)
    assert (dependency.kind, dependency.statement) == (kind, statement)


@pytest.mark.parametrize(
    "text",
    [
        "Zandlijn past de aantallen indien nodig aan.",
        "Zandlijn werkt waar mogelijk samen met bewoners.",
        "Zo nodig overleggen partijen vaker.",
        "Zandlijn verhuurt de woning als sociale huurwoning.",
        "De gemeente treedt op als partner in de wijk.",
        "Partijen onderzoeken of en wanneer het project kan starten.",
        "Zandlijn houdt rekening met de draagkracht van de buurt.",
        "Het gaat om buurten waar veel ouderen wonen.",
        "Bij nieuwbouw kiest Zandlijn voor hout.",
        "Zandlijn bouwt tien woningen, rekening houdend met de markt.",
    ],
)
def test_what_only_looks_like_a_condition_is_not_counted(text: str) -> None:
    assert dependencies(text) == ()


def test_a_named_document_is_what_the_clause_hangs_on() -> None:
    [dependency] = dependencies("Zandlijn wijst op basis van de Woonvisie Eersel plekken aan.")
    assert (dependency.kind, dependency.document) == ("document", "Woonvisie Eersel")


def test_a_decision_about_a_document_stays_a_decision() -> None:
    [dependency] = dependencies("Na vaststelling van het Warmteprogramma start de aanleg.")
    assert (dependency.kind, dependency.document) == ("decision", "Warmteprogramma")


def test_two_documents_in_one_clause_are_two_dependencies() -> None:
    found = dependencies("Op basis van de regionale en lokale woonvisie volgt een verdeling.")
    assert [(d.kind, d.document) for d in found] == [
        ("document", "regionale woonvisie"),
        ("document", "lokale woonvisie"),
    ]
    assert [d.statement for d in found] == [
        "Op basis van de regionale woonvisie",
        "Op basis van de lokale woonvisie",
    ]


def test_conditions_of_different_kinds_are_told_apart() -> None:
    found = dependencies("De start is afhankelijk van technische haalbaarheid en besluitvorming.")
    assert [(d.kind, d.statement) for d in found] == [
        ("condition", "afhankelijk van technische haalbaarheid"),
        ("decision", "afhankelijk van besluitvorming"),
    ]


def test_each_sentence_is_read_for_itself() -> None:
    text = "Zandlijn bouwt, mits de grond schoon is. De gemeente betaalt, tenzij het Rijk dat doet."
    assert [d.statement for d in dependencies(text)] == [
        "mits de grond schoon is",
        "tenzij het Rijk dat doet",
    ]


def test_taking_account_of_something_counts_only_with_a_named_document() -> None:
    [dependency] = dependencies("Rekening houdend met de Omgevingswet start de sloop in mei.")
    assert dependency.document == "Omgevingswet"


def test_the_span_is_where_the_clause_stands() -> None:
    text = "Zandlijn bouwt,\n  zodra de weg klaar is.\nDaarna volgt de rest."
    [dependency] = dependencies(text)
    assert dependency.span is not None
    assert " ".join(dependency.span.of(text).split()) == "zodra de weg klaar is."
