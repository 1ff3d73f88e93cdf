"""Put the shapes to what the store holds, or to files that are not stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from pa_graph import __version__
from pa_graph.mapping.agreement import agreement_quads
from pa_graph.model.errors import InputError, UnknownName
from pa_graph.model.identifiers import graph_iri
from pa_graph.operations.background import BACKGROUND_GRAPHS, known_documents
from pa_graph.operations.ingest import read_agreement
from pa_graph.operations.listing import list_agreements
from pa_graph.store.protocol import GraphStore

if TYPE_CHECKING:
    from pa_graph.validation.findings import Report, Severity
    from pa_graph.validation.run import Outcome


FIRST_QUESTIONS = ("complete",)
"""The shapes of a first look: who does what, and when."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the shapes.

    Attributes:
        questions: names of shapes files; none means all.
        shapes: folder with shapes of somebody else, or None for ours.
    """

    questions: tuple[str, ...] = ()
    shapes: Path | None = None


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
    quads: tuple[Quad, ...]
    text: str | None = None
    file_name: str = ""


def validate_store(
    store: GraphStore, names: Sequence[str] = (), questions: Iterable[str] = FIRST_QUESTIONS
) -> list[Report]:
    """Return the findings about each agreement in the store.

    Args:
        store: what to validate.
        names: short names of agreements; none means all.
        questions: names of our shapes files.

    Raises:
        UnknownName: there is no such agreement or shapes file.
    """
    asked = Asked(tuple(questions))
    return [outcome.report for outcome in judge_all(stored(store, names), asked, store)]


def stored(store: GraphStore, names: Sequence[str] = ()) -> list[Source]:
    """Return the agreements of a store, or those that are named.

    Raises:
        UnknownName: there is no such agreement.
    """
    there = [row[0] for row in list_agreements(store)]
    missing = [name for name in names if name not in there]
    if missing:
        raise UnknownName(
            f"neither a file nor an agreement in the store: {missing[0]}",
            advice=f"There are: {', '.join(there) or 'none'}.",
        )
    chosen = sorted(names) or there
    return [Source(short, tuple(store.read_graph(graph_iri(short)))) for short in chosen]


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


def judge_all(
    sources: Iterable[Source],
    asked: Asked,
    store: GraphStore | None = None,
    elsewhere: Sequence[Quad] = (),
) -> Iterator[Outcome]:
    """Yield what is to be told of each document, in the order given.

    Args:
        sources: from :func:`stored` and :func:`from_file`.
        asked: which shapes.
        store: whose other graphs say what the documents refer to, or None.
        elsewhere: what these graphs say, where there is no store at hand.

    Raises:
        UnknownName: there is no such shapes file.
        MalformedData: the shapes are not valid or not allowed.
    """
    from pa_graph.validation.limits import within_limits
    from pa_graph.validation.run import judge
    from pa_graph.validation.shapes import load_questions

    questions = load_questions(asked.questions, asked.shapes)
    elsewhere = descriptions_in(store) if store is not None else elsewhere
    for source in sources:
        own = {quad.graph_name for quad in source.quads}
        others = [quad for quad in elsewhere if quad.graph_name not in own]
        if asked.shapes is not None:
            within_limits(source.subject, source.quads, questions, others)
        yield judge(
            source.subject,
            source.quads,
            questions=questions,
            others=others,
            text=source.text,
            file_name=source.file_name,
        )


def descriptions_in(store: GraphStore) -> list[Quad]:
    """Return the statements of a store that the validation of another document may need."""
    from pa_graph.validation.graphs import describing

    return [
        quad
        for graph in store.graphs()
        if graph not in BACKGROUND_GRAPHS
        for quad in describing(store.read_graph(graph))
    ]


def narrowed(
    outcomes: Iterable[Outcome], *, least: Severity, about: Sequence[str] = ()
) -> list[Outcome]:
    """Return the outcomes with the findings of at least that severity, about those IRIs.

    Args:
        outcomes: of :func:`judge_all`.
        least: findings below it are left out.
        about: IRIs or prefixed names of commitments, agreements, parties or shapes; a finding
            about a part of a thing is about that thing. None means all.
    """
    from dataclasses import replace

    wanted = [_full(name) for name in about]
    return [
        replace(outcome, report=outcome.report.only(least=least, about=wanted))
        for outcome in outcomes
    ]


def _full(name: str) -> str:
    """Return the IRI of a prefixed name; an IRI stays as it is."""
    from pa_graph.model.namespaces import PREFIXES

    prefix, colon, local = name.strip("<>").partition(":")
    namespace = PREFIXES.get(prefix)
    return namespace + local if colon and namespace else name.strip("<>")


def status(outcomes: Sequence[Outcome], fail_on: Severity | None) -> int:
    """Return the exit status: 0 fine, 1 findings, 2 where nothing was there to check.

    Args:
        outcomes: what was found.
        fail_on: findings below it don't count; None means that no finding counts.
    """
    if not outcomes or any(outcome.report.matched_nothing for outcome in outcomes):
        return 2
    worst = [w for outcome in outcomes if (w := outcome.report.worst()) is not None]
    return int(fail_on is not None and any(severity >= fail_on for severity in worst))


def read_sources(paths: Sequence[Path]) -> tuple[list[Source], list[str]]:
    """Return the graphs in the files, and one line for every file that is unusable."""
    sources, errors = [], []
    for path in paths:
        try:
            sources.append(from_file(path))
        except InputError as error:
            errors.append(error.line())
    return sources, errors
