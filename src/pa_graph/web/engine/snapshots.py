"""States of the store that queries are answered from while others may write in it.

Oxigraph lets one process hold a folder, and reading beside it is undefined. So the server holds
nothing: it takes a snapshot (hard links, a few milliseconds), lets go of the folder, and answers
from the snapshot. When the folder has changed, another snapshot takes its place.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LEFT_BEHIND: Final = re.compile(r"\.(?P<store>.+)-serving-(?P<pid>\d+)-\w+")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the store.

    Attributes:
        folder: where it is.
        number: which one in the life of this server, from 1.
        tag: the same text for the same files, in every life.
    """

    folder: Path
    number: int
    tag: str


def signature(folder: Path) -> str:
    """Return a text that changes when something is written to the store in *folder*.

    It looks at what a checkpoint shares with its store (sorted tables, and the log of what is not
    in them yet), not at what every opening writes anew. It may change without need, when the
    engine puts its files in order.
    """
    seen = hashlib.sha256()
    try:
        files = sorted(folder.iterdir())
        for path in files:
            # A table is shared with its snapshot, a log is copied: its time says nothing.
            if path.suffix == ".sst":
                status = path.stat()
                seen.update(f"{path.name} {status.st_size} {status.st_mtime_ns}\n".encode())
            elif path.suffix == ".log" and (size := path.stat().st_size):
                seen.update(f"{path.name} {size}\n".encode())
    except OSError:
        # A file that goes while it is looked at: the store is being written.
        return ""
    return seen.hexdigest()[:20]


class Snapshots:
    """Makes snapshots of one store, and removes those that nobody needs any more."""

    def __init__(self, store: Path, keep_seconds: float) -> None:
        self._store = store
        self._keep_seconds = keep_seconds
        self._count = 0
        self._places = 0
        self._kept: deque[tuple[float, Path]] = deque()
        self._latest: Path | None = None
        self._home: Path | None = None

    def next_place(self) -> Path:
        """Return where the next snapshot is to be made, on the disk of the store if possible."""
        if self._home is None:
            remove_left_behind(self._store)
            prefix = f".{self._store.name}-serving-{os.getpid()}-"
            try:
                self._home = Path(tempfile.mkdtemp(prefix=prefix, dir=self._store.parent))
            except OSError:
                self._home = Path(tempfile.mkdtemp(prefix=prefix))
        self._places += 1
        return self._home / str(self._places)

    def made(self, place: Path) -> Snapshot:
        """Take note of the state of the store at *place*, and return it.

        Those before it are kept as long as a query may still read them.
        """
        self._count += 1
        now = time.monotonic()
        while self._kept and self._kept[0][0] < now - self._keep_seconds:
            shutil.rmtree(self._kept.popleft()[1], ignore_errors=True)
        if self._home is not None and place.parent == self._home:
            if self._latest is not None:
                self._kept.append((now, self._latest))
            self._latest = place
        return Snapshot(place, self._count, signature(place))

    def close(self) -> None:
        """Remove all of them."""
        self._kept.clear()
        self._latest = None
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)
            self._home = None


def remove_left_behind(store: Path) -> None:
    """Remove the snapshots of servers that did not come to it themselves."""
    with contextlib.suppress(OSError):
        for path in store.parent.glob(f".{store.name}-serving-*"):
            found = _LEFT_BEHIND.fullmatch(path.name)
            if found and found["store"] == store.name and not _lives(int(found["pid"])):
                shutil.rmtree(path, ignore_errors=True)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
