"""Settle who the parties of a document are, once all their names are found.

Names that are no party of their own go, the kinds that only the others tell are told, and each
party gets its key and the short names by which it alone can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pa_graph.extraction.parties.found import (
    FoundParty,
    join_short_names,
    without_halves,
    without_kinds,
    without_pairs,
    without_rows,
)
from pa_graph.extraction.parties.name_likeness import begins_name
from pa_graph.extraction.parties.names import (
    bare_name,
    is_of_landlords,
    known_parties,
    letters_of,
    same_name,
)
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.extraction.parties.twins import join_twins
from pa_graph.model.agreement import Party
from pa_graph.model.identifiers import slug
from pa_graph.model.vocabulary import scheme

_ORDER = {"municipality": 0, "housing_association": 1, "tenant_organisation": 2, "other": 3}
# *Noaberzorg*, but an association may be called *Woonzorg*.
_CARE = re.compile(r"(?<!woon)zorg\b", re.IGNORECASE)
_NUMBERS = {2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes", 7: "zeven", 8: "acht"}
_OF_ALL = ("partners", "deelnemers", "ondertekenaars", "organisaties")
_SHORTEST_NAME = 4
_SHORTEST_IN_CAPITALS = 3


def settled(records: PartyRecords) -> Parties:
    """Return everything found, signatories first, municipalities before the others.

    Args:
        records: all that was found; the names that are no party of their own are taken out of it.
    """
    whole = without_pairs(without_halves(records.found, records.text))
    records.found = found = without_kinds(without_rows(whole))
    join_short_names(found)
    _settle_kinds(found)
    _give_back(found)
    join_twins(found)
    _add_bare_names(records)
    for party in found:
        party.key = party.key or _key(party)
    first: dict[str, FoundParty] = {}
    for party in sorted(found, key=lambda p: (not p.signatory, _ORDER.get(p.kind, 3))):
        one = first.setdefault(party.key, party)
        if one is not party:
            one.aliases += [n for n in party.names if n not in one.aliases]
    kept = first.values()
    result = tuple(Party(p.key, p.name, p.kind, _others(p), p.signatory, p.code) for p in kept)
    everybody = tuple(p.key for p in kept if p.signatory and (p.kind != "other" or p.signed))
    return Parties(result, tuple(_groups(records, everybody)), everybody)


def _groups(
    records: PartyRecords, everybody: tuple[str, ...]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Return the words that mean several parties, with their keys."""
    for name, keys in records.groups:
        yield name, tuple(keys)
    for word in sorted(records.words_for_all):
        yield word, everybody
    if number := _NUMBERS.get(len(everybody)):
        for word in _OF_ALL:
            yield f"{number} {word}", everybody
    for word, names in records.collectives.items():
        meant = _keys(records.found, names)
        if len(meant) == len(set(names)):
            yield word, meant


def _keys(found: Sequence[FoundParty], names: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of the parties of those names."""
    wanted = {same_name(name) for name in names}
    return tuple(party.key for party in found if wanted & {same_name(name) for name in party.names})


def _settle_kinds(found: Sequence[FoundParty]) -> None:
    """A foundation that signs and is no tenant organisation owns the dwellings."""
    others = {same_name(n) for p in known_parties() if p.kind == "other" for n in p.names}
    for party in found:
        if same_name(bare_name(party.name)) in others:
            continue
        kinds = {m.code for m in scheme("party_kind").matches(bare_name(party.name))}
        helps = scheme("party_name").finds("partner", party.name) or _CARE.search(party.name)
        signs = party.signatory or party.bound_in_part
        if party.kind == "other" and signs and "other" not in kinds and not helps:
            party.kind = "housing_association"
    houses = [p for p in found if p.kind == "housing_association" and p.signatory]
    for party in houses:
        # *De Woonkoepel Duinhaven* are the tenants of *Duinhaven*.
        if party.guessed and any(party.name.endswith(f" {each.name}") for each in houses):
            party.kind = "tenant_organisation"
    unions = [party for party in houses if is_of_landlords(party.name)]
    for party in unions if len(unions) < len(houses) else ():
        # Where its members sign it lets no dwellings itself.
        party.kind, party.signatory = "other", False


def _give_back(found: Sequence[FoundParty]) -> None:
    """Let what stands in brackets behind tenants mean their landlord (*Hestia (Portaal)*)."""
    owners = [party for party in found if party.kind == "housing_association"]
    for party in found:
        for alias in party.aliases[:] if party.kind == "tenant_organisation" else ():
            begins = [p for p in owners if same_name(p.name).startswith(f"{same_name(alias)}-")]
            if len(begins) == 1 and same_name(alias) not in same_name(party.name):
                party.aliases.remove(alias)
                begins[0].aliases.append(alias)


def _add_bare_names(records: PartyRecords) -> None:
    """Add the name without its legal form or kind where only one party can be meant."""
    # Where tenants bear the name of their landlord, the name alone is the landlord's.
    owners = [p for p in records.found if p.kind != "tenant_organisation"]
    taken = [same_name(name) for p in owners for name in {_without_kind(p), *p.aliases}]
    # *HBV Rijnveld* are the tenants of *Rijnveld Wonen*.
    landlords = {same_name(_without_kind(p)) for p in owners if p.kind == "housing_association"}
    letters = set(map(letters_of, taken))
    full = {same_name(n) for p in records.found for n in p.names}
    for party in records.found:
        plain = _without_kind(party)
        shared = taken.count(same_name(plain)) - (party.kind != "tenant_organisation")
        fresh = same_name(plain) not in full and not shared and not records.is_place(plain)
        tenants = party.kind == "tenant_organisation"
        fresh = fresh and not (
            # *HBV de Eik Oost* are the tenants of *de Eik*, which works in *Oost*.
            tenants
            and (
                any(same_name(plain).startswith(f"{owner}-") for owner in taken)
                or any(owner.startswith(f"{same_name(plain)}-") for owner in landlords)
                or letters_of(plain) in letters
            )
        )
        long = len(plain) >= _SHORTEST_NAME or (
            len(plain) >= _SHORTEST_IN_CAPITALS and plain.isupper() and " " in party.name
        )
        is_name = long and begins_name(plain)
        if fresh and is_name and party.kind != "municipality":
            party.aliases.append(plain)


def _without_kind(party: FoundParty) -> str:
    """Return the name of a party without legal form or word for its kind, if that is a name."""
    plain = bare_name(party.name)
    first, _, rest = plain.partition(" ")
    # *HV Zandwonen*: letters for a kind are no word, but in capitals before a name.
    known = scheme("party_kind").best(first, weak=first.isupper()) is not None
    named = rest if rest and known else plain
    if re.match(r"(?:de|het)\s+[A-Z]", named):
        named = named[0].upper() + named[1:]  # *Woningstichting de Eik* is *De Eik*.
    return named if begins_name(named) else plain


def _others(party: FoundParty) -> tuple[str, ...]:
    """Return the further names of a party, each once."""
    return tuple(name for name in dict.fromkeys(party.aliases) if name != party.name)


def _key(party: FoundParty) -> str:
    """Return the key: that of the reference data, an abbreviation, or the slug of the name."""
    names = {same_name(n) for n in party.names if len(n) > _SHORTEST_NAME}
    for known in known_parties():
        if names & {same_name(n) for n in known.names if len(n) > _SHORTEST_NAME}:
            return known.key
    for alias in party.aliases:
        if re.fullmatch(r"[A-Z][A-Za-z]*[A-Z](?:\s[A-Z]+)?", alias) and len(alias) <= 8:
            return slug(alias)
    return slug(bare_name(party.name))
