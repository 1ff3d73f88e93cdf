"""The JSON API keeps to its own description, whatever it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from pa_graph.cli.entry import run
from tests.web.serving import served

ROOT = Path(__file__).parents[3]
OPERATIONS = 5
"""How many the description has; a new one is asked too, and counted here."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on one real agreement."""
    store = tmp_path_factory.mktemp("contract") / "store"
    file = ROOT / "data" / "agreements" / "hilvarenbeek-2024.trig"
    assert run(["ingest", str(file), "--store", str(store)]) == 0
    with served(store) as server:
        yield server.base


def test_answers_are_as_described(address: str) -> None:
    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def answers(case: schemathesis.Case) -> None:
            case.call_and_validate()

        answers()
        asked.append(operation.label)
    assert len(asked) == OPERATIONS, asked
