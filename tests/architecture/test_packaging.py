"""What is installed is complete: the wheel carries the resources, and they are found."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import pa_graph
from pa_graph.model.errors import ResourceMissing
from pa_graph.model.resources import PACKED_FOLDERS, resource

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the project as it stands, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    built = subprocess.run(
        [*command, "--directory", str(folder)], cwd=ROOT, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return path


def tracked_files(folder: str) -> set[str]:
    """Return the files of a folder that git has or would take, from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return {name for name in listed.split("\0") if name and (ROOT / name).is_file()}


def test_project_and_program_name_the_same_folders() -> None:
    settings = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert settings["only-include"] == ["src/pa_graph", *PACKED_FOLDERS]
    moved = {folder: f"pa_graph/_data/{folder}" for folder in PACKED_FOLDERS}
    assert settings["sources"] == {"src": "", **moved}


@pytest.mark.parametrize("folder", PACKED_FOLDERS)
def test_the_wheel_carries_every_file_of_a_folder(wheel: Path, folder: str) -> None:
    expected = tracked_files(folder)
    assert expected, f"{folder} is empty"
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    assert {f"pa_graph/_data/{name}" for name in expected} <= packed


def test_the_wheel_carries_the_editor_that_git_does_not_hold(wheel: Path) -> None:
    folder = "src/pa_graph/web/static/built"
    assert (ROOT / folder / "ask.js").is_file(), "the editor is not built: make web"
    assert not tracked_files(folder)
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    names = {f"pa_graph/web/static/built/{name}" for name in ("ask.js", "ask.css", "licences.txt")}
    assert names <= packed


def test_the_wheel_carries_the_licences_and_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = f"pa_graph-{pa_graph.__version__}.dist-info"
        names = set(archive.namelist())
        commands = archive.read(f"{info}/entry_points.txt").decode()
    assert {f"{info}/licenses/LICENSE", f"{info}/licenses/LICENSES/CC0-1.0.txt"} <= names
    assert "pa-graph = pa_graph.cli:main" in commands
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


def test_an_installed_wheel_finds_its_own_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from pa_graph.model.resources import PACKED_FOLDERS, resource\n"
        "for folder in PACKED_FOLDERS: print(resource(folder))\n"
        "print(resource('ontology', 'pa.ttl'))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", program], cwd=tmp_path, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    data = tmp_path / "pa_graph" / "_data"
    wanted = [*(data / folder for folder in PACKED_FOLDERS), data / "ontology" / "pa.ttl"]
    assert ran.stdout.splitlines() == [str(path) for path in wanted]


def test_a_checkout_finds_its_resources_at_its_root() -> None:
    assert resource("ontology", "pa.ttl") == ROOT / "ontology" / "pa.ttl"
    assert resource("data/reference") == ROOT / "data" / "reference"


@pytest.mark.parametrize(
    "parts", [("src",), ("data",), (), ("ontology", "..", "src"), ("pyproject.toml",), ("/tmp",)]
)
def test_what_a_wheel_would_not_carry_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(ResourceMissing, match="is no part of the program"):
        resource(*parts)


def test_a_missing_resource_says_which() -> None:
    with pytest.raises(ResourceMissing, match=r"no-such\.ttl: .*Install pa-graph again") as caught:
        resource("ontology", "no-such.ttl")
    assert "\n" not in str(caught.value)


def test_the_version_is_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = changelog.split("\n## [", 1)[1]
    assert newest.startswith(f"{pa_graph.__version__}]")
    for section in ("Ontology", "Shapes", "Extraction", "Graph", "Doors"):
        assert f"\n### {section}\n" in newest.split("\n## [")[0]
