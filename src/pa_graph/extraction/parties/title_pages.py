"""The names on a title page: lines that are nothing but names, and lines that are rows of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pa_graph.extraction.parties.listed_names import ITEM, is_municipality, kind_of
from pa_graph.extraction.parties.names import is_known, times_named
from pa_graph.extraction.parties.patterns import KIND_PREFIX, is_kind_word, is_of_a_document
from pa_graph.model.vocabulary import scheme

CELL_GAP = re.compile(r"\s+[|·•–—-]\s+|\s{3,}|\t")
_AND_AROUND = re.compile(r"\s+e\.o\.$|(?<=\w)\.$")
# *SAMEN THUIS IN ZANDMEER*
_SLOGAN = re.compile(r"[^a-z]*\b(?:IN|AAN|VOOR|NAAR|OP|MET|DE|TUSSEN|BIJ|SAMEN)\b[^a-z]*")
# *Thuis op de Heuvelrug* above all names
_MOTTO = re.compile(
    r"(?:[A-Z]\w+\s+){1,3}(?:in|op|aan|voor|naar|met|tussen|bij)\s+(?:(?:de|het|een|uw|ons)\s+)?"
    r"[A-Z].*"
)
_OF_KIND = re.compile(rf"{KIND_PREFIX}\b")
_WHOLE_ROW = 3
_LONGEST_LINE = 70


def title_page(
    lines: Sequence[str], opening: str = ""
) -> tuple[list[list[re.Match[str]]], list[list[re.Match[str]]]]:
    """Return the rows of lines that are nothing but names, and the lines that are such rows.

    In each a municipality is among them.

    Args:
        lines: the first of a document.
        opening: what stands before the first commitment; a motto does not come back in it.
    """
    rows: list[list[re.Match[str]]] = [[]]
    whole: list[list[re.Match[str]]] = []
    for line in _whole_names([line.strip(" \t•-*#|") for line in lines if line.strip()]):
        if is_of_a_document(line) or not re.search(r"[A-Za-z]", line) or _SLOGAN.fullmatch(line):
            continue  # The title stands between the names.
        first = not any(rows) and not whole
        named = is_known(line) or _OF_KIND.match(line) or times_named(line, opening) > 1
        if first and _MOTTO.fullmatch(line) and not named:
            continue
        gaps = [_AND_AROUND.sub("", cell) for cell in CELL_GAP.split(line) if cell]
        cells = [part for cell in gaps for part in _joined(cell)]
        items = [ITEM.fullmatch(cell) for cell in cells if len(cell) <= _LONGEST_LINE]
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
    items = [ITEM.fullmatch(part) for part in parts]
    sure = all(
        item and (item["bracket"].strip() or kind_of(item["name"]) not in (None, "other"))
        for item in items
    )
    return parts if sure else [cell]


def _whole_names(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines, joined where a row breaks off behind a word for a kind, before its name."""
    broken = ""
    for line in lines:
        last = CELL_GAP.split(line)[-1].strip()
        if broken and (_SLOGAN.fullmatch(line) or scheme("heading_role").best(line)):
            yield broken
            broken = ""
        joined = f"{broken} {line}".strip()
        broken = joined if last != line and _wants_name(last) else ""
        if not broken:
            yield joined
    if broken:
        yield broken


def _wants_name(word: str) -> bool:
    """Tell whether a name is to follow a word for a kind: a *vertegenwoordiging* has none."""
    return is_kind_word(word) and not word.lower().endswith("vertegenwoordiging")


def _has_municipality(row: Sequence[re.Match[str]]) -> bool:
    return any(is_municipality(item["name"]) for item in row)
