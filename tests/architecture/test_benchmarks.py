"""The benchmarks are all listed, and measure what they say. No test waits for a duration."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from benchmarks import __main__ as program
from benchmarks import ingest
from benchmarks.measure import Benchmark, BenchmarkFailed, Measurement, run_python

FOLDER = Path(__file__).parents[2] / "benchmarks"


def test_every_benchmark_of_every_module_is_listed_once() -> None:
    modules = [path.stem for path in sorted(FOLDER.glob("*.py")) if not path.stem.startswith("_")]
    found = [
        benchmark
        for name in modules
        for benchmark in getattr(importlib.import_module(f"benchmarks.{name}"), "BENCHMARKS", ())
    ]
    assert {benchmark.name for benchmark in found} >= {"startup", "ingest"}
    names = [benchmark.name for benchmark in program.ALL]
    assert sorted(names) == sorted(benchmark.name for benchmark in found)
    assert len(set(names)) == len(names)


def test_a_program_is_measured_by_its_own_memory() -> None:
    small = run_python(["-c", "print('small')"])
    large = run_python(["-c", "x = bytearray(700 * 2**20); print('large')"])
    again = run_python(["-c", "print('small')"])
    assert (small.output, large.output) == ("small\n", "large\n")
    # A smaller program after a larger one has its own peak, not that of the largest so far.
    assert large.peak_mib > again.peak_mib + 150
    assert small.seconds > 0


def test_a_program_that_fails_says_why() -> None:
    with pytest.raises(BenchmarkFailed, match="no such thing"):
        run_python(["-c", "raise SystemExit('no such thing')"])


def test_the_documents_have_the_size_of_real_ones_and_are_the_same_each_time(
    tmp_path: Path,
) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        ingest.write_documents(tmp_path / name)
        paths = sorted((tmp_path / name).glob("*/*.txt"))
        written.append([path.read_bytes() for path in paths])
    assert written[0] == written[1]
    assert len(written[0]) == ingest.DOCUMENTS
    average = sum(map(len, written[0])) / ingest.DOCUMENTS
    assert ingest.DOCUMENT_BYTES * 0.7 < average < ingest.DOCUMENT_BYTES * 1.3


def test_figures_come_as_json_and_a_failure_as_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> list[Measurement]:
        raise BenchmarkFailed("it has no legs")

    fine = Benchmark("fine", "How many legs?", lambda: [Measurement("legs", 4, "legs")])
    monkeypatch.setattr(program, "ALL", (fine, Benchmark("lame", "How many?", fail)))
    assert program.main(["--json", "fine"]) == 0
    expected = {"fine": [{"subject": "legs", "value": 4, "unit": "legs"}]}
    assert json.loads(capsys.readouterr().out) == expected
    assert program.main(["--json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out) == expected
    assert "lame: it has no legs" in captured.err


def test_an_unknown_benchmark_is_refused() -> None:
    with pytest.raises(SystemExit) as ended:
        program.main(["no-such-benchmark"])
    assert ended.value.code == 2
