"""Rules run on the surroundings of a document and not on the store: that must change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from benchmarks.dependencies import filled
from pa_graph.dependencies.derive import derived_graph, rebuild, rules
from pa_graph.dependencies.mentions import (
    DERIVED,
    GRAPH,
    IDENTITY,
    PARTY_IDENTITY,
    document_graphs,
)
from pa_graph.dependencies.surroundings import Surroundings
from pa_graph.mapping.nquads import to_nquads
from pa_graph.operations.background import in_memory
from pa_graph.store.protocol import GraphStore, Triples, dump

ROOT = Path(__file__).parents[2]
PATHS = [*sorted((ROOT / "data/agreements").glob("*.trig")), ROOT / "tests/queries/dataset.trig"]


def graphs() -> Iterator[tuple[str, list[Quad]]]:
    for path in PATHS:
        found: dict[str, list[Quad]] = {}
        for quad in parse(path=path, format=RdfFormat.TRIG):
            assert isinstance(quad.graph_name, NamedNode)
            found.setdefault(quad.graph_name.value, []).append(quad)
        yield from ((g, quads) for g, quads in found.items() if g != GRAPH + "reference")


def derived(store: GraphStore) -> bytes:
    made = (DERIVED, IDENTITY, PARTY_IDENTITY)
    return to_nquads(dump(store, [graph for graph in store.graphs() if graph.startswith(made)]))


@pytest.fixture(scope="module", params=["read", "made"])
def world(request: pytest.FixtureRequest) -> GraphStore:
    store = in_memory() if request.param == "read" else filled(6)
    for graph, quads in graphs() if request.param == "read" else ():
        store.replace_graph(graph, quads)
    rebuild(store)
    return store


def test_every_rule_finds_the_same_in_the_store_and_in_the_surroundings(world: GraphStore) -> None:
    found: set[Triple] = set()
    graphs = document_graphs(world)
    for batch in [*([graph] for graph in graphs), graphs]:
        small = Surroundings(world, batch).world()
        for graph in batch:
            derived_before = world.read_graph(derived_graph(graph))
            small.extend([Quad(q.subject, q.predicate, q.object) for q in derived_before])
        for rule in rules():
            links = rule.links(small, batch)
            for graph in batch:
                whole = world.query(rule.of(graph))
                assert isinstance(whole, Triples)
                triples = {quad.triple for quad in links.get(graph, ())}
                assert set(whole.triples) == triples, (rule.name, graph)
                found |= triples
    assert len(found) > 1000


def test_documents_that_arrive_one_by_one_give_the_same_as_all_at_once() -> None:
    whole, steps = in_memory(), in_memory()
    for graph, quads in graphs():
        whole.replace_graph(graph, quads)
        steps.replace_graph(graph, quads)
        rebuild(steps, [graph])
    rebuild(whole)
    assert derived(steps) == derived(whole)


def test_documents_that_are_taken_out_leave_nothing_behind() -> None:
    store, without = in_memory(), in_memory()
    data = list(graphs())
    for number, (graph, quads) in enumerate(data):
        store.replace_graph(graph, quads)
        if number % 3:
            without.replace_graph(graph, quads)
    rebuild(store)
    for graph, _ in data[::3]:
        store.replace_graph(graph, [])
        rebuild(store, [graph])
    rebuild(without)
    assert derived(store) == derived(without)
