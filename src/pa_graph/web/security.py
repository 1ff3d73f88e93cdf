"""What goes around every answer: protective headers, access from other sites, size of a body."""

from __future__ import annotations

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pa_graph.web.protocol.exchange import Header, header, send_plain
from pa_graph.web.protocol.problems import Problem, response

POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Nothing is loaded from elsewhere, and no script or style stands in a page."""

_ALWAYS: Final[tuple[Header, ...]] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)

OPEN: Final = ("/sparql", "/rdf-graph-store", "/api", "/id", "/ontology", "/code", "/.well-known")
"""Beginnings of addresses that programs on other sites may ask."""

_FROM_EVERYWHERE: Final[tuple[Header, ...]] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Retry-After, X-Limit"),
)
_PREFLIGHT: Final[tuple[Header, ...]] = (
    (b"access-control-allow-methods", b"GET, HEAD, POST, PUT, DELETE, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Authorization, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
)


def is_open(path: str) -> bool:
    """Tell whether programs on other sites may ask this address."""
    return any(path == start or path.startswith(f"{start}/") for start in OPEN)


class Surroundings:
    """Sets the headers of every answer, answers preflight requests, and limits bodies.

    No cookies and no passwords are used for reading, and writing asks for a token that a page of
    another site does not have: so all sites may read.
    """

    def __init__(self, app: ASGIApp, body_bytes: int) -> None:
        self._app = app
        self._body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with everything around it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        extra = (*_ALWAYS, *_FROM_EVERYWHERE) if is_open(path) else _ALWAYS

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                present = {name for name, _ in headers}
                headers += [line for line in extra if line[0] not in present]
                message = {**message, "headers": headers}
            await send(message)

        if scope["method"] == "OPTIONS" and is_open(path):
            await send_plain(dressed, 204, _PREFLIGHT)
            return
        # A plain GET has no body to be watched.
        if scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, dressed)
            return
        declared = header(scope, b"content-length")
        if declared.isdigit() and int(declared) > self._body_bytes:
            await response(self._too_large(), scope)(scope, receive, dressed)
            return
        await self._app(scope, self._measured(receive), dressed)

    def _measured(self, receive: Receive) -> Receive:
        size = 0

        async def measured() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._body_bytes:
                raise self._too_large()
            return message

        return measured

    def _too_large(self) -> Problem:
        return Problem(413, f"A body of more than {self._body_bytes} bytes, the limit")
