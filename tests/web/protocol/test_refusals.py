"""What is refused, with which status, and in one line that says why."""

from __future__ import annotations

import json
import socket
import threading
import time
from urllib.parse import quote, urlsplit

import httpx
import pytest

from tests.web.serving import EX, SLOW, Server, fill, served

QUERY = "ASK {}"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def one_line(response: httpx.Response) -> str:
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text.endswith(".\n")
    assert response.text.count("\n") == 1
    assert "Traceback" not in response.text
    return response.text


@pytest.mark.parametrize(
    ("method", "options", "status", "words"),
    [
        ("GET", {"params": {"query": "SELECT ?x\nWHERE { ?x"}}, 400, "line 2, column 11"),
        ("GET", {"params": {"query": "SELECT * { ?x nobody:knows ?y }"}}, 400, "line 1, column"),
        ("GET", {"params": {"query": ""}}, 400, "line 1, column 1"),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 400, "with POST"),
        ("GET", {"params": {"query": [QUERY, QUERY]}}, 400, "More than one query"),
        ("GET", {"params": {"query": QUERY, "format": "docx"}}, 400, "'docx'"),
        ("GET", {"params": {"query": QUERY, "timeout": "nan"}}, 400, "timeout"),
        ("GET", {"params": {"query": QUERY, "default-graph-uri": "a b"}}, 400, "."),
        ("POST", {"content": b"query=%ff", "headers": FORM}, 400, "UTF-8"),
        ("POST", {"content": b"", "headers": FORM}, 400, "No query"),
        ("POST", {"data": {"query": QUERY, "update": "CLEAR ALL"}}, 400, "Both"),
        (
            "POST",
            {"content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}},
            400,
            "byte 0",
        ),
        ("POST", {"json": {"query": QUERY}}, 415, "application/sparql-query"),
        ("POST", {"content": b"ASK {}"}, 415, "unknown"),
        ("GET", {"params": {"query": QUERY}, "headers": {"Accept": "image/png"}}, 406, "text/csv"),
        (
            "GET",
            {"params": {"query": QUERY}, "headers": {"Accept": "text/turtle"}},
            406,
            "application/sparql-results+json",
        ),
        (
            "GET",
            {"params": {"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "csv"}},
            406,
            "text/turtle",
        ),
        ("GET", {"headers": {"Accept": "image/png"}}, 406, "text/turtle"),
        ("PUT", {"content": b"x"}, 405, "PUT"),
        ("DELETE", {}, 405, "DELETE"),
        ("POST", {"data": {"update": "CLEAR ALL"}}, 403, "read-only"),
    ],
)
def test_a_refusal_says_why(
    client: httpx.Client, method: str, options: dict[str, object], status: int, words: str
) -> None:
    response = client.request(method, "/sparql", **options)  # type: ignore[arg-type]
    assert response.status_code == status, response.text
    assert words in one_line(response)


@pytest.mark.parametrize(
    "pattern",
    [
        "SERVICE <{address}> {{ ?s ?p ?o }}",
        "SERVICE SILENT <{address}> {{ ?s ?p ?o }}",
        "service<{address}>{{?s ?p ?o}}",
        "?s ?p 1SERVICE<{address}>{{}}",
        'FILTER("#" != "\\"")SERVICE <{address}> {{ ?s ?p ?o }}',
        "# a comment\rSERVICE <{address}> {{ ?s ?p ?o }}",
        "?a <http://x/\\u0041#> ?b . SERVICE <{address}> {{ ?s ?p ?o }}",
        "SERVICE:x {{ ?s ?p ?o }}",
    ],
)
def test_no_query_makes_the_server_call_another(client: httpx.Client, pattern: str) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.3)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"
        query = f"PREFIX : <{address}/>\nSELECT * {{ {pattern.format(address=address)} }}"
        response = client.get("/sparql", params={"query": query})
        assert response.status_code == 403, response.text
        assert "SERVICE is not allowed" in one_line(response)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s ?p "SERVICE <x>" }',
        "ASK { ?s <http://example.org/SERVICE> ?o } # SERVICE",
        "ASK { ?s pa:service ?service }",
        "ASK { ?s pac:theme\\/service-costs ?o }",
    ],
)
def test_the_word_alone_is_no_call(client: httpx.Client, query: str) -> None:
    assert client.get("/sparql", params={"query": query}).status_code == 200


def test_a_slow_query_is_stopped_and_others_are_answered_meanwhile(
    reading: Server, client: httpx.Client
) -> None:
    found: list[tuple[httpx.Response, float]] = []

    def slow() -> None:
        begin = time.monotonic()
        with reading.client() as own:
            found.append((own.get("/sparql", params={"query": SLOW}), time.monotonic() - begin))

    threads = [threading.Thread(target=slow) for _ in range(6)]
    for thread in threads:
        thread.start()
    answered = 0
    while any(thread.is_alive() for thread in threads):
        assert client.get("/sparql", params={"query": QUERY}).status_code == 200
        answered += 1
    for thread in threads:
        thread.join()
    assert answered > 5
    assert len(found) == 6
    for response, taken in found:
        assert response.status_code == 503
        assert response.headers["x-limit"] == "time"
        assert "the limit of 2 seconds" in one_line(response)
        assert taken < 10


