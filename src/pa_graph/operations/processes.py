"""Work shared out over processes, its results in the order of the work."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from pa_graph.model.spawning import SPAWN, none_started, refuse_while_starting

AHEAD_PER_PROCESS: Final = 4
"""How many results may wait for the one before them: enough to keep every process busy."""

Item = TypeVar("Item")
Result = TypeVar("Result")
Prepare = Callable[[], None]
"""What a process does before its first item; it can be pickled."""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    processes: int,
    prepare: Prepare | None = None,
) -> Generator[Result, None, None]:
    """Yield ``work(item)`` for each item, in their order, worked out by several processes.

    If a process is ended from outside (memory ran out), what is left is worked out here.

    Args:
        work: a function of a module, whose argument and result can be pickled. It is called in
            fresh processes that share nothing.
        items: what there is to do; only a few more are asked for than were worked out.
        processes: how many to start; with one, everything is done in this process.
        prepare: makes a process ready to work.

    Raises:
        ResourceMissing: no process could be started.
    """
    if processes < 2:
        yield from _here(work, items, prepare)
        return
    rest = iter(items)
    under_way: deque[tuple[Item, Future[Result] | None]] = deque()
    pool = _Pool(processes, prepare)
    try:
        for item in rest:
            under_way.append((item, None))
            under_way[-1] = (item, pool.submit(work, item))
            if len(under_way) > AHEAD_PER_PROCESS * processes:
                yield _first(under_way)
        while under_way:
            yield _first(under_way)
    except BrokenProcessPool:
        if not pool.begun:
            raise none_started("to share the work", "Try it with --jobs 1.") from None
        yield from _here(work, [item for item, _ in under_way], prepare)
        yield from map(work, rest)
    finally:
        pool.close()


def _here(
    work: Callable[[Item], Result], items: Iterable[Item], prepare: Prepare | None
) -> Iterator[Result]:
    if prepare is not None:
        prepare()
    return map(work, items)


def _first(under_way: deque[tuple[Item, Future[Result] | None]]) -> Result:
    """Wait for the result of the first; it stays in the line if its process ended."""
    future = under_way[0][1]
    assert future is not None
    result = future.result()
    under_way.popleft()
    return result


class _Pool:
    """Processes that are all started at once, and that an interrupt doesn't reach.

    They are started while interrupts are held back, and inherit that: what is stopped from the
    keyboard is stopped here, and they have nothing to say about it.
    """

    def __init__(self, processes: int, prepare: Prepare | None) -> None:
        refuse_while_starting()
        self._folder = tempfile.TemporaryDirectory(prefix="pa-graph-")
        # What is handed to a process as it starts must be small: a process that ends before it has
        # read all of it is waited for without end.
        path = Path(self._folder.name) / "prepare"
        path.write_bytes(pickle.dumps(prepare))
        self._pool = ProcessPoolExecutor(
            processes, mp_context=SPAWN, initializer=_begin, initargs=(str(path),)
        )
        self._begun: list[Future[None]] = []
        try:
            with _interrupts_held():
                self._begun += [self._pool.submit(_nothing) for _ in range(processes)]
        except BaseException:
            self.close()
            raise

    @property
    def begun(self) -> bool:
        """Whether any of them has come so far as to work."""
        return any(f.done() and not f.cancelled() and not f.exception() for f in self._begun)

    def submit(self, work: Callable[[Item], Result], item: Item) -> Future[Result]:
        """Give an item to the next process that is free."""
        return self._pool.submit(work, item)

    def close(self) -> None:
        """Stop when what was begun is done."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._folder.cleanup()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start processes in the block that never see an interrupt; here it comes after the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    came: list[int] = []
    main = threading.current_thread() is threading.main_thread()
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    # Another thread may be given the interrupt all the same.
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number)) if main else None
    try:
        yield
    finally:
        if main:
            signal.signal(signal.SIGINT, before)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
    if came:
        raise KeyboardInterrupt


def _nothing() -> None:
    """Be there."""


def _begin(path: str) -> None:
    """Make a process ready: Ctrl-C is for the process that started it, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare: Prepare | None = pickle.loads(Path(path).read_bytes())
    if prepare is not None:
        prepare()
    # What was loaded stays; documents leave few circles behind, and looking for them takes time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
