"""What a shape says nothing of is passed over, and not counted as checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.model.errors import MalformedData
from pa_graph.validation.applying import conditions_in
from pa_graph.validation.engine import ENGINES
from pa_graph.validation.graphs import parse_file
from pa_graph.validation.run import Prepared, judge, report_of
from pa_graph.validation.shapes import SHAPE, load_questions
from tests.validation.examples import ROOT, SHORT, statements

LAWFUL = ROOT / "tests" / "shapes" / "lawful" / "valid.agreement.ttl"
FIXTURES = sorted((ROOT / "tests" / "shapes").glob("*/*.ttl"))
WITHOUT_DATES = (
    ("pad:agreement\\/voorbeeld-2025 pa:signedOn", "# "),
    ("d:bod pa:issuedOn", "# "),
    ("d:bod pa:periodEnd", "# "),
    ("d:woonvisie pa:periodEnd", "# "),
    ("d:voortgang pa:refersTo", "# "),
)
SILENT = {
    *("signed-before-start", "sent-in-time", "bid-in-time", "bid-covers-five-years"),
    *("vision-covers-term", "each-year-is-reported"),
}


@pytest.mark.parametrize("engine", ENGINES)
def test_without_dates_nothing_is_said_of_dates(engine: str) -> None:
    graph = statements(LAWFUL, *WITHOUT_DATES)
    report = judge("x", graph, questions=load_questions(["lawful"]), engine=engine).report
    counts = {
        check.shape.removeprefix(SHAPE): (check.focus_nodes, check.passing, check.passed_over)
        for check in report.checked
    }
    assert {name for name, found in counts.items() if found == (0, 0, 1)} == SILENT
    assert counts["vision-is-named"] == (1, 1, 0)


def test_with_dates_all_are_checked() -> None:
    report = judge("x", parse_file(LAWFUL), questions=load_questions(["lawful"])).report
    assert {(check.focus_nodes, check.passed_over) for check in report.checked} == {(1, 0)}


def test_one_date_of_two_is_not_enough() -> None:
    graph = statements(LAWFUL, ("pad:agreement\\/voorbeeld-2025 pa:periodStart", "# "))
    report = judge("x", graph, questions=load_questions(["lawful"])).report
    over = {c.shape.removeprefix(SHAPE) for c in report.checked if c.passed_over}
    assert over == {"signed-before-start", "sent-in-time", "bid-in-time", "each-year-is-reported"}


def test_joint_parts_are_asked_of_joint_commitments_only() -> None:
    report = judge("x", parse_file(SHORT), questions=load_questions(["complete"])).report
    (joint,) = [c for c in report.checked if c.shape == SHAPE + "joint-parts"]
    assert (joint.focus_nodes, joint.passed_over) == (1, 4)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_whatever_fails_meets_the_conditions(path: Path) -> None:
    """A condition that is too strict would hide how many things were looked at."""
    prepared = Prepared(path.name, parse_file(path))
    questions = load_questions([path.parent.name])
    for question in questions:
        conditions = conditions_in(question)
        for finding in report_of(prepared, questions).findings:
            focus = finding.focus
            assert all(c.conforms(prepared.graph, focus) for c in conditions.get(finding.shape, ()))


def test_a_condition_that_can_not_be_worked_out_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix o: <urn:own:> ."
        " @prefix pas: <https://w3id.org/pa-graph/shape/> ."
        " @prefix pa: <https://w3id.org/pa-graph/ontology#> ."
        " o:s a sh:NodeShape ; sh:targetClass pa:Commitment ; sh:nodeKind sh:IRI ;"
        " pas:appliesTo [ sh:path pa:theme ; sh:uniqueLang true ] ."
    )
    questions = load_questions(folder=tmp_path)
    with pytest.raises(MalformedData, match=r"appliesTo of <urn:own:s>.*sh:uniqueLang"):
        judge("x", parse_file(SHORT), questions=questions)
