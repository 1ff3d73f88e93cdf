"""Whether a line above labelled fields is a title, or a sentence that says what is agreed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.labelled_fields import TOLD, fields_of

_LONGEST_TITLE: Final = 90
_FURTHEST: Final = 24
"""Lines below a title in which its first field stands."""
_FULL: Final = 0.95
"""Share of the lines that are not longer than the width of the page, bar a few that stick out."""
_MARKS: Final = ("number", "code", "word")
_SENTENCE_END = re.compile(r"[a-z)]\.\s+[A-Z]")


class Titles:
    """Reads the lines of an outline that begin something.

    Args:
        entries: the whole outline.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def is_title(self, index: int) -> bool:
        """Tell whether a line is a heading, or short words behind a number."""
        entry = self._entries[index]
        if entry.kind is Kind.HEADING:
            return True
        short = len(entry.line.text) <= _LONGEST_TITLE and entry.line.text[-1] not in ".;:,"
        return short and self._is_numbered(entry) and not self._breaks_off(index)

    def is_sentence(self, index: int) -> bool:
        """Tell whether a line is a commitment with a number, and not only its title."""
        entry = self._entries[index]
        return self._is_numbered(entry) and len(entry.text) > 0 and not self.is_title(index)

    def has_fields_below(self, index: int) -> bool:
        """Tell whether a labelled line comes before the next title."""
        seen = False
        last = min(index + _FURTHEST, len(self._entries) - 1)
        for place in range(index + 1, last + 1):
            entry = self._entries[place]
            if entry.kind is Kind.BLANK:
                continue
            if any(role in TOLD for role, _, _ in fields_of(entry)):
                return True
            apart = entry.after_blank and seen and entry.kind is Kind.HEADING
            if apart or self.is_title(place) or self.is_sentence(place):
                return False
            seen = True
        return False

    @staticmethod
    def _is_numbered(entry: Entry) -> bool:
        return entry.kind is Kind.ITEM and entry.mark in _MARKS

    def _breaks_off(self, index: int) -> bool:
        """Tell whether the line below goes on with what this one says."""
        entry = self._entries[index]
        below = self._entries[index + 1] if index + 1 < len(self._entries) else None
        if below is None or below.kind not in (Kind.PROSE, Kind.HEADING) or below.after_blank:
            return False
        if any(fields_of(below)):
            return False
        cues = scheme("text_cue")
        first = below.line.text.split()[0]
        return (
            len(entry.line.text) + 1 + len(first) > self._width
            or _SENTENCE_END.search(entry.text) is not None
            or cues.finds("promise", entry.text)
            or cues.finds("finite_verb", entry.text)
        )

    @cached_property
    def _width(self) -> int:
        """Code points of a full line."""
        texts = [e.line.text for e in self._entries if e.kind in (Kind.PROSE, Kind.ITEM)]
        lengths = sorted(map(len, texts))
        return lengths[int(_FULL * (len(lengths) - 1))] if lengths else 0
