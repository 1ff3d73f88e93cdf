"""The names by which a text may mean a municipality, with their codes.

They are those of today, those that are no more in the years when they were, and names that several
bear (*Bergen*).
"""

from __future__ import annotations

import re

from pa_graph.extraction.parties.former_municipalities import former_municipalities
from pa_graph.extraction.parties.names import (
    municipality_codes,
)
from pa_graph.extraction.parties.patterns import NAME

PLACE = rf"(?:het\s+)?{NAME}"
"""A name, which may begin with a small article (*het Bildt*)."""
TITLE_LENGTH = 200
"""Code points in which a title stands."""
_OF_PROVINCE = re.compile(r"(?P<name>.+) \((?P<province>\w+\.?)\)")
_PROVINCES = {"NH.": "Noord-Holland", "L.": "Limburg", "Z.": "Zeeland", "O.": "Overijssel"}


def codes_of_former(year: int | None) -> dict[str, str]:
    """Return the codes of those that are no longer by name, but for those gone before a year."""
    return {
        name: each.code
        for name, each in former_municipalities().items()
        if year is None or year <= each.last_year
    }


def year_of_title(before: str) -> int | None:
    """Return the first year that a title prints, None if it prints none."""
    year = re.search(r"\b20\d\d\b", before[:TITLE_LENGTH])
    return int(year[0]) if year else None


def codes_of_shared_names(whole: str) -> dict[str, str]:
    """Return the code of a name that several municipalities bear (*Bergen*), where it is used.

    It is that of the province which the text names, if it names one of theirs.
    """
    shared: dict[str, list[tuple[str, str]]] = {}
    for name, code in municipality_codes().items():
        if found := _OF_PROVINCE.fullmatch(name):
            shared.setdefault(found["name"], []).append((found["province"], code))
    codes = {}
    for name, several in shared.items():
        word = rf"\b[Gg]emeenten?\s+(?:[\w’'-]+(?:,\s+|\s+en\s+))*{re.escape(name)}(?!\s+op\b|\w)"
        if len(several) > 1 and re.search(word, whole):
            named = {code: whole.count(_PROVINCES.get(short, "¶")) for short, code in several}
            codes[name] = max(sorted(named), key=lambda code: named[code])
    return codes


def parts_of_row(words: str) -> list[str]:
    """Return the names in a row (*A, B en C*); what goes on small behind *en* is no other."""
    return re.split(r",\s*|\s+en\s+(?=[A-Z])", words)


def municipality_in(words: str, lowered: dict[str, str]) -> str | None:
    """Return the municipality that the words begin with, longest name first."""
    parts = re.sub(r"^gemeente\s+", "", words.strip(), flags=re.IGNORECASE).split()
    for count in range(min(4, len(parts)), 0, -1):
        name = " ".join(parts[:count]).strip(".,;:()").replace("’", "'").lower()
        # A name may begin with an apostrophe (*'s-Hertogenbosch*), or stand in quotes.
        for printed in (name, name.strip("'")):
            if printed in lowered:
                return lowered[printed]
    return None
