"""The parts of the engine by themselves: what a text tells, places, pace, states of the store."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, Store

from pa_graph.web.engine.formats import RESULTS, RowCounter, tidied
from pa_graph.web.engine.guard import traits
from pa_graph.web.engine.lanes import Lane
from pa_graph.web.engine.snapshots import Snapshots, remove_left_behind, signature
from pa_graph.web.engine.spool import IN_MEMORY, Spool
from pa_graph.web.engine.worker import one_line
from tests.web.serving import fill


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("SELECT * { SERVICE <x:y> {} }", "SERVICE"),
        ("SELECT * { service <x:y> {} }", "SERVICE"),
        ("SELECT * { ?s ?p \"a\" ; ?q 'b' . SERVICE ?x {} }", "SERVICE"),
        ('SELECT * { ?s ?p """a " b""" . SERVICE ?x {} }', "SERVICE"),
        ("SELECT * { ?s ?p 'it\\'s' . SERVICE ?x {} }", "SERVICE"),
        ("SELECT * { FILTER(?a < ?b) SERVICE ?x { FILTER(?c > ?d) } }", "SERVICE"),
        ("SELECT * { FILTER(?a<?b)SERVICE<x:y>{} }", "SERVICE"),
        ("SELECT * { ?s a:b 1.SERVICE<x:y>{} }", "SERVICE"),
        ("SELECT * { ?s a:b%20 ?o SERVICE<x:y>{} }", "SERVICE"),
        ("SELECT * {} # ' \n SERVICE <x:y> {}", "SERVICE"),
        ("SELECT * { SERVICE:x {} }", "SERVICE"),
        ("SELECT * { ?s ?p '''SERVICE''' , \"SERVICE\" }", ""),
        ("SELECT * { ?s <x:SERVICE> ?SERVICE , $service } # SERVICE", ""),
        ("SELECT * { ?s ex:SERVICE ex:a-service\\/costs , ex:x.service }", ""),
        ("LOAD <x:y>", ""),
    ],
)
def test_what_reaches_out_is_found(text: str, forbidden: str) -> None:
    assert traits(text).forbidden == forbidden


@pytest.mark.parametrize("text", ["LOAD <x:y>", "load silent <x:y>", "CLEAR ALL;LOAD<x:y>"])
def test_loading_is_found_in_updates(text: str) -> None:
    assert traits(text, update=True).forbidden == "LOAD"


@given(st.text(alphabet="SERVIC<>{}\"'#\\\n\r?:. aE"), st.booleans())
def test_a_keyword_among_plain_words_is_always_found(text: str, before: bool) -> None:
    harmless = "".join(c for c in text if c in " aE{}\n")
    query = f"{harmless} SERVICE {harmless}"
    assert traits(query).forbidden == "SERVICE"


def test_traits_of_a_text() -> None:
    assert traits("SELECT * FROM <x:y> {}").names_dataset
    assert not traits("SELECT * { ?s <x:FROM> 'FROM' }").names_dataset
    assert traits("SELECT (rand() AS ?x) {}").changing
    assert not traits("SELECT ?rand { ?s ex:now 'RAND()' }").changing


def test_the_engine_can_not_open_connections() -> None:
    program = (
        "import socket\n"
        "from pa_graph.web.engine.confinement import forbid_network\n"
        "left, right = socket.socketpair()\n"
        "assert forbid_network()\n"
        "left.sendall(b'x'); assert right.recv(1) == b'x'\n"
        "from pyoxigraph import Store\n"
        "try: list(Store().query('SELECT * { SERVICE <http://127.0.0.1:8080/> {} }'))\n"
        "except OSError as error: print(error)\n"
        "try: socket.socket()\n"
        "except PermissionError: print('refused')\n"
    )
    if sys.platform != "linux" or os.uname().machine not in ("x86_64", "aarch64"):
        pytest.skip("the kernel of this system has no such rule")
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert "denied" in ran.stdout
    assert ran.stdout.endswith("refused\n")


@pytest.mark.parametrize("form", sorted(RESULTS))
@given(
    values=st.lists(
        st.text(alphabet=st.sampled_from("}{,\"'\\\n\r\t<>/é x"), max_size=12), max_size=20
    ),
    cuts=st.randoms(use_true_random=False),
)
def test_rows_are_counted_in_bytes(form: str, values: list[str], cuts: random.Random) -> None:
    if form == "csv":
        # A line end of two characters in a value counts as a row: too many, never too few.
        values = [value.replace("\r", "") for value in values]
    store = Store()
    for number, value in enumerate(values):
        store.add(Quad(NamedNode(f"x:{number}"), NamedNode("x:p"), Literal(value)))
    found = store.query("SELECT ?o ?s WHERE { ?s ?p ?o }")
    content = found.serialize(format=RESULTS[form]) or b""  # type: ignore[union-attr]
    counter = RowCounter(form)
    rest = content
    while rest:
        size = cuts.randint(1, 9)
        counter.add(rest[:size])
        rest = rest[size:]
    # Where nothing stands between rows, one more is counted when there are none.
    assert counter.rows == (len(values) or (1 if form == "json" else 0))


