"""Layout: numbered commitments under headings that say whose part they are.

*Gezamenlijke prestaties*, *Prestaties gemeente*, *Bijdrage X*: the heading names the parties, the
numbers run on through the document, lettered items belong to their number, boxed definitions
stand between them.
"""

from __future__ import annotations

from collections.abc import Sequence

from pa_graph.reading.document import Document
from pa_graph.segmentation.items import Item
from pa_graph.segmentation.numbered import commitments_among, part_heading, passage_of
from pa_graph.segmentation.passage import Claim

NAME = "numbered_parties"


def claim(document: Document, items: Sequence[Item]) -> Claim | None:
    """Return the numbered items if at least three, and most of them, stand under such headings."""
    numbered = [item for item in items if item.mark == "number" and "." not in item.label]
    taken = commitments_among(numbered, document)
    under = [item for item in taken if part_heading(item.headings)]
    headings = {part_heading(item.headings) for item in under}
    if len(under) < 3 or len(headings) < 2 or 2 * len(under) < len(taken):
        return None
    return Claim(
        layout=NAME,
        certainty=round(min(0.98, 0.6 + 0.4 * len(under) / len(taken)), 2),
        because=f"{len(taken)} numbered items, {len(under)} of them under "
        f"{len(headings)} headings that name a part",
        passages=tuple(passage_of(item, document, NAME) for item in taken),
    )
