"""One line of a text and where it stands."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """One line of the text.

    Attributes:
        number: from 1.
        start: offset of its first code point.
        raw: the line without its line break.
        text: the line without surrounding white space.
    """

    number: int
    start: int
    raw: str
    text: str

    @classmethod
    def of(cls, number: int, start: int, raw: str) -> Line:
        """Return the line that begins at that offset."""
        return cls(number, start, raw, raw.strip())

    @property
    def end(self) -> int:
        """Offset behind its last code point, line break excluded."""
        return self.start + len(self.raw)

    @property
    def text_start(self) -> int:
        """Offset of its first code point that is no white space."""
        return self.start + len(self.raw) - len(self.raw.lstrip())

    @property
    def indent(self) -> int:
        """Number of white-space code points it begins with."""
        return len(self.raw) - len(self.raw.lstrip())
