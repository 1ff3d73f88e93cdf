"""The shapes use only terms that exist, and every one of them is explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from pa_graph.model.namespaces import PA, PAC, PREFIXES
from pa_graph.model.resources import resource
from pa_graph.validation.shapes import QUESTIONS, SHAPE

FILES = sorted(resource("shapes").glob("*.ttl"))
HERE = Path(__file__).parent
OPEN_ANNOTATION = {
    *("ResourceSelection", "TextPositionSelector", "TextQuoteSelector", "hasSource"),
    *("hasSelector", "start", "end", "exact", "prefix", "suffix"),
}
LOGICAL = (SH["or"], SH["and"], SH.xone)
CONDITIONS = (SH["not"], SH.node, SH.qualifiedValueShape, URIRef(SHAPE + "appliesTo"))


def graph_of(path: Path) -> Graph:
    return Graph().parse(path, format="turtle")


def terms(graph: Graph) -> set[URIRef]:
    found = {x for triple in graph for x in triple if isinstance(x, URIRef)}
    return found | {o.datatype for o in graph.objects() if isinstance(o, Literal) and o.datatype}


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    graph = Graph().parse(resource("ontology", "pa.ttl"), format="turtle")
    for path in sorted(resource("ontology", "codes").glob("*.ttl")):
        graph.parse(path, format="turtle")
    return graph


def test_there_is_one_file_for_every_question() -> None:
    assert {path.stem for path in FILES} == {*QUESTIONS, "terms"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_term_exists(path: Path, vocabulary: Graph) -> None:
    used = terms(graph_of(path))
    closed = (SH, RDF, RDFS, OWL, SKOS, XSD, DCTERMS)
    unknown = [t for t in used for space in closed if t.startswith(str(space)) and t not in space]
    unknown += [t for t in used if t.startswith((PA, PAC)) and not _defined(t, vocabulary)]
    oa = PREFIXES["oa"]
    unknown += [t for t in used if t.startswith(oa) and t.removeprefix(oa) not in OPEN_ANNOTATION]
    own = {s for file in FILES for s in graph_of(file).subjects(RDF.type)}
    unknown += [t for t in used if t.startswith(SHAPE) and t not in own]
    assert sorted(unknown) == []


def _defined(term: URIRef, vocabulary: Graph) -> bool:
    return (term, RDF.type, None) in vocabulary


def test_a_misspelt_term_would_be_seen() -> None:
    assert SH.datatype in SH
    assert URIRef(str(SH) + "dataType") not in SH


@pytest.mark.parametrize(
    "path", sorted(HERE.glob("*/valid.*.ttl")), ids=lambda path: path.parent.name
)
def test_valid_cases_use_terms_that_exist(path: Path, vocabulary: Graph) -> None:
    used = terms(graph_of(path))
    missing = [t for t in used if t.startswith((PA, PAC)) and not _defined(t, vocabulary)]
    assert sorted(missing) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shape_that_speaks_is_named_and_explained(path: Path) -> None:
    graph = graph_of(path)
    speaking = set(graph.subjects(SH.message))
    assert all(isinstance(shape, URIRef) for shape in speaking)
    for shape in sorted(speaking):
        assert shape.startswith(SHAPE)
        assert len(list(graph.objects(shape, SH.severity))) == 1, shape
        terms = [SH.name, SH.message, SH.description, RDFS.comment]
        if not _is_condition(graph, shape):  # Nothing is ever found of a condition.
            terms.append(_remedy())
        for term in terms:
            languages = sorted(
                value.language or "" for value in graph.objects(shape, term) if value
            )
            assert languages == ["en", "nl"], (shape, term)


def _remedy() -> URIRef:
    return URIRef(SHAPE + "remedy")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_property_shape_is_without_words(path: Path) -> None:
    """Conditions inside another shape included: whoever reads the shapes can cite each."""
    graph = graph_of(path)
    shapes = set(graph.subjects(SH.path)) | set(graph.subjects(RDF.type, SH.PropertyShape))
    assert [shape for shape in shapes if (shape, SH.message, None) not in graph] == []


def _is_condition(graph: Graph, shape: Node) -> bool:
    members = {
        member
        for predicate in LOGICAL
        for items in graph.objects(None, predicate)
        for member in Collection(graph, items)
    }
    members |= {node for predicate in CONDITIONS for node in graph.objects(None, predicate)}
    node: Node | None = shape
    while node is not None:
        if node in members:
            return True
        node = graph.value(predicate=SH.property, object=node)
    return False


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_queries_are_the_exception(path: Path) -> None:
    queries = len(list(graph_of(path).subjects(SH.select)))
    assert queries <= 4, "core constraints cost a fifth of the time"
