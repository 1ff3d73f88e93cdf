"""One line of a document and what it is: what every layout looks at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pa_graph.reading.lines import Line


class Kind(Enum):
    """The kinds of line."""

    BLANK = "blank"
    FURNITURE = "furniture"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    COLUMNS = "columns"
    NOTE = "note"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line with its role.

    Attributes:
        line: the line itself.
        kind: what it is.
        mark: of an item: ``number``, ``bullet``, ``letter``, ``code`` or ``word``; else empty.
        label: of an item: its number, letter or bullet as printed.
        body: offset of the first code point behind mark and label.
        level: depth of a heading: 1 chapter … 4 paragraph title; 0 for anything else.
        after_blank: whether a blank line, page break or the beginning stands before it.
    """

    line: Line
    kind: Kind
    mark: str = ""
    label: str = ""
    body: int = 0
    level: int = 0
    after_blank: bool = False
    starts_page: bool = False

    @property
    def indent(self) -> int:
        """White space before the line, the space that a page break left not counted."""
        return max(0, self.line.indent - self.starts_page)

    @property
    def text(self) -> str:
        """The words of the line; of an item without its mark."""
        return self.line.raw[self.body - self.line.start :].strip()
