"""Which commitment of one agreement is which of another, and what became of it.

Where both graphs hold the words, words decide; else fields, heading and number do. A pair is made
only above a threshold: what is not alike enough was dropped and something new was added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pa_graph.validation.facts import AgreementFacts, CommitmentFacts, TargetFacts

ALIKE_BY_WORDS: Final = 62.0
ALIKE_BY_FIELDS: Final = 60.0
SAME_PLACE_BONUS: Final = 8.0
"""Same heading or same printed number: layouts of one municipality change little in a year."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; empty strings where a side says nothing.

    Attributes:
        field: ``amount``, ``date``, ``initiator``, ``strength``, ``contributor``, ``theme``,
            ``place`` or ``words``.
    """

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A commitment that is in both agreements.

    Attributes:
        likeness: from 0 to 100.
        changes: empty when it was kept as it is.
    """

    before: CommitmentFacts
    after: CommitmentFacts
    likeness: float
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two agreements set side by side.

    Attributes:
        pairs: in the order of the newer agreement.
        dropped / added: in the order of their own agreement.
    """

    pairs: tuple[Pair, ...]
    dropped: tuple[CommitmentFacts, ...]
    added: tuple[CommitmentFacts, ...]


def match(before: AgreementFacts, after: AgreementFacts) -> Match:
    """Pair the commitments of two agreements, the likeliest pairs first, each at most once."""
    candidates = sorted(
        (
            (likeness(old, new), -old.order, -new.order, old, new)
            for old in before.commitments
            for new in after.commitments
        ),
        key=lambda found: (-found[0], -found[1], -found[2]),
    )
    taken: set[str] = set()
    pairs = []
    for score, _, _, old, new in candidates:
        if score <= 0 or old.iri in taken or f"+{new.iri}" in taken:
            continue
        taken |= {old.iri, f"+{new.iri}"}
        pairs.append(Pair(old, new, round(score, 1), changes(old, new)))
    return Match(
        tuple(sorted(pairs, key=lambda pair: pair.after.order)),
        tuple(c for c in before.commitments if c.iri not in taken),
        tuple(c for c in after.commitments if f"+{c.iri}" not in taken),
    )


def likeness(old: CommitmentFacts, new: CommitmentFacts) -> float:
    """Return how alike two commitments are, 0 when they are not the same commitment."""
    words_before, words_after = _words(old), _words(new)
    place = SAME_PLACE_BONUS * _same(old.heading, new.heading)
    if words_before and words_after:
        from rapidfuzz import fuzz, utils

        plain = utils.default_process
        score = (
            fuzz.ratio(words_before, words_after, processor=plain)
            + fuzz.token_sort_ratio(words_before, words_after, processor=plain)
        ) / 2
        # Half the bar by words alone, so that a heading never pairs strangers.
        return min(100.0, score + place) if score + place >= ALIKE_BY_WORDS else 0.0
    score = _by_fields(old, new)
    score += SAME_PLACE_BONUS * _same(old.number, new.number) + place
    return min(100.0, score) if score >= ALIKE_BY_FIELDS else 0.0


def _words(commitment: CommitmentFacts) -> str:
    return (commitment.passage.words if commitment.passage else "") or ""


def _same(one: str | None, other: str | None) -> bool:
    return bool(one) and bool(other) and str(one).strip().lower() == str(other).strip().lower()


def _by_fields(old: CommitmentFacts, new: CommitmentFacts) -> float:
    """Return from 0 to 100: what facts without words say of likeness."""
    shared = (
        (20.0, float(old.theme == new.theme)),
        (20.0, float(old.action == new.action)),
        (10.0, float(old.strength == new.strength)),
        (15.0, _overlap(old.initiators, new.initiators)),
        (15.0, _overlap(_measured(old), _measured(new))),
        (10.0, _overlap(old.places, new.places)),
        (10.0, _overlap((*old.grounds, *old.produces), (*new.grounds, *new.produces))),
    )
    return sum(weight * share for weight, share in shared)


def _measured(commitment: CommitmentFacts) -> tuple[str, ...]:
    return tuple(f"{target.unit} {target.of}" for target in commitment.targets)


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return shared over all; two that say nothing are alike in half."""
    if not one and not other:
        return 0.5
    return len(set(one) & set(other)) / len(set(one) | set(other))


def changes(old: CommitmentFacts, new: CommitmentFacts) -> tuple[Change, ...]:
    """Return what differs between two commitments that are the same one, field by field."""
    fields = (
        ("amount", _amounts(old, new), _amounts(new, old)),
        ("date", _dates(old), _dates(new)),
        ("initiator", _sorted(old.initiators), _sorted(new.initiators)),
        ("strength", old.strength or "", new.strength or ""),
        ("contributor", _sorted(old.others), _sorted(new.others)),
        ("theme", old.theme or "", new.theme or ""),
        ("place", _sorted(old.places), _sorted(new.places)),
        ("ground", _sorted(old.grounds), _sorted(new.grounds)),
    )
    found = [Change(*field) for field in fields if field[1] != field[2]]
    before, after = " ".join(_words(old).split()), " ".join(_words(new).split())
    if before and after and before != after:
        found.append(Change("words", before, after))
    return tuple(found)


def _amounts(commitment: CommitmentFacts, other: CommitmentFacts) -> str:
    """Return the amounts that the other one doesn't have."""
    own, there = (Counter(amount(target) for target in c.targets) for c in (commitment, other))
    return "; ".join(sorted((own - there).elements()))


def amount(target: TargetFacts) -> str:
    """Return a target in a few words: comparator, figure, unit, date."""
    figure = f"{target.figure}–{target.upper}" if target.upper else target.figure
    date = f"({target.by})" if target.by else ""
    return " ".join(filter(None, (target.comparator, figure, target.unit, date)))


def _dates(commitment: CommitmentFacts) -> str:
    return ", ".join((*commitment.quarters, *filter(None, [commitment.deadline])))


def _sorted(iris: Sequence[str]) -> str:
    return ", ".join(sorted(iris))
