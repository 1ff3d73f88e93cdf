"""The whole text of a document, laid out as the reading understood it, with all its marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from pa_graph.operations.browse.marking import Mark, Piece, pieces
from pa_graph.operations.browse.placing import Landmarks, marks_in_text
from pa_graph.operations.browse.records import CommitmentRecord, Corpus, DocumentRecord, Place
from pa_graph.operations.texts import text_of
from pa_graph.reading.document import Document
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.furniture import ENDS_SENTENCE
from pa_graph.segmentation.outline import outline
from pa_graph.store.protocol import GraphStore

_DEEPEST: Final = 3
_LONGEST_TITLE: Final = 150
_LONGEST_LABEL: Final = 40
_SHORTEST_LINE: Final = 45
"""A line that is shorter than this was ended by its author, not by a margin."""
_FLOWING: Final = (Kind.ITEM, Kind.PROSE, Kind.NOTE)
_GAPS: Final = re.compile(r"\S[ \u00a0]{3,}(?=\S)")
_RULE: Final = re.compile(r"[\s|:=+_-]*")
"""A line that only draws: it holds nothing to read."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words within a block that belong to the same commitment, or to none.

    Attributes:
        inside: order of the commitment or aim, 0 for none.
        left_out: whether they are of a passage that was left out.
        begins: orders of the commitments or aims that begin here.
        left_begins: numbers, from 1, of the left-out passages that begin here.
    """

    inside: int
    left_out: bool
    begins: tuple[int, ...]
    left_begins: tuple[int, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of the text, or a table.

    Attributes:
        kind: ``heading``, ``item``, ``prose``, ``aligned`` (spaces set columns apart),
            ``furniture`` (what is printed on every page) or ``table``.
        level: of a heading, from 1; of an item or paragraph how deep it is nested, from 0.
        page: the page of the file that begins with it, 0 for none.
        runs: its words; empty for a table.
        rows: of a table: rows of cells of runs.
        headed: whether the first row of a table reads like what stands above columns.
    """

    kind: str
    level: int
    page: int
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    headed: bool = False


@dataclass(frozen=True)
class WholeText:
    """The text of a document, ready to be shown.

    Attributes:
        anchors: name of an anchor → its mark.
        placed: orders of the commitments or aims that stand in it.
        left_out: how many passages in it sound like promises and were not taken.
    """

    blocks: tuple[Block, ...]
    anchors: dict[str, Mark]
    placed: frozenset[int]
    left_out: int


def whole_text(store: GraphStore, corpus: Corpus, document: DocumentRecord) -> WholeText | None:
    """Return the text that a document was read in, or None where the store holds facts only.

    Args:
        store: to read from.
        corpus: what is known of all documents.
        document: whose text.
    """
    if not document.graph or not document.text_node:
        return None
    text, pages = text_of(store, document.graph, document.text_node, document.checksum)
    if not text:
        return None
    records = corpus.commitments_of(document.iri) or corpus.aims_of(document.iri)
    return laid_out(corpus, document, records, text, pages)


def laid_out(
    corpus: Corpus,
    document: DocumentRecord,
    records: Sequence[CommitmentRecord],
    text: str,
    pages: Sequence[int] = (),
) -> WholeText:
    """Return a text as blocks; put together their words are the text again, but for white space.

    Args:
        corpus: that knows the names of parties.
        document: that the text is of.
        records: its commitments or aims.
        text: the whole of it.
        pages: where the pages of the file begin.
    """
    entries = [entry for entry in outline(Document(text, "")) if entry.kind is not Kind.BLANK]
    marks = marks_in_text(corpus, document, records, text, _landmarks(entries))
    there = [record for record in records if record.place and record.place[1] <= len(text)]
    left_out = [place for place in document.left_out if place[1] <= len(text)]
    cutter = _Cutter(text, marks, there, left_out)
    blocks = tuple(_blocks(entries, cutter, pages))
    return WholeText(
        blocks,
        {mark.anchor: mark for mark in reversed(marks)},
        frozenset(record.order for record in there),
        len(left_out),
    )


