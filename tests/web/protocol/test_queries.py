"""Queries over the SPARQL 1.1 Protocol: three ways to ask, every form of answer."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable

import httpx
import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from tests.web.serving import EX, GRAPH

WORDS = "50%25 a+b & c"
SELECT = f'SELECT ?s ?o WHERE {{ ?s <{EX}says> ?o FILTER(STR(?o) = "{WORDS}") }}'
CONSTRUCT = f'CONSTRUCT WHERE {{ ?s <{EX}says> "{WORDS}"@en }}'

Asking = Callable[..., httpx.Response]


def by_get(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers=headers)


def by_form(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    return client.post("/sparql", data={"query": query}, headers=headers)


def by_body(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    headers = {"Content-Type": "application/sparql-query", **headers}
    return client.post("/sparql", content=query.encode(), headers=headers)


WAYS = pytest.mark.parametrize("ask", [by_get, by_form, by_body])


@WAYS
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
    ],
)
def test_rows_in_every_form(
    client: httpx.Client, ask: Asking, accept: str, form: QueryResultsFormat
) -> None:
    response = ask(client, SELECT, Accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == accept
    found = parse_query_results(response.content, format=form)
    assert isinstance(found, QuerySolutions)
    assert [(str(row["s"]), str(row["o"])) for row in found] == [(f"<{EX}words>", f'"{WORDS}"@en')]


@WAYS
def test_rows_as_csv(client: httpx.Client, ask: Asking) -> None:
    response = ask(client, SELECT, Accept="text/csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert list(csv.reader(io.StringIO(response.text, newline=""))) == [
        ["s", "o"],
        [f"{EX}words", WORDS],
    ]


@WAYS
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/trig", RdfFormat.TRIG),
        ("application/n-quads", RdfFormat.N_QUADS),
    ],
)
def test_triples_in_every_form(
    client: httpx.Client, ask: Asking, accept: str, form: RdfFormat
) -> None:
    response = ask(client, CONSTRUCT, Accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == accept
    (triple,) = parse(response.content, format=form)
    assert str(triple.triple) == f'<{EX}words> <{EX}says> "{WORDS}"@en'


@WAYS
@pytest.mark.parametrize(
    ("accept", "body"),
    [
        ("application/sparql-results+json", '{"head":{},"boolean":true}'),
        ("text/csv", "true"),
        ("text/tab-separated-values", "true"),
    ],
)
def test_yes_or_no(client: httpx.Client, ask: Asking, accept: str, body: str) -> None:
    response = ask(client, f"ASK {{ ?s <{EX}says> ?o }}", Accept=accept)
    assert (response.status_code, response.text) == (200, body)


def test_describe_gives_triples(client: httpx.Client) -> None:
    response = by_get(client, f"DESCRIBE <{EX}words>")
    assert response.headers["content-type"].startswith("text/turtle")
    assert WORDS in response.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [(SELECT, "application/sparql-results+json"), (CONSTRUCT, "text/turtle")],
)
@pytest.mark.parametrize("accept", ["*/*", "", "text/html, */*;q=0.1"])
def test_who_takes_anything_gets_the_usual_form(
    client: httpx.Client, query: str, expected: str, accept: str
) -> None:
    response = by_get(client, query, Accept=accept)
    assert response.headers["content-type"].partition(";")[0] == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("application/json", "application/sparql-results+json"),
    ],
)
def test_weights_are_weighed(client: httpx.Client, accept: str, expected: str) -> None:
    response = by_get(client, SELECT, Accept=accept)
    assert response.headers["content-type"].partition(";")[0] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("csv", "text/csv"),
        ("xml", "application/sparql-results+xml"),
        ("application/sparql-results+json", "application/sparql-results+json"),
    ],
)
def test_the_form_can_stand_in_the_address(client: httpx.Client, value: str, expected: str) -> None:
    response = client.get(
        "/sparql", params={"query": SELECT, "format": value}, headers={"Accept": "text/turtle"}
    )
    assert response.headers["content-type"].partition(";")[0] == expected


def test_a_form_is_decoded_once_and_a_plus_is_a_space(client: httpx.Client) -> None:
    raw = b"query=SELECT+%28%22a%252Bb+%25+%C3%A9%22+AS+%3Fx%29+%7B%7D"
    response = client.post(
        "/sparql",
        content=raw,
        headers={
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "Accept": "text/csv",
        },
    )
    assert response.text == "x\r\na%2Bb % é\r\n"


def test_known_prefixes_need_no_declaration(client: httpx.Client) -> None:
    response = by_get(client, "SELECT (STR(pa:initiator) AS ?x) {}", Accept="text/csv")
    assert response.text.split() == ["x", "https://w3id.org/pa-graph/ontology#initiator"]


def numbers(client: httpx.Client, query: str, **fields: object) -> int:
    response = client.get(
        "/sparql", params={"query": query, **fields}, headers={"Accept": "text/csv"}
    )
    assert response.status_code == 200, response.text
    return int(response.text.split()[1])


COUNT = f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s <{EX}value> ?o }}"
COUNT_NAMED = f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ GRAPH ?g {{ ?s <{EX}value> ?o }} }}"


@pytest.mark.parametrize(
    ("query", "fields", "expected"),
    [
        (COUNT, {}, 2001),
        (COUNT_NAMED, {}, 2001),
        (COUNT, {"default-graph-uri": f"{EX}graph/1"}, 501),
        (COUNT, {"default-graph-uri": [f"{EX}graph/1", f"{EX}graph/2"]}, 1001),
        (COUNT_NAMED, {"named-graph-uri": f"{EX}graph/3"}, 500),
        (COUNT, {"named-graph-uri": f"{EX}graph/3"}, 0),
        (COUNT_NAMED, {"default-graph-uri": f"{EX}graph/3"}, 0),
        (COUNT.replace("{ ?s", f"FROM <{EX}graph/2> {{ ?s"), {}, 500),
        (
            COUNT.replace("{ ?s", f"FROM <{EX}graph/2> {{ ?s"),
            {"default-graph-uri": f"{EX}graph/1"},
            501,
        ),
        (COUNT_NAMED.replace("{ GRAPH", f"FROM NAMED <{EX}graph/2> {{ GRAPH"), {}, 500),
        (COUNT.replace("{ ?s", "FROM <file:///etc/passwd> { ?s"), {}, 0),
    ],
)
def test_the_graphs_that_are_asked(
    client: httpx.Client, query: str, fields: dict[str, object], expected: int
) -> None:
    assert numbers(client, query, **fields) == expected


def test_unchanged_answers_are_not_sent_again(client: httpx.Client) -> None:
    first = by_get(client, SELECT)
    tag = first.headers["etag"]
    again = by_get(client, SELECT, **{"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert by_get(client, SELECT, **{"If-None-Match": '"other"'}).status_code == 200
    other = by_get(client, SELECT, Accept="text/csv").headers["etag"]
    assert other != tag
    assert "Accept" in first.headers["vary"]


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "STRUUID()"])
def test_what_differs_every_time_has_no_tag(client: httpx.Client, call: str) -> None:
    response = by_get(client, f"SELECT ({call} AS ?x) {{}}")
    assert response.status_code == 200
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


def test_large_answers_are_compressed_for_who_wants_that(client: httpx.Client) -> None:
    query = f"SELECT * {{ ?s <{EX}value> ?o }}"
    with client.stream(
        "GET", "/sparql", params={"query": query}, headers={"Accept-Encoding": "gzip"}
    ) as response:
        packed = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "gzip"
    plain = by_get(client, query, **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed) == plain.content
    assert len(packed) * 4 < len(plain.content)
    assert len(json.loads(plain.content)["results"]["bindings"]) == 2002


def test_head_says_what_get_would(client: httpx.Client) -> None:
    response = client.head("/sparql", params={"query": SELECT})
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"] == "application/sparql-results+json"


def test_other_sites_may_read(client: httpx.Client) -> None:
    response = by_get(client, SELECT, Origin="https://example.com")
    assert response.headers["access-control-allow-origin"] == "*"
    asked = client.options(
        "/sparql",
        headers={
            "Origin": "https://example.com",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert asked.status_code == 204
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "Content-Type" in asked.headers["access-control-allow-headers"]


def test_the_same_answer_every_time(client: httpx.Client) -> None:
    query = f"CONSTRUCT {{ ?s <{EX}says> ?o ; a pa:Document }} WHERE {{ ?s <{EX}says> ?o }}"
    for accept in ("text/turtle", "application/rdf+xml", "application/ld+json"):
        answers = {by_get(client, query, Accept=accept).content for _ in range(5)}
        assert len(answers) == 1
    assert GRAPH not in by_get(client, query).text
