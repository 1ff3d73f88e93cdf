"""Put the shapes to what the store holds, or to files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from pa_graph import __version__
from pa_graph.mapping.agreement import agreement_quads
from pa_graph.model.errors import UnknownName
from pa_graph.model.identifiers import graph_iri
from pa_graph.operations.background import known_documents
from pa_graph.operations.ingest import read_agreement
from pa_graph.operations.listing import list_agreements
from pa_graph.store.protocol import GraphStore

if TYPE_CHECKING:
    from pa_graph.validation.findings import Report

FIRST_QUESTIONS = ("complete",)
"""The shapes that are put when nobody names others: who does what, and when."""


def validate_store(
    store: GraphStore, names: Sequence[str] = (), questions: Iterable[str] = FIRST_QUESTIONS
) -> list[Report]:
    """Return one report for each agreement in the store.

    Args:
        store: what to validate.
        names: short names of agreements; none means all.
        questions: names of shapes files.

    Raises:
        UnknownName: there is no such agreement or shapes file.
    """
    there = [row[0] for row in list_agreements(store)]
    missing = [name for name in names if name not in there]
    if missing:
        raise UnknownName(
            f"neither a file nor an agreement in the store: {missing[0]}",
            advice=f"There are: {', '.join(there) or 'none'}.",
        )
    chosen = sorted(names) or there
    return [_report(short, store.read_graph(graph_iri(short)), questions) for short in chosen]


def validate_file(path: Path, questions: Iterable[str] = FIRST_QUESTIONS) -> Report:
    """Return the report for one file: a graph, or a document that is read first.

    Raises:
        InputError: the file can't be read.
    """
    from pa_graph.validation.graphs import FORMATS, parse_file

    if path.suffix.lower() in FORMATS:
        quads = parse_file(path)
    else:
        agreement, text = read_agreement(path)
        quads = agreement_quads(agreement, text, known=known_documents(), version=__version__)
    return _report(str(path), quads, questions)


def _report(subject: str, quads: Iterable[Quad], questions: Iterable[str]) -> Report:
    from pa_graph.validation.run import validate
    from pa_graph.validation.shapes import load_questions

    return validate(subject, quads, questions=load_questions(questions))
