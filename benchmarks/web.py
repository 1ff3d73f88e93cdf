"""The SPARQL endpoint over HTTP: requests a second, time of large answers, and a mixed load.

Run it with::

    python -m benchmarks.web rates [--peer PYTHON]    # small queries, beside rdflib-endpoint
    python -m benchmarks.web large                    # beside the engine's own time
    python -m benchmarks.web load --seconds 60        # 64 clients, small, large, wrong and slow

PYTHON is the interpreter of an environment that has ``rdflib-endpoint`` installed; without it the
peer is left out. The store is filled with agreements written for the measurement.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, Store, serialize

ROOT = Path(__file__).parents[1]
PA = "https://w3id.org/pa-graph/ontology#"
PAD = "https://w3id.org/pa-graph/id/"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
WHOLE = NamedNode("http://www.w3.org/2001/XMLSchema#integer")

AGREEMENTS = 400
COMMITMENTS = 50

SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
WRONG = "SELECT * WHERE { ?a ?b"
LARGE = {
    "count of 20,000 commitments": (
        f"SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE {{ ?c a <{PA}Commitment> }}"
    ),
    "20,000 rows of two": f"SELECT ?c ?t WHERE {{ ?c <{PA}theme> ?t }}",
    "20,000 rows of four, sorted": (
        f"SELECT ?c ?t ?h ?o WHERE {{ ?c <{PA}theme> ?t ; <{PA}heading> ?h ; <{PA}order> ?o }}"
        " ORDER BY ?h ?c"
    ),
    "per theme and party": (
        f"SELECT ?t ?p (COUNT(DISTINCT ?c) AS ?n) WHERE {{ ?c <{PA}theme> ?t ;"
        f" <{PA}initiator> ?p }} GROUP BY ?t ?p ORDER BY DESC(?n)"
    ),
    "120,000 triples": "SELECT ?s ?p ?o WHERE { ?s ?p ?o }",
}
MIXED = ("count of 20,000 commitments", "20,000 rows of two", "per theme and party")
"""The large queries of the mixed load; the others alone would fill two processors."""


def quads() -> Iterator[Quad]:
    """Yield the measured data: 120,000 statements of 20,000 commitments in 400 graphs."""
    for a in range(AGREEMENTS):
        agreement = f"{PAD}agreement/place-{a}"
        graph = NamedNode(f"{PAD}graph/place-{a}")
        for c in range(1, COMMITMENTS + 1):
            commitment = NamedNode(f"{agreement}/commitment/{c}")
            for predicate, value in (
                (f"{PA}partOf", NamedNode(agreement)),
                (f"{PA}order", Literal(str(c), datatype=WHOLE)),
                (f"{PA}theme", NamedNode(f"{PAD}theme/{(a * 7 + c) % 12}")),
                (f"{PA}initiator", NamedNode(f"{PAD}party/{(a + c) % 300}")),
                (f"{PA}heading", Literal(f"Heading {c % 9} of 100%", language="nl")),
            ):
                yield Quad(commitment, NamedNode(predicate), value, graph)
            yield Quad(commitment, RDF_TYPE, NamedNode(f"{PA}Commitment"), graph)


def small(number: int) -> str:
    """Return one of 20,000 small queries: everything about a commitment."""
    a, c = divmod(number % (AGREEMENTS * COMMITMENTS), COMMITMENTS)
    return f"SELECT ?p ?o WHERE {{ <{PAD}agreement/place-{a}/commitment/{c + 1}> ?p ?o }}"


def middle(number: int) -> str:
    """Return one of 400 queries of twenty rows."""
    return (
        f"SELECT ?c ?t WHERE {{ ?c <{PA}partOf> <{PAD}agreement/place-{number % AGREEMENTS}> ;"
        f" <{PA}theme> ?t }} LIMIT 20"
    )


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


PEER = """
import sys
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
import uvicorn
data = Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=data, path="/sparql"), port=int(sys.argv[2]), log_level="warning")
"""


@contextlib.contextmanager
def served(command: list[str], port: int, wait: float = 120) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server and end it; wait until it answers."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + wait
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        else:
            raise SystemExit(f"{command[0]} does not answer")
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def ours(store: Path, port: int, *more: str) -> list[str]:
    """Return the command of our server."""
    return [
        sys.executable,
        "-m",
        "pa_graph",
        "serve",
        "--store",
        str(store),
        "--port",
        str(port),
        *more,
    ]


class Connection:
    """A connection that is kept: plain HTTP/1.1, with as little work of the client as possible."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, query: str) -> tuple[int, int, bool]:
        """Ask; return status, bytes of the answer, and whether it was whole."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=2**20)
        reader, writer = self._streams
        writer.write(
            f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            "Accept: application/sparql-results+json\r\n\r\n".encode()
        )
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            self.close()
            return 0, 0, False
        status = int(head[9:12])
        lower = head.lower()
        if b"content-length:" in lower:
            length = int(lower.split(b"content-length:")[1].split(b"\r\n")[0])
            await reader.readexactly(length)
            return status, length, True
        size, whole = 0, True
        try:
            while count := int(await reader.readuntil(b"\r\n"), 16):
                await reader.readexactly(count + 2)
                size += count
            await reader.readexactly(2)
        except asyncio.IncompleteReadError:
            whole = False
            self.close()
        return status, size, whole

    def close(self) -> None:
        """Let go of the connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def rate(port: int, make: object, clients: int, seconds: float) -> tuple[float, list[float]]:
    """Return requests a second and the times of all, in seconds."""
    assert callable(make)
    times: list[float] = []
    until = time.perf_counter() + seconds

    async def one(number: int) -> None:
        connection = Connection(port)
        while (begin := time.perf_counter()) < until:
            status, _, whole = await connection.get(make(number))
            assert status == 200 and whole, status
            times.append(time.perf_counter() - begin)
            number += clients
        connection.close()

    await asyncio.gather(*(one(number) for number in range(clients)))
    return len(times) / seconds, times


