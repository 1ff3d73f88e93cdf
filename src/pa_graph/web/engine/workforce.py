"""The processes that are there: started before they are needed, used again, and let go."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import Any, Final

from pa_graph.web.engine.processes import Process
from pa_graph.web.engine.snapshots import Snapshot

_WORKER: Final = "pa_graph.web.engine.worker"

_MEMORY_TO_KEEP: Final = 200 * 1024**2
"""A process that has more when its job is done is not used again."""

_IDLE: Final = 12
"""How many processes wait for work after a busy time."""

_AHEAD: Final = 2
"""How many processes are to be ready for the next queries."""

_TRIM_EVERY: Final = 15.0
"""Seconds after which processes that nobody needed are ended."""


class Workforce:
    """Processes on the latest state of the store.

    Args:
        spare: how many wait for work when nothing is done.
        memory_bytes: what one may take for a query.
    """

    def __init__(self, spare: int, memory_bytes: int) -> None:
        self._spare = spare
        self._memory_bytes = memory_bytes
        self._snapshot: Snapshot | None = None
        self._idle: deque[Process] = deque()
        self._waiting: deque[asyncio.Future[Process]] = deque()
        self._busy: set[Process] = set()
        self._starting = 0
        self._fewest_idle = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._trimming: asyncio.Task[None] | None = None
        self._closed = False

    async def use(self, snapshot: Snapshot) -> None:
        """Work on this state of the store from now on; jobs under way end on theirs.

        Raises:
            OSError: no process could be started on it.
        """
        self._snapshot = snapshot
        for process in self._idle:
            process.end()
        self._idle.clear()
        self._offer(await self._start(snapshot))
        if self._trimming is None:
            self._trimming = self.run(self._trim())

    def end_all(self) -> None:
        """End every process that does a job."""
        for process in list(self._busy):
            process.end()

    async def close(self) -> None:
        """End every process."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        for waiting in self._waiting:
            waiting.cancel()
        for process in (*self._idle, *self._busy):
            process.end()
        self._idle.clear()
        self._busy.clear()

    def run(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Have something done beside; it ends when the workforce is closed."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def take(self) -> Process:
        """Return a process that is ready; whichever is so first, an old one or a new one.

        Raises:
            OSError: none could be started.
        """
        self._fewest_idle = min(self._fewest_idle, max(0, len(self._idle) - 1))
        while self._idle:
            process = self._idle.pop()
            if not process.gone:
                self._busy.add(process)
                if not self._idle:
                    self.provide()
                return process
            process.end()
        waiting: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        self.provide()
        try:
            process = await waiting
        except asyncio.CancelledError:
            if waiting.done() and not waiting.cancelled() and waiting.exception() is None:
                self._offer(waiting.result())
            raise
        self._busy.add(process)
        return process

    def provide(self) -> None:
        """Start processes for those who wait for one, and some for the next."""
        waiting = sum(not one.done() for one in self._waiting)
        wanted = waiting + max(0, _AHEAD - len(self._idle))
        while self._starting < min(wanted, self._spare):
            self._starting += 1
            self.run(self._add())

    def put_back(self, process: Process) -> None:
        """Take a process back that has done its job."""
        self._busy.discard(process)
        if process.behind and self._is_current(process):
            self.run(self._freshen(process))
        else:
            self._offer(process)

    def end(self, process: Process) -> None:
        """End a process whatever it is doing."""
        self._busy.discard(process)
        process.end()

    def _is_current(self, process: Process) -> bool:
        latest = self._snapshot.number if self._snapshot else 0
        return process.generation == latest and not process.gone and not self._closed

    def _offer(self, process: Process) -> None:
        if not self._is_current(process):
            process.end()
            if any(not waiting.done() for waiting in self._waiting):
                self.provide()
            return
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(process)
                return
        if len(self._idle) < _IDLE:
            self._idle.append(process)
        else:
            process.end()

    async def _add(self) -> None:
        try:
            assert self._snapshot is not None
            process = await self._start(self._snapshot)
        except OSError as error:
            while self._waiting:
                waiting = self._waiting.popleft()
                if not waiting.done():
                    waiting.set_exception(error)
                    break
        else:
            self._starting -= 1
            self._offer(process)
            return
        self._starting -= 1

    async def _start(self, snapshot: Snapshot) -> Process:
        return await Process.start(
            _WORKER, str(snapshot.folder), str(self._memory_bytes), generation=snapshot.number
        )

    async def _freshen(self, process: Process) -> None:
        """Wait until a process that stood behind is in front again.

        That costs less than a new process.
        """
        self._busy.add(process)
        ready = await process.in_front()
        self._busy.discard(process)
        if ready and process.memory() < _MEMORY_TO_KEEP:
            self._offer(process)
        else:
            process.end()

    async def _trim(self) -> None:
        """End, now and then, the processes that a busy time has left."""
        while True:
            self._fewest_idle = len(self._idle)
            await asyncio.sleep(_TRIM_EVERY)
            for _ in range(self._fewest_idle - self._spare):
                self._idle.popleft().end()
