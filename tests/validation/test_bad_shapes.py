"""Shapes and graphs of somebody else that can't or may not be used are refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.model.errors import MalformedData, UnreadableFile
from pa_graph.operations.judging import Asked
from pa_graph.operations.sources import Source
from pa_graph.operations.validate import judge_all
from pa_graph.validation.engine import ENGINES
from pa_graph.validation.graphs import parse_file
from pa_graph.validation.limits import within_limits
from pa_graph.validation.report_words import verdict
from pa_graph.validation.run import validate
from pa_graph.validation.shapes import load_questions
from tests.validation.examples import SHORT

PROLOGUE = """@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pa: <https://w3id.org/pa-graph/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
OWN = "ex:own a sh:NodeShape ; sh:targetClass pa:Commitment ; "


def folder(tmp_path: Path, body: str) -> Path:
    (tmp_path / "own.ttl").write_text(PROLOGUE + body, encoding="utf-8")
    return tmp_path


def test_own_shapes_are_put(tmp_path: Path) -> None:
    body = OWN + 'sh:property [ sh:path pa:aim ; sh:minCount 1 ; sh:message "Geen doel."@nl ] .'
    questions = load_questions(folder=folder(tmp_path, body))
    report = validate("x", parse_file(SHORT), questions=questions)
    assert len(report.findings) == report.commitments == 5
    assert report.findings[0].shape == "https://example.org/own/property-1"
    assert report.findings[0].reason.in_("en") == "Geen doel."
    within_limits("x", parse_file(SHORT), questions)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (OWN + "sh:property [ sh:path pa:order ; sh:dataType ex:x ] .", "sh:datatype"),
        (OWN + 'sh:pattern "(" .', "<https://example.org/own> is no regular expression"),
        (
            OWN + 'sh:sparql [ sh:select "SELECT $this WHERE { SERVICE ex:s { $this ?p ?o } }" ] .',
            "SERVICE in the query of <https://example.org/own>",
        ),
        (
            OWN + 'sh:sparql [ sh:select "SELECT $this FROM <http://a.example/> WHERE {}" ] .',
            "FROM in the query",
        ),
        (OWN + 'sh:sparql [ sh:select "SELECT WHERE" ] .', "not valid SPARQL"),
        ("ex:shapes owl:imports <http://a.example/> .", "Nothing is fetched"),
        (OWN + "sh:js [ sh:jsFunctionName ex:f ] .", "Scripts are not run"),
        (
            OWN + "sh:node ex:other . ex:other sh:property [ sh:path pa:theme ; sh:node ex:own ] .",
            "a shape that leads back to itself",
        ),
        (OWN + "sh:not ex:own .", "leads back to itself"),
    ],
)
def test_what_is_refused_is_named(tmp_path: Path, body: str, told: str) -> None:
    with pytest.raises(MalformedData) as caught:
        load_questions(folder=folder(tmp_path, body))
    assert told in caught.value.line()
    assert "own.ttl" in caught.value.line()
    assert "\n" not in caught.value.line()


def test_the_word_service_in_a_message_is_no_query(tmp_path: Path) -> None:
    body = (
        OWN
        + """sh:sparql [ sh:message "SERVICE FROM us" ;
        sh:select "SELECT $this WHERE { $this <https://example.org/from/service> 'SERVICE' }" ] ."""
    )
    assert load_questions(folder=folder(tmp_path, body))[0].checks


def test_a_pattern_without_end_is_stopped_and_named(tmp_path: Path) -> None:
    body = OWN + 'sh:property [ sh:path pa:text ; sh:pattern "^(([a-z]+|[A-Z .0-9]+)+)+#$" ] .'
    questions = load_questions(folder=folder(tmp_path, body))
    with pytest.raises(MalformedData, match=r"<https://example.org/own> takes longer than 2 s"):
        within_limits("x", parse_file(SHORT), questions, seconds=2)


def test_a_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no shapes"):
        load_questions(folder=tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.ttl", "<https://example.org/a> a b:c .", "a.ttl:1:"),
        ("a.jsonld", '{"@id": ', "a.jsonld"),
        ("a.trig", "<https://example.org/g> { ", "a.trig:1:"),
        ("a.xyz", "", "holds no graph"),
    ],
)
def test_a_graph_that_does_not_parse_is_told_with_its_place(
    tmp_path: Path, name: str, content: str, told: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises((MalformedData, UnreadableFile)) as caught:
        parse_file(path)
    assert told in caught.value.line()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("sh:path pa:order ; sh:dataType xsd:integer", "sh:dataType"),
        ("sh:path pa:order ; sh:minCount 'drie'", "<urn:own:p>"),
    ],
)
def test_bad_shapes_are_refused_whatever_the_engine(
    tmp_path: Path, body: str, told: str, engine: str
) -> None:
    (tmp_path / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix o: <urn:own:> ."
        " @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
        " @prefix pa: <https://w3id.org/pa-graph/ontology#> ."
        f" o:s a sh:NodeShape ; sh:targetClass pa:Commitment ; sh:property o:p . o:p {body} ."
    )
    source = Source("x", tuple(parse_file(SHORT)))
    with pytest.raises(MalformedData) as raised:
        list(judge_all([source], Asked(shapes=tmp_path, engine=engine)))
    assert told in raised.value.line()


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_to_look_at_is_not_conforming_whatever_the_engine(
    tmp_path: Path, engine: str
) -> None:
    (tmp_path / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix o: <urn:own:> ."
        " o:s a sh:NodeShape ; sh:targetClass o:Nobody ; sh:nodeKind sh:IRI ."
    )
    source = Source("x", tuple(parse_file(SHORT)))
    (outcome,) = judge_all([source], Asked(shapes=tmp_path, engine=engine))
    assert outcome.report.matched_nothing and not outcome.report.conforms


def test_shapes_about_nothing_that_is_there_are_said_to_be_so(tmp_path: Path) -> None:
    body = "ex:own a sh:NodeShape ; sh:targetClass ex:Nothing ; sh:property [ sh:path ex:p ] ."
    report = validate(
        "x", parse_file(SHORT), questions=load_questions(folder=folder(tmp_path, body))
    )
    assert report.matched_nothing
    assert verdict(report, "en").startswith("There was nothing to check: no shape is about")
