"""The five measures on an agreement that one can count by hand."""

from __future__ import annotations

import pytest

from pa_graph.validation.facts import DocumentFacts
from pa_graph.validation.graphs import parse_file
from pa_graph.validation.measures import DEFINITIONS, Measure, is_current, measures_of, ranks
from pa_graph.validation.run import Prepared
from pa_graph.validation.words import Words
from tests.validation.examples import SHORT, statements

AGREEMENT = "https://w3id.org/pa-graph/id/agreement/voorbeeld-2025"


@pytest.fixture(scope="module")
def measures() -> tuple[Measure, ...]:
    return measures_of(Prepared("x", parse_file(SHORT)).facts)


def of(measures: tuple[Measure, ...], scope: str, subject: str) -> dict[str, tuple[int, int]]:
    return {
        m.code: (m.numerator, m.denominator)
        for m in measures
        if m.scope == scope and m.subject.endswith(subject)
    }


def test_an_agreement(measures: tuple[Measure, ...]) -> None:
    assert of(measures, "agreement", "voorbeeld-2025") == {
        "completeness": (5, 5),
        "concreteness": (3, 5),
        "reciprocity": (15, 15),
        "grounds": (2, 5),
        "currency": (3, 4),
    }


def test_a_party_and_a_theme(measures: tuple[Measure, ...]) -> None:
    assert of(measures, "party", "party/energieloket") == {
        "completeness": (1, 1),
        "concreteness": (0, 1),
        "reciprocity": (1, 5),
        "grounds": (0, 1),
        "currency": (0, 0),
    }
    assert of(measures, "theme", "quality")["currency"] == (0, 1)
    assert len({m.subject for m in measures if m.scope == "theme"}) == 5


def test_the_passages_behind_a_measure_make_up_its_counts(measures: tuple[Measure, ...]) -> None:
    for measure in measures:
        if measure.code in ("completeness", "concreteness", "grounds"):
            assert len(measure.behind) == measure.numerator
            assert len(measure.behind) + len(measure.lacking) == measure.denominator
        assert not set(measure.behind) & set(measure.lacking)


def test_nothing_to_measure_gives_no_share(measures: tuple[Measure, ...]) -> None:
    assert [m.share for m in measures if m.denominator == 0] == [None] * sum(
        m.denominator == 0 for m in measures
    )


def test_agreements_are_ranked_and_equals_share_a_place(measures: tuple[Measure, ...]) -> None:
    worse = statements(SHORT, ("c:4 pa:deadline", "# c:4"), ("voorbeeld-2025", "minder-2025"))
    others = measures_of(Prepared("y", worse).facts)
    found = {(r.agreement.rpartition("/")[2], r.code): r.position for r in ranks(measures + others)}
    assert found["voorbeeld-2025", "completeness"] == 1
    assert found["minder-2025", "completeness"] == 2
    assert found["minder-2025", "grounds"] == found["voorbeeld-2025", "grounds"] == 1


@pytest.mark.parametrize(
    ("known", "start", "end", "current"),
    [
        (True, None, None, True),
        (True, "2024-01-01", "2025-01-01", True),
        (True, None, "2024-12-31", False),
        (True, "2025-01-02", None, False),
        (False, "2024-01-01", "2030-12-31", False),
    ],
)
def test_a_document_is_current_when_it_holds_on_the_first_day(
    known: bool, start: str | None, end: str | None, current: bool
) -> None:
    assert (
        is_current(DocumentFacts("x", Words.same("x"), known, start, end), "2025-01-01") is current
    )


def test_every_measure_is_defined_in_the_documentation() -> None:
    from tests.validation.examples import ROOT

    text = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    for definition in DEFINITIONS:
        assert f"## {definition.name.en.capitalize()}" in text
        assert definition.numerator.en in " ".join(text.split())
