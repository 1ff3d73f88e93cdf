"""OpenDocument text (``.odt``): headings, lists, tables and notes (OASIS ODF 1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import UnreadableFile
from pa_graph.reading.blocks import Block, Cell, Paragraph, Role, Table, clean, lowered, raised
from pa_graph.reading.list_numbers import number_text
from pa_graph.reading.markup import Archive, parse_xml, refuse_depth
from pa_graph.reading.running_title import with_running_title

if TYPE_CHECKING:
    from lxml.etree import _Element

_URN: Final = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{{{_URN}office:1.0}}"
TEXT: Final = f"{{{_URN}text:1.0}}"
TABLE: Final = f"{{{_URN}table:1.0}}"
STYLE: Final = f"{{{_URN}style:1.0}}"
DRAW: Final = f"{{{_URN}drawing:1.0}}"
_KINDS: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_GONE: Final = frozenset(
    {f"{TEXT}tracked-changes", f"{TEXT}table-of-content", f"{TEXT}alphabetical-index",
     f"{TEXT}illustration-index", f"{TEXT}table-index", f"{TEXT}user-index",
     f"{TEXT}bibliography", f"{TEXT}sequence-decls", f"{OFFICE}annotation",
     f"{OFFICE}annotation-end", f"{OFFICE}forms"}
)  # fmt: skip
_MOST_REPEATED: Final = 200
_WIDEST: Final = 60


def read_open_document(archive: Archive, where: str) -> list[Block]:
    """Return the blocks of a document in order, its notes behind them.

    Headers, footers, comments, deleted text and tables of contents are left out.

    Raises:
        UnreadableFile: a part is missing, damaged, encrypted or nested without end.
    """
    manifest = archive.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise UnreadableFile(
            "encrypted",
            where=where,
            advice="Open it with its password, save it without one and read that.",
        )
    content = archive.read("content.xml")
    if content is None:
        raise UnreadableFile(
            "an OpenDocument file without text in it",
            where=where,
            advice="Save the document anew as .odt.",
        )
    styles = archive.read("styles.xml")
    root = parse_xml(content, where, "content.xml")
    shared = None if styles is None else parse_xml(styles, where, "styles.xml")
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    reader = _Reader(where, [one for one in (shared, root) if one is not None])
    blocks = [] if body is None else reader.blocks(body)
    blocks = with_running_title(blocks, () if shared is None else _headers(shared))
    return [*blocks, *reader.notes]


def _headers(styles: _Element) -> Iterator[str]:
    for kind in ("header", "footer"):
        for header in styles.iter(f"{STYLE}{kind}"):
            for paragraph in header.iter(f"{TEXT}p"):
                yield " ".join(str(words) for words in paragraph.itertext())


class _Reader:
    """Reads elements in order and counts lists and notes."""

    def __init__(self, where: str, roots: list[_Element]) -> None:
        self.notes: list[Paragraph] = []
        self._where = where
        self._boxes: list[_Element] = []
        self._counts: dict[str, dict[int, int]] = {}
        self._headings: dict[int, int] = {}
        self._lists: dict[str, dict[int, _Element]] = {}
        self._shifted: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._outline: dict[int, _Element] = {}
        for root in roots:
            self._learn(root)

    def _learn(self, root: _Element) -> None:
        for element in root.iter(f"{TEXT}list-style"):
            self._lists[element.get(f"{STYLE}name", "")] = _levels(element)
        for element in root.iter(f"{TEXT}outline-style"):
            self._outline = _levels(element)
        for element in root.iter(f"{STYLE}style"):
            properties = element.find(f"{STYLE}text-properties")
            if properties is None:
                continue
            name = element.get(f"{STYLE}name", "")
            position = properties.get(f"{STYLE}text-position", "").split()
            if position and (position[0] in ("super", "sub") or _percent(position[0])):
                low = position[0] == "sub" or position[0].startswith("-")
                self._shifted[name] = "sub" if low else "super"
            if properties.get(f"{TEXT}display") == "none":
                self._hidden.add(name)

    def blocks(self, parent: _Element, tables: int = 0, depth: int = 0) -> list[Block]:
        """Return the blocks in an element.

        Raises:
            UnreadableFile: elements or tables are nested without end.
        """
        refuse_depth(self._where, depth, tables)
        found: list[Block] = []
        for child in parent:
            if child.tag in _GONE:
                continue
            if child.tag == f"{TEXT}p":
                found.extend(self._paragraph(child))
            elif child.tag == f"{TEXT}h":
                found.extend(self._heading(child))
            elif child.tag == f"{TEXT}list":
                found.extend(self._list(child, "", 0, tables, depth))
            elif child.tag == f"{TABLE}table":
                found.extend(self._table(child, tables + 1, depth))
            elif child.tag in (f"{TEXT}section", f"{DRAW}frame", f"{DRAW}text-box"):
                found.extend(self.blocks(child, tables, depth + 1))
            boxes, self._boxes = self._boxes, []
            for box in boxes:
                found.extend(self.blocks(box, tables, depth + 1))
        return found

    def _paragraph(self, element: _Element) -> Iterator[Paragraph]:
        if element.get(f"{TEXT}style-name", "") in self._hidden:
            return
        if words := clean("".join(self._words(element, 0))):
            yield Paragraph(words)

    def _heading(self, element: _Element) -> Iterator[Paragraph]:
        words = clean("".join(self._words(element, 0)))
        if not words:
            return
        level = _integer(element.get(f"{TEXT}outline-level"), 1)
        number = ""
        if level in self._outline and element.get(f"{TEXT}is-list-header") != "true":
            self._headings[level] = self._headings.get(level, 0) + 1
            for deep in [deep for deep in self._headings if deep > level]:
                del self._headings[deep]
            number = _number(self._outline, self._headings, level)
        yield Paragraph(f"{number} {words}" if number else words, Role.HEADING)

    def _list(
        self, element: _Element, style: str, level: int, tables: int, depth: int
    ) -> list[Block]:
        refuse_depth(self._where, depth)
        style = element.get(f"{TEXT}style-name", style)
        levels = self._lists.get(style, {})
        goes_on = (
            element.get(f"{TEXT}continue-numbering") == "true"
            or element.get(f"{TEXT}continue-list") is not None
        )
        counts = self._counts.setdefault(style, {})
        if not goes_on:
            for deep in [deep for deep in counts if deep > level]:
                del counts[deep]
        found: list[Block] = []
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            found.extend(self._item(item, style, levels, level, tables, depth))
        return found

    def _item(
        self,
        item: _Element,
        style: str,
        levels: dict[int, _Element],
        level: int,
        tables: int,
        depth: int,
    ) -> Iterator[Block]:
        own = levels.get(level + 1)
        counts = self._counts[style]
        fresh = item.tag == f"{TEXT}list-item"
        for child in item:
            if child.tag == f"{TEXT}list":
                yield from self._list(child, style, level + 1, tables, depth + 1)
                continue
            if child.tag == f"{TEXT}h":
                # a numbered heading inside a list: the list numbers it
                mark = self._mark(item, own, levels, counts, level) if fresh else ""
                fresh = False
                words = clean("".join(self._words(child, 0)))
                if words:
                    yield Paragraph(f"{mark} {words}".strip(), Role.HEADING)
                continue
            if child.tag != f"{TEXT}p":
                if child.tag == f"{TABLE}table":
                    yield from self._table(child, tables + 1, depth)
                continue
            words = clean("".join(self._words(child, 0)))
            if not words:
                continue
            if fresh:
                mark = self._mark(item, own, levels, counts, level)
                deep = 0 if mark[:1].isdigit() else level
                yield Paragraph(words, Role.ITEM if mark else Role.TEXT, deep, mark)
                fresh = False
            else:
                yield Paragraph(words, tight=True)

    @staticmethod
    def _mark(
        item: _Element,
        own: _Element | None,
        levels: dict[int, _Element],
        counts: dict[int, int],
        level: int,
    ) -> str:
        if own is None:
            return "•"
        if own.tag == f"{TEXT}list-level-style-bullet":
            sign = clean(own.get(f"{TEXT}bullet-char", "•"))[:1] or "•"
            return "-" if sign in "-–—" else sign
        start = _integer(own.get(f"{TEXT}start-value"), 1)
        counts[level + 1] = counts.get(level + 1, start - 1) + 1
        if (value := item.get(f"{TEXT}start-value")) is not None:
            counts[level + 1] = _integer(value, 1)
        for deep in [deep for deep in counts if deep > level + 1]:
            del counts[deep]
        return _number(levels, counts, level + 1)

    def _words(self, element: _Element, depth: int) -> Iterator[str]:
        refuse_depth(self._where, depth)
        yield _collapsed(element.text)
        for child in element:
            if child.tag not in _GONE:
                yield from self._sign(child, depth)
            yield _collapsed(child.tail)

    def _sign(self, child: _Element, depth: int) -> Iterator[str]:
        match child.tag:
            case tag if tag == f"{TEXT}s":
                yield "\N{NO-BREAK SPACE}" * min(_integer(child.get(f"{TEXT}c"), 1), 20)
            case tag if tag == f"{TEXT}tab":
                yield "\t"
            case tag if tag == f"{TEXT}line-break":
                yield "\n"
            case tag if tag == f"{TEXT}note":
                yield self._note(child, depth)
            case tag if tag == f"{TEXT}span":
                name = child.get(f"{TEXT}style-name", "")
                if name in self._hidden:
                    return
                words = "".join(self._words(child, depth + 1))
                shift = self._shifted.get(name)
                yield {"super": raised, "sub": lowered}.get(shift or "", str)(words)
            case tag if tag in (f"{DRAW}frame", f"{DRAW}custom-shape"):
                self._boxes.extend(child.findall(f"{DRAW}text-box"))
            case tag if tag in (f"{TEXT}page-number", f"{TEXT}soft-page-break", f"{TEXT}ruby-text"):
                return
            case _:
                yield from self._words(child, depth + 1)

    def _note(self, note: _Element, depth: int) -> str:
        body = note.find(f"{TEXT}note-body")
        mark = raised(str(len(self.notes) + 1))
        place = len(self.notes)
        self.notes.append(Paragraph(mark))
        parts = [] if body is None else self.blocks(body, 0, depth + 1)
        words = " ".join(part.text for part in parts if isinstance(part, Paragraph))
        self.notes[place] = Paragraph(f"{mark} {' '.join(words.split())}")
        return mark

    def _table(self, table: _Element, tables: int, depth: int) -> list[Block]:
        rows: list[tuple[Cell, ...]] = []
        for row, header in _rows(table, False):
            cells: list[Cell] = []
            for cell in row:
                if cell.tag != f"{TABLE}table-cell":
                    continue
                content: list[Paragraph] = []
                for block in self.blocks(cell, tables, depth + 1):
                    if isinstance(block, Paragraph):
                        content.append(block)
                    else:
                        inner = (one for line in block.rows for one in line)
                        content.extend(part for one in inner for part in one.content)
                down = _integer(cell.get(f"{TABLE}number-rows-spanned"), 1)
                right = _integer(cell.get(f"{TABLE}number-columns-spanned"), 1)
                one = Cell(tuple(content), max(1, down), max(1, min(right, _WIDEST)), header)
                times = _integer(cell.get(f"{TABLE}number-columns-repeated"), 1)
                cells.extend([one] * max(1, min(times, _WIDEST)))
            times = _integer(row.get(f"{TABLE}number-rows-repeated"), 1)
            if any(cell.content for cell in cells) or times == 1:
                rows.extend([tuple(cells)] * max(1, min(times, _MOST_REPEATED)))
        widest = max(map(len, rows), default=0)
        if widest <= 1 and all(cell.columns == 1 for line in rows for cell in line):
            # a frame around text, no table
            return [part for line in rows for cell in line for part in cell.content]
        return [Table(tuple(rows))]


def _rows(table: _Element, header: bool) -> Iterator[tuple[_Element, bool]]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child, header
        elif child.tag == f"{TABLE}table-header-rows":
            yield from _rows(child, True)
        elif child.tag in (f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from _rows(child, header)


def _levels(style: _Element) -> dict[int, _Element]:
    return {_integer(level.get(f"{TEXT}level"), 1): level for level in style}


def _number(levels: dict[int, _Element], counts: dict[int, int], level: int) -> str:
    """Return the number of an item or heading as its style prints it."""
    own = levels[level]
    kind = _KINDS.get(own.get(f"{STYLE}num-format", ""))
    if kind is None:
        return ""
    shown = _integer(own.get(f"{TEXT}display-levels"), 1)
    numbers = []
    for deep in range(max(1, level - shown + 1), level + 1):
        deep_kind = _KINDS.get(levels[deep].get(f"{STYLE}num-format", "")) if deep in levels else ""
        if deep_kind:
            numbers.append(number_text(counts.get(deep, 1), deep_kind))
    before, behind = own.get(f"{STYLE}num-prefix", ""), own.get(f"{STYLE}num-suffix", "")
    return clean(f"{before}{'.'.join(numbers)}{behind}")


def _collapsed(words: str | None) -> str:
    return " ".join(f"<{words}>".split())[1:-1] if words else ""


def _percent(words: str) -> int:
    return _integer(words.removesuffix("%").removeprefix("-"), 0)


def _integer(words: str | None, otherwise: int) -> int:
    return (
        int(words)
        if words and words.isascii() and words.isdigit() and len(words) < 7
        else (otherwise)
    )
