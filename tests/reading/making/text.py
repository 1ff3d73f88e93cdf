"""Writes parts as plain text with lines of a given width, and page heads between them."""

from __future__ import annotations

import textwrap

from tests.reading.making.parts import CellPart, Part


def text_of(parts: list[Part], width: int, *, header: str = "", page_lines: int = 0) -> str:
    """Return a plain text.

    Args:
        parts: what stands in it.
        width: letters of a line; table rows are never broken.
        header: printed before each page with its number, if ``page_lines`` is given.
        page_lines: lines of a page; it ends behind the part that fills it.
    """
    out: list[str] = []
    page, used = 1, 0
    item, title = False, ""
    for part in parts:
        lines = _lines(part, width)
        titled = bool(title)
        if page_lines and used + len(lines) > page_lines and not titled:
            page, used = page + 1, 0
            out += ["", "", f"{header} Pagina {page} van 99", ""]
            item = False
        if not (item and part.kind == "item"):
            out.append("")
        out += lines
        title = lines[-1] if part.kind == "heading" else ""
        used += len(lines) + 1
        item = part.kind == "item"
    return "\n".join(out).strip("\n") + "\n"


def _lines(part: Part, width: int) -> list[str]:
    if part.kind == "table":
        return ["\t".join(_cell(cell) for cell in row) for row in part.rows]
    if part.kind == "heading":
        return ["    ".join(part.text.split("\t"))]
    if sum(word[0].isdigit() for word in part.text.split()) > 3 and len(part.text) < 80:
        return [part.text]
    indent = "  " * part.level
    mark = f"{part.mark} " if part.kind == "item" else ""
    return textwrap.wrap(
        part.text,
        width,
        initial_indent=indent + mark,
        subsequent_indent=indent if part.kind == "item" else "",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _cell(cell: list[CellPart]) -> str:
    signs = {0: "•", 1: "•"}
    return " ".join(
        f"{'▶' if one.arrow else signs[one.level]} {one.text}"
        if one.level is not None
        else one.text
        for one in cell
    )
