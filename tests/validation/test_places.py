"""Whoever reads a finding is shown the words that it is about, wherever there are any."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pa_graph.model.resources import resource
from pa_graph.operations.judging import Asked
from pa_graph.operations.sources import read_sources
from pa_graph.operations.validate import judge_all
from pa_graph.validation.findings import Finding
from pa_graph.validation.outcome import Outcome
from pa_graph.validation.run import judge
from pa_graph.validation.shapes import SHAPE
from tests.validation.examples import WHOLE, statements

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(resource("data/examples").glob("*.txt"))
DOCUMENTS = Path(os.environ.get("PA_GRAPH_DOCUMENTS", "../shared/documents"))
REAL = sorted(DOCUMENTS.glob("*.txt"))
ABSENT = {
    *("rests-on-vision", "rests-on-bid", "rests-on-wider-agreement", "vision-is-named"),
    *("tenants-take-part", "tenants-have-part", "execution-is-reported", "subject-liveability"),
}
"""What a whole agreement leaves out stands nowhere in it."""


def found(outcome: Outcome, shape: str) -> list[Finding]:
    return [f for f in outcome.report.findings if f.shape == SHAPE + shape]


def outcomes_of(paths: list[Path]) -> list[Outcome]:
    sources, errors = read_sources(paths)
    assert errors == []
    return list(judge_all(sources, Asked(processes=1)))


@pytest.mark.parametrize(
    "paths",
    [
        EXAMPLES,
        pytest.param(REAL, marks=pytest.mark.skipif(not REAL, reason=f"not at hand ({DOCUMENTS})")),
    ],
    ids=["examples", "documents"],
)
def test_only_what_is_nowhere_has_no_passage(paths: list[Path]) -> None:
    for outcome in outcomes_of(paths):
        assert outcome.text is not None
        for finding in outcome.report.findings:
            if finding.passage is None:
                assert finding.shape.removeprefix(SHAPE) in ABSENT, finding
                continue
            place = slice(finding.passage.start, finding.passage.end)
            assert finding.passage.words in (None, outcome.text[place])
            assert outcome.text[place].strip()


def test_a_theme_is_shown_where_its_first_commitment_stands() -> None:
    graph = statements(WHOLE, ("c:2 pa:contributor p:huurdersraad", "# "))
    (finding,) = found(judge("x", graph), "theme-tenants")
    assert finding.subject.en == "affordability" and finding.commitment is None
    assert finding.passage is not None
    assert (finding.passage.start, finding.passage.end) == (200, 280)


def test_a_document_that_only_the_agreement_names_is_shown_there() -> None:
    cited = (
        "pad:agreement\\/voorbeeld-2025 pa:citation pad:cited .\n"
        "pad:cited a pa:Citation ; pa:cites d:woondeal ; pa:source pad:here .\n"
        "pad:here oa:hasSource pad:text ; oa:hasSelector pad:position .\n"
        "pad:position oa:start 10 ; oa:end 30 .\n"
    )
    edit = ("d:woondeal pa:known true .", f"d:woondeal pa:known false .\n{cited}")
    (finding,) = [
        f
        for f in found(judge("x", statements(WHOLE, edit)), "basis-is-known")
        if f.focus.endswith("/woondeal")
    ]
    assert finding.commitment is None and finding.passage is not None
    assert (finding.passage.start, finding.passage.end) == (10, 30)


def test_an_announced_vision_is_shown_where_it_is_announced() -> None:
    graph = statements(WHOLE, ("c:4 pa:produces", "c:4 pa:produces d:woonvisie , "))
    (finding,) = found(judge("x", graph), "vision-not-announced")
    assert finding.commitment is not None and finding.commitment.endswith("/commitment/4")
    assert finding.subject.en == "woonvisie" and finding.value_name is not None
    assert finding.value_name.en == "commitment 4"
    assert finding.passage is not None and finding.passage.start == 400
