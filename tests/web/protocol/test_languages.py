"""Programs are answered in the language that they ask for, and in English if they don't."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from lxml import html

from pa_graph.web.api_words import DUTCH, PAGE
from pa_graph.web.protocol.languages import asked_language, told_in
from tests.web.serving import SLOW

NL = {"Accept-Language": "nl-NL,nl;q=0.9,en;q=0.8"}


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "dutch", "english"),
    [
        (
            "GET",
            "/sparql",
            {"params": {"query": "SELECT ?x\nWHERE { ?x"}},
            400,
            "Geen geldige SPARQL-vraag: regel 2, kolom 11",
            "Not a valid SPARQL query: line 2, column 11",
        ),
        (
            "GET",
            "/sparql",
            {"params": {"query": SLOW, "timeout": "0.2"}},
            503,
            "De vraag duurde langer dan de grens van 0.2 seconden.",
            "The query took longer than the limit of 0.2 seconds.",
        ),
        (
            "GET",
            "/sparql",
            {"params": {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i"}},
            503,
            "De vraag vergt meer geheugen dan de grens van 200 MB.",
            "The query needs more memory than the limit of 200 MB.",
        ),
        (
            "GET",
            "/sparql",
            {
                "params": {
                    "query": "SELECT (1 AS ?x) { ?a ?b ?c . ?d ?e ?f } LIMIT 5001",
                    "format": "csv",
                }
            },
            503,
            "Het antwoord heeft meer dan 5000 rijen, de grens; vraag minder met LIMIT.",
            "The answer has more than 5000 rows, the limit; ask for less with LIMIT.",
        ),
        (
            "GET",
            "/sparql",
            {"params": {"query": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"}},
            403,
            "SERVICE is niet toegestaan: deze server vraagt niets aan andere adressen.",
            "SERVICE is not allowed: this server asks no other address.",
        ),
        (
            "GET",
            "/sparql",
            {"params": {"query": "ASK {}", "format": "docx"}},
            400,
            "Er is geen vorm 'docx'; er zijn ",
            "No form 'docx'; there are ",
        ),
        (
            "GET",
            "/rdf-graph-store",
            {"params": {"graph": "http://example.org/none"}},
            404,
            "Er is geen graaf http://example.org/none.",
            "No graph http://example.org/none.",
        ),
        ("GET", "/id/party/nobody-at-all", {}, 404, "is niets bekend.", "Nothing is known of"),
        (
            "GET",
            "/api/questions/nothing",
            {},
            404,
            "geen vraag 'nothing'.",
            "no question 'nothing'",
        ),
        (
            "POST",
            "/sparql",
            {"data": {"update": "CLEAR ALL"}},
            403,
            "Deze server is alleen om te lezen; hij is zonder token gestart.",
            "This server is read-only; it was started without a token.",
        ),
    ],
)
def test_what_goes_wrong_is_told_in_the_language_asked_for(
    client: httpx.Client,
    method: str,
    path: str,
    options: dict[str, Any],
    status: int,
    dutch: str,
    english: str,
) -> None:
    params = {**options.get("params", {}), "lang": "nl"}
    asked = [
        (client.request(method, path, **options), "en", english),
        (client.request(method, path, headers=NL, **options), "nl", dutch),
        (client.request(method, path, **{**options, "params": params}), "nl", dutch),
    ]
    for response, language, words in asked:
        assert response.status_code == status
        assert response.headers["content-language"] == language
        assert words in response.text
        assert response.text.count("\n") == 1


def test_an_answer_that_is_cut_off_says_so_in_dutch(client: httpx.Client) -> None:
    long = "x" * 900
    query = f'SELECT (CONCAT(STR(?a), "{long}") AS ?x) {{ ?a ?b ?c . ?d ?e ?f }}'
    got = b""
    with (
        pytest.raises(httpx.RemoteProtocolError),
        client.stream(
            "GET",
            "/sparql",
            params={"query": query, "format": "csv"},
            headers={**NL, "Accept-Encoding": "identity"},
        ) as response,
    ):
        assert response.status_code == 200
        for piece in response.iter_raw():
            got = (got + piece)[-300:]
    assert re.search(rb"# Hier afgebroken: het antwoord heeft meer dan 5000 rijen, .*\.\n$", got)


@pytest.mark.parametrize(
    ("query", "headers", "language"),
    [
        (b"", [], "en"),
        (b"", [(b"accept-language", b"de, nl;q=0.7, en;q=0.3")], "nl"),
        (b"", [(b"accept-language", b"en, nl")], "en"),
        (b"", [(b"accept-language", b"en"), (b"cookie", b"a=b; language=nl")], "nl"),
        (b"x=1&lang=en", [(b"cookie", b"language=nl")], "en"),
        (b"lang=de", [(b"accept-language", b"nl")], "nl"),
    ],
)
def test_who_asks_for_a_language_gets_it(
    query: bytes, headers: list[tuple[bytes, bytes]], language: str
) -> None:
    assert asked_language({"query_string": query, "headers": headers}) == language


def test_words_that_nobody_translated_stay_as_they_are() -> None:
    assert told_in("nl", "Something nobody thought of") == "Something nobody thought of"
    assert told_in("en", "Not the IRI of a thing") == "Not the IRI of a thing"
    assert told_in("nl", "Not the IRI of a thing") == "Dit is niet de IRI van een ding"


def told(part: object) -> list[str]:
    """Return every summary and description in a part of an OpenAPI description."""
    if isinstance(part, list):
        return [words for one in part for words in told(one)]
    if not isinstance(part, dict):
        return []
    own = [v for k, v in part.items() if k in ("summary", "description") and isinstance(v, str)]
    return own + [words for value in part.values() for words in told(value)]


def test_the_api_is_described_in_dutch_without_a_gap(client: httpx.Client) -> None:
    english = client.get("/api/openapi.json").json()
    dutch = client.get("/api/openapi.json", params={"lang": "nl"}).json()
    assert set(told(english)) <= set(DUTCH)
    assert told(dutch) == [DUTCH[words] for words in told(english)]
    assert english["paths"].keys() == dutch["paths"].keys()
    assert client.get("/api/openapi.json", headers=NL).json() == dutch


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_about_the_api_is_in_the_language_asked_for(
    client: httpx.Client, language: str
) -> None:
    response = client.get("/api", params={"lang": language})
    page = html.fromstring(response.content)
    assert page.get("lang") == language
    words = {nl if language == "nl" else en for nl, en in PAGE.values()}
    shown = " ".join(page.xpath("//text()"))
    assert {"Parameter", PAGE["answers"][language == "en"]} <= words
    assert all(word in shown for word in (PAGE["answers"][language == "en"], "Parameter"))
    others = {en if language == "nl" else nl for nl, en in PAGE.values()} - words
    heads = {head.strip() for head in page.xpath("//th/text() | //h2/text()")}
    assert not heads & others


def test_questions_are_explained_in_both_languages(client: httpx.Client) -> None:
    dutch = {q["name"]: q for q in client.get("/api/questions", headers=NL).json()}
    english = {q["name"]: q for q in client.get("/api/questions").json()}
    assert dutch.keys() == english.keys()
    changed = [name for name in dutch if dutch[name]["columns"] != english[name]["columns"]]
    assert len(changed) > len(dutch) / 2
    answer = client.get("/api/questions/commitments-per-theme", params={"lang": "nl"})
    assert answer.status_code == 200
