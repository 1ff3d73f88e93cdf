"""How long agreements take to be judged by all shapes: one, six hundred, and again.

The agreements are one of those in ``data/agreements``, under as many names as are needed: 1,946
triples each, so that six hundred are more than a million. They lie in a store on disk and are
judged in a program of its own (``python -m benchmarks.validation FOLDER``), so that time and peak
memory are of that alone; its processes for judging are measured with it.
"""

from __future__ import annotations

import json
import resource as limits
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from pyoxigraph import RdfFormat, parse

from benchmarks.measure import Benchmark, BenchmarkFailed, Measurement, run_python

MODEL = "alphen-chaam-2023"
DOCUMENTS = 600
RUNS = 30


def model_text() -> str:
    """Return the agreement of which all others are copies.

    Raises:
        BenchmarkFailed: it is not there.
    """
    from pa_graph.model.resources import resource

    path = resource("data/agreements") / f"{MODEL}.trig"
    if not path.is_file():
        raise BenchmarkFailed(f"there is no {path.name} in data/agreements")
    return path.read_text(encoding="utf-8")


def write_store(folder: Path, documents: int = DOCUMENTS) -> int:
    """Fill a store with that many agreements, the same ones each time; return its triples."""
    from pa_graph.model.identifiers import graph_iri
    from pa_graph.operations.background import open_for_writing

    text = model_text()
    triples = 0
    with open_for_writing(str(folder)) as store:
        for number in range(documents):
            short = f"plaats-{number}-2023"
            # Its own documents and places get names of their own, national ones stay shared.
            copy = text.replace(MODEL.removesuffix("-2023"), short.removesuffix("-2023"))
            quads = list(parse(copy, format=RdfFormat.TRIG))
            triples += len(quads)
            store.replace_graph(graph_iri(short), quads)
        store.optimize()
    return triples


def judge_store(folder: Path) -> dict[str, float]:
    """Judge everything in a store, and return seconds and what was found."""
    from pa_graph.operations.judging import Asked
    from pa_graph.operations.validate import judge_all, stored
    from pa_graph.store.opening import open_store

    started = time.perf_counter()
    findings = 0
    with open_store(str(folder)) as store:
        for outcome in judge_all(stored(store), Asked(), store):
            findings += len(outcome.report.findings)
    seconds = time.perf_counter() - started
    return {
        "seconds": seconds,
        "findings": findings,
        "own_mib": _own_peak() / 1024,
        "child_mib": limits.getrusage(limits.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def _own_peak() -> int:
    """Return the peak memory of this program in KiB.

    What ``getrusage`` tells of a program includes the memory of the one that started it.

    Raises:
        BenchmarkFailed: the machine doesn't tell.
    """
    path = Path("/proc/self/status")
    lines = path.read_text(encoding="ascii").splitlines() if path.is_file() else []
    for line in lines:
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise BenchmarkFailed("peak memory is measured on Linux only")


def change_one(folder: Path) -> None:
    """Take one commitment's deadline away from one agreement."""
    from pa_graph.model.identifiers import graph_iri
    from pa_graph.operations.background import open_for_writing

    with open_for_writing(str(folder)) as store:
        graph = graph_iri("plaats-7-2023")
        quads = store.read_graph(graph)
        gone = next(q for q in sorted(quads, key=str) if q.predicate.value.endswith("#theme"))
        store.replace_graph(graph, [quad for quad in quads if quad != gone])


def _judged(folder: Path) -> dict[str, float]:
    ran = run_python(["-m", "benchmarks.validation", str(folder)])
    found: dict[str, float] = json.loads(ran.output.splitlines()[-1])
    return {**found, "program": ran.seconds}


def measure_one() -> list[Measurement]:
    """Judge one agreement many times by each engine."""
    from pa_graph.validation.run import judge

    quads = list(parse(model_text(), format=RdfFormat.TRIG))
    figures = [Measurement("triples of the agreement", len(quads), "")]
    for engine, runs in (("auto", RUNS), ("pyrudof", 5), ("pyshacl", 3)):
        taken = []
        for _ in range(runs + 1):
            started = time.perf_counter()
            judge("x", quads, engine=engine)
            taken.append(time.perf_counter() - started)
        figures.append(Measurement(f"all shapes, {engine}", 1000 * median(taken[1:]), "ms"))
    return figures


def measure_many() -> list[Measurement]:
    """Judge six hundred agreements, again, and again with one changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "store"
        triples = write_store(folder)
        first, again = _judged(folder), _judged(folder)
        change_one(folder)
        changed = _judged(folder)
    if not first["findings"] == again["findings"] < changed["findings"]:
        raise BenchmarkFailed("judging again finds something else")
    return [
        Measurement("triples of all agreements", triples, ""),
        Measurement("findings", first["findings"], ""),
        Measurement(f"{DOCUMENTS} agreements, cold", first["seconds"], "s"),
        Measurement("again, nothing changed", again["seconds"], "s"),
        Measurement("again, one changed", changed["seconds"], "s"),
        Measurement("again, one changed, whole program", changed["program"], "s"),
        Measurement("peak memory of the program", first["own_mib"], "MiB"),
        Measurement("peak memory of a process of it", first["child_mib"], "MiB"),
    ]


BENCHMARKS = (
    Benchmark("validate-one", "How soon is one agreement judged by all shapes?", measure_one),
    Benchmark("validate", f"How soon are {DOCUMENTS} agreements judged?", measure_many),
)

if __name__ == "__main__":
    try:
        print(json.dumps(judge_store(Path(sys.argv[1]))))
    except BenchmarkFailed as failure:
        sys.exit(str(failure))
