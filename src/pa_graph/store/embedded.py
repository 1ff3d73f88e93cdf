"""The store in a folder of this machine: Oxigraph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from pa_graph.model.closing import Closing
from pa_graph.model.errors import StoreError, UsageError
from pa_graph.model.namespaces import PREFIXES
from pa_graph.store.protocol import Answer, Rows, Triples, Truth
from pa_graph.store.seals import Seals
from pa_graph.store.sparql_text import (
    change,
    refuse_strays,
    replacement,
    with_prefixes,
    with_values,
)

_MARK: Final = "CURRENT"
"""A file that every Oxigraph folder has, and hardly any other folder."""


class EmbeddedStore(Closing):
    """A store in a folder, or in memory.

    One process at a time holds a folder; the lock is let go of by :meth:`close` or by leaving
    the ``with`` block.
    """

    def __init__(
        self,
        store: Store,
        location: str,
        seals: Seals | None = None,
        folder: Path | None = None,
    ) -> None:
        self._store: Store | None = store
        self._folder = folder
        self._writable = True
        self.location = location
        self._seals = seals or Seals()

    @classmethod
    def in_memory(cls) -> EmbeddedStore:
        """Return an empty store that is gone when it is closed."""
        return cls(Store(), "memory")

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> EmbeddedStore:
        """Open the store in *folder*.

        Args:
            folder: where the store is.
            create: whether to make one when there is nothing yet.

        Raises:
            StoreError: there is no store, the folder holds something else, or another process
                holds the store.
        """
        where = str(folder)
        if folder.exists() and not folder.is_dir():
            raise StoreError("a file, not a store", where=where, advice="Name a folder.")
        filled = folder.is_dir() and any(folder.iterdir())
        if filled and not (folder / _MARK).is_file():
            raise StoreError(
                "a folder that holds no store",
                where=where,
                advice="Name another folder with --store, or an empty one.",
            )
        if not filled and not create:
            raise StoreError(
                "no store",
                where=where,
                advice="Make one with 'pa-graph ingest FILE', or try 'pa-graph demo'.",
            )
        seals = Seals(folder)
        try:
            return cls(Store(str(folder)), where, seals, folder)
        except OSError as error:
            raise _unopenable(error, where) from None

    @property
    def _open_store(self) -> Store:
        if self._store is None:
            raise StoreError("a store that was closed", where=self.location)
        return self._store

    def query(self, sparql: str, values: Mapping[str, NamedNode | Literal] | None = None) -> Answer:
        """Ask a SPARQL query; see :class:`~pa_graph.store.protocol.GraphStore`."""
        try:
            found = self._open_store.query(
                with_values(with_prefixes(sparql), values), use_default_graph_as_union=True
            )
            return _answer(found)
        except (SyntaxError, ValueError) as error:
            raise UsageError(f"not a valid SPARQL query ({error})") from None
        except OSError as error:
            raise StoreError(f"the store can't be read ({error})", where=self.location) from None

    def graphs(self) -> list[str]:
        """Return the IRIs of all named graphs, sorted."""
        named = self._open_store.named_graphs()
        return sorted(graph.value for graph in named if isinstance(graph, NamedNode))

    def read_graph(self, graph: str) -> list[Quad]:
        """Return the quads of one named graph."""
        pattern = self._open_store.quads_for_pattern(None, None, None, NamedNode(graph))
        return list(pattern)

    def read_part(
        self, graph: str, properties: Sequence[NamedNode], classes: Sequence[NamedNode]
    ) -> list[Quad]:
        """Return what a named graph says by some properties, and what is of some classes."""
        store, name, a = self._open_store, NamedNode(graph), NamedNode(f"{PREFIXES['rdf']}type")
        found: list[Quad] = []
        for one in properties:
            found += store.quads_for_pattern(None, one, None, name)
        for one in classes:
            found += store.quads_for_pattern(None, a, one, name)
        return found

    def read_about(
        self, things: Iterable[tuple[str, NamedNode]], by: NamedNode | None = None
    ) -> list[Quad]:
        """Return all that named graphs say of some things."""
        store = self._open_store
        found: list[Quad] = []
        for graph, thing in things:
            found += store.quads_for_pattern(thing, by, None, NamedNode(graph))
        return found

    def known_checksum(self, graph: str) -> str | None:
        """Return the checksum that was remembered, if the graph has not changed since."""
        return self._seals.get(graph)

    def remember_checksum(self, graph: str, checksum: str) -> None:
        """Remember the checksum of a graph, until it changes."""
        self._seals.set(graph, checksum)

    def replace_graph(self, graph: str, quads: Sequence[Quad]) -> None:
        """Replace a named graph in one transaction; what stays the same is not written again."""
        refuse_strays(graph, quads)
        wanted, present = set(quads), set(self.read_graph(graph))
        if wanted:
            self.change(present - wanted, wanted - present)
        else:
            self._seals.forget(graph)
            with self._refusing():
                self._open_store.update(replacement(graph, ()))

    def change(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """Take statements out of their named graphs and put others in, in one transaction."""
        store = self._open_store
        names = {quad.graph_name for quad in (*removed, *added)}
        for name in names:
            if isinstance(name, NamedNode):
                self._seals.forget(name.value)
        with self._refusing():
            if removed:
                store.update(change(removed, added))
                for name in names - {quad.graph_name for quad in added}:
                    if isinstance(name, NamedNode) and not self._holds(name):
                        store.remove_graph(name)
            elif added:
                # Several times faster than an update, and one transaction as well.
                store.extend(added)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Say in one line why the engine would not write."""
        try:
            yield
        except (OSError, SyntaxError) as error:
            raise StoreError(
                f"the store refuses the graph ({error})",
                where=self.location,
                advice="What was there is unchanged.",
            ) from None

    def _holds(self, graph: NamedNode) -> bool:
        """Tell whether anything is stated in a named graph."""
        found = self._open_store.quads_for_pattern(None, None, None, graph)
        return next(found, None) is not None

    @property
    def folder(self) -> Path | None:
        """Where the store is; None for one in memory."""
        return self._folder

    def snapshot(self, folder: Path) -> None:
        """Make a copy of the store as it is now, for reading by other processes.

        It takes no time and no room on the disk that the store is on: files are shared.

        Args:
            folder: one that is not there yet.

        Raises:
            StoreError: it can't be made there.
        """
        try:
            self._open_store.backup(str(folder))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"can't be copied ({error})", where=str(folder)) from None

    @classmethod
    def open_snapshot(cls, folder: Path) -> EmbeddedStore:
        """Open a copy that :meth:`snapshot` made, for reading.

        Raises:
            StoreError: it can't be read.
        """
        try:
            opened = cls(Store.read_only(str(folder)), str(folder))
        except OSError as error:
            raise _unopenable(error, str(folder)) from None
        opened._writable = False
        return opened

    def load(self, path: Path, graphs: Sequence[str]) -> None:
        """Add a large file of N-Quads, several times faster than graph by graph.

        When it fails, a part of it may have been added.

        Args:
            path: the file.
            graphs: those to which it adds something.

        Raises:
            StoreError: the store refuses.
        """
        for graph in graphs:
            self._seals.forget(graph)
        try:
            self._open_store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise StoreError(
                f"the store refuses the graphs ({error})",
                where=self.location,
                advice="Derive everything again.",
            ) from None

    def optimize(self) -> None:
        """Compact the files of the store."""
        self._open_store.optimize()

    def close(self) -> None:
        """Write everything out and release the lock; closing twice does nothing."""
        if self._store is not None:
            if self._writable:
                self._store.flush()
            self._store = None
            self._seals.write()


def _answer(found: QuerySolutions | QueryBoolean | QueryTriples) -> Answer:
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        return Rows(columns, tuple(tuple(solution) for solution in found))
    if isinstance(found, QueryTriples):
        return Triples(tuple(sorted(set(found), key=str)))
    return Truth(bool(found))


def _unopenable(error: OSError, where: str) -> StoreError:
    if "lock" in str(error).lower():
        return StoreError(
            "in use by another process",
            where=where,
            advice="Wait until it is done, or give the address of a running server to --store.",
        )
    return StoreError(f"a store that can't be opened ({error})", where=where)
