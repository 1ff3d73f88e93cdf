"""What changes in the identity graphs of documents, written in one go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode, Quad

from pa_graph.mapping.builder import term
from pa_graph.store.protocol import GraphStore

Changed = dict[str, set[str]]
"""Document graphs in which names stand for something else now, with what they mean or meant."""

_LOOKED_AT: Final = frozenset(map(term, ("pa:standsFor", "pa:documentKind", "pa:commonName")))
"""What links follow from; a reason calls a paper what its own document calls it."""


class Rewriting:
    """Collects what is to be written, since one transaction takes as long for many graphs.

    Attributes:
        changed: the document graphs in which that changed what names stand for.
    """

    def __init__(self, store: GraphStore) -> None:
        self.changed: Changed = {}
        self._store = store
        self._removed: list[Quad] = []
        self._added: list[Quad] = []

    def identity(self, graph: str, old: Iterable[Quad], new: set[Quad]) -> None:
        """Note what is said now of the names in a document.

        Args:
            graph: of the document.
            old / new: its identity graph as it is stored, and as it is to be.
        """
        before = set(old)
        if before == new:
            return
        self.statements(before - new, new - before)
        told, tells = _looked_at(before), _looked_at(new)
        different = {quad.subject for quad in told ^ tells}
        meant = {
            quad.object
            for quad in told | tells
            if quad.predicate == term("pa:standsFor") and quad.subject in different
        }
        affected = {node.value for node in different | meant if isinstance(node, NamedNode)}
        if affected:
            self.changed[graph] = affected

    def statements(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Note what is to be taken out of graphs and put in."""
        self._removed += removed
        self._added += added

    def write(self) -> None:
        """Write all that was noted."""
        self._store.change(self._removed, self._added)
        self._removed, self._added = [], []


def _looked_at(quads: Iterable[Quad]) -> set[Quad]:
    return {quad for quad in quads if quad.predicate in _LOOKED_AT}
