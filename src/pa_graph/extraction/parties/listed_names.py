"""Names in a row of parties: how an item of a list is printed, and the kind that it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pa_graph.extraction.parties.names import is_known, kind_by_words, municipality_codes
from pa_graph.extraction.parties.patterns import (
    KIND_PREFIX,
    NAME,
    NOT_A_NAME,
    is_kind_word,
    is_of_a_document,
    split_names,
)
from pa_graph.model.vocabulary import scheme

_QUOTES = "‘’'\"“”„"
BRACKET = r"(?:\s*\([^()]{1,90}\))?"
PRINTED = rf"(?:de\s+|het\s+|(?:De|Het)\s+(?=[a-z]))?(?P<name>(?:{KIND_PREFIX}\s+)?{NAME})"
ITEM = re.compile(rf"\s*{PRINTED}(?P<bracket>{BRACKET})\s*")
LAST_ITEM = re.compile(rf"\s*{PRINTED}(?P<bracket>{BRACKET})")
_ALIAS = re.compile(
    rf"\(\s*(?:hierna\s*:?\s*)?[{_QUOTES}]?(?P<alias>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){{0,3}})[{_QUOTES}]?\s*(?:[;,)]|$)"
)
# *de wethouder Wonen*
_OFFICE = re.compile(r"Wonen|Volkshuisvesting|(?:Wethouder|Burgemeester|Bestuurder|Directeur)\b.*")
# *Samen wonen in Eersel*
_MOTTO = re.compile(
    r"(?:\w+\s)?(?:[Ww]onen|[Tt]huis|[Bb]ouwen|[Ll]even)\s(?:in|aan|voor)\s(?P<place>.+)"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A party in a row of parties.

    Attributes:
        name: as printed, with its kind or legal form.
        kind: as its words or its place in the row tell.
        alias: the short name in the brackets behind it, or an empty string.
        signs: whether it is a party to the agreement.
        guessed: whether only its place in a row tells the kind.
    """

    name: str
    kind: str
    alias: str
    signs: bool = True
    guessed: bool = False


def kind_of(name: str) -> str | None:
    """Return the kind that the words of a name tell, None if they tell none."""
    if is_municipality(name):
        return "municipality"
    if (" " not in name and is_kind_word(name)) or is_of_a_document(split_names(name)[0]):
        return "other"
    if _is_motto(name):
        return "other"
    if _OFFICE.fullmatch(name) or scheme("party_name").finds("partner", name):
        return "other"
    kind = kind_by_words(name)
    if kind != "other":
        return kind
    legal = re.match(r"(?:stichting|coöperatie|vereniging)\b", name, re.IGNORECASE)
    known = scheme("party_kind").best(name, weak=False) is not None
    return "other" if (known and not legal) or NOT_A_NAME.match(name) else None


def kind_under(kind: str, name: str) -> str:
    """Return the kind of a name below or behind a word for a kind, where its own words tell more.

    *Huurdersorganisaties: Fijn Wonen* are tenants, called as landlords are, but for a known one.
    """
    own = kind_of(name) or kind
    sounds_so = own == "housing_association" and kind == "tenant_organisation"
    return kind if sounds_so and not is_known(name) and not is_kind_word(name.split()[0]) else own


def is_municipality(name: str) -> bool:
    """Tell whether a printed name is that of a municipality."""
    if re.match(r"gemeente\s+[A-Z]", name, re.I) or name in municipality_codes():
        return True
    return name.isupper() and name.lower() in _municipalities_in_small_letters()


@cache
def _municipalities_in_small_letters() -> frozenset[str]:
    return frozenset(name.lower() for name in municipality_codes())


def listed(item: re.Match[str], kind: str) -> Listed:
    """Return the party that an item names; its own words tell its kind before *kind* does."""
    alias = _ALIAS.match(item["bracket"].strip())
    own = kind_by_words(item["name"])
    return Listed(
        split_names(" ".join(item["name"].split()))[0],
        own if own != "other" else kind,
        alias["alias"] if alias else "",
        guessed=own == "other",
    )


def _is_motto(name: str) -> bool:
    """Tell whether a name is the title of a document (*Wonen in Eersel*)."""
    found = _MOTTO.fullmatch(name)
    return found is not None and found["place"] in municipality_codes()
