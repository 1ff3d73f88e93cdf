"""What a query may not do, found in its text: ask or load from other addresses.

The text is looked at with its strings, comments, IRIs, variables and local names taken out. What
is in doubt counts as found: a query that is refused wrongly can be written otherwise, one that is
let through wrongly makes this server call others. :mod:`~pa_graph.web.engine.confinement` is the
second lock on the same door.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_OPAQUE: Final = re.compile(
    r"""(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''"""
    r"""|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')"""
    r"""|(?P<iri><[^<>"{}|^`\x00-\x20]*>)"""
    r"""|(?P<comment>\#[^\n\r]*)"""
    r"""|(?P<variable>[?$]\w+)"""
    # The part before the colon stays: a keyword may touch the colon of an empty prefix.
    r"""|(?P<local>:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[^\w\s]|\.(?=[\w:%\\.-]))+)""",
    re.DOTALL,
)
_FORBIDDEN_QUERY: Final = re.compile(r"SERVICE", re.IGNORECASE)
_FORBIDDEN_UPDATE: Final = re.compile(r"SERVICE|LOAD", re.IGNORECASE)
_FROM: Final = re.compile(r"\bFROM\b", re.IGNORECASE)
_CHANGING: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Traits:
    """What the text of a query or update tells about it.

    Attributes:
        forbidden: the keyword that reaches for another address, in capitals; empty: none.
        names_dataset: whether it says itself which graphs it asks (``FROM``).
        changing: whether the same query may get another answer from the same data.
    """

    forbidden: str
    names_dataset: bool
    changing: bool


def _hollow(found: re.Match[str]) -> str:
    # A string keeps its quotes' place, a name its colon, so that what is around does not merge.
    return ":" if found.lastgroup == "local" else " "


def traits(sparql: str, *, update: bool = False) -> Traits:
    """Return what the text of a query, or of an update, tells about it."""
    bare = _OPAQUE.sub(_hollow, sparql)
    forbidden = (_FORBIDDEN_UPDATE if update else _FORBIDDEN_QUERY).search(bare)
    return Traits(
        forbidden=forbidden[0].upper() if forbidden else "",
        names_dataset=bool(_FROM.search(bare)),
        changing=bool(_CHANGING.search(bare)),
    )
