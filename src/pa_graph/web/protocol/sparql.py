"""The SPARQL 1.1 Protocol at ``/sparql``: queries, updates, and what the service is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from pa_graph.web.engine.engine import Engine
from pa_graph.web.engine.guard import Traits, traits
from pa_graph.web.engine.pool import QueryEnded
from pa_graph.web.protocol.description import description
from pa_graph.web.protocol.exchange import (
    Fields,
    Header,
    all_of,
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
    GRAPH_FORMS,
    RESULT_FORMS,
    chosen,
    named,
    not_acceptable,
)
from pa_graph.web.protocol.permission import require_token
from pa_graph.web.protocol.problems import Problem, ended
from pa_graph.web.settings import Settings

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

REVALIDATE: Final[Sequence[Header]] = (
    (b"cache-control", b"no-cache"),
    (b"vary", b"Accept, Accept-Encoding"),
)
_NOT_KEPT: Final[Sequence[Header]] = (
    (b"cache-control", b"no-store"),
    (b"vary", b"Accept, Accept-Encoding"),
)


class SparqlEndpoint:
    """What answers at ``/sparql``."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._settings = settings
        self._engine = engine

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        method = scope["method"]
        fields = fields_of(scope["query_string"])
        if method in ("GET", "HEAD"):
            if single(fields, "update") is not None:
                raise Problem(400, "An update must be sent with POST")
            sparql = single(fields, "query")
            if sparql is None:
                await self._describe(scope, receive, send, fields)
            else:
                await self._query(sparql, fields, scope, receive, send)
        elif method == "POST":
            await self._post(fields, scope, receive, send)
        else:
            raise Problem(405, f"{method} has no meaning here", {"Allow": "GET, HEAD, POST"})

    async def _post(self, fields: Fields, scope: Scope, receive: Receive, send: Send) -> None:
        media_type = header(scope, b"content-type").partition(";")[0].strip().lower()
        if media_type not in (FORM, QUERY, UPDATE):
            raise Problem(
                415, f"A body of type {media_type or 'unknown'}; send {FORM}, {QUERY} or {UPDATE}"
            )
        body = await body_of(receive)
        query: str | None = None
        update: str | None = None
        if media_type == FORM:
            fields = [*fields, *fields_of(body.strip())]
            query, update = single(fields, "query"), single(fields, "update")
        else:
            try:
                text = body.decode("utf-8")
            except UnicodeDecodeError as error:
                raise Problem(400, f"The body is not UTF-8 at byte {error.start}") from None
            query, update = (text, None) if media_type == QUERY else (None, text)
        if query is not None and update is not None:
            raise Problem(400, "Both a query and an update")
        if query is not None:
            await self._query(query, fields, scope, receive, send)
        elif update is not None:
            await self._update(update, fields, scope, send)
        else:
            raise Problem(400, "No query and no update")

    async def _query(
        self, sparql: str, fields: Fields, scope: Scope, receive: Receive, send: Send
    ) -> None:
        result_form, graph_form = self._forms(scope, fields)
        found = traits(sparql)
        _refuse_reaching_out(found)
        default = all_of(fields, "default-graph-uri")
        names = all_of(fields, "named-graph-uri")
        seconds = _seconds(single(fields, "timeout"))
        packed = "gzip" in header(scope, b"accept-encoding").lower()
        headers = _NOT_KEPT
        if self._engine.tag and not found.changing:
            tag = etag(self._engine.tag, sparql, default, names, result_form, graph_form, packed)
            headers = (*REVALIDATE, (b"etag", tag.encode()))
            if unchanged(scope, tag):
                await send_plain(send, 304, headers)
                return
        chosen_dataset = default is not None or names is not None
        job = {
            "do": "query",
            "query": sparql,
            "default": (default or []) if chosen_dataset else None,
            "named": (names or []) if chosen_dataset else None,
            # A query that names its graphs means them, any other all.
            "union": not chosen_dataset and not found.names_dataset,
            "result_form": result_form,
            "graph_form": graph_form,
            "rows": self._settings.limits.rows,
            "bytes": self._settings.limits.answer_bytes,
            "pack": packed,
        }

        async def gone() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass

        try:
            answer = await self._engine.ask(job, seconds, gone)
        except QueryEnded as error:
            if error.kind == "gone":
                return
            if error.kind == "form":
                raise not_acceptable(RESULT_FORMS if result_form is None else GRAPH_FORMS) from None
            raise ended(error) from None
        await send_answer(
            answer,
            headers,
            receive,
            send,
            body=scope["method"] != "HEAD",
            language=asked_language(scope),
        )

    def _forms(self, scope: Scope, fields: Fields) -> tuple[str | None, str | None]:
        """Return the forms for rows and for triples; one of them may be impossible."""
        asked = single(fields, "format") or single(fields, "output")
        if asked:
            forms = named(asked, RESULT_FORMS), named(asked, GRAPH_FORMS)
        else:
            accept = header(scope, b"accept")
            forms = chosen(accept, RESULT_FORMS), chosen(accept, GRAPH_FORMS)
        if forms == (None, None):
            raise not_acceptable((*RESULT_FORMS, *GRAPH_FORMS))
        return forms

    async def _update(self, sparql: str, fields: Fields, scope: Scope, send: Send) -> None:
        require_token(scope, self._settings, self._engine)
        if all_of(fields, "using-graph-uri") or all_of(fields, "using-named-graph-uri"):
            raise Problem(400, "Graphs for an update are named in it, with USING or WITH")
        _refuse_reaching_out(traits(sparql, update=True))
        try:
            await self._engine.write({"do": "update", "text": sparql})
        except QueryEnded as error:
            raise ended(error, "SPARQL update") from None
        await send_plain(send, 204)

    async def _describe(self, scope: Scope, receive: Receive, send: Send, fields: Fields) -> None:
        request = Request(scope, receive)
        response = await description(
            request, self._settings, self._engine, single(fields, "format")
        )
        await response(scope, receive, send)


def _refuse_reaching_out(found: Traits) -> None:
    if found.forbidden:
        raise Problem(403, f"{found.forbidden} is not allowed: this server asks no other address")


def _seconds(value: str | None) -> float | None:
    """Return a shorter time limit that the client asked for, in seconds.

    Raises:
        Problem: it is not a positive number (400).
    """
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    # Not a comparison of "less than": nothing compares with "nan".
    if not 0 < seconds < float("inf"):
        raise Problem(400, "timeout must be a number of seconds above 0")
    return seconds
