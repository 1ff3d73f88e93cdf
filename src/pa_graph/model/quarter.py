"""Calendar quarters, and dates as a document states them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
"""The months as Dutch text has them, in their order."""

ANY_MONTH: Final = "|".join(MONTHS)
DAY: Final = rf"\d{{1,2}}\s+(?:{ANY_MONTH})\s+20\d\d"
"""The pattern of a day in words (*20 december 2017*)."""
PLACE_AND_DAY: Final = rf"[^\W\d][\w’' -]{{2,30}},\s+(?:d\.d\.\s+)?{DAY}"
"""The pattern of where and when something was signed (*Zandmeer, 20 december 2017*)."""
"""The months as alternatives of a regular expression."""

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_STATED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year, ``Quarter(2024, 1)`` or ``Quarter.parse("2024-Q1")``.

    Raises:
        ValueError: the quarter is not 1, 2, 3 or 4.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3, 4):
            raise ValueError(f"a year has four quarters, not a number {self.number}")

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Return the quarter written as ``2024-Q1``.

        Raises:
            ValueError: *text* is not of that form.
        """
        found = _QUARTER.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a quarter such as 2024-Q1")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> date:
        """The first day of the quarter."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The last day of the quarter."""
        month = 3 * self.number
        return date(self.year, month, monthrange(self.year, month)[1])

    def next(self) -> Quarter:
        """Return the quarter that this one meets (OWL-Time ``intervalMeets``)."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


def last_day_of(stated: str) -> date:
    """Return the last day of a period in EDTF level 0: ``2026``, ``2026-12``, ``2026-12-31``.

    Raises:
        ValueError: *stated* is none of these forms, or no such day exists.
    """
    found = _STATED.fullmatch(stated)
    if not found:
        raise ValueError(f"{stated!r} is not a date such as 2026, 2026-12 or 2026-12-31")
    year, month = int(found[1]), int(found[2] or 12)
    if not 1 <= month <= 12:
        raise ValueError(f"{stated!r} has no such month")
    return date(year, month, int(found[3]) if found[3] else monthrange(year, month)[1])


def month_number(name: str) -> int:
    """Return the number of a month from its Dutch name, 1 for *januari*.

    Raises:
        ValueError: there is no month of that name.
    """
    return MONTHS.index(name.lower()) + 1
