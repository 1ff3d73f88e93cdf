"""Take the names of persons out of a document before it is read: they are parties to nothing.

Persons sign agreements and stand in forewords, with a title (*mevrouw*), initials, or an office
(*wethouder*) beside, above or below. Blanks take their place, so that every offset holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pa_graph.extraction.parties.names import is_known, kind_by_words, municipality_codes
from pa_graph.extraction.parties.patterns import is_legal_form
from pa_graph.model.vocabulary import scheme

OFFICE: Final = (
    r"(?:(?:de|het|haar|zijn|als|loco-?)\s*)?(?:[\w-]*wethouders?\b|burgemeester|[\w-]*bestuurder"
    r"|bestuur(?:slid)?\b|[\w-]*directeur|[\w-]*voorzitter|[\w-]*secretaris|penningmeester"
    r"|[\w-]*manager|contactpersoon|directie\b|portefeuillehouder|college\b|namens\s+dezen"
    r"|gevolmachtigde|lid\b|teamleider|vertegenwoordiger\b)"
)
"""What who signs an agreement is, in small letters."""

TAKEN: Final = "\N{NO-BREAK SPACE}"
"""What stands for each letter of a name taken out: white space, and no ordinary space."""

_IS_OFFICE: Final = re.compile(OFFICE, re.IGNORECASE)
_ADDRESS: Final = r"(?:[Dd]e\s+heer|[Mm]evrouw|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?)"
_DEGREE: Final = r"(?:[Dd]rs|[Mm]r|[Ii]ng|[Ii]r|[Dd]r|[Pp]rof)\."
# The next line may hold the office of the person, which begins big as a name does.
_GAP: Final = r"[^\S\n]+"
_INITIAL: Final = r"(?!St\.)[A-Z][a-z]?\.\s?"
_INITIALS: Final = rf"(?:{_INITIAL}){{1,5}}(?:\([A-Z][a-zà-ÿ]+\)\s*)?"
_NO_NAME: Final = (
    r"(?!(?:Namens|Voor|Regio|Gemeente|Stichting|Vereniging|Wonen|Raad|De|Het|Datum|Plaats|Partij"
    r"|Team|Afdeling|College|Thema|Artikel|Bijlage|Project)\b)"
)
_GIVEN: Final = rf"{_NO_NAME}[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?"
_LINKS: Final = r"(?:(?:van|de|der|den|ten|ter|el|al|’t|'t)\s+){0,3}"
# Without a first name they begin big: *mevrouw De Voorbeeld*.
_BIG_LINKS: Final = r"(?:De|Van\s+de[rn]?|Van|Den|Ten|Ter)\s+"
_LAST: Final = r"(?:[A-Z][a-z]{1,2}[A-Z])?[A-ZÀ-Ý]?[A-ZÀ-Ýa-z][\w’']+"
_SURNAME: Final = rf"{_LINKS}(?=[A-ZÀ-Ý]){_LAST}(?:\s?-\s?{_LINKS}(?=[A-ZÀ-Ý]){_LAST})?"
# *R. Voorbeeld MSc*
_TITLES: Final = r"(?:,?\s+(?:MSc|BSc|MA|MBA|MRE|MPA|LLM|PhD|RA|RE|CFA)\b)*"
_FIRST: Final = rf"(?:{_INITIALS}|(?:{_GIVEN}{_GAP}){{1,2}})"
_SURELY: Final = (
    rf"(?:(?:{_ADDRESS}\s+(?:{_DEGREE}\s*)*|(?:{_DEGREE}\s*)+){_FIRST}?{_SURNAME}"
    rf"|(?:{_INITIAL}){{2,5}}{_SURNAME})"
)
_PERHAPS: Final = rf"(?:(?:{_GIVEN}{_GAP}){{1,2}}|{_INITIAL}){_SURNAME}"
_PERSON: Final = rf"(?:(?P<sure>{_SURELY}{_TITLES})|(?P<name>{_PERHAPS}{_TITLES}))"
_WHOLE: Final = re.compile(_PERSON + r"[\s,.:;]*")
_HELD: Final = re.compile(rf"(?i:{OFFICE})\s+[A-Z]")
# *J. Voorbeeld*, *A. Voorbeeld / B. Bedacht*
_WITH_INITIALS: Final = rf"{_INITIALS}{_SURNAME}{_TITLES}"
_ARE_PERSONS: Final = re.compile(rf"{_WITH_INITIALS}(?:\s*(?:/|&|en)\s*{_WITH_INITIALS})?[\s,.]*")
# *Voorbeeld, voorzitter*, below whom he signs for
_ONE_BEFORE_OFFICE: Final = re.compile(rf"(?P<one>{_SURNAME}),\s+(?=(?i:{OFFICE}))")
_ONE_NAME: Final = re.compile(_SURNAME)
# *Piet Voorbeeld, wethouder*, *Piet Voorbeeld (wethouder)*
_BEFORE_OFFICE: Final = re.compile(
    rf"(?:^(?:[-–—]\s)?|(?<=[,:]\s)|(?<=door\s)){_PERSON}\s*[,(–-]\s*(?=(?i:{OFFICE}))"
)
# *wethouder Piet Voorbeeld*
_BEHIND_OFFICE: Final = re.compile(
    rf"(?i:{OFFICE})(?:\s+[Ww]onen)?[,:]?\s+{_PERSON}(?=\s*(?:[,.;:)]|$|\s(?:van|namens|\()))"
)
# *Voor de Huurderskoepel Zandmeer*, and the person below it.
_SIGNED_FOR: Final = re.compile(r"(?:[Vv]oor|[Nn]amens)\s+(?:(?:de|het)\s+)?['’A-Z]\S*[^.:]*$")
_RIGHT_BEHIND_OFFICE: Final = re.compile(rf"\b(?i:{OFFICE})\s+(?:[Ww]onen\s+)?\Z")
# In the middle of a text only an address makes it sure: *Dr. X* may be a street.
_ADDRESSED: Final = re.compile(
    rf"(?<!\w){_ADDRESS}\s+(?:{_DEGREE}\s*)*(?:{_BIG_LINKS}|{_FIRST}?){_SURNAME}{_TITLES}(?:\s*,\s*(?=(?i:{OFFICE})))?"
)
# *vertegenwoordigd door Voorbeeld, directeur-bestuurder*
_REPRESENTS: Final = re.compile(
    rf"\bvertegenwoordigd\s+door\s+(?P<one>{_SURNAME}(?:,\s+{_INITIALS})?)\s*,?\s+"
    rf"(?=(?:(?:haar|de)\s+)?(?i:{OFFICE}))"
)
_CELL: Final = re.compile(r"[^\s|._…](?:(?!\s{3}|\t|\||[._…]{4})[^\n])*")
_MOST_CELLS: Final = 5
_LONGEST: Final = 70


def without_persons(text: str) -> str:
    """Return a text of the same length with blanks for the names of persons.

    Args:
        text: a whole document.
    """
    taken = [hit.span() for hit in _ADDRESSED.finditer(text)]
    taken += [hit.span("one") for hit in _REPRESENTS.finditer(text)]
    doubtful: list[tuple[int, int, str]] = []
    for start, end, name in _candidates(text):
        if name:
            doubtful.append((start, end, name))
        else:
            taken.append((start, end))
    plain = _blanked(text, [*taken, *((start, end) for start, end, _ in doubtful)])
    persons = {
        name for name in {name for *_, name in doubtful} if not _is_organisation(name, plain)
    }
    taken += [(start, end) for start, end, name in doubtful if name in persons]
    return _blanked(text, taken)


def may_be_person(name: str) -> bool:
    """Tell whether a name could be a person's: a first name or initials, and a surname."""
    return _WHOLE.fullmatch(name) is not None


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with blanks in some places, its lines as they were."""
    parts, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            parts += [text[done:start], re.sub(r"[^\n]", TAKEN, text[max(done, start) : end])]
            done = end
    return "".join([*parts, text[done:]])


def _candidates(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a person may stand, and the name where it could be an organisation's too."""
    rows = [row for row in _rows(text) if row]
    for number, row in enumerate(rows):
        above = rows[number - 1] if number else []
        below = rows[number + 1] if number + 1 < len(rows) else []
        for place, cell in enumerate(row):
            words = cell[0]
            for pattern in (_BEFORE_OFFICE, _BEHIND_OFFICE):
                for hit in pattern.finditer(words):
                    group = "sure" if hit["sure"] else "name"
                    end = hit.end() if pattern is _BEFORE_OFFICE else hit.end(group)
                    start = cell.start()
                    yield start + hit.start(group), start + end, hit["name"] or ""
            signed_for = bool(above) and _SIGNED_FOR.match(above[min(place, len(above) - 1)][0])
            if signed_for and (one := _ONE_BEFORE_OFFICE.match(words)):
                yield cell.start() + one.start("one"), cell.start() + one.end("one"), one["one"]
            if _ARE_PERSONS.fullmatch(words) and _is_row_of_persons(row):
                yield *cell.span(), ""
                continue
            held = below and _HELD.match(below[0][0]) if len(row) == 1 else None
            heads = scheme("heading_role").best(words) is not None
            if held and not heads and _ONE_NAME.fullmatch(words):
                yield *cell.span(), words  # *Voorbeeld*, below it *bestuurder Duinhaven*
                continue
            whole = _WHOLE.fullmatch(words)
            near = (row[:place], row[place + 1 :], above, below)
            if whole and _has_office(near, place, len(row)):
                yield *cell.span(), whole["name"] or ""
            elif _ONE_NAME.fullmatch(words) and any(
                _WHOLE.fullmatch(other[0]) and _has_office(([], [], [], below), place, len(row))
                for other in (*row[:place], *row[place + 1 :])
            ):
                yield *cell.span(), words  # *J. Voorbeeld   Bedacht*, and below them what they are.


