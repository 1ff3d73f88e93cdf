"""XML and HTML taken in without risk: no entities, no network, bounded size and depth."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

MAXIMUM_PART: Final = 60_000_000
"""Bytes of one part of a zip archive; the text of a thick report has some hundred thousand."""

MAXIMUM_TOTAL: Final = 120_000_000
"""Bytes of all parts that are read together."""

MAXIMUM_RATIO: Final = 150
"""How much a large part may shrink in a zip archive; written text shrinks tenfold to thirtyfold."""

_RATIO_COUNTS_FROM: Final = 2_000_000
MAXIMUM_DEPTH: Final = 120
DEEPEST_TABLE: Final = 8
"""Levels of elements; word processors use some twenty."""


def parse_xml(content: bytes, where: str, part: str) -> _Element:
    """Return the root of an XML part.

    Raises:
        UnreadableFile: it is not well formed, declares entities or is nested too deeply.
    """
    from lxml import etree

    if _declares_entities(content):
        raise UnreadableFile(
            f"XML with a document type or entities of its own in {part}",
            where=where,
            advice="No word processor writes that; save the document anew.",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise too_deep(where) from None
        raise UnreadableFile(
            f"{part} is damaged (line {error.lineno})",
            where=where,
            advice="Open the file, save it anew and read that.",
        ) from None


def _declares_entities(content: bytes) -> bool:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = content.decode("utf-16", "replace").encode()
    return b"<!DOCTYPE" in content or b"<!ENTITY" in content


def too_deep(where: str) -> UnreadableFile:
    """Return the error of a document whose elements are nested without end."""
    return UnreadableFile(
        f"more than {MAXIMUM_DEPTH} levels of nested elements",
        where=where,
        advice="Save its text as a .txt file and read that.",
    )


def refuse_depth(where: str, depth: int, tables: int = 0) -> None:
    """Go on only where elements, and tables, aren't nested without end.

    Args:
        where: the file.
        depth / tables: how many elements, and tables, are around.

    Raises:
        UnreadableFile: there are more than any document has.
    """
    if depth > MAXIMUM_DEPTH:
        raise too_deep(where)
    if tables > DEEPEST_TABLE:
        raise UnreadableFile(
            f"more than {DEEPEST_TABLE} tables inside one another",
            where=where,
            advice="Save its text as a .txt file and read that.",
        )


class Archive:
    """A zip archive whose parts are read with limits.

    Raises:
        UnreadableFile: it is no zip archive, is damaged, or its parts are encrypted or bombs.
    """

    def __init__(self, content: bytes, where: str) -> None:
        self._where = where
        self._total = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise UnreadableFile(
                "a damaged or cut-off zip archive",
                where=where,
                advice="Fetch or save the file again.",
            ) from None
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes | None:
        """Return a part, None if the archive has none of that name.

        Raises:
            UnreadableFile: it is encrypted, damaged or unpacks to more than any document.
        """
        if name not in self.names:
            return None
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise UnreadableFile(
                "encrypted",
                where=self._where,
                advice="Open it with its password, save it without one and read that.",
            )
        limit = MAXIMUM_PART
        if info.compress_size:
            limit = min(limit, max(_RATIO_COUNTS_FROM, info.compress_size * MAXIMUM_RATIO))
        limit = min(limit, MAXIMUM_TOTAL - self._total)
        try:
            with self._zip.open(info) as part:
                content = part.read(limit + 1)
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError) as error:
            raise self._damaged(name, error) from None
        except Exception as error:
            # zlib.error, lzma.LZMAError and their like have no common root but Exception
            raise self._damaged(name, error) from None
        if len(content) > limit:
            raise UnreadableFile(
                f"a decompression bomb ({name} unpacks to more than {limit / 1e6:.0f} MB)",
                where=self._where,
                advice="No agreement is that large; don't open it.",
            )
        self._total += len(content)
        return content

    def _damaged(self, name: str, error: Exception) -> UnreadableFile:
        return UnreadableFile(
            f"the part {name} is damaged ({type(error).__name__})",
            where=self._where,
            advice="Fetch or save the file again.",
        )
