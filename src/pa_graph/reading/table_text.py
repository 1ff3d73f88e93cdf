"""A table as tab-separated lines.

What spans several rows is repeated in each of them, so that a row says by itself who is
responsible; the commitment itself and its number are not, since that would make one commitment
two. A header that is printed again on the next page is written once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.blocks import Cell, Paragraph, Role, Table, clean

_TICK = re.compile(r"[xXvV✓✔●•■☒☑√*]{1,2}")
_OWN_SIGN = re.compile(r"[▶►➢➣➤➔➜➡⇒→▸‣•▪●◦·–-]\s")
_LONGEST_FILLED = 60
_KEPT_ONCE = frozenset({"commitment", "number"})
_LONGEST_BANNER = 95
_MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of a table, with its page (0 for none).

    Attributes:
        apart: whether it stands by itself, as a banner over the whole width does.
    """

    text: str
    page: int
    apart: bool = False


@dataclass
class _Place:
    """What stands at one place of the grid."""

    cell: Cell
    text: str
    first_row: bool
    first_column: bool


def table_lines(table: Table) -> list[TableLine]:
    """Return the lines of a table, in order; empty rows and columns are left out."""
    grid = _grid(table)
    if not grid:
        return []
    width = max(map(len, grid))
    if not width:
        return []
    if width == 1:
        return [
            TableLine(row[0].text, _page(table, index), apart=True)
            for index, row in enumerate(grid)
            if row and row[0] and row[0].text
        ]
    roles = _roles(grid)
    lines: list[TableLine] = []
    headers: set[tuple[str, ...]] = set()
    for index, row in enumerate(grid):
        page = _page(table, index)
        if banner := _banner(row, width):
            lines.append(TableLine(banner, page, apart=len(banner) > _LONGEST_BANNER))
            continue
        words = [_words(row, column, roles) for column in range(width)]
        if not any(words):
            continue
        key = tuple(words)
        if _is_header(words) or any(place and place.cell.header for place in row):
            if key in headers:
                continue
            headers.add(key)
        lines.append(TableLine("\t".join(words), page))
    filled = [line for line in lines if "\t" in line.text]
    if len(filled) == 1 and width == 2 and len(lines) == 1:
        # a title with a party beside it, set as a table of one row
        return [TableLine("    ".join(filled[0].text.split("\t")).strip(), filled[0].page)]
    return lines


def cell_text(content: Sequence[Paragraph]) -> str:
    """Return the words of a cell on one line; items carry their sign.

    Where items are nested, those of the outer list carry an arrow and the inner ones a bullet.
    """
    nested = any(part.role is Role.ITEM and part.level > 0 for part in content)
    parts = []
    for part in content:
        words = " ".join(clean(part.text).split())
        if not words:
            continue
        if part.role is Role.ITEM and not _OWN_SIGN.match(words):
            numbered = any(c.isalnum() for c in part.mark)
            arrow = "▶" if nested and part.level == 0 else "•"
            keep = part.mark if numbered or (part.mark and not nested) else arrow
            words = f"{'•' if keep == '-' else keep} {words}"
        parts.append(words)
    return " ".join(parts)


def _grid(table: Table) -> list[list[_Place | None]]:
    """Return the table with every place taken by the cell that covers it."""
    grid: list[list[_Place | None]] = [[] for _ in table.rows]
    for index, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column < len(grid[index]) and grid[index][column] is not None:
                column += 1
            if column >= _MOST_COLUMNS:
                break
            text = cell_text(cell.content)
            for down in range(min(cell.rows, len(table.rows) - index)):
                line = grid[index + down]
                spanned = min(cell.columns, _MOST_COLUMNS - column)
                line.extend([None] * (column + spanned - len(line)))
                for right in range(spanned):
                    line[column + right] = _Place(cell, text, down == 0, right == 0)
            column += cell.columns
    return _without_empty_columns(grid)


def _without_empty_columns(grid: list[list[_Place | None]]) -> list[list[_Place | None]]:
    """Drop columns in which no cell with words begins: what is left of odd column widths."""
    width = max(map(len, grid), default=0)
    for row in grid:
        row.extend([None] * (width - len(row)))
    kept = [
        column
        for column in range(width)
        if any((place := row[column]) and place.first_column and place.text for row in grid)
        or _ticked_alike(grid, column)
    ]
    return [[row[column] for column in kept] for row in grid]


def _ticked_alike(grid: list[list[_Place | None]], column: int) -> bool:
    """Tell whether a tick spans into this column from the left."""
    return any((place := row[column]) and _TICK.fullmatch(place.text) for row in grid)


def _roles(grid: list[list[_Place | None]]) -> dict[int, str]:
    """Return the role of each column as far as its label tells."""
    for row in grid[:4]:
        found = {
            column: role
            for column, place in enumerate(row)
            if place and (role := column_role(place.text))
        }
        if len(found) >= 2:
            return found
    return {}


def column_role(label: str) -> str | None:
    """Return the role of a column from its label, None if the label is not (nearly) all cue."""
    words = label.strip(" *:.?").lower()
    if not words or len(words) > 40:
        return None
    found = [match for match in scheme("column_role").matches(words) if match.start == 0]
    best = max(found, key=lambda match: match.end, default=None)
    return best.code if best and best.end >= 0.5 * len(words) else None


def _is_header(words: Sequence[str]) -> bool:
    filled = [word for word in words if word]
    known = sum(column_role(word) is not None for word in filled)
    return known >= 2 and known >= 0.6 * len(filled)


def _words(row: Sequence[_Place | None], column: int, roles: dict[int, str]) -> str:
    """Return what a line says in a column, spanned cells included where they belong."""
    place = row[column]
    if place is None:
        return ""
    if place.first_row and place.first_column:
        return place.text
    if _TICK.fullmatch(place.text):
        return place.text
    if not place.first_column or roles.get(column) in _KEPT_ONCE or column_role(place.text):
        return ""
    known = column in roles
    return place.text if known or len(place.text) <= _LONGEST_FILLED else ""


def _banner(row: Sequence[_Place | None], width: int) -> str:
    """Return the words of a row that is one cell over the whole width, else nothing."""
    first = row[0]
    if first is None or not first.first_row or first.cell.columns < 2:
        return ""
    if all(place is not None and place.cell is first.cell for place in row):
        return first.text
    return ""


def _page(table: Table, row: int) -> int:
    return table.pages[row] if row < len(table.pages) else 0
