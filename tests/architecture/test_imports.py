"""Imports go down only: a room of the house knows the rooms below it, and no other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "pa_graph"

FLOORS = (
    ("model",),
    ("reading",),
    ("segmentation",),
    ("extraction",),
    ("mapping",),
    ("store",),
    ("dependencies", "monitoring", "pictures", "validation"),
    ("operations",),
    ("web",),
    ("cli",),
)
"""From the ground up. `cli` stands above `web` because the command `serve` opens the other door."""

FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
TOP_MODULES = {"__init__": -1, "__main__": len(FLOORS)}
HEAVY = frozenset({"networkx", "pandas", "polars", "pypdfium2", "pyshacl", "pyvis", "xlsxwriter"})


def place(parts: tuple[str, ...]) -> tuple[str, int]:
    """Return the room a module stands in, and its floor; parts go from below `pa_graph`."""
    room = parts[0] if parts else "__init__"
    if room in TOP_MODULES:
        return room, TOP_MODULES[room]
    assert room in FLOOR_OF, f"pa_graph.{room} stands on no floor: name it in FLOORS"
    return room, FLOOR_OF[room]


def imported(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of everything that a module of `package` imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            for alias in node.names:
                yield node.lineno, f"{module}.{alias.name}"
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith("import_module")
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node.lineno, str(node.args[0].value)


def forbidden(package_folder: Path) -> list[str]:
    """Return every import of the package that goes up or sideways, as 'file:line: reason'."""
    found = []
    for path in sorted(package_folder.rglob("*.py")):
        own = path.relative_to(package_folder).with_suffix("").parts
        room, floor = place(own)
        package = ("pa_graph", *own[:-1])
        for line, name in imported(ast.parse(path.read_text(encoding="utf-8")), package):
            parts = tuple(name.split("."))
            if parts[0] != "pa_graph":
                continue
            # `from pa_graph import __version__` asks the package itself, below every room.
            target = parts[1:] if len(parts) > 1 and not parts[1].startswith("__") else ()
            other, below = place(target)
            if other != room and below >= floor:
                found.append(f"{'/'.join(own)}.py:{line}: {room} imports {other}")
    return found


def test_imports_go_down_only() -> None:
    assert forbidden(PACKAGE) == []


@pytest.mark.parametrize(
    ("module", "source", "reason"),
    [
        ("model/a.py", "from pa_graph.reading.text import x", "model imports reading"),
        ("mapping/a.py", "import pa_graph.store", "mapping imports store"),
        ("store/a.py", "from pa_graph import validation", "store imports validation"),
        ("pictures/a.py", "from ..dependencies import x", "pictures imports dependencies"),
        ("web/a.py", "def f():\n    from pa_graph.cli import main", "web imports cli"),
        ("reading/deep/a.py", "from ...extraction import x", "reading imports extraction"),
        ("operations/a.py", "importlib.import_module('pa_graph.web')", "operations imports web"),
        ("__init__.py", "from pa_graph.model import x", "__init__ imports model"),
    ],
)
def test_an_import_upwards_or_sideways_is_found(
    tmp_path: Path, module: str, source: str, reason: str
) -> None:
    path = tmp_path / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    found = forbidden(tmp_path)
    assert len(found) == 1
    assert found[0].endswith(reason)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("cli/a.py", "from pa_graph.operations.ingest import x\nfrom pa_graph import __version__"),
        ("store/a.py", "from pa_graph.model.errors import StoreError\nfrom . import protocol"),
        ("cli/a.py", "import pa_graph.web.app"),
        ("__main__.py", "from pa_graph.cli import main"),
        ("model/a.py", "import re\nfrom dataclasses import dataclass"),
    ],
)
def test_an_import_downwards_or_within_a_room_is_allowed(
    tmp_path: Path, module: str, source: str
) -> None:
    path = tmp_path / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    assert forbidden(tmp_path) == []


def test_a_room_without_a_floor_is_refused(tmp_path: Path) -> None:
    (tmp_path / "attic").mkdir()
    (tmp_path / "attic" / "a.py").write_text("import re", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"pa_graph\.attic stands on no floor"):
        forbidden(tmp_path)


@pytest.mark.parametrize("room", ["cli", "operations", "model"])
def test_no_door_imports_a_heavy_library_at_the_top(room: str) -> None:
    found = []
    for path in sorted((PACKAGE / room).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # Only statements at the top level run when `pa-graph --help` starts.
        top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        for node in top:
            for line, name in imported(node, ("pa_graph", room)):
                if name.split(".")[0] in HEAVY:
                    found.append(f"{path.relative_to(PACKAGE)}:{line}: {name}")
    assert found == []
