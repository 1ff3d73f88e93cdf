"""Short names that nobody defines: *Glasrijk* is *Glasrijk Wonen* where only one can be meant."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from pa_graph.extraction.names import municipality_codes
from pa_graph.extraction.party_patterns import is_kind_word
from pa_graph.extraction.party_records import PartyRecords

_FEWEST: Final = 2
_FEWEST_LETTERS: Final = 4
# What stands before a place, and not before an organisation.
_PLACING = re.compile(
    r"\b(?:in|te|het|regio|gebied|gemeente|wijk|buurt|kern|dorp|stad|uit|rond|rondom|buiten"
    r"|nabij|'t)\s+$"
)
_INSIDE = re.compile(r"[a-z,]\s$")
_BEFORE: Final = 12


def add_short_names(records: PartyRecords, whole: str) -> None:
    """Let the first word of a name mean its party, where the document uses it alone.

    It is no word for a kind, no place and no ordinary word, and begins no other party's name.

    Args:
        records: the parties found so far.
        whole: the text on one line.
    """
    firsts = Counter(
        first
        for party in records.found
        for first in {name.split()[0] for name in (party.name, *party.aliases)}
    )
    for party in records.found:
        first, _, rest = party.name.partition(" ")
        if party.kind not in ("housing_association", "other") or not rest or firsts[first] > 1:
            continue
        if len(first) < _FEWEST_LETTERS or not first[0].isupper() or is_kind_word(first):
            continue
        if first in party.aliases or first in municipality_codes():
            continue
        if _is_used_alone(first, rest, whole):
            party.aliases.append(first)


def _is_used_alone(first: str, rest: str, whole: str) -> bool:
    ordinary = rf"(?<![\w-]){re.escape(first.lower())}(?![\w-])"
    if re.search(ordinary, whole):
        return False
    behind = rf"(?!\s+(?:{re.escape(rest.split()[0])}|[A-Z]))"
    alone = [
        whole[max(0, hit.start() - _BEFORE) : hit.start()]
        for hit in re.finditer(rf"(?<![\w-]){re.escape(first)}(?![\w-]){behind}", whole)
    ]
    return (
        len(alone) >= _FEWEST
        and any(_INSIDE.search(before) for before in alone)
        and not any(_PLACING.search(before) for before in alone)
    )
