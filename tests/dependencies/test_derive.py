"""Derived links: what follows, and that only what is touched is derived again."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from pa_graph.dependencies.analysis import (
    circles,
    critical_path,
    load_bearing,
    party_needs,
    waited_for,
)
from pa_graph.dependencies.derive import derived_graph, rebuild, rules
from pa_graph.dependencies.graphs import components, longest_chain
from pa_graph.dependencies.impact import impact
from pa_graph.dependencies.mentions import CORRECTIONS, GRAPH, document_graphs, rows
from pa_graph.dependencies.network import load_network
from pa_graph.mapping.builder import term
from pa_graph.mapping.nquads import to_nquads
from pa_graph.model.namespaces import PAD
from pa_graph.model.quarter import Quarter
from pa_graph.operations.background import in_memory
from pa_graph.operations.query import Table, ask
from pa_graph.operations.questions import find_question
from pa_graph.store.protocol import GraphStore, dump

DATASET = Path(__file__).parents[1] / "queries" / "dataset.trig"
COMMITMENT = PAD + "agreement/{}/commitment/{}"


def filled(without: str = "") -> GraphStore:
    store = in_memory()
    graphs: dict[str, list[Quad]] = {}
    for quad in parse(path=DATASET, format=RdfFormat.TRIG):
        assert isinstance(quad.graph_name, NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(quad)
    for graph, quads in graphs.items():
        if not graph.endswith("/reference") and not (without and graph.endswith(without)):
            store.replace_graph(graph, quads)
    return store


@pytest.fixture(scope="module")
def world() -> GraphStore:
    store = filled()
    rebuild(store)
    return store


def derived(store: GraphStore) -> bytes:
    kept = [g for g in store.graphs() if g.startswith((GRAPH + "derived/", GRAPH + "identity/"))]
    return to_nquads(dump(store, kept))


def links(store: GraphStore, rule: str) -> set[tuple[str, str]]:
    return {(n.dependent, n.needed) for n in load_network(store).links if n.rule == rule}


def test_who_needs_a_document_depends_on_who_makes_it(world: GraphStore) -> None:
    pair = (COMMITMENT.format("eersel-2023", 3), COMMITMENT.format("eersel-2023", 2))
    assert links(world, "produced-document") == {pair}
    norm = (COMMITMENT.format("eersel-2024", 2), COMMITMENT.format("eersel-2023", 2))
    assert links(world, "produced-norm") == {norm}


def test_every_rule_but_some_is_seen_at_work(world: GraphStore) -> None:
    seen = {link.rule for link in load_network(world).links}
    unseen = {rule.name for rule in rules()} - seen
    # No commitment of the data set feeds a document that another one waits for.
    assert unseen <= {"fed-document", "awaited-by-maker", "shared-programme"}


def test_every_link_says_why_in_two_languages_and_from_what(world: GraphStore) -> None:
    network = load_network(world)
    assert network.links
    for link in network.links:
        assert set(link.because) == {"nl", "en"}, link
        assert link.rests_on or link.rule in ("identity", "possible-identity"), link


@pytest.mark.parametrize("last", ["eersel-2023", "eersel-2024", "eersel-woonvisie-2022"])
def test_a_document_that_arrives_later_changes_nothing(world: GraphStore, last: str) -> None:
    store = filled(without=f"/{last}")
    rebuild(store)
    whole = filled()
    store.replace_graph(GRAPH + last, whole.read_graph(GRAPH + last))
    done = rebuild(store, [GRAPH + last])
    assert derived(store) == derived(world)
    assert done.derived <= 6


def test_a_document_that_is_taken_out_leaves_nothing_behind() -> None:
    store = filled()
    rebuild(store)
    graph = GRAPH + "eersel-2023"
    store.replace_graph(graph, [])
    rebuild(store, [graph])
    without = filled(without="/eersel-2023")
    rebuild(without)
    assert derived_graph(graph) not in store.graphs()
    assert derived(store) == derived(without)


def test_one_line_of_a_reader_overrules_an_identity() -> None:
    store = filled()
    one, other = PAD + "document/bladel-woonzorgvisie", PAD + "document/eersel-woonzorgvisie"
    line = Quad(NamedNode(one), term("pa:standsFor"), NamedNode(other), NamedNode(CORRECTIONS))
    store.replace_graph(CORRECTIONS, [line])
    rebuild(store)
    feeding = (COMMITMENT.format("eersel-2023", 3), COMMITMENT.format("bladel-2023", 3))
    assert feeding in links(store, "fed-document")
    found = rows(store, f"SELECT DISTINCT ?d WHERE {{ <{one}> pa:standsFor ?d }}")
    assert found == [(other,)]


def test_analysis(world: GraphStore) -> None:
    network = load_network(world)
    assert circles(network) == [
        [COMMITMENT.format("bladel-2023", 1), COMMITMENT.format("bladel-2023", 2)]
    ]
    assert [thing.label for thing in critical_path(network)] == ["eersel-2023/2", "eersel-2023/3"]
    needs = {
        (n.party.rpartition("/")[2], n.needed.rpartition("/")[2]) for n in party_needs(network)
    }
    assert ("zandlijn", "huurdersraad-zandlijn") in needs
    loads = {load.thing.label: (load.direct, load.in_all) for load in load_bearing(network)}
    assert loads["Woonvisie Eersel 2022-2026"] == (0, 1)
    assert loads["woonzorgvisie"] == (1, 1)


def test_what_is_waited_for_by_quarter_with_the_days_to_spare(world: GraphStore) -> None:
    found = [
        (str(w.quarter), w.thing.label, w.direct, w.in_all, w.first_due, w.margin)
        for w in waited_for(load_network(world))
    ]
    assert found == [
        ("2023-Q2", "bladel-2023/1", 1, 1, "2023-09-30", 92),
        ("2023-Q2", "eersel-2023/2", 1, 1, "2023-09-30", 92),
        ("2023-Q3", "bladel-2023/2", 1, 1, "2023-06-30", -92),
        ("2024-Q4", "eersel-2024/1", 1, 1, "2024-06-30", -184),
    ]


def test_the_question_about_load_agrees_with_the_report(world: GraphStore) -> None:
    asked = ask(find_question("load-bearing"), {}, world)
    assert isinstance(asked, Table)
    loads = {(n.thing.iri, str(n.direct), str(n.in_all)) for n in load_bearing(load_network(world))}
    assert loads == set(asked.rows)


def test_impact_of_a_late_document(world: GraphStore) -> None:
    network = load_network(world)
    vision = PAD + "document/eersel-woonzorgvisie"
    verdicts = {e.label: e.verdict for e in impact(world, network, vision, Quarter(2023, 3))}
    assert verdicts == {"eersel-2023/3": "late", "eersel-2024/2": "harder"}
    sooner = {e.label: e.verdict for e in impact(world, network, vision, Quarter(2023, 2))}
    assert sooner["eersel-2023/3"] == "holds"
    never = impact(world, network, vision)
    assert never[0].verdict == "falls"
    assert never[0].due == "2023-09-30"
    assert "woonzorgvisie" in never[0].steps[-1] and never[0].words


def test_impact_of_a_party_that_withdraws(world: GraphStore) -> None:
    tenants = PAD + "party/huurdersraad-zandlijn"
    effects = impact(world, load_network(world), tenants)
    assert [(e.label, e.verdict) for e in effects] == [("eersel-2023/5", "falls")]


def test_impact_tells_from_when_it_can_be_kept_again(world: GraphStore) -> None:
    vision = PAD + "document/eersel-woonzorgvisie"
    late = impact(world, load_network(world), vision, Quarter(2023, 3))
    assert {e.label: e.not_before for e in late} == {
        "eersel-2023/3": "2023-09-30",
        "eersel-2024/2": None,
    }


def test_what_states_no_moment_has_to_wait(world: GraphStore) -> None:
    plan = PAD + "document/eersel-leefbaarheidsplan"
    effects = impact(world, load_network(world), plan, Quarter(2024, 2))
    assert [(e.label, e.verdict, e.due, e.not_before) for e in effects] == [
        ("eersel-2023/4", "waits", None, "2024-06-30")
    ]


def test_what_others_initiate_as_well_becomes_harder_when_one_withdraws(
    world: GraphStore,
) -> None:
    effects = {
        e.label: e
        for e in impact(world, load_network(world), PAD + "party/zandlijn", language="en")
    }
    assert effects["bladel-2023/3"].verdict == "harder"
    assert "together with" in effects["bladel-2023/3"].steps[0]
    # It has no link to anything, and still its moment is known.
    assert (effects["eersel-2023/1"].verdict, effects["eersel-2023/1"].due) == (
        "falls",
        "2023-12-31",
    )


def test_a_commitment_that_slips_takes_along_what_waits_for_it(world: GraphStore) -> None:
    first = PAD + "agreement/eersel-2024/commitment/1"
    effects = impact(world, load_network(world), first, Quarter(2025, 1))
    assert [(e.label, e.verdict, e.due) for e in effects] == [
        ("eersel-2024/2", "late", "2024-06-30")
    ]


def test_large_networks_give_the_same_circles() -> None:
    edges = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("e", "f"), ("f", "e")]
    assert components(edges) == components(edges, large=1) == [["a", "b", "c"], ["e", "f"]]
    assert longest_chain([("a", "b"), ("b", "c"), ("x", "c"), ("c", "b")]) == ["a", "b"]


def test_the_iri_of_a_link_says_all_of_it_but_the_reason_and_the_paper() -> None:
    """Of a link that is found again only these are compared; see ``papers.py``."""
    by_paper = [rule for rule in rules() if rule.of_paper or rule.stage > 1]
    assert len(by_paper) > 5
    for rule in by_paper:
        digest = re.search(r"SHA256\((.*)\)\), 1, 20", rule.sparql)
        assert digest is not None, rule.name
        hashed = set(re.findall(r"STR\(\?(\w+)\)", digest[1]))
        if "?called" in digest[1]:
            hashed.add("document")  # By its name; where that means several, by its IRI as well.
        said = {
            node.value.removeprefix("urn:variable:")
            for triple in rule.template
            for node in (triple.subject, triple.object)
            if isinstance(node, NamedNode) and node.value.startswith("urn:variable:")
        }
        # A commitment stands in the graph of one document.
        assert said - {"record", "because_nl", "because_en", "here", "there"} <= hashed, rule.name


@pytest.mark.parametrize("before", [True, False])
def test_the_search_for_circles_is_left_as_it_was(world: GraphStore, before: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        rebuild(world, [document_graphs(world)[0]])
        assert gc.isenabled() == before
    finally:
        (gc.enable if was else gc.disable)()
