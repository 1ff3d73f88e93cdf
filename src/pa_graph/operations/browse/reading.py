"""From the graphs of a store to records. Only ``pa:`` terms are read, whatever made the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.dependencies.mentions import MADE, TEXTS
from pa_graph.dependencies.network import load_network
from pa_graph.mapping.references import PROPERTY_OF_RELATION
from pa_graph.model.identifiers import graph_iri
from pa_graph.model.namespaces import PA, PREFIXES, expand
from pa_graph.operations.background import BACKGROUND_GRAPHS
from pa_graph.operations.browse.records import (
    CommitmentRecord,
    Corpus,
    DocumentRecord,
    NeedRecord,
    PartyRecord,
    Place,
    ReferenceRecord,
    TargetRecord,
)
from pa_graph.operations.labels import labels_of
from pa_graph.store.protocol import GraphStore, cells
from pa_graph.validation.words import Words

_BESIDE: Final = (*MADE, TEXTS)
"""Graphs that stand beside those of documents."""
_RELATIONS: Final = tuple(
    sorted({name.removeprefix("pa:") for name in PROPERTY_OF_RELATION.values()})
)


class Described:
    """The statements of one graph, by subject and predicate."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._objects: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(dict)
        self.typed: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                own = self._objects[quad.subject.value]
                own.setdefault(quad.predicate.value, []).append(quad.object)
                if quad.predicate.value == _TYPE and quad.object.value.startswith(PA):
                    self.typed[quad.object.value.removeprefix(PA)].append(quad.subject.value)

    def all(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the values of a property, sorted."""
        found = self._objects.get(subject, {}).get(expand(predicate), ())
        return tuple(sorted(value.value for value in found))

    def one(self, subject: str, predicate: str) -> str:
        """Return the value, the first in order if there are several, or an empty text."""
        return next(iter(self.all(subject, predicate)), "")

    def iris(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return the things that a property points at, sorted; a text is no thing."""
        found = self._objects.get(subject, {}).get(expand(predicate), ())
        return tuple(sorted(value.value for value in found if isinstance(value, NamedNode)))

    def iri(self, subject: str, predicate: str) -> str:
        """Return the thing, the first in order if there are several, or an empty text."""
        return next(iter(self.iris(subject, predicate)), "")

    def number(self, subject: str, predicate: str) -> int:
        """Return the whole number, 0 where there is none."""
        value = self.one(subject, predicate)
        return int(value) if value.lstrip("-").isdigit() else 0

    def numbered(self, subject: str, predicate: str) -> list[str]:
        """Return IRIs that end in a number in the order of these numbers."""
        return sorted(self.iris(subject, predicate), key=_last_number)

    def types(self, subject: str) -> frozenset[str]:
        """Return the local names of its classes of ours."""
        found = self.all(subject, "rdf:type")
        return frozenset(name.removeprefix(PA) for name in found if name.startswith(PA))

    def places(self, subject: str, predicate: str = "pa:source") -> list[Place]:
        """Return the ranges of the text that a statement rests on, sorted."""
        found = set()
        for selection in self.all(subject, predicate):
            for selector in self.all(selection, "oa:hasSelector"):
                start, end = self.one(selector, "oa:start"), self.one(selector, "oa:end")
                if start.isdigit() and end.isdigit() and int(start) < int(end):
                    found.add((int(start), int(end)))
        return sorted(found)

    def place(self, subject: str) -> Place | None:
        """Return the first range, if there is one."""
        return next(iter(self.places(subject)), None)


_TYPE: Final = PREFIXES["rdf"] + "type"


def read_corpus(
    store: GraphStore, tell: Callable[[int, int], None] = lambda done, total: None
) -> Corpus:
    """Return all that the store holds of documents, commitments, parties and links.

    Args:
        store: to read from.
        tell: is told now and then how many documents have been read, and of how many.
    """
    documents: dict[str, DocumentRecord] = {}
    commitments: dict[str, CommitmentRecord] = {}
    aims: dict[str, CommitmentRecord] = {}
    names: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, str] = {}
    first_labels: dict[str, str] = {}
    graphs = [
        graph
        for graph in store.graphs()
        if graph not in BACKGROUND_GRAPHS and not graph.startswith(_BESIDE)
    ]
    for number, graph in enumerate(graphs):
        tell(number, len(graphs))
        found = Described(store.read_graph(graph))
        for iri in sorted(found.typed["Document"]):
            document = _document(found, iri, graph)
            known = documents.get(iri)
            # What a document's own graph says of it goes before what others call it.
            if known is None or (document.graph and not known.graph):
                documents[iri] = document
        for iri in found.typed["Commitment"]:
            commitments[iri] = _commitment(found, iri, found.iri(iri, "pa:partOf"))
        for iri in found.typed["Document"]:
            for aim in found.numbered(iri, "pa:aim"):
                aims[aim] = _commitment(found, aim, iri)
        for iri in sorted(found.typed["Party"]):
            labels = found.all(iri, "rdfs:label")
            names[iri].update(labels, found.all(iri, "skos:altLabel"))
            if labels:
                first_labels.setdefault(iri, labels[0])
            kinds.setdefault(iri, found.iri(iri, "pa:partyKind"))
    tell(len(graphs), len(graphs))
    _add_reference(store, documents, (*commitments.values(), *aims.values()))
    parties = {
        iri: PartyRecord(
            iri, first_labels.get(iri, ""), kinds[iri], tuple(sorted(names[iri], key=str.casefold))
        )
        for iri in sorted(names, key=lambda iri: (first_labels.get(iri) or iri).casefold())
    }
    corpus = Corpus(
        dict(sorted(documents.items())),
        dict(sorted(commitments.items(), key=_reading_order)),
        dict(sorted(aims.items(), key=_reading_order)),
        parties,
        load_network(store),
    )
    corpus.stands_for = dict(
        (one, other)
        for one, other in cells(
            store, "SELECT DISTINCT ?x ?y WHERE { ?x pa:standsFor ?y } ORDER BY ?x ?y"
        )
    )
    corpus.labels = _labels(corpus, store)
    return corpus


