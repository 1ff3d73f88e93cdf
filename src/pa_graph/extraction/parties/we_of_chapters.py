"""Whom *wij* means where it means others in each chapter, as the text says on a line of its own.

*Wij zijn in dit hoofdstuk de gemeente en de corporaties.*, *(wij = Laarheide)*, *Hier zijn wij:
…*. It holds until the next such line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pa_graph.extraction.parties.parties import Parties
from pa_graph.reading.document import Document
from pa_graph.segmentation.passage import Passage

_PART: Final = r"in\s+dit\s+(?:laatste\s+|eerste\s+)?(?:hoofdstuk|deel|onderdeel|thema)"
_HERE: Final = rf"(?:\s+(?:{_PART}|hier|nu(?:\s+weer)?))?"
_SAYS: Final = re.compile(
    rf"[\W_]*(?:[Ww](?:ij|e)\W?\s*(?:=|:|,\s+dat\s+zijn{_HERE}|(?:zijn|is){_HERE})"
    rf"|[Hh]ier\s+zijn\s+wij\s*:|(?i:{_PART})\s+(?:zijn|is)\s+\W?w(?:ij|e)\W?"
    rf"|[Mm]et\s+\W?w(?:ij|e)\W?\s+bedoelen\s+w(?:ij|e)\s+{_PART})"
    r"\s+(?P<who>[^.;()]{2,160})"
)
_BUT: Final = re.compile(
    r",?\s+(?P<left>[^,]{3,60}?)\s+uitgezonderd|\s+(?:behalve|zonder|uitgezonderd)\s+(?P<out>[^,]{3,60})"
)
_FEWEST: Final = 2


@dataclass(frozen=True)
class WeOfChapters:
    """The parties as each part of a document means them.

    Attributes:
        starts: where the lines stand that say whom *wij* means, in order.
        parties: those parties, for each line.
        otherwise: before the first line.
    """

    starts: tuple[int, ...]
    parties: tuple[Parties, ...]
    otherwise: Parties

    def at(self, position: int) -> Parties:
        """Return the parties as the text means them at a place."""
        place = bisect_right(self.starts, position)
        return self.parties[place - 1] if place else self.otherwise


def we_of_chapters(
    document: Document, passages: Sequence[Passage], parties: Parties
) -> WeOfChapters:
    """Return whom *wij* means where; the same everywhere unless several lines say otherwise."""
    said = [(line, hit) for line in document.lines if (hit := _SAYS.match(line.text))]
    if len(said) < _FEWEST:
        return WeOfChapters((), (), parties)
    spans = [passage.span for passage in passages]
    found = [
        (line.start, _meaning(hit["who"], parties))
        for line, hit in said
        if not any(span.start <= line.text_start < span.end for span in spans)
    ]
    if len(found) < _FEWEST:
        return WeOfChapters((), (), parties)
    return WeOfChapters(
        tuple(start for start, _ in found),
        tuple(_with_we(parties, keys) for _, keys in found),
        parties,
    )


def _meaning(words: str, parties: Parties) -> tuple[str, ...]:
    """Return the keys that the words behind *wij zijn* mean."""
    out: set[str] = set()
    if but := _BUT.search(words):
        out = set(parties.find(but["left"] or but["out"]))
        words = words[: but.start()]
    return tuple(key for key in parties.find(words) if key not in out)


def _with_we(parties: Parties, keys: tuple[str, ...]) -> Parties:
    if not keys:
        return parties
    return replace(parties, groups=(("wij", keys), ("we", keys), *parties.groups))
