"""Links that are found by comparing passages of two documents, which SPARQL does badly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import Quad, Store

from pa_graph.dependencies.bids import bid_quads, bids_for
from pa_graph.dependencies.progress import agreements_for, progress_quads
from pa_graph.dependencies.succession import predecessors, succession_quads


def compared_quads(
    graphs: Sequence[str],
    world: Store,
    passages: Callable[[str], Iterable[Quad]],
) -> dict[str, set[Quad]]:
    """Return by document graph what each succeeds, lays down of bids, and reports on.

    Args:
        graphs: of the documents.
        world: the surroundings of the documents: what those of their municipality say of
            themselves; see :class:`~pa_graph.dependencies.surroundings.Surroundings`.
        passages: returns what the passages of a document say, by its graph.
    """
    earlier = predecessors(world, graphs)
    bids = bids_for(world, graphs)
    agreements = agreements_for(world, graphs)
    return {
        graph: succession_quads(graph, earlier.get(graph, ()), passages)
        | bid_quads(graph, bids.get(graph, {}), passages)
        | progress_quads(graph, agreements.get(graph, ()), passages)
        for graph in graphs
    }
