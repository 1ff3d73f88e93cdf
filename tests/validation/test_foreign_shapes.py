"""Mistakes in the shapes of somebody else: named with their shape, and with what belongs there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.model.errors import MalformedData, UnreadableFile
from pa_graph.model.resources import resource
from pa_graph.validation.graphs import parse_file, plain_graph
from pa_graph.validation.limits import within_limits
from pa_graph.validation.run import judge
from pa_graph.validation.safety import refuse_unsafe
from pa_graph.validation.shapes import Question, load_questions
from pa_graph.validation.words import Words
from tests.validation.examples import SHORT

PROLOGUE = """@prefix ex: <https://example.org/> .
@prefix pa: <https://w3id.org/pa-graph/ontology#> .
@prefix pas: <https://w3id.org/pa-graph/shape/> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CODE = "https://w3id.org/pa-graph/code/theme/"


def own(body: str) -> str:
    return f"{PROLOGUE}ex:own a sh:NodeShape ; sh:targetClass pa:Commitment ; {body} ."


def on(body: str, path: str = "pa:order") -> str:
    return own(f"sh:property [ sh:path {path} ; {body} ]")


def query(text: str) -> str:
    return own(f'sh:sparql [ sh:select "{text}" ]')


def read(tmp_path: Path, turtle: str) -> tuple[Question, ...]:
    (tmp_path / "own.ttl").write_text(turtle, encoding="utf-8")
    return load_questions(folder=tmp_path)


@pytest.mark.parametrize(
    ("turtle", "found", "advice"),
    [
        (query("SELECT $this WHERE { VALUES ?x { 1 } $this ?p ?x }"), "VALUES in", "BIND"),
        (query("SELECT $this WHERE { $this ?p 2 MINUS { $this ?p 1 } }"), "MINUS in", "NOT EXISTS"),
        (query("SELECT $this WHERE { BIND (1 AS ?this) }"), "?this is given", "another name"),
        (query("SELECT ?x WHERE { ?x ?p ?y }"), "doesn't select $this", "SELECT $this"),
        (query("ASK { $this ?p ?y }"), "doesn't select $this", "SELECT $this"),
        (
            query("SELECT $this WHERE { GRAPH $shapesGraph { ?a ?b ?c } }"),
            "$shapesGraph",
            "without",
        ),
        (query("SELECT $this WHERE { $this pa:order ?x }"), "prefix : pa", "PREFIX in the query"),
        (own('sh:sparql [ sh:message "x" ]'), "sh:sparql [ … ]", "one query"),
        (on("sh:minCount 'drie'"), 'sh:minCount "drie"', "a whole number"),
        (on("sh:minCount 1 , 2"), "sh:minCount more than once", "Keep one"),
        (on("sh:path pa:theme ; sh:minCount 1"), "sh:path more than once", "Keep one"),
        (own("sh:property [ sh:minCount 1 ]"), "without sh:path", "which property"),
        (on("sh:minCount 1", '"pa:order"'), 'sh:path "pa:order"', "a property, or a path"),
        (on("sh:minCount 1", "()"), "sh:path rdf:nil", "a property, or a path"),
        (on("sh:minCount 1", "[ sh:alternativePath ( pa:order ) ]"), "sh:path [", "or a path"),
        (on("sh:in 3"), 'sh:in "3"', "a list in round brackets"),
        (own("sh:or [ sh:nodeKind sh:IRI ]"), "sh:or [ … ]", "a list of shapes"),
        (own("sh:nodeKind sh:Info"), "sh:Info for sh:nodeKind", "sh:IRI"),
        (
            own("sh:severity sh:Error ; sh:nodeKind sh:IRI"),
            "sh:Error for sh:severity",
            "sh:Warning",
        ),
        (own("sh:severity 'warning' ; sh:nodeKind sh:IRI"), 'sh:severity "warning"', "an IRI"),
        (on("sh:pattern 3"), 'sh:pattern "3"', "a text in quotes"),
        (on("sh:pattern 'a' ; sh:flags 'z'"), 'sh:flags "z"', "letters"),
        (on("sh:uniqueLang 'yes'"), 'sh:uniqueLang "yes"', "true or false"),
        (on("sh:lessThan 'x'"), 'sh:lessThan "x"', "an IRI"),
        (own("sh:node 'x'"), 'sh:node "x"', "a shape"),
        (own("sh:node ex:gone"), "sh:node <https://example.org/gone>", "Add it"),
        (on("sh:qualifiedValueShape [ sh:nodeKind sh:IRI ]"), "without a count", "MinCount"),
        (own("sh:rule [] ; sh:nodeKind sh:IRI"), "sh:rule", "Advanced Features"),
        # Terms that don't exist.
        (on("sh:Eror ( [ sh:minCount 1 ] )"), "sh:Eror in <https://example.org/own>", "sh:or?"),
        (on("sh:minCount 1", "[ sh:inverse pa:order ]"), "sh:inverse", "sh:inversePath?"),
        (own("sh:nodeKind sh:Iri"), "sh:Iri for sh:nodeKind", "sh:IRI?"),
        (on("sh:minCount 1", "pa:ordr"), "pa:ordr in <https://example.org/own>", "pa:order?"),
        (on("sh:minCount 1", "( pa:targt pa:unit )"), "pa:targt", "pa:target?"),
        (on("sh:class pa:Municipalty"), "pa:Municipalty", "pa:Municipality?"),
        (on(f"sh:in ( <{CODE}affordabilty> )"), "affordabilty>", f"<{CODE}affordability>?"),
        (on(f"sh:hasValue <{CODE}wonen>"), "wonen>", "There are affordability, availability"),
        (on("sh:datatype xsd:interger"), "xsd:interger", "xsd:integer?"),
        (own("pas:remedey 'x' ; sh:nodeKind sh:IRI"), "pas:remedey", "pas:remedy?"),
        (
            query(
                "SELECT $this WHERE { $this <https://w3id.org/pa-graph/ontology#ordr>/<urn:x> 1 }"
            ),
            "pa:ordr in <https://example.org/own>",
            "pa:order?",
        ),
        (
            PROLOGUE + "ex:own a sh:NodeShape ; sh:targetClass pa:Comitment ; sh:nodeKind sh:IRI .",
            "pa:Comitment",
            "pa:Commitment?",
        ),
        (
            PROLOGUE + "[] a sh:NodeShape ; sh:targetClass pa:Commitment ; sh:nodeKind sh:IRI .",
            "sh:targetClass pa:Commitment in an unnamed shape",
            "Give that shape an IRI",
        ),
        (
            own("sh:sparql [ sh:prefixes ex:p ; sh:select 'SELECT $this WHERE {}' ]")
            + ' ex:p sh:declare [ sh:prefix "pa" ] .',
            "sh:declare [ … ]",
            "sh:namespace",
        ),
    ],
)
def test_a_mistake_is_named_with_what_belongs_there(
    tmp_path: Path, turtle: str, found: str, advice: str
) -> None:
    with pytest.raises(MalformedData) as caught:
        read(tmp_path, turtle)
    error = caught.value
    assert found in error.found and advice in error.advice
    assert "<https://example.org/" in error.found or "unnamed" in error.found
    assert error.where.endswith("own.ttl")
    assert "\n" not in error.line() and "b1" not in error.line()


