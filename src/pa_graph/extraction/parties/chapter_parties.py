"""Which parties a chapter binds, as a sentence in it says.

*Dit hoofdstuk geldt tussen X en Y* leaves out all others; *Dit artikel bindt Z niet* leaves out
one; *In dit hoofdstuk is ook X partij* and *X doet alleen mee met dit hoofdstuk* have one more,
who is none of *partijen* elsewhere. It holds up to the next heading of the same kind.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from pa_graph.extraction.parties.parties import Parties
from pa_graph.reading.document import Document
from pa_graph.segmentation.contents import contents_of
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import heading_of
from pa_graph.segmentation.outline import outline

_PART: Final = r"(?:hoofdstuk|deel|artikel|onderdeel|thema|paragraaf)"
_ADVERB: Final = r"(?:\s(?:daarom|dus|alleen|uitsluitend|slechts|enkel|(?P<also>ook)))*"
# The dot of *St. Joseph* ends nothing.
_WHO: Final = r"(?P<who>(?:[^.;()]|(?<=\bSt)\.){3,200}?)"
_BINDS: Final = re.compile(
    rf"\b[Dd]it\s{_PART}\s(?:(?P<binds>bindt)|geldt|is){_ADVERB}\s"
    r"(?(binds)|(?P<not>niet\s)?(?:(?:een\s)?afspraak\s(?:van|tussen)|tussen|voor)\s)"
    rf"{_WHO}(?P<out>\sniet)?(?=[.;])"
)
_ALSO: Final = re.compile(
    rf"\b(?:[Ii]n|[Aa]an|[Bb]ij|[Vv]oor)\sdit\s{_PART}\s(?:is|zijn|doet|doen|werkt|werken)\sook\s"
    rf"{_WHO}\s(?:partij|mee)\b"
)
_ONLY_HERE: Final = re.compile(
    rf"{_WHO}(?<!\bniet)\s(?:alleen|uitsluitend|slechts|enkel)\b[^.;]{{0,50}}?"
    rf"\b(?:in|aan|voor|bij)\sdit\s{_PART}\b[^.;]*"
)
_TAKES_PART: Final = re.compile(r"\b(?:mee|deel|partij|gebonden|verbonden|bindt|tekent)\b")
_ARE_PARTIES: Final = re.compile(rf"{_WHO}\szijn\s(?:voor|in|bij)\sdit\s{_PART}\sde\spartijen\b")
_JOINING: Final = frozenset(
    ("en", "de", "het", "van", "alle", "beide", "stichting", "vereniging", "&")
)
_HINT: Final = re.compile(rf"\bdit\s+{_PART}\b", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    rf"(?P<word>(?i:{_PART}|bijlage))?\s*(?:(?P<figure>\d{{1,2}})(?!\d)"
    r"|(?P<letter>[A-Z]|[IVX]{1,4})(?=[.:)–-]|\s{2}|\s[A-Z]))(?P<deeper>(?:\.\d{1,2})*)"
)
_UNCOUNTED: Final = ("", "", 0)
_FEWEST: Final = 2
_KINDS: Final = ("municipality", "housing_association", "tenant_organisation")


@dataclass(frozen=True, slots=True)
class _Said:
    """What one sentence says of the chapter in which it stands.

    Attributes:
        members: keys of those that it binds, None if it is as in other chapters.
        also: keys of those that it binds besides, and no other chapter does.
        out: keys of those that it does not bind.
    """

    members: tuple[str, ...] | None = None
    also: tuple[str, ...] = ()
    out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Chapter:
    """What is said of the stretch of text between two offsets."""

    start: int
    end: int
    said: _Said


@dataclass(frozen=True)
class ChapterParties:
    """The chapters of a document that bind some of its parties only, or one more.

    Attributes:
        chapters: in order.
    """

    chapters: tuple[_Chapter, ...] = ()

    @cached_property
    def _only_somewhere(self) -> frozenset[str]:
        """The keys of those whom some chapter binds besides the parties of all."""
        return frozenset(key for chapter in self.chapters for key in chapter.said.also)

    def at(self, position: int, parties: Parties) -> Parties:
        """Return the parties as they are bound at a place in the text."""
        if not self.chapters:
            return parties
        left = [key for key in parties.everybody if key not in self._only_somewhere]
        members = tuple(left)
        for chapter in self.chapters:
            if chapter.start <= position < chapter.end:
                said = chapter.said
                kept = said.members if said.members is not None else (*members, *said.also)
                members = tuple(key for key in kept if key not in said.out)
        return _bound(parties, parties.ordered(members))


def chapter_parties(document: Document, parties: Parties) -> ChapterParties:
    """Return which chapters bind whom, where they say so themselves.

    Args:
        document: whose chapters they are.
        parties: of the document.
    """
    if not _HINT.search(document.text):
        return ChapterParties()
    entries = outline(document)
    titles = contents_of(document).titles
    chapters = []
    for at, text in _paragraphs(entries):
        for said in _said(text, parties):
            end = _end(entries, at, titles)
            stop = entries[end].line.start if end < len(entries) else len(document.text)
            chapters.append(_Chapter(entries[at].line.start, stop, said))
    return ChapterParties(tuple(chapters))


def _said(text: str, parties: Parties) -> Iterator[_Said]:
    """Yield what the sentences of a paragraph say of their chapter."""
    for hit in _BINDS.finditer(text):
        keys = parties.find(hit["who"]) if _is_row(hit["who"], parties) else ()
        if hit["out"] or hit["not"]:
            yield _Said(out=keys)
        elif hit["also"]:
            yield _Said(also=_sides(keys, parties))
        elif len(keys) >= _FEWEST:
            yield _Said(members=keys)
    for hit in _ARE_PARTIES.finditer(text):
        if len(keys := parties.find(hit["who"])) >= _FEWEST:
            yield _Said(members=keys)
    for pattern in (_ALSO, _ONLY_HERE):
        for hit in pattern.finditer(text):
            keys = _sides(parties.find(hit["who"]), parties)
            if keys and _TAKES_PART.search(hit[0]):
                yield _Said(also=keys)


def _is_row(words: str, parties: Parties) -> bool:
    """Tell whether words are parties and what joins them, and not what is said of them."""
    mentions = parties.mentions(words)
    for mention in reversed(mentions):
        words = f"{words[: mention.start]} {words[mention.end :]}"
    # Of a name in full only a part may be known.
    left = (word.strip(",") for word in words.split())
    return bool(mentions) and all(
        not word or word.lower() in _JOINING or word[0].isupper() for word in left
    )


def _sides(keys: Iterable[str], parties: Parties) -> tuple[str, ...]:
    """Return those of the keys that are no municipality: that is a party everywhere."""
    towns = {party.key for party in parties.parties if party.kind == "municipality"}
    return tuple(key for key in keys if key not in towns)


def _paragraphs(entries: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    """Yield where each paragraph or item begins, and its text on one line."""
    begin, words = 0, ""
    for index, entry in enumerate(entries):
        goes_on = entry.kind is Kind.PROSE
        if words and not goes_on:
            yield begin, words
            words = ""
        if goes_on or entry.kind is Kind.ITEM:
            begin = begin if words else index
            words += " ".join(entry.line.text.split()) + " "
    if words:
        yield begin, words


def _end(entries: Sequence[Entry], at: int, titles: Container[str]) -> int:
    """Return where the next heading of the kind stands that the chapter of an entry has."""
    own = next((e for e in reversed(entries[:at]) if _heads(e)), None)
    if own is None:
        return len(entries)
    shape, listed = _shape(own), heading_of(own).text in titles
    return next(
        (
            index
            for index in range(at + 1, len(entries))
            if _heads(entry := entries[index])
            and entry.level <= own.level
            and _shape(entry) == shape
            and (heading_of(entry).text in titles) == listed
        ),
        len(entries),
    )


def _heads(entry: Entry) -> bool:
    """Tell whether an entry heads a chapter, and not the commitments in one."""
    if entry.kind is not Kind.HEADING:
        return False
    return _shape(entry) != _UNCOUNTED or heading_of(entry).role != "commitments"


def _shape(entry: Entry) -> tuple[str, str, int]:
    """Return how a heading is counted: by which word, figures or letters, and how deep."""
    found = _NUMBERED.match(entry.line.text)
    if not found:
        return _UNCOUNTED
    sign = "figure" if found["figure"] else "letter"
    return (found["word"] or "").lower(), sign, found["deeper"].count(".")


def _bound(parties: Parties, members: tuple[str, ...]) -> Parties:
    """Return the parties where only some of them are bound."""
    signing = tuple(
        replace(party, signatory=party.key in members) if party.kind in _KINDS else party
        for party in parties.parties
    )
    groups = tuple(
        (word, members if set(meant) == set(parties.everybody) else _those(meant, members))
        for word, meant in parties.groups
    )
    return replace(parties, parties=signing, everybody=members, groups=groups)


def _those(meant: tuple[str, ...], members: tuple[str, ...]) -> tuple[str, ...]:
    """Return those whom a word for several means among the members, all where it means none."""
    return tuple(key for key in meant if key in members) or meant
