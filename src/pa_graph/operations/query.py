"""Ask the store a question and get the answer as rows of text, or as triples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from pa_graph.model.namespaces import PREFIXES
from pa_graph.operations.questions import Question
from pa_graph.operations.values import names_in
from pa_graph.store.protocol import GraphStore, Rows, Term, Truth


@dataclass(frozen=True)
class Table:
    """Rows of text; an empty cell is an empty text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class TurtleText:
    """What a CONSTRUCT built, as Turtle."""

    text: str


def ask(
    question: Question, values: Mapping[str, str], store: GraphStore, *, short: bool = False
) -> Table | TurtleText:
    """Return the answer; a yes or no is a table of one cell.

    Args:
        question: what to ask.
        values: parameter → value as typed.
        store: whom to ask.
        short: whether IRIs are shortened to prefixed names, for reading rather than further use.

    Raises:
        UsageError: the query is not valid, or a value is missing.
    """
    sparql = question.filled(values, names_in(store))
    answer = store.query(sparql)
    if isinstance(answer, Rows):
        rows = tuple(tuple(_cell(cell, short) for cell in row) for row in answer.rows)
        return Table(answer.columns, rows)
    if isinstance(answer, Truth):
        return Table(("answer",), (("true" if answer.value else "false",),))
    content = serialize(answer.triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    return TurtleText((content or b"").decode())


def _cell(cell: Term | None, short: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, NamedNode):
        return shortened(cell.value) if short else cell.value
    return cell.value if isinstance(cell, Literal) else str(cell)


def shortened(iri: str) -> str:
    """Return a prefixed name where a prefix fits, the longest first; else the IRI."""
    fitting = [(prefix, base) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    prefix, base = max(fitting, key=lambda pair: len(pair[1]))
    return f"{prefix}:{iri[len(base) :]}"
