"""The server, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from pa_graph import __version__
from pa_graph.store.opening import open_store
from pa_graph.web.pages import page_router
from pa_graph.web.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """Return the server for these settings.

    ``app.state.store`` is the open store (a :class:`~pa_graph.store.protocol.GraphStore`), for
    reading only; ``app.state.settings`` are the settings.

    Raises:
        StoreError: the store can't be opened.
    """
    store = open_store(settings.store)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = FastAPI(
        title="pa-graph", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan
    )
    app.state.store = store
    app.state.settings = settings
    app.include_router(page_router(settings))
    return app
