"""How long a national network takes to analyse: 300,000 things and 600,000 links, made up."""

from __future__ import annotations

import random
import time

from benchmarks.measure import Benchmark, Measurement
from pa_graph.model.namespaces import PAD

DOCUMENTS, PARTIES, COMMITMENTS = 20_000, 1_000, 279_000
LINKS = 600_000


def measure_networks() -> list[Measurement]:
    """Measure each analysis of the network once, and all of them together."""
    from pa_graph.dependencies.analysis import circles, critical_path, load_bearing, party_needs
    from pa_graph.dependencies.network import (
        COMMITMENT,
        DOCUMENT,
        PARTY,
        STRONG,
        WEAK,
        Link,
        Network,
        Thing,
    )

    chance = random.Random(1)
    documents = [f"{PAD}document/paper-{number}" for number in range(DOCUMENTS)]
    parties = [f"{PAD}party/party-{number}" for number in range(PARTIES)]
    commitments = [
        f"{PAD}agreement/place-{number // 50}/commitment/{number % 50 + 1}"
        for number in range(COMMITMENTS)
    ]
    kinds = ((documents, DOCUMENT), (parties, PARTY), (commitments, COMMITMENT))
    things = {iri: Thing(iri, kind, iri) for iris, kind in kinds for iri in iris}
    links = []
    for number in range(LINKS):
        # Half of the links lead to papers, a tenth to parties, the others to commitments.
        dependent = chance.choice(commitments)
        lot = chance.random()
        needed = chance.choice(documents if lot < 0.5 else parties if lot < 0.6 else commitments)
        if lot > 0.98:
            dependent, needed = chance.choice(parties), chance.choice(parties)
        kind = STRONG if chance.random() < 0.7 else WEAK
        links.append(Link(str(number), dependent, needed, kind, "made-up", {}, (dependent,)))
    network = Network(links, things)
    figures = []
    for title, analyse in (
        ("who needs whom", party_needs),
        ("circles", circles),
        ("what carries most", load_bearing),
        ("the longest chain", critical_path),
    ):
        started = time.perf_counter()
        analyse(network)
        figures.append(Measurement(title, time.perf_counter() - started, "s"))
    return [*figures, Measurement("all four", sum(figure.value for figure in figures), "s")]


BENCHMARKS = (
    Benchmark(
        "networks",
        f"How long does a network of {DOCUMENTS + PARTIES + COMMITMENTS:,} things and "
        f"{LINKS:,} links take to analyse?",
        measure_networks,
    ),
)
