"""Other parties that the text gives a part of their own, not those merely informed or named."""

from __future__ import annotations

import re

from pa_graph.extraction.clauses import mention_groups
from pa_graph.extraction.context import Context
from pa_graph.extraction.initiators import LEAD, acting, split_cell
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.passage import Passage

_BRACKET = re.compile(
    r"\((?:[^()]*[;,])?\s*(?:doet mee|(?:samen |in samenwerking )?met|betrokken)\s*:?"
    r"(?P<who>[^()]+)\)",
    re.I,
)

# Who is asked for advice or consent has a part; who is told has none.
_ASKED = re.compile(
    r"\b(?:vraagt|vragen|gevraagd)\s+(?P<who>[^.;]{2,80}?)\s+(?:[\w-]+\s+){0,5}?om\s+(?:een\s+)?"
    r"(?:advies|instemming|zienswijze|reactie|mening)\b"
    r"|\b(?:voor|ter)\s+(?:advies|instemming)\s+(?:\w+\s+){0,2}aan\s+(?P<to>[^.;,]{2,60})"
    r"|\bna\s+(?:positief\s+)?(?:advies|consultatie|raadpleging|instemming)\s+van\s+(?P<by>[^.;]{2,90})",
    re.IGNORECASE,
)
_DISCUSSED = re.compile(
    r"\bmet\s+(?P<who>[^.;,]{3,70}?)\s+(?:\w+\s+){0,2}(?:bespreken|besproken|overleggen|overlegd|"
    r"afstemmen|afgestemd|uitwerken|uitgewerkt|opstellen|opgesteld)\b",
    re.IGNORECASE,
)
# *stemt de planning af met X*, *stelt X in de gelegenheid*, *de door X aangeleverde gegevens*
_INVOLVED = re.compile(
    r"\bstem(?:t|men)\b[^.;]{0,80}?\baf\s+met\s+(?P<who>[^.;,]{3,70})"
    r"|\bstel(?:t|len)\s+(?P<given>[^.;]{3,90}?)\s+in\s+de\s+gelegenheid\b"
    r"|\bdoor\s+(?P<giver>[^.;,]{3,60}?)\s+(?:aan)?geleverde\b",
    re.IGNORECASE,
)
# *aan de Huurdersraad, die binnen vier weken adviseert*
_WHO_ACTS = re.compile(
    r",\s+die\s+(?:(?!en\b|maar\b)[\w€,]+\s+){0,9}?(?:advise(?:ert|ren)|reage(?:ert|ren)|adviezen|advies\b"
    r"|begeleid(?:t|en)|lever(?:t|en)|verzorg(?:t|en)|beoordel(?:t|en)|beoordeelt|betaal(?:t)|betalen"
    r"|uitvoer(?:t|en)|organise(?:ert|ren)|zorg(?:t|en)\s+voor)\b"
)
_WITH = re.compile(r"\b(?:met|via)\s+(?:(?:de|het)\s+)?(?:[a-z]+\s+)?$")


def read_contributors(
    passage: Passage, initiators: tuple[str, ...], context: Context
) -> tuple[str, ...]:
    """Return the keys of the contributors: column, subjects of other clauses, those worked with."""
    parties = context.parties
    outside = {p.key for p in parties.parties if p.kind == "other" and not p.signatory}
    keys: set[str] = set(parties.find_in_cell(passage.contributor_cell or ""))
    if passage.initiator_cell and LEAD.search(passage.initiator_cell):
        keys |= set(parties.find_in_cell(passage.initiator_cell))  # The others work with the lead.
    keys |= set(parties.find_in_cell(split_cell(passage.initiator_cell or "")[1]))
    for bracket in _BRACKET.finditer(passage.flow.text):
        keys |= set(parties.find_in_cell(bracket["who"]))
    for _, actor in acting(passage, parties):
        if not actor.pronoun and (actor.role != "patient" or _is_involved(passage)):
            keys |= set(actor.keys)
    for sentence in passage.sentences():
        text = sentence.text
        for cue in scheme("text_cue").matches(text):
            if cue.code != "worked_with":
                continue
            window = text[cue.end : cue.end + 130]
            for group in mention_groups(window, parties.mentions(window)):
                before = window[: group[0].start]
                if not re.search(r"[.;:]", before) and len(before.split()) <= 7:
                    keys |= {key for mention in group for key in mention.keys}
        for mention in parties.mentions(text):
            # Who does not sign and is named behind *met* does a part of it.
            works_with = set(mention.keys) <= outside and _WITH.search(text[: mention.start])
            if works_with or _WHO_ACTS.match(text[mention.end :]):
                keys |= set(mention.keys)
        for hit in _DISCUSSED.finditer(text):
            keys |= set(parties.find(hit["who"]))
        for hit in _INVOLVED.finditer(text):
            keys |= set(parties.find(hit["who"] or hit["given"] or hit["giver"]))
        for hit in _ASKED.finditer(text):
            keys |= set(parties.find(hit["who"] or hit["to"] or hit["by"]))
        if scheme("text_cue").finds("jointly", text) and initiators:
            keys |= set(parties.everybody)
    return parties.ordered(keys - set(initiators))


def _is_involved(passage: Passage) -> bool:
    return scheme("text_cue").finds("involved", passage.flow.text)


def read_extra_parties(passage: Passage, context: Context) -> tuple[str, ...]:
    """Return the keys of parties that the particulars of a block bind to do something more."""
    if passage.extra is None or not scheme("text_cue").finds("promise", passage.extra.text):
        return ()
    return context.parties.find(passage.extra.text)
