"""What is known of a file whose text was rendered: its checksum, pages and paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a text stands in the file it was rendered from; empty for a plain text.

    Attributes:
        file_checksum: SHA-256 (hexadecimal) of the bytes of the file, None for a plain text.
        pages: offset at which each page begins; empty where a file has no pages.
        paragraphs: offset at which each paragraph or table row begins, in files without pages.
    """

    file_checksum: str | None = None
    pages: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the page (from 1) that *offset* stands on, None in a file without pages."""
        return bisect_right(self.pages, offset) or 1 if self.pages else None

    def paragraph_at(self, offset: int) -> int | None:
        """Return the paragraph or table row (from 1) of *offset*, None where none are known."""
        return bisect_right(self.paragraphs, offset) or 1 if self.paragraphs else None


PLAIN: Final = Rendering()
"""A plain text, which is its own file."""
