"""Organisations that documents name differently, in a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from pa_graph.dependencies.mentions import (
    CORRECTIONS,
    GRAPH,
    PARTY_IDENTITY,
    document_graphs,
    rows,
)
from pa_graph.mapping.builder import term
from pa_graph.model.namespaces import PAD
from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory
from pa_graph.operations.dependencies import bring_up_to_date, derive_again, find_thing
from pa_graph.operations.ingest import ingest
from pa_graph.store.protocol import GraphStore, dump

AGREEMENT = """Prestatieafspraken {town} 2024-2025

Gemeente {town}
{house}
{tenants}

Inleiding

De gemeente {town} (hierna: de gemeente), {house} en {tenants} leggen hier vast wat zij doen.

Thema 1 Beschikbaarheid

Afspraken

1. {short} levert uiterlijk eind 2024 {count} woningen op.
2. De gemeente verleent voor 1 april 2024 de vergunning, en {tenants} adviseert daarover.

Thema 2 Duurzaamheid

Afspraken

3. {short} isoleert in 2024 en 2025 samen 30 woningen.
4. De gemeente helpt bewoners bij het besparen van energie.

Thema 3 Samenwerking

Afspraken

5. Partijen bespreken twee keer per jaar de voortgang.
"""


def write(folder: Path, town: str, house: str, tenants: str, short: str) -> Path:
    path = folder / f"{town}.txt"
    text = AGREEMENT.format(town=town, house=house, tenants=tenants, short=short, count=20)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    heir = "Woonstichting Dinkelrand (voorheen Stichting Glanerveld)"
    return [
        write(tmp_path, "Losser", heir, "de Huurdersraad", "Dinkelrand"),
        write(tmp_path, "Ommen", "Stichting Dinkelrand", "de Huurdersraad", "Dinkelrand"),
        write(tmp_path, "Enschede", "Stichting Glanerveld", "Huurdersbond Oost", "Glanerveld"),
        write(tmp_path, "Lochem", "Stichting Goed Wonen", "de Huurdersraad", "Goed Wonen"),
        write(tmp_path, "Putten", "Stichting Goed Wonen", "Huurdersbond Veluwe", "Goed Wonen"),
    ]


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with in_memory() as opened:
        yield opened


def read(store: GraphStore, files: list[Path]) -> list[str]:
    outcomes = list(ingest(files, store))
    assert [outcome.error for outcome in outcomes] == [None] * len(files)
    return [path.stem.lower() + "-2024" for path in files]


def meant(store: GraphStore) -> dict[str, str]:
    found = rows(store, "SELECT DISTINCT ?p ?x WHERE { ?p pa:partyMeant ?x } ORDER BY ?p ?x")
    return {one.removeprefix(PAD): other.removeprefix(PAD) for one, other in found}


def test_an_heir_is_its_predecessor_and_two_that_share_a_name_stay_two(
    store: GraphStore, files: list[Path]
) -> None:
    read(store, files)
    derive_again(store)
    found = meant(store)
    # One association in two municipalities under two names, and its predecessor in a third.
    assert found["party/dinkelrand"] == "party/dinkelrand"
    assert found["party/glanerveld"] == "party/dinkelrand"
    # Several associations are called Goed Wonen: without evidence they stay two, and are listed.
    assert found["party/lochem-goed-wonen"] == "party/lochem-goed-wonen"
    assert found["party/putten-goed-wonen"] == "party/putten-goed-wonen"
    # A council is named by its kind: it is that of the tenants of the association beside it.
    councils = [iri for iri in found if "huurdersraad" in iri]
    assert councils == ["party/huurdersraad-dinkelrand", "party/lochem-huurdersraad-goed-wonen"]
    doubted = rows(store, "SELECT DISTINCT ?a ?b WHERE { ?a pa:possiblySameAs ?b . ?a a pa:Party }")
    assert doubted == [(f"{PAD}party/lochem-goed-wonen", f"{PAD}party/putten-goed-wonen")]
    because = rows(
        store,
        """SELECT ?t WHERE { ?l pa:rule "identity" ; pa:dependent ?p ; pa:because ?t . ?p a pa:Party
        FILTER(LANG(?t) = "nl") }""",
    )
    assert set(because) == {("het is de eerdere naam van deze organisatie",)}
    assert find_thing(store, "Dinkelrand") == f"{PAD}party/dinkelrand"
    assert find_thing(store, "Stichting Glanerveld") == f"{PAD}party/dinkelrand"


def test_one_more_document_gives_what_all_at_once_give(
    store: GraphStore, files: list[Path]
) -> None:
    for path in files:
        derive_again(store, read(store, [path]))
    one_by_one = {g: set(store.read_graph(g)) for g in store.graphs() if "party-identity" in g}
    derive_again(store)
    at_once = {g: set(store.read_graph(g)) for g in store.graphs() if "party-identity" in g}
    assert one_by_one == at_once
    # One more tells that those of all documents were identified.
    assert len(at_once) == len(files) + 1
    # Without the document that says so, the predecessor is an organisation of its own again.
    store.replace_graph(f"{PAD}graph/losser-2024", [])
    derive_again(store, ["losser-2024"])
    assert meant(store)["party/glanerveld"] == "party/glanerveld"
    assert f"{PAD}graph/party-identity/losser-2024" not in set(store.graphs())


def test_a_reader_overrules_with_one_line(store: GraphStore, files: list[Path]) -> None:
    read(store, files)
    one, other = (NamedNode(f"{PAD}party/{town}-goed-wonen") for town in ("putten", "lochem"))
    kept = NamedNode(CORRECTIONS)
    store.replace_graph(CORRECTIONS, [Quad(one, term("pa:standsFor"), other, kept)])
    derive_again(store)
    assert meant(store)["party/putten-goed-wonen"] == "party/lochem-goed-wonen"
    heir, before = (NamedNode(f"{PAD}party/{name}") for name in ("dinkelrand", "glanerveld"))
    store.replace_graph(CORRECTIONS, [Quad(heir, term("owl:differentFrom"), before, kept)])
    derive_again(store)
    assert meant(store)["party/glanerveld"] == "party/glanerveld"


def test_the_five_agreements_one_by_one_give_what_all_at_once_give(store: GraphStore) -> None:
    for path in sorted(resource("data/agreements").glob("*.trig"), reverse=True):
        assert [outcome.error for outcome in ingest([path], store)] == [None]
        derive_again(store, [path.stem])
    one_by_one = {g: set(store.read_graph(g)) for g in store.graphs() if "party-identity" in g}
    derive_again(store)
    at_once = {g: set(store.read_graph(g)) for g in store.graphs() if "party-identity" in g}
    assert one_by_one == at_once
    doubted = rows(store, "SELECT DISTINCT ?a ?b WHERE { ?a pa:possiblySameAs ?b . ?a a pa:Party }")
    assert doubted == [(f"{PAD}party/huurdersstichting-leystromen", f"{PAD}party/shbl")]


@pytest.mark.parametrize("first", ["look", "read"])
def test_a_store_whose_parties_were_never_identified_gets_their_identities(
    files: list[Path], first: str
) -> None:
    store, whole = in_memory(), in_memory()
    for each in (store, whole):
        assert not [o.error for o in ingest(files, each) if o.error]
        derive_again(each)
    for graph in store.graphs():
        # As an older program left it.
        if graph.startswith(PARTY_IDENTITY):
            store.replace_graph(graph, [])
    if first == "look":
        assert bring_up_to_date(store) == 0
    else:
        derive_again(store, [document_graphs(store)[0].removeprefix(GRAPH)])
    made = [g for g in whole.graphs() if g.startswith(PARTY_IDENTITY)]
    assert len(made) > len(files)
    assert dump(store, made) == dump(whole, made)
    assert bring_up_to_date(store) == 0
