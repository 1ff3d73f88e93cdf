"""An answer between the process that writes it and the reader who takes it, each at its own pace.

A slow reader must not keep a process busy: what is not taken yet waits in memory, and above a few
megabytes in a file without a name.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import deque
from typing import IO, Final

IN_MEMORY: Final = 4 * 1024**2
_PIECE: Final = 256 * 1024


class Spool:
    """Bytes in the order they came; written by one task, read by another."""

    def __init__(self) -> None:
        self._pieces: deque[bytes | bytearray] = deque()
        self._size = 0
        self._file: IO[bytes] | None = None
        self._read_from = 0
        self._written_to = 0
        self._ended = False
        self._error: Exception | None = None
        self._changed = asyncio.Event()

    def put(self, piece: bytes | bytearray) -> None:
        """Take the next bytes."""
        if not piece:
            return
        if self._file is None and self._size + len(piece) > IN_MEMORY:
            self._file = tempfile.TemporaryFile(prefix="pa-graph-")  # noqa: SIM115
        if self._file is None:
            self._pieces.append(piece)
            self._size += len(piece)
        else:
            self._file.seek(self._written_to)
            self._file.write(piece)
            self._written_to += len(piece)
        self._changed.set()

    def end(self, error: Exception | None = None) -> None:
        """Say that nothing more comes, and why if that is not the end of the answer."""
        self._ended = True
        self._error = error
        self._changed.set()

    async def get(self) -> bytes | bytearray:
        """Wait for the next bytes; none at the end.

        Raises:
            Exception: what was given to :meth:`end`, after everything that came before it.
        """
        while True:
            if self._pieces:
                piece = self._pieces.popleft()
                self._size -= len(piece)
                return piece
            if self._file is not None and self._read_from < self._written_to:
                return self._from_file(self._file)
            if self._ended:
                if self._error is not None:
                    raise self._error
                return b""
            self._changed.clear()
            await self._changed.wait()

    def _from_file(self, file: IO[bytes]) -> bytes:
        file.seek(self._read_from)
        piece = file.read(min(_PIECE, self._written_to - self._read_from))
        self._read_from += len(piece)
        if self._read_from == self._written_to:
            # Everything was taken: memory serves again.
            file.close()
            self._file, self._read_from, self._written_to = None, 0, 0
        return piece

    def close(self) -> None:
        """Let go of what nobody will read."""
        self._pieces.clear()
        self._size = 0
        if self._file is not None:
            self._file.close()
            self._file = None
            self._read_from = self._written_to = 0
