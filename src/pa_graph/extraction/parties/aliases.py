"""What a word may be short for: everybody, a kind of party, a document."""

from __future__ import annotations

import re

from pa_graph.extraction.parties.patterns import (
    is_kind_word,
)
from pa_graph.model.vocabulary import scheme

_LONGEST_ABBREVIATION = 4


def may_be_short_for_kind(alias: str) -> bool:
    """Tell whether a word may stand for what only its kind says (*de gemeente (G)*)."""
    return alias.isupper() or alias.islower() or is_kind_word(alias)


def is_called_after_document(alias: str) -> bool:
    """Tell whether an alias begins with a word for a document (*hierna: Woonvisie*)."""
    return any(m.start == 0 for m in scheme("document_kind").matches(alias, weak=False))


def plain_alias(text: str) -> str:
    """Return a word without the article before it."""
    return re.sub(r"^(?:de|het)\s+", "", text.strip(), flags=re.IGNORECASE).strip()


def is_everybody(alias: str) -> bool:
    """Tell whether a word means all parties (*partijen*), and so is short for no one of them."""
    if alias.isupper() and 2 < len(alias) <= _LONGEST_ABBREVIATION:
        return False  # *WIJ* is short for a name.
    whole = is_kind_word(alias) or alias.islower()  # *Wij Wonen* is a name.
    return (whole and scheme("party_kind").best(alias, weak=False) == "all") or (
        alias.lower() in ("partners", "contractpartijen")
    )
