"""Other spellings of names that nobody defines: small letters, one letter wrong, a space."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from pa_graph.extraction.parties.name_likeness import is_one_letter_off
from pa_graph.extraction.parties.names import bare_name, municipality_codes
from pa_graph.extraction.parties.patterns import is_kind_word
from pa_graph.extraction.parties.records import PartyRecords

_FEWEST_INITIALS: Final = 3
_FEWEST_LETTERS: Final = 6
_TWO: Final = 2
_JOINT: Final = re.compile(r"(?<=[a-z])(?=[A-Z\d]|wonen$)|\s(?=[A-Z])")
"""Where a name of two words may have a space or none."""
_ARTICLE: Final = re.compile(r"^(?:De|Het)\s+(?=\w)")
_MOST_MISSPELT: Final = 2
"""A name is misspelt so often at most."""


def add_spelt_otherwise(records: PartyRecords, whole: str) -> None:
    """Let names that the text spells otherwise mean who bears them.

    Args:
        records: the parties found so far.
        whole: the text on one line.
    """
    _add_small_letters(records, whole)
    _add_misspelt(records, whole)
    _add_spaced(records, whole)


def _add_small_letters(records: PartyRecords, whole: str) -> None:
    """Let an abbreviation printed as a name within a sentence mean the same (*OFW*, *Ofw*)."""
    words = frozenset(re.findall(r"\w+", whole))
    for party in records.found:
        for alias in party.aliases[:]:
            small = alias.capitalize()
            usable = alias.isalpha() and alias.isupper() and len(alias) >= _FEWEST_INITIALS
            if (
                usable
                and small.lower() not in words
                and re.search(rf"(?<=[a-z,] ){small}(?!\w)", whole)
            ):
                party.aliases.append(small)


def _add_misspelt(records: PartyRecords, whole: str) -> None:
    """Let a word one letter off the only such name mean its bearer (*Lyamer*, *Lyaemer*)."""
    words = Counter(re.findall(r"(?<![\w’'-])[A-Z][\w’']{5,}(?![\w-])", whole))
    own = {word for party in records.found for name in party.names for word in name.split()}
    for word in sorted(set(words) - own - set(municipality_codes())):
        seldom = words[word] <= _MOST_MISSPELT and word.lower() not in whole
        bearers = [
            (party, name)
            for party in (records.found if seldom and not is_kind_word(word) else ())
            for name in {_ARTICLE.sub("", bare_name(name)).split()[0] for name in party.names}
            if party.kind == "housing_association" and is_one_letter_off(word, name)
        ]
        if len(bearers) == 1 and words[bearers[0][1]] > words[word]:
            party, name = bearers[0]
            with_article = {hit[0] for n in party.names if (hit := _ARTICLE.match(bare_name(n)))}
            party.aliases += [
                *({f"{article}{word}" for article in with_article} or {word}),
                *(n.replace(name, word) for n in party.names if n.startswith(f"{name} ")),
            ]


def _add_spaced(records: PartyRecords, whole: str) -> None:
    """Let a name with a space that it has not elsewhere, or without one, mean the same (*Plan 8*).

    So *KleurrijkWonen* may be printed as *Kleurrijk Wonen*, and the other way round.
    """
    for party in records.found:
        if party.kind != "housing_association":
            continue
        for name in [bare_name(name) for name in party.names]:
            parts = _JOINT.split(name)
            if len(parts) != _TWO or len(name) < _FEWEST_LETTERS or is_kind_word(name):
                continue
            first, second = map(re.escape, parts)
            big = second[:1].upper() + second[1:]
            either = rf"(?<![\w-]){first}(?: {big}|{big}|{second.lower()})(?![\w-])"
            for printed in sorted(set(re.findall(either, whole))):
                if not records.knows(printed):
                    party.aliases.append(printed)
