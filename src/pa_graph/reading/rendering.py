"""Blocks written out as text, in the shape in which layouts are recognised.

A paragraph is one line with a blank line before and behind; items of one list stand right under
each other; a table is one tab-separated line a row. Where a page (or, in files without pages, a
paragraph) begins is kept, so that every offset leads back to a place that a reader can open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pa_graph.reading.blocks import Block, Paragraph, Role, Table, clean
from pa_graph.reading.table_text import table_lines


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text and where its pages and paragraphs begin.

    Attributes:
        pages: one offset a page; empty where the format has none.
        paragraphs: one offset a paragraph or table row.
    """

    text: str
    pages: tuple[int, ...]
    paragraphs: tuple[int, ...]


@dataclass
class _Writer:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[int] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)

    def write(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def turn(self, page: int, offset: int | None = None) -> None:
        """Note that *page* begins here; pages on which nothing is printed begin here as well."""
        while page > len(self.pages):
            self.pages.append(self.length if offset is None else offset)

    def blank(self) -> None:
        if self.length and self.parts[-1] != "\n":
            self.write("\n")

    def line(self, words: str, page: int, turns: Sequence[tuple[int, int]] = ()) -> None:
        self.turn(page)
        for index, turned in turns:
            self.turn(turned, self.length + index)
        self.paragraphs.append(self.length)
        self.write(words + "\n")


def render(blocks: Sequence[Block], pages: int = 0) -> Rendered:
    """Return the text of all blocks in order.

    Args:
        blocks: what the file is made of.
        pages: how many pages it has, 0 for none.
    """
    writer = _Writer()
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Table):
            lines = table_lines(block)
            if lines:
                writer.blank()
                for line in lines:
                    if line.apart:
                        writer.blank()
                    writer.line(line.text, line.page)
                writer.blank()
                before = block
            continue
        words = _words(block)
        if not words:
            continue
        if not _follows(before, block):
            writer.blank()
        writer.line(words, block.page, _moved(block, words))
        if block.role is not Role.ITEM and not block.tight:
            writer.blank()
        before = block
    text = "".join(writer.parts).rstrip("\n")
    if text:
        text += "\n"
    starts = [min(start, len(text)) for start in writer.pages]
    starts += [len(text)] * (pages - len(starts))
    if starts:
        starts[0] = 0
    return Rendered(text, tuple(starts), tuple(writer.paragraphs))


def _follows(before: Block | None, block: Paragraph) -> bool:
    """Tell whether the paragraph stands right under the one before, without a blank line."""
    if not isinstance(before, Paragraph):
        return False
    if block.tight:
        return True
    return block.role is Role.ITEM and (before.role is Role.ITEM or before.tight)


def _words(block: Paragraph) -> str:
    # a tab or line separator of its own would make a row or a line of it
    words = clean(block.text)
    if not words:
        return ""
    if block.role is not Role.ITEM:
        return words
    mark = f"{block.mark} " if block.mark else ""
    return "  " * block.level + mark + words.replace("\n", " ")


def _moved(block: Paragraph, words: str) -> list[tuple[int, int]]:
    """Return the page turns of a paragraph as places in its line."""
    shift = len(words) - len(clean(block.text))
    return [(min(index + shift, len(words)), page) for index, page in block.turns]
