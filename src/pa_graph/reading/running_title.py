"""The title that a document prints at the head or foot of its pages, kept once.

Headers and footers are no part of the text, but often they are the only place that gives the
title with its years. Such a title is put before the text if the text itself doesn't have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pa_graph.reading.blocks import Block, Paragraph, Role, clean, paragraphs_in

_NAMES = re.compile(
    r"prestatie-?\s?afspra|woonafspra|samenwerkingsovereenkomst|addendum|jaarafspra|afspraken\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PAGE = re.compile(
    r"\W*\b(?:pagina|page|blad|blz\.?|pag\.?)\s*\d*(?:\s*(?:van|of|/|\|)\s*\d*)?\W*$|\s+\|?\s*\d{1,3}$",
    re.IGNORECASE,
)
_LONGEST = 120


def with_running_title(blocks: Sequence[Block], headers: Iterable[str]) -> list[Block]:
    """Return the blocks with the running title before them, if one is needed.

    Args:
        blocks: the text.
        headers: lines printed on every page, in order of appearance.
    """
    text = None
    for header in headers:
        title = _PAGE.sub("", " ".join(clean(header).split())).strip(" |-–—")
        if len(title) > _LONGEST or not (_NAMES.search(title) and _YEAR.search(title)):
            continue
        if text is None:
            text = _letters(" ".join(part.text for part in paragraphs_in(blocks)))
        if _letters(title) not in text:
            page = next((p.page for p in paragraphs_in(blocks)[:1]), 0)
            return [Paragraph(title, Role.HEADING, page=page), *blocks]
    return list(blocks)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
