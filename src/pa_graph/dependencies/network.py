"""The derived links of a store as a network, with a name for everything in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pa_graph.dependencies.mentions import rows
from pa_graph.model.namespaces import PAC, PAD
from pa_graph.model.quarter import Quarter
from pa_graph.store.protocol import GraphStore

STRONG: Final = "depends"
WEAK: Final = "depends-weakly"

COMMITMENT: Final = "commitment"
PARTY: Final = "party"
DOCUMENT: Final = "document"
AIM: Final = "aim"
PLACE: Final = "place"
LINE: Final = "line"


@dataclass(frozen=True, slots=True)
class Link:
    """A derived link: the dependent needs, succeeds, repeats … the needed.

    Attributes:
        kind: code of the kind of link, with ``-``.
        because: the reason by language.
        rests_on: the commitments, dependencies and documents it was derived from.
    """

    record: str
    dependent: str
    needed: str
    kind: str
    rule: str
    because: dict[str, str] = field(default_factory=dict, hash=False, compare=False)
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """What a node of the network is.

    Attributes:
        kind: ``commitment``, ``party``, ``document``, ``aim``, ``place``,
            or ``line`` (of a report).
        label: a short name for a person.
        until: ISO date of the last day on which it is due, or None.
        quarters: the quarters it falls in, sorted.
    """

    iri: str
    kind: str
    label: str
    until: str | None = None
    quarters: tuple[Quarter, ...] = ()

    @property
    def due(self) -> str | None:
        """The last day it is due: its deadline, else the end of its last quarter."""
        if self.until:
            return self.until
        return str(self.quarters[-1].last_day) if self.quarters else None


@dataclass
class Network:
    """Links and the things they join."""

    links: list[Link]
    things: dict[str, Thing]

    def of_kind(self, *kinds: str) -> list[Link]:
        """Return the links of these kinds."""
        return [link for link in self.links if link.kind in kinds]

    def label(self, iri: str) -> str:
        """Return the name of a thing."""
        thing = self.things.get(iri)
        return thing.label if thing else short_name(iri)


def short_name(iri: str) -> str:
    """Return the end of an IRI that a person can read, e.g. ``eersel-2023/3``."""
    local = iri.removeprefix(PAD).removeprefix("agreement/").removeprefix("document/")
    return local.replace("/commitment/", "/") if iri.startswith(PAD) else iri.rpartition("/")[2]


def load_network(store: GraphStore) -> Network:
    """Read all derived links and what is needed to name and date their ends."""
    found = rows(
        store,
        """SELECT ?l ?x ?y ?k ?r WHERE { ?l a pa:DerivedLink ; pa:dependent ?x ; pa:needed ?y ;
        pa:linkKind ?k ; pa:rule ?r }""",
    )
    because: dict[str, dict[str, str]] = defaultdict(dict)
    for record, text, language in rows(
        store, "SELECT ?l ?t (LANG(?t) AS ?n) WHERE { ?l pa:dependent ?x ; pa:because ?t }"
    ):
        because[record][language] = text
    rests: dict[str, set[str]] = defaultdict(set)
    for record, ground in rows(store, "SELECT ?l ?g WHERE { ?l pa:dependent ?x ; pa:restsOn ?g }"):
        rests[record].add(ground)
    means = _organisations(store)
    links = [
        Link(
            record,
            means.get(dependent, dependent),
            means.get(needed, needed),
            kind.removeprefix(PAC + "link-kind/"),
            rule,
            because[record],
            tuple(sorted(rests[record])),
        )
        for record, dependent, needed, kind, rule in sorted(set(found))
    ]
    # Two names of one organisation do not depend on each other; but their identity is a link.
    links = [link for link in links if link.dependent != link.needed]
    ends = {end for link in links for end in (link.dependent, link.needed)}
    return Network(links, things_of(store, ends))


def _organisations(store: GraphStore) -> dict[str, str]:
    """Return what each name of an organisation stands for, where that is another."""
    return _first(
        rows(
            store,
            """SELECT DISTINCT ?p ?x WHERE { ?p pa:partyMeant ?x FILTER(?p != ?x) }
            ORDER BY ?p ?x""",
        )
    )


def things_of(store: GraphStore, ends: Iterable[str]) -> dict[str, Thing]:
    """Return what each of the IRIs is, with its name and moments."""
    ends = set(ends)
    if not ends:
        return {}
    labels = _first(
        rows(store, "SELECT DISTINCT ?x ?n WHERE { ?x a pa:Party ; rdfs:label ?n } ORDER BY ?x ?n")
    )
    titles = _first(
        rows(
            store,
            """SELECT DISTINCT ?x ?n WHERE { ?x pa:standsFor ?x ; rdfs:label ?n } ORDER BY ?x ?n""",
        )
    )
    places = _first(
        rows(store, "SELECT DISTINCT ?x ?n WHERE { ?x a pa:Place ; rdfs:label ?n } ORDER BY ?x ?n")
    )
    deadlines = _first(
        rows(
            store,
            """SELECT ?x (MAX(?d) AS ?day) WHERE { ?x a pa:Commitment ; pa:deadline ?d }
            GROUP BY ?x ORDER BY ?x""",
        )
    )
    quarters: dict[str, set[Quarter]] = defaultdict(set)
    for iri, quarter in rows(
        store,
        """SELECT DISTINCT ?x ?q WHERE { ?x a pa:Commitment ; pa:quarter ?q
        FILTER(REGEX(STR(?q), "/quarter/[0-9]{4}-Q[1-4]$")) }""",
    ):
        quarters[iri].add(Quarter.parse(quarter.rpartition("/")[2]))
    things = {}
    for iri in sorted(ends):
        if "/commitment/" in iri:
            due = tuple(sorted(quarters.get(iri, ())))
            things[iri] = Thing(iri, COMMITMENT, short_name(iri), deadlines.get(iri), due)
        elif iri in labels:
            things[iri] = Thing(iri, PARTY, labels[iri])
        elif "/aim/" in iri:
            things[iri] = Thing(iri, AIM, short_name(iri))
        elif "/observation/" in iri:
            things[iri] = Thing(iri, LINE, short_name(iri))
        elif "/place/" in iri:
            things[iri] = Thing(iri, PLACE, places.get(iri, short_name(iri)))
        else:
            things[iri] = Thing(iri, DOCUMENT, titles.get(iri, short_name(iri)))
    return things


def _first(pairs: Iterable[tuple[str, ...]]) -> dict[str, str]:
    first: dict[str, str] = {}
    for iri, name in pairs:
        first.setdefault(iri, name)
    return first
