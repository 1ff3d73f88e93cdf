"""Tenant organisations that only what is said of them shows: they speak for the tenants.

*De huurders worden vertegenwoordigd door De Bundeling*, *Slim Thuis behartigt de belangen van de
huurders*: no word of such a name tells its kind, or one tells the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pa_graph.extraction.parties.names import is_known, times_named
from pa_graph.extraction.parties.patterns import NAME, is_kind_word, is_of_a_document
from pa_graph.extraction.parties.records import PartyRecords

_NAME: Final = rf"(?P<name>(?:(?:De|Het)\s+)?{NAME})"
_SPOKEN_FOR: Final = re.compile(
    r"\b[Hh]uurders\b(?!\w)[^.;:¶()]{0,80}?\b(?:vertegenwoordigd|bijgestaan|verenigd)\s+(?:door|in)\s+"
    rf"(?:de\s+|het\s+)?{_NAME}"
)
_SPEAKS: Final = re.compile(
    rf"{_NAME}\s+(?:vertegenwoordigt|behartigt\s+de\s+belangen\s+van|komt\s+op\s+voor"
    r"|spreekt\s+(?:voor|namens)|is\s+de\s+gesprekspartner\s+namens"
    r"|is\s+(?:de|een)\s+(?:vereniging|organisatie|stichting|belangenbehartiger|vertegenwoordiging)"
    r"\s+(?:van|voor))\s+"
    r"(?:(?:de|alle|onze)\s+)?(?:[a-z]+se\s+)?(?:huurders|bewoners)\b"
)
_FEWEST_USES: Final = 2


def add_who_speaks(records: PartyRecords, whole: str, opening: int) -> None:
    """Add who speaks for tenants, and let what is said of a name tell its kind.

    Args:
        records: the parties found so far.
        whole: the text on one line.
        opening: code points of it in which parties are introduced.
    """
    for name in _names(whole, opening):
        if is_kind_word(name.split()[0]) or is_of_a_document(name):
            continue
        if party := records.bearer(name):
            if party.kind == "other" or (
                party.kind == "housing_association" and not is_known(name)
            ):
                party.kind = "tenant_organisation"
        elif times_named(name, whole) >= _FEWEST_USES:
            records.add(name, "tenant_organisation", signatory=True)


def _names(whole: str, opening: int) -> Iterator[str]:
    for pattern in (_SPOKEN_FOR, _SPEAKS):
        for hit in pattern.finditer(whole, 0, opening):
            yield hit["name"]
