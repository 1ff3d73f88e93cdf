"""Findings do not depend on order or context, and say where they are."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from pa_graph.model.errors import UnknownName
from pa_graph.validation.elsewhere import Elsewhere, told_by, wants_of
from pa_graph.validation.findings import Severity
from pa_graph.validation.graphs import parse_file
from pa_graph.validation.run import validate
from pa_graph.validation.shapes import SHAPE, load_questions
from tests.validation.examples import SHORT, WHOLE, WITHOUT_TIME, statements

PA = "https://w3id.org/pa-graph/ontology#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
TRUE, FALSE = (
    ox.Literal(word, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
    for word in ("true", "false")
)
DOCUMENT = "https://w3id.org/pa-graph/id/document/"


def test_the_order_of_statements_makes_no_difference() -> None:
    quads = parse_file(WITHOUT_TIME)
    first = validate("x", quads)
    random.Random(7).shuffle(quads)
    assert validate("x", quads) == first


def test_a_finding_knows_its_commitment_and_passage() -> None:
    edits = ((("c:4 pa:deadline"), "# c:4 pa:deadline"),)
    (finding,) = validate("x", statements(WHOLE, *edits)).findings
    assert finding.shape == SHAPE + "has-time"
    assert finding.severity is Severity.WARNING
    assert (finding.order, finding.number, finding.heading) == (4, "4", "Doelgroepen")
    assert finding.passage is not None
    assert (finding.passage.start, finding.passage.end) == (400, 480)
    assert finding.passage.words == "De gemeente stelt het plan voor starters vast."
    assert finding.path == "pa:quarter|pa:deadline"
    assert finding.remedy.to_choose


def test_checks_are_counted_also_where_they_pass_or_have_nothing_to_look_at() -> None:
    report = validate("x", statements(SHORT, ("c:1 pa:dependency ", "# c:1 pa:dependency ")))
    checked = {check.shape.removeprefix(SHAPE): check for check in report.checked}
    assert len(checked) == sum(len(question.checks) for question in load_questions())
    assert (checked["has-time"].focus_nodes, checked["has-time"].passing) == (5, 5)
    assert checked["position-start"].focus_nodes == 0


def test_a_graph_without_commitments_does_not_conform() -> None:
    report = validate("x", parse_file(SHORT)[:3])
    assert report.matched_nothing
    assert not report.conforms
    assert report.findings == ()


def test_what_another_graph_says_of_a_document_counts() -> None:
    """Also of one that the graph itself knows by name only, or by another name."""
    vision, plan = ox.NamedNode(DOCUMENT + "woonvisie"), ox.NamedNode(DOCUMENT + "visie-2019")
    own = statements(SHORT, ("d:woonvisie pa:periodEnd", "# d:woonvisie pa:periodEnd"))
    assert validate("x", own).findings == ()
    there = "urn:other"
    known = [
        (vision, RDF_TYPE, ox.NamedNode(PA + "HousingVision")),
        (vision, PA + "known", TRUE),
        (vision, PA + "periodEnd", _date("2023-12-31")),
    ]

    def facts(about: ox.NamedNode, statements: list[ox.Quad]) -> list[ox.Triple]:
        told = [ox.Quad(about, ox.NamedNode(p), o) for _, p, o in known]
        stands = ox.Quad(vision, ox.NamedNode(PA + "standsFor"), about)
        elsewhere = Elsewhere([*told_by(there, told), *told_by("x", [stands])])
        return elsewhere.facts_for("x", wants_of(statements))

    def shapes(statements: list[ox.Quad], others: list[ox.Triple]) -> set[str]:
        found = validate("x", statements, others=others).findings
        return {finding.shape.removeprefix(SHAPE) for finding in found}

    expired = {"vision-not-expired", "vision-covers-term"}
    # What the graph knows itself is not described again from elsewhere.
    assert facts(vision, own) == []
    by_name = [ox.Quad(q.subject, q.predicate, FALSE) if _is_known(q, vision) else q for q in own]
    assert shapes(by_name, []) == {"basis-is-known"}
    bare = [q for q in own if q.subject != vision]
    for there_called in (vision, plan):
        assert shapes(by_name, facts(there_called, by_name)) == expired
    assert shapes(bare, facts(vision, bare)) == expired


def test_another_graph_that_knows_a_name_only_tells_nothing() -> None:
    own = statements(SHORT, ("d:woonvisie pa:known true", "d:woonvisie pa:known false"))
    told = statements(SHORT, ("d:woonvisie pa:known true", "d:woonvisie pa:known false"))
    elsewhere = Elsewhere(told_by("urn:other", told))
    facts = elsewhere.facts_for("x", wants_of(own))
    assert {f.predicate.value.removeprefix(PA) for f in facts} == {"produces"}


def _is_known(quad: ox.Quad, document: ox.NamedNode) -> bool:
    return quad.subject == document and quad.predicate.value == PA + "known"


def _date(day: str) -> ox.Literal:
    return ox.Literal(day, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))


def test_blank_nodes_are_named_alike_in_every_run() -> None:
    edits = (
        ("c:1 pa:target c:1-target .", "c:1 pa:target [ a pa:Target ; pa:value 3.0 ] ."),
        ("c:1-target a pa:Target .", ""),
    )
    one, two = (validate("x", statements(SHORT, *edits)) for _ in range(2))
    assert one == two
    assert {"target-has-unit", "commitment-target"} <= {
        finding.shape.removeprefix(SHAPE) for finding in one.findings
    }


def test_reports_can_be_narrowed() -> None:
    report = validate("x", statements(SHORT, ("c:4 pa:deadline", "# c:4 pa:deadline")))
    assert len(report.only(least=Severity.WARNING).findings) == 1
    assert report.only(least=Severity.VIOLATION).findings == ()
    (finding,) = report.findings
    assert report.only(about=[finding.commitment or ""]).findings == (finding,)
    assert report.only(about=[SHAPE + "has-action"]).findings == ()


def test_an_unknown_question_or_severity_is_named() -> None:
    with pytest.raises(UnknownName, match="complete, grounded"):
        load_questions(["volledig"])
    with pytest.raises(UnknownName, match="violation, warning and info"):
        Severity.named("fatal")


def test_commitments_of_an_agreement_that_nobody_describes_are_looked_at() -> None:
    """A graph of somebody else may hold no more than a few commitments."""
    commitments = [quad for quad in parse_file(SHORT) if "/commitment/" in str(quad.subject)]
    report = validate("x", commitments)
    assert report.commitments == 5 and not report.matched_nothing
    assert report.agreements == ("https://w3id.org/pa-graph/id/agreement/voorbeeld-2025",)
    stray = [quad for quad in commitments if quad.predicate.value != PA + "partOf"]
    report = validate("x", stray)
    assert (report.commitments, report.agreements) == (5, ())
    found = {f.focus for f in report.findings if f.shape == SHAPE + "commitment-agreement"}
    assert len(found) == 5 and not report.matched_nothing
