"""From files to graphs: every file for itself, so that a bad one spoils nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from pa_graph import __version__
from pa_graph.dependencies.mentions import TEXTS
from pa_graph.mapping.agreement import agreement_quads
from pa_graph.mapping.builder import term
from pa_graph.mapping.facts import facts_only as without_words
from pa_graph.mapping.from_graph import agreement_from_quads
from pa_graph.mapping.texts import goes_with, text_quads
from pa_graph.model.agreement import Agreement
from pa_graph.model.errors import InputError, MalformedData, PaGraphError, UnreadableFile
from pa_graph.model.identifiers import graph_iri
from pa_graph.model.policy import PolicyDocument
from pa_graph.operations.background import known_documents
from pa_graph.operations.policy import policy_graph, summarise_policy
from pa_graph.operations.reading import ReadFile, read_content, read_files
from pa_graph.operations.summary import Summary, summarise
from pa_graph.operations.texts import replace_document, text_graph
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


def ingest(
    files: Sequence[Path],
    store: GraphStore,
    *,
    processes: int | None = None,
    facts_only: bool = False,
) -> Iterator[Outcome]:
    """Read each file into its graph and give what became of it, one after the other.

    Args:
        files: documents, or graphs (``.nq``, ``.trig``).
        store: opened for writing.
        processes: how many read documents; by default as many as pays.
        facts_only: keep neither the text of a document nor words of it.
    """
    taken: dict[str, Path] = {}
    documents = [path for path in files if not _holds_graphs(path)]
    with closing(read_files(documents, processes)) as contents:
        for path in files:
            try:
                if _holds_graphs(path):
                    outcome = Outcome(path, tuple(_load_graphs(path, store, taken, facts_only)))
                else:
                    outcome = _store(next(contents), store, taken, facts_only)
            except InputError as error:
                outcome = Outcome(path, error=error.line())
            yield outcome


def _holds_graphs(path: Path) -> bool:
    return path.suffix.lower() in GRAPH_FORMATS


def _store(read: ReadFile, store: GraphStore, taken: dict[str, Path], facts_only: bool) -> Outcome:
    """Store what a document says.

    Raises:
        MalformedData: another document of this run has its short name.
    """
    document, content = read.document, read.content
    if document is None or content is None:
        return Outcome(read.path, error=read.error)
    short, quads, summary = _graph_of(content, None if facts_only else document.text)
    _claim(short, read.path, taken)
    replaced = _former_file(store, short)
    text = [] if facts_only else text_quads(short, document.text, document.rendering)
    replace_document(store, graph_iri(short), quads, text)
    if replaced and replaced != document.name:
        summary = summary.with_warning(f"replaces what was read from {replaced}")
    return Outcome(read.path, (summary,))


def read_graph(path: Path) -> tuple[tuple[Quad, ...], str]:
    """Return the graph of the document in a file, as what it is, and the text it was read from.

    Raises:
        InputError: the file can't be read, or holds nothing that could be read.
    """
    document, content = read_content(path)
    _, quads, _ = _graph_of(content, document.text)
    return tuple(quads), document.text


def _graph_of(
    content: Agreement | PolicyDocument, text: str | None
) -> tuple[str, list[Quad], Summary]:
    """Return short name, graph and summary of what a document says; facts only without text."""
    if isinstance(content, Agreement):
        quads = agreement_quads(content, text, known=known_documents(), version=__version__)
        return content.short, quads, summarise(content)
    short, quads = policy_graph(content, text)
    return short, quads, summarise_policy(content, short)


def _load_graphs(
    path: Path, store: GraphStore, taken: dict[str, Path], facts_only: bool
) -> Iterator[Summary]:
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
    texts = {graph: by_graph.pop(graph) for graph in list(by_graph) if graph.startswith(TEXTS)}
    agreements = {graph: _agreement_of(graph, quads, path) for graph, quads in by_graph.items()}
    own = {graph: texts.pop(text_graph(graph), []) for graph in agreements}
    strays = [*texts, *(g for g in own if own[g] and not goes_with(own[g], by_graph[g]))]
    if strays:
        raise MalformedData(
            f"a text that no document of the file was read in ({min(strays)})",
            where=str(path),
            advice="Leave it out.",
        )
    for graph, agreement in sorted(agreements.items()):
        _claim(agreement.short, path, taken)
        quads, text = by_graph[graph], own[graph]
        if facts_only:
            quads, text = without_words(quads), []
        replace_document(store, graph, quads, text)
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
