"""The processes that answer queries, seen from the server."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any, Final, cast

from pa_graph.web.engine.frames import FRAME, READY, order

_OWN_NICE: Final = os.getpriority(os.PRIO_PROCESS, 0)
"""Where this server stands itself; everything is set behind from there."""


def start_process(module: str, *arguments: str) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start ``main()`` of a module in a process of its own; return it and our end of a socket."""
    ours, theirs = socket.socketpair()
    # An answer goes on being made while the server does something else.
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1024**2)
    with theirs:
        theirs.set_inheritable(True)
        process = subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-c",
                f"from {module} import main; main()",
                str(theirs.fileno()),
                *arguments,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            env=_environment(),
        )
    ours.setblocking(False)
    return process, ours


def _environment() -> dict[str, str]:
    """Return the environment for a process: ours, without the token, with our import path."""
    source = str(Path(__file__).parents[3])
    known = {name: value for name, value in os.environ.items() if name != "PA_GRAPH_TOKEN"}
    earlier = known.get("PYTHONPATH")
    return {**known, "PYTHONPATH": f"{source}{os.pathsep}{earlier}" if earlier else source}


_LANDING: Final = 64 * 1024
"""Bytes of the place where what a process sends arrives, until it is known how much it is."""


class Process(asyncio.BufferedProtocol):
    """One process; frames that it sent wait in :attr:`frames`.

    The content of a large frame is received into its own place, so that it is never copied.

    Attributes:
        generation: which state of the data it sees.
        behind: whether it was set behind the others for its last job.
    """

    def __init__(self, process: subprocess.Popen[bytes], generation: int) -> None:
        self.generation = generation
        self.behind = False
        self.frames: deque[tuple[bytes, bytes | bytearray]] = deque()
        self.gone = False
        self._process = process
        # How Linux numbers the clock of the processor time of another process.
        self._clock = (~process.pid << 3) | 2
        self._thread = process.pid
        self._transport: asyncio.WriteTransport | None = None
        self._landing = memoryview(bytearray(_LANDING))
        self._landed = 0
        # The frame that has come in part: its kind, its content, how much of that is there.
        self._kind = b""
        self._content = bytearray()
        self._filled = 0
        self._waiter: asyncio.Future[None] | None = None

    @classmethod
    async def start(
        cls, module: str, *arguments: str, generation: int = 0, within: float = 60.0
    ) -> Process:
        """Start a process and wait until it is ready.

        Raises:
            OSError: it ends, or is not ready in time.
        """
        loop = asyncio.get_running_loop()
        process, ours = start_process(module, *arguments)
        handle = cls(process, generation)
        try:
            await loop.create_unix_connection(lambda: handle, sock=ours)
            if not await handle.wait(loop.time() + within) or handle.gone:
                raise OSError("a process for queries did not start")
        except BaseException:
            handle.end()
            raise
        kind, content = handle.frames.popleft()
        if kind != READY:
            handle.end()
            raise OSError("a process for queries did not start")
        handle._thread = int(content)
        return handle

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to the process."""
        # Not an isinstance: the transports of uvloop are not of asyncio's classes.
        self._transport = cast(asyncio.WriteTransport, transport)

    def get_buffer(self, sizehint: int) -> memoryview:
        """Return where the next bytes go: into the frame that is under way, if there is one."""
        if self._kind:
            return memoryview(self._content)[self._filled :]
        return self._landing[self._landed :]

    def buffer_updated(self, nbytes: int) -> None:
        """Cut what came into frames."""
        if self._kind:
            self._filled += nbytes
            if self._filled == len(self._content):
                self.frames.append((self._kind, self._content))
                self._kind, self._content = b"", bytearray()
                self.wake()
            return
        stop = self._landed + nbytes
        start = 0
        while stop - start >= FRAME.size:
            kind, length = FRAME.unpack_from(self._landing, start)
            start += FRAME.size
            if stop - start < length:
                self._kind, self._content = kind, bytearray(length)
                self._filled = stop - start
                self._content[: self._filled] = self._landing[start:stop]
                start = stop
            else:
                self.frames.append((kind, bytes(self._landing[start : start + length])))
                start += length
        self._landed = stop - start
        self._landing[: self._landed] = self._landing[start:stop]
        if self.frames:
            self.wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Remember that the process has gone."""
        self.gone = True
        self.wake()

    def wake(self) -> None:
        """Have :meth:`wait` return."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def wait(self, until: float) -> bool:
        """Wait for a frame, or for the end of the process; False when *until* comes first."""
        if self.frames or self.gone:
            return True
        loop = asyncio.get_running_loop()
        self._waiter = loop.create_future()
        alarm = loop.call_at(until, self.wake)
        try:
            await self._waiter
        finally:
            alarm.cancel()
            self._waiter = None
        return bool(self.frames) or self.gone

    def send(self, job: dict[str, Any]) -> None:
        """Give the process a job."""
        assert self._transport is not None
        self._transport.write(order(job))

    def cpu_seconds(self) -> float:
        """Return the processor time that the process has used; 0 where nobody says."""
        try:
            return time.clock_gettime(self._clock)
        except OSError:
            return 0.0

    def set_behind(self, nice: int) -> None:
        """Let other processes go first for this job; the higher the number, the more."""
        self.behind = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._thread, min(_OWN_NICE + nice, 19))

    async def in_front(self, within: float = 5.0) -> bool:
        """Wait until a process that was set behind is in front again; False: it is not."""
        until = asyncio.get_running_loop().time() + within
        if not await self.wait(until) or not self.frames:
            return False
        kind, content = self.frames.popleft()
        self.behind = False
        self._thread = int(content)
        return kind == READY

    def stand_still(self) -> None:
        """Stop the process where it is."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let a process that stands still go on."""
        self._process.send_signal(signal.SIGCONT)

    def memory(self) -> int:
        """Return the bytes of memory that the process has; 0 where nobody says."""
        try:
            counted = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii")
            return int(counted.split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError):
            return 0

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def end(self) -> None:
        """End the process at once; its memory is free a moment later."""
        with contextlib.suppress(OSError):
            self._process.send_signal(signal.SIGKILL)
        if self._transport is not None:
            self._transport.close()
        self._reap()

    def _reap(self) -> None:
        """Take note of its end, without waiting: to free much memory takes the kernel a while."""
        if self._process.poll() is None:
            with contextlib.suppress(RuntimeError):
                asyncio.get_running_loop().call_later(0.05, self._reap)

    async def ended_by(self) -> int | None:
        """Return the signal that ended a process whose connection is lost; None: no signal."""
        for _ in range(400):
            code = self._process.poll()
            if code is not None:
                return -code if code < 0 else None
            await asyncio.sleep(0.01)
        return None