def _span(entry: Entry) -> Place:
    return entry.line.text_start, entry.line.start + len(entry.line.raw.rstrip())


def _landmarks(entries: Sequence[Entry]) -> Landmarks:
    headings = [_span(entry) for entry in entries if entry.kind is Kind.HEADING]
    rows = [entry for entry in entries if entry.kind is Kind.ROW]
    cells = [cell for entry in rows for cell in _cells(entry) if cell[0] < cell[1]]
    menus = [_span(entry) for entry in entries if entry.kind is Kind.FURNITURE]
    short = [cell for cell in cells if cell[1] - cell[0] <= _LONGEST_TITLE]
    return Landmarks(
        headings, [_span(row) for row in rows], cells, sorted([*headings, *menus, *short])
    )


def _blocks(entries: Sequence[Entry], cutter: _Cutter, pages: Sequence[int]) -> Iterator[Block]:
    turned = 0
    for is_row, together in groupby(entries, key=_row_of):
        group = list(together)
        if is_row:
            for rows in _tables(group, pages):
                page, turned = _page(pages, rows[0][0][0], turned)
                cut = tuple(tuple(cutter.runs(a, b) for a, b in cells) for cells in rows)
                headed = len(rows) > 1 and all(b - a <= _LONGEST_LABEL for a, b in rows[0])
                yield Block("table", 0, page, rows=cut, headed=headed)
            continue
        for first, end in _paragraphs(group, cutter):
            page, turned = _page(pages, first.line.start, turned)
            runs = cutter.runs(first.line.text_start, end)
            yield Block(_kind(first), _level(first), page, runs)


def _tables(entries: Sequence[Entry], pages: Sequence[int]) -> Iterator[list[list[Place]]]:
    """Yield the rows of each table: another begins on a new page, or with other columns."""
    rows: list[list[Place]] = []
    for entry in entries:
        cells = _cells(entry)
        if not cells:
            continue
        if rows:
            turns = bisect_right(pages, rows[-1][0][0]) < bisect_right(pages, cells[0][0])
            if turns or (entry.after_blank and len(cells) != len(rows[-1])):
                yield rows
                rows = []
        rows.append(cells)
    if rows:
        yield rows


def _paragraphs(entries: Sequence[Entry], cutter: _Cutter) -> Iterator[tuple[Entry, int]]:
    """Yield the first line of each paragraph and where it ends.

    A text that was taken from a PDF has its lines apart, often with a blank line between them.
    What goes on in the next one is one paragraph for who reads it.
    """
    first, last = entries[0], entries[0]
    for entry in entries[1:]:
        if not _goes_on(last, entry, cutter):
            yield first, _span(last)[1]
            first = entry
        last = entry
    yield first, _span(last)[1]


def _goes_on(before: Entry, after: Entry, cutter: _Cutter) -> bool:
    if before.kind not in _FLOWING or after.kind is not Kind.PROSE:
        return False
    if "aligned" in (_kind(before), _kind(after)) or ENDS_SENTENCE.search(before.line.text):
        return False
    if before.text.endswith((":", ";")) or len(before.line.text) < _SHORTEST_LINE:
        return False
    return after.line.text[0].islower() or cutter.together(_span(before)[0], _span(after)[0])


def _row_of(entry: Entry) -> str:
    """Return what sets the cells of a line apart, empty for a line that is no row."""
    if entry.kind is not Kind.ROW:
        return ""
    return "\t" if "\t" in entry.line.raw else "|"


def _page(pages: Sequence[int], start: int, turned: int) -> tuple[int, int]:
    """Return the page that begins with a block, 0 for none, and the page that it stands on."""
    page = bisect_right(pages, start)
    return (page, page) if page > turned else (0, turned)


