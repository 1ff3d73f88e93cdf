"""Who signs a document, as the names under it tell.

Names stand in lines or columns, each with the office of who signs (*wethouder*, *bestuurder*,
*voorzitter*) before or behind it or on the line below; or a sentence says it (*ondertekend door de
bestuurder van X*). Persons are never recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pa_graph.extraction.names import is_known, kind_by_words, municipality_codes
from pa_graph.extraction.party_patterns import KIND_PREFIX, NAME, NOT_A_NAME, is_of_a_document
from pa_graph.extraction.persons import OFFICE, TAKEN
from pa_graph.model.quarter import ANY_MONTH
from pa_graph.model.vocabulary import scheme

_BEGINS: Final = re.compile(
    r"[^\w]*(?:(?:bijlage|hoofdstuk|artikel)?\s*\d{0,2}[.:]?\s*)?"
    r"(?:(?:onder|mede)?teken(?:ing|en|d)|getekend|handtekening\w*|aldus\s+\w+|voor\s+akkoord"
    r"|met\s+(?:vriendelijke|hartelijke)\s+groet\w*|hoogachtend"
    r"|(?:namens|voor)\s+(?:de\s+)?gemeente\b)|"
    # *Zandmeer, 15 december 2021*
    rf"\s*[^\W\d][\w’' -]{{2,30}},\s+(?:d\.d\.\s+)?\d{{1,2}}\s+{ANY_MONTH}\s+20\d\d\s*$",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"[^\w]*(?:bijlagen?|begrippen|afkortingen|colofon|zie\s+ook)\b", re.IGNORECASE
)
_OFFICE: Final = re.compile(OFFICE, re.IGNORECASE)
# Below a person's name: *namens de drie huurdersorganisaties*
_FOR_MEMBERS: Final = re.compile(
    r"namens\s+(?:de|alle)\s+(?:\w+\s+)?(?:huurders|bewoners|bestuur)\w*$", re.IGNORECASE
)
_OF_BOARD: Final = re.compile(
    r"(?:voorzitter|secretaris|penningmeester)\b(?!\s+(?:van\s+(?:het|de)\s+)?(?:raad\s+van\s+)?bestuur)",
    re.IGNORECASE,
)
_SIGNED_BY: Final = re.compile(
    rf"(?i:{_OFFICE.pattern}s?)(?:\s+[a-z]\w*(?:,\s+[a-z]\w+)*(?:\s+en\s+[a-z]\w+)?|\s+[A-Z]\w+)?\s*"
    rf"(?:van|namens|\()\s*(?:de\s+|het\s+)?(?P<name>(?:[Gg]emeente\s+|{KIND_PREFIX}\s+)?{NAME})"
    r"(?:\s*\((?P<alias>[A-Z]\w{1,7})\))?"
)
_ON_BEHALF: Final = re.compile(
    r"(?:[Nn]amens|[Vv]oor)\s+(?:het\s+college\s+(?:van\s+\S+\s+(?:en\s+\S+\s+)?)?van\s+)?"
    r"(?:de\s+|het\s+)?"
)
_FOR_PART: Final = re.compile(
    r"(?:[Aa]lleen\s+|[Uu]itsluitend\s+)?[Vv]oor\s+(?:de\s+)?(?:hoofdstuk|deel|thema|artikel|tabel)\w*\s[^:]{1,20}:\s*"
)
_FIRST: Final = re.compile(rf"{_OFFICE.pattern}[^,]*,\s+(?P<name>\S.*)", re.IGNORECASE)
_OFFICE_OF: Final = re.compile(
    rf"(?:(?i:{_OFFICE.pattern})|[Rr]aad\s+van\s+[Bb]estuur)\s+(?P<name>[A-Z'’]\S+(?:\s+\S+){{0,5}})"
)
# *wethouder Bouwen, Wonen en Energie*: what he is charged with.
_PORTFOLIO: Final = re.compile(
    r"(?:de\s+)?(?:wethouder|portefeuillehouder|manager|teamleider)\b(?!.*\bgemeente\b)",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
_ALIAS: Final = re.compile(r"[A-Z][\w&-]{1,11}(?:\s[A-Z]\w+)?")
_SEAT: Final = re.compile(r"(?:gevestigd\s+)?te\s+[A-Z]")
_LEADER: Final = re.compile(r"[._…]{3,}|\u2026+|-{3,}")
_GAP: Final = re.compile(r"\s{3,}|\t+|\|")
_SHORT_NAME: Final = re.compile(
    rf"(?:(?i:gemeente|{KIND_PREFIX})\s+)?(?:{NAME}(?:\s+\d{{2,3}})?\.?|['’][a-z]\w+)"
    rf"|(?:Stichting\s+)?{NAME}\s+['’][a-z]\w+|[a-z]\w{{3,}}"
)
_NO_NAME: Final = re.compile(
    r"(?:handtekening(?:en)?|datum|naam|afkorting|rol|voluit|ondergetekenden?|functie|plaats"
    r"|hoogachtend|partij|organisatie|ondertekening|pagina|namens|dhr|mevr?)\b",
    re.IGNORECASE,
)
# Who governs a municipality signs for it, *het college van B en W*.
_COLLEGE: Final = re.compile(
    r"(?:het\s+)?(?:college(?:\s+van)?\s*)?(?:b\s*(?:&|en)\s*w|burgemeester\s+en\s+wethouders)?",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(rf"^(?:[Dd]e|[Hh]et)\s+(?=(?:[Gg]emeente|{KIND_PREFIX})\s)")
# What a person taken out leaves behind *namens X: …, wethouder*, too.
_AROUND: Final = " •*▪-–—:,;"
_MOST_LINES: Final = 70
_FEWEST: Final = 3
_LONGEST: Final = 90
_FULL_LINE: Final = 60


@dataclass(frozen=True, slots=True)
class Signature:
    """A name under a document.

    Attributes:
        name: as printed.
        alias: in brackets behind it, or an empty string.
        sure: whether an office or a person stands beside it.
        in_part: whether it signs for a part only.
        office: of who signs, as printed; an empty string if none stands beside it.
        on_behalf: whether *namens* or *voor* stands before it, as before no person.
        above_person: whether the line below it is that of a person.
        held: whether the office stands right before it in one cell, as before what it is about.
        in_row: whether the office stands behind it in one cell, as behind a person's name.
    """

    name: str
    alias: str
    sure: bool
    in_part: bool = False
    office: str = ""
    on_behalf: bool = False
    above_person: bool = False
    held: bool = False
    in_row: bool = False

    @property
    def tells(self) -> bool:
        """Tell whether it shows that this is where a document is signed."""
        return self.sure or self.on_behalf or self.held

    @property
    def is_of_board(self) -> bool:
        """Tell whether a member of a board signs, as for an association of members."""
        return _OF_BOARD.search(self.office) is not None


@dataclass(frozen=True, slots=True)
class Signatures:
    """What stands under a document.

    Attributes:
        names: of who signs, in order.
        text: the lines in which they stand.
    """

    names: tuple[Signature, ...] = ()
    text: str = ""


def signatures(lines: Sequence[str]) -> Signatures:
    """Return the names under a document, none where fewer than three show that they are such.

    Args:
        lines: of the whole document, as printed.
    """
    best = Signatures()
    most = _FEWEST - 1
    for begin in reversed([n for n, line in enumerate(lines) if _BEGINS.match(line)]):
        block: list[str] = []
        for line in lines[begin : begin + _MOST_LINES]:
            if block and _ENDS.match(line):
                break
            block.append(line)
        found = {each.name: each for each in (*_in_sentences(block), *_in_lines(block))}
        telling = sum(each.tells for each in found.values())
        if telling > most:
            best, most = Signatures(tuple(found.values()), "\n".join(block)), telling
    return best


def _in_sentences(block: Sequence[str]) -> Iterator[Signature]:
    text = ""
    for line in (line.strip() for line in block if not _GAP.search(line.strip())):
        # Only a line that is full goes on in the next one.
        text += f"{line} " if len(line) > _FULL_LINE else f"{line} ¶ "
    for hit in _SIGNED_BY.finditer(text):
        if name := _plain(hit["name"]):
            yield Signature(name, hit["alias"] or "", sure=True, office=hit[0])


def _in_lines(block: Sequence[str]) -> Iterator[Signature]:
    block = _made_whole(block)
    rows = [(_cells(line), TAKEN in line) for line in block]
    filled = [row for row, _ in rows if row]
    persons = [taken for row, taken in rows if row]
    # A line of nothing but persons has no cells left.
    shown = [(row, taken) for row, taken in rows if row or taken]
    person_below = [
        taken for (row, _), (_, taken) in zip(shown, [*shown[1:], ([], False)], strict=True) if row
    ]
    # *Voor hoofdstuk 5:* on a line of its own: who signs below it signs for that only.
    alone = (n for n, row in enumerate(filled) if len(row) == 1)
    part_since = next((n for n in alone if _FOR_PART.fullmatch(f"{filled[n][0]}:")), len(filled))
    for number, row in enumerate(filled):
        below = filled[number + 1] if number + 1 < len(filled) else []
        beside = _first_office(row[1:])
        for place, cell in enumerate(row):
            under = below[place : place + 1] if len(below) == len(row) else below
            signature = _signature(cell, near=beside or _first_office(under))
            if signature is not None:
                beside_person = persons[number] and len(row) == 1
                of_person = beside_person or person_below[number]
                may_be_sure = not (_is_small(signature.name) or signature.held)
                yield replace(
                    signature,
                    sure=signature.sure or (of_person and may_be_sure),
                    in_part=signature.in_part or part_since <= number,
                    above_person=of_person,
                )


def _made_whole(block: Sequence[str]) -> list[str]:
    """Return the lines, with columns joined whose cells all go on in the next line.

    *Namens de Federatie van | Namens de gemeente*, and below it *Corporaties, | Zandmeer,*.
    """
    lines: list[str] = []
    for line in block:
        above = [cell.strip() for cell in _GAP.split(lines[-1].strip())] if lines else []
        cells = [cell.strip() for cell in _GAP.split(line.strip())]
        goes_on = (
            len(cells) == len(above) > 1
            and all(cell.endswith(",") for cell in cells)
            and not any(cell.endswith(",") for cell in above)
            and any(_ON_BEHALF.match(cell) for cell in above)
        )
        if goes_on:
            pairs = zip(above, cells, strict=True)
            lines[-1] = "\t".join(f"{one} {other}" for one, other in pairs)
        else:
            lines.append(line)
    return lines


def _cells(line: str) -> list[str]:
    plain = _LEADER.sub("   ", line)
    cells = (cell.strip(_AROUND) for cell in _GAP.split(plain))
    return [cell for cell in cells if cell]


def _is_office(cell: str) -> bool:
    of_college = cell.lower().startswith("namens het college") and "gemeente" not in cell
    for_members = _FOR_MEMBERS.match(cell) is not None
    return _OFFICE.match(cell) is not None or of_college or for_members


def _first_office(cells: Iterable[str]) -> str:
    """Return the first of some cells that is the office of who signs, nothing if none is."""
    return next((cell for cell in cells if _is_office(cell)), "")


def _signature(cell: str, *, near: str) -> Signature | None:
    """Return whom a cell names, None if it names nobody.

    Args:
        cell: as printed.
        near: the office in a cell beside or below it, or an empty string.
    """
    if len(cell) > _LONGEST:
        return None
    part = _FOR_PART.match(cell)
    cell = cell[part.end() :] if part else cell
    if _ON_BEHALF.match(cell):
        cell, _, by = cell.partition(":")
        near = _first_office(re.split(r",\s*", by)) or near
    in_part = (
        part is not None
        or scheme("text_cue").finds("only_for", cell)
        or re.search(r"[,(]\s*voor\s", cell) is not None
    )
    first = _FIRST.fullmatch(cell) if not _PORTFOLIO.match(cell) else None
    held = _OFFICE_OF.fullmatch(cell) if not first and not _PORTFOLIO.match(cell) else None
    first = first or held
    words = (
        _ON_BEHALF.sub("", first["name"] if first else cell, count=1)
        if first or _ON_BEHALF.match(cell)
        else cell
    )
    name, *rest = (part.strip() for part in words.split(","))
    rest = [part for part in rest if part]
    office = (cell if first else _first_office(rest)) or near
    if any(
        not _is_office(part) and not _SEAT.match(part) and not part.startswith("voor ")
        for part in rest
    ):
        return None
    alias = ""
    if bracket := _BRACKET.search(name):
        alias = bracket["inside"] if _ALIAS.fullmatch(bracket["inside"]) else ""
        name = name[: bracket.start()]
    if _is_office(name) or not (plain := _plain(name)):
        return None
    # A small word may be a name (*weller*), but only what the text calls somebody shows that.
    sure = bool(office) and not _is_small(plain) and (held is None or _is_told(plain))
    return Signature(
        plain,
        alias,
        sure,
        in_part,
        office,
        on_behalf=_ON_BEHALF.match(cell) is not None,
        held=held is not None,
        in_row=_first_office(rest) != "",
    )


def _is_told(name: str) -> bool:
    """Tell whether a name right behind an office is that of an organisation by its words.

    *Directeur Wonen*: one word may be what he is charged with.
    """
    glued = re.search(r"[a-z]{2,}[A-Z][a-z]{2}", name) is not None  # *KleurrijkWonen*
    return glued or is_known(name) or (" " in name and kind_by_words(name) != "other")


def _is_small(name: str) -> bool:
    """Tell whether a name is a small word without a mark before it."""
    return name.islower() and name[0].isalpha()


def _plain(name: str) -> str:
    """Return a name without what goes before it, nothing if it is none."""
    name = _ON_BEHALF.sub("", name, count=1) if _ON_BEHALF.match(name) else name
    name = _ARTICLE.sub("", name.strip(" ,;:"))
    if name and _COLLEGE.fullmatch(name):
        return "Gemeente"
    name = re.sub(r"^(?:de|het)\s+(?=[A-Z])", lambda hit: hit[0].capitalize(), name)
    if not _SHORT_NAME.fullmatch(name) or _NO_NAME.match(name) or _OFFICE.match(name):
        return ""
    if NOT_A_NAME.match(name):
        return ""
    return "" if is_of_a_document(name) or name in municipality_codes() else name
