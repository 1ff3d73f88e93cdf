"""The parties found so far, and which of the names found are no party of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pa_graph.extraction.parties.names import bare_name, same_name
from pa_graph.extraction.parties.patterns import fits, is_kind_word, without_group

_LINKS = frozenset({"van", "voor", "de", "het", "den", "der", "en", "aan", "in", "op", "te"})
_LINKED = re.compile(r"(?:in|te|aan|op|van|Groep|en\s+[Oo]mstreken|e\.o\.)\b")


@dataclass
class FoundParty:
    """A party while it is put together."""

    name: str
    kind: str
    aliases: list[str] = field(default_factory=list)
    signatory: bool = False
    key: str = ""
    code: str | None = None
    guessed: bool = False
    """Whether nothing but its place in a row tells its kind."""
    signed: bool = False
    """Whether its name stands under the document, not for a part only."""
    bound_in_part: bool = False
    """Whether the document says that only a part of it binds the party."""

    @property
    def names(self) -> tuple[str, ...]:
        """The printed names so far, the fullest first."""
        return (self.name, *self.aliases)


def without_halves(found: list[FoundParty], text: str) -> list[FoundParty]:
    """Leave out names that a page or line broke off (*Huurders Leusden Voor*).

    Args:
        found: the parties.
        text: of the document, on one line.
    """
    full = {same_name(name) for p in found for name in p.names}
    for party in list(found):
        longer = next((p for p in found if _goes_on(party.name, p.name, text)), None)
        if longer is not None:
            longer.aliases += [alias for alias in party.aliases if alias != longer.name]
            longer.signatory = longer.signatory or party.signatory
            found.remove(party)
    return [
        party
        for party in found
        if party.name.split()[-1].lower() not in _LINKS
        or not any(name.startswith(same_name(party.name) + "-") for name in full)
    ]


def without_pairs(found: list[FoundParty]) -> list[FoundParty]:
    """Leave out what is two parties joined (*X en Y*), each known by its own name.

    A short name goes to the one that it fits (*X en Thuis op Duin (ToD)*).
    """
    bearers = {
        same_name(rest): party
        for party in found
        for first, _, rest in (name.partition(" ") for name in party.names)
        if rest and is_kind_word(first)
    }
    bearers |= {same_name(bare_name(p.name)): p for p in found}
    bearers |= {same_name(n): p for p in found for n in p.names}
    kept = []
    for party in found:
        parts = re.split(r"\s(?:en|&)\s", party.name)
        each = [bearers.get(same_name(part)) for part in parts]
        if len(parts) == 1 or not all(one is not None and one is not party for one in each):
            kept.append(party)
            continue
        for alias in party.aliases:
            fitting = [one for part, one in zip(parts, each, strict=True) if fits(alias, part)]
            if len(fitting) == 1 and fitting[0] is not None and alias.isalpha():
                fitting[0].aliases.append(alias)
    return kept


def without_rows(found: list[FoundParty]) -> list[FoundParty]:
    """Leave out what is the names of others in a row (*Accio Portaal*), lines of a list as a rule.

    A word for a kind may stand before them; what has an abbreviation is a name.
    """
    names = {
        tuple(same_name(printed).split("-")): party
        for party in found
        if party.kind != "municipality"
        # *Duinwonen Oost* is no row of *Duinwonen* and *Huurdersvereniging Oost*.
        for printed in (
            {bare_name(party.name), party.name}
            if party.kind != "tenant_organisation"
            else (party.name,)
        )
    }
    return [
        party
        for party in found
        if any(alias.isupper() for alias in party.aliases)
        or not _is_row(
            tuple(same_name(party.name).split("-")),
            {
                words
                for words, owner in names.items()
                # *De Huurdersraad* is short for *Huurdersraad Duinwonen*.
                if owner is not party and not (len(words) == 1 and is_kind_word(words[0]))
            },
        )
    ]


def _is_row(words: tuple[str, ...], names: set[tuple[str, ...]]) -> bool:
    """Tell whether words are two names at least, one behind the other."""
    starts = [1 if is_kind_word(words[0]) else 0, 0]
    return any(_parts_of(words[start:], names) > 1 for start in starts)


def _parts_of(words: tuple[str, ...], names: set[tuple[str, ...]]) -> int:
    """Return how many names the words are, 0 if they are not only names."""
    for end in range(len(words), 0, -1):
        if words[:end] in names:
            if end == len(words):
                return 1
            if rest := _parts_of(words[end:], names):
                return 1 + rest
    return 0


def without_kinds(found: list[FoundParty]) -> list[FoundParty]:
    """Leave out a word for a kind (*Huurdersgroep*) where a longer name begins with it."""
    names = [
        same_name(name)
        for party in found
        for printed in party.names
        for name in (printed, bare_name(printed))
    ]
    return [
        party
        for party in found
        if " " in bare_name(party.name)
        or party.kind != "tenant_organisation"
        or not any(name.startswith(f"{same_name(bare_name(party.name))}-") for name in names)
    ]


def join_short_names(found: list[FoundParty]) -> None:
    """Make one of a name and the same with more behind it.

    That is a link (*X in Norg en Oost*), or what only the signature has (*Stichting X Oost*).
    """
    for brief in list(found):
        begins = f"{bare_name(brief.name)} "
        longer = [
            party
            for party in found
            if bare_name(party.name).startswith(begins)
            and (
                _LINKED.match(bare_name(party.name)[len(begins) :])
                or (party.signed and not brief.signed)
            )
            and party.kind in (brief.kind, "housing_association")
        ]
        # *Woongroep X* is *X*.
        longer = longer or [
            party
            for party in found
            if not brief.signatory
            and party.kind == "housing_association"
            and without_group(party.name) == bare_name(brief.name)
        ]
        if len(longer) == 1 and brief.kind in ("housing_association", "other"):
            longer[0].aliases += [brief.name, *brief.aliases]
            longer[0].signatory = longer[0].signatory or brief.signatory
            found.remove(brief)


def part_joined_names(found: list[FoundParty], text: str) -> None:
    """Settle what *X en Y* is beside *X*: one name, or two parties in a row.

    It is one name if it has an abbreviation, or if X never stands without Y, and two if Y
    stands somewhere on its own.

    Args:
        found: the parties; what is settled is taken out.
        text: the whole text, on one line.
    """
    for joined in list(found):
        sign = " / " if " / " in joined.name else " en "
        first, link, second = joined.name.partition(sign)
        half = next((p for p in found if same_name(p.name) == same_name(first)), None)
        if not link or half is None or half is joined:
            continue
        own = rf"(?<!\w){re.escape(second)}(?!\w)"
        joint = rf"{re.escape(sign.strip())}\s+{own}"
        abbreviated = any(
            alias.isupper() and alias not in joined.name.split() for alias in joined.aliases
        )
        if abbreviated and not half.aliases:
            found.remove(half)  # One abbreviation, one name.
        elif len(re.findall(own, text)) > len(re.findall(joint, text)):
            found.remove(joined)
        elif not re.search(rf"(?<!\w){re.escape(first)}(?!\w)(?!\s+{joint})", text):
            found.remove(half)


def _goes_on(begun: str, name: str, text: str) -> bool:
    """Tell whether a name is but the beginning of another wherever it stands."""
    if name.startswith(f"{begun}, "):
        return True
    if not name.startswith(f"{begun} "):
        return False
    after = re.escape(name[len(begun) :].split()[0])
    alone = rf"(?<!\w){re.escape(begun)}(?!\w)(?![\s¶]+{after})"
    return re.search(alone, text) is None
