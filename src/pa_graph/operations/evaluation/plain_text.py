"""The text without layout, in which annotations find their words.

Markup, line breaks and bullets are taken for one space, so that the words of an annotation are
found however the document breaks its lines. Offsets lead back and forth.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pa_graph.model.span import Span

_LAYOUT = re.compile(r"(?:<[^>]+>|[\s\u25b6\u2022\uf0e0])+")


def plain(words: str) -> str:
    """Return *words* with every run of markup, white space and bullets as one space."""
    return _LAYOUT.sub(" ", words).strip()


@dataclass(frozen=True)
class PlainText:
    """A text without layout.

    Attributes:
        text: what is left.
        offsets: for each of its code points where it stands in the document.
    """

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, document: str) -> PlainText:
        """Take the layout out of *document*; the text is that of :func:`plain`."""
        characters: list[str] = []
        offsets: list[int] = []
        position = 0
        for gap in _LAYOUT.finditer(document):
            characters.append(document[position : gap.start()])
            offsets.extend(range(position, gap.start()))
            if characters and gap.end() < len(document) and offsets:
                characters.append(" ")
                offsets.append(gap.start())
            position = gap.end()
        characters.append(document[position:])
        offsets.extend(range(position, len(document)))
        return cls("".join(characters), tuple(offsets))

    def place(self, span: Span) -> tuple[int, int]:
        """Return where a span of the document stands here, without spaces at its ends."""
        start = bisect_left(self.offsets, span.start)
        end = bisect_left(self.offsets, span.end)
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return start, end
