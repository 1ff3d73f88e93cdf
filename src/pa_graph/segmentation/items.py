"""Numbered, coded, lettered and bulleted items with the headings they stand under.

An item runs on over broken lines, page headers and its own sub-items until the next item, a
heading, a table or a new paragraph. Several layouts are lists of such items; they differ in which
items they take.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.party_labels import MARK

_HEADING_MARK = re.compile(r"^#{1,6}\s+|^[-*•]\s+(?=\*\*|__)")
_EMPHASIS = re.compile(r"\*\*|__|^_|_$|^\*|\*$")
_LONGEST_TITLE = 80
_HEADINGS_REMEMBERED = 1024
# *DEEL B  WAT DE GEMEENTE DOET*
_PART = re.compile(
    r"^(?:(?i:deel|hoofdstuk)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.:]?\s+(?:[-–—|]\s+)?"
    r"|\d{1,2}(?:\.\d{1,2})?[.:]?\s+)(?=[A-ZÀ-Ý‘'\"])"
)
_COUNTED = re.compile(r"\s\d{1,2}\b")
_ENDS = re.compile(r"[.!?;:…][)\"”’']?(?:\d{1,2})?\s*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed, its depth, and whether it says no more than whose part follows."""

    text: str
    level: int
    of_party: bool = False

    @property
    def title(self) -> str:
        """Its words without what counts the chapter (*Deel B*, *6.*)."""
        return _PART.sub("", self.text)

    @property
    def role(self) -> str | None:
        """``commitments``, ``context``, ``appendix`` or None."""
        if self.of_party:
            return "commitments"
        title = self.title
        found = scheme("heading_role").matches(title)
        if not found:
            return None
        first = min(found, key=lambda m: (m.start, -m.end))
        # *Samenwerking en slotbepalingen*: what closes the contract stands beside a theme.
        closes = title[first.start :].lower().startswith("slot")
        # *Opgave 2: Betaalbaarheid*: what is counted is a chapter, whatever it is called.
        counted = first.code == "context" and _COUNTED.match(title, first.end)
        if (closes or counted) and scheme("theme").best(self.text):
            return None
        return first.code


@dataclass
class Item:
    """One item of a list.

    Attributes:
        mark: kind of mark (see :class:`~pa_graph.segmentation.outline.Entry`).
        label: as printed.
        pieces: ranges of the document that its words stand in.
        headings: headings in force, outermost first.
        trail: every heading printed before it, in order.
        lead_in: the prose line right before the list it belongs to, if that ends in a colon.
        sub_items: number of nested items.
    """

    mark: str
    label: str
    headings: tuple[Heading, ...]
    trail: tuple[Heading, ...]
    lead_in: str
    indent: int
    intro: str
    pieces: list[tuple[int, int]] = field(default_factory=list)
    sub_items: int = 0
    nested_mark: str = ""
    nested_label: str = ""
    nested_indent: int = 0
    blanks: int = 0
    inner_blanks: int = 0
    _flow: tuple[int, Flow] | None = None

    def flow(self, document: Document) -> Flow:
        """Return its running text."""
        # every layout asks for it; pieces only ever grow
        if self._flow is None or self._flow[0] != len(self.pieces):
            self._flow = len(self.pieces), Flow.of(document.text, self.pieces)
        return self._flow[1]

    def last_words(self, document: Document) -> str:
        """Return the end of its text so far."""
        start, end = self.pieces[-1]
        return document.text[start:end]


def headings_after(headings: Sequence[Heading], entry: Entry) -> tuple[Heading, ...]:
    """Return the headings in force behind a heading line: deeper or equal ones end."""
    kept = [heading for heading in headings if heading.level < entry.level]
    return (*kept, heading_of(entry))


def heading_of(entry: Entry, deeper: int = 0) -> Heading:
    """Return the heading that a line is, so many levels deeper."""
    return Heading(heading_text(entry), entry.level + deeper, entry.mark == MARK)


def heading_text(entry: Entry) -> str:
    """Return the words of a heading, without Markdown marks and closing colon."""
    return _without_marks(entry.line.text)


