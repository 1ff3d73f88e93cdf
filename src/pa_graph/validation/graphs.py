"""Graphs to validate: parsed, made one plain graph in memory, and given the facts they need."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from pa_graph.model.errors import UnreadableFile
from pa_graph.model.namespaces import PA, PREFIXES
from pa_graph.model.resources import resource
from pa_graph.validation.parsing import parse_bytes
from pa_graph.validation.words import Words

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
"""Suffixes of files that hold a graph."""

Statements = Iterable[ox.Quad | ox.Triple]

_RDFS: Final = PREFIXES["rdfs"]
_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_SCHEMATIC: Final = frozenset(
    {
        _RDF_TYPE,
        _RDFS + "subClassOf",
        _RDFS + "subPropertyOf",
        _RDFS + "isDefinedBy",
        PREFIXES["skos"] + "prefLabel",
    }
)
_KNOWN: Final = ox.NamedNode(PA + "known")
_TRUE: Final = ox.Literal("true", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))
REFERRING: Final = (
    *(PA + "refersTo", PA + "basedOn", PA + "implements", PA + "inAccordanceWith"),
    *(PA + "conditionalOn", PA + "produces", PA + "contributesTo", PA + "mentions"),
    *(PA + "amends", PA + "succeeds", PA + "requires"),
)
"""Properties whose value is a document that other graphs may know more about."""


def parse_file(path: Path) -> list[ox.Quad]:
    """Return the statements of a Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML file.

    Raises:
        UnreadableFile: the file can't be opened, or its suffix is none of :data:`FORMATS`.
        MalformedData: it doesn't parse; the message has line, column and what was expected.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise UnreadableFile(
            f"a file of a kind that holds no graph ({path.suffix or 'no suffix'})",
            where=str(path),
            advice=f"Known are {', '.join(sorted(FORMATS))}.",
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "can't be read").lower()
        raise UnreadableFile(reason, where=str(path), advice="Check the name.") from None
    return parse_bytes(content, kind, str(path))


def plain_graph(statements: Statements) -> Graph:
    """Return one plain in-memory graph; graph names are dropped.

    Blank nodes are numbered in the order in which they appear, so that two runs over the same
    statements name them alike.
    """
    from rdflib import BNode, Graph, Literal, URIRef

    names: dict[str, BNode] = {}

    def node(term: object) -> Node:
        if isinstance(term, ox.NamedNode):
            return URIRef(term.value)
        if isinstance(term, ox.Literal):
            if term.language:
                return Literal(term.value, lang=term.language)
            datatype = term.datatype.value
            kind = None if datatype == PREFIXES["xsd"] + "string" else URIRef(datatype)
            # As written: "01" stays "01", so that every engine reports the same value.
            return Literal(term.value, datatype=kind, normalize=False)
        name = str(getattr(term, "value", term))
        return names.setdefault(name, BNode(f"b{len(names) + 1}"))

    graph = Graph(bind_namespaces="none")
    for statement in statements:
        graph.add((node(statement.subject), node(statement.predicate), node(statement.object)))
    return graph


@cache
def schema() -> tuple[ox.Triple, ...]:
    """Return the classes, properties and codes of the ontology: what each is, and its labels."""
    files = [resource("ontology", "pa.ttl"), *sorted(resource("ontology", "codes").glob("*.ttl"))]
    kept = []
    for path in files:
        for quad in parse_file(path):
            if quad.predicate.value in _SCHEMATIC:
                kept.append(quad.triple)
    return tuple(kept)


@cache
def class_labels() -> dict[str, Words]:
    """Return what the classes of the ontology are called."""
    labels: dict[str, dict[str, str]] = {}
    for quad in parse_file(resource("ontology", "pa.ttl")):
        subject, value = quad.subject, quad.object
        if quad.predicate.value == _RDFS + "label" and isinstance(value, ox.Literal):
            labels.setdefault(str(subject)[1:-1], {})[value.language or ""] = value.value
    return {iri: Words(found.get("nl", iri), found.get("en", iri)) for iri, found in labels.items()}


@cache
def reference_statements() -> tuple[ox.Triple, ...]:
    """Return what ``data/reference`` says of municipalities, parties and documents."""
    folder = resource("data/reference")
    return tuple(quad.triple for path in sorted(folder.glob("*.ttl")) for quad in parse_file(path))


@cache
def _reference_by_subject() -> dict[object, list[ox.Triple]]:
    by_subject: dict[object, list[ox.Triple]] = {}
    for triple in reference_statements():
        if isinstance(triple.subject, ox.NamedNode):
            by_subject.setdefault(triple.subject.value, []).append(triple)
    return by_subject


def context_of(iris: Iterable[object]) -> list[ox.Triple]:
    """Return what the reference data state of these things.

    Args:
        iris: subjects and objects of one document's graph; what is no IRI is passed over.
    """
    by_subject = _reference_by_subject()
    known = sorted(str(iri) for iri in by_subject.keys() & set(iris))
    return [triple for iri in known for triple in by_subject[iri]]


def overruled(statements: Iterable[ox.Quad], facts: Iterable[ox.Triple]) -> list[ox.Quad]:
    """Return the statements without *known by name only* of documents that the facts know."""
    known = {fact.subject for fact in facts if fact.predicate == _KNOWN and fact.object == _TRUE}
    return [
        quad
        for quad in statements
        if not (quad.predicate == _KNOWN and quad.subject in known and quad.object != _TRUE)
    ]
