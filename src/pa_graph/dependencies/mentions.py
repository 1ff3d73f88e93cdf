"""The documents that graphs name or describe: what is needed to tell them apart.

Beside it are the names of the graphs of a store, and how they are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import Literal, NamedNode

from pa_graph.dependencies.names import PrintedName
from pa_graph.model.namespaces import PAD
from pa_graph.store.protocol import GraphStore, Rows

_Item = TypeVar("_Item")

GRAPH = PAD + "graph/"
REFERENCE = GRAPH + "reference"
CORRECTIONS = GRAPH + "corrections"
IDENTITY = GRAPH + "identity/"
DERIVED = GRAPH + "derived/"
NAMES = GRAPH + "names/"
TEXTS = GRAPH + "text/"
PARTY_IDENTITY = GRAPH + "party-identity/"
MADE = (DERIVED, IDENTITY, NAMES, PARTY_IDENTITY)
"""How the graphs begin that are made from documents, and can be made again."""


@dataclass(frozen=True, slots=True)
class Context:
    """A document that was read: who and when it is for.

    Attributes:
        graph: the named graph that describes it.
        iri: the document.
        municipalities: IRIs of municipalities.
        associations: IRIs of the housing associations that take part.
        start / end: ISO dates of its period, or the day it was signed or issued, else None.
    """

    graph: str
    iri: str
    municipalities: frozenset[str] = frozenset()
    associations: frozenset[str] = frozenset()
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One IRI that stands for a document somewhere, and all that is known about it.

    Attributes:
        iri: the IRI that the graphs use.
        title: the first printed name.
        names: every printed name, taken apart; the first belongs to the title.
        kind: code of its kind with ``-``, or an empty string.
        known: it was read, or is described by the reference data.
        municipalities: those it is for; of a name, those of the documents that name it.
        associations: likewise.
        contexts: the documents that name it, by graph.
        start / end: ISO dates of its own period, else None.
        read: a graph describes it, so that a missing municipality means: not stated.
    """

    iri: str
    title: str
    names: tuple[PrintedName, ...]
    kind: str = ""
    known: bool = False
    municipalities: frozenset[str] = frozenset()
    associations: frozenset[str] = frozenset()
    contexts: tuple[Context, ...] = ()
    start: str | None = None
    end: str | None = None
    read: bool = False

    @property
    def name(self) -> PrintedName:
        """What the title says."""
        return self.names[0]

    @property
    def cores(self) -> frozenset[str]:
        """The cores by which others may mean it: of a name one, of a known document several."""
        return frozenset(n.core for n in (self.names if self.known else self.names[:1]))


def rows(store: GraphStore, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a SELECT as plain strings; an empty cell is an empty string."""
    answer = store.query(query)
    if not isinstance(answer, Rows):
        return []
    return [
        tuple(c.value if isinstance(c, NamedNode | Literal) else "" for c in row)
        for row in answer.rows
    ]


def is_document_graph(graph: str) -> bool:
    """Tell whether *graph* holds what was read from one document."""
    name = graph.removeprefix(GRAPH)
    return (
        graph.startswith(GRAPH)
        and "/" not in name
        and name not in {"reference", "corrections", "ontology", "codes", "derived", "identity"}
    )


def document_graphs(store: GraphStore) -> list[str]:
    """Return the graphs that describe a document, sorted."""
    found = rows(store, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?g pa:describes ?d } }")
    return sorted(row[0] for row in found if is_document_graph(row[0]))


class DocumentGraphs:
    """The graphs that describe a document, looked up one by one and remembered.

    To list those of a large store takes longer than to derive for one document.
    """

    def __init__(self, store: GraphStore, known: Iterable[str] = ()) -> None:
        self._store = store
        self._known = dict.fromkeys(known, True)

    def __contains__(self, graph: object) -> bool:
        return isinstance(graph, str) and graph in self.among([graph])

    def among(self, graphs: Iterable[str]) -> set[str]:
        """Return those of the graphs that describe a document."""
        wanted = set(graphs)
        fresh = sorted(wanted - self._known.keys())
        self._known.update(dict.fromkeys(fresh, False))
        for part in chunks([graph for graph in fresh if is_document_graph(graph)], 500):
            query = f"""SELECT ?g WHERE {{ {values("g", part)}
                FILTER EXISTS {{ GRAPH ?g {{ ?g pa:describes ?d }} }} }}"""
            self._known.update((row[0], True) for row in rows(self._store, query))
        return {graph for graph in wanted if self._known[graph]}


def values(variable: str, iris: Iterable[str]) -> str:
    """Return a VALUES block with the IRIs as terms."""
    return f"VALUES ?{variable} {{ {' '.join(str(NamedNode(iri)) for iri in iris)} }}"


def chunks(items: Sequence[_Item], size: int) -> list[Sequence[_Item]]:
    """Return the items in parts of at most *size*."""
    return [items[i : i + size] for i in range(0, len(items), size)]
