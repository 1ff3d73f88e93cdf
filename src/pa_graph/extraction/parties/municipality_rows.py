"""Municipalities that a text names together: in a row, on lines, by one abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pa_graph.extraction.parties.municipality_names import PLACE, municipality_in, parts_of_row
from pa_graph.extraction.parties.patterns import NAME
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.model.identifiers import slug

_JOINT_NAME = re.compile(
    # *Buurgemeenten A en B* are others.
    rf"(?<![a-z])[Gg]emeenten?\s+(?P<names>{PLACE}(?:,\s*{PLACE})*\s+en\s+{PLACE})(?:\s*\((?P<alias>[A-Z]{{2,6}})\))?"
)
# A sign sets apart what stands on lines of its own.
_BETWEEN = r"(?:,\s*|,?\s+en\s+|\s+[–—|-]\s+|(?:\s*¶)+\s*)"
_ONE_BY_ONE = re.compile(rf"[Gg]emeente\s+{NAME}(?:{_BETWEEN}(?:de\s+)?[Gg]emeente\s+{NAME})+")
_OPENING = 1500
_SEVERAL_NAMES = 2
# *twee gemeenten: A en B*
_COUNTED_ROW = re.compile(
    rf"\b(?:twee|drie|vier|vijf|zes)\s+gemeenten:\s+(?P<names>{PLACE}(?:,\s*{PLACE})*\s+en\s+{PLACE})",
    re.IGNORECASE,
)
# *GEMEENTEN* on a title page, and each below it on a line of its own
_BELOW_WORD = re.compile(
    r"\bGEMEENTEN\s+(?:¶\s*)?(?P<names>[A-ZÀ-Ý'’ -]+(?:\s*¶\s*[A-ZÀ-Ý'’ -]+)*)"
)
_SEVERAL = re.compile(rf"\b[Gg]emeenten\s+(?P<names>{PLACE}(?:,\s*{PLACE})*\s+en\s+{PLACE})")
_ENTRY = re.compile(rf"(?:^|[;¶.]\s+)\d{{1,2}}[.)]\s+(?:[Dd]e\s+)?[Gg]emeente\s+(?P<name>{NAME})")
_NEXT_ONE = re.compile(rf"{_BETWEEN}(?:de\s+)?(?=[Gg]emeente\s)")


def rows_of_signatories(before: str, lowered: dict[str, str]) -> list[list[str]]:
    """Return the municipalities in each row of the title, and last those of numbered entries."""
    rows = [parts_of_row(hit["names"]) for hit in _SEVERAL.finditer(before[:_OPENING])]
    rows.append([hit["name"] for hit in _ENTRY.finditer(before)])
    found = ([municipality_in(name, lowered) for name in row] for row in rows)
    return [[name for name in row if name] for row in found]


def rows_of_municipalities(
    text: str, lowered: dict[str, str], *, of_lines: bool = False
) -> list[list[str]]:
    """Return the municipalities that are named in a row, each with the word (*gemeente A, …*).

    Args:
        text: on one line, with a sign between lines of their own.
        lowered: the names that municipalities may bear, by how they are in small letters.
        of_lines: take the rows only of which each name has a line of its own.
    """
    rows = []
    for hit in _ONE_BY_ONE.finditer(text):
        if of_lines and not all("¶" in gap for gap in _NEXT_ONE.findall(hit[0])):
            continue
        names = [municipality_in(part, lowered) for part in _NEXT_ONE.split(hit[0])]
        rows.append([name for name in names if name])
    for hit in _BELOW_WORD.finditer(text):
        rows.append(list(_leading(hit["names"].replace("¶", " "), lowered)))
    for hit in _COUNTED_ROW.finditer(text):
        parts = parts_of_row(hit["names"])
        rows.append([name for part in parts if (name := municipality_in(part, lowered))])
    return rows


def _leading(words: str, lowered: dict[str, str]) -> Iterator[str]:
    """Yield the municipalities that words in capitals begin with, one after another."""
    rest = " ".join(words.split())
    while name := municipality_in(rest, lowered):
        yield name
        rest = rest[len(name) :].strip()


def take_enumerated(records: PartyRecords, whole: str, lowered: dict[str, str]) -> list[str]:
    """Return the names of rows *de gemeenten A, B en C*, and record what is short for them (ABC).

    Args:
        records: where the abbreviation is recorded as one that means several.
        whole: the whole text, on one line.
        lowered: the names that municipalities may bear, by how they are in small letters.
    """
    enumerated = []
    for hit in _JOINT_NAME.finditer(whole):
        parts = parts_of_row(hit["names"])
        names = [name for part in parts if (name := municipality_in(part, lowered))]
        enumerated += names
        if hit["alias"] and len(names) >= _SEVERAL_NAMES:
            keys = [f"gemeente-{slug(name)}" for name in names]
            records.groups.append((f"{hit['alias']}-gemeenten", keys))
            records.groups.append((hit["alias"], keys))
    return enumerated
