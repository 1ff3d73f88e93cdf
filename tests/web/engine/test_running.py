"""A server that runs: beside other programs, before another server, and at its end."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path

import httpx
import pytest

from pa_graph.cli.entry import run
from tests.web.serving import EX, SLOW, Server, fill, served

COUNT = f"SELECT (COUNT(*) AS ?n) {{ ?s <{EX}value> ?o }}"


def count(server: Server) -> int:
    with server.client() as client:
        rows = client.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"]
    return int(rows[0]["n"]["value"])


def wait_for_end(children: set[int]) -> None:
    """Wait until processes that were killed are gone; the system takes a moment for it."""
    until = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in children):
        assert time.monotonic() < until, "a process has outlived its server"
        time.sleep(0.05)


@pytest.mark.parametrize("with_signal", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_good_order_even_while_a_query_runs(tmp_path: Path, with_signal: int) -> None:
    store = fill(tmp_path / "store")
    with served(store) as server:
        children = set()
        with socket.create_connection(("127.0.0.1", int(server.base.rpartition(":")[2]))) as open_:
            query = SLOW.replace(" ", "%20").replace("{", "%7B").replace("}", "%7D")
            open_.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            time.sleep(1)
            children = server.children()
            assert children
            assert server.stop(with_signal) == 0
    wait_for_end(children)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
    assert "Traceback" not in "".join(server.said)


def test_processes_end_with_a_server_that_was_killed(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    with served(store) as server:
        children = server.children()
        assert children
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        wait_for_end(children)
    assert len(list(tmp_path.iterdir())) == 2
    # The next one clears away what was left.
    with served(store) as server:
        assert count(server) == 2002
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_other_commands_use_the_store_meanwhile_and_are_seen(tmp_path: Path) -> None:
    store = fill(tmp_path / "store", things=20)
    with served(store) as server:
        with server.client() as client:
            before = client.get("/sparql", params={"query": COUNT}).headers["etag"]
        assert count(server) == 22
        more = tmp_path / "more.rq"
        more.write_text(COUNT, encoding="utf-8")
        assert run(["query", str(more), "--store", str(store)]) == 0
        from pyoxigraph import Literal, NamedNode, Quad, Store

        own = Store(str(store))
        own.add(
            Quad(NamedNode(f"{EX}new"), NamedNode(f"{EX}value"), Literal("1"), NamedNode("x:g"))
        )
        own.flush()
        del own
        until = time.monotonic() + 60
        while count(server) != 23:
            assert time.monotonic() < until
            time.sleep(0.2)
        with server.client() as client:
            assert client.get("/sparql", params={"query": COUNT}).headers["etag"] != before


def test_a_store_that_can_not_be_written_is_served(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        # Root may write everywhere: the other road is then taken by nobody.
        from pa_graph.web.engine.local import LocalEngine
        from pa_graph.web.settings import Limits

        engine = LocalEngine(str(fill(tmp_path / "store", things=4)), Limits())
        assert engine.writable
        engine.store.close()
        return
    store = fill(tmp_path / "store", things=4)
    for path in (*store.iterdir(), store):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with served(store) as server:
            assert count(server) == 6
    finally:
        store.chmod(0o755)


def test_another_server_stands_behind_the_address(tmp_path: Path) -> None:
    store = fill(tmp_path / "store")
    with (
        served(store) as first,
        served(f"{first.base}/sparql", "--seconds", "1", "--rows", "3000") as second,
        second.client() as client,
    ):
        assert count(second) == 2002
        words = client.get("/sparql", params={"query": f"SELECT ?o {{ <{EX}words> ?p ?o }}"})
        assert words.json()["results"]["bindings"][0]["o"]["value"] == "50%25 a+b & c"
        turtle = client.get("/sparql", params={"query": f"DESCRIBE <{EX}words>"})
        assert turtle.headers["content-type"].startswith("text/turtle")
        wrong = client.get("/sparql", params={"query": "SELECT"})
        assert (wrong.status_code, "line 1, column 7" in wrong.text) == (400, True)
        slow = client.get("/sparql", params={"query": SLOW})
        assert (slow.status_code, slow.headers["x-limit"]) == (503, "time")
        many = "SELECT (1 AS ?x) { ?a ?b ?c . ?d ?e ?f } LIMIT 4000"
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/sparql", params={"query": many})
        graph = client.get("/rdf-graph-store", params={"graph": f"{EX}graph/1"})
        assert graph.status_code == 200
        refused = client.get("/sparql", params={"query": "ASK { SERVICE <x:y> {} }"})
        assert refused.status_code == 403
        assert "etag" not in turtle.headers
        assert client.get("/api/agreements").json() == []


def test_what_stands_before_it_is_named(tmp_path: Path) -> None:
    store = fill(tmp_path / "store", things=4)
    with served(store, "--base", "https://example.org/pa/") as server, server.client() as client:
        text = client.get("/sparql", headers={"Accept": "text/turtle"}).text
        assert "<https://example.org/pa/sparql>" in text
        there = client.get("/id/party/x", headers={"Accept": "text/html"}).headers["location"]
        assert there == "https://example.org/pa/parties/x"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--store", "nowhere"), "nowhere: no store"),
        (("--token-file", "none.txt"), "none.txt: no such file"),
        (("--token-file", "empty.txt"), "empty.txt: no token in this file"),
        (("--host", "192.0.2.1"), "192.0.2.1:0: can't listen there"),
        (("--store", "text.txt"), "text.txt: a file, not a store"),
    ],
)
def test_what_can_not_be_served_is_told_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "pa-graph-store", things=4)
    (tmp_path / "empty.txt").write_text("\n")
    (tmp_path / "text.txt").write_text("text")
    assert run(["serve", "--port", "0", *options]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = fill(tmp_path / "store", things=4)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", "--store", str(store), "--port", str(port)]) == 2
    assert f"127.0.0.1:{port}: can't listen there" in capsys.readouterr().err
