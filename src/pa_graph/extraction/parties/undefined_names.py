"""Find parties by names that need no definition: with their kind in them, or known by reference."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pa_graph.extraction.parties.name_likeness import abbreviates
from pa_graph.extraction.parties.names import (
    kind_by_words,
    known_party_names,
    listed_associations,
    municipality_codes,
    same_name,
    times_named,
)
from pa_graph.extraction.parties.patterns import (
    KIND_PREFIX,
    NAME,
    fits,
    is_kind_word,
    is_legal_form,
    is_on_behalf,
    is_organisation,
    split_names,
)
from pa_graph.extraction.parties.records import PartyRecords, is_generic
from pa_graph.model.agreement import Party
from pa_graph.model.cues import folded
from pa_graph.model.vocabulary import scheme

_KIND_NAME = re.compile(rf"\b(?P<kind>{KIND_PREFIX})\s+(?P<name>{NAME})")
# *Woonstichting 'thuis*: one mark before a small word, and none behind it.
_SMALL_AND_MARKED = re.compile(rf"\b{KIND_PREFIX}\s+(?P<name>['’][a-z]{{4,}})(?![\w ,]*['’])")
# *Huurders033*, *BewonersNoord*: the kind is a part of the one word.
_ONE_WORD = re.compile(r"\b(?:Huurders|Bewoners)(?:\d+|[A-Z]\w+)\b")
# *Leyezorg*, *Welzijn Vijfhoek* in the middle of a sentence, where it is no heading.
_OF_CARE = re.compile(
    r"(?<=[a-zà-ÿ,] )"
    r"(?:[A-Z](?!huiszorg|eugdzorg|antelzorg|azorg|oonzorg)[a-z]{2,}zorg\b(?!\s+[A-Z])"
    rf"|(?:Welzijn|Zorg|Thuiszorg)\s+(?:(?:aan|in|op|rond|voor)\s+)?(?:(?:de|het)\s+)?{NAME})"
    rf"|(?:Welzijn|Zorg)\s+(?:aan|in|op|rond|voor)\s+(?:(?:de|het)\s+)?{NAME}"
    r"(?=,\s+(?:dat|die|de|het|een)\b)"
)
# *HBV De Aa*: two letters for the kind before a name of its own.
_OF_TENANTS = re.compile(r"\b(?:HBV|HV|Hv|hv)\s+(?:(?:De|Het|’t|'t)\s+)?[A-Z][\w’-]*[a-z]\b")
_BRIEF_KIND = re.compile(
    rf"\b(?=(?:HBV|HV|Hv|hv|HO|WBV|Wbv|WS|BR|HR)\s+(?:(?:de|het)\s+)?(?P<name>{NAME}))"
)
_OF_LANDLORD = re.compile(rf"\bhuurders\s+van\s+(?P<name>{NAME})")
_IN_PLACE = re.compile(r"\s+(?:in|te|uit)\s+")
_OF_AN_OWNER = r"(?:huurders|[a-z]*woningen|bezit|bod|voorraad|\d\.\d{3})\s+van"
_OWNER_DOES = (
    r"(?:bouwt|verhuurt|sloopt|verkoopt|renoveert|isoleert|verbetert|bezit|start\s|begint"
    r"|(?:de|met\s+de)\s+bouw|heeft\s+[\d.]+\s+woningen|is\s+met\s+[\d.]+\s+woningen|ver(?:laagt|hoogt)\s[^.;]{0,40}\bde\s+hu|verduurzaamt|is\s[^.]{0,30}corporatie)"
)
# *Beter Wonen beheert 690 woningen*
_OWNS = r"(?:beheert|bezit|verhuurt)\s+(?:\w+\s+){0,2}\d[\d.]*\s+(?:\w+\s+)?\w*woningen"
_FEWEST_SAID = 2
_FEWEST_USES = 3
# *HVK* is short for the tenants themselves.
_LETTERS = re.compile(r"(?!H)[A-Z]{3,6}")
_MAY_SIGN = ("housing_association", "tenant_organisation")
# *Bewonersraad ’thuis* are the tenants of *’thuis*.
_MARKED = re.compile(r"['’‘][a-z]{4,}")
_SHORT = 4
"""Letters of a name that several organisations may share."""
_EXACT = 6
"""Letters of a name that is an ordinary word if it is printed small."""
_BEFORE = 20
_AND_AROUND = re.compile(r"\s+e\.\s?o\.")


def add_named_by_kind(records: PartyRecords, whole: str, opening: int) -> None:
    """Add organisations that carry their kind in or before their name.

    Args:
        records: the parties found so far.
        whole: the text on one line.
        opening: code points of it in which parties are introduced.
    """
    for hit in _ONE_WORD.finditer(whole):
        records.add(hit[0], "tenant_organisation", signatory=hit.start() < opening)
    for hit in _OF_CARE.finditer(whole):
        if not scheme("text_cue").finds("function_word", hit[0]):
            records.add(hit[0], "other", signatory=False)
    for hit in _SMALL_AND_MARKED.finditer(whole):
        signs = _may_sign(whole, hit.start(), opening)
        records.add(hit[0], None, hit["name"], signatory=signs)
    listed = [name for party in records.found for name in party.names if " " in name]
    for hit in _KIND_NAME.finditer(whole):
        if _begins_within(listed, whole, hit):
            continue  # *DE VLAM WOONSERVICE*, and *ZEEVLAM* on the next line.
        signs = _may_sign(whole, hit.start(), opening)
        around = _AND_AROUND.match(whole, hit.end())
        for printed in split_names(hit[0]):
            if not (around and records.knows(f"{printed} en Omstreken")):
                _add_named(records, printed, signs)
    in_full = _add_brief_kinds(records, whole)
    for hit in _OF_TENANTS.finditer(whole):
        if hit.start() not in in_full and not records.means(hit[0]):
            signs = _may_sign(whole, hit.start(), opening)
            records.add(hit[0], "tenant_organisation", signatory=signs)


def _begins_within(names: Iterable[str], whole: str, hit: re.Match[str]) -> bool:
    """Tell whether the word for a kind that a name begins with is a later one of another name."""
    for name in names:
        for inner in re.finditer(rf" {re.escape(hit['kind'])}(?!\w)", name, re.IGNORECASE):
            begin = hit.start() - inner.start() - 1
            if begin >= 0 and whole[begin : begin + len(name)].lower() == name.lower():
                return True
    return False


def _add_brief_kinds(records: PartyRecords, whole: str) -> set[int]:
    """Let a name with its kind in letters (*HV Samen Sterk*) mean who is called so in full.

    Returns:
        where those stand that mean somebody known.
    """
    known: set[int] = set()
    for hit in _BRIEF_KIND.finditer(whole):
        words = hit["name"].split()
        for count in range(len(words), 0, -1):
            end = hit.start("name") + len(" ".join(words[:count]))
            party = next(
                (p for p in records.found if abbreviates(whole[hit.start() : end], p)), None
            )
            if party is not None:
                if not records.knows(whole[hit.start() : end]):
                    party.aliases.append(whole[hit.start() : end])
                known.add(hit.start())
                break
    return known


def _add_named(records: PartyRecords, printed: str, signs: bool) -> None:
    first, _, rest = printed.partition(" ")
    prefix = re.match(KIND_PREFIX, printed)  # *Platform Huurders Oost*
    kind = kind_by_words(prefix[0] if prefix else first)
    if kind == "other" and re.match(rf"{KIND_PREFIX}\s", rest):
        kind = kind_by_words(rest)  # *Stichting Huurdersraad Oost*
    if kind == "municipality" or not rest or not is_organisation(printed):
        return
    full = printed if is_generic(first) else f"{first[:1].upper()}{first[1:]} {rest}"
    if kind in _MAY_SIGN:
        records.add(full, kind, signatory=signs)
    elif not re.match(rf"{KIND_PREFIX}\b", rest) or is_legal_form(first):
        records.add(full, None, signatory=False)


def add_known(records: PartyRecords, whole: str, opening: int) -> None:
    """Add organisations of the reference data that the document names.

    Args:
        records: the parties found so far.
        whole: the text on one line.
        opening: code points of it in which parties are introduced.
    """
    there: dict[Party, list[str]] = {}
    for party, name in known_party_names().rows_in(folded(whole)):
        there.setdefault(party, []).append(name)
    for party, names in there.items():
        defined = {same_name(alias) for known in records.found for alias in known.aliases}
        for name in names:
            start = _where(name, party, whole, defined)
            if start is None:
                continue
            signs = party.kind in _MAY_SIGN and _may_sign(whole, start, opening)
            if signs and len(name) <= _SHORT and re.match(r"\s+[A-Z]", whole[start + len(name) :]):
                continue  # *HBV Lekstede* is another than ours.
            if party.key in listed_associations() and _is_tenants_here(
                name, records, whole[:opening]
            ):
                continue
            fresh = [alias for alias in party.aliases if same_name(alias) not in defined]
            records.add(party.name, party.kind, name, *fresh, signatory=signs)
            break


def _is_tenants_here(name: str, records: PartyRecords, before: str) -> bool:
    """Tell whether tenants bear the name of an association that works elsewhere.

    The opening then has it behind the word for them only (*Huurdersorganisatie De Veste*).
    """
    tenants = [
        party.name
        for party in records.found
        if party.kind == "tenant_organisation"
        and party.name.endswith(f" {name}")
        and is_kind_word(party.name.removesuffix(f" {name}"))
    ]
    for full in tenants:
        before = re.sub(re.escape(full), "¶", before, flags=re.IGNORECASE)
    return bool(tenants) and times_named(name, before) == 0


def add_landlords(records: PartyRecords, whole: str, opening: int) -> None:
    """Add the associations that only *huurders van X* shows to be such.

    Args:
        records: the parties found so far.
        whole: the text on one line.
        opening: code points of it in which parties are introduced.
    """
    for hit in _OF_LANDLORD.finditer(whole, 0, opening):
        # *de huurders van X in Zandmeer*: the name may end before the place.
        for name in dict.fromkeys((hit["name"], _IN_PLACE.split(hit["name"])[0])):
            known = records.means_landlord(name) or name in municipality_codes()
            if known or is_kind_word(name) or records.is_place(name):
                break
            used = times_named(name, whole)
            if used >= _FEWEST_USES and not is_on_behalf(whole[: hit.start("name")]):
                records.add(name, "housing_association", signatory=True)
                break
    _add_landlords_of(records, whole, opening)


def _add_landlords_of(records: PartyRecords, whole: str, opening: int) -> None:
    """Add the associations whose name ends that of their tenants (*Huurdersplatform SWZ*)."""
    for party in list(records.found):
        if party.kind != "tenant_organisation":
            continue
        _, _, own = party.name.partition(" ")
        owner = _lets_dwellings(own, whole) or (
            _MARKED.fullmatch(own) is not None and _stands_alone(own, whole) >= _FEWEST_USES
        )
        if own and owner and not records.knows_landlord(own):
            records.add(own, "housing_association", signatory=own in whole[:opening])
            continue
        rest, _, letters = party.name.rpartition(" ")
        if not _LETTERS.fullmatch(letters) or fits(letters, rest or letters):
            continue
        alone = [
            hit.start()
            for hit in re.finditer(rf"(?<![\w-]){letters}(?![\w-])", whole)
            if not whole.endswith(party.name, 0, hit.end())
        ]
        if len(alone) >= _FEWEST_USES and not records.knows_landlord(letters):
            records.add(letters, "housing_association", signatory=alone[0] < opening)


def _stands_alone(name: str, whole: str) -> int:
    """Return how often a name stands without a word for a kind before it."""
    printed = rf"(?<![\w-])(?P<kind>{KIND_PREFIX}\s+)?{re.escape(name)}(?![\w-])"
    return sum(hit["kind"] is None for hit in re.finditer(printed, whole))


def _lets_dwellings(name: str, whole: str) -> bool:
    """Tell whether a text says of somebody what only who lets dwellings does, twice at least."""
    printed = re.escape(name)
    if re.search(rf"(?<![\w-]){printed}\s+{_OWNS}", whole):
        return True
    said = rf"{_OF_AN_OWNER}\s+(?:de\s+)?{printed}(?![\w-])|(?<![\w-]){printed}\s+{_OWNER_DOES}"
    return len(re.findall(said, whole)) >= _FEWEST_SAID


def _where(name: str, party: Party, whole: str, defined: Collection[str]) -> int | None:
    """Return where a name that means a known party first stands."""
    if len(name) <= _SHORT and (kind_by_words(name) != "other" or same_name(name) in defined):
        return None  # *HBV* is short for a kind, and may be any.
    listed = party.key in listed_associations()
    # *Woonservice* is another than *Woonservice IJsselland*.
    behind = r"(?!\s+[A-Z][\w-]*[a-z])" if listed else ""
    printed = re.sub(r"^(?:De|Het)\\ ", lambda hit: f"(?i:{hit[0]})", re.escape(name))
    printed = re.sub(r"['’‘]", "['’‘]", printed)
    pattern = rf"(?<![\w-]){printed}(?![\w-]){behind}"
    exact = len(name) <= _EXACT or listed
    hits = [hit.start() for hit in re.finditer(pattern, whole, 0 if exact else re.IGNORECASE)]
    # Named once, an association may be one of elsewhere.
    return hits[0] if len(hits) > (1 if listed else 0) else None


def _may_sign(whole: str, start: int, opening: int) -> bool:
    return start < opening and not is_on_behalf(whole[max(0, start - _BEFORE) : start])
