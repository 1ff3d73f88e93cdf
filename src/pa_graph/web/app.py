"""The server, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pa_graph import __version__
from pa_graph.model.errors import PaGraphError, UnknownName
from pa_graph.web.api import api_router
from pa_graph.web.api_page import api_page_router
from pa_graph.web.engine.engine import open_engine
from pa_graph.web.engine.pool import QueryEnded
from pa_graph.web.pages import page_router
from pa_graph.web.protocol.graph_store import GraphStoreEndpoint
from pa_graph.web.protocol.problems import Problem, ended, response
from pa_graph.web.protocol.sparql import SparqlEndpoint
from pa_graph.web.security import Surroundings
from pa_graph.web.settings import Settings
from pa_graph.web.things import things_router

_ABOUT = (
    "Dutch housing agreements as a graph: what is in the store, the questions that come with"
    " pa-graph, and their answers. Everything else is asked in SPARQL, at `/sparql`."
)


def create_app(settings: Settings) -> FastAPI:
    """Return the server for these settings.

    ``app.state.store`` is the open store (a :class:`~pa_graph.store.protocol.GraphStore`), for
    reading only; ``app.state.engine`` answers queries that come from outside, within the limits;
    ``app.state.settings`` are the settings.

    Raises:
        StoreError: the store can't be opened.
    """
    engine = open_engine(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await engine.start()
        try:
            yield
        finally:
            await engine.close()

    app = FastAPI(
        title="pa-graph",
        description=_ABOUT,
        version=__version__,
        # Served by ours, in both languages.
        openapi_url=None,
        # Those pages of FastAPI load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.store = engine.store
    app.state.engine = engine
    app.state.settings = settings
    # First what is asked most; plain routes, because every microsecond counts there.
    for path, endpoint in (
        ("/sparql", SparqlEndpoint(settings, engine)),
        ("/rdf-graph-store", GraphStoreEndpoint(settings, engine)),
    ):
        app.router.routes.insert(0, Route(path, endpoint, include_in_schema=False))
    app.include_router(things_router(settings, engine))
    app.include_router(api_page_router(settings))
    app.include_router(api_router(settings, engine))
    app.include_router(page_router(settings))
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(Surroundings, body_bytes=settings.limits.body_bytes)
    _handle_errors(app)
    return app


def _handle_errors(app: FastAPI) -> None:
    """Have everything that goes wrong end in one line."""

    async def problem(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return response(error, request.scope)

    async def ended_query(request: Request, error: Exception) -> Response:
        assert isinstance(error, QueryEnded)
        return response(ended(error), request.scope)

    async def own(request: Request, error: Exception) -> Response:
        assert isinstance(error, PaGraphError)
        return response(
            Problem(404 if isinstance(error, UnknownName) else 400, error.line()), request.scope
        )

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        said = "; ".join(
            f"{'.'.join(str(part) for part in found['loc'][1:])}: {found['msg']}"
            for found in error.errors()
        )
        return response(Problem(422, said), request.scope)

    app.add_exception_handler(HTTPException, problem)
    app.add_exception_handler(QueryEnded, ended_query)
    app.add_exception_handler(PaGraphError, own)
    app.add_exception_handler(RequestValidationError, invalid)
