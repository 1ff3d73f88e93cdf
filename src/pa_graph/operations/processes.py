"""Work shared out over processes, its results in the order of the work."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Final, TypeVar

AHEAD_PER_PROCESS: Final = 4
"""How many results may wait for the one before them: enough to keep every process busy."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(
    work: Callable[[Item], Result], items: Sequence[Item], processes: int
) -> Generator[Result, None, None]:
    """Yield ``work(item)`` for each item, in their order, worked out by several processes.

    If a process is ended from outside (memory ran out), what is left is worked out here.

    Args:
        work: a function of a module, whose argument and result can be pickled. It is called in
            fresh processes that share nothing.
        items: what there is to do.
        processes: how many to start; with one, everything is done in this process.
    """
    if processes < 2 or len(items) < 2:
        yield from map(work, items)
        return
    pool = ProcessPoolExecutor(
        min(processes, len(items)), mp_context=get_context("spawn"), initializer=_begin
    )
    done = 0
    try:
        for result in _in_order(pool, work, items, AHEAD_PER_PROCESS * processes):
            done += 1
            yield result
    except BrokenProcessPool:
        yield from map(work, items[done:])
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor,
    work: Callable[[Item], Result],
    items: Iterable[Item],
    ahead: int,
) -> Iterator[Result]:
    """Yield the results in order, with no more than *ahead* items under way or waiting."""
    under_way: deque[Future[Result]] = deque()
    for item in items:
        if len(under_way) == ahead:
            yield under_way.popleft().result()
        under_way.append(pool.submit(work, item))
    while under_way:
        yield under_way.popleft().result()


def _begin() -> None:
    """Make a process ready: Ctrl-C is for the process that started it, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Documents leave few circles behind; to look for them seldom saves a twentieth of the time.
    gc.set_threshold(50_000, 20, 20)
