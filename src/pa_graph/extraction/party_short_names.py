"""Short names that nobody defines: *Glasrijk* is *Glasrijk Wonen* where only one can be meant."""

from __future__ import annotations

import re
from typing import Final

from pa_graph.extraction.names import municipality_codes
from pa_graph.extraction.party_patterns import is_kind_word
from pa_graph.extraction.party_records import PartyRecords

_FEWEST: Final = 2
_FEWEST_LETTERS: Final = 4
# What stands before a place, and not before an organisation.
_PLACING: Final = (
    r"\b(?:in|te|het|regio|gebied|gemeente|wijk|buurt|kern|dorp|stad|uit|rond|rondom|buiten"
    r"|nabij|'t)\s+$"
)


def add_short_names(records: PartyRecords, whole: str) -> None:
    """Let the first word of a name mean its party, where the document uses it alone.

    It is no word for a kind, no place and no ordinary word, and begins no other name.

    Args:
        records: the parties found so far.
        whole: the text on one line.
    """
    firsts = [name.split()[0] for p in records.found for name in {p.name, *p.aliases}]
    shared = {first for first in firsts if firsts.count(first) > 1}
    for party in records.found:
        first, _, rest = party.name.partition(" ")
        if party.kind not in ("housing_association", "other") or not rest or first in shared:
            continue
        if len(first) < _FEWEST_LETTERS or not first[0].isupper() or is_kind_word(first):
            continue
        if first not in municipality_codes() and _is_used_alone(first, rest, whole):
            party.aliases.append(first)


def _is_used_alone(first: str, rest: str, whole: str) -> bool:
    word = rf"(?<![\w-]){re.escape(first)}(?![\w-])"
    if re.search(word.replace(first, first.lower()), whole):
        return False
    behind = rf"(?!\s+(?:{re.escape(rest.split()[0])}|[A-Z]))"
    alone = list(re.finditer(word + behind, whole))
    inside = any(re.search(r"[a-z,]\s$", whole[: hit.start()][-2:]) for hit in alone)
    placed = any(re.search(_PLACING, whole[: hit.start()][-12:]) for hit in alone)
    return len(alone) >= _FEWEST and inside and not placed
