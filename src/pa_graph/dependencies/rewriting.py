"""What changes in the identity graphs of documents, written in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode, Quad

from pa_graph.mapping.builder import term
from pa_graph.store.protocol import GraphStore

_STANDS_FOR: Final = term("pa:standsFor")
_KIND: Final = term("pa:documentKind")
_LOOKED_AT: Final = frozenset(
    (_STANDS_FOR, _KIND, term("pa:severalMeant"), term("pa:commonName")),
)
"""What links follow from; a reason calls a paper what its own document calls it."""


@dataclass
class Changed:
    """In which documents names stand for something else now.

    Attributes:
        graphs: of these documents, with the names and all that they mean or meant.
        old_meanings / new_meanings: what names that mean something else stood and stand for.
        old_kinds / new_kinds: the kinds of what they stood and stand for.
    """

    graphs: dict[str, set[str]] = field(default_factory=dict)
    old_meanings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    new_meanings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    old_kinds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    new_kinds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, graph: str, told: set[Quad], tells: set[Quad]) -> None:
        """Note what was said in a document's identities that links follow from, and what is."""
        different = {quad.subject for quad in told ^ tells}
        meant = {
            quad.object
            for quad in told | tells
            if quad.predicate == _STANDS_FOR and quad.subject in different
        }
        affected = {node.value for node in different | meant if isinstance(node, NamedNode)}
        if not affected:
            return
        self.graphs[graph] = affected
        moved = {quad.subject for quad in told ^ tells if quad.predicate == _STANDS_FOR}
        for said, meanings, kinds in (
            (told, self.old_meanings, self.old_kinds),
            (tells, self.new_meanings, self.new_kinds),
        ):
            for quad in said:
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                    if quad.predicate == _KIND:
                        kinds[quad.subject.value].add(quad.object.value)
                    elif quad.subject in moved:
                        meanings[quad.subject.value].add(quad.object.value)

    def exchanged(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Return the papers for which one other stands now, of the same kind, by all these names.

        Returns:
            By the IRI of the old one, the new one and the names.
        """
        names: dict[str, set[str]] = defaultdict(set)
        heirs: dict[str, set[str]] = defaultdict(set)
        for name, old in self.old_meanings.items():
            new = self.new_meanings.get(name, set())
            if not new:
                continue  # Nobody calls it so any more.
            for paper in old:
                names[paper].add(name)
                heirs[paper] |= new if len(old) == len(new) == 1 else {"", paper}
        return {
            old: (new, frozenset(names[old]))
            for old, found in heirs.items()
            if len(found) == 1
            for new in found
            if new and self.old_kinds.get(old) == self.new_kinds.get(new)
        }


class Rewriting:
    """Collects what is to be written, since one transaction takes as long for many graphs.

    Attributes:
        changed: the document graphs in which that changed what names stand for.
    """

    def __init__(self, store: GraphStore) -> None:
        self.changed = Changed()
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
        self.changed.note(graph, _looked_at(before), _looked_at(new))

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
