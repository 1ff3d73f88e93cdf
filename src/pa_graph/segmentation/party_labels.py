"""Lines that say no more than whose list follows: *De gemeente:*, *Area en Mooiland:*, *Samen:*.

They are headings of a party's part, printed like the sentence before a list. One such line proves
little; several in a document, each right above a list, are a layout.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Final

from pa_graph.model.spelling import begins_name
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.columns import role_of
from pa_graph.segmentation.entry import Entry, Kind

LEVEL: Final = 9
"""Deeper than any printed heading: a theme goes on when its next party comes."""
MARK: Final = "party"

_LONGEST: Final = 70
_FEWEST: Final = 3
_MOST_WORDS: Final = 9
_BEGINS: Final = 2
_TOGETHER = re.compile(r"gezamenlijk|\bsamen\b|\b(?:alle )?partijen\b|\ballen\b", re.IGNORECASE)
_CONNECTING = re.compile(
    r"(?:de|het|en|of|beide|alle|drie|samen|met|van|in|&|\+|/|,)$", re.IGNORECASE
)
_ADDRESSED = re.compile(r"(?P<words>[A-Z][a-z]+ (?:aan|van|door|voor)) (?P<who>[^.:;?!]{4,70})")
_STATED = re.compile(r"\((?P<label>[a-z]+(?: [a-z]+){0,2}): (?P<who>[^():;]{3,80})\)")
_BEGINNING = re.compile(r"\A[•*_#\s-]*")


def with_party_labels(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the outline in which such lines are headings with the mark ``party``."""
    entries = _with_addressees(entries)
    generic: list[int] = []
    named: list[int] = []
    printed = Counter(entry.line.text for entry in entries if entry.kind is Kind.PROSE)
    headings = {entry.line.text for entry in entries if entry.kind is Kind.HEADING}
    headings |= {text for text, times in printed.items() if times > 1 and ":" not in text}
    for index, entry in enumerate(entries):
        if _says_whose_turn(entries, index):
            generic.append(index)
            continue
        label = _label(entry, headings, goes_on=_goes_on_in_list(entries, index))
        if not label or not _begins_list(entries, index):
            continue
        if says_which_parties(label):
            generic.append(index)
        else:
            named.append(index)
    if len(generic) + len(named) < _FEWEST or not generic:
        return tuple(entries)
    before = " ".join(entry.line.text for entry in entries[: min(generic + named)])
    known = _names_in(before)
    found = {*generic, *(i for i in named if _names_in(entries[i].line.text) <= known)}
    return tuple(
        replace(entry, kind=Kind.HEADING, mark=MARK, level=LEVEL) if index in found else entry
        for index, entry in enumerate(entries)
    )


