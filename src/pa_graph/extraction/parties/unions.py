"""Unions in which parties work together: what a document says of who belongs to one.

*STUW is het verband waarin de corporaties samenwerken: A, B en C*, *de Federatie, bestaande uit A
en B*, *de huurdersorganisaties werken samen als XYZ*. Where the members sign themselves, the name
of the union means them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pa_graph.extraction.parties.patterns import NAME, NOT_A_NAME
from pa_graph.extraction.parties.told_words import Meaning

_UNION: Final = r"\b(?:verband|samenwerkingsverband|federatie|koepel)\b"
_WORD: Final = re.compile(_UNION)
_SHORT: Final = r"(?:\s*\((?:hierna:?\s+)?[‘’'\"“”]?(?P<short>[A-Z][\w-]{1,11})[‘’'\"“”]?\))?"
_NAMED: Final = rf"(?P<word>{NAME}){_SHORT}"
_ROW: Final = r"(?P<text>[A-Z‘’'][^.;:¶]{4,220}?)(?=\s*(?:[.;¶]|$|\s–\s))"
_IS: Final = re.compile(
    rf"{_NAMED}(?:,|\s+is|\s+vormt)?\s+(?:(?:het|een|de)\s+)?(?:\w+\s+){{0,2}}?{_UNION}"
    rf"(?:[^.;:¶()]{{0,120}}:|,?\s+(?:van|bestaande\s+uit))\s+(?:de\s+)?{_ROW}"
)
_CONSISTS: Final = re.compile(rf"{_NAMED},?\s+(?:bestaande|bestaat)\s+uit\s+(?:de\s+)?{_ROW}")
_WORKS_AS: Final = re.compile(
    r"\b[Dd]e\s+(?P<text>(?:\w+\s+)?(?:huurders\w+|(?:woning)?corporaties))\s+"
    r"(?:werken\s+samen|zijn\s+verenigd|hebben\s+zich\s+verenigd)\s+(?:als|in|onder\s+de\s+naam)\s+"
    rf"(?:de\s+|het\s+)?{_NAMED}"
)
# *de vier samenwerkende corporaties, verder de VSW: A, B, C en D*
_CALLED: Final = re.compile(
    r"\b\w*(?:corporaties|(?:gemeenten|organisaties|verenigingen))\b[^.;:¶]{0,40}?"
    r"\b(?:verder|hierna|samen)\s+(?:te\s+noemen\s+|genoemd\s+|ook\s+)?(?:de\s+)?"
    rf"[‘’'\"“”]?(?P<word>[A-Z][\w-]{{1,11}})[‘’'\"“”]?(?P<short>)\s*:\s+{_ROW}"
)
_IN_IT: Final = re.compile(
    r"\b[Ii]n\s+(?:de|het)\s+(?P<word>[A-Z][\w-]{1,20})(?P<short>)\s+werken\b[^.;:¶]{0,60}\bsamen:\s+"
    rf"{_ROW}"
)

# *Federatie Zandmeerse Corporaties*, *Vereniging van Woningcorporaties Zandmeer*
_OF_LANDLORDS: Final = re.compile(
    r"(?P<name>\b(?:Federatie|Vereniging|Koepel|Unie|Regionaal\s+Overleg)\s+(?:(?:van|van\s+de|de)\s+)?"
    rf"(?:[A-Z][\w-]+\s+)?(?:[Ww]oning)?[Cc]orporaties(?:\s+{NAME})?)"
    # *De Zandmeerse Corporaties (ZCo) vernieuwen …*
    r"|\bDe\s+(?P<short>[A-Z]\w+se\s+(?:Woning)?[Cc]orporaties)\s+\((?P<word>[A-Z]\w{1,6})\)"
)
# *De corporaties werken samen in de Zandmeerse Woonfederatie (verder: de federatie).*
_WORKS_IN: Final = re.compile(
    rf"\bsamen\s+in\s+(?:de|het)\s+(?P<name>{NAME})\s*\((?:verder|hierna|afgekort|kortweg):?\s+"
    r"(?:de\s+|het\s+)?[‘’'\"“”]?(?P<word>[\w-]{3,})[‘’'\"“”]?\)"
)


def acting_unions(text: str) -> Iterator[tuple[str, str]]:
    """Yield the names of unions that a text names without their members, each with a short one.

    Args:
        text: of the document on one line.
    """
    for hit in _WORKS_IN.finditer(text):
        yield hit["name"], hit["word"]
    for hit in _OF_LANDLORDS.finditer(text):
        yield hit["name"] or hit["short"], hit["word"] or ""


def unions(text: str, lines: Sequence[str]) -> Iterator[Meaning]:
    """Yield the name of each union with the words that say who its members are.

    Args:
        text: of the document on one line.
        lines: the same as printed; a list of words explains one on each.
    """
    found = [
        hit
        for pattern in (_IS, _CONSISTS, _WORKS_AS, _CALLED, _IN_IT)
        for hit in pattern.finditer(text)
    ]
    # To look for the word first is many times faster than for the name before it.
    found += [hit for line in lines if _WORD.search(line) and (hit := _IS.match(line))]
    for hit in found:
        for word in (hit["word"], hit["short"]):
            if word and not NOT_A_NAME.match(word):
                yield Meaning(word, hit["text"])
