"""Updates and the Graph Store Protocol: only with the token, wholly or not at all."""

from __future__ import annotations

import gzip
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from pa_graph.model.namespaces import PAD, PREFIXES
from tests.web.serving import EX, TOKEN, Server, fill, served

GRAPH = f"{EX}graph/of-the-test"
TURTLE = f"<{EX}a> <{EX}b> <relative>, 'één 100%'@nl ."
INSERT = f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <{EX}a> <{EX}b> 1 }} }}"
UPDATE = {"Content-Type": "application/sparql-update"}


@pytest.fixture
def writer(token: httpx.Client) -> httpx.Client:
    """A client that has the token; the graph of the test is not there yet."""
    gone = token.delete("/rdf-graph-store", params={"graph": GRAPH})
    assert gone.status_code in (204, 404)
    return token


def ask(client: httpx.Client, query: str) -> bool:
    response = client.get("/sparql", params={"query": query})
    return bool(response.json()["boolean"])


THERE = f"ASK {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (None, 401),
        ("Basic YTpi", 401),
        ("Bearer", 401),
        (f"Bearer {TOKEN[:-1]}", 403),
        (f"Bearer {TOKEN}x", 403),
        ("Bearer töken", 403),
    ],
)
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/sparql", INSERT),
        ("PUT", f"/rdf-graph-store?graph={GRAPH}", TURTLE),
        ("DELETE", f"/rdf-graph-store?graph={EX}graph/1", ""),
    ],
)
def test_nobody_writes_without_the_token(
    writing: Server, header: str | None, status: int, method: str, path: str, body: str
) -> None:
    headers = {"Content-Type": "application/sparql-update" if "sparql" in path else "text/turtle"}
    with writing.client(headers=headers) as client:
        before = client.get("/rdf-graph-store").content
        more = {"Authorization": header.encode("latin-1")} if header is not None else {}
        response = client.request(method, path, content=body.encode(), headers=more)
        assert response.status_code == status, response.text
        assert response.headers["www-authenticate"].startswith("Bearer")
        assert response.text.count("\n") == 1
        assert TOKEN not in response.text
        assert client.get("/rdf-graph-store").content == before


def test_an_update_is_seen_at_once_and_stays(tmp_path: Path) -> None:
    store = fill(tmp_path / "store", things=4)
    (tmp_path / "token").write_text(TOKEN)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with (
        served(store, "--token-file", str(tmp_path / "token")) as server,
        server.client(headers=headers) as client,
    ):
        tag = client.get("/sparql", params={"query": THERE}).headers["etag"]
        assert not ask(client, THERE)
        assert client.post("/sparql", content=INSERT, headers=UPDATE).status_code == 204
        assert ask(client, THERE)
        again = client.get("/sparql", params={"query": THERE}, headers={"If-None-Match": tag})
        assert again.status_code == 200
        cleared = client.post("/sparql", data={"update": f"CLEAR GRAPH <{GRAPH}>"})
        assert cleared.status_code == 204
        assert not ask(client, THERE)
        assert client.post("/sparql", data={"update": INSERT}).status_code == 204
        assert server.stop() == 0
    assert Store.read_only(str(store)).contains_named_graph(NamedNode(GRAPH))


@pytest.mark.parametrize(
    ("update", "status", "words"),
    [
        ("INSERT DATA { <a> <b> }", 400, "Not a valid SPARQL update: line 1"),
        ("LOAD <http://127.0.0.1:9/x>", 403, "LOAD is not allowed"),
        ("LOAD <file:///etc/hostname> INTO GRAPH <http://x/y>", 403, "LOAD is not allowed"),
        ("INSERT { ?s ?p 1 } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE"),
    ],
)
def test_an_update_that_is_refused_changes_nothing(
    writer: httpx.Client, update: str, status: int, words: str
) -> None:
    before = writer.get("/rdf-graph-store").content
    response = writer.post("/sparql", content=update, headers=UPDATE)
    assert response.status_code == status
    assert words in response.text
    assert writer.get("/rdf-graph-store").content == before


def test_graphs_for_an_update_are_named_in_it(writer: httpx.Client) -> None:
    response = writer.post("/sparql", data={"update": INSERT, "using-graph-uri": f"{EX}graph/1"})
    assert (response.status_code, "USING" in response.text) == (400, True)


