"""Word documents (``.docx``): paragraphs, numbers from styles, tables, notes; changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import UnreadableFile
from pa_graph.reading.blocks import Block, Cell, Paragraph, Role, Table, clean, lowered, raised
from pa_graph.reading.blocks import symbol as symbol_of
from pa_graph.reading.markup import Archive, parse_xml, refuse_depth
from pa_graph.reading.running_title import with_running_title
from pa_graph.reading.word_numbering import (
    Mark,
    Numbering,
    Style,
    Styles,
    W,
    indent,
    integer,
    is_on,
    value,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN_PART: Final = "word/document.xml"
_COMPATIBLE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHECKED: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_GONE: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rPr"})
_WIDEST: Final = 60
_SAME_INDENT: Final = 40
_HEADER: Final = re.compile(r"word/(?:header|footer)\d*\.xml")
_CONTENTS: Final = ("toc ", "inhopg", "table of figures", "index ")


def read_word(archive: Archive, where: str) -> list[Block]:
    """Return the blocks of a document in order, its notes behind them.

    Headers, footers, comments, hidden text and tables of contents are left out; tracked changes
    are taken as accepted.

    Raises:
        UnreadableFile: a part is missing, damaged, or nested without end.
    """
    content = archive.read(MAIN_PART)
    if content is None:
        raise UnreadableFile(
            "a zip archive without a Word document in it",
            where=where,
            advice="Save the document anew as .docx.",
        )
    roots = {}
    for part in ("styles", "numbering", "footnotes", "endnotes"):
        name = f"word/{part}.xml"
        found = archive.read(name)
        roots[part] = None if found is None else parse_xml(found, where, name)
    body = parse_xml(content, where, MAIN_PART).find(f"{W}body")
    reader = _Reader(where, Styles(roots["styles"]), Numbering(roots["numbering"]))
    blocks = [] if body is None else reader.blocks(body)
    blocks = with_running_title(blocks, _headers(archive, where))
    return [*blocks, *reader.notes(roots["footnotes"], roots["endnotes"])]


def _headers(archive: Archive, where: str) -> Iterator[str]:
    for name in sorted(archive.names):
        if _HEADER.fullmatch(name) and (content := archive.read(name)) is not None:
            for paragraph in parse_xml(content, where, name).iter(f"{W}p"):
                yield "".join(text.text or " " for text in paragraph.iter(f"{W}t", f"{W}tab"))


class _Reader:
    """Reads elements in order and counts lists and notes."""

    def __init__(self, where: str, styles: Styles, numbering: Numbering) -> None:
        self._where = where
        self._styles = styles
        self._numbering = numbering
        self._notes: list[tuple[str, str]] = []
        self._inserted: list[_Element] = []
        self._carried: list[str] = []
        self._left = 0
        self._indents: list[int] = []

    def blocks(self, parent: _Element, tables: int = 0, depth: int = 0) -> list[Block]:
        """Return the blocks in an element.

        Raises:
            UnreadableFile: elements or tables are nested without end.
        """
        refuse_depth(self._where, depth, tables)
        found: list[Block] = []
        for child in parent:
            if child.tag == f"{W}p":
                found.extend(self._paragraph(child, found))
                for box in self._take_inserted():
                    found.extend(self.blocks(box, tables, depth + 1))
            elif child.tag == f"{W}tbl":
                found.extend(self._table(child, tables + 1, depth))
            elif child.tag in (f"{W}del", f"{W}moveFrom"):
                continue
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo"):
                if not self._is_contents(child):
                    found.extend(self.blocks(child, tables, depth + 1))
            elif child.tag == f"{W}customXml":
                found.extend(self.blocks(child, tables, depth + 1))
        return found

    def notes(self, *roots: _Element | None) -> list[Paragraph]:
        """Return the notes that the text refers to, each with its mark, in order of mention."""
        bodies = {}
        for kind, root in zip(("footnote", "endnote"), roots, strict=True):
            for note in () if root is None else root.iterfind(f"{W}{kind}"):
                bodies[kind, value(note, "id") or ""] = note
        found = []
        # a note that refers to another makes the list longer
        for number, key in enumerate(list(self._notes), start=1):
            body = bodies.get(key)
            if body is None:
                continue
            parts = (part.text for part in self.blocks(body) if isinstance(part, Paragraph))
            words = " ".join(" ".join(parts).split())
            if words:
                found.append(Paragraph(f"{raised(str(number))} {words}"))
        return found

    def _take_inserted(self) -> list[_Element]:
        boxes, self._inserted = self._inserted, []
        return boxes

    @staticmethod
    def _is_contents(element: _Element) -> bool:
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        return "contents" in (value(gallery) or "").lower()

    def _paragraph(self, element: _Element, before: list[Block]) -> Iterator[Paragraph]:
        properties = element.find(f"{W}pPr")
        words = "".join([*self._carried, *self._words(element, 0)])
        self._carried = []
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            # the mark behind this paragraph was deleted: it runs on in the next one
            self._carried = [words]
            return
        name = None if properties is None else value(properties.find(f"{W}pStyle"))
        style = self._styles.get(name)
        text = clean(words)
        if style.name.startswith(_CONTENTS) or style.hidden:
            return
        mark = self._mark(properties, style, name) if text else None
        if not text:
            return
        outline = style.outline
        if properties is not None:
            own = integer(value(properties.find(f"{W}outlineLvl")), -1)
            outline = own if 0 <= own < 9 else outline
        left = None if properties is None else indent(properties, None)
        if outline is not None:
            printed = f"{mark.text} {text}" if mark and mark.ordered and mark.text else text
            yield Paragraph(printed, Role.HEADING)
        elif mark and mark.text:
            listed = properties is not None and properties.find(f"{W}numPr") is not None
            if left is None and (style.left is None or listed):
                left = mark.left
            self._left = left if left is not None else style.left or 0
            last = before[-1] if before else None
            if not isinstance(last, Paragraph) or not (last.role is Role.ITEM or last.tight):
                self._indents = []
            deep = max(self._depth(self._left), mark.level if self._left == 0 else 0)
            yield Paragraph(text, Role.ITEM, 0 if mark.text[:1].isdigit() else deep, mark.text)
        else:
            last = before[-1] if before else None
            inside = isinstance(last, Paragraph) and (last.role is Role.ITEM or last.tight)
            shift = left if left is not None else style.left or 0
            yield Paragraph(text, tight=inside and shift >= self._left > 0)

    def _depth(self, left: int) -> int:
        """Return how deep an item is nested: lists of other styles nest by their indent alone."""
        while self._indents and self._indents[-1] > left + _SAME_INDENT:
            self._indents.pop()
        if not self._indents or left > self._indents[-1] + _SAME_INDENT:
            self._indents.append(left)
        return len(self._indents) - 1

    def _mark(self, properties: _Element | None, style: Style, name: str | None) -> Mark | None:
        own = None if properties is None else properties.find(f"{W}numPr")
        list_id = value(None if own is None else own.find(f"{W}numId")) or style.list_id
        if not list_id or list_id == "0":
            return None
        level = value(None if own is None else own.find(f"{W}ilvl"))
        if level is not None:
            return self._numbering.next(list_id, integer(level, 0))
        if style.list_level is not None:
            return self._numbering.next(list_id, style.list_level)
        tied = self._numbering.level_of_style(list_id, name or self._styles.default)
        return self._numbering.next(list_id, tied)

    def _words(self, element: _Element, depth: int) -> Iterator[str]:
        refuse_depth(self._where, depth)
        for child in element:
            tag = child.tag
            if tag in _GONE:
                continue
            if tag == f"{W}r":
                yield from self._run(child, depth)
            elif tag in (f"{W}drawing", f"{W}pict", f"{_COMPATIBLE}AlternateContent"):
                self._look_for_boxes(child)
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    yield from self._words(content, depth + 1)
            elif tag not in (f"{W}pPr", f"{W}p", f"{W}tbl", f"{W}sdtPr"):
                yield from self._words(child, depth + 1)

    def _run(self, run: _Element, depth: int) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        if properties is not None and is_on(properties.find(f"{W}vanish")):
            return
        shift = None if properties is None else value(properties.find(f"{W}vertAlign"))
        capitals = properties is not None and is_on(properties.find(f"{W}caps"))
        for child in run:
            words = self._sign(child)
            if shift == "superscript":
                words = raised(words)
            elif shift == "subscript":
                words = lowered(words)
            yield words.upper() if capitals else words

    def _sign(self, child: _Element) -> str:
        match child.tag.removeprefix(W):
            case "t":
                return (child.text or "").replace("\n", " ").replace("\t", " ")
            case "tab" | "ptab":
                return "\t"
            case "br":
                return "\n" if value(child, "type") in (None, "textWrapping") else " "
            case "cr":
                return "\n"
            case "noBreakHyphen":
                return "-"
            case "sym":
                code = value(child, "char") or ""
                try:
                    return symbol_of(int(code, 16))
                except ValueError:
                    return ""
            case "footnoteReference" | "endnoteReference":
                kind = child.tag.removeprefix(W).removesuffix("Reference")
                self._notes.append((kind, value(child, "id") or ""))
                return raised(str(len(self._notes)))
            case "drawing" | "pict" | "object":
                self._look_for_boxes(child)
            case _:
                if child.tag == f"{_COMPATIBLE}AlternateContent":
                    self._look_for_boxes(child)
        return ""

    def _look_for_boxes(self, element: _Element) -> None:
        """Note the text boxes in a drawing; of two forms of the same drawing the first counts."""
        chosen = element.find(f"{_COMPATIBLE}Choice")
        inside = element if chosen is None else chosen
        boxes = list(inside.iter(f"{W}txbxContent"))
        outer = [box for box in boxes if not any(a in boxes for a in box.iterancestors())]
        self._inserted.extend(outer)

    def _table(self, table: _Element, tables: int, depth: int) -> list[Block]:
        rows: list[list[Cell]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for row in _children(table, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            header = properties is not None and is_on(properties.find(f"{W}tblHeader"))
            before = None if properties is None else properties.find(f"{W}gridBefore")
            cells: list[Cell] = []
            column = min(integer(value(before), 0), _WIDEST)
            if column:
                cells.append(Cell(columns=column))
            for cell in _children(row, "tc"):
                width, merged = _spans(cell)
                content = self._cell(cell, tables, depth)
                if merged == "continue" and column in open_cells:
                    above, index = open_cells[column]
                    spanning = rows[above][index]
                    rows[above][index] = replace(spanning, rows=spanning.rows + 1)
                else:
                    open_cells.pop(column, None)
                    if merged == "restart":
                        open_cells[column] = (len(rows), len(cells))
                    cells.append(Cell(content, 1, width, header))
                column += width
            rows.append(cells)
        widest = max(map(len, rows), default=0)
        if widest <= 1 and all(cell.columns == 1 for row in rows for cell in row):
            # a frame around text, no table
            return [part for row in rows for cell in row for part in cell.content]
        return [Table(tuple(map(tuple, rows)))]

    def _cell(self, cell: _Element, tables: int, depth: int) -> tuple[Paragraph, ...]:
        found: list[Paragraph] = []
        for block in self.blocks(cell, tables, depth + 1):
            if isinstance(block, Paragraph):
                found.append(block)
            else:
                found.extend(part for row in block.rows for one in row for part in one.content)
        box = next(cell.iter(f"{_CHECKED}checkbox"), None)
        if box is not None and not found:
            checked = box.find(f"{_CHECKED}checked")
            on = checked is not None and checked.get(f"{_CHECKED}val") in ("1", "true")
            found.append(Paragraph("☒" if on else "☐"))
        return tuple(found)


def _children(parent: _Element, name: str) -> Iterator[_Element]:
    """Yield rows or cells, those in content controls and inserted ones included."""
    for child in parent:
        if child.tag == f"{W}{name}":
            if child.find(f"{W}tcPr/{W}cellDel") is None:
                yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _children(child, name)


def _spans(cell: _Element) -> tuple[int, str]:
    """Return how many columns a cell spans, and whether it begins or goes on with a merged one."""
    width = integer(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1)
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    merged = "" if merge is None else value(merge) or "continue"
    return max(1, min(width, _WIDEST)), merged
