"""Only what changed documents reach is decided again, and that is the same as deciding all."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from pa_graph.dependencies.derive import rebuild
from pa_graph.dependencies.mentions import CORRECTIONS, DERIVED, GRAPH, IDENTITY, NAMES, rows
from pa_graph.mapping.builder import term
from pa_graph.mapping.nquads import to_nquads
from pa_graph.model.namespaces import PAC, PAD, PREFIXES
from pa_graph.operations.background import in_memory
from pa_graph.store.protocol import GraphStore, dump

TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"
TOWNS = {"gm0770": "Eersel", "gm1728": "Bladel", "gm1724": "Bergeijk", "gm0798": "Hilvarenbeek"}
ASSOCIATIONS = ("Zandlijn", "De Brug", "Woonzorg Kempen")
PAPERS = (
    # kind, name; some need brackets, some are of a region, of the country, or of anybody
    *(("vision", "Woonvisie"), ("vision", "de woonvisie 2020-2024"), ("vision", "woon(zorg)visie")),
    *(
        ("vision", "nieuwe woonvisie"),
        ("vision", "Regionale woonvisie"),
        ("vision", "woonzorgvisie"),
    ),
    *(("deal", "Woondeal"), ("deal", "Regionale Woondeal SRBT"), ("policy", "Nationaal Akkoord")),
    *(
        ("programme", "Thuisloket"),
        ("programme", "programma Weer Thuis"),
        ("plan", "plan van aanpak"),
    ),
    *(("vision", "WoonvisiePlus"), ("vision", "brede woonvisie"), ("vision", "woonvisie wonen")),
    *(("agreement", "prestatieafspraken 2021"), ("agreement", "Prestatieafspraken")),
    *(("law", "Woningwet"), ("bid", "bod 2023"), ("plan", "warmteplan Woonzorg Kempen")),
    *(("policy", "Nationale Prestatieafspraken"), ("covenant", "convenant Aanpak De Brug")),
)
RELATIONS = (
    "produces",
    "contributesTo",
    "conditionalOn",
    "basedOn",
    "refersTo",
    "inAccordanceWith",
)


def document(chance: random.Random, number: int) -> tuple[str, list[Quad]]:
    """Return the graph of a made-up document, with names that are easily taken for one another."""
    town = chance.choice(sorted(TOWNS))
    towns = sorted({town, *chance.sample(sorted(TOWNS), chance.choice((0, 0, 1, 2)))})
    kind = chance.choice(("agreement", "agreement", "vision", "bid"))
    year = chance.choice((2018, 2020, 2021, 2023))
    short = f"{TOWNS[town].lower()}-{kind}-{number}"
    space = "agreement" if kind == "agreement" else "document"
    base = f"{PAD}{space}/{short}"
    graph = NamedNode(GRAPH + short)
    title = {"agreement": "Prestatieafspraken", "vision": "Woonvisie", "bid": "Bod"}[kind]
    if chance.random() < 0.3:
        title = chance.choice(("Woonzorgvisie", f"{title} {TOWNS[town]}", f"Regionale {title}"))
    classes = {"agreement": "Agreement", "vision": "HousingVision", "bid": "Bid"}
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    lines.append(
        f"<{graph.value}> pa:describes <{base}> . <{base}> a pa:Document, pa:{classes[kind]} ;"
        f' dcterms:title "{title} {year}"@nl ; pa:known true ;'
        f' pa:documentKind <{PAC}document-kind/{kind}> ; pa:periodStart "{year}-01-01"^^xsd:date .'
    )
    if chance.random() < 0.8:
        lines.append(f'<{base}> pa:periodEnd "{year + 3}-12-31"^^xsd:date .')
    for code in towns if chance.random() < 0.9 else ():
        lines.append(f"<{base}> pa:municipality <{TOOI}{code}> ; pa:party <{TOOI}{code}> .")
    for name in chance.sample(ASSOCIATIONS, chance.choice((0, 1, 1, 2))):
        party = f"<{PAD}party/{name.lower().replace(' ', '-')}>"
        lines.append(
            f"<{base}> pa:party {party} . {party} a pa:Party, pa:HousingAssociation ;"
            f' rdfs:label "{name}"@nl .'
        )
    for order in range(1, chance.choice((2, 4, 6))):
        commitment = f"<{base}/commitment/{order}>"
        paper, name = chance.choice(PAPERS)
        owner = chance.choice((f"{TOWNS[town].lower()}-", f"{TOWNS[town].lower()}-", ""))
        slug = "".join(c if c.isalnum() else "-" for c in name.lower())
        iri = f"{PAD}document/{owner}{slug}"
        known = "true" if not owner and paper in ("law", "policy") else "false"
        lines.append(
            f"{commitment} a pa:Commitment ; pa:order {order} ; pa:partOf <{base}> ;"
            f" pa:theme <{PAC}theme/care> ; pa:{chance.choice(RELATIONS)} <{iri}> ;"
            f' pa:refersTo <{iri}> . <{iri}> a pa:Document ; dcterms:title "{name}"@nl ;'
            f" pa:known {known} ; pa:documentKind <{PAC}document-kind/{paper}> ."
        )
    triples = parse("\n".join(lines), format=RdfFormat.TURTLE)
    return graph.value, [Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def told(store: GraphStore) -> bytes:
    spaces = (DERIVED, IDENTITY, NAMES)
    return to_nquads(dump(store, [g for g in store.graphs() if g.startswith(spaces)]))


def from_scratch(store: GraphStore) -> GraphStore:
    whole = in_memory()
    for graph in store.graphs():
        if not graph.startswith((DERIVED, IDENTITY, NAMES)):
            whole.replace_graph(graph, store.read_graph(graph))
    rebuild(whole)
    return whole


def changes(seed: int) -> Iterator[tuple[str, list[Quad]]]:
    """Yield documents that come, are replaced and go."""
    chance = random.Random(seed)
    there: list[str] = []
    for number in range(14):
        lot = chance.random()
        if there and lot < 0.25:
            yield there.pop(chance.randrange(len(there))), []
        elif there and lot < 0.4:
            graph = chance.choice(there)
            _, quads = document(chance, number)
            short = quads[0].graph_name.value.removeprefix(GRAPH)
            old = graph.removeprefix(GRAPH)
            text = to_nquads(quads).decode().replace(short, old)
            yield graph, list(parse(text, format=RdfFormat.N_QUADS))
        else:
            graph, quads = document(chance, number)
            there.append(graph)
            yield graph, quads


@pytest.mark.parametrize("seed", [*range(24), 126])
def test_documents_that_come_and_go_give_the_same_as_all_at_once(seed: int) -> None:
    store = in_memory()
    if seed % 3 == 0:
        one, other = PAD + "document/eersel-woonvisie", PAD + "document/bladel-woonzorgvisie"
        line = Quad(NamedNode(one), term("pa:standsFor"), NamedNode(other), NamedNode(CORRECTIONS))
        store.replace_graph(CORRECTIONS, [line])
    for graph, quads in changes(seed):
        store.replace_graph(graph, quads)
        rebuild(store, [graph])
        assert told(store).split(b"\n") == told(from_scratch(store)).split(b"\n")


def test_a_store_without_an_index_gets_one() -> None:
    store = in_memory()
    for graph, quads in changes(1):
        store.replace_graph(graph, quads)
    rebuild(store)
    before = told(store)
    for graph in store.graphs():
        if graph.startswith(NAMES):
            store.replace_graph(graph, [])
    rebuild(store, [next(g for g in store.graphs() if g.startswith(IDENTITY))])
    assert told(store) == before


def test_what_was_decided_is_told_by_a_checksum_in_each_graph_that_names_it() -> None:
    store = in_memory()
    for graph, quads in changes(2):
        store.replace_graph(graph, quads)
        rebuild(store, [graph])
    found = rows(store, "SELECT ?d (COUNT(DISTINCT ?c) AS ?n) { ?d pa:nameDecided ?c } GROUP BY ?d")
    assert found and {number for _, number in found} == {"1"}


def announcing(short: str, name: str) -> tuple[str, list[Quad]]:
    """Return the graph of an agreement of Eersel that announces a vision."""
    graph, base = NamedNode(GRAPH + short), f"{PAD}agreement/{short}"
    vision = f"{PAD}document/eersel-{name.lower().replace(' ', '-')}"
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()]
    lines.append(
        f"<{graph.value}> pa:describes <{base}> . <{base}> a pa:Agreement ; pa:known true ;"
        f' dcterms:title "Prestatieafspraken {short}"@nl ; pa:municipality <{TOOI}gm0770> .'
        f"<{base}/commitment/1> a pa:Commitment ; pa:order 1 ; pa:produces <{vision}> ."
        f'<{vision}> a pa:Document ; dcterms:title "{name}"@nl ; pa:known false ;'
        f" pa:documentKind <{PAC}document-kind/vision> ."
    )
    triples = parse("\n".join(lines), format=RdfFormat.TURTLE)
    return graph.value, [Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def test_names_for_a_vision_to_come_are_doubted_whichever_comes_first() -> None:
    store = in_memory()
    names = ("WoonvisiePlus", "brede woonvisie", "woonvisie samen")
    steps = [announcing(f"eersel-{2021 + n}", name) for n, name in enumerate(names)]
    doubts = []
    for graph, quads in [*steps, (steps[1][0], [])]:
        store.replace_graph(graph, quads)
        rebuild(store, [graph])
        assert told(store) == told(from_scratch(store))
        doubts.append(len(rows(store, "SELECT DISTINCT ?x ?y { ?x pa:possiblySameAs ?y }")))
    assert doubts == [0, 1, 2, 1]