def test_the_token_may_stand_in_the_environment(tmp_path: Path) -> None:
    store = fill(tmp_path / "store", things=4)
    with (
        served(store, environment={"PA_GRAPH_TOKEN": "from-the-environment"}) as server,
        server.client(headers={"Authorization": "Bearer from-the-environment"}) as client,
    ):
        assert client.post("/sparql", content=INSERT, headers=UPDATE).status_code == 204
        for pid in server.children():
            environment = Path(f"/proc/{pid}/environ").read_bytes()
            assert b"from-the-environment" not in environment


@pytest.mark.parametrize(
    ("media_type", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_a_graph_goes_in_and_comes_out(
    writer: httpx.Client, media_type: str, form: RdfFormat
) -> None:
    made = writer.put(
        "/rdf-graph-store",
        params={"graph": GRAPH},
        content=TURTLE.encode(),
        headers={"Content-Type": "text/turtle; charset=utf-8"},
    )
    assert made.status_code == 201, made.text
    read = writer.get("/rdf-graph-store", params={"graph": GRAPH}, headers={"Accept": media_type})
    assert read.headers["content-type"].partition(";")[0] == media_type
    found = {str(t.triple) for t in parse(read.content, format=form)}
    assert found == {
        f"<{EX}a> <{EX}b> <{EX}graph/relative>",
        f'<{EX}a> <{EX}b> "één 100%"@nl',
    }
    changed = writer.put(
        "/rdf-graph-store",
        params={"graph": GRAPH},
        content=read.content,
        headers={"Content-Type": media_type},
    )
    assert changed.status_code == 204, changed.text
    again = writer.get("/rdf-graph-store", params={"graph": GRAPH}, headers={"Accept": media_type})
    assert {str(t.triple) for t in parse(again.content, format=form)} == found


def test_put_replaces_post_adds_delete_removes(writer: httpx.Client) -> None:
    def size() -> int:
        response = writer.get(
            "/rdf-graph-store",
            params={"graph": GRAPH},
            headers={"Accept": "application/n-triples"},
        )
        return response.text.count("\n") if response.status_code == 200 else -1

    def send(method: str, text: str) -> int:
        return writer.request(
            method,
            "/rdf-graph-store",
            params={"graph": GRAPH},
            content=text,
            headers={"Content-Type": "text/turtle"},
        ).status_code

    assert size() == -1
    assert (send("POST", f"<{EX}a> <{EX}b> 1, 2 ."), size()) == (201, 2)
    assert (send("POST", f"<{EX}a> <{EX}b> 3 ."), size()) == (204, 3)
    assert (send("PUT", f"<{EX}a> <{EX}b> 4 ."), size()) == (204, 1)
    assert (send("PUT", "<broken"), size()) == (400, 1)
    assert (send("DELETE", ""), size()) == (204, -1)
    assert (send("DELETE", ""), size()) == (404, -1)
    assert (send("PUT", ""), size()) == (201, 0)


@pytest.mark.parametrize(
    ("method", "address", "media_type", "status", "words"),
    [
        ("PUT", "?default", "text/turtle", 400, "Name the graph"),
        ("PUT", "", "text/turtle", 400, "Name the graph"),
        ("PUT", "?graph=no-iri", "text/turtle", 400, "IRI"),
        ("PUT", f"?graph={GRAPH}&default", "text/turtle", 400, "Both"),
        ("PUT", f"?graph={GRAPH}", "application/trig", 415, "text/turtle"),
        ("PUT", f"?graph={GRAPH}", "text/csv", 415, "text/turtle"),
        ("PATCH", f"?graph={GRAPH}", "text/turtle", 405, "PATCH"),
    ],
)
def test_what_can_not_be_stored_is_refused(
    writer: httpx.Client, method: str, address: str, media_type: str, status: int, words: str
) -> None:
    response = writer.request(
        method,
        f"/rdf-graph-store{address}",
        content=TURTLE.encode(),
        headers={"Content-Type": media_type},
    )
    assert response.status_code == status, response.text
    assert words in response.text


def test_a_body_above_the_limit_is_refused(writer: httpx.Client) -> None:
    response = writer.put(
        "/rdf-graph-store",
        params={"graph": GRAPH},
        content=b"#" * (1024**2 + 1),
        headers={"Content-Type": "text/turtle"},
    )
    assert response.status_code == 413


def test_the_union_of_all_graphs_has_everything_once(client: httpx.Client) -> None:
    response = client.get("/rdf-graph-store?default", headers={"Accept": "application/n-triples"})
    lines = response.text.splitlines()
    assert len(lines) == len(set(lines))
    assert sum(f"<{EX}twice>" in line for line in lines) == 1
    assert sum(f"<{EX}thing/" in line for line in lines) == 2000


@pytest.mark.parametrize(
    ("accept", "form"),
    [("application/n-quads", RdfFormat.N_QUADS), ("application/trig", RdfFormat.TRIG)],
)
def test_the_whole_store_can_be_taken_along(
    client: httpx.Client, accept: str, form: RdfFormat
) -> None:
    response = client.get("/rdf-graph-store", headers={"Accept": accept})
    quads = list(parse(response.content, format=form))
    assert sum(str(q.subject).startswith(f"<{EX}thing/") for q in quads) == 2000
    assert {NamedNode(f"{EX}graph/{i}") for i in range(4)} <= {q.graph_name for q in quads}
    tag = response.headers["etag"]
    again = client.get("/rdf-graph-store", headers={"Accept": accept, "If-None-Match": tag})
    assert again.status_code == 304
    refused = client.get("/rdf-graph-store", headers={"Accept": "text/turtle"})
    assert refused.status_code == 406


def test_reading_needs_a_graph_that_is_there(client: httpx.Client) -> None:
    response = client.get("/rdf-graph-store", params={"graph": f"{EX}nothing"})
    assert (response.status_code, response.text) == (404, f"No graph {EX}nothing.\n")
    head = client.head("/rdf-graph-store", params={"graph": f"{EX}graph/1"})
    assert (head.status_code, head.content) == (200, b"")
    put = client.put(
        "/rdf-graph-store",
        params={"graph": GRAPH},
        content=TURTLE.encode(),
        headers={"Content-Type": "text/turtle"},
    )
    assert put.status_code == 403


def test_a_graph_is_compressed_for_who_wants_that(client: httpx.Client) -> None:
    with client.stream(
        "GET",
        "/rdf-graph-store",
        params={"graph": f"{EX}graph/1"},
        headers={"Accept-Encoding": "gzip", "Accept": "application/n-triples"},
    ) as response:
        packed = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed).count(b"\n") == 501


def _document(text: str, quoted: bool = True) -> str:
    """Return Turtle of a document that was read in a text, with its words or facts only."""
    return f"""
        PREFIX pa: <{PREFIXES["pa"]}> PREFIX oa: <{PREFIXES["oa"]}>
        <{PAD}graph/of-text> pa:describes <{EX}document> .
        <{EX}document> pa:recordedIn <{EX}{text}> .
        <{EX}{text}#1> oa:start 0 ; oa:end 4 .
        {f"<{EX}{text}#2> oa:exact 'Eens' ." if quoted else ""}"""


@pytest.mark.parametrize("way", ["delete", "other text", "facts only", "update"])
def test_a_text_goes_with_its_document(writer: httpx.Client, way: str) -> None:
    document, text = f"{PAD}graph/of-text", f"{PAD}graph/text/of-text"
    there = f"ASK {{ GRAPH <{text}> {{ ?t pa:fullText ?words }} }}"
    at, turtle = {"graph": document}, {"Content-Type": "text/turtle"}
    words = f"<{EX}one> <{PREFIXES['pa']}fullText> 'Eens gezegd.' ."
    put = {"headers": turtle, "params": at}
    try:
        assert writer.put("/rdf-graph-store", content=_document("one"), **put).is_success
        kept = {"headers": turtle, "params": {"graph": text}}
        assert writer.put("/rdf-graph-store", content=words, **kept).is_success
        # Who writes the same document again does not lose its text.
        assert writer.put("/rdf-graph-store", content=_document("one"), **put).is_success
        assert ask(writer, there)
        if way == "delete":
            assert writer.delete("/rdf-graph-store", params=at).is_success
        elif way == "other text":
            assert writer.put("/rdf-graph-store", content=_document("two"), **put).is_success
        elif way == "facts only":
            facts = _document("one", quoted=False)
            assert writer.put("/rdf-graph-store", content=facts, **put).is_success
        else:
            gone = f"DROP GRAPH <{document}>"
            assert writer.post("/sparql", content=gone, headers=UPDATE).is_success
        assert not ask(writer, there)
    finally:
        writer.delete("/rdf-graph-store", params=at)
        writer.delete("/rdf-graph-store", params={"graph": text})
