"""Short names that nobody defines: *Glasrijk* is *Glasrijk Wonen* where only one can be meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Final

from pa_graph.extraction.parties.found import FoundParty
from pa_graph.extraction.parties.name_likeness import initials_of, without_kind
from pa_graph.extraction.parties.names import bare_name, municipality_codes, times_named
from pa_graph.extraction.parties.patterns import NOT_A_NAME, fits, is_kind_word
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.extraction.parties.spellings import add_spelt_otherwise
from pa_graph.model.spelling import SMALL_NAME
from pa_graph.segmentation.promising import is_act

_FEWEST: Final = 2
_NATIONWIDE: Final = " Nederland"
"""Who is called so is meant by the rest of the name, even if it stands once."""
_FEWEST_USES: Final = 2
_ARTICLE_AND_NAME = re.compile(r"(?P<name>(?:De|Het|['’]t)\s[A-Z][\w’'-]{2,})\s")
_FEWEST_LETTERS: Final = 4
_FEWEST_INITIALS: Final = 3
# What stands before a place, and not before an organisation.
_PLACING = re.compile(
    r"\b(?:in|te|het|regio|gebied|gemeente|wijk|buurt|kern|dorp|stad|uit|rond|rondom|buiten"
    r"|nabij|'t)\s+$",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"[a-z,]\s$")
# Another word of a name, or a word for a kind: *HV Altenburg* are the tenants.
_LINK = re.compile(r"\s(?:aan|in|op|tussen|rond|onder|voor|van|met)\s(?:de\s|het\s)?|\s(?=Onder\s)")
_IN_NAME = re.compile(r"(?:[A-Z][\w’'-]*|\b\w*(?:raad|vereniging))\s$")
_EVERYDAY: Final = re.compile(r"(?:Wo(?:nen|on|ning)\w*|Zorg|Thuis|Huis|Buurt|Samen)")
_BEFORE: Final = 24
# *De gemeente, WBZ en Zeevlam*
_BESIDE = re.compile(r"\b[Gg]emeente(?:,|\s+en)\s+([A-Z]{3,6})(?=,|\s+en\s|\s+[a-z]+(?:t|en)\b)")
_OWN: Final = ("housing_association", "tenant_organisation")
_UNIONS: Final = frozenset({"Platform", "Federatie", "Koepel", "Unie"})
_TITLES: Final = _UNIONS | {"Stichting", "Vereniging", "Bewonerscommissie"}
_TENANTS: Final = frozenset({"Huurders", "Bewoners"})
_KINDS: Final = ("housing_association", "other")


def add_short_names(records: PartyRecords, whole: str) -> None:
    """Let a part of a name mean its party, where the document uses it alone.

    That is the first word, or all but the first (*Altenburg* of *Woonservice Altenburg*). It is
    no word for a kind, no place and no ordinary word, and part of no other party's name.

    Args:
        records: the parties found so far.
        whole: the text on one line.
    """
    places = {name for p in records.found if p.kind == "municipality" for name in p.names}
    _add_without_place(records, whole, places)
    _add_initials(records, whole)
    _add_with_article(records, whole)
    add_spelt_otherwise(records, whole)
    parts = Counter(part for party in records.found for part in set(_parts(party)))
    # Tenants bear the name by which their landlord is known.
    borne = {
        name.partition(" ")[2]
        for party in records.found
        if party.kind == "tenant_organisation"
        for name in (party.name, bare_name(party.name))
        if is_kind_word(name.partition(" ")[0])
    }
    for party in records.found:
        if party.kind == "tenant_organisation" and (word := _title_of(party, records, whole)):
            party.aliases.append(word)
        # *Volmacht* is another form of *De Volmacht*.
        known = {name.lower() for name in party.names}
        parts_of = sorted(_parts(party), key=lambda part: -len(part))
        for part in parts_of if party.kind in _KINDS else ():
            shortest = _FEWEST_INITIALS if part.isupper() else _FEWEST_LETTERS
            if part.lower() in known or parts[part] > 1 or len(part) < shortest:
                continue
            if not (part[0].isupper() or re.match(rf"\d{{1,2}}[ -][A-Z]|{SMALL_NAME}", part)):
                continue
            if is_kind_word(part) or part in municipality_codes():
                continue
            if part in borne or _is_used_alone(part, whole, party):
                party.aliases.append(part)
                break


def _add_with_article(records: PartyRecords, whole: str) -> None:
    """Let the beginning of the name of tenants mean them (*De Eik*, *HV De Eik Zandmeer*)."""
    for party in records.found:
        full = bare_name(party.name)
        begins = _ARTICLE_AND_NAME.match(full) if party.kind == "tenant_organisation" else None
        name = begins["name"] if begins else ""
        alone = times_named(name, whole.replace(full, "¶")) if name else 0
        if alone >= _FEWEST_USES and not records.knows(name):
            party.aliases.append(name)


def _title_of(party: FoundParty, records: PartyRecords, whole: str) -> str:
    """Return the first word of a name by which the text calls it (*het Platform*), or nothing."""
    first, _, rest = party.name.partition(" ")
    shared = [other for other in records.found if other.name.startswith(f"{first} ")]
    if not rest or len(shared) > 1 or not first[0].isupper() or first in party.aliases:
        return ""
    if first in _TENANTS or (first not in _TITLES and not is_kind_word(first)):
        return ""
    # *De federatie*, where nobody else is one.
    word = f"(?i:{first})" if first in _UNIONS else re.escape(first)
    used = re.search(rf"(?:\b[Dd]e|\b[Hh]et|:) {word}(?!\s+(?:van\s+)?[A-Z])", whole)
    return first if used else ""


def _parts(party: FoundParty) -> list[str]:
    """Return the first word of each name of an owner or partner, and what stands behind it.

    Tenants often bear the name of their landlord, which alone is the landlord's.
    """
    found: list[str] = []
    for name in dict.fromkeys(bare_name(name) for name in party.names):
        first, _, rest = name.partition(" ")
        if party.kind in _KINDS:
            found += [first, rest, name.rpartition(" ")[0]] if rest else [first]
            found += [part for link in _LINK.finditer(name) for part in _around(name, link)]
        else:
            found.append(first)
    return found


def _add_without_place(records: PartyRecords, whole: str, places: Collection[str]) -> None:
    """Let a name without the municipality at its end mean its bearer (*De Eik-Zandmeer*)."""
    for party in records.found:
        full = bare_name(party.name)
        for place in places if party.kind in _KINDS else ():
            name = full.removesuffix(place).rstrip(" -–")
            if not full.endswith((f" {place}", f"-{place}")) or is_kind_word(name):
                continue
            elsewhere = whole.replace(full, "¶")
            if not records.knows(name) and times_named(name, elsewhere):
                party.aliases.append(name)


def _add_initials(records: PartyRecords, whole: str) -> None:
    """Let initials that the text uses mean the one whose they are (*DGW*, *De Goede Woning*)."""
    owners: dict[str, list[FoundParty]] = {}
    for party in records.found:
        for initials in {i for name in party.names for i in initials_of(name)}:
            owners.setdefault(initials, []).append(party)
    # What a whole name begins with goes before what it does without the word for its kind.
    whole_names = set(owners)
    for party in records.found:
        without = {i for name in party.names for i in initials_of(without_kind(name))}
        for initials in without - whole_names:
            owners.setdefault(initials, []).append(party)
    for initials, bearers in sorted(owners.items()):
        usable = len(initials) >= _FEWEST_INITIALS and initials.isalpha()
        if not usable or len(bearers) > 1 or records.knows(initials) or NOT_A_NAME.match(initials):
            continue
        if times_named(initials, whole):
            bearers[0].aliases.append(initials)
    _add_beside(records, whole)


def _add_beside(records: PartyRecords, whole: str) -> None:
    """Let capitals that stand in a row with parties mean the only one that they fit (*WBZ*)."""
    for letters in sorted(set(_BESIDE.findall(whole))):
        if records.knows(letters) or NOT_A_NAME.match(letters):
            continue
        fitting = [
            party
            for party in records.found
            if party.kind in _OWN
            and any(name[0] == letters[0] and fits(letters, name) for name in party.names)
        ]
        if len(fitting) == 1 and not any(alias.isupper() for alias in fitting[0].aliases):
            fitting[0].aliases.append(letters)


def _around(name: str, link: re.Match[str]) -> tuple[str, str]:
    """Return what stands before and behind the link of a name (*Goed Thuis in Norg*)."""
    return name[: link.start()], name[link.end() :]


def _is_used_alone(part: str, whole: str, party: FoundParty) -> bool:
    for name in {bare_name(name) for name in party.names}:
        if part in name and part != name:
            whole = whole.replace(name, "¶")
    ordinary = rf"(?<![\w-]){re.escape(part.lower())}(?![\w-])"
    if re.search(ordinary, whole):
        return False
    cell = rf"¶ {re.escape(part)} ¶"
    alone = [
        before
        for hit in re.finditer(rf"(?<![\w-]){re.escape(part)}(?![\w-])(?!\s+[A-Z])", whole)
        if not _IN_NAME.search(before := whole[max(0, hit.start() - _BEFORE) : hit.start()])
    ]
    acts = (
        hit["word"] for hit in re.finditer(rf"(?<![\w-]){re.escape(part)}\s(?P<word>[a-z]+)", whole)
    )
    does = any(map(is_act, acts))
    once = (does and party.kind == "housing_association") or party.name.endswith(_NATIONWIDE)
    # What stands behind *Woonpartners* may be a place.
    begins = any(bare_name(name).startswith(f"{part} ") for name in party.names)
    once = once and begins and not _EVERYDAY.fullmatch(part)
    return (
        len(alone) >= (1 if once else _FEWEST)
        and (
            any(_INSIDE.search(before) for before in alone)
            or re.search(cell, whole) is not None
            or does
        )
        and not any(_PLACING.search(before) for before in alone)
    )
