"""Parties that a document introduces in a row: an enumeration, the lines of a title page.

A name of which no word tells the kind (*Brabants Erf*) is taken for a housing association where it
stands in one row with a municipality and tenants, or behind a plural such as *de corporaties*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pa_graph.extraction.names import is_known, kind_by_words, municipality_codes
from pa_graph.extraction.party_patterns import (
    KIND_PREFIX,
    NAME,
    NOT_A_NAME,
    is_kind_word,
    is_of_a_document,
    split_names,
)
from pa_graph.model.vocabulary import scheme

_QUOTES = "‘’'\"“”„"
BRACKET = r"(?:\s*\([^()]{1,90}\))?"
PRINTED = rf"(?:de\s+|het\s+|(?:De|Het)\s+(?=[a-z]))?(?P<name>(?:{KIND_PREFIX}\s+)?{NAME})"
_ITEM = re.compile(rf"\s*{PRINTED}(?P<bracket>{BRACKET})\s*")
_SIGNED = re.compile(
    rf"(?:(?i:namens)\s+(?:de\s+)?)?(?P<name>(?:{KIND_PREFIX}|HBV|HV)\s+{NAME})(?P<bracket>{BRACKET})"
    r"(?:,\s+[a-z][\w -]{2,40})?"
)
_FIRST_ITEM = re.compile(rf"(?:^|.*?[\s(]){PRINTED}(?P<bracket>{BRACKET})\s*$", re.DOTALL)
LAST_ITEM = re.compile(rf"\s*{PRINTED}(?P<bracket>{BRACKET})")
_SEPARATOR = re.compile(
    r"\s*(?:,\s*(?:en\s+|alsmede\s+)?| (?:en|alsmede|&) |\s\|\s|;\s*(?:en\s+)?)"
)
_CLAUSE = re.compile(r"(?:\([^()]*\)|[^.?!:¶()]|\.(?=\w))+")
# *(HO's), bestaande uit de huurdersorganisaties*
_SAID_OF_THEM = (
    r"(?:\s*\([^()]{1,20}\),?)?(?:,?\s+(?:bestaande\s+uit|te\s+weten|namelijk|zijnde)\s*:?"
    r"(?:\s+de\s+[a-z]+)?)?"
)
_PLURALS = {
    "housing_association": re.compile(
        r"\b(?i:\w*corporaties|toegelaten instellingen|woningstichtingen|woonstichtingen)\b"
        # Names follow at once, or behind a colon.
        rf"{_SAID_OF_THEM}(?::?\s+(?=[A-Z'’\d]|[a-z]+[A-Z])|[^.:;¶()]{{0,90}}:\s+|\s+)"
    ),
    "tenant_organisation": re.compile(
        r"\b(?i:huurders?(?:belangen)?(?:organisaties|verenigingen|raden|stichtingen)"
        r"|bewoners(?:commissies(?!:)|raden|verenigingen)"
        r"|vertegenwoordigers\s+van\s+(?:de\s+)?huurders)\b"
        rf"{_SAID_OF_THEM}:?\s+"
    ),
}
_ALIAS = re.compile(
    rf"\(\s*(?:hierna\s*:?\s*)?[{_QUOTES}]?(?P<alias>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*){{0,3}})[{_QUOTES}]?\s*(?:[;,)]|$)"
)
_COLLECTIVE = r"(?P<word>(?i:corporaties|huurders(?:organisaties|verenigingen)?))"
_TOGETHER = re.compile(
    rf"(?:samen|tezamen|gezamenlijk|hierna)\W+(?:te noemen\W+)?(?:de\s)?{_COLLECTIVE}\b"
)
_MEANS_TOGETHER = re.compile(
    rf"\b{_COLLECTIVE}(?:\s*[:=¶]\s*)(?P<row>[A-Z][^.;:¶()]{{3,120}}?)(?:\s+gezamenlijk|\s*[.;,¶])"
)
# Stands for the spaces around an *en* that belongs to a name: white space, but no space.
_UNSPLIT = "\N{NO-BREAK SPACE}"
_CELL_GAP = re.compile(r"\s+[|·•–—-]\s+|\s{3,}|\t")
_AND_AROUND = re.compile(r"\s+e\.o\.$|(?<=\w)\.$")
# *SAMEN THUIS IN ZANDMEER*
# *de wethouder Wonen*
_OFFICE = re.compile(r"Wonen|Volkshuisvesting|Wethouder|Burgemeester|Bestuurder|Directeur")
# *Samen wonen in Eersel*
_MOTTO = re.compile(
    r"(?:\w+\s)?(?:[Ww]onen|[Tt]huis|[Bb]ouwen|[Ll]even)\s(?:in|aan|voor)\s(?P<place>.+)"
)
_SLOGAN = re.compile(r"[^a-z]*\b(?:IN|AAN|VOOR|NAAR|OP|MET|DE|TUSSEN|BIJ|SAMEN)\b[^a-z]*")
_HEADING_IN_ROW = re.compile(r"\s(?=(?:WONINGCORPORATIES|HUURDERS[A-Z]+S|HUURDERS[A-Z]+EN)\s)")
_WHOLE_ROW = 3
_FEWEST_CALLED = 2
_SINGULAR = re.compile(r"(?<=ing)en$|(?<=[st]ie)s$")
_LONGEST_LINE = 70
_TITLE_LINES = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """A party in a row of parties.

    Attributes:
        name: as printed, with its kind or legal form.
        kind: as its words or its place in the row tell.
        alias: the short name in the brackets behind it, or an empty string.
        signs: whether it is a party to the agreement.
        guessed: whether only its place in a row tells the kind.
    """

    name: str
    kind: str
    alias: str
    signs: bool = True
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Collective:
    """A word that the document defines for the parties of one row (*tezamen: de corporaties*).

    Attributes:
        word: without article, in lower case.
        names: of the parties it means, as printed.
    """

    word: str
    names: tuple[str, ...]


def listed_parties(
    opening: str, lines: Sequence[str], signing: Sequence[str] = (), joined: Sequence[str] = ()
) -> Iterator[Listed]:
    """Yield the parties that the opening of a document names in rows.

    Args:
        opening: what stands before the first commitment, on one line, titles set apart by ``¶``.
        lines: the same as printed.
        signing: the last lines of the document. There also persons sign: only names whose words
            tell what they are count.
        joined: names known to have *en* in them, so that a row is not split there.
    """
    cues = scheme("text_cue")
    table = (
        n
        for n, line in enumerate(lines)
        if any(cues.finds("short_name_column", cell) for cell in _CELL_GAP.split(line.strip()))
    )
    rows, whole = _title_page(lines[: min(_TITLE_LINES, next(table, _TITLE_LINES))])
    printed = [item["name"] for row in (*rows, *whole) for item in row]
    titled = [name for name in printed if re.search(r"\s(?:en|&)\s", name)]
    # *Peel en Maas* is one municipality.
    places = [name for name in municipality_codes() if " en " in name]
    # *X in Norg en Omstreken* is one name, whatever the row it stands in.
    opening = re.sub(r"\s(en)\s(?=[Oo]mstreken\b)", rf"{_UNSPLIT}\1{_UNSPLIT}", opening)
    for name in (*joined, *titled, *places):
        opening = opening.replace(name, re.sub(r"\s(en|&)\s", rf"{_UNSPLIT}\1{_UNSPLIT}", name))
    # *X, Y en Z HUURDERSORGANISATIES V, W*: headings of a title page on one line.
    opening = _HEADING_IN_ROW.sub(" ¶ ", opening)
    for kind, plural in _PLURALS.items():
        for hit in plural.finditer(opening):
            clause = _CLAUSE.match(opening, hit.end())
            items = _leading_items(clause[0], kind) if clause else []
            if kind == "tenant_organisation" and clause:
                yield from _called_after_places(hit[0], clause[0])
            if len(items) > 1 and "commissies" not in hit[0]:
                yield from (listed(item, kind) for item in items)
    for clause in _CLAUSE.finditer(opening):
        if re.search(r"\b[Gg]emeente\s+[A-Z]", clause[0]):
            for row in _rows_in(clause[0]):
                yield from _row(row)
    for row in whole:
        yield from _row(row, whole=True)
    for row in rows:
        yield from _row(row)
    cells = [cell for line in signing for cell in re.split(r"\s{3,}|\t|\|", line)]
    for cell in cells:
        item = _SIGNED.fullmatch(cell.strip())
        if item and (kind := kind_by_words(item["name"])) in _PLURALS:
            yield listed(item, kind)


def collectives(opening: str) -> Iterator[Collective]:
    """Yield the words for several parties that *opening* defines behind a row of their names."""
    for plural in _PLURALS.values():
        for hit in plural.finditer(opening):
            clause = _CLAUSE.match(opening, hit.end())
            defined = _TOGETHER.search(clause[0]) if clause else None
            if clause and defined:
                row = clause[0][: defined.start()]
                parts = [_ITEM.fullmatch(part) or LAST_ITEM.match(part) for part in _parts(row)]
                names = tuple(" ".join(part["name"].split()) for part in parts if part)
                if len(names) > 1:
                    yield Collective(defined["word"].lower(), names)
    for hit in _MEANS_TOGETHER.finditer(opening):
        names = tuple(
            " ".join(item["name"].split())
            for part in _parts(hit["row"])
            if (item := _ITEM.fullmatch(part))
        )
        if len(names) > 1:
            yield Collective(hit["word"].lower(), names)


def names_before(segment: str) -> tuple[str, ...]:
    """Return the names in the row at the end of *segment*, if there are two at least."""
    clause = re.split(r"[.;:¶]", segment)[-1]
    clause = re.sub(r",?\s+(?:hierna|verder|samen|gezamenlijk|tezamen)\b.*$", "", clause)
    clause = re.sub(r"\s+(?:heten|zijn|worden|noemen\s+(?:we|wij))\s*$", "", clause)
    items = [_ITEM.fullmatch(part) for part in _parts(clause)]
    names = tuple(" ".join(item["name"].split()) for item in items if item)
    return names if len(names) == len(items) > 1 else ()


def _leading_items(text: str, kind: str) -> list[re.Match[str]]:
    """Return the names at the beginning of *text*, as far as they may be of that kind."""
    items: list[re.Match[str]] = []
    for part in _parts(text):
        whole = _ITEM.fullmatch(part)
        item = whole or LAST_ITEM.match(part)
        if item and (kind_of(item["name"]) in (None, kind) or _is_called(item["name"], kind)):
            items.append(item)
        if not whole or whole not in items:
            break
    return items


def _called_after_places(plural: str, text: str) -> Iterator[Listed]:
    """Yield the tenants that one word for their kind stands before (*huurdersverenigingen A en B*).

    Each is called after a place, one of them after a municipality, or committees after buildings.
    """
    named: list[re.Match[str]] = []
    for part in _parts(text):
        whole = _ITEM.fullmatch(part)
        if item := whole or LAST_ITEM.match(part):
            named.append(item)
        if not whole:
            break
    places = "commissies" in plural or any(i["name"] in municipality_codes() for i in named)
    if len(named) < _FEWEST_CALLED or not places:
        return
    kind = _SINGULAR.sub("", plural.split()[0]).replace("raden", "raad")
    for item in named:
        if kind_of(item["name"]) in (None, "municipality") and not re.match(
            "gemeente", item["name"]
        ):
            tenants = listed(item, "tenant_organisation")
            yield replace(
                tenants, name=f"{kind.capitalize()} {item['name']}", kind="tenant_organisation"
            )


def _is_called(name: str, kind: str) -> bool:
    """Tell whether a word for a kind is somebody's name: *de corporaties Woonpunt, Woonbedrijf*."""
    return name[:1].isupper() and is_kind_word(name) and kind_by_words(name) == kind


