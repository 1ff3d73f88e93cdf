"""Which commitment a line of a progress report is about.

The report says which agreement it is about, or it is the one of the same municipality that runs
in the period of the report. A line is about the commitment whose number it names; without a
number, about the one commitment that shares enough with it. What is shared by two is left open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from pa_graph.dependencies.comparable import Comparable, comparables, likeness
from pa_graph.dependencies.derived_links import add_link, both_labels
from pa_graph.dependencies.mentions import DERIVED, GRAPH, values
from pa_graph.mapping.builder import GraphBuilder
from pa_graph.store.sparql_text import with_prefixes

RULE: Final = "reported-commitment"
LIKE_ENOUGH: Final = 0.5
"""Share of the words of the shorter passage from which both are about the same thing."""
_FEWEST_WORDS: Final = 2
_LEAD: Final = 0.15
"""By so much the best fitting commitment must be ahead of the next."""


def progress_quads(
    graph: str, agreements: Sequence[str], passages: Callable[[str], Iterable[Quad]]
) -> set[Quad]:
    """Return which commitments the lines of the report in *graph* are about, with the links.

    Args:
        graph: of the report.
        agreements: graphs of those it may be about; see :func:`agreements_for`.
        passages: returns what the passages of a document say, by its graph.
    """
    if not agreements:
        return set()
    lines = comparables(passages(graph), "pa:ProgressObservation")
    builder = GraphBuilder(DERIVED + graph.removeprefix(GRAPH))
    promised = {there: comparables(passages(there), "pa:Commitment") for there in agreements}
    for line in lines:
        for there in agreements:
            found = _about(line, promised[there])
            if found:
                _add(builder, line, found, (graph, there))
                break
    return set(builder.quads())


def agreements_for(world: Store, graphs: Iterable[str]) -> dict[str, list[str]]:
    """Return by graph of a report those of the agreements it may be about, the likeliest first.

    Args:
        world: a store whose named graphs have what documents of a municipality say of themselves,
            and without a graph what the names in the reports stand for.
        graphs: of the reports; what is no progress report gives nothing.
    """
    found = world.query(
        with_prefixes(
            f"""SELECT DISTINCT ?here ?g ?start ?end ?from ?until ?named WHERE {{
        {values("here", graphs)}
        GRAPH ?here {{ ?here pa:describes ?report . ?report a pa:ProgressReport ;
            pa:municipality ?m }}
        GRAPH ?g {{ ?g pa:describes ?a . ?a a pa:Agreement ; pa:municipality ?m .
            OPTIONAL {{ ?a pa:periodStart ?from }} OPTIONAL {{ ?a pa:periodEnd ?until }} }}
        OPTIONAL {{ GRAPH ?here {{ ?report pa:periodStart ?start }} }}
        OPTIONAL {{ GRAPH ?here {{ ?report pa:periodEnd ?end }} }}
        BIND(EXISTS {{ GRAPH ?here {{ ?report pa:refersTo ?name }} ?name pa:standsFor ?a }}
            AS ?named) }} ORDER BY ?here DESC(?named) DESC(?from) ?g"""
        )
    )
    named: dict[str, list[str]] = defaultdict(list)
    running: dict[str, list[str]] = defaultdict(list)
    for row in found if isinstance(found, QuerySolutions) else ():
        here, there, start, end, since, until, says = (cell.value if cell else "" for cell in row)
        if says == "true":
            named[here].append(there)
        if (not until or not start or start <= until) and (not since or not end or since <= end):
            running[here].append(there)
    return {here: list(dict.fromkeys(there)) for here, there in (running | named).items()}


def _about(
    line: Comparable, promised: Sequence[Comparable]
) -> list[tuple[Comparable, tuple[str, str]]]:
    """Return the commitments a line is about, each with how that shows."""
    by_number = [p for p in promised if p.printed & (line.numbers or line.printed)]
    if line.numbers:
        if len({n for p in by_number for n in p.printed & line.numbers}) < len(by_number):
            # Numbers that begin anew in every part: the theme decides.
            by_number = [p for p in by_number if p.theme == line.theme]
        one_each = len(by_number) <= len(line.numbers)
        said = ("noemt het nummer van", "names the number of")
        return [(p, said) for p in by_number] if one_each else []
    # Its own number counts only beside the subject: a report may number its lines for itself.
    alike = [p for p in by_number if line.theme == p.theme and line.words & p.words]
    if len(alike) == 1:
        return [(alike[0], ("heeft nummer en onderwerp van", "has number and subject of"))]
    ranked = sorted(
        ((_fit(line, p), -p.order, p) for p in promised), key=lambda one: one[:2], reverse=True
    )
    if not ranked or ranked[0][0] < LIKE_ENOUGH:
        return []
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _LEAD:
        return []
    said = ("heeft onderwerp en woorden gemeen met", "shares subject and words with")
    return [(ranked[0][2], said)]


def _fit(line: Comparable, promised: Comparable) -> float:
    if line.theme and promised.theme and line.theme != promised.theme:
        return 0.0
    common = line.words & promised.words
    if len(common) < _FEWEST_WORDS and not (common and line.places & promised.places):
        return 0.0
    place = 0.25 if line.places & promised.places else 0.0
    return likeness(line.words, promised.words) + place


def _add(
    builder: GraphBuilder,
    line: Comparable,
    found: Sequence[tuple[Comparable, tuple[str, str]]],
    graphs: tuple[str, str],
) -> None:
    here, there = (graph.removeprefix(GRAPH) for graph in graphs)
    told, told_en = "", ""
    if line.status:
        state, state_en = both_labels("progress_status", line.status)
        told, told_en = f" en meldt: {state}", f" and tells: {state_en}"
    for promised, (said, said_en) in found:
        number = next(iter(sorted(promised.printed)), str(promised.order))
        reasons = (
            f"Regel {line.order} van {here} {said} afspraak {number} van {there}{told}.",
            f"Line {line.order} of {here} {said_en} commitment {number} of {there}{told_en}.",
        )
        add_link(builder, RULE, "reports", (line.iri, promised.iri), graphs, reasons)
        builder.add(NamedNode(line.iri), "pa:observes", NamedNode(promised.iri))
