"""HTML: headings, paragraphs, lists with their numbers and tables with their spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import UnreadableFile
from pa_graph.reading.blocks import Block, Cell, Paragraph, Role, Table, clean, lowered, raised
from pa_graph.reading.list_numbers import number_text
from pa_graph.reading.markup import refuse_depth, too_deep
from pa_graph.reading.running_title import with_running_title

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED: Final = frozenset(
    {"script", "style", "noscript", "template", "nav", "header", "footer", "head", "svg",
     "iframe", "object", "button", "select", "form-menu", "aside"}
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {"p", "div", "section", "article", "main", "body", "html", "ul", "ol", "li", "dl", "dt", "dd",
     "table", "thead", "tbody", "tfoot", "tr", "td", "th", "blockquote", "figure", "figcaption",
     "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "address", "fieldset", "form", "details",
     "summary", "caption", "header", "footer", "nav", "aside", "center"}
)  # fmt: skip
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_SPANNED: Final = 1000
_BULLETS: Final = ("•", "◦", "▪")
_LIST_TYPES: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_web_page(text: str, where: str) -> list[Block]:
    """Return the blocks of a page in order; menus, headers, footers and scripts are left out.

    Raises:
        UnreadableFile: it is nested without end, or there is no text in it.
    """
    import lxml.html
    from lxml import etree

    parser = lxml.html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.html.document_fromstring(_without_declaration(text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error).lower():
            raise too_deep(where) from None
        raise UnreadableFile(
            "HTML without text", where=where, advice="Check how the file was made."
        ) from None
    if any("depth" in fault.message.lower() for fault in parser.error_log):
        raise too_deep(where)
    blocks = _Page(where).read(root)
    return with_running_title(blocks, [root.findtext(".//title") or ""])


def _without_declaration(text: str) -> str:
    """Drop the XML declaration: its encoding no longer holds for what is decoded already."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


class _Page:
    """Walks the elements once and gathers blocks."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._blocks: list[Block] = []
        self._words: list[str] = []
        self._role = Role.TEXT
        self._level = 0
        self._mark = ""
        self._tight = False
        self._tables = 0

    def read(self, root: HtmlElement) -> list[Block]:
        self._take(root, 0)
        self._close()
        return self._blocks

    def _take(self, element: HtmlElement, depth: int) -> None:
        refuse_depth(self._where, depth)
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or _is_hidden(element, tag):
            return
        block = tag in _BLOCKS
        if block:
            self._close()
        if tag == "table":
            self._take_table(element, depth)
        elif tag in _HEADINGS:
            self._role = Role.HEADING
            self._take_inside(element, depth)
            self._close()
            self._role = Role.TEXT
        elif tag in ("ul", "ol"):
            self._take_list(element, depth)
        elif tag == "br":
            self._words.append("\n")
        elif tag in ("sup", "sub"):
            words = " ".join("".join(_texts(element)).split())
            if words:
                self._words.append(raised(words) if tag == "sup" else lowered(words))
        elif tag in ("input", "img"):
            self._words.append(_sign(element, tag))
        elif tag == "pre":
            for line in "".join(_texts(element)).splitlines():
                self._words.append(line.replace("\t", "\N{NO-BREAK SPACE}" * 4))
                self._close()
        else:
            self._take_inside(element, depth)
        if block:
            self._close()

    def _take_inside(self, element: HtmlElement, depth: int) -> None:
        self._words.append(_collapsed(element.text))
        for child in element:
            self._take(child, depth + 1)
            self._words.append(_collapsed(child.tail))

    def _take_list(self, element: HtmlElement, depth: int) -> None:
        outer = (self._role, self._level, self._mark, self._tight)
        nested = self._role is Role.ITEM or self._tight
        level = self._level + 1 if nested else 0
        number = _integer(element.get("start"), 1)
        kind = _LIST_TYPES.get(element.get("type", ""), "decimal")
        for child in element:
            if not isinstance(child.tag, str):
                continue
            self._role, self._level, self._tight = Role.ITEM, level, False
            if child.tag == "li":
                number = _integer(child.get("value"), number)
                ordered = element.tag == "ol"
                self._mark = f"{number_text(number, kind)}." if ordered else _bullet(level)
                number += 1
                self._take_item(child, depth + 1)
            else:
                self._take(child, depth + 1)
            self._close()
        self._role, self._level, self._mark, self._tight = outer
        if nested:
            self._role, self._tight = Role.TEXT, True

    def _take_item(self, item: HtmlElement, depth: int) -> None:
        """Take one item; paragraphs behind its first belong to it without a mark."""
        self._words.append(_collapsed(item.text))
        for child in item:
            self._take(child, depth + 1)
            self._words.append(_collapsed(child.tail))
        self._close()

    def _close(self) -> None:
        """End the paragraph that is being gathered."""
        words = clean("".join(self._words))
        self._words = []
        if not words:
            return
        role, mark = self._role, self._mark if self._role is Role.ITEM else ""
        self._blocks.append(Paragraph(words, role, self._level, mark, tight=self._tight))
        if role is Role.ITEM:
            # what follows inside the same item is a paragraph of it
            self._role, self._tight = Role.TEXT, True

    def _take_table(self, table: HtmlElement, depth: int) -> None:
        refuse_depth(self._where, 0, self._tables + 1)
        rows = []
        for row in _rows(table):
            cells = [
                Cell(
                    self._cell(cell, depth),
                    rows=_span(cell.get("rowspan")),
                    columns=_span(cell.get("colspan")),
                    header=cell.tag == "th" and _is_head(row),
                )
                for cell in row
                if cell.tag in ("td", "th")
            ]
            if cells:
                rows.append(tuple(cells))
        widest = max((len(row) for row in rows), default=0)
        if widest == 1 and all(cell.columns == 1 for row in rows for cell in row):
            # a frame around text, no table
            self._blocks.extend(part for row in rows for part in row[0].content)
        elif rows:
            self._blocks.append(Table(tuple(rows)))

    def _cell(self, cell: HtmlElement, depth: int) -> tuple[Paragraph, ...]:
        inner = _Page(self._where)
        inner._tables = self._tables + 1
        inner._take_inside(cell, depth + 1)
        inner._close()
        content: list[Paragraph] = []
        for block in inner._blocks:
            if isinstance(block, Paragraph):
                content.append(block)
            else:
                content.extend(part for row in block.rows for one in row for part in one.content)
        return tuple(content)


def _texts(element: HtmlElement) -> Iterator[str]:
    for words in element.itertext():
        yield str(words)


def _collapsed(words: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", words) if words else ""


def _is_hidden(element: HtmlElement, tag: str) -> bool:
    if tag in _SKIPPED and not (tag in ("header", "aside") and _in_article(element)):
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _in_article(element: HtmlElement) -> bool:
    return any(True for _ in element.iterancestors("article", "main", "section"))


def _is_head(row: HtmlElement) -> bool:
    parent = row.getparent()
    all_labels = all(cell.tag == "th" for cell in row if cell.tag in ("td", "th"))
    return all_labels or (parent is not None and parent.tag == "thead")


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _sign(element: HtmlElement, tag: str) -> str:
    if tag == "img":
        words = element.get("alt", "").strip()
        return words if len(words) == 1 else ""
    if element.get("type", "").lower() in ("checkbox", "radio"):
        return "☒" if element.get("checked") is not None else "☐"
    return ""


def _bullet(level: int) -> str:
    return _BULLETS[min(level, len(_BULLETS) - 1)]


def _integer(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,4}", value.strip()) else otherwise


def _span(value: str | None) -> int:
    return max(1, min(_integer(value, 1), _MOST_SPANNED))
