"""Rules about our own Turtle hold, and each rule is seen to fail where it should."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from pa_graph.validation.engine_pyshacl import run_pyshacl
from pa_graph.validation.findings import Severity
from pa_graph.validation.graphs import FORMATS, parse_file, plain_graph
from pa_graph.validation.run import validate
from pa_graph.validation.shapes import load_questions

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RULES = sorted(HERE.glob("*.rq"))
PUBLISHED = sorted(
    path for path in (ROOT / "data").rglob("*") if path.suffix in FORMATS and path.suffix != ".json"
)
VOCABULARY = [ROOT / "ontology" / "pa.ttl", *sorted((ROOT / "ontology" / "codes").glob("*.ttl"))]
OURS = [*VOCABULARY, *sorted((ROOT / "shapes").glob("*.ttl")), *PUBLISHED]

BREAKING = {
    "unique-labels": 'pa:a a owl:Class ; rdfs:label "x"@nl . '
    'pa:b a owl:Class ; rdfs:label "x"@nl .',
    "no-punning": "pa:a a owl:ObjectProperty , owl:DatatypeProperty .",
    "no-inference": "pa:a rdfs:domain pa:B .",
    "unique-notations": 'pac:a skos:inScheme pac:s ; skos:notation "x" . '
    'pac:b skos:inScheme pac:s ; skos:notation "x" .',
    "no-cycles": "pa:a rdfs:subClassOf pa:b . pa:b rdfs:subClassOf pa:a .",
    "facts-only": 'pad:a pa:text "woorden"@nl .',
    "unique-messages": 'pa:a sh:message "x"@nl . pa:b sh:message "x"@nl .',
    "reached-shapes": 'pa:a sh:message "x"@nl .',
}
PREFIXES = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pa: <https://w3id.org/pa-graph/ontology#> .
@prefix pac: <https://w3id.org/pa-graph/code/> .
@prefix pad: <https://w3id.org/pa-graph/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def store_of(paths: Iterable[Path]) -> ox.Store:
    store = ox.Store()
    for path in paths:
        store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in parse_file(path))
    return store


@pytest.fixture(scope="module")
def everything() -> ox.Store:
    return store_of(OURS)


def broken_by(rule: Path, store: ox.Store) -> list[str]:
    solutions = store.query(rule.read_text(encoding="utf-8"))
    assert isinstance(solutions, ox.QuerySolutions)
    return [" ".join(str(term) for term in solution) for solution in solutions]


def test_every_rule_has_a_question_and_a_case() -> None:
    assert {rule.stem for rule in RULES} == set(BREAKING)
    assert all(rule.read_text(encoding="utf-8").startswith("# ") for rule in RULES)
    assert len(OURS) > 20


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_the_rule_holds(rule: Path, everything: ox.Store) -> None:
    assert broken_by(rule, everything) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_the_rule_can_fail(rule: Path) -> None:
    store = ox.Store()
    store.load((PREFIXES + BREAKING[rule.stem]).encode(), format=ox.RdfFormat.TURTLE)
    assert broken_by(rule, store) != []


def test_the_vocabulary_is_labelled_and_defined_once_in_each_language() -> None:
    shapes = plain_graph(parse_file(HERE / "vocabulary.ttl"))
    graph = plain_graph(quad for path in VOCABULARY for quad in parse_file(path))
    assert [f"{r.focus} {r.shape} {r.component}" for r in run_pyshacl(graph, shapes)] == []


def test_a_term_without_words_would_be_seen() -> None:
    shapes = plain_graph(parse_file(HERE / "vocabulary.ttl"))
    graph = plain_graph(ox.parse(PREFIXES + "pa:a a owl:Class .", format=ox.RdfFormat.TURTLE))
    assert len(run_pyshacl(graph, shapes)) == 3


def test_published_data_keeps_to_the_model() -> None:
    """Reference data and published agreements pass every shape of wellformed.ttl."""
    questions = load_questions(["wellformed"])
    wrong = []
    for path in PUBLISHED:
        report = validate(path.name, parse_file(path), questions=questions)
        wrong += [
            f"{path.name} {finding.focus} {finding.shape} {finding.value}"
            for finding in report.findings
            if finding.severity is Severity.VIOLATION
        ]
    assert wrong == []
    assert {"documents.ttl", "municipalities.ttl", "parties.ttl"} <= {p.name for p in PUBLISHED}
