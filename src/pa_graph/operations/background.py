"""The graphs that every store begins with: ontology, codes, reference data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from pa_graph.mapping.documents import KnownDocuments
from pa_graph.mapping.nquads import to_nquads
from pa_graph.model.errors import MalformedData, ResourceMissing
from pa_graph.model.identifiers import graph_iri
from pa_graph.model.resources import resource
from pa_graph.store.embedded import EmbeddedStore
from pa_graph.store.protocol import GraphStore

BACKGROUND_GRAPHS: Final = {
    graph_iri("ontology"): "ontology/pa.ttl",
    graph_iri("codes"): "ontology/codes",
    graph_iri("reference"): "data/reference",
}
"""Named graph → the file or folder of the program that fills it."""


def open_for_writing(location: str) -> GraphStore:
    """Open the store, made if need be, with the background graphs of this version in it.

    Raises:
        StoreError: the store can't be opened or written.
        MalformedData: a Turtle file of the program doesn't parse.
    """
    from pa_graph.store.opening import open_store

    store = open_store(location, create=True)
    try:
        refresh_background(store)
    except BaseException:
        store.close()
        raise
    return store


def in_memory() -> GraphStore:
    """Return an empty store in memory with the background graphs in it."""
    store = EmbeddedStore.in_memory()
    refresh_background(store)
    return store


def refresh_background(store: GraphStore) -> None:
    """Bring the background graphs up to date; graphs that are the same stay untouched."""
    present = set(store.graphs())
    for graph in BACKGROUND_GRAPHS:
        quads = background_quads(graph)
        same = graph in present and to_nquads(store.read_graph(graph)) == to_nquads(quads)
        if not same:
            store.replace_graph(graph, quads)


@cache
def background_quads(graph: str) -> tuple[Quad, ...]:
    """Return the quads of one background graph.

    Raises:
        MalformedData: a Turtle file doesn't parse.
        ResourceMissing: a file of the program is not there.
    """
    name = NamedNode(graph)
    quads: dict[Quad, None] = {}
    for path in _turtle_files(resource(BACKGROUND_GRAPHS[graph])):
        try:
            # Blank nodes would get another name in every run.
            for t in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=False):
                quads[Quad(t.subject, t.predicate, t.object, name)] = None
        except SyntaxError as error:
            raise MalformedData(f"not valid Turtle ({error})", where=str(path)) from None
    return tuple(quads)


@cache
def known_documents() -> KnownDocuments:
    """Return the documents of the reference data, found by their printed names."""
    return KnownDocuments.of(background_quads(graph_iri("reference")))


def _turtle_files(path: Path) -> list[Path]:
    files = [path] if path.is_file() else sorted(path.glob("*.ttl"))
    if not files:
        raise ResourceMissing("no Turtle files", where=str(path), advice="Install pa-graph again.")
    return files
