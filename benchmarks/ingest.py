"""How fast documents are read, from file to model, and how much memory that takes.

The documents are the examples of the project, each repeated until it has the size of a real
agreement. They are read in a program of its own (``python -m benchmarks.ingest FOLDER``), so that
its peak memory is that of reading and of nothing else.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Benchmark, BenchmarkFailed, Measurement, run_python

DOCUMENTS = 20
DOCUMENT_BYTES = 25_000


def write_documents(folder: Path) -> None:
    """Write twenty documents of about 25 KB in the folder, the same ones at each run.

    Raises:
        BenchmarkFailed: when there are no example documents.
    """
    from pa_graph.model.resources import resource

    examples = sorted(resource("data/examples").glob("*.txt"))
    if not examples:
        raise BenchmarkFailed("there are no example documents (data/examples/*.txt)")
    for number in range(DOCUMENTS):
        example = examples[number % len(examples)]
        text = example.read_text(encoding="utf-8")
        times = max(1, round(DOCUMENT_BYTES / len(text.encode("utf-8"))))
        # The name stays recognisable: municipality and year are read from it.
        path = folder / f"{number:02}" / example.name
        path.parent.mkdir()
        path.write_text("\n".join([text] * times), encoding="utf-8")


def read_documents(folder: Path) -> dict[str, float]:
    """Read every document of the folder, and return seconds, bytes and commitments.

    Raises:
        BenchmarkFailed: when this version of pa-graph reads no agreements.
    """
    try:
        from pa_graph.operations.ingest import read_agreement
    except ImportError as error:
        raise BenchmarkFailed(f"this pa-graph has no read_agreement: {error}") from error

    paths = sorted(folder.glob("*/*.txt"))
    started = time.perf_counter()
    read_agreement(paths[0])
    first = time.perf_counter() - started
    started = time.perf_counter()
    commitments = sum(len(read_agreement(path)[0].commitments) for path in paths)
    return {
        "first": first,
        "seconds": time.perf_counter() - started,
        "bytes": sum(path.stat().st_size for path in paths),
        "commitments": commitments,
    }


def measure_ingest() -> list[Measurement]:
    """Measure speed and peak memory of reading twenty documents."""
    with tempfile.TemporaryDirectory() as name:
        write_documents(Path(name))
        ran = run_python(["-m", "benchmarks.ingest", name])
    read = json.loads(ran.output.splitlines()[-1])
    return [
        Measurement("documents a second", DOCUMENTS / read["seconds"], "1/s"),
        Measurement("size of a document", read["bytes"] / DOCUMENTS / 1000, "KB"),
        Measurement("commitments in all", read["commitments"], ""),
        Measurement("first document, with loading of the vocabulary", read["first"], "s"),
        Measurement("peak memory", ran.peak_mib, "MiB"),
    ]


BENCHMARKS = (
    Benchmark(
        "ingest",
        f"How fast are {DOCUMENTS} documents of {DOCUMENT_BYTES // 1000} KB read into the model?",
        measure_ingest,
    ),
)

if __name__ == "__main__":
    try:
        print(json.dumps(read_documents(Path(sys.argv[1]))))
    except BenchmarkFailed as failure:
        sys.exit(str(failure))
