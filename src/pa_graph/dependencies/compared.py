"""Links that are found by comparing passages of two documents, which SPARQL does badly."""

from __future__ import annotations

from pyoxigraph import Quad

from pa_graph.dependencies.bids import bid_quads
from pa_graph.dependencies.progress import progress_quads
from pa_graph.dependencies.succession import succession_quads
from pa_graph.store.protocol import GraphStore


def compared_quads(store: GraphStore, graph: str, around: GraphStore | None = None) -> set[Quad]:
    """Return what the document in *graph* succeeds, lays down of bids, and reports on.

    Args:
        store: with all documents.
        graph: of one document.
        around: a smaller store that has what documents of its municipality say of themselves.
    """
    found = succession_quads(store, graph, around)
    return found | bid_quads(store, graph, around) | progress_quads(store, graph, around)
