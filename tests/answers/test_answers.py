"""What every question answers over the example documents, and over the five agreements.

``examples/NAME.csv`` and ``agreements/NAME.csv`` hold the number of rows and the first of them,
with optional parameters left open. They are written anew only by
``PA_GRAPH_WRITE_EXPECTED=1 pytest tests/answers``, and read by a person before they are kept. The
agreements are facts only, so no words of the official documents are in them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory
from pa_graph.operations.dependencies import derive_again
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.operations.query import Table, ask
from pa_graph.operations.questions import Question, all_questions
from pa_graph.operations.tables import render
from pa_graph.store.protocol import GraphStore

HERE = Path(__file__).parent
WRITE = os.environ.get("PA_GRAPH_WRITE_EXPECTED") == "1"
QUESTIONS = all_questions()
MOST_ROWS = 25

VALUES = {
    "examples": {
        "commitments-that-fall-with-document": {"document": "losser-woonzorgvisie"},
        "commitments-with-words": {"words": "warmtenet"},
        "dwellings-promised": {"until": "2025-12-31"},
        "overdue": {"day": "2024-06-30"},
        "running-agreements": {"day": "2024-06-30"},
        "why-linked": {"thing": "losser-2024/commitment/9"},
    },
    "agreements": {
        "commitments-that-fall-with-document": {"document": "woondeal-srbt"},
        "commitments-with-words": {"words": "woonvisie"},
        "dwellings-promised": {"until": "2026-12-31"},
        "overdue": {"day": "2024-10-01"},
        "running-agreements": {"day": "2023-06-30"},
        "why-linked": {"thing": "hilvarenbeek-2024/commitment/10"},
    },
}
FOLDERS = {"examples": "data/examples", "agreements": "data/agreements"}


@pytest.fixture(scope="module")
def stores() -> Iterator[dict[str, GraphStore]]:
    opened = {name: in_memory() for name in FOLDERS}
    for name, store in opened.items():
        for outcome in ingest(choose_files([resource(FOLDERS[name])]).files, store):
            assert outcome.error is None
        derive_again(store)
    yield opened
    for store in opened.values():
        store.close()


def test_expected_answers_are_not_being_rewritten() -> None:
    assert not WRITE, "answers were written; read them, and run again without the variable"


@pytest.mark.parametrize("world", FOLDERS)
def test_every_question_has_an_expected_answer(world: str) -> None:
    assert {path.stem for path in (HERE / world).glob("*.csv")} == {q.name for q in QUESTIONS}


@pytest.mark.parametrize("world", FOLDERS)
@pytest.mark.parametrize("question", QUESTIONS, ids=[q.name for q in QUESTIONS])
def test_answer_is_as_expected(
    stores: dict[str, GraphStore], world: str, question: Question
) -> None:
    table = ask(question, VALUES[world].get(question.name, {}), stores[world], short=True)
    assert isinstance(table, Table)
    shown = render(table.columns, table.rows[:MOST_ROWS], "csv")
    answer = f"# {len(table.rows)} rows\n{shown}"
    path = HERE / world / f"{question.name}.csv"
    if WRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(answer, encoding="utf-8")
    assert answer == path.read_text(encoding="utf-8")


def test_most_questions_have_something_to_tell() -> None:
    """Of the five agreements none has a monitor or bid that was read, so some are empty there."""
    empty = {
        world: {
            path.stem
            for path in (HERE / world).glob("*.csv")
            if path.read_text(encoding="utf-8").startswith("# 0 rows")
        }
        for world in FOLDERS
    }
    assert empty["agreements"] <= {
        "aims-without-commitment",
        "circles-of-dependency",
        "commitments-that-wait-for-money",
        "commitments-with-words",
        "deviations",
        "expired-grounds",
        "from-aim-to-commitment",
        "reported-late",
        "reported-progress",
        "too-early",
        "work-of-bid",
    }
    assert len(empty["examples"]) <= 10
