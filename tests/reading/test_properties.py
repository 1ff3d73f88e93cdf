"""Whatever the bytes, a reader reads or refuses; layout alone changes no field."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pa_graph.model.errors import UnreadableFile
from pa_graph.model.resources import resource
from pa_graph.operations.reading import read_agreement
from pa_graph.reading.blocks import Cell, Paragraph, Role, Table
from pa_graph.reading.document import Document
from pa_graph.reading.files import read_document
from pa_graph.reading.markup import Archive
from pa_graph.reading.open_document import read_open_document
from pa_graph.reading.pdf import read_pdf
from pa_graph.reading.rendering import Rendered, render
from pa_graph.reading.web_page import read_web_page
from pa_graph.reading.word import read_word
from tests.reading.making.agreements import fields_of
from tests.reading.making.odt import odt_of
from tests.reading.making.parts import Part, parts_of, running_header
from tests.reading.making.pdf import pdf_of
from tests.reading.making.text import text_of
from tests.reading.making.web import html_of
from tests.reading.making.word import docx_of

EXAMPLES = sorted(resource("data/examples").glob("*.txt"))
KINDS = (".txt", ".md", ".html", ".docx", ".odt", ".doc", "")
BEGINNINGS = (b"", b"PK\x03\x04", b"<html>", b"<!DOCTYPE html><table>", b"{\\rtf", b"\xff\xfe")
TAGS = (
    "<p>|</p>|<td>|<tr>|<table>|</table>|<li>|<ol start=9>|<ul>|</ul>|<br>|<h2>|<sup>|&amp;|a|1|é"
)


def check(rendered: Rendered) -> None:
    """Offsets stand in the text, in order, and where a line begins."""
    text = rendered.text
    for starts in (rendered.pages, rendered.paragraphs):
        assert list(starts) == sorted(starts)
        assert all(0 <= start <= len(text) for start in starts)
    for start in rendered.paragraphs:
        assert start == 0 or text[start - 1] == "\n"
        assert start < len(text) and text[start] != "\n"


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(BEGINNINGS), st.sampled_from(KINDS))
def test_no_bytes_crash_a_reader(content: bytes, begin: bytes, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(begin + content)
        try:
            document = read_document(path)
        except UnreadableFile as error:
            assert "\n" not in str(error)
        else:
            assert document.text.strip()


@settings(deadline=None)
@given(st.lists(st.sampled_from(TAGS.split("|")), max_size=60))
def test_no_markup_crashes_the_reader_of_web_pages(tags: list[str]) -> None:
    try:
        blocks = read_web_page("".join(tags), "a.html")
    except UnreadableFile:
        return
    check(render(blocks))


@cache
def real_file(kind: str) -> bytes:
    parts = parts_of(resource("data/examples", "putten-2025.txt").read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{kind}"
        {"pdf": pdf_of, "docx": docx_of, "odt": odt_of}[kind](parts, path)
        return path.read_bytes()


def mangled(content: bytes, data: st.DataObject) -> bytes:
    """Cut, double or change pieces of the bytes."""
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(1, 200))
        instead = data.draw(st.sampled_from([b"", b"<", b"</w:p>", b"\x00", b"99999999"]))
        content = content[:place] + instead + content[place + length :]
    return content


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_damage_crashes_the_reader_of_pdf(data: st.DataObject) -> None:
    try:
        check(read_pdf(mangled(real_file("pdf"), data), "a.pdf"))
    except UnreadableFile as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("kind", "part"), [("docx", "word/document.xml"), ("docx", "word/numbering.xml"),
                       ("docx", "word/styles.xml"), ("odt", "content.xml"), ("odt", "styles.xml")]
)  # fmt: skip
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_no_damage_inside_an_archive_crashes_its_reader(
    kind: str, part: str, data: st.DataObject
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(real_file(kind))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mangled(content, data) if name == part else content)
    archive = Archive(buffer.getvalue(), "a")
    try:
        check(render((read_word if kind == "docx" else read_open_document)(archive, "a")))
    except UnreadableFile as error:
        assert "\n" not in str(error)


WORDS = st.text(alphabet="ab1É \t\n\r•-|\u00ad\u00a0ﬁ\uf0b7", max_size=12)
PARAGRAPHS = st.builds(
    Paragraph, WORDS, st.sampled_from(Role), st.integers(0, 3), st.sampled_from(["", "•", "1."])
)
CELLS = st.builds(
    Cell, st.lists(PARAGRAPHS, max_size=3).map(tuple), st.integers(1, 4), st.integers(1, 80)
)
TABLES = st.builds(Table, st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=5).map(tuple))


@settings(deadline=None)
@given(st.lists(PARAGRAPHS | TABLES, max_size=8))
def test_blocks_of_all_kinds_are_written_with_their_places(blocks: list[Any]) -> None:
    rendered = render(blocks)
    check(rendered)
    assert "\u00ad" not in rendered.text and "ﬁ" not in rendered.text
    for line in rendered.text.split("\n"):
        assert line == line.rstrip() or "\t" in line


@settings(deadline=None)
@given(st.lists(st.text(alphabet="ab. (\t1)", max_size=40), max_size=12))
def test_joined_lines_keep_their_offsets(lines: list[str]) -> None:
    text = "\r\n".join(lines)
    document = Document(text, "a.txt")
    for line in document.unbroken:
        assert line.end <= len(text)
        shown = text[line.start : line.end].replace("\r", " ").replace("\n", " ")
        assert line.raw == shown


@pytest.mark.parametrize("suffix", [".html", ".docx", ".odt", ".pdf"])
def test_words_stand_where_the_graph_says(suffix: str, tmp_path: Path) -> None:
    for example in EXAMPLES:
        parts = parts_of(example.read_text(encoding="utf-8"))
        path = tmp_path / f"{example.stem}{suffix}"
        if suffix == ".html":
            path.write_text(html_of(parts), encoding="utf-8")
        else:
            {".docx": docx_of, ".odt": odt_of, ".pdf": pdf_of}[suffix](parts, path)
        agreement, text = read_agreement(path)
        assert agreement.text_length == len(text)
        for one in agreement.commitments:
            assert one.span.of(text).strip() == one.span.of(text)
            for target in one.targets:
                if target.span and target.value is not None:
                    assert target.span.of(text)


def parts_with_title(example: Path) -> list[Part]:
    """Return the parts of an example, with the title that it prints on its pages only."""
    text = example.read_text(encoding="utf-8")
    title = running_header(text)
    return [*([Part("heading", title, 1)] if title else []), *parts_of(text)]


@cache
def unbroken_fields(example: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    return fields_of_text(example, 10_000)


def fields_of_text(
    example: Path, width: int, **page: Any
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / example.name
        parts = parts_with_title(example)
        path.write_text(text_of(parts, width, **page), encoding="utf-8")
        return fields_of(path)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(EXAMPLES), st.integers(45, 110))
def test_the_width_of_the_lines_changes_no_field(example: Path, width: int) -> None:
    assert fields_of_text(example, width) == unbroken_fields(example)


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(EXAMPLES),
    st.sampled_from(["Concept", "Gemeente en corporatie |", "Afspraken over wonen -"]),
    st.integers(12, 60),
)
def test_page_heads_change_no_field(example: Path, header: str, lines: int) -> None:
    read = fields_of_text(example, 90, header=header, page_lines=lines)
    assert read == unbroken_fields(example)


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from(EXAMPLES),
    st.sampled_from(["", "Concept", "Gemeente en corporatie | 12 maart"]),
    st.integers(560, 760),
    st.integers(600, 1000),
)
def test_the_size_and_the_head_of_pages_change_no_field(
    example: Path, header: str, width: int, height: int
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{example.stem}.pdf"
        parts = parts_with_title(example)
        pdf_of(parts, path, header=header, size=(width, height))
        assert fields_of(path) == unbroken_fields(example)
