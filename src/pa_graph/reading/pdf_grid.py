"""Tables drawn with lines: from rules to cells, with what spans several rows or columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from pa_graph.reading.pdf_drawing import Rule
from pa_graph.reading.pdf_page import Page, Word

_SNAP: Final = 2.5
_TOUCH: Final = 3.5
_COVERED: Final = 0.6
_MOST_LINES: Final = 400


@dataclass
class GridCell:
    """A cell: its first row and column, how many it spans, its borders and words."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    top: float
    x1: float
    bottom: float
    words: list[Word] = field(default_factory=list)


@dataclass
class Grid:
    """A ruled table.

    Attributes:
        xs: places of its vertical lines, from left to right.
        ys: places of its horizontal lines, from top to bottom.
    """

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[GridCell]

    @property
    def top(self) -> float:
        """Upper border."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Lower border."""
        return self.ys[-1]


def grids_of(page: Page, before: Sequence[Grid] = ()) -> tuple[list[Grid], list[Word]]:
    """Return the ruled tables of a page with their words, and the words outside them.

    Args:
        page: to look at.
        before: tables of the page before; what has the columns of one of them is the rest of it,
            even if nothing but the end of one cell is left.
    """
    horizontal = _merged(page.horizontal)
    vertical = _merged(page.vertical)
    if len(horizontal) + len(vertical) > _MOST_LINES * 4:
        return [], list(page.words)
    found = []
    for rules in _connected(horizontal, vertical):
        grid = _grid(page.number, *rules)
        if grid is not None:
            found.append(grid)
    found.sort(key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.bottom - grid.top))
    outside = list(page.words)
    kept = []
    for grid in found:
        inside, rest = _shared_out(grid, outside)
        columns = {grid.cells[index].column for index in inside}
        rows = {grid.cells[index].row for index in inside}
        few = len(inside) < 2 or len(columns) < 2 or (len(rows) < 2 and len(columns) < 3)
        if not inside or (few and not any(_same_columns(grid, other) for other in before)):
            # a frame, or a line under a title
            continue
        for index, words in inside.items():
            grid.cells[index].words = words
        outside = rest
        kept.append(grid)
    return sorted(kept, key=lambda grid: (grid.top, grid.xs[0])), outside


def _same_columns(grid: Grid, other: Grid) -> bool:
    if len(grid.xs) != len(other.xs) or len(grid.xs) < 3:
        return False
    return all(abs(a - b) < 2 * _SNAP for a, b in zip(grid.xs, other.xs, strict=True))


def _shared_out(grid: Grid, words: Sequence[Word]) -> tuple[dict[int, list[Word]], list[Word]]:
    """Return the words inside by the index of their cell, and those outside."""
    inside: dict[int, list[Word]] = {}
    rest = []
    for word in words:
        x, y = word.middle
        for index, cell in enumerate(grid.cells):
            if cell.x0 - 1 <= x <= cell.x1 + 1 and cell.top - 1 <= y <= cell.bottom + 1:
                inside.setdefault(index, []).append(word)
                break
        else:
            rest.append(word)
    return inside, rest


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Join rules that lie on one line and touch."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if groups and rule.at - groups[-1][0].at < _SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    merged = []
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        current: Rule | None = None
        for rule in sorted(group, key=lambda one: one.start):
            if current is not None and rule.start <= current.end + _TOUCH:
                current = Rule(at, current.start, max(current.end, rule.end))
                continue
            if current is not None:
                merged.append(current)
            current = Rule(at, rule.start, rule.end)
        if current is not None:
            merged.append(current)
    return merged


def _connected(
    horizontal: Sequence[Rule], vertical: Sequence[Rule]
) -> list[tuple[list[Rule], list[Rule]]]:
    """Return groups of rules that cross or touch each other."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, across in enumerate(horizontal):
        for j, down in enumerate(vertical, start=len(horizontal)):
            meets = across.start - _TOUCH <= down.at <= across.end + _TOUCH
            if meets and down.start - _TOUCH <= across.at <= down.end + _TOUCH:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index in range(len(parent)):
        group = groups.setdefault(root(index), ([], []))
        if index < len(horizontal):
            group[0].append(horizontal[index])
        else:
            group[1].append(vertical[index - len(horizontal)])
    return [group for group in groups.values() if len(group[0]) >= 1 and len(group[1]) >= 1]


def _places(values: Sequence[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SNAP:
            places.append(value)
    return places


def _grid(page: int, horizontal: list[Rule], vertical: list[Rule]) -> Grid | None:
    """Return the cells between rules; an open side ends where the rules across it end."""
    xs = _places([*(rule.at for rule in vertical), min(rule.start for rule in horizontal),
                  max(rule.end for rule in horizontal)])  # fmt: skip
    ys = _places([*(rule.at for rule in horizontal), min(rule.start for rule in vertical),
                  max(rule.end for rule in vertical)])  # fmt: skip
    if not (2 <= len(xs) <= _MOST_LINES and 2 <= len(ys) <= _MOST_LINES):
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows * columns < 2 or rows * columns > 20_000:
        return None
    below = _separators(horizontal, ys, xs)
    beside = _separators(vertical, xs, ys)
    taken = [[False] * columns for _ in range(rows)]
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            right = column + 1
            while right < columns and not taken[row][right] and row not in beside[right]:
                right += 1
            down = row + 1
            while down < rows and not any(
                taken[down][one] or one in below[down] for one in range(column, right)
            ):
                if any(down not in beside[edge] for edge in (column, right) if 0 < edge < columns):
                    break
                down += 1
            for one in range(row, down):
                for other in range(column, right):
                    taken[one][other] = True
            cells.append(
                GridCell(
                    row,
                    column,
                    down - row,
                    right - column,
                    xs[column],
                    ys[row],
                    xs[right],
                    ys[down],
                )
            )
    return Grid(page, xs, ys, cells)


def _separators(
    rules: Sequence[Rule], places: Sequence[float], across: Sequence[float]
) -> list[set[int]]:
    """Return for each line of the grid the rows (or columns) along which it is drawn."""
    drawn: list[set[int]] = [set() for _ in places]
    for rule in rules:
        nearest = bisect_left(places, rule.at - _SNAP)
        for index in (nearest, nearest + 1):
            if index < len(places) and abs(places[index] - rule.at) <= _SNAP:
                for number, (start, end) in enumerate(pairwise(across)):
                    covered = min(end, rule.end) - max(start, rule.start)
                    if covered >= _COVERED * (end - start):
                        drawn[index].add(number)
                break
    return drawn
