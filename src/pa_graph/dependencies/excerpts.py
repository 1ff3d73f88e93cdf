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

_OF_PASSAGE: Final = ("pa:action", "pa:deadline", "pa:strength", "pa:text", "pa:value", "pa:code")
"""What the comparison of two agreements looks at beside what rules do."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What rules see of a document: quads of its own graph, and the identities of its names."""

    own: tuple[Quad, ...]
    identity: tuple[Quad, ...]


class Excerpts:
    """Excerpts of the documents of a store; one forgets what was used longest ago."""

    def __init__(self, store: GraphStore, kept: int = KEPT) -> None:
        self._store = store
        self._kept = kept
        self._own: OrderedDict[str, tuple[Quad, ...]] = OrderedDict()

    def of(self, graph: str) -> Excerpt:
        """Return the excerpt of the document in *graph*."""
        return Excerpt(self.own(graph), tuple(self._store.read_graph(identity_graph(graph))))

    def own(self, graph: str) -> tuple[Quad, ...]:
        """Return what rules see in the document's own graph."""
        found = self._own.get(graph)
        if found is None:
            found = self._own[graph] = tuple(self._asked(graph))
            if len(self._own) > self._kept:
                self._own.popitem(last=False)
        self._own.move_to_end(graph)
        return found

    def _asked(self, graph: str) -> Iterable[Quad]:
        node, a = NamedNode(graph), term("rdf:type")
        properties, classes = _terms()
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
def _terms() -> tuple[str, str]:
    """Return the properties to ask for, and the classes, as terms of SPARQL."""
    named = named_terms() | {term(name) for name in _OF_PASSAGE}
    # A class begins with a capital.
    classes = {node for node in named if node.value.rpartition("#")[2][:1].isupper()}
    listed = (" ".join(sorted(map(str, nodes))) for nodes in (named - classes, classes))
    properties, of_class = listed
    return properties, of_class


def quad(s: object, p: object, o: object, graph: object) -> Quad:
    """Return a quad of four terms of an answer."""
    assert isinstance(s, NamedNode | BlankNode) and isinstance(p, NamedNode)
    assert isinstance(o, NamedNode | BlankNode | Literal) and isinstance(graph, NamedNode)
    return Quad(s, p, o, graph)
