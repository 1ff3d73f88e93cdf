"""Bytes of text to characters: UTF-8, UTF-16 with its mark, Windows-1252."""

from __future__ import annotations

import codecs
from typing import Final

from pa_graph.model.errors import UnreadableFile

_SIGNATURES: Final = {
    b"%PDF": "a PDF that is cut off",
    b"PK\x03\x04": "a zip archive (Word, OpenDocument or other)",
    b"\xd0\xcf\x11\xe0": "an old Office file (.doc)",
    b"{\\rtf": "rich text (.rtf)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7-zip archive",
    b"Rar!": "a rar archive",
}
_CONVERTED: Final = ("old Office", "rich text")
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN: Final = frozenset({"windows-1252", "iso-8859-1", "iso-8859-15", "latin1", "latin-1"})


def decode(content: bytes, where: str, declared: str | None = None) -> str:
    """Return the text in *content*.

    Args:
        content: a whole file.
        where: its name, for messages.
        declared: the encoding it says it has, if it does. Only a Western one is believed, since
            pages that call themselves UTF-8 and are not exist as well.

    Raises:
        UnreadableFile: there is no text, or it is binary or in an unknown encoding.
    """
    text = _decoded(content, where, declared) if content.strip() else ""
    if not text.strip():  # A separator of records is white space in text, though not in bytes.
        raise UnreadableFile("empty", where=where, advice="Check how the file was made.")
    return text


def _decoded(content: bytes, where: str, declared: str | None) -> str:
    """Return the text in *content*, white space too; raises as :func:`decode`."""
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            advice = "Save its text as a .txt file in UTF-8 and read that."
            if any(word in kind for word in _CONVERTED):
                advice = "Open it in a word processor, save it as .docx and read that."
            elif kind == "a picture":
                advice = "Make a searchable PDF of it with ocrmypdf (-l nld) and read that."
            raise UnreadableFile(f"{kind}, not plain text", where=where, advice=advice)
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
        first_fault = error.start
    if declared in _WESTERN:
        return content.decode("windows-1252", "replace")
    return _windows_1252(content, where, first_fault)


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