def _add_reference(
    store: GraphStore,
    documents: dict[str, DocumentRecord],
    records: Iterable[CommitmentRecord],
) -> None:
    """Add the documents of the reference data that something read here names."""
    graph = graph_iri("reference")
    found = Described(store.read_graph(graph))
    named = {reference.thing for record in records for reference in record.references}
    named |= {other for document in documents.values() for _, other in document.relations}
    for iri in sorted(named.intersection(found.typed["Document"]) - set(documents)):
        documents[iri] = _document(found, iri, graph)


def _reading_order(item: tuple[str, CommitmentRecord]) -> tuple[str, int, str]:
    return item[1].document, item[1].order, item[0]


def _labels(corpus: Corpus, store: GraphStore) -> dict[str, Words]:
    wanted = {*corpus.documents, *corpus.parties, *corpus.stands_for, *corpus.stands_for.values()}
    wanted.update(d.kind for d in corpus.documents.values())
    wanted.update(iri for d in corpus.documents.values() for _, iri in d.relations)
    wanted.update(m for d in corpus.documents.values() for m in d.municipalities)
    wanted.update(p.kind for p in corpus.parties.values())
    for record in (*corpus.commitments.values(), *corpus.aims.values()):
        wanted.update((record.theme, record.action, record.strength, record.initiator_from))
        wanted.update((*record.parties, *record.locations))
        wanted.update(need.kind for need in record.needs)
        wanted.update(reference.thing for reference in record.references)
        for target in record.targets:
            wanted.update((target.unit, target.comparator, target.location))
    wanted.update(f"{PREFIXES['pac']}link-kind/{link.kind}" for link in corpus.network.links)
    wanted.discard("")
    dutch, english = (labels_of(wanted, store, language) for language in ("nl", "en"))
    return {iri: Words(dutch[iri], english.get(iri, dutch[iri])) for iri in dutch}


