"""A chapter title that reads like a sentence, told by the chapters before and behind it.

*4. Wonen met zorg*, *5. Mensen die voorrang hebben*, *6. Prettige dorpen*: the second has a verb
and would be an item of a list, were it not for its number and the place it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pa_graph.segmentation.entry import Entry, Kind

_LONGEST: Final = 70
_NUMBERED = re.compile(r"(\d{1,2})[.)]?\s")
_TABBED = re.compile(r"\d{1,2}[.)]?\t+[^\W\d][^\t]+")
_ENDS = re.compile(r"[.;:,]$")


def with_chapters_in_sequence(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the outline in which the missing numbers of a row of chapters are chapters too."""
    chapters = {
        int(found[1]): index
        for index, entry in enumerate(entries)
        if entry.kind is Kind.HEADING and (found := _NUMBERED.match(entry.line.text))
    }
    tabbed = {
        _number(entry): index
        for index, entry in enumerate(entries)
        if chapters and entry.kind is Kind.ROW and _could_be_title(entries, index)
    }
    rows = {**tabbed, **chapters}
    missing: dict[int, int] = {}
    for index, entry in enumerate(entries):
        if not _could_be_title(entries, index):
            continue
        known = rows if entry.kind is Kind.ROW else chapters
        number = _number(entry)
        before, behind = known.get(number - 1), known.get(number + 1)
        # Each has to stand between the neighbours of its own row; the last has one neighbour.
        last = entry.kind is Kind.ROW and number == max(rows)
        if before is not None and before < index and (last or (behind or 0) > index):
            missing[index] = entries[before].level or min(
                entries[n].level for n in chapters.values()
            )
    return tuple(
        replace(entry, kind=Kind.HEADING, mark="", level=missing[index])
        if index in missing
        else entry
        for index, entry in enumerate(entries)
    )


def _number(entry: Entry) -> int:
    found = _NUMBERED.match(entry.line.text)
    return int(found[1]) if found else 0


def _could_be_title(entries: Sequence[Entry], index: int) -> bool:
    entry = entries[index]
    text = entry.line.text
    counted = entry.kind is Kind.ITEM and entry.mark == "number" and entry.label.isdigit()
    # *4<tab>Dit doet de gemeente* is no row of a table where nothing else stands around it.
    tabbed = entry.kind is Kind.ROW and _TABBED.fullmatch(text) is not None
    apart = index + 1 == len(entries) or entries[index + 1].kind is Kind.BLANK
    short = len(text) <= _LONGEST and not _ENDS.search(text)
    return (counted or tabbed) and entry.after_blank and apart and short
