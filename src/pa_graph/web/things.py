"""The IRIs of our data, codes and ontology as addresses: a page for people, RDF for programs."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from fastapi import APIRouter
from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pa_graph.model.identifiers import graph_iri
from pa_graph.model.namespaces import PA, PAC, PAD
from pa_graph.web.addresses import base_of
from pa_graph.web.engine.asking import query_job, rows, whole
from pa_graph.web.engine.engine import Engine
from pa_graph.web.engine.formats import MEDIA_TYPES
from pa_graph.web.protocol.description import void
from pa_graph.web.protocol.exchange import etag, unchanged
from pa_graph.web.protocol.negotiation import GRAPH_FORMS, chosen, named, not_acceptable
from pa_graph.web.protocol.problems import Problem
from pa_graph.web.settings import Settings

_FORMS: Final = (*GRAPH_FORMS, "html")

_PAGES: Final = (
    (re.compile(r"agreement/([^/]+)"), "/agreements/{0}"),
    (re.compile(r"agreement/([^/]+)/commitment/(\d+)(?:/.*)?"), "/commitments/{0}/{1}"),
    (re.compile(r"agreement/([^/]+)/.*"), "/agreements/{0}"),
    (re.compile(r"party/([^/]+)"), "/parties/{0}"),
    (re.compile(r"document/(.+)"), "/documents/{0}"),
    (re.compile(r"quarter/(\d{4}-Q[1-4])"), "/timeline?quarter={0}"),
)
"""What an IRI looks like behind the namespace of our data → the page that shows the thing."""

_OF_DOCUMENT: Final = re.compile(
    r"(?:graph|text|extraction|file)/(?:text/)?(?P<short>[^/]+)(?:/.*)?"
)
"""What belongs to the reading of a document."""

_SHORT: Final = re.compile(r"[\w.-]+", re.ASCII)

_ABOUT: Final = """
CONSTRUCT {{ {iri} ?p ?o . ?o ?q ?v }} WHERE {{
  {iri} ?p ?o .
  OPTIONAL {{ ?o ?q ?v FILTER(isBlank(?o) || STRSTARTS(STR(?o), "{start}")) }}
}}
"""
"""A thing, and the parts that it is made of: targets, sources, dependencies."""


def page_of(local: str) -> str | None:
    """Return the address of the page that shows a thing of our data, if there is one.

    Args:
        local: its IRI behind the namespace, such as ``party/leystromen``.
    """
    for pattern, page in _PAGES:
        if found := pattern.fullmatch(local):
            return page.format(*(quote(part, safe="/") for part in found.groups()))
    return None


def things_router(settings: Settings, engine: Engine) -> APIRouter:
    """Return the addresses of things."""
    router = APIRouter(include_in_schema=False)

    async def thing(request: Request, local: str) -> Response:
        form = _form(request)
        page = page_of(local)
        if form == "html" and (of := _OF_DOCUMENT.fullmatch(local)):
            page = await described_by(
                of["short"], "#text" if "text" in local.split("/")[:2] else ""
            )
        if form == "html" and page:
            return _see_other(request, settings, page)
        return await _described(request, settings, engine, PAD + local, form)

    async def described_by(short: str, fragment: str) -> str | None:
        """Return the page of the document that a graph, text or reading belongs to."""
        if not _SHORT.fullmatch(short):
            return None
        graph = f"<{graph_iri(short)}>"
        query = f"SELECT ?d {{ GRAPH {graph} {{ {graph} pa:describes ?d }} }} ORDER BY ?d LIMIT 1"
        for row in await rows(engine, query, settings.limits):
            page = page_of(row["d"].removeprefix(PAD))
            return f"{page}{fragment}" if page else None
        return None

    async def code(request: Request, local: str) -> Response:
        form = _form(request)
        if form == "html":
            page = "/data/codes"
            return _see_other(request, settings, f"{page}?scheme={quote(local.partition('/')[0])}")
        return await _described(request, settings, engine, PAC + local, form)

    async def ontology(request: Request) -> Response:
        form = _form(request)
        if form == "html":
            return _see_other(request, settings, "/data/ontology")
        return await _graph(request, settings, engine, f"{PAD}graph/ontology", form)

    async def known(request: Request) -> Response:
        return await void(request, settings, engine, request.query_params.get("format"))

    for path, handler in (
        ("/id/{local:path}", thing),
        ("/code/{local:path}", code),
        (f"/{PA.rstrip('#').rpartition('/')[2]}", ontology),
        ("/.well-known/void", known),
    ):
        router.add_api_route(path, handler, methods=["GET", "HEAD"])
    return router


def _form(request: Request) -> str:
    asked = request.query_params.get("format")
    accept = request.headers.get("accept", "")
    form = named(asked, _FORMS) if asked else chosen(accept, _FORMS)
    if form is None:
        raise not_acceptable(_FORMS)
    return form


def _see_other(request: Request, settings: Settings, path: str) -> Response:
    return RedirectResponse(f"{base_of(request, settings)}{path}", 303, {"Vary": "Accept"})


async def _described(
    request: Request, settings: Settings, engine: Engine, iri: str, form: str
) -> Response:
    try:
        term = NamedNode(iri)
    except ValueError:
        raise Problem(404, "Not the IRI of a thing") from None
    if '"' in iri or "\\" in iri:
        raise Problem(404, "Not the IRI of a thing")
    query = _ABOUT.format(iri=term, start=f"{iri}/")
    return await _answered(request, settings, engine, iri, query, form)


async def _graph(
    request: Request, settings: Settings, engine: Engine, graph: str, form: str
) -> Response:
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return await _answered(request, settings, engine, graph, query, form)


async def _answered(
    request: Request, settings: Settings, engine: Engine, iri: str, query: str, form: str
) -> Response:
    # A browser that asks for a thing without a page gets what it can show.
    form = "ttl" if form == "html" else form
    headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"}
    if engine.tag:
        headers["ETag"] = etag(engine.tag, iri, form)
        if unchanged(request.scope, headers["ETag"]):
            return Response(status_code=304, headers=headers)
    there = query_job(
        f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ GRAPH <{iri}> {{ ?s ?p ?o }} }} }}",
        settings.limits,
        result_form="csv",
        graph_form=None,
    )
    if (await whole(await engine.ask(there))).strip() != b"true":
        raise Problem(404, f"Nothing is known of {iri}")
    job = query_job(query, settings.limits, result_form=None, graph_form=form)
    content = await whole(await engine.ask(job))
    return Response(content, headers={**headers, "Content-Type": MEDIA_TYPES[form]})
