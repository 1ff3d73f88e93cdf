"""Layout: tables whose columns are set apart by spaces only, as text taken out of a page has them.

A header line with labels of columns says where each column begins. A row goes on over the lines
below it until the next number, or the next line behind a blank one that fills the first column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pa_graph.reading.document import Document, Flow
from pa_graph.reading.lines import Line
from pa_graph.segmentation.cells import parted_at_bullets
from pa_graph.segmentation.columns import (
    TICKS,
    Columns,
    header,
    is_ditto,
    quarter_labels,
    says_something,
)
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import heading_text
from pa_graph.segmentation.numbered import part_in_trail
from pa_graph.segmentation.party_columns import legend, who
from pa_graph.segmentation.passage import Claim, Passage

NAME = "aligned_table"

_SEGMENT = re.compile(r"\S+(?: \S+)*")
_BROKEN = re.compile(r"(?<=[a-zà-ÿ])- (?=[a-zà-ÿ]{2})(?!(?:en|of)\b)")
# A line drawn between rows.
_RULE = re.compile(r"[-=_─━═+|\s]{8,}")
_SLACK = 3
"""A cell may begin so many spaces before its label."""
_ROW_NUMBER = re.compile(r"(?:[A-Z]{0,2}[.-]?\d{1,2}(?:[.-]\d{1,2})?[a-z]?|\d{1,3})[.)]?$")


@dataclass
class _Row:
    """The pieces of one row by column, in document order."""

    pieces: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    words: dict[int, list[str]] = field(default_factory=dict)

    def add(self, column: int, start: int, end: int, text: str) -> None:
        self.pieces.setdefault(column, []).append((start, end))
        self.words.setdefault(column, []).append(text)

    def text(self, column: int | None) -> str:
        if column is None:
            return ""
        return _BROKEN.sub("", " ".join(self.words.get(column, ())))


def claim(document: Document, entries: Sequence[Entry]) -> Claim | None:
    """Return the rows of all tables whose columns are set apart by spaces, two at least."""
    passages: list[Passage] = []
    headers = 0
    trail: tuple[str, ...] = ()
    last: dict[str, str] = {}
    # An entry may be a part of a line; a line that is a heading is one whole.
    kinds = {entry.line.number: entry for entry in entries}
    meant = legend(document)
    columns: Columns | None = None
    starts: list[int] = []
    row: _Row | None = None
    blank = False

    def close() -> None:
        nonlocal row
        if row and columns:
            passages.extend(_passages(document, row, columns, trail, last, meant))
        row = None

    for line in document.lines:
        entry = kinds.get(line.number)
        if not line.text:
            blank = True
            continue
        if columns and _RULE.fullmatch(line.text):
            close()
            blank = True
            continue
        if entry and entry.kind is Kind.FURNITURE:
            continue
        # Tabs and bars make a table of another layout.
        segments = [] if "\t" in line.raw or "|" in line.raw else list(_segments(line))
        found = header([text for _, _, text in segments]) if len(segments) > 1 else None
        if columns and row is None and _names_quarters(segments):
            columns, starts = _with_quarters(columns, starts, segments, line)
        elif found:
            # A row with a number goes on behind the head that a new page repeats.
            if not (columns and columns.roles == found.roles and found.find("number") is not None):
                close()
            columns, starts = found, [start - line.start for start, _, _ in segments]
            if _numbered_without_label(document.lines[line.number :], columns, starts[0]):
                columns, starts = columns.behind("number"), [0, *starts]
            headers += 1
        elif (
            segments
            and columns
            and (cells := _cells(segments, starts, line)) is not None
            and not _is_title(entry, cells, columns, blank)
        ):
            if row is None or _begins(cells, columns, blank):
                close()
                row = _Row()
            for column, start, end, text in cells:
                row.add(column, start, end, text)
        else:
            close()
            if columns and not _is_between(entry, line):
                columns = None
            if entry and entry.kind is Kind.HEADING:
                trail = (*trail[-11:], heading_text(entry))
                last.clear()
        blank = False
    close()
    if len(passages) < 2:
        return None
    return Claim(
        layout=NAME,
        certainty=0.96,
        because=f"{headers} header lines with columns set apart by spaces; "
        f"{len(passages)} rows below them",
        passages=tuple(passages),
    )


def _names_quarters(segments: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether a line holds nothing but labels of quarters, two at least."""
    return len(segments) > 1 and len(quarter_labels([t for _, _, t in segments])) == len(segments)


def _with_quarters(
    columns: Columns, starts: list[int], segments: Sequence[tuple[int, int, str]], line: Line
) -> tuple[Columns, list[int]]:
    """Return the columns with those of the quarters that a second line of labels names."""
    if columns.quarters:
        return columns, starts
    labelled = quarter_labels([text for _, _, text in segments])
    quarters: dict[int, str] = {}
    found = list(starts)
    for index, (start, _, _) in enumerate(segments):
        at = start - line.start
        # The label above them (*Wanneer*) may begin where the first of them does.
        above = next((n for n, known in enumerate(found) if abs(known - at) <= 1), None)
        quarters[len(found) if above is None else above] = labelled[index]
        found += [at] if above is None else []
    return replace(columns, quarters=quarters), found


