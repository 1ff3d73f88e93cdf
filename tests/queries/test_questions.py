"""Every question answers what it should, on the fixed data set.

``expected.csv`` is the answer with the example values of the question, ``expected-open.csv`` with
all optional parameters left open. They are written anew only by
``PA_GRAPH_WRITE_EXPECTED=1 pytest tests/queries``, and read by a person before they are kept.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pa_graph.model.namespaces import PREFIXES
from pa_graph.operations.query import Table, ask
from pa_graph.operations.questions import Question, all_questions
from pa_graph.operations.tables import render
from pa_graph.operations.values import value_of
from pa_graph.store.protocol import GraphStore, Rows

HERE = Path(__file__).parent
WRITE = os.environ.get("PA_GRAPH_WRITE_EXPECTED") == "1"
QUESTIONS = all_questions()
NAMES = [question.name for question in QUESTIONS]


def test_expected_answers_are_not_being_rewritten() -> None:
    assert not WRITE, "answers were written; read them, and run again without the variable"


def test_there_are_at_least_25_questions_and_each_has_expected_answers() -> None:
    assert len(QUESTIONS) >= 25
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert folders == set(NAMES)


def _answer(question: Question, world: GraphStore, values: dict[str, str]) -> str:
    answer = ask(question, values, world, short=True)
    assert isinstance(answer, Table)
    return render(answer.columns, answer.rows, "csv")


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_question_answers_as_expected(question: Question, world: GraphStore) -> None:
    examples = {parameter.name: parameter.example for parameter in question.parameters}
    needed = {p.name: p.example for p in question.parameters if not p.optional}
    answers = {"expected.csv": _answer(question, world, examples)}
    if needed != examples:
        answers["expected-open.csv"] = _answer(question, world, needed)
    folder = HERE / question.name
    if WRITE:
        folder.mkdir(exist_ok=True)
        for name, answer in answers.items():
            (folder / name).write_text(answer, encoding="utf-8")
    assert {path.name for path in folder.iterdir()} == set(answers)
    for name, answer in answers.items():
        assert answer == (folder / name).read_text(encoding="utf-8"), name
        assert len(answer.splitlines()) > 1, f"{name} shows nothing"


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_question_says_in_two_languages_what_it_asks_and_answers(question: Question) -> None:
    assert set(question.texts) == {"nl", "en"}
    assert all(text.endswith("?") for text in question.texts.values())
    lines = question.sparql.splitlines()
    assert lines[0].startswith("# question@nl: ") and lines[1].startswith("# question@en: ")
    assert set(question.columns_nl) == set(question.columns)
    for parameter in question.parameters:
        assert parameter.dutch and parameter.said("nl") != parameter.said("en")
    assert "ORDER BY" in question.sparql
    assert "SAMPLE(" not in question.sparql
    assert not re.search(r"COUNT\((?!DISTINCT|\?target\))", question.sparql)


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_an_opened_question_asks_of_all(question: Question, world: GraphStore) -> None:
    needed = {p.name: p.example for p in question.parameters if not p.optional}
    assert question.opened.count("# VALUES") == sum(p.optional for p in question.parameters)
    opened = world.query(question.opened)
    expected = ask(question, needed, world)
    assert isinstance(opened, Rows)
    assert isinstance(expected, Table)
    assert len(opened.rows) == len(expected.rows)


@pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)
def test_columns_and_parameters_are_those_of_the_query(
    question: Question, world: GraphStore
) -> None:
    answer = ask(question, {p.name: p.example for p in question.parameters}, world)
    assert isinstance(answer, Table)
    assert set(answer.columns) == set(question.columns)
    for parameter in question.parameters:
        block = re.search(rf"VALUES \?{parameter.name} \{{ (.+?) \}}", question.sparql)
        assert block, parameter.name
        term = value_of(parameter.kind, parameter.example, lambda name: [_party(name)])
        assert _expanded(block[1]) == str(term)


def _party(name: str) -> str:
    return f"{PREFIXES['pad']}party/{name}"


def _expanded(written: str) -> str:
    """Return the term of a VALUES block as N-Triples."""
    plain = written.replace("\\", "")
    prefix, colon, local = plain.partition(":")
    if written.startswith(("<", '"')) or not colon:
        return plain.replace("^^xsd:date", f"^^<{PREFIXES['xsd']}date>")
    return f"<{PREFIXES[prefix]}{local}>"
