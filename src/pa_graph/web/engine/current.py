"""The store as the pages see it: always its latest state, for reading only."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Store

from pa_graph.model.closing import Closing
from pa_graph.model.errors import StoreError
from pa_graph.store.embedded import EmbeddedStore
from pa_graph.store.protocol import Answer
from pa_graph.web.engine.snapshots import Snapshot


class CurrentStore(Closing):
    """A :class:`~pa_graph.store.protocol.GraphStore` whose content may be exchanged.

    Whoever asks while it is exchanged gets the answer of the earlier state.
    """

    def __init__(self, location: str) -> None:
        self.location = location
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._opened: EmbeddedStore | None = None

    def use(self, snapshot: Snapshot) -> None:
        """Answer from this state from the next question on."""
        with self._lock:
            self._snapshot = snapshot
            self._opened = None

    @property
    def tag(self) -> str:
        """A text that is another one when the data is another."""
        with self._lock:
            return self._snapshot.tag if self._snapshot else ""

    def _store(self) -> EmbeddedStore:
        with self._lock:
            if self._snapshot is None:
                raise StoreError("a store that was closed", where=self.location)
            if self._opened is None:
                try:
                    opened = Store.read_only(str(self._snapshot.folder))
                except OSError as error:
                    raise StoreError(f"can't be read ({error})", where=self.location) from None
                self._opened = EmbeddedStore(opened, self.location)
            return self._opened

    def query(self, sparql: str, values: Mapping[str, NamedNode | Literal] | None = None) -> Answer:
        """Ask a SPARQL query; see :class:`~pa_graph.store.protocol.GraphStore`."""
        return self._store().query(sparql, values)

    def graphs(self) -> list[str]:
        """Return the IRIs of all named graphs, sorted."""
        return self._store().graphs()

    def read_graph(self, graph: str) -> list[Quad]:
        """Return the quads of one named graph."""
        return self._store().read_graph(graph)

    def read_part(
        self, graph: str, properties: Sequence[NamedNode], classes: Sequence[NamedNode]
    ) -> list[Quad]:
        """Return what a named graph says by some properties, and what is of some classes."""
        return self._store().read_part(graph, properties, classes)

    def read_about(
        self, things: Iterable[tuple[str, NamedNode]], by: NamedNode | None = None
    ) -> list[Quad]:
        """Return all that named graphs say of some things."""
        return self._store().read_about(things, by)

    def known_checksum(self, graph: str) -> str | None:
        """Return None: another state may be in use by the next question."""
        return None

    def remember_checksum(self, graph: str, checksum: str) -> None:
        """Remember nothing."""

    def replace_graph(self, graph: str, quads: Sequence[Quad]) -> None:
        """Refuse: the pages don't write.

        Raises:
            StoreError: always.
        """
        raise StoreError("open for reading only", where=self.location)

    def change(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """Refuse: the pages don't write.

        Raises:
            StoreError: always.
        """
        raise StoreError("open for reading only", where=self.location)

    def optimize(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Let go of the store."""
        with self._lock:
            self._snapshot = None
            self._opened = None
