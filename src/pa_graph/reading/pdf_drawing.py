"""Lines drawn on a page of a PDF, and how its space is turned to be read."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_OBJECTS: Final = 200_000
"""Drawn objects of one page; a map may have tens of thousands."""

_THIN: Final = 3.0
_SHORTEST_RULE: Final = 6.0
_DEEPEST_FORM: Final = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, horizontal or vertical: its place across, and from where to where."""

    at: float
    start: float
    end: float


class Frame:
    """Turns places in the space of the PDF into places on the page as it is read.

    Args:
        turn: how many quarter turns the text stands to the left.
        left, bottom, right, top: borders of the page in the space of the PDF.
    """

    def __init__(self, turn: int, left: float, bottom: float, right: float, top: float) -> None:
        self._turn = turn
        self._borders = left, bottom, right, top
        across, down = right - left, top - bottom
        self.width, self.height = (down, across) if turn % 2 else (across, down)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as it is read, from the top left corner."""
        left, bottom, right, top = self._borders
        match self._turn:
            case 1:
                return y - bottom, x - left
            case 2:
                return right - x, y - bottom
            case 3:
                return top - y, right - x
        return x - left, top - y

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a box as it is read."""
        x0, y0 = self.point(left, top)
        x1, y1 = self.point(right, bottom)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def drawn(page: PdfPage, frame: Frame) -> tuple[list[Rule], list[Rule], int]:
    """Return horizontal and vertical lines, and the number of pictures."""
    import pypdfium2.raw as pdfium

    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    pictures = 0
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    stack: list[tuple[Any, Any, Any, tuple[float, ...], int]] = [
        (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, page.raw, identity, 0)
    ]
    seen = 0
    while stack:
        count, get, holder, outer, depth = stack.pop()
        for index in range(max(0, count(holder))):
            seen += 1
            if seen > MOST_OBJECTS:
                return horizontal, vertical, pictures
            one = get(holder, index)
            kind = pdfium.FPDFPageObj_GetType(one)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                pictures += 1
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                inner = _combined(_matrix(pdfium, one), outer)
                forms = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
                stack.append((*forms, one, inner, depth + 1))
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                matrix = _combined(_matrix(pdfium, one), outer)
                for x0, y0, x1, y1 in _segments(pdfium, one):
                    start = frame.point(*_moved(matrix, x0, y0))
                    end = frame.point(*_moved(matrix, x1, y1))
                    _add_rule(start, end, horizontal, vertical)
    return horizontal, vertical, pictures


def _add_rule(
    start: tuple[float, float],
    end: tuple[float, float],
    horizontal: list[Rule],
    vertical: list[Rule],
) -> None:
    across, down = abs(start[0] - end[0]), abs(start[1] - end[1])
    if across >= _SHORTEST_RULE and down < 1:
        x0, x1 = sorted((start[0], end[0]))
        horizontal.append(Rule((start[1] + end[1]) / 2, x0, x1))
    elif down >= _SHORTEST_RULE and across < 1:
        y0, y1 = sorted((start[1], end[1]))
        vertical.append(Rule((start[0] + end[0]) / 2, y0, y1))


def _matrix(pdfium: Any, one: Any) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(one, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _combined(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        (e * h + f * j + m),
    )


def _moved(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _segments(pdfium: Any, path: Any) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight lines of a path; of a filled bar its middle, as borders are drawn.

    What is neither stroked nor filled is a clipping path and draws nothing; filled areas that
    are no bars colour a background and rule nothing.
    """
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    shapes: list[list[tuple[float, float]]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), 5000)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            points = [(x.value, y.value)]
            shapes.append(points)
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            points.append((x.value, y.value))
        else:
            points = [(x.value, y.value)]
            shapes.append(points)
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    for shape in shapes:
        if len(shape) < 2:
            continue
        left, right = min(p[0] for p in shape), max(p[0] for p in shape)
        low, high = min(p[1] for p in shape), max(p[1] for p in shape)
        if not stroke.value or (len(shape) > 2 and min(right - left, high - low) < _THIN):
            if right - left < _THIN <= high - low:
                middle = (left + right) / 2
                yield middle, low, middle, high
            elif high - low < _THIN <= right - left:
                middle = (low + high) / 2
                yield left, middle, right, middle
            continue
        for (x0, y0), (x1, y1) in pairwise(shape):
            yield x0, y0, x1, y1
