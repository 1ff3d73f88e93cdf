"""Checksums of graphs that are known without reading the graphs again.

A file in the store's folder holds, beside the checksums, what the folder's data files looked like
when it was written. When they look otherwise the next time, somebody else has written into the
store or a program was stopped halfway, and no checksum is believed. It can be thrown away: what is
missing is computed from the graph.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

FILE: Final = "pa-graph-seals.json"
_FORMAT: Final = 1


def checksum_of(content: bytes) -> str:
    """Return the SHA-256 of a graph in N-Quads, whatever the order of its lines."""
    return hashlib.sha256(b"\n".join(sorted(content.splitlines()))).hexdigest()


class Seals:
    """The checksums of one store.

    Args:
        folder: of the store, or None for a store in memory. To be read before the store is
            opened, since opening changes its files.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._known: dict[str, str] = {}
        self._present = False
        if folder is not None:
            self._read(folder)

    def get(self, graph: str) -> str | None:
        """Return the checksum of a graph, or None where it isn't known."""
        return self._known.get(graph)

    def set(self, graph: str, checksum: str) -> None:
        """Remember the checksum of a graph as it is now."""
        self._known[graph] = checksum

    def forget(self, graph: str) -> None:
        """Forget the checksum of a graph that is about to change."""
        self._known.pop(graph, None)

    def write(self) -> None:
        """Write the checksums beside the store, which is closed; what can't be written is lost."""
        if self._folder is None or not (self._known or self._present):
            return
        content = {"format": _FORMAT, "files": _files(self._folder), "graphs": self._known}
        part = self._folder / f"{FILE}.part"
        try:
            part.write_text(json.dumps(content, sort_keys=True), encoding="utf-8")
            part.replace(self._folder / FILE)
        except OSError:
            return

    def _read(self, folder: Path) -> None:
        path = folder / FILE
        self._present = path.is_file()
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["format"] == _FORMAT and content["files"] == _files(folder):
                graphs = content["graphs"].items()
                self._known = {str(graph): str(checksum) for graph, checksum in graphs}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._known = {}


def _files(folder: Path) -> list[list[str | int]]:
    """Return name, size and time of every data file of the store."""
    found: list[list[str | int]] = []
    try:
        for path in sorted(folder.iterdir()):
            if path.is_file() and (path.suffix in (".sst", ".log") or path.name[:8] == "MANIFEST"):
                state = path.stat()
                found.append([path.name, state.st_size, state.st_mtime_ns])
    except OSError:
        return []
    return found
