"""Many documents derived by several processes: the same as by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from benchmarks.corpus import SMALL, documents
from benchmarks.dependencies import municipalities
from pa_graph.dependencies.mentions import DERIVED, IDENTITY, PARTY_IDENTITY, document_graphs
from pa_graph.mapping.builder import term
from pa_graph.mapping.nquads import to_nquads
from pa_graph.operations.background import in_memory, open_for_writing
from pa_graph.operations.deriving import derive
from pa_graph.store.protocol import GraphStore, dump


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphStore]:
    # So few are many here.
    monkeypatch.setattr("pa_graph.dependencies.derive.MANY", 20)
    with open_for_writing(str(tmp_path / "store")) as opened:
        yield opened


def fill(store: GraphStore) -> None:
    for graph, quads in documents(60, municipalities(store), SMALL):
        store.replace_graph(graph, quads)


def made(store: GraphStore) -> bytes:
    kinds = (DERIVED, IDENTITY, PARTY_IDENTITY)
    return to_nquads(dump(store, [graph for graph in store.graphs() if graph.startswith(kinds)]))


def test_two_processes_find_what_one_finds(store: GraphStore, tmp_path: Path) -> None:
    one = in_memory()
    fill(one)
    fill(store)
    steps: list[str] = []
    done = derive(store, step=steps.append, processes=2)
    assert done == derive(one, processes=1)
    assert done.links > 1000
    assert sorted(steps) == document_graphs(store)
    assert made(store) == made(one)
    assert not list((tmp_path / "store").glob("copy-*"))


def test_what_is_stored_already_is_put_right(store: GraphStore, tmp_path: Path) -> None:
    fill(store)
    derive(store, processes=2)
    expected = made(store)
    wrong, missing, *_ = (graph for graph in store.graphs() if graph.startswith(DERIVED))
    kept = store.read_graph(wrong)[1:]
    stray = Quad(kept[0].subject, term("pa:rule"), Literal("none"), kept[0].graph_name)
    store.replace_graph(wrong, [*kept, stray])
    store.replace_graph(missing, [])
    # What a program leaves that was ended halfway.
    (tmp_path / "store" / "copy-before" / "store").mkdir(parents=True)
    derive(store, processes=2)
    assert made(store) == expected
    assert not list((tmp_path / "store").glob("copy-*"))


def test_a_store_in_memory_is_derived_by_one_process(store: GraphStore) -> None:
    one = in_memory()
    fill(one)
    fill(store)
    assert derive(one, processes=2) == derive(store, processes=2)
    assert made(one) == made(store)
