"""What can be judged: a graph of a store, or one that a file holds or that is read from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Quad

from pa_graph import __version__
from pa_graph.mapping.agreement import agreement_quads
from pa_graph.model.errors import InputError, UnknownName
from pa_graph.model.identifiers import graph_iri
from pa_graph.operations.background import BACKGROUND_GRAPHS, known_documents
from pa_graph.operations.ingest import read_agreement
from pa_graph.operations.listing import agreement_names
from pa_graph.store.protocol import GraphStore, Rows

if TYPE_CHECKING:
    from pa_graph.validation.elsewhere import Elsewhere, Fact


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

    def checksum(self) -> str:
        """Return the checksum of the graph."""
        from pa_graph.store.seals import checksum_of

        return checksum_of(self.quads)


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

    def checksum(self) -> str:
        """Return the checksum of the graph."""
        return self.store.checksum(self.graph)


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

    Raises:
        InputError: the file can't be read or parsed, or holds no agreement.
    """
    from pa_graph.validation.graphs import FORMATS, parse_file

    if path.suffix.lower() in FORMATS:
        return Source(str(path), tuple(parse_file(path)), None, str(path))
    agreement, text = read_agreement(path)
    quads = agreement_quads(agreement, text, known=known_documents(), version=__version__)
    return Source(str(path), tuple(quads), text, str(path))


def read_sources(paths: Sequence[Path]) -> tuple[list[Source], list[str]]:
    """Return the graphs in the files, and one line for every file that is unusable."""
    sources, errors = [], []
    for path in paths:
        try:
            sources.append(from_file(path))
        except InputError as error:
            errors.append(error.line())
    return sources, errors


_DESCRIBED: Final = """
SELECT ?g ?s ?p ?o WHERE {
  GRAPH ?g { { ?s pa:known true } UNION { ?s a pa:Party } ?s ?p ?o }
  FILTER ( ?p IN ( %s ) )
}
"""
_PRODUCED: Final = "SELECT ?g ?s ?p ?o WHERE { VALUES ?p { pa:produces } GRAPH ?g { ?s ?p ?o } }"
_STANDS_FOR: Final = "SELECT ?g ?s ?p ?o WHERE { VALUES ?p { pa:standsFor } GRAPH ?g { ?s ?p ?o } }"


def elsewhere_in(store: GraphStore) -> Elsewhere:
    """Return what the graphs of a store tell one another, with what their names stand for."""
    from pa_graph.dependencies.mentions import GRAPH, IDENTITY, REFERENCE
    from pa_graph.validation.elsewhere import LASTING, NAMING, Elsewhere

    listed = ", ".join(f"<{iri}>" for iri in (*LASTING, *NAMING))
    hidden = set(BACKGROUND_GRAPHS) - {REFERENCE}
    described = [fact for fact in _facts(store, _DESCRIBED % listed) if fact[0] not in hidden]
    stands_for: dict[str, dict[str, list[str]]] = {}
    for graph, name, _, meant in _facts(store, _STANDS_FOR):
        document = str(getattr(meant, "value", ""))
        if graph.startswith(IDENTITY) and name != document:
            names = stands_for.setdefault(GRAPH + graph.removeprefix(IDENTITY), {})
            names.setdefault(name, []).append(document)
    return Elsewhere(described, _facts(store, _PRODUCED), stands_for)


def _facts(store: GraphStore, query: str) -> list[Fact]:
    answer = store.query(query)
    rows = answer.rows if isinstance(answer, Rows) else ()
    return [
        (str(getattr(g, "value", "")), str(getattr(s, "value", "")), p.value, o)
        for g, s, p, o in rows
        if o is not None and p is not None and hasattr(p, "value")
    ]


def elsewhere_among(sources: Sequence[Source]) -> Elsewhere:
    """Return what the graphs of some files tell one another."""
    from pa_graph.validation.elsewhere import Elsewhere, described_in

    told = [described_in(source.graph, source.quads) for source in sources]
    return Elsewhere(
        [fact for described, _ in told for fact in described],
        [fact for _, produced in told for fact in produced],
    )
