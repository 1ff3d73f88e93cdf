"""Commitments, aims and lines of reports in the form in which they are compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from itertools import product

from pyoxigraph import Quad

from pa_graph.mapping.builder import term
from pa_graph.model.namespaces import PA, PAC

_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_EMPTY = frozenset(
    {
        *("afspraak", "afspraken", "gemeente", "corporatie", "partijen", "worden", "wordt", "zijn"),
        *(
            "deze",
            "voor",
            "door",
            "naar",
            "samen",
            "hebben",
            "heeft",
            "zullen",
            "jaar",
            "jaarlijks",
        ),
        *(
            "minimaal",
            "maximaal",
            "ongeveer",
            "circa",
            "tenminste",
            "totaal",
            "onder",
            "over",
            "eind",
        ),
        *(
            "uiterlijk",
            "binnen",
            "tussen",
            "waarvan",
            "alle",
            "meer",
            "biedt",
            "gaat",
            "nog",
            "eens",
        ),
        *("woningen", "woning", "start", "levert", "bouwt", "bouw", "loopt", "schema", "gereed"),
    }
)
"""Words that many passages hold, and that say little about what one is about."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A target as far as two of them are compared; *of* are the words for what is counted."""

    value: Decimal
    unit: str
    comparator: str = ""
    upper: Decimal | None = None
    per: str = ""
    of: frozenset[str] = frozenset()

    def holds(self, value: Decimal) -> bool:
        """Tell whether *value* is the figure, or lies within its bounds."""
        if self.upper is not None:
            return self.value <= value <= self.upper
        return self.value == value


@dataclass
class Comparable:
    """One passage: a commitment, an aim or a line of a report.

    Attributes:
        printed: its own number.
        numbers: those that a line of a report names.
        theme, action, status: codes with ``-``, or empty.
        years: of its deadline, quarters and words, as far as they say one.
        ignored: words that say nothing here, such as the name of the association.
    """

    iri: str
    order: int = 0
    printed: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    theme: str = ""
    action: str = ""
    status: str = ""
    text: str = ""
    until: str = ""
    quarters: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    initiators: set[str] = field(default_factory=set)
    figures: list[Figure] = field(default_factory=list)
    ignored: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that say what it is about, lower case."""
        return telling(self.text) - self.ignored

    @cached_property
    def years(self) -> frozenset[int]:
        """The years in which it is to be done, empty where it does not say."""
        printed = {int(year) for year in _YEAR.findall(self.text)}
        if self.until:
            printed.add(int(self.until[:4]))
        printed |= {int(quarter[:4]) for quarter in self.quarters}
        return frozenset(printed)


def telling(text: str) -> frozenset[str]:
    """Return the words of four letters and more that say what a text is about."""
    return frozenset(w for w in _WORD.findall(text.lower()) if w not in _EMPTY)


def comparables(quads: Iterable[Quad], class_: str) -> list[Comparable]:
    """Return the passages of a class in one document graph, in their order.

    Args:
        quads: what the document says, at least of these passages and their targets.
        class_: ``pa:Commitment``, ``pa:Aim`` or ``pa:ProgressObservation``.
    """
    a, wanted = term("rdf:type"), term(class_)
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    passages: dict[str, Comparable] = {}
    for quad in quads:
        subject, value = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        if quad.predicate != a:
            said[subject].append((quad.predicate.value.removeprefix(PA), value))
        elif quad.object == wanted:
            passages[subject] = Comparable(subject)
    for iri, passage in passages.items():
        targets = []
        # In the order of their values, as the last of two themes counts.
        for name, value in sorted(set(said[iri])):
            if name == "target":
                targets.append(value)
            elif name in _LEARNT:
                _learn(passage, name, value)
        for target in targets:
            passage.figures += [one for one in _figures(said[target]) if one not in passage.figures]
    return sorted(passages.values(), key=lambda passage: (passage.order, passage.iri))


_LEARNT = frozenset(
    (
        *("order", "number", "aboutNumber", "theme", "action", "progressStatus", "text"),
        *("deadline", "quarter", "location", "initiator"),
    )
)


def _figures(said: Iterable[tuple[str, str]]) -> Iterator[Figure]:
    """Yield what a target says in numbers; each of several values is one of its own."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, value in sorted(set(said)):
        found[name].append(value)
    further = [found[name] or [""] for name in ("comparator", "upperBound", "per", "of")]
    parts = product(found["unit"], *further)
    numbers = sorted(n for n in map(_number, found["value"]) if n is not None)
    for number, (unit, comparator, upper, per, of) in product(numbers, parts):
        yield Figure(
            number,
            unit.rpartition("/")[2],
            comparator.rpartition("/")[2],
            _number(upper),
            per,
            telling(of),
        )


def _learn(passage: Comparable, name: str, value: str) -> None:
    match name:
        case "order":
            passage.order = int(value)
        case "number":
            passage.printed.add(plain_number(value))
        case "aboutNumber":
            passage.numbers.add(plain_number(value))
        case "theme" | "action":
            setattr(passage, name, value.removeprefix(PAC).partition("/")[2])
        case "progressStatus":
            passage.status = value.rpartition("/")[2]
        case "text":
            passage.text = value
        case "deadline":
            passage.until = max(passage.until, value)
        case "quarter":
            passage.quarters.add(value.rpartition("/")[2])
        case "location":
            passage.places.add(value)
        case _:
            passage.initiators.add(value)


def plain_number(printed: str) -> str:
    """Return a printed number without brackets and full stop, in upper case."""
    return printed.strip(" .()[]").upper()


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value) if value else None
    except InvalidOperation:
        return None


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the shorter passage's words that the longer one has too."""
    return len(one & other) / max(1, min(len(one), len(other)))
