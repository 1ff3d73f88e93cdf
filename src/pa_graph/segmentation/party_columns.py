"""Columns that stand for a party each, with a letter or sign for its part in the row.

*T* or *V* for who sees to it, *M* or *B* for who joins in, a tick for who takes part at all. The
legend of the document goes before the usual meaning (``ontology/codes/party-mark.ttl``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Document
from pa_graph.segmentation.columns import TICKS, Columns

_LEGEND: Final = re.compile(
    r"\W{0,3}(?P<mark>[A-Za-z]|[●○◐✓✔xX*])(?:\s*[=:–]\s*|\s{2,}|\t)(?P<words>\D{4,})"
)


def legend(document: Document) -> dict[str, str]:
    """Return what the document says of its marks: ``initiator``, ``contributor``, ``informed``."""
    found: dict[str, str] = {}
    for line in document.lines:
        if not (hit := _LEGEND.fullmatch(line.text)):
            continue
        meant = scheme("party_mark").matches(hit["words"].lower())
        if meant and meant[0].start <= 1:
            found.setdefault(hit["mark"].lower(), meant[0].code)
    return found


def who(
    columns: Columns, words: Sequence[str], meant: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """Return the labels of the parties responsible in a row, and of those that join in.

    Args:
        columns: of the table; ``columns.parties`` has the label of each party.
        words: the cells of the row.
        meant: the legend of the document.
    """
    roles: dict[str, list[str]] = {"initiator": [], "contributor": [], "tick": []}
    for index, label in columns.parties.items():
        for mark in re.split(
            r"[\s/,]+", words[index].strip().lower() if index < len(words) else ""
        ):
            role = meant.get(mark) or _usual(mark)
            if role in roles:
                roles[role].append(label)
    if roles["tick"]:
        # A tick beside letters joins in; where there are but ticks, all of them are responsible.
        roles["contributor" if roles["initiator"] else "initiator"] += roles["tick"]
    return ", ".join(roles["initiator"]) or None, ", ".join(roles["contributor"]) or None


def _usual(mark: str) -> str:
    if mark in TICKS and mark != "v":
        return "tick"
    found = [m for m in scheme("party_mark").matches(mark) if m.end - m.start == len(mark)]
    return found[0].code if mark and found else ""
