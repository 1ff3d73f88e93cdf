"""Read a file of text, or say in one line why that can't be done."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from pa_graph.model.errors import UnreadableFile
from pa_graph.reading.document import Document

MAXIMUM_BYTES: Final = 20_000_000
"""An agreement has some tens of kilobytes; a file a thousand times that size is something else."""

TEXT_SUFFIXES: Final = frozenset({".txt", ".text", ".md", ".tsv"})

_SIGNATURES: Final = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive (Word, OpenDocument or other)",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a gzip archive",
}
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_document(path: Path) -> Document:
    """Return the document in the file.

    UTF-8 is expected, UTF-16 with its mark and Windows-1252 are understood. Line breaks stay as
    they are, since offsets count the text as read.

    Raises:
        UnreadableFile: the file is missing, empty, too large, binary or not decodable.
    """
    where = str(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableFile("a folder, not a file", where=where, advice="Name a file in it.")
        if size > MAXIMUM_BYTES:
            raise UnreadableFile(
                f"{size / 1e6:.0f} MB, more than the {MAXIMUM_BYTES / 1e6:.0f} MB that is read",
                where=where,
                advice="Give the text of one agreement a file of its own.",
            )
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "can't be read").lower()
        raise UnreadableFile(reason, where=where, advice="Check the name and the rights.") from None
    return Document(decode(content, where), path.name)


def decode(content: bytes, where: str) -> str:
    """Return the text in *content*.

    Raises:
        UnreadableFile: there is no text, or it is binary or in an unknown encoding.
    """
    if not content.strip():
        raise UnreadableFile("empty", where=where, advice="Check how the file was made.")
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise UnreadableFile(
                f"{kind}, not plain text",
                where=where,
                advice="Save its text as a .txt file in UTF-8 and read that.",
            )
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise _undecodable(where, error.start) from None
    if b"\x00" in content:
        raise UnreadableFile(
            f"binary data (a zero byte at {content.index(0)})",
            where=where,
            advice="Save its text as a .txt file in UTF-8 and read that.",
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows_1252(content, where, error.start)


def _windows_1252(content: bytes, where: str, first_fault: int) -> str:
    """Decode as Windows-1252 if what comes out looks like written text."""
    try:
        text = content.decode("windows-1252")
    except UnicodeDecodeError:
        raise _undecodable(where, first_fault) from None
    written = sum(c.isalnum() or c.isspace() or c in ".,;:()-'\"/%&€•" for c in text)
    foreign = sum(c > "\x7f" and not c.isalpha() for c in text)
    if written < 0.9 * len(text) or foreign > 0.05 * len(text):
        raise _undecodable(where, first_fault)
    return text


def _undecodable(where: str, offset: int) -> UnreadableFile:
    return UnreadableFile(
        f"bytes that are neither UTF-8 nor Windows-1252 (from byte {offset})",
        where=where,
        advice="Save the text as UTF-8 and read that.",
    )
