"""Who may write: whoever sends the token that the server was started with."""

from __future__ import annotations

import hmac

from starlette.types import Scope

from pa_graph.web.engine.engine import Engine
from pa_graph.web.protocol.exchange import header
from pa_graph.web.protocol.problems import Problem
from pa_graph.web.settings import Settings


def require_token(scope: Scope, settings: Settings, engine: Engine) -> None:
    """Make sure that the request may write.

    Raises:
        Problem: the server is read-only or the token is another (403), or there is none (401).
    """
    if not settings.token:
        raise Problem(403, "This server is read-only; it was started without a token")
    if not engine.writable:
        raise Problem(403, "This server can't write to its store")
    kind, _, sent = header(scope, b"authorization").partition(" ")
    if kind.lower() != "bearer" or not sent.strip():
        raise Problem(
            401, "Writing asks for a token", {"WWW-Authenticate": 'Bearer realm="pa-graph"'}
        )
    # Headers are Latin-1 on the wire; a token may have been written in any script.
    given, known = sent.strip().encode("latin-1"), settings.token.encode()
    if not hmac.compare_digest(given, known):
        raise Problem(
            403,
            "Not the token of this server",
            {"WWW-Authenticate": 'Bearer realm="pa-graph", error="invalid_token"'},
        )
