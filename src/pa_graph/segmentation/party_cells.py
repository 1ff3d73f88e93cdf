"""Layout: tables with a column for each party, in whose cells stands what that party does.

*Gemeente | Corporaties | Huurdersorganisaties*: each cell is a commitment of the party above it, a
dash is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pa_graph.model.quarter import DAY
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.cells import Cell, commitments_in, split_row
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import heading_text
from pa_graph.segmentation.party_labels import may_name_parties
from pa_graph.segmentation.passage import Claim, Passage

NAME: Final = "party_columns"

_FEWEST_COLUMNS: Final = 2
_FEWEST_WORDS: Final = 4
_FEWEST: Final = 4
_MOST_HEADINGS: Final = 12
# *Zandmeer, 15 december 2022*
_DATED: Final = re.compile(rf"\b{DAY}\W*$", re.IGNORECASE)


def claim(document: Document, entries: Sequence[Entry]) -> Claim | None:
    """Return what stands in the cells below the names of parties, four cells at least."""
    passages: list[Passage] = []
    trail: tuple[str, ...] = ()
    parties: list[str] = []
    heads = 0
    signs = False
    for entry in entries:
        if entry.kind is Kind.HEADING:
            trail, parties = (*trail, heading_text(entry))[-_MOST_HEADINGS:], []
            signs = scheme("heading_role").best(entry.text, weak=False) == "context"
            signs = signs or _DATED.search(entry.text) is not None
        elif entry.kind is Kind.ROW and not signs:
            cells = split_row(entry.line)
            words = [cell.text.strip(" *") for cell in cells]
            if _names_parties(words):
                parties, heads = words, heads + 1
            elif parties and len(cells) == len(parties):
                for party, cell in zip(parties, cells, strict=True):
                    passages += _passages(document, cell, party, trail)
        elif entry.kind is Kind.PROSE:
            parties = []
    if len(passages) < _FEWEST:
        return None
    return Claim(
        layout=NAME,
        certainty=0.95,
        because=f"{heads} heads that are names of parties; {len(passages)} cells below them say "
        "what each does",
        passages=tuple(passages),
    )


def _names_parties(words: Sequence[str]) -> bool:
    """Tell whether every cell of a row names parties, two of them with a word for their kind.

    In a wider table one is enough: *Talis | Gemeente | ACCIO*.
    """
    kinds = scheme("party_kind")
    told = sum(bool(kinds.matches(word)) for word in words)
    return (
        len(words) >= _FEWEST_COLUMNS
        and all(may_name_parties(word) and not word.endswith(".") for word in words)
        and (told >= _FEWEST_COLUMNS or (told > 0 and len(words) > _FEWEST_COLUMNS))
    )


def _passages(document: Document, cell: Cell, party: str, trail: tuple[str, ...]) -> list[Passage]:
    if len(cell.text.split()) < _FEWEST_WORDS or may_name_parties(cell.text):
        return []
    return [
        Passage(
            flow=flow,
            layout=NAME,
            heading=trail[-1] if trail else None,
            headings=trail,
            party_heading=party,
            sub_items=sub_items,
        )
        for flow, sub_items in commitments_in(cell, document)
    ]
