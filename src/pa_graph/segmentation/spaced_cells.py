"""Tables of which each cell became a paragraph of its own, blank lines between them.

So a Word file or a web page comes out of many programs that keep no tables. The head shows how
many columns there were; an empty cell leaves nothing behind, so that the cells of a row are told
apart by what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.reading.lines import Line
from pa_graph.segmentation.columns import role_of
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import heading_text
from pa_graph.segmentation.stacked_rows import NUMBER, fits

_FEWEST_COLUMNS: Final = 3
_FEWEST_WORDS: Final = 3
_MOST_LINES: Final = 2
"""A cell that says who or when has no more lines."""
_LONGEST_CELL: Final = 45
_LONGEST_ABBREVIATION: Final = 8
_CHAPTER: Final = re.compile(
    r"(?:(?:hoofdstuk|thema|deel|artikel)\s+)?(?:\d{1,2}|[A-Z])[.:)]?\s+\S", re.I
)
_TOLD: Final = frozenset(("initiator", "planning", "contributor"))


@dataclass(frozen=True, slots=True)
class SpacedRow:
    """A row of such a table.

    Attributes:
        cells: the lines of each cell by the role of its column; what is empty is missing.
        roles: of all columns, in their order.
        trail: the headings above it, outermost first.
        first: whether it is the first of its table.
    """

    cells: dict[str, list[Line]]
    roles: tuple[str, ...]
    trail: tuple[str, ...]
    first: bool


def spaced_rows(document: Document, entries: Sequence[Entry]) -> Iterator[SpacedRow]:
    """Yield the rows of all such tables in order."""
    kinds = {entry.line.number: entry for entry in entries}
    blocks = list(_paragraphs(document))
    trail: tuple[str, ...] = ()
    index = 0
    while index < len(blocks):
        roles = head_of(line[0].text for line in blocks[index:] if len(line) == 1)
        if not roles or not all(len(block) == 1 for block in blocks[index : index + len(roles)]):
            entry = kinds.get(blocks[index][0].number)
            if entry is not None and entry.kind is Kind.HEADING:
                trail = (*trail, heading_text(entry))[-12:]
            index += 1
            continue
        index += len(roles)
        first = True
        while (row := _row(blocks[index:], roles)) is not None:
            cells, length = row
            yield SpacedRow(cells, tuple(roles), trail, first)
            first = False
            index += length


def head_of(lines: Iterable[str]) -> list[str]:
    """Return the roles of the lines that some begin with, if they head a table."""
    roles: list[str] = []
    for text in lines:
        role = role_of(text)
        if role is None or role in roles:
            break
        roles.append(role)
    enough = len(roles) >= _FEWEST_COLUMNS and "commitment" in roles
    return roles if enough and _TOLD & set(roles) else []


def _paragraphs(document: Document) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in document.lines:
        if line.text:
            block.append(line)
            continue
        if block:
            yield block
        block = []
    if block:
        yield block


def _row(
    blocks: Sequence[list[Line]], roles: Sequence[str]
) -> tuple[dict[str, list[Line]], int] | None:
    """Return the cells of the row that some paragraphs begin with, and how many they are."""
    at = roles.index("commitment")
    if len(blocks) <= at or _is_chapter(blocks[0]):
        return None
    cells = {role: blocks[index] for index, role in enumerate(roles[:at])}
    if "number" in cells and not NUMBER.fullmatch(cells["number"][0].text):
        return None
    cells["commitment"] = blocks[at]
    if sum(len(line.text.split()) for line in blocks[at]) < _FEWEST_WORDS:
        return None
    length = at + 1
    behind = list(roles[at + 1 :])
    following = blocks[at + 1 : at + 1 + len(behind)]
    if len(following) == len(behind) and all(map(_is_short, following)):
        cells |= dict(zip(behind, following, strict=True))
        return cells, length + len(behind)
    for block in following:
        role = next((role for role in behind if _may_fill(block, role)), None)
        if role is None:
            break
        cells[role] = block
        behind = behind[behind.index(role) + 1 :]
        length += 1
    return (cells, length) if _TOLD & set(cells) else None


def _is_short(block: Sequence[Line]) -> bool:
    """Tell whether a paragraph has the length of a cell that says who or when."""
    text = " ".join(line.text for line in block)
    abbreviated = len(text) <= _LONGEST_ABBREVIATION  # *n.t.b.*
    ends = text[-1] in ".;:" and not abbreviated
    return len(text) <= _LONGEST_CELL and not ends and len(block) <= _MOST_LINES


def _may_fill(block: Sequence[Line], role: str) -> bool:
    return len(block) <= _MOST_LINES and all(fits(line.text, role) for line in block)


def _is_chapter(block: Sequence[Line]) -> bool:
    """Tell whether a paragraph is the heading of the next chapter."""
    text = block[0].text
    if len(block) > 1 or NUMBER.fullmatch(text):
        return False
    names_theme = scheme("theme").best(text, weak=False) is not None
    return _CHAPTER.match(text) is not None or (names_theme and len(text.split()) <= _FEWEST_WORDS)
