"""Work that takes long, in a process of its own.

The libraries behind the shapes are not made for threads, and a second of their work would keep
every reader waiting. A process can be ended when it takes too long, with its memory.
"""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from pa_graph.model.closing import Closing
from pa_graph.model.errors import PaGraphError, UsageError
from pa_graph.model.spawning import SPAWN, refuse_while_starting

T = TypeVar("T")


class ProcessApart(Closing):
    """A process that calls functions for this one, one after the other.

    Functions and what they take and give must be known by name in a module, so that they can be
    sent. Ends with the ``with`` block, and with this process at the latest.
    """

    def __init__(self) -> None:
        refuse_while_starting()
        self._connection, there = SPAWN.Pipe()
        self._process = SPAWN.Process(target=_serve, args=(there,), daemon=True)
        self._process.start()
        there.close()

    def call(self, function: Callable[..., T], *arguments: Any, seconds: float) -> T:
        """Return what the function gives.

        Args:
            function: of a module.
            arguments: what it takes.
            seconds: how long it may take; then the process is ended.

        Raises:
            UsageError: it took too long, or the process ended.
            PaGraphError: whatever of ours the function raises.
        """
        try:
            self._connection.send((function, arguments))
            if not self._connection.poll(seconds):
                self.close()
                raise UsageError(f"not done within {seconds:.0f} seconds")
            kind, value = self._connection.recv()
        except (EOFError, OSError):
            raise UsageError("the work ended before its end") from None
        if kind == "result":
            found: T = value
            return found
        raise value

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._connection.close()
        self._process.terminate()
        self._process.join()


def _serve(connection: Connection) -> None:
    while True:
        try:
            function, arguments = connection.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            answer: tuple[str, Any] = ("result", function(*arguments))
        except PaGraphError as error:
            answer = ("problem", error)
        except Exception as error:
            # It must reach whoever asked, as one line.
            words = " ".join(str(error).split())
            answer = ("problem", PaGraphError(f"{type(error).__name__}: {words}"))
        connection.send(answer)
