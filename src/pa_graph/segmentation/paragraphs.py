"""The paragraphs of a document below their headings, and what the headings say of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.furniture import ENDS_SENTENCE
from pa_graph.segmentation.items import Heading, headings_after
from pa_graph.segmentation.promising import acts

_TIME_AND_AGAIN = 3
_WHO = re.compile(
    r"^\W*(?:\d[\d.]*\s+)?wie\s+(?:zijn|doen|doet|werken|maken|tekenen)\b", re.IGNORECASE
)
# *Zij legt dit vast*: more of the sentence before
_SAYS_MORE = re.compile(r"(?:Zij|Ze|Hij|Dit|Dat|Deze|Die|Daar\w*|Hier\w*)\s")
_NAME = re.compile(r"[A-Z0-9À-Ý'’]\S*(?:\s+(?:[A-Z0-9À-Ý'’&]\S*|van|de|het|en|in|aan|voor))*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose.

    Attributes:
        flow: its words, line ends and hyphenation undone.
        headings: the headings it stands below, the deepest last.
        trail: the last headings before it, of whatever depth.
        since: offset of the heading right above it, 0 without one.
    """

    flow: Flow
    headings: tuple[Heading, ...]
    trail: tuple[str, ...]
    since: int


def paragraphs_of(
    document: Document, entries: Sequence[Entry], proper: frozenset[str]
) -> list[Paragraph]:
    """Return the paragraphs of prose, in order.

    Args:
        document: where they stand.
        entries: its lines.
        proper: the words that the document uses as names.
    """
    found: list[Paragraph] = []
    headings: tuple[Heading, ...] = ()
    trail: tuple[str, ...] = ()
    lines: list[Entry] = []
    who: Heading | None = None
    since = 0

    def close() -> None:
        for part in _apart(lines, proper):
            flow = Flow.of(document.text, [(e.line.text_start, e.line.end) for e in part])
            if flow.text:
                found.append(Paragraph(flow, headings, trail, since))
        lines.clear()

    for entry in entries:
        if entry.kind is Kind.HEADING:
            close()
            headings = headings_after(headings, entry)
            if _WHO.search(headings[-1].text):
                who = headings[-1]
            elif who and headings[-1].role is None and _is_mere_name(headings[-1].text):
                # Below *Wie zijn wij?* each party has a heading of its own.
                headings = (*headings[:-1], who, headings[-1])
            else:
                who = None
            since = entry.line.start
            trail = (*trail[-11:], headings[-1].text)
        elif entry.kind is Kind.PROSE:
            if entry.after_blank and lines and not entry.line.text[:1].islower():
                close()
            lines.append(entry)
        elif entry.kind not in (Kind.BLANK, Kind.FURNITURE):
            close()
    close()
    return found


def announced_sections(paragraphs: Sequence[Paragraph]) -> tuple[set[int], set[int]]:
    """Return the sections that a heading announces theme by theme, and those that lead to them.

    Where *Dit spreken we af* stands time and again, what is above it says what led to it.
    """
    headed = {one.since: one.headings[-1] for one in paragraphs if one.headings}
    sections = sorted({one.since for one in paragraphs})
    announced = [
        since for since in sections if since in headed and headed[since].role == "commitments"
    ]
    often = Counter(headed[since].text for since in announced)
    if max(often.values(), default=0) < _TIME_AND_AGAIN:
        return set(), set()
    leading = {
        one
        for one, following in pairwise(sections)
        if following in announced and one not in announced
    }
    return set(announced), leading


def listed_and_opening(entries: Sequence[Entry]) -> tuple[set[int], set[int]]:
    """Return the offsets of the headings that have items under them, and of those that open parts.

    Under a heading that a deeper one follows, without items in between, stands an introduction.
    """
    since, level = 0, 0
    listed: set[int] = set()
    opening: set[int] = set()
    for entry in entries:
        if entry.kind is Kind.HEADING:
            # A deeper heading of the signatures ends the last chapter.
            ends = scheme("heading_role").best(entry.line.text) == "context"
            if level and entry.level > level and since not in listed and not ends:
                opening.add(since)
            since, level = entry.line.start, entry.level
        elif entry.kind in (Kind.ITEM, Kind.ROW):
            listed.add(since)
    return listed, opening


def _is_mere_name(text: str) -> bool:
    """Tell whether a heading is but a name; one word may be a theme (*Duurzaamheid*)."""
    return _NAME.fullmatch(text) is not None and (" " in text or scheme("theme").best(text) is None)


def _apart(lines: Sequence[Entry], proper: frozenset[str]) -> list[list[Entry]]:
    """Return the lines as one paragraph, or each as its own where each is a promise in full."""
    texts = [entry.line.text for entry in lines]
    whole = all(
        ENDS_SENTENCE.search(text) and text[:1].isupper() and not _SAYS_MORE.match(text)
        for text in texts
    )
    if len(lines) > 1 and whole and sum(acts(text, proper) for text in texts) > len(lines) / 2:
        return [[entry] for entry in lines]
    return [list(lines)] if lines else []
