"""Who signs a document, as the names under it tell.

Names stand in lines or columns, each with the office of who signs (*wethouder*, *bestuurder*,
*voorzitter*) before or behind it or on the line below; or a sentence says it (*ondertekend door de
bestuurder van X*). Persons are never recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pa_graph.extraction.parties.patterns import KIND_PREFIX, NAME
from pa_graph.extraction.parties.persons import TAKEN
from pa_graph.extraction.parties.signature import (
    FOR_PART,
    OFFICE_OF_SIGNER,
    ON_BEHALF,
    Signature,
    first_office,
    is_small_word,
    name_signed_for,
    signature_in_cell,
)
from pa_graph.model.quarter import PLACE_AND_DAY

_BEGINS: Final = re.compile(
    r"[^\w]*(?:(?:bijlage|hoofdstuk|artikel)?\s*\d{0,2}[.:]?\s*)?"
    r"(?:(?:onder|mede)?teken(?:ing|en|d|aars?)|getekend|handtekening\w*|aldus\s+\w+|voor\s+akkoord"
    r"|met\s+(?:vriendelijke|hartelijke)\s+groet\w*|hoogachtend"
    r"|(?:namens|voor)\s+(?:de\s+)?gemeente\b|namens\s+(?:het\s+college|burgemeester)\b)|"
    # *Zandmeer, 15 december 2021*
    rf"\s*{PLACE_AND_DAY}\s*$",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"[^\w]*(?:bijlagen?|begrippen|afkortingen|colofon|zie\s+ook)\b", re.IGNORECASE
)
_SIGNED_BY: Final = re.compile(
    rf"(?i:{OFFICE_OF_SIGNER.pattern}s?)(?:\s+[a-z]\w*(?:,\s+[a-z]\w+)*(?:\s+en\s+[a-z]\w+)?|\s+[A-Z]\w+)?\s*"
    rf"(?:van|namens|\()\s*(?:de\s+|het\s+)?(?P<name>(?:[Gg]emeente\s+|{KIND_PREFIX}\s+)?{NAME})"
    r"(?:\s*\((?P<alias>[A-Z]\w{1,7})\))?"
)
_LEADER: Final = re.compile(r"[._…]{3,}|\u2026+|-{3,}")
_GAP: Final = re.compile(r"\s{3,}|\t+|\|")
# What a person taken out leaves behind *namens X: …, wethouder*, too.
_AROUND: Final = " •*▪-–—:,;"
_MOST_LINES: Final = 70
_FEWEST: Final = 3
_LONGEST_BEGINNING: Final = 120
_FULL_LINE: Final = 60


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
    for begin in reversed([n for n, line in enumerate(lines) if _BEGINS.match(_plainly(line))]):
        block: list[str] = []
        for line in lines[begin : begin + _MOST_LINES]:
            if block and _ENDS.match(line):
                break
            block.append(line)
        text = "\n".join(block)
        both = [*_in_sentences(block), *_in_lines(block)]
        both.sort(key=lambda each: text.lower().find(each.name.lower()))
        found = {each.name: each for each in both}
        telling = sum(each.tells for each in found.values())
        if telling > most:
            best, most = Signatures(tuple(found.values()), text), telling
    return best


def _plainly(line: str) -> str:
    """Return the beginning of a line with single spaces."""
    return " ".join(line.split())[:_LONGEST_BEGINNING]


def _in_sentences(block: Sequence[str]) -> Iterator[Signature]:
    text = ""
    for line in (line.strip() for line in block if not _GAP.search(line.strip())):
        # Only a line that is full goes on in the next one.
        text += f"{line} " if len(line) > _FULL_LINE else f"{line} ¶ "
    for hit in _SIGNED_BY.finditer(text):
        if name := name_signed_for(hit["name"]):
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
    part_since = next((n for n in alone if FOR_PART.fullmatch(f"{filled[n][0]}:")), len(filled))
    for number, row in enumerate(filled):
        below = filled[number + 1] if number + 1 < len(filled) else []
        beside = first_office(row[1:])
        for place, cell in enumerate(row):
            under = below[place : place + 1] if len(below) == len(row) else below
            signature = signature_in_cell(cell, near=beside or first_office(under))
            if signature is not None:
                beside_person = persons[number] and len(row) == 1
                of_person = beside_person or person_below[number]
                may_be_sure = not (is_small_word(signature.name) or signature.held)
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
            and any(ON_BEHALF.match(cell) for cell in above)
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
