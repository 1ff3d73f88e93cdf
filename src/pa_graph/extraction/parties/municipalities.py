"""Find the municipalities that a document is for: by definition, by title, by how often named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from pa_graph.extraction.parties.former_municipalities import former_municipalities
from pa_graph.extraction.parties.found import FoundParty
from pa_graph.extraction.parties.municipality_names import (
    PLACE,
    TITLE_LENGTH,
    codes_of_former,
    codes_of_shared_names,
    municipality_in,
    parts_of_row,
    year_of_title,
)
from pa_graph.extraction.parties.municipality_rows import (
    rows_of_municipalities,
    rows_of_signatories,
    take_enumerated,
)
from pa_graph.extraction.parties.names import (
    municipality_codes,
    same_name,
    times_named,
)
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.model.identifiers import slug
from pa_graph.segmentation.passage import Passage
from pa_graph.segmentation.promising import is_act

_NAMED = re.compile(r"\b[Gg]emeente\s+(?P<name>[A-Z][\w’'-]+)(?![\w-])")
_COUNTED = re.compile(
    rf"\b(?:[Gg]emeente|GEMEENTE)\s+(?P<name>{PLACE})"
    rf"|(?<![a-z])[Gg]emeenten?\s+(?P<many>{PLACE}(?:,\s*{PLACE})+(?:\s+en\s+{PLACE})?)"
)
# *samen met de gemeente X*: another one, with which something is done.
_IN_PASSING = re.compile(r"\b(?:met|naast|zoals|dan|richting)\s+(?:de\s+)?$", re.IGNORECASE)
# *Zandmeer aan den IJssel* is *Zandmeer* for short.
_AT_RIVER = re.compile(r"(?P<first>[A-Z]\w+)\s(?:aan|bij)\s.+")
_BEFORE = 20
_FIRST_PAGE = 1500
_FEWEST_NAMED = 2
_SEVERAL = 2
_SELDOM = 3
_MOST_OFTEN = 5


def add_municipalities(
    records: PartyRecords,
    before: str,
    whole: str,
    passages: Sequence[Passage],
    signed: Sequence[str] = (),
) -> None:
    """Add the municipalities that the document is for, in place of those defined so far.

    Args:
        records: the parties found so far.
        before: the text before the first passage, on one line.
        whole: the whole text, on one line.
        passages: the commitments, whose tables may have a column for each municipality.
        signed: the names under the document.
    """
    text = _NamedMunicipalities(before, whole)
    text.count(take_enumerated(records, whole, text.lowered))
    chosen = text.in_columns(passages) or text.defined(records) or text.titled()
    chosen = text.still_there(chosen)
    chosen = text.among_signed(signed, chosen) or chosen
    unlisted = _unlisted(whole)
    titled = [name for name in (unlisted, *chosen) if name and _is_in_title(name, before)]
    # The title has the municipality itself, and not the one that it becomes a part of.
    if unlisted and (not chosen or titled == [unlisted]):
        records.found.append(_municipality(records, unlisted, None))
        return
    # Of a municipality with two names the first counts.
    by_code: dict[str, str] = {}
    for name in chosen:
        by_code.setdefault(text.codes[name], name)
    records.found = [p for p in records.found if p.kind != "municipality"] + [
        _municipality(records, name, code) for code, name in by_code.items()
    ]


class _NamedMunicipalities:
    """The municipalities that a text names, and how often with the word *gemeente*."""

    def __init__(self, before: str, whole: str) -> None:
        self._before = before
        self._whole = whole
        self._former = codes_of_former(year_of_title(before))
        self.codes = self._former | municipality_codes() | codes_of_shared_names(whole)
        self.lowered = {name.lower(): name for name in self.codes}
        self.counted: dict[str, int] = {}
        self.count(self._named())

    def count(self, names: Iterable[str]) -> None:
        """Count each name once more."""
        for name in names:
            self.counted[name] = self.counted.get(name, 0) + 1

    def _named(self) -> Iterator[str]:
        """Yield each name as often as *gemeente* stands before it, but for those in passing."""
        for hit in _COUNTED.finditer(self._whole):
            if _IN_PASSING.search(self._whole[max(0, hit.start() - _BEFORE) : hit.start()]):
                continue
            # *Kaag en Braassem* is one.
            joined = municipality_in(hit["name"] or "", self.lowered)
            if joined and " en " in joined:
                yield joined
                continue
            for part in parts_of_row(hit["name"] or hit["many"] or ""):
                if name := municipality_in(part, self.lowered):
                    yield name

    def in_columns(self, passages: Sequence[Passage]) -> list[str]:
        """Return those that have columns of their own, none if it is but one."""
        columns = [c for p in passages if p.figures for c in p.figures.columns]
        names = [name for c in columns if (name := municipality_in(c, self.lowered))]
        return list(dict.fromkeys(names)) if len(names) >= _SEVERAL else []

    def defined(self, records: PartyRecords) -> list[str]:
        """Return those that the document defines, with those named in a row with them."""
        defined = [p for p in records.found if p.kind == "municipality"]
        chosen = [n for p in defined if (n := municipality_in(p.name, self.lowered))]
        *titled, entered = rows_of_signatories(self._before, self.lowered)
        if not chosen and len(entered) >= _SEVERAL:
            return list(dict.fromkeys(entered))  # *1. de gemeente A, …; 2. de gemeente B, …*
        return _with_rows(
            chosen,
            (
                *rows_of_municipalities(self._before, self.lowered),
                # One of a row is defined by the word for all of them (*hierna: de gemeenten*).
                *(*titled, entered),
            ),
        )

    def titled(self) -> list[str]:
        """Return those of the title that the text names most, or what it names most."""
        most = max(self.counted.values(), default=0)
        places = self._on_first_page()
        chosen = [n for n in self.counted if n in places and self.counted[n] * _SELDOM >= most]
        named = {name: times_named(name, self._whole) for name in chosen}
        chosen = [n for n in chosen if _is_in_title(n, self._before)] or chosen
        # Where the others work as well is named in passing.
        chosen = [n for n in chosen if named[n] * _MOST_OFTEN >= max(named.values())]
        chosen = chosen or [n for n in self.counted if self.counted[n] == most][:1]
        if not chosen and not _unlisted(self._whole):
            # No *gemeente X* is printed: the place that the text is about is named most.
            chosen = _most_named(places, self._whole)
        return _with_rows(chosen, rows_of_municipalities(self._before, self.lowered, of_lines=True))

    def _on_first_page(self) -> list[str]:
        """Return the names that the first page has, the longest where one holds another."""
        page = self._before[:_FIRST_PAGE]
        names = [
            name
            for name in self.codes
            if name in page and re.search(rf"\b{re.escape(name)}\b", page)
        ]
        # A village goes by the name of what was a municipality.
        names = [n for n in names if n not in self._former or n in self.counted]
        return [n for n in names if not any(n != o and n in o for o in names)]

    def still_there(self, chosen: list[str]) -> list[str]:
        """Leave out what another became a part of: a municipality that still was is the party."""
        former_ones = former_municipalities()
        after = {
            code for name in chosen if name in self._former for code in former_ones[name].successors
        }
        return [name for name in chosen if self.codes[name] not in after] or chosen

    def among_signed(self, signed: Sequence[str], chosen: Collection[str]) -> list[str]:
        """Return those under the document, if one of them is chosen."""
        under = [name for one in signed if (name := municipality_in(one, self.lowered))]
        return list(dict.fromkeys(under)) if set(under) & set(chosen) else []


def _with_rows(chosen: list[str], rows: Iterable[list[str]]) -> list[str]:
    """Return names with those of the rows in which one of them stands."""
    for row in rows:
        if set(row) & set(chosen):
            chosen = list(dict.fromkeys((*row, *chosen)))
    return chosen


def _is_in_title(name: str, before: str) -> bool:
    """Tell whether the title of a document says that it is of a municipality."""
    title = before[:TITLE_LENGTH].lower()
    word = rf"\bgemeenten?\s+(?:[\w,’' -]+\s)?{re.escape(name.lower())}(?!\w)"
    return re.search(word, title) is not None


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


def _brief(name: str, whole: str) -> list[str]:
    """Return the first word of a name that says at which river it lies, if it acts in the text."""
    river = _AT_RIVER.fullmatch(name)
    if river is None or river["first"] in municipality_codes():
        return []
    acting = re.finditer(rf"(?<![\w-]){river['first']}\s+([a-z]+t)\b", whole)
    return [river["first"]] if any(is_act(hit[1]) for hit in acting) else []


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
    aliases = [name, *known, *(defined.aliases if defined else ()), *_brief(name, records.text)]
    aliases = [a for a in aliases if same_name(a) != same_name(f"gemeente {name}")]
    return FoundParty(
        f"gemeente {name}", "municipality", aliases, True, f"gemeente-{slug(name)}", code
    )
