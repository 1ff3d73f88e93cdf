"""What README and tutorial say is so: commands, options, links, examples."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from pyoxigraph import RdfFormat, parse

from pa_graph.cli.app import app
from pa_graph.mapping.agreement import agreement_quads
from pa_graph.operations.background import in_memory, known_documents
from pa_graph.operations.ingest import ingest
from pa_graph.operations.query import Table, ask
from pa_graph.operations.questions import read_question
from pa_graph.operations.reading import read_agreement

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
PAGES = sorted(
    path
    for folder in (".", "docs", "ontology", "queries", "requirements", "LICENSES")
    for path in (ROOT / folder).glob("*.md")
)
GROUP = typer.main.get_command(app)
COMMANDS = {name: c for name, c in GROUP.commands.items() if not c.hidden}  # type: ignore[attr-defined]
PLACEHOLDERS = {"COMMAND"}


def examples(text: str) -> list[str]:
    """Return what is written as a command line: in a block of shell, or between backticks."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`(pa-graph [\w-]+ [^`\n]+)`", text)
    return [
        line.removeprefix("pa-graph ").strip() for line in lines if line.startswith("pa-graph ")
    ]


def block(text: str, language: str) -> str:
    """Return the first block in that language."""
    found = re.search(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found, f"no block of {language}"
    return found[1]


def commands_in_sentences(text: str) -> set[str]:
    """Return the commands that are named without arguments."""
    return set(re.findall(r"`pa-graph ([a-z][a-z-]*)`", text))


def check_line(line: str) -> None:
    """Let the command parse its arguments without running; a fault is raised."""
    name, *arguments = shlex.split(line)
    if name == "--version" or name in PLACEHOLDERS:
        return
    assert name in COMMANDS, f"no command {name!r}"
    if arguments != ["--help"]:
        COMMANDS[name].make_context(name, arguments)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_row_and_an_example_in_the_readme(name: str) -> None:
    row = re.search(rf"^\| `{name}` \|.*\| `pa-graph {name}\b", README, re.MULTILINE)
    assert row, f"the table of commands in README.md lacks {name}"


def test_the_readme_names_no_other_commands() -> None:
    table = README.split("## Commands", 1)[1].split("\n\n", 2)[1]
    assert set(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md", "docs/reading.md"])
def test_every_example_names_an_existing_command_and_its_options(page: str) -> None:
    lines = examples((ROOT / page).read_text(encoding="utf-8"))
    assert lines
    assert commands_in_sentences((ROOT / page).read_text(encoding="utf-8")) <= set(COMMANDS)
    for line in lines:
        check_line(line)


@pytest.mark.parametrize("line", ["listen", "list --nowhere", "query a b", "list --format pdf"])
def test_a_wrong_example_is_found(line: str) -> None:
    with pytest.raises(Exception, match=r"no command|No such option|unexpected|is not one of"):
        check_line(line)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_relative_link_resolves(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    local = [link.split("#")[0] for link in links if not re.match(r"[a-z]+:|#", link)]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_the_pages_with_links_are_found() -> None:
    assert {"README.md", "tutorial.md", "reading.md", "CHANGELOG.md"} <= {p.name for p in PAGES}


def test_every_named_make_target_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", README + TUTORIAL, re.MULTILINE))
    assert {"demo", "install"} <= named
    assert named <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("name", ["known", "unseen"])
def test_the_tables_of_scores_have_every_field(name: str) -> None:
    table = README.split(f"<!-- scores:{name} -->", 1)[1].split(f"<!-- /scores:{name} -->", 1)[0]
    fields = [line.split("|")[1].strip() for line in table.strip().splitlines()[2:]]
    wanted = (
        "commitment, theme, strength, action, contributors, quarters, deadline, targets, locations"
    )
    assert set(wanted.split(", ")) | {"references", "dependencies"} <= set(fields)
    assert any("whole set" in field for field in fields)
    assert any("relation" in field for field in fields)


def test_the_turtle_example_is_what_the_program_writes() -> None:
    shown = list(parse(block(README, "turtle").encode(), format=RdfFormat.TURTLE))
    path = ROOT / "data" / "examples" / "putten-2025.txt"
    agreement, text = read_agreement(path)
    quads = agreement_quads(agreement, text, known=known_documents(), version="0")
    written = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    assert len(shown) > 10
    assert [t for t in shown if (t.subject, t.predicate, t.object) not in written] == []


def test_the_sparql_example_has_an_answer() -> None:
    with in_memory() as store:
        read = [*ingest([ROOT / "data" / "examples" / "putten-2025.txt"], store)]
        answer = ask(read_question(block(README, "sparql")), {}, store)
    assert [outcome.error for outcome in read] == [None]
    assert isinstance(answer, Table)
    assert tuple(answer.columns) == ("commitment", "name", "day")
    assert answer.rows


def test_the_tutorial_can_be_followed(tmp_path: Path) -> None:
    """Do what it says, in order, in a copy; its statements about its own document hold."""
    for folder in ("src", "ontology", "shapes", "queries", "data"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    document = re.search(r"<!-- file: (\S+) -->\n```text\n(.*?)^```", TUTORIAL, re.M | re.S)
    change = re.search(r"<!-- change: (\S+) -->\n```diff\n-(.*)\n\+(.*)\n```", TUTORIAL)
    assert document
    assert change
    (tmp_path / document[1]).parent.mkdir()
    (tmp_path / document[1]).write_text(document[2], encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k != "PA_GRAPH_STORE"}
    environment |= {"PYTHONPATH": str(tmp_path / "src"), "PA_GRAPH_LANG": "en"}

    def run(line: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pa_graph", *shlex.split(line)]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8"
        )

    before, after = TUTORIAL.split("<!-- change:", 1)
    themes = "query commitments-per-theme --format csv"
    steps = {part: [x for x in examples(part) if not x.startswith("-")] for part in (before, after)}
    for line in steps[before]:
        done = run(line)
        expected = 1 if line.startswith("impact") else 0
        assert (done.returncode, done.stderr and expected) == (expected, ""), (line, done.stderr)
    assert run(themes).stdout.count("theme/sustainability") == 0
    turtle = tmp_path / change[1]
    content = turtle.read_text(encoding="utf-8")
    assert content.count(change[2].strip()) == 1
    turtle.write_text(content.replace(change[2].strip(), change[3].strip()), encoding="utf-8")
    for line in steps[after]:
        done = run(line)
        expected = 1 if line.startswith("validate") else 0
        assert done.returncode == expected, (line, done.stderr)
    rows = [row.rsplit("/", 1)[-1].split(",") for row in run(themes).stdout.splitlines()[1:]]
    assert sum(int(row[-1]) for row in rows) == 5
    assert any("theme/sustainability" in row for row in run(themes).stdout.splitlines())
    facts = (tmp_path / "facts.trig").read_text(encoding="utf-8")
    assert "Warmteprogramma" in facts
    assert "tweede kwartaal" not in facts
