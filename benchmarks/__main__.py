"""List and run the benchmarks: ``python -m benchmarks [--list] [--json] [NAME …]``."""

from __future__ import annotations

import argparse
import json
import sys

from rich.console import Console
from rich.table import Table

from benchmarks import dependencies, formats, ingest, national, networks, startup, validation
from benchmarks.measure import Benchmark, BenchmarkFailed, Measurement

# A new benchmark: a module with BENCHMARKS, and its name in this line.
ALL: tuple[Benchmark, ...] = (
    *startup.BENCHMARKS,
    *ingest.BENCHMARKS,
    *formats.BENCHMARKS,
    *dependencies.BENCHMARKS,
    *national.BENCHMARKS,
    *networks.BENCHMARKS,
    *validation.BENCHMARKS,
)


def show(results: dict[str, list[Measurement]]) -> None:
    """Print the figures as one table."""
    table = Table("benchmark", "what", "figure", "unit")
    table.columns[2].justify = "right"
    for name, measurements in results.items():
        for measurement in measurements:
            figure = (
                f"{measurement.value:,.4g}"
                if measurement.value < 1000
                else (f"{measurement.value:,.0f}")
            )
            table.add_row(name, measurement.subject, figure, measurement.unit)
            name = ""
    Console().print(table)


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmarks that are named, or all; 0 when all ran, 1 when one failed, 2 for usage."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which to run; without: all")
    parser.add_argument("--list", action="store_true", help="show the names and run nothing")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    if options.list:
        for benchmark in ALL:
            print(f"{benchmark.name:12} {benchmark.question}")
        return 0
    unknown = sorted(set(options.names) - {benchmark.name for benchmark in ALL})
    if unknown:
        parser.error(f"no benchmark is called {', '.join(unknown)}; --list shows the names")

    results: dict[str, list[Measurement]] = {}
    failed = False
    for benchmark in ALL:
        if options.names and benchmark.name not in options.names:
            continue
        print(f"{benchmark.name}: {benchmark.question}", file=sys.stderr)
        try:
            results[benchmark.name] = benchmark.run()
        except BenchmarkFailed as failure:
            failed = True
            print(f"{benchmark.name}: {failure}", file=sys.stderr)
    if options.json:
        figures = {name: [vars(figure) for figure in found] for name, found in results.items()}
        print(json.dumps(figures, indent=2))
    elif results:
        show(results)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
