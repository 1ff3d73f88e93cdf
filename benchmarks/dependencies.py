"""How long derived links take, for all documents and for one that is new, as the number grows.

The documents are made up: of every municipality a vision, two bids and three agreements. They
lean on one another as real ones do. Agreements follow each other, bids and agreements carry out
visions, all municipalities of a region share an association and feed one regional paper, and
everybody names one national paper.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from benchmarks.measure import Benchmark, BenchmarkFailed, Measurement
from pa_graph.model.namespaces import PAC, PAD, PREFIXES
from pa_graph.store.protocol import GraphStore

SIZES = (36, 180, 600)
DOCUMENTS_OF_MUNICIPALITY = 6
MUNICIPALITIES_OF_REGION = 10
COMMITMENTS = 12

_THEMES = ("availability", "sustainability", "liveability", "care")
_KINDS = ("vision", "bid", "agreement", "agreement", "bid", "agreement")


def documents(
    count: int, municipalities: list[tuple[str, str]]
) -> Iterator[tuple[str, list[Quad]]]:
    """Return the graphs of *count* documents with their quads, the same ones at each run.

    Args:
        count: how many.
        municipalities: IRI and name of each; when all have their six, the next six are of later
            years.
    """
    for number in range(count):
        place, kind = divmod(number, DOCUMENTS_OF_MUNICIPALITY)
        later, place = divmod(place, len(municipalities))
        iri, name = municipalities[place]
        # A vision, then a bid and an agreement for each of some years.
        year = 2015 + 3 * later + (kind - 1) // 2 if kind else 2014 + 3 * later
        short = f"plaats-{place}-{_KINDS[kind]}-{year}" + ("-b" if kind == 3 else "")
        graph = f"{PAD}graph/{short}"
        text = _turtle(_KINDS[kind], short, iri, name, year, place)
        triples = parse(text, format=RdfFormat.TURTLE)
        yield graph, [Quad(t.subject, t.predicate, t.object, NamedNode(graph)) for t in triples]


def _turtle(kind: str, short: str, municipality: str, name: str, year: int, place: int) -> str:
    region = place // MUNICIPALITIES_OF_REGION
    document = f"<{PAD}{'agreement' if kind == 'agreement' else 'document'}/{short}>"
    association = f"<{PAD}party/corporatie-{region}>"
    named = {
        "vision": (f"{PAD}document/plaats-{place}-woonvisie", "vision", "de woonvisie"),
        "plan": (f"{PAD}document/{short}-wijkplan", "plan", f"wijkplan Noord {year}"),
        "deal": (f"{PAD}document/woondeal-{region}", "deal", f"Woondeal Streek {region}"),
        "national": (f"{PAD}document/landelijk-akkoord", "policy", "Nationaal Akkoord Wonen"),
        "programme": (f"{PAD}document/thuisloket-{region}", "programme", f"Thuisloket {region}"),
    }
    types = {"vision": "pa:HousingVision", "bid": "pa:Bid", "agreement": "pa:Agreement"}
    lines = [f"@prefix {prefix}: <{space}> ." for prefix, space in PREFIXES.items()]
    lines.append(
        f"<{PAD}graph/{short}> pa:describes {document} . {document} a pa:Document, {types[kind]} ;"
        f' dcterms:title "{kind.capitalize()} {name} {year}"@nl ; pa:known true ;'
        f" pa:documentKind <{PAC}document-kind/{kind}> ; pa:municipality <{municipality}> ;"
        f" pa:party <{municipality}>, {association} ;"
        f' pa:periodStart "{year}-01-01"^^xsd:date ;'
        f' pa:periodEnd "{year + (3 if kind == "vision" else 0)}-12-31"^^xsd:date .'
        f' {association} a pa:Party, pa:HousingAssociation ; rdfs:label "Corporatie {region}"@nl .'
        f' <{municipality}> a pa:Party, pa:Municipality ; rdfs:label "gemeente {name}"@nl .'
    )
    for iri, named_kind, title in named.values():
        lines.append(
            f'<{iri}> a pa:Document ; dcterms:title "{title}"@nl ; pa:known false ;'
            f" pa:documentKind <{PAC}document-kind/{named_kind}> ."
        )
    if kind != "vision":
        lines.append(f"{document} pa:basedOn <{named['vision'][0]}>, <{named['deal'][0]}> .")
    for order in range(1, COMMITMENTS + 1):
        lines.append(_statement(kind, document, order, (municipality, association), place, named))
    return "\n".join(lines)


def _statement(
    kind: str,
    document: str,
    order: int,
    parties: tuple[str, str],
    place: int,
    named: dict[str, tuple[str, str, str]],
) -> str:
    """Return one aim, or one commitment, whose relations go round with its number."""
    base = document.strip("<>")
    municipality, association = parties
    kind_of_part = "commitment" if kind == "agreement" else "aim"
    node, site = f"<{base}/{kind_of_part}/{order}>", f"<{PAD}place/plaats-{place}/wijk-{order % 3}>"
    who = association if order % 2 else f"<{municipality}>"
    lines = [
        f"{node} pa:order {order} ; pa:theme <{PAC}theme/{_THEMES[order % len(_THEMES)]}> ;"
        f' pa:text "Voornemen {order} over wijk {order % 3} krijgt vervolg."@nl ;'
        f" pa:initiator {who} ; pa:target <{base}/{kind_of_part}/{order}/target/1> .",
        f"<{base}/{kind_of_part}/{order}/target/1> a pa:Target ; pa:value {order * 10}.0 ;"
        f" pa:unit <{PAC}unit/{'dwelling' if order % 3 else 'euro'}> .",
        f'{site} a pa:Place ; rdfs:label "wijk {order % 3}"@nl ; pa:within <{PAD}place/p{place}> .',
        f"{node} pa:location {site} .",
    ]
    if kind != "agreement":
        return "\n".join([*lines, f"{node} a pa:Aim . {document} pa:aim {node} ."])
    lines.append(
        f'{node} a pa:Commitment ; pa:partOf {document} ; pa:number "{order}" ;'
        f' pa:heading "Onderdeel {order}"@nl ; pa:action <{PAC}action/build> .'
    )
    relation, target = (
        ("produces", "plan"),
        ("conditionalOn", "plan"),
        ("contributesTo", "plan"),
        ("implements", "deal"),
        ("inAccordanceWith", "national"),
        ("implements", "programme"),
        ("basedOn", "national"),
        ("basedOn", "vision"),
        ("inAccordanceWith", "plan"),
        ("contributesTo", "deal"),
        ("conditionalOn", "vision"),
        ("refersTo", "national"),
    )[(order - 1) % 12]
    lines.append(f"{node} pa:{relation} <{named[target][0]}> ; pa:refersTo <{named[target][0]}> .")
    if order % 4 == 0:
        needed = f"<{base}/commitment/{order - 1}>" if order % 8 else association
        lines.append(
            f"{node} pa:dependency <{base}/commitment/{order}/dependency/1> ;"
            f" pa:contributor {association} ."
            f" <{base}/commitment/{order}/dependency/1> a pa:Dependency ; pa:requires {needed} ."
        )
    return "\n".join(lines)


def filled(count: int) -> GraphStore:
    """Return a store in memory with the reference data and *count* documents.

    Raises:
        BenchmarkFailed: when the reference data name no municipalities.
    """
    from pa_graph.dependencies.mentions import REFERENCE, rows
    from pa_graph.operations.background import in_memory

    store = in_memory()
    found = rows(
        store,
        f"""SELECT ?m ?name WHERE {{ GRAPH <{REFERENCE}> {{ ?m a pa:Municipality ;
        skos:altLabel ?name }} }} ORDER BY ?m ?name""",
    )
    names = {iri: name for iri, name in found}
    if not names:
        raise BenchmarkFailed("the reference data name no municipalities")
    for graph, quads in documents(count, sorted(names.items())):
        store.replace_graph(graph, quads)
    return store


def measure_dependencies() -> list[Measurement]:
    """Measure the derivation of all links at several sizes, and that for one replaced document."""
    from pa_graph.dependencies.derive import rebuild
    from pa_graph.dependencies.mentions import document_graphs

    figures: list[Measurement] = []
    for count in SIZES:
        store = filled(count)
        started = time.perf_counter()
        done = rebuild(store)
        seconds = time.perf_counter() - started
        graph = document_graphs(store)[0]
        started = time.perf_counter()
        rebuild(store, [graph])
        one = time.perf_counter() - started
        figures += [
            Measurement(f"all links of {count} documents", seconds, "s"),
            Measurement(f"for each of {count} documents", 1000 * seconds / count, "ms"),
            Measurement(f"links of {count} documents", done.links, ""),
            Measurement(f"one touched document among {count}", one, "s"),
        ]
        store.close()
    return figures


BENCHMARKS = (
    Benchmark(
        "dependencies",
        f"How long do the links of {', '.join(map(str, SIZES))} documents take to derive?",
        measure_dependencies,
    ),
)
