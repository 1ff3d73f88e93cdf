"""The process that answers queries: one store, opened for reading, one query at a time.

It is started by :mod:`~pa_graph.web.engine.processes`, and ended by it when a query is over a
limit: a thread inside the engine could not be stopped.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import threading
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any, Final, cast

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    serialize,
)

from pa_graph.model.namespaces import PREFIXES
from pa_graph.web.engine import confinement
from pa_graph.web.engine.formats import GRAPHS, RESULTS, RowCounter, tidied
from pa_graph.web.engine.frames import DATA, END, FAILED, FRAME, HEAD, READY, frame, receive_order

_FIRST: Final = 128 * 1024
"""How much of an answer is waited for before its beginning is sent."""

_PIECE: Final = 256 * 1024
"""How much is sent at once from then on: each piece costs the server about as much time."""
_WORTH_PACKING: Final = 1024
_IN_FRONT: Final = os.getpriority(os.PRIO_PROCESS, 0)
_EVERYTHING: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class Refused(Exception):
    """A query that is not answered; *kind* says why."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Output:
    """Takes the bytes of an answer as the engine writes them, counts rows, and sends pieces."""

    def __init__(
        self, connection: socket.socket, form: str, rows: int | None, job: dict[str, Any]
    ) -> None:
        self._connection = connection
        self._form = form
        self._room = job["bytes"]
        self._counter = RowCounter(form) if rows is not None else None
        self._most = rows or 0
        self._buffer = bytearray()
        self._begun = False
        self._may_pack = job["pack"]
        self._packer: Any = None

    def write(self, data: bytes) -> int:
        """Take the next bytes."""
        self._buffer += data
        if len(self._buffer) >= (_PIECE if self._begun else _FIRST):
            self._send(DATA)
        return len(data)

    def flush(self) -> None:
        """Do nothing: pieces are sent when they are large enough."""

    def close(self) -> None:
        """Send what is left, and that this was all."""
        self._send(END)

    def _send(self, kind: bytes) -> None:
        # Handed on, not copied: these are megabytes.
        piece: bytes | bytearray = self._buffer
        self._buffer = bytearray()
        if self._counter is not None and self._counter.add(piece) > self._most:
            raise Refused("rows", f"more than {self._most} rows")
        self._room -= len(piece)
        if self._room < 0:
            raise Refused("rows", "more bytes than are allowed")
        head = b""
        if not self._begun:
            self._begun = True
            piece = tidied(self._form, bytes(piece), whole=kind == END)
            packed = self._may_pack and len(piece) >= _WORTH_PACKING
            if packed:
                self._packer = zlib.compressobj(4, zlib.DEFLATED, 31)
            head = frame(HEAD, f"{self._form} {int(packed)}".encode())
        if self._packer is not None:
            piece = self._packer.compress(piece)
            if kind == END:
                piece += self._packer.flush()
        if piece or kind == END:
            head += FRAME.pack(kind, len(piece))
        send_both(self._connection, head, piece)


def send_both(connection: socket.socket, head: bytes, piece: bytes | bytearray) -> None:
    """Send two pieces of bytes as one, without putting them together."""
    sent = connection.sendmsg((head, piece))
    if sent < len(head):
        connection.sendall(head[sent:])
        sent = len(head)
    if sent < len(head) + len(piece):
        connection.sendall(memoryview(piece)[sent - len(head) :])


def _query(store: Store, job: dict[str, Any], connection: socket.socket) -> None:
    dataset: dict[str, Any] = {}
    if job["default"] is not None:
        dataset["default_graph"] = [NamedNode(graph) for graph in job["default"]]
    if job["named"] is not None:
        dataset["named_graphs"] = [NamedNode(graph) for graph in job["named"]]
    answer = store.query(
        job["query"], prefixes=PREFIXES, use_default_graph_as_union=job["union"], **dataset
    )
    if isinstance(answer, QueryTriples):
        form = job["graph_form"]
        if not form:
            raise Refused("form", "triples can't be given in the form that was asked for")
        _graph(answer, job, connection)
        return
    form = job["result_form"]
    if not form:
        raise Refused("form", "rows can't be given in the form that was asked for")
    counted = job["rows"] if isinstance(answer, QuerySolutions) else None
    output = Output(connection, form, counted, job)
    if isinstance(answer, QueryBoolean):
        output.write(answer.serialize(format=RESULTS[form]) or b"")
    else:
        answer.serialize(cast("IO[bytes]", output), format=RESULTS[form])
    output.close()


