"""The answer to a query of one's own as a page made here, for who has no scripts or no editor."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from pa_graph.model.namespaces import PREFIXES
from pa_graph.web.engine.asking import query_job, whole
from pa_graph.web.engine.guard import traits
from pa_graph.web.engine.pool import QueryEnded
from pa_graph.web.pages.asking import ask
from pa_graph.web.pages.content import content_of
from pa_graph.web.pages.rendering import render
from pa_graph.web.pages.visit import Cell, Column, Table, Visit
from pa_graph.web.protocol.languages import told_in
from pa_graph.web.protocol.problems import Problem, ended
from pa_graph.web.settings import Settings

SHOWN: Final = 500
"""Rows on the page; a file has them all."""


def plain_answer(settings: Settings) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers the form of the Ask page with the same page and the answer in it."""

    async def handler(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=4) as form:
            sparql = str(form.get("query", ""))
        found: dict[str, Any] | bytes | str
        status = 200
        try:
            found = await _answer(request.app.state, settings, sparql)
        except QueryEnded as error:
            problem = ended(error)
            found, status = problem.detail, problem.status_code
        except Problem as refused:
            found, status = refused.detail, refused.status_code
        return await run_in_threadpool(_page, request, sparql, found, status)

    return handler


async def _answer(state: Any, settings: Settings, sparql: str) -> dict[str, Any] | bytes:
    """Return an answer as SPARQL's JSON, or as Turtle where it is a graph."""
    if refused := traits(sparql).forbidden:
        raise Problem(403, f"{refused} is not allowed: this server asks no other address")
    try:
        job = query_job(sparql, settings.limits, result_form="json", graph_form=None)
        content: dict[str, Any] = json.loads(await whole(await state.engine.ask(job)))
        return content
    except QueryEnded as error:
        if error.kind != "form":
            raise
    job = query_job(sparql, settings.limits, result_form=None, graph_form="ttl")
    return await whole(await state.engine.ask(job))


def _page(
    request: Request, sparql: str, found: dict[str, Any] | bytes | str, status: int
) -> Response:
    """Return the page.

    Args:
        found: rows or a boolean as JSON, a graph as Turtle, or what went wrong.
    """
    visit = Visit(request, content_of(request.app))
    shown: dict[str, Any] = {"table": None, "turtle": "", "problem": "", "rows": 0}
    if isinstance(found, str):
        shown["problem"] = told_in(visit.language, found)
    elif isinstance(found, bytes):
        shown["turtle"] = found.decode()
    else:
        shown["table"] = _table(visit, found)
        shown["rows"] = len(found.get("results", {}).get("bindings", ()))
    return render(ask(visit, sparql, shown, status), visit)


def _table(visit: Visit, found: dict[str, Any]) -> Table:
    if "boolean" in found:
        cell = Cell(visit.say("ja", "yes") if found["boolean"] else visit.say("nee", "no"))
        return Table("answer", visit.say("Antwoord", "Answer"), (Column("?"),), ((cell,),))
    names = found["head"]["vars"]
    bindings = found["results"]["bindings"]
    rows = tuple(tuple(_cell(visit, row.get(name)) for name in names) for row in bindings[:SHOWN])
    caption = visit.say(f"{len(bindings)} rijen", f"{len(bindings)} rows")
    return Table("answer", caption, tuple(Column(name) for name in names), rows)


def _cell(visit: Visit, term: dict[str, str] | None) -> Cell:
    if term is None:
        return Cell("")
    value = term["value"]
    if term["type"] != "uri":
        return Cell(value, number=value.isascii() and value.isdigit())
    name, base = max(PREFIXES.items(), key=lambda item: len(item[1]) * value.startswith(item[1]))
    text = f"{name}:{value.removeprefix(base)}" if value.startswith(base) else value
    return Cell(text, visit.page_of(value) or visit.own_iri(value))
