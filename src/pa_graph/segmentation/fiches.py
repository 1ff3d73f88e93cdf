"""Layout: a title, and below it fields with a label: *Actie: …*, *Trekker: …*, *Planning: …*.

Each title with such fields is a commitment: what its paragraph or its field *Actie* says, with
what the field *Resultaat* adds. Fields may stand on lines of their own or in a row on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.fiche_titles import Titles
from pa_graph.segmentation.items import Heading, heading_text
from pa_graph.segmentation.labelled_fields import TOLD, fields_beside, fields_of
from pa_graph.segmentation.passage import Claim, Passage
from pa_graph.segmentation.titled_blocks import title_and_party

NAME: Final = "fiches"

_FEWEST: Final = 4
_CHAPTERS: Final = 5
"""So many headings above a fiche are kept beside the last one."""
_NUMBER = re.compile(
    r"(?:(?:Prestatiea|A)fspraak\s+|Actie\s+)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,2}|[A-Z]{1,2}[.-]?\d{1,2})\s?[.:)–-]?(?:\s+(?=\S)|\s+$)"
)

Piece = tuple[int, int]


@dataclass
class _Fiche:
    title: str
    number: str | None
    party: str | None
    chapters: tuple[Heading, ...]
    body: list[Piece] = field(default_factory=list)
    fields: dict[str, list[Piece]] = field(default_factory=dict)
    items: int = 0
    listed: int = 0

    def is_whole(self) -> bool:
        """Tell whether it has fields enough, and something to promise."""
        told = set(self.fields) & TOLD
        enough = len(told) >= 2 or bool(self.party and told)
        enough = enough or bool(self.number and "initiator" in told)
        of_commitment = bool(told & {"initiator", "planning", "commitment"})
        if self.listed and not told & {"initiator", "planning"}:
            return False  # *Doel: …* and *Afspraken:* with a list: its items are the commitments.
        return enough and of_commitment and bool(self.body or "commitment" in told)


def claim(document: Document, entries: Sequence[Entry]) -> Claim | None:
    """Return the titles with labelled fields below them, four at least."""
    fiches = [fiche for fiche in _fiches(document, entries) if fiche.is_whole()]
    if len(fiches) < _FEWEST:
        return None
    passages = [_passage(document, fiche) for fiche in fiches]
    labels = sum(len(fiche.fields) for fiche in fiches) / len(fiches)
    return Claim(
        layout=NAME,
        certainty=0.97,
        because=f"{len(fiches)} titles with {labels:.1f} labelled fields each below them",
        passages=tuple(passage for passage in passages if passage.flow.text),
    )


def _fiches(document: Document, entries: Sequence[Entry]) -> Iterator[_Fiche]:
    """Yield what stands below each title, up to the next."""
    chapters: tuple[Heading, ...] = ()
    current: _Fiche | None = None
    titles = Titles(entries)
    open_field = ""
    for index, entry in enumerate(entries):
        if entry.kind in (Kind.BLANK, Kind.FURNITURE):
            continue
        if beside := fields_beside(entry):
            # *Afspraak 4 / trekker: gemeente / planning: Q2*: the text stands below.
            if current:
                yield current
            current = _titled(entry.line.text[: beside[0]], chapters)
            for role, start, end in beside[1]:
                current.fields.setdefault(role, []).append((start, end))
            open_field = ""
            continue
        fields = list(fields_of(entry))
        if not fields and titles.is_sentence(index) and titles.has_fields_below(index):
            if current:
                yield current
            current = _Fiche("", entry.label, None, chapters)
            current.body.append((entry.body, entry.line.end))
            open_field = ""
            continue
        if not fields and titles.is_title(index):
            words = heading_text(entry)
            if titles.has_fields_below(index):
                if current:
                    yield current
                current = _titled(words, chapters)
                open_field = ""
                continue
            if entry.kind is Kind.HEADING:
                chapters = (*chapters[-_CHAPTERS:], Heading(words, entry.level))
                if current:
                    yield current
                current = None
                continue
        if current is None:
            continue
        if fields:
            for role, start, end in fields:
                current.fields.setdefault(role, []).append((start, end))
                open_field = role
        elif open_field and not entry.after_blank:
            current.listed += entry.kind is Kind.ITEM
            current.fields[open_field].append((entry.line.text_start, entry.line.end))
        elif open_field:
            # Behind its fields a fiche is at its end.
            yield current
            current = None
        else:
            current.items += entry.kind is Kind.ITEM
            current.body.append((entry.line.text_start, entry.line.end))
    if current:
        yield current


def _titled(words: str, chapters: tuple[Heading, ...]) -> _Fiche:
    title, party = title_and_party(words)
    number = _NUMBER.match(f"{title} ")
    rest = title[number.end() :] if number else title
    return _Fiche(rest, number["number"] if number else None, party, chapters)


def _passage(document: Document, fiche: _Fiche) -> Passage:
    own = fiche.fields.get("commitment") or fiche.body
    flow = Flow.of(document.text, [piece for piece in own if piece[0] < piece[1]])
    result = Flow.of(document.text, fiche.fields.get("result", ()))

    def words(role: str) -> str | None:
        told = fiche.fields.get(role)
        return Flow.of(document.text, told).text or None if told else None

    effect = Flow.of(document.text, fiche.fields.get("aim", ()))
    return Passage(
        flow=flow,
        layout=NAME,
        number=fiche.number,
        heading=fiche.title or (fiche.chapters[-1].text if fiche.chapters else None),
        headings=tuple(heading.text for heading in fiche.chapters),
        initiator_cell=words("initiator") or fiche.party,
        contributor_cell=words("contributor"),
        planning_cell=words("planning"),
        result=result if result.text else None,
        effect=effect if effect.text else None,
        sub_items=fiche.items,
    )
