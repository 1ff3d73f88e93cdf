"""Which printed names mean the same organisation: the decisions, without any store.

Two organisations are one only if they are of one kind, share a name, and something beside the
name speaks for it: the name points at one organisation by itself, or they take part in documents
of one municipality or of one association. What is possible but not settled is listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pa_graph.dependencies.decisions import (
    NO_OVERRIDES,
    Decision,
    Doubt,
    Identities,
    Overrides,
)
from pa_graph.extraction.parties.names import bare_name, same_name
from pa_graph.mapping.parties import telling_words
from pa_graph.model.identifiers import slug
from pa_graph.model.vocabulary import scheme

HOUSES: Final = "housing-association"
TENANTS: Final = "tenant-organisation"
OTHER: Final = "other"
_SHORTEST_NAME: Final = 3
_LONGEST_ABBREVIATION: Final = 9


@dataclass(frozen=True, slots=True)
class PartyMention:
    """One IRI that stands for an organisation, and what is known of it.

    Attributes:
        iri: the IRI that the graphs use.
        kind: code of its kind with ``-``.
        names: every printed name, the label first.
        municipalities: those of the documents in which it takes part, or where it is active.
        associations: IRIs of the housing associations that take part in the same documents.
        known: the reference data list it.
        earlier: names that a document says it bore before.
    """

    iri: str
    kind: str
    names: tuple[str, ...]
    municipalities: frozenset[str] = frozenset()
    associations: frozenset[str] = frozenset()
    known: bool = False
    earlier: tuple[str, ...] = ()


def is_abbreviation(name: str) -> bool:
    """Tell whether a name is one word of capitals, such as *HBV* or *AH WOON*."""
    plain = name.replace(" ", "")
    return plain.isupper() and len(plain) <= _LONGEST_ABBREVIATION


def name_keys(name: str, kind: str, towns: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the forms by which two names of this kind are compared; none where it is too short.

    Args:
        name: as printed.
        kind: of the organisation. Tenants often bear the bare name of their landlord: of them
            only a name that says what they are counts.
        towns: slugs of municipalities. *Woningstichting Losser* and *Woonbedrijf Losser* share a
            town and no name, so their legal form counts.
    """
    if len(name) < _SHORTEST_NAME:
        return frozenset()
    if is_abbreviation(name):
        return frozenset({slug(name)})
    if kind == TENANTS:
        says = any(m.code == "tenant_organisation" for m in scheme("party_kind").matches(name))
        return frozenset({same_name(bare_name(name))} if says else ())
    telling = telling_words(name)
    if telling and telling <= towns:
        return frozenset({same_name(name)})
    return frozenset({same_name(bare_name(name))})


def keys_of(mention: PartyMention, towns: frozenset[str] = frozenset()) -> dict[str, bool]:
    """Return the keys of all its names, and of each whether it points at one organisation."""
    found: dict[str, bool] = {}
    for name in (*mention.names, *mention.earlier):
        telling = bool(telling_words(name)) and not is_abbreviation(name)
        for key in name_keys(name, mention.kind, towns):
            found[key] = found.get(key, False) or telling
    return found


def decide_parties(
    mentions: Sequence[PartyMention],
    overrides: Overrides = NO_OVERRIDES,
    towns: frozenset[str] = frozenset(),
) -> Identities:
    """Decide which organisation every mention stands for.

    Args:
        mentions: all that share a name with one another, directly or by way of others.
        overrides: what a reader has settled.
        towns: slugs of municipalities.
    """
    return _Deciding(overrides, towns).run(mentions)


