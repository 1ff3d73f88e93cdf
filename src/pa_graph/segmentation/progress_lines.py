"""Which passages of a progress report tell how far something is.

An item of a list, a row of a table with a column for the state, or a paragraph does when it says
which commitment it is about or holds a word for a state. Words are data: ``progress-status`` and
``progress-cue``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.cells import Cell, split_row
from pa_graph.segmentation.columns import header
from pa_graph.segmentation.covered import Covered
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import Heading, heading_text, walk
from pa_graph.segmentation.numbered import passage_of
from pa_graph.segmentation.outline import outline
from pa_graph.segmentation.passage import Passage

LAYOUT = "progress_lines"
_TRAIL = 12
_SENTENCE = 5
_NUMBER = r"[A-Z]?\d{1,3}(?:\.\d{1,3})*[a-z]?"
_NAMED = re.compile(
    rf"\b(?:prestatie)?afspra(?:ak|ken)\s+(?:nr\.?\s*|nummers?\s+)?"
    rf"(?P<numbers>{_NUMBER}(?:(?:\s*,\s*|\s+en\s+|\s*&\s*){_NUMBER})*)(?![\w%])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ProgressPassage:
    """A passage that tells how far something is.

    Attributes:
        passage: where it stands, with its headings.
        numbers: printed numbers of the commitments it says it is about.
        state_cell: words of a cell for the state; None where the passage is no table row.
    """

    passage: Passage
    numbers: tuple[str, ...] = ()
    state_cell: str | None = None


def progress_passages(document: Document) -> tuple[ProgressPassage, ...]:
    """Return the passages of a report that tell how far something is, in document order."""
    entries = outline(document)
    found: list[ProgressPassage] = []
    for item in walk(document, entries):
        passage = passage_of(item, document, LAYOUT)
        text = passage.flow.text
        numbers = _numbers_at_the_beginning(text)
        if item.mark == "word":
            # *Afspraak 8* above a paragraph heads it; with a sentence behind it, it is the line.
            numbers = (item.label,) if _states(text) or len(text.split()) >= _SENTENCE else ()
        if numbers or _states(text):
            found.append(ProgressPassage(passage, numbers or _under(passage.headings)))
    covered = Covered(one.passage.span for one in found)
    found += _rows(document, entries)
    found += [p for p in _paragraphs(document, entries) if not covered.meets(p.passage.span)]
    return tuple(sorted(found, key=lambda one: one.passage.span))


def _states(text: str) -> bool:
    return bool(scheme("progress_status").matches(text, weak=False))


def _numbers_at_the_beginning(text: str) -> tuple[str, ...]:
    hit = _NAMED.match(text.lstrip("*_ "))
    return tuple(re.findall(_NUMBER, hit["numbers"])) if hit else ()


def _under(headings: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers of the nearest heading, where it is about commitments by number."""
    return _numbers_at_the_beginning(headings[-1]) if headings else ()


def _rows(document: Document, entries: Sequence[Entry]) -> list[ProgressPassage]:
    """Return the rows of tables that have a column for the state."""
    found: list[ProgressPassage] = []
    trail: list[str] = []
    state = about = number = None
    for entry in entries:
        if entry.kind is Kind.HEADING:
            trail = [*trail, heading_text(entry)][-_TRAIL:]
            continue
        if entry.kind is not Kind.ROW:
            continue
        cells = split_row(entry.line)
        words = [cell.text for cell in cells]
        if (column := _state_column(words)) is not None:
            state = column
            columns = header(words)
            about = columns.find("commitment") if columns else None
            number = columns.find("number") if columns else None
            if about is None:
                others = (i for i in range(len(words)) if i not in (state, number))
                about = next(others, None)
            continue
        if state is None or state >= len(cells) or not words[state]:
            continue
        if set("".join(words)) <= set("-:=_ |"):
            continue
        flow = Flow.of(document.text, _pieces(cells, document, (number,)))
        numbers: tuple[str, ...] = ()
        if number is not None and number < len(words) and re.fullmatch(_NUMBER, words[number]):
            numbers = (words[number],)
        elif about is not None and about < len(words):
            numbers = _numbers_at_the_beginning(words[about])
        if flow.text:
            passage = Passage(
                flow, LAYOUT, heading=trail[-1] if trail else None, headings=tuple(trail)
            )
            found.append(ProgressPassage(passage, numbers, words[state]))
    return found


def _state_column(words: Sequence[str]) -> int | None:
    """Return which cell heads the states, None where the row is no header of such a table."""
    if len([word for word in words if word]) < 2:
        return None
    for index, word in enumerate(words):
        label = word.strip(" *:.").lower()
        for match in scheme("progress_cue").matches(label):
            if match.code == "column" and match.start == 0 and 2 * match.end >= len(label):
                return index
    return None


def _pieces(
    cells: Sequence[Cell], document: Document, left_out: Sequence[int | None]
) -> list[tuple[int, int]]:
    return [
        piece
        for index, cell in enumerate(cells)
        if index not in left_out and cell.text
        for piece in cell.pieces(document)
    ]


def _paragraphs(document: Document, entries: Sequence[Entry]) -> list[ProgressPassage]:
    """Return the paragraphs that begin with a number of a commitment, or stand under one."""
    found: list[ProgressPassage] = []
    trail: list[Heading] = []
    paragraph: list[Entry] = []

    def close() -> None:
        if paragraph:
            pieces = [(entry.line.text_start, entry.line.end) for entry in paragraph]
            flow = Flow.of(document.text, pieces)
            headings = tuple(heading.text for heading in trail)
            numbers = _numbers_at_the_beginning(flow.text)
            if not numbers and _states(flow.text):
                numbers = _under(headings)
            if numbers:
                heading = headings[-1] if headings else None
                passage = Passage(flow, LAYOUT, heading=heading, headings=headings)
                found.append(ProgressPassage(passage, numbers))
        paragraph.clear()

    for entry in entries:
        if entry.kind is Kind.PROSE and not entry.after_blank:
            paragraph.append(entry)
            continue
        close()
        if entry.kind is Kind.PROSE:
            paragraph.append(entry)
        elif entry.kind is Kind.HEADING or (entry.kind is Kind.ITEM and entry.mark == "word"):
            trail = [*trail, Heading(heading_text(entry), entry.level)][-_TRAIL:]
    close()
    return found
