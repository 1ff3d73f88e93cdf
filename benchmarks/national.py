"""How long links take to derive for the documents of a country, in a store on disk.

Six thousand documents of the size of real ones are made up (see :mod:`benchmarks.corpus`) and put
in a store. All links are derived, and then again for single documents on which few and many
others lean. It takes a quarter of an hour and 7 GB of disk. Each part is a program of its own, so
that its memory is its own (``python -m benchmarks.national fill|derive|touch FOLDER``).
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import NATIONAL, documents
from benchmarks.dependencies import municipalities
from benchmarks.measure import Benchmark, Measurement, run_python

DOCUMENTS = 6000
AT_ONCE = 500_000
"""How many quads are loaded together."""

TOUCHED = (
    "plaats-0-vision-2014",
    "plaats-0-agreement-2015",
    "plaats-11-agreement-2015",
    "plaats-14-agreement-2015",
)
"""Documents of municipalities with few and many documents, in small and large regions."""


def fill(folder: str, count: int = DOCUMENTS) -> dict[str, float]:
    """Put the documents in a store; return how many quads there are."""
    from pyoxigraph import Quad, Store

    from pa_graph.operations.background import open_for_writing

    with open_for_writing(folder) as opened:
        names = municipalities(opened)
    store = Store(folder)
    waiting: list[Quad] = []
    triples = 0
    for _, quads in documents(count, names, NATIONAL):
        waiting += quads
        triples += len(quads)
        if len(waiting) > AT_ONCE:
            store.bulk_extend(waiting)
            waiting = []
    store.bulk_extend(waiting)
    store.flush()
    store.optimize()
    return {"triples": triples}


def derive(folder: str) -> dict[str, float]:
    """Derive all links; return the seconds and how many links there are."""
    from pa_graph.operations.deriving import derive as derive_all
    from pa_graph.store.embedded import EmbeddedStore

    with EmbeddedStore.open(Path(folder)) as store:
        started = time.perf_counter()
        done = derive_all(store)
        return {"seconds": time.perf_counter() - started, "links": done.links}


def touch(folder: str) -> dict[str, list[float]]:
    """Take single documents out and put them back; return dependents and seconds of the return."""
    from pa_graph.dependencies.derive import rebuild
    from pa_graph.dependencies.mentions import GRAPH
    from pa_graph.store.embedded import EmbeddedStore

    found = {}
    with EmbeddedStore.open(Path(folder)) as store:
        for short in TOUCHED:
            graph = GRAPH + short
            quads = store.read_graph(graph)
            store.replace_graph(graph, [])
            started = time.perf_counter()
            rebuild(store, [graph])
            gone = time.perf_counter() - started
            store.replace_graph(graph, quads)
            started = time.perf_counter()
            done = rebuild(store, [graph])
            found[short] = [done.derived - 1, gone, time.perf_counter() - started]
            started = time.perf_counter()
            rebuild(store, [graph])
            found[short].append(time.perf_counter() - started)
    return found


PARTS = {"fill": fill, "derive": derive, "touch": touch}


def measure_national() -> list[Measurement]:
    """Measure the derivation of all links, and of those of single documents.

    Raises:
        BenchmarkFailed: a part of it ended with an error.
    """
    with tempfile.TemporaryDirectory() as name:
        runs = {
            part: run_python(["-m", "benchmarks.national", part, str(Path(name) / "store")])
            for part in PARTS
        }
    said = {part: json.loads(run.output.splitlines()[-1]) for part, run in runs.items()}
    figures = [
        Measurement("documents", DOCUMENTS, ""),
        Measurement("triples", said["fill"]["triples"], ""),
        Measurement("links", said["derive"]["links"], ""),
        Measurement("all links", said["derive"]["seconds"], "s"),
        Measurement("all links: peak memory", runs["derive"].peak_mib, "MiB"),
    ]
    for dependents, gone, new, same in said["touch"].values():
        what = f"{dependents:.0f} dependents"
        figures += [
            Measurement(f"one document is taken out, {what}", gone, "s"),
            Measurement(f"one document is new, {what}", new, "s"),
            Measurement(f"one document is read again, {what}", same, "s"),
        ]
    return [*figures, Measurement("single documents: peak memory", runs["touch"].peak_mib, "MiB")]


BENCHMARKS = (
    Benchmark(
        "national",
        f"How long do the links of {DOCUMENTS:,} documents on disk take, for all and for one?",
        measure_national,
    ),
)

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](sys.argv[2])))
