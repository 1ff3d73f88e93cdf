"""Layout: paragraphs that open with who does what follows, as a label.

*Gemeente: levert de kavels op. WSN en HVN: bezoeken samen 200 huurders.* The label, mostly in bold,
is the heading of its paragraph; the sentence behind it has no subject of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.columns import role_of
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import Heading, headings_after
from pa_graph.segmentation.numbered import nearest_heading, section_role
from pa_graph.segmentation.party_labels import may_name_parties, says_which_parties
from pa_graph.segmentation.passage import Claim, Passage

NAME: Final = "labelled_paragraphs"

_FEWEST: Final = 6
_FEWEST_WORDS: Final = 4
_LABEL: Final = re.compile(
    r"(?P<bold>\*\*|__)?(?P<who>[A-ZÀ-Ý][^:*_.;\n]{1,60}?)\s?(?:(?P=bold)\s?:|:(?P=bold))\s+(?=[a-zà-ÿ(])"
    r"|(?P<plain>[A-ZÀ-Ý][^:*_.;\n]{1,60}?)\s?:\s+(?=[a-zà-ÿ])"
)


@dataclass
class _Paragraph:
    label: str
    headings: tuple[Heading, ...]
    pieces: list[tuple[int, int]] = field(default_factory=list)
    items: int = 0


def claim(document: Document, entries: Sequence[Entry]) -> Claim | None:
    """Return such paragraphs, six at least, some of them with a word for a kind of party."""
    found = [
        (paragraph, flow)
        for paragraph in _paragraphs(entries)
        if section_role(paragraph.headings) != "context"
        and len((flow := Flow.of(document.text, paragraph.pieces)).text.split()) >= _FEWEST_WORDS
    ]
    labels = {paragraph.label for paragraph, _ in found}
    if len(found) < _FEWEST or not any(says_which_parties(label) for label in labels):
        return None
    return Claim(
        layout=NAME,
        certainty=0.96,
        because=f"{len(found)} paragraphs that open with one of {len(labels)} labels of parties",
        passages=tuple(
            Passage(
                flow=flow,
                layout=NAME,
                heading=nearest_heading(paragraph.headings),
                headings=tuple(heading.text for heading in paragraph.headings),
                party_heading=paragraph.label,
                sub_items=paragraph.items,
            )
            for paragraph, flow in found
        ),
    )


def _paragraphs(entries: Sequence[Entry]) -> Iterator[_Paragraph]:
    headings: tuple[Heading, ...] = ()
    current: _Paragraph | None = None
    for entry in entries:
        if entry.kind in (Kind.BLANK, Kind.FURNITURE):
            continue
        label = _LABEL.match(entry.line.text) if entry.kind is Kind.PROSE else None
        who = (label["who"] or label["plain"]).strip() if label else ""
        if label and may_name_parties(who) and not _is_field(who):
            if current:
                yield current
            start = entry.line.text_start + label.end()
            current = _Paragraph(who, headings, [(start, entry.line.end)])
        elif current and entry.kind in (Kind.PROSE, Kind.ITEM) and not entry.after_blank:
            current.pieces.append((entry.line.text_start, entry.line.end))
            current.items += entry.kind is Kind.ITEM
        else:
            if current:
                yield current
            current = None
            if entry.kind is Kind.HEADING:
                headings = headings_after(headings, entry)
    if current:
        yield current


def _is_field(label: str) -> bool:
    """Tell whether a label is that of a field (*Trekker: …*, *Klaar: …*), not of a party."""
    return role_of(label) is not None and not says_which_parties(label)
