"""A document on which many others lean: step by step the same as deriving everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from benchmarks.corpus import Size, documents
from benchmarks.dependencies import municipalities
from pa_graph.dependencies.derive import rebuild
from pa_graph.dependencies.mentions import (
    DERIVED,
    GRAPH,
    IDENTITY,
    PARTY_IDENTITY,
    document_graphs,
)
from pa_graph.mapping.builder import term
from pa_graph.mapping.nquads import to_nquads
from pa_graph.model.namespaces import PAD
from pa_graph.operations.background import in_memory
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.store.protocol import GraphStore, dump

ROOT = Path(__file__).parents[2]
REGION = Size(sets=(2, 1), regions=(5,))
"""Five municipalities that feed one paper, with twelve documents each or six."""

Graphs = dict[str, list[Quad]]


@pytest.fixture(scope="module")
def corpus() -> Graphs:
    names = municipalities(in_memory())[:5]
    return dict(documents(48, names, REGION))


def derived(store: GraphStore) -> bytes:
    made = (DERIVED, IDENTITY, PARTY_IDENTITY)
    return to_nquads(dump(store, [graph for graph in store.graphs() if graph.startswith(made)]))


def whole(graphs: Graphs) -> bytes:
    store = in_memory()
    for graph, quads in graphs.items():
        store.replace_graph(graph, quads)
    rebuild(store)
    return derived(store)


def later(quads: list[Quad]) -> list[Quad]:
    """Let a document begin and end three years later."""
    ends = (term("pa:periodStart"), term("pa:periodEnd"))
    return [
        Quad(
            q.subject,
            q.predicate,
            Literal(
                f"{int(q.object.value[:4]) + 3}{q.object.value[4:]}", datatype=q.object.datatype
            )
            if q.predicate in ends and isinstance(q.object, Literal)
            else q.object,
            q.graph_name,
        )
        for q in quads
    ]


def elsewhere(quads: list[Quad]) -> list[Quad]:
    """Let a document make what it fed and feed what it made, under a new number each."""
    turned = {
        term("pa:produces"): term("pa:contributesTo"),
        term("pa:contributesTo"): term("pa:produces"),
    }
    numbered = term("pa:number")
    return [
        Quad(
            q.subject,
            turned.get(q.predicate, q.predicate),
            Literal(f"{q.object.value}a")
            if q.predicate == numbered and isinstance(q.object, Literal)
            else q.object,
            q.graph_name,
        )
        for q in quads
    ]


def emptied(quads: list[Quad]) -> list[Quad]:
    """Let a document make and feed nothing, and name no place."""
    gone = (term("pa:produces"), term("pa:contributesTo"), term("pa:location"))
    return [q for q in quads if q.predicate not in gone]


@pytest.mark.parametrize(
    ("short", "dependents"),
    [("plaats-0-agreement-2015", 25), ("plaats-2-agreement-2018", 25), ("plaats-2-vision-2014", 3)],
)
def test_it_arrives_changes_and_is_taken_out(corpus: Graphs, short: str, dependents: int) -> None:
    graph = GRAPH + short
    others = {name: quads for name, quads in corpus.items() if name != graph}
    store = in_memory()
    for name, quads in others.items():
        store.replace_graph(name, quads)
    rebuild(store)
    without = derived(store)
    changes: list[Callable[[list[Quad]], list[Quad]]] = [list, later, elsewhere, emptied, list]
    expected: dict[str, bytes] = {}
    for change in changes:
        now = change(corpus[graph])
        store.replace_graph(graph, now)
        done = rebuild(store, [graph])
        if change is list:
            assert done.compared + done.derived > dependents
        if change.__name__ not in expected:
            expected[change.__name__] = whole({**others, graph: now})
        assert derived(store) == expected[change.__name__], change.__name__
    store.replace_graph(graph, [])
    rebuild(store, [graph])
    assert derived(store) == without


def renamed(quads: list[Quad], old: str, new: str) -> list[Quad]:
    """Return a document under another short name."""

    def _of(node: object) -> object:
        return NamedNode(node.value.replace(old, new)) if isinstance(node, NamedNode) else node

    return [Quad(*map(_of, (q.subject, q.predicate, q.object, q.graph_name))) for q in quads]


def entitled(quads: list[Quad], title: str) -> list[Quad]:
    """Return a document under another title."""
    own = {q.object for q in quads if q.predicate == term("pa:describes")}
    name = Literal(title, language="nl")
    entitling = term("dcterms:title")
    return [
        Quad(q.subject, q.predicate, name, q.graph_name)
        if q.predicate == entitling and q.subject in own
        else q
        for q in quads
    ]


@pytest.mark.parametrize(
    ("name", "title", "moved"),
    [
        # Under the IRI of their name: what it stands for stays what it is.
        ("plaats-0-woonvisie", "", 0),
        ("woondeal-0", "", 0),
        ("thuisloket-0", "", 0),
        # Under its own IRI: it is what their name stands for now, in all of them.
        ("deal-streek-0", "Woondeal Streek 0", 40),
    ],
)
def test_a_document_arrives_that_others_named_already(
    corpus: Graphs, name: str, title: str, moved: int
) -> None:
    graph = GRAPH + name
    store = in_memory()
    for other, quads in corpus.items():
        store.replace_graph(other, quads)
    rebuild(store)
    without = derived(store)
    arriving = renamed(corpus[GRAPH + "plaats-0-vision-2014"], "plaats-0-vision-2014", name)
    if title:
        arriving = renamed(entitled(arriving, title), "document-kind/vision", "document-kind/deal")
        arriving = renamed(arriving, "HousingVision", "Instrument")
    for now in (arriving, later(arriving)):
        store.replace_graph(graph, now)
        done = rebuild(store, [graph])
        assert derived(store) == whole({**corpus, graph: now})
        if now is arriving:
            assert (done.identified, done.compared) == (1 + moved, moved)
            assert done.derived < 10
    store.replace_graph(graph, [])
    rebuild(store, [graph])
    assert derived(store) == without


def test_each_of_a_chain_changes_and_is_taken_out() -> None:
    """Vision, bid, agreement and report of one municipality, compared passage by passage."""
    source = in_memory()
    chain = choose_files([ROOT / "data" / "examples" / "chain"])
    assert [o.error for o in ingest(chain.files, source) if o.error] == []
    graphs = {graph: source.read_graph(graph) for graph in document_graphs(source)}
    assert len(graphs) == 4
    store = in_memory()
    for graph, quads in graphs.items():
        store.replace_graph(graph, quads)
    rebuild(store)
    complete = derived(store)
    for graph, quads in graphs.items():
        for change in (later, emptied, lambda quads: []):
            now = change(quads)
            store.replace_graph(graph, now)
            rebuild(store, [graph])
            assert derived(store) == whole({**graphs, graph: now}), graph
        store.replace_graph(graph, quads)
        rebuild(store, [graph])
        assert derived(store) == complete


def test_few_of_those_that_lean_on_it_are_derived_wholly(corpus: Graphs) -> None:
    store = in_memory()
    for name, quads in corpus.items():
        store.replace_graph(name, quads)
    rebuild(store)
    done = rebuild(store, [GRAPH + "plaats-0-agreement-2015"])
    assert done.compared > 20
    assert done.derived < 8


def test_a_commitment_that_two_documents_state_keeps_what_the_other_one_says(
    corpus: Graphs,
) -> None:
    """The link of both is one, with two sources: to take one away leaves the other."""
    maker = GRAPH + "plaats-1-agreement-2015"
    copy = GRAPH + "plaats-1-afschrift-2015"
    quads = [Quad(q.subject, q.predicate, q.object, NamedNode(copy)) for q in corpus[maker]]
    described = NamedNode(PAD + "agreement/plaats-1-afschrift-2015")
    quads = [q for q in quads if q.predicate != term("pa:describes")]
    quads.append(Quad(NamedNode(copy), term("pa:describes"), described, NamedNode(copy)))
    store = in_memory()
    for name, there in {**corpus, copy: quads}.items():
        store.replace_graph(name, there)
    rebuild(store)
    store.replace_graph(copy, [])
    rebuild(store, [copy])
    assert derived(store) == whole(corpus)
    store.replace_graph(copy, quads)
    rebuild(store, [copy])
    assert derived(store) == whole({**corpus, copy: quads})
