"""Glossaries: words in the order of the alphabet, each with what it stands for.

*De Brug* on a line of its own, and below it *De huurdersraad van Zandwonen*, or *HBZ: Huurders-
belangenvereniging Zandmeer* on one line. Other terms stand between those for parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pa_graph.extraction.parties.patterns import NAME, fits, is_kind_word
from pa_graph.extraction.parties.told_words import Meaning
from pa_graph.model.vocabulary import scheme

_FEWEST: Final = 4
_FEWEST_ON_LINES: Final = 6
"""Entries with a colon: fields of a form have one too."""
_ON_LINE: Final = re.compile(r"(?P<word>[A-Z][^:.;()]{0,40}):\s+(?P<text>\S.*)")
_LONGEST_WORD: Final = 50
_LINES: Final = 2
_ENDS: Final = re.compile(r"[.,:;!?]$")
_SENTENCE: Final = re.compile(r"(?<=[a-z\d)])\.(?:\s+(?=[A-Z])|$)")
_ENDS_SENTENCE: Final = re.compile(r"[.!?][”’\"')]?$")
_NAME: Final = re.compile(NAME)
_WORDS_OF_KIND: Final = 3
"""Words in which a kind is told: *De huurdersraad van …*, *Een landelijke corporatie …*."""
# *Zandwonen Nederland, landelijke corporatie*: the full name comes first.
_IN_FULL: Final = re.compile(rf"(?:(?:de|het)\s+)?(?P<name>{NAME}),\s+(?P<rest>.*)")
_SEVERAL: Final = re.compile(r"\w*(?:corporaties|organisaties|verenigingen)\b", re.IGNORECASE)
_CODE: Final = re.compile(r"[A-Z]\d")
# *Partners: alle organisaties die deze afspraken ondertekenen*
# *De huurdersraad van Zandwonen*, but not *De corporatie sloopt hier* or *Corporatie Zeevlam bouwt*
_IS_KIND: Final = re.compile(
    r"(?:(?:[Dd]e|[Hh]et|[Ee]en)\s+)?(?:[A-Za-z]+e\s+)?[A-Za-z]+"
    r"(?=\s+(?:van|met|voor|in|te|uit|die|dat|en)\b|[,.]|$)"
)
_PEOPLE: Final = frozenset(("huurder", "huurders", "bewoner", "bewoners"))
_EVERYBODY: Final = re.compile(r"(?:de\s+)?(?P<word>partners|deelnemers|ondertekenaars)", re.I)
_SIGNING: Final = re.compile(r"onderteken|partij|tekenen|afspraken", re.IGNORECASE)
_MAY_SIGN: Final = ("housing_association", "tenant_organisation")


@dataclass(frozen=True, slots=True)
class Entry:
    """A party that a glossary explains.

    Attributes:
        name: in full.
        word: by which the document calls it.
        kind: of party, ``other`` where nothing tells it.
    """

    name: str
    word: str
    kind: str


def glossary(lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the words of a glossary, each with the first sentence of what it stands for.

    Args:
        lines: as printed; a blank one stands between entries of several lines.
    """
    apart = _longest_in_order(map(_entry_of, _blocks(lines)), _FEWEST)
    return apart or _longest_in_order(_on_lines(lines), _FEWEST_ON_LINES)


def _longest_in_order(
    entries: Iterable[tuple[str, str] | None], fewest: int
) -> tuple[tuple[str, str], ...]:
    """Return the longest run of entries whose words follow the alphabet, none if it is short."""
    best: list[tuple[str, str]] = []
    found: list[tuple[str, str]] = []
    for entry in entries:
        if entry is None:
            found = []
            continue
        follows = not found or found[-1][0].lower() < entry[0].lower()
        found = [*found, entry] if follows else [entry]
        best = max(best, found, key=len)
    return tuple(best) if len(best) >= fewest else ()


def _entry_of(block: Sequence[str]) -> tuple[str, str] | None:
    """Return the word that the first line of a block is, and what the others say of it."""
    word = block[0]
    if len(block) < _LINES or len(word) > _LONGEST_WORD or _ENDS.search(word):
        return None
    text = " ".join(block[1:])
    return (word, _SENTENCE.split(text)[0]) if text[:1].isupper() else None


def _on_lines(lines: Sequence[str]) -> Iterator[tuple[str, str] | None]:
    """Yield each word that begins a line, with what stands behind its colon and below it."""
    word = text = ""
    for line in (line.strip() for line in lines if line.strip()):
        if begins := _ON_LINE.fullmatch(line):
            if word:
                yield word, _SENTENCE.split(text)[0]
            word, text = begins["word"], begins["text"]
        elif word and not _ENDS_SENTENCE.search(text):
            text = f"{text} {line}"
        elif word:
            yield word, _SENTENCE.split(text)[0]
            yield None
            word = text = ""
    if word:
        yield word, _SENTENCE.split(text)[0]


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []


def explained_parties(entries: Sequence[tuple[str, str]]) -> Iterator[Entry]:
    """Yield the organisations among the words of a glossary."""
    for word, text in entries:
        if _CODE.match(word) or (is_kind_word(word) and not word.isupper()):
            continue
        full = _IN_FULL.match(f"{text}, ")
        name = full["name"] if full else ""
        if name and (word.lower() in name.lower() or fits(word, name)):
            told = f"{name} {_first_words(full['rest'] if full else '')}"
            yield Entry(name, word, _kind_in(told))
        elif _NAME.fullmatch(word) and (said := _IS_KIND.match(text)):
            yield Entry(word, word, _kind_in(said[0]))


def words_for_all(entries: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the words of a glossary that stand for all who sign."""
    for word, text in entries:
        everybody = text.lower().startswith("alle ") and _SIGNING.search(text)
        if everybody and (hit := _EVERYBODY.fullmatch(word)):
            yield hit["word"].lower()


def _first_words(text: str) -> str:
    return " ".join(text.split()[:_WORDS_OF_KIND])


def _kind_in(text: str) -> str:
    """Return whether words tell an association or tenants, ``other`` if they do neither.

    *Vereniging van woningcorporaties*, *Autoriteit woningcorporaties*: neither lets dwellings.
    """
    if _SEVERAL.search(text):
        return "other"
    kind = scheme("party_kind").best(text, weak=False)
    return kind if kind in _MAY_SIGN else "other"


def meanings_in_glossary(entries: Sequence[tuple[str, str]]) -> Iterator[Meaning]:
    """Yield what the words for kinds of parties stand for (*Corporaties*: *X en Y*)."""
    for word, text in entries:
        if word.lower() in _PEOPLE:
            continue
        if is_kind_word(word) or scheme("party_kind").best(word, weak=False) == "all":
            yield Meaning(word.lower(), text)
