"""Figures and misses of an evaluation, per document, theme and field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

READER_AGREEMENT: Final = {
    "commitment": 1.00,
    "theme": 1.00,
    "strength": 0.97,
    "action": 0.94,
    "initiator": 0.98,
    "initiators, whole set": 0.95,
    "contributors": 0.87,
    "quarters": 1.00,
    "deadline": 0.96,
    "targets": 0.90,
    "targets, strict": 0.87,
    "locations": 1.00,
    "references": 0.98,
    "references + relation": 0.93,
    "dependencies": 0.87,
}
"""F1 between two people who read the same two documents, and the order of the fields."""


@dataclass(slots=True)
class Counts:
    """How many values agree, how many only the program has, how many only the annotation has."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, hits: int, extra: int, missed: int) -> None:
        """Count further values."""
        self.hits += hits
        self.extra += extra
        self.missed += missed

    @property
    def support(self) -> int:
        """How many values the annotation has."""
        return self.hits + self.missed

    @property
    def precision(self) -> float:
        """Share of the program's values that are right; 1 where it has none."""
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of the annotated values that were found; 1 where there are none."""
        return self.hits / self.support if self.support else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference between the annotation and the program.

    Attributes:
        commitment: id of the annotation, or number and order of what the program has too much.
        expected / found: the value of the annotation and of the program, None where it has none.
        words: the beginning of the passage.
    """

    document: str
    commitment: str
    field: str
    expected: str | None
    found: str | None
    words: str


@dataclass
class Report:
    """The figures of one evaluation.

    Attributes:
        total: field → counts over all documents.
        documents / themes: name → field → counts.
        misses: every difference, in the order of the documents.
        quotes: how many texts and quotations of the graph were looked up, and how many of them
            stand literally at their offsets.
    """

    total: dict[str, Counts] = field(default_factory=dict)
    documents: dict[str, dict[str, Counts]] = field(default_factory=dict)
    themes: dict[str, dict[str, Counts]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    quotes: tuple[int, int] = (0, 0)

    def count(
        self, document: str, theme: str | None, name: str, hits: int, extra: int, missed: int
    ) -> None:
        """Count values of one field in the total, the document and the theme."""
        for table in (
            self.total,
            self.documents.setdefault(document, {}),
            self.themes.setdefault(theme or "none", {}),
        ):
            table.setdefault(name, Counts()).add(hits, extra, missed)

    def count_quotes(self, seen: int, right: int) -> None:
        """Count quotations that were looked up in the text."""
        self.quotes = (self.quotes[0] + seen, self.quotes[1] + right)


def in_order(fields: Iterable[str]) -> list[str]:
    """Return names of fields in the order of the guide."""
    order = list(READER_AGREEMENT)
    return sorted(fields, key=lambda name: order.index(name) if name in order else len(order))


def shown(value: Any) -> str:
    """Return a value of an annotation as a person reads it."""
    if not isinstance(value, dict):
        return str(value)
    if "what" in value:
        return f"{value.get('kind')}: {value['what']}"
    if "relation" in value:
        return f"{value['name']} ({value['relation']})"
    bound = f"-{value['max']}" if value.get("max") else ""
    return f"{value.get('comparator')} {value.get('value')}{bound} {value.get('unit')}"
