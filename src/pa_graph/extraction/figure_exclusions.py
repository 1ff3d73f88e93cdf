"""What shows that a figure delimits, dates, conditions or describes instead of promising.

Annotation guide, doubtful cases 3: a baseline, a threshold, a price level, a figure inside a
condition, a figure quoted as background, a date and an age are no targets. The words that show it
are data: the code list ``figure-cue``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from pa_graph.extraction.numbers import Quantity
from pa_graph.model.cues import any_cue, cue_regex, folded
from pa_graph.model.vocabulary import Match, scheme

TIME_UNITS = ("year", "month", "week", "day")
"""Codes of the units that measure a duration."""

_NO_ABBREVIATION = "".join(
    rf"(?<!\b{word})"
    for word in ("excl", "incl", "bijv", "resp", "max", "min", "ca", "vm", "nr", "evt")
)
_SENTENCE = re.compile(
    rf"(?:[!?;]|{_NO_ABBREVIATION}(?<!\.[a-z])\.)\s+(?=[^a-zà-ÿ\s])|\s[•▶]\s|\s-\s(?=[A-Z])|\so\s(?=\d)"
)
_CLAUSE_END = re.compile(r"[.;!?](?=\s|$)|,(?=\s)|\)|\bzodat\b")
_CLAUSE = re.compile(r"(?:[^.;,()]|[.,](?=\d))+")
_DEFINITION = re.compile(
    r"\((?:met (?:een )?|dus |d\.w\.z\. |bijv|NB|recht op|prijspeil|peil|minder dan|meer dan|"
    r"(?:in |op )?[12]\d{3}:|op \d|nu |peildatum|€[^)]*prijspeil)[^)]*\)",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(r"(?:\A|[.!?]\s)[A-Z][a-z]+t\b[^.,]*(?=, dan\b)")
_SUBJECT = re.compile(r"\s(?:het|er|dit|dat|zij|hij|deze|men|we|wij|blijkt|meer dan|minder dan)\b")
_STOPS = re.compile(r"\bstop\w*\b[^.;]*\b(?:als|zodra|bij|wanneer)\s\Z")
_AGE_BOUND = re.compile(
    r"\b(?:tot|t/m|tot en met|vanaf|boven de|(?<!periode )(?<!termijn )(?<!duur )van)\s\Z"
)
_EVERY = re.compile(r"\b(?:per|elke?|iedere?|(?<!gemiddeld )om de)\s\Z")
_POINTING = re.compile(r"\b(?:prijspeil|peil|deze|die|dezelfde|bovengenoemde|genoemde|beide)\s\Z")
_TO_ANOTHER = re.compile(r"\S{0,3}\s*(?:per \w+\s)?(?:naar|tot)\s+€?\s?\d")


def sentence_start(text: str, position: int) -> int:
    """Return where the sentence or list item begins that *position* stands in.

    What opens a sentence belongs to the one before as long as nothing of its own precedes it: a
    series of figures may go on there. Behind the sign of a list item nothing goes on.
    """
    starts = _sentence_starts(text)
    return starts[bisect_right(starts, position, key=lambda start: start + _opens(text, start)) - 1]


def _opens(text: str, start: int) -> int:
    return 0 if start == 0 or text[start - 2] in "•▶" else 1


@lru_cache(maxsize=256)
def _sentence_starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in _SENTENCE.finditer(text)))


def sentence_end(text: str, position: int) -> int:
    """Return where the sentence or list item ends that *position* stands in."""
    stop = _SENTENCE.search(text, position)
    return stop.start() if stop else len(text)


def stops_there(before: str) -> bool:
    """Tell whether something is said to stop at the figure behind *before*: it is a ceiling."""
    return _STOPS.search(before) is not None


def excluded_ranges(text: str) -> list[tuple[int, int]]:
    """Return the ranges of *text* that are conditions, definitions in brackets or background."""
    ranges = []
    for match in scheme("figure_cue").matches(text):
        if match.code == "condition" and _opens_condition(text, match):
            stop = _CLAUSE_END.search(text, match.end)
            ranges.append((match.start, stop.start() if stop else len(text)))
    ranges += [found.span() for found in _DEFINITION.finditer(text)]
    ranges += [found.span() for found in _VERB_FIRST.finditer(text)]
    ranges += [
        found.span()
        for found in _CLAUSE.finditer(text)
        if scheme("figure_cue").finds("background", found[0])
    ]
    return ranges


def _opens_condition(text: str, match: Match) -> bool:
    """Tell whether the cue begins a clause; *als* may also mean *as*."""
    return (
        match.strong
        or re.search(r"(?:\A|[.,;:(]\s?)\Z", text[: match.start]) is not None
        or _SUBJECT.match(text, match.end) is not None
    )


def is_no_target(
    text: str, number: Quantity, unit: str, end: int, ranges: Sequence[tuple[int, int]]
) -> bool:
    """Tell whether a quantity with its unit is something else than a promise.

    Args:
        text: what it was found in.
        number: the quantity.
        unit: code of its unit.
        end: offset behind the word of the unit.
        ranges: what :func:`excluded_ranges` returns for the text.
    """
    before = text[sentence_start(text, number.start) : number.start]
    near = before[-70:]
    if any(start <= number.start < stop for start, stop in ranges) and not stops_there(before):
        return True
    if _POINTING.search(near) or ends_with("threshold", near) or ends_with("baseline", near):
        return True
    if unit == "year" and (
        _AGE_BOUND.search(near) or ends_with("age", near) or behind("age", text[end : end + 20])
    ):
        return True
    if unit in TIME_UNITS and _EVERY.search(near):
        return True
    if unit == "times" and re.search(r"\b(?:eerste|tweede|laatste|elke|iedere)\s\Z", near):
        return True
    from_value = number.upper is None and re.search(r"\bvan\s\Z", near) is not None
    if from_value and _TO_ANOTHER.match(text, end):
        return True
    return unit in (*TIME_UNITS, "eur", "percent") and ends_with("relative", near)


@cache
def _ending(code: str) -> re.Pattern[str]:
    """Return what matches a text that ends with a cue of *code*, a comparator between allowed."""
    cues = [cue for cue in scheme("figure_cue").concept(code).strong if not cue.startswith("^")]
    bounds = any_cue(
        cue
        for comparator in ("min", "max", "about")
        for cue in scheme("comparator").concept(comparator).strong
        if not cue.startswith("^") and "…" not in cue
    )
    return any_cue(cues, rf"\s*(?:{bounds.pattern}\s*)?(?:de\s+|een\s+)?\Z")


def ends_with(code: str, text: str) -> bool:
    """Tell whether *text* ends with a ``figure-cue`` of that code, before a comparator or not."""
    return scheme("figure_cue").finds(code, text) and _ending(code).search(folded(text)) is not None


def behind(code: str, text: str) -> bool:
    """Tell whether *text* begins with a ``figure-cue`` of that code (``^…``)."""
    plain = folded(text)
    return any(
        cue_regex(cue).match(plain)
        for cue in scheme("figure_cue").concept(code).strong
        if cue.startswith("^")
    )
