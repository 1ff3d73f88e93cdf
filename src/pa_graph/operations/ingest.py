"""From files to graphs: every file for itself, so that a bad one spoils nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from pa_graph import __version__
from pa_graph.mapping.agreement import agreement_quads
from pa_graph.mapping.builder import term
from pa_graph.mapping.from_graph import agreement_from_quads
from pa_graph.model.agreement import Agreement
from pa_graph.model.errors import InputError, MalformedData, PaGraphError, UnreadableFile
from pa_graph.model.identifiers import graph_iri
from pa_graph.operations.background import known_documents
from pa_graph.operations.policy import policy_graph, read_policy, summarise_policy
from pa_graph.operations.summary import Summary, summarise
from pa_graph.reading.document import Document
from pa_graph.reading.files import read_document
from pa_graph.store.protocol import GraphStore

GRAPH_FORMATS: Final = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}
"""Files that hold graphs already; they are stored as they are."""

NOT_DOCUMENTS: Final = frozenset(
    {
        *(".json", ".jsonld", ".ttl", ".nt", ".rdf", ".rq", ".csv"),
        *(".py", ".toml", ".lock", ".yaml", ".yml", ".log"),
    }
)
"""Files that a folder of documents may hold beside the documents; they are passed over."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    Attributes:
        summaries: one for each document that went into the store; empty after an error.
        error: one line, or None.
    """

    path: Path
    summaries: tuple[Summary, ...] = ()
    error: str | None = None


@dataclass(frozen=True)
class Chosen:
    """The files to read, and how many were passed over because they are no documents."""

    files: tuple[Path, ...]
    passed_over: int = 0


def choose_files(paths: Iterable[Path]) -> Chosen:
    """Return the files in *paths*: files as they are, folders with all that lies in them.

    Hidden files are passed over without being counted. A file that is named twice is read once.

    Raises:
        UnreadableFile: a folder holds nothing to read.
    """
    files: dict[Path, None] = {}
    passed_over = 0
    for path in paths:
        if not path.is_dir():
            files[path] = None
            continue
        inside = [
            file
            for file in sorted(path.rglob("*"))
            if file.is_file() and not _hidden(file.relative_to(path))
        ]
        wanted = [file for file in inside if file.suffix.lower() not in NOT_DOCUMENTS]
        passed_over += len(inside) - len(wanted)
        if not wanted:
            raise UnreadableFile(
                "a folder without documents", where=str(path), advice="Name another folder."
            )
        files.update(dict.fromkeys(wanted))
    return Chosen(tuple(files), passed_over)


def ingest(files: Sequence[Path], store: GraphStore) -> Iterator[Outcome]:
    """Read each file into its graph and give what became of it, one after the other.

    Args:
        files: documents (text) or graphs (``.nq``, ``.trig``).
        store: opened for writing.
    """
    taken: dict[str, Path] = {}
    for path in files:
        try:
            if path.suffix.lower() in GRAPH_FORMATS:
                outcome = Outcome(path, tuple(_load_graphs(path, store, taken)))
            else:
                outcome = Outcome(path, (_read(path, store, taken),))
        except InputError as error:
            outcome = Outcome(path, error=error.line())
        yield outcome


def read_agreement(path: Path) -> tuple[Agreement, str]:
    """Return the agreement in a file and the text it was read from.

    Raises:
        InputError: the file can't be read, or holds no agreement.
    """
    document = read_document(path)
    return _agreement_in(document, path), document.text


def _agreement_in(document: Document, path: Path) -> Agreement:
    # Storing graphs that are already there needs none of the rules.
    from pa_graph.extraction.agreement import extract_agreement

    try:
        return extract_agreement(document)
    except InputError as error:
        # A document knows its name; only here is it known which folder it lies in.
        raise type(error)(error.found, where=str(path), advice=error.advice) from None


def read_graph(path: Path) -> tuple[tuple[Quad, ...], str]:
    """Return the graph of the document in a file, as what it is, and the text it was read from.

    Raises:
        InputError: the file can't be read, or holds nothing that could be read.
    """
    document = read_document(path)
    _, quads, _ = _as_what_it_is(document, path)
    return tuple(quads), document.text


def _as_what_it_is(document: Document, path: Path) -> tuple[str, list[Quad], Summary]:
    """Return short name, graph and summary; whatever shows no other role is an agreement."""
    from pa_graph.extraction.document_role import AGREEMENT, document_role

    role = document_role(document)
    if role != AGREEMENT:
        policy = read_policy(document, role, path)
        short, quads = policy_graph(policy, document.text)
        return short, quads, summarise_policy(policy, short)
    agreement = _agreement_in(document, path)
    quads = agreement_quads(agreement, document.text, known=known_documents(), version=__version__)
    return agreement.short, quads, summarise(agreement)


def _read(path: Path, store: GraphStore, taken: dict[str, Path]) -> Summary:
    """Read a document into the store."""
    document = read_document(path)
    short, quads, summary = _as_what_it_is(document, path)
    _claim(short, path, taken)
    replaced = _former_file(store, short)
    store.replace_graph(graph_iri(short), quads)
    if replaced and replaced != document.name:
        return summary.with_warning(f"replaces what was read from {replaced}")
    return summary


def _load_graphs(path: Path, store: GraphStore, taken: dict[str, Path]) -> Iterator[Summary]:
    """Store the graphs in a file; everything is parsed and looked at before anything is written."""
    by_graph: dict[str, list[Quad]] = defaultdict(list)
    try:
        for quad in parse(path=path, format=GRAPH_FORMATS[path.suffix.lower()]):
            if not isinstance(quad.graph_name, NamedNode):
                raise MalformedData("a statement outside any named graph", where=str(path))
            by_graph[quad.graph_name.value].append(quad)
    except SyntaxError as error:
        raise MalformedData(f"not valid RDF ({error})", where=str(path)) from None
    except OSError as error:
        reason = (error.strerror or "can't be read").lower()
        raise UnreadableFile(reason, where=str(path), advice="Check the name.") from None
    if not by_graph:
        raise UnreadableFile("empty", where=str(path), advice="Check how the file was made.")
    agreements = {graph: _agreement_of(graph, quads, path) for graph, quads in by_graph.items()}
    for graph, agreement in sorted(agreements.items()):
        _claim(agreement.short, path, taken)
        store.replace_graph(graph, by_graph[graph])
        yield summarise(agreement)


def _agreement_of(graph: str, quads: list[Quad], path: Path) -> Agreement:
    try:
        agreement = agreement_from_quads(quads)
    except (PaGraphError, KeyError, ValueError) as error:
        raise MalformedData(
            f"the graph {graph} describes no agreement ({error})",
            where=str(path),
            advice="Make it with 'pa-graph export --format nquads'.",
        ) from None
    if graph != graph_iri(agreement.short):
        raise MalformedData(f"the agreement {agreement.short} in {graph}", where=str(path))
    return agreement


def _claim(short: str, path: Path, taken: dict[str, Path]) -> None:
    """Keep a second document of the same name in one run from silently replacing the first."""
    first = taken.setdefault(short, path)
    if first != path:
        raise MalformedData(
            f"a document with the short name {short}, which {first} has too",
            where=str(path),
            advice="Read one of them into a store of its own.",
        )


def _former_file(store: GraphStore, short: str) -> str | None:
    graph = graph_iri(short)
    if graph not in store.graphs():
        return None
    quads = store.read_graph(graph)
    names = (q.object for q in quads if q.predicate == term("pa:fileName"))
    return next((name.value for name in names if isinstance(name, Literal)), None)


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "__")) for part in path.parts)
