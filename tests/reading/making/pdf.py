"""Writes parts as PDF: page heads and feet, tables over pages, columns, broken words."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    LongTable,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)

from tests.reading.making.parts import CellPart, Part, column_widths

_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=7)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=8.5, leading=10.5, spaceAfter=2)
_HEADINGS = {
    1: ParagraphStyle("h1", parent=_BODY, fontName="Helvetica-Bold", fontSize=16, leading=20,
                      spaceBefore=12, spaceAfter=8, keepWithNext=1),
    2: ParagraphStyle("h2", parent=_BODY, fontName="Helvetica-Bold", fontSize=13, leading=16,
                      spaceBefore=10, spaceAfter=6, keepWithNext=1),
    3: ParagraphStyle("h3", parent=_BODY, fontName="Helvetica-Bold", fontSize=11, leading=14,
                      spaceBefore=8, spaceAfter=4, keepWithNext=1),
}  # fmt: skip
_DINGBATS = {"▶": "➤", "➔": "➔", "✓": "✓", "➢": "➢"}
_LONG_WORD = re.compile(r"[^\W\d_]{9,}")
_SYLLABLE = re.compile(
    r"(?<=[aeiou])(?=[bcdfghjklmnprstvwz][aeiou])|(?<=[aeiou][lmnrst])(?=[bdgkpt][aeiou])"
)


def pdf_of(
    parts: list[Part],
    path: Path,
    *,
    header: str = "",
    ruled: bool = True,
    columns: int = 1,
    hyphens: bool = True,
    size: tuple[float, float] = A4,
) -> None:
    """Write a document.

    Args:
        parts: what stands in it.
        path: where it goes.
        header: words at the head of each page; the foot always counts the pages.
        ruled: whether tables have lines.
        columns: columns of text on a page.
        hyphens: whether long words are broken at the end of a line.
        size: of the page in points.
    """
    buffer = io.BytesIO()
    width, height = size
    frames = []
    inner = (width - 120 - 24 * (columns - 1)) / columns
    for index in range(columns):
        frames.append(Frame(60 + index * (inner + 24), 60, inner, height - 130, 0, 0, 0, 0))

    def furniture(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica", 8)
        if header:
            canvas.drawString(60, height - 40, header)
        canvas.drawCentredString(width / 2, 30, f"Pagina {document.page}")
        canvas.restoreState()

    template = BaseDocTemplate(buffer, pagesize=size, invariant=1)
    template.addPageTemplates(PageTemplate("all", frames, onPage=furniture))
    break_words: Callable[[str], str] = _with_hyphens if hyphens else str
    story: list[Flowable] = []
    for part in parts:
        story.extend(_flowables(part, inner, ruled, break_words))
    template.build(story)
    path.write_bytes(buffer.getvalue())


def _with_hyphens(text: str) -> str:
    """Mark where long words may be broken, with soft hyphens."""
    return _LONG_WORD.sub(lambda found: _SYLLABLE.sub("\u00ad", found[0]), text)


def _marked(text: str, break_words: Callable[[str], str] = str) -> str:
    words = escape(break_words(text)).replace("\t", "&nbsp;" * 12)
    for sign, dingbat in _DINGBATS.items():
        words = words.replace(sign, f'<font name="ZapfDingbats">{dingbat}</font>')
    return words


def _flowables(
    part: Part, width: float, ruled: bool, break_words: Callable[[str], str]
) -> list[Flowable]:
    if part.kind == "heading":
        return [Paragraph(_marked(part.text), _HEADINGS[min(part.level, 3)])]
    if part.kind == "table":
        return [_table(part, width, ruled), Spacer(1, 10)]
    if part.kind == "item":
        left = 18 + 14 * part.level
        style = ParagraphStyle(
            "item", parent=_BODY, leftIndent=left, bulletIndent=left - 18, spaceAfter=3,
            embeddedHyphenation=1,
        )  # fmt: skip
        if len(part.mark) > 3:
            return [Paragraph(_marked(f"{part.mark} {part.text}", break_words), _body())]
        return [Paragraph(_marked(part.text, break_words), style, bulletText=part.mark)]
    return [Paragraph(_marked(part.text, break_words), _body())]


def _body() -> ParagraphStyle:
    return ParagraphStyle("text", parent=_BODY, alignment=TA_JUSTIFY, embeddedHyphenation=1)


def _table(part: Part, width: float, ruled: bool) -> LongTable:
    count = max(map(len, part.rows))
    widths = column_widths(part, width, 5.6)
    rows: list[list[Any]] = []
    style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP"),
                                    ("LEFTPADDING", (0, 0), (-1, -1), 4),
                                    ("RIGHTPADDING", (0, 0), (-1, -1), 4)]  # fmt: skip
    for index, row in enumerate(part.rows):
        cells: list[Any] = [[_cell_part(one) for one in cell] for cell in row]
        if len(row) == 1 and count > 1:
            style.append(("SPAN", (0, index), (-1, index)))
        rows.append(cells + [""] * (count - len(row)))
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
        style.append(("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey))
    else:
        style.append(("BOTTOMPADDING", (0, 0), (-1, -1), 6))
    second = part.rows[1] if len(part.rows) > 1 else []
    heads = 2 if second and not second[0] and second[-1] else 1
    return LongTable(rows, colWidths=widths, repeatRows=heads, style=TableStyle(style))


def _cell_part(one: CellPart) -> Paragraph:
    if one.level is None:
        return Paragraph(_marked(one.text), _SMALL)
    left = 10 + 10 * one.level
    style = ParagraphStyle("cell", parent=_SMALL, leftIndent=left, bulletIndent=left - 10)
    if one.arrow:
        style.bulletFontName = "ZapfDingbats"
        style.bulletFontSize = 8
    return Paragraph(_marked(one.text), style, bulletText="➤" if one.arrow else "•")
