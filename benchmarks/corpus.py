"""Documents that are made up, as many as asked, the same ones at each run.

Of every municipality a vision, two bids and three agreements. They lean on one another as real
ones do. Agreements follow each other, bids and agreements carry out visions, all municipalities of
a region share an association and feed one regional paper, and everybody names one national paper.

``NATIONAL`` documents have the size of real ones: with passages, figures and citations, and a
score of names that other municipalities use as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from pa_graph.model.namespaces import PAC, PAD, PREFIXES

DOCUMENTS_OF_MUNICIPALITY = 6

_THEMES = ("availability", "sustainability", "liveability", "care")
_FURTHER_THEMES = ("affordability", "target-groups", "participation", "cooperation")
_KINDS = ("vision", "bid", "agreement", "agreement", "bid", "agreement")
_RELATIONS = (
    *(("produces", "plan"), ("conditionalOn", "plan"), ("contributesTo", "plan")),
    *(("implements", "deal"), ("inAccordanceWith", "national"), ("implements", "programme")),
    *(("basedOn", "national"), ("basedOn", "vision"), ("inAccordanceWith", "plan")),
    *(("contributesTo", "deal"), ("conditionalOn", "vision"), ("refersTo", "national")),
)
_PAPERS = (
    *("Nota grond", "Beheerplan groen", "Warmteplan", "Parkeernota", "Leefbaarheidsagenda"),
    *("Zorgplan", "Doorstroomregeling", "Toewijzingsregels", "Huisvestingsverordening"),
    *("Duurzaamheidsagenda", "Plan van aanpak", "Welstandsnota", "Participatienota"),
)


@dataclass(frozen=True)
class Size:
    """How much there is in a document.

    Attributes:
        commitments / aims: how many an agreement or another document has.
        sets: how often each municipality has its six documents, by turns.
        regions: how many municipalities a region has, by turns.
        passages: how many passages of the text each commitment and aim names.
        papers: how many names a document prints beside those that its relations need.
    """

    commitments: int = 12
    aims: int = 12
    sets: tuple[int, ...] = (1,)
    regions: tuple[int, ...] = (10,)
    passages: int = 0
    papers: int = 0


SMALL = Size()
NATIONAL = Size(34, 18, (1, 2, 3, 4, 5), (10, 3), 4, len(_PAPERS))


@dataclass(frozen=True)
class _Document:
    kind: str
    short: str
    iri: str
    name: str
    year: int
    place: int
    region: int
    size: Size
    feeds: bool = True
    named: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        return f"<{PAD}{'agreement' if self.kind == 'agreement' else 'document'}/{self.short}>"


def documents(
    count: int, municipalities: list[tuple[str, str]], size: Size = SMALL
) -> Iterator[tuple[str, list[Quad]]]:
    """Return the graphs of *count* documents with their quads, the same ones at each run.

    Args:
        count: how many.
        municipalities: IRI and name of each; when all have theirs, the next are of later years.
        size: how much there is in each.
    """
    regions = _regions(len(municipalities), size.regions)
    number = later = 0
    while number < count:
        for place, (iri, name) in enumerate(municipalities):
            if later and later % max(size.sets) >= size.sets[place % len(size.sets)]:
                continue
            for part, kind in enumerate(_KINDS):
                if number == count:
                    return
                # A vision, then a bid and an agreement for each of some years.
                year = 2015 + 3 * later + (part - 1) // 2 if part else 2014 + 3 * later
                short = f"plaats-{place}-{kind}-{year}" + ("-b" if part == 3 else "")
                # Of long documents only some feed the regional paper, as in real corpora.
                feeds = not size.papers or part == 2
                document = _Document(
                    kind, short, iri, name, year, place, regions[place], size, feeds
                )
                graph = f"{PAD}graph/{short}"
                triples = parse(_turtle(document), format=RdfFormat.TURTLE)
                yield (
                    graph,
                    [Quad(t.subject, t.predicate, t.object, NamedNode(graph)) for t in triples],
                )
                number += 1
        later += 1


def _regions(places: int, sizes: tuple[int, ...]) -> list[int]:
    """Return the number of the region of each place."""
    found: list[int] = []
    while len(found) < places:
        region = found[-1] + 1 if found else 0
        found += [region] * sizes[region % len(sizes)]
    return found


def _turtle(document: _Document) -> str:
    kind, name, year = document.kind, document.name, document.year
    subject, municipality = document.subject, document.iri
    association = f"<{PAD}party/corporatie-{document.region}>"
    document.named.update(_names(document))
    types = {"vision": "pa:HousingVision", "bid": "pa:Bid", "agreement": "pa:Agreement"}
    lines = [f"@prefix {prefix}: <{space}> ." for prefix, space in PREFIXES.items()]
    lines.append(
        f"<{PAD}graph/{document.short}> pa:describes {subject} . {subject} a pa:Document,"
        f' {types[kind]} ; dcterms:title "{kind.capitalize()} {name} {year}"@nl ; pa:known true ;'
        f" pa:documentKind <{PAC}document-kind/{kind}> ; pa:municipality <{municipality}> ;"
        f" pa:party <{municipality}>, {association} ;"
        f' pa:periodStart "{year}-01-01"^^xsd:date ;'
        f' pa:periodEnd "{year + (3 if kind == "vision" else 0)}-12-31"^^xsd:date .'
        f" {association} a pa:Party, pa:HousingAssociation ;"
        f' rdfs:label "Corporatie {document.region}"@nl .'
        f' <{municipality}> a pa:Party, pa:Municipality ; rdfs:label "gemeente {name}"@nl .'
    )
    for iri, named_kind, title in document.named.values():
        lines.append(
            f'<{iri}> a pa:Document ; dcterms:title "{title}"@nl ; pa:known false ;'
            f" pa:documentKind <{PAC}document-kind/{named_kind}> ."
        )
    if kind != "vision":
        vision, deal = document.named["vision"][0], document.named["deal"][0]
        lines.append(f"{subject} pa:basedOn <{vision}>, <{deal}> .")
    parts = document.size.commitments if kind == "agreement" else document.size.aims
    lines += [_statement(document, order, association) for order in range(1, parts + 1)]
    return "\n".join(lines)


def _names(document: _Document) -> dict[str, tuple[str, str, str]]:
    """Return IRI, kind and title of what a document names."""
    place, region, year = document.place, document.region, document.year
    named = {
        "vision": (f"{PAD}document/plaats-{place}-woonvisie", "vision", "de woonvisie"),
        "plan": (f"{PAD}document/{document.short}-wijkplan", "plan", f"wijkplan Noord {year}"),
        "deal": (f"{PAD}document/woondeal-{region}", "deal", f"Woondeal Streek {region}"),
        "national": (f"{PAD}document/landelijk-akkoord", "policy", "Nationaal Akkoord Wonen"),
        "programme": (
            f"{PAD}document/thuisloket-{region}",
            "programme",
            f"Thuisloket {region}",
        ),
    }
    for number, title in enumerate(_PAPERS[: document.size.papers]):
        iri = f"{PAD}document/plaats-{place}-stuk-{number}"
        named[f"paper-{number}"] = (iri, "plan", f"{title} {document.name}")
    if document.size.papers:
        # A regional paper that every municipality calls by the same name.
        iri = f"{PAD}document/plaats-{place}-regionale-woonagenda"
        named["agenda"] = (iri, "policy", "Regionale Woonagenda")
    return named


def _statement(document: _Document, order: int, association: str) -> str:
    """Return one aim, or one commitment, whose relations go round with its number."""
    base, municipality, place = document.subject.strip("<>"), document.iri, document.place
    kind_of_part = "commitment" if document.kind == "agreement" else "aim"
    node, site = f"<{base}/{kind_of_part}/{order}>", f"<{PAD}place/plaats-{place}/wijk-{order % 3}>"
    who = association if order % 2 else f"<{municipality}>"
    further = order > len(_RELATIONS)
    theme = (_FURTHER_THEMES if further else _THEMES)[order % len(_THEMES)]
    # What lies beyond the first dozen has a theme in common with other documents, and no more.
    unit = f"{document.kind}-{order}" if further else "dwelling" if order % 3 else "euro"
    lines = [
        f"{node} pa:order {order} ; pa:theme <{PAC}theme/{theme}> ;"
        f' pa:text "Voornemen {order} over wijk {order % 3} krijgt vervolg."@nl ;'
        f" pa:initiator {who} ; pa:target <{base}/{kind_of_part}/{order}/target/1> .",
        f"<{base}/{kind_of_part}/{order}/target/1> a pa:Target ; pa:value {order * 10}.0 ;"
        f" pa:unit <{PAC}unit/{unit}> .",
        f'{site} a pa:Place ; rdfs:label "wijk {order % 3}"@nl ; pa:within <{PAD}place/p{place}> .',
        f"{document.subject if further else node} pa:location {site} .",
        *_passages(document, node, order),
    ]
    if document.kind != "agreement":
        return "\n".join([*lines, f"{node} a pa:Aim . {document.subject} pa:aim {node} ."])
    lines.append(
        f'{node} a pa:Commitment ; pa:partOf {document.subject} ; pa:number "{order}" ;'
        f' pa:heading "Onderdeel {order}"@nl ; pa:action <{PAC}action/build> .'
    )
    if not further:
        relation, target = _RELATIONS[order - 1]
        if (relation, target) == ("contributesTo", "deal") and not document.feeds:
            relation = "inAccordanceWith"
    else:
        # Most passages of a long document name a paper at most.
        extra = [name for name in document.named if name.startswith(("paper", "agenda"))]
        relation, target = "refersTo", extra[order % len(extra)]
    iri = document.named[target][0]
    lines.append(f"{node} pa:{relation} <{iri}> ; pa:refersTo <{iri}> .")
    if order % 4 == 0:
        needed = f"<{base}/commitment/{order - 1}>" if order % 8 else association
        lines.append(
            f"{node} pa:dependency <{base}/commitment/{order}/dependency/1> ;"
            f" pa:contributor {association} ."
            f" <{base}/commitment/{order}/dependency/1> a pa:Dependency ; pa:requires {needed} ."
        )
    return "\n".join(lines)


def _passages(document: _Document, node: str, order: int) -> Iterator[str]:
    """Return where in the text a statement and its fields stand."""
    for part in range(document.size.passages):
        start = 1000 * order + 200 * part
        text = f"{PAD}text/{document.short}/0123456789abcdef"
        passage, place = f"<{text}#char={start},{start + 150}>", f"<{text}#at={start}>"
        cited = f"<{node.strip('<>')}/reference/{part}>"
        yield (
            f"{node} pa:source {passage} . {passage} a oa:ResourceSelection ;"
            f" oa:hasSource <{text}> ; oa:hasSelector {place} . {place} a oa:TextPositionSelector ;"
            f" oa:start {start} ; oa:end {start + 150} ."
            f" {node} pa:citation {cited} . {cited} a pa:Citation ; pa:source {passage} ;"
            f' rdfs:label "passage {part} van onderdeel {order}"@nl .'
        )
