"""Numbers with an unusual sign, or with none, are the marks of items where they run on.

*[3]*, *#3*, *3:*, *3 –*, *3a*, a bare *3* before a sentence or a line *3.* may be anything. Where
five or more follow one another, they count what they stand before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pa_graph.segmentation.entry import Entry, Kind

_FEWEST: Final = 5
_MOST: Final = 0.9
_SIGNS: Final = re.compile(
    r"(?:\[(?P<square>\d{1,3})\]|#\s?(?P<hash>\d{1,3})[.:)]?|(?P<behind>\d{1,3})\s?[:/|–—-]"
    r"|(?P<lettered>\d{1,2}[a-z])[.):]?"
    r"|(?:Lid|lid)\s(?P<clause>\d{1,2})[.:]?|(?P<bare>\d{1,3}))\s+(?=[A-ZÀ-Ý“\"‘])"
    r"|\(?(?P<alone>\d{1,3})[.)]$"
)


def with_numbers_in_sequence(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the outline in which lines of prose that such numbers count are items."""
    runs: dict[str, list[tuple[int, re.Match[str]]]] = {}
    for index, entry in enumerate(entries):
        if entry.kind not in (Kind.PROSE, Kind.FURNITURE):
            continue
        found = _SIGNS.match(entry.line.text)
        # A number alone on its line is taken for that of a page, as long as nothing else is known.
        if found and (entry.kind is Kind.PROSE or found["alone"]):
            runs.setdefault(str(found.lastgroup), []).append((index, found))
    items = {
        index: found
        for sign, run in runs.items()
        if (_letters_run_on(run) if sign == "lettered" else _runs_on(run))
        for index, found in run
    }
    return tuple(
        replace(
            entry,
            kind=Kind.ITEM,
            mark="code" if items[index]["lettered"] else "number",
            label=str(items[index][str(items[index].lastgroup)]),
            body=entry.line.text_start + items[index].end(),
        )
        if index in items
        else entry
        for index, entry in enumerate(entries)
    )


def _letters_run_on(run: Sequence[tuple[int, re.Match[str]]]) -> bool:
    """Tell whether the letters behind a number follow one another (*1a, 1b, 2a*)."""
    labels = [(int(found["lettered"][:-1]), ord(found["lettered"][-1])) for _, found in run]
    if len(labels) < _FEWEST:
        return False
    fits = sum(
        letter == ord("a") or (index > 0 and labels[index - 1] == (number, letter - 1))
        for index, (number, letter) in enumerate(labels)
    )
    return fits >= _MOST * len(labels)


def _runs_on(run: Sequence[tuple[int, re.Match[str]]]) -> bool:
    """Tell whether nearly all numbers follow the one before, or begin again."""
    numbers = [int(found[str(found.lastgroup)]) for _, found in run]
    if len(numbers) < _FEWEST:
        return False
    fits = sum(
        number == 1 or (index > 0 and number == numbers[index - 1] + 1)
        for index, number in enumerate(numbers)
    )
    return fits >= _MOST * len(numbers)
