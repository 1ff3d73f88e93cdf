"""Who answers which query when: a few processes for quick queries, others for long ones.

A query begins in the quick lane. When it has used a tenth of a second of processor time it is a
long one: its process is set behind the others and leaves its place in the quick lane to the next.
When too many long ones are under way, it is ended, waits, and begins again. So a slow query never
stands before a quick one, and what is over a limit is really stopped: its process is ended.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

from pa_graph.web.engine.frames import DATA, END, FAILED, HEAD
from pa_graph.web.engine.processes import Process
from pa_graph.web.engine.snapshots import Snapshot
from pa_graph.web.engine.spool import Spool
from pa_graph.web.settings import Limits

LONG_AFTER: Final = 0.1
"""Seconds of processor time after which a query is a long one."""

_WORKER: Final = "pa_graph.web.engine.worker"


class QueryEnded(Exception):
    """A query that was refused or ended.

    Attributes:
        kind: ``syntax``, ``form``, ``unknown``, ``rows``, ``time``, ``memory``, ``busy``,
            ``store``, ``engine``, or ``gone`` when the client went away.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(slots=True)
class Answer:
    """The beginning of an answer, and where the rest comes from.

    Attributes:
        form: a short name of :mod:`~pa_graph.web.engine.formats`.
        packed: whether the bytes are compressed with gzip.
        first: the first bytes.
        rest: the bytes behind them; None when there are none.
    """

    form: str
    packed: bool
    first: bytes
    rest: Spool | None
    filling: asyncio.Task[None] | None = None

    def give_up(self) -> None:
        """End the query if it still runs: nobody reads the answer any more."""
        if self.filling is not None and not self.filling.done():
            self.filling.cancel()
        if self.rest is not None:
            self.rest.close()

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the bytes of the answer.

        Raises:
            QueryEnded: the answer was cut off.
        """
        yield self.first
        while self.rest is not None and (piece := await self.rest.get()):
            yield piece


class _Lane:
    """So many places, and those who wait for one, in the order they came."""

    def __init__(self, places: int) -> None:
        self.free = places
        self.queue: deque[asyncio.Future[None]] = deque()

    async def enter(self, until: float) -> bool:
        """Wait for a place; False when *until* comes first."""
        if self.free > 0:
            self.free -= 1
            return True
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        self.queue.append(turn)
        alarm = loop.call_at(until, turn.cancel)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()  # A place was given in the moment that the request was given up.
            if loop.time() < until:
                raise
            return False
        finally:
            alarm.cancel()
        return True

    def leave(self) -> None:
        """Give the place to whom it is due."""
        while self.queue:
            turn = self.queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self.free += 1


class Pool:
    """The processes that answer queries on one store."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._quick_places = max(2, min(os.cpu_count() or 2, 8))
        self._quick = _Lane(self._quick_places)
        self._long = _Lane(limits.long_queries)
        self._idle: deque[Process] = deque()
        self._busy: set[Process] = set()
        self._snapshot: Snapshot | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def use(self, snapshot: Snapshot) -> None:
        """Answer from this state of the data from now on; queries under way end on theirs."""
        self._snapshot = snapshot
        for process in self._idle:
            process.end()
        self._idle.clear()
        self._idle.append(await self._start())

    async def close(self) -> None:
        """End every process."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        for process in (*self._idle, *self._busy):
            process.end()
        self._idle.clear()
        self._busy.clear()

    async def ask(
        self,
        job: dict[str, Any],
        seconds: float | None = None,
        gone: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> Answer:
        """Have a job done.

        Args:
            job: what :mod:`~pa_graph.web.engine.worker` takes.
            seconds: a shorter limit than that of the server.
            gone: returns when the client has gone; awaited only for queries that last.

        Raises:
            QueryEnded: there is no answer, or not within the limits.
        """
        allowed = min(seconds or self._limits.seconds, self._limits.seconds)
        until = asyncio.get_running_loop().time() + allowed
        if len(self._quick.queue) + len(self._long.queue) >= self._limits.waiting:
            raise QueryEnded("busy", "too many requests are waiting")
        if not await self._quick.enter(until):
            raise QueryEnded("busy", "too many queries are under way")
        run = _Run(self, job, until, allowed, gone)
        try:
            return await run.begin()
        except BaseException:
            run.drop()
            raise

    def _take_idle(self) -> Process | None:
        while self._idle:
            process = self._idle.pop()
            if not process.gone:
                self._busy.add(process)
                return process
            process.end()
        return None

    async def _process(self) -> Process:
        process = self._take_idle()
        if process is None:
            try:
                process = await self._start()
            except OSError as error:
                raise QueryEnded("store", str(error)) from None
            self._busy.add(process)
        return process

    async def _start(self) -> Process:
        assert self._snapshot is not None
        snapshot = self._snapshot
        return await Process.start(
            _WORKER,
            str(snapshot.folder),
            str(self._limits.memory_bytes),
            generation=snapshot.number,
        )

    def _put_back(self, process: Process) -> None:
        self._busy.discard(process)
        current = self._snapshot is not None and process.generation == self._snapshot.number
        if (
            process.long
            or process.gone
            or self._closed
            or not current
            or len(self._idle) >= self._quick_places
        ):
            process.end()
        else:
            self._idle.append(process)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


class _Run:
    """One job on its way: its process, its lane, and the time it has left."""

    def __init__(
        self,
        pool: Pool,
        job: dict[str, Any],
        until: float,
        allowed: float,
        gone: Callable[[], Coroutine[Any, Any, None]] | None,
    ) -> None:
        self._pool = pool
        self._job = job
        self._until = until
        self._allowed = allowed
        self._lane: _Lane | None = pool._quick
        self._process: Process | None = None
        self._cpu_before: float | None = None
        self._gone = gone
        self._leaving: asyncio.Future[None] | None = None

    async def begin(self) -> Answer:
        """Return the answer as soon as its beginning is there."""
        try:
            return await self._begin()
        finally:
            if self._leaving is not None:
                self._leaving.cancel()

    async def _begin(self) -> Answer:
        await self._order()
        process = await self._first_frame()
        kind, content = process.frames.popleft()
        if kind == FAILED:
            self._done()
            reason, _, message = content.decode().partition(" ")
            raise self._ended(reason, message)
        assert kind == HEAD
        form, packed = content.decode().split()
        # The head always comes together with the first bytes.
        if not await process.wait(self._until) or not process.frames:
            raise await self._broken()
        kind, first = process.frames.popleft()
        if kind == END:
            self._done()
            return Answer(form, packed == "1", first, None)
        spool = Spool()
        filling = self._pool._spawn(self._fill(spool))
        return Answer(form, packed == "1", first, spool, filling)

    async def _order(self) -> None:
        self._process = process = await self._pool._process()
        self._cpu_before = None
        process.send(self._job)

    async def _first_frame(self) -> Process:
        loop = asyncio.get_running_loop()
        while True:
            process = self._process
            assert process is not None
            quick = self._lane is self._pool._quick
            pause = min(self._until, loop.time() + LONG_AFTER) if quick else self._until
            if await process.wait(pause):
                if process.frames:
                    return process
                raise await self._broken()
            if loop.time() >= self._until:
                raise self._ended("time", "")
            self._look_for_client()
            if self._is_long(process):
                await self._become_long()

    def _is_long(self, process: Process) -> bool:
        """Tell whether the process has worked much since this was asked first."""
        used = process.cpu_seconds()
        if self._cpu_before is None:
            # Quick queries never come here, and need not pay for looking.
            self._cpu_before = used
        return used - self._cpu_before >= LONG_AFTER

    def _look_for_client(self) -> None:
        """Notice when the client goes.

        Raises:
            QueryEnded: it has gone.
        """
        if self._leaving is not None:
            if self._leaving.done():
                raise QueryEnded("gone", "the client went away")
        elif self._gone is not None:
            self._leaving = asyncio.ensure_future(self._gone())
            self._leaving.add_done_callback(self._wake)

    def _wake(self, _: object) -> None:
        if self._process is not None:
            self._process.wake()

    async def _become_long(self) -> None:
        """Leave the quick lane, with the work done so far if there is a place for it."""
        pool, process = self._pool, self._process
        assert process is not None and self._lane is not None
        room = pool._long.free > 0
        if not room:
            self._process = None
            pool._busy.discard(process)
            process.end()
        self._leave()
        if not await pool._long.enter(self._until):
            raise QueryEnded("busy", "too many long queries are under way")
        self._lane = pool._long
        if not room:
            await self._order()
        assert self._process is not None
        self._process.set_behind()

    async def _fill(self, spool: Spool) -> None:
        """Pass on what the process sends until it ends, or its time does."""
        process = self._process
        assert process is not None
        loop = asyncio.get_running_loop()
        try:
            while True:
                if not process.long and self._is_long(process):
                    # What has begun can't begin again: it goes on, place or not.
                    self._leave()
                    process.set_behind()
                if not await process.wait(min(self._until, loop.time() + LONG_AFTER)):
                    if loop.time() >= self._until:
                        raise self._ended("time", "")
                    continue
                if not process.frames:
                    raise await self._broken()
                kind, content = process.frames.popleft()
                if kind == FAILED:
                    reason, _, message = content.decode().partition(" ")
                    raise self._ended(reason, message)
                assert kind in (DATA, END)
                spool.put(content)
                if kind == END:
                    self._done()
                    spool.end()
                    return
        except QueryEnded as error:
            self.drop()
            spool.end(error)
        except asyncio.CancelledError:
            self.drop()
            spool.end(QueryEnded("busy", "the server is shutting down"))
            raise

    def _leave(self) -> None:
        if self._lane is not None:
            self._lane.leave()
            self._lane = None

    def _done(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            self._pool._put_back(process)
        self._leave()

    def drop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            self._pool._busy.discard(process)
            process.end()
        self._leave()

    async def _broken(self) -> QueryEnded:
        """Return why the process sent nothing more."""
        process = self._process
        assert process is not None
        if not process.gone:
            return self._ended("time", "")
        if await process.ended_by() == signal.SIGABRT:
            return self._ended("memory", "")
        return QueryEnded("engine", "the query broke the engine; write it more simply")

    def _ended(self, reason: str, message: str) -> QueryEnded:
        if reason == "time":
            message = f"the query took longer than the limit of {self._allowed:g} seconds"
        elif reason == "memory":
            megabytes = self._pool._limits.memory_bytes // 1024**2
            message = f"the query needs more memory than the limit of {megabytes} MB"
        elif reason == "rows":
            message = f"the answer has {message}, the limit; ask for less with LIMIT"
        return QueryEnded(reason, message)
