"""Layout: blocks of labelled lines, one block a commitment.

*Wat: …*, *Wie: …*, *Wanneer: …*, again and again, in any order and without a title: the label of
the commitment itself says where a block has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.entry import Entry, Kind
from pa_graph.segmentation.items import Heading, headings_after
from pa_graph.segmentation.labelled_fields import fields_of
from pa_graph.segmentation.passage import Claim, Passage

NAME: Final = "field_blocks"

_FEWEST: Final = 4
_FEWEST_WORDS: Final = 3


@dataclass
class _Block:
    headings: tuple[Heading, ...]
    fields: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def is_whole(self) -> bool:
        """Tell whether it says what is done, and by whom or when."""
        return "commitment" in self.fields and bool({"initiator", "planning"} & set(self.fields))


def claim(document: Document, entries: Sequence[Entry]) -> Claim | None:
    """Return such blocks, four at least, several of them under one heading."""
    blocks = [block for block in _blocks(entries) if block.is_whole()]
    under = {block.headings for block in blocks}
    if len(blocks) < _FEWEST or len(under) > len(blocks) / 2:
        return None
    passages = [_passage(document, block) for block in blocks]
    return Claim(
        layout=NAME,
        certainty=0.97,
        because=f"{len(blocks)} blocks of labelled lines, one of which says what is agreed",
        passages=tuple(p for p in passages if len(p.flow.text.split()) >= _FEWEST_WORDS),
    )


def _blocks(entries: Sequence[Entry]) -> Iterator[_Block]:
    headings: tuple[Heading, ...] = ()
    current: _Block | None = None
    opened = ""
    for entry in entries:
        if entry.kind in (Kind.BLANK, Kind.FURNITURE):
            continue
        told = list(fields_of(entry))
        if told:
            if current and told[0][0] in current.fields:
                yield current
                current = None
            current = current or _Block(headings)
            for role, start, end in told:
                current.fields.setdefault(role, []).append((start, end))
                opened = role
        elif current and entry.kind in (Kind.PROSE, Kind.ITEM) and not entry.after_blank:
            current.fields[opened].append((entry.line.text_start, entry.line.end))
        else:
            if current:
                yield current
            current = None
            if entry.kind is Kind.HEADING:
                headings = headings_after(headings, entry)
    if current:
        yield current


def _passage(document: Document, block: _Block) -> Passage:
    def flow(role: str) -> Flow:
        pieces = [piece for piece in block.fields.get(role, ()) if piece[0] < piece[1]]
        return Flow.of(document.text, pieces)

    result, aim = flow("result"), flow("aim")
    return Passage(
        flow=flow("commitment"),
        layout=NAME,
        heading=block.headings[-1].text if block.headings else None,
        headings=tuple(heading.text for heading in block.headings),
        initiator_cell=flow("initiator").text or None,
        contributor_cell=flow("contributor").text or None,
        planning_cell=flow("planning").text or None,
        result=result if result.text else None,
        effect=aim if aim.text else None,
    )
