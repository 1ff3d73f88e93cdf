"""Glossaries: a word on a line of its own, and on the next line what it stands for.

*De Brug*, and below it *De huurdersraad van Zandwonen*; the words are in order of the alphabet, and
other terms stand between those for parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pa_graph.extraction.parties.patterns import NAME, is_kind_word
from pa_graph.extraction.parties.told_words import Meaning
from pa_graph.model.vocabulary import scheme

_FEWEST: Final = 4
_LONGEST_WORD: Final = 50
_ENDS: Final = re.compile(r"[.,:;!?]$")
_SENTENCE: Final = re.compile(r"(?<=[a-z\d)])\.(?:\s+(?=[A-Z])|$)")
_NAME: Final = re.compile(NAME)
_WORDS_OF_KIND: Final = 3
"""Words in which a kind is told: *De huurdersraad van …*, *Een landelijke corporatie …*."""
# *Zandwonen Nederland, landelijke corporatie*: the full name comes first.
_IN_FULL: Final = re.compile(rf"(?P<name>{NAME}),\s+(?P<rest>\S.*)")
_MAY_SIGN: Final = ("housing_association", "tenant_organisation")


@dataclass(frozen=True, slots=True)
class Entry:
    """A party that a glossary explains.

    Attributes:
        name: in full.
        word: by which the document calls it.
        kind: of party.
    """

    name: str
    word: str
    kind: str


def glossary(lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the words of a glossary, each with the first sentence of what it stands for.

    Args:
        lines: as printed; a blank one stands between the entries.
    """
    best: list[tuple[str, str]] = []
    found: list[tuple[str, str]] = []
    for block in _blocks(lines):
        word = block[0]
        fits = len(block) > 1 and len(word) <= _LONGEST_WORD and not _ENDS.search(word)
        if fits and block[1][:1].isupper():
            found.append((word, _SENTENCE.split(" ".join(block[1:]))[0]))
        else:
            found = []
        ordered = all(one.lower() < other.lower() for (one, _), (other, _) in pairwise(found))
        if not ordered:
            found = found[-1:]
        if len(found) >= max(_FEWEST, len(best)):
            best = list(found)
    return tuple(best)


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield block
            block = []


def explained_parties(entries: Sequence[tuple[str, str]]) -> Iterator[Entry]:
    """Yield the associations and tenant organisations among the words of a glossary."""
    for word, text in entries:
        if is_kind_word(word) or not _NAME.fullmatch(word):
            continue
        full = _IN_FULL.match(text)
        named = full is not None and word.lower() in full["name"].lower()
        told = (full["rest"] if named and full else text).split()[:_WORDS_OF_KIND]
        code = scheme("party_kind").best(" ".join(told), weak=False)
        if code in _MAY_SIGN:
            yield Entry(full["name"] if named and full else word, word, code)


def meanings_in_glossary(entries: Sequence[tuple[str, str]]) -> Iterator[Meaning]:
    """Yield what the words for kinds of parties stand for (*Corporaties*: *X en Y*)."""
    for word, text in entries:
        if is_kind_word(word):
            yield Meaning(word.lower(), text)
