"""How a figure binds: at least, at most, about, exactly, or between two bounds.

The words are data: the code list ``comparator``; cues tied to the beginning (``^of meer``) stand
behind the figure, all others before it.
"""

from __future__ import annotations

import re
from functools import cache

from pa_graph.extraction.figure_exclusions import sentence_start, stops_there
from pa_graph.extraction.numbers import Quantity
from pa_graph.model.cues import any_cue, folded
from pa_graph.model.vocabulary import Match, scheme

_RELATIVE_UNITS = ("percent", "eur", "percentage_point", "energy_index")
_PLACE_WORDS = ("onder", "boven", "lager", "hoger")
_BETWEEN = re.compile(
    r"\s*\(?(?:(?:de|een|het|totaal|gemiddeld|circa|ca\.?|nog|elk|aantal|van|ongeveer|samen|in|"
    r"bedrag|jaarlijks|naar verwachting|zo’n|zo'n|per jaar|eens)\s+){0,3}",
    re.IGNORECASE,
)
_AT_MOST = re.compile(r"\b(?:niet meer dan|maximaal|hoogstens|hooguit|ten hoogste)\s\Z")


def comparator(text: str, number: Quantity, unit: str, end: int, previous: int) -> str:
    """Return the code of the comparator of a quantity.

    Args:
        text: what it was found in.
        number: the quantity.
        unit: code of its unit.
        end: offset behind the word of the unit.
        previous: offset behind the quantity before it; words before that are not its own.
    """
    if number.upper is not None:
        return "between"
    sentence = sentence_start(text, number.start)
    before = text[max(sentence, previous, number.start - 45) : number.start]
    behind = text[max(end, number.end) : end + 40]
    if unit == "energy_index" and re.match(r"\s+of (?:beter|lager)", behind):
        return "max"
    found = _before(before, unit)
    bounds = [match.code for match in (*found, *_behind(text, number, behind))]
    bounds = [code for code in bounds if code in ("min", "max")]
    if bounds:
        return bounds[-1]
    whole = text[sentence : number.start]
    if stops_there(whole) or _limits(unit, before, whole):
        return "max"
    if unit == "percentage_point" and (
        far := _far(text[max(sentence, number.start - 90) : number.start])
    ):
        return far
    return "about" if number.rough or any(m.code == "about" for m in found) else "exact"


def _before(before: str, unit: str) -> list[Match]:
    """Return the comparators that stand right before the figure, none inside another."""
    found = [
        match
        for match in scheme("comparator").matches(before)
        if not match.cue.startswith("^")
        and match.code != "between"
        and _BETWEEN.fullmatch(before[match.end :])
        and (unit in _RELATIVE_UNITS or not match.cue.startswith(_PLACE_WORDS))
    ]
    return [
        match
        for match in found
        if not any(
            other.start <= match.start
            and match.end <= other.end
            and other.end - other.start > match.end - match.start
            for other in found
        )
    ]


def _behind(text: str, number: Quantity, behind: str) -> list[Match]:
    """Return the comparators behind the unit, or between the figure and its unit."""
    found = scheme("comparator").matches(behind)
    if re.match(r"\s+of (?:meer|minder)", text[number.end :]):
        found += scheme("comparator").matches(text[number.end : number.end + 15])
    return [match for match in found if match.cue.startswith("^")]


def _far(before: str) -> str | None:
    """Return the bound of a difference that is measured against something named in between."""
    found = [
        match.code
        for match in scheme("comparator").matches(before)
        if match.code in ("min", "max") and not match.cue.startswith("^") and len(match.cue) > 6
    ]
    return found[-1] if found else None


def _limits(unit: str, before: str, whole: str) -> bool:
    """Tell whether *tot* makes the figure a ceiling: of an amount, or of what is limited."""
    if (
        unit in ("percent", "eur")
        and re.search(r"\btot (?:gemiddeld )?\Z", before)
        and (scheme("figure_cue").finds("limit", whole))
    ):
        return True
    return (
        unit == "eur"
        and re.search(r"\btot\s\Z", before) is not None
        and not _change().search(folded(whole[-60:]))
    )


@cache
def _change() -> re.Pattern[str]:
    cues = scheme("figure_cue").concept("change").strong
    return any_cue(cues)


def lies_below(text: str, number: Quantity, end: int) -> bool:
    """Tell whether a difference lies below what it is measured against (*minus*, *lager dan*)."""
    before = text[: number.start]
    return (
        re.search(r"\bminus\s\Z|(?<=\s)[-–]\s?\Z", before) is not None
        or re.match(r"\s+(?:punt\s+)?lager\b", text[end:]) is not None
        or (re.match(r"\s+onder\b", text[end:]) is not None and _AT_MOST.search(before) is not None)
    )
