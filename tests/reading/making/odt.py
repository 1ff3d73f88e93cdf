"""Writes parts as OpenDocument text: outline levels, numbered and bulleted lists, tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from odf.opendocument import OpenDocumentText
from odf.style import Header, ListLevelProperties, MasterPage, PageLayout
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import (
    H,
    List,
    ListItem,
    ListLevelStyleBullet,
    ListLevelStyleNumber,
    ListStyle,
    P,
    Tab,
)

from tests.reading.making.parts import CellPart, Part

_DECIMAL = re.compile(r"(\d{1,3})([.)])$")


def odt_of(parts: list[Part], path: Path, *, header: str = "") -> None:
    """Write a document; numbers such as ``3.`` are left to the list style."""
    document = OpenDocumentText()
    if header:
        layout = PageLayout(name="Blad")
        document.automaticstyles.addElement(layout)
        page = MasterPage(name="Standard", pagelayoutname="Blad")
        page.addElement(Header())
        page.firstChild.addElement(P(text=header))
        document.masterstyles.addElement(page)
    for name, suffix in (("Punt", "."), ("Haak", ")")):
        style = ListStyle(name=name)
        level = ListLevelStyleNumber(level=1, numformat="1", numsuffix=suffix, startvalue=1)
        level.addElement(ListLevelProperties(spacebefore="0.5cm", minlabelwidth="0.5cm"))
        style.addElement(level)
        document.automaticstyles.addElement(style)
    bullets = ListStyle(name="Stip")
    for deep, sign in ((1, "•"), (2, "◦")):
        bullets.addElement(ListLevelStyleBullet(level=deep, bulletchar=sign))
    document.automaticstyles.addElement(bullets)
    for part in parts:
        for element in _elements(part):
            document.text.addElement(element)
    document.save(str(path))


def _elements(part: Part) -> list[Any]:
    if part.kind == "heading":
        heading = H(outlinelevel=min(part.level, 4))
        _write(heading, part.text)
        return [heading]
    if part.kind == "item":
        return [_item(part)]
    if part.kind == "table":
        return [_table(part), P()]
    paragraph = P()
    _write(paragraph, part.text)
    return [paragraph]


def _write(element: Any, text: str) -> None:
    for index, piece in enumerate(text.split("\t")):
        if index:
            element.addElement(Tab())
        element.addText(piece)


def _item(part: Part) -> Any:
    decimal = _DECIMAL.fullmatch(part.mark)
    paragraph = P()
    if decimal is None and part.mark != "•":
        _write(paragraph, f"{part.mark}\t{part.text}")
        return paragraph
    _write(paragraph, part.text)
    if decimal is None:
        return _bullet(paragraph, part.level)
    name = "Punt" if decimal[2] == "." else "Haak"
    outer = List(stylename=name, continuenumbering="true")
    item = ListItem(startvalue=int(decimal[1]))
    item.addElement(paragraph)
    outer.addElement(item)
    return outer


def _bullet(paragraph: Any, level: int) -> Any:
    outer = List(stylename="Stip")
    item = ListItem()
    outer.addElement(item)
    if level:
        inner, nested = List(), ListItem()
        inner.addElement(nested)
        item.addElement(inner)
        item = nested
    item.addElement(paragraph)
    return outer


def _table(part: Part) -> Any:
    width = max(map(len, part.rows))
    table = Table()
    table.addElement(TableColumn(numbercolumnsrepeated=width))
    for cells in part.rows:
        row = TableRow()
        banner = len(cells) == 1 and width > 1
        for content in cells:
            cell = TableCell(numbercolumnsspanned=width) if banner else TableCell()
            for one in content:
                cell.addElement(_cell_part(one))
            row.addElement(cell)
        for _ in range(width - len(cells)):
            row.addElement(CoveredTableCell() if banner else TableCell())
        table.addElement(row)
    return table


def _cell_part(one: CellPart) -> Any:
    paragraph = P(text=one.text)
    return paragraph if one.level is None else _bullet(paragraph, one.level)
