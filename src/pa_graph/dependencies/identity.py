"""Which names mean the same document: the decisions, without any store.

All mentions of one core are decided together. A name that the reader settled is settled; a name
that any document may use stays on its own; a name joins a document that is known when scope and
period leave one; names of unknown documents join one another within their scope. What stays
unsure stays apart and is listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pa_graph.dependencies.decisions import (
    NO_OVERRIDES,
    Decision,
    Doubt,
    Identities,
    Minted,
    Overrides,
)
from pa_graph.dependencies.mentions import Mention
from pa_graph.dependencies.names import MUNICIPALITY, NATION, REGION
from pa_graph.dependencies.scope import (
    AREA,
    AREA_KINDS,
    PARTIES,
    REASONS,
    connected,
    could_be_dated,
    ended_before,
    in_force,
    itself_or_later,
    near_cores,
    paper_of,
    period_fits,
    scope_of,
    vision_to_come,
    year,
)

__all__ = ["NO_OVERRIDES", "Decision", "Doubt", "Identities", "Minted", "Overrides", "decide"]


def decide(
    mentions: Sequence[Mention],
    labels: Mapping[str, str],
    overrides: Overrides = NO_OVERRIDES,
) -> Identities:
    """Decide what every mention stands for.

    Args:
        mentions: all mentions of the cores at hand; mentions of other cores don't matter to them.
        labels: plain names of municipalities by IRI, for the IRIs of documents that get one.
        overrides: what a reader has settled.
    """
    made = _Deciding(labels, overrides)
    buckets: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: m.iri):
        for core in mention.cores:
            buckets[core].append(mention)
    for core in sorted(buckets):
        made.bucket(buckets[core])
    made.near_names(buckets)
    made.visions_to_come(buckets)
    return made.result()


class _Deciding:
    def __init__(self, labels: Mapping[str, str], overrides: Overrides) -> None:
        self._labels = labels
        self._overrides = overrides
        self._decisions: dict[str, Decision] = {}
        self._doubts: dict[tuple[str, str], Doubt] = {}
        self._minted: dict[str, Minted] = {}
        self._made: dict[tuple[str, str], str] = {}

    def result(self) -> Identities:
        return Identities(
            tuple(self._decisions[iri] for iri in sorted(self._decisions)),
            tuple(self._doubts[pair] for pair in sorted(self._doubts)),
            tuple(self._minted[iri] for iri in sorted(self._minted)),
        )

    def bucket(self, bucket: Sequence[Mention]) -> None:
        known = [m for m in bucket if m.known]
        for mention in known:
            self._settle(mention, (mention.iri,), "het document is bekend", "the document is known")
        open_names: list[Mention] = []
        near = _by_place(known)
        for mention in (m for m in bucket if not m.known):
            if not self._by_reader(mention) and not self._by_name_alone(mention):
                around = {
                    k.iri: k for place in (NATION, *mention.municipalities) for k in near[place]
                }
                candidates = [around[i] for i in sorted(around) if self._may_be(mention, around[i])]
                if not self._by_known(mention, candidates):
                    open_names.append(mention)
        self._join(open_names)

    def _by_reader(self, mention: Mention) -> bool:
        settled = self._overrides.stands_for.get(mention.iri)
        if settled:
            self._settle(mention, settled, "een lezer heeft het vastgesteld", "a reader settled it")
        return bool(settled)

    def _by_name_alone(self, mention: Mention) -> bool:
        if mention.name.common:
            self._settle(
                mention,
                (mention.iri,),
                f"ieder document kan een stuk met de naam \u2018{mention.title}\u2019 hebben",
                f"any document may have a paper called \u2018{mention.title}\u2019",
            )
        return mention.name.common

    def _may_be(self, mention: Mention, known: Mention) -> bool:
        if self._overrides.apart(mention.iri, known.iri):
            return False
        scope, theirs = scope_of(mention), scope_of(known)
        overlap = bool(mention.municipalities & known.municipalities)
        if mention.name.earlier and not ended_before(known, mention):
            return False
        if not mention.name.first_year and theirs != NATION and itself_or_later(mention, known):
            return False
        # A name that leaves "national" away means what others call so as well.
        same_words = any(n.scope is None and n.core == mention.name.core for n in known.names)
        if scope == AREA:
            return (theirs == NATION and same_words) or overlap
        if scope == PARTIES:
            if theirs == NATION:
                # "Afspraken in het kader van" a national programme are about that programme.
                return known.kind in AREA_KINDS and same_words
            both = mention.associations and known.associations
            return overlap and (not both or bool(mention.associations & known.associations))
        return scope == theirs and (scope == NATION or overlap)

    def _by_known(self, mention: Mention, candidates: list[Mention]) -> bool:
        if not candidates:
            return False
        fitting = [k for k in candidates if period_fits(mention, k)]
        if len(fitting) > 1:
            fitting = in_force(mention, fitting)
        if len(fitting) == 1:
            chosen = fitting[0]
            if mention.name.first_year:
                reason = "naam, gebied en jaren komen overeen"
                reason_en = "name, area and years agree"
            elif len(candidates) > 1:
                reason, reason_en = "dit gold toen het werd genoemd", "it was in force when named"
            else:
                reason = "naam en gebied komen overeen en er is er maar \u00e9\u00e9n bekend"
                reason_en = "name and area agree and only one is known"
            self._settle(mention, (chosen.iri,), reason, reason_en)
            return True
        for candidate in fitting if fitting or not mention.name.new else candidates:
            self._doubt(
                mention.iri,
                candidate.iri,
                "de naam komt overeen, de periode niet of niet alleen hier",
                "the name agrees, the period does not or not only here",
            )
        return False

    def _join(self, names: Sequence[Mention]) -> None:
        by_scope: dict[str, list[Mention]] = defaultdict(list)
        for mention in names:
            by_scope[scope_of(mention)].append(mention)
        for scope in sorted(by_scope):
            if scope == MUNICIPALITY:
                self._join_by_municipality(by_scope[scope])
                continue
            groups = connected(by_scope[scope], scope, self._overrides.apart)
            for group in groups:
                self._one_of_each_year(group, REASONS[scope])
            if scope in (AREA, REGION):
                self._doubt_between(groups)

    def _join_by_municipality(self, names: Sequence[Mention]) -> None:
        places: dict[str, list[Mention]] = defaultdict(list)
        for mention in names:
            if len(mention.municipalities) == 1:
                places[min(mention.municipalities)].append(mention)
        for municipality in sorted(places):
            self._one_of_each_year(places[municipality], REASONS[MUNICIPALITY])
        for mention in (m for m in names if len(m.municipalities) != 1):
            means = [
                self._for_municipality(mention, m, places) for m in sorted(mention.municipalities)
            ]
            self._settle(
                mention,
                tuple(means) or (mention.iri,),
                "elke gemeente heeft haar eigen stuk met deze naam",
                "every municipality has its own paper of this name",
            )

    def _for_municipality(
        self, mention: Mention, municipality: str, places: Mapping[str, Sequence[Mention]]
    ) -> str:
        there = [m for m in places.get(municipality, ()) if not m.name.new]
        named = min((year(c.start) or 0 for c in mention.contexts), default=0)
        own = [m for m in there if (m.name.first_year or 9999) <= named <= (m.name.last_year or 0)]
        own = own or [m for m in there if not m.name.first_year]
        if own:
            return self._decisions[own[0].iri].means[0]
        made = self._made.get((mention.name.core, municipality))
        if made:
            return made
        label = self._labels.get(municipality, municipality.rpartition("/")[2])
        iri = paper_of(label, mention.title)
        self._made[mention.name.core, municipality] = iri
        self._minted[iri] = Minted(iri, mention.title, mention.kind, municipality)
        self._decisions[iri] = Decision(
            iri,
            (iri,),
            "het stuk van \u00e9\u00e9n gemeente, onder een naam die voor meer gemeenten staat",
            "the paper of one municipality under a name that was used for several",
        )
        return iri

    def _one_of_each_year(self, group: Sequence[Mention], reason: tuple[str, str]) -> None:
        """Join what prints the same year; what prints none joins the only one there is."""
        dated: dict[int, list[Mention]] = defaultdict(list)
        undated: list[Mention] = []
        for mention in group:
            if mention.name.first_year:
                dated[mention.name.first_year].append(mention)
            else:
                undated.append(mention)
        heads: list[Mention] = []
        for printed in sorted(dated):
            heads.append(self._same(dated[printed], reason))
        if not undated:
            return
        if len(heads) == 1 and all(could_be_dated(m, heads[0]) for m in undated):
            for mention in undated:
                self._settle(
                    mention,
                    (heads[0].iri,),
                    f"{reason[0]}, en er is er maar \u00e9\u00e9n met een jaartal",
                    f"{reason[1]}, and only one prints a year",
                )
            return
        head = self._same(undated, reason)
        for other in heads:
            self._doubt(
                head.iri,
                other.iri,
                "dezelfde naam, maar alleen de ene noemt een jaar dat past",
                "the same name, but only the one prints a year that fits",
            )

    def _same(self, group: Sequence[Mention], reason: tuple[str, str]) -> Mention:
        head = min(group, key=lambda m: (len(m.iri), m.iri))
        for mention in group:
            if mention is head or self._overrides.apart(mention.iri, head.iri):
                self._settle(
                    mention,
                    (mention.iri,),
                    "het gaat onder zijn eigen naam",
                    "it goes by its own name",
                )
            else:
                self._settle(mention, (head.iri,), *reason)
        return head

    def _doubt_between(self, groups: Sequence[Sequence[Mention]]) -> None:
        heads = sorted(self._decisions[group[0].iri].means[0] for group in groups)
        for one, other in pairwise(heads):
            self._doubt(
                one,
                other,
                "dezelfde naam, maar uit documenten zonder gemeente of corporatie gemeen",
                "the same name, but from documents without a municipality or association in common",
            )

    def near_names(self, buckets: Mapping[str, Sequence[Mention]]) -> None:
        """List names that leave open which of two they are, such as ``woon(zorg)visie``."""
        for core in sorted(buckets):
            for other_core in sorted(set(near_cores(core)) & buckets.keys() - {core}):
                for mention in (m for m in buckets[core] if "(" in m.title):
                    self._near(mention, buckets[other_core])

    def _near(self, mention: Mention, others: Iterable[Mention]) -> None:
        for other in others:
            if other.known or len(other.municipalities) > 1:
                continue
            if mention.municipalities & other.municipalities:
                self._doubt(
                    mention.iri,
                    self._decisions[other.iri].means[0],
                    "de naam laat open welk van twee stukken het is",
                    "the name leaves open which of two papers it is",
                )

    def visions_to_come(self, buckets: Mapping[str, Sequence[Mention]]) -> None:
        """List visions of one municipality that are called by one noun and a word of their own.

        An agreement may announce *een brede woonvisie* and call it *WoonvisiePlus* elsewhere.
        """
        named: dict[str, list[Mention]] = defaultdict(list)
        for core in sorted(buckets):
            for mention in buckets[core]:
                unknown = not mention.known and mention.kind == "vision"
                if vision_to_come(core) and unknown and mention.name.first_year is None:
                    for municipality in sorted(mention.municipalities)[:1]:
                        if len(mention.municipalities) == 1:
                            named[municipality].append(mention)
        for mentions in named.values():
            heads = sorted({self._decisions[m.iri].means[0] for m in mentions})
            for one, other in pairwise(heads):
                self._doubt(
                    one,
                    other,
                    "twee namen voor een woonvisie van dezelfde gemeente die er nog niet is",
                    "two names for a housing vision of one municipality that is not there yet",
                )

    def _settle(self, mention: Mention, means: Iterable[str], reason: str, english: str) -> None:
        # A known document is itself in every bucket; the first decision about a name stands.
        self._decisions.setdefault(
            mention.iri, Decision(mention.iri, tuple(means), reason, english)
        )

    def _doubt(self, one: str, other: str, reason: str, english: str) -> None:
        if one != other and not self._overrides.apart(one, other):
            pair = (min(one, other), max(one, other))
            self._doubts.setdefault(pair, Doubt(*pair, reason, english))


def _by_place(known: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Return documents by municipality, and those that a name anywhere may stand for."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in known:
        for place in (NATION,) if scope_of(mention) == NATION else mention.municipalities:
            found[place].append(mention)
    return found
