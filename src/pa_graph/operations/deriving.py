"""Links of many documents, derived by several processes.

A store is written by one process only. So the others read a copy that shares its files, and this
one writes down what they find. What they find does not depend on how many they are.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, serialize

from pa_graph.dependencies.derive import (
    Rebuilt,
    count_links,
    derived,
    derived_graph,
    one_by_one,
    rebuild,
)
from pa_graph.dependencies.excerpts import Excerpts
from pa_graph.dependencies.mentions import DocumentGraphs, chunks, document_graphs
from pa_graph.mapping.nquads import from_nquads
from pa_graph.model.errors import ResourceMissing, StoreError
from pa_graph.operations.processes import cores, in_processes
from pa_graph.store.embedded import EmbeddedStore
from pa_graph.store.protocol import GraphStore

BATCHES_AT_ONCE: Final = 4
"""How many batches a process is given at a time; neighbours have much in common."""

_PREFIX: Final = "copy-"
_LOADED_AT_ONCE: Final = 128 * 2**20
"""From how many bytes on what was found is put into the store."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a process found for one document.

    Attributes:
        graph: of the document.
        links: how many.
        before: whether links were stored before.
        content: the statements in N-Quads; None where they are the same as before.
    """

    graph: str
    links: int
    before: bool
    content: bytes | None


def derive(
    store: GraphStore,
    touched: Sequence[str] | None = None,
    step: Callable[[str], None] = lambda graph: None,
    processes: int | None = None,
) -> Rebuilt:
    """Bring identities and derived links up to date, with several processes for many documents.

    Args:
        store: opened for writing.
        touched: document graphs that are new, or were replaced or removed; None for all.
        step: called with each graph that is derived.
        processes: how many derive; by default one a core.
    """
    many = partial(_shared, processes=cores() if processes is None else processes)
    return rebuild(store, touched, step, many)


def _shared(
    store: GraphStore,
    batches: Sequence[Sequence[str]],
    documents: DocumentGraphs,
    step: Callable[[str], None],
    processes: int,
) -> int:
    if processes < 2 or not isinstance(store, EmbeddedStore) or store.folder is None:
        return one_by_one(store, batches, documents, step)
    for left_over in store.folder.glob(f"{_PREFIX}*"):
        # Of a program that was ended halfway; nobody else has this store open.
        shutil.rmtree(left_over, ignore_errors=True)
    try:
        # With the files of the store, since files are shared only on one disk.
        holder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=store.folder))
    except OSError:
        return one_by_one(store, batches, documents, step)
    try:
        copy = holder / "store"
        store.snapshot(copy)
        parts = [[list(batch) for batch in part] for part in chunks(batches, BATCHES_AT_ONCE)]
        found = in_processes(_derive, parts, processes, partial(_open_copy, copy))
        return _write(store, found, holder / "found.nq", step)
    except (ResourceMissing, StoreError, OSError):
        # Without other processes, a copy, or room for what they find, it only takes longer.
        return one_by_one(store, batches, documents, step)
    finally:
        shutil.rmtree(holder, ignore_errors=True)


def _write(
    store: EmbeddedStore, found: Iterator[list[_Found]], path: Path, step: Callable[[str], None]
) -> int:
    links = 0
    waiting: list[str] = []
    with path.open("wb") as file:
        for part in found:
            for one in part:
                step(one.graph)
                links += one.links
                target = derived_graph(one.graph)
                if one.content is None:
                    continue
                if one.before:
                    store.replace_graph(target, from_nquads(one.content))
                else:
                    file.write(one.content)
                    waiting.append(target)
            if file.tell() >= _LOADED_AT_ONCE:
                file.flush()
                store.load(path, waiting)
                file.seek(0)
                file.truncate()
                waiting = []
    if waiting:
        store.load(path, waiting)
    return links


class _Reading:
    """What a process keeps between two parts of the work."""

    def __init__(self, folder: Path) -> None:
        self.store = EmbeddedStore.open_snapshot(folder)
        self.documents = DocumentGraphs(self.store, document_graphs(self.store))
        self.excerpts = Excerpts(self.store)

    def found(self, batch: Sequence[str]) -> Iterator[_Found]:
        """Yield what is found for each document of a batch."""
        for graph, quads in derived(self.store, batch, self.documents, self.excerpts).items():
            before = set(self.store.read_graph(derived_graph(graph)))
            # Nobody looks at their order.
            content = None if before == quads else serialize(quads, format=RdfFormat.N_QUADS)
            yield _Found(graph, count_links(quads), bool(before), content)


_open: list[_Reading] = []
"""Of a process that derives: the copy that it reads."""


def _open_copy(folder: Path) -> None:
    _open[:] = [_Reading(folder)]


def _derive(batches: Sequence[Sequence[str]]) -> list[_Found]:
    return [found for batch in batches for found in _open[0].found(batch)]
