"""Which nodes a shape is put to, so that "conforms" can be told from "nothing matched"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


class Targets:
    """Finds focus nodes in one graph, each kind of target once.

    Args:
        graph: the data with the class tree of the ontology.
        within: nodes of the document itself; what only the context describes is left out.
    """

    def __init__(self, graph: Graph, within: frozenset[Node]) -> None:
        self._graph = graph
        self._within = within
        self._found: dict[tuple[str, str], frozenset[str]] = {}

    def of(self, targets: Iterable[tuple[str, str]]) -> frozenset[str]:
        """Return the focus nodes (N-Triples notation) of a shape with these targets."""
        nodes: frozenset[str] = frozenset()
        for target in targets:
            if target not in self._found:
                self._found[target] = frozenset(
                    node.n3()
                    for node in self._nodes(*target)
                    if node in self._within or target[0] == "targetNode"
                )
            nodes |= self._found[target]
        return nodes

    def _nodes(self, kind: str, value: str) -> Iterable[Node]:
        from rdflib import RDF, RDFS, URIRef

        term = URIRef(value)
        if kind == "targetNode":
            return [term]
        if kind == "targetSubjectsOf":
            return self._graph.subjects(term, unique=True)
        if kind == "targetObjectsOf":
            return self._graph.objects(predicate=term, unique=True)
        classes = self._graph.transitive_subjects(RDFS.subClassOf, term)
        return [node for cls in classes for node in self._graph.subjects(RDF.type, cls)]
