"""How long a person waits for the command to answer at all."""

from __future__ import annotations

from benchmarks.measure import Benchmark, Measurement, median_seconds

RUNS = 5


def measure_help() -> list[Measurement]:
    """Start ``pa-graph --help`` anew several times; also Python alone, to compare."""
    return [
        Measurement("pa-graph --help", median_seconds(["-m", "pa_graph", "--help"], RUNS), "s"),
        Measurement("Python alone", median_seconds(["-c", ""], RUNS), "s"),
    ]


BENCHMARKS = (
    Benchmark("startup", f"How soon does pa-graph --help answer? Median of {RUNS}.", measure_help),
)
