"""Layout: paragraphs that open with words in capitals or in bold, which say what they are about.

*VERKOOP. Met ingang van 2026 verkopen de corporaties …* or ***Verkoop.** Met ingang …*. A document
in which such paragraphs mostly promise something has set its commitments apart that way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import Heading, headings_after
from pa_graph.segmentation.numbered import is_definition, nearest_heading, section_role
from pa_graph.segmentation.passage import Claim, Passage
from pa_graph.segmentation.promising import promises, proper_names

NAME: Final = "lead_words"

_FEWEST: Final = 6
_MOST_PROMISE: Final = 0.6
_FEWEST_WORDS: Final = 5
_LEAD: Final = re.compile(
    r"(?:[A-ZÀ-Ý][A-ZÀ-Ý\d ,/&’'-]{3,60}[.:–]"
    r"|(?P<bold>\*\*|__)[A-ZÀ-Ý][^*_.:]{2,60}[.:]?(?P=bold)[.:]?)\s+(?=[A-ZÀ-Ý])"
)


def claim(document: Document, entries: Sequence[Entry]) -> Claim | None:
    """Return such paragraphs, six at least, where most of them promise something."""
    names = proper_names(document)
    found = [
        (flow, headings)
        for flow, headings in _paragraphs(document, entries)
        if section_role(headings) != "context"
        and len(flow.text.split()) >= _FEWEST_WORDS
        and not is_definition(flow.text)
    ]
    promising = sum(promises(_behind_lead(flow.text), names) for flow, _ in found)
    if len(found) < _FEWEST or promising < _MOST_PROMISE * len(found):
        return None
    return Claim(
        layout=NAME,
        certainty=0.9,
        because=f"{len(found)} paragraphs open with words in capitals or bold, "
        f"{promising} of them promise something",
        passages=tuple(
            Passage(
                flow=flow,
                layout=NAME,
                heading=nearest_heading(headings),
                headings=tuple(heading.text for heading in headings),
            )
            for flow, headings in found
        ),
    )


def _behind_lead(text: str) -> str:
    lead = _LEAD.match(text)
    return text[lead.end() :] if lead else text


def _paragraphs(
    document: Document, entries: Sequence[Entry]
) -> Iterator[tuple[Flow, tuple[Heading, ...]]]:
    headings: tuple[Heading, ...] = ()
    pieces: list[tuple[int, int]] = []
    for entry in entries:
        if entry.kind in (Kind.BLANK, Kind.FURNITURE):
            continue
        leads = entry.kind is Kind.PROSE and _LEAD.match(entry.line.text) is not None
        runs_on = entry.kind in (Kind.PROSE, Kind.ITEM) and not entry.after_blank
        if pieces and (leads or not runs_on):
            yield Flow.of(document.text, pieces), headings
            pieces = []
        if leads or (pieces and runs_on):
            pieces.append((entry.line.text_start, entry.line.end))
        elif entry.kind is Kind.HEADING:
            headings = headings_after(headings, entry)
    if pieces:
        yield Flow.of(document.text, pieces), headings
