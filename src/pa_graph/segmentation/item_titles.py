"""The title that an item has on its first line, before the sentence that says what is done.

*1.2 Een vaste grondprijs*, and below it *De gemeente rekent …*: without a full stop the two would
be read as one sentence.
"""

from __future__ import annotations

import re
from typing import Final

from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.heading_lines import GOES_ON, has_verb

_ENDS: Final = re.compile(r"[.!?:;,…–-]$")
_BEGINS: Final = re.compile(r"[‘’'\"“„(]?[A-ZÀ-Ý]")
_MOST_WORDS: Final = 9


def title_length(flow: Flow, document: Document) -> int:
    """Return how many code points of a running text are a title on a line of its own, else 0.

    The line ends where the first word of the next would have had room.

    Args:
        flow: of an item, its mark left out.
        document: from which it comes.
    """
    if not flow.text:
        return 0
    span = flow.whole()
    first, *others = (line.rstrip() for line in document.text[span.start : span.end].split("\n"))
    others = [line.strip() for line in others if line.strip()]
    if not others or not _BEGINS.match(others[0]) or not flow.text.startswith(first):
        return 0
    line_start = document.text.rfind("\n", 0, span.start) + 1
    used = span.start - line_start + len(first) + 1 + len(others[0].split()[0])
    room = max(len(line) for line in document.text[line_start : span.end].split("\n")[1:])
    is_title = (
        used <= room
        and _BEGINS.match(first)
        and not (_ENDS.search(first) or GOES_ON.search(first))
        and len(first.split()) <= _MOST_WORDS
        and not has_verb(first)
    )
    return len(first) if is_title else 0
