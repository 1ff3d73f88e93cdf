"""Every address of the pages, in both languages, and of the files beside their tables."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response

from pa_graph.model.errors import PaGraphError, UnknownName
from pa_graph.operations.browse.sheets import FORMATS, written
from pa_graph.web.pages import (
    agreements,
    asking,
    commitments,
    data,
    dependencies,
    documents,
    overview,
    parties,
    timeline,
    validating,
)
from pa_graph.web.pages.answer_file import answer_file
from pa_graph.web.pages.content import content_of
from pa_graph.web.pages.plain_answer import plain_answer
from pa_graph.web.pages.rendering import SECTIONS, STATIC, render, static_files
from pa_graph.web.pages.visit import LANGUAGES, NothingHere, Page, Visit
from pa_graph.web.settings import Settings

Builder = Callable[[Visit], Page]

PATIENCE: Final = 3.0
"""Seconds that a page waits for the corpus to be read before it says how far that is."""

PAGES: Final[dict[str, Builder]] = {
    "/overview": overview.overview,
    "/agreements": agreements.agreements,
    "/agreements/{name}": agreements.agreement,
    "/commitments": commitments.commitments,
    "/commitments/{name}/{order}": commitments.commitment,
    "/parties": parties.parties,
    "/parties/{name}": parties.party,
    "/documents": documents.documents,
    "/documents/{name:path}": documents.document,
    "/dependencies": dependencies.dependencies,
    "/dependencies/impact": dependencies.impact,
    "/timeline": timeline.timeline,
    "/matrix": timeline.matrix,
    "/validate": validating.validate,
    "/ask": asking.ask,
    "/ask/{name}": asking.question,
    "/data": data.data,
    "/data/ontology": data.ontology,
    "/data/codes": data.codes,
    "/data/shapes": data.shapes,
}
"""Address below the language → what builds the page. Each is a file too, with an ending."""


def page_router(settings: Settings) -> APIRouter:
    """Return the addresses of all pages."""
    router = APIRouter(include_in_schema=False)
    inner = APIRouter(include_in_schema=False)
    for path, builder in PAGES.items():
        inner.add_api_route(f"{path}.{{ending}}", _file(builder), methods=["GET", "HEAD"])
    for path, builder in PAGES.items():
        inner.add_api_route(path, _shown(builder), methods=["GET", "HEAD"])
    inner.add_api_route("/", _shown(overview.overview), methods=["GET", "HEAD"])
    inner.add_api_route("/dependencies/graph/data", dependencies.graph_data, methods=["GET"])
    inner.add_api_route("/ask", plain_answer(settings), methods=["POST"])
    inner.add_api_route("/ask/answer.{ending}", answer_file(settings), methods=["POST"])
    inner.add_api_route("/validate", _posted(settings), methods=["POST"])
    inner.add_api_route("/validate.{ending}", _posted(settings), methods=["POST"])
    for language in LANGUAGES:
        router.include_router(inner, prefix=f"/{language}")
    router.add_api_route("/static/{name:path}", _static, methods=["GET", "HEAD"])
    router.add_api_route("/favicon.ico", _icon, methods=["GET", "HEAD"])
    choose = _in_own_language(settings)
    router.add_api_route("/", choose, methods=["GET", "HEAD"])
    for section, _, _ in SECTIONS[1:]:
        router.add_api_route(f"/{section}", choose, methods=["GET", "HEAD"])
        router.add_api_route(f"/{section}/{{rest:path}}", choose, methods=["GET", "HEAD"])
        router.add_api_route(f"/{section}.{{ending}}", choose, methods=["GET", "HEAD"])
    for language in LANGUAGES:
        router.add_api_route(f"/{language}", choose, methods=["GET", "HEAD"])
        router.add_api_route(f"/{language}/{{rest:path}}", _nowhere, methods=["GET", "HEAD"])
    return router


def _built(builder: Builder, visit: Visit) -> Page:
    """Return the page, or one that says what is the matter."""
    try:
        return builder(visit)
    except NothingHere:
        return _problem(
            visit, 404, visit.say("Deze pagina bestaat niet.", "There is no such page.")
        )
    except UnknownName as error:
        return _problem(visit, 404, error.line())
    except PaGraphError as error:
        return _problem(visit, 400, error.line())


def _problem(visit: Visit, status: int, words: str) -> Page:
    title = visit.say("Niet gevonden", "Not found") if status == 404 else visit.say("Fout", "Error")
    return Page("problem.html", title, {"words": words}, status=status)


def _shown(builder: Builder) -> Callable[[Request], Response]:
    def handler(request: Request) -> Response:
        visit = Visit(request, content_of(request.app))
        if not visit.content.ready(PATIENCE):
            return render(_being_read(visit), visit)
        return render(_built(builder, visit), visit)

    return handler


def _being_read(visit: Visit) -> Page:
    """Return the page that says how far the reading of a large corpus is, and comes again."""
    done, total = visit.content.progress
    title = visit.say("De gegevens worden gelezen", "The data are being read")
    return Page("reading.html", title, {"done": done, "total": total}, status=503)


def _file(builder: Builder) -> Callable[[Request], Response]:
    def handler(request: Request) -> Response:
        visit = Visit(request, content_of(request.app))
        ending = request.path_params["ending"]
        page = _built(builder, visit)
        table = page.table(visit.value("table"))
        if page.status != 200 or ending not in FORMATS or table is None:
            return render(page if page.status != 200 else _built(_missing, visit), visit)
        content = written(table.sheet(), ending, visit.content.store)
        name = f"{table.name}.{ending}"
        return Response(
            content,
            media_type=FORMATS[ending],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    return handler


def _missing(visit: Visit) -> Page:
    raise NothingHere


def _posted(settings: Settings) -> Callable[[Request], Awaitable[Response]]:
    async def handler(request: Request) -> Response:
        upload = await validating.read_upload(request, settings.limits.body_bytes)
        return await run_in_threadpool(_report, request, upload)

    return handler


def _report(request: Request, upload: validating.Upload) -> Response:
    """Return the report on what was sent, as a page or as a file."""
    visit = Visit(request, content_of(request.app))
    ending = request.path_params.get("ending", "")
    if ending in (*validating.REPORTS, "xlsx"):
        try:
            return validating.report_file(request, upload, ending)
        except PaGraphError as error:
            return render(_problem(visit, 400, error.line()), visit)
    return render(_built(lambda own: validating.judged(own, upload), visit), visit)


def _nowhere(request: Request) -> Response:
    visit = Visit(request, content_of(request.app))
    return render(_built(_missing, visit), visit)


def _icon(request: Request) -> Response:
    """Return the picture that browsers ask for by themselves."""
    return _static(request, "icon.svg")


def _static(request: Request, name: str) -> Response:
    if name not in static_files():
        return PlainTextResponse("no such file\n", status_code=404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_pinned = request.query_params.get("v") == static_files()[name]
    age = "public, max-age=31536000, immutable" if is_pinned else "no-cache"
    return FileResponse(STATIC / name, media_type=kind, headers={"Cache-Control": age})


def _in_own_language(settings: Settings) -> Callable[[Request], Response]:
    def handler(request: Request) -> Response:
        root = request.scope.get("root_path", "").rstrip("/")
        path = request.url.path.removeprefix(root).strip("/")
        language = path if path in LANGUAGES else _preferred(request, settings.language)
        rest = "" if path in LANGUAGES else path
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(
            f"{root}/{language}/{rest}{query}", 307, {"Vary": "Accept-Language, Cookie"}
        )

    return handler


def _preferred(request: Request, default: str) -> str:
    """Return the language of the last visit, else the first that the browser asks for."""
    chosen = request.cookies.get("language", "")
    asked = request.headers.get("accept-language", "").lower()
    named = [part.strip()[:2] for part in asked.split(",")]
    candidates = [chosen, *named, default]
    return next((language for language in candidates if language in LANGUAGES), "en")
