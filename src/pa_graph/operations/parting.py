"""Agreements that one graph holds together, told apart so that each is judged alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph as ox

from pa_graph.model.namespaces import PA

_PART_OF: Final = PA + "partOf"
_Node = ox.NamedNode | ox.BlankNode


def agreements_apart(quads: Sequence[ox.Quad]) -> dict[str, tuple[ox.Quad, ...]]:
    """Return the statements about each agreement that has commitments, by IRI, in order.

    An agreement's part is what its commitments and it lead to, and whatever points into that and
    at nothing of another agreement. What two lead to, such as a party or a vision, is in both.
    What no agreement is connected with is in the first, so that nothing goes unjudged. An
    agreement that another one names is there by its name; what is known of it is told by its own
    part, see :mod:`pa_graph.validation.elsewhere`.

    Args:
        quads: one graph; at most one agreement in it gives one part or none.
    """
    graph = _Graph(quads)
    agreements = sorted(graph.commitments, key=str)
    reached = {agreement: graph.reached_from(agreement) for agreement in agreements}
    for stray in graph.strays(set().union(*reached.values()) if reached else set()):
        for agreement in _where(stray, graph, reached):
            reached[agreement] |= graph.closure([stray], agreement)
    return {
        agreement.value: tuple(q for q in quads if q.subject in reached[agreement])
        for agreement in agreements
    }


class _Graph:
    """Which node leads to which, and which commitment is whose."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.leads_to: dict[_Node, list[_Node]] = defaultdict(list)
        self.commitments: dict[ox.NamedNode, set[_Node]] = defaultdict(set)
        for quad in quads:
            subject, value = quad.subject, quad.object
            if not isinstance(subject, ox.NamedNode | ox.BlankNode):
                continue
            known = self.leads_to[subject]
            if isinstance(value, ox.NamedNode | ox.BlankNode):
                known.append(value)
                if quad.predicate.value == _PART_OF and isinstance(value, ox.NamedNode):
                    self.commitments[value].add(subject)

    def reached_from(self, agreement: ox.NamedNode) -> set[_Node]:
        """Return the subjects that an agreement and its commitments lead to."""
        return self.closure([agreement, *self.commitments[agreement]], agreement)

    def closure(self, start: Iterable[_Node], agreement: ox.NamedNode) -> set[_Node]:
        """Return what can be reached without passing through another agreement."""
        foreign: set[_Node] = set()
        for other, commitments in self.commitments.items():
            if other != agreement:
                foreign |= {other, *commitments}
        found: set[_Node] = set()
        waiting = [node for node in start if node not in foreign]
        while waiting:
            node = waiting.pop()
            if node in found or node not in self.leads_to:
                continue
            found.add(node)
            waiting += [there for there in self.leads_to[node] if there not in foreign]
        return found

    def strays(self, reached: set[_Node]) -> list[_Node]:
        """Return the subjects that nothing leads to, in order."""
        return sorted((node for node in self.leads_to if node not in reached), key=str)


def _where(
    stray: _Node, graph: _Graph, reached: dict[ox.NamedNode, set[_Node]]
) -> list[ox.NamedNode]:
    """Return the agreements that a node points into: their own things before shared ones."""
    pointed_at = {agreement: graph.closure([stray], agreement) for agreement in reached}
    touched = [
        agreement
        for agreement, nodes in reached.items()
        if (pointed_at[agreement] - {stray}) & nodes
    ]
    own = [
        agreement
        for agreement in touched
        if any(
            node in pointed_at[agreement]
            and not any(node in nodes for other, nodes in reached.items() if other != agreement)
            for node in reached[agreement]
        )
    ]
    return own or touched or list(reached)[:1]
