"""What a reader settles about identity: a Turtle file, one line a decision, kept over readings."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from pa_graph.dependencies.mentions import CORRECTIONS
from pa_graph.mapping.builder import term
from pa_graph.model.errors import MalformedData, UnreadableFile
from pa_graph.store.protocol import GraphStore

_SETTLING: Final = ("pa:standsFor", "owl:differentFrom")


def settle_identities(store: GraphStore, path: Path) -> int:
    """Put the decisions of a Turtle file in the place of earlier ones; return how many there are.

    A line ``<one> pa:standsFor <other> .`` says what a document or party means, a line
    ``<one> owl:differentFrom <other> .`` keeps two apart. Corrections of other kinds stay.

    Args:
        store: opened for writing; identities have to be derived again afterwards.
        path: the file.

    Raises:
        UnreadableFile: there is no such file.
        MalformedData: it is no Turtle, or says something else.
    """
    settling = {term(name) for name in _SETTLING}
    graph = NamedNode(CORRECTIONS)
    try:
        quads = {
            Quad(quad.subject, quad.predicate, quad.object, graph)
            for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)
        }
    except FileNotFoundError:
        raise UnreadableFile(
            "no file of corrections", where=str(path), advice="Check the path."
        ) from None
    except SyntaxError as error:
        raise MalformedData(str(error), where=str(path), advice="Mend the Turtle.") from None
    for quad in sorted(quads, key=str):
        if quad.predicate not in settling:
            raise MalformedData(
                f"a correction with {quad.predicate.value}",
                where=str(path),
                advice=f"Identity is settled with {' or '.join(_SETTLING)}.",
            )
    kept = {quad for quad in store.read_graph(CORRECTIONS) if quad.predicate not in settling}
    store.replace_graph(CORRECTIONS, sorted(kept | quads, key=str))
    return len(quads)
