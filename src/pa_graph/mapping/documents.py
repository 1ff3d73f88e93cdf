"""Which document a printed name means.

A name that reference data prints for a document means that document, as long as the document
belongs to the region of the agreement. Every other name gets a document of its own, local to the
municipality: two agreements of one municipality that print the same name mean the same one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from pa_graph.mapping.builder import term
from pa_graph.mapping.names import local_slug, name_key, name_keys, without_small_words
from pa_graph.model.agreement import Agreement
from pa_graph.model.errors import MalformedData
from pa_graph.model.identifiers import document_iri
from pa_graph.model.namespaces import PAD, TOOI_MUNICIPALITY


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document of the reference data.

    Attributes:
        municipalities: CBS codes it is for; empty for a national document.
        start / end: ISO dates between which it holds, else None.
    """

    iri: str
    municipalities: frozenset[str] = frozenset()
    start: str | None = None
    end: str | None = None

    def serves(self, codes: Iterable[str]) -> bool:
        """Tell whether it is for at least one of the municipalities, or for all."""
        return not self.municipalities or not self.municipalities.isdisjoint(codes)

    def holds(self, start: str | None, end: str | None) -> bool:
        """Tell whether its period meets the period from *start* to *end* (ISO dates)."""
        begins_in_time = not (self.start and end) or self.start <= end
        return begins_in_time and (not (self.end and start) or self.end >= start)


@dataclass
class KnownDocuments:
    """The documents of the reference data, found by any of their printed names."""

    by_name: dict[str, list[KnownDocument]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> KnownDocuments:
        """Read ``data/reference/documents.ttl``.

        Raises:
            MalformedData: the Turtle doesn't parse.
        """
        try:
            return cls.of(parse(path=path, format=RdfFormat.TURTLE))
        except SyntaxError as error:
            raise MalformedData(f"not valid Turtle ({error})", where=str(path)) from None

    @classmethod
    def of(cls, triples: Iterable[Triple | Quad]) -> KnownDocuments:
        """Collect the documents among *triples*: whatever ``pad:document/…`` has a name."""
        names: dict[str, set[str]] = defaultdict(set)
        codes: dict[str, set[str]] = defaultdict(set)
        dates: dict[tuple[str, str], str] = {}
        naming = (term("dcterms:title"), term("skos:altLabel"), term("skos:hiddenLabel"))
        for triple in triples:
            subject, value = triple.subject, triple.object
            if not isinstance(subject, NamedNode) or not subject.value.startswith(PAD):
                continue
            if isinstance(value, Literal):
                if triple.predicate in naming:
                    names[subject.value].add(value.value)
                elif triple.predicate in (term("pa:periodStart"), term("pa:periodEnd")):
                    dates[subject.value, triple.predicate.value] = value.value
            elif triple.predicate == term("pa:municipality") and isinstance(value, NamedNode):
                codes[subject.value].add(value.value.removeprefix(TOOI_MUNICIPALITY).upper())
        by_name: dict[str, list[KnownDocument]] = defaultdict(list)
        for iri in sorted(names):
            known = KnownDocument(
                iri,
                frozenset(codes[iri]),
                dates.get((iri, term("pa:periodStart").value)),
                dates.get((iri, term("pa:periodEnd").value)),
            )
            for key in sorted({name_key(name) for name in names[iri]}):
                by_name[key].append(known)
        return cls(dict(by_name))

    def find(self, name: str, agreement: Agreement) -> KnownDocument | None:
        """Return the document that *name* means in *agreement*, or None.

        Of several that bear the name, one for the agreement's own municipality goes before a
        national one, and one whose period meets the agreement's before others.
        """
        for key in name_keys(name):
            candidates = [
                known
                for known in self.by_name.get(key, ())
                if known.serves(agreement.municipality_codes)
            ]
            if candidates:
                start, end = agreement.period_start, agreement.period_end
                return min(
                    candidates,
                    key=lambda k: (not k.municipalities, not k.holds(start, end), k.iri),
                )
        return None


@dataclass(frozen=True, slots=True)
class ResolvedName:
    """What a printed name turned out to mean; ``known`` is False for a local document."""

    iri: str
    known: bool


class DocumentResolver:
    """Resolves the names of one agreement; spellings of one name get one document."""

    def __init__(self, agreement: Agreement, known: KnownDocuments) -> None:
        self._agreement = agreement
        self._known = known
        self._local: dict[str, str] = {}
        self._places = [
            party.name.removeprefix("Gemeente ").removeprefix("gemeente ")
            for party in agreement.parties
            if party.kind == "municipality"
        ]

    def resolve(self, name: str) -> ResolvedName:
        """Return the document that *name* means."""
        found = self._known.find(name, self._agreement)
        if found is not None:
            return ResolvedName(found.iri, known=True)
        key = name_key(without_small_words(name, self._places) or name)
        slug = self._local.setdefault(key, local_slug(name, self._places))
        return ResolvedName(document_iri(f"{owner_slug(self._agreement.short)}-{slug}"), False)


def owner_slug(short: str) -> str:
    """Return the owner in a short name: ``hilvarenbeek`` of ``hilvarenbeek-2024``."""
    owner, _, year = short.rpartition("-")
    return owner if owner and year.isdigit() else short
