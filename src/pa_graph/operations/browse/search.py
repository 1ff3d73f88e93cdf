"""Finding commitments: facets with counts, full text, order."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pa_graph.operations.browse.marking import running_text
from pa_graph.operations.browse.records import CommitmentRecord, Corpus

FACETS: Final = (
    "municipality",
    "party",
    "theme",
    "action",
    "strength",
    "quarter",
    "agreement",
    "target",
    "finding",
)
HIDDEN: Final = ("initiator", "contributor")
"""What one may choose by too, without a list of choices."""

ORDERS: Final = ("place", "theme", "action", "strength", "party", "due", "relevance")
_WORD: Final = re.compile(r"\w+")
_LATEST: Final = "9999"


def tail(iri: str) -> str:
    """Return the last part of an IRI, by which a code goes in an address."""
    return iri.rstrip("/").rpartition("/")[2]


class FullText:
    """An index in memory of what commitments say, for words and beginnings of words."""

    def __init__(self, corpus: Corpus) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute(
            "CREATE VIRTUAL TABLE said USING fts5(iri UNINDEXED, text, heading, names,"
            " tokenize='unicode61 remove_diacritics 2')"
        )
        self._db.executemany(
            "INSERT INTO said VALUES (?, ?, ?, ?)",
            (
                (c.iri, running_text(c.text), c.heading, " · ".join(_names(corpus, c)))
                for c in corpus.commitments.values()
            ),
        )

    def find(self, words: str) -> dict[str, int]:
        """Return IRIs of commitments in which all words begin a word → rank, 0 the best.

        An empty search finds nothing; signs have no meaning.
        """
        terms = [f'"{word}"*' for word in _WORD.findall(words)]
        if not terms:
            return {}
        with self._lock:
            rows = self._db.execute(
                "SELECT iri FROM said WHERE said MATCH ? ORDER BY bm25(said, 0, 10, 4, 2), iri",
                (" AND ".join(terms),),
            ).fetchall()
        return {iri: rank for rank, (iri,) in enumerate(rows)}

    def close(self) -> None:
        """Let go of the memory."""
        self._db.close()


def _names(corpus: Corpus, commitment: CommitmentRecord) -> list[str]:
    """Return what is named in a commitment: parties, places, documents, figures, its number."""
    found = [corpus.label(iri, "nl") for iri in (*commitment.parties, *commitment.locations)]
    found += [reference.name for reference in commitment.references if reference.name]
    found += [target.of for target in commitment.targets]
    return [*found, commitment.shown, corpus.label(commitment.theme, "nl")]


@dataclass(frozen=True)
class Wanted:
    """What is looked for.

    Attributes:
        chosen: facet → values that are wanted, one of which must hold; ends of IRIs, quarters,
            ``yes`` or ``no``.
        words: for the full text; empty for all.
        order: one of :data:`ORDERS`.
        descending: whether the order is turned round.
    """

    chosen: Mapping[str, Collection[str]] = field(default_factory=dict)
    words: str = ""
    order: str = "place"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet and how many commitments one finds with it."""

    value: str
    iri: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Found:
    """What was found: all of it in order, and the choices that each facet has left."""

    commitments: tuple[CommitmentRecord, ...]
    facets: dict[str, tuple[Choice, ...]]


def search(
    corpus: Corpus,
    wanted: Wanted,
    *,
    full_text: FullText | None = None,
    with_finding: Collection[str] | None = None,
) -> Found:
    """Return the commitments that are wanted.

    The counts of a facet say what one would find with that value, all other facets as chosen.

    Args:
        corpus: where to look.
        wanted: what to look for.
        full_text: the index; needed where words are given.
        with_finding: IRIs of the commitments with a finding; None where that isn't known yet.
    """
    ranks: dict[str, int] | None = None
    if wanted.words.strip():
        ranks = full_text.find(wanted.words) if full_text else {}
    everything = [c for c in corpus.commitments.values() if ranks is None or c.iri in ranks]
    values = _values(corpus)
    if with_finding is not None:
        values = {
            iri: {**own, "finding": ("yes",) if iri in with_finding else ("no",)}
            for iri, own in values.items()
        }
    chosen = {facet: set(v) for facet, v in wanted.chosen.items() if v and facet in _KNOWN}
    # For each commitment the facets it fails: it counts where it fails no other.
    fails = {
        c.iri: [
            facet
            for facet, those in chosen.items()
            if not those.intersection(tail(v) for v in values[c.iri].get(facet, ()))
        ]
        for c in everything
    }
    hits = [c for c in everything if not fails[c.iri]]
    facets = {}
    for facet in FACETS:
        if facet == "finding" and with_finding is None:
            continue
        counts: Counter[str] = Counter()
        for c in everything:
            if all(failed == facet for failed in fails[c.iri]):
                counts.update(values[c.iri].get(facet, ()))
        facets[facet] = _choices(counts, chosen.get(facet, set()), facet)
    return Found(tuple(_ordered(corpus, hits, wanted, ranks or {})), facets)


def _values(corpus: Corpus) -> dict[str, dict[str, Sequence[str]]]:
    """Return what each commitment has of each facet; worked out once for a corpus."""
    if not corpus.facet_values:
        corpus.facet_values = {
            c.iri: {facet: read(corpus, c) for facet, read in _VALUES.items()}
            for c in corpus.commitments.values()
        }
    return corpus.facet_values


def _choices(counts: Counter[str], chosen: set[str], facet: str) -> tuple[Choice, ...]:
    found = [Choice(tail(v), v, n, tail(v) in chosen) for v, n in counts.items()]
    there = {choice.value for choice in found}
    found += [Choice(v, v, 0, True) for v in sorted(chosen - there)]
    if facet in ("quarter", "target", "finding"):
        return tuple(sorted(found, key=lambda c: (c.value == "no", c.value)))
    return tuple(sorted(found, key=lambda c: (-c.count, c.value)))


_VALUES: Final[dict[str, Callable[[Corpus, CommitmentRecord], Sequence[str]]]] = {
    "municipality": lambda corpus, c: corpus.municipalities_of(c),
    "party": lambda _, c: c.parties,
    "initiator": lambda _, c: c.initiators,
    "contributor": lambda _, c: c.contributors,
    "theme": lambda _, c: (c.theme,) if c.theme else (),
    "action": lambda _, c: (c.action,) if c.action else (),
    "strength": lambda _, c: (c.strength,) if c.strength else (),
    "quarter": lambda _, c: c.moments,
    "agreement": lambda _, c: (c.document,) if c.document else (),
    "target": lambda _, c: ("yes",) if c.targets else ("no",),
}

_KNOWN: Final = frozenset((*FACETS, *HIDDEN))


def _ordered(
    corpus: Corpus, hits: Iterable[CommitmentRecord], wanted: Wanted, ranks: Mapping[str, int]
) -> list[CommitmentRecord]:
    def key(c: CommitmentRecord) -> tuple[str | int, ...]:
        if wanted.order == "relevance" and ranks:
            return (ranks.get(c.iri, 0),)
        if wanted.order == "due":
            return (c.due or _LATEST,)
        if wanted.order == "party":
            return (corpus.label(c.initiators[0], "nl").casefold() if c.initiators else "~",)
        if wanted.order in ("theme", "action", "strength"):
            return (str(getattr(c, wanted.order)) or "~",)
        return ()

    in_place = sorted(hits, key=lambda c: (c.document, c.order))
    if wanted.order == "place":
        return in_place[::-1] if wanted.descending else in_place
    return sorted(in_place, key=key, reverse=wanted.descending)