def test_a_client_may_ask_for_less_time(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": SLOW, "timeout": "0.3"})
    assert response.status_code == 503
    assert "the limit of 0.3 seconds" in one_line(response)
    response = client.get("/sparql", params={"query": SLOW, "timeout": "99"})
    assert "the limit of 2 seconds" in one_line(response)


def test_who_reads_slowly_gets_the_whole_answer(reading: Server) -> None:
    # The time is that of making the answer; how long somebody takes to read it is not counted.
    long = "x" * 3000
    query = f'SELECT (CONCAT(STR(?a), "{long}") AS ?x) {{ ?a ?b ?c . ?d ?e ?f }} LIMIT 5000'
    address = urlsplit(reading.base)
    assert address.hostname and address.port
    with socket.create_connection((address.hostname, address.port), 60) as connection:
        connection.sendall(
            f"GET /sparql?query={quote(query)}&timeout=2 HTTP/1.1\r\nHost: here\r\n"
            "Accept: text/csv\r\nConnection: close\r\n\r\n".encode()
        )
        time.sleep(3)
        parts = []
        while part := connection.recv(2**20):
            parts.append(part)
    answer = b"".join(parts)
    assert answer.startswith(b"HTTP/1.1 200")
    assert len(answer) > 15_000_000
    assert answer.endswith(b"\r\n0\r\n\r\n")
    assert b"Cut off here" not in answer


def test_a_query_that_needs_much_memory_is_stopped(client: httpx.Client) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i"
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 503
    assert response.headers["x-limit"] == "memory"
    assert "more memory than the limit of 200 MB" in one_line(response)
    assert client.get("/sparql", params={"query": QUERY}).status_code == 200


@pytest.mark.parametrize("query", ["SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 5001"])
def test_too_many_rows_say_so(client: httpx.Client, query: str) -> None:
    # Few bytes enough to be known before the answer begins.
    short = query.replace("SELECT *", "SELECT (1 AS ?x)")
    for form in ("csv", "tsv"):
        response = client.get("/sparql", params={"query": short, "format": form})
        assert response.status_code == 503
        assert response.headers["x-limit"] == "rows"
        assert "more than 5000 rows" in one_line(response)
    exact = short.replace("5001", "5000")
    for form in ("csv", "tsv", "json", "xml"):
        assert client.get("/sparql", params={"query": exact, "format": form}).status_code == 200


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_an_answer_that_has_begun_breaks_off_and_says_so(client: httpx.Client, form: str) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    got = b""
    with (
        client.stream(
            "GET",
            "/sparql",
            params={"query": query, "format": form},
            headers={"Accept-Encoding": "identity"},
        ) as response,
        pytest.raises(httpx.RemoteProtocolError),
    ):
        assert response.status_code == 200
        for piece in response.iter_raw():
            got += piece
    assert got.rstrip().endswith(
        b"# Cut off here: the answer has more than 5000 rows, the limit; ask for less with LIMIT."
    )


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf", "jsonld"])
def test_too_many_triples_break_off(client: httpx.Client, form: str) -> None:
    query = f"CONSTRUCT {{ ?a <{EX}with> ?d }} WHERE {{ ?a ?b ?c . ?d ?e ?f }}"
    try:
        response = client.get("/sparql", params={"query": query, "format": form})
    except httpx.RemoteProtocolError:
        return
    assert response.status_code == 503
    assert response.headers["x-limit"] == "rows"


def test_a_query_that_breaks_the_engine_breaks_nothing_else(client: httpx.Client) -> None:
    query = "ASK " + "{" * 100_000 + "}" * 100_000
    response = client.post("/sparql", data={"query": query})
    assert response.status_code in (400, 500, 503)
    one_line(response)
    assert client.get("/sparql", params={"query": QUERY}).text == '{"head":{},"boolean":true}'


def test_a_client_that_goes_away_takes_its_query_along(tmp_path: object) -> None:
    from pathlib import Path

    store = fill(Path(str(tmp_path)) / "store")
    with served(store, "--seconds", "60") as server:
        with server.client() as client, pytest.raises(httpx.ReadTimeout):
            client.get("/sparql", params={"query": SLOW}, timeout=1.0)
        with server.client() as client:
            assert client.get("/sparql", params={"query": QUERY}).status_code == 200
        until = time.monotonic() + 20
        while any(_is_working(pid) for pid in server.children()):
            assert time.monotonic() < until, "the query of a client that has gone still runs"
            time.sleep(0.1)


def _is_working(pid: int) -> bool:
    """Tell whether a process uses the processor."""

    def used() -> int:
        try:
            with open(f"/proc/{pid}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            return 0
        return int(fields[11]) + int(fields[12])

    before = used()
    time.sleep(0.3)
    return used() > before + 2


def test_a_large_body_is_refused(reading: Server) -> None:
    query = "ASK {} #" + "x" * (17 * 1024**2)
    with reading.client() as client:
        response = client.post(
            "/sparql",
            content=query.encode(),
            headers={"Content-Type": "application/sparql-query"},
        )
    assert response.status_code == 413
    assert "16777216 bytes" in one_line(response)


def test_a_large_body_without_a_length_is_refused(reading: Server) -> None:
    def pieces() -> object:
        for _ in range(20):
            yield b"x" * 1024**2

    with reading.client() as client:
        try:
            response = client.post(
                "/sparql",
                content=pieces(),  # type: ignore[arg-type]
                headers={"Content-Type": "application/sparql-query"},
            )
        except httpx.HTTPError:
            return  # The server hung up while the rest was still being sent.
    assert response.status_code == 413


def test_an_unknown_address_is_told(client: httpx.Client) -> None:
    response = client.get("/id/party/nobody-at-all")
    assert response.status_code == 404
    assert "nobody-at-all" in one_line(response)
    assert json.loads(client.get("/api/openapi.json").content)["openapi"].startswith("3.")
