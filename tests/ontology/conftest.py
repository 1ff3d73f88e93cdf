"""The Turtle that the tests of the vocabulary look at, parsed once."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

ROOT = Path(__file__).parents[2]


def _parse(paths: list[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    """Return pa.ttl."""
    return _parse([ROOT / "ontology" / "pa.ttl"])


@pytest.fixture(scope="session")
def codes() -> Graph:
    """Return all code lists."""
    return _parse(sorted((ROOT / "ontology" / "codes").glob("*.ttl")))


@pytest.fixture(scope="session")
def alignments() -> Graph:
    """Return all alignments."""
    return _parse(sorted((ROOT / "ontology" / "alignments").glob("*.ttl")))


@pytest.fixture(scope="session")
def reference() -> Graph:
    """Return the municipalities, parties and documents that are known beforehand."""
    return _parse(sorted((ROOT / "data" / "reference").glob("*.ttl")))
