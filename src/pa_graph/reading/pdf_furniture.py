"""Heads and feet of pages: what comes back at the same height on one page after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pa_graph.reading.pdf_lines import PrintedLine
from pa_graph.reading.table_text import column_role

_ZONE: Final = 0.17
_OUTERMOST: Final = 4
_SAME_HEIGHT: Final = 4.0
_PAGE: Final = re.compile(
    r"(?:\W*(?:pagina|page|blz\.?|pag\.?|blad)?\s*[-–—|]*\s*\d{1,3}(?:\s*(?:van|of|/|\|)\s*\d{1,3})?"
    r"[-–—|\s]*)",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\s*20\d\d\s*")
_NUMBERS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    page: int
    height: float
    line: PrintedLine
    outermost: bool


def furniture_of(
    pages: Sequence[tuple[Sequence[PrintedLine], float]],
) -> tuple[list[set[int]], list[str]]:
    """Return for each page the indexes of its lines that are furniture, and the running heads.

    Args:
        pages: for each page its lines outside tables and its height in points.

    A line is furniture if its words come back at the same height on another page, numbers
    included or counting along with the pages; or if it is a page number by itself at the edge.
    What is printed as titles are comes back by chance, so it must stand on nearly every page.
    """
    body = body_size([own for own, _ in pages])
    groups: dict[str, list[tuple[int, _Candidate]]] = {}
    marked: list[set[int]] = [set() for _ in pages]
    heads: list[str] = []
    for number, (lines, height) in enumerate(pages):
        for place, index in _at_the_edges(lines, height):
            line = lines[index]
            below_labels = index > 0 and _labels_columns(lines[index - 1])
            if _labels_columns(line) or (below_labels and _YEAR.fullmatch(line.text)):
                continue  # A year right below the labels of a table is of the rows below it.
            if place == 0 and _PAGE.fullmatch(line.text):
                marked[number].add(index)
                continue
            candidate = _Candidate(number, line.base, line, place == 0)
            groups.setdefault(_NUMBERS.sub("#", line.text), []).append((index, candidate))
    repeated: list[set[int]] = [set() for _ in pages]
    for found in groups.values():
        together = _together(found)
        on = [candidate.page for _, candidate in together]
        title = together[0][1].line.bold or together[0][1].line.size > body + 0.9
        often = len(on) >= max(3, 0.8 * len(pages)) if title else _comes_back(on, len(pages))
        if often:
            for index, candidate in together:
                repeated[candidate.page].add(index)
    for number, (lines, _) in enumerate(pages):
        for index in sorted(repeated[number]):
            if _stands_apart(lines, index, repeated[number] | marked[number]):
                marked[number].add(index)
                heads.append(lines[index].text)
    return marked, heads


def body_size(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """Return the size of the font that most letters are printed in, in points."""
    sizes: dict[float, int] = {}
    for lines in pages:
        for line in lines:
            sizes[line.size] = sizes.get(line.size, 0) + len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=10.0)


def _comes_back(pages: Sequence[int], count: int) -> bool:
    """Tell whether a line stands on nearly half of all pages, or on several in a row."""
    if len(pages) < 2:
        return False
    if len(pages) >= 0.45 * count:
        return True
    steps = [later - earlier for earlier, later in pairwise(sorted(pages))]
    return any(one <= 2 and two <= 2 for one, two in pairwise(steps))


def _stands_apart(lines: Sequence[PrintedLine], index: int, furniture: set[int]) -> bool:
    """Tell whether a head or foot stands off the text, as a title above its section doesn't."""
    line = lines[index]
    at_head = index < len(lines) / 2
    step = 1 if at_head else -1
    beside = index + step
    while beside in furniture:
        beside += step
    if not 0 <= beside < len(lines):
        return True
    neighbour = lines[beside]
    gap = (
        neighbour.top - lines[beside - 1].bottom
        if at_head
        else (lines[beside + 1].top - neighbour.bottom)
    )
    return gap > 0.6 * neighbour.size or line.size < neighbour.size - 0.6


def _at_the_edges(lines: Sequence[PrintedLine], height: float) -> list[tuple[int, int]]:
    """Return (rank from the edge, index) of the lines at the head and foot of a page."""
    found = []
    for rank, index in enumerate(range(min(_OUTERMOST, len(lines)))):
        if lines[index].bottom < _ZONE * height:
            found.append((rank, index))
    for rank, index in enumerate(range(len(lines) - 1, max(-1, len(lines) - 1 - _OUTERMOST), -1)):
        if lines[index].top > (1 - _ZONE) * height and (index not in {one for _, one in found}):
            found.append((rank, index))
    return found


def _labels_columns(line: PrintedLine) -> bool:
    texts = [" ".join(word.text for word in segment) for segment in line.segments]
    texts += [word.text for word in line.words]
    return len(line.words) >= 2 and sum(column_role(text) is not None for text in texts) >= 2


def _together(found: list[tuple[int, _Candidate]]) -> list[tuple[int, _Candidate]]:
    """Return the lines of one wording that stand at one height and count with the pages."""
    best: list[tuple[int, _Candidate]] = []
    for _, first in found:
        same = [
            one
            for one in found
            if abs(one[1].height - first.height) < _SAME_HEIGHT and _counts_along(first, one[1])
        ]
        if len(same) > len(best):
            best = same
    return best


def _counts_along(first: _Candidate, other: _Candidate) -> bool:
    one, two = _NUMBERS.findall(first.line.text), _NUMBERS.findall(other.line.text)
    shift = other.page - first.page
    return all(
        a == b or (len(a) < 4 and len(b) < 4 and int(b) - int(a) == shift)
        for a, b in zip(one, two, strict=True)
    )