@pytest.mark.parametrize(
    "turtle",
    [
        on("sh:minCount 1", "schema:whatever"),
        on("sh:class schema:Thing ; sh:datatype <urn:own:type>"),
        on("sh:in ( ) ; sh:severity ex:Grave"),
        on("sh:minCount 1", "[ sh:alternativePath ( pa:order [ sh:inversePath pa:partOf ] ) ]"),
        on("sh:pattern '^a' ; sh:flags 'i'", "( pa:target pa:unit )"),
        on("sh:uniqueLang true", "[ sh:zeroOrMorePath pa:partOf ]"),
        query("SELECT $this ?value WHERE { $this $PATH ?value BIND (1 AS ?other) }"),
        query("SELECT * WHERE { $this ?minus 'VALUES' }"),
    ],
)
def test_what_shacl_allows_is_taken(tmp_path: Path, turtle: str) -> None:
    assert read(tmp_path, turtle)[0].checks


def test_our_own_shapes_pass_what_is_asked_of_others() -> None:
    files = sorted(resource("shapes").glob("*.ttl"))
    for path in files:
        refuse_unsafe(plain_graph(parse_file(path)), path.name)
    assert len(files) == 7


def test_a_shape_may_stand_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text(PROLOGUE + "ex:other sh:nodeKind sh:IRI .")
    questions = read(tmp_path, own("sh:node ex:other"))
    assert judge("x", parse_file(SHORT), questions=questions).report.conforms


def test_shapes_without_a_target_are_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"no shapes with a target.*sh:targetClass"):
        read(tmp_path, PROLOGUE + "ex:own a sh:NodeShape ; sh:nodeKind sh:IRI .")


def test_what_only_pyshacl_objects_to_is_told_with_the_shape(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its own words come last, without the address of a page and without a second copy."""
    (whole,) = read(tmp_path, on("sh:minCount 1"))
    path = tmp_path / "broken.ttl"
    path.write_text(on("sh:minCount 'drie'"), encoding="utf-8")
    broken = Question("own", Words.same("own"), plain_graph(parse_file(path)), whole.checks)
    with pytest.raises(MalformedData) as caught:
        within_limits("x", parse_file(SHORT), [broken])
    line = caught.value.line()
    assert "the shape <https://example.org/own> can't be run; pySHACL says: " in line
    assert "minCount" in line and "For reference" not in line and "\n" not in line
    assert capfd.readouterr().err == ""
