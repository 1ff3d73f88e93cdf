"""Cells of a table row: their text without markup, and the commitments inside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.reading.lines import Line

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&nbsp;|\*\*|__")
_ARROW = re.compile(r"[▶►➢➣➤➔➜➡⇒→▸‣\uf0e0\uf0d8]")
_ITEM_TAG = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
# Before a line of a cell whose lines are known.
_LINE_BULLET = re.compile(r"[•▪●◦·▶►➢➔→-]\s+(?=\S)")
_BULLET = re.compile(r"(?:(?<=[\s>])|^)[•▪●◦·](?=\s)|(?:(?<=[\s>;.:])|^)[-–](?=\s[A-ZÀ-Ý])")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its range in the document, and its words without markup."""

    start: int
    end: int
    text: str

    def pieces(self, document: Document) -> list[tuple[int, int]]:
        """Return the ranges of its words, markup left out."""
        return _without_tags(document.text, self.start, self.end)


def split_row(line: Line) -> list[Cell]:
    """Return the cells of a tab-separated or piped line."""
    separator = "\t" if "\t" in line.raw else "|"
    raw, begin = line.raw, line.start
    if separator == "|":
        stripped = raw.strip()
        begin += raw.find(stripped)
        raw = stripped
        if raw.startswith("|"):
            raw, begin = raw[1:], begin + 1
        raw = raw.removesuffix("|")
    cells = []
    for part in raw.split(separator):
        words = " ".join(_TAG.sub(" ", part).split())
        cells.append(Cell(begin, begin + len(part), words))
        begin += len(part) + len(separator)
    return cells


def is_list(cell: Cell, document: Document) -> bool:
    """Tell whether the cell has arrows or is a list, as cells of commitments have."""
    raw = document.text[cell.start : cell.end]
    return _ARROW.search(raw) is not None or _ITEM_TAG.search(raw) is not None


_LONGEST_LEAD = 12
# Below a signature: *Namens Woonstichting Duinrand*.
_SIGNED = re.compile(r"[Nn]amens\s+[\w’'&-]+(?:\s+[\w’'&-]+){0,5}\s*")


def commitments_in(cell: Cell, document: Document) -> list[tuple[Flow, int]]:
    """Return the commitments of a cell with the number of their sub-items.

    One per top-level arrow or, where the cell has no arrows, per top-level bullet, or the cell
    itself. Words before the first arrow or bullet are context, unless they end in a colon or are
    a sentence: then the bullets are parts of it.
    """
    text = document.text
    raw = text[cell.start : cell.end]
    for sign in (_ARROW, _ITEM_TAG, _BULLET):
        marks = [found.span() for found in sign.finditer(raw)]
        if not marks:
            continue
        before = " ".join(_TAG.sub(" ", raw[: marks[0][0]]).split())
        sentence = before.endswith(".") and scheme("text_cue").finds("promise", before)
        long = len(before.split()) > _LONGEST_LEAD or sentence
        if before.endswith(":") or (before and sign is _BULLET and long):
            break
        if len(marks) == 1 and before and sign is not _ARROW:
            break
        found = []
        for index, (_, end) in enumerate(marks):
            stop = marks[index + 1][0] if index + 1 < len(marks) else len(raw)
            part = raw[end:stop]
            flow = _flow(document, cell.start + end, cell.start + stop)
            if flow.text:
                nested = 0 if sign is _BULLET else len(_BULLET.findall(part))
                found.append((flow, nested))
        return found
    flow = _flow(document, cell.start, cell.end)
    if _SIGNED.fullmatch(flow.text):
        return []
    return [(flow, len(_BULLET.findall(raw)))] if flow.text else []


def _flow(document: Document, start: int, end: int) -> Flow:
    return Flow.of(document.text, _without_tags(document.text, start, end))


def _without_tags(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    position = start
    for found in _TAG.finditer(text, start, end):
        if found.start() > position:
            pieces.append((position, found.start()))
        position = found.end()
    if position < end:
        pieces.append((position, end))
    return [(a, b) for a, b in pieces if text[a:b].strip()]


def parted_at_bullets(
    pieces: Sequence[tuple[int, int]], words: Sequence[str]
) -> list[list[tuple[int, int]]]:
    """Split the lines of a cell at its bullets, if it has two at least and begins with one.

    Args:
        pieces: the range of each line in the document.
        words: what each line says.
    """
    marks = [_LINE_BULLET.match(text) for text in words]
    if marks[0] is not None:
        # Another sign stands before the parts of a bullet.
        marks = [mark if mark and mark[0][0] == marks[0][0][0] else None for mark in marks]
    if sum(mark is not None for mark in marks) < 2 or marks[0] is None:
        return [list(pieces)]
    parts: list[list[tuple[int, int]]] = []
    for (start, end), mark in zip(pieces, marks, strict=True):
        if mark:
            parts.append([(start + mark.end(), end)])
        else:
            parts[-1].append((start, end))
    return parts