def percentile(times: list[float], share: float) -> float:
    """Return a percentile in milliseconds."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000


def measure_rates(folder: Path, store: Path, peer: str | None, seconds: float) -> None:
    """Print requests a second of small queries, ours and the peer's, in turns."""
    lines = {"pa-graph serve": ours(store, free_port())}
    if peer:
        dump = folder / "data.nq"
        dump.write_bytes(serialize(quads(), format=RdfFormat.N_QUADS) or b"")
        lines["rdflib-endpoint"] = [peer, "-c", PEER, str(dump), str(free_port())]
    found: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    print(f"{'server':18}{'query':14}{'clients':>8}{'req/s':>9}{'p50 ms':>9}{'p95 ms':>9}")
    for name, command in lines.items():
        port = (
            int(command[command.index("--port") + 1]) if "--port" in command else int(command[-1])
        )
        with served(command, port):
            for label, make in (("one thing", small), ("twenty rows", middle)):
                for clients in (1, 8):
                    asyncio.run(rate(port, make, clients, 1))
                    runs = [asyncio.run(rate(port, make, clients, seconds)) for _ in range(3)]
                    runs.sort(key=lambda run: run[0])
                    speed, times = runs[1]
                    found[name, label, clients] = [speed]
                    print(
                        f"{name:18}{label:14}{clients:8}{speed:9.0f}"
                        f"{percentile(times, 0.5):9.2f}{percentile(times, 0.95):9.2f}"
                    )
    if peer:
        for (name, label, clients), (speed,) in found.items():
            if name == "pa-graph serve":
                other = found["rdflib-endpoint", label, clients][0]
                print(f"{label}, {clients} clients: {speed / other:.2f} times rdflib-endpoint")


def raw_get(port: int, query: str) -> bytes:
    """Ask and return everything that comes, with next to no work of the client."""
    parts = []
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(
            f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            "Accept: application/sparql-results+json\r\nConnection: close\r\n\r\n".encode()
        )
        while part := connection.recv(2**20):
            parts.append(part)
    return b"".join(parts)


