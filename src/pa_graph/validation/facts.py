"""An agreement as its graph states it: what measures, reports and comparisons look at.

Whatever made the graph, only ``pa:`` terms are read. Reading from the graph and not from the
model keeps corrections in and lets graphs of other origin be measured.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pa_graph.model.namespaces import PA, PAC, PREFIXES
from pa_graph.validation.findings import Passage
from pa_graph.validation.graphs import REFERRING
from pa_graph.validation.terms import in_order, text_at
from pa_graph.validation.words import Words

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_OA: Final = PREFIXES["oa"]
KINDS: Final = {
    PA + "Municipality": "municipality",
    PA + "HousingAssociation": "housing_association",
    PA + "TenantOrganisation": "tenant_organisation",
}
GROUNDS: Final = ("basedOn", "implements", "inAccordanceWith", "conditionalOn", "contributesTo")
"""Relations by which a commitment leans on a document; mentioning and producing are not leaning."""


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """One measurable figure; absent parts are empty strings."""

    iri: str
    figure: str
    upper: str
    unit: str
    comparator: str
    of: str
    by: str


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """One commitment; codes are plain (``set_rent``), parties and documents are IRIs."""

    iri: str
    order: int
    number: str | None
    heading: str | None
    theme: str | None
    action: str | None
    strength: str | None
    initiators: tuple[str, ...]
    others: tuple[str, ...]
    quarters: tuple[str, ...]
    deadline: str | None
    targets: tuple[TargetFacts, ...]
    places: tuple[str, ...]
    grounds: tuple[str, ...]
    produces: tuple[str, ...]
    passage: Passage | None

    @property
    def parties(self) -> tuple[str, ...]:
        """Every party with a part in it, each once."""
        return tuple(dict.fromkeys((*self.initiators, *self.others)))

    @property
    def name(self) -> Words:
        """What a reader calls it: its printed number, else its place in the document."""
        shown = self.number.rstrip(".") if self.number else f"[{self.order}]"
        return Words(f"afspraak {shown}", f"commitment {shown}")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document that is leaned on: whether it is known, and when it holds."""

    iri: str
    title: str
    known: bool
    start: str | None
    end: str | None


@dataclass(frozen=True)
class AgreementFacts:
    """One agreement with its commitments in the order of the document."""

    iri: str
    title: str
    start: str | None
    end: str | None
    parties: tuple[str, ...]
    commitments: tuple[CommitmentFacts, ...]
    grounds: tuple[str, ...]
    party_kinds: dict[str, str]
    documents: dict[str, DocumentFacts]

    @property
    def short(self) -> str:
        """The last part of its IRI."""
        return self.iri.rstrip("/").rpartition("/")[2]


