"""Parties in a table of the opening: names in one column, what the text calls them in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from pa_graph.extraction.names import bare_name, kind_by_words
from pa_graph.extraction.party_lists import Listed
from pa_graph.extraction.party_patterns import (
    KIND_PREFIX,
    NAME,
    NOT_A_NAME,
    SMALL_NAME,
    fits,
    is_kind_word,
    is_legal_form,
    is_organisation,
)
from pa_graph.extraction.party_words import cells_of, ends_table
from pa_graph.model.vocabulary import scheme

_FULL: Final = re.compile(rf"(?:(?i:{KIND_PREFIX})\s+)?{NAME}")
_SHORT: Final = re.compile(
    rf"(?:de\s+|het\s+)?(?P<name>[A-Z][\w&/-]*(?:\s[A-Z][\w&-]*){{0,2}}|{SMALL_NAME})"
)
_ANY_NAME: Final = re.compile(r"[A-Z\d'’a-z][\w'’&.-]*(?:\s+[\w'’&/.-]+){0,6}")
_WITH_ALIAS: Final = 2
_SIGNS: Final = re.compile(r"(?:onder)?teken\w*|handtekening|partij\b", re.IGNORECASE)
_NO: Final = re.compile(r"nee|neen|niet|n\.v\.t\.|[-–—]", re.IGNORECASE)
_SEVERAL: Final = re.compile(
    r"(?:de|alle|beide)\s+(?:twee|drie|vier|vijf|zes|[a-z]+s\b)", re.IGNORECASE
)
_MUNICIPALITY: Final = re.compile(
    r"gemeente\s+[A-Z][\w’'-]+(?:\s+(?:[a-z]+\s+)?[A-Z][\w’'-]*){0,3}", re.IGNORECASE
)


def tabled_parties(lines: Sequence[str]) -> Iterator[Listed]:
    """Yield the parties that a row gives a short name beside."""
    headed, first, signs, signing = False, False, True, -1
    blank = 0
    for line in lines:
        cells = cells_of(line)
        headed = headed and not ends_table(cells, blank)
        blank = 0 if cells else blank + 1
        cues = scheme("text_cue")
        if len(cells) > 1 and not headed:
            headed = any(cues.finds("short_name_column", cell) for cell in cells)
            first = headed and cues.finds("short_name_column", cells[0])
            signing = next((n for n, cell in enumerate(cells) if _SIGNS.match(cell)), -1)
            if headed:
                continue
        signs = signs and not (headed and cues.finds("not_signing", line))
        whole = signs and not (headed and cues.finds("only_for", line))
        whole = whole and not (0 < signing < len(cells) and _NO.fullmatch(cells[signing]))
        ordered = [cells[1], cells[0], *cells[2:]] if first and len(cells) > 1 else cells
        if headed and (party := _headed(ordered, signs=whole, sure=first)):
            yield party
            continue
        for one, other in pairwise(cells):
            for name, alias in ((one, other), (other, one)):
                short = _SHORT.fullmatch(alias)
                if not short or len(alias) >= len(name) or NOT_A_NAME.match(short["name"]):
                    continue
                if kind := _kind(name, short["name"]):
                    yield Listed(name, kind, short["name"])


def from_table_on(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines from the first on that heads short names behind full ones; none without.

    A column of short names that comes first, or a table of two columns, is but a list of
    abbreviations.
    """
    cues = scheme("text_cue")
    heads = (
        number
        for number, line in enumerate(lines)
        if len(cells := cells_of(line)) > _WITH_ALIAS
        and any(cues.finds("short_name_column", cell) for cell in cells[1:])
    )
    return lines[next(heads, len(lines)) :]


def _headed(cells: Sequence[str], *, signs: bool, sure: bool) -> Listed | None:
    """Return the party of a row in a table that has a column for short names.

    Args:
        cells: the name, its short form, and what else is said.
        signs: whether it is a party to the agreement.
        sure: whether its words must tell what it is.
    """
    if cells and _SEVERAL.match(cells[0]):
        return None  # *C*, *de drie corporaties samen*: a word for others.
    if len(cells) < _WITH_ALIAS or is_kind_word(cells[0]) or len(cells[1]) >= len(cells[0]):
        return None
    name = re.sub(r"\s*\([^()]*\)$", "", cells[0])
    if not _ANY_NAME.fullmatch(name) or not _SHORT.fullmatch(cells[1].rstrip(".")):
        return None
    kind = "municipality" if _MUNICIPALITY.fullmatch(name) else kind_by_words(name)
    if kind == "other" and len(cells) > _WITH_ALIAS:
        role = cells[_WITH_ALIAS].lower()
        # Who lets dwellings, or speaks for those who rent them.
        if re.search(r"\bverhuur\w*", role):
            kind = "housing_association"
        elif re.search(r"\bhuurders\b", role):
            kind = "tenant_organisation"
    told = len(cells) > _WITH_ALIAS or is_organisation(name)
    if sure and kind == "other" and not (told or is_legal_form(name.partition(" ")[0])):
        return None
    return Listed(name, kind, cells[1].rstrip("."), signs)


def _kind(name: str, alias: str) -> str | None:
    """Return the kind of party that a cell names and another cell abbreviates, None if none."""
    if _MUNICIPALITY.fullmatch(name):
        return "municipality" if alias.isupper() and alias[0] == "G" else None
    if not (_FULL.fullmatch(name) and is_organisation(name) and fits(alias, name)):
        return None
    kind = kind_by_words(name)
    own = {match.code for match in scheme("party_kind").matches(bare_name(name))}
    if scheme("party_name").finds("partner", name):
        return kind
    # A foundation that no word explains owns the dwellings, as everywhere in such a row.
    return "housing_association" if kind == "other" and "other" not in own else kind
