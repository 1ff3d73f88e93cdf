"""From a graph to a report: the shapes are run, their results become findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache

import pyoxigraph as ox

from pa_graph.validation.applying import conditions_in, spoken_of
from pa_graph.validation.compiled import CompiledShape
from pa_graph.validation.engine import Result, results_of
from pa_graph.validation.facts import AgreementFacts, CommitmentFacts, GraphFacts
from pa_graph.validation.findings import Checked, Finding, Report
from pa_graph.validation.graphs import context_of, overruled, schema
from pa_graph.validation.measures import measures_of
from pa_graph.validation.outcome import Outcome
from pa_graph.validation.remedies import remedy_for
from pa_graph.validation.shapes import Check, Question, load_questions
from pa_graph.validation.targets import Targets
from pa_graph.validation.triples import (
    PlainTriple,
    Term,
    TermGraph,
    in_default_graph,
    notation,
    plain,
)


class Prepared:
    """A document's graph with its context and what it needs of the ontology.

    Args:
        subject: name of the graph or file, for the report.
        statements: the graph of one document.
        others: what other graphs know of the things in it; see
            :meth:`pa_graph.validation.elsewhere.Elsewhere.facts_for`.
    """

    def __init__(
        self,
        subject: str,
        statements: Iterable[ox.Quad],
        others: Sequence[ox.Triple] = (),
    ) -> None:
        own = overruled(in_default_graph(statements), others)
        triples = plain(own)
        self.subject = subject
        self.graph = TermGraph()
        self.graph.add_statements(own, triples)
        subjects = {s for s, _, _ in triples}
        self.own: frozenset[Term] = frozenset(subjects | {o for _, _, o in triples})
        beside = (*context_of(self.own), *others)
        self.graph.add_statements([_quad(triple) for triple in beside])
        self.graph.add_statements(*_plain_schema())
        self.facts = GraphFacts(self.graph, subjects)


@cache
def _plain_schema() -> tuple[tuple[ox.Quad, ...], tuple[PlainTriple, ...]]:
    quads = tuple(_quad(triple) for triple in schema())
    return quads, tuple(plain(quads))


def _quad(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object)


def validate(
    subject: str,
    statements: Iterable[ox.Quad],
    *,
    questions: Sequence[Question] = (),
    others: Sequence[ox.Triple] = (),
    engine: str = "auto",
) -> Report:
    """Put the shapes to one document's graph.

    Args:
        subject: name of the graph or file.
        statements: its graph; graph names are dropped.
        questions: shapes files, see :func:`pa_graph.validation.shapes.load_questions`; none
            means all of ours.
        others: what other graphs know of the things in it.
        engine: one of :data:`pa_graph.validation.engine.ENGINES`.

    Raises:
        MalformedData: the shapes can't be run.
    """
    prepared = Prepared(subject, statements, others)
    return report_of(prepared, questions or load_questions(), engine)


def judge(
    subject: str,
    statements: Iterable[ox.Quad],
    *,
    questions: Sequence[Question] = (),
    others: Sequence[ox.Triple] = (),
    text: str | None = None,
    file_name: str = "",
    engine: str = "auto",
) -> Outcome:
    """Put the shapes to one document's graph and measure it.

    Args:
        subject: name of the graph or file.
        statements: its graph; graph names are dropped.
        questions: shapes files; none means all of ours.
        others: what other graphs know of the things in it.
        text: the text that positions in the graph count in.
        file_name: of the text or graph.
        engine: one of :data:`pa_graph.validation.engine.ENGINES`.

    Raises:
        MalformedData: the shapes can't be run.
    """
    prepared = Prepared(subject, statements, others)
    report = report_of(prepared, questions or load_questions(), engine)
    facts = prepared.facts
    measures, agreements = measures_of(facts), facts.agreements
    # The graph itself is let go.
    return Outcome(report, lambda: measures, lambda: agreements, text, file_name)


def report_of(prepared: Prepared, questions: Sequence[Question], engine: str = "auto") -> Report:
    """Put the shapes to a prepared graph."""
    results = results_of(prepared.graph, questions, engine)
    checks = {check.shape: check for question in questions for check in question.checks}
    within = {notation(node) for node in prepared.own}
    of_shape: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.shape in checks and _in_document(result, checks[result.shape], within):
            of_shape[result.shape].append(result)
    targets = Targets(prepared.graph, prepared.own)
    checked = []
    findings = []
    for question in questions:
        conditions = conditions_in(question)
        for check in question.checks:
            found = of_shape.get(check.shape, [])
            failing = {result.focus for result in found}
            nodes = targets.of(check.targets)
            asked = conditions.get(check.shape, ())
            checked.append(_checked(prepared.graph, check, nodes, asked, failing))
            findings += [_finding(prepared.facts, check, result) for result in found]
    return Report(
        prepared.subject,
        tuple(sorted(findings, key=Finding.sort_key)),
        tuple(checked),
        prepared.facts.commitments,
        tuple(agreement.iri for agreement in prepared.facts.agreements),
        prepared.facts.kind_of_document(),
    )


def _checked(
    graph: TermGraph,
    check: Check,
    targets: Collection[Term],
    conditions: Collection[CompiledShape],
    failing: Collection[str],
) -> Checked:
    """Count how many of its targets a shape spoke of, and how many of these pass."""
    wrong = {node for node in targets if notation(node) in failing} if failing else set()
    nodes = spoken_of(graph, targets, conditions, wrong)
    return Checked(
        check.question,
        check.shape,
        check.name,
        check.severity,
        len(nodes),
        len(nodes) - len(wrong),
        len(targets) - len(nodes),
    )


def _in_document(result: Result, check: Check, within: set[str]) -> bool:
    """Whether a result is about the document; what only its context says is not its fault."""
    return result.focus in within or any(kind == "targetNode" for kind, _ in check.targets)


def _finding(facts: GraphFacts, check: Check, result: Result) -> Finding:
    focus = result.focus.strip("<>")
    commitment = _commitment(facts, result)
    agreement = _agreement(facts, focus, commitment)
    passage = facts.passage(focus) or (commitment.passage if commitment else None)
    subject = commitment.name if commitment else facts.label(focus)
    if facts.is_document(focus):
        # What a commitment does to a document is a finding about the document.
        subject = facts.label(focus)
    if commitment is None and (mention := facts.mention_of(focus)):
        # A document is somebody's only where it is named.
        commitment, passage = mention
    elif passage is None and (first := facts.first_under(focus)):
        # A theme begins where its first commitment stands; it is about them all.
        passage = first.passage
    is_other = result.value.startswith("<") and result.value != result.focus
    value_name = facts.called(result.value[1:-1]) if is_other else None
    return Finding(
        severity=check.severity,
        question=check.question,
        shape=check.shape,
        focus=focus,
        agreement=agreement.iri if agreement else None,
        commitment=commitment.iri if commitment else None,
        order=commitment.order if commitment else None,
        number=commitment.number if commitment else None,
        heading=commitment.heading if commitment else None,
        subject=subject,
        path=result.path,
        value=result.value or None,
        value_name=value_name,
        component=result.component,
        name=check.name,
        reason=check.reason(result.value),
        why=check.why,
        remedy=remedy_for(check, result.focus, result.value, agreement, commitment),
        source=check.source,
        passage=passage,
        path_turtle=check.path_turtle,
    )


def _commitment(facts: GraphFacts, result: Result) -> CommitmentFacts | None:
    """Return the commitment a result is about: the focus, what holds it, or the value."""
    for term in (result.focus, result.value):
        found = facts.commitment_of.get(term.strip("<>"))
        if found is not None:
            return found
    return None


def _agreement(
    facts: GraphFacts, focus: str, commitment: CommitmentFacts | None
) -> AgreementFacts | None:
    for agreement in facts.agreements:
        if focus == agreement.iri or (commitment and commitment in agreement.commitments):
            return agreement
    return facts.agreements[0] if len(facts.agreements) == 1 else None
