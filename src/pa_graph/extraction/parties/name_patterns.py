"""How a text may print a name that a party has: spelt together or apart, in capitals or not."""

from __future__ import annotations

import re

from pa_graph.model.cues import folded

_SMALL_WORDS = frozenset(("Beide", "Beiden", "Allen", "Samen"))
LONGEST_CAPITALS = 6
"""Letters up to which a name in capitals is an abbreviation, printed as it is."""
# Where a name in one word may be printed as two: *KleurrijkWonen*, but not *HBOost*.
_INNER_CAPITAL = re.compile(r"(?<=[a-zà-ÿ]{3})(?=[A-Z][a-zà-ÿ]{3})")

_AND = "(?:&|en)"
_SAINT = r"(?:Sint|St\.?)"
_ALSO = {"&": _AND, "en": _AND, "Sint": _SAINT, "St.": _SAINT, "St": _SAINT}
"""Words that are printed in another way within the same name."""


def longest_word(name: str) -> str:
    """Return the longest word of a name, folded: no text without it has the name."""
    words = (part for word in _words(name) for part in re.split(r"(?<=\w)['’‘](?=\w)", word))
    parts = [part for word in words for part in _INNER_CAPITAL.split(word)]
    return folded(max(parts, key=len)).lstrip("'’‘")


def _words(name: str) -> list[str]:
    return re.split(r"[\s-]+", re.sub(r"^(?:de|het)\s+(?=[A-Z])", "", name.strip()))


def name_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a printed name: white space and hyphens loose, case as it decides.

    Abbreviations in capitals match only in capitals, and a name that is a small word else
    (*‘Beide’*) only with its capital; other names match in any case, since headings print them in
    capitals.
    """
    # *Kleurrijk Wonen* is *KleurrijkWonen*, but *Het Huis* is no *hethuis*.
    body, before = "", ""
    for word in _words(name):
        joined = re.search(r"[a-z]{4}$", before) and re.match(r"[A-Z][a-z]{3}", word)
        body += (r"[\s-]*" if joined else r"[\s-]+") if before else ""
        body += _ALSO.get(word) or r"[\s-]*".join(map(re.escape, _INNER_CAPITAL.split(word)))
        before = word
    # *L'escaut* is also printed *Lescaut*.
    body = re.sub(r"['’‘]", "['’‘]", re.sub(r"(?<=\w)['’‘](?=\w)", "\0", body))
    body = body.replace("\0", "['’‘]?")
    as_printed = (name.isupper() and len(name) <= LONGEST_CAPITALS) or name in _SMALL_WORDS
    flags = 0 if as_printed else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){body}(?![\w])(?!-\w)", flags)
