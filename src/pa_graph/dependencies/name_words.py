"""Names of areas and organisations, which say a scope when they stand in the name of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pa_graph.dependencies.mentions import REFERENCE, rows
from pa_graph.dependencies.names import PrintedName, take_apart
from pa_graph.store.protocol import GraphStore

_REGION_NAMES = ("SRBT", "SRBT-regio", "Hart van Brabant", "regio Hart van Brabant")
"""Names of regions in names of documents, beside those that the reference data lies places in."""


@dataclass(frozen=True)
class NameWords:
    """Names that say a scope: of municipalities and regions, and of organisations."""

    areas: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    municipality_of: dict[str, str] = field(default_factory=dict)
    _seen: dict[tuple[str, ...], tuple[tuple[PrintedName, ...], frozenset[str]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def read(cls, store: GraphStore, associations: Iterable[str]) -> NameWords:
        """Return the names of municipalities and regions from the reference data, and others.

        Args:
            store: with the reference data.
            associations: names of housing associations that documents print.
        """
        found = rows(
            store,
            f"""SELECT DISTINCT ?x ?n WHERE {{ GRAPH <{REFERENCE}> {{ ?x a pa:Municipality .
            {{ ?x rdfs:label ?n }} UNION {{ ?x skos:altLabel ?n }} }} }}""",
        )
        found += rows(
            store,
            f"""SELECT DISTINCT ?x ?n WHERE {{ GRAPH <{REFERENCE}> {{ ?p pa:governedBy ?m ;
            pa:within ?x . ?x rdfs:label ?n }} }}""",
        )
        plain = [(iri, name.removeprefix("gemeente ")) for iri, name in found if len(name) > 2]
        parties = rows(
            store,
            f"""SELECT DISTINCT ?n WHERE {{ GRAPH <{REFERENCE}> {{ ?x a pa:HousingAssociation .
            {{ ?x rdfs:label ?n }} UNION {{ ?x skos:altLabel ?n }} }} }}""",
        )
        organisations = {*associations, *(row[0] for row in parties)}
        return cls(
            tuple(sorted({*_REGION_NAMES, *(n for _, n in plain)}, key=lambda n: (-len(n), n))),
            tuple(sorted(organisations, key=lambda n: (-len(n), n))),
            {name: iri for iri, name in sorted(plain) if "/gemeente/" in iri},
        )

    @cached_property
    def label_of(self) -> dict[str, str]:
        """The plain name of each municipality by IRI."""
        return {iri: name for name, iri in self.municipality_of.items()}

    def taken_apart(
        self, titles: tuple[str, ...]
    ) -> tuple[tuple[PrintedName, ...], frozenset[str]]:
        """Return each different name taken apart, and the municipalities that they print."""
        found = self._seen.get(titles)
        if found is None:
            areas = words_in(self.areas, titles)
            parties = words_in(self.parties, titles)
            names = tuple(dict.fromkeys(take_apart(title, areas, parties) for title in titles))
            found = self._seen[titles] = names, self._municipalities_in(areas)
        return found

    def _municipalities_in(self, areas: Iterable[str]) -> frozenset[str]:
        return frozenset(self.municipality_of[a] for a in areas if a in self.municipality_of)


def words_in(known: Iterable[str], names: Sequence[str]) -> tuple[str, ...]:
    """Return those of the known words that stand in one of the names, as words."""
    printed = "\n".join(names)
    # The quick look finds parts of words too.
    return tuple(word for word in known if word in printed and _stands_in(word, printed))


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
