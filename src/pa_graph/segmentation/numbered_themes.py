"""Layout: numbered commitments under themes, as in contracts and tables printed from a PDF.

The number may be plain (``7.``), a clause (``3.2``), a code (``B4``) or spelt out
(``Afspraak 7.``); lines are broken where the page was, headers stand in between.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from pa_graph.reading.document import Document
from pa_graph.segmentation.items import Item
from pa_graph.segmentation.numbered import commitments_among, passage_of, section_role
from pa_graph.segmentation.passage import Claim
from pa_graph.segmentation.promising import promises, proper_names

NAME = "numbered_themes"
CLAUSES = "articles"
CODES = "coded"

_MOST_PROMISE: Final = 0.6
_MOST_IN_SEQUENCE: Final = 0.8
_NAMES = {"number": NAME, "clause": CLAUSES, "code": CODES, "word": NAME, "letter": NAME}
_DESCRIPTIONS = {
    "number": "numbered items that run on",
    "clause": "numbered clauses of articles",
    "code": "items with a code per theme",
    "word": "items that begin with a word and a number",
    "letter": "lettered items",
}


def claim(document: Document, items: Sequence[Item]) -> Claim | None:
    """Return the items of the kind of number that the document uses most, three at least."""
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        if item.mark != "bullet":
            by_kind.setdefault(_kind(item), []).append(item)
    if len(by_kind.get("word", ())) >= 3:
        # spelt-out numbers set commitments apart; plain ones beside them are ordinary lists
        by_kind.pop("number", None)
    names = proper_names(document)
    taken = {
        kind: [
            item
            for item in commitments_among(found, document)
            # An appendix has lists of all sorts.
            if section_role(item.headings) != "appendix"
            or promises(item.flow(document).text, names)
        ]
        for kind, found in by_kind.items()
    }
    if not _mostly_promise(taken.get("letter", ()), document, names):
        taken.pop("letter", None)
    counts = Counter({kind: len(found) for kind, found in taken.items() if len(found) >= 3})
    if not counts:
        return None
    kind, count = counts.most_common(1)[0]
    share = _share_in_sequence([item.label for item in taken[kind]])
    beside = [
        item
        for other in counts
        if other not in (kind, "letter")
        and _stands_beside(taken[other], taken[kind])
        and _mostly_promise(taken[other], document, names)
        for item in taken[other]
    ]
    return Claim(
        layout=_NAMES[kind],
        certainty=round(min(0.95, 0.45 + 0.1 * min(count, 3) + 0.2 * share), 2),
        because=f"{count} {_DESCRIPTIONS[kind]}, {share:.0%} of them in sequence",
        passages=tuple(
            passage_of(item, document, _NAMES[kind])
            for item in sorted([*taken[kind], *beside], key=lambda item: item.pieces[0])
        ),
    )


def _mostly_promise(items: Sequence[Item], document: Document, names: frozenset[str]) -> bool:
    """Tell whether letters set commitments apart, rather than recitals or parts of a clause."""
    promising = sum(promises(item.flow(document).text, names) for item in items)
    return promising >= _MOST_PROMISE * len(items)


def _stands_beside(others: Sequence[Item], main: Sequence[Item]) -> bool:
    """Tell whether items of another kind count on in sections of their own (an appendix *A1*)."""
    sections = {item.headings for item in main}
    apart = all(item.headings not in sections for item in others)
    return apart and _share_in_sequence([item.label for item in others]) >= _MOST_IN_SEQUENCE


def _kind(item: Item) -> str:
    if item.mark == "number" and "." in item.label:
        return "clause"
    return item.mark


def _share_in_sequence(labels: Sequence[str]) -> float:
    """Return the share of labels whose last number follows that of the one before, or is 1."""
    numbers = [int(found[-1]) for label in labels if (found := re.findall(r"\d+", label))]
    if not numbers:
        return 0.0
    fits = sum(
        number == 1 or index == 0 or number == numbers[index - 1] + 1
        for index, number in enumerate(numbers)
    )
    return fits / len(numbers)
