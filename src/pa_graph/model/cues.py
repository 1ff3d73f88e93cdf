"""Cues: how a Dutch phrase of a code list is looked for in a text, and quickly.

Three signs are understood in a cue:

- ``*`` stands for any letters (``monitor*``, ``*woningen``);
- ``…`` stands for up to twelve words of the same sentence (``spant zich … in``);
- ``^`` at the beginning ties the cue to the beginning of what is looked at.

Of some three thousand cues a sentence holds a few. An Aho-Corasick automaton therefore finds in
one pass over the text whose letters occur at all; only those patterns are tried. (A. V. Aho and
M. J. Corasick: Efficient string matching, Communications of the ACM 18, 1975, 333-340.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

_LETTERS = r"[\w\u2019'/&-]*"
_GAP = r"(?:[^\s.;!?]+\s+){0,12}?"
_EQUAL_LETTERS = (("İ", "i"), ("ı", "i"), ("ſ", "s"), ("’", "'"))

Row = TypeVar("Row")


def cue_pattern(cue: str) -> str:
    """Return the regular expression (without flags) that a cue phrase stands for."""
    phrase = cue.strip()
    anchored = phrase.startswith("^")
    words = phrase.lstrip("^").split()
    parts: list[str] = []
    for index, word in enumerate(words):
        if word == "…":
            parts.append(_GAP)
            continue
        body = _LETTERS.join(re.escape(part) for part in word.split("*"))
        parts.append(body + (r"\s+" if index < len(words) - 1 else ""))
    first, last = words[0].lstrip("*"), words[-1].rstrip("*")
    after = "" if words[-1].endswith("*") or not last[-1:].isalnum() else r"(?!\w)"
    body = "".join(parts) + after
    if anchored:
        return r"\A\W*" + body
    if words[0].startswith("*"):
        # Any letters before reach back to the first of them: only there is it tried.
        return rf"(?<!{_LETTERS[:-1]})" + body
    if not first[:1].isalnum():
        return body
    # What stands before is looked at after the first letters: the engine of ``re`` then jumps
    # from one occurrence of those letters to the next, and is seven times as fast.
    letters = re.escape(words[0].split("*")[0])
    return f"{letters}(?<![\\w-]{letters}){body.removeprefix(letters)}"


@cache
def cue_regex(cue: str) -> re.Pattern[str]:
    """Return the compiled pattern of a cue phrase, for texts that are ``folded``."""
    return re.compile(cue_pattern(folded(cue)))


def any_cue(cues: Iterable[str], end: str = "") -> re.Pattern[str]:
    """Return one pattern, for folded texts, that any of the cues followed by *end* matches.

    Where several begin at the same place, the first named is taken.
    """
    body = "|".join(cue_pattern(folded(cue)) for cue in cues)
    return re.compile(rf"(?:{body}){end}")


def cue_letters(cue: str) -> str:
    """Return the longest run of characters, folded, that every text with the cue contains."""
    parts = (part for word in cue.lstrip(" ^").split() if word != "…" for part in word.split("*"))
    return folded(max(parts, key=len, default=""))


def folded(text: str) -> str:
    """Return *text* in lower case, code point for code point, with equal letters made the same."""
    for letter, plain in _EQUAL_LETTERS:
        if letter in text:
            text = text.replace(letter, plain)
    return text.lower()


class LetterIndex(Generic[Row]):
    """Rows, each with letters without which it can't occur, found by the letters in a text."""

    def __init__(self, rows: Sequence[tuple[str, Row]]) -> None:
        # The automaton takes no empty pattern; a row without letters may occur anywhere.
        self._anywhere = [number for number, (letters, _) in enumerate(rows) if not letters]
        numbered = [(number, letters) for number, (letters, _) in enumerate(rows) if letters]
        self._rows = tuple(row for _, row in rows)
        self._numbers = tuple(number for number, _ in numbered)
        self._find = AhoCorasick([letters for _, letters in numbered]).find_matches_as_indexes

    def rows_in(self, plain: str) -> list[Row]:
        """Return the rows whose letters occur in *plain*, a folded text, in their order."""
        hits = self._find(plain, overlapping=True)
        rows = self._rows
        if not hits:
            return [rows[number] for number in self._anywhere]
        # Most texts have no row or one: what comes here is asked a thousand times a document.
        numbers = {self._numbers[hit[0]] for hit in hits}
        numbers.update(self._anywhere)
        return [rows[number] for number in (sorted(numbers) if len(numbers) > 1 else numbers)]
