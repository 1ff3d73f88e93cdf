"""Tables of intended work by year: what × when, as bids print them.

Either every year has a column of its own, or one column says how many and another when. Each
filled cell is a passage; sums over years and rows of sums are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.cells import Cell, split_row
from pa_graph.segmentation.columns import role_of
from pa_graph.segmentation.entry import Kind
from pa_graph.segmentation.items import heading_text
from pa_graph.segmentation.outline import outline
from pa_graph.segmentation.passage import Passage

LAYOUT = "year_table"
_TRAIL = 12
_YEAR = re.compile(r"20\d\d")
_TOTAL = re.compile(r"(?:sub)?totaal\b|samen\b|som\b", re.IGNORECASE)
_COUNT = re.compile(r"aantal\b.*|woningen|stuks|#|bedrag|kosten|investering.*", re.IGNORECASE)
_NOTHING = re.compile(r"(?:[-\u2013\u2014]|n\.?v\.?t\.?|p\.?m\.?|n\.?t\.?b\.?|0)?", re.IGNORECASE)


@dataclass(frozen=True)
class YearCell:
    """One figure of a table by year.

    Attributes:
        passage: the words of its row with the figure.
        label: the words of its row alone.
        figure: the cell.
        year: of its column or row.
        units: words that may tell the unit, the nearest first.
    """

    passage: Passage
    label: str
    figure: Flow
    year: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class _Head:
    words: tuple[str, ...]
    years: dict[int, str]
    count: int | None = None
    moment: int | None = None


def year_cells(document: Document) -> tuple[YearCell, ...]:
    """Return the filled cells of all tables of work by year, in document order."""
    found: list[YearCell] = []
    trail: list[str] = []
    head: _Head | None = None
    in_table = False
    for entry in outline(document):
        if entry.kind is Kind.HEADING:
            trail = [*trail, heading_text(entry)][-_TRAIL:]
        if entry.kind is not Kind.ROW:
            in_table = in_table and entry.kind in (Kind.BLANK, Kind.FURNITURE)
            continue
        cells = split_row(entry.line)
        words = tuple(cell.text for cell in cells)
        if (fresh := _head(words)) is not None:
            head, in_table = fresh, True
        elif head is not None and in_table:
            found += _row(document, cells, head, trail)
    return tuple(found)


def _head(words: Sequence[str]) -> _Head | None:
    years = {
        i: hit[0] for i, word in enumerate(words) if (hit := _YEAR.fullmatch(word.strip("* ")))
    }
    others = [word for index, word in enumerate(words) if index not in years]
    if years and others and not any(c.isdigit() for word in others for c in word):
        return _Head(tuple(words), years)
    count = next((i for i, word in enumerate(words) if _COUNT.fullmatch(word.strip("* "))), None)
    moment = next((i for i, word in enumerate(words) if role_of(word) == "planning"), None)
    if count is None or moment is None or count == moment:
        return None
    return _Head(tuple(words), {}, count, moment)


def _row(
    document: Document, cells: Sequence[Cell], head: _Head, trail: Sequence[str]
) -> list[YearCell]:
    figures = {*head.years, head.count, head.moment}
    named = [
        cell
        for index, cell in enumerate(cells)
        if index not in figures
        and any(c.isalpha() for c in cell.text)
        and not (index < len(head.words) and _TOTAL.match(head.words[index]))
    ]
    label = " ".join(cell.text for cell in named)
    if not named or _TOTAL.match(label):
        return []
    found = []
    for index, year in _figures(cells, head):
        cell = cells[index]
        if _NOTHING.fullmatch(cell.text) or not any(map(str.isdigit, cell.text)):
            continue
        pieces = [piece for each in (*named, cell) for piece in each.pieces(document)]
        flow = Flow.of(document.text, sorted(pieces))
        heading = trail[-1] if trail else None
        above = head.words[index] if index == head.count else ""
        units = (cell.text, label, above, head.words[0], heading or "")
        found.append(
            YearCell(
                Passage(flow, LAYOUT, heading=heading, headings=tuple(trail)),
                label,
                Flow.of(document.text, cell.pieces(document)),
                year,
                units,
            )
        )
    return found


def _figures(cells: Sequence[Cell], head: _Head) -> list[tuple[int, str]]:
    """Return the columns of figures with the year of each."""
    if head.years:
        return [(index, year) for index, year in head.years.items() if index < len(cells)]
    if head.count is None or head.moment is None or max(head.count, head.moment) >= len(cells):
        return []
    years = _YEAR.findall(cells[head.moment].text)
    return [(head.count, years[-1])] if years else []
