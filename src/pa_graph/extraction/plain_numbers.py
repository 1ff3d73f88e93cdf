"""Dutch numbers as agreements write them: figures, words, ranges, fractions, millions."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_UNITS: Final = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien"
).split()
_TENS: Final = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()


def _words() -> dict[str, int]:
    table = {word: number for number, word in enumerate(_UNITS)}
    table["één"] = 1
    for index, ten in enumerate(_TENS, start=2):
        table[ten] = 10 * index
        for unit in range(1, 10):
            joint = "ën" if _UNITS[unit].endswith("e") else "en"
            table[f"{_UNITS[unit]}{joint}{ten}"] = 10 * index + unit
    for hundreds in range(1, 10):
        prefix = "honderd" if hundreds == 1 else f"{_UNITS[hundreds]}honderd"
        table[prefix] = 100 * hundreds
        for ten_word, ten_value in list(table.items()):
            if ten_value < 100 and ten_value in (*range(10, 100, 10), 25, 75):
                table[f"{prefix}{ten_word}"] = 100 * hundreds + ten_value
    table["duizend"] = 1000
    return table


NUMBER_WORDS: Final[dict[str, int]] = _words()
"""Dutch number words with their values; the article *een* counts only where a unit follows."""

FIGURE: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
NUMBER: Final = rf"(?:{FIGURE}|{'|'.join(sorted(NUMBER_WORDS, key=lambda w: (-len(w), w)))})"


def parse_number(text: str) -> Decimal | None:
    """Return the value of a figure (``1.250``, ``2,4``) or number word, None if it is none."""
    words = text.strip().lower()
    if words in NUMBER_WORDS:
        return Decimal(NUMBER_WORDS[words])
    if not re.fullmatch(FIGURE, words):
        return None
    return Decimal(words.replace(".", "").replace(",", "."))
