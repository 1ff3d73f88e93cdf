"""What stands in which column of a table: roles from labels, quarters and years that are ticked.

Labels are data (``ontology/codes/column-role.ttl``), and columns may stand in any order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pa_graph.model.vocabulary import scheme

TICKS: Final = frozenset(
    {"x", "✓", "✔", "v", "●", "•", "■", "☒", "☑", "ja", "√", "*", "xx", ">", "→"}
)
_DITTO: Final = frozenset({"idem", '"', "''", "”", "„", "id", "ditto"})

_PARTY = re.compile(r"[A-ZÀ-Ý][\w’'&-]{0,24}(?:\s[A-ZÀ-Ý][\w’'&-]*){0,2}")
_YEAR = re.compile(r"20\d\d")
# *Actie in 2026*, *Planning 2024-2025*
_OF_YEARS = re.compile(r"(?<=\w)\s+(?:(?:in|voor)\s+)?\(?20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?\)?$")
_FIELD = re.compile(r"\w:\s+\S")
_MANY: Final = 3
_NOTHING = frozenset({"", "-", "–", "—", "0", "n.v.t.", "nvt"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column has which role; quarters and parties by their label, years by their number."""

    roles: dict[int, str]
    quarters: dict[int, str]
    years: dict[int, str] = field(default_factory=dict)
    parties: dict[int, str] = field(default_factory=dict)

    def find(self, role: str) -> int | None:
        """Return the first column of a role, else None."""
        return next((index for index, known in self.roles.items() if known == role), None)

    def behind(self, role: str) -> Columns:
        """Return the columns with one more before them."""
        return Columns(
            {0: role, **{index + 1: known for index, known in self.roles.items()}},
            {index + 1: label for index, label in self.quarters.items()},
            {index + 1: year for index, year in self.years.items()},
            {index + 1: label for index, label in self.parties.items()},
        )

    def years_marked(self, words: Sequence[str]) -> str:
        """Return the years in whose columns something stands, as words.

        What is ticked in all of them goes on all the time: no year. Of figures per year the last
        year counts.
        """
        marked = [
            year
            for index, year in self.years.items()
            if index < len(words) and words[index].strip() not in _NOTHING
        ]
        counted = any(
            index < len(words) and any(map(str.isdigit, words[index])) for index in self.years
        )
        if counted and marked:
            return marked[-1]
        return "" if len(marked) == len(self.years) else ", ".join(marked)


def says_something(words: str) -> bool:
    """Tell whether a cell holds more than a dash."""
    return words.strip() not in _NOTHING


def is_ditto(words: str) -> bool:
    """Tell whether a cell stands for the one above it."""
    return words.lower().strip(". ") in _DITTO


def header(words: Sequence[str]) -> Columns | None:
    """Return the columns if the row is a header: a commitment column and one more."""
    roles: dict[int, str] = {}
    quarters: dict[int, str] = {}
    years: dict[int, str] = {}
    for index, word in enumerate(words):
        role = role_of(word)
        if _YEAR.fullmatch(word.strip(" *")):
            years[index] = word.strip(" *")
        elif role == "quarter":
            quarters[index] = f"Q{next(c for c in word if c.isdigit())}" if _digit(word) else ""
        elif role and role not in roles.values():
            roles[index] = role
    filled = sum(bool(word) for word in words)
    if sum(_FIELD.search(word) is not None for word in words) > 1:
        return None  # *trekker: X | planning: Q2* are the fields of one commitment.
    parties = _parties(words, {*roles, *quarters, *years})
    known = len(roles) + len(quarters) + len(years) + len(parties)
    looks_back = "status" in roles.values() and not {"initiator", "planning"} & set(roles.values())
    if looks_back and not quarters:
        return None
    if "commitment" not in roles.values() or len(roles) + len(quarters) < 2 or known < 0.6 * filled:
        return None
    labelled = {index: label for index, label in quarters.items() if label}
    return Columns(roles, labelled, years if len(years) > 1 else {}, parties)


def _parties(words: Sequence[str], known: set[int]) -> dict[int, str]:
    """Return the columns that a party or its abbreviation heads, two at least, one of them sure."""
    found = {
        index: word.strip(" *.")
        for index, word in enumerate(words)
        if index not in known and _PARTY.fullmatch(word.strip(" *."))
    }
    kinds = scheme("party_kind")
    sure = any(
        m.start == 0 and m.end == len(label)
        for label in found.values()
        for m in kinds.matches(label)
    )
    # *G AW RW*: what has no other label than so many abbreviations stands for parties.
    brief = len(found) >= _MANY and all(
        word.isupper() and len(word) <= 4 for word in found.values()
    )
    return found if len(found) >= 2 and (sure or brief) else {}


def quarter_labels(words: Sequence[str]) -> dict[int, str]:
    """Return the quarters that a second header row names, two at least."""
    found = {
        index: f"Q{next(c for c in word if c.isdigit())}"
        for index, word in enumerate(words)
        if word and role_of(word) == "quarter" and _digit(word)
    }
    return found if len(found) >= 2 else {}


def role_of(label: str) -> str | None:
    """Return the role of a column from its label; the label must be (nearly) all cue."""
    words = _OF_YEARS.sub("", label.strip(" *:.?#").lower())
    if not words and label.strip() == "#":
        return "number"
    if not words or len(words) > 40:
        return None
    found = [m for m in scheme("column_role").matches(words) if m.start == 0]
    if not found:
        return None
    best = max(found, key=lambda m: (m.end, m.strong))
    return best.code if best.end >= 0.5 * len(words) else None


def _digit(word: str) -> bool:
    return any(character in "1234" for character in word)
