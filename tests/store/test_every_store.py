"""What every kind of store must do, tried on each: folder, memory, and two kinds of server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.mapping.agreement import agreement_quads
from pa_graph.mapping.builder import term
from pa_graph.mapping.nquads import to_nquads
from pa_graph.model.errors import StoreError, UsageError
from pa_graph.model.identifiers import graph_iri
from pa_graph.store.embedded import EmbeddedStore
from pa_graph.store.opening import open_store
from pa_graph.store.protocol import GraphStore, Rows, Triples, Truth, dump
from tests.mapping.agreements import AGREEMENT, TEXT
from tests.store.servers import sparql_server

GOIRLE = graph_iri("goirle-2024")
OTHER = graph_iri("other-2024")


@pytest.fixture(params=["folder", "memory", "server", "server without union"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    if request.param == "memory":
        with EmbeddedStore.in_memory() as memory:
            yield memory
    elif request.param == "folder":
        with open_store(str(tmp_path / "store"), create=True) as folder:
            yield folder
    else:
        with (
            sparql_server(union=request.param == "server") as address,
            open_store(address) as remote,
        ):
            yield remote


def quads(graph: str, *values: str) -> list[Quad]:
    subject, predicate = NamedNode("http://example.org/s"), NamedNode("http://example.org/p")
    return [Quad(subject, predicate, Literal(value), NamedNode(graph)) for value in values]


def rows(store: GraphStore, sparql: str, **values: NamedNode | Literal) -> list[list[str]]:
    answer = store.query(sparql, values)
    assert isinstance(answer, Rows)
    return [
        [cell.value for cell in row if isinstance(cell, (NamedNode, Literal))]
        for row in answer.rows
    ]


def test_an_agreement_comes_back_byte_for_byte(store: GraphStore) -> None:
    content = agreement_quads(AGREEMENT, TEXT, version="1")
    store.replace_graph(GOIRLE, content)
    assert to_nquads(store.read_graph(GOIRLE)) == to_nquads(content)
    assert to_nquads(dump(store)) == to_nquads(content)


def test_replacing_a_graph_leaves_the_others_alone(store: GraphStore) -> None:
    store.replace_graph(GOIRLE, quads(GOIRLE, "old"))
    store.replace_graph(OTHER, quads(OTHER, "kept"))
    store.replace_graph(GOIRLE, quads(GOIRLE, "new", "newer"))
    assert store.graphs() == [GOIRLE, OTHER]
    found = rows(store, "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?o")
    assert found == [[GOIRLE, "new"], [GOIRLE, "newer"], [OTHER, "kept"]]


def test_an_empty_replacement_removes_the_graph(store: GraphStore) -> None:
    store.replace_graph(GOIRLE, quads(GOIRLE, "old"))
    store.replace_graph(GOIRLE, [])
    assert store.graphs() == []


def test_a_refused_replacement_loses_nothing(store: GraphStore) -> None:
    store.replace_graph(GOIRLE, quads(GOIRLE, "old"))
    with pytest.raises(StoreError, match="among those of"):
        store.replace_graph(GOIRLE, [*quads(GOIRLE, "new"), *quads(OTHER, "stray")])
    assert rows(store, "SELECT ?o { ?s ?p ?o }") == [["old"]]


def test_a_change_leaves_the_rest_of_the_graph_alone(store: GraphStore) -> None:
    store.replace_graph(GOIRLE, quads(GOIRLE, "kept", "gone"))
    store.change(quads(GOIRLE, "gone", "never there"), quads(GOIRLE, "new", "kept"))
    found = rows(store, "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o")
    assert found == [[GOIRLE, "kept"], [GOIRLE, "new"]]
    store.change([], quads(GOIRLE, "newer"))
    store.change(quads(GOIRLE, "kept", "new", "newer"), [])
    assert store.graphs() == []


def test_one_change_may_be_about_several_graphs(store: GraphStore) -> None:
    store.replace_graph(GOIRLE, quads(GOIRLE, "same", "gone"))
    store.replace_graph(OTHER, quads(OTHER, "same"))
    store.change([*quads(GOIRLE, "gone"), *quads(OTHER, "same")], quads(GOIRLE, "new"))
    found = rows(store, "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o")
    assert found == [[GOIRLE, "new"], [GOIRLE, "same"]]
    assert store.graphs() == [GOIRLE]


def test_all_is_read_that_a_graph_says_of_something(store: GraphStore) -> None:
    content = agreement_quads(AGREEMENT, TEXT, version="1")
    store.replace_graph(GOIRLE, content)
    store.replace_graph(OTHER, quads(OTHER, "other"))
    things = sorted({q.subject for q in content if isinstance(q.subject, NamedNode)}, key=str)[:3]
    wanted = [q for q in content if q.subject in things]
    asked = [(GOIRLE, thing) for thing in things]
    assert to_nquads(store.read_about(asked)) == to_nquads(wanted)
    assert store.read_about([(OTHER, things[0])]) == []
    kind = term("rdf:type")
    typed = [q for q in wanted if q.predicate == kind]
    assert to_nquads(store.read_about(asked, kind)) == to_nquads(typed)


def test_a_part_of_a_graph_is_read(store: GraphStore) -> None:
    content = agreement_quads(AGREEMENT, TEXT, version="1")
    store.replace_graph(GOIRLE, content)
    store.replace_graph(OTHER, quads(OTHER, "other"))
    text, commitment = term("pa:text"), term("pa:Commitment")
    wanted = [q for q in content if q.predicate == text or q.object == commitment]
    assert len(wanted) > 2
    assert to_nquads(store.read_part(GOIRLE, [text], [commitment])) == to_nquads(wanted)
    assert store.read_part(GOIRLE, [], []) == []


def test_a_question_sees_all_graphs_and_counts_a_thing_of_two_graphs_once(
    store: GraphStore,
) -> None:
    store.replace_graph(GOIRLE, quads(GOIRLE, "same"))
    store.replace_graph(OTHER, quads(OTHER, "same"))
    assert rows(store, "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }") == [["1"]]


def test_a_value_is_bound_also_where_the_query_counts(store: GraphStore) -> None:
    store.replace_graph(GOIRLE, quads(GOIRLE, "a", "b", '"} tricky {'))
    counting = "SELECT (COUNT(*) AS ?n) # { WHERE {\nWHERE { ?s ?p ?o }"
    assert rows(store, counting) == [["3"]]
    assert rows(store, counting, o=Literal("a")) == [["1"]]
    assert rows(store, counting, o=Literal('"} tricky {')) == [["1"]]


def test_ask_and_construct_are_answered(store: GraphStore) -> None:
    store.replace_graph(GOIRLE, quads(GOIRLE, "b", "a"))
    assert store.query("ASK { ?s ?p 'a' }") == Truth(True)
    built = store.query("CONSTRUCT { ?s pa:text ?o } WHERE { ?s ?p ?o }")
    assert isinstance(built, Triples)
    assert [t.object.value for t in built.triples] == ["a", "b"]  # type: ignore[union-attr]


def test_a_query_that_is_none_says_so(store: GraphStore) -> None:
    with pytest.raises(UsageError):
        store.query("SELECT WHERE")
