"""Make one of two records that mean one party, since its name is printed in two ways.

That is seen only when all names are known: *Kleurrijk Wonen* and *KleurrijkWonen*, *HR040* and
*Huurdersraad 040*, *Woonwaard* and *Stichting Woonwaard Noord-Kennemerland*.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from pa_graph.extraction.parties.found import FoundParty
from pa_graph.extraction.parties.name_likeness import (
    abbreviates,
    abbreviates_rest,
    initials_of,
    is_without_kind,
)
from pa_graph.extraction.parties.names import (
    bare_name,
    is_known,
    letters_of,
    municipality_codes,
    same_name,
)
from pa_graph.extraction.parties.patterns import (
    is_kind_word,
    is_legal_form,
    letters_in_order,
    without_group,
)

_FEWEST_LETTERS: Final = 6
_CREED: Final = re.compile(
    r"(?:R\.\s?K\.|[A-Z]\w*(?:christelijke|katholieke)|Christelijke|Algemene)\s"
)
_FOUNDED: Final = re.compile(r"\s['’]\d{2}$")
# *Noord-Holland*, *Rijnstreek*
_REGION: Final = re.compile(
    r"\b(?:Noord|Zuid|Oost|West|Midden)(?:oost|west|en)?\b|(?:land|streek|regio|en Omstreken)$"
)
_ARTICLE: Final = re.compile(r"^(?:[Dd]e|[Hh]et)\s+")
_OF_REGION: Final = re.compile(r"^[Rr]egio\s+")
_AROUND: Final = " en Omstreken"
_SMALL_REST: Final = re.compile(r"(?:\s[a-z]+){1,4}")
_FEWEST_INITIALS: Final = 3
_LONGEST_SHORT: Final = 4


def join_twins(found: list[FoundParty]) -> None:
    """Let the names of a party go to the only other that it can be; its record is taken out.

    Args:
        found: the parties; who signs is kept before who is only spoken of.
    """
    towns = {name for each in found if each.kind == "municipality" for name in each.names}
    for party in sorted(found, key=lambda each: each.signatory):
        twins = [each for each in found if each is not party and _are_one(party, each)]
        twins = [each for each in twins if not _is_elsewhere(party, each, towns)]
        if party.kind == "municipality" or len(twins) != 1:
            continue
        twin = twins[0]
        if abbreviates_rest(twin.name, party):
            twin.name, party.name = party.name, twin.name  # The full name is the name.
        twin.aliases += [name for name in party.names if name not in twin.names]
        twin.signatory = twin.signatory or party.signatory
        twin.signed = twin.signed or party.signed
        if twin.guessed and not party.guessed:
            twin.kind, twin.guessed = party.kind, False
        found.remove(party)


def _is_elsewhere(party: FoundParty, other: FoundParty, towns: Collection[str]) -> bool:
    """Tell whether a place that sets apart two who sign is none of the document's own."""
    plain, full = bare_name(party.name), bare_name(other.name)
    behind = full.removeprefix(f"{plain}-")
    return party.signatory and behind != full and behind not in towns


