"""The table of contents that a document prints: its lines, and the titles that it announces.

No words tell it (*Inhoud*, *Op deze pagina*), but that its lines come back further on, one by one
and in the same order, with text between them. What comes back is then a heading, whatever its
words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from pa_graph.reading.document import Document
from pa_graph.reading.lines import Line
from pa_graph.segmentation.furniture import furniture_in

_SIGN: Final = re.compile(r"^(?:[-–•*·>»]\s+|#+\s+)")
_NUMBER: Final = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,2})[.):]?\s+")
_EMPHASIS: Final = re.compile(r"\*\*|__")
# *Wonen en zorg ........ 12*
_PAGE: Final = re.compile(r"(?<=[^\W\d_])[\s.…·_]+\d{1,3}$")
_SENTENCE: Final = re.compile(r"[a-z0-9%)]\.$")
_LONGEST: Final = 95
_REMEMBERED: Final = 4
_FEWEST_TITLES: Final = 3
_LONGEST_TITLE: Final = 4
_DIGIT: Final = re.compile(r"\d")
_LEAST_SPREAD: Final = 3
"""The titles stand over one in so many of the lines at least."""
_MOST_OTHERS: Final = 1
"""Lines that may stand between two titles, as one that goes on in the next line."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents.

    Attributes:
        lines: where its own lines begin, as offsets into the text of the document.
        headings: where the lines that it announces begin.
        titles: the announced lines, without marks and closing colon.
    """

    lines: frozenset[int] = frozenset()
    headings: frozenset[int] = frozenset()
    titles: frozenset[str] = frozenset()

    @property
    def start(self) -> int:
        """Where it begins: what stands before it only opens; 0 if there is none."""
        return min(self.lines, default=0)


@lru_cache(maxsize=_REMEMBERED)
def contents_of(document: Document) -> Contents:
    """Return the table of contents of a document, an empty one if it prints none."""
    # several layouts ask for the same
    lines = document.unbroken
    return _contents_in(lines, furniture_in(lines))


def _contents_in(lines: Sequence[Line], furniture: Collection[int]) -> Contents:
    printed = [
        (index, _plain(line.text))
        for index, line in enumerate(lines)
        if line.text and index not in furniture
    ]
    places: dict[str, list[int]] = {}
    for place, (_, text) in enumerate(printed):
        places.setdefault(text, []).append(place)
    run: list[int] = []
    for place, (_, text) in enumerate(printed):
        if not _is_announced(places[text], place) or len(lines[printed[place][0]].text) > _LONGEST:
            continue
        between = (
            [lines[printed[other][0]].text for other in range(run[-1] + 1, place)] if run else []
        )
        goes_on = (
            run
            and len(between) <= _MOST_OTHERS
            and not any(_SENTENCE.search(other) for other in between)
            and _there(run[-1], printed, places) + 1 < places[text][1]
        )
        if not goes_on:
            if _is_contents(run, printed, places):
                break
            run = []
        run.append(place)
    if not _is_contents(run, printed, places):
        return Contents()
    # The first line of all is the title of the document.
    above = run[0] - 1
    begin = above if above > 0 and _may_title(lines[printed[above][0]].text) else run[0]
    announced = [printed[_there(place, printed, places)][0] for place in run]
    return Contents(
        frozenset(lines[index].start for index, _ in printed[begin : run[-1] + 1]),
        frozenset(lines[index].start for index in announced),
        frozenset(_bare(lines[index].text).rstrip(":").strip() for index in announced),
    )


def _is_announced(places: Sequence[int], place: int) -> bool:
    """Tell whether a line comes back once, and stands here first."""
    return len(places) == 2 and places[0] == place


def _there(place: int, printed: Sequence[tuple[int, str]], places: dict[str, list[int]]) -> int:
    """Return where a line that comes back does so."""
    return places[printed[place][1]][1]


def _is_contents(
    run: Sequence[int], printed: Sequence[tuple[int, str]], places: dict[str, list[int]]
) -> bool:
    """Tell whether lines are a table of contents: what they announce comes behind all of them.

    It is spread over the document; the parts of one chapter may be announced too.
    """
    if len(run) < _FEWEST_TITLES:
        return False
    there = [_there(place, printed, places) for place in run]
    if (there[-1] - there[0]) * _LEAST_SPREAD < len(printed):
        return False
    return there[0] > run[-1] and all(later - one > 1 for one, later in pairwise(there))


def _may_title(text: str) -> bool:
    """Tell whether a line right above may be the title of the table (*Op deze pagina*)."""
    return len(text.split()) <= _LONGEST_TITLE and not _DIGIT.search(text) and text[-1] not in ".;"


def _plain(text: str) -> str:
    """Return a line as it compares: without sign, page and case; a long one is no title."""
    if len(text) > _LONGEST:
        return text
    plain = _PAGE.sub("", _bare(text.strip()))
    return _NUMBER.sub(r"\1 ", plain).rstrip(":. ").casefold()


def _bare(text: str) -> str:
    return _SIGN.sub("", _EMPHASIS.sub("", text))
