"""PDF: text in reading order with its pages, tables with and without lines, notes behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import UnreadableFile
from pa_graph.reading.blocks import Block, Paragraph
from pa_graph.reading.pdf_columns import columns_of
from pa_graph.reading.pdf_furniture import body_size, furniture_of
from pa_graph.reading.pdf_grid import Grid, grids_of
from pa_graph.reading.pdf_lines import Column, PrintedLine, held_grid, lines_of
from pa_graph.reading.pdf_open_tables import OpenTable, open_tables
from pa_graph.reading.pdf_page import Page, Word, read_page
from pa_graph.reading.pdf_paragraphs import Habits, paragraphs_of, run_on
from pa_graph.reading.pdf_tables import Fragment, joined_tables
from pa_graph.reading.rendering import Rendered, render
from pa_graph.reading.running_title import with_running_title

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES: Final = 2000
"""Pages of one file; the thickest agreement has some two hundred."""

_LEAST_LETTERS: Final = 20
_UNKNOWN_LETTERS: Final = 0.3
_END: Final = b"%%EOF"
_TAIL: Final = 4096
_NOTE: Final = re.compile(r"(?:[\u2070-\u2079\u00b9\u00b2\u00b3]{1,3}|\d{1,2})\s+(?=\S)")
_OCR: Final = "Make a searchable PDF of it first (ocrmypdf -l nld scan.pdf text.pdf) and read that."


def read_pdf(content: bytes, where: str) -> Rendered:
    """Return the text of a PDF and where its pages begin.

    Raises:
        UnreadableFile: it is encrypted, cut off, damaged, has no pages, or is a scan without text.
    """
    document = _open(content, where)
    try:
        pages = list(_pages(document, where))
    finally:
        document.close()
    _require_text(pages, where)
    return render(_blocks(pages), len(pages))


def _open(content: bytes, where: str) -> PdfDocument:
    import pypdfium2

    begin = content.find(b"%PDF-")
    try:
        document = pypdfium2.PdfDocument(content[max(0, begin) :])
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableFile(
                "encrypted",
                where=where,
                advice="Open it with its password, print it to a new PDF and read that.",
            ) from None
        if _END not in content[-_TAIL:]:
            raise _cut_off(where) from None
        if re.search(rb"/Count\s+0\b", content) and not re.search(rb"/Type\s*/Page\b", content):
            raise _without_pages(where) from None
        raise UnreadableFile(
            "a damaged PDF", where=where, advice="Fetch the file again, or print it to a new PDF."
        ) from None
    if _END not in content[-_TAIL:]:
        document.close()
        raise _cut_off(where)
    count = len(document)
    if count == 0 or count > MOST_PAGES:
        document.close()
        if count == 0:
            raise _without_pages(where)
        raise UnreadableFile(
            f"{count} pages, more than the {MOST_PAGES} that are read",
            where=where,
            advice="Give the pages of one agreement a file of their own.",
        )
    return document


def _cut_off(where: str) -> UnreadableFile:
    return UnreadableFile(
        "a PDF that is cut off (its end is missing)", where=where, advice="Fetch the file again."
    )


def _without_pages(where: str) -> UnreadableFile:
    return UnreadableFile("a PDF without pages", where=where, advice="Check how the file was made.")


def _pages(document: PdfDocument, where: str) -> Iterator[Page]:
    import pypdfium2

    for index in range(len(document)):
        try:
            page = document[index]
            try:
                yield read_page(page, index + 1)
            finally:
                page.close()
        except pypdfium2.PdfiumError:
            raise UnreadableFile(
                f"a PDF of which page {index + 1} is damaged",
                where=where,
                advice="Fetch the file again, or print it to a new PDF.",
            ) from None


def _require_text(pages: Sequence[Page], where: str) -> None:
    """Refuse scans, and text whose letters are only known to its font."""
    letters = [c for page in pages for word in page.words for c in word.text if not c.isspace()]
    scanned = sum(1 for page in pages if page.pictures and len(page.words) < 3)
    if len(letters) < _LEAST_LETTERS * max(1, len(pages) // 10):
        if scanned:
            raise UnreadableFile(
                f"a scan: {scanned} of {len(pages)} pages are pictures without text",
                where=where,
                advice=_OCR,
            )
        raise UnreadableFile("a PDF without text", where=where, advice=_OCR)
    unknown = sum(c == "\ufffd" or not c.isprintable() for c in letters)
    if unknown > _UNKNOWN_LETTERS * len(letters):
        raise UnreadableFile(
            "a PDF whose fonts don't say which letters they hold", where=where, advice=_OCR
        )


def _blocks(pages: Sequence[Page]) -> list[Block]:
    """Return all blocks of a document, page after page, notes behind them."""
    grids: list[list[Grid]] = []
    outside: list[list[Word]] = []
    for page in pages:
        tables, rest = grids_of(page, grids[-1] if grids else ())
        grids.append(tables)
        outside.append(rest)
    lines = [lines_of(words, page.number) for words, page in zip(outside, pages, strict=True)]
    marked, heads = furniture_of(
        [(own, page.height) for own, page in zip(lines, pages, strict=True)]
    )
    columns: list[list[Column]] = []
    notes: list[list[PrintedLine]] = []
    body = body_size(lines)
    for page, own, out in zip(pages, lines, marked, strict=True):
        kept = [line for index, line in enumerate(own) if index not in out]
        kept, note = _without_notes(kept, body, page.height)
        notes.append(note)
        words = [word for line in kept for word in line.words if word.upright]
        columns.append(columns_of(words, grids[page.number - 1], page.number))
    cells = [
        lines_of(cell.words, page.number)
        for page, tables in zip(pages, grids, strict=True)
        for grid in tables
        for cell in grid.cells
    ]
    habits = Habits.of([[*column.lines] for page in columns for column in page] + cells)
    pieces: list[list[Block | Fragment]] = []
    indents: list[float] = []
    for page, tables, order in zip(pages, grids, columns, strict=True):
        pieces.extend(_in_order(page, tables, order, habits, indents))
    blocks = _over_pages(pieces, habits)
    blocks = with_running_title(blocks, heads)
    return [*blocks, *_notes(notes, habits)]


def _without_notes(
    lines: list[PrintedLine], body: float, height: float
) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Take the notes off the foot of a page: smaller lines, the first with a note number."""
    begin = len(lines)
    while begin and lines[begin - 1].size <= 0.9 * body and lines[begin - 1].top > 0.4 * height:
        begin -= 1
    for index in range(begin, len(lines)):
        if _NOTE.match(lines[index].text):
            return lines[:index], lines[index:]
    return lines, []


