"""Words of a page gathered to lines, and the wide gaps inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Final

from pa_graph.reading.blocks import GAP, clean, lowered, raised
from pa_graph.reading.pdf_page import Word

HOLDER: Final = 0.5
"""Size of the word that holds the place of a ruled table among the lines of a page."""

_WIDE: Final = 1.6
_TAB: Final = 0.85
_SPACE: Final = 0.28
_SMALL: Final = 0.82
_MARK: Final = re.compile(r"[^\w\s]|o|\(?(?:\d{1,3}|[a-z])[.)]")
_TOUCHING: Final = re.compile(r"^((?:Afspraak |Artikel )?\d{1,3}[.)])(?=[^\W\d_])")
_DIGITS: Final = re.compile(r"\d{1,3}|[a-z*]")


@dataclass(frozen=True)
class PrintedLine:
    """Words on one line, from left to right."""

    words: tuple[Word, ...]
    page: int

    @cached_property
    def x0(self) -> float:
        """Left border."""
        return min(word.x0 for word in self.words)

    @cached_property
    def x1(self) -> float:
        """Right border."""
        return max(word.x1 for word in self.words)

    @cached_property
    def top(self) -> float:
        """Upper border."""
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """Lower border."""
        return max(word.bottom for word in self.words)

    @cached_property
    def size(self) -> float:
        """Size of most of its letters in points."""
        sizes: dict[float, int] = {}
        for word in self.words:
            rounded = round(word.size * 2) / 2
            sizes[rounded] = sizes.get(rounded, 0) + len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @cached_property
    def base(self) -> float:
        """The line that most of its letters stand on."""
        return max(self.words, key=lambda word: (word.size, len(word.text))).base

    @cached_property
    def bold(self) -> bool:
        """Whether nearly all of it is bold."""
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.bold) >= 0.8 * letters

    @cached_property
    def segments(self) -> tuple[tuple[Word, ...], ...]:
        """Its words in runs between wide gaps."""
        runs: list[list[Word]] = [[self.words[0]]]
        gaps = [word.x0 - before.x1 for before, word in pairwise(self.words)]
        for index, word in enumerate(self.words[1:]):
            size = max(min(self.words[index].size, word.size), 4)
            others = [*gaps[:index], *gaps[index + 1 :]]
            usual = median(others) if others else _SPACE * size
            # spaces of a justified line are all wide; a tab is wider than the rest
            tab = gaps[index] > max(_TAB * size, 2.5 * usual)
            marked = len(runs[-1]) == 1 and _MARK.fullmatch(runs[-1][0].text)
            if (tab or gaps[index] > _WIDE * size) and not marked:
                runs.append([])
            runs[-1].append(word)
        return tuple(map(tuple, runs))

    @cached_property
    def text(self) -> str:
        """Its words; a wide gap stays wide, small raised digits are superscripts."""
        words = clean(GAP.join(words_text(run, self.size, self.base) for run in self.segments))
        return _TOUCHING.sub(r"\1 ", words)


def words_text(words: Sequence[Word], size: float, base: float) -> str:
    """Return words with single spaces, raised and lowered digits as such."""
    parts: list[str] = []
    before: Word | None = None
    for word in words:
        text = word.text
        small = word.size < _SMALL * size and word.upright
        if small and _DIGITS.fullmatch(text) and abs(word.base - base) > 0.08 * size:
            text = raised(text) if word.base < base else lowered(text)
        if before is not None:
            touches = word.x0 - before.x1 < 0.12 * size and (small or before.size < _SMALL * size)
            if not touches:
                parts.append(" ")
        parts.append(text)
        before = word
    return "".join(parts)


def lines_of(words: Iterable[Word], page: int) -> list[PrintedLine]:
    """Return the lines that words stand on, from top to bottom.

    A smaller word beside a larger one, such as a raised note number, stands on its line.
    """
    rows: list[list[Word]] = []
    bounds: list[tuple[float, float, float]] = []
    for word in sorted(words, key=lambda one: (-round(one.size * 2), one.base, one.x0)):
        _, middle = word.middle
        best = None
        for index, (top, bottom, base) in enumerate(bounds):
            if top < middle < bottom:
                distance = abs(word.base - base)
                if best is None or distance < best[0]:
                    best = (distance, index)
        if best is not None and best[0] < 0.6 * word.size + 1:
            rows[best[1]].append(word)
            continue
        rows.append([word])
        height = word.bottom - word.top
        bounds.append((word.top + 0.1 * height, word.bottom - 0.1 * height, word.base))
    lines = [
        PrintedLine(tuple(sorted(row, key=lambda one: (one.x0, one.x1))), page) for row in rows
    ]
    return sorted(lines, key=lambda line: (line.base, line.x0))


@dataclass(frozen=True)
class Column:
    """Lines that are read one after another, and the right margin they keep."""

    lines: tuple[PrintedLine, ...]
    right: float


def held_grid(line: PrintedLine) -> int | None:
    """Return the number of the ruled table that a line holds the place of, None for words."""
    return int(line.words[0].text) if line.size == HOLDER else None
