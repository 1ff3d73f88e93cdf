"""Files of graphs in whatever encoding; one clear line for what can't be read."""

from __future__ import annotations

import codecs
import json

import pyoxigraph as ox
import pytest

from pa_graph.model.errors import MalformedData
from pa_graph.validation.parsing import parse_bytes

TURTLE = '<https://example.org/a> <https://example.org/says> "één"@nl .\n'


def refused(content: bytes, kind: ox.RdfFormat = ox.RdfFormat.TURTLE) -> str:
    with pytest.raises(MalformedData) as caught:
        parse_bytes(content, kind, "own.file")
    line = caught.value.line()
    assert "\n" not in line and line.startswith("own.file")
    return line


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + TURTLE.encode(),
        TURTLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + TURTLE.encode("utf-16-be"),
        TURTLE.encode("utf-32"),
        codecs.BOM_UTF32_BE + TURTLE.encode("utf-32-be"),
    ],
)
def test_an_encoding_that_says_so_is_read(content: bytes) -> None:
    assert parse_bytes(content, ox.RdfFormat.TURTLE, "") == parse_bytes(
        TURTLE.encode(), ox.RdfFormat.TURTLE, ""
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (TURTLE.encode("utf-16-le"), "(byte 2 is zero), so no Turtle. Save it as UTF-8."),
        (f"\n{TURTLE}".encode("latin-1"), "not a text in UTF-8 (byte 54, line 2)."),
        (codecs.BOM_UTF16_LE + b"\xd8\x00\x01", "not a text in UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text in UTF-8"),
    ],
)
def test_any_other_encoding_is_refused_in_plain_words(content: bytes, told: str) -> None:
    assert told in refused(content)


def test_an_error_has_its_line_and_column_once() -> None:
    line = refused(b"<https://example.org/a> a <https://example.org/B> .\n<https://e.org/c> a")
    assert line.startswith("own.file:2:")
    assert "line 2" not in line and "Mend that line." in line


@pytest.mark.parametrize(
    ("context", "named"),
    [
        ("https://schema.example/", "https://schema.example/"),
        ([{"a": "https://example.org/a"}, "own.jsonld"], "own.jsonld"),
        ({"@import": "https://schema.example/c"}, "https://schema.example/c"),
        ({"a": {"@id": "https://example.org/a", "@context": "urn:x:c"}}, "urn:x:c"),
    ],
)
def test_a_context_elsewhere_is_named_and_not_fetched(context: object, named: str) -> None:
    content = json.dumps({"@context": context, "@id": "https://example.org/a", "a": {"b": "c"}})
    line = refused(content.encode(), ox.RdfFormat.JSON_LD)
    assert f"its @context stands elsewhere ({named}), and nothing is fetched." in line
    assert "expand the file" in line


def test_other_mistakes_in_json_are_not_blamed_on_a_context() -> None:
    line = refused(b'{"@context": "https://schema.example/", "a": ', ox.RdfFormat.JSON_LD)
    assert "not valid JSON-LD" in line and "elsewhere" not in line
