"""Quantities with their units: which figures of a text measure something that is promised.

A quantity counts when a unit stands behind it (or, for a part of a total, before it) and nothing
shows that it delimits, dates, conditions or describes instead of promising. The words for units,
comparators and all those other uses are data: ``unit``, ``comparator``, ``figure-cue``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pa_graph.extraction.numbers import Quantity, quantities
from pa_graph.model.vocabulary import Match, cue_pattern, scheme

TIME_UNITS = ("year", "month", "week", "day")
"""Codes of the units that measure a duration."""

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
_SENTENCE = re.compile(r"[.!?;]\s+(?=[^a-zà-ÿ\s])|\s[•▶]\s|\s-\s(?=[A-Z])|\so\s(?=\d)")
_CLAUSE_END = re.compile(r"[.;!?](?=\s|$)|,(?=\s)|\)|\bzodat\b")
_BETWEEN = re.compile(
    r"\s*\(?(?:(?:de|een|het|totaal|gemiddeld|circa|ca\.?|nog|elk|aantal|van|ongeveer|samen|in|bedrag|"
    r"jaarlijks|naar verwachting|zo’n|zo'n|per jaar|eens)\s+){0,3}", re.IGNORECASE
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
    out = _excluded(text)
    for index, number in enumerate(numbers):
        behind = text[number.end : number.end + 90]
        limit = numbers[index + 1].start - number.end if index + 1 < len(numbers) else len(behind)
        unit, length = _unit(number, text, behind, limit)
        if unit is None:
            shared = _shared_unit(text, number, numbers[index + 1 :], found)
            if shared is None:
                continue
            unit, length = shared, 0
        end = number.end + length
        before = text[sentence_start(text, number.start) : number.start]
        if _is_out(text, number, unit, end, before, out):
            continue
        previous = numbers[index - 1].end if index else 0
        comparator = _comparator(text, number, unit, end, previous)
        found.append(Measure(_signed(text, number, unit, end), unit, end, comparator))
    return found


def _unit(
    number: Quantity, text: str, behind: str, limit: int
) -> tuple[str | None, int]:
    """Return the unit of a quantity and how far behind it the unit's word ends."""
    if number.repeated:
        return "times", 0
    if number.euro:
        return "eur", 0
    if _INDEX.search(text[: number.start]):
        return "energy_index", 0
    if sign := re.match(r"\s?(?:%|procent)\s?-?\s?punt\w*", behind):
        return "percentage_point", sign.end()
    if sign := re.match(r"\s?(?:%|procent\b|pct\b)", behind):
        relative = re.match(r"\s?(?:%|procent)\s+(?:lager|hoger|boven|onder)\s+(?:dan\s+)?(?:de\s+)?"
                            r"(?:\w*inflatie|\w*loon\w*|CAO|prijs\w*)", behind, re.IGNORECASE)
        return ("percentage_point" if relative else "percent"), sign.end()
    if number.share:
        if month := re.match(r"\s*jaar\b", behind):
            return "month", month.end()
        return "percent", 0
    if scheme("figure_cue").concept("not_counted") and _behind("not_counted", behind):
        return None, 0
    for match in sorted(scheme("unit").matches(behind), key=lambda m: (m.start, -m.end)):
        if match.start > limit:
            break
        gap = behind[: match.start]
        if match.code in ("percent", "energy_index", "label") or _STOP.search(gap):
            continue
        if _GAP.fullmatch(gap) and len(gap.split()) <= 4:
            if match.code in TIME_UNITS and gap.strip():
                continue
            return match.code, match.end
    return None, 0