def _document(found: Described, iri: str, graph: str) -> DocumentRecord:
    described = iri in found.all(graph, "pa:describes")
    text = found.one(iri, "pa:recordedIn") if described else ""
    reading = found.one(graph, "prov:wasGeneratedBy") if described else ""
    layouts = [
        (
            found.one(node, "pa:layout"),
            found.one(node, "pa:certainty"),
            found.one(node, "pa:because"),
        )
        for node in found.numbered(reading, "pa:layoutChoice")
    ]
    return DocumentRecord(
        iri=iri,
        title=found.one(iri, "dcterms:title"),
        kind=found.iri(iri, "pa:documentKind"),
        known=found.one(iri, "pa:known") == "true",
        graph=graph if described else "",
        types=found.types(iri),
        municipalities=found.iris(iri, "pa:municipality"),
        parties=found.iris(iri, "pa:party"),
        signatories=found.iris(iri, "pa:signatory"),
        start=found.one(iri, "pa:periodStart"),
        end=found.one(iri, "pa:periodEnd"),
        signed=found.one(iri, "pa:signedOn") or found.one(iri, "pa:issuedOn"),
        relations=tuple(
            (relation, other)
            for relation in _RELATIONS
            for other in found.iris(iri, f"pa:{relation}")
        ),
        references=_references(found, iri) if described else (),
        text_node=text,
        file_name=found.one(found.one(text, "prov:wasDerivedFrom"), "pa:fileName"),
        checksum=found.one(text, "pa:checksum"),
        characters=found.number(text, "pa:characterCount"),
        program=found.one(reading, "pa:programVersion"),
        layouts=tuple(layouts),
        left_out=tuple(found.places(iri, "pa:leftOut")),
        stops_early=found.one(iri, "pa:stopsEarly"),
    )


def _commitment(found: Described, iri: str, document: str) -> CommitmentRecord:
    quarters = (quarter.rpartition("/")[2] for quarter in found.iris(iri, "pa:quarter"))
    return CommitmentRecord(
        iri=iri,
        document=document,
        order=found.number(iri, "pa:order"),
        number=found.one(iri, "pa:number"),
        heading=found.one(iri, "pa:heading"),
        text=found.one(iri, "pa:text"),
        theme=found.iri(iri, "pa:theme"),
        action=found.iri(iri, "pa:action"),
        strength=found.iri(iri, "pa:strength"),
        initiators=found.iris(iri, "pa:initiator"),
        initiator_from=found.iri(iri, "pa:initiatorFrom"),
        contributors=found.iris(iri, "pa:contributor"),
        others=found.iris(iri, "pa:extraParty"),
        quarters=tuple(
            sorted(q for q in quarters if len(q) == 7 and q[5] == "Q" and q[6] in "1234")
        ),
        deadline=_day(found.one(iri, "pa:deadline")),
        stated=found.one(iri, "pa:deadlineAsStated"),
        targets=tuple(_target(found, node) for node in found.numbered(iri, "pa:target")),
        locations=found.iris(iri, "pa:location"),
        references=_references(found, iri),
        needs=tuple(_need(found, node) for node in found.numbered(iri, "pa:dependency")),
        place=found.place(iri),
        layout=found.one(iri, "pa:layout"),
        unread=tuple(name.removeprefix(PA) for name in found.all(iri, "pa:unread")),
    )


def _day(value: str) -> str:
    return value if len(value) == 10 and value[5:7].isdigit() else ""


def _target(found: Described, iri: str) -> TargetRecord:
    return TargetRecord(
        iri,
        found.one(iri, "pa:value"),
        found.one(iri, "pa:upperBound"),
        found.one(iri, "pa:code"),
        found.iri(iri, "pa:unit"),
        found.iri(iri, "pa:comparator"),
        found.one(iri, "pa:of"),
        found.one(iri, "pa:per"),
        _day(found.one(iri, "pa:by")),
        found.iri(iri, "pa:location"),
        found.place(iri),
    )


def _references(found: Described, iri: str) -> tuple[ReferenceRecord, ...]:
    """Return what is named with its words; relations without a citation come last."""
    cited = [
        ReferenceRecord(
            found.iri(node, "pa:relation").removeprefix(PA),
            found.iri(node, "pa:cites"),
            found.one(node, "rdfs:label"),
            found.place(node),
        )
        for node in found.numbered(iri, "pa:citation")
    ]
    said = {(record.relation, record.thing) for record in cited}
    plain = [
        ReferenceRecord(relation, other, "", None)
        for relation in _RELATIONS
        for other in found.iris(iri, f"pa:{relation}")
        if (relation, other) not in said
    ]
    return (*cited, *plain)


def _need(found: Described, iri: str) -> NeedRecord:
    return NeedRecord(
        found.iri(iri, "pa:dependencyKind"),
        found.one(iri, "pa:statement"),
        found.iris(iri, "pa:requires"),
        found.place(iri),
    )


def _last_number(iri: str) -> tuple[int, str]:
    tail = iri.rpartition("/")[2]
    return (int(tail) if tail.isdigit() else 0, iri)
