"""A list of projects or figures below a commitment that announces it, its columns set apart.

*De corporatie levert de volgende projecten op:* and then lines with a place, a number and a year
each. The lines belong to the commitment; read as a sentence they would say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pa_graph.reading.document import Document, Flow
from pa_graph.reading.lines import Line
from pa_graph.segmentation.passage import InnerTable, Passage

_CELL = re.compile(r"[^\s|](?:[^\t|\n]*?[^\s|])??(?=\s{3,}|\s*[\t|]|\s*$)")
_HAS_COLUMNS = re.compile(r"\S(?:\s{3}|\s*[\t|])")
_RULE = re.compile(r"[-:=|\s+]+")
_ANNOUNCES = re.compile(
    r":\s*$|\b(?:als volgt|hieronder|onderstaande?|volgende|tabel|planning|overzicht)\b", re.I
)
_YEAR = re.compile(r"20\d\d")
_LOOK_AHEAD: Final = 14
_OWN_COLUMNS: Final = frozenset({"aligned_table", "table", "label_rows", "titled_blocks"})

Cells = list[tuple[int, int, str]]


def with_inner_tables(document: Document, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages, each with the list that stands in or below it.

    Args:
        document: the text.
        passages: in the order of the text; those of layouts that are tables stay as they are.
    """
    ends = [passage.span.start for passage in passages[1:]] + [len(document.text)]
    return tuple(
        passage
        if passage.layout in _OWN_COLUMNS or passage.figures
        else _with_table(document, passage, end)
        for passage, end in zip(passages, ends, strict=True)
    )


def _with_table(document: Document, passage: Passage, end: int) -> Passage:
    found = _table(document, passage, end)
    if found is None:
        return passage
    table, start = found
    if not _ANNOUNCES.search(_last_words(passage.flow, start)):
        return passage
    before = [i for i, offset in enumerate(passage.flow.offsets) if offset < start]
    if not before:
        return passage
    return replace(passage, flow=passage.flow.part(0, before[-1] + 1), table=table)


def _last_words(flow: Flow, start: int) -> str:
    """Return the last sentence before the list."""
    count = sum(offset < start for offset in flow.offsets)
    return re.split(r"(?<=[.!?])\s", flow.text[:count].rstrip())[-1]


def _table(document: Document, passage: Passage, end: int) -> tuple[InnerTable, int] | None:
    """Return the first list in or right below a passage, and where its first line begins."""
    first = document.line_at(passage.span.start)
    last = document.line_at(passage.span.end - 1)
    lines = [
        line
        for line in document.lines[first : last + _LOOK_AHEAD]
        if line.start < end and line.text
    ]
    for index, line in enumerate(lines):
        if not _HAS_COLUMNS.search(line.raw):
            continue
        head = list(_cells(line))
        below = _rows_below(lines[index + 1 :], head)
        if len(head) >= 2 and below and _is_head(head):
            if line.number > last + 4:
                return None
            table = InnerTable(
                tuple(text for _, _, text in head),
                tuple(
                    tuple(Flow.of(document.text, [(start, stop)]) for start, stop, _ in row)
                    for row in below
                ),
            )
            return table, line.start
    return None


def _cells(line: Line) -> Iterator[tuple[int, int, str]]:
    for hit in _CELL.finditer(line.raw):
        if not hit[0].strip("\u00ad"):
            continue  # Nothing but soft hyphens is no cell.
        yield line.start + hit.start(), line.start + hit.end(), hit[0]


def _is_head(head: Cells) -> bool:
    """Tell whether a line names columns: no figure but years in it, and no sentence."""
    words = [text for _, _, text in head]
    plain = all(_YEAR.fullmatch(word) or not any(map(str.isdigit, word)) for word in words)
    return plain and all(len(word.split()) <= 5 and word[-1] not in ".;:" for word in words)


def _rows_below(lines: Sequence[Line], head: Cells) -> list[Cells]:
    """Return the lines right below that have as many cells, or one more before the first."""
    rows: list[Cells] = []
    for line in lines:
        if _RULE.fullmatch(line.raw):
            continue
        cells = list(_cells(line))
        if len(cells) not in (len(head), len(head) + 1) or not _has_figure(cells):
            break
        rows.append(cells)
    return rows if len(rows) >= 2 else []


def _has_figure(cells: Cells) -> bool:
    return any(any(map(str.isdigit, text)) for _, _, text in cells)
