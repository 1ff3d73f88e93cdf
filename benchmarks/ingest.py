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

DOCUMENTS = 60
DOCUMENT_BYTES = 25_000


def write_documents(folder: Path) -> None:
    """Write the documents, each of about 25 KB in the folder, the same ones at each run.

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


def read_documents(folder: Path, processes: int) -> dict[str, float]:
    """Read every document of the folder, and return seconds, bytes and commitments.

    The processes are started and have read the code lists before the clock runs: what is asked is
    how long a folder of any size takes.

    Raises:
        BenchmarkFailed: a document could not be read.
    """
    from pa_graph.model.agreement import Agreement
    from pa_graph.operations.reading import read_files

    paths = sorted(folder.glob("*/*.txt"))
    started = time.perf_counter()
    reading = read_files([*paths[:processes], *paths], processes)
    for _ in range(processes):
        next(reading)
    first = time.perf_counter() - started
    commitments = 0
    started = time.perf_counter()
    for read in reading:
        if not isinstance(read.content, Agreement):
            raise BenchmarkFailed(read.error or f"{read.path} holds no agreement")
        commitments += len(read.content.commitments)
    return {
        "first": first,
        "seconds": time.perf_counter() - started,
        "bytes": sum(path.stat().st_size for path in paths),
        "commitments": commitments,
    }


def measure_ingest() -> list[Measurement]:
    """Measure speed and peak memory of reading the documents, in one and in two processes."""
    with tempfile.TemporaryDirectory() as name:
        write_documents(Path(name))
        runs = {
            processes: run_python(["-m", "benchmarks.ingest", name, str(processes)])
            for processes in (1, 2)
        }
    read = {number: json.loads(ran.output.splitlines()[-1]) for number, ran in runs.items()}
    return [
        *(
            Measurement(
                f"documents a second, {number} process{'es' if number > 1 else ''}",
                DOCUMENTS / read[number]["seconds"],
                "1/s",
            )
            for number in read
        ),
        Measurement("size of a document", read[1]["bytes"] / DOCUMENTS / 1000, "KB"),
        Measurement("commitments in all", read[1]["commitments"], ""),
        Measurement("until a process has read its first document", read[1]["first"], "s"),
        Measurement("peak memory of a process", runs[1].peak_mib, "MiB"),
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
        print(json.dumps(read_documents(Path(sys.argv[1]), int(sys.argv[2]))))
    except BenchmarkFailed as failure:
        sys.exit(str(failure))
