"""An agreement as its graph states it: what measures, reports and comparisons look at.

Whatever made the graph, only ``pa:`` terms are read. Reading from the graph and not from the
model keeps corrections in and lets graphs of other origin be measured.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from pa_graph.model.namespaces import PA, PAC, PREFIXES
from pa_graph.validation.findings import Passage
from pa_graph.validation.graphs import REFERRING, class_labels
from pa_graph.validation.triples import Literal, TermGraph, text
from pa_graph.validation.words import Words

_OA: Final = PREFIXES["oa"]
_TITLE: Final = PREFIXES["dcterms"] + "title"
_NAMES: Final = (PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label", _TITLE)
_TYPE: Final = PREFIXES["rdf"] + "type"
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
    def short_name(self) -> str:
        """Its printed number, else its place in the document in brackets."""
        return self.number.rstrip(".") if self.number else f"[{self.order}]"

    @property
    def name(self) -> Words:
        """What a reader calls it."""
        return Words(f"afspraak {self.short_name}", f"commitment {self.short_name}")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document that is leaned on: whether it is known, and when it holds."""

    iri: str
    title: Words
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

    Attributes:
        agreements: those whose commitments it states, described or not.
        commitments: how many it states, also such as belong to no agreement.
    """

    def __init__(self, graph: TermGraph, own: Collection[str]) -> None:
        self.graph = graph
        self._labels: dict[str, Words] = {}
        own_subjects = frozenset(own)
        parents = {
            node
            for node in graph.values(PA + "partOf")
            if isinstance(node, str)
            and not own_subjects.isdisjoint(graph.subjects(PA + "partOf", node))
        }
        self.agreements = tuple(map(self._agreement, sorted(parents)))
        stray = own_subjects.intersection(graph.instances(PA + "Commitment"))
        self.commitments = len(stray.union(c.iri for a in self.agreements for c in a.commitments))
        self.commitment_of = self._owners()
        self._mentions = self._first_mentions()

    def kind_of_document(self) -> Words | None:
        """Return what the described document is, where it is no agreement with commitments."""
        if self.agreements:
            return None
        for document in sorted(map(text, self.graph.values(PA + "describes"))):
            classes = set(map(text, self.graph.objects(document, _TYPE))) - {PA + "Document"}
            named = sorted(classes & class_labels().keys() - {PA + "Instrument"})
            if named:
                found = class_labels()[named[0]]
                return Words(found.nl.lower(), found.en.lower())
            kind = self._one(document, "documentKind")
            if kind is not None:
                return self.label(kind)
        return None

    def label(self, iri: str) -> Words:
        """Return what a thing is called in both languages: its label, title, or short IRI."""
        known = self._labels.get(iri)
        if known is None:
            known = self._labels[iri] = self._label(iri)
        return known

    def called(self, iri: str) -> Words:
        """Return what a thing is called, a commitment by its number."""
        commitment = self.commitment_of.get(iri)
        return commitment.name if commitment and commitment.iri == iri else self.label(iri)

    def is_document(self, iri: str) -> bool:
        """Whether it is a document that commitments name."""
        return iri in self._mentions

    def _label(self, iri: str) -> Words:
        for predicate in _NAMES:
            found = {
                value.language: value.value
                for value in sorted(self.graph.objects(iri, predicate), key=text, reverse=True)
                if isinstance(value, Literal)
            }
            if found:
                some = found.get("") or found[min(found)]
                return Words(found.get("nl", some), found.get("en", some))
        return Words.same(iri.rstrip("/").rpartition("/")[2] or iri)

    def _agreement(self, node: str) -> AgreementFacts:
        commitments = sorted(
            (self._commitment(c) for c in self.graph.subjects(PA + "partOf", node)),
            key=lambda c: (c.order, c.iri),
        )
        grounds = self._all(node, *GROUNDS, "amends", "succeeds")
        leaned_on = sorted({d for c in commitments for d in c.grounds} | set(grounds))
        parties = self._all(node, "signatory", "party")
        everyone = sorted({p for c in commitments for p in c.parties} | set(parties))
        return AgreementFacts(
            iri=node,
            title=self.graph.one(node, _TITLE) or "",
            start=self._one(node, "periodStart"),
            end=self._one(node, "periodEnd"),
            parties=parties,
            commitments=tuple(commitments),
            grounds=grounds,
            party_kinds={party: self.kind(party) for party in everyone},
            documents={iri: self._document(iri) for iri in leaned_on},
        )

    def _commitment(self, node: str) -> CommitmentFacts:
        order = self._one(node, "order") or "0"
        others = self._all(node, "contributor", "extraParty")
        initiators = self._all(node, "initiator")
        return CommitmentFacts(
            iri=node,
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

    def _target(self, node: str) -> TargetFacts:
        return TargetFacts(
            iri=node,
            figure=self._one(node, "value") or self._one(node, "code") or "",
            upper=self._one(node, "upperBound") or "",
            unit=self._code(node, "unit") or "",
            comparator=self._code(node, "comparator") or "",
            of=self._one(node, "of") or "",
            by=self._one(node, "deadlineAsStated") or self._one(node, "by") or "",
        )

    def _document(self, iri: str) -> DocumentFacts:
        return DocumentFacts(
            iri=iri,
            title=self.label(iri),
            known=self._one(iri, "known") == "true",
            start=self._one(iri, "periodStart"),
            end=self._one(iri, "periodEnd"),
        )

    def kind(self, party: str) -> str:
        """Return the kind of a party, ``other`` where its class says nothing."""
        types = self.graph.objects(party, _TYPE)
        return next((kind for cls, kind in KINDS.items() if cls in types), "other")

    def passage(self, node: str) -> Passage | None:
        """Return where *node* stands in the text, or None where the graph doesn't say."""
        graph = self.graph
        for selection in self._sorted(node, "source"):
            start = end = words = None
            for selector in sorted(graph.objects(selection, _OA + "hasSelector"), key=text):
                if isinstance(selector, str):
                    start = graph.one(selector, _OA + "start") or start
                    end = graph.one(selector, _OA + "end") or end
                    words = graph.one(selector, _OA + "exact") or words
            source = graph.one(selection, _OA + "hasSource")
            checksum = graph.one(source, PA + "checksum") if source else None
            if start and end and start.isdigit() and end.isdigit():
                exact = words if words is not None else graph.one(node, PA + "text")
                return Passage(
                    int(start),
                    int(end),
                    exact,
                    checksum,
                    self._count(selection, "page"),
                    self._count(selection, "paragraph"),
                )
        return None

    def _count(self, selection: str, name: str) -> int | None:
        words = self.graph.one(selection, PA + name)
        return int(words) if words and words.isdigit() else None

    def mention_of(self, iri: str) -> tuple[CommitmentFacts | None, Passage | None] | None:
        """Return the first commitment that names a document, and where it names it.

        A document that no commitment names may be named by the agreement itself.
        """
        commitment = self._mentions.get(iri)
        if commitment is not None:
            return commitment, self._cited(commitment.iri, iri) or commitment.passage
        for agreement in self.agreements:
            if (passage := self._cited(agreement.iri, iri)) is not None:
                return None, passage
        return None

    def _cited(self, node: str, iri: str) -> Passage | None:
        """Return where *node* cites a document."""
        found = [
            passage
            for citation in self._sorted(node, "citation")
            if self.graph.has(citation, PA + "cites", iri)
            and (passage := self.passage(citation)) is not None
        ]
        return min(found, key=lambda passage: (passage.start, passage.end), default=None)

    def first_under(self, theme: str) -> CommitmentFacts | None:
        """Return the first commitment under a theme, by the IRI of its code."""
        for agreement in self.agreements:
            for commitment in agreement.commitments:
                if commitment.theme and self.graph.has(commitment.iri, PA + "theme", theme):
                    return commitment
        return None

    def _first_mentions(self) -> dict[str, CommitmentFacts]:
        first: dict[str, CommitmentFacts] = {}
        for agreement in self.agreements:
            for commitment in agreement.commitments:
                for relation in REFERRING:
                    for node in self.graph.objects(commitment.iri, relation):
                        first.setdefault(text(node), commitment)
        return first

    def _owners(self) -> dict[str, CommitmentFacts]:
        """Return, for every target, dependency and citation of a commitment, that commitment."""
        owners: dict[str, CommitmentFacts] = {}
        for agreement in self.agreements:
            for commitment in agreement.commitments:
                owners[commitment.iri] = commitment
                for part in ("target", "dependency", "citation", "source"):
                    for node in self.graph.objects(commitment.iri, PA + part):
                        owners.setdefault(text(node), commitment)
        return owners

    def _sorted(self, node: str, name: str) -> list[str]:
        return sorted(map(text, self.graph.objects(node, PA + name)))

    def _all(self, node: str, *names: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v for name in names for v in self._sorted(node, name)))

    def _one(self, node: str, name: str) -> str | None:
        return self.graph.one(node, PA + name)

    def _code(self, node: str, name: str) -> str | None:
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
