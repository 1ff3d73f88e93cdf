"""Numbers of lists as word processors and browsers print them."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def number_text(number: int, kind: str) -> str:
    """Return *number* as printed.

    Args:
        number: from 0.
        kind: ``decimal``, ``decimalZero``, ``lowerLetter``, ``upperLetter``, ``lowerRoman``,
            ``upperRoman``, ``ordinal`` or ``none``; whatever else exists is written as decimal
            (the names are those of ST_NumberFormat in ECMA-376, 17.18.59).
    """
    match kind:
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            return f"{number}e"
        case "lowerLetter" | "upperLetter" if number > 0:
            # behind z come aa, bb, cc …
            letter = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 5)
            return letter.upper() if kind == "upperLetter" else letter
        case "lowerRoman" | "upperRoman" if 0 < number < 4000:
            letters = roman(number)
            return letters.upper() if kind == "upperRoman" else letters
    return str(number)


def roman(number: int) -> str:
    """Return *number* (1 to 3999) in small Roman numerals."""
    parts = []
    for value, letters in _ROMAN:
        while number >= value:
            parts.append(letters)
            number -= value
    return "".join(parts)
