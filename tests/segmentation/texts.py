"""Documents made up for the tests of segmentation."""

from __future__ import annotations

from itertools import pairwise

from pa_graph.model.span import Span
from pa_graph.reading.document import Document
from pa_graph.segmentation.passage import Passage, Segmented
from pa_graph.segmentation.recogniser import segment

OPENING = """Prestatieafspraken Zandmeer 2025

De gemeente Zandmeer, Woonstichting Duinhaven en Huurdersraad Duinhaven leggen dit vast.

"""


def read(text: str) -> Segmented:
    """Segment a text of that name."""
    return segment(Document(text, "zandmeer.txt"))


def words(found: Segmented) -> list[str]:
    """Return the running text of every passage."""
    return [passage.flow.text for passage in found.passages]


def layouts(found: Segmented) -> list[str]:
    """Return the names of the layouts that were used."""
    return [layout.layout for layout in found.layouts]


def stands_where_it_says(passage: Passage, text: str) -> bool:
    """Tell whether every character of a passage is that of the document at its offset."""
    spaces = (character == " " for character in passage.flow.text)
    return all(
        space or text[offset] == character
        for space, character, offset in zip(
            spaces, passage.flow.text, passage.flow.offsets, strict=True
        )
    )


def overlapping(spans: list[Span]) -> list[tuple[Span, Span]]:
    """Return the neighbours that overlap."""
    return [(a, b) for a, b in pairwise(spans) if a.overlaps(b)]