class _Deciding:
    def __init__(self, overrides: Overrides, towns: frozenset[str]) -> None:
        self._overrides = overrides
        self._towns = towns
        self._heads: dict[str, list[PartyMention]] = {}
        self._bearing: dict[str, dict[str, None]] = defaultdict(dict)
        self._keys: dict[str, dict[str, bool]] = {}
        self._decisions: dict[str, Decision] = {}
        self._doubts: dict[tuple[str, str], Doubt] = {}

    def run(self, mentions: Sequence[PartyMention]) -> Identities:
        self._keys = {m.iri: keys_of(m, self._towns) for m in mentions}
        # The best known comes first, so that others join it and not the other way round.
        ordered = sorted(
            mentions, key=lambda m: (not m.known, not self._telling(m), len(m.iri), m.iri)
        )
        settled = self._overrides.stands_for
        for mention in ordered:
            if mention.iri in settled:
                means = settled[mention.iri]
                self._decide(
                    mention, means, "een lezer heeft het vastgesteld", "a reader settled it"
                )
            else:
                self._place(mention)
        self._doubt_shared_names([m for m in ordered if m.iri in self._heads])
        self._doubt_kind_names([m for m in ordered if m.iri in self._heads])
        return Identities(
            tuple(self._decisions[iri] for iri in sorted(self._decisions)),
            tuple(self._doubts[pair] for pair in sorted(self._doubts)),
        )

    def _telling(self, mention: PartyMention) -> bool:
        return any(self._keys[mention.iri].values())

    def _place(self, mention: PartyMention) -> None:
        """Let a mention join the one organisation that it means, else go by its own name."""
        fitting: list[tuple[PartyMention, tuple[str, str]]] = []
        bearing = dict.fromkeys(h for key in self._keys[mention.iri] for h in self._bearing[key])
        for members in (self._heads[head] for head in bearing):
            reasons = [r for m in members if (r := self._same(mention, m))]
            if any(self._overrides.apart(mention.iri, m.iri) for m in members):
                continue
            if reasons:
                fitting.append((members[0], reasons[0]))
        if len(fitting) == 1:
            head, reason = fitting[0]
            self._heads[head.iri].append(mention)
            self._bear(mention, head.iri)
            self._decide(mention, (head.iri,), *reason)
            return
        self._heads[mention.iri] = [mention]
        self._bear(mention, mention.iri)
        self._decide(mention, (mention.iri,), "eigen naam", "its own name")
        for head, _ in fitting:
            self._doubt(
                mention,
                head,
                "de naam past bij meer dan \u00e9\u00e9n organisatie",
                "the name fits more than one organisation",
            )

    def _bear(self, mention: PartyMention, head: str) -> None:
        for key in self._keys[mention.iri]:
            self._bearing[key][head] = None

    def _same(self, one: PartyMention, other: PartyMention) -> tuple[str, str] | None:
        """Return why the two are one organisation, None where nothing beside the name says so."""
        if one.kind != other.kind and OTHER not in (one.kind, other.kind):
            return None
        mine, theirs = self._keys[one.iri], self._keys[other.iri]
        shared = sorted(mine.keys() & theirs.keys())
        if not shared:
            return None
        telling = [key for key in shared if mine[key] or theirs[key]]
        if telling:
            former = {k for m in (one, other) for n in m.earlier for k in name_keys(n, m.kind)}
            if former & set(telling):
                return (
                    "het is de eerdere naam van deze organisatie",
                    "it is the earlier name of this organisation",
                )
            return (
                "dezelfde soort en een naam die maar \u00e9\u00e9n organisatie aanwijst",
                "the same kind and a name that points at one organisation only",
            )
        if self._telling(one) and self._telling(other):
            # Two names of their own: that they shorten to the same letters says nothing.
            return None
        both = bool(one.associations) and bool(other.associations)
        if both and not one.associations & other.associations:
            return None
        if one.municipalities & other.municipalities:
            return (
                "dezelfde soort en naam in dezelfde gemeente",
                "the same kind and name in the same municipality",
            )
        if one.kind == TENANTS and one.associations & other.associations:
            return (
                "dezelfde naam, van de huurders van dezelfde corporatie",
                "the same name, of the tenants of the same association",
            )
        return None

    def _doubt_shared_names(self, heads: Sequence[PartyMention]) -> None:
        """List organisations that share a name which several bear, or the same letters."""
        bearing: dict[tuple[str, str], list[PartyMention]] = defaultdict(list)
        for mention in heads:
            for key, telling in self._keys[mention.iri].items():
                if not telling and any(
                    same_name(bare_name(name)) == key and not says_kind_only(name)
                    for name in mention.names
                ):
                    bearing[mention.kind, key].append(mention)
        for group in bearing.values():
            for one, other in pairwise(sorted(group, key=lambda m: m.iri)):
                if self._telling(one) and self._telling(other):
                    continue
                self._doubt(
                    one,
                    other,
                    "dezelfde naam, maar meer organisaties heten zo en gemeente of corporatie "
                    "is niet gemeen",
                    "the same name, but several organisations bear it and no municipality or "
                    "association is in common",
                )

    def _doubt_kind_names(self, heads: Sequence[PartyMention]) -> None:
        """List tenants named by their kind beside the only ones of the same association."""
        tenants = [m for m in heads if m.kind == TENANTS]
        for mention in (m for m in tenants if not self._telling(m) and not m.known):
            others = [
                m
                for m in tenants
                if m is not mention
                and (self._telling(m) or m.known)
                and m.associations & mention.associations
                and m.municipalities & mention.municipalities
            ]
            if len(others) == 1:
                self._doubt(
                    mention,
                    others[0],
                    "alleen de soort is genoemd; van deze corporatie is maar \u00e9\u00e9n "
                    "huurdersorganisatie bekend",
                    "only the kind is named; of this association only one tenant organisation "
                    "is known",
                )

    def _decide(
        self, mention: PartyMention, means: tuple[str, ...], reason: str, english: str
    ) -> None:
        self._decisions[mention.iri] = Decision(mention.iri, means, reason, english)

    def _doubt(self, one: PartyMention, other: PartyMention, reason: str, english: str) -> None:
        if one.iri != other.iri and not self._overrides.apart(one.iri, other.iri):
            pair = (min(one.iri, other.iri), max(one.iri, other.iri))
            self._doubts.setdefault(pair, Doubt(*pair, reason, english))


def says_kind_only(name: str) -> bool:
    """Tell whether a name is nothing but the word for a kind, such as *huurdersraad*."""
    words = [w for w in slug(name).split("-") if w]
    return all(
        any(
            m.code == "kind" and m.start == 0 and m.end == len(word)
            for m in scheme("party_name").matches(word)
        )
        for word in words
    ) or (len(words) == 1 and is_abbreviation(name))
