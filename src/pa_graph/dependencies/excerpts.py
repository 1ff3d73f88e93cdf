"""Of each document what rules look at, read once and kept for a while.

Most of a document's graph says where in the text something stands. To read the properties that
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
from pa_graph.dependencies.mentions import REFERENCE, chunks, values
from pa_graph.dependencies.rules import named_terms
from pa_graph.mapping.builder import term
from pa_graph.store.protocol import GraphStore, Rows

_CHUNK: Final = 500

KEPT: Final = 900
"""How many parts of documents are kept: those of the largest region, and some more."""

_OF_PASSAGE: Final = (
    *("pa:order", "pa:number", "pa:theme", "pa:action", "pa:heading", "pa:text", "pa:initiator"),
    *("pa:deadline", "pa:strength", "pa:location", "pa:refersTo", "pa:target", "pa:value"),
    *("pa:code", "pa:aboutNumber", "pa:progressStatus", "pa:quarter", "pa:unit", "pa:comparator"),
    *("pa:upperBound", "pa:per", "pa:of", "pa:contributor", "pa:extraParty"),
    *("pa:Commitment", "pa:Aim", "pa:ProgressObservation"),
)
"""What the comparison of passages of two documents looks at."""

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
        """Return what a vision or bid says of itself and its aims."""
        return self._part(graph, "aims")

    def passages(self, graph: str) -> tuple[Quad, ...]:
        """Return what commitments, aims and lines of a report say, or more than that."""
        return self._part(graph, "all")

    def _part(self, graph: str, kind: str) -> tuple[Quad, ...]:
        key = (graph, kind)
        found = self._parts.get(key)
        if found is None:
            properties, classes = _terms(kind)
            if kind == "all":
                found = tuple(
                    self._store.read_part(
                        graph, sorted(properties, key=str), sorted(classes, key=str)
                    )
                )
            else:
                a = term("rdf:type")
                found = tuple(
                    one
                    for one in self._part(graph, "all")
                    if one.predicate in properties or (one.predicate == a and one.object in classes)
                )
            self._parts[key] = found
            if len(self._parts) > self._kept:
                self._parts.popitem(last=False)
        self._parts.move_to_end(key)
        return found


@cache
def _terms(kind: str) -> tuple[frozenset[NamedNode], frozenset[NamedNode]]:
    """Return the properties to read, and the classes."""
    rules = named_terms() | {term(name) for name in _OF_COMPARISON}
    passages = {term(name) for name in _OF_PASSAGE}
    # A class begins with a capital.
    classes = {node for node in rules | passages if node.value.rpartition("#")[2][:1].isupper()}
    if kind == "aims":
        return frozenset(term(name) for name in _OF_AIM), frozenset(classes & rules)
    named = rules | passages if kind == "all" else rules
    # What belongs to a class is read by class.
    return frozenset(named - classes - {term("rdf:type")}), frozenset(classes & named)


def reference_titles(store: GraphStore, names: Iterable[str]) -> list[Quad]:
    """Return what the reference data call some papers, in their graph."""
    said: list[Quad] = []
    for part in chunks(sorted(names), _CHUNK):
        there = f"VALUES ?g {{ <{REFERENCE}> }} VALUES ?p {{ dcterms:title }}"
        said += statements(store, f"{values('s', part)} {there} GRAPH ?g {{ ?s ?p ?o }}")
    return said


def statements(store: GraphStore, pattern: str) -> list[Quad]:
    """Return the statements ``?s ?p ?o`` in ``?g`` for which a pattern holds."""
    answer = store.query(f"SELECT DISTINCT ?g ?s ?p ?o WHERE {{ {pattern} }}")
    return [quad(s, p, o, g) for g, s, p, o in answer.rows] if isinstance(answer, Rows) else []


def quad(s: object, p: object, o: object, graph: object) -> Quad:
    """Return a quad of four terms of an answer."""
    assert isinstance(s, NamedNode | BlankNode) and isinstance(p, NamedNode)
    assert isinstance(o, NamedNode | BlankNode | Literal) and isinstance(graph, NamedNode)
    return Quad(s, p, o, graph)