def _rows_in(text: str) -> list[list[re.Match[str]]]:
    """Return the rows of names in *text* with a municipality among them."""
    rows: list[list[re.Match[str]]] = [[]]
    for part in _parts(text):
        if whole := _ITEM.fullmatch(part):
            rows[-1].append(whole)
            continue
        if rows[-1] and (last := LAST_ITEM.match(part)):
            rows[-1].append(last)
        first = _FIRST_ITEM.match(part)
        rows.append([first] if first else [])
    return [row for row in rows if any(is_municipality(item["name"]) for item in row)]


def _title_page(
    lines: Sequence[str],
) -> tuple[list[list[re.Match[str]]], list[list[re.Match[str]]]]:
    """Return the rows of lines that are nothing but names, and the lines that are such rows.

    In each a municipality is among them.
    """
    rows: list[list[re.Match[str]]] = [[]]
    whole: list[list[re.Match[str]]] = []
    for line in _whole_names([line.strip(" \t•-*#|") for line in lines if line.strip()]):
        if is_of_a_document(line) or not re.search(r"[A-Za-z]", line) or _SLOGAN.fullmatch(line):
            continue  # The title stands between the names.
        gaps = [_AND_AROUND.sub("", cell) for cell in _CELL_GAP.split(line) if cell]
        cells = [part for cell in gaps for part in _joined(cell)]
        items = [_ITEM.fullmatch(cell) for cell in cells if len(cell) <= _LONGEST_LINE]
        found = [item for item in items if item]
        if len(found) == len(cells) >= _WHOLE_ROW:
            whole.append(found)
        rows[-1] += found
        if not found or (len(cells) == 1 and not items[0]):
            rows.append([])
    return [row for row in rows if _has_municipality(row)], [
        row for row in whole if _has_municipality(row)
    ]


