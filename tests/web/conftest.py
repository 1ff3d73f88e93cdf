"""Servers that many tests share."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.web.serving import TOKEN, Server, fill, served


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that nobody can write to, with low limits."""
    store = fill(tmp_path_factory.mktemp("reading") / "store")
    with served(store, "--seconds", "2", "--memory", "200", "--rows", "5000") as server:
        yield server


@pytest.fixture(scope="session")
def client(reading: Server) -> Iterator[httpx.Client]:
    """A client of the server that nobody can write to."""
    with reading.client() as found:
        yield found


@pytest.fixture(scope="session")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that can be written to with the token."""
    folder = tmp_path_factory.mktemp("writing")
    file = folder / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    store = fill(folder / "store", things=20)
    with served(store, "--token-file", str(file), "--body", "1") as server:
        yield server


@pytest.fixture(scope="session")
def token(writing: Server) -> Iterator[httpx.Client]:
    """A client that has the token."""
    with writing.client(headers={"Authorization": f"Bearer {TOKEN}"}) as found:
        yield found
