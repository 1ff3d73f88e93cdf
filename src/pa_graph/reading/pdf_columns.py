"""Reading order of what is printed on a page: columns of text, with ruled tables in them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from pa_graph.reading.pdf_grid import Grid
from pa_graph.reading.pdf_lines import HOLDER, Column, PrintedLine, held_grid, lines_of
from pa_graph.reading.pdf_open_tables import is_header
from pa_graph.reading.pdf_page import Word

_LEAST_LINES: Final = 5
_GUTTER: Final = 9.0
_FILLED: Final = 0.55
_NARROWEST: Final = 0.2


def columns_of(words: Sequence[Word], grids: Sequence[Grid], page: int) -> list[Column]:
    """Return the columns of text in the order in which they are read.

    Lines over the whole width part a page in bands; in each band the left column is read first.
    A ruled table holds its place with a line of its own (:func:`held_grid`).
    """
    holders = [
        Word(str(number), grid.xs[0], grid.top, grid.xs[-1], grid.top + HOLDER, grid.top, HOLDER)
        for number, grid in enumerate(grids)
    ]
    return _ordered(lines_of([*words, *holders], page), page, 0)


def _ordered(lines: list[PrintedLine], page: int, depth: int) -> list[Column]:
    if not lines:
        return []
    right = max(line.x1 for line in lines)
    gutter = _gutter(lines) if depth < 3 else None
    if gutter is None:
        return [Column(tuple(lines), right)]
    found: list[Column] = []
    left_words: list[Word] = []
    right_words: list[Word] = []
    across: list[PrintedLine] = []

    def close_band() -> None:
        for words in (left_words, right_words):
            if words:
                found.extend(_ordered(lines_of(words, page), page, depth + 1))
                words.clear()

    def close_across() -> None:
        if across:
            found.append(Column(tuple(across), right))
            across.clear()

    for line in lines:
        if any(word.x0 < gutter < word.x1 for word in line.words) or _bridges(line, gutter):
            close_band()
            across.append(line)
            continue
        close_across()
        for word in line.words:
            (left_words if word.x1 <= gutter else right_words).append(word)
    close_band()
    close_across()
    return found


def _bridges(line: PrintedLine, gutter: float) -> bool:
    """Tell whether words run on over the gutter with an ordinary space."""
    return any(
        segment[0].x0 < gutter < segment[-1].x1 for segment in line.segments if len(segment) > 1
    )


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """Return the middle of the gap between two columns of running text, None if there is none."""
    lines = [line for line in lines if held_grid(line) is None]
    x0 = min((line.x0 for line in lines), default=0.0)
    x1 = max((line.x1 for line in lines), default=0.0)
    width = x1 - x0
    if width < 150 or len(lines) < _LEAST_LINES:
        return None
    segments = [
        (segment[0].x0, max(word.x1 for word in segment), line)
        for line in lines
        for segment in line.segments
    ]
    headers = [line for line in lines if is_header(line)]
    best: tuple[int, float] | None = None
    for start in sorted({round(left) for left, _, _ in segments}):
        if not x0 + _NARROWEST * width < start < x1 - _NARROWEST * width:
            continue
        beside = [one for one in segments if one[1] < start + 1]
        behind = [one for one in segments if one[0] >= start - 1.5]
        crossing = len(segments) - len(beside) - len(behind)
        end = max((one[1] for one in beside), default=x0)
        if start - end < _GUTTER or crossing > 0.5 * len(segments):
            continue
        if min(len(beside), len(behind)) < _LEAST_LINES:
            continue
        aligned = sum(abs(one[0] - start) < 4 for one in behind)
        if aligned < 0.4 * len(behind):
            continue
        if any(line.x0 < start < line.x1 for line in headers):
            continue
        if not (_runs_full(beside) and _runs_full(behind)):
            continue
        score = len(beside) + len(behind) - 2 * crossing
        if best is None or score > best[0]:
            best = (score, (start + end) / 2)
    return best[1] if best else None


def _runs_full(segments: Sequence[tuple[float, float, PrintedLine]]) -> bool:
    """Tell whether the lines of a column fill it, as running text does and labels don't."""
    left, right = min(one[0] for one in segments), max(one[1] for one in segments)
    widths = [one[1] - one[0] for one in segments]
    letters = median(len(one[2].text) for one in segments)
    return median(widths) >= _FILLED * (right - left) and letters >= 15
