"""The engine on a store in a folder: snapshots, processes for queries, a process for each write."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

from pa_graph.model.errors import StoreError
from pa_graph.web.engine.current import CurrentStore
from pa_graph.web.engine.frames import END
from pa_graph.web.engine.pool import Answer, Pool, QueryEnded
from pa_graph.web.engine.processes import Process
from pa_graph.web.engine.snapshots import Snapshots, signature
from pa_graph.web.settings import Limits

_WRITER: Final = "pa_graph.web.engine.writer"
LOOK_EVERY: Final = 2.0
"""Seconds between two looks at whether another program wrote to the store."""


class LocalEngine:
    """Answers queries on a store in a folder, and writes to it.

    Attributes:
        store: the same data for the pages, in this process.
        writable: whether the folder can be written at all.
    """

    def __init__(self, location: str, limits: Limits) -> None:
        """Look at the store and take the first snapshot.

        Raises:
            StoreError: there is no store, or another process holds it.
        """
        self.folder = Path(location).resolve()
        self.limits = limits
        self.store = CurrentStore(location)
        self._snapshots = Snapshots(self.folder, keep_seconds=2 * limits.seconds + 10)
        self._pool = Pool(limits)
        self._writing: asyncio.Lock | None = None
        self._watch: asyncio.Task[None] | None = None
        self.writable = os.access(self.folder, os.W_OK) or not self.folder.exists()
        if self.writable:
            # Only who serves a folder pays for loading what derives links.
            from pa_graph.web.engine.writer import perform

            place = self._snapshots.next_place() if self.folder.is_dir() else self.folder
            try:
                perform(self._job({"do": "snapshot"}, place))
            except (OSError, ValueError) as error:
                self._snapshots.close()
                raise StoreError(f"can't be read ({error})", where=location) from None
            except StoreError:
                self._snapshots.close()
                raise
        else:
            place = self.folder
        self._snapshot = self._snapshots.made(place)
        self.store.use(self._snapshot)
        self._seen = signature(self.folder)

    def _job(self, job: dict[str, Any], place: Path) -> dict[str, Any]:
        return {**job, "store": str(self.folder), "place": str(place), "derive": True}

    @property
    def tag(self) -> str:
        """A text that is another one when the data is another."""
        return self._snapshot.tag

    async def start(self) -> None:
        """Start the first process, and begin to look for changes by others."""
        self._writing = asyncio.Lock()
        await self._pool.use(self._snapshot)
        if self.writable:
            self._watch = asyncio.create_task(self._look_for_changes())

    def stop(self) -> None:
        """End the queries under way, and take no more."""
        self._pool.stop()

    async def close(self) -> None:
        """End all processes and remove the snapshots."""
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        await self._pool.close()
        self.store.close()
        self._snapshots.close()

    async def ask(
        self,
        job: dict[str, Any],
        seconds: float | None = None,
        gone: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> Answer:
        """Have a query answered; see :meth:`Pool.ask`."""
        return await self._pool.ask(job, seconds, gone)

    async def write(self, job: dict[str, Any]) -> str:
        """Make one change; return ``created``, ``changed`` or ``unchanged``.

        Changes are made one after another.

        Raises:
            QueryEnded: it was not made.
        """
        assert self._writing is not None
        until = asyncio.get_running_loop().time() + self.limits.seconds
        try:
            await asyncio.wait_for(self._writing.acquire(), self.limits.seconds)
        except TimeoutError:
            raise QueryEnded("busy", "too many changes are under way") from None
        try:
            return await self._write(job, until)
        finally:
            self._writing.release()

    async def _write(self, job: dict[str, Any], until: float) -> str:
        place = self._snapshots.next_place()
        try:
            process = await Process.start(_WRITER, str(self.limits.memory_bytes))
        except OSError as error:
            raise QueryEnded("store", str(error)) from None
        try:
            process.send(self._job(job, place))
            if not await process.wait(until):
                raise QueryEnded(
                    "time", f"the change took longer than {self.limits.seconds:g} seconds"
                )
            if not process.frames:
                raise QueryEnded("memory", "the change needs more memory than the limit")
            kind, content = process.frames.popleft()
        finally:
            process.end()
        reason, _, message = content.decode().partition(" ")
        if kind != END:
            raise QueryEnded(reason, message)
        self._snapshot = self._snapshots.made(place)
        self._seen = signature(self.folder)
        self.store.use(self._snapshot)
        await self._pool.use(self._snapshot)
        return message

    async def _look_for_changes(self) -> None:
        """Take a new snapshot when another program wrote to the store and is done."""
        before = self._seen
        while True:
            await asyncio.sleep(LOOK_EVERY)
            now = await asyncio.to_thread(signature, self.folder)
            settled, before = now == before, now
            if now and settled and now != self._seen:
                with contextlib.suppress(QueryEnded):
                    await self.write({"do": "snapshot"})
