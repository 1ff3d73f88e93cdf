"""What every format is taken apart into before it is written out as text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

GAP: Final = "    "
"""What a tab or a wide gap in a line becomes; a tab itself sets cells of a table apart."""


class Role(Enum):
    """What a paragraph is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as printed.

    Attributes:
        text: its words; a line break is one that its author set.
        role: heading, item of a list or neither.
        level: how deep an item is nested, from 0.
        mark: number or bullet of an item as printed.
        page: from 1, where the format has pages, else 0.
        tight: whether it belongs to the item right before it.
        turns: places in the text at which a new page begins, as (index, page).
    """

    text: str
    role: Role = Role.TEXT
    level: int = 0
    mark: str = ""
    page: int = 0
    tight: bool = False
    turns: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, with how many rows and columns it spans."""

    content: tuple[Paragraph, ...] = ()
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell that spans more stands where it begins and nowhere else.

    Attributes:
        rows: the cells that begin in each row.
        pages: page of each row, empty where the format has none.
    """

    rows: tuple[tuple[Cell, ...], ...]
    pages: tuple[int, ...] = ()


Block = Paragraph | Table

_LIGATURES: Final = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st", "\u0132": "IJ", "\u0133": "ij",
}  # fmt: skip
_SYMBOLS: Final = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "□",
    0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇒", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", 0x52: "☑", 0x54: "☒",
}  # fmt: skip
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_DROPPED: Final = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F)], ""
)
_REPLACED: Final = str.maketrans(
    {
        **{ord(sign): letters for sign, letters in _LIGATURES.items()},
        **{0xF000 + code: sign for code, sign in _SYMBOLS.items()},
        **_DROPPED,
        "\u2011": "-", "\u2010": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ",
        "\r": " ", "\v": "\n", "\f": " ", "\u2028": "\n", "\u2029": "\n", "\x85": " ",
    }
)  # fmt: skip


def clean(text: str) -> str:
    """Return *text* with plain letters, hyphens and spaces.

    Ligatures are written out, soft hyphens and signs of no width are gone, symbols of the fonts
    Symbol and Wingdings are the signs they look like, and a tab is a wide gap. Line breaks and
    wide gaps stay.
    """
    plain = unicodedata.normalize("NFC", text.translate(_REPLACED))
    plain = "".join(c if c == "\n" or c == "\t" or c.isprintable() else " " for c in plain)
    plain = plain.replace("\t", GAP)
    plain = re.sub(r" {3,}", GAP, plain)
    plain = re.sub(r"(?<! )  (?! )", " ", plain)
    return re.sub(r" *\n *", "\n", plain).strip()


def symbol(code: int) -> str:
    """Return the sign at *code* of the fonts Symbol, Wingdings and Wingdings 2."""
    return _SYMBOLS.get(code & 0xFF, "•")


def raised(text: str) -> str:
    """Return digits as superscripts, so that a note mark is no part of a number."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Return digits as subscripts, as in CO₂."""
    return text.translate(_LOWERED)


def paragraphs_in(blocks: Sequence[Block]) -> list[Paragraph]:
    """Return all paragraphs, those in cells included, in order."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            found.extend(part for row in block.rows for cell in row for part in cell.content)
    return found
