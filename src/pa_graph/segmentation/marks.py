"""The signs by which an item of a list begins: bullets, letters, numbers, codes, spelt-out numbers.

Word processors and extractions from PDF leave them in many ways; bold ones keep their asterisks.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_SPELT_OUT = "|".join(
    form
    for word in ("Afspraak", "Prestatieafspraak", "Prestatie", "Actie", "Actiepunt", "Maatregel")
    for form in (word, word.upper())
)
_WORDS: Final = (
    re.compile(
        rf"(?:{_SPELT_OUT})\s+((?:nr\.?\s*)?\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?)"
        r"(?:\s*[.:–-])?(?:\s+(?=[^\W\da-z])|$)"
    ),
    re.compile(
        rf"\*\*(?:{_SPELT_OUT})\s+(\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?)"
        r"\s*[.:–-]?\*\*\s*[.:–-]?(?:\s+(?=\S)|$)"
    ),
)
_OTHERS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("number", re.compile(r"\(?(\d{1,3})[.)]\s+(?=\D)")),
    ("number", re.compile(r"(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[.)]?\s+(?=['’]?[^\W\d])")),
    ("number", re.compile(r"(\d{1,3})\s{2,}(?=[A-Z])")),
    ("number", re.compile(r"\*\*(\d{1,3}(?:\.\d{1,2}){0,2})[.:)]?\*\*[.:)]?\s+(?=\S)")),
    ("code", re.compile(r"([A-Z]{1,3}[.-]?\d{1,2}(?:\.\d{1,2})?[a-z]?)\s*[.:)–-]?\s+(?=[^\W\d])")),
    ("code", re.compile(r"\*\*([A-Z]{1,3}[.-]?\d{1,2}(?:\.\d{1,2})?)[.:)]?\*\*[.:)]?\s+(?=\S)")),
    ("letter", re.compile(r"\(?([a-z]|i{1,3}|iv|v|vi{1,3}|ix)[.)]\s+(?=\S)")),
    ("letter", re.compile(r"(?:sub|onder)\s+([a-z])\s*[.:)]?\s+(?=\S)")),
)  # fmt: skip
_BULLET: Final = re.compile(
    r"([•▪◦●○■□▶►➢➣➤➔➜➡⇒✓·‣⁃»→☐☑☒\uf0b7\uf0a7\uf0e0\uf0d8]|\*(?!\*)|"
    r"[-–—o+>Øü](?=\s)|§(?=\s\D))\s*(?=\S)"
)


class Mark(NamedTuple):
    """The sign before an item.

    Attributes:
        kind: ``word``, ``number``, ``code``, ``letter`` or ``bullet``.
        label: its number, letter or bullet as printed.
        end: how many characters of the line it takes, with the space behind it.
    """

    kind: str
    label: str
    end: int


def spelt_out(text: str) -> Mark | None:
    """Return the mark of a line that begins like *Afspraak 7.*, None if it does not."""
    for pattern in _WORDS:
        if found := pattern.match(text):
            return Mark("word", found[1], found.end())
    return None


def mark_of(text: str) -> Mark | None:
    """Return the mark that a line begins with, None if it begins with none."""
    if word := spelt_out(text):
        return word
    for kind, pattern in _OTHERS:
        found = pattern.match(text)
        if found and (kind != "letter" or len(text) > 4):
            return Mark(kind, found[1], found.end())
    found = _BULLET.match(text)
    return Mark("bullet", found[1], found.end()) if found else None


def is_bullet(text: str) -> bool:
    """Tell whether a line begins with the sign of a bullet."""
    return _BULLET.match(text) is not None


def is_numbered(text: str) -> bool:
    """Tell whether a line begins with a plain number and a full stop or bracket."""
    return _OTHERS[0][1].match(text) is not None


def begins_item(text: str) -> bool:
    """Tell whether a line begins with any mark."""
    return mark_of(text) is not None
