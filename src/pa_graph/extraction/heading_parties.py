"""Whom a heading means: that of the part, of the chapter, or the one right above."""

from __future__ import annotations

import re

from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.stated_leaders import TOGETHER, says_only_parties
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.passage import Passage

# *Dit spreken we af* announces, and gives nobody a part.
_WE_AGREE = re.compile(
    r"\b(?:we|wij)\b[^.]{0,20}\baf(?:spreken)?\b|\bafspraken\b.*\bwe\b", re.IGNORECASE
)
# *Wat wij van u vragen*, *Wat verwachten we van de gemeente?*
_ASKED_OF = re.compile(
    r"\bvan\s+(?P<of>[^?:]{1,40}?)\s+(?:vragen|verwachten)\b"
    r"|\b(?:vragen|verwachten)\s+(?:wij|we)\s+van\s+(?P<who>[^?:]{1,40})",
    re.IGNORECASE,
)
_WE = re.compile(r"we|wij", re.IGNORECASE)
_JOINTLY = re.compile(r"\b(?:samen|gezamenlijk|met\s+(?:z['’]n|zijn)\s+\w+en)\b", re.IGNORECASE)
_AGREED_WITH = re.compile(r"\bafspraken\s+met\b", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:in|te|van)\s+$", re.IGNORECASE)
_CHAPTER = re.compile(
    r"(?:(?P<word>hoofdstuk|deel)\s+)?(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.:)]?\s+(?=\S)", re.IGNORECASE
)
# *2. Betaalbaar wonen (gemeente en Duinhaven)*
_BEHIND = re.compile(r"\w\s+\((?P<who>[^()]{3,80})\)$")
_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2}){0,2}[.:)]?\s+")
_OF_DOCUMENT = re.compile(r"\b\w*prestatieafspraken\b", re.IGNORECASE)
_LONGEST_OF_PARTY = 4
_FEWEST_HEADINGS = 2
_FEWEST_BELOW_TITLE = 3
_MOST_KEPT = 12
"""Of so many headings the first ones are forgotten."""


def heading_parties(passage: Passage, parties: Parties) -> tuple[str, ...]:
    """Return the keys that the heading of the part names, all of them for a joint part."""
    heading = passage.party_heading
    if heading and _AGREED_WITH.search(heading):
        return ()  # *Afspraken met X*: both sides have their part.
    if not heading or _is_title(heading, passage):
        return _named_by(passage, parties)
    if (asked := _ASKED_OF.search(heading)) and (keys := parties.find(asked["of"] or asked["who"])):
        return keys
    found = [m for m in parties.mentions(heading) if m.kind != "all"]
    if agreed := _WE_AGREE.search(heading):
        found = [m for m in found if m.end <= agreed.start() or m.start >= agreed.end()]
    places = {p.key for p in parties.parties if p.kind == "municipality"}
    found = [
        mention
        for mention in found
        # In a title (*Prestatieafspraken Sluis*, *Wonen in Sluis*) a municipality is a place.
        if mention.kind != "name"
        or not set(mention.keys) <= places
        or not (_OF_DOCUMENT.search(heading) or _WHERE.search(heading[: mention.start]))
    ]
    keys = parties.ordered(key for mention in found for key in mention.keys)
    if not keys and (agreed or _OF_DOCUMENT.search(heading)):
        return _named_by(passage, parties)
    if not keys and len(heading.split()) <= _LONGEST_OF_PARTY:
        keys = parties.find_in_cell(heading)
    if keys and _JOINTLY.search(heading) and says_we(passage, parties):
        kinds = {party.kind for party in parties.parties if party.key in keys}
        return parties.everybody if len(kinds) == 1 else keys  # *Wat wij samen doen* in a letter
    if keys:
        return keys
    return parties.everybody if TOGETHER.search(heading) else ()


def _is_title(heading: str, passage: Passage) -> bool:
    """Tell whether a heading is the first of several: it is about the whole document."""
    found = passage.headings
    return _FEWEST_BELOW_TITLE <= len(found) < _MOST_KEPT and heading == found[0]


def _named_by(passage: Passage, parties: Parties) -> tuple[str, ...]:
    """Return the parties that a heading right above names if it says nothing else."""
    if not passage.heading or len(passage.headings) < _FEWEST_HEADINGS:
        return ()
    if chapter := _chapter_of(passage, parties):
        return chapter
    if not says_only_parties(_without_part(_NUMBER.sub("", passage.heading)), parties):
        return ()
    keys = parties.find(passage.heading)
    return keys if not set(keys) >= set(parties.everybody) else ()


def _chapter_of(passage: Passage, parties: Parties) -> tuple[str, ...]:
    """Return the parties that a chapter is named after, if it is (*Hoofdstuk 2 Gemeente*)."""
    passed: set[str] = set()
    for heading in reversed(passage.headings):
        if (aside := _BEHIND.search(heading)) and says_only_parties(aside["who"], parties):
            return parties.find(aside["who"])
        found = _CHAPTER.match(heading)
        words = heading[found.end() :] if found else ""
        if not words or ".." in words:
            continue
        mark = _mark_of(heading)
        if mark in passed:
            return ()  # Another chapter has come since.
        passed.add(mark)
        if says_only_parties(words, parties, cell=True) and (keys := parties.find_in_cell(words)):
            return keys
        if TOGETHER.fullmatch(words.strip()):
            return parties.everybody
        if found and found["word"]:
            return ()  # The chapter is about something else.
    return ()


def _mark_of(heading: str) -> str:
    """Return how a chapter is numbered: by figures, letters or a word."""
    first = heading.split()[0].rstrip(".:)")
    return "figure" if first.isdigit() else "letter" if len(first) == 1 else first.lower()


def _without_part(heading: str) -> str:
    """Return a heading without the words that only say that a part follows (*Inzet X en Y*)."""
    for cue in reversed(scheme("text_cue").matches(heading)):
        if cue.code == "part_in_heading":
            heading = heading[: cue.start] + heading[cue.end :]
    return heading


def says_we(passage: Passage, parties: Parties) -> bool:
    """Tell whether the heading of the part names who acts by *we* only."""
    heading = passage.party_heading or ""
    said = [heading[each.start : each.end] for each in parties.mentions(heading)]
    return bool(said) and all(_WE.fullmatch(word) for word in said)
