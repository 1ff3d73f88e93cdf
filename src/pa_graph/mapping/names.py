"""When two printed names are the same name, and what a name is without its small words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pa_graph.model.identifiers import slug

_WORD = re.compile(r"[a-z0-9]+")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_PLURAL = re.compile(r"(?<=[a-z]{4})(?:en|s)$")
_DOUBLED = re.compile(r"([a-z])\1")

# Words that say which state of a document is meant, or nothing; not which document.
SMALL_WORDS = frozenset(
    {
        *("de", "het", "een", "deze", "dit", "die", "onze", "haar", "van"),
        *("nieuw", "nieuwe", "huidig", "huidige", "bestaande", "actuele"),
        *("geldend", "geldende", "vigerende", "gemeentelijk", "gemeentelijke"),
    }
)


def name_key(name: str) -> str:
    """Return a form that is the same for spellings of one name.

    Case, accents, quotes, hyphens and Dutch plurals make no difference
    (``"Prestatieafspraken"`` and ``"prestatie-afspraak"`` keep apart what hyphens keep apart).
    """
    plain = unicodedata.normalize("NFKD", name.replace("'s", "s").replace("\u2019s", "s"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return " ".join(_stem(word) for word in _WORD.findall(plain))


def _stem(word: str) -> str:
    # Plural endings come off and doubled letters become one: afspraak, afspraken -> afsprak.
    return _DOUBLED.sub(r"\1", _PLURAL.sub("", word))


def name_keys(name: str) -> list[str]:
    """Return the keys by which *name* may be known, the most literal first.

    Besides the whole name these are the name without small words, without what stands in
    brackets, and what stands in brackets alone (``"Nationale Prestatieafspraken (NPA)"``).
    """
    forms = [name, _BRACKETED.sub(" ", name), *_BRACKETED.findall(name)]
    keys: dict[str, None] = {}
    for form in forms:
        keys[name_key(form)] = None
    for form in forms:
        keys[name_key(without_small_words(form))] = None
    return [key for key in keys if key]


def without_small_words(name: str, municipalities: Iterable[str] = ()) -> str:
    """Return *name* without words that don't tell which document it is.

    Args:
        name: as printed.
        municipalities: names such as ``Hilvarenbeek``; ``gemeente Hilvarenbeek`` comes off too.
    """
    for municipality in municipalities:
        name = re.sub(rf"\bgemeente\s+{re.escape(municipality)}\b", " ", name, flags=re.IGNORECASE)
    name = re.sub(r"\b(?:de|onze)\s+gemeente\b", " ", name, flags=re.IGNORECASE)
    words = [word for word in name.split() if word.lower().strip(",.;:") not in SMALL_WORDS]
    return " ".join(words)


def local_slug(name: str, municipalities: Iterable[str]) -> str:
    """Return the slug of a document that only this agreement names."""
    return slug(without_small_words(name, municipalities) or name)
