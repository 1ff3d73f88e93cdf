"""The shapes files and their cases: ``tests/shapes/<shapes file>/<kind>.<shape>.ttl``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pa_graph.validation.findings import Report
from pa_graph.validation.graphs import parse_file
from pa_graph.validation.run import validate
from pa_graph.validation.shapes import SHAPE, Question, load_questions

HERE = Path(__file__).parent
KINDS = ("valid", "invalid", "warning")


@dataclass(frozen=True)
class Case:
    """One file: a graph that passes every shape of a file, or fails one."""

    path: Path

    @property
    def question(self) -> str:
        return self.path.parent.name

    @property
    def kind(self) -> str:
        return self.path.name.split(".")[0]

    @property
    def shape(self) -> str:
        return SHAPE + self.path.name.split(".")[1]

    @property
    def valid(self) -> Path:
        return self.path.parent / "valid.agreement.ttl"

    def report(self) -> Report:
        (question,) = load_questions([self.question])
        return validate(self.path.name, parse_file(self.path), questions=[question])

    def __str__(self) -> str:
        return f"{self.question}/{self.path.name}"


CASES = [Case(path) for path in sorted(HERE.glob("*/*.ttl"))]


@pytest.fixture(scope="session")
def questions() -> tuple[Question, ...]:
    """Return our own shapes files."""
    return load_questions()
