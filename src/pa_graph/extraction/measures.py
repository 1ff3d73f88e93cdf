"""Quantities with their units: which figures of a text measure something that is promised.

A quantity counts when a unit stands behind it (or, for a part of a total, before it) and nothing
shows that it delimits, dates, conditions or describes instead of promising. The words for units,
comparators and all those other uses are data: ``unit``, ``comparator``, ``figure-cue``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pa_graph.extraction.comparators import comparator, lies_below
from pa_graph.extraction.figure_exclusions import (
    TIME_UNITS,
    behind,
    excluded_ranges,
    is_no_target,
    sentence_start,
)
from pa_graph.extraction.numbers import Quantity, quantities
from pa_graph.model.vocabulary import scheme

_GAP = re.compile(r"(?:\s?\([\w-]+\)\s?|[\s-]|[\wÀ-ÿ'’/()-]+(?=\s)|(?<=\()\w+\))*")
_STOP = re.compile(
    r"\b(?:van|voor|in|op|met|bij|door|aan|naar|per|tot|uit|onder|boven|die|dat|er|is|zijn|wordt|"
    r"worden|heeft|hebben|zal|om|over|tussen|als|binnen|na|gaat|krijgt|extra|dan|deze|haar|zij|"
    r"de|het|een|zodat|te)\b|\d",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"(?i:energie-?\s?index|\bEI\b|\bEPC\b|\bBENG\b)(?:\s+(?:van|tussen|tot|naar|onder|ten|hoogste|"
    r"maximaal|circa|hooguit|hoogstens|de|is|gelijk|aan|beter|lager|dan|of))*\s+\Z"
)
_POINT = re.compile(r"\s?(?:%|procent)\s?-?\s?punt\w*", re.IGNORECASE)
_PERCENT = re.compile(r"\s?(?:%|procent\b|pct\b)", re.IGNORECASE)
_AGAINST = re.compile(
    r"\s?(?:%|procent)\s+(?:lager|hoger|boven|onder)\s+(?:dan\s+)?(?:de\s+)?"
    r"(?:\w*inflatie|\w*loon\w*|CAO|prijs\w*)",
    re.IGNORECASE,
)
_SHARED = ("dwelling", "percent", "person")
_AND_ANOTHER = re.compile(
    r"\s*(?:,|en|of|dan wel|respectievelijk|resp\.)\s*(?:(?:in|te|aan|voor|door)\s"
    r"(?:de\s|het\s)?[A-Z][\w'’-]*\s*)?"
)
_NAME_BEFORE = re.compile(r"[A-Z][\w'’-]*(?:\s[IVX]+)?\s\Z")
_LISTED_NAME = re.compile(r"(?:[,:]|\ben)\s(?:De\s|Het\s)?[A-Z][\w'’-]*\s\Z")
_PER_PERIOD = re.compile(r"\s+per (?:jaar|maand|week)\b")
_VERB_LAST = re.compile(r"\s+[a-z]+t\b\s*[.,;)]")
_GOES_ON = re.compile(
    r"\s+(?:in|aan|door|voor|op|van|bij|te|naar|en|daarvan|hiervan|ervan|[A-Z][\w-]+)\b"
    r"|\s*[.,;)]|\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity with its unit, in the offsets of the text it was found in.

    Attributes:
        quantity: the number or range.
        unit: code of the unit, e.g. ``dwelling``.
        unit_end: offset behind the word of the unit.
        comparator: ``min``, ``max``, ``about``, ``exact`` or ``between``.
    """

    quantity: Quantity
    unit: str
    unit_end: int
    comparator: str


def measures(text: str) -> list[Measure]:
    """Return the measured quantities of *text* that a promise may bind itself to, in order."""
    found: list[Measure] = []
    numbers = quantities(text)
    ranges = excluded_ranges(text)
    for index, number in enumerate(numbers):
        following = text[number.end : number.end + 90]
        later = numbers[index + 1 :]
        limit = later[0].start - number.end if later else len(following)
        unit, length = _unit(number, text, following, limit)
        if unit is None:
            unit, length = _shared_unit(text, number, later, found), 0
        end = number.end + length
        if unit is None or is_no_target(text, number, unit, end, ranges):
            continue
        previous = numbers[index - 1].end if index else 0
        binds = comparator(text, number, unit, end, previous)
        if unit == "percentage_point" and lies_below(text, number, end):
            number = replace(number, value=-number.value)
        found.append(Measure(number, unit, end, binds))
    return found


def _unit(number: Quantity, text: str, following: str, limit: int) -> tuple[str | None, int]:
    """Return the unit of a quantity and how far behind it the unit's word ends."""
    if number.repeated:
        return "times", 0
    if number.euro:
        return "eur", 0
    if _INDEX.search(text[: number.start]):
        return "energy_index", 0
    if sign := _POINT.match(following):
        return "percentage_point", sign.end()
    if sign := _PERCENT.match(following):
        return ("percentage_point" if _AGAINST.match(following) else "percent"), sign.end()
    if number.share:
        month = re.match(r"\s*jaar\b", following)
        return ("month", month.end()) if month else ("percent", 0)
    if behind("not_counted", following):
        return None, 0
    for match in scheme("unit").matches(following):
        gap = following[: match.start]
        if match.start > limit:
            break
        if match.code in ("percent", "energy_index", "label") or _STOP.search(gap):
            continue
        if match.code in TIME_UNITS and gap.strip():
            continue
        if _GAP.fullmatch(gap) and len(gap.split()) <= 4:
            return match.code, match.end
    return None, 0


def _shared_unit(
    text: str, number: Quantity, later: Sequence[Quantity], found: Sequence[Measure]
) -> str | None:
    """Return the unit of a figure that is printed without one, as a part or one of several."""
    following = text[number.end :]
    if later and _AND_ANOTHER.fullmatch(text[number.end : later[0].start]):
        rest = text[later[0].end : later[0].end + 60]
        unit, _ = _unit(later[0], text, rest, len(rest))
        if unit in _SHARED:
            return unit
    if _ends_a_name(text, number):
        return None
    begin = sentence_start(text, number.start)
    lead = text[begin : number.start]
    last = next((each for each in reversed(found) if each.unit in _SHARED), None)
    if last is None or last.quantity.start < begin:
        named = [m.code for m in scheme("unit").matches(lead) if m.code in ("dwelling", "person")]
        if named and _PER_PERIOD.match(following):
            return named[-1]
    if last is None or last.quantity.start < sentence_start(text, max(0, begin - 2)):
        return None
    parts = [match for match in scheme("figure_cue").matches(lead) if match.code == "part"]
    if not parts and last.quantity.start < begin:
        return None
    named_part = any(m.strong and begin + m.start > last.quantity.end for m in parts)
    if _GOES_ON.match(following) or (named_part and _VERB_LAST.match(following)):
        return last.unit
    return None


def _ends_a_name(text: str, number: Quantity) -> bool:
    """Tell whether the figure belongs to a name (*Leeuwerik 3*) and isn't one of a list."""
    before = text[: number.start]
    return (
        _NAME_BEFORE.search(before) is not None
        and _LISTED_NAME.search(before) is None
        and re.match(r"\s*[:(,.]", text[number.end :]) is not None
    )