def _numbered_without_label(below: Sequence[Line], columns: Columns, start: int) -> bool:
    """Tell whether the first row has a number where the header has no label."""
    if columns.find("number") is not None or start <= _SLACK:
        return False
    row = next((line for line in below[:_SLACK] if line.text), None)
    first = next(_segments(row), None) if row else None
    return (
        row is not None
        and first is not None
        and first[1] - row.start < start
        and _ROW_NUMBER.fullmatch(first[2]) is not None
    )


def _segments(line: Line) -> Iterator[tuple[int, int, str]]:
    for found in _SEGMENT.finditer(line.raw):
        yield line.start + found.start(), line.start + found.end(), found[0]


def _cells(
    segments: Sequence[tuple[int, int, str]], starts: Sequence[int], line: Line
) -> list[tuple[int, int, int, str]] | None:
    """Return the segments with the column each stands in; None where the line is no row."""
    cells = []
    for start, end, text in segments:
        at, stop = start - line.start, end - line.start
        column = max((i for i, begin in enumerate(starts) if begin <= at + _SLACK), default=None)
        if column is not None and text.lower() in TICKS:
            # Narrow columns stand closer together than a cell may be off.
            column = min(range(len(starts)), key=lambda i: abs(starts[i] - at))
        if column is None:
            return None
        # A line of prose runs on over the columns.
        if column + 1 < len(starts) and stop > starts[column + 1] + _SLACK:
            return None
        cells.append((column, start, end, text))
    return cells


def _is_title(
    entry: Entry | None, cells: Sequence[tuple[int, int, int, str]], columns: Columns, blank: bool
) -> bool:
    """Tell whether a line is the heading of the next part: apart, and with no cell of a row."""
    if entry is None or entry.kind is not Kind.HEADING or not blank:
        return False
    if len(cells) == 1 and cells[0][0] == 0:
        return True
    own = {columns.find(role) for role in ("number", "theme", "commitment")}
    return {column for column, _, _, _ in cells} <= own


def _begins(cells: Sequence[tuple[int, int, int, str]], columns: Columns, blank: bool) -> bool:
    """Tell whether a line begins a row."""
    number = columns.find("number")
    first = min(column for column, _, _, _ in cells)
    text = next(text for column, _, _, text in cells if column == first)
    if number is not None:
        return first == number and _ROW_NUMBER.fullmatch(text) is not None
    return blank and len(cells) > 1


def _is_between(entry: Entry | None, line: Line) -> bool:
    """Tell whether a line may stand between two parts of one table."""
    return entry is not None and entry.kind is Kind.NOTE and bool(line.text)


def _passages(
    document: Document,
    row: _Row,
    columns: Columns,
    trail: tuple[str, ...],
    last: dict[str, str],
    meant: Mapping[str, str],
) -> Iterator[Passage]:
    """Yield the commitments of a row, one for each bullet; *last* keeps what *idem* stands for."""
    commitment = columns.find("commitment")
    if commitment is None or commitment not in row.pieces:
        return
    for role in ("initiator", "contributor", "planning"):
        if not is_ditto(words := row.text(columns.find(role))):
            last[role] = words
    width = max((*row.pieces, *columns.parties), default=0) + 1
    responsible, joining = who(columns, [row.text(index) for index in range(width)], meant)
    ticked = tuple(
        label
        for index, label in columns.quarters.items()
        if row.text(index).lower().strip() in TICKS
    )
    told_by = columns.roles.values()
    told = [row.text(columns.find(role)) for role in ("number", "initiator", "planning")]
    if "initiator" in told_by and not (ticked or responsible or any(map(says_something, told))):
        return  # It only describes.
    result = columns.find("result")
    ending = Flow.of(document.text, row.pieces.get(result, ()) if result is not None else ())
    for pieces in parted_at_bullets(row.pieces[commitment], row.words[commitment]):
        flow = Flow.of(document.text, pieces)
        if len(flow.text.split()) < 3:
            continue
        yield Passage(
            flow=flow,
            layout=NAME,
            number=row.text(columns.find("number")).rstrip(".") or None,
            heading=row.text(columns.find("theme")) or (trail[-1] if trail else None),
            headings=trail,
            party_heading=None if "initiator" in told_by else part_in_trail(trail),
            initiator_cell=last.get("initiator") or responsible,
            contributor_cell=last.get("contributor") or joining,
            planning_cell=last.get("planning") or None,
            quarter_marks=ticked,
            result=ending if ending.text else None,
        )
