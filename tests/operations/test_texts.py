"""The text of a document is kept beside its graph, and never where only facts are wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from pa_graph.mapping.builder import term
from pa_graph.mapping.nquads import to_nquads
from pa_graph.model.identifiers import graph_iri, text_graph_iri
from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory, refresh_background
from pa_graph.operations.dependencies import derive_again
from pa_graph.operations.export import export
from pa_graph.operations.ingest import ingest
from pa_graph.operations.texts import drop_strays, text_of
from pa_graph.reading.files import read_document
from pa_graph.store.opening import open_store
from pa_graph.store.protocol import GraphStore, dump
from tests.store.servers import sparql_server

EXAMPLES = resource("data/examples")
EXAMPLE = EXAMPLES / "ommen-2023.txt"
VISION = EXAMPLES / "chain" / "woonvisie-losser.txt"
GRAPH = graph_iri("ommen-2023")
BESIDE = text_graph_iri("ommen-2023")


@pytest.fixture(params=["folder", "memory", "server", "server without union"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    if request.param == "memory":
        with in_memory() as memory:
            yield memory
    elif request.param == "folder":
        with open_store(str(tmp_path / "store"), create=True) as folder:
            refresh_background(folder)
            yield folder
    else:
        with (
            sparql_server(union=request.param == "server") as address,
            open_store(address) as remote,
        ):
            yield remote


def read(store: GraphStore, *paths: Path, facts_only: bool = False) -> None:
    outcomes = list(ingest(paths, store, facts_only=facts_only))
    assert [outcome.error for outcome in outcomes] == [None] * len(paths)


def kept(store: GraphStore, graph: str = GRAPH) -> str:
    """Return the text of a document, found the way that its graph points."""
    quads = store.read_graph(graph)
    (node,) = {q.object.value for q in quads if q.predicate == term("pa:recordedIn")}
    (checksum,) = {
        q.object.value
        for q in quads
        if q.predicate == term("pa:checksum") and str(q.subject) == f"<{node}>"
    }
    return text_of(store, graph, node, checksum)[0]


def test_the_text_is_kept_to_the_character_and_offsets_count_in_it(store: GraphStore) -> None:
    read(store, EXAMPLE)
    text = kept(store)
    assert text == read_document(EXAMPLE).text
    quads = store.read_graph(GRAPH)
    said = {(q.subject, q.predicate.value): q.object for q in quads}
    selectors = [q for q in quads if q.predicate == term("oa:exact")]
    assert len(selectors) > 20
    for quote in selectors:
        assert isinstance(quote.object, Literal)
        start, end = map(int, str(quote.subject).rpartition("=")[2].rstrip(">").split(","))
        assert text[start:end] == quote.object.value
    checksum = hashlib.sha256(text.encode()).hexdigest()
    assert Literal(checksum) in said.values()


def test_a_changed_document_takes_its_text_along(store: GraphStore, tmp_path: Path) -> None:
    read(store, EXAMPLE)
    changed = tmp_path / EXAMPLE.name
    words = EXAMPLE.read_text(encoding="utf-8").replace("minimaal", "maximaal")
    changed.write_text(words, encoding="utf-8")
    read(store, changed)
    assert kept(store) == words
    assert len(store.read_graph(BESIDE)) == 1


def test_facts_only_leaves_no_words_and_takes_an_earlier_text_away(store: GraphStore) -> None:
    read(store, EXAMPLE)
    read(store, EXAMPLE, facts_only=True)
    assert kept(store) == ""
    assert store.read_graph(BESIDE) == []
    words = {term(name) for name in ("pa:text", "pa:statement", "pa:of", "oa:exact")}
    assert [q for q in store.read_graph(GRAPH) if q.predicate in words] == []


def test_a_vision_has_its_text_too_and_facts_only_holds_for_it(store: GraphStore) -> None:
    read(store, VISION)
    (graph,) = {g for g in store.graphs() if g.endswith("woonvisie-losser-2022-2027")} - {
        g for g in store.graphs() if "/text/" in g
    }
    assert kept(store, graph) == read_document(VISION).text
    read(store, VISION, facts_only=True)
    assert kept(store, graph) == ""


def test_a_text_goes_when_its_document_does(store: GraphStore) -> None:
    read(store, EXAMPLE)
    assert drop_strays(store) == []
    store.replace_graph(GRAPH, [])
    assert drop_strays(store, graph_iri("somewhere-else")) == []
    assert drop_strays(store, GRAPH) == [BESIDE]
    assert BESIDE not in store.graphs()


def test_a_text_goes_when_its_document_becomes_facts_only_or_another() -> None:
    with in_memory() as facts, in_memory() as store:
        read(facts, EXAMPLE, facts_only=True)
        read(store, EXAMPLE)
        whole = store.read_graph(GRAPH)
        store.replace_graph(GRAPH, facts.read_graph(GRAPH))
        assert drop_strays(store) == [BESIDE]
        read(store, EXAMPLE)
        store.replace_graph(GRAPH, [q for q in whole if q.predicate != term("pa:recordedIn")])
        assert drop_strays(store) == [BESIDE]


def test_a_text_that_is_not_the_one_that_was_read_is_not_shown() -> None:
    with in_memory() as store:
        read(store, EXAMPLE)
        (quad,) = store.read_graph(BESIDE)
        other = Literal(f"{quad.object.value} and more")  # type: ignore[union-attr]
        store.replace_graph(BESIDE, [Quad(quad.subject, quad.predicate, other, quad.graph_name)])
        assert kept(store) == ""


def test_no_answer_about_documents_changes_with_the_texts() -> None:
    with in_memory() as store, in_memory() as without:
        for one in (store, without):
            read(one, EXAMPLE, VISION)
        for graph in without.graphs():
            if "/text/" in graph:
                without.replace_graph(graph, [])
        derive_again(store)
        derive_again(without)
        texts = [graph for graph in store.graphs() if "/text/" in graph]
        assert len(texts) == 2
        assert [g for g in store.graphs() if g not in texts] == without.graphs()
        for graph in without.graphs():
            assert to_nquads(store.read_graph(graph)) == to_nquads(without.read_graph(graph))
        for form in ("trig", "csv", "json"):
            assert export(store, form) == export(without, form)


def test_facts_that_are_exported_hold_no_text_and_everything_does() -> None:
    with in_memory() as store:
        read(store, EXAMPLE)
        assert f"<{BESIDE}>" in export(store, "nquads", everything=True)
        facts = export(store, "nquads", everything=True, facts_only=True)
        assert f"<{BESIDE}>" not in facts


def test_graphs_with_their_text_are_loaded_with_it(tmp_path: Path) -> None:
    with in_memory() as store:
        read(store, EXAMPLE)
        both = to_nquads(dump(store, [GRAPH, BESIDE]))
        alone = to_nquads(dump(store, [GRAPH]))
        text = to_nquads(dump(store, [BESIDE]))
    file = tmp_path / "graphs.nq"
    with in_memory() as other:
        file.write_bytes(both)
        read(other, file)
        assert to_nquads(dump(other, [GRAPH, BESIDE])) == both
        read(other, file, facts_only=True)
        assert kept(other) == ""
        read(other, EXAMPLE)
        file.write_bytes(alone)
        read(other, file)
        assert kept(other) == ""
        file.write_bytes(text)
        [outcome] = ingest([file], other)
        assert "a text that no document of the file was read in" in (outcome.error or "")
