"""The SPARQL 1.1 Graph Store HTTP Protocol at ``/rdf-graph-store``.

``?graph=IRI`` names a graph, ``?default`` is the union of all (to read), and without either the
whole store is read as TriG or N-Quads.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from typing import Any, Final

from pyoxigraph import NamedNode
from starlette.types import Receive, Scope, Send

from pa_graph.web.engine.engine import Engine
from pa_graph.web.engine.formats import GRAPHS
from pa_graph.web.engine.pool import QueryEnded
from pa_graph.web.protocol.exchange import (
    Fields,
    body_of,
    etag,
    fields_of,
    header,
    send_answer,
    send_plain,
    single,
    unchanged,
)
from pa_graph.web.protocol.languages import asked_language
from pa_graph.web.protocol.negotiation import (
    ACCEPTED,
    GRAPH_FORMS,
    chosen,
    named,
    not_acceptable,
)
from pa_graph.web.protocol.permission import require_token
from pa_graph.web.protocol.problems import Problem, ended
from pa_graph.web.protocol.sparql import REVALIDATE
from pa_graph.web.settings import Settings

_DATASET_FORMS: Final = ("trig", "nq")
_METHODS: Final = ("GET", "HEAD", "PUT", "POST", "DELETE")
_WRITES: Final = {"PUT": "replace", "POST": "add", "DELETE": "delete"}


class GraphStoreEndpoint:
    """What answers at ``/rdf-graph-store``."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._settings = settings
        self._engine = engine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        method = scope["method"]
        if method not in _METHODS:
            raise Problem(405, f"{method} has no meaning here", {"Allow": ", ".join(_METHODS)})
        fields = fields_of(scope["query_string"])
        graph = _graph(fields)
        if method in ("GET", "HEAD"):
            await self._read(graph, fields, scope, receive, send)
            return
        require_token(scope, self._settings, self._engine)
        if not graph:
            raise Problem(400, "Name the graph to be written, with ?graph=IRI")
        job: dict[str, Any] = {"do": _WRITES[method], "graph": graph}
        if method == "DELETE":
            await self._change(job, send)
        else:
            job["form"] = _form_of_body(scope)
            await self._take(job, await body_of(receive), send)

    async def _read(
        self, graph: str | None, fields: Fields, scope: Scope, receive: Receive, send: Send
    ) -> None:
        forms = _DATASET_FORMS if graph is None else GRAPH_FORMS
        asked = single(fields, "format")
        form = named(asked, forms) if asked else chosen(header(scope, b"accept"), forms)
        if form is None:
            raise not_acceptable(forms)
        packed = "gzip" in header(scope, b"accept-encoding").lower()
        headers = REVALIDATE
        if self._engine.tag:
            tag = etag(self._engine.tag, graph, form, packed)
            headers = (*REVALIDATE, (b"etag", tag.encode()))
            if unchanged(scope, tag):
                await send_plain(send, 304, headers)
                return
        job = {
            "do": "read",
            "graph": graph,
            "graph_form": form,
            "rows": self._settings.limits.rows,
            "bytes": self._settings.limits.answer_bytes,
            "pack": packed,
        }
        try:
            answer = await self._engine.ask(job)
        except QueryEnded as error:
            raise ended(error, "graph") from None
        await send_answer(
            answer,
            headers,
            receive,
            send,
            body=scope["method"] != "HEAD",
            language=asked_language(scope),
        )

    async def _take(self, job: dict[str, Any], body: bytes, send: Send) -> None:
        """Hand a body over to the process that writes, in a file."""
        descriptor, path = tempfile.mkstemp(prefix="pa-graph-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                await asyncio.to_thread(file.write, body)
            await self._change({**job, "file": path}, send)
        finally:
            os.unlink(path)

    async def _change(self, job: dict[str, Any], send: Send) -> None:
        try:
            done = await self._engine.write(job)
        except QueryEnded as error:
            raise ended(error, job.get("form", "graph")) from None
        await send_plain(send, 201 if done == "created" else 204)


def _graph(fields: Fields) -> str | None:
    """Return the graph that is meant; empty: the union of all; None: all with their names.

    Raises:
        Problem: the request names a graph badly, or two (400).
    """
    graph = single(fields, "graph")
    default = single(fields, "default")
    if graph is not None and default is not None:
        raise Problem(400, "Both a graph and the default graph")
    if default is not None:
        return ""
    if graph is None:
        return None
    try:
        return NamedNode(graph).value
    except ValueError as error:
        raise Problem(400, f"Not the IRI of a graph ({error})") from None


def _form_of_body(scope: Scope) -> str:
    """Return the form of the body that is sent.

    Raises:
        Problem: none of ours (415).
    """
    media_type = header(scope, b"content-type").partition(";")[0].strip().lower()
    form = ACCEPTED.get(media_type)
    form = {"xml": "rdf", "json": "jsonld"}.get(form or "", form)
    if form not in GRAPHS or form in _DATASET_FORMS:
        known = sorted(n for n, f in ACCEPTED.items() if f in GRAPHS and f not in _DATASET_FORMS)
        raise Problem(415, f"A body of type {media_type or 'unknown'}; send {', '.join(known)}")
    return str(form)
