"""Let the signatures of a document tell who its parties are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pa_graph.extraction.parties.found import FoundParty
from pa_graph.extraction.parties.names import bare_name, kind_by_words, same_name, times_named
from pa_graph.extraction.parties.patterns import is_kind_word, is_legal_form
from pa_graph.extraction.parties.persons import may_be_person
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.extraction.parties.signature import Signature
from pa_graph.extraction.parties.signatures import Signatures
from pa_graph.model.vocabulary import scheme

_ASIDE: Final = re.compile(r"\s*[,;(]|\s+te\s+[A-Z]|\s+uit\s+[A-Z]|\s+\u2013\s+")
_SIDES: Final = ("municipality", "housing_association")
_FEWEST_OWNERS: Final = 2
_PLURAL: Final = re.compile(r"(?:corporaties|stichtingen|verenigingen)$", re.IGNORECASE)
_LEADS: Final = re.compile(r"directeur|\bbestuurder|manager", re.IGNORECASE)
_MAY_SIGN: Final = (*_SIDES, "tenant_organisation")


def settle_signatories(
    records: PartyRecords, signed: Signatures, said: Mapping[str, str], above: str
) -> None:
    """Add who signs, and let those not sign whose name is missing where all sides have signed.

    Args:
        records: the parties found so far.
        signed: what stands under the document.
        said: what the document says that its abbreviations mean.
        above: the document without its signatures, on one line.
    """
    spelt = tuple(
        one if records.knows(one.name) else replace(one, name=_spelt_out(one.name, said))
        for one in signed.names
    )
    signed = replace(signed, names=spelt)
    named: list[Signature] = []
    sides: set[str] = set()
    boards = _boards_speak_for_tenants(records, signed.names)
    tenants = False
    behind_owners = _behind_known_owners(records, signed.names)
    for number, each in enumerate(signed.names):
        kind = kind_by_words(each.name)
        named_so = _is_called_so(each, signed) or _is_known_so(each.name, records)
        if is_kind_word(each.name) and not named_so:
            sides.add(kind)
            _sign_only_one(records, kind)
            continue
        named.append(each)
        # Those who speak for tenants sign last, whatever they are called.
        by_board = boards and each.is_of_board and kind != "municipality"
        tenants = tenants or kind == "tenant_organisation" or by_board or number >= behind_owners
        told = kind if kind != "other" else "tenant_organisation" if tenants else None
        if each.in_part and kind == "other":
            told = None  # Who signs for a part is often of another kind.
        if records.bearer(each.name) or _is_organisation(each, above):
            _sign(records, each, told)
    if sides - {"municipality"}:
        return  # *De corporatie*: a word for a kind tells nobody.
    bearers = [party for each in named if (party := records.bearer(each.name))]
    # Who signs, and of whom nothing tells the kind, owns dwellings as a rule.
    kinds = {
        "housing_association" if party.kind == "other" and not _helps(party.name) else party.kind
        for party in bearers
        if party.kind != "other" or party.signed
    } | sides
    if not set(_SIDES) <= kinds:
        return
    text = _without_names(signed.text, bearers)
    for party in records.found:
        if party.kind in kinds & set(_MAY_SIGN) - sides and party not in bearers:
            party.signatory = party.signatory and _stands_in(party, text)


def _behind_known_owners(records: PartyRecords, names: Sequence[Signature]) -> int:
    """Return from which name on those sign of whom nobody is known to be an association.

    They are tenants where the text knows of some and names none.
    """
    parties = [records.bearer(each.name) for each in names]
    named = [
        party
        for party in (*parties, *records.found)
        if party and party.kind == "tenant_organisation" and not is_kind_word(party.name)
    ]
    owners = [
        number
        for number, party in enumerate(parties)
        if party and party.kind == "housing_association"
    ]
    spoken_of = scheme("party_kind").matches(records.text, weak=False)
    tenants = any(match.code == "tenant_organisation" for match in spoken_of)
    if named or len(owners) < _FEWEST_OWNERS or not tenants:
        return len(names)
    if any(_LEADS.search(each.office) for each in names[owners[-1] + 1 :]):
        return len(names)  # Who leads an office is no tenant.
    return owners[-1] + 1


def _boards_speak_for_tenants(records: PartyRecords, names: Iterable[Signature]) -> bool:
    """Tell whether boards sign for tenants only: for each known association its director does."""
    houses = [
        each
        for each in names
        if (party := records.bearer(each.name)) and party.kind == "housing_association"
    ]
    return any(each.office for each in houses) and not any(each.is_of_board for each in houses)


def _spelt_out(name: str, said: Mapping[str, str]) -> str:
    """Return what the document says that an abbreviation is short for, or the name as it is."""
    text = re.sub(r"^(?:de|het)\s+", "", said.get(name, ""), flags=re.IGNORECASE)
    return _ASIDE.split(text)[0] if text and (name.isupper() or is_kind_word(name)) else name


def _sign(records: PartyRecords, signature: Signature, kind: str | None) -> None:
    """Let the bearer of a name sign; add him if he is not known yet."""
    signs = not signature.in_part
    # Of a name on two lines the second may be another's (*Huurdersgroep* above *X (HGX)*).
    name = signature.alias if records.knows(signature.alias) else signature.name
    if party := records.bearer(name):
        if not signature.sure and party.kind not in _MAY_SIGN:
            return  # The list of abbreviations below names others.
        party.signatory = party.signed = signs
        if signature.alias and not records.knows(signature.alias):
            party.aliases.append(signature.alias)
        if kind and (party.guessed or party.kind == "other") and not _helps(party.name):
            party.kind = kind
    elif signature.sure and kind != "municipality":
        known = None if _helps(signature.name) else kind
        records.add(signature.name, known, signature.alias, signatory=signs)
        if party := records.bearer(signature.name):
            party.signed = signs


def _is_organisation(signature: Signature, above: str) -> bool:
    """Tell whether a name under a document is no person's: by its words, or the text uses it."""
    name, first = signature.name, signature.name.partition(" ")[0]
    no_person = not may_be_person(name) and not signature.in_row
    if no_person or signature.on_behalf or signature.above_person:
        return True
    told = kind_by_words(name) != "other" or is_legal_form(first)
    return told or times_named(name, above) > 0