def _shared_unit(
    text: str, number: Quantity, later: Sequence[Quantity], found: Sequence[Measure]
) -> str | None:
    """Return the unit of a figure that is printed without one, as a part or one of several."""
    behind = text[number.end :]
    if later:
        nearest = later[0]
        between = text[number.end : nearest.start]
        if re.fullmatch(
            r"\s*(?:,|en|of|dan wel|respectievelijk|resp\.)\s*(?:(?:in|te|aan|voor|door)\s"
            r"(?:de\s|het\s)?[A-Z][\w'’-]*\s*)?", between
        ):
            rest = text[nearest.end : nearest.end + 60]
            unit, _ = _unit(nearest, text, rest, len(rest))
            if unit in ("dwelling", "percent", "person"):
                return unit
    if re.search(r"[A-Z][\w'’-]*(?:\s[IVX]+)?\s\Z", text[: number.start]) and re.match(
        r"\s*[:(,.]", behind
    ) and not re.search(r"(?:[,:]|\ben)\s(?:De\s|Het\s)?[A-Z][\w'’-]*\s\Z", text[: number.start]):
        return None  # a figure in a name: Leeuwerik 3
    begin = sentence_start(text, number.start)
    lead = text[begin : number.start]
    last = next((f for f in reversed(found) if f.unit in ("dwelling", "percent", "person")), None)
    if last is None or last.quantity.start < begin:
        named = [m.code for m in scheme("unit").matches(lead) if m.code in ("dwelling", "person")]
        if named and re.match(r"\s+per (?:jaar|maand|week)\b", behind):
            return named[-1]
    if last is None:
        return None
    previous = sentence_start(text, max(0, begin - 2))
    parts = [m for m in scheme("figure_cue").matches(lead) if m.code == "part"]
    if not (parts or last.quantity.start >= begin) or last.quantity.start < previous:
        return None
    if any(m.strong and begin + m.start > last.quantity.end for m in parts) and re.match(
        r"\s+[a-z]+t\b\s*[.,;)]", behind
    ):
        return last.unit
    follows = re.match(
        r"\s+(?:in|aan|door|voor|op|van|bij|te|naar|en|daarvan|hiervan|ervan|[A-Z][\w-]+)\b|\s*[.,;)]|\s*\Z", behind
    )
    return last.unit if follows else None


# -- what is no target ----------------------------------------------------------------------


def _excluded(text: str) -> list[tuple[int, int]]:
    """Return the ranges of conditions, definitions in brackets and descriptions."""
    ranges = []
    for found in scheme("figure_cue").matches(text):
        if found.code == "condition" and _opens_condition(text, found):
            stop = _CLAUSE_END.search(text, found.end)
            ranges.append((found.start, stop.start() if stop else len(text)))
    for found in re.finditer(r"\((?:met (?:een )?|dus |d\.w\.z\. |bijv|bijvoorbeeld|NB|zittende|"
                             r"recht op|prijspeil|peil|(?:in )?[12]\d{3}:)[^)]*\)", text, re.IGNORECASE):
        ranges.append(found.span())
    for found in re.finditer(r"(?:\A|[.!?]\s)[A-Z][a-z]+t\b[^.,]*(?=, dan\b)", text):
        ranges.append(found.span())
    for found in re.finditer(r"[^.;,()]*", text):
        if found[0] and scheme("figure_cue").finds("background", found[0]):
            ranges.append(found.span())
    return ranges


def _opens_condition(text: str, found: Match) -> bool:
    if found.strong:
        return True
    opened = re.search(r"(?:\A|[.,;:(]\s?)\Z", text[: found.start])
    return bool(opened) or bool(
        re.match(r"\s(?:het|er|dit|dat|zij|hij|deze|men|we|wij|blijkt|meer dan|minder dan)\b",
                 text[found.end :])
    )


def _is_out(
    text: str, number: Quantity, unit: str, end: int, before: str,
    ranges: Sequence[tuple[int, int]],
) -> bool:
    inside = [r for r in ranges if r[0] <= number.start < r[1]]
    stops = re.search(r"\bstop\w*\b[^.;]*\b(?:als|zodra|bij|wanneer)\s\Z", before)
    if inside and not stops:
        return True
    near = before[-70:]
    if unit in ("year", "person", "month") and (
        _ends_with("age", near) or _behind("age", text[end : end + 20])
    ) and unit == "year":
        return True
    if unit == "year" and re.search(r"\b(?:tot|t/m|tot en met|vanaf|boven de|van)\s\Z", near) and (
        not re.search(r"periode van\s\Z|termijn van\s\Z|duur van\s\Z", near)
    ):
        return True
    if unit == "times" and re.search(r"\b(?:eerste|tweede|laatste|elke|iedere)\s\Z", near):
        return True
    if unit in TIME_UNITS and re.search(r"\b(?:per|elk|elke|ieder|iedere|om de)\s\Z", near) and (
        "gemiddeld" not in near
    ):
        return True
    if re.search(r"\b(?:van|stijgt van|daalt van)\s\Z", near) and re.match(
        r"\S{0,3}\s*(?:per \w+\s)?(?:naar|tot)\s+€?\s?\d", text[end:]
    ) and number.upper is None:
        return True
    if re.search(r"\b(?:prijspeil|peil|deze|die|dezelfde|bovengenoemde|genoemde|beide)\s\Z", near):
        return True
    if unit in (*TIME_UNITS, "eur", "percent") and _ends_with("relative", near):
        return True
    return _ends_with("threshold", near) or _ends_with("baseline", near)


