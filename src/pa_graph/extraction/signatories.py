"""Let the signatures of a document tell who its parties are."""

from __future__ import annotations

import re
from typing import Final

from pa_graph.extraction.found_parties import FoundParty
from pa_graph.extraction.names import bare_name, kind_by_words
from pa_graph.extraction.party_patterns import is_kind_word
from pa_graph.extraction.party_records import PartyRecords
from pa_graph.extraction.signatures import Signatures

_SIDES: Final = ("municipality", "housing_association")
_MAY_SIGN: Final = (*_SIDES, "tenant_organisation")


def settle_signatories(records: PartyRecords, signed: Signatures) -> None:
    """Add who signs, and let those not sign whose name is missing where all sides have signed.

    Args:
        records: the parties found so far.
        signed: what stands under the document.
    """
    named = [each for each in signed.names if not is_kind_word(each.name)]
    for each in named:
        if party := records.bearer(each.name):
            party.signatory = not each.in_part
            if each.alias and not records.knows(each.alias):
                party.aliases.append(each.alias)
        elif each.sure and kind_by_words(each.name) != "municipality":
            records.add(each.name, None, each.alias, signatory=not each.in_part)
    if len(named) < len(signed.names):
        return  # *De corporatie*: a word for a kind tells nobody.
    bearers = [party for each in named if (party := records.bearer(each.name))]
    kinds = {party.kind for party in bearers}
    if not set(_SIDES) <= kinds:
        return
    for party in records.found:
        if party.kind in kinds & set(_MAY_SIGN) and party not in bearers:
            party.signatory = party.signatory and _stands_in(party, signed.text)


def _stands_in(party: FoundParty, text: str) -> bool:
    """Tell whether a text has a name of a party, or the last word of one on a line of its own."""
    names = {bare_name(name) for name in (party.name, *party.aliases)}
    words = names | {name.split()[-1] for name in names}
    plain = " ".join(text.split()).lower()
    return any(re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", plain) for word in words)