def _in_order(
    page: Page,
    grids: Sequence[Grid],
    columns: Sequence[Column],
    habits: Habits,
    indents: list[float],
) -> list[list[Block | Fragment]]:
    """Return the blocks of a page, column by column."""
    found: list[list[Block | Fragment]] = []
    for column in columns:
        pieces: list[Block | Fragment] = []
        for part in open_tables(column, page.horizontal):
            if isinstance(part, OpenTable):
                pieces.append(Fragment.of_open(part, habits))
            elif (number := held_grid(part[0])) is not None:
                pieces.append(Fragment.of_grid(grids[number], habits))
            else:
                pieces.extend(paragraphs_of(part, column.right, habits, indents))
        found.append(pieces)
    return found


def _over_pages(pieces: Sequence[Sequence[Block | Fragment]], habits: Habits) -> list[Block]:
    """Join tables and sentences that run on from one page or column to the next."""
    found: list[Block | Fragment] = []
    for column in pieces:
        for index, piece in enumerate(column):
            last = found[-1] if found else None
            if index == 0 and isinstance(last, Paragraph) and isinstance(piece, Paragraph):
                whole = run_on(last, piece, habits)
                if whole is not None:
                    found[-1] = whole
                    continue
            if isinstance(last, Fragment) and isinstance(piece, Fragment) and index == 0:
                joint = joined_tables(last, piece, habits)
                if joint is not None:
                    found[-1] = joint
                    continue
            found.append(piece)
    return [piece.table() if isinstance(piece, Fragment) else piece for piece in found]


def _notes(pages: Sequence[Sequence[PrintedLine]], habits: Habits) -> Iterator[Paragraph]:
    """Yield the notes of all pages, each on a line of its own."""
    for lines in pages:
        groups: list[list[PrintedLine]] = []
        for line in lines:
            if groups and not _NOTE.match(line.text):
                groups[-1].append(line)
            else:
                groups.append([line])
        for group in groups:
            whole = paragraphs_of(group, max(line.x1 for line in group), habits)
            text = " ".join(paragraph.text for paragraph in whole)
            # notes stand behind the last page, and so have its place
            yield Paragraph(text)
