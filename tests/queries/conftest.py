"""The small fixed world of ``dataset.trig``, with everything derived from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from pa_graph.dependencies.derive import rebuild
from pa_graph.operations.background import in_memory
from pa_graph.store.protocol import GraphStore

DATASET = Path(__file__).parent / "dataset.trig"


def load_dataset(store: GraphStore, without: str = "") -> None:
    """Put the graphs of the data set into the store, but for the one that ends in *without*."""
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in parse(path=DATASET, format=RdfFormat.TRIG):
        graphs[quad.graph_name.value].append(quad)  # type: ignore[union-attr]
    for graph, quads in graphs.items():
        if not graph.endswith("/reference") and not (without and graph.endswith(without)):
            store.replace_graph(graph, quads)


@pytest.fixture(scope="session")
def world() -> Iterator[GraphStore]:
    """Return a store with the data set and what is derived from it."""
    store = in_memory()
    load_dataset(store)
    rebuild(store)
    yield store
    store.close()
