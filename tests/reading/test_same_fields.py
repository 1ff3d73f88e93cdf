"""The same agreement gives the same fields, whatever kind of file it is published as.

Each text is set as a web page, Word and OpenDocument (numbers only in the styles), and as PDF
with and without lines in the tables, with page heads, page numbers and broken words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pa_graph.model.resources import resource
from tests.reading.making.agreements import fields_of
from tests.reading.making.odt import odt_of
from tests.reading.making.parts import Part, parts_of, running_header
from tests.reading.making.pdf import pdf_of
from tests.reading.making.web import html_of
from tests.reading.making.word import docx_of

UNSEEN = Path(__file__).parents[1] / "unseen"
TEXTS = [*sorted(resource("data/examples").glob("*.txt")), *sorted(UNSEEN.glob("*.txt"))]
# Titles of these don't fit beside a party in half a page, so a narrow column breaks them.
WIDE = {"bergeijk-2022", "nunspeet-2023", "nunspeet-2026"}
NARROW = [
    path
    for path in TEXTS
    if path.stem not in WIDE and not re.search(r"\t| \| .* \| ", path.read_text(encoding="utf-8"))
]

Maker = Callable[[list[Part], Path, str], None]


def as_html(parts: list[Part], path: Path, header: str) -> None:
    path.write_text(html_of(parts, header=header), encoding="utf-8")


def as_docx(parts: list[Part], path: Path, header: str) -> None:
    docx_of(parts, path, header=header)


def as_odt(parts: list[Part], path: Path, header: str) -> None:
    odt_of(parts, path, header=header)


def as_pdf(parts: list[Part], path: Path, header: str) -> None:
    pdf_of(parts, path, header=header)


def as_pdf_without_lines(parts: list[Part], path: Path, header: str) -> None:
    pdf_of(parts, path, header=header, ruled=False)


def as_landscape_pdf(parts: list[Part], path: Path, header: str) -> None:
    pdf_of(parts, path, header=header, size=(842, 595))


MAKERS: dict[str, tuple[str, Maker]] = {
    "html": (".html", as_html),
    "docx": (".docx", as_docx),
    "odt": (".odt", as_odt),
    "pdf": (".pdf", as_pdf),
    "pdf without lines": (".pdf", as_pdf_without_lines),
    "pdf on its side": (".pdf", as_landscape_pdf),
}


def plain(path: Path) -> str:
    """Return the text without the marks of Markdown, which no other format has."""
    return re.sub(r"^#{1,6} ", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def assert_same(made: Path, text: Path) -> None:
    whole, commitments = fields_of(made)
    expected_whole, expected = fields_of(text)
    assert [one["first words"] for one in commitments] == [one["first words"] for one in expected]
    pairs = [(whole, expected_whole), *zip(commitments, expected, strict=True)]
    differences = [
        f"{number}. {name}: {one[name]} instead of {other[name]}"
        for number, (one, other) in enumerate(pairs)
        for name in other
        if one[name] != other[name]
    ]
    assert differences == []


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("source", TEXTS, ids=lambda path: path.stem)
def test_every_format_gives_the_fields_of_the_text(source: Path, kind: str, tmp_path: Path) -> None:
    suffix, make = MAKERS[kind]
    text = tmp_path / source.name
    text.write_text(plain(source), encoding="utf-8")
    made = tmp_path / f"{source.stem}{suffix}"
    make(parts_of(plain(source)), made, running_header(plain(source)))
    assert_same(made, text)


@pytest.mark.parametrize("source", NARROW, ids=lambda path: path.stem)
def test_two_columns_are_read_one_after_the_other(source: Path, tmp_path: Path) -> None:
    text = tmp_path / source.name
    text.write_text(plain(source), encoding="utf-8")
    made = tmp_path / f"{source.stem}.pdf"
    pdf_of(parts_of(plain(source)), made, header=running_header(plain(source)), columns=2)
    assert_same(made, text)


def test_there_are_texts_of_every_layout() -> None:
    assert len(TEXTS) >= 18
