"""Parties that a document never names: the word that means them is their name."""

from __future__ import annotations

import re

from pa_graph.extraction.parties.found import FoundParty
from pa_graph.extraction.parties.names import bare_name, kind_by_words
from pa_graph.extraction.parties.patterns import NAME
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.model.identifiers import slug

_ONE_FOR_TENANTS = re.compile(
    r"\b[Hh]uurders(?:stichting|vereniging|organisatie|raad|vertegenwoordiging)\b"
)
_ALL_FOR_TENANTS = re.compile(r"\b[Hh]uurders(?:(?:belangen)?organisaties|vertegenwoordigingen)\b")
# *De huurdersorganisaties werken in Zandmeer samen onder de naam 3HO*
_UNDER_ONE_NAME = re.compile(
    r"\b[Hh]uurders\w+\b[^.;¶]{0,60}\bwerken\b[^.;¶]{0,40}\bsamen\s+(?:onder\s+de\s+naam|als|in)\s+"
    rf"(?:de\s+|het\s+)?(?P<name>{NAME})"
)
_FEWEST_NAMED = 2


def add_unnamed_landlord(records: PartyRecords, whole: str) -> None:
    """Where no association is named, take the word for it that is printed as a name is.

    *De Woningstichting* is what that of some town is called.
    """
    if any(p.kind == "housing_association" for p in records.found):
        return
    words = re.findall(r"(?<=[a-z,]\s)(?:de|De)\s+(Wo(?:on|ning)[a-z]+)\b(?!\s+[A-Z])", whole)
    named = [word for word in words if kind_by_words(word) == "housing_association"]
    if len(named) >= _FEWEST_NAMED:
        name = f"De {named[0]}"
        records.found.append(FoundParty(name, "housing_association", [named[0]], True, slug(name)))


def add_unnamed_tenants(records: PartyRecords, whole: str) -> None:
    """Where no tenant organisation is named, take the word that means it for its name."""
    if any(p.kind == "tenant_organisation" for p in records.found):
        return
    if joint := _UNDER_ONE_NAME.search(whole):
        name = joint["name"]
        records.found.append(FoundParty(name, "tenant_organisation", [], True, slug(name)))
        return
    word = _ONE_FOR_TENANTS.search(whole) or _ALL_FOR_TENANTS.search(whole)
    houses = [p for p in records.found if p.kind == "housing_association" and p.signatory]
    theirs = {
        house.name: f"{word[0]} van {bare_name(house.name)}"
        for word in _ONE_FOR_TENANTS.finditer(whole)
        for house in houses
        if any(whole.startswith(f" van {name}", word.end()) for name in house.names)
    }
    if len(theirs) >= _FEWEST_NAMED:
        # *de huurdersorganisatie van X en die van Y*: each landlord has its own.
        for name in theirs.values():
            records.found.append(FoundParty(name, "tenant_organisation", [], True, slug(name)))
    elif word and houses:
        of_one = bare_name(houses[0].name) if len(houses) == 1 else ""
        key = slug(f"{word[0]} {of_one}")
        records.found.append(FoundParty(word[0].lower(), "tenant_organisation", [], True, key))
