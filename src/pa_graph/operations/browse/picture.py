"""A view of the network for a picture: few enough things to see, larger ones grouped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from pa_graph.dependencies.network import DOCUMENT
from pa_graph.operations.browse.records import Corpus
from pa_graph.operations.dependencies import View

MOST: Final = 5000
"""From so many things on commitments and aims are drawn as the document they stand in."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A thing in the picture; ``holds`` is how many things it stands for."""

    iri: str
    kind: str
    holds: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A link in the picture; ``holds`` is how many links it stands for."""

    source: int
    target: int
    kind: str
    holds: int
    because: str


@dataclass(frozen=True)
class Picture:
    """What is drawn; lines count dots from 0."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    grouped: bool


def picture_of(corpus: Corpus, shown: View, language: str, most: int = MOST) -> Picture:
    """Return the dots and lines of a view.

    Args:
        corpus: to know in which document a thing stands.
        shown: the links.
        language: of the reasons.
        most: with more things than this they are grouped.
    """
    nodes = shown.nodes
    grouped = len(nodes) > most
    home = {iri: _home(corpus, iri) if grouped else iri for iri in nodes}
    holds = Counter(home.values())
    order = {iri: number for number, iri in enumerate(sorted(holds))}
    things = shown.network.things
    dots = tuple(
        Dot(iri, things[iri].kind if iri in things and home.get(iri, iri) == iri else DOCUMENT, n)
        for iri, n in sorted(holds.items())
    )
    lines: Counter[tuple[int, int, str]] = Counter()
    because: dict[tuple[int, int, str], str] = {}
    for link in shown.links:
        ends = (order[home[link.dependent]], order[home[link.needed]])
        if ends[0] != ends[1]:
            lines[*ends, link.kind] += 1
            because.setdefault((*ends, link.kind), link.because.get(language, ""))
    return Picture(
        dots,
        tuple(Line(*key, lines[key], because[key]) for key in sorted(lines)),
        grouped,
    )


def _home(corpus: Corpus, iri: str) -> str:
    record = corpus.commitments.get(iri) or corpus.aims.get(iri)
    return record.document if record else iri
