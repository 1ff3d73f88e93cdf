"""Derived links: ``queries/derive/*.rq`` run for each document, beside what Python compares.

The links in which something of a document is the dependent side are in
``pad:graph/derived/<short>``, so that a new document rewrites its own and those of the documents
that lean on it, and leaves the others alone. A rule runs on the surroundings of its document; one
that looks further than they reach fails a test, and then they must bring more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, Quad

from pa_graph.dependencies.compared import compared_quads
from pa_graph.dependencies.identify import identify
from pa_graph.dependencies.identify_parties import identify_parties
from pa_graph.dependencies.leaning import leaning_on
from pa_graph.dependencies.mentions import DERIVED, GRAPH, document_graphs, values
from pa_graph.dependencies.surroundings import Surroundings
from pa_graph.model.resources import resource
from pa_graph.store.protocol import GraphStore, Triples

_HERE = re.compile(r"VALUES\s+\?here\s*\{[^{}]*\}")
_STAGE = re.compile(r"^# stage: (\d)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One CONSTRUCT; rules of a later stage build on the links of earlier ones."""

    name: str
    sparql: str
    stage: int

    def of(self, graph: str) -> str:
        """Return the query for the document in *graph*."""
        return _HERE.sub(lambda _: values("here", [graph]), self.sparql, count=1)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was done: document graphs with other identities, and graphs derived again."""

    identified: int
    derived: int
    links: int


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of ``queries/derive/``, by stage and name."""
    found = []
    for path in sorted(resource("queries", "derive").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        stage = _STAGE.search(text)
        found.append(Rule(path.stem, text, int(stage[1]) if stage else 1))
    return tuple(sorted(found, key=lambda rule: (rule.stage, rule.name)))


def derived_graph(graph: str) -> str:
    """Return the graph with the links that start at the document in *graph*."""
    return DERIVED + graph.removeprefix(GRAPH)


def rebuild(
    store: GraphStore,
    touched: Sequence[str] | None = None,
    step: Callable[[str], None] = lambda graph: None,
) -> Rebuilt:
    """Bring identities and derived links up to date.

    Args:
        store: opened for writing.
        touched: document graphs that are new, or were replaced or removed; None for all.
        step: called with each graph that is derived, before it is.
    """
    before = set() if touched is None else leaning_on(store, touched)
    changed = identify(store, touched)
    identify_parties(store, touched)
    present = document_graphs(store)
    if touched is None:
        wanted = set(present)
    else:
        wanted = {*touched, *changed, *before, *leaning_on(store, touched)}
    links = 0
    gone = wanted - set(present)
    stored = set(store.graphs())
    if touched is None:
        gone |= {GRAPH + g.removeprefix(DERIVED) for g in stored if g.startswith(DERIVED)} - wanted
    for graph in sorted(gone):
        if derived_graph(graph) in stored:
            store.replace_graph(derived_graph(graph), [])
    again = sorted(wanted & set(present))
    surroundings = Surroundings(store, again)
    for graph in again:
        step(graph)
        around = surroundings.around(graph)
        found = {*_construct(around, graph, 1), *compared_quads(store, graph, around)}
        around.replace_graph(derived_graph(graph), list(found))
        found |= _construct(around, graph, 2)
        store.replace_graph(derived_graph(graph), sorted(found, key=str))
        links += sum(quad.predicate.value.endswith("#rule") for quad in found)
    return Rebuilt(len(changed), len(again), links)


def _construct(store: GraphStore, graph: str, stage: int) -> set[Quad]:
    target = NamedNode(derived_graph(graph))
    quads: set[Quad] = set()
    for rule in rules():
        if rule.stage == stage:
            answer = store.query(rule.of(graph))
            if isinstance(answer, Triples):
                quads.update(Quad(t.subject, t.predicate, t.object, target) for t in answer.triples)
    return quads