def _are_one(party: FoundParty, other: FoundParty) -> bool:
    """Tell whether a party is but another name of one that signs if any of them does."""
    if other.kind == "municipality" or (party.signatory and not other.signatory):
        return False
    if not party.signatory and (abbreviates(party.name, other) or _is_glued(party.name, other)):
        return True
    if not party.signatory and any(
        alias.isupper() and other.name.startswith(f"{alias} ") for alias in party.aliases
    ):
        return True  # *TBV (Tilburgse Bouwvereniging)* and *TBV Wonen*
    if _has_initials_and_place(party, other) or _has_initials_and_place(other, party):
        return True
    if party.kind not in (other.kind, "other"):
        return False
    if _FOUNDED.sub("", bare_name(other.name)) == bare_name(party.name):
        return True  # *Duinhaven ’91*
    if bare_name(other.name).removeprefix(bare_name(party.name)) == _AROUND:
        return True  # *Huurdersbelang Zandmeer e.o.*
    if _SMALL_REST.fullmatch(bare_name(other.name).removeprefix(bare_name(party.name))):
        return True  # *RWS* and *RWS partner in wonen*
    if is_without_kind(other.name, party):
        return True  # *Huurdersvereniging Het Dak* signs as *’t Dak*.
    if abbreviates_rest(other.name, party) or abbreviates_rest(party.name, other):
        return True
    if _letters(party) & _letters(other) or is_without_kind(party.name, other):
        return True
    if party.name.isupper() and party.name in initials_of(other.name):
        return True  # *SJHT*, *Stichting Jongeren Huisvesting Twente*
    if _CREED.fullmatch(other.name.removesuffix(party.name)):
        return True  # *R.K. Woningbouwvereniging Zandmeer*
    if _is_in_full(party, other):
        return True
    if party.kind == "other":
        return False
    # *het Huurdersplatform* in the text is the *Huurdersplatform Zandmeer* that signs.
    plain, full = (_ARTICLE.sub("", bare_name(each.name)) for each in (party, other))
    begins = same_name(full).startswith(f"{same_name(plain)}-") and len(plain) >= _FEWEST_LETTERS
    if party.signatory:
        # *Huurdersbelang Oost* and *Huurdersbelang Oost Zandmeer*
        return begins and _is_place(full[len(plain) :].strip(" -"))
    return begins or bool(_rest_of_tenants(party) & _rest_of_tenants(other))


def _is_in_full(party: FoundParty, other: FoundParty) -> bool:
    """Tell whether who does not sign is an association that does, with or without more words.

    *Woongroep Zandmeer* is *Zandmeer*, as *Stichting Zandmeer Noord-Holland* in a list is.
    """
    if party.signatory or other.kind != "housing_association":
        return False
    plain, full = bare_name(party.name), bare_name(other.name)
    if same_name(plain) == same_name(without_group(full)):
        return True
    if same_name(full) == same_name(without_group(plain)):
        return True
    longer = same_name(plain).startswith(f"{same_name(full)}-") and len(full) >= _FEWEST_LETTERS
    more = plain[len(full) :].strip()
    place = _REGION.search(more) is not None or _is_place(more)
    return longer and place and is_legal_form(party.name.partition(" ")[0])


def _is_place(name: str) -> bool:
    """Tell whether a name is that of a municipality, the region around one, or a province."""
    name = _OF_REGION.sub("", name)
    return name in municipality_codes() or is_known(f"provincie {name}")


def _has_initials_and_place(brief: FoundParty, full: FoundParty) -> bool:
    """Tell whether one is the initials of the other and its place (*SBO Zandmeer*)."""
    letters, _, place = brief.name.partition(" ")
    plain = full.name.removesuffix(f" {place}")
    named = place in municipality_codes() and plain != full.name
    return named and len(letters) >= _FEWEST_INITIALS and letters in initials_of(plain)


def _letters(party: FoundParty) -> set[str]:
    """Return the names of a party as letters and figures only, the short ones left out."""
    names = (same_name(bare_name(name)).replace("-van-", "-") for name in party.names)
    letters = set(map(letters_of, names))
    return {each for each in letters if len(each) >= _FEWEST_LETTERS}


def _rest_of_tenants(party: FoundParty) -> set[str]:
    """Return what the names of tenants are behind the word for their kind."""
    if party.kind != "tenant_organisation":
        return set()
    parts = (bare_name(name).partition(" ") for name in party.names)
    return {same_name(rest) for first, _, rest in parts if rest and is_kind_word(first)}


def _is_glued(name: str, party: FoundParty) -> bool:
    """Tell whether a name is that of a party with its first word cut short (*HR040*)."""
    for known in party.names:
        first, _, rest = known.partition(" ")
        brief = name.removesuffix(rest) if rest else name
        if brief != name and 0 < len(brief) <= _LONGEST_SHORT and brief.isupper():
            return letters_in_order(brief, first.upper())
    return False
