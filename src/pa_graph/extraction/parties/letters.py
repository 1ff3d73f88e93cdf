"""Who writes a letter and to whom: in it *wij* is the one, and *u* the other.

An offer (*bod*) often is a letter, and so is an agreement in places where that is the custom. Its
head has the sender on its first line and *Aan …* above the salutation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from pa_graph.extraction.parties.words import Meaning, cells_of

_SALUTATION: Final = re.compile(r"\s*Geachte?\s+[a-z]")
_TO: Final = re.compile(r"\s*(?:Aan\s*:?|T\.a\.v\.)\s*(?P<who>\S.*)?$")
_PLACE_OR_DATE: Final = re.compile(
    r"\d|^(?:Postbus|Datum|Betreft|Onderwerp|Ons|Uw|Kenmerk)\b", re.I
)
# *Waar we schrijven, spreken we voor alle vier de ondertekenaars*
_WE_EXPLAINED: Final = re.compile(
    r"\b(?:[Ww]aar|[Aa]ls)\s+\W?w(?:e|ij)[^\sa-z]{0,3}\s+(?:schrijven|staat|zeggen)\b"
)
_HEAD: Final = 40
"""Lines in which a letter has its salutation."""
_MOST_WORDS: Final = 8


def meanings_in_letter(lines: Sequence[str]) -> Iterator[Meaning]:
    """Yield whom *wij* and *u* mean by the head of a letter; nothing of what is no letter.

    Args:
        lines: of the document, as printed.
    """
    head = lines[:_HEAD]
    salutation = next((n for n, line in enumerate(head) if _SALUTATION.match(line)), None)
    to = next((n for n, line in enumerate(head[:salutation]) if _TO.match(line)), None)
    if salutation is None or to is None:
        return
    named = takewhile(_says_no_address, _until_blank(head[to:salutation]))
    addressee = " ".join(named)
    yield Meaning("u", re.sub(r"^Aan\s*:?\s+", "", addressee))
    senders: list[str] = []
    for line in _until_blank(head[:to]):
        if not _says_no_address(line) or len(line.split()) > _MOST_WORDS:
            break
        senders += cells_of(line)
    said = any(_WE_EXPLAINED.search(line) for line in lines)
    if senders and not said:
        yield Meaning("wij", " en ".join(senders))


def _says_no_address(line: str) -> bool:
    return _PLACE_OR_DATE.search(line) is None


def _until_blank(lines: Sequence[str]) -> list[str]:
    """Return the first lines with words that no blank one parts."""
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line.strip())
        elif block:
            break
    return block
