"""Of each document what rules look at, read once and kept for a while.

Most of a document's graph says where in the text something stands. To ask for the properties that
matter is several times faster than to read it all.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from pa_graph.dependencies.identify import identity_graph
from pa_graph.dependencies.rules import named_terms
from pa_graph.mapping.builder import term
from pa_graph.store.protocol import GraphStore, Rows

KEPT: Final = 400
"""How many documents are kept: those of the largest region, and some more."""

_OF_PASSAGE: Final = (
    *("pa:order", "pa:number", "pa:theme", "pa:action", "pa:heading", "pa:text", "pa:initiator"),
    *("pa:deadline", "pa:strength", "pa:location", "pa:refersTo", "pa:target", "pa:value"),
    *("pa:code",),
)
"""What the comparison of two agreements looks at."""

_OF_AIM: Final = (
    *("pa:describes", "pa:aim", "pa:theme", "pa:order", "pa:initiator", "pa:location"),
    *("pa:target", "pa:unit", "pa:known", "pa:municipality", "pa:party", "pa:periodStart"),
    *("pa:periodEnd", "pa:amends"),
)
"""What tells which aims of a vision or bid somebody carries out."""


_OF_COMPARISON: Final = (
    *("pa:describes", "pa:Agreement", "pa:Bid", "pa:ProgressReport", "pa:HousingAssociation"),
    *("pa:municipality", "pa:party", "pa:periodStart", "pa:periodEnd", "pa:amends"),
    "pa:refersTo",
)
"""What tells which documents are compared, beside what rules look at."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What rules see of a document: quads of its own graph, and the identities of its names."""

    own: tuple[Quad, ...]
    identity: tuple[Quad, ...]


class Excerpts:
    """Excerpts of the documents of a store; what was used longest ago is forgotten."""

    def __init__(self, store: GraphStore, kept: int = KEPT) -> None:
        self._store = store
        self._kept = kept
        self._parts: OrderedDict[tuple[str, str], tuple[Quad, ...]] = OrderedDict()

    def of(self, graph: str) -> Excerpt:
        """Return the excerpt of the document in *graph*."""
        identity = self._store.read_graph(identity_graph(graph))
        return Excerpt(self.own(graph), tuple(identity))

    def own(self, graph: str) -> tuple[Quad, ...]:
        """Return what rules see in the document's own graph."""
        return self._part(graph, "own")

    def aims(self, graph: str) -> tuple[Quad, ...]:
        """Return what a vision or bid says of itself and its aims, or more than that."""
        return self._part(graph, "own" if (graph, "own") in self._parts else "aims")

    def passages(self, graph: str) -> tuple[Quad, ...]:
        """Return what the commitments of an agreement say."""
        return self._part(graph, "passages")

    def _part(self, graph: str, kind: str) -> tuple[Quad, ...]:
        key = (graph, kind)
        found = self._parts.get(key)
        if found is None:
            found = self._parts[key] = tuple(self._asked(graph, kind))
            if len(self._parts) > self._kept:
                self._parts.popitem(last=False)
        self._parts.move_to_end(key)
        return found

    def _asked(self, graph: str, kind: str) -> Iterable[Quad]:
        node, a = NamedNode(graph), term("rdf:type")
        properties, classes = _terms(kind)
        answer = self._store.query(
            f"SELECT ?s ?p ?o WHERE {{ VALUES ?p {{ {properties} }} GRAPH {node} {{ ?s ?p ?o }} }}"
        )
        for s, p, o in answer.rows if isinstance(answer, Rows) else ():
            yield quad(s, p, o, node)
        answer = self._store.query(
            f"SELECT ?s ?c WHERE {{ VALUES ?c {{ {classes} }} GRAPH {node} {{ ?s a ?c }} }}"
        )
        for s, c in answer.rows if isinstance(answer, Rows) else ():
            yield quad(s, a, c, node)


@cache
def _terms(kind: str) -> tuple[str, str]:
    """Return the properties to ask for, and the classes, as terms of SPARQL."""
    if kind == "passages":
        return " ".join(_OF_PASSAGE), "pa:Commitment"
    # A class begins with a capital.
    named = named_terms() | {term(name) for name in _OF_COMPARISON}
    classes = {node for node in named if node.value.rpartition("#")[2][:1].isupper()}
    asked = named - classes if kind == "own" else {term(name) for name in _OF_AIM}
    return " ".join(sorted(map(str, asked))), " ".join(sorted(map(str, classes)))


def quad(s: object, p: object, o: object, graph: object) -> Quad:
    """Return a quad of four terms of an answer."""
    assert isinstance(s, NamedNode | BlankNode) and isinstance(p, NamedNode)
    assert isinstance(o, NamedNode | BlankNode | Literal) and isinstance(graph, NamedNode)
    return Quad(s, p, o, graph)
