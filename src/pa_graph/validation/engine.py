"""The engine behind one function: a plain graph and shapes in, reduced results out.

pySHACL is the reference. It gets one plain in-memory graph, no inference and no imports; what it
needs of the ontology has been put into that graph before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pa_graph.model.errors import MalformedData
from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.paths import path_text
from pa_graph.validation.terms import in_order, text_at

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SH: Final = PREFIXES["sh"]


@dataclass(frozen=True, slots=True, order=True)
class Result:
    """What is compared between engines: where, by which shape, along which path, which value.

    Attributes:
        focus / value: terms in N-Triples notation; ``value`` is empty where there is none.
        shape: IRI of the source shape.
        path: in SPARQL notation.
        component: local name of the constraint component.
    """

    focus: str
    shape: str
    path: str
    value: str
    component: str


def run_pyshacl(data: Graph, shapes: Graph) -> tuple[Result, ...]:
    """Return every result once, sorted.

    Args:
        data: the graph with what it needs of the ontology; it is not changed.
        shapes: as from :func:`pa_graph.validation.shapes.merged`.

    Raises:
        MalformedData: the shapes are not valid SHACL.
    """
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError
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
    except (ReportableRuntimeError, ShapeLoadError) as error:
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
                focus=_n3(report.value(node, sh("focusNode"))),
                shape=_shape_iri(shapes, shape),
                path=path_text(report, report.value(node, sh("resultPath"))),
                value=_n3(report.value(node, sh("value"))),
                component=text_at(report, node, sh("sourceConstraintComponent")).removeprefix(SH),
            )
        )
    return tuple(sorted(found))


def _n3(term: Any) -> str:
    return "" if term is None else str(term.n3())


def _shape_iri(shapes: Graph, shape: Node | None) -> str:
    """Return the named shape that a result belongs to."""
    from rdflib import URIRef

    seen = set()
    while shape is not None and not isinstance(shape, URIRef) and shape not in seen:
        seen.add(shape)
        shape = next(iter(in_order(shapes.subjects(object=shape))), None)
    return str(shape or "")
