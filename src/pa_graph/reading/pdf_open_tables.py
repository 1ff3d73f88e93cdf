"""Tables without vertical lines: found by the labels of their columns and the gaps below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from pa_graph.reading.pdf_drawing import Rule
from pa_graph.reading.pdf_lines import Column, PrintedLine, held_grid
from pa_graph.reading.pdf_page import Word
from pa_graph.reading.table_text import column_role

_LABEL_GAP: Final = 0.75
_LEAST_SPACE: Final = 0.8


@dataclass(frozen=True)
class OpenTable:
    """A table without vertical lines: its rows of cells, each a list of lines."""

    rows: tuple[tuple[tuple[PrintedLine, ...], ...], ...]
    edges: tuple[float, ...]
    top: float


def _labels(line: PrintedLine) -> list[tuple[float, float, str | None]]:
    """Return left and right border and role of each label; labels stand closer than cells do."""
    runs: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 > _LABEL_GAP * line.size:
            runs.append([])
        runs[-1].append(word)
    return [
        (run[0].x0, run[-1].x1, column_role(" ".join(word.text for word in run))) for run in runs
    ]


def is_header(line: PrintedLine) -> bool:
    """Tell whether a line is the labels of the columns of a table."""
    labels = _labels(line)
    known = sum(role is not None for _, _, role in labels)
    return len(labels) >= 2 and known >= 2 and known >= 0.6 * len(labels)


def _columns_below(
    header: PrintedLine, below: PrintedLine | None
) -> tuple[list[tuple[float, float]], int]:
    """Return the borders of the labels, and how many lines they take.

    Where a label stands over several of a second line (*Wanneer* over *Q1*, *Q2* …), those count.
    """
    labels = [(left, right) for left, right, _ in _labels(header)]
    if below is None or not is_header(below) or below.base - header.base > 3 * header.size:
        return labels, 1
    second = [(left, right) for left, right, _ in _labels(below)]
    if second == labels:
        return labels, 1
    kept = []
    for index, (left, right) in enumerate(labels):
        behind = labels[index + 1][0] if index + 1 < len(labels) else float("inf")
        covered = any(a < right and b > left for a, b in second)
        inside = any(left - 1 <= a < behind for a, _ in second)
        if not covered and not (inside and index + 1 == len(labels)):
            kept.append((left, right))
    return sorted([*kept, *second]), 2


def open_tables(column: Column, rules: Sequence[Rule]) -> list[OpenTable | tuple[PrintedLine, ...]]:
    """Return the tables without vertical lines in a column, and the runs of lines between them.

    A line that holds the place of a ruled table is a run by itself.

    Such a table begins with a line of column labels, and goes on as long as no word stands in
    the gaps between its columns.

    Args:
        column: lines in reading order.
        rules: horizontal lines of the page, which part rows where there are any.
    """
    found: list[OpenTable | tuple[PrintedLine, ...]] = []
    plain: list[PrintedLine] = []
    lines = list(column.lines)
    index = 0
    while index < len(lines):
        if held_grid(lines[index]) is not None:
            if plain:
                found.append(tuple(plain))
                plain = []
            found.append((lines[index],))
            index += 1
            continue
        if not is_header(lines[index]):
            plain.append(lines[index])
            index += 1
            continue
        end, edges = _extent(lines, index)
        if end - index < 2:
            plain.append(lines[index])
            index += 1
            continue
        if plain:
            found.append(tuple(plain))
            plain = []
        found.append(_table(lines[index:end], edges, rules))
        index = end
    if plain:
        found.append(tuple(plain))
    return found


def _extent(lines: Sequence[PrintedLine], begin: int) -> tuple[int, tuple[float, ...]]:
    """Return where a table ends, and the edges between its columns."""
    header = lines[begin]
    below = lines[begin + 1] if begin + 1 < len(lines) else None
    labels, taken = _columns_below(header, below)
    # a column may begin before its label, which may be centred, and run on behind it
    gaps = [(left[0] + 1, right[1] - 1) for left, right in pairwise(labels)]
    end = begin + taken
    header_gaps = [(left[1], right[0]) for left, right in pairwise(labels)]
    free = [_without([gap], lines[end - 1].words) for gap in gaps]
    body = header.size
    steps: list[float] = []
    while end < len(lines):
        line, before = lines[end], lines[end - 1]
        step = line.base - before.base
        narrowed = [_without(one, line.words) for one in free]
        if not all(narrowed):
            break
        alone = len(line.segments) == 1
        if held_grid(line) is not None:
            break
        if steps:
            usual = median(steps)
            # a title behind the table stands further down, or is larger than what is in it
            if alone and step > max(2.2 * line.size, 1.6 * usual):
                break
            if line.size > body + 0.6:
                break
        else:
            body = line.size
        steps.append(step)
        free = narrowed
        end += 1
    edges = []
    for gap, spaces in zip(header_gaps, free, strict=True):
        middle = sum(gap) / 2
        best = max(spaces, key=lambda one: (one[1] - one[0], -abs(sum(one) / 2 - middle)),
                   default=gap)  # fmt: skip
        edges.append(sum(best) / 2)
    return end, tuple(edges)


def _without(
    spaces: Sequence[tuple[float, float]], words: Sequence[Word]
) -> list[tuple[float, float]]:
    """Return what is left of spaces between columns where no word stands."""
    left = list(spaces)
    for word in words:
        cut = []
        for start, end in left:
            if word.x1 <= start or word.x0 >= end:
                cut.append((start, end))
                continue
            if word.x0 - start > _LEAST_SPACE:
                cut.append((start, word.x0))
            if end - word.x1 > _LEAST_SPACE:
                cut.append((word.x1, end))
        left = cut
    return left


def _table(
    lines: Sequence[PrintedLine], edges: tuple[float, ...], rules: Sequence[Rule]
) -> OpenTable:
    starts = _row_starts(lines, edges, rules)
    rows = []
    for begin, end in pairwise([*starts, len(lines)]):
        cells: list[list[PrintedLine]] = [[] for _ in range(len(edges) + 1)]
        for line in lines[begin:end]:
            parts: list[list[Word]] = [[] for _ in cells]
            for word in line.words:
                parts[sum(word.middle[0] > edge for edge in edges)].append(word)
            for cell, words in zip(cells, parts, strict=True):
                if words:
                    cell.append(PrintedLine(tuple(words), line.page))
        rows.append(tuple(map(tuple, cells)))
    return OpenTable(tuple(rows), edges, lines[0].top)


def _row_starts(
    lines: Sequence[PrintedLine], edges: tuple[float, ...], rules: Sequence[Rule]
) -> list[int]:
    """Return the indexes of the lines that begin a row.

    Rules between lines part rows; else wider gaps do; else a line with a word in a column in
    which not every line has one.
    """
    between = [
        index
        for index in range(1, len(lines))
        if any(
            lines[index - 1].base - 1 < rule.at < lines[index].base - 0.4 * lines[index].size
            and min(rule.end, lines[index].x1) - max(rule.start, lines[index].x0) > 20
            for rule in rules
        )
    ]
    if len(between) >= max(2, len(lines) // 8):
        return [0, *between]
    steps = [line.base - before.base for before, line in pairwise(lines)]
    closest = min(steps[1:], default=0.0)
    filled = [{sum(word.middle[0] > edge for edge in edges) for word in line.words}
              for line in lines]  # fmt: skip
    widest = max(range(len(edges) + 1), key=lambda one: sum(one in cells for cells in filled))
    if len(lines) > 1 and widest not in filled[1] and steps[0] < 1.35 * lines[0].size:
        # a label of two lines
        later = _row_starts(lines[1:], edges, rules)
        return [0, *(start + 1 for start in later[1:])]
    apart = [i for i in range(1, len(lines)) if i == 1 or steps[i - 1] > 1.18 * closest]
    if max(steps[1:], default=0.0) > 1.25 * closest and closest < 1.5 * lines[0].size:
        # paragraphs of one cell stand apart as well, but less than rows
        between_rows = min((steps[i - 1] for i in apart[1:] if filled[i] - {widest}), default=0.0)
        return [0, *(i for i in apart if filled[i] - {widest} or steps[i - 1] >= between_rows - 1)]
    numbered = _labels(lines[0])[0][2] == "number"
    return [
        0,
        *(
            i
            for i in range(1, len(lines))
            if i == 1 or (0 in filled[i] if numbered else filled[i] - {widest})
        ),
    ]
