"""Parties in a table of the opening: names in one column, what the text calls them in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from pa_graph.extraction.names import kind_by_words
from pa_graph.extraction.party_lists import Listed
from pa_graph.extraction.party_patterns import (
    KIND_PREFIX,
    NAME,
    NOT_A_NAME,
    SMALL_NAME,
    fits,
    is_organisation,
)

_GAP: Final = re.compile(r"\s*\|\s*|\s*\t\s*|\s{3,}")
_FULL: Final = re.compile(rf"(?:(?i:{KIND_PREFIX})\s+)?{NAME}")
_SHORT: Final = re.compile(
    rf"(?:de\s+|het\s+)?(?P<name>[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){{0,2}}|{SMALL_NAME})"
)
_KINDS: Final = ("housing_association", "tenant_organisation")


def tabled_parties(lines: Sequence[str]) -> Iterator[Listed]:
    """Yield the associations and tenant organisations that a row gives a short name beside."""
    for line in lines:
        cells = [cell for cell in _GAP.split(line.strip(" |\t")) if cell]
        for one, other in pairwise(cells):
            for name, alias in ((one, other), (other, one)):
                short = _SHORT.fullmatch(alias)
                if (
                    short
                    and _FULL.fullmatch(name)
                    and len(alias) < len(name)
                    and not NOT_A_NAME.match(short["name"])
                    and is_organisation(name)
                    and kind_by_words(name) in _KINDS
                    and fits(short["name"], name)
                ):
                    yield Listed(name, kind_by_words(name), short["name"])
