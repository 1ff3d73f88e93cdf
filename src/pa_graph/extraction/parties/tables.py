"""Parties in a table of the opening: names in one column, what the text calls them in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from pa_graph.extraction.parties.listed_names import LAST_ITEM, Listed, kind_under, listed
from pa_graph.extraction.parties.names import bare_name, kind_by_words
from pa_graph.extraction.parties.patterns import (
    KIND_PREFIX,
    NAME,
    NOT_A_NAME,
    fits,
    is_kind_word,
    is_legal_form,
    is_organisation,
)
from pa_graph.extraction.parties.words import cells_of, ends_table
from pa_graph.model.spelling import SMALL_NAME
from pa_graph.model.vocabulary import scheme

_FULL: Final = re.compile(rf"(?:(?i:{KIND_PREFIX})\s+)?{NAME}")
_SHORT: Final = re.compile(
    rf"(?:de\s+|het\s+)?(?P<name>[A-Z][\w&/-]*(?:\s[A-Z][\w&-]*){{0,2}}|{SMALL_NAME})"
)
_ANY_NAME: Final = re.compile(r"[A-Z\d'’a-z][\w'’&.-]*(?:\s+[\w'’&/.-]+){0,6}")
# *Stichting X (Oost)*, *Huurdersvereniging Y, Zandmeer*
_ASIDE: Final = re.compile(r"(?:\s*\([^()]*\)|,\s+[A-Z][\w -]*)$")
_WITH_ALIAS: Final = 2
_PLURAL: Final = re.compile(r"(?:s|en)$", re.IGNORECASE)
_SIGNS: Final = re.compile(r"(?:onder)?teken\w*|handtekening|partij\b", re.IGNORECASE)
_NO: Final = re.compile(r"nee|neen|niet|n\.v\.t\.|[-–—]", re.IGNORECASE)
_SEVERAL: Final = re.compile(
    r"(?:de|alle|beide)\s+(?:twee|drie|vier|vijf|zes|[a-z]+s\b)", re.IGNORECASE
)
_MUNICIPALITY: Final = re.compile(
    r"gemeente\s+[A-Z][\w’'-]+(?:\s+(?:[a-z]+\s+)?[A-Z][\w’'-]*){0,3}", re.IGNORECASE
)


def tabled_parties(lines: Sequence[str]) -> Iterator[Listed]:
    """Yield the parties that a row gives a short name beside, in a column of its own or not."""
    headed, signs, signing = False, True, -1
    brief = blank = 0
    for line in lines:
        cells = cells_of(line)
        headed = headed and not ends_table(cells, blank)
        blank = 0 if cells else blank + 1
        cues = scheme("text_cue")
        if len(cells) > 1 and not headed:
            heads = [n for n, cell in enumerate(cells) if cues.finds("short_name_column", cell)]
            headed, brief = bool(heads), heads[0] if heads else 0
            signing = next((n for n, cell in enumerate(cells) if _SIGNS.match(cell)), -1)
            if headed:
                continue
        signs = signs and not (headed and cues.finds("not_signing", line))
        whole = signs and not (headed and cues.finds("only_for", line))
        whole = whole and not (0 < signing < len(cells) and _NO.fullmatch(cells[signing]))
        if headed and (party := _headed(_ordered(cells, brief), signs=whole, sure=brief == 0)):
            yield party
            continue
        for one, other in pairwise(cells):
            for name, alias in ((one, other), (other, one)):
                short = _SHORT.fullmatch(alias)
                if not short or len(alias) >= len(name) or NOT_A_NAME.match(short["name"]):
                    continue
                if kind := _kind(name, short["name"]):
                    yield Listed(name, kind, short["name"])


def columned_parties(lines: Sequence[str]) -> Iterator[Listed]:
    """Yield the names in columns that words for their kinds head.

    *Gemeente | Woningcorporatie | Huurdersorganisatie*: landlords and tenants both have a column.
    """
    kinds: list[str] = []
    for line in lines:
        cells = cells_of(line)
        told = [kind_by_words(cell) if is_kind_word(cell) else "" for cell in cells]
        if {"housing_association", "tenant_organisation"} <= set(told):
            kinds = told
            continue
        if len(cells) != len(kinds):
            kinds = []
        for kind, cell in zip(kinds, cells, strict=False):
            item = LAST_ITEM.fullmatch(cell) if kind not in ("", "municipality") else None
            if item and kind_under(kind, item["name"]) == kind:
                yield replace(listed(item, kind), kind=kind, guessed=False)


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


def _ordered(cells: Sequence[str], brief: int) -> list[str]:
    """Return the cells of a row with the name first and its short form second."""
    if brief >= len(cells) or len(cells) < _WITH_ALIAS:
        return list(cells)
    others = [cell for place, cell in enumerate(cells) if place != brief]
    return [others[0], cells[brief], *others[1:]]


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
    if is_kind_word(cells[1]) and _PLURAL.search(cells[1]):
        return None  # *Zandwonen, Duinhaven en OHW*, *Corporaties*
    name = _ASIDE.sub("", cells[0])
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
