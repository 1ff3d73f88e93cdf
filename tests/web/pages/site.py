"""A store with example documents, one of facts only and one that means harm, and its server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.mapping.builder import term
from pa_graph.mapping.texts import checksum_of_text
from pa_graph.model.identifiers import graph_iri, text_graph_iri
from pa_graph.operations.background import open_for_writing
from pa_graph.operations.dependencies import derive_again
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.store.protocol import GraphStore

ROOT = Path(__file__).parents[3]
HARM = '<script>window.harmed=1</script>"\'><img src=x onerror="window.harmed=1"> & {{ 7*7 }}'
LANGUAGES = ("nl", "en")
PAGES = (
    "",
    "agreements",
    "agreements/losser-2024",
    "agreements/tynaarlo-2023",
    "agreements/harm-2024",
    "commitments",
    "commitments?theme=availability&q=woning",
    "commitments?q=xyzzyx",
    "commitments/losser-2024/3",
    "commitments/tynaarlo-2023/2",
    "commitments/harm-2024/3",
    "parties",
    "parties/dinkelrand",
    "parties/gm0168",
    "documents",
    "documents/losser-woonvisie-losser-2022-2027",
    "dependencies",
    "dependencies?view=chain",
    "dependencies?around=losser-2024",
    "dependencies/impact",
    "dependencies/impact?impact=losser-woonvisie-losser-2022-2027&late=2025-Q1",
    "timeline",
    "matrix",
    "validate",
    "ask",
    "ask?question=commitments-per-theme",
    "ask/calendar",
    "ask/targets",
    "data",
    "data/ontology",
    "data/codes",
    "data/codes?scheme=theme",
    "data/shapes",
)
"""Every kind of page, below the language."""


def fill(folder: Path) -> None:
    """Make the store that the tests look at."""
    examples = ROOT / "data" / "examples"
    documents = choose_files([examples / "chain", examples / "lochem-2024.txt"])
    facts = ROOT / "data" / "agreements" / "tynaarlo-2023.trig"
    with open_for_writing(str(folder)) as store:
        outcomes = list(ingest([*documents.files, facts], store))
        assert [outcome.error for outcome in outcomes if outcome.error] == []
        _add_harm(store)
        derive_again(store)
        store.optimize()


def _add_harm(store: GraphStore) -> None:
    """Store an agreement of which every text is an attack."""

    def changed(iri: str) -> str:
        return iri.replace("losser-2024", "harm-2024").replace("dinkelrand", "harm")

    graph = NamedNode(graph_iri("harm-2024"))
    quads = []
    for quad in store.read_graph(graph_iri("losser-2024")):
        value = quad.object
        if isinstance(value, NamedNode):
            value = NamedNode(changed(value.value))
        elif isinstance(value, Literal) and value.datatype.value.endswith(("string", "String")):
            is_name = quad.predicate.value.endswith(("identifier", "notation", "checksum"))
            value = Literal(changed(value.value) if is_name else f"{value.value} {HARM}")
            if getattr(quad.object, "language", None):
                value = Literal(value.value, language=quad.object.language)
        assert isinstance(quad.subject, NamedNode)
        subject = NamedNode(changed(quad.subject.value))
        quads.append(Quad(subject, quad.predicate, value, graph))
    (text,) = store.read_graph(text_graph_iri("losser-2024"))
    assert isinstance(text.subject, NamedNode) and isinstance(text.object, Literal)
    node = NamedNode(changed(text.subject.value))
    words = text.object.value.replace("\n", f" {HARM}\n").replace("De ", f"{HARM}\t")
    checksum = term("pa:checksum")
    quads = [q for q in quads if (q.subject, q.predicate) != (node, checksum)]
    quads.append(Quad(node, checksum, Literal(checksum_of_text(words)), graph))
    store.replace_graph(graph.value, quads)
    beside = NamedNode(text_graph_iri("harm-2024"))
    store.replace_graph(beside.value, [Quad(node, text.predicate, Literal(words), beside)])


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the store as people do, and give its address without a slash at the end."""
    command = [sys.executable, "-m", "pa_graph", "serve", "--store", str(folder), "--port", "0"]
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200"}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert process.stderr is not None
    try:
        said = ""
        for line in process.stderr:
            said += line
            if found := re.search(r"http://[\d.]+:\d+", said):
                break
        else:
            raise AssertionError(f"the server did not start: {said}")
        yield found[0]
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()