@lru_cache(maxsize=_HEADINGS_REMEMBERED)
def _without_marks(text: str) -> str:
    # Every layout asks for the same headings.
    return _EMPHASIS.sub("", _HEADING_MARK.sub("", text)).rstrip(":").strip()


class Walker:
    """Walks the outline of a document once and gathers its items in order."""

    def __init__(self, document: Document, entries: Sequence[Entry]) -> None:
        self.document = document
        self.entries = entries
        self.items: list[Item] = []
        self.headings: tuple[Heading, ...] = ()
        self.trail: tuple[Heading, ...] = ()
        self._index = 0
        self._parent_level = 0
        self._item: Item | None = None
        self._prose = ""
        self._intro: list[str] = []

    def walk(self) -> list[Item]:
        """Return all items, nested ones inside their parents."""
        for index, entry in enumerate(self.entries):
            self._index = index
            match entry.kind:
                case Kind.HEADING:
                    self._close()
                    self.headings = self._nest(entry, index)
                    self.trail = (*self.trail[-11:], self.headings[-1])
                    self._prose, self._intro = "", []
                case Kind.ITEM:
                    self._take_item(entry)
                case Kind.PROSE:
                    self._take_prose(entry)
                case Kind.ROW | Kind.COLUMNS | Kind.NOTE:
                    self._close()
                    self._prose = entry.line.text if entry.kind is Kind.NOTE else ""
                case Kind.BLANK:
                    if self._item:
                        self._item.blanks += 1
                case Kind.FURNITURE:
                    pass
        return self.items

    def _nest(self, entry: Entry, index: int) -> tuple[Heading, ...]:
        """Return the headings in force behind this one.

        A plain text shows no depth: of two headings right under one another the first is taken
        as the parent, and headings like the second as its sisters, up to the next page.
        """
        level = entry.level
        if self._follows_heading(index) and self.headings and self.headings[-1].level == level:
            self._parent_level = level
            return (*self.headings, heading_of(entry, 10))
        starts = entry.starts_page or self._precedes_heading(index)
        if self._parent_level == level and not starts and not self._ends_introduction(entry):
            kept = [heading for heading in self.headings if heading.level <= level]
            return (*kept, heading_of(entry, 10))
        self._parent_level = 0 if level <= self._parent_level else self._parent_level
        return headings_after(self.headings, entry)

    def _ends_introduction(self, entry: Entry) -> bool:
        """Tell whether a heading names a theme where its sisters belong to an introduction."""
        parents = [heading for heading in self.headings if heading.level == entry.level]
        introduces = bool(parents) and parents[-1].role == "context"
        return introduces and scheme("theme").best(entry.text) is not None

    def _follows_heading(self, index: int) -> bool:
        return self._next_is_heading(range(index - 1, -1, -1))

    def _precedes_heading(self, index: int) -> bool:
        return self._next_is_heading(range(index + 1, len(self.entries)))

    def _next_is_heading(self, indexes: range) -> bool:
        kinds = (self.entries[index].kind for index in indexes)
        printed = (kind for kind in kinds if kind not in (Kind.BLANK, Kind.FURNITURE))
        return next(printed, None) is Kind.HEADING

    def _close(self) -> None:
        self._item = None

    def _take_item(self, entry: Entry) -> None:
        item = self._item
        if item and self._is_nested(item, entry):
            if not item.nested_mark:
                item.nested_mark, item.nested_label = entry.mark, entry.label
                item.nested_indent = entry.indent
            item.sub_items += 1
            item.pieces.append((entry.line.text_start, entry.line.end))
            item.inner_blanks = item.blanks
            return
        if entry.mark == "number" and self._breaks_sequence(entry):
            self._take_prose(entry)
            return
        lead_in = self._prose if self._prose.endswith(":") else ""
        if not lead_in and item and item.lead_in and item.mark == entry.mark:
            lead_in = item.lead_in
        if not lead_in and self.items and not self._prose and self.items[-1].mark == entry.mark:
            last = self.items[-1]
            lead_in = last.lead_in if last.headings == self.headings else ""
        headings, trail, begin = self.headings, self.trail, entry.body
        if entry.mark == "word" and self._is_title(entry):
            title = Heading(entry.text.strip(" –—-:"), 9)
            headings, trail, begin = (*headings, title), (*trail, title), entry.line.end
        self._item = Item(
            mark=entry.mark,
            label=entry.label,
            headings=headings,
            trail=trail,
            lead_in=lead_in,
            indent=entry.indent,
            intro=" ".join(self._intro)[:1500],
            pieces=[(begin, entry.line.end)],
        )
        self.items.append(self._item)

    def _is_title(self, entry: Entry) -> bool:
        """Tell whether the words behind *Afspraak 3* are its title, and its text stands below."""
        text = entry.text
        if not text or len(text) > _LONGEST_TITLE or _ENDS.search(text):
            return False
        below = (e for e in self.entries[self._index + 1 :] if e.kind is not Kind.BLANK)
        first = next(below, None)
        follows = first is not None and first.kind is Kind.PROSE and first.line.text[:1].isupper()
        return follows and not scheme("text_cue").finds("finite_verb", text)

    def _is_nested(self, item: Item, entry: Entry) -> bool:
        if entry.mark == "letter":
            return item.mark != "letter"
        if item.mark in ("number", "code", "word") and entry.mark == "bullet":
            return True
        if item.mark == "letter" and entry.mark == "bullet":
            return True
        if entry.mark != item.mark:
            return False
        if entry.mark != "bullet":
            return False
        deeper = entry.indent > item.indent
        other_sign = entry.label != item.label
        if item.nested_mark and not other_sign and item.nested_label != item.label:
            return False  # The sign of the item itself, behind nested ones with another.
        if item.nested_mark and not deeper:
            announced = entry.text[:1].islower()
            return announced or (other_sign and entry.indent == item.nested_indent)
        announced = item.last_words(self.document).rstrip().endswith(":")
        if announced and (deeper or other_sign or entry.text[:1].islower()):
            return True
        return deeper or (other_sign and announced)

    def _breaks_sequence(self, entry: Entry) -> bool:
        """Tell whether a number at the beginning of a line is part of a broken sentence."""
        item = self._item
        if not item or entry.after_blank or "." in entry.label:
            return False
        ended = bool(_ENDS.search(item.last_words(self.document)))
        follows = item.mark == "number" and item.label.isdigit()
        return not ended and not (follows and int(entry.label) == int(item.label) + 1)

    def _take_prose(self, entry: Entry) -> None:
        item = self._item
        text = entry.line.text
        if item and (not entry.after_blank or self._continues(item, text)):
            item.pieces.append((entry.line.text_start, entry.line.end))
            item.inner_blanks = item.blanks
            return
        self._close()
        self._intro.append(text)
        joined = self._prose and not _ENDS.search(self._prose)
        self._prose = f"{self._prose} {text}" if joined else text

    def _continues(self, item: Item, text: str) -> bool:
        """Tell whether a line behind a blank line still belongs to the item."""
        if text[:1].islower():
            return True
        if text.endswith(":") and scheme("text_cue").finds("agreement", text):
            return False  # *Wij spreken af:* opens the next list.
        ended = _ENDS.search(item.last_words(self.document)) is not None
        if not ended and (item.mark != "bullet" or len(item.last_words(self.document)) < 110):
            return True
        spaced = len(item.pieces) > 1 and item.inner_blanks >= len(item.pieces) - 1
        if len(item.pieces) > 1:
            return spaced
        start, end = item.pieces[0]
        # an item whose own lines stand right under each other is not double-spaced
        joined = "\n" in self.document.text[start:end]
        return not joined and _double_spaced(self.entries, self._index)


def _double_spaced(entries: Sequence[Entry], index: int) -> bool:
    """Tell whether the lines from *index* on are broken sentences with blank lines in between."""
    seen = 0
    for position in range(index, len(entries) - 1):
        entry = entries[position]
        if entry.kind is Kind.BLANK:
            continue
        seen += 1
        if entry.kind is not Kind.PROSE or seen > 4:
            return False
        if not _ENDS.search(entry.line.text) and len(entry.line.text) > 40:
            return entries[position + 1].kind is Kind.BLANK
    return False


def walk(document: Document, entries: Sequence[Entry]) -> list[Item]:
    """Return the items of the document in order."""
    return Walker(document, entries).walk()
