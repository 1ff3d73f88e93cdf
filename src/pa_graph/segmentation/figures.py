"""Tables of figures as PDF extraction leaves them: a line of names, then lines of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pa_graph.reading.document import Document, Flow
from pa_graph.reading.lines import Line
from pa_graph.segmentation.passage import Figures

_FIGURE = re.compile(
    r"(?:(?:ca\.?|circa|±|max\.?|min\.?|minimaal|maximaal)\s*)?"
    r"(?:\d+(?:[.]\d{3})*(?:,\d+)?\s*(?:tot|-|–|à)\s*)?\d+(?:[.]\d{3})*(?:,\d+)?%?(?![-\d])"
    r"|n\.?\s?t\.?\s?b\.?|(?<=\s)-(?=\s|$)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}-\d{1,2}-\d{4}|\(.*?\)")


def figures_in(document: Document, lines: Sequence[Line]) -> Figures | None:
    """Return the table among the lines, None if there is none.

    A line of three or more names without figures heads it; the lines below that hold a multiple
    of as many figures as there are columns are its rows. A row without a label of its own takes
    that of the line above.
    """
    written = [line for line in lines if line.text]
    for index, line in enumerate(written):
        below = written[index + 1 :]
        width = _common_width(below)
        if width < 3 or _FIGURE.search(line.text) or "." in line.text:
            continue
        columns = _names(line.text, width)
        if columns:
            rows = _rows(document, below, width)
            return Figures(columns, rows) if rows else None
    return None


def _common_width(lines: Sequence[Line]) -> int:
    """Return the smallest number of figures that at least two of the next rows have."""
    counts = [len(list(_FIGURE.finditer(_DATE.sub(_blank, line.text)))) for line in lines[:14]]
    usual = [count for count in counts if count >= 3 and counts.count(count) >= 2]
    return min(usual, default=0)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _names(text: str, width: int) -> tuple[str, ...]:
    """Split a header line into *width* names; longer names keep words in lower case together."""
    apart = [part.strip() for part in re.split(r"\s{2,}|\t", text) if part.strip()]
    if len(apart) == width:
        return tuple(apart)
    names: list[str] = []
    for word in text.split():
        joins = names and (word[0].islower() or names[-1].split()[-1][0].islower())
        if joins:
            names[-1] += f" {word}"
        else:
            names.append(word)
    return tuple(names[-width:]) if len(names) in (width, width + 1) else ()


def _rows(
    document: Document, lines: Sequence[Line], width: int
) -> tuple[tuple[Flow, tuple[Flow, ...]], ...]:
    rows: list[tuple[Flow, tuple[Flow, ...]]] = []
    label: Flow | None = None
    for line in lines:
        masked = _DATE.sub(_blank, line.raw)
        found = list(_FIGURE.finditer(masked))
        first = found[0].start() if found else len(line.raw)
        words = Flow.of(document.text, [(line.start, line.start + first)])
        if any(c.isalpha() for c in words.text):
            label = words
        if not found or len(found) % width or label is None:
            continue
        cells = tuple(
            Flow.of(document.text, [(line.start + hit.start(), line.start + hit.end())])
            for hit in found
        )
        rows.append((label, cells))
    return tuple(rows)
