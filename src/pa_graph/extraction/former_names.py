"""Names that an organisation bore before, or that those it came from bore, as a document says.

*Woonstichting Dinkelrand (voorheen Woningstichting Glane)*, *de rechtsopvolger van Overdinkel*,
*ontstaan uit een fusie van Glane en De Lutte*: the words stand right behind the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pa_graph.model.agreement import Party

_CUE = (
    r"(?:(?:het\s+)?voorheen|voormalige?|vroeger|eerder|(?:de\s+)?rechtsopvolger\s+van"
    r"|(?:de\s+)?opvolger\s+van|(?:is\s+)?(?:ontstaan|voortgekomen)\s+uit"
    r"(?:\s+(?:de|een)\s+(?:fusie|samenvoeging)\s+(?:van|tussen))?|fusie\s+van|fusiecorporatie\s+van)"
)
_NAME = (
    r"(?:(?:de|het)\s+)?(?:[Ss]tichting\s+|(?:[Ww]oon|[Ww]oning)\w*\s+|[Hh]uurders\w+\s+)?"
    r"[A-Z\u00c0-\u00dd][\w\u2019'&-]*"
    r"(?:\s+(?:(?:van|de|den|der|het|voor)\s+)*[A-Z\u00c0-\u00dd][\w\u2019'&-]*)*"
)
_AFTER = re.compile(rf"[\s,]*\(?\s*{_CUE}\s+(?P<names>{_NAME}(?:(?:\s*,\s*|\s+en\s+){_NAME})*)")
_SAID = re.compile(rf"\b{_CUE}\s+{_NAME}")
_BETWEEN = re.compile(r"\s*,\s*|\s+en\s+")


def with_former_names(parties: Iterable[Party], text: str) -> tuple[Party, ...]:
    """Return the parties, those with the names that *text* says they bore before."""
    if not _SAID.search(text):
        return tuple(parties)  # To look behind every name takes longer, and most texts say nothing.
    return tuple(
        party if party.municipality_code else replace(party, former_names=former_names(party, text))
        for party in parties
    )


def former_names(party: Party, text: str) -> tuple[str, ...]:
    """Return the names that stand behind a name of *party* as earlier ones, each once."""
    found: dict[str, None] = {}
    own = {name.lower() for name in (party.name, *party.aliases)}
    for name in (party.name, *party.aliases):
        words = r"\s+".join(re.escape(word) for word in name.split())
        for hit in re.finditer(rf"(?<!\w){words}(?!\w)", text):
            if after := _AFTER.match(text, hit.end()):
                for former in _BETWEEN.split(" ".join(after["names"].split())):
                    if former.lower() not in own:
                        found[former] = None
    return tuple(found)
