"""What a vision, bid, deal, agenda or progress report says of itself: title, period, date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pa_graph.extraction.document_role import title_lines
from pa_graph.model.quarter import ANY_MONTH, Quarter, month_number
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document

_OPENING = 3000
_YEARS = re.compile(
    r"(?<!\d)(?P<first>20\d\d)(?:\s*(?:[-–/]|t/m|tot en met|tot|en)\s*(?P<last>20\d\d))?(?!\d)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?P<which>eerste|tweede|derde|vierde|1e|2e|3e|4e)\s+(?P<part>half\s?jaar|kwartaal)"
    r"(?:\s+van)?\s+(?P<year>20\d\d)",
    re.IGNORECASE,
)
_ORDINALS = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2, "derde": 3, "3e": 3, "vierde": 4, "4e": 4}
_ISSUED = re.compile(
    r"\b(?:vastgesteld|verzonden|verstuurd|aangeboden|uitgebracht|gepubliceerd|opgesteld|"
    r"ondertekend|getekend|datum)\b[^.\n]{0,80}?(?<!\d)(?P<day>\d{1,2})"
    rf"(?:\s+(?P<month>{ANY_MONTH})\s+|-(?P<number>\d{{1,2}})-)(?P<year>20\d\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PolicyHeading:
    """Title as printed, ISO dates of the period and of the day it was issued, None if unsaid."""

    title: str
    start: str | None
    end: str | None
    issued_on: str | None

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years of the period, in order."""
        if self.start is None or self.end is None:
            return ()
        return tuple(range(int(self.start[:4]), int(self.end[:4]) + 1))


def read_policy_heading(document: Document) -> PolicyHeading:
    """Return what the title lines and the opening say of the whole document."""
    lines = title_lines(document)
    start, end = _period(lines)
    issued = _ISSUED.search(document.text[:_OPENING])
    return PolicyHeading(_title(lines, document), start, end, _day(issued) if issued else None)


def _title(lines: tuple[str, ...], document: Document) -> str:
    """Return the line that names the kind; with the one behind it where only that has a year.

    Two progress reports of one agreement differ by nothing else.
    """
    roles = scheme("document_role")
    named = next((i for i, line in enumerate(lines) if roles.matches(line, weak=False)), None)
    if named is None:
        return lines[0] if lines else document.name.rsplit(".", 1)[0]
    title = lines[named]
    following = lines[named + 1 : named + 2]
    if not _YEARS.search(title) and following and _YEARS.search(following[0]):
        return f"{title}, {following[0][0].lower()}{following[0][1:]}"
    return title


def _period(lines: tuple[str, ...]) -> tuple[str | None, str | None]:
    for line in lines:
        if part := _PART.search(line):
            number, year = _ORDINALS[part["which"].lower()], int(part["year"])
            if part["part"].lower() == "kwartaal":
                first = last = Quarter(year, number)
            elif number <= 2:
                first, last = Quarter(year, 2 * number - 1), Quarter(year, 2 * number)
            else:
                continue
            return str(first.first_day), str(last.last_day)
    for line in lines:
        for hit in _YEARS.finditer(line):
            first_year, last_year = int(hit["first"]), int(hit["last"] or hit["first"])
            if first_year <= last_year:
                return f"{first_year}-01-01", f"{last_year}-12-31"
    return None, None


def _day(found: re.Match[str]) -> str | None:
    month = month_number(found["month"]) if found["month"] else int(found["number"])
    day = int(found["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{found['year']}-{month:02}-{day:02}"
