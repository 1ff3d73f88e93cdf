"""From a page to HTML: Jinja2 with everything escaped."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from pa_graph import __version__
from pa_graph.web.pages.text import FIELD_WORDS, day_words, mark_title
from pa_graph.web.pages.visit import LANGUAGES, Page, Visit

WEB: Final = Path(__file__).parents[1]
STATIC: Final = WEB / "static"

SECTIONS: Final = (
    ("", "Overzicht", "Overview"),
    ("agreements", "Prestatieafspraken", "Agreements"),
    ("commitments", "Afspraken", "Commitments"),
    ("parties", "Partijen", "Parties"),
    ("documents", "Documenten", "Documents"),
    ("dependencies", "Afhankelijkheden", "Dependencies"),
    ("timeline", "Tijdlijn", "Timeline"),
    ("matrix", "Matrix", "Matrix"),
    ("validate", "Toetsen", "Validate"),
    ("ask", "Vragen", "Ask"),
    ("data", "Data", "Data"),
)
"""First part of the address, and what the page is called in Dutch and English."""


@cache
def environment() -> Environment:
    """Return the templates; what they are given is escaped."""
    found = Environment(
        loader=FileSystemLoader(WEB / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["percent"] = _percent
    found.filters["mark_words"] = lambda mark, title: title(mark)
    found.filters["day"] = day_words
    return found


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f}%"


@cache
def static_files() -> dict[str, str]:
    """Return name → version of every script, style and picture that is served."""
    return {
        path.relative_to(STATIC).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(STATIC.rglob("*"))
        if path.is_file()
    }


def render(page: Page, visit: Visit) -> HTMLResponse:
    """Return the page as a response."""

    def static(name: str) -> str:
        return f"{visit.root}/static/{name}?v={static_files()[name]}"

    context: dict[str, Any] = {
        "v": visit,
        "say": visit.say,
        "url": visit.url,
        "static": static,
        "has_editor": "built/ask.js" in static_files(),
        "page": page,
        "sections": SECTIONS,
        "section": visit.path.partition("/")[0],
        "languages": LANGUAGES,
        "version": __version__,
        "field_words": FIELD_WORDS,
        "mark_title": mark_title,
        **page.context,
    }
    html = environment().get_template(page.template).render(context)
    response = HTMLResponse(html, status_code=page.status)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Language"] = visit.language
    response.set_cookie("language", visit.language, max_age=31536000, samesite="lax")
    return response
