"""What things are called: labels in the reader's language in the place of IRIs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode

from pa_graph.model.namespaces import PAD, PREFIXES
from pa_graph.store.protocol import GraphStore, Rows, Term

_AT_ONCE: Final = 500
"""How many things are looked up in one question."""


def labels_of(iris: Iterable[str], store: GraphStore, lang: str) -> dict[str, str]:
    """Return IRI → label for the things that the store has a label for.

    Args:
        iris: what to look up.
        store: whom to ask.
        lang: the language that goes first; a Dutch name serves where there is none.
    """
    best: dict[str, tuple[tuple[int, str], str]] = {}
    wanted = sorted(set(iris))
    for start in range(0, len(wanted), _AT_ONCE):
        things = " ".join(str(NamedNode(iri)) for iri in wanted[start : start + _AT_ONCE])
        answer = store.query(
            f"SELECT DISTINCT ?thing ?label WHERE {{ VALUES ?thing {{ {things} }}"
            " ?thing skos:prefLabel|rdfs:label|dcterms:title ?label }"
        )
        for thing, label in answer.rows if isinstance(answer, Rows) else ():
            iri, words = str(getattr(thing, "value", "")), str(getattr(label, "value", ""))
            language = getattr(label, "language", None)
            rank = (0 if language == lang else 1 if language == "nl" else 2, words)
            if iri not in best or rank < best[iri][0]:
                best[iri] = (rank, words)
    return {iri: words for iri, (_, words) in best.items()}


def readable(
    rows: Iterable[tuple[Term | None, ...]], store: GraphStore, lang: str
) -> list[tuple[str, ...]]:
    """Return rows for reading: things by their labels, others by the end of their IRI."""
    found = list(rows)
    iris = {cell.value for row in found for cell in row if isinstance(cell, NamedNode)}
    # An agreement goes by its short name, and so do its commitments: titles are long and alike.
    agreements = f"{PAD}agreement/"
    labels = labels_of((iri for iri in iris if not iri.startswith(agreements)), store, lang)

    def cell_text(cell: Term | None) -> str:
        if isinstance(cell, NamedNode):
            return labels.get(cell.value) or shortened(cell.value)
        return str(getattr(cell, "value", "" if cell is None else cell))

    return [tuple(cell_text(cell) for cell in row) for row in found]


def shortened(iri: str) -> str:
    """Return the telling end of one of our own IRIs, or a prefixed name, or the IRI."""
    own = iri.removeprefix(PAD)
    if own != iri:
        return own.removeprefix("agreement/")
    return prefixed(iri)


def prefixed(iri: str) -> str:
    """Return a prefixed name where a prefix fits, the longest first; else the IRI."""
    fitting = [(prefix, base) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    prefix, base = max(fitting, key=lambda pair: len(pair[1]))
    return f"{prefix}:{iri[len(base) :]}"
