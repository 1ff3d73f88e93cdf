"""How two printed names compare: but for a legal form, a word for a kind, an abbreviation of it."""

from __future__ import annotations

import re
from typing import Final

from pa_graph.extraction.parties.found import FoundParty
from pa_graph.extraction.parties.names import bare_name, letters_of, same_name
from pa_graph.extraction.parties.patterns import (
    is_kind_word,
    is_legal_form,
    letters_in_order,
)
from pa_graph.model.spelling import SMALL_NAME

_LONGEST_SHORT: Final = 4
_FEWEST_LETTERS: Final = 8
# *Huurders-belangen-vereniging*
_COMPOUND: Final = re.compile(
    r"(?<=[a-z]{5})(?=belang|vereniging|organisatie|raad|platform|stichting|koepel|federatie"
    r"|corporatie|netwerk)"
)
_SAYS_WHAT_IT_DOES: Final = ("organisatie", "aanbieder", "beheerder", "instelling")


def compared(name: str, kind: str) -> str:
    """Return a name as it is compared, without legal form, and of a partner without its kind."""
    plain = bare_name(name)
    first, _, rest = plain.partition(" ")
    named = kind == "other" and rest[:1].isupper() and first.lower().endswith(_SAYS_WHAT_IT_DOES)
    return same_name(rest if named else plain)


def without_kind(name: str) -> str:
    """Return a name without the word for its kind before it (*woningstichting De Eik*)."""
    first, _, rest = name.partition(" ")
    return rest if rest and is_kind_word(first) else name


def begins_name(words: str) -> bool:
    """Tell whether words begin as a name does: big, or with a mark before a small word."""
    return words[0].isupper() or re.match(SMALL_NAME, words) is not None


def abbreviates(name: str, party: FoundParty) -> bool:
    """Tell whether only the word before two names differs, one short for the other (*HBV X*)."""
    first, _, rest = name.partition(" ")
    for known in party.names:
        other, _, same = known.partition(" ")
        if rest and same_name(rest) == same_name(same):
            brief, full = sorted((first, other), key=len)
            is_short = brief[0].isupper() and len(brief) <= _LONGEST_SHORT
            if (is_short or brief.isupper()) and letters_in_order(brief.upper(), full.upper()):
                return True
    return False


def abbreviates_rest(name: str, party: FoundParty) -> bool:
    """Tell whether only what is behind the first word differs, and one is the initials of it.

    *Huurdersraad W&B* is *Huurdersraad Wierhuizen en Baflo*.
    """
    first, _, rest = name.partition(" ")
    letters = rest.replace("&", "")
    if not (is_kind_word(first) and letters.isupper() and letters.isalpha() and len(letters) > 1):
        return False
    for known in party.names:
        other, _, full = known.partition(" ")
        if " " in full and other == first and letters in initials_of(full):
            return True
    return False


def is_without_kind(name: str, party: FoundParty) -> bool:
    """Tell whether a name is that of a party but for the word before it for its kind."""
    full = bare_name(party.name)
    plain = without_kind(full)
    if plain != full and same_name(plain) == same_name(name):
        return True
    before = party.name.removesuffix(f" {name}")
    # *Huurders Belangen Vereniging Oost* is not *Vereniging Oost*.
    whole = not is_legal_form(name.partition(" ")[0])
    return whole and before != party.name and is_kind_word(before)


def is_spelt_apart(name: str, party: FoundParty) -> bool:
    """Tell whether a name is that of a party but for spaces and hyphens (*KennemerWonen*)."""
    letters = letters_of(name)
    return len(letters) >= _FEWEST_LETTERS and letters in map(letters_of, party.names)


def differs_in_kind(one: str, other: str) -> bool:
    """Tell whether of two names one has a word for the kind before it, and the other has none."""
    for full, plain in ((one, other), (other, one)):
        bare = without_kind(full)
        if bare != full and same_name(bare) == same_name(plain):
            return True
    return False


def is_one_letter_off(one: str, other: str) -> bool:
    """Tell whether a word is another with one letter left out, added, changed or swapped.

    A letter at the end may be grammar (*Duinvasts*), and is not looked at.
    """
    sounds_alike = {one[:1], other[:1]} == {"C", "K"}  # *De Combinatie*, *De Kombinatie*
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if one[:1] != other[:1] and not sounds_alike:
        return False
    long, short = sorted((one, other), key=len, reverse=True)
    start = next((n for n, (a, b) in enumerate(zip(long, short, strict=False)) if a != b), None)
    if start is None:
        return False
    if len(long) > len(short):
        return long[start + 1 :] == short[start:]
    rest, same = long[start + 1 :], short[start + 1 :]
    swapped = long[start : start + 2] == short[start : start + 2][::-1]
    return rest == same or (swapped and long[start + 2 :] == short[start + 2 :])


def initials_of(name: str) -> set[str]:
    """Return the initials of a name, with its article and without, a compound in one or two."""
    found = set()
    for plain in (
        name,
        re.sub(r"\b(?:[Dd]e|[Hh]et)\s", "", name),
        re.sub(r"\b(?:[Dd]e|[Hh]et|van|voor|en|in)\s", "", name),
    ):
        words = [word for word in re.split(r"[\s-]+", plain) if word]
        found.add("".join(word[0].upper() for word in words))
        parts = [part for word in words for part in _COMPOUND.sub(r" ", word).split()]
        found.add("".join(part[0].upper() for part in parts))
    return found
