"""Rows of a table of which each cell became lines of its own: where they begin, and their cells.

A cell may run over several lines as well. Which line belongs to which column is then told by what
it says: names of parties, a time, or the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.lines import Line
from pa_graph.segmentation.columns import is_ditto, says_something
from pa_graph.segmentation.party_labels import may_name_parties

NUMBER: Final = re.compile(
    r"(?P<before>[A-Z]{0,2}[.-]?(?:\d{1,2}[.-])?)(?P<last>\d{1,2})[a-z]?[.)]?"
)
QUARTER: Final = re.compile(r"[QK][1-4]")
_GOES_ON: Final = re.compile(r"(?:,|/|&|\b(?:en|[Dd]e|[Hh]et|van|voor))$")
_TIME: Final = re.compile(r"\d|^[a-z]+$")
_SENTENCE_END: Final = re.compile(r"[.!?;][”’\"')]?$")
# *Gem.*, *Alle corp.*
_ABBREVIATED: Final = re.compile(r"(?:^|\s)[A-Za-z]{1,5}\.$")
_MOST_CELL_LINES: Final = 6
"""Lines behind a commitment that may belong to one other cell of its row."""
_PARTIES: Final = ("initiator", "contributor")
_SHORT: Final = (*_PARTIES, "planning")


def rows(block: Sequence[Line], roles: Sequence[str]) -> Iterator[list[Line]]:
    """Yield the lines of each row: with numbers a row begins at each that follows the one before.

    Args:
        block: lines without a gap, no head among them.
        roles: of the columns, in their order.
    """
    if "number" not in roles:
        if len(block) >= len(roles):
            yield list(block)
        return
    row: list[Line] = []
    for line in block:
        if (not row or len(row) >= len(roles)) and _follows(line.text, row[0].text if row else ""):
            if row:
                yield row
            row = []
        elif not row:
            return  # Words without a number are no row.
        row.append(line)
    if len(row) >= len(roles):
        yield row


def _follows(text: str, before: str) -> bool:
    """Tell whether a number comes after the one of the row before, or begins a series."""
    number, last = NUMBER.fullmatch(text), NUMBER.fullmatch(before)
    if number is None or last is None:
        return number is not None and not before
    if number["before"] == last["before"]:
        return 0 <= int(number["last"]) - int(last["last"]) <= 1
    return int(number["last"]) == 1 and not QUARTER.fullmatch(text)


def cells_of(row: Sequence[Line], roles: Sequence[str]) -> dict[str, list[Line]]:
    """Return the lines of a row by the role of their column; each column has one at least."""
    at = roles.index("commitment")
    behind = roles[at + 1 :]
    cells = {role: [row[index]] for index, role in enumerate(roles[:at])}
    lines = list(row[at:])
    nearest = max(1, len(lines) - _MOST_CELL_LINES * len(behind))
    best = max(
        combinations(range(nearest, len(lines)), len(behind)),
        key=lambda starts: (_fitting(lines, starts, behind), starts),
    )
    ends = [*best, len(lines)]
    cells["commitment"] = lines[: ends[0]]
    for place, role in enumerate(behind):
        cells[role] = lines[ends[place] : ends[place + 1]]
    last = roles[-1]
    while last in _SHORT and len(cells[last]) > 1 and not fits(cells[last][-1].text, last):
        cells[last].pop()  # What stands behind the table, on the next page.
    return cells


def _fitting(lines: Sequence[Line], starts: Sequence[int], roles: Sequence[str]) -> int:
    """Return how many lines say what their column is about."""
    ends = [*starts, len(lines)]
    fitting = 2 * bool(not starts or _SENTENCE_END.search(lines[starts[0] - 1].text))
    for place, role in enumerate(roles):
        own = [line.text for line in lines[ends[place] : ends[place + 1]]]
        fitting += sum(fits(text, role) for text in own) - sum(not fits(t, role) for t in own)
        # A dash or *idem* fills its cell; *Baston,* is followed by more of its own.
        fitting -= sum(not _says_itself(text) for text in own) if len(own) > 1 else 0
        fitting -= _GOES_ON.search(lines[ends[place] - 1].text) is not None
    return fitting


def _says_itself(text: str) -> bool:
    return says_something(text) and not is_ditto(text)


def fits(text: str, role: str) -> bool:
    """Tell whether a line may stand in a column of a role."""
    if not says_something(text) or is_ditto(text):
        return True
    short = role in _PARTIES and _ABBREVIATED.search(text) is not None
    if role in _SHORT and _SENTENCE_END.search(text) and not short:
        return False
    cues = scheme("text_cue")
    timed = cues.finds("recurring", text) or cues.finds("planned", text)
    if role == "planning":
        return timed or _TIME.search(text) is not None
    return role not in _PARTIES or (may_name_parties(text.rstrip(",;. ")) and not timed)
