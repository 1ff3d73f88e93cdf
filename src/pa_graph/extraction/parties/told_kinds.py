"""Let what a document says of its parties tell of which kind they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pa_graph.extraction.parties.names import same_name
from pa_graph.extraction.parties.patterns import is_kind_word
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.extraction.parties.told_words import Meaning
from pa_graph.model.vocabulary import scheme

_IN_ROW = re.compile(r"\s*,\s*(?:en\s+)?|\s+en\s+")
_REPRESENTED = (
    r"[^;¶]{0,120}?\bvertegenwoordigd\s+door\s+(?:haar\s+|de\s+|zijn\s+)?(?P<office>\w[\w-]*)"
)
_BOARD = ("voorzitter", "secretaris", "penningmeester")


def tell_kinds_by_meaning(records: PartyRecords, said: Iterable[Meaning]) -> None:
    """Let what a document says of its words tell the kinds that were but guessed.

    *‘De huurdersorganisaties’ zijn Accio, De Klink en SPH*: none of these lets dwellings.
    """
    guessed = {same_name(party.name): party for party in records.found if party.guessed}
    for meaning in said if guessed else ():
        kind = scheme("party_kind").best(meaning.word, weak=False)
        if kind != "tenant_organisation" or not is_kind_word(meaning.word):
            continue
        for name in _IN_ROW.split(meaning.text):
            if party := guessed.get(same_name(name)):
                party.kind = kind


def tell_kinds_by_office(records: PartyRecords, before: str) -> None:
    """Let who represents a party tell its kind: a board speaks for tenants, a director for owners.

    That tells nothing where a known association is represented by its board too.
    """
    offices = {
        party.name: said["office"].lower()
        for party in records.found
        if (said := re.search(rf"{re.escape(party.name)}{_REPRESENTED}", before))
    }
    houses = [party for party in records.found if party.kind == "housing_association"]
    known = [offices[party.name] for party in houses if party.name in offices]
    if known and not any(office.startswith(_BOARD) for office in known):
        for party in records.found:
            if party.kind == "other" and offices.get(party.name, "").startswith(_BOARD):
                party.kind = "tenant_organisation"
