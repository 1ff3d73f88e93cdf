"""What a benchmark is, and how a program of its own is measured."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


class BenchmarkFailed(Exception):
    """A measured program ended with an error; the message is what it said."""


@dataclass(frozen=True)
class Measurement:
    """One figure: what was measured, how much, in which unit."""

    subject: str
    value: float
    unit: str


@dataclass(frozen=True)
class Benchmark:
    """One thing to measure. ``run`` takes some seconds and returns at least one figure."""

    name: str
    question: str
    run: Callable[[], list[Measurement]]


@dataclass(frozen=True)
class ProgramRun:
    """One run of a program: what it printed, seconds by the wall, peak memory in MiB."""

    output: str
    seconds: float
    peak_mib: float


def run_python(arguments: Sequence[str]) -> ProgramRun:
    """Run this Python with arguments as a program of its own, and measure it.

    Raises:
        BenchmarkFailed: when the program ends with an error.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as program:
        assert program.stdout is not None
        output = program.stdout.read()
        # wait4 gives the resources of this program alone; getrusage would give the largest of all.
        # A child begins as a copy of this program, so its figure is never below our own size.
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if program.returncode:
        lines = output.strip().splitlines() or [f"exit status {program.returncode}"]
        raise BenchmarkFailed(lines[-1])
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return ProgramRun(output, seconds, used.ru_maxrss / unit)


def median_seconds(arguments: Sequence[str], runs: int) -> float:
    """Return the median duration in seconds of several runs of this Python."""
    return median(run_python(arguments).seconds for _ in range(runs))
