"""Layout of last resort: paragraphs of prose that bind a party.

Under a heading that announces commitments a paragraph counts when it names a party as its subject
and promises something; where nothing else was recognised in the whole document, every such
paragraph outside context sections counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pa_graph.model.span import Span
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.binding_paragraphs import (
    acts_somewhere,
    binds,
    introduces_agreement,
    introduces_parties,
    may_bind,
    may_promise,
    states_something,
)
from pa_graph.segmentation.contents import contents_of
from pa_graph.segmentation.covered import Covered
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import Heading, heading_text
from pa_graph.segmentation.numbered import (
    nearest_heading,
    part_heading,
    section_role,
)
from pa_graph.segmentation.paragraphs import (
    Paragraph,
    announced_sections,
    listed_and_opening,
    paragraphs_of,
)
from pa_graph.segmentation.passage import Claim, Passage
from pa_graph.segmentation.promising import (
    names_who_leads,
    opening_sentence,
    promises_as_party,
    proper_names,
)

NAME = "prose"

# A paragraph that opens with who acts, in bold: **Gemeente en corporaties** werken …
_ACTOR = re.compile(
    r"\*\*(?P<who>(?:[Dd]e\s|[Hh]et\s)?[A-Z][^*\n]{2,60}?|(?:de\s|het\s)[a-z][^*\n]{2,60}?)[:.]?\*\*[:.]?\s+[a-z]"
)
_FEWEST_ALONE = 3
_MANY_MORE = 3
_MUCH = 8
_CHAPTERS = 4


def claim(
    document: Document, entries: Sequence[Entry], passages_taken: Sequence[Passage]
) -> Claim | None:
    """Return the paragraphs outside the passages taken that bind a party.

    Behind the first table of commitments every such paragraph outside context counts.
    """
    if passages_taken and (mostly := _mostly_prose(document, entries, passages_taken)):
        return mostly
    reader = _Reader(document, entries, passages_taken)
    passages = reader.passages()
    if not passages or (reader.first is None and len(passages) < _FEWEST_ALONE):
        return None
    return Claim(
        layout=NAME,
        certainty=0.35 if reader.first is None else 0.5,
        because=f"{len(passages)} paragraphs of prose have a party as subject and a promise",
        passages=tuple(passages),
    )


class _Reader:
    """Reads the paragraphs of one document beside what other layouts took.

    Attributes:
        first: where the first passage taken begins; ``None`` if none was.
    """

    def __init__(
        self, document: Document, entries: Sequence[Entry], passages_taken: Sequence[Passage]
    ) -> None:
        self._document = document
        self._taken = Covered(passage.span for passage in passages_taken)
        self.first = min((passage.span.start for passage in passages_taken), default=None)
        self._tables = any(passage.layout == "table" for passage in passages_taken)
        # Bullets under themes stand beside prose of the same kind; nothing announces either.
        self._wide = all(passage.layout == "theme_bullets" for passage in passages_taken)
        # Where items say who leads, what does not say so above them introduces them.
        self._led = bool(passages_taken) and all(
            names_who_leads(passage.flow.text) for passage in passages_taken
        )
        self._names = {
            name.strip()
            for passage in passages_taken
            for name in re.split(r",|/|&|\ben\b", passage.initiator_cell or "")
            if len(name.strip()) > 1
        }
        self._proper = proper_names(document)
        self._listed, self._opening = listed_and_opening(entries)
        self._often = Counter(
            heading_text(entry) for entry in entries if entry.kind is Kind.HEADING
        )
        self._paragraphs = paragraphs_of(document, entries, self._proper)
        self._announced, self._leading = (
            announced_sections(self._paragraphs) if self.first is None else (set(), set())
        )

    def passages(self) -> list[Passage]:
        """Return the paragraphs that bind a party, in order."""
        found: list[Passage] = []
        opens = contents_of(self._document).start
        for paragraph in self._paragraphs:
            span = paragraph.flow.whole()
            if span.start < opens or self._taken.meets(span):
                continue
            passage = Passage(
                flow=paragraph.flow,
                layout=NAME,
                heading=nearest_heading(paragraph.headings),
                headings=paragraph.trail,
            )
            if actor := _ACTOR.match(self._document.text[span.start : span.end]):
                found.append(replace(passage, initiator_cell=actor["who"]))
            elif self._is_wanted(paragraph, begins=not found):
                found.append(replace(passage, party_heading=part_heading(paragraph.headings)))
        return found

    def _is_wanted(self, paragraph: Paragraph, *, begins: bool) -> bool:
        """Tell whether a paragraph binds a party where it stands.

        Args:
            paragraph: what is asked about.
            begins: whether none before it does.
        """
        start = paragraph.flow.whole().start
        if self._only_introduces(paragraph, begins=begins):
            return False
        role = section_role(paragraph.headings)
        narrow = not self._wide and not (
            self._tables and self.first is not None and self.first < start
        )
        if self._is_told(paragraph):
            wanted = states_something(paragraph.flow.text)
        elif self._tells_what_others_list(paragraph):
            wanted = True
        else:
            fitting = role == "commitments" if narrow else role != "context"
            wanted = fitting and self._promises(paragraph, announced=role == "commitments")
            if not wanted and self._is_announced_again(paragraph):
                wanted = acts_somewhere(paragraph.flow.text, self._proper, announced=True)
        if not wanted or self._is_beside(paragraph.flow.whole()):
            return False
        # behind the items of its section a paragraph speaks of what follows
        return not narrow or (self._taken.end_before(start) or 0) <= paragraph.since

    def _only_introduces(self, paragraph: Paragraph, *, begins: bool) -> bool:
        """Tell whether a paragraph introduces parties, the agreement, or what stands below."""
        text = paragraph.flow.text
        if self.first is not None:
            opens = paragraph.flow.whole().start < self.first
        else:
            opens = begins and len(paragraph.trail) < 2
        if opens and introduces_parties(text):
            return True
        if begins and self.first is None and introduces_agreement(text):
            return True
        if paragraph.since in self._leading:
            return True
        leads = paragraph.since in self._opening and bool(paragraph.headings)
        return leads and _says_who_does(paragraph.headings[-1])

    def _is_told(self, paragraph: Paragraph) -> bool:
        """Tell whether the headings say that what stands here is agreed or done."""
        headings = paragraph.headings
        told = paragraph.since in self._announced
        told = told or (bool(headings) and _says_who_does(headings[-1]))
        return (told or _in_party_chapter(headings)) and paragraph.since not in self._listed

    def _is_announced_again(self, paragraph: Paragraph) -> bool:
        """Tell whether a heading that announces commitments time and again has no items here."""
        headings = paragraph.headings
        return (
            bool(headings)
            and headings[-1].role == "commitments"
            and self._often[headings[-1].text] > 1
            and paragraph.since not in self._listed
        )

    def _tells_what_others_list(self, paragraph: Paragraph) -> bool:
        """Tell whether a chapter on a theme, without any item, says in prose what others list."""
        headings, text = paragraph.headings, paragraph.flow.text
        if self.first is None or not headings or section_role(headings) is not None:
            return False
        if paragraph.since in self._listed | self._opening or not may_bind(text):
            return False
        if headings[-1].text in contents_of(self._document).titles:
            return may_promise(text, self._proper)
        return (
            self.first < paragraph.flow.whole().start
            and scheme("theme").best(headings[-1].text) is not None
            and promises_as_party(opening_sentence(text), self._proper)
        )

    def _promises(self, paragraph: Paragraph, *, announced: bool) -> bool:
        text = paragraph.flow.text
        return (
            binds(text, self._names)
            or names_who_leads(text)
            or (
                self._wide
                and not (self._led and paragraph.since in self._listed)
                and acts_somewhere(text, self._proper, announced=announced)
            )
        )

    def _is_beside(self, span: Span) -> bool:
        """Tell whether a paragraph explains the item right above it: no blank line in between."""
        end = self._taken.end_before(span.start)
        if end is None:
            return False
        between = self._document.text[end : span.start]
        return not between.strip() and between.count("\n") < 2


def _mostly_prose(
    document: Document, entries: Sequence[Entry], passages_taken: Sequence[Passage]
) -> Claim | None:
    """Return what is read where a document is prose but for one chapter, or a table behind it."""
    one_list = len({passage.heading for passage in passages_taken}) == 1
    only_tables = all(passage.layout == "table" for passage in passages_taken)
    if not (one_list or only_tables):
        return None
    alone = claim(document, entries, ())
    if only_tables and alone is not None:
        return _before_tables(alone, passages_taken)
    if alone is None or len(alone.passages) < _MANY_MORE * len(passages_taken):
        return None
    taken = Covered(passage.span for passage in passages_taken)
    beside = tuple(one for one in alone.passages if not taken.meets(one.flow.whole()))
    return replace(alone, passages=beside)


def _before_tables(alone: Claim, passages_taken: Sequence[Passage]) -> Claim | None:
    """Return the prose of several chapters that stands before the first table, if it is much."""
    first = min(passage.span.start for passage in passages_taken)
    before = tuple(one for one in alone.passages if one.flow.whole().end <= first)
    chapters = {one.heading for one in before if one.heading}
    much = len(before) >= _MUCH and len(chapters) >= _CHAPTERS
    return replace(alone, passages=before) if much else None


def _in_party_chapter(headings: Sequence[Heading]) -> bool:
    """Tell whether a theme is treated within what one party does (*Dit doet de gemeente*)."""
    roles = [heading.role for heading in headings]
    if not roles or roles[-1] is not None or "context" in roles:
        return False
    return any(_says_who_does(heading) for heading in headings[:-1])


def _says_who_does(heading: Heading) -> bool:
    return heading.role == "commitments" and scheme("text_cue").finds("doing", heading.title)
