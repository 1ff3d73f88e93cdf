"""What must not stand in a file of the repository.

Addresses of package indexes and paths of somebody's machine would tie it to one place; the words
of the official documents are not ours to redistribute.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = (ROOT / os.environ.get("PA_GRAPH_DOCUMENTS", "../shared/documents")).resolve()
RUN_OF_WORDS = 12

# Written in two halves, so that this file does not contain what it looks for.
INDEX_HOSTS = [
    first + second
    for first, second in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("yarn", "pkg.com"),
        ("deb.", "debian.org"),
        ("py", "pi-more"),
    )
]
FORBIDDEN = {
    "address of a package index": re.compile("|".join(map(re.escape, INDEX_HOSTS))),
    "path of one machine": re.compile(
        r"(?<![\w.])/(?:wor" r"k|far" r"m|ro" r"ot)/[A-Za-z.]|(?<![\w.])/ho" r"me/\w|bash" r"_jobs"
    ),
}


def files_of_the_repository() -> list[Path]:
    """Return the files that git has or would take, without those that were deleted."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    paths = sorted({ROOT / name for name in listed.split("\0") if name})
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    """Return the text of a file; nothing for a binary one."""
    content = path.read_bytes()
    return "" if b"\0" in content[:4096] else content.decode("utf-8", errors="replace")


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without markup and punctuation."""
    return re.findall(r"[\wÀ-ÿ€%]+", re.sub(r"<[^>]+>", " ", text.lower()))


def runs(text: str) -> set[tuple[str, ...]]:
    """Return each run of twelve consecutive words in a text."""
    found = words(text)
    last = len(found) - RUN_OF_WORDS + 1
    return {tuple(found[start : start + RUN_OF_WORDS]) for start in range(last)}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The text of each file, by its path from the root."""
    return {path.relative_to(ROOT).as_posix(): text_of(path) for path in files_of_the_repository()}


def test_the_files_are_found(texts: dict[str, str]) -> None:
    assert "pyproject.toml" in texts
    assert "tests/architecture/test_repository_text.py" in texts
    assert not any(name.startswith((".venv/", ".git/")) for name in texts)


@pytest.mark.parametrize("subject", sorted(FORBIDDEN))
def test_no_file_contains_an_address_of_one_place(subject: str, texts: dict[str, str]) -> None:
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group(0)}"
        for name, text in texts.items()
        for match in FORBIDDEN[subject].finditer(text)
    ]
    assert found == []


def test_no_file_contains_words_of_an_official_document(texts: dict[str, str]) -> None:
    documents = sorted(DOCUMENTS.glob("*.txt"))
    if not documents:
        pytest.skip(f"no official documents in {DOCUMENTS}; say where: make test DOCUMENTS=folder")
    official = set().union(*(runs(path.read_text(encoding="utf-8")) for path in documents))
    assert len(official) > 1000
    found = [
        f"{name}: {' '.join(min(shared))}"
        for name, text in texts.items()
        # Tables of names and numbers have no sentences to take.
        if not name.endswith(".csv") and (shared := runs(text) & official)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("address of a package index", "see https://" + INDEX_HOSTS[0] + "/project/x"),
        ("address of a package index", "--index-url https://files." + INDEX_HOSTS[1]),
        ("path of one machine", "read '/wor" + "k/shared/x.txt'"),
        ("path of one machine", "/ho" + "me/somebody/x"),
    ],
)
def test_an_address_of_one_place_is_found(subject: str, text: str) -> None:
    assert FORBIDDEN[subject].search(text)


@pytest.mark.parametrize(
    "text", ["../shared/documents", "a framework/library", "https://example.org/work/1", "/tmp/x"]
)
def test_an_ordinary_path_is_not_found(text: str) -> None:
    assert not any(pattern.search(text) for pattern in FORBIDDEN.values())


def test_a_run_of_twelve_words_is_found_across_lines_and_markup() -> None:
    sentence = "een twee drie vier vijf zes zeven acht negen tien elf twaalf"
    altered = sentence.replace("drie vier", "drie,\n  <b>Vier</b>")
    assert runs(sentence) & runs(f"nul {altered} dertien")
    assert not runs(sentence) & runs(sentence.replace("zes", "zeven"))


def test_pinned_requirements_name_exact_versions_and_no_address() -> None:
    marker = r"(?: ; [a-z_]+ != \"\w+\")?"
    pinned = re.compile(rf"[a-z0-9][a-z0-9.-]*==[\w.+!]+{marker}")
    for name in ("lock", "test", "build", "node"):
        lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        requirements = [line.split("#")[0].strip() for line in lines]
        assert any(requirements)
        assert [line for line in requirements if line and not pinned.fullmatch(line)] == []


def test_tests_run_with_the_versions_that_people_get() -> None:
    def versions(name: str) -> dict[str, str]:
        lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        pairs = (line.split("#")[0].strip().split("==") for line in lines)
        return {pair[0]: pair[1].split(" ;")[0] for pair in pairs if len(pair) == 2}

    lock, test = versions("lock"), versions("test")
    assert lock
    assert lock.items() <= test.items()
    build = versions("build")
    assert {name: test[name] for name in build if name in test}.items() <= build.items()
