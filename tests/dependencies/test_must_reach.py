"""Identities and links over the five agreements that must be reached, one by one, by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, Quad

from pa_graph.dependencies.mentions import CORRECTIONS, rows
from pa_graph.mapping.builder import term
from pa_graph.model.namespaces import PAD
from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory
from pa_graph.operations.dependencies import derive_again
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.store.protocol import GraphStore


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with in_memory() as opened:
        outcomes = list(ingest(choose_files([resource("data/agreements")]).files, opened))
        assert [outcome.error for outcome in outcomes] == [None] * 5
        derive_again(opened)
        yield opened


def naming(store: GraphStore, document: str) -> set[str]:
    """Return the agreements that name a document, by whatever name."""
    found = rows(
        store,
        f"""SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?g pa:describes ?whole .
        {{ ?whole pa:refersTo|pa:amends|pa:succeeds ?n }}
        UNION {{ ?part pa:partOf ?whole ; pa:refersTo ?n }} }}
        ?n pa:standsFor <{PAD}document/{document}> }}""",
    )
    return {graph.rpartition("/")[2] for (graph,) in found}


def links(store: GraphStore, dependent: str, needed: str) -> set[tuple[str, str]]:
    """Return kind and rule of the links from one thing to another."""
    found = rows(
        store,
        f"""SELECT DISTINCT ?k ?r WHERE {{ ?l pa:dependent <{PAD}{dependent}> ;
        pa:needed <{PAD}{needed}> ; pa:linkKind ?k ; pa:rule ?r }}""",
    )
    return {(kind.rpartition("/")[2], rule) for kind, rule in found}


def doubts(store: GraphStore) -> set[frozenset[str]]:
    found = rows(store, "SELECT DISTINCT ?a ?b WHERE { ?a pa:possiblySameAs ?b }")
    return {frozenset((one.rpartition("/")[2], other.rpartition("/")[2])) for one, other in found}


def test_hilvarenbeek_and_alphen_chaam_meet_in_one_woondeal_srbt(store: GraphStore) -> None:
    assert naming(store, "woondeal-srbt") == {"hilvarenbeek-2024", "alphen-chaam-2023"}


def test_three_meet_in_one_nationale_prestatieafspraken(store: GraphStore) -> None:
    assert naming(store, "nationale-prestatieafspraken-2022") == {
        "hilvarenbeek-2024",
        "alphen-chaam-2023",
        "tynaarlo-2023",
    }
    assert naming(store, "nationale-prestatieafspraken-2024") == set()


def test_weer_thuis_is_one_node_and_the_covenant_of_another_region_is_not_it(
    store: GraphStore,
) -> None:
    assert naming(store, "actieprogramma-weer-thuis") == {
        "leystromen-2021",
        "hilvarenbeek-2024",
        "alphen-chaam-2023",
    }
    assert naming(store, "uitstroomconvenant-weerthuis") == {"tynaarlo-2023"}


def test_six_visions_on_heat_stay_apart(store: GraphStore) -> None:
    towns = {
        "alphen-chaam": {"leystromen-2021", "alphen-chaam-2023"},
        "baarle-nassau": {"leystromen-2021"},
        "gilze-en-rijen": {"leystromen-2021"},
        "goirle": {"leystromen-2021"},
        "hilvarenbeek": {"leystromen-2021", "hilvarenbeek-2024"},
        "oisterwijk": {"leystromen-2021"},
    }
    for town, agreements in towns.items():
        assert naming(store, f"{town}-transitievisie-warmte") == agreements, town


def test_de_wingerd_in_oisterwijk_and_in_hilvarenbeek_stay_two(store: GraphStore) -> None:
    found = rows(
        store,
        """SELECT DISTINCT ?g ?p ?within WHERE { GRAPH ?g { ?x pa:location ?p .
        ?p rdfs:label ?l ; pa:within ?within FILTER(LCASE(STR(?l)) = "de wingerd") } }
        ORDER BY ?g""",
    )
    short = [tuple(iri.removeprefix(PAD) for iri in row) for row in found]
    assert short == [
        ("graph/hilvarenbeek-2024", "place/hilvarenbeek/de-wingerd", "place/hilvarenbeek"),
        ("graph/leystromen-2021", "place/oisterwijk/de-wingerd", "place/oisterwijk"),
    ]


FEEDING = (8, 37, 39)
"""Commitments of Alphen-Chaam that contribute to the vision; 12 announces one to be made."""


def test_what_feeds_the_woonvisieplus_is_linked_with_it(store: GraphStore) -> None:
    for order in FEEDING:
        assert links(
            store,
            "document/alphen-chaam-woonvisieplus",
            f"agreement/alphen-chaam-2023/commitment/{order}",
        ) == {("depends-weakly", "contributed-document")}, order
    # Its local name is the same; the broad vision to be made may be, and is listed.
    assert links(
        store,
        "document/alphen-chaam-lokale-woonvisieplus",
        "document/alphen-chaam-woonvisieplus",
    ) == {("identity", "identity")}
    assert frozenset({"alphen-chaam-brede-woonvisie", "alphen-chaam-woonvisieplus"}) in doubts(
        store
    )


def test_once_a_reader_settles_it_who_makes_it_waits_for_those_who_feed_it() -> None:
    kept = NamedNode(CORRECTIONS)
    one, other = (
        NamedNode(f"{PAD}document/alphen-chaam-{name}")
        for name in ("brede-woonvisie", "woonvisieplus")
    )
    with in_memory() as store:
        list(ingest(choose_files([resource("data/agreements")]).files, store))
        store.replace_graph(CORRECTIONS, [Quad(one, term("pa:standsFor"), other, kept)])
        derive_again(store)
        maker = "agreement/alphen-chaam-2023/commitment/12"
        for order in FEEDING:
            fed = f"agreement/alphen-chaam-2023/commitment/{order}"
            assert links(store, maker, fed) == {("depends-weakly", "awaited-by-maker")}, order


def test_the_building_task_of_hilvarenbeek_rests_on_both_visions_on_care(
    store: GraphStore,
) -> None:
    for order in (10, 41):
        task = f"agreement/hilvarenbeek-2024/commitment/{order}"
        for vision in ("hilvarenbeek-woonzorgvisie", "regionale-woonzorgvisie-hart-van-brabant"):
            assert links(store, task, f"document/{vision}") == {("depends", "needed-document")}


def test_the_tenants_named_by_their_kind_are_listed_beside_the_only_ones_known(
    store: GraphStore,
) -> None:
    assert frozenset({"huurdersstichting-leystromen", "shbl"}) in doubts(store)
