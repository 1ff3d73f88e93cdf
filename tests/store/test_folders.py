"""What can be wrong with the folder that is given for a store."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.mapping.nquads import to_nquads
from pa_graph.model.errors import StoreError
from pa_graph.store.embedded import EmbeddedStore
from pa_graph.store.opening import open_store

HOLD_THE_LOCK = """
import sys
from pyoxigraph import Store
store = Store(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_nothing_there_names_the_way_on(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store\. Make one with 'pa-graph ingest FILE'"):
        open_store(str(tmp_path / "missing"))
    assert not (tmp_path / "missing").exists()


def test_a_file_is_no_store(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("words")
    with pytest.raises(StoreError, match="a file, not a store"):
        open_store(str(file), create=True)


def test_a_folder_with_other_things_stays_untouched(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("words")
    with pytest.raises(StoreError, match="a folder that holds no store"):
        open_store(str(tmp_path), create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_store_in_use_by_another_process_gives_one_line(tmp_path: Path) -> None:
    folder = str(tmp_path / "store")
    open_store(folder, create=True).close()
    command = [sys.executable, "-c", HOLD_THE_LOCK, folder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(StoreError) as caught:
            open_store(folder)
        holder.communicate(b"")
    assert "in use by another process" in caught.value.line()
    assert "\n" not in caught.value.line()
    open_store(folder).close()


def test_a_closed_store_can_be_opened_again_and_not_used(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"), create=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.graphs()
    with open_store(str(tmp_path / "store")) as again:
        assert again.graphs() == []


def test_a_snapshot_keeps_what_was_there(tmp_path: Path) -> None:
    graph = NamedNode("http://example.org/g")
    old = Quad(graph, graph, Literal("old"), graph)
    with open_store(str(tmp_path / "store"), create=True) as store:
        assert isinstance(store, EmbeddedStore)
        store.replace_graph(graph.value, [old])
        store.snapshot(tmp_path / "copy")
        store.replace_graph(graph.value, [])
        with EmbeddedStore.open_snapshot(tmp_path / "copy") as copy:
            assert copy.read_graph(graph.value) == [old]
        assert store.graphs() == []
        with pytest.raises(StoreError, match="can't be copied"):
            store.snapshot(tmp_path / "copy")


def test_a_file_is_loaded_into_the_graphs_it_names(tmp_path: Path) -> None:
    graph = NamedNode("http://example.org/g")
    path = tmp_path / "some.nq"
    path.write_bytes(to_nquads([Quad(graph, graph, Literal("new"), graph)]))
    with open_store(str(tmp_path / "store"), create=True) as store:
        assert isinstance(store, EmbeddedStore)
        store.remember_checksum(graph.value, "0")
        store.load(path, [graph.value])
        assert store.graphs() == [graph.value]
        assert store.known_checksum(graph.value) is None
        path.write_text("no statement", encoding="utf-8")
        with pytest.raises(StoreError, match="refuses the graphs"):
            store.load(path, [graph.value])
