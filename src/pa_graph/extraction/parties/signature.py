"""One name under a document, read from the cell in which it stands.

An office (*wethouder*, *bestuurder*, *voorzitter*) may stand before the name or behind it, *namens*
before it, and a word for a part of the document too. Persons are never recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pa_graph.extraction.parties.names import is_known, kind_by_words, municipality_codes
from pa_graph.extraction.parties.patterns import KIND_PREFIX, NAME, NOT_A_NAME, is_of_a_document
from pa_graph.extraction.parties.persons import OFFICE
from pa_graph.model.vocabulary import scheme

OFFICE_OF_SIGNER: Final = re.compile(OFFICE, re.IGNORECASE)
"""The office of who signs, in any case."""
# Below a person's name: *namens de drie huurdersorganisaties*
_FOR_MEMBERS: Final = re.compile(
    r"namens\s+(?:de|het|alle)\s+(?:\w+\s+)?(?:huurders|bewoners|bestuur)\w*$", re.IGNORECASE
)
_OF_BOARD: Final = re.compile(
    r"(?:voorzitter|secretaris|penningmeester)\b(?!\s+(?:van\s+(?:het|de)\s+)?(?:raad\s+van\s+)?bestuur)",
    re.IGNORECASE,
)
ON_BEHALF: Final = re.compile(
    r"(?:[Nn]amens|[Vv]oor)\s+(?:het\s+college\s+(?:van\s+\S+\s+(?:en\s+\S+\s+)?)?van\s+)?"
    r"(?:de\s+|het\s+)?"
)
"""*namens het college van*"""
FOR_PART: Final = re.compile(
    r"(?:[Aa]lleen\s+|[Uu]itsluitend\s+)?[Vv]oor\s+(?:de\s+)?(?:hoofdstuk|deel|thema|artikel|tabel)\w*\s[^:]{1,20}:\s*"
)
"""*voor hoofdstuk 5:*"""
_FIRST: Final = re.compile(rf"{OFFICE_OF_SIGNER.pattern}[^,]*,\s+(?P<name>\S.*)", re.IGNORECASE)
_OFFICE_OF: Final = re.compile(
    rf"(?:(?i:{OFFICE_OF_SIGNER.pattern})|[Rr]aad\s+van\s+[Bb]estuur)\s+(?P<name>[A-Z'’]\S+(?:\s+\S+){{0,5}})"
)
# *wethouder Bouwen, Wonen en Energie*: what he is charged with.
_PORTFOLIO: Final = re.compile(
    r"(?:de\s+)?(?:wethouder|portefeuillehouder|manager|teamleider)\b(?!.*\bgemeente\b)",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
_ALIAS: Final = re.compile(r"[A-Z][\w&-]{1,11}(?:\s[A-Z]\w+)?")
_SEAT: Final = re.compile(r"(?:gevestigd\s+)?te\s+[A-Z]")
_SHORT_NAME: Final = re.compile(
    rf"(?:(?i:gemeente|{KIND_PREFIX})\s+)?(?:{NAME}(?:\s+(?:\d{{2,3}}|{KIND_PREFIX}))?\.?|['’][a-z]\w+)"
    rf"|(?:Stichting\s+)?{NAME}\s+['’][a-z]\w+|[a-z]\w{{3,}}"
    # *de huurdersvertegenwoordiging van Zandwonen*, which has no name of its own
    rf"|(?i:(?:huurders|bewoners)\w+)(?<!s)(?<!en)\s+van\s+(?:de\s+|het\s+)?{NAME}"
)
_NO_NAME: Final = re.compile(
    r"(?:handtekening(?:en)?|datum|naam|afkorting|rol|voluit|ondergetekenden?|functie|plaats"
    r"|hoogachtend|partij|organisatie|ondertekening|pagina|namens|voor$|dhr|mevr?)\b",
    re.IGNORECASE,
)
# Who governs a municipality signs for it, *het college van B en W*.
_COLLEGE: Final = re.compile(
    r"(?:het\s+)?(?:college(?:\s+van)?\s*)?(?:b\s*(?:&|en)\s*w|burgemeester\s+en\s+wethouders)?",
    re.IGNORECASE,
)
# *Namens burgemeester en wethouders van Zandmeer*
_OF_TOWN: Final = re.compile(
    r"[Nn]amens\s+(?:het\s+college\s+van\s+)?(?i:b\s*(?:&|en)\s*w|burgemeester\s+en\s+wethouders)"
    r"\s+van\s+(?=[A-Z'’])"
)
_ARTICLE: Final = re.compile(rf"^(?:[Dd]e|[Hh]et)\s+(?=(?:[Gg]emeente|{KIND_PREFIX})\s)")
# *Huurdersbelang Zandmeer e.o.*
_AND_AROUND: Final = re.compile(r"\s+e\.\s?o\.?$")
_LONGEST: Final = 90


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


def _is_office(cell: str) -> bool:
    of_college = cell.lower().startswith("namens het college") and "gemeente" not in cell
    for_members = _FOR_MEMBERS.match(cell) is not None
    return OFFICE_OF_SIGNER.match(cell.lstrip("(")) is not None or of_college or for_members


def first_office(cells: Iterable[str]) -> str:
    """Return the first of some cells that is the office of who signs, nothing if none is."""
    return next((cell for cell in cells if _is_office(cell)), "")


def signature_in_cell(cell: str, *, near: str) -> Signature | None:
    """Return whom a cell names, None if it names nobody.

    Args:
        cell: as printed.
        near: the office in a cell beside or below it, or an empty string.
    """
    if len(cell) > _LONGEST:
        return None
    cell = _OF_TOWN.sub("Namens de gemeente ", cell)
    part = FOR_PART.match(cell)
    cell = cell[part.end() :] if part else cell
    name, _, by = cell.partition(":")
    signer = first_office(part.strip() for part in by.split(","))
    if signer or ON_BEHALF.match(cell):
        cell, near = name, signer or near  # *Gemeente Zandmeer: wethouder*
    in_part = (
        part is not None
        or scheme("text_cue").finds("only_for", cell)
        or re.search(r"[,(]\s*voor\s", cell) is not None
    )
    first = _FIRST.fullmatch(cell) if not _PORTFOLIO.match(cell) else None
    held = _OFFICE_OF.fullmatch(cell) if not first and not _PORTFOLIO.match(cell) else None
    first = first or held
    words = (
        ON_BEHALF.sub("", first["name"] if first else cell, count=1)
        if first or ON_BEHALF.match(cell)
        else cell
    )
    name, *rest = (part.strip() for part in words.split(","))
    rest = [part for part in rest if part]
    office = (cell if first else first_office(rest)) or near
    if any(
        not _is_office(part) and not _SEAT.match(part) and not part.startswith("voor ")
        for part in rest
    ):
        return None
    alias = ""
    if bracket := _BRACKET.search(name):
        alias = bracket["inside"] if _ALIAS.fullmatch(bracket["inside"]) else ""
        name = name[: bracket.start()]
    if _is_office(name) or not (plain := name_signed_for(name)):
        return None
    # A small word may be a name (*weller*), but only what the text calls somebody shows that.
    sure = bool(office) and not is_small_word(plain) and (held is None or _is_told(plain))
    return Signature(
        plain,
        alias,
        sure,
        in_part,
        office,
        on_behalf=ON_BEHALF.match(cell) is not None,
        held=held is not None,
        in_row=first_office(rest) != "",
    )


def _is_told(name: str) -> bool:
    """Tell whether a name right behind an office is that of an organisation by its words.

    *Directeur Wonen*: one word may be what he is charged with.
    """
    glued = re.search(r"[a-z]{2,}[A-Z][a-z]{2}", name) is not None  # *KleurrijkWonen*
    return glued or is_known(name) or (" " in name and kind_by_words(name) != "other")


def is_small_word(name: str) -> bool:
    """Tell whether a name is a small word without a mark before it."""
    return name.islower() and name[0].isalpha()


def name_signed_for(name: str) -> str:
    """Return a name without what goes before it, nothing if it is none."""
    name = ON_BEHALF.sub("", name, count=1) if ON_BEHALF.match(name) else name
    name = _AND_AROUND.sub("", _ARTICLE.sub("", name.strip(" ,;:")))
    if name and _COLLEGE.fullmatch(name):
        return "Gemeente"
    name = re.sub(r"^(?:de|het)\s+(?=[A-Z])", lambda hit: hit[0].capitalize(), name)
    if not _SHORT_NAME.fullmatch(name) or _NO_NAME.match(name) or OFFICE_OF_SIGNER.match(name):
        return ""
    if NOT_A_NAME.match(name):
        return ""
    return "" if is_of_a_document(name) or name in municipality_codes() else name
