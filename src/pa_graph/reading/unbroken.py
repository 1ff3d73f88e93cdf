"""Lines as their author meant them: what a text breaks in mid-sentence at its margin is one line.

A text keeps no margins, but it shows them: lines that others run on from end near the same
width. A line that reaches it, in the middle of a sentence, goes on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pa_graph.reading.lines import Line

_ENDS: Final = re.compile(r"[.!?:;…][)\"”’']?(?:\d{1,2})?$")
_MARK: Final = re.compile(
    r"(?:[^\w\s(\"'‘’“”„€<&§@#*_]|[-–—*o•])\s+\S|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?\s|[A-Z]{1,3}[.-]?\d{1,2}[a-z]?[.:)]?\s"
    r"|(?:Afspraak|Prestatieafspraak|Actie|Artikel|Hoofdstuk|Thema)\s+\d"
    r"|[A-Z][\w/ -]{2,38}:(?:\s|$)"
)
_PAGE: Final = re.compile(
    r"\b(?:pagina|page|blz\.?|pag\.|blad)\s*\d+|^[-–—|\s]*\d{1,3}[-–—|\s]*$", re.IGNORECASE
)
_APART: Final = re.compile(r"\S {12,}\S")
_FEWEST: Final = 3
_FULL: Final = 0.9
_GOING_ON: Final = 0.2
_LIKE: Final = 0.6
_NARROWEST, _WIDEST = 30, 220


def unbroken(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with those joined that are broken in mid-sentence at the margin.

    A joined line has a space for each character of a line break, so that offsets hold.
    """
    prose = [_is_prose(line) for line in lines]
    joinable = [one and other for one, other in pairwise([False, *prose])]
    pairs = zip(pairwise(lines), joinable[1:], strict=True)
    width = _margin([pair for pair, fits in pairs if fits])
    found: list[Line] = []
    last: Line | None = None
    for line, fits in zip(lines, joinable, strict=True):
        if fits and last is not None and _goes_on(last, line, width):
            whole = found[-1]
            raw = whole.raw + " " * (line.start - whole.end) + line.raw
            found[-1] = Line.of(whole.number, whole.start, raw)
        else:
            found.append(line)
        last = line
    return tuple(found)


def _margin(pairs: Sequence[tuple[Line, Line]]) -> int | None:
    """Return the width that lines are broken at, None if the text has long lines only.

    Args:
        pairs: each line of prose with the one after it.
    """
    open_ended = [(line, after) for line, after in pairs if not _ENDS.search(line.text)]
    lengths = sorted(len(line.raw.rstrip()) for line, _ in open_ended)
    # Titles right above their text are open-ended too, but a sentence goes on in small letters.
    going_on = sum(after.text[0].islower() for _, after in open_ended)
    if len(lengths) < _FEWEST or going_on < _GOING_ON * len(lengths):
        return None
    width = lengths[int(len(lengths) * _FULL)]
    alike = sum(0.8 * width <= length <= 1.05 * width for length in lengths)
    if alike < _LIKE * len(lengths) or not _NARROWEST <= width <= _WIDEST:
        return None
    return width


def _is_prose(line: Line) -> bool:
    if not line.text or "\t" in line.raw or line.raw.count("|") > 1 or _PAGE.search(line.text):
        return False
    if _APART.search(line.raw):
        return False  # A title with a party at the other margin.
    # a row of figures
    return sum(word[0].isdigit() for word in line.text.split()) < 4


def _goes_on(line: Line, after: Line, width: int | None) -> bool:
    is_open = line.text.rfind("(") > line.text.rfind(")")
    if _ENDS.search(line.text) and not is_open:
        return False
    if _MARK.match(after.text) or after.text.startswith(("|", "**", "__", "#")):
        return False
    if after.indent in (1, 2) and not line.indent and not _MARK.match(line.text):
        # what is left of a page break
        return False
    if width is None or is_open:
        # what is within brackets goes on, wherever the margin is
        return is_open
    word = after.text.split(maxsplit=1)[0]
    return len(line.raw.rstrip()) + 1 + len(word) > width
