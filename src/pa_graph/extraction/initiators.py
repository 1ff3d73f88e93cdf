"""Who is responsible for a commitment, and from where that is known.

Column before heading before sentence. A sentence may narrow its heading, never widen it.
"""

from __future__ import annotations

import re

from pa_graph.extraction.clauses import Actor, actors
from pa_graph.extraction.context import Context
from pa_graph.extraction.heading_parties import heading_parties, says_we
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.same_verb import doing_the_same
from pa_graph.extraction.stated_leaders import (
    meant_in_cell,
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
_WE = re.compile(r"\bwi?j\b|\bwe\b", re.IGNORECASE)
_HAS_DONE = re.compile(r"\b(?:heeft|hebben)\b")
_PART_BY = re.compile(r"\bwaarvan\b[^.;]*$")


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
    others_act = subject and not set(subject) <= set(named)
    if others_act and set(subject) <= signing and says_we(passage, parties):
        return subject, "sentence"  # *Wat gaan we doen?* says of nobody that it is he.
    begins = any(n == 0 and a.role == "subject" and a.keys == subject for n, a in doers)
    apart = begins and not set(subject) & set(named)
    apart = apart and not _WE.search(passage.flow.text)
    if others_act and apart and set(named) == set(parties.everybody):
        return subject, "sentence"  # *Samen en in de regio*: the region does it.
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
