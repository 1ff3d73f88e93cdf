"""Layout: a numbered title, and below it in a paragraph or two what is agreed.

The sections of a chapter are the commitments: *2.4 Grondprijs*, then *De gemeente handhaaft …*.
A chapter that only describes has such sections too, so most of them have to promise something,
and few of them may be lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import Heading, heading_of, heading_text
from pa_graph.segmentation.numbered import is_definition, section_role
from pa_graph.segmentation.passage import Claim, Passage

NAME: Final = "titled_paragraphs"

_TITLE = re.compile(r"(?P<number>\d{1,2}\.\d{1,2}|[A-Z]{1,2}\d{1,2})[.:)]?\s+(?P<words>[^\W\d].*)")
_FEWEST = 5
_MOST_PROMISE = 0.6
_FEW_LISTS = 0.35
_LONGEST = 260
"""Words of a section; a longer one is a chapter of prose."""


@dataclass
class _Section:
    number: str
    heading: str
    chapters: tuple[Heading, ...]
    lines: list[Entry] = field(default_factory=list)

    def flow(self, document: Document) -> Flow:
        return Flow.of(document.text, [(e.line.text_start, e.line.end) for e in self.lines])

    @property
    def items(self) -> int:
        return sum(e.kind is Kind.ITEM and e.mark != "letter" for e in self.lines)


def claim(document: Document, entries: Sequence[Entry]) -> Claim | None:
    """Return the sections with a number of two parts, where most of them promise something."""
    sections = [
        section
        for section in _sections(entries)
        if section.lines and section_role(section.chapters) != "context"
    ]
    if len(sections) < _FEWEST:
        return None
    flows = [section.flow(document) for section in sections]
    promising = sum(scheme("text_cue").finds("promise", flow.text) for flow in flows)
    listing = sum(section.items > 1 for section in sections)
    longest = max(len(flow.text.split()) for flow in flows)
    share = promising / len(sections)
    if share < _MOST_PROMISE or listing > _FEW_LISTS * len(sections) or longest > _LONGEST:
        return None
    taken = [
        (section, flow)
        for section, flow in zip(sections, flows, strict=True)
        if len(flow.text.split()) >= 4 and not is_definition(flow.text.split(". ")[0])
    ]
    return Claim(
        layout=NAME,
        certainty=round(min(0.93, 0.45 + 0.5 * share), 2),
        because=f"{len(sections)} numbered titles with a paragraph below, {share:.0%} of which "
        "promise something",
        passages=tuple(
            Passage(
                flow=flow,
                layout=NAME,
                number=section.number,
                heading=section.heading,
                headings=tuple(heading.text for heading in section.chapters),
                sub_items=sum(e.kind is Kind.ITEM for e in section.lines),
            )
            for section, flow in taken
        ),
    )


def _sections(entries: Sequence[Entry]) -> list[_Section]:
    """Return every section with a number of its own, up to the next heading."""
    found: list[_Section] = []
    chapters: tuple[Heading, ...] = ()
    current: _Section | None = None
    for entry in entries:
        if entry.kind is Kind.HEADING:
            title = _TITLE.fullmatch(heading_text(entry))
            if title:
                current = _Section(title["number"], title["words"].strip(), chapters)
                found.append(current)
            else:
                if current and not current.items and heading_of(entry).role == "commitments":
                    found.pop()  # A chapter: what it agrees stands under a heading of its own.
                current = None
                # A plain text shows no depth: what is no section is a chapter.
                chapters = (Heading(heading_text(entry), entry.level),)
        elif current and entry.kind in (Kind.PROSE, Kind.ITEM, Kind.ROW, Kind.COLUMNS, Kind.NOTE):
            current.lines.append(entry)
    return found
