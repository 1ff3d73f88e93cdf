"""Which commitments lay down the work that a bid intends, exactly or by approximation.

A commitment and intended work of one association can be the same work if they share theme and
kind of act and do not name different places. It is laid down exactly if the commitment promises
the same number in the same year, or the sum of what the bid intends for the years it runs. It is
laid down by approximation if it is plainly about the same thing, and number or year differ, or
the one says a number where the other says none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Final

from pyoxigraph import Quad, QuerySolutions, Store

from pa_graph.dependencies.comparable import Comparable, Figure, comparables, likeness
from pa_graph.dependencies.derived_links import add_link, both_labels
from pa_graph.dependencies.mentions import DERIVED, GRAPH, values
from pa_graph.mapping.builder import GraphBuilder, term
from pa_graph.store.sparql_text import with_prefixes

RULE: Final = "commitment-for-bid"
EXACT: Final = "realises"
APPROXIMATE: Final = "realises-in-part"
ALIKE: Final = 0.5
"""Share of the words of the shorter passage from which both are about the same thing."""
ALIKE_AND_COUNTED: Final = 0.3
"""As much is enough where unit and number agree."""
_WORKS: Final = frozenset(
    {"allocate", "build", "demolish", "maintain", "renovate", "sell", "set-rent"}
)
"""Kinds of act that no other act is a part of: what is built is not sold."""
_MOST_PARTS: Final = 6
_DURATIONS: Final = frozenset({"day", "week", "month", "year", "times"})


@dataclass(frozen=True, slots=True)
class Match:
    """Intended work, the commitment that lays it down, and how far both agree."""

    work: Comparable
    promise: Comparable
    exact: bool
    because: str
    because_en: str


def bid_quads(
    graph: str, bids: Mapping[str, frozenset[str]], passages: Callable[[str], Iterable[Quad]]
) -> set[Quad]:
    """Return which commitments of the agreement in *graph* lay down work of bids.

    Args:
        graph: of the agreement.
        bids: for its period, with the associations that made them; see :func:`bids_for`.
        passages: returns what the passages of a document say, by its graph.
    """
    if not bids:
        return set()
    builder = GraphBuilder(DERIVED + graph.removeprefix(GRAPH))
    promised = comparables(passages(graph), "pa:Commitment")
    contributing = _contributors(passages(graph))
    here = graph.removeprefix(GRAPH)
    for there, associations in sorted(bids.items()):
        works = comparables(passages(there), "pa:Aim")
        for match in matches(works, promised, associations, contributing):
            work, promise = match.work, match.promise
            number = min(promise.printed, default=str(promise.order))
            name = there.removeprefix(GRAPH)
            add_link(
                builder,
                RULE,
                EXACT if match.exact else APPROXIMATE,
                (promise.iri, work.iri),
                (graph, there),
                (
                    f"Afspraak {number} van {here} legt voornemen {work.order} van {name} "
                    f"{'vast' if match.exact else 'bij benadering vast'}: {match.because}.",
                    f"Commitment {number} of {here} lays down intention {work.order} of {name}"
                    f"{'' if match.exact else ' by approximation'}: {match.because_en}.",
                ),
            )
    return set(builder.quads())


def bids_for(world: Store, graphs: Iterable[str]) -> dict[str, dict[str, frozenset[str]]]:
    """Return by graph of an agreement the bids for its period, and the associations behind them.

    Args:
        world: a store whose named graphs have what documents of a municipality say of themselves.
        graphs: of the agreements; what is no agreement gives nothing.
    """
    found = world.query(
        with_prefixes(
            f"""SELECT DISTINCT ?here ?g ?a WHERE {{ {values("here", graphs)}
        GRAPH ?here {{ ?here pa:describes ?whole . ?whole a pa:Agreement ; pa:municipality ?m ;
            pa:party ?a ; pa:periodStart ?start . ?a a pa:HousingAssociation }}
        GRAPH ?g {{ ?g pa:describes ?bid . ?bid a pa:Bid ; pa:municipality ?m ; pa:party ?a }}
        OPTIONAL {{ GRAPH ?here {{ ?whole pa:periodEnd ?end }} }}
        OPTIONAL {{ GRAPH ?g {{ ?bid pa:periodStart ?from }} }}
        OPTIONAL {{ GRAPH ?g {{ ?bid pa:periodEnd ?until }} }}
        FILTER(!BOUND(?until) || ?start <= ?until)
        FILTER(!BOUND(?from) || !BOUND(?end) || ?from <= ?end) }} ORDER BY ?here ?g ?a"""
        )
    )
    bids: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for here, there, association in found if isinstance(found, QuerySolutions) else ():
        before = bids[here.value].get(there.value, frozenset())
        bids[here.value][there.value] = before | {association.value}
    return dict(bids)


def _contributors(quads: Iterable[Quad]) -> dict[str, set[str]]:
    taking_part: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate in (term("pa:contributor"), term("pa:extraParty")):
            taking_part[getattr(quad.subject, "value", "")].add(getattr(quad.object, "value", ""))
    return taking_part


def matches(
    works: Sequence[Comparable],
    promised: Sequence[Comparable],
    associations: Iterable[str],
    contributing: dict[str, set[str]] | None = None,
) -> list[Match]:
    """Return what of a bid is laid down, in the order of the bid; the exact before the rest.

    Work that is laid down exactly is not listed by approximation as well.

    Args:
        works: the aims of a bid.
        promised: the commitments of an agreement.
        associations: who made the bid.
        contributing: parties with a part in a commitment besides its initiators.
    """
    makers = set(associations)
    names = frozenset(
        word for iri in makers for word in iri.rpartition("/")[2].split("-") if len(word) > 3
    )
    for passage in (*works, *promised):
        passage.ignored = names
    found: dict[str, list[Match]] = {}

    def _takes_part(promise: Comparable) -> bool:
        involved = promise.initiators | (contributing or {}).get(promise.iri, set())
        return not involved or bool(involved & makers)

    for promise in filter(_takes_part, promised):
        fitting = [work for work in works if _same_kind(work, promise)]
        for match in (*_exact(fitting, promise), *_sums(fitting, promise)):
            found.setdefault(match.work.iri, []).append(match)
    for work in (work for work in works if work.iri not in found):
        near = [_near(work, promise) for promise in promised if _takes_part(promise)]
        if kept := [match for match in near if match is not None]:
            found[work.iri] = kept
    return [match for work in works for match in found.get(work.iri, ())]


def _same_kind(work: Comparable, promise: Comparable) -> bool:
    if work.theme and promise.theme and work.theme != promise.theme:
        return False
    acts = {work.action, promise.action}
    if len(acts) == 2 and acts <= _WORKS:
        return False
    return not (work.places and promise.places) or bool(work.places & promise.places)


def _subject(work: Comparable, promise: Comparable) -> float:
    alike = likeness(work.words, promise.words)
    return max(alike, ALIKE) if work.places & promise.places else alike


def _exact(works: Sequence[Comparable], promise: Comparable) -> list[Match]:
    found = []
    for work in works:
        figures = [mine for mine in _counting(work) if _promises(promise, mine)]
        if not figures or _subject(work, promise) < ALIKE_AND_COUNTED:
            continue
        if work.years and promise.years and not work.years & promise.years:
            continue
        told, told_en = _told(figures[0])
        when = f" in {_years(work.years & promise.years)}" if work.years & promise.years else ""
        found.append(Match(work, promise, True, f"{told}{when}", f"{told_en}{when}"))
    return found


def _promises(promise: Comparable, intended: Figure) -> bool:
    """Tell whether a commitment promises a figure; *deze 18 woningen* prints it without one."""
    agreed = _counting(promise)
    if any(theirs.unit == intended.unit and theirs.holds(intended.value) for theirs in agreed):
        return True
    printed = rf"(?<![\d.,]){re.escape(_plain(intended.value))}(?![\d.,]*\d|\s?%)"
    told = re.search(printed, promise.text) is not None and bool(intended.of & promise.words)
    return not agreed and intended.value > 1 and told


def _sums(works: Sequence[Comparable], promise: Comparable) -> list[Match]:
    """Return the works whose figures for different years add up to the one that is promised."""
    for theirs in _counting(promise):
        if theirs.unit == "percent":
            continue
        parts = [
            (work, counted)
            for work in works
            if (counted := [f for f in _counting(work) if f.unit == theirs.unit])
            and _subject(work, promise) >= ALIKE_AND_COUNTED
        ]
        years = [min(work.years) for work, _ in parts if work.years]
        if not 2 <= len(parts) <= _MOST_PARTS or len(set(years)) < len(parts):
            continue
        for chosen in product(*(counted for _, counted in parts)):
            if not theirs.holds(sum((figure.value for figure in chosen), Decimal(0))):
                continue
            told, told_en = _told(theirs)
            listed = [f"{_plain(f.value)} ({y})" for f, y in zip(chosen, years, strict=True)]
            because = f"{' en '.join(listed)} zijn samen {told}"
            because_en = f"{' and '.join(listed)} together are {told_en}"
            return [Match(work, promise, True, because, because_en) for work, _ in parts]
    return []


def _near(work: Comparable, promise: Comparable) -> Match | None:
    if not _same_kind(work, promise) or not (work.theme or promise.theme):
        return None
    common = work.words & promise.words
    if not common or _subject(work, promise) < ALIKE:
        return None
    mine, theirs = _counting(work), _counting(promise)
    shared = {f.unit for f in mine} & {f.unit for f in theirs}
    if not work.places & promise.places and len(common) < 2:
        return None
    reasons, english = [], []
    for unit in sorted(shared):
        intended = next(f for f in mine if f.unit == unit)
        agreed = next(f for f in theirs if f.unit == unit)
        if not agreed.holds(intended.value):
            reasons.append(
                f"{_plain(intended.value)} voorgenomen, {_plain(agreed.value)} afgesproken"
            )
            english.append(f"{_plain(intended.value)} intended, {_plain(agreed.value)} agreed")
    if work.years and promise.years and not work.years & promise.years:
        reasons.append(f"{_years(work.years)} voorgenomen, {_years(promise.years)} afgesproken")
        english.append(f"{_years(work.years)} intended, {_years(promise.years)} agreed")
    if bool(mine) != bool(theirs):
        reasons.append("maar een van beide noemt een getal")
        english.append("but only one of them says a number")
    if not reasons:
        reasons, english = ["dezelfde plaats of woorden"], ["the same place or words"]
    return Match(work, promise, False, "; ".join(reasons), "; ".join(english))


def _counting(passage: Comparable) -> list[Figure]:
    return [figure for figure in passage.figures if figure.unit not in _DURATIONS]


def _told(figure: Figure) -> tuple[str, str]:
    unit, unit_en = both_labels("unit", figure.unit)
    value = _plain(figure.value)
    if figure.upper is not None:
        value = f"{value}-{_plain(figure.upper)}"
    return f"{value} ({unit})", f"{value} ({unit_en})"


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _years(years: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(years)))