def _graph(
    items: Iterable[Triple] | Iterable[Quad], job: dict[str, Any], connection: socket.socket
) -> None:
    form = job["graph_form"]
    output = Output(connection, form, None, job)
    source = iter(items)
    # No function of ours stands between the engine and its triples: that would be much of its time.
    some = cast("Iterator[Triple]", islice(source, job["rows"]))
    serialize(some, cast("IO[bytes]", output), format=GRAPHS[form], prefixes=PREFIXES)
    if next(source, None) is not None:
        raise Refused("rows", f"more than {job['rows']} triples")
    output.close()


def _read_graph(store: Store, job: dict[str, Any], connection: socket.socket) -> None:
    """Give one named graph, the union of all (``""``), or all with their names (None)."""
    name = job["graph"]
    if name is None:
        _graph(iter(store), job, connection)
    elif name:
        graph = NamedNode(name)
        if not store.contains_named_graph(graph):
            raise Refused("unknown", f"no graph {name}")
        quads = store.quads_for_pattern(None, None, None, graph)
        _graph((quad.triple for quad in quads), job, connection)
    else:
        union = store.query(_EVERYTHING, use_default_graph_as_union=True)
        _graph(cast(QueryTriples, union), job, connection)


def one_line(message: str) -> str:
    """Return what the engine says in one line of bearable length.

    Its list of everything that could have stood there is left out where it is long.
    """
    text = " ".join(message.split())
    head, expected, wanted = text.partition(": expected ")
    if expected and len(wanted) > 100:
        known = [w for w in re.findall(r"\b[A-Z][A-Z]+\b", wanted) if len(w) > 2]
        text = f"{head}: expected {', '.join(known[:5]) + ' or ' if known else ''}something else"
    place = re.match(r"error at (\d+):(\d+): (.*)", text)
    if place:
        text = f"line {place[1]}, column {place[2]}: {place[3]}"
    return text[:500]


def answer(store: Store, job: dict[str, Any], connection: socket.socket) -> None:
    """Do one job and send its answer, or why there is none."""
    try:
        if job["do"] == "query":
            _query(store, job, connection)
        else:
            _read_graph(store, job, connection)
    except Refused as error:
        kind, message = error.kind, str(error)
    except (SyntaxError, ValueError) as error:
        kind, message = "syntax", one_line(str(error))
    except ConnectionError:
        raise
    except OSError as error:
        kind, message = "store", one_line(str(error))
    else:
        return
    connection.sendall(frame(FAILED, f"{kind} {message}".encode()))


def _serve(store: Store, connection: socket.socket) -> None:
    """Do jobs until the server has gone, or until one of them was set behind the others.

    The server sets back the thread that does a job. No thread may put itself in front again, but
    one that is started by another in front is there too.
    """
    connection.sendall(frame(READY, str(threading.get_native_id()).encode()))
    try:
        while (job := receive_order(connection)) is not None:
            answer(store, job, connection)
            if os.getpriority(os.PRIO_PROCESS, 0) > _IN_FRONT:
                confinement.give_back_memory()
                return
    except ConnectionError:
        pass
    os._exit(0)


def main() -> None:
    """Serve jobs until the server has gone. Arguments: descriptor, folder, bytes of memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    confinement.end_with_parent()
    connection = socket.socket(fileno=int(sys.argv[1]))
    store = Store.read_only(sys.argv[2])
    confinement.forbid_network()
    confinement.limit_memory(int(sys.argv[3]))
    while True:
        thread = threading.Thread(target=_serve, args=(store, connection))
        thread.start()
        thread.join()
