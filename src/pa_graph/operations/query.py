"""Ask the store a question and get the answer as rows of text, or as triples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, RdfFormat, serialize

from pa_graph.model.namespaces import PREFIXES
from pa_graph.operations.labels import prefixed, readable
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
    question: Question,
    values: Mapping[str, str],
    store: GraphStore,
    *,
    short: bool = False,
    labels: str | None = None,
) -> Table | TurtleText:
    """Return the answer; a yes or no is a table of one cell.

    Args:
        question: what to ask.
        values: parameter → value as typed.
        store: whom to ask.
        short: whether IRIs are shortened to prefixed names.
        labels: ``nl`` or ``en`` for an answer to read, with labels in the place of IRIs; None
            for an answer to use further, with IRIs.

    Raises:
        UsageError: the query is not valid, or a value is missing.
    """
    answer = store.query(question.filled(values, names_in(store)))
    if isinstance(answer, Rows):
        if labels is None:
            rows = [tuple(_plain(cell, short) for cell in row) for row in answer.rows]
        else:
            rows = readable(answer.rows, store, labels)
        return Table(answer.columns, tuple(rows))
    if isinstance(answer, Truth):
        return Table(("answer",), (("true" if answer.value else "false",),))
    content = serialize(answer.triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    return TurtleText((content or b"").decode())


def _plain(cell: Term | None, short: bool) -> str:
    if short and isinstance(cell, NamedNode):
        return prefixed(cell.value)
    return str(getattr(cell, "value", "" if cell is None else cell))
