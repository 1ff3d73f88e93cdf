"""Bytes of a graph file to statements; what is wrong with them is said in one line."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pyoxigraph as ox

from pa_graph.model.errors import MalformedData

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # Begins as UTF-16 does, so it is asked first.
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PLACE: Final = re.compile(r"^Parser error (?:at|between|on) .*?(?: column)?s? .*?: ")


def parse_bytes(content: bytes, kind: ox.RdfFormat, where: str) -> list[ox.Quad]:
    """Return the statements in *content*: UTF-8, or UTF-16 or UTF-32 with its mark.

    Raises:
        MalformedData: it doesn't parse, is in another encoding, or needs a JSON-LD context that
            would have to be fetched.
    """
    content = _in_utf_8(content, kind, where)
    try:
        return list(ox.parse(content, format=kind))
    except SyntaxError as error:
        _refuse_contexts_elsewhere(content, kind, where)
        place = f"{where}:{error.lineno}:{error.offset}" if error.lineno else where
        raise MalformedData(
            f"not valid {kind.name}: {_PLACE.sub('', str(error.msg or error))}",
            where=place,
            advice="Mend that line." if error.lineno else "Mend the file.",
        ) from None
    except (ValueError, OSError) as error:
        raise MalformedData(
            f"not valid {kind.name}: {error}", where=where, advice="Mend the file."
        ) from None


def _in_utf_8(content: bytes, kind: ox.RdfFormat, where: str) -> bytes:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in content:
        raise MalformedData(
            f"not a text in UTF-8 (byte {content.index(0) + 1} is zero), so no {kind.name}",
            where=where,
            advice="Save it as UTF-8.",
        )
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise MalformedData(
            f"not a text in {encoding.removesuffix('-sig').upper()}"
            f" (byte {error.start + 1}, line {line})",
            where=where,
            advice="Save it as UTF-8.",
        ) from None
    return content if encoding == "utf-8" else text.encode()


def _refuse_contexts_elsewhere(content: bytes, kind: ox.RdfFormat, where: str) -> None:
    """Say which contexts a file leans on that stand elsewhere, if that is what is wrong."""
    if kind != ox.RdfFormat.JSON_LD:
        return
    try:
        elsewhere = sorted(set(_contexts_elsewhere(json.loads(content))))
    except (ValueError, RecursionError):
        return
    if elsewhere:
        raise MalformedData(
            f"its @context stands elsewhere ({', '.join(elsewhere)}), and nothing is fetched",
            where=where,
            advice="Put that context itself into the file, or expand the file before.",
        ) from None


def _contexts_elsewhere(node: Any) -> Iterator[str]:
    """Yield the addresses of contexts in a JSON document."""
    if isinstance(node, list):
        for item in node:
            yield from _contexts_elsewhere(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "@context":
                values = value if isinstance(value, list) else [value]
                yield from (one for one in values if isinstance(one, str))
            elif key == "@import" and isinstance(value, str):
                yield value
            yield from _contexts_elsewhere(value)
