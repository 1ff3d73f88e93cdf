"""Who answers which query when: quick ones first, and none longer than it may.

A query begins in the quick lane. When it has used a hundredth of a second of processor time it
moves to the lane of long ones, and as long as there are others it stands the further behind the
more it uses. Each lane has so
many places; who finds none in the long one stands still until there is one. So a slow query never
stands before a quick one. What is over a limit is really stopped: its process is ended.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

from pa_graph.web.engine.frames import DATA, END, FAILED, HEAD
from pa_graph.web.engine.lanes import Lane
from pa_graph.web.engine.processes import Process
from pa_graph.web.engine.snapshots import Snapshot
from pa_graph.web.engine.spool import Spool
from pa_graph.web.engine.workforce import Workforce
from pa_graph.web.settings import Limits

LONG_AFTER: Final = 0.01
"""Seconds of processor time after which a query is a long one."""

_BEHIND: Final = ((0.5, 19), (0.15, 15), (0.0, 8))
"""Seconds of processor time → how far behind the quick ones a long query stands, from then on."""

_BLOCKING_AFTER: Final = 0.05
"""Seconds by the clock after which a query may not keep others waiting any longer."""

_STANDING_STILL: Final = 32
"""How many queries that have begun wait for a place among the long ones."""


_STOPPING: Final = "the server is shutting down"


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
    first: bytes | bytearray
    rest: Spool | None
    filling: asyncio.Task[None] | None = None

    def give_up(self) -> None:
        """End the query if it still runs: nobody reads the answer any more."""
        if self.filling is not None and not self.filling.done():
            self.filling.cancel()
        if self.rest is not None:
            self.rest.close()

    async def pieces(self) -> AsyncIterator[bytes | bytearray]:
        """Yield the bytes of the answer.

        Raises:
            QueryEnded: the answer was cut off.
        """
        yield self.first
        while self.rest is not None and (piece := await self.rest.get()):
            yield piece


class Pool:
    """The processes that answer queries on one store."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        cores = os.cpu_count() or 2
        self.workforce = Workforce(max(4, cores), limits.memory_bytes)
        self.quick = Lane(max(8, 2 * cores))
        self.long = Lane(limits.long_queries)
        self.under_way: set[_Run] = set()
        self.stopped = False

    async def use(self, snapshot: Snapshot) -> None:
        """Answer from this state of the data from now on; queries under way end on theirs."""
        await self.workforce.use(snapshot)

    def stop(self) -> None:
        """End the queries under way, and take no more: the server is shutting down."""
        self.stopped = True
        self.workforce.end_all()

    async def close(self) -> None:
        """End every process."""
        await self.workforce.close()

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
        allowed = min(seconds or self.limits.seconds, self.limits.seconds)
        until = asyncio.get_running_loop().time() + allowed
        if self.quick.waiting >= self.limits.waiting:
            raise QueryEnded("busy", "too many requests are waiting")
        if not await self.quick.enter(until):
            raise QueryEnded("busy", "too many queries are under way")
        run = _Run(self, job, until, allowed, gone)
        self.under_way.add(run)
        if len(self.under_way) == 2:  # One was alone until now; of more each looks by itself.
            for other in self.under_way:
                other.make_way()
        try:
            if self.stopped:
                raise QueryEnded("busy", _STOPPING)
            return await run.begin()
        except BaseException:
            run.drop()
            raise


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
        self._lane: Lane | None = pool.quick
        self._process: Process | None = None
        self._cpu_before = 0.0
        self._blocks_from = 0.0
        self._nice = 0
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
        filling = self._pool.workforce.run(self._fill(spool))
        return Answer(form, packed == "1", first, spool, filling)

    async def _order(self) -> None:
        try:
            self._process = process = await self._pool.workforce.take()
        except OSError as error:
            raise QueryEnded("store", str(error)) from None
        self._cpu_before = process.cpu_seconds()
        self._blocks_from = asyncio.get_running_loop().time() + _BLOCKING_AFTER
        process.send(self._job)

    async def _first_frame(self) -> Process:
        loop = asyncio.get_running_loop()
        while True:
            process = self._process
            assert process is not None
            pause = LONG_AFTER if self._lane is self._pool.quick else 0.1
            if await process.wait(min(self._until, loop.time() + pause)):
                if process.frames:
                    return process
                raise await self._broken()
            if loop.time() >= self._until:
                raise self._ended("time", "")
            self._look_for_client()
            await self._look_at_effort(process)

    async def _look_at_effort(self, process: Process) -> None:
        """Move a query that takes much to the lane where it belongs.

        Raises:
            QueryEnded: there is no place for it.
        """
        pool = self._pool
        used = process.cpu_seconds() - self._cpu_before
        blocks = pool.quick.waiting and asyncio.get_running_loop().time() >= self._blocks_from
        if self._lane is pool.quick and (used >= LONG_AFTER or blocks):
            if pool.long.free <= 0:
                if pool.long.waiting >= _STANDING_STILL:
                    raise QueryEnded("busy", "too many long queries are under way")
                process.stand_still()
            self._leave()
            # Its place in the quick lane is free, but the process is not: have another ready.
            pool.workforce.provide()
            if not await pool.long.enter(self._until):
                raise QueryEnded("busy", "too many long queries are under way")
            self._lane = pool.long
            process.go_on()
        self.make_way()

    def make_way(self) -> None:
        """Let others go first, if there are others and this query is a long one."""
        process, pool = self._process, self._pool
        if process is None or self._lane is not pool.long or len(pool.under_way) < 2:
            return
        used = process.cpu_seconds() - self._cpu_before
        nice = next(nice for seconds, nice in _BEHIND if used >= seconds)
        if nice != self._nice:
            self._nice = nice
            process.set_behind(nice)

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

    async def _fill(self, spool: Spool) -> None:
        """Pass on what the process sends until it ends, or its time does."""
        process = self._process
        assert process is not None
        loop = asyncio.get_running_loop()
        try:
            while True:
                await self._look_at_effort(process)
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
            spool.end(QueryEnded("busy", _STOPPING))
            raise

    def _leave(self) -> None:
        if self._lane is not None:
            self._lane.leave()
            self._lane = None

    def _done(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            self._pool.workforce.put_back(process)
        self._pool.under_way.discard(self)
        self._leave()

    def drop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            self._pool.workforce.end(process)
        self._pool.under_way.discard(self)
        self._leave()

    async def _broken(self) -> QueryEnded:
        """Return why the process sent nothing more."""
        process = self._process
        assert process is not None
        if self._pool.stopped:
            return QueryEnded("busy", _STOPPING)
        if not process.gone:
            return self._ended("time", "")
        if await process.ended_by() == signal.SIGABRT:
            return self._ended("memory", "")
        return QueryEnded("engine", "the query broke the engine; write it more simply")

    def _ended(self, reason: str, message: str) -> QueryEnded:
        if reason == "time":
            message = f"the query took longer than the limit of {self._allowed:g} seconds"
        elif reason == "memory":
            megabytes = self._pool.limits.memory_bytes // 1024**2
            message = f"the query needs more memory than the limit of {megabytes} MB"
        elif reason == "rows":
            message = f"the answer has {message}, the limit; ask for less with LIMIT"
        return QueryEnded(reason, message)
