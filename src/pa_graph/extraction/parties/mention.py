"""A mention: a stretch of text that means parties."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that means parties.

    Attributes:
        start, end: in the text that was searched.
        keys: of the parties meant, in the order of the document's parties.
        kind: ``name``, ``group`` (a word for a kind) or ``all``.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    kind: str