def body_of(raw: bytes) -> bytes:
    """Return the body in what came over a connection."""
    head, _, rest = raw.partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" not in head.lower():
        return rest
    parts = []
    while True:
        length, _, rest = rest.partition(b"\r\n")
        if not (count := int(length, 16)):
            return b"".join(parts)
        parts.append(rest[:count])
        rest = rest[count + 2 :]


def measure_large(store: Path) -> None:
    """Print the time of large answers over HTTP and in the engine itself, in turns."""
    port = free_port()
    with served(ours(store, port), port):
        opened = Store.read_only(str(store))
        print(f"{'query':32}{'engine ms':>11}{'HTTP ms':>9}{'times':>7}{'MB':>7}")
        for label, query in LARGE.items():
            engine, http = [], []
            size = 0
            for _ in range(9):
                begin = time.perf_counter()
                content = opened.query(query, use_default_graph_as_union=True).serialize(
                    format=QueryResultsFormat.JSON
                )
                engine.append(time.perf_counter() - begin)
                begin = time.perf_counter()
                raw = raw_get(port, query)
                http.append(time.perf_counter() - begin)
                size = len(body_of(raw))
                assert raw.startswith(b"HTTP/1.1 200") and size == len(content or b"")
            own, over = statistics.median(engine) * 1000, statistics.median(http) * 1000
            print(f"{label:32}{own:11.1f}{over:9.1f}{over / own:7.2f}{size / 1e6:7.2f}")


async def mixed(
    port: int, clients: int, seconds: float
) -> dict[str, list[tuple[int, bool, float]]]:
    """Have clients ask all kinds of queries at the same time; return what came of each kind."""
    seen: dict[str, list[tuple[int, bool, float]]] = defaultdict(list)
    until = time.perf_counter() + seconds
    large = [query for label, query in LARGE.items() if label in MIXED]

    async def one(number: int) -> None:
        chance = random.Random(number)
        connection = Connection(port)
        while time.perf_counter() < until:
            kind = chance.choices(("small", "large", "wrong", "slow"), (80, 8, 10, 2))[0]
            query = {
                "small": small(chance.randrange(20_000)),
                "large": chance.choice(large),
                "wrong": WRONG,
                "slow": SLOW,
            }[kind]
            begin = time.perf_counter()
            status, _, whole = await connection.get(query)
            seen[kind].append((status, whole, time.perf_counter() - begin))
        connection.close()

    await asyncio.gather(*(one(number) for number in range(clients)))
    return seen


def resident(pid: int) -> int:
    """Return the memory of a process and its children, in MB."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError, ValueError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(folder.name) == pid or int(fields[1]) == pid:
                total += int((folder / "statm").read_text().split()[1]) * 4096
    return total // 2**20


def measure_load(store: Path, clients: int, seconds: float) -> None:
    """Print what many clients with all kinds of queries get."""
    port = free_port()
    limit = 5.0
    with served(ours(store, port, "--seconds", str(limit)), port) as process:
        before = resident(process.pid)
        seen = asyncio.run(mixed(port, clients, seconds))
        print(f"{'kind':8}{'answers':>9}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}  statuses")
        for kind, answers in sorted(seen.items()):
            times = [taken for _, _, taken in answers]
            statuses = Counter(
                str(status) if whole else "broken off" for status, whole, _ in answers
            )
            print(
                f"{kind:8}{len(answers):9}{percentile(times, 0.5):9.1f}"
                f"{percentile(times, 0.95):9.1f}{max(times) * 1000:9.1f}"
                f"  {json.dumps(dict(sorted(statuses.items())))}"
            )
        time.sleep(1)
        print(f"memory: {before} MB before, {resident(process.pid)} MB after")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("rates", "large", "load"))
    parser.add_argument("--peer", help="interpreter with rdflib-endpoint")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(str(folder / "store"))
        store.bulk_extend(quads())
        store.optimize()
        store.flush()
        del store
        if chosen.what == "rates":
            measure_rates(folder, folder / "store", chosen.peer, chosen.seconds or 3)
        elif chosen.what == "large":
            measure_large(folder / "store")
        else:
            measure_load(folder / "store", chosen.clients, chosen.seconds or 60)


if __name__ == "__main__":
    main()
