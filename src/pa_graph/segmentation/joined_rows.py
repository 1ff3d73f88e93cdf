"""Put rows of tables together again whose cells run over several lines.

What a word processor copies out of a table has the line breaks of its cells: the row stops in the
middle of a cell, and goes on with tabs, or with upright strokes, some lines below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pa_graph.reading.document import Document
from pa_graph.reading.lines import Line
from pa_graph.segmentation.cells import split_row
from pa_graph.segmentation.columns import header
from pa_graph.segmentation.entry import Entry, Kind

_MOST_LINES: Final = 12
"""Lines that the cell of a commitment may have."""


def joined_rows(document: Document, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the outline in which such a row is one entry, its line breaks kept."""
    found: list[Entry] = []
    width = pipes = 0
    index = 0
    while index < len(entries):
        entry = entries[index]
        last = index
        raw = entry.line.raw.strip()
        strokes = raw.count("|")
        if entry.kind is Kind.HEADING:
            pipes = 0
        elif raw.startswith("|") and not raw.endswith("|") and (strokes > 1 or pipes):
            last = _end_of_pipes(entries, index)
        elif strokes > 1 and header([cell.text for cell in split_row(entry.line)]):
            pipes = strokes
        elif strokes < pipes and entry.kind is not Kind.BLANK and not raw.startswith("|"):
            last = _end_of_cells(entries, index, pipes)
        # The first line of a row with a list in it may have a number and no more (*F3 ⇥ …:*).
        if "\t" in entry.line.raw.strip() and (entry.kind is Kind.ROW or width):
            cells = split_row(entry.line)
            if header([cell.text for cell in cells]):
                width = len(cells)
            elif 1 < len(cells) < width:
                last = _end_of_row(entries, index, width + 1 - len(cells))
        if last > index:
            begin, end = entry.line.start, entries[last].line.end
            whole = Line.of(entry.line.number, begin, document.text[begin:end])
            found.append(replace(entry, kind=Kind.ROW, line=whole))
        else:
            found.append(entry)
        index = last + 1
    return tuple(found)


def _end_of_pipes(entries: Sequence[Entry], start: int) -> int:
    """Return where the row ends that the line of a Markdown table begins, its place if nowhere."""
    for index in range(start + 1, min(start + _MOST_LINES, len(entries))):
        raw = entries[index].line.raw.strip()
        if not raw or raw.startswith("|"):
            return start
        if raw.endswith("|"):
            return index
    return start


def _end_of_cells(entries: Sequence[Entry], start: int, pipes: int) -> int:
    """Return where the row ends that has as many strokes as the head, its place if nowhere."""
    found = 0
    for index in range(start, min(start + _MOST_LINES, len(entries))):
        raw = entries[index].line.raw.strip()
        found += raw.count("|")
        if not raw or found > pipes:
            return start
        if found == pipes:
            return index
    return start


def _end_of_row(entries: Sequence[Entry], start: int, missing: int) -> int:
    """Return where the row ends that lacks so many cells, its own place if nothing fits."""
    for index in range(start + 1, min(start + _MOST_LINES, len(entries))):
        entry = entries[index]
        if entry.kind in (Kind.BLANK, Kind.FURNITURE):
            return start
        if "\t" in entry.line.raw.strip(" \n"):
            return index if len(split_row(entry.line)) == missing else start
    return start
