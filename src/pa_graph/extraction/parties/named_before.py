"""Of which name in a stretch of text an abbreviation or short name behind it is said."""

from __future__ import annotations

import re

from pa_graph.extraction.parties.names import same_name
from pa_graph.extraction.parties.patterns import (
    KIND_PREFIX,
    NAME,
    fits,
    is_kind_word,
    split_names,
)

FULL_NAME = re.compile(rf"(?:{KIND_PREFIX}\s+)?{NAME}")
_ROW_AS_NAME = re.compile(
    rf"(?P<name>{KIND_PREFIX}\s+[A-Z][\w’'-]+(?:,\s+[A-Z][\w’'-]+)+\s+(?:&|en)\s+[A-Z][\w’'-]+)\s*\(?\Z"
)
_ENTRY = re.compile(r"(?:^|[;¶]|(?<=\s))\s*(?:\d{1,2}|[IVX]{1,4}|[a-z])[.)]\s+")


def last_of_pair(name: str, alias: str) -> str:
    """Return the second of two names where the alias is short for that one (*X en Y Wonen (Y)*)."""
    first, joined, last = name.rpartition(" en ")
    short = same_name(alias)
    of_last = same_name(last).startswith(f"{short}-") and not fits(alias, first)
    bare = re.sub(r"^(?:de|het)\s+", "", last)
    if alias.isupper() and bare != last and fits(alias, bare):
        return bare  # *IJsselkant en de Velpse Volkshuisvesting (VVH)*
    return last if joined and of_last else name


def right_before(segment: str, alias: str) -> str:
    """Return the name at the end of *segment* that begins or ends with its alias (*X Wonen*)."""
    name = "" if alias.islower() else _name_at_end(segment)
    plain, short = same_name(name), same_name(alias)
    return name if plain.startswith(f"{short}-") or plain.endswith(f"-{short}") else ""


def initials_at_end(segment: str, alias: str) -> str:
    """Return the name at the end of *segment* with its alias for initials (*X en Y, kort X&Y*)."""
    name = _name_at_end(segment)
    letters = [letter for letter in alias if letter.isalpha()]
    words = [word for word in re.findall(r"[\w’'-]+", name) if word[0].isupper()]
    bare = words[1:] if words and words[0] in ("De", "Het") else words
    same = [word[0] for word in bare] == letters and "&" in alias
    return name if same and all(letter.isupper() for letter in letters) else ""


def name_with_commas(segment: str, alias: str) -> str:
    """Return a name with commas at the end of *segment* that an alias is short for, or nothing.

    *Huurdersvereniging Wormer, Jisp & Neck (HWJN)*: each place has its letter.
    """
    name = _ROW_AS_NAME.search(segment)
    if name is None:
        return ""
    capitals = [word[0] for word in re.findall(r"[\w’'-]+", name["name"]) if word[0].isupper()]
    return name["name"] if "".join(capitals).startswith(alias) else ""


def name_at_entry(segment: str) -> str:
    """Return the name with which the last entry of a list begins (*4. De Haagse Rand, …*)."""
    begins = list(_ENTRY.finditer(segment))
    entry = segment[begins[-1].end() :] if begins else ""
    name = FULL_NAME.match(entry)
    return name[0] if name and entry[name.end() :][:1] == "," else ""


def _name_at_end(segment: str) -> str:
    """Return the last name of a segment if nothing but signs stands behind it."""
    last = next(reversed(list(FULL_NAME.finditer(segment))), None)
    if last is None or segment[last.end() :].strip(" (:,") != "":
        return ""
    return split_names(last[0])[-1]


def called_by_field(segment: str) -> str:
    """Return the name at the end that begins with what an organisation does (*Welzijn Oost*).

    That word may be a heading as well; what has a short name behind it is none.
    """
    name = _name_at_end(segment)
    first, _, rest = name.partition(" ")
    return name if is_kind_word(first) and rest[:1].isupper() else ""
