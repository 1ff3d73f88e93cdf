"""Record the parties of a document as they are found: which names mean one party, and its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pa_graph.extraction.parties.found import (
    FoundParty,
)
from pa_graph.extraction.parties.name_likeness import (
    abbreviates,
    abbreviates_rest,
    compared,
    differs_in_kind,
    is_spelt_apart,
    is_without_kind,
)
from pa_graph.extraction.parties.names import (
    bare_name,
    is_known,
    kind_by_words,
    municipality_codes,
    same_name,
)
from pa_graph.extraction.parties.patterns import (
    KIND_PREFIX,
    is_legal_form,
    without_group,
    without_plural,
)

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
_INITIAL_BEHIND = re.compile(r"\s[A-Z]$")
_NEXT_SENTENCE = re.compile(
    r"(?:\s+(?:De|Het|Een|In|Op|Dit|Deze|Waarom|Wat|Hoe|Wie|Voorwoord|Inleiding|Vooraf|Leeswijzer))+$"
)
# An article at the beginning of a line is none of the name: *De Huurdersraad Oost*.
_ARTICLE = re.compile(rf"^(?:De|Het)\s+(?=(?:{KIND_PREFIX})\s|[\w\s]*\w(?:federatie|vereniging)$)")
# *Huurdersorganisaties van beide corporaties*
_NO_NAME = re.compile(r"de|het|van\s+(?:beide|alle|de)\s+\w+", re.IGNORECASE)
_LONGEST_ABBREVIATION = 5
_SHORTEST_NAME = 4

# Behind the head of a column (*Huurders*): a name that has its own kind.
_OWN_KIND = re.compile(r"(?:Stichting|Wo(?:on|ning)\w+|Huurders\w+|Bewoners\w+)\s")


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
        marked = re.match(r"['’](?=[A-Za-z][a-z]{3,}$)", name.strip())
        name = " ".join(name.split()).strip(" ,.;:()‘’'\"“”")
        name = re.sub(r"^(?:Met|Voor|Namens|Door|Aan)\s+(?=[A-Z])", "", name)
        name = f"'{name}" if marked else name  # *'thuis* is no ordinary word.
        name = _ARTICLE.sub("", _NEXT_SENTENCE.sub("", _SEAT.sub("", _spelt(name))))
        kind = kind or (kind_by_words(name) if without_plural(name) != name else None)
        name = without_plural(name)
        if not name or _NO_NAME.fullmatch(name):
            return
        name = self._as_text_prints(name)
        begun = _INITIAL_BEHIND.sub("", name)
        name = begun if self.knows(begun) else name  # The person below it begins so.
        first, _, rest = name.partition(" ")
        if first == "Huurders" and _OWN_KIND.match(rest):
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
        """Return a name in capitals as the text prints it elsewhere, if it does (*ONS DAK*).

        A short one may be an abbreviation: it is none if it stands so within a sentence.
        """
        if not name.isupper() or len(name) < _SHORTEST_NAME:
            return name
        before = r"(?<!\w)" if len(name) > _LONGEST_ABBREVIATION else r"(?<=[a-z,]\s)"
        found = re.finditer(rf"{before}{re.escape(name)}(?!\w)", self.text, re.IGNORECASE)
        return next((hit[0] for hit in found if re.search(r"[A-Z][a-z]", hit[0])), name)

    def _is_of_other_side(self, alias: str, kind: str) -> bool:
        """Tell whether what should be short for tenants is a landlord's name (*HV De Vlam (X)*)."""
        return kind == "tenant_organisation" and any(
            party.kind == "housing_association" and same_name(alias) == same_name(party.name)
            for party in self.found
        )

    def bearer(self, name: str) -> FoundParty | None:
        """Return the party that a printed name means, whatever its kind; None if none is known."""
        name = _spelt(name)
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
        found = found or next((p for p in self.found if is_spelt_apart(name, p)), None)
        own = same_name(without_group(name))  # *Woongroep Veldzicht* is *Veldzicht*.
        found = found or next(
            (
                p
                for p in self.found
                if p.kind == "housing_association" and own in map(same_name, p.names)
            ),
            None,
        )
        found = found or next(
            (p for p in self.found if is_without_kind(name, p) or abbreviates_rest(name, p)), None
        )
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
            short = tenants and differs_in_kind(names[0], party.name)
            # *WBV Zandmeer* is *Woningbouwvereniging Zandmeer*.
            short = short or (kind == party.kind and abbreviates(names[0], party))
            if party.kind == "municipality" and kind not in ("municipality", "other"):
                continue  # *Woonstichting Zandmeer*
            if kind == "housing_association" and is_known(names[0]) and _lends(party, names[0]):
                party.aliases = [a for a in party.aliases if same_name(a) != same_name(names[0])]
                continue  # *Huurdersvereniging De Vlam (X)* are the tenants of *X*.
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

    def is_place(self, name: str) -> bool:
        """Tell whether the text speaks of a name as of a place (*in Wolvega*)."""
        place = rf"\b(?:in|te|uit|rond)\s+(?:de\s+|het\s+)?{re.escape(name)}(?!\w)"
        return re.search(place, self.text) is not None


def _lends(party: FoundParty, name: str) -> bool:
    """Tell whether a name is known of tenants, and no part of what they are called."""
    aliases = {same_name(alias) for alias in party.aliases}
    own = same_name(name) in same_name(party.name)
    return party.kind == "tenant_organisation" and same_name(name) in aliases and not own


def _spelt(name: str) -> str:
    """Return a name with its legal form in full: *St. Huurdersplatform Oost* is no saint."""
    return re.sub(rf"^St\.?\s+(?={KIND_PREFIX}\b)", "Stichting ", name)


def is_generic(word: str) -> bool:
    """Tell whether a word before a name only says what it is: *corporatie X* is called *X*."""
    return word.islower() and word in _GENERIC
