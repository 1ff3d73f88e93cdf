"""A chapter title that reads like a sentence, told by the chapters before and behind it.

*4. Wonen met zorg*, *5. Mensen die voorrang hebben*, *6. Prettige dorpen*: the second has a verb
and would be an item of a list, were it not for its number and the place it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pa_graph.segmentation.outline import Entry, Kind

_LONGEST: Final = 70
_NUMBERED = re.compile(r"(\d{1,2})[.)]?\s")
_ENDS = re.compile(r"[.;:,]$")


def with_chapters_in_sequence(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the outline in which the missing numbers of a row of chapters are chapters too."""
    chapters = {
        int(found[1]): index
        for index, entry in enumerate(entries)
        if entry.kind is Kind.HEADING and (found := _NUMBERED.match(entry.line.text))
    }
    missing: dict[int, int] = {}
    for index, entry in enumerate(entries):
        if not _could_be_title(entries, index):
            continue
        number = int(entry.label)
        before, behind = chapters.get(number - 1), chapters.get(number + 1)
        # Each has to stand between the neighbours of its own row.
        if before is not None and behind is not None and before < index < behind:
            missing[index] = entries[before].level
    return tuple(
        replace(entry, kind=Kind.HEADING, mark="", level=missing[index])
        if index in missing
        else entry
        for index, entry in enumerate(entries)
    )


def _could_be_title(entries: Sequence[Entry], index: int) -> bool:
    entry = entries[index]
    if entry.kind is not Kind.ITEM or entry.mark != "number" or not entry.label.isdigit():
        return False
    text = entry.line.text
    apart = index + 1 == len(entries) or entries[index + 1].kind is Kind.BLANK
    return entry.after_blank and apart and len(text) <= _LONGEST and not _ENDS.search(text)
