"""pySHACL, the reference: one plain in-memory graph, no inference, no imports.

What it needs of the ontology has been put into that graph before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pa_graph.model.errors import MalformedData
from pa_graph.validation.engine import SH, Result
from pa_graph.validation.paths import path_text
from pa_graph.validation.terms import in_order, text_at
from pa_graph.validation.triples import from_rdflib, notation

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def run_pyshacl(data: Graph, shapes: Graph) -> tuple[Result, ...]:
    """Return every result once, sorted.

    Args:
        data: the graph with what it needs of the ontology; it is not changed.
        shapes: as from :func:`pa_graph.validation.shapes.merged`.

    Raises:
        MalformedData: the shapes are not valid SHACL.
    """
    import pyshacl
    from rdflib import Graph as RdfGraph

    try:
        _, report, _ = pyshacl.validate(
            data,
            shacl_graph=shapes,
            inference="none",
            advanced=False,
            js=False,
            inplace=True,
            do_owl_imports=False,
            meta_shacl=False,
        )
    except Exception as error:  # pySHACL raises several unrelated kinds
        line = " ".join(str(error).split())
        raise MalformedData(f"shapes that can't be run ({line})", advice="Mend them.") from None
    if not isinstance(report, RdfGraph):
        raise MalformedData(f"shapes that can't be run ({report!r})", advice="Mend them.")
    return _results(report, shapes)


def _results(report: Graph, shapes: Graph) -> tuple[Result, ...]:
    from rdflib import RDF, URIRef

    def sh(name: str) -> URIRef:
        return URIRef(SH + name)

    found = set()
    for node in report.objects(None, sh("result")):
        assert (node, RDF.type, sh("ValidationResult")) in report
        shape = report.value(node, sh("sourceShape"))
        found.add(
            Result(
                focus=_notation(report.value(node, sh("focusNode"))),
                shape=shape_iri(shapes, shape),
                path=_path(report, node, shapes, shape),
                value=_notation(report.value(node, sh("value"))),
                component=text_at(report, node, sh("sourceConstraintComponent")).removeprefix(SH),
            )
        )
    return tuple(sorted(found))


def _path(report: Graph, node: Node, shapes: Graph, shape: Node | None) -> str:
    """Return the path of a result.

    In its report pySHACL copies a path only so deep that alternatives of inverse properties come
    out empty; the path of the shape is whole.
    """
    from rdflib import URIRef

    whole = None if shape is None else shapes.value(shape, URIRef(SH + "path"))
    if whole is not None:
        return path_text(shapes, whole)
    return path_text(report, report.value(node, URIRef(SH + "resultPath")))


def _notation(term: object) -> str:
    plain = from_rdflib(term)
    return "" if plain is None else notation(plain)


def shape_iri(shapes: Graph, shape: Node | None) -> str:
    """Return the named shape that a result belongs to."""
    from rdflib import URIRef

    seen = set()
    while shape is not None and not isinstance(shape, URIRef) and shape not in seen:
        seen.add(shape)
        shape = next(iter(in_order(shapes.subjects(object=shape))), None)
    return str(shape or "")
