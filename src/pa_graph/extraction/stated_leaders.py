"""Who leads, where a commitment says so like a label: *(trekker: X)*, *Trekker is X*."""

from __future__ import annotations

import re

from pa_graph.extraction.parties.parties import Parties
from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.passage import Passage

_BRACKET = re.compile(
    r"\(\s*(?:trekkers?|initiatief|initiatiefnemer|regie|wie|actie|verantwoordelijk)\s*:?\s*"
    r"(?P<who>[^();]{1,160}?)(?:,?\s+(?:samen|in samenwerking|in overleg)\s+met\b[^()]*"
    r"|,\s+met\b[^()]*|,?\s+do(?:et|en)\s+mee\b[^()]*|;[^()]*)?\)"
    r"\s*\.?\s*$",
    re.IGNORECASE,
)
# *Trekker is de gemeente.*, *met X als trekker*
_SAID_TO_LEAD = re.compile(
    r"\b[Tt]rekkers?\s+(?:is|zijn)\s+(?P<who>[^.;:()]{2,60})[.;]?\s*$"
    r"|\bmet\s+(?P<one>[^.,;:()]{2,60})\s+als\s+trekkers?\b"
)
_LABELLED = re.compile(
    r"\**\b(?:trekkers?|initiatiefnemers?|actiehouders?|verantwoordelijk(?:e|en)?)\s*:\s*"
    r"(?P<who>[^*:();.]{2,90})\W*$",
    re.IGNORECASE,
)
# Behind a commitment, nothing but parties: (gemeente en corporaties), (allen).
_PARTIES_ALONE = re.compile(
    r"\((?:afspraak\s+)?(?P<who>[^();]{2,80}?)"
    r"(?:,?\s+(?:samen|in\s+samenwerking|in\s+overleg)\s+met\b[^()]*)?\)\s*\.?\s*$"
)
# *De Zwolse corporaties* are no others than the corporations.
_NOTHING_ELSE = re.compile(
    r"(?:\W|\b(?i:en|de|het|beide|alle|twee|drie|vier|vijf|zes|betrokken|deelnemende|gezamenlijke)\b"
    r"|\b[A-Z][a-zé]+se\b)*"
)
# *T: CL   M: WZV*
_LETTERED = re.compile(r"\sT:\s+(?P<who>[^:]{1,60}?)(?:\s+M:\s+[^:]{1,60})?\s*$")
_BOTH = re.compile(r"beide\s+\w+", re.IGNORECASE)
_TWO = 2
_LONGEST_LABEL = 90
TOGETHER = re.compile(
    r"gezamenlijk|\bsamen\b|\bwij\b|\bwe\b|\bpartijen\b|\ballen\b|\bbeiden?\b", re.IGNORECASE
)


def stated_leader(passage: Passage, parties: Parties) -> tuple[str, ...]:
    """Return the keys of the parties that a bracket, a label or a sentence says to lead."""
    text = passage.flow.text
    bracket = _BRACKET.search(text) or _LABELLED.search(text) or _LETTERED.search(text)
    if not bracket and not passage.sub_items:  # Behind a sub-item it is about that one.
        alone = _PARTIES_ALONE.search(text)
        bracket = alone if alone and says_only_parties(alone["who"], parties) else None
    if bracket and (keys := meant_in_cell(bracket["who"], parties)):
        return _the_two(bracket["who"], text[: bracket.start()], parties) or keys
    if keys := _in_front(text, parties):
        return keys
    said = _SAID_TO_LEAD.search(text)
    return meant_in_cell(said["who"] or said["one"], parties) if said else ()


def _the_two(words: str, text: str, parties: Parties) -> tuple[str, ...]:
    """Return the two parties of a kind that a text names where *beide* stands for them."""
    if not _BOTH.fullmatch(words.strip()):
        return ()
    kind = scheme("party_kind").best(words, weak=False)
    named = {
        key for mention in parties.mentions(text) if mention.kind == "name" for key in mention.keys
    }
    alike = [p.key for p in parties.parties if p.kind == kind and p.key in named]
    return tuple(alike) if len(alike) == _TWO else ()


def _in_front(text: str, parties: Parties) -> tuple[str, ...]:
    """Return the parties that stand before the commitment like a label (*Gemeente: …*)."""
    label, colon, _ = text[:_LONGEST_LABEL].partition(":")
    if not colon or not re.fullmatch(r"\W*[^.;]+", label):
        return ()
    return meant_in_cell(label, parties) if says_only_parties(label, parties) else ()


def says_only_parties(words: str, parties: Parties, *, cell: bool = False) -> bool:
    """Tell whether words name parties and say nothing else.

    Args:
        words: as printed.
        parties: of the document.
        cell: they stand alone, as in a cell, where *de huurders* are a party too.
    """
    for mention in reversed(parties.mentions(words, cell=cell)):
        words = words[: mention.start] + words[mention.end :]
    return _NOTHING_ELSE.fullmatch(words) is not None


def meant_in_cell(words: str, parties: Parties) -> tuple[str, ...]:
    """Return the keys that a cell means, all of them for *gezamenlijk* and the like."""
    keys = parties.find_in_cell(words)
    return parties.everybody if not keys and TOGETHER.search(words) else keys
