"""The addresses of this server as people see them."""

from __future__ import annotations

from starlette.requests import Request

from pa_graph.web.settings import Settings


def base_of(request: Request, settings: Settings) -> str:
    """Return the address that people see, without a slash at the end."""
    return settings.base.rstrip("/") or str(request.base_url).rstrip("/")