def test_prefixes_are_put_in_order() -> None:
    turtle = b"@prefix b: <x:b> .\n@prefix a: <x:a> .\n@prefix c: <x:c> .\nb:x a:y 1 .\n"
    assert tidied("ttl", turtle, whole=True) == (
        b"@prefix a: <x:a> .\n@prefix b: <x:b> .\nb:x a:y 1 .\n"
    )
    assert tidied("ttl", turtle, whole=False).startswith(b"@prefix a: <x:a> .\n@prefix b:")
    assert tidied("nt", b"<a:b> <a:c> 1 .\n", whole=True) == b"<a:b> <a:c> 1 .\n"


@pytest.mark.parametrize(
    "query", ["SELECT", "SELECT * { ?s ?p ", "ASK { ?s x:y 1 }", "", "ASK {}}"]
)
def test_what_the_engine_says_fits_a_line(query: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        Store().query(query)
    said = one_line(str(caught.value))
    assert said.startswith("line 1, column ")
    assert len(said) < 160
    assert "\n" not in said


def test_places_are_given_in_order_and_given_up_in_time() -> None:
    async def story() -> list[object]:
        lane, order = Lane(1), []
        loop = asyncio.get_running_loop()
        assert await lane.enter(loop.time() + 1)

        async def come(name: str, seconds: float) -> None:
            order.append((name, await lane.enter(loop.time() + seconds)))

        tasks = [asyncio.create_task(come(*who)) for who in (("a", 9), ("b", 0.01), ("c", 9))]
        given_up = asyncio.create_task(come("d", 9))
        await asyncio.sleep(0.05)
        given_up.cancel()
        lane.leave()
        await asyncio.sleep(0)
        lane.leave()
        await asyncio.gather(*tasks)
        lane.leave()
        return [*order, lane.free, lane.waiting]

    assert asyncio.run(story()) == [("b", False), ("a", True), ("c", True), 1, 0]


def test_a_slow_reader_gets_everything_in_order() -> None:
    async def story() -> tuple[bytes, bytes]:
        spool, piece = Spool(), bytes(range(256)) * 2048
        count = 3 * IN_MEMORY // len(piece)
        for number in range(count):
            spool.put(number.to_bytes(4, "big") + piece)
        got = b""
        for _ in range(4):
            got += await spool.get()
        spool.put(b"later")
        spool.end()
        while found := await spool.get():
            got += found
        spool.put(b"after the end")
        expected = b"".join(number.to_bytes(4, "big") + piece for number in range(count))
        return got, expected + b"later"

    got, expected = asyncio.run(story())
    assert got == expected


def test_a_spool_tells_why_it_ended() -> None:
    async def story() -> None:
        spool = Spool()
        spool.put(b"x")
        spool.end(ValueError("broken off"))
        assert await spool.get() == b"x"
        with pytest.raises(ValueError, match="broken off"):
            await spool.get()

    asyncio.run(story())


def test_a_signature_changes_with_the_data(tmp_path: Path) -> None:
    folder = fill(tmp_path / "store", things=10)
    before = signature(folder)
    assert signature(folder) == before
    store = Store(str(folder))
    store.add(Quad(NamedNode("x:a"), NamedNode("x:b"), Literal("new"), NamedNode("x:g")))
    assert signature(folder) != before
    store.flush()
    store.backup(str(tmp_path / "first"))
    # The same files have the same signature, wherever they lie.
    shutil.copytree(tmp_path / "first", tmp_path / "second")
    assert signature(tmp_path / "first") == signature(tmp_path / "second")
    assert signature(tmp_path / "nothing") == ""


def test_snapshots_are_kept_as_long_as_they_are_read(tmp_path: Path) -> None:
    folder = fill(tmp_path / "store", things=10)
    for keep, left in ((3600.0, 3), (-1.0, 1)):
        snapshots = Snapshots(folder, keep_seconds=keep)
        for number in range(1, 4):
            place = snapshots.next_place()
            Store(str(folder)).backup(str(place))
            assert snapshots.made(place).number == number
        # The latest, and the one before it until the next comes.
        kept = sorted(place.parent.iterdir())
        assert len(kept) in (left, left + 1)
        assert place in kept
        snapshots.close()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["store"]


def test_what_a_broken_server_left_is_removed(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone = tmp_path / f".store-serving-{ended.pid}-abc"
    alive = tmp_path / f".store-serving-{os.getpid()}-abc"
    other = tmp_path / f".other-serving-{ended.pid}-abc"
    for folder in (gone, alive, other):
        folder.mkdir()
    remove_left_behind(tmp_path / "store")
    assert sorted(tmp_path.iterdir()) == sorted([alive, other])


def test_answers_of_the_engine_in_json_are_what_is_counted() -> None:
    assert RESULTS["json"] == QueryResultsFormat.JSON
