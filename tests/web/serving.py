"""A server in a process of its own, as a person starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
from pyoxigraph import Literal, NamedNode, Quad, Store

ROOT = Path(__file__).parents[2]
TOKEN = "a-token-of-the-tests"
EX = "http://example.org/"
GRAPH = "https://w3id.org/pa-graph/id/graph/percent"

SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""A query that takes longer than anybody waits."""


def fill(folder: Path, *, things: int = 2000) -> Path:
    """Make a store with things of our own and a graph of difficult words; return its folder."""
    store = Store(str(folder))
    number = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    store.bulk_extend(
        Quad(
            NamedNode(f"{EX}thing/{i}"),
            NamedNode(f"{EX}value"),
            Literal(str(i), datatype=number),
            NamedNode(f"{EX}graph/{i % 4}"),
        )
        for i in range(things)
    )
    store.extend(
        [
            Quad(
                NamedNode(f"{EX}words"),
                NamedNode(f"{EX}says"),
                Literal("50%25 a+b & c", language="en"),
                NamedNode(GRAPH),
            ),
            # In two graphs: the union of all has it once.
            *(
                Quad(
                    NamedNode(f"{EX}twice"),
                    NamedNode(f"{EX}value"),
                    Literal("x"),
                    NamedNode(f"{EX}graph/{i}"),
                )
                for i in range(2)
            ),
        ]
    )
    store.optimize()
    store.flush()
    return folder


class Server:
    """A running server.

    Attributes:
        base: its address, without a slash at the end.
        process: its process.
        said: what it wrote for the person who started it.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        assert process.stderr is not None
        self.base = ""
        for line in process.stderr:
            self.said.append(line)
            if found := re.search(r" at (http://127\.0\.0\.1:\d+)/", line):
                self.base = found[1]
                break
        assert self.base, "".join(self.said)
        # What comes later must be taken, or the server would wait for it.
        self._reader = threading.Thread(target=self._read_on, daemon=True)
        self._reader.start()

    def _read_on(self) -> None:
        assert self.process.stderr is not None
        self.said.extend(self.process.stderr)

    def client(self, **options: object) -> httpx.Client:
        """Return a client of this server."""
        return httpx.Client(base_url=self.base, timeout=60, **options)  # type: ignore[arg-type]

    def children(self) -> set[int]:
        """Return the numbers of the processes that the server has started."""
        return {
            int(folder.name)
            for folder in Path("/proc").glob("[0-9]*")
            if _parent(folder) == self.process.pid
        }

    def stop(self, with_signal: int = signal.SIGTERM) -> int:
        """Ask the server to end; return its exit status."""
        self.process.send_signal(with_signal)
        status = self.process.wait(30)
        self._reader.join(10)
        return status


def _parent(folder: Path) -> int:
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return 0 if fields[0] == "Z" else int(fields[1])


@contextmanager
def served(
    store: Path | str, *options: str, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run ``pa-graph serve`` on a store, at a free port."""
    known = {k: v for k, v in os.environ.items() if not k.startswith("PA_GRAPH_")}
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "pa_graph", "serve"),
            *("--store", str(store), "--port", "0", *options),
        ],
        cwd=ROOT,
        env={**known, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "300", **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        server = Server(process)
        yield server
        if process.poll() is None:
            server.stop()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        assert process.stderr is not None
        process.stderr.close()
