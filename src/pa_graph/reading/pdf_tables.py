"""Tables of a PDF as rows of cells, and joined where they run on over pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pa_graph.reading.blocks import Cell, Paragraph, Role, Table
from pa_graph.reading.pdf_grid import Grid
from pa_graph.reading.pdf_lines import PrintedLine, lines_of
from pa_graph.reading.pdf_open_tables import OpenTable
from pa_graph.reading.pdf_paragraphs import Habits, joined, paragraphs_of
from pa_graph.reading.table_text import cell_text, column_role

_SAME_EDGE: Final = 6.0
_ENDS: Final = re.compile(r"[.!?;:][)\"”’']?$")


@dataclass(frozen=True)
class Fragment:
    """What one page shows of a table.

    Attributes:
        rows: cells that begin in each row, from left to right.
        pages: page of each row.
        edges: places of the lines or gaps between its columns, from its left border.
    """

    rows: tuple[tuple[Cell, ...], ...]
    pages: tuple[int, ...]
    edges: tuple[float, ...]

    @classmethod
    def of_grid(cls, grid: Grid, habits: Habits) -> Fragment:
        """Return a ruled table."""
        rows: list[list[Cell]] = [[] for _ in range(len(grid.ys) - 1)]
        for cell in grid.cells:
            content = _content(lines_of(cell.words, grid.page), cell.x1 - 4, habits)
            rows[cell.row].append(Cell(content, cell.rows, cell.columns))
        pages = (grid.page,) * len(rows)
        edges = tuple(x - grid.xs[0] for x in grid.xs[1:-1])
        return cls(tuple(map(tuple, rows)), pages, edges)

    @classmethod
    def of_open(cls, table: OpenTable, habits: Habits) -> Fragment:
        """Return a table without vertical lines."""
        rows, pages = [], []
        count = len(table.edges) + 1
        rights = [
            max((line.x1 for row in table.rows for line in row[column]), default=0.0)
            for column in range(count)
        ]
        for row in table.rows:
            cells = [
                Cell(_content(lines, right, habits))
                for lines, right in zip(row, rights, strict=True)
            ]
            filled = [cell for cell in cells if cell.content]
            if len(filled) == 1 and cells[0].content and count > 2:
                # a year or theme over the rows below it
                cells = [replace(cells[0], columns=count)]
            rows.append(tuple(cells))
            pages.append(next((line.page for cell in row for line in cell), 0))
        left = min(line.x0 for row in table.rows for cell in row for line in cell)
        return cls(tuple(rows), tuple(pages), tuple(edge - left for edge in table.edges))

    def table(self) -> Table:
        """Return it as a table."""
        return Table(self.rows, self.pages)


def _content(lines: Sequence[PrintedLine], right: float, habits: Habits) -> tuple[Paragraph, ...]:
    return tuple(paragraphs_of(lines, right, habits))


def joined_tables(first: Fragment, second: Fragment, habits: Habits) -> Fragment | None:
    """Return two fragments as one if the second goes on with the first on the next page.

    They do if their columns stand at the same places. The header is printed again; a row that
    is broken by the page is made whole.
    """
    if len(first.edges) != len(second.edges):
        return None
    if any(abs(a - b) > _SAME_EDGE for a, b in zip(first.edges, second.edges, strict=True)):
        return None
    rows, pages = list(second.rows), list(second.pages)
    for header in first.rows[:3]:
        if rows and _texts(header) == _texts(rows[0]) and any(map(column_role, _texts(header))):
            rows, pages = rows[1:], pages[1:]
    kept = list(first.rows)
    if rows and kept and _goes_on(kept[-1], rows[0]):
        kept[-1] = tuple(
            replace(above, content=_both(above, below, habits))
            for above, below in zip(kept[-1], rows[0], strict=True)
        )
        rows, pages = rows[1:], pages[1:]
    return Fragment((*kept, *rows), (*first.pages, *pages), second.edges)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell_text(cell.content) for cell in row]


def _goes_on(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Tell whether a row goes on with the one above, in the middle of a sentence."""
    if len(above) != len(below) or any(cell.rows > 1 for cell in (*above, *below)):
        return False
    pairs = list(zip(_texts(above), _texts(below), strict=True))
    filled = [(one, two) for one, two in pairs if two]
    if not filled or any(not one for one, _ in filled):
        return False
    longest_above, longest = max(filled, key=lambda pair: len(pair[1]))
    alone = len(filled) == 1 and sum(bool(one) for one, _ in pairs) > 1
    broken = not _ENDS.search(longest_above) and (longest[:1].islower() or alone)
    # the rest of a cell by itself, since a row says more than that
    rest = alone and longest[:1].isalnum()
    return (broken or rest) and longest_above == max((one for one, _ in pairs), key=len)


def _both(above: Cell, below: Cell, habits: Habits) -> tuple[Paragraph, ...]:
    if not above.content or not below.content:
        return (*above.content, *below.content)
    last, first = above.content[-1], below.content[0]
    if first.role is Role.ITEM:
        return (*above.content, *below.content)
    whole = replace(last, text=joined([last.text, first.text], habits))
    return (*above.content[:-1], whole, *below.content[1:])
