"""What every graph store can do, and what a question gives back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Term = NamedNode | BlankNode | Literal | Triple
"""What stands in a cell of an answer."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: names of the columns, and rows with None for an empty cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer to an ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE, sorted, each triple once."""

    triples: tuple[Triple, ...]


Answer = Rows | Truth | Triples


class GraphStore(Protocol):
    """Named graphs that can be asked, replaced whole, and dumped.

    A question sees the union of all graphs as its default graph. In Oxigraph that union is a
    bag: what three graphs state counts three times, so questions count ``DISTINCT`` things or
    name the graph (``GRAPH ?g``).
    """

    location: str

    def query(self, sparql: str, values: Mapping[str, NamedNode | Literal] | None = None) -> Answer:
        """Ask a SPARQL 1.1 query.

        Args:
            sparql: the query.
            values: terms for variables of the query, without question mark. They are bound, not
                pasted into the text.

        Raises:
            UsageError: the query is not valid SPARQL.
            StoreError: the store can't answer.
        """
        ...

    def graphs(self) -> list[str]:
        """Return the IRIs of all named graphs, sorted."""
        ...

    def read_graph(self, graph: str) -> list[Quad]:
        """Return the quads of one named graph, in no particular order."""
        ...

    def read_part(
        self, graph: str, properties: Sequence[NamedNode], classes: Sequence[NamedNode]
    ) -> list[Quad]:
        """Return what a named graph says by some properties, and what is of some classes.

        Of a large graph a few properties are read sooner than all of it.

        Args:
            graph: IRI of the graph.
            properties: other than ``rdf:type``.
            classes: of which it is said that something belongs to them.
        """
        ...

    def read_about(
        self, things: Iterable[tuple[str, NamedNode]], by: NamedNode | None = None
    ) -> list[Quad]:
        """Return all that named graphs say of some things, in no particular order.

        Of many things it is read several times sooner than by a question.

        Args:
            things: pairs of the IRI of a graph and what it is asked about; each pair once.
            by: the only property that is wanted.
        """
        ...

    def known_checksum(self, graph: str) -> str | None:
        """Return the checksum that was remembered, if the graph has not changed since, or None.

        It saves reading the graph to see whether it changed.
        """
        ...

    def remember_checksum(self, graph: str, checksum: str) -> None:
        """Remember a checksum of the graph as it is now; a store may decline to."""
        ...

    def replace_graph(self, graph: str, quads: Sequence[Quad]) -> None:
        """Make *quads* the whole content of the named graph; an empty list removes it.

        All or nothing: when it fails, what was there is there still.

        Raises:
            StoreError: a quad belongs to another graph, or the store refuses.
        """
        ...

    def change(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """Take statements out of their named graphs and put others in; the rest is not read.

        All or nothing, in however many graphs: when it fails, what was there is there still.

        Args:
            removed: what may be there, none of it with a blank node; what is not is passed over.
            added: what is to be there.

        Raises:
            StoreError: the store refuses.
        """
        ...

    def optimize(self) -> None:
        """Put the store in order after much was written; answers come faster afterwards."""
        ...

    def close(self) -> None:
        """Write everything out and let go of the store."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def cells(
    store: GraphStore, sparql: str, values: Mapping[str, NamedNode | Literal] | None = None
) -> list[list[str]]:
    """Return the rows of a SELECT as texts; an empty cell is an empty text."""
    answer = store.query(sparql, values)
    rows = answer.rows if isinstance(answer, Rows) else ()
    return [[str(getattr(cell, "value", "")) for cell in row] for row in rows]


def dump(store: GraphStore, graphs: Iterable[str] | None = None) -> list[Quad]:
    """Return the quads of the named graphs, or of all, graph by graph."""
    chosen = store.graphs() if graphs is None else sorted(graphs)
    return [quad for graph in chosen for quad in store.read_graph(graph)]
