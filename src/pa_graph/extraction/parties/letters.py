"""Who writes a letter and to whom: in it *wij* is the one, and *u* the other.

An offer (*bod*) often is a letter, and so is an agreement in places where that is the custom. Its
head has the sender on its first line, and above the salutation *Aan …* or an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from pa_graph.extraction.parties.told_words import Meaning
from pa_graph.extraction.parties.words import cells_of

_SALUTATION: Final = re.compile(r"\s*Geachte?\s+(?!lezer|inwoner|bewoner)[a-z]")
_TO: Final = re.compile(r"(?:Aan\s*:?|T\.a\.v\.)\s+(?P<who>\S.*)")
_ADDRESS: Final = re.compile(r"\bPostbus\s+\d|\b\d{4}\s?[A-Z]{2}\b")
_PLACE_OR_DATE: Final = re.compile(
    rf"{_ADDRESS.pattern}|\s\d+[a-z]?$|\b20\d\d\b"
    r"|^(?:Datum|Betreft|Onderwerp|Kenmerk|(?:Ons|Uw)\s+(?:kenmerk|brief|ref))",
    re.IGNORECASE,
)
# *Waar we schrijven, spreken we voor alle vier de ondertekenaars*
_WE_EXPLAINED: Final = re.compile(
    r"\b(?:[Ww]aar|[Aa]ls)\s+\W?w(?:e|ij)[^\sa-z]{0,3}\s+(?:schrijven|staat|zeggen)\b"
)
_HEAD: Final = 40
"""Lines in which a letter has its salutation."""


def meanings_in_letter(lines: Sequence[str]) -> Iterator[Meaning]:
    """Yield whom *wij* and *u* mean by the head of a letter; nothing of what is no letter.

    Args:
        lines: of the document, as printed.
    """
    head = lines[:_HEAD]
    salutation = next((n for n, line in enumerate(head) if _SALUTATION.match(line)), None)
    blocks = _blocks(head[:salutation]) if salutation is not None else []
    to = [block for block in blocks if _TO.match(block[0])] or [
        block for block in blocks[1:] if any(map(_ADDRESS.search, block))
    ]
    named = [block for block in to if _says_no_address(block[0])]
    if not named:
        return
    yield Meaning("u", _TO.sub(r"\g<who>", " ".join(takewhile(_says_no_address, named[0]))))
    sender = blocks[0][0]
    said = any(_WE_EXPLAINED.search(line) for line in lines)
    if sender not in named[0] and _says_no_address(sender) and not said:
        yield Meaning("wij", " en ".join(cells_of(sender)))


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines with words that no blank one parts."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _says_no_address(line: str) -> bool:
    return _PLACE_OR_DATE.search(line) is None
