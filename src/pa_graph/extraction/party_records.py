"""Put the parties of a document together: which names mean one party, and its kind and key."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pa_graph.extraction.found_parties import (
    FoundParty,
    join_short_names,
    without_halves,
    without_kinds,
    without_pairs,
    without_rows,
)
from pa_graph.extraction.name_likeness import (
    abbreviates,
    begins_name,
    compared,
    is_without_kind,
)
from pa_graph.extraction.names import (
    bare_name,
    is_of_landlords,
    kind_by_words,
    known_parties,
    municipality_codes,
    same_name,
)
from pa_graph.extraction.parties import Parties
from pa_graph.extraction.party_patterns import (
    KIND_PREFIX,
    is_kind_word,
    is_legal_form,
    without_plural,
)
from pa_graph.model.agreement import Party
from pa_graph.model.identifiers import slug
from pa_graph.model.vocabulary import scheme

_GENERIC = frozenset(
    {
        "woningcorporatie",
        "corporatie",
        "wooncorporatie",
        "huurdersvereniging",
        "huurdersorganisatie",
    }
)
_SEAT = re.compile(r",?\s+(?:(?:statutair\s+)?gevestigd\s+)?te\s+[A-Z’'][\w’' -]*$")
_NEXT_SENTENCE = re.compile(
    r"(?:\s+(?:De|Het|Een|In|Op|Dit|Deze|Waarom|Wat|Hoe|Wie|Voorwoord|Inleiding|Vooraf|Leeswijzer))+$"
)
# An article at the beginning of a line is none of the name: *De Huurdersraad Oost*.
_ARTICLE = re.compile(rf"^(?:De|Het)\s+(?=(?:{KIND_PREFIX})\s|[\w\s]*\w(?:federatie|vereniging)$)")
# *Noaberzorg*, but an association may be called *Woonzorg*.
_CARE = re.compile(r"(?<!woon)zorg\b", re.IGNORECASE)
_NUMBERS = {2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes", 7: "zeven", 8: "acht"}
_LONGEST_ABBREVIATION = 5
_OF_ALL = ("partners", "deelnemers", "ondertekenaars", "organisaties")


class PartyRecords:
    """The parties found so far.

    Attributes:
        found: each party once, in the order in which they were found.
        groups: names that mean several parties, with their keys.
        collectives: words that mean several parties, with their names.
        text: of the document, on one line.
        words_for_all: words by which the document means all its parties (*deelnemers*).
    """

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.found: list[FoundParty] = []
        self.groups: list[tuple[str, list[str]]] = []
        self.collectives: dict[str, tuple[str, ...]] = {}
        self.words_for_all: set[str] = set()

    def add(
        self,
        name: str,
        kind: str | None = None,
        *aliases: str,
        signatory: bool,
        guessed: bool = False,
    ) -> None:
        """Add a party, or more names to one that is known already.

        Args:
            name: as printed.
            kind: of party; what its words tell by default.
            aliases: its further names.
            signatory: whether it is a party to the agreement.
            guessed: whether only its place in a row tells the kind.
        """
        marked = re.match(r"['’](?=[a-z]{4,}$)", name.strip())
        name = " ".join(name.split()).strip(" ,.;:()‘’'\"“”")
        name = f"'{name}" if marked else name  # *'thuis* is no ordinary word.
        name = _ARTICLE.sub("", _NEXT_SENTENCE.sub("", _SEAT.sub("", name)))
        kind = kind or (kind_by_words(name) if without_plural(name) != name else None)
        name = without_plural(name)
        if not name:
            return
        name = self._as_text_prints(name)
        first, _, rest = name.partition(" ")
        if first == "Huurders" and re.match(rf"{KIND_PREFIX}\s", rest):
            name = rest  # The head of a column stands above the name.
            first, _, rest = name.partition(" ")
        # *de stichting Stichting X*, *vereniging Woningbouwvereniging X*
        again = rest.lower().startswith(f"{first.lower()} ") or (
            is_legal_form(first) and first.islower() and re.match(rf"{KIND_PREFIX}\s", rest)
        )
        kind = kind or kind_by_words(name)
        # *huurdersvereniging Zandmeer* is called so, since the rest is a place or another's name.
        of_another = rest in municipality_codes() or self.knows_landlord(rest)
        own = kind == "tenant_organisation" and is_generic(first) and bool(rest) and of_another
        if own:
            name = f"{first[:1].upper()}{first[1:]} {rest}"
        elif rest and (again or is_generic(first)) and not self.knows(name):
            name = rest
        names = [name, *(a for a in aliases if a and not self._is_of_other_side(a, kind))]
        if party := self._bearer(names, kind):
            printed = {same_name(n) for n in party.names}
            party.aliases += [alias for alias in names if same_name(alias) not in printed]
            party.signatory = party.signatory or signatory
            if party.kind == "other":
                party.kind = kind
            return
        further = list(dict.fromkeys(names[1:]))
        self.found.append(FoundParty(name, kind, further, signatory, guessed=guessed))

    def _as_text_prints(self, name: str) -> str:
        """Return a name in capitals as the text prints it elsewhere, if it does (*ONS DAK*)."""
        if not name.isupper() or len(name) <= _LONGEST_ABBREVIATION:
            return name
        found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self.text, re.IGNORECASE)
        return next((hit[0] for hit in found if re.search(r"[A-Z][a-z]", hit[0])), name)

    def _is_of_other_side(self, alias: str, kind: str) -> bool:
        """Tell whether what should be short for tenants is a landlord's name (*HV De Vlam (X)*)."""
        return kind == "tenant_organisation" and any(
            party.kind == "housing_association" and same_name(alias) == same_name(party.name)
            for party in self.found
        )

    def bearer(self, name: str) -> FoundParty | None:
        """Return the party that a printed name means, whatever its kind; None if none is known."""
        wanted = {same_name(name), same_name(bare_name(name))}
        found = self._bearer([name], kind_by_words(name)) or next(
            (
                party
                for party in self.found
                if wanted
                & {same_name(n) for n in (party.name, bare_name(party.name), *party.aliases)}
            ),
            None,
        )
        found = found or next((p for p in self.found if is_without_kind(name, p)), None)
        longer = [party for party in self.found if party.name.startswith(f"{name} ")]
        # The end of a name may stand on the next line.
        return longer[0] if len(longer) == 1 and found in (None, *longer) else found

    def _bearer(self, names: Sequence[str], kind: str) -> FoundParty | None:
        """Return the first party that bears one of some names, the full one first."""
        wanted = {same_name(n) for n in names} | {compared(names[0], kind)}
        for party in self.found:
            printed = {same_name(n) for n in party.names}
            ends = any(
                one.count("-")
                and full.endswith("-" + one)
                and not full.endswith("-en-" + one)
                and party.kind == kind
                for one in wanted
                for full in printed
            )
            tenants = kind == party.kind == "tenant_organisation"
            short = tenants and (abbreviates(names[0], party) or _is_but_for_kind(names[0], party))
            if party.kind == "municipality" and kind not in ("municipality", "other"):
                continue  # *Woonstichting Zandmeer*
            if ends or short or wanted & (printed | {compared(party.name, party.kind)}):
                return party
        return None

    def joined_names(self) -> list[str]:
        """Return the names found that have a sign or word in them at which others are split."""
        names = (name for party in self.found for name in party.names)
        return [name for name in names if re.search(r"\s(?:en|&|/)\s", name)]

    def has_all_sides(self) -> bool:
        """Tell whether municipality, association and tenants are known to sign."""
        sides = {p.kind for p in self.found if p.signatory}
        return {"municipality", "housing_association", "tenant_organisation"} <= sides

    def knows(self, name: str) -> bool:
        """Tell whether a party is called so."""
        plain = same_name(name)
        return any(plain == same_name(n) for p in self.found for n in p.names)

    def knows_landlord(self, name: str) -> bool:
        """Tell whether a party other than one of tenants has a name, or has it in its name."""
        plain = same_name(name)
        return any(
            plain in same_name(printed)
            for party in self.found
            if party.kind != "tenant_organisation"
            for printed in party.names
        )

    def means_landlord(self, name: str) -> bool:
        """Tell whether a name means a party other than one of tenants; a part becomes an alias."""
        return self.knows_landlord(name) and self.means(name)

    def means(self, name: str) -> bool:
        """Tell whether a name means a party that is known; a part of its name becomes an alias."""
        if self.knows(name):
            return True
        plain = same_name(name)
        printed = [[same_name(n) for n in p.names] for p in self.found]
        fitting = [
            party
            for party, names in zip(self.found, printed, strict=True)
            if any(plain in one.split("-") for one in names)
        ]
        # Tenants bear the name of their landlord, and the name alone is the landlord's.
        fitting.sort(key=lambda party: party.kind == "tenant_organisation")
        for party in fitting[:1]:
            party.aliases.append(name)
        return bool(fitting)

    def parties(self) -> Parties:
        """Return everything found, signatories first, municipalities before the others."""
        order = {"municipality": 0, "housing_association": 1, "tenant_organisation": 2, "other": 3}
        whole = without_pairs(without_halves(self.found, self.text))
        self.found = without_kinds(without_rows(whole))
        join_short_names(self.found)
        self._settle_kinds()
        self._bare_aliases()
        for party in self.found:
            party.key = party.key or _key(party)
        kept = sorted(self.found, key=lambda p: (not p.signatory, order.get(p.kind, 3)))
        first: dict[str, FoundParty] = {}
        for party in kept:
            one = first.setdefault(party.key, party)
            if one is not party:
                one.aliases += [n for n in party.names if n not in one.aliases]
        result = tuple(
            Party(p.key, p.name, p.kind, _others(p), p.signatory, p.code) for p in first.values()
        )
        signed = {p.key for p in first.values() if p.signed}
        everybody = tuple(
            p.key for p in result if p.signatory and (p.kind != "other" or p.key in signed)
        )
        groups = tuple((name, tuple(keys)) for name, keys in self.groups)
        groups += tuple((word, everybody) for word in sorted(self.words_for_all))
        if number := _NUMBERS.get(len(everybody)):
            groups += tuple((f"{number} {word}", everybody) for word in _OF_ALL)
        groups += tuple(
            (word, keys)
            for word, names in self.collectives.items()
            if len(keys := self._keys(names)) == len(set(names))
        )
        return Parties(result, groups, everybody)

    def _keys(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the keys of the parties of those names."""
        wanted = {same_name(name) for name in names}
        return tuple(
            party.key for party in self.found if wanted & {same_name(name) for name in party.names}
        )

    def _settle_kinds(self) -> None:
        """A foundation that signs and is no tenant organisation owns the dwellings."""
        others = {same_name(n) for p in known_parties() if p.kind == "other" for n in p.names}
        for party in self.found:
            if same_name(bare_name(party.name)) in others:
                continue
            kinds = {m.code for m in scheme("party_kind").matches(bare_name(party.name))}
            helps = scheme("party_name").finds("partner", party.name) or _CARE.search(party.name)
            if party.kind == "other" and party.signatory and "other" not in kinds and not helps:
                party.kind = "housing_association"
        houses = [p for p in self.found if p.kind == "housing_association" and p.signatory]
        unions = [party for party in houses if is_of_landlords(party.name)]
        for party in unions if len(unions) < len(houses) else ():
            # Where its members sign it lets no dwellings itself.
            party.kind, party.signatory = "other", False

    def is_place(self, name: str) -> bool:
        """Tell whether the text speaks of a name as of a place (*in Wolvega*)."""
        place = rf"\b(?:in|te|uit|rond)\s+(?:de\s+|het\s+)?{re.escape(name)}(?!\w)"
        return re.search(place, self.text) is not None

    def _bare_aliases(self) -> None:
        """Add the name without its legal form or kind where only one party can be meant."""

        def short(party: FoundParty) -> str:
            plain = bare_name(party.name)
            first, _, rest = plain.partition(" ")
            known = scheme("party_kind").best(first, weak=False) is not None
            named = rest if rest and known else plain
            if re.match(r"(?:de|het)\s+[A-Z]", named):
                named = named[0].upper() + named[1:]  # *Woningstichting de Eik* is *De Eik*.
            return named if begins_name(named) else plain

        # Where tenants bear the name of their landlord, the name alone is the landlord's.
        owners = [p for p in self.found if p.kind != "tenant_organisation"]
        taken = [same_name(name) for p in owners for name in {short(p), *p.aliases}]
        full = {same_name(n) for p in self.found for n in p.names}
        for party in self.found:
            plain = short(party)
            shared = taken.count(same_name(plain)) - (party.kind != "tenant_organisation")
            fresh = same_name(plain) not in full and not shared and not self.is_place(plain)
            tenants = party.kind == "tenant_organisation"
            fresh = fresh and not (
                # *HBV de Eik Oost* are the tenants of *de Eik*, which works in *Oost*.
                tenants and any(same_name(plain).startswith(f"{owner}-") for owner in taken)
            )
            if fresh and len(plain) > 3 and party.kind != "municipality" and begins_name(plain):
                party.aliases.append(plain)


def _is_but_for_kind(name: str, party: FoundParty) -> bool:
    """Tell whether two names differ only in the word for the kind before one of them."""
    for one, other in ((name, party.name), (party.name, name)):
        first, _, rest = one.partition(" ")
        if rest and is_kind_word(first) and same_name(rest) == same_name(other):
            return True
    return False


def is_generic(word: str) -> bool:
    """Tell whether a word before a name only says what it is: *corporatie X* is called *X*."""
    return word.islower() and word in _GENERIC


def _others(party: FoundParty) -> tuple[str, ...]:
    """Return the further names of a party, each once."""
    return tuple(name for name in dict.fromkeys(party.aliases) if name != party.name)


def _key(party: FoundParty) -> str:
    """Return the key: that of the reference data, an abbreviation, or the slug of the name."""
    names = {same_name(n) for n in party.names if len(n) > 4}
    for known in known_parties():
        if names & {same_name(n) for n in known.names if len(n) > 4}:
            return known.key
    for alias in party.aliases:
        if re.fullmatch(r"[A-Z][A-Za-z]*[A-Z](?:\s[A-Z]+)?", alias) and len(alias) <= 8:
            return slug(alias)
    return slug(bare_name(party.name))
