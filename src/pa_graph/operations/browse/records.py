"""What the store states of each thing, as plain records that refer to one another by IRI."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from pa_graph.dependencies.network import Link, Network
from pa_graph.model.namespaces import PAD, TOOI_MUNICIPALITY
from pa_graph.validation.words import Words

Place = tuple[int, int]
"""Half-open range of code points in the text as read."""

AGREEMENT: Final = f"{PAD}agreement/"
PARTY: Final = f"{PAD}party/"
DOCUMENT: Final = f"{PAD}document/"


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A measurable figure; IRIs for unit, comparator and location, empty where not stated."""

    iri: str
    value: str
    upper: str
    code: str
    unit: str
    comparator: str
    of: str
    per: str
    by: str
    location: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class ReferenceRecord:
    """A document or place that is named: by which relation (``basedOn``), in which words."""

    relation: str
    thing: str
    name: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class NeedRecord:
    """A dependency as the text states it."""

    kind: str
    statement: str
    requires: tuple[str, ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class CommitmentRecord:
    """One commitment, or one aim of a vision or bid (then most fields are empty).

    Attributes:
        document: IRI of the agreement, vision or bid.
        text: its words, empty where the store holds facts only.
        theme / action / strength / initiator_from: IRIs of codes, empty where not stated.
        quarters: such as ``2024-Q1``, sorted.
        deadline: ISO date, the last day of what is stated.
        stated: the deadline as precisely as the text gives it (EDTF).
        unread: names of the properties that the text seems to state and that weren't understood.
    """

    iri: str
    document: str
    order: int
    number: str
    heading: str
    text: str
    theme: str
    action: str
    strength: str
    initiators: tuple[str, ...]
    initiator_from: str
    contributors: tuple[str, ...]
    others: tuple[str, ...]
    quarters: tuple[str, ...]
    deadline: str
    stated: str
    targets: tuple[TargetRecord, ...]
    locations: tuple[str, ...]
    references: tuple[ReferenceRecord, ...]
    needs: tuple[NeedRecord, ...]
    place: Place | None
    layout: str = ""
    unread: tuple[str, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        """Every party with a part in it, each once."""
        return tuple(dict.fromkeys((*self.initiators, *self.contributors, *self.others)))

    @property
    def due(self) -> str:
        """ISO date of the last day on which it is due, or empty."""
        return self.deadline or (last_day(self.quarters[-1]) if self.quarters else "")

    @property
    def moments(self) -> tuple[str, ...]:
        """The quarters in which it falls; those of its deadline where it names no quarter."""
        return self.quarters or ((quarter_of(self.deadline),) if self.deadline else ())

    @property
    def shown(self) -> str:
        """What a reader calls it: its printed number, else its place in the document."""
        return self.number.rstrip(".") if self.number else f"[{self.order}]"


@dataclass(frozen=True)
class DocumentRecord:
    """A document: an agreement, a vision, a bid … read or only named.

    Attributes:
        graph: IRI of the named graph that describes it, empty for one that is only named.
        types: local names of its classes, such as ``Agreement``.
        relations: (property, IRI of the other document), such as ``("basedOn", …)``.
        references: where it says so itself, with the words.
        text_node: IRI of the text that it was read in.
        layouts: name, certainty between 0 and 1, reason.
        left_out: places of passages that sound like promises and were not taken.
    """

    iri: str
    title: str
    kind: str = ""
    known: bool = False
    graph: str = ""
    types: frozenset[str] = frozenset()
    municipalities: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    signed: str = ""
    relations: tuple[tuple[str, str], ...] = ()
    references: tuple[ReferenceRecord, ...] = ()
    text_node: str = ""
    file_name: str = ""
    checksum: str = ""
    characters: int = 0
    program: str = ""
    layouts: tuple[tuple[str, str, str], ...] = ()
    left_out: tuple[Place, ...] = ()
    stops_early: str = ""

    @property
    def name(self) -> str:
        """The end of its IRI, by which its page goes."""
        return self.iri.removeprefix(AGREEMENT).removeprefix(DOCUMENT)

    @property
    def is_agreement(self) -> bool:
        """Whether it is an agreement that was read."""
        return bool(self.graph) and self.iri.startswith(AGREEMENT)


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """A party with its kind (IRI of a code) and every printed name."""

    iri: str
    label: str
    kind: str
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """The end of its IRI, by which its page goes."""
        return party_name(self.iri)


def party_name(iri: str) -> str:
    """Return the end of a party's IRI, such as ``gm0798`` or ``leystromen``."""
    return iri.removeprefix(PARTY).removeprefix(TOOI_MUNICIPALITY)


def quarter_of(day: str) -> str:
    """Return the quarter of an ISO date, such as ``2024-Q1``."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def last_day(quarter: str) -> str:
    """Return the ISO date of the last day of a quarter."""
    year, number = quarter[:4], int(quarter[-1])
    return f"{year}-{('03-31', '06-30', '09-30', '12-31')[number - 1]}"


@dataclass
class Corpus:
    """All that a store holds.

    Attributes:
        documents / commitments / aims / parties: by IRI, in reading order.
        network: the derived links.
        labels: IRI → name in both languages, of codes, places, parties and documents.
        stands_for: IRI of a document's name → the document that is meant.
        facet_values: IRI of a commitment → facet → values; filled by the search.
    """

    documents: dict[str, DocumentRecord]
    commitments: dict[str, CommitmentRecord]
    aims: dict[str, CommitmentRecord]
    parties: dict[str, PartyRecord]
    network: Network
    labels: dict[str, Words] = field(default_factory=dict)
    stands_for: dict[str, str] = field(default_factory=dict)
    facet_values: dict[str, dict[str, Sequence[str]]] = field(default_factory=dict, repr=False)

    def label(self, iri: str, language: str) -> str:
        """Return what a thing is called; the end of its IRI where it has no name."""
        found = self.labels.get(iri)
        return found.in_(language) if found else iri.rstrip("/").rpartition("/")[2]

    @property
    def agreements(self) -> list[DocumentRecord]:
        """The agreements that were read, by short name."""
        return sorted((d for d in self.documents.values() if d.is_agreement), key=lambda d: d.name)

    def commitments_of(self, document: str) -> list[CommitmentRecord]:
        """Return the commitments of an agreement, in the order of the document."""
        return self._by_document.get(document, [])

    def aims_of(self, document: str) -> list[CommitmentRecord]:
        """Return the aims of a vision or bid, in the order of the document."""
        return self._aims_by_document.get(document, [])

    @cached_property
    def _by_document(self) -> dict[str, list[CommitmentRecord]]:
        return _grouped(self.commitments)

    @cached_property
    def _aims_by_document(self) -> dict[str, list[CommitmentRecord]]:
        return _grouped(self.aims)

    @cached_property
    def _links(self) -> tuple[dict[str, list[Link]], dict[str, list[Link]]]:
        needs: dict[str, list[Link]] = {}
        needed_by: dict[str, list[Link]] = {}
        for link in self.network.links:
            needs.setdefault(link.dependent, []).append(link)
            needed_by.setdefault(link.needed, []).append(link)
        return needs, needed_by

    def needs(self, iri: str) -> list[Link]:
        """Return the links from a thing to what it needs, repeats or carries out."""
        return self._links[0].get(iri, [])

    def needed_by(self, iri: str) -> list[Link]:
        """Return the links from others to a thing."""
        return self._links[1].get(iri, [])

    def has_text(self, document: str) -> bool:
        """Tell whether the store holds the words of what a document states."""
        return any(c.text for c in (*self.commitments_of(document), *self.aims_of(document)))

    def municipalities_of(self, commitment: CommitmentRecord) -> tuple[str, ...]:
        """Return the municipalities of the document that a commitment stands in."""
        found = self.documents.get(commitment.document)
        return found.municipalities if found else ()

    def naming(self, document: str) -> Iterator[tuple[CommitmentRecord, ReferenceRecord]]:
        """Yield each commitment that names a document, by whichever of its names, and how."""
        meant = self.stands_for.get(document, document)
        for commitment in self.commitments.values():
            for reference in commitment.references:
                if self.stands_for.get(reference.thing, reference.thing) == meant:
                    yield commitment, reference


def _grouped(records: dict[str, CommitmentRecord]) -> dict[str, list[CommitmentRecord]]:
    found: dict[str, list[CommitmentRecord]] = {}
    for record in records.values():
        found.setdefault(record.document, []).append(record)
    for own in found.values():
        own.sort(key=lambda record: record.order)
    return found
