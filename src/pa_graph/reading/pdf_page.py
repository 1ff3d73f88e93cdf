"""What is printed on a page of a PDF: words with their places, and ruled lines.

All places are in points from the top left corner of the page as it is read: a page whose text
stands on its side is turned first.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pa_graph.reading.pdf_drawing import Frame, Rule, drawn

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_CHARACTERS: Final = 100_000
"""Characters of one page; a full page has some six thousand."""

_SPACE: Final = 0.15
_BOLD: Final = ("bold", "black", "heavy", "semibold", "-bd", "demi")
_HYPHENS: Final = frozenset({0x02, 0xFFFE})


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them.

    Attributes:
        base: the line that its letters stand on.
        size: of its font in points.
        upright: False for words on their side on a page that is not.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    upright: bool = True

    @property
    def middle(self) -> tuple[float, float]:
        """Middle of its box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, size, words in the order they were written, and lines.

    Attributes:
        pictures: how many pictures it shows.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    horizontal: tuple[Rule, ...] = ()
    vertical: tuple[Rule, ...] = ()
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class _Glyph:
    code: int
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    turn: int
    index: int


def read_page(page: PdfPage, number: int) -> Page:
    """Return what is printed on a page."""
    glyphs, bold = _glyphs(page)
    turns = Counter(glyph.turn for glyph in glyphs if glyph.code > 32)
    main = max(turns, key=lambda turn: (turns[turn], -turn), default=0)
    left, bottom, right, top = page.get_mediabox()
    frame = Frame(main, left, bottom, right, top)
    words: list[Word] = []
    for turn in sorted(turns):
        own = [glyph for glyph in glyphs if glyph.turn == turn]
        if turn == main:
            words += _words(own, frame, bold)
        elif (turn - main) % 4 in (1, 3):
            words += _on_their_side(own, turn, frame, bold)
    horizontal, vertical, pictures = drawn(page, frame)
    return Page(
        number,
        frame.width,
        frame.height,
        tuple(words),
        tuple(horizontal),
        tuple(vertical),
        pictures,
    )


def _glyphs(page: PdfPage) -> tuple[list[_Glyph], dict[int, bool]]:
    """Return the characters of a page, and which of those that may begin a word are bold."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    handle = text.raw
    count = min(text.count_chars(), MOST_CHARACTERS)
    box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs: list[_Glyph] = []
    bold: dict[int, bool] = {}
    space = True
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(handle, index) == 1:
            space = True
            continue
        code = pdfium.FPDFText_GetUnicode(handle, index)
        code = 0x2D if code in _HYPHENS else code
        if not code:
            continue
        pdfium.FPDFText_GetLooseCharBox(handle, index, box)
        pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
        pdfium.FPDFText_GetMatrix(handle, index, matrix)
        turn = _turn(math.atan2(matrix.b, matrix.a))
        if turn is None or not all(map(math.isfinite, (box.left, box.top, x.value, y.value))):
            continue
        size = pdfium.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.a, matrix.b)
        if space or code <= 32 or index % 8 == 0:
            bold[index] = _is_bold(pdfium, handle, index)
        space = code <= 32
        glyphs.append(
            _Glyph(
                code,
                (box.left, box.bottom, box.right, box.top),
                (x.value, y.value),
                abs(size) or 1.0,
                turn,
                index,
            )
        )
    return glyphs, bold


def _turn(angle: float) -> int | None:
    """Return the number of quarter turns to the left, None for slanted text (a watermark)."""
    quarter = angle / (math.pi / 2)
    nearest = round(quarter)
    return nearest % 4 if abs(quarter - nearest) < 0.06 else None


def _is_bold(pdfium: Any, handle: Any, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(handle, index) >= 600:
        return True
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(handle, index, buffer, 128, flags)
    name = buffer.value.decode("utf-8", "replace").lower() if 0 < length <= 128 else ""
    return any(word in name for word in _BOLD)


def _words(glyphs: list[_Glyph], frame: Frame, bold: dict[int, bool]) -> Iterator[Word]:
    """Join characters that stand next to each other."""
    text: list[str] = []
    box = (0.0, 0.0, 0.0, 0.0)
    base = size = 0.0
    begin = 0.0
    heavy = False

    def word() -> Word:
        return Word("".join(text), *box, base, size, heavy)

    for glyph in glyphs:
        sign = chr(glyph.code) if glyph.code <= 0x10FFFF else "\ufffd"
        x0, top, x1, bottom = frame.box(*glyph.box)
        _, own_base = frame.point(*glyph.origin)
        follows = (
            text
            and abs(own_base - base) < 0.12 * size
            and abs(glyph.size - size) < 0.1 * size
            and x0 - box[2] < _SPACE * size
            # the letters of a ligature share one place
            and x0 > begin - 0.1 * size
        )
        if not sign.strip() or sign == "\u00a0":
            if text:
                yield word()
                text.clear()
            continue
        if follows:
            text.append(sign)
            begin = x0
            box = (min(box[0], x0), min(box[1], top), max(box[2], x1), max(box[3], bottom))
            continue
        if text:
            yield word()
        text[:] = [sign]
        begin = x0
        box, base, size = (x0, top, x1, bottom), own_base, glyph.size
        heavy = bold.get(glyph.index, False)
    if text:
        yield word()


def _on_their_side(
    glyphs: list[_Glyph], turn: int, frame: Frame, bold: dict[int, bool]
) -> Iterator[Word]:
    """Return text that stands on its side, as in narrow cells, as one word a line."""
    left = min((glyph.box[0] for glyph in glyphs), default=0.0)
    bottom = min((glyph.box[1] for glyph in glyphs), default=0.0)
    own = Frame(turn, left, bottom, left + 10_000, bottom + 10_000)
    places = {glyph.index: frame.box(*glyph.box) for glyph in glyphs}
    line: list[Word] = []
    boxes: list[tuple[float, float, float, float]] = []
    run: list[_Glyph] = []

    def joined() -> Word:
        text = " ".join(word.text for word in line)
        return Word(
            text,
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
            max(box[3] for box in boxes),
            line[0].size,
            line[0].bold,
            upright=False,
        )

    for glyph in glyphs:
        if run and abs(own.point(*glyph.origin)[1] - own.point(*run[-1].origin)[1]) > 0.5:
            line, boxes = list(_words(run, own, bold)), [places[one.index] for one in run]
            if line:
                yield joined()
            run = []
        run.append(glyph)
    line, boxes = list(_words(run, own, bold)), [places[one.index] for one in run]
    if line:
        yield joined()
