"""Every shape is seen to pass and to fail, and says so about the right thing only."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.findings import Finding, Severity
from pa_graph.validation.graphs import parse_file
from pa_graph.validation.run import validate
from pa_graph.validation.shapes import SHAPE, Question, load_questions
from tests.shapes.conftest import CASES, HERE, KINDS, Case

FAILING = [case for case in CASES if case.kind != "valid"]
VALID = [case for case in CASES if case.kind == "valid"]

# What one line breaks together: whoever has no part at all has none in any theme either.
ALSO = {
    "agreement-party": {"commitment-other-party"},
    "association-has-part": {"theme-association"},
    "municipality-has-part": {"theme-municipality"},
    "tenants-have-part": {"theme-tenants"},
    "signed-before-start": {"sent-in-time"},
    "tenants-take-part": {"bid-heard-tenants"},
}


def local(shape: str) -> str:
    return shape.removeprefix(SHAPE)


def test_every_file_is_a_case(questions: tuple[Question, ...]) -> None:
    files = {path for path in HERE.rglob("*") if path.is_file() and path.suffix == ".ttl"}
    assert {case.path for case in CASES} == files
    assert {case.kind for case in CASES} == set(KINDS)
    assert {case.question for case in CASES} == {question.name for question in questions}
    assert len(FAILING) == sum(len(question.checks) for question in questions)


@pytest.mark.parametrize("question", load_questions(), ids=lambda question: question.name)
def test_every_shape_has_a_case_that_fails_and_one_that_passes(question: Question) -> None:
    failing = {case.shape: case.kind for case in FAILING if case.question == question.name}
    assert failing == {
        check.shape: "invalid" if check.severity is Severity.VIOLATION else "warning"
        for check in question.checks
    }
    (valid,) = [case for case in VALID if case.question == question.name]
    unseen = [c.shape for c in valid.report().checked if c.passing == 0]
    assert unseen == [], "the valid case gives these shapes nothing to look at"


@pytest.mark.parametrize("case", VALID, ids=str)
def test_a_valid_case_conforms(case: Case) -> None:
    report = case.report()
    assert report.findings == ()
    assert report.conforms and report.commitments == 5


@pytest.mark.parametrize("case", FAILING, ids=str)
def test_a_failing_case_differs_from_the_valid_one_by_one_line(case: Case) -> None:
    before, after = (
        path.read_text(encoding="utf-8").splitlines() for path in (case.valid, case.path)
    )
    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert [line[0] for line in changed] == ["-", "+"]


@pytest.mark.parametrize("case", FAILING, ids=str)
def test_a_failing_case_fails_its_shape_and_no_other(case: Case) -> None:
    report = case.report()
    expected = {local(case.shape)} | ALSO.get(local(case.shape), set())
    assert {local(finding.shape) for finding in report.findings} == expected
    (checked,) = [c for c in report.checked if c.shape == case.shape]
    assert 0 < checked.failing <= checked.focus_nodes


@pytest.mark.parametrize("case", FAILING, ids=str)
def test_the_remedy_of_a_finding_satisfies_the_shape(case: Case) -> None:
    statements = parse_file(case.path)
    finding = next(f for f in case.report().findings if f.shape == case.shape)
    mended = apply(finding, statements)
    (question,) = load_questions([case.question])
    after = validate(case.path.name, mended, questions=[question])
    assert (case.shape, finding.focus) not in {(f.shape, f.focus) for f in after.findings}


def apply(finding: Finding, statements: list[ox.Quad]) -> list[ox.Quad]:
    """Do what the remedy says: take away what its patterns match, add its Turtle."""
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    store = ox.Store()
    store.extend(statements)
    for pattern in filter(None, re.split(r"(?<= \.) ", finding.remedy.remove)):
        where = pattern
        for number in range(pattern.count("?any")):
            where = where.replace("?any", f"?v{number}", 1)
        store.update(f"{prologue} DELETE WHERE {{ {where} }}")
    assert "{" not in finding.remedy.add, "a word in braces was not filled in"
    store.extend(ox.parse(prologue + finding.remedy.add, format=ox.RdfFormat.TURTLE))
    return list(store)


@pytest.mark.parametrize("case", FAILING, ids=str)
def test_a_finding_says_all_that_a_reader_needs(case: Case) -> None:
    finding = next(f for f in case.report().findings if f.shape == case.shape)
    for words in (finding.reason, finding.why, finding.name, finding.remedy.sentence):
        assert words.nl and words.en and words.nl != words.en
    assert finding.agreement == "https://w3id.org/pa-graph/id/agreement/voorbeeld-2025"
    assert finding.remedy.add or finding.remedy.remove
    assert finding.question != "lawful" or ("artikel" in finding.reason.nl and finding.source)


def test_cases_are_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_questions(["complete"])[0].checks
