"""The answer to a query of one's own as a file, within the limits of the endpoint."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from pa_graph.operations.browse.sheets import FORMATS, Sheet, written
from pa_graph.web.engine.asking import query_job, whole
from pa_graph.web.engine.formats import MEDIA_TYPES
from pa_graph.web.engine.guard import traits
from pa_graph.web.engine.pool import QueryEnded
from pa_graph.web.protocol.problems import Problem
from pa_graph.web.settings import Settings

_PLAIN: Final = ("csv", "json")
"""Forms that the engine writes itself for rows."""


def answer_file(settings: Settings) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers a form with a ``query`` with a file."""

    async def handler(request: Request) -> Response:
        ending = request.path_params["ending"]
        if ending not in FORMATS and ending != "json":
            raise Problem(404, "No such kind of file")
        async with request.form(max_files=0, max_fields=4) as form:
            sparql = str(form.get("query", ""))
        if refused := traits(sparql).forbidden:
            raise Problem(403, f"{refused} is not allowed: this server asks no other address")
        content, kind = await _content(request.app.state, settings, sparql, ending)
        return Response(
            content,
            media_type=kind,
            headers={"Content-Disposition": f'attachment; filename="answer.{ending}"'},
        )

    return handler


async def _content(state: Any, settings: Settings, sparql: str, ending: str) -> tuple[bytes, str]:
    """Return an answer as a file and its media type; triples are always Turtle."""
    form = ending if ending in _PLAIN else "json"
    try:
        job = query_job(sparql, settings.limits, result_form=form, graph_form=None)
        answer = await whole(await state.engine.ask(job))
    except QueryEnded as error:
        if error.kind != "form":
            raise
        job = query_job(sparql, settings.limits, result_form=None, graph_form="ttl")
        return await whole(await state.engine.ask(job)), MEDIA_TYPES["ttl"]
    if ending in _PLAIN:
        return answer, MEDIA_TYPES[ending]
    sheet = _sheet(json.loads(answer))
    return await run_in_threadpool(written, sheet, ending, state.store), FORMATS[ending]


def _sheet(found: dict[str, Any]) -> Sheet:
    if "boolean" in found:
        return Sheet("answer", ("answer",), (("true" if found["boolean"] else "false",),))
    names = tuple(found["head"]["vars"])
    rows = tuple(
        tuple(row[name]["value"] if name in row else "" for name in names)
        for row in found["results"]["bindings"]
    )
    return Sheet("answer", names, rows)
