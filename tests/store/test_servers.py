"""What can be wrong with the address that is given for a store."""

from __future__ import annotations

import pytest

from pa_graph.model.errors import StoreError
from pa_graph.store.opening import open_store
from pa_graph.store.remote import endpoints
from tests.store.servers import sparql_server


@pytest.mark.parametrize(
    ("address", "query", "update"),
    [
        ("http://h:7878", "http://h:7878/query", "http://h:7878/update"),
        ("http://h:7878/", "http://h:7878/query", "http://h:7878/update"),
        ("http://h/ds/query", "http://h/ds/query", "http://h/ds/update"),
        ("http://h/sparql", "http://h/sparql", "http://h/sparql"),
    ],
)
def test_addresses_for_questions_and_updates(address: str, query: str, update: str) -> None:
    assert endpoints(address) == (query, update)


def test_nobody_at_the_address() -> None:
    with pytest.raises(StoreError, match="no server that answers"):
        open_store("http://127.0.0.1:9")


def test_a_page_that_is_no_sparql_server() -> None:
    with sparql_server(union=True) as address, pytest.raises(StoreError, match="404"):
        open_store(f"{address}/somewhere")


def test_a_server_asks_for_its_token(monkeypatch: pytest.MonkeyPatch) -> None:
    with sparql_server(union=True, token="open-sesame") as address:
        store = open_store(address)
        with pytest.raises(StoreError, match="PA_GRAPH_TOKEN"):
            store.replace_graph("http://example.org/g", [])
        monkeypatch.setenv("PA_GRAPH_TOKEN", "open-sesame")
        store.replace_graph("http://example.org/g", [])
