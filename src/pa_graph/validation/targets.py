"""Which nodes a shape is put to, so that "conforms" can be told from "nothing matched"."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pa_graph.validation.triples import Term, TermGraph


class Targets:
    """Finds focus nodes in one graph, each kind of target once.

    Args:
        graph: the data with the class tree of the ontology.
        within: nodes of the document itself; what only the context describes is left out. None
            leaves nothing out.
    """

    def __init__(self, graph: TermGraph, within: Collection[Term] | None = None) -> None:
        self._graph = graph
        self._within = within
        self._found: dict[tuple[str, str], frozenset[Term]] = {}

    def of(self, targets: Iterable[tuple[str, str]]) -> frozenset[Term]:
        """Return the focus nodes of a shape with these targets."""
        nodes: frozenset[Term] = frozenset()
        for target in targets:
            if target not in self._found:
                self._found[target] = frozenset(
                    node
                    for node in self._nodes(*target)
                    if self._within is None or target[0] == "targetNode" or node in self._within
                )
            nodes = nodes | self._found[target] if nodes else self._found[target]
        return nodes

    def _nodes(self, kind: str, value: str) -> Iterable[Term]:
        if kind == "targetNode":
            return [value]
        if kind == "targetSubjectsOf":
            return self._graph.having(value)
        if kind == "targetObjectsOf":
            return self._graph.values(value)
        return self._graph.instances(value)
