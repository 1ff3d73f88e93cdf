"""Questions of the server itself to the engine, within the same limits as everybody's."""

from __future__ import annotations

import json
from typing import Any

from pa_graph.web.engine.engine import Engine
from pa_graph.web.engine.guard import traits
from pa_graph.web.engine.pool import Answer, QueryEnded
from pa_graph.web.settings import Limits


def query_job(
    sparql: str, limits: Limits, *, result_form: str | None, graph_form: str | None
) -> dict[str, Any]:
    """Return the job for a query on all graphs, or on those that it names itself."""
    return {
        "do": "query",
        "query": sparql,
        "default": None,
        "named": None,
        "union": not traits(sparql).names_dataset,
        "result_form": result_form,
        "graph_form": graph_form,
        "rows": limits.rows,
        "bytes": limits.answer_bytes,
        "pack": False,
    }


async def whole(answer: Answer, most: int = 64 * 1024**2) -> bytes:
    """Return all bytes of an answer.

    Raises:
        QueryEnded: it was cut off, or has more than *most* bytes: too many to be held at once.
    """
    parts = bytearray()
    try:
        async for piece in answer.pieces():
            parts += piece
            if len(parts) > most:
                raise QueryEnded("rows", f"the answer has more than {most} bytes; ask for less")
    finally:
        answer.give_up()
    return bytes(parts)


async def rows(engine: Engine, sparql: str, limits: Limits) -> list[dict[str, str]]:
    """Return the rows of a SELECT as texts by the names of their columns.

    Raises:
        QueryEnded: there is no answer within the limits.
    """
    job = query_job(sparql, limits, result_form="json", graph_form=None)
    found = json.loads(await whole(await engine.ask(job)))
    return [
        {name: cell["value"] for name, cell in row.items()} for row in found["results"]["bindings"]
    ]