def _rows(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the cells of each line, none of a line that is no row of short cells."""
    for line in re.finditer(r"[^\n]+", text):
        cells = list(_CELL.finditer(text, *line.span()))
        short = len(cells) <= _MOST_CELLS and all(len(cell[0]) <= _LONGEST for cell in cells)
        yield cells if short else []


def _is_row_of_persons(row: Sequence[re.Match[str]]) -> bool:
    """Tell whether several cells, and no others, each have initials and a surname."""
    return len(row) > 1 and all(_ARE_PERSONS.fullmatch(cell[0]) for cell in row)


def _has_office(near: tuple[Sequence[re.Match[str]], ...], place: int, width: int) -> bool:
    """Tell whether an office stands in a cell beside, above or below."""
    before, behind, *others = near
    above, below = (row[place : place + 1] if len(row) == width else row for row in others)
    cells = (*before[-1:], *behind[:1], *above, *below)
    signed_for = any(_SIGNED_FOR.match(cell[0]) for cell in above)
    return signed_for or any(_IS_OFFICE.match(cell[0]) for cell in cells)


def _is_organisation(name: str, text: str) -> bool:
    """Tell whether a name is no person's: by its words, or since the text uses it elsewhere."""
    first, _, rest = name.partition(" ")
    if kind_by_words(name) != "other" or is_legal_form(first) or rest in municipality_codes():
        return True
    if scheme("theme").best(name, weak=False) is not None:
        return True  # *B. Betaalbaarheid*
    if is_known(name) or is_known(first):
        return True
    printed = r"\s+".join(map(re.escape, name.split()))
    uses = re.finditer(rf"(?<![\w-]){printed}(?![\w-])", text)
    # *Wethouder Piet Voorbeeld: “…”* speaks in the middle of a text.
    return any(not _RIGHT_BEHIND_OFFICE.search(text, 0, use.start()) for use in uses)
