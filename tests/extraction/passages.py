"""Passages and contexts made of a sentence, for tests of one field."""

from __future__ import annotations

from pa_graph.extraction.context import Context
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.places import introduced_places
from pa_graph.model.agreement import Party
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.passage import Figures, Passage

PARTIES = Parties(
    (
        Party("gemeente-zandmeer", "gemeente Zandmeer", "municipality", ("Zandmeer",), True),
        Party("gemeente-veenhuizen", "gemeente Veenrade", "municipality", ("Veenrade",), True),
        Party("duinhaven", "Woonstichting Duinhaven", "housing_association", ("Duinhaven",), True),
        Party("thuisbasis", "Thuisbasis", "housing_association", (), True),
    )
)


def flow(text: str) -> Flow:
    """Return *text* as a flow."""
    return Flow.of(text, [(0, len(text))])


def passage(text: str, *, heading: str | None = None, extra: str | None = None) -> Passage:
    """Return a passage of that text."""
    return Passage(flow(text), "test", heading=heading, extra=flow(extra) if extra else None)


def table_passage(text: str, columns: tuple[str, ...], rows: dict[str, list[str]]) -> Passage:
    """Return a passage with a table of figures."""
    printed = " ".join((*columns, *(" ".join((label, *cells)) for label, cells in rows.items())))
    figures = Figures(
        columns,
        tuple((flow(label), tuple(flow(cell) for cell in cells)) for label, cells in rows.items()),
    )
    return Passage(flow(f"{text} {printed}"), "test", figures=figures)


def context(document: str = "", municipalities: tuple[str, ...] = ("Zandmeer",)) -> Context:
    """Return the context of a document of that text."""
    whole = Document(document, "test.txt")
    places = introduced_places(whole, municipalities)
    return Context(whole, PARTIES, (2025, 2026), municipalities, places)