def _joined(cell: str) -> list[str]:
    """Return the names that *en* joins in a cell, each with a word for its kind or a short name."""
    parts = re.split(r"\s+en\s+", cell)
    items = [_ITEM.fullmatch(part) for part in parts]
    sure = all(
        item and (item["bracket"].strip() or kind_of(item["name"]) not in (None, "other"))
        for item in items
    )
    return parts if sure else [cell]


def _whole_names(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines, joined where a row breaks off behind a word for a kind, before its name."""
    broken = ""
    for line in lines:
        last = _CELL_GAP.split(line)[-1].strip()
        if broken and _SLOGAN.fullmatch(line):
            yield broken
            broken = ""
        joined = f"{broken} {line}".strip()
        broken = joined if last != line and is_kind_word(last) else ""
        if not broken:
            yield joined
    if broken:
        yield broken


def _has_municipality(row: Sequence[re.Match[str]]) -> bool:
    return any(is_municipality(item["name"]) for item in row)


def _row(items: Sequence[re.Match[str]], *, whole: bool = False) -> Iterator[Listed]:
    """Yield the parties of a row; it must hold more than municipalities.

    What no word explains has to stand between parties that are sure, but for a *whole* line of a
    title page that holds nothing but names.
    """
    kinds = [kind_of(item["name"]) for item in items]
    telling = [i for i, kind in enumerate(kinds) if kind not in (None, "other")]
    if not {"housing_association", "tenant_organisation"} & set(kinds):
        return
    for index in range(len(items)) if whole else range(telling[0], telling[-1] + 1):
        kind = kinds[index] or "housing_association"
        if kind not in ("municipality", "other"):
            yield listed(items[index], kind)


def kind_of(name: str) -> str | None:
    """Return the kind that the words of a name tell, None if they tell none."""
    if is_municipality(name):
        return "municipality"
    if (" " not in name and is_kind_word(name)) or is_of_a_document(split_names(name)[0]):
        return "other"
    if _is_motto(name):
        return "other"
    if _OFFICE.fullmatch(name) or scheme("party_name").finds("partner", name):
        return "other"
    kind = kind_by_words(name)
    if kind != "other":
        return kind
    legal = re.match(r"(?:stichting|coöperatie|vereniging)\b", name, re.IGNORECASE)
    known = scheme("party_kind").best(name, weak=False) is not None
    return "other" if (known and not legal) or NOT_A_NAME.match(name) else None


def kind_under(kind: str, name: str) -> str:
    """Return the kind of a name below or behind a word for a kind, where its own words tell more.

    *Huurdersorganisaties: Fijn Wonen* are tenants, called as landlords are, but for a known one.
    """
    own = kind_of(name) or kind
    sounds_so = own == "housing_association" and kind == "tenant_organisation"
    return kind if sounds_so and not is_known(name) and not is_kind_word(name.split()[0]) else own


def _is_motto(name: str) -> bool:
    """Tell whether a name is the title of a document (*Wonen in Eersel*)."""
    found = _MOTTO.fullmatch(name)
    return found is not None and found["place"] in municipality_codes()


def is_municipality(name: str) -> bool:
    """Tell whether a printed name is that of a municipality."""
    return bool(re.match(r"gemeente\s+[A-Z]", name, re.I)) or name in municipality_codes()


def listed(item: re.Match[str], kind: str) -> Listed:
    """Return the party that an item names; its own words tell its kind before *kind* does."""
    alias = _ALIAS.match(item["bracket"].strip())
    own = kind_by_words(item["name"])
    return Listed(
        split_names(" ".join(item["name"].split()))[0],
        own if own != "other" else kind,
        alias["alias"] if alias else "",
        guessed=own == "other",
    )


def _parts(text: str) -> list[str]:
    """Split a row at its commas and *en*, brackets aside."""
    parts: list[str] = []
    begin = 0
    for found in _SEPARATOR.finditer(text):
        if text.count("(", begin, found.start()) > text.count(")", begin, found.start()):
            continue
        parts.append(text[begin : found.start()])
        begin = found.end()
    return [*parts, text[begin:]]
