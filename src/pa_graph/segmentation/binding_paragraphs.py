"""Which paragraph of prose binds a party, and which only tells, defines or introduces."""

from __future__ import annotations

import re
from collections.abc import Set

from pa_graph.model.vocabulary import scheme
from pa_graph.segmentation.numbered import is_definition
from pa_graph.segmentation.promising import (
    acts,
    acts_behind_opening,
    is_done_by_party,
    opening_sentence,
)

_LAST_TO_PROMISE = 4
# What tenants think of where they live: *gemiddeld een 7,4*.
_RATING = re.compile(r"\b(?:gemiddeld|samen)\s+een\s+\d(?:,\d)?(?![\d%])(?!\s*(?:procent|%))")
_OPENER = re.compile(r"(?:Om|Als|Voor|Wanneer|Indien|Bij|Zodra|Met|Naast|Vanaf|Uiterlijk|In)\s")


def binds(text: str, names: Set[str]) -> bool:
    """Tell whether a paragraph has a party as subject of a promise in its first sentence."""
    if not may_bind(text):
        return False
    first = opening_sentence(text)
    words = first.split()
    # The main clause comes behind what opens the sentence (*Om …*, *Als …*), party and all.
    opened = _OPENER.match(text) is not None
    beginning = first if opened else " ".join(words[:8])
    subject = bool(scheme("party_kind").matches(beginning, weak=False))
    subject = subject or any(re.search(rf"\b{re.escape(n)}\b", beginning) for n in names)
    return subject and scheme("text_cue").finds("promise", first)


def acts_somewhere(text: str, proper: frozenset[str], *, announced: bool) -> bool:
    """Tell whether a paragraph opens with a party and a verb, or has them behind an opening.

    Only a heading that announces commitments makes the second one sure enough.
    """
    if not may_bind(text):
        return False
    first = opening_sentence(text)
    if acts(first, proper) or (announced and acts_behind_opening(first, proper)):
        return True
    if is_done_by_party(first, proper):
        return True
    cues = scheme("text_cue")
    if acts_behind_opening(first, proper) and cues.finds("promise", first):
        return True
    # A paragraph may say first why: *Grond is schaars. Daarom reserveert de gemeente …*
    return any(
        (acts(each, proper) or acts_behind_opening(each, proper)) and cues.finds("promise", each)
        for each in text.split(". ")[1:_LAST_TO_PROMISE]
    )


def may_promise(text: str, proper: frozenset[str]) -> bool:
    """Tell whether a paragraph opens with who acts, or has them behind an opening and promises."""
    first = opening_sentence(text)
    return acts(first, proper) or (
        acts_behind_opening(first, proper) and scheme("text_cue").finds("promise", first)
    )


def states_something(text: str) -> bool:
    """Tell whether a paragraph says what is done, rather than how it was or what follows."""
    first = text.split(". ")[0]
    cues = scheme("text_cue")
    return (
        len(text.split()) >= 6
        and not text.rstrip().endswith(":")
        and not is_definition(text)
        and not cues.finds("looking_back", first)
        and not _gives_opinion(first)
    )


def may_bind(text: str) -> bool:
    """Tell whether a paragraph is long enough, and neither defines, announces, nor introduces."""
    if len(text.split()) < 6 or is_definition(text) or text.rstrip().endswith(":"):
        return False
    first = text.split(". ")[0]
    cues = scheme("text_cue")
    tells = any(cues.finds(code, first) for code in ("about_itself", "set_by_law"))
    return not (tells or _gives_opinion(first) or _RATING.search(first))


def _gives_opinion(sentence: str) -> bool:
    """Tell whether a sentence says what a party thinks, and has no figure of what it does."""
    return scheme("text_cue").finds("opinion", sentence) and not any(map(str.isdigit, sentence))


def introduces_parties(text: str) -> bool:
    """Tell whether a paragraph names parties of all three kinds, as the opening does."""
    kinds = {m.code for m in scheme("party_kind").matches(text.split(". ")[0], weak=False)}
    return {"municipality", "housing_association", "tenant_organisation"} <= kinds


def introduces_agreement(text: str) -> bool:
    """Tell whether a paragraph says which parties of all three kinds make these agreements."""
    return any(
        introduces_parties(sentence) and re.search(r"\bafspraken\b", sentence)
        for sentence in text.split(". ")[:_LAST_TO_PROMISE]
    )
