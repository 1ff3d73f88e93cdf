"""Read a file of any known kind, or say in one line why that can't be done."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from pa_graph.model.errors import UnreadableFile
from pa_graph.model.rendering import Rendering
from pa_graph.reading.blocks import Block
from pa_graph.reading.document import Document
from pa_graph.reading.plain_text import decode

MAXIMUM_BYTES: Final = 20_000_000
"""An agreement has some tens of kilobytes; a file a thousand times that size is something else."""

MAXIMUM_BYTES_WITH_PICTURES: Final = 200_000_000
"""A PDF, Word or OpenDocument file may carry photographs, which are not read."""

WEB_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})

_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument.text"
_WEB_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{3,20})", re.IGNORECASE)


def read_document(path: Path) -> Document:
    """Return the document in the file; what kind of file it is, its content tells.

    The text of a plain text file stays as it is, since offsets count the text as read. Of all
    other kinds the text is rendered, and the checksum of the file is kept beside that of the text.

    Raises:
        UnreadableFile: the file is missing, empty, too large, encrypted, damaged, a scan without
            text, or of a kind that isn't read.
    """
    where = str(path)
    content = _content(path, where)
    begin = content[:1024]
    if b"%PDF-" in begin and not begin.lstrip().startswith(b"<"):
        from pa_graph.reading.pdf_process import read_pdf_apart

        rendered = read_pdf_apart(content, where)
        return _rendered(content, path, rendered.text, rendered.pages, ())
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return _of_blocks(content, path, _archive_blocks(content, where))
    text = decode(content, where, _declared(begin, path))
    if path.suffix.lower() in WEB_SUFFIXES or _WEB_PAGE.match(text):
        from pa_graph.reading.web_page import read_web_page

        return _of_blocks(content, path, read_web_page(text, where))
    return Document(text, path.name)


def _content(path: Path, where: str) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableFile("a folder, not a file", where=where, advice="Name a file in it.")
        with path.open("rb") as file:
            begin = file.read(1024)
            pictures = b"%PDF-" in begin or begin.startswith(_ZIP)
            limit = MAXIMUM_BYTES_WITH_PICTURES if pictures else MAXIMUM_BYTES
            if size > limit:
                raise UnreadableFile(
                    f"{size / 1e6:.0f} MB, more than the {limit / 1e6:.0f} MB that is read",
                    where=where,
                    advice="Give the text of one agreement a file of its own.",
                )
            return begin + file.read()
    except OSError as error:
        reason = (error.strerror or "can't be read").lower()
        raise UnreadableFile(reason, where=where, advice="Check the name and the rights.") from None


def _declared(begin: bytes, path: Path) -> str | None:
    """Return the encoding that a web page says it has, None for anything else."""
    if path.suffix.lower() not in WEB_SUFFIXES and b"<html" not in begin.lower():
        return None
    found = _CHARSET.search(begin)
    return found[1].decode("ascii").lower() if found else None


def _archive_blocks(content: bytes, where: str) -> Sequence[Block]:
    from pa_graph.reading.markup import Archive
    from pa_graph.reading.open_document import read_open_document
    from pa_graph.reading.word import MAIN_PART, read_word

    archive = Archive(content, where)
    reader: Callable[[Archive, str], Sequence[Block]]
    if MAIN_PART in archive.names:
        reader = read_word
    elif (archive.read("mimetype") or b"").startswith(_OPEN_DOCUMENT):
        reader = read_open_document
    else:
        raise UnreadableFile(
            "a zip archive that is neither a Word nor an OpenDocument text",
            where=where,
            advice="Unpack it and read the files in it.",
        )
    return reader(archive, where)


def _of_blocks(content: bytes, path: Path, blocks: Sequence[Block]) -> Document:
    from pa_graph.reading.rendering import render

    rendered = render(blocks)
    return _rendered(content, path, rendered.text, (), rendered.paragraphs)


def _rendered(
    content: bytes, path: Path, text: str, pages: tuple[int, ...], paragraphs: tuple[int, ...]
) -> Document:
    if not text.strip():
        raise UnreadableFile("empty", where=str(path), advice="Check how the file was made.")
    checksum = hashlib.sha256(content).hexdigest()
    return Document(text, path.name, Rendering(checksum, pages, paragraphs))