class GraphFacts:
    """What one graph (a document with its context) states, read once.

    Args:
        graph: the data with the labels of the ontology.
        own: the subjects of the document itself.
    """

    def __init__(self, graph: Graph, own: frozenset[Node]) -> None:
        self.graph = graph
        self._own = own
        self.agreements = tuple(self._agreement(node) for node in self._nodes_of_agreements())
        self.commitment_of = self._owners()

    def label(self, iri: str) -> Words:
        """Return what a thing is called in both languages: its label, title, or short IRI."""
        from rdflib import DCTERMS, RDFS, SKOS, Literal, URIRef

        node = URIRef(iri)
        for predicate in (SKOS.prefLabel, RDFS.label, DCTERMS.title):
            found = {
                value.language or "": str(value)
                for value in sorted(self.graph.objects(node, predicate), key=str, reverse=True)
                if isinstance(value, Literal)
            }
            if found:
                some = found.get("") or found[min(found)]
                return Words(found.get("nl", some), found.get("en", some))
        return Words.same(iri.rstrip("/").rpartition("/")[2] or iri)

    def _nodes_of_agreements(self) -> list[Node]:
        parents = set(self.graph.objects(predicate=self._pa("partOf"))) & self._own
        return sorted(parents, key=str)

    def _agreement(self, node: Node) -> AgreementFacts:
        from rdflib import DCTERMS

        commitments = sorted(
            (self._commitment(c) for c in self.graph.subjects(self._pa("partOf"), node)),
            key=lambda c: (c.order, c.iri),
        )
        grounds = self._all(node, *GROUNDS, "amends", "succeeds")
        leaned_on = sorted({d for c in commitments for d in c.grounds} | set(grounds))
        parties = self._all(node, "signatory", "party")
        everyone = sorted({p for c in commitments for p in c.parties} | set(parties))
        return AgreementFacts(
            iri=str(node),
            title=text_at(self.graph, node, DCTERMS.title),
            start=self._one(node, "periodStart"),
            end=self._one(node, "periodEnd"),
            parties=parties,
            commitments=tuple(commitments),
            grounds=grounds,
            party_kinds={party: self.kind(party) for party in everyone},
            documents={iri: self._document(iri) for iri in leaned_on},
        )

    def _commitment(self, node: Node) -> CommitmentFacts:
        order = self._one(node, "order") or "0"
        others = self._all(node, "contributor", "extraParty")
        initiators = self._all(node, "initiator")
        return CommitmentFacts(
            iri=str(node),
            order=int(order) if order.lstrip("-").isdigit() else 0,
            number=self._one(node, "number"),
            heading=self._one(node, "heading"),
            theme=self._code(node, "theme"),
            action=self._code(node, "action"),
            strength=self._code(node, "strength"),
            initiators=initiators,
            others=tuple(party for party in others if party not in initiators),
            quarters=tuple(q.rpartition("/")[2] for q in self._all(node, "quarter")),
            deadline=self._one(node, "deadlineAsStated") or self._one(node, "deadline"),
            targets=tuple(self._target(t) for t in self._sorted(node, "target")),
            places=self._all(node, "location"),
            grounds=self._all(node, *GROUNDS),
            produces=self._all(node, "produces"),
            passage=self.passage(node),
        )

    def _target(self, node: Node) -> TargetFacts:
        return TargetFacts(
            iri=str(node),
            figure=self._one(node, "value") or self._one(node, "code") or "",
            upper=self._one(node, "upperBound") or "",
            unit=self._code(node, "unit") or "",
            comparator=self._code(node, "comparator") or "",
            of=self._one(node, "of") or "",
            by=self._one(node, "deadlineAsStated") or self._one(node, "by") or "",
        )

    def _document(self, iri: str) -> DocumentFacts:
        from rdflib import URIRef

        node = URIRef(iri)
        return DocumentFacts(
            iri=iri,
            title=self.label(iri).nl,
            known=self._one(node, "known") == "true",
            start=self._one(node, "periodStart"),
            end=self._one(node, "periodEnd"),
        )

    def kind(self, party: str) -> str:
        """Return the kind of a party, ``other`` where its class says nothing."""
        from rdflib import RDF, URIRef

        types = {str(t) for t in self.graph.objects(URIRef(party), RDF.type)}
        return next((kind for cls, kind in KINDS.items() if cls in types), "other")

    def passage(self, node: Node) -> Passage | None:
        """Return where *node* stands in the text, or None where the graph doesn't say."""
        from rdflib import URIRef

        for selection in sorted(self.graph.objects(node, self._pa("source")), key=str):
            start = end = words = None
            for selector in in_order(self.graph.objects(selection, URIRef(_OA + "hasSelector"))):
                start = self.graph.value(selector, URIRef(_OA + "start"), default=start)
                end = self.graph.value(selector, URIRef(_OA + "end"), default=end)
                words = self.graph.value(selector, URIRef(_OA + "exact"), default=words)
            text = self.graph.value(selection, URIRef(_OA + "hasSource"))
            checksum = self.graph.value(text, self._pa("checksum")) if text else None
            if str(start).isdigit() and str(end).isdigit():
                exact = words if words is not None else self.graph.value(node, self._pa("text"))
                return Passage(
                    int(str(start)),
                    int(str(end)),
                    None if exact is None else str(exact),
                    None if checksum is None else str(checksum),
                    self._count(selection, "page"),
                    self._count(selection, "paragraph"),
                )
        return None

    def _count(self, selection: Node, name: str) -> int | None:
        words = str(self.graph.value(selection, self._pa(name)))
        return int(words) if words.isdigit() else None

    def mention_of(self, iri: str) -> tuple[CommitmentFacts, Passage | None] | None:
        """Return the first commitment that names a document, and where it names it."""
        from rdflib import URIRef

        node = URIRef(iri)
        relations = [URIRef(relation) for relation in REFERRING]
        for agreement in self.agreements:
            for commitment in agreement.commitments:
                own = URIRef(commitment.iri)
                if not any((own, relation, node) in self.graph for relation in relations):
                    continue
                for citation in self._sorted(own, "citation"):
                    if (citation, self._pa("cites"), node) in self.graph:
                        return commitment, self.passage(citation) or commitment.passage
                return commitment, commitment.passage
        return None

    def _owners(self) -> dict[str, CommitmentFacts]:
        """Return, for every target, dependency and citation of a commitment, that commitment."""
        from rdflib import URIRef

        owners: dict[str, CommitmentFacts] = {}
        for agreement in self.agreements:
            for commitment in agreement.commitments:
                owners[commitment.iri] = commitment
                for part in ("target", "dependency", "citation", "source"):
                    for node in self.graph.objects(URIRef(commitment.iri), self._pa(part)):
                        owners.setdefault(str(node), commitment)
        return owners

    @staticmethod
    def _pa(name: str) -> Node:
        from rdflib import URIRef

        return URIRef(PA + name)

    def _sorted(self, node: Node, name: str) -> list[Node]:
        return sorted(self.graph.objects(node, self._pa(name)), key=str)

    def _all(self, node: Node, *names: str) -> tuple[str, ...]:
        found = (str(value) for name in names for value in self._sorted(node, name))
        return tuple(dict.fromkeys(found))

    def _one(self, node: Node, name: str) -> str | None:
        return next((str(value) for value in self._sorted(node, name)), None)

    def _code(self, node: Node, name: str) -> str | None:
        iri = self._one(node, name)
        if iri is None:
            return None
        return iri.removeprefix(PAC).rpartition("/")[2].replace("-", "_")


def by_theme(commitments: Iterable[CommitmentFacts]) -> dict[str, list[CommitmentFacts]]:
    """Return the commitments by theme; those without one are left out."""
    themes: dict[str, list[CommitmentFacts]] = defaultdict(list)
    for commitment in commitments:
        if commitment.theme:
            themes[commitment.theme].append(commitment)
    return dict(sorted(themes.items()))
