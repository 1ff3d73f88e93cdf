"""Who is responsible for a commitment, and from where that is known.

Column before heading before sentence. A sentence may narrow its heading, never widen it.
"""

from __future__ import annotations

import re

from pa_graph.extraction.clauses import Actor, actors
from pa_graph.extraction.context import Context
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.same_verb import doing_the_same
from pa_graph.extraction.stated_leaders import (
    TOGETHER,
    meant_in_cell,
    says_only_parties,
    stated_leader,
)
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.passage import Passage
from pa_graph.segmentation.promising import is_act

LEAD = re.compile(
    r"(?P<who>[^,;/()&]+?)\s*\((?:trekker|trekt|regie|coördinatie|penvoerder|initiatief)\)",
    re.IGNORECASE,
)
_WITH = re.compile(
    r",?\s+(?:(?:samen|in samenwerking|in overleg)\s+)?(?:met|i\.s\.m\.|ism)(?:\s*:)?\s+",
    re.IGNORECASE,
)
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
_HAS_DONE = re.compile(r"\b(?:heeft|hebben)\b")
_PART_BY = re.compile(r"\bwaarvan\b[^.;]*$")
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


def read_initiators(passage: Passage, context: Context) -> tuple[tuple[str, ...], str]:
    """Return the keys of the initiators and ``column``, ``heading``, ``sentence`` or ``none``."""
    parties = context.parties
    if cell := passage.initiator_cell:
        stated = scheme("text_cue").finds("undecided", cell) and stated_leader(passage, parties)
        return (stated, "column") if stated else _from_cell(passage, parties)
    if keys := stated_leader(passage, parties):
        return keys, "column"
    doers = acting(passage, parties)
    subject = doing_the_same(passage, parties) or _first_subject(doers)
    named = heading_parties(passage, parties)
    if passage.layout == "titled_blocks" and named:
        return _only_where_it_applies(passage, parties, named), "heading"
    if named:
        return _narrowed(passage, parties, named, subject, doers)
    return (subject, "sentence") if subject else ((), "none")


def acting(passage: Passage, parties: Parties) -> list[tuple[int, Actor]]:
    """Return the actors of all sentences with the number of their sentence."""
    return [
        (number, actor)
        for number, sentence in enumerate(passage.sentences())
        for actor in actors(sentence, parties)
    ]


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
    if keys and _JOINTLY.search(heading) and _says_we(passage, parties):
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


def _from_cell(passage: Passage, parties: Parties) -> tuple[tuple[str, ...], str]:
    cell = passage.initiator_cell or ""
    if (lead := LEAD.search(cell)) and (keys := meant_in_cell(lead["who"], parties)):
        return keys, "column"
    leading, _ = split_cell(cell)
    keys = meant_in_cell(leading, parties) or meant_in_cell(cell, parties)
    if not keys:
        return (), "none"
    if " + " in cell:
        # rows merged over several initiators: the sentence says whose part it is
        subject = _first_subject(acting(passage, parties))
        if subject and set(subject) < set(keys):
            return subject, "column"
    return keys, "column"


def split_cell(cell: str) -> tuple[str, str]:
    """Return who leads, and whom a cell names behind *met* (*corporatie, met de gemeente*)."""
    found = _WITH.search(cell)
    return (cell[: found.start()], cell[found.end() :]) if found else (cell, "")


def _first_subject(doers: list[tuple[int, Actor]]) -> tuple[str, ...]:
    """Return the subject of the first main clause that has a party for it, or the agent."""
    for number in sorted({n for n, _ in doers}):
        own = [actor for n, actor in doers if n == number]
        for role in ("subject", "agent"):
            for actor in own:
                if actor.role == role:
                    return _with_others(actor, own)
        if any(actor.role == "patient" for actor in own):
            continue
    return ()


def _with_others(first: Actor, own: list[Actor]) -> tuple[str, ...]:
    """Return the keys of an actor and of those who do the same in their own measure.

    *X bouwt er tien en Y vijf* leaves the verb out the second time; *drie door X en twee door Y*
    has an agent each.
    """
    same = {"agent"} if first.role == "agent" else {"gapped"}
    others = [key for actor in own if actor.role in same for key in actor.keys]
    return tuple(dict.fromkeys((*first.keys, *others)))


def _narrowed(
    passage: Passage,
    parties: Parties,
    named: tuple[str, ...],
    subject: tuple[str, ...],
    doers: list[tuple[int, Actor]],
) -> tuple[tuple[str, ...], str]:
    if subject and _begins_with_act(passage, parties):
        return (
            named,
            "heading",
        )  # The bullet goes on with what they do: *huisvesten vergunninghouders*.
    others = {
        key for _, a in doers if a.role == "subject" and not a.everybody for key in a.keys
    } | set(subject)
    if subject and set(subject) < set(named) and all(a.pronoun for _, a in doers):
        return named, "heading"  # Below a heading *wij* are those of the heading.
    signing = {party.key for party in parties.parties if party.signatory}
    others_sign = subject and not set(subject) <= set(named) and set(subject) <= signing
    if others_sign and _says_we(passage, parties):
        return subject, "sentence"  # *Wat gaan we doen?* says of nobody that it is he.
    if subject and set(subject) < set(named):
        kinds = {party.kind for party in parties.parties if party.key in named}
        # Of one kind each does its own; what somebody has done is what the others begin with.
        alike = len(kinds) == 1 or _HAS_DONE.search(" ".join(passage.flow.text.split()[:6]))
        return (named, "heading") if others >= set(named) and alike else (subject, "sentence")
    if not subject:
        mentioned = _mentioned(passage.flow.text, parties) & set(named)
        if mentioned and mentioned < set(named) and len(named) <= 3:
            return parties.ordered(mentioned), "sentence"
    return named, "heading"


def _says_we(passage: Passage, parties: Parties) -> bool:
    """Tell whether the heading of the part names who acts by *we* only."""
    heading = passage.party_heading or ""
    said = [heading[each.start : each.end] for each in parties.mentions(heading)]
    return any(_WE.fullmatch(word) for word in said) and all(_WE.fullmatch(word) for word in said)


def _mentioned(text: str, parties: Parties) -> set[str]:
    """Return the parties a text names, but for those that only do a part (*waarvan 95 door X*)."""
    return {
        key
        for mention in parties.mentions(text)
        if not _PART_BY.search(text[: mention.start])
        for key in mention.keys
    }


def _begins_with_act(passage: Passage, parties: Parties) -> bool:
    """Tell whether a passage begins with a verb, its heading the subject.

    One sentence does if it is printed as what goes on from the heading, in lower case.
    """
    text = passage.flow.text
    first, _, rest = text.partition(" ")
    if any(mention.start == 0 for mention in parties.mentions(text)):
        return False
    # *Komen elk kwartaal bijeen; de gemeente nodigt uit*
    before, stop, _ = text.partition(";")
    own = bool(stop) and not parties.mentions(before)
    goes_on = first.islower() or len(passage.sentences()) > 1 or own
    return bool(rest) and goes_on and is_act(first.lower())


def _only_where_it_applies(
    passage: Passage, parties: Parties, named: tuple[str, ...]
) -> tuple[str, ...]:
    """Narrow a block to the municipalities that its particulars say it holds for."""
    extra = passage.extra.text if passage.extra else ""
    if not scheme("text_cue").finds("only_for", extra):
        return named
    first = extra.split(". ")[0]
    names = (m for m in parties.mentions(first) if m.kind == "name")
    keys = tuple(key for mention in names for key in mention.keys if key in named)
    listed = parties.ordered(keys)
    return listed if listed and len(listed) < len(named) else named