def _with_addressees(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Make headings of lines right below chapters that say in the same words whose they are.

    *Vragen aan de gemeente*, and in the next chapter *Vragen aan Woonwaard*; or in brackets *(aan
    zet: Woonwaard)*.
    """
    found: dict[str, list[int]] = defaultdict(list)
    levels: dict[int, int] = {}
    said: set[int] = set()
    above: Entry | None = None
    for index, entry in enumerate(entries):
        if entry.kind in (Kind.BLANK, Kind.FURNITURE):
            continue
        stated = _STATED.fullmatch(entry.line.text) if above else None
        if above and stated and role_of(stated["label"]) == "initiator":
            said.add(index)
            levels[index] = above.level + 1
        addressed = _ADDRESSED.fullmatch(entry.line.text) if above else None
        if addressed and entry.kind is Kind.PROSE and may_name_parties(addressed["who"]):
            found[addressed["words"]].append(index)
            levels[index] = above.level + 1 if above else LEVEL
        above = entry if entry.kind is Kind.HEADING else None
    several = {
        index
        for indexes in found.values()
        if len(indexes) >= _FEWEST
        and any(says_which_parties(entries[index].line.text) for index in indexes)
        for index in indexes
    }
    return [
        replace(entry, kind=Kind.HEADING, mark=MARK, level=levels[index])
        if index in several | said
        else entry
        for index, entry in enumerate(entries)
    ]


def _says_whose_turn(entries: Sequence[Entry], index: int) -> bool:
    """Tell whether a line apart says by a label who carries out the list below (*Aan zet: X*).

    Below a commitment such a line is a field of it, and stands close to it.
    """
    entry = entries[index]
    label, _, who = entry.line.text.strip("* _").partition(":")
    return (
        entry.kind in (Kind.PROSE, Kind.HEADING)
        and 0 < len(who.strip()) <= _LONGEST
        and role_of(label) == "initiator"
        and entry.after_blank
        and index + 1 < len(entries)
        and entries[index + 1].kind is Kind.ITEM
    )


def _label(entry: Entry, headings: Container[str], *, goes_on: bool) -> str:
    """Return the words of a line that may be such a label, else nothing.

    A line without a colon may be one if the same words are a heading or a line elsewhere, or if
    its sentence goes on in the list below (*De gemeente heeft toegezegd dat zij*).
    """
    if entry.kind not in (Kind.PROSE, Kind.HEADING):
        return ""
    text = entry.line.text
    words = _BEGINNING.sub("", text).rstrip(":* _").strip()
    if goes_on and (_opens_with_party(words) or may_name_parties(words)):
        return words
    if entry.kind is Kind.PROSE and text[-1] != ":" and text not in headings:
        return ""
    says = may_name_parties(words) or (text.rstrip("* _").endswith(":") and _says_who_acts(words))
    return words if says else ""


def _goes_on_in_list(entries: Sequence[Entry], index: int) -> bool:
    """Tell whether a line without a stop has a list right below it whose items begin small."""
    line = entries[index].line.text
    below = entries[index + 1 : index + 2]
    return (
        bool(line)
        and line[-1].isalpha()
        and bool(below)
        and below[0].kind is Kind.ITEM
        and below[0].text[:1].islower()
    )


def _opens_with_party(words: str) -> bool:
    """Tell whether a short clause begins with a word for a kind of party."""
    beginning = " ".join(words.split()[:_BEGINS])
    return len(words.split()) <= _MOST_WORDS and says_which_parties(beginning)


def _says_who_acts(words: str) -> bool:
    """Tell whether a line before a list says who does what follows (*Daarom zal Dudok Wonen:*)."""
    tokens = words.split()
    named = [token for token in tokens[1:] if begins_name(token)]
    return (
        len(tokens) <= _MOST_WORDS
        and not re.search(r"[.;!?]", words)
        and (bool(named) or says_which_parties(words))
        and scheme("text_cue").finds("undertaking", words)
    )


def may_name_parties(words: str) -> bool:
    """Tell whether all words are names, words for parties, or what joins them."""
    if not words or len(words) > _LONGEST:
        return False
    if scheme("heading_role").best(words):
        return False
    if scheme("theme").best(words) and not says_which_parties(words):
        return False
    tokens = re.findall(r"[^\s,/&+]+", words)
    kinds = scheme("party_kind")
    return all(
        begins_name(token) or _CONNECTING.match(token) or kinds.matches(token) for token in tokens
    )


def says_which_parties(words: str) -> bool:
    """Tell whether a label has a word for a kind of party, or for all of them."""
    return bool(scheme("party_kind").matches(words, weak=False) or _TOGETHER.search(words))


def _names_in(text: str) -> set[str]:
    """Return the words with a capital."""
    tokens = re.findall(r"[^\W\d_][\w’'-]*", text)
    # A sentence begins with a capital, whatever its first word is.
    begins = tokens[:1] if scheme("text_cue").finds("undertaking", " ".join(tokens[:2])) else []
    return {token for token in tokens if token[0].isupper()} - set(begins)


def _begins_list(entries: Sequence[Entry], index: int) -> bool:
    """Tell whether a bullet or number comes next, blank lines not counted."""
    following = (e for e in entries[index + 1 :] if e.kind not in (Kind.BLANK, Kind.FURNITURE))
    first = next(following, None)
    return first is not None and first.kind is Kind.ITEM
