"""Read legends: lines that are an abbreviation and the name it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pa_graph.extraction.parties.names import letters_of
from pa_graph.extraction.parties.patterns import (
    KIND_PREFIX,
    NAME,
    NOT_A_NAME,
    fits,
    is_organisation,
    letters_in_order,
    split_names,
)
from pa_graph.extraction.parties.records import PartyRecords

_ENTRY: Final = re.compile(
    rf"^\W{{0,3}}(?P<alias>[A-Z][A-Za-z&.-]{{0,7}}(?:\s[A-Z]\w+)?)(?:\s{{2,}}|\t|\s*(?:=|:|–)\s*)"
    rf"(?:de\s+|het\s+)?(?P<name>(?:{KIND_PREFIX}\s+)?{NAME})(?:\s*\([^()]*\))?\W*$",
    re.MULTILINE,
)
# One line may have several.
_NEXT_ON_LINE: Final = re.compile(r"\s{2,}(?=[A-Z][A-Za-z&.-]{0,7}\s*=\s)")
# *HVL – Huurdersvereniging Langedijk, vertegenwoordigt de huurders van …*
_EXPLAINED: Final = re.compile(r",\s+[a-z].*$")
_FEWEST_BEHIND: Final = 3
_FEWEST_FITTING: Final = 2


def take_legends(
    records: PartyRecords, lines: Sequence[str], behind: Sequence[str]
) -> dict[str, str]:
    """Take the entries of legends into the records; return the name that each explains.

    Args:
        records: the parties found so far; those of the entries are added.
        lines: of the opening, as printed.
        behind: the lines behind the last commitment, where a list may explain any name; who stands
            in it need not sign.
    """
    legend: dict[str, str] = {}
    _take(records, lines, legend, signatory=True)
    plain = [_EXPLAINED.sub("", line) for line in behind]
    if sum(_ENTRY.match(line) is not None for line in plain) >= _FEWEST_BEHIND:
        _take(records, plain, legend, signatory=False)
    return legend


def _is_made_of(alias: str, name: str) -> bool:
    """Tell whether the letters of an abbreviation are in a name, in order, the first at first."""
    letters, full = letters_of(alias), letters_of(name)
    return letters[:1] == full[:1] and letters_in_order(letters, full)


def _take(
    records: PartyRecords, lines: Sequence[str], legend: dict[str, str], *, signatory: bool
) -> None:
    parts = [part for line in lines for part in _NEXT_ON_LINE.split(line)]
    hits = [found for part in parts if (found := _ENTRY.match(part.strip(" |")))]
    # Among others that are surely such, letters in their order are enough (*WCo  Wooncampagne*).
    in_legend = sum(fits(hit["alias"], hit["name"]) for hit in hits) >= _FEWEST_FITTING
    for hit in hits:
        alias = hit["alias"]
        sure = signatory and alias.isupper() and " " not in alias
        sure = sure or (in_legend and _is_made_of(alias, hit["name"]))
        if not sure and not fits(alias, hit["name"]):
            continue  # The head of a table, a line of a title page, or two who sign.
        titled = alias.isupper() and hit["name"].isupper() and not fits(alias, hit["name"])
        if titled or re.search(r"\s{2}|\t", hit["name"]):
            continue  # A row of names: *TALIS   PORTAAL   SSH&*.
        legend.setdefault(alias, hit["name"])
        if is_organisation(hit["name"]) and not NOT_A_NAME.match(alias):
            records.add(split_names(hit["name"])[-1], None, alias, signatory=signatory)
