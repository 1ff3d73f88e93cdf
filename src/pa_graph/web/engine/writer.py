"""The process that writes: it opens the store, makes one change, and takes a snapshot.

Like a query, a change runs in a process of its own, so that it can be ended; Oxigraph makes it
wholly or not at all.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from pa_graph.dependencies.mentions import is_document_graph
from pa_graph.model.errors import PaGraphError
from pa_graph.model.namespaces import PREFIXES
from pa_graph.operations.dependencies import bring_up_to_date
from pa_graph.operations.texts import drop_strays
from pa_graph.store.embedded import EmbeddedStore
from pa_graph.web.engine import confinement
from pa_graph.web.engine.formats import GRAPHS
from pa_graph.web.engine.frames import END, FAILED, READY, frame, receive_order
from pa_graph.web.engine.worker import one_line


def change(store: Store, job: dict[str, Any]) -> str:
    """Do what a job says with the open store; return ``created``, ``changed`` or ``unchanged``.

    Raises:
        LookupError: the graph to be removed is not there.
        SyntaxError: the update or the data doesn't parse.
        OSError: the store refuses.
    """
    if job["do"] == "snapshot":
        return "unchanged"
    if job["do"] == "update":
        store.update(job["text"], prefixes=PREFIXES)
        return "changed"
    graph = NamedNode(job["graph"])
    there = store.contains_named_graph(graph)
    if job["do"] == "delete":
        if not there:
            raise LookupError(f"no graph {graph.value}")
        store.remove_graph(graph)
        return "changed"
    wanted = _quads(job, graph)
    holder = EmbeddedStore(store, "")
    if job["do"] == "add":
        store.extend(wanted)
    else:
        holder.replace_graph(graph.value, wanted)
    if not wanted:
        store.add_graph(graph)
    return "changed" if there else "created"


def _quads(job: dict[str, Any], graph: NamedNode) -> list[Quad]:
    form: RdfFormat = GRAPHS[job["form"]]
    content = Path(job["file"]).read_bytes()
    found = parse(content, format=form, base_iri=graph.value, without_named_graphs=True)
    return [Quad(t.subject, t.predicate, t.object, graph) for t in found]


def perform(job: dict[str, Any]) -> str:
    """Do one job from opening the store to the snapshot; return what :func:`change` does.

    Raises:
        StoreError: there is no store, or another process holds it.
        LookupError, SyntaxError, ValueError, OSError: see :func:`change`.
    """
    folder = Path(job["store"])
    with EmbeddedStore.open(folder) as opened:
        store = opened._open_store
        done = change(store, job)
        if job["derive"]:
            if job["do"] == "update" or is_document_graph(job.get("graph", "")):
                drop_strays(opened, job.get("graph", ""))
            bring_up_to_date(opened)
        store.flush()
        store.backup(job["place"])
    return done


def outcome(job: dict[str, Any]) -> bytes:
    """Do one job and return the frame that says how it went."""
    try:
        return frame(END, f"done {perform(job)}".encode())
    except PaGraphError as error:
        kind, message = "locked" if "another process" in str(error) else "store", str(error)
    except (SyntaxError, ValueError) as error:
        kind, message = "syntax", one_line(str(error))
    except LookupError as error:
        kind, message = "unknown", str(error)
    except OSError as error:
        kind = "locked" if "lock" in str(error).lower() else "store"
        message = one_line(str(error))
    return frame(FAILED, f"{kind} {message}".encode())


def main() -> None:
    """Do one job. Arguments: descriptor, bytes of memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    confinement.end_with_parent()
    connection = socket.socket(fileno=int(sys.argv[1]))
    confinement.forbid_network()
    confinement.limit_memory(int(sys.argv[2]))
    connection.sendall(frame(READY, str(os.getpid()).encode()))
    job = receive_order(connection)
    if job is not None:
        connection.sendall(outcome(job))
