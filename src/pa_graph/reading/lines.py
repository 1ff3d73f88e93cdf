"""One line of a text and where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text.

    Attributes:
        number: from 1.
        start: offset of its first code point.
        raw: the line without its line break.
    """

    number: int
    start: int
    raw: str

    @property
    def text(self) -> str:
        """The line without surrounding white space."""
        return self.raw.strip()

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