def _cells(entry: Entry) -> list[Place]:
    """Return where the cells of a row stand; an empty one is an empty range."""
    raw, apart = entry.line.raw, _row_of(entry)
    if _RULE.fullmatch(raw):
        return []
    start, end = _span(entry) if apart == "|" else (entry.line.start, entry.line.end)
    if apart == "|":
        start += entry.line.text.startswith("|")
        end -= entry.line.text.endswith("|")
    found = []
    inner = raw[start - entry.line.start : end - entry.line.start]
    for words in inner.split(apart):
        begin = start + len(words) - len(words.lstrip())
        found.append((begin, max(begin, start + len(words.rstrip()))))
        start += len(words) + 1
    return found


def _kind(entry: Entry) -> str:
    if entry.kind in (Kind.HEADING, Kind.ITEM, Kind.FURNITURE):
        return str(entry.kind.value)
    return "aligned" if len(_GAPS.findall(entry.line.raw)) > 1 else "prose"


def _level(entry: Entry) -> int:
    if entry.kind is Kind.HEADING:
        return max(1, entry.level)
    return min(_DEEPEST, entry.indent // 2) if entry.kind is Kind.ITEM else 0


class _Cutter:
    """Cuts ranges of the text at marks, commitments and passages that were left out."""

    def __init__(
        self,
        text: str,
        marks: Sequence[Mark],
        records: Sequence[CommitmentRecord],
        left_out: Sequence[Place],
    ) -> None:
        self._text = text
        self._marks = marks
        self._reach = _furthest([(mark.start, mark.end) for mark in marks])
        self._inside = sorted((*record.place, record.order) for record in records if record.place)
        self._left_out = [(*place, number) for number, place in enumerate(left_out, start=1)]

    def together(self, one: int, other: int) -> bool:
        """Tell whether two offsets stand in the same commitment or aim."""
        return any(own[0] <= one and other < own[1] for own in self._inside)

    def runs(self, start: int, end: int) -> tuple[Run, ...]:
        """Return the words between two offsets."""
        if start >= end:
            return ()
        inside = [own for own in self._inside if own[0] < end and own[1] > start]
        left = [own for own in self._left_out if own[0] < end and own[1] > start]
        edges = {edge for own in (*inside, *left) for edge in own[:2] if start < edge < end}
        found = []
        bounds = sorted({start, end, *edges})
        for begin, stop in pairwise(bounds):
            # The narrowest: what a commitment holds within another is its own.
            holds = [own for own in inside if own[0] <= begin and own[1] >= stop]
            own = min(holds, key=lambda one: one[1] - one[0], default=(0, 0, 0))
            out = any(one[0] <= begin and one[1] >= stop for one in left)
            found.append(
                Run(
                    own[2],
                    out and not own[2],
                    tuple(one[2] for one in inside if self._is_first(one[0], begin)),
                    tuple(one[2] for one in left if self._is_first(one[0], begin)),
                    tuple(self._pieces(begin, stop)),
                )
            )
        return tuple(found)

    def _is_first(self, start: int, begin: int) -> bool:
        """Tell whether nothing to read stands between the start of a passage and here."""
        return start == begin or (start < begin and not self._text[start:begin].strip(" \n\r\t|"))

    def _pieces(self, start: int, end: int) -> list[Piece]:
        first = bisect_right(self._reach, start)
        last = bisect_left(self._marks, end, key=lambda mark: mark.start)
        here = [
            Mark(m.field, m.number, m.start - start, m.end - start, m.value, m.sure, m.owner)
            for m in self._marks[first:last]
            if m.end > start
        ]
        return pieces(self._text[start:end], here)


def _furthest(spans: Sequence[Place]) -> list[int]:
    """Return for each span how far it and those before it reach, so that they can be searched."""
    found: list[int] = []
    for _, end in spans:
        found.append(max(end, found[-1] if found else 0))
    return found
