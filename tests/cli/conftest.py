"""How the tests of the door run a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.cli.entry import run
from tests.cli.running import Run


@pytest.fixture
def pa_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Return what runs a command in a folder of its own: status, standard output, error."""
    monkeypatch.chdir(tmp_path)
    for name in ("PA_GRAPH_STORE", "PA_GRAPH_LANG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def go(*arguments: str) -> tuple[int, str, str]:
        status = run(list(arguments))
        return status, *capsys.readouterr()

    return go
