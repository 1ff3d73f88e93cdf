"""Signs that a text breaks off: inside a row of a table, or inside the last item of a list.

A text that was cut says so nowhere. What shows it is that its last row or sentence lacks what all
the others have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pa_graph.reading.document import Document

_ENDS_SENTENCE = re.compile(r"(?:[.!?:;…][)\"”’'*]*|[)\"”’])(?:\d{1,2})?$")
_OPEN_TAG = re.compile(r"<[^<>]*$")
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class RowShape:
    """What a row looks like, whatever it says.

    Attributes:
        raw: the line as printed, without surrounding white space.
        width: number of cells.
        last: words of its last cell that has any.
        commits: whether a commitment was read in it.
    """

    raw: str
    width: int
    last: str
    commits: bool = False


def row_breaks_off(row: RowShape, earlier: Sequence[RowShape], header_width: int) -> bool:
    """Tell whether the last row of a text lacks what the rows before it have."""
    if _OPEN_TAG.search(row.raw) or (
        _open_lists(row) > 0 >= max(map(_open_lists, earlier), default=0)
    ):
        return True
    piped = "\t" not in row.raw
    if piped and not row.raw.endswith("|") and all(one.raw.endswith("|") for one in earlier):
        return True
    widths = [one.width for one in earlier if one.commits] or [header_width]
    if row.width < min(widths):
        like_others = row.width in {one.width for one in earlier if not one.commits}
        return not (like_others and ends_sentence(row.last))
    return stops_in_sentence(row.last, [one.last for one in earlier])


def stops_in_sentence(last: str, others: Sequence[str]) -> bool:
    """Tell whether a text doesn't end its sentence although all others like it do."""
    like_it = [other for other in others if len(other.split()) >= _ENOUGH]
    if len(last.split()) < _ENOUGH or len(like_it) < _ENOUGH:
        return False
    return not ends_sentence(last) and all(map(ends_sentence, like_it))


def ends_sentence(text: str) -> bool:
    """Tell whether the text ends as sentences do."""
    return _ENDS_SENTENCE.search(text.rstrip()) is not None


def reason(document: Document, where: str) -> str:
    """Return the line that tells a reader about it, *where* being ``a table row`` or the like."""
    end = len(document.text.rstrip())
    last = max(0, end - 1)
    page = document.page_at(last)
    place = f"line {document.line_at(last)}" if page is None else f"page {page}"
    return f"the text stops in the middle of {where} ({place})"


def _open_lists(row: RowShape) -> int:
    lowered = row.raw.lower()
    return lowered.count("<ul") - lowered.count("</ul")
