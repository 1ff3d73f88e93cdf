"""Find the municipalities that a document is for: by definition, by title, by how often named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pa_graph.extraction.former_municipalities import former_municipalities
from pa_graph.extraction.found_parties import FoundParty
from pa_graph.extraction.names import (
    municipality_codes,
    same_name,
    times_named,
)
from pa_graph.extraction.party_patterns import NAME
from pa_graph.extraction.party_records import PartyRecords
from pa_graph.model.identifiers import slug
from pa_graph.segmentation.passage import Passage

# *het Bildt* begins small.
_PLACE = rf"(?:het\s+)?{NAME}"
_ENUMERATION = re.compile(
    # *Buurgemeenten A en B* are others.
    rf"(?<![a-z])[Gg]emeenten?\s+(?P<names>{_PLACE}(?:,\s*{_PLACE})*\s+en\s+{_PLACE})(?:\s*\((?P<alias>[A-Z]{{2,6}})\))?"
)

# A sign sets apart what stands on lines of its own.
_BETWEEN = r"(?:,\s*|,?\s+en\s+|\s+[–—|-]\s+|(?:\s*¶)+\s*)"
_ONE_BY_ONE = re.compile(rf"[Gg]emeente\s+{NAME}(?:{_BETWEEN}(?:de\s+)?[Gg]emeente\s+{NAME})+")
_NAMED = re.compile(r"\b[Gg]emeente\s+(?P<name>[A-Z][\w’'-]+)(?![\w-])")
# *samen met de gemeente X*: another one, with which something is done.
_IN_PASSING = re.compile(r"\b(?:met|naast|zoals|dan|richting)\s+(?:de\s+)?$", re.IGNORECASE)
_BEFORE = 20
_TITLE = 200
"""Code points in which a title stands."""
_FEWEST_NAMED = 2
_MOST_OFTEN = 5
_OPENING = 1500
_OF_PROVINCE = re.compile(r"(?P<name>.+) \((?P<province>\w+\.?)\)")
_PROVINCES = {"NH.": "Noord-Holland", "L.": "Limburg", "Z.": "Zeeland", "O.": "Overijssel"}
_SEVERAL = re.compile(rf"\b[Gg]emeenten\s+(?P<names>{_PLACE}(?:,\s*{_PLACE})*\s+en\s+{_PLACE})")
_ENTRY = re.compile(rf"(?:^|[;¶.]\s+)\d{{1,2}}[.)]\s+(?:[Dd]e\s+)?[Gg]emeente\s+(?P<name>{NAME})")
_NEXT_ONE = re.compile(rf"{_BETWEEN}(?:de\s+)?(?=[Gg]emeente\s)")


def add_municipalities(
    records: PartyRecords,
    before: str,
    whole: str,
    passages: Sequence[Passage],
    signed: Sequence[str] = (),
) -> None:
    """Add the municipalities that the document is for, in place of those defined so far.

    Args:
        before: the text before the first passage, on one line.
        whole: the whole text, on one line.
        signed: the names under the document.
    """
    former_codes = _former_codes(_year_of(before))
    codes = former_codes | municipality_codes() | _shared_names(whole)
    lowered = {name.lower(): name for name in codes}
    counted: dict[str, int] = {}
    for hit in re.finditer(
        rf"\b(?:[Gg]emeente|GEMEENTE)\s+(?P<name>{_PLACE})"
        rf"|(?<![a-z])[Gg]emeenten?\s+(?P<many>{_PLACE}(?:,\s*{_PLACE})+(?:\s+en\s+{_PLACE})?)",
        whole,
    ):
        if _IN_PASSING.search(whole[max(0, hit.start() - _BEFORE) : hit.start()]):
            continue
        # *Kaag en Braassem* is one.
        joined = _municipality_in(hit["name"] or "", lowered)
        if joined and " en " in joined:
            counted[joined] = counted.get(joined, 0) + 1
            continue
        for part in re.split(r",\s*|\s+en\s+(?=[A-Z])", hit["name"] or hit["many"] or ""):
            if name := _municipality_in(part, lowered):
                counted[name] = counted.get(name, 0) + 1
    _add_enumerated(records, whole, lowered, counted)
    columns = [c for p in passages if p.figures for c in p.figures.columns]
    several = [name for c in columns if (name := _municipality_in(c, lowered))]
    title = before[:1500]
    in_title = [
        name for name in codes if name in title and re.search(rf"\b{re.escape(name)}\b", title)
    ]
    # A village goes by the name of what was a municipality.
    in_title = [n for n in in_title if n not in former_codes or n in counted]
    in_title = [n for n in in_title if not any(n != o and n in o for o in in_title)]
    if len(several) >= 2:
        chosen = list(dict.fromkeys(several))
    else:
        defined = [p for p in records.found if p.kind == "municipality"]
        chosen = [n for p in defined if (n := _municipality_in(p.name, lowered))]
        for row in (*_rows(before, lowered), *_signing_rows(before, lowered)):
            # One of a row is defined by the word for all of them (*hierna: de gemeenten*).
            if set(row) & set(chosen):
                chosen = list(dict.fromkeys((*row, *chosen)))
        if not chosen:
            most = max(counted.values(), default=0)
            chosen = [n for n in counted if n in in_title and counted[n] * 3 >= most]
            named = {name: times_named(name, whole) for name in chosen}
            first = [n for n in chosen if _in_first_lines(n, before)]
            chosen = first or chosen
            # Where the others work as well is named in passing.
            chosen = [n for n in chosen if named[n] * _MOST_OFTEN >= max(named.values())]
            chosen = chosen or [n for n in counted if counted[n] == most][:1]
            # No *gemeente X* is printed: the place that the text is about is named most.
            chosen = chosen or ([] if _unlisted(whole) else _most_named(in_title, whole))
            for row in _rows(before, lowered, of_lines=True):
                if set(row) & set(chosen):
                    chosen = list(dict.fromkeys((*row, *chosen)))
    # A municipality that still was is the party, and not the one that it became a part of.
    former_ones = former_municipalities()
    after = {
        code for name in chosen if name in former_codes for code in former_ones[name].successors
    }
    chosen = [name for name in chosen if codes[name] not in after] or chosen
    under = [name for one in signed if (name := _municipality_in(one, lowered))]
    if set(under) & set(chosen):
        chosen = list(dict.fromkeys(under))
    former = _unlisted(whole)
    titled = [name for name in (former, *chosen) if name and _in_first_lines(name, before)]
    # The title has the municipality itself, and not the one that it becomes a part of.
    if former and (not chosen or titled == [former]):
        records.found.append(_municipality(records, former, None))
        return
    # Of a municipality with two names the first counts.
    by_code: dict[str, str] = {}
    for name in chosen:
        by_code.setdefault(codes[name], name)
    records.found = [p for p in records.found if p.kind != "municipality"] + [
        _municipality(records, name, code) for code, name in by_code.items()
    ]


def _former_codes(year: int | None) -> dict[str, str]:
    """Return the codes of those that are no longer by name, but for those gone before a year."""
    return {
        name: each.code
        for name, each in former_municipalities().items()
        if year is None or year <= each.last_year
    }


def _year_of(before: str) -> int | None:
    """Return the first year that a title prints, None if it prints none."""
    year = re.search(r"\b20\d\d\b", before[:_TITLE])
    return int(year[0]) if year else None


def _shared_names(whole: str) -> dict[str, str]:
    """Return the code of a name that several municipalities bear (*Bergen*), where it is used.

    It is that of the province which the text names, if it names one of theirs.
    """
    shared: dict[str, list[tuple[str, str]]] = {}
    for name, code in municipality_codes().items():
        if found := _OF_PROVINCE.fullmatch(name):
            shared.setdefault(found["name"], []).append((found["province"], code))
    codes = {}
    for name, several in shared.items():
        word = rf"\b[Gg]emeenten?\s+(?:[\w’'-]+(?:,\s+|\s+en\s+))*{re.escape(name)}(?!\s+op\b|\w)"
        if len(several) > 1 and re.search(word, whole):
            named = {code: whole.count(_PROVINCES.get(short, "¶")) for short, code in several}
            codes[name] = max(sorted(named), key=lambda code: named[code])
    return codes


def _signing_rows(before: str, lowered: dict[str, str]) -> list[list[str]]:
    """Return the municipalities in a row of the title, and those of entries with a number."""
    rows = [
        re.split(r",\s*|\s+en\s+(?=[A-Z])", hit["names"])
        for hit in _SEVERAL.finditer(before[:_OPENING])
    ]
    rows.append([hit["name"] for hit in _ENTRY.finditer(before)])
    found = ([_municipality_in(name, lowered) for name in row] for row in rows)
    return [[name for name in row if name] for row in found]


def _in_first_lines(name: str, before: str) -> bool:
    """Tell whether the title of a document says that it is of a municipality."""
    title = before[:_TITLE].lower()
    return (
        re.search(rf"\bgemeenten?\s+(?:[\w,’' -]+\s)?{re.escape(name.lower())}(?!\w)", title)
        is not None
    )


def _most_named(names: Sequence[str], whole: str) -> list[str]:
    """Return the name that the text has most, if there are any."""
    return sorted(names, key=lambda name: (-whole.count(name), name))[:1]


def _unlisted(whole: str) -> str | None:
    """Return the municipality named most of those that no longer are, if it is named twice."""
    named: dict[str, int] = {}
    for hit in _NAMED.finditer(whole):
        named[hit["name"]] = named.get(hit["name"], 0) + 1
    most = max(named, key=lambda name: (named[name], name), default="")
    return most if named.get(most, 0) >= _FEWEST_NAMED else None


def _rows(text: str, lowered: dict[str, str], *, of_lines: bool = False) -> list[list[str]]:
    """Return the municipalities that are named in a row, each with the word (*gemeente A, …*).

    Args:
        of_lines: take the rows only of which each name has a line of its own.
    """
    rows = []
    for hit in _ONE_BY_ONE.finditer(text):
        if of_lines and not all("¶" in gap for gap in _NEXT_ONE.findall(hit[0])):
            continue
        names = [_municipality_in(part, lowered) for part in _NEXT_ONE.split(hit[0])]
        rows.append([name for name in names if name])
    return rows


def _add_enumerated(
    records: PartyRecords, whole: str, lowered: dict[str, str], counted: dict[str, int]
) -> None:
    """Read *de gemeenten A, B en C (ABC)*: an abbreviation that means several."""
    for hit in _ENUMERATION.finditer(whole):
        names = [
            name
            for part in re.split(r",\s*|\s+en\s+(?=[A-Z])", hit["names"])
            if (name := _municipality_in(part, lowered))
        ]
        for name in names:
            counted[name] = counted.get(name, 0) + 1
        if hit["alias"] and len(names) >= 2:
            keys = [f"gemeente-{slug(name)}" for name in names]
            records.groups.append((f"{hit['alias']}-gemeenten", keys))
            records.groups.append((hit["alias"], keys))


def _municipality(records: PartyRecords, name: str, code: str | None) -> FoundParty:
    defined = next(
        (
            p
            for p in records.found
            if p.kind == "municipality" and same_name(name) in same_name(p.name)
        ),
        None,
    )
    taken = {same_name(n) for p in records.found if p.kind != "municipality" for n in p.names}
    known = [
        other
        for other, its in municipality_codes().items()
        if code and its == code and same_name(other) not in taken
    ]
    aliases = [name, *known, *(defined.aliases if defined else ())]
    aliases = [a for a in aliases if same_name(a) != same_name(f"gemeente {name}")]
    return FoundParty(
        f"gemeente {name}", "municipality", aliases, True, f"gemeente-{slug(name)}", code
    )


def _municipality_in(words: str, lowered: dict[str, str]) -> str | None:
    """Return the municipality that the words begin with, longest name first."""
    parts = re.sub(r"^gemeente\s+", "", words.strip(), flags=re.IGNORECASE).split()
    for count in range(min(4, len(parts)), 0, -1):
        name = " ".join(parts[:count]).strip(".,;:()").replace("’", "'").lower()
        # A name may begin with an apostrophe (*'s-Hertogenbosch*), or stand in quotes.
        for printed in (name, name.strip("'")):
            if printed in lowered:
                return lowered[printed]
    return None
