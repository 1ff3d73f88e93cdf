"""What can be judged: a graph of a store, or one that a file holds or that is read from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from pa_graph.model.errors import InputError, UnknownName
from pa_graph.model.identifiers import graph_iri
from pa_graph.model.namespaces import PA
from pa_graph.operations.ingest import read_graph
from pa_graph.operations.listing import agreement_names
from pa_graph.operations.parting import agreements_apart
from pa_graph.store.protocol import GraphStore

if TYPE_CHECKING:
    from pa_graph.validation.elsewhere import Elsewhere


@dataclass(frozen=True, slots=True)
class Source:
    """One document's graph before it is validated.

    Attributes:
        subject: short name or file name.
        quads: its graph.
        text: the text it was read from, where it is at hand.
        file_name: of the text or graph, empty for a graph of the store.
    """

    subject: str
    quads: Sequence[Quad]
    text: str | None = None
    file_name: str = ""

    @property
    def graph(self) -> str:
        """A name for the graph: that of the first statement, else that of the file."""
        name = str(getattr(self.quads[0].graph_name, "value", "")) if self.quads else ""
        return name or self.subject

    def known_checksum(self) -> str | None:
        """Return None: a file is always read."""
        return None

    def remember_checksum(self, checksum: str) -> None:
        """Remember nothing."""


@dataclass(frozen=True, slots=True)
class StoredSource:
    """One document's graph in a store; it is read when it is needed."""

    subject: str
    store: GraphStore
    text: str | None = None
    file_name: str = ""

    @property
    def graph(self) -> str:
        """IRI of the named graph."""
        return graph_iri(self.subject)

    @property
    def quads(self) -> Sequence[Quad]:
        """Its statements, read again at every asking."""
        return self.store.read_graph(self.graph)

    def known_checksum(self) -> str | None:
        """Return the checksum of the graph, if it is known without reading it."""
        return self.store.known_checksum(self.graph)

    def remember_checksum(self, checksum: str) -> None:
        """Remember the checksum of the graph as it is now."""
        self.store.remember_checksum(self.graph, checksum)


AnySource = Source | StoredSource


def stored(store: GraphStore, names: Sequence[str] = ()) -> list[StoredSource]:
    """Return the agreements of a store, or those that are named.

    Raises:
        UnknownName: there is no such agreement.
    """
    there = agreement_names(store)
    missing = [name for name in names if name not in there]
    if missing:
        raise UnknownName(
            f"neither a file nor an agreement in the store: {missing[0]}",
            advice=f"There are: {', '.join(there) or 'none'}.",
        )
    return [StoredSource(short, store) for short in sorted(names) or there]


def from_file(path: Path) -> Source:
    """Return the graph in a file, or that of a document, which is read without storing it.

    A vision, bid or progress report is read as what it is; it holds no commitments.

    Raises:
        InputError: the file can't be read or parsed, or holds nothing that could be read.
    """
    from pa_graph.validation.graphs import FORMATS, parse_file

    if path.suffix.lower() in FORMATS:
        return Source(str(path), tuple(parse_file(path)), None, str(path))
    quads, text = read_graph(path)
    return Source(str(path), quads, text, str(path))


def sources_in(path: Path) -> list[Source]:
    """Return the documents in a file.

    Each named graph that describes one is a document. Where there is only one graph, each
    agreement in it is one.

    Raises:
        InputError: the file can't be read or parsed, or holds nothing that could be read.
    """
    whole = from_file(path)
    graphs: dict[str, list[Quad]] = {}
    for quad in whole.quads:
        graphs.setdefault(str(getattr(quad.graph_name, "value", "")), []).append(quad)
    documents = [name for name, quads in sorted(graphs.items()) if name and _is_document(quads)]
    if len(documents) < 2:
        parts = agreements_apart(whole.quads)
        if len(parts) < 2:
            return [whole]
        return [
            Source(f"{path} {iri.rpartition('/')[2]}", quads, whole.text, str(path))
            for iri, quads in parts.items()
        ]
    return [
        Source(f"{path} {name.rpartition('/')[2]}", tuple(graphs[name]), None, str(path))
        for name in documents
    ]


def _is_document(quads: Sequence[Quad]) -> bool:
    return any(quad.predicate.value in (f"{PA}describes", f"{PA}partOf") for quad in quads)


def read_sources(paths: Sequence[Path]) -> tuple[list[Source], list[str]]:
    """Return the graphs in the files, and one line for every file that is unusable."""
    sources: list[Source] = []
    errors: list[str] = []
    for path in paths:
        try:
            sources += sources_in(path)
        except InputError as error:
            errors.append(error.line())
    return sources, errors


def elsewhere_among(sources: Sequence[Source]) -> Elsewhere:
    """Return what the graphs of some files tell one another."""
    from pa_graph.validation.elsewhere import Elsewhere, told_by

    return Elsewhere(fact for source in sources for fact in told_by(source.graph, source.quads))