def _helps(name: str) -> bool:
    return scheme("party_name").finds("partner", name) or "zorg" in name.lower()


def _sign_only_one(records: PartyRecords, kind: str) -> None:
    """Let the only party of a kind sign where its word stands for its name (*de corporatie*)."""
    ones = [party for party in records.found if party.kind == kind]
    if len(ones) == 1:
        ones[0].signatory = True


def _is_called_so(signature: Signature, signed: Signatures) -> bool:
    """Tell whether a word for a kind is a name (*Woonbedrijf*): others of the kind have theirs."""
    kind = kind_by_words(signature.name)
    alike = (each.name for each in signed.names if kind_by_words(each.name) == kind)
    single = signature.name[:1].isupper() and kind == "housing_association" and signature.sure
    single = single and not _PLURAL.search(signature.name)
    return single and any(not is_kind_word(name) for name in alike)


def _is_known_so(name: str, records: PartyRecords) -> bool:
    """Tell whether a word for a kind is known as a name (*De Bewonersraad*, *HBO*)."""
    known = {same_name(bare_name(party.name)) for party in records.found}
    named = name.isupper() and records.knows(name)
    return named or (name.startswith(("De ", "Het ")) and same_name(name) in known)


def _without_names(text: str, parties: Iterable[FoundParty]) -> str:
    """Return a text on one line in small letters without the names of some parties."""
    plain = " ".join(text.split()).lower()
    names = {name.lower() for party in parties for name in (party.name, bare_name(party.name))}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        plain = plain.replace(name, "¶", 1)
    return plain


def _stands_in(party: FoundParty, text: str) -> bool:
    """Tell whether a text has a name of a party, or the last word of one on a line of its own."""
    names = {bare_name(name) for name in party.names}
    last = {name.split()[-1] for name in names}
    words = names | {word for word in last if kind_by_words(word) == "other"}
    return any(re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) for word in words)
