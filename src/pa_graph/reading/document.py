"""The text of a document exactly as read, its lines, and views of it without layout."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pa_graph.model.rendering import PLAIN, Rendering
from pa_graph.model.span import Span
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.lines import Line
from pa_graph.reading.unbroken import unbroken

_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
# words with single spaces between them, or white space; a soft hyphen is in neither
_RUN = re.compile(r"[^\s\u00ad]+(?: [^\s\u00ad]+)*|\s+")


@dataclass(frozen=True)
class Document:
    """A text as read, with everything about it that doesn't need understanding.

    Attributes:
        text: the whole text; every offset in the project counts its code points.
        name: name of the file, without its folder.
        rendering: where pages and paragraphs begin, if the text was rendered from another kind of
            file.
    """

    text: str
    name: str
    rendering: Rendering = PLAIN

    @cached_property
    def checksum(self) -> str:
        """SHA-256 (hexadecimal) of the UTF-8 bytes of the text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order; their offsets are those of the text."""
        lines = []
        for number, found in enumerate(_LINE.finditer(self.text), start=1):
            lines.append(Line.of(number, found.start(), found.group().rstrip("\r\n")))
        return tuple(lines)

    @cached_property
    def unbroken(self) -> tuple[Line, ...]:
        """The lines, those that the margin breaks in mid-sentence joined; offsets still hold."""
        return unbroken(self.lines)

    def line_at(self, offset: int) -> int:
        """Return the number (from 1) of the line that *offset* stands in."""
        return bisect_right(self._line_starts, offset)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self.lines)

    def page_at(self, offset: int) -> int | None:
        """Return the page (from 1) that *offset* stands on, None in a file without pages."""
        return self.rendering.page_at(offset)

    def paragraph_at(self, offset: int) -> int | None:
        """Return the paragraph or table row (from 1) of *offset*, None where none are known."""
        return self.rendering.paragraph_at(offset)


@dataclass(frozen=True)
class Flow:
    """Running text with the offset that each of its code points has in the document.

    Line breaks, markup and repeated page headers are gone from ``text``, so that one pattern
    serves every layout; ``offsets`` leads each finding back to the words as printed.

    Attributes:
        text: running text with single spaces.
        offsets: for each code point of ``text`` its offset in the document.
    """

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, source: str, pieces: Iterable[tuple[int, int]]) -> Flow:
        """Join ranges of *source* into running text; every run of white space is one space.

        Soft hyphens are left out, and the hyphen of a word that goes on in the next range.
        """
        parts: list[str] = []
        offsets: list[int] = []
        for start, end in pieces:
            if parts and _torn(parts[-1], source, start, end):
                parts[-1] = parts[-1][:-1]
                offsets.pop()
            elif parts and parts[-1] != " ":
                parts.append(" ")
                offsets.append(start)
            for run in _RUN.finditer(source, start, end):
                if not run[0].isspace():
                    parts.append(run[0])
                    offsets.extend(range(run.start(), run.end()))
                elif parts and "\n" in run[0] and _torn(parts[-1], source, run.end(), end):
                    parts[-1] = parts[-1][:-1]
                    offsets.pop()
                elif parts and parts[-1] != " ":
                    parts.append(" ")
                    offsets.append(run.start())
        if parts and parts[-1] == " ":
            parts.pop()
            offsets.pop()
        return cls("".join(parts), tuple(offsets))

    def span(self, start: int, end: int) -> Span:
        """Return where ``text[start:end]`` stands in the document.

        Raises:
            ValueError: the range is empty.
        """
        if start >= end:
            raise ValueError("an empty range has no place in the document")
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def part(self, start: int, end: int) -> Flow:
        """Return the running text ``text[start:end]`` as a flow of its own, spaces trimmed."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Flow(self.text[start:end], self.offsets[start:end])

    def whole(self) -> Span:
        """Return the span from its first to its last code point.

        Raises:
            ValueError: the flow is empty.
        """
        return self.span(0, len(self.text))

    def sentences(self) -> tuple[Flow, ...]:
        """Return its sentences in order; abbreviations and list numbers don't end one."""
        return self._sentences

    @cached_property
    def _sentences(self) -> tuple[Flow, ...]:
        parts = []
        begin = 0
        for found in _SENTENCE_END.finditer(self.text):
            end = found.start() + 1
            before = self.text[max(begin, end - _LONGEST_ABBREVIATION) : end]
            if _ABBREVIATION.search(before) and not self._ends_with_letter(found):
                continue
            parts.append(self.part(begin, found.end()))
            begin = found.end()
        if begin < len(self.text):
            parts.append(self.part(begin, len(self.text)))
        return tuple(part for part in parts if part.text)

    def _ends_with_letter(self, stop: re.Match[str]) -> bool:
        """Tell whether a single letter before a stop is a label: an article comes next.

        *… was eind 2025 label C. De corporatie brengt dit op B.*
        """
        behind = self.text[stop.end() :].split(maxsplit=1)
        label = _LABEL.match(self.text, max(0, stop.start() - 2))
        begins = label is not None and bool(behind) and behind[0][0].isupper()
        return begins and scheme("text_cue").finds("article", behind[0].lower())


def _torn(before: str, source: str, start: int, end: int) -> bool:
    """Tell whether a word is broken off at the end of *before* and goes on in the range.

    *huur- en* breaks off nothing: what follows is another word.
    """
    if not before.endswith("-") or not before[-2:-1].isalpha() or before.endswith("--"):
        return False
    follows = _FIRST_WORD.match(source, start, end)
    return follows is not None and follows[1] not in (
        "en",
        "of",
        "tot",
        "als",
        "dan",
        "maar",
        "en/of",
    )


_FIRST_WORD = re.compile(r"\s*([a-zà-ÿ][\w/]*)")
_SENTENCE_END = re.compile(r"[.!?][)\"”’']?\s+(?=[^a-zà-ÿ\s])|(?:\s[▶•]\s+)")
_LONGEST_ABBREVIATION = 16
_LABEL = re.compile(r"\s[A-G]\.")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:o\.a|d\.m\.v|i\.v\.m|i\.c|m\.b\.t|m\.b\.v|t\.b\.v|t\.o\.v|t/m|d\.w\.z|bijv|bv|"
    r"incl|excl|evt|ca|circa|nr|nrs|art|resp|zgn|vm|max|min|gem|st|dhr|mevr|drs|ir|mr|dr|ing|"
    r"a\.d\.h\.v|i\.h\.k\.v|e\.d|z\.s\.m|n\.t\.b|n\.v\.t|e\.v|d\.d|[A-Z])\.$",
    re.IGNORECASE,
)
