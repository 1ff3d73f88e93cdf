"""How long links take to derive for the documents of a country, in a store on disk.

Six thousand documents of the size of real ones are made up (see :mod:`benchmarks.corpus`) and put
in a store. All links are derived, and then again for single documents on which few and many
others lean. It takes ten minutes and 7 GB of disk. Each part is a program of its own, so
that its memory is its own (``python -m benchmarks.national fill|derive|touch FOLDER``).
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import NATIONAL, documents
from benchmarks.dependencies import municipalities
from benchmarks.measure import Benchmark, Measurement, run_python

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Quad

DOCUMENTS = 6000
AT_ONCE = 500_000
"""How many quads are loaded together."""

TOUCHED = (
    "plaats-0-vision-2014",
    "plaats-11-agreement-2015",
    "plaats-14-agreement-2015",
)
"""Documents on which few, some and many others lean."""

NAMED = (
    ("plaats-14-vision-2014", {"plaats-14-vision-2014": "plaats-14-woonvisie"}),
    (
        "plaats-14-vision-2014",
        {
            "plaats-14-vision-2014": "woondeal-2",
            "HousingVision": "Instrument",
            "document-kind/vision": "document-kind/deal",
        },
    ),
    (
        "plaats-14-vision-2014",
        {
            "plaats-14-vision-2014": "deal-streek-2",
            "Vision Terschelling 2014": "Woondeal Streek 2",
            "HousingVision": "Instrument",
            "document-kind/vision": "document-kind/deal",
        },
    ),
)
"""Documents that others name without knowing them: made of others, with other words.

The first two have the IRI that the others give them, the third has its own: then what the name
stands for is another paper, in all of them.
"""


def fill(folder: str, count: int = DOCUMENTS) -> dict[str, float]:
    """Put the documents in a store; return how many quads there are."""
    from pyoxigraph import Store

    from pa_graph.operations.background import open_for_writing

    with open_for_writing(folder) as opened:
        names = municipalities(opened)
    store = Store(folder)
    waiting: list[Quad] = []
    triples = 0
    for _, quads in documents(count, names, NATIONAL):
        waiting += quads
        triples += len(quads)
        if len(waiting) > AT_ONCE:
            store.bulk_extend(waiting)
            waiting = []
    store.bulk_extend(waiting)
    store.flush()
    store.optimize()
    return {"triples": triples}


def derive(folder: str) -> dict[str, float]:
    """Derive all links; return the seconds and how many links there are."""
    from pa_graph.operations.deriving import derive as derive_all
    from pa_graph.store.embedded import EmbeddedStore

    with EmbeddedStore.open(Path(folder)) as store:
        started = time.perf_counter()
        done = derive_all(store)
        derived = time.perf_counter() - started
        # As every program does that has written much.
        store.optimize()
        seconds = time.perf_counter() - started
        return {"seconds": seconds, "put in order": seconds - derived, "links": done.links}


def touch(folder: str) -> dict[str, dict[str, float]]:
    """Read single documents again, take them out, put them back, and add others to them.

    Returns:
        Seconds by document and by what was done, and how many other documents it was about.
    """
    from pa_graph.dependencies.derive import rebuild
    from pa_graph.dependencies.mentions import GRAPH
    from pa_graph.store.embedded import EmbeddedStore

    found: dict[str, dict[str, float]] = {}
    with EmbeddedStore.open(Path(folder)) as store:

        def timed(short: str, what: str, quads: Sequence[Quad]) -> None:
            graph = GRAPH + short
            store.replace_graph(graph, quads)
            started = time.perf_counter()
            done = rebuild(store, [graph])
            said = found.setdefault(short, {})
            said[what] = time.perf_counter() - started
            said["others"] = max(said.get("others", 0), done.derived + done.compared - 1)

        for short in TOUCHED:
            quads = store.read_graph(GRAPH + short)
            if short == TOUCHED[0]:
                timed(short, "is the first that a program derives", quads)
            timed(short, "is read again", quads)
            timed(short, "is taken out", [])
            timed(short, "comes back", quads)
            copy = f"{short}-twin"
            timed(copy, "is new", _renamed(quads, {short: copy}))
            timed(copy, "is taken out", [])
        for short, words in NAMED:
            quads = _renamed(store.read_graph(GRAPH + short), words)
            name = words[short]
            timed(name, "is new, and was named before", quads)
            timed(name, "is taken out", [])
    return found


def _renamed(quads: Iterable[Quad], words: dict[str, str]) -> list[Quad]:
    """Return the statements of a document about another one that is like it.

    Args:
        quads: of the document.
        words: in IRIs, or a whole literal, with what stands in their place.
    """
    from pyoxigraph import Literal, NamedNode, Quad

    def named(node: NamedNode) -> NamedNode:
        if isinstance(node, Literal) and node.value in words:
            return Literal(words[node.value], language=node.language)
        if not isinstance(node, NamedNode):
            return node
        iri = node.value
        for old, new in words.items():
            iri = iri.replace(old, new)
        return NamedNode(iri)

    return [
        Quad(named(q.subject), q.predicate, named(q.object), named(q.graph_name)) for q in quads
    ]


PARTS = {"fill": fill, "derive": derive, "touch": touch}


def measure_national() -> list[Measurement]:
    """Measure the derivation of all links, and of those of single documents.

    Raises:
        BenchmarkFailed: a part of it ended with an error.
    """
    with tempfile.TemporaryDirectory() as name:
        runs = {
            part: run_python(["-m", "benchmarks.national", part, str(Path(name) / "store")])
            for part in PARTS
        }
    said = {part: json.loads(run.output.splitlines()[-1]) for part, run in runs.items()}
    figures = [
        Measurement("documents", DOCUMENTS, ""),
        Measurement("triples", said["fill"]["triples"], ""),
        Measurement("links", said["derive"]["links"], ""),
        Measurement("all links", said["derive"]["seconds"], "s"),
        Measurement("of these to put the store in order", said["derive"]["put in order"], "s"),
        Measurement("all links: peak memory of a process", runs["derive"].peak_mib, "MiB"),
    ]
    for seconds in said["touch"].values():
        others = f"{seconds.pop('others'):.0f} others"
        figures += [
            Measurement(f"one document {what}, {others}", taken, "s")
            for what, taken in seconds.items()
        ]
    return [*figures, Measurement("single documents: peak memory", runs["touch"].peak_mib, "MiB")]


BENCHMARKS = (
    Benchmark(
        "national",
        f"How long do the links of {DOCUMENTS:,} documents on disk take, for all and for one?",
        measure_national,
    ),
)

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](sys.argv[2])))
