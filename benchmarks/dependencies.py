"""How long derived links take, for all documents and for one that is new, as the number grows.

The documents are made up; see :mod:`benchmarks.corpus`.
"""

from __future__ import annotations

import time

from benchmarks.corpus import SMALL, Size, documents
from benchmarks.measure import Benchmark, BenchmarkFailed, Measurement
from pa_graph.store.protocol import GraphStore

SIZES = (36, 180, 600)


def filled(count: int, size: Size = SMALL) -> GraphStore:
    """Return a store in memory with the reference data and *count* documents."""
    from pa_graph.operations.background import in_memory

    store = in_memory()
    for graph, quads in documents(count, municipalities(store), size):
        store.replace_graph(graph, quads)
    return store


def municipalities(store: GraphStore) -> list[tuple[str, str]]:
    """Return IRI and name of each municipality of the reference data, sorted.

    Raises:
        BenchmarkFailed: when they name none.
    """
    from pa_graph.dependencies.mentions import REFERENCE, rows

    found = rows(
        store,
        f"""SELECT ?m ?name WHERE {{ GRAPH <{REFERENCE}> {{ ?m a pa:Municipality ;
        skos:altLabel ?name }} }} ORDER BY ?m ?name""",
    )
    names = {iri: name for iri, name in found}
    if not names:
        raise BenchmarkFailed("the reference data name no municipalities")
    return sorted(names.items())


def measure_dependencies() -> list[Measurement]:
    """Measure the derivation of all links at several sizes, and that for one replaced document."""
    from pa_graph.dependencies.derive import rebuild
    from pa_graph.dependencies.mentions import document_graphs

    figures: list[Measurement] = []
    for count in SIZES:
        store = filled(count)
        started = time.perf_counter()
        done = rebuild(store)
        seconds = time.perf_counter() - started
        graph = document_graphs(store)[0]
        started = time.perf_counter()
        rebuild(store, [graph])
        one = time.perf_counter() - started
        figures += [
            Measurement(f"all links of {count} documents", seconds, "s"),
            Measurement(f"for each of {count} documents", 1000 * seconds / count, "ms"),
            Measurement(f"links of {count} documents", done.links, ""),
            Measurement(f"one touched document among {count}", one, "s"),
        ]
        store.close()
    return figures


BENCHMARKS = (
    Benchmark(
        "dependencies",
        f"How long do the links of {', '.join(map(str, SIZES))} documents take to derive?",
        measure_dependencies,
    ),
)
