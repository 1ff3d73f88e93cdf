"""Parties in a list of two columns: a word for several of a kind, and beside it their names.

*De corporaties     Stichting Duinhaven, Zandwonen en Stichting WBZ*, over as many lines as it
takes. Landlords or tenants have to be among the words on the left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pa_graph.extraction.parties.listed_names import ITEM, Listed, kind_under, listed
from pa_graph.extraction.parties.names import is_known, kind_by_words, times_named
from pa_graph.extraction.parties.patterns import is_kind_word, is_legal_form

_ROW: Final = re.compile(r"(?P<term>\S(?:.{0,38}?\S)?)(?P<gap>\s{3,}|\t+|\s*\|\s*)(?P<text>\S.*)")
_ARTICLE: Final = re.compile(r"^(?:[Dd]e|[Hh]et|[Aa]lle)\s+")
_SEPARATOR: Final = re.compile(r",\s+(?:en\s+)?|\s+en\s+")
_ASIDE: Final = re.compile(r"\s*\([^()]*\)")
_KINDS: Final = ("housing_association", "tenant_organisation")
_FEWEST: Final = 2


def described_parties(lines: Sequence[str], whole: str) -> Iterator[Listed]:
    """Yield the parties named beside a word for several of their kind.

    One of them at least is known, is an organisation by its words, or is named again.

    Args:
        lines: of the opening, as printed.
        whole: the document on one line.
    """
    for term, text in _rows(lines):
        word = _ARTICLE.sub("", term)
        kind = kind_by_words(word) if is_kind_word(word) else ""
        if kind not in _KINDS:
            continue
        items = [ITEM.fullmatch(part) for part in _SEPARATOR.split(_ASIDE.sub("", text))]
        named = [item for item in items if item]
        if len(named) < _FEWEST or len(named) < len(items):
            continue
        if not any(_is_somebody(item["name"], whole) for item in named):
            continue  # *Nieuwbouw, Onderhoud en Verkoop*
        for item in named:
            own = kind_under(kind, item["name"])
            if own in (kind, "other"):
                yield replace(listed(item, kind), kind=kind)


def _is_somebody(name: str, whole: str) -> bool:
    first = name.partition(" ")[0]
    told = is_known(name) or is_legal_form(first) or kind_by_words(name) in _KINDS
    return told or times_named(name, whole) > _FEWEST


def _rows(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the words on the left and on the right; the right ones go on below themselves."""
    term, text, column = "", "", -1
    for line in (*lines, ""):
        indent = len(line) - len(line.lstrip())
        if term and line.strip() and indent == column:
            text = f"{text} {line.strip()}"
            continue
        if term:
            yield term, text.rstrip(". ")
        row = _ROW.fullmatch(line.rstrip())
        term, text, column = (row["term"], row["text"], row.start("text")) if row else ("", "", -1)
