"""What goes wrong, as one line with a status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import Scope

from pa_graph.web.engine.pool import QueryEnded
from pa_graph.web.protocol.languages import asked_language, told_in

STATUS: Final[dict[str, int]] = {
    "syntax": 400,
    "unknown": 404,
    "form": 406,
    "rows": 503,
    "time": 503,
    "memory": 503,
    "busy": 503,
    "gone": 503,
    "locked": 503,
    "remote": 502,
    "store": 500,
    "engine": 500,
}
"""Why a query ended → the status that says so."""

LIMIT_HEADER: Final = "X-Limit"
"""Names the limit that was met: ``time``, ``memory``, ``rows`` or ``busy``."""


class Problem(HTTPException):
    """A request that is not carried out: a status, and one line that says why."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, " ".join(message.split()), dict(headers or {}))


def ended(error: QueryEnded, what: str = "SPARQL query") -> Problem:
    """Return the problem that tells of a query or change that was refused or ended."""
    status = STATUS[error.kind]
    message = str(error)
    headers: dict[str, str] = {}
    if error.kind == "syntax":
        message = f"Not a valid {what}: {message}"
    if status == 503:
        headers[LIMIT_HEADER] = error.kind
        if error.kind in ("busy", "locked"):
            headers["Retry-After"] = "5"
    return Problem(status, f"{message[:1].upper()}{message[1:]}", headers)


def response(problem: HTTPException, scope: Scope) -> PlainTextResponse:
    """Return the answer that tells of a problem, in the language that the request asks for."""
    language = asked_language(scope)
    text = told_in(language, f"{problem.detail}").strip()
    text = text if text.endswith((".", "?", "!")) else f"{text}."
    headers = {
        **(problem.headers or {}),
        "Cache-Control": "no-store",
        "Content-Language": language,
    }
    return PlainTextResponse(f"{text}\n", problem.status_code, headers)
