"""A corpus that takes long to read: pages say how far it is, and come when it is read."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from pa_graph.model.errors import StoreError
from pa_graph.operations.background import open_for_writing
from pa_graph.web.pages import page_router, routes
from pa_graph.web.pages.content import content_of
from pa_graph.web.settings import Settings
from tests.web.pages.site import fill


class SlowStore:
    """A store of which graphs are read only when the test says so."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.may_read = threading.Event()
        self.fails = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def read_graph(self, graph: str) -> Any:
        """Wait, then read."""
        assert self.may_read.wait(60)
        if self.fails:
            raise StoreError("the disk is gone", where="store")
        return self._store.read_graph(graph)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reading") / "store"
    fill(made)
    return made


@pytest.fixture
def slow(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[TestClient, SlowStore]]:
    monkeypatch.setattr(routes, "PATIENCE", 0.05)
    with open_for_writing(str(folder)) as opened:
        app = FastAPI()
        app.include_router(page_router(Settings()))
        store = SlowStore(opened)
        app.state.store, app.state.engine = store, SimpleNamespace(tag="1")
        yield TestClient(app), store
        store.may_read.set()
        content_of(app).ready(60)
        content_of(app).forget()


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Gelezen documenten: 0 van"), ("en", "Documents read: 0 of")]
)
def test_a_page_says_how_far_the_reading_is(
    slow: tuple[TestClient, SlowStore], language: str, words: str
) -> None:
    client, store = slow
    waiting = client.get(f"/{language}/commitments?theme=care")
    assert waiting.status_code == 503
    assert words in waiting.text
    assert f'href="/{language}/commitments?theme=care"' in waiting.text
    assert "data-refresh" in waiting.text
    store.may_read.set()
    assert content_of(client.app).ready(60)
    assert client.get(f"/{language}/commitments?theme=care").status_code == 200


def test_a_store_that_fails_says_so_and_is_tried_again(
    slow: tuple[TestClient, SlowStore],
) -> None:
    client, store = slow
    store.fails = True
    store.may_read.set()
    assert content_of(client.app).ready(60)
    failed = client.get("/en/agreements")
    assert failed.status_code == 400
    assert "the disk is gone" in failed.text
    store.fails = False
    assert client.get("/en/agreements.csv").status_code == 200
