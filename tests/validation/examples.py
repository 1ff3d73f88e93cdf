"""Small agreements to validate, made from the valid case of the shapes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from pa_graph.validation.graphs import parse_file
from pa_graph.validation.outcome import Outcome
from pa_graph.validation.parsing import parse_bytes
from pa_graph.validation.run import judge

ROOT = Path(__file__).parents[2]
WHOLE = ROOT / "tests" / "shapes" / "wellformed" / "valid.agreement.ttl"
SHORT = ROOT / "tests" / "shapes" / "complete" / "valid.agreement.ttl"
WITHOUT_TIME = ROOT / "tests" / "shapes" / "complete" / "warning.has-time.ttl"


def statements(path: Path, *edits: tuple[str, str]) -> list[ox.Quad]:
    """Return the graph of a file in which each first text, which must be there, is replaced."""
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return parse_bytes(text.encode(), ox.RdfFormat.TURTLE, path.name)


def outcome(path: Path = WITHOUT_TIME, text: str | None = None) -> Outcome:
    """Judge a file by all our shapes."""
    return judge(path.name, parse_file(path), text=text, file_name=path.name)
