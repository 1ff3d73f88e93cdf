"""pyrudof (Rust) behind the same function, to compare with and for who prefers it.

Its version 0.3.35 gives the results of pySHACL on our shapes, but panics on ``sh:inversePath`` over
anything but a property, so our shapes avoid that. It reads 13 µs a triple and leaves 6 ms a run,
which is why it isn't the engine for many documents; see ``docs/validation.md``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from pa_graph.model.errors import MalformedData, ResourceMissing
from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.engine import SH, Result
from pa_graph.validation.paths import path_text
from pa_graph.validation.triples import from_ox, notation

if TYPE_CHECKING:
    from rdflib import Graph


def run_pyrudof(data: Graph, shapes: Graph) -> tuple[Result, ...]:
    """Return every result once, sorted.

    Args:
        data: the graph with what it needs of the ontology.
        shapes: as from :func:`pa_graph.validation.shapes.merged`.

    Raises:
        MalformedData: the shapes can't be run.
        ResourceMissing: pyrudof is not installed.
    """
    rudof, paths, module = _loaded(shapes)
    try:
        rudof.reset_data()
        rudof.read_data(data.serialize(format="nt"), module.RDFFormat.NTriples)
        report = rudof.validate_shacl(module.ShaclValidationMode.Native)
    except module.RudofError as error:
        line = " ".join(str(error).split())
        raise MalformedData(
            f"shapes that pyrudof can't run ({line})", advice="Choose another engine."
        ) from None
    return tuple(sorted({_result(entry, paths) for entry in report.violations}))


@lru_cache(maxsize=2)
def _loaded(shapes: Graph) -> tuple[Any, dict[str, str], Any]:
    """Return an engine with the shapes, the path of each, and the module."""
    from rdflib import URIRef

    try:
        import pyrudof
    except ImportError:
        raise ResourceMissing(
            "pyrudof is not installed", advice="Run 'pip install pa-graph[pyrudof]'."
        ) from None
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_shacl(shapes.serialize(format="turtle"), pyrudof.ShaclFormat.Turtle)
    paths = {
        str(shape): path_text(shapes, path)
        for shape, path in shapes.subject_objects(URIRef(SH + "path"))
    }
    return rudof, paths, pyrudof


def _result(entry: Any, paths: dict[str, str]) -> Result:
    shape = str(entry.source_shape or "")
    return Result(
        focus=_term(entry.focus_node),
        shape=shape,
        path=paths.get(shape, ""),
        value=_term(entry.value),
        component=str(entry.constraint_component).removeprefix(SH),
    )


def _term(printed: str | None) -> str:
    """Return a term as it prints it (a bare IRI, ``_:b1``, ``"5"^^xsd:integer``) in N-Triples."""
    if not printed or printed.startswith("_:"):
        return printed or ""
    if not printed.startswith('"'):
        return f"<{printed}>"
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    turtle = f"{prologue}<x:s> <x:p> {printed} ."
    (statement,) = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    term = from_ox(statement.object)
    return "" if term is None else notation(term)
