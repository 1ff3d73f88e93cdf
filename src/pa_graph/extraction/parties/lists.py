"""Parties that a document introduces in a row: an enumeration, the lines of a title page.

A name of which no word tells the kind (*Brabants Erf*) is taken for a housing association where it
stands in one row with a municipality and tenants, or behind a plural such as *de corporaties*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pa_graph.extraction.parties.listed_names import (
    BRACKET,
    ITEM,
    LAST_ITEM,
    PRINTED,
    Listed,
    is_municipality,
    kind_of,
    listed,
)
from pa_graph.extraction.parties.names import kind_by_words, municipality_codes
from pa_graph.extraction.parties.patterns import (
    KIND_PREFIX,
    NAME,
    is_kind_word,
)
from pa_graph.extraction.parties.title_pages import CELL_GAP, title_page
from pa_graph.model.vocabulary import scheme

_SIGNED = re.compile(
    rf"(?:(?i:namens)\s+(?:de\s+)?)?(?P<name>(?:{KIND_PREFIX}|HBV|HV)\s+{NAME})(?P<bracket>{BRACKET})"
    r"(?:,\s+[a-z][\w -]{2,40})?"
)
_FIRST_ITEM = re.compile(rf"(?:^|.*?[\s(]){PRINTED}(?P<bracket>{BRACKET})\s*$", re.DOTALL)
_SEPARATOR = re.compile(
    r"\s*(?:,\s*(?:en\s+|alsmede\s+)?| (?:en|alsmede|&) |\s\|\s|;\s*(?:en\s+)?)"
)
_CLAUSE = re.compile(r"(?:\([^()]*\)|[^.?!:¶()]|\.(?=\w)|(?<=\bSt)\.(?= [A-Z]))+")
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
_COLLECTIVE = r"(?P<word>(?i:corporaties|huurders(?:organisaties|verenigingen)?))"
_TOGETHER = re.compile(
    rf"(?:samen|tezamen|gezamenlijk|hierna)\W+(?:te noemen\W+)?(?:de\s)?{_COLLECTIVE}\b"
)
_MEANS_TOGETHER = re.compile(
    rf"\b{_COLLECTIVE}(?:\s*[:=¶]\s*)(?P<row>[A-Z][^.;:¶()]{{3,120}}?)(?:\s+gezamenlijk|\s*[.;,¶])"
)
# Stands for the spaces around an *en* that belongs to a name: white space, but no space.
_UNSPLIT = "\N{NO-BREAK SPACE}"
_HEADING_IN_ROW = re.compile(r"\s(?=(?:WONINGCORPORATIES|HUURDERS[A-Z]+S|HUURDERS[A-Z]+EN)\s)")
_FEWEST_CALLED = 2
_SINGULAR = re.compile(r"(?<=ing)en$|(?<=[st]ie)s$")
_TITLE_LINES = 60


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
        if any(cues.finds("short_name_column", cell) for cell in CELL_GAP.split(line.strip()))
    )
    rows, whole = title_page(lines[: min(_TITLE_LINES, next(table, _TITLE_LINES))], opening)
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
                parts = [ITEM.fullmatch(part) or LAST_ITEM.match(part) for part in _parts(row)]
                names = tuple(" ".join(part["name"].split()) for part in parts if part)
                if len(names) > 1:
                    yield Collective(defined["word"].lower(), names)
    for hit in _MEANS_TOGETHER.finditer(opening):
        names = tuple(
            " ".join(item["name"].split())
            for part in _parts(hit["row"])
            if (item := ITEM.fullmatch(part))
        )
        if len(names) > 1:
            yield Collective(hit["word"].lower(), names)


def names_before(segment: str) -> tuple[str, ...]:
    """Return the names in the row at the end of *segment*, if there are two at least."""
    clause = re.split(r"[;:¶]|(?<!\bSt)\.", segment)[-1]
    clause = re.sub(r",?\s+(?:hierna|verder|samen|gezamenlijk|tezamen)\b.*$", "", clause)
    clause = re.sub(r"\s+(?:heten|zijn|worden|noemen\s+(?:we|wij))\s*$", "", clause)
    items = [ITEM.fullmatch(part) for part in _parts(clause)]
    names = tuple(" ".join(item["name"].split()) for item in items if item)
    return names if len(names) == len(items) > 1 else ()


def _leading_items(text: str, kind: str) -> list[re.Match[str]]:
    """Return the names at the beginning of *text*, as far as they may be of that kind."""
    items: list[re.Match[str]] = []
    for part in _parts(text):
        whole = ITEM.fullmatch(part)
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
        whole = ITEM.fullmatch(part)
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
        if whole := ITEM.fullmatch(part):
            rows[-1].append(whole)
            continue
        if rows[-1] and (last := LAST_ITEM.match(part)):
            rows[-1].append(last)
        first = _FIRST_ITEM.match(part)
        rows.append([first] if first else [])
    return [row for row in rows if any(is_municipality(item["name"]) for item in row)]


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
