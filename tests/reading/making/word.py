"""Writes parts as a Word document: heading styles, numbers in styles only, tables, notes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docx import Document as new_document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from tests.reading.making.parts import CellPart, Part, column_widths

_DECIMAL = re.compile(r"(\d{1,3})([.)])$")


def docx_of(parts: list[Part], path: Path, *, header: str = "") -> None:
    """Write a document; numbers such as ``3.`` are left to the numbering of the style."""
    document = new_document()
    numbers = _Numbers(document)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for part in parts:
        if part.kind == "heading":
            document.add_heading(part.text, min(part.level, 4))
        elif part.kind == "item":
            _add_item(document, part, numbers)
        elif part.kind == "table":
            _add_table(document, part)
        else:
            document.add_paragraph(part.text)
    document.save(str(path))


def _add_item(document: Any, part: Part, numbers: _Numbers) -> None:
    if part.mark == "•":
        style = "List Bullet 2" if part.level else "List Bullet"
        document.add_paragraph(part.text, style=style)
        return
    decimal = _DECIMAL.fullmatch(part.mark)
    if decimal is None:
        document.add_paragraph(f"{part.mark}\t{part.text}")
        return
    paragraph = document.add_paragraph(part.text)
    numbers.apply(paragraph, int(decimal[1]), decimal[2])


class _Numbers:
    """Lists whose numbers stand nowhere but in the numbering definitions."""

    def __init__(self, document: Any) -> None:
        self._root = document.part.numbering_part.element
        self._next: dict[str, tuple[int, int]] = {}
        self._identifier = 900

    def apply(self, paragraph: Any, number: int, suffix: str) -> None:
        """Give the paragraph its number: in the running list if it is the next one."""
        identifier, expected = self._next.get(suffix, (0, 0))
        if number != expected:
            identifier = self._define(number, suffix)
        self._next[suffix] = (identifier, number + 1)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f"<w:numPr {nsdecls('w')}><w:ilvl w:val='0'/>"
                f"<w:numId w:val='{identifier}'/></w:numPr>"
            )
        )

    def _define(self, start: int, suffix: str) -> int:
        self._identifier += 1
        number = self._identifier
        first = self._root.find("{*}num")
        abstract = parse_xml(
            f"<w:abstractNum {nsdecls('w')} w:abstractNumId='{number}'>"
            f"<w:lvl w:ilvl='0'><w:start w:val='{start}'/><w:numFmt w:val='decimal'/>"
            f"<w:lvlText w:val='%1{suffix}'/><w:pPr><w:ind w:left='720' w:hanging='360'/></w:pPr>"
            "</w:lvl></w:abstractNum>"
        )
        # abstract definitions stand before the lists that use them
        if first is None:
            self._root.append(abstract)
        else:
            first.addprevious(abstract)
        self._root.append(
            parse_xml(
                f"<w:num {nsdecls('w')} w:numId='{number}'><w:abstractNumId w:val='{number}'/>"
                "</w:num>"
            )
        )
        return number


def _add_table(document: Any, part: Part) -> None:
    width = max(map(len, part.rows))
    table = document.add_table(rows=len(part.rows), cols=width, style="Table Grid")
    table.autofit = False
    widths = column_widths(part, 432, 5.5)
    for row, cells in zip(table.rows, part.rows, strict=True):
        for place, points in zip(row.cells, widths, strict=True):
            place.width = Pt(points)
        for place, content in zip(row.cells, cells, strict=False):
            _fill(place, content)
        if len(cells) == 1 and width > 1:
            row.cells[0].merge(row.cells[-1])
    document.add_paragraph("")


def _fill(place: Any, content: list[CellPart]) -> None:
    for index, one in enumerate(content):
        paragraph = place.paragraphs[0] if index == 0 else place.add_paragraph()
        paragraph.add_run(one.text).font.size = Pt(9)
        if one.level is not None:
            paragraph.style = "List Bullet 2" if one.level else "List Bullet"