@cache
def _ending(code: str) -> re.Pattern[str]:
    """Return what matches a text that ends with a cue of *code*, a comparator between allowed."""
    cues = [cue for cue in scheme("figure_cue").concept(code).strong if not cue.startswith("^")]
    least = "|".join(
        cue_pattern(cue)
        for code_ in ("min", "max", "about")
        for cue in scheme("comparator").concept(code_).strong
        if not cue.startswith("^") and "…" not in cue
    )
    body = "|".join(cue_pattern(cue) for cue in cues)
    return re.compile(rf"(?:{body})\s*(?:(?:{least})\s*)?(?:de\s+|een\s+)?\Z", re.IGNORECASE)


def _ends_with(code: str, text: str) -> bool:
    return _ending(code).search(text) is not None


def _behind(code: str, text: str) -> bool:
    return any(
        re.match(cue_pattern(cue), text, re.IGNORECASE)
        for cue in scheme("figure_cue").concept(code).strong
        if cue.startswith("^")
    )


# -- how it binds ---------------------------------------------------------------------------


def _comparator(text: str, number: Quantity, unit: str, end: int, previous: int) -> str:
    if number.upper is not None:
        return "between"
    begin = max(sentence_start(text, number.start), previous, number.start - 45)
    before = text[begin : number.start]
    behind = text[max(end, number.end) : end + 40]
    found = [
        m for m in scheme("comparator").matches(before)
        if not m.cue.startswith("^") and m.code != "between"
        and _BETWEEN.fullmatch(before[m.end :])
        and not (m.cue.startswith(("onder", "boven", "lager", "hoger")) and unit not in (
            "percent", "eur", "percentage_point", "energy_index"))
    ]
    found = [
        m for m in found
        if not any(o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start
                   for o in found)
    ]
    after = [m for m in scheme("comparator").matches(behind) if m.cue.startswith("^")]
    if re.match(r"\s+of (?:meer|minder)", text[number.end :]):
        after += [m for m in scheme("comparator").matches(text[number.end :][:15])
                  if m.cue.startswith("^")]
    bounds = [m.code for m in (*found, *after) if m.code in ("min", "max")]
    if unit == "energy_index" and re.match(r"\s+of (?:beter|lager)", behind):
        return "max"
    if bounds:
        return bounds[-1]
    if re.search(r"\bstop\w*\b[^.;]*\b(?:als|zodra|bij|wanneer)\s\Z", text[: number.start]):
        return "max"
    start = sentence_start(text, number.start)
    if unit == "percentage_point":
        far = [m for m in scheme("comparator").matches(text[max(start, number.start - 90) : number.start])
               if m.code in ("min", "max") and not m.cue.startswith("^") and len(m.cue) > 6]
        if far:
            return far[-1].code
    if unit in ("percent", "eur") and re.search(r"\btot (?:gemiddeld )?\Z", before) and (
        scheme("figure_cue").finds("limit", text[start : number.start])
    ):
        return "max"
    if unit == "eur" and re.search(r"\btot\s\Z", before) and not re.search(
        _change(), text[max(0, number.start - 60) : number.start]
    ):
        return "max"
    return "about" if number.rough or any(m.code == "about" for m in found) else "exact"


@cache
def _change() -> re.Pattern[str]:
    cues = scheme("figure_cue").concept("change").strong
    return re.compile("|".join(cue_pattern(cue) for cue in cues), re.IGNORECASE)


def _signed(text: str, number: Quantity, unit: str, end: int) -> Quantity:
    """Return the quantity, negative where it lies below what it is measured against."""
    lower = re.search(r"\bminus\s\Z|(?<=\s)[-–]\s?\Z", text[: number.start]) or re.match(
        r"\s+(?:punt\s+)?lager\b", text[end:]
    ) or (
        re.match(r"\s+onder\b", text[end:]) and re.search(r"\b(?:niet meer dan|maximaal|hoogstens|"
                 r"hooguit|ten hoogste)\s\Z", text[: number.start])
    )
    return replace(number, value=-number.value) if unit == "percentage_point" and lower else number


def sentence_start(text: str, position: int) -> int:
    """Return where the sentence or list item begins that *position* stands in."""
    return max((m.end() for m in _SENTENCE.finditer(text, 0, position)), default=0)


def sentence_end(text: str, position: int) -> int:
    """Return where the sentence or list item ends that *position* stands in."""
    stop = _SENTENCE.search(text, position)
    return stop.start() if stop else len(text)
