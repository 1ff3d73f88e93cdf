"""Files of text in the encodings that occur, and files that can't be read."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from pa_graph.model.errors import UnreadableFile
from pa_graph.reading import files
from pa_graph.reading.files import read_document

TEXT = "Één woning in Súdwest – € 12.500\r\nTweede regel"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "plan.txt"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("windows-1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "windows-1252"],
)
def test_one_text_in_five_encodings(tmp_path: Path, content: bytes) -> None:
    document = read_document(written(tmp_path, content))
    assert document.text == TEXT
    assert document.name == "plan.txt"
    assert [line.text for line in document.lines] == TEXT.split("\r\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"%PDF-1.7 and so on", "a PDF"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x89PNG\r\n", "picture"),
        (b"woorden\x00woorden", "zero byte at 7"),
        (codecs.BOM_UTF8 + b"goed \xff fout", "neither UTF-8"),
        (b"half leesbaar \x81\x8d\x8f\x90", "neither UTF-8 nor Windows-1252 \\(from byte 14\\)"),
        (bytes(range(128, 256)) * 20, "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(UnreadableFile, match=reason) as caught:
        read_document(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_document(tmp_path / "nothing.txt")
    with pytest.raises(UnreadableFile, match="a folder"):
        read_document(tmp_path)


def test_a_file_larger_than_any_agreement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAXIMUM_BYTES", 2_000_000)
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(3_000_000)
    with pytest.raises(UnreadableFile, match="3 MB, more than the 2 MB"):
        read_document(path)
