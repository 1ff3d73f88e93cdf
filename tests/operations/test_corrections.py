"""What a reader settles about identity, from a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from pa_graph.dependencies.mentions import CORRECTIONS
from pa_graph.mapping.builder import boolean, term
from pa_graph.model.errors import MalformedData, UnreadableFile
from pa_graph.operations.background import in_memory
from pa_graph.operations.corrections import settle_identities

PREFIX = "@prefix pa: <https://w3id.org/pa-graph/ontology#> .\n"


def written(folder: Path, line: str) -> Path:
    path = folder / "corrections.ttl"
    path.write_text(PREFIX + line, encoding="utf-8")
    return path


def test_decisions_replace_earlier_ones_and_leave_other_corrections(tmp_path: Path) -> None:
    graph, one = NamedNode(CORRECTIONS), NamedNode("https://example.org/1")
    other = Quad(one, term("pa:rejected"), boolean(True), graph)
    with in_memory() as store:
        store.replace_graph(CORRECTIONS, [other, Quad(one, term("pa:standsFor"), one, graph)])
        line = "<https://example.org/2> pa:standsFor <https://example.org/3> ."
        assert settle_identities(store, written(tmp_path, line)) == 1
        said = {quad.predicate.value.rpartition("#")[2] for quad in store.read_graph(CORRECTIONS)}
        assert said == {"rejected", "standsFor"}
        assert {quad.subject for quad in store.read_graph(CORRECTIONS)} == {
            one,
            NamedNode("https://example.org/2"),
        }


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("<https://example.org/2> pa:standsFor", "Mend the Turtle"),
        ("<https://example.org/2> pa:theme <https://example.org/3> .", "pa:standsFor"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(tmp_path: Path, line: str, told: str) -> None:
    with in_memory() as store:
        with pytest.raises(MalformedData) as raised:
            settle_identities(store, written(tmp_path, line))
        assert told in raised.value.line()
        with pytest.raises(UnreadableFile):
            settle_identities(store, tmp_path / "nothing.ttl")
