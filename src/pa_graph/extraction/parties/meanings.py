"""Which parties the words mean that a document explains."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from pa_graph.extraction.parties.mention import Mention
from pa_graph.extraction.parties.names import same_name
from pa_graph.extraction.parties.parties import Parties, words_for_kinds
from pa_graph.extraction.parties.patterns import is_kind_word
from pa_graph.extraction.parties.told_words import Meaning
from pa_graph.extraction.parties.words import means_all

_FEWEST_OF_ALL: Final = 3
_FEWEST_MEMBERS: Final = 2
_LONGEST_BRIEF: Final = 4
_STEPS: Final = 3
"""How often words are looked up that may mean words explained further on."""
_NUMBERED: Final = re.compile(r"partij(?:en)?\s[\w\s]*\d{1,2}", re.IGNORECASE)
"""A number means a party in its own document, and is no name of it."""
_BEFORE_ROW: Final = re.compile(
    r"\W*(?:(?:de|het|alle|onze|beide|twee|drie|vier|vijf|zes|zeven)\s+)*", re.IGNORECASE
)
_IN_ROW: Final = re.compile(
    r"\W*(?:(?:en|alsmede|de|het|beide|twee|drie|vier|die\s+van)\W+)*", re.IGNORECASE
)
_NAMED_BEHIND: Final = re.compile(r"\s+(?:de\s+|het\s+)?", re.IGNORECASE)
# *Zandwonen (verder: ZW)*
_CALLED_ASIDE: Final = re.compile(r"\s*\((?:verder|hierna|ook)\b[^()]*\)")
# *De Koepel (huurders van Zandwonen)*
_ASIDE: Final = re.compile(r"\s*\([^()]*\)(?=\W*$)")
_BEHIND_ROW: Final = re.compile(
    r"(?:\s+e\.o\b)?\s*(?:$|[.,;:()–-]|(?:al(?:le(?:maal|\s+\w+)?)?|samen|gezamenlijk|tezamen|bedoeld|verstaan|beide|hierboven|uit|te|in|van)\b)"
)


def with_meanings(parties: Parties, said: Iterable[Meaning]) -> Parties:
    """Return the parties with the words that mean some of them.

    Args:
        parties: with the names by which they are known otherwise.
        said: what the document says of its words; what means no parties is passed over.
    """
    waiting = {meaning.word.rstrip("."): meaning.text for meaning in reversed(tuple(said))}
    for _ in range(_STEPS):
        for word, text in sorted(waiting.items()):
            # *de vijf die tekenen: MG, De Compagnie, …*
            keys = _row_of_parties(text, parties) or _row_of_parties(
                text.rpartition(": ")[2], parties
            )
            if not keys:
                continue
            del waiting[word]
            if parties.find_in_cell(word) != keys or parties.find(word) != keys:
                parties = _with_word(parties, word, keys)
    return parties


def with_unions(parties: Parties, said: Iterable[Meaning], signed: Collection[str]) -> Parties:
    """Return the parties with the names of unions that mean their members, if these sign.

    Args:
        parties: with all the names by which they are known.
        said: the name of each union and who belongs to it.
        signed: the names that stand under the document; who signs itself is a party.
    """
    for union in said:
        keys = _row_of_parties(union.text, parties)
        own = next((p for p in parties.parties if union.word in p.names), None)
        members = [p for p in parties.parties if p.key in keys and p != own]
        if len(members) < _FEWEST_MEMBERS or not all(p.signatory for p in members):
            continue
        if own is not None and set(own.names) & set(signed):
            continue
        meant = tuple(party.key for party in members)
        words = own.names if own else (union.word,)
        parties = replace(
            parties,
            parties=tuple(party for party in parties.parties if party != own),
            everybody=tuple(key for key in parties.everybody if own is None or key != own.key),
            groups=(*((word, meant) for word in words), *parties.groups),
        )
    return parties


def _with_word(parties: Parties, word: str, keys: tuple[str, ...]) -> Parties:
    if word.lower() in ("wij", "we"):
        own = (("wij", keys), ("we", keys))
        everybody = keys if len(keys) >= _FEWEST_OF_ALL else parties.everybody
        return replace(parties, groups=(*own, *parties.groups), everybody=everybody)
    if word.lower() == "u":  # A letter to the municipality.
        return replace(parties, groups=(("u", keys), *parties.groups))
    own_word = same_name(word) in words_for_kinds()
    if own_word and len(keys) == 1 and word[0].isupper() and len(word) <= _LONGEST_BRIEF:
        # *All = de Alliantie* in a legend
        return replace(parties, groups=((word, keys), *parties.groups))
    if means_all(word):
        # *‘Partijen’ zijn de gemeente, de corporaties en de HFA*: who else signs is none of them.
        return replace(parties, everybody=keys) if len(keys) >= _FEWEST_OF_ALL else parties
    if len(word) == 1:
        return replace(parties, letters=(*parties.letters, (word, keys)))
    if len(keys) > 1 or _NUMBERED.fullmatch(word):
        return replace(parties, groups=((word, keys), *parties.groups))
    named = tuple(
        replace(party, aliases=(*party.aliases, word)) if party.key in keys else party
        for party in parties.parties
    )
    return replace(parties, parties=named)


def _row_of_parties(text: str, parties: Parties) -> tuple[str, ...]:
    """Return the parties that a text names in a row at its beginning, saying nothing else."""
    text = _ASIDE.sub("", _CALLED_ASIDE.sub("", text))
    # *MO en WV samen* means these two.
    found = [mention for mention in parties.mentions(text, cell=True) if mention.kind != "all"]
    found = _joined_with_kind(found, text)
    if not found or not _BEFORE_ROW.fullmatch(text, 0, found[0].start):
        return ()
    row = [found[0]]
    for mention in found[1:]:
        if not _IN_ROW.fullmatch(text, row[-1].end, mention.start):
            break
        row.append(mention)
    if not _BEHIND_ROW.match(text, row[-1].end):
        return ()
    return parties.ordered(key for mention in row for key in mention.keys)


def _joined_with_kind(found: Sequence[Mention], text: str) -> list[Mention]:
    """Return mentions with one for a name and the word for its kind (*woningstichting De Eik*)."""
    joined: list[Mention] = []
    for mention in found:
        above = joined[-1] if joined else None
        if (
            above is not None
            and is_kind_word(text[above.start : above.end])
            and _NAMED_BEHIND.fullmatch(text, above.end, mention.start)
        ):
            joined[-1] = replace(mention, start=above.start)
        else:
            joined.append(mention)
    return joined
