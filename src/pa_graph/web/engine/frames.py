"""What the server and the process of a query say to one another, over one socket.

The server sends a length of four bytes and JSON. The process answers with frames: one byte for
the kind, a length of four bytes, and the content.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any, Final

READY: Final = b"R"
HEAD: Final = b"H"
DATA: Final = b"D"
END: Final = b"E"
FAILED: Final = b"X"

FRAME: Final = struct.Struct("!cI")
_LENGTH: Final = struct.Struct("!I")


def frame(kind: bytes, content: bytes = b"") -> bytes:
    """Return one frame."""
    return FRAME.pack(kind, len(content)) + content


def order(job: dict[str, Any]) -> bytes:
    """Return a job as the server sends it."""
    content = json.dumps(job).encode()
    return _LENGTH.pack(len(content)) + content


def receive_order(connection: socket.socket) -> dict[str, Any] | None:
    """Wait for a job and return it; None when the server has gone."""
    length = _receive(connection, _LENGTH.size)
    if length is None:
        return None
    content = _receive(connection, _LENGTH.unpack(length)[0])
    if content is None:
        return None
    job: dict[str, Any] = json.loads(content)
    return job


def _receive(connection: socket.socket, count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        try:
            part = connection.recv(count - len(parts))
        except ConnectionError:
            return None
        if not part:
            return None
        parts += part
    return bytes(parts)
