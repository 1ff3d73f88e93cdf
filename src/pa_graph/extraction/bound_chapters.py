"""Which chapters bind a party that signs for a part of the document only.

*X verbindt zich alleen aan hoofdstuk 4*, *X (uitsluitend voor hoofdstuk VI)*: in those chapters X
is one of *de corporaties* and of *partijen*, in the others it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from pa_graph.extraction.one_line import on_one_line
from pa_graph.extraction.parties import Parties
from pa_graph.segmentation.passage import Passage

_MARK: Final = r"(?:\d{1,2}|[IVX]{1,4}|[A-H])"
_PART: Final = r"(?:hoofdstuk(?:ken)?|thema(?:['’]s)?|deel|delen|artikel(?:en)?)"
_PARTS: Final = rf"(?i:{_PART})\s+(?P<marks>{_MARK}(?:(?:,\s*|,?\s+en\s+){_MARK})*)(?![\w.-])"
_ONLY: Final = r"\b(?:alleen|uitsluitend|slechts|enkel|voor\s+zover|beperkt)\b"
# Behind the name: in its sentence, or in the next one, where that says what *they* do.
_SAID: Final = re.compile(
    rf"(?:[^.;¶]|\.(?=\s+(?:Zij|Deze|Die)\s))*?(?:{_ONLY}[^.;¶]{{0,60}}?|\(){_PARTS}"
)
_LONGEST: Final = 260
_HEADED: Final = re.compile(
    rf"(?:{_PART}\s+)?(?P<mark>{_MARK})(?:\.\d{{1,2}})*(?:[.:)–-]|\s|$)", re.IGNORECASE
)
_SIDES: Final = ("municipality", "housing_association", "tenant_organisation")


def bound_chapters(text: str, parties: Parties) -> dict[str, frozenset[str]]:
    """Return for each party that is bound in part the marks of the chapters that bind it.

    Args:
        text: of the document.
        parties: who is bound in part is none of its signatories.
    """
    line = on_one_line(text)
    found: dict[str, frozenset[str]] = {}
    for party in parties.parties:
        if party.signatory or party.kind not in _SIDES:
            continue
        marks = {mark for name in party.names for mark in _marks_said_of(name, line)}
        if marks:
            found[party.key] = frozenset(marks)
    return found


def _marks_said_of(name: str, line: str) -> Iterator[str]:
    for hit in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line):
        if said := _SAID.match(line[hit.end() : hit.end() + _LONGEST]):
            yield from re.findall(_MARK, said["marks"])


def chapter_of(passage: Passage) -> str | None:
    """Return the mark of the chapter that a passage stands in: its number, figure or letter."""
    for heading in reversed(passage.headings):
        if headed := _HEADED.match(heading.strip()):
            return headed["mark"].upper()
    return None


def within_chapter(
    parties: Parties, passage: Passage, bound: Mapping[str, frozenset[str]]
) -> Parties:
    """Return the parties as they are bound where a passage stands."""
    chapter = chapter_of(passage) if bound else None
    keys = {key for key, marks in bound.items() if chapter in marks}
    if not keys:
        return parties
    signing = tuple(
        replace(party, signatory=True) if party.key in keys else party for party in parties.parties
    )
    everybody = parties.ordered((*parties.everybody, *keys))
    # *Wij* is a group too where the document says whom it means.
    groups = tuple(
        (word, everybody if set(meant) == set(parties.everybody) else meant)
        for word, meant in parties.groups
    )
    return replace(parties, parties=signing, everybody=everybody, groups=groups)
