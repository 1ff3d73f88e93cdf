"""Make the graphs of ``data/agreements`` from the official documents: facts only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pa_graph import __version__
from pa_graph.mapping.agreement import agreement_quads
from pa_graph.operations.background import known_documents
from pa_graph.operations.export import rdf_text
from pa_graph.operations.ingest import choose_files
from pa_graph.operations.reading import read_agreement


def make_data(documents: Path, target: Path) -> Iterator[Path]:
    """Write one ``<short>.trig`` for each document in the folder, and yield its path.

    The words of the documents are not ours to hand on; what is written holds numbers, headings,
    fields, printed names, positions and the checksum of the text.

    Raises:
        InputError: a document can't be read; what was written before stays.
    """
    target.mkdir(parents=True, exist_ok=True)
    for file in choose_files([documents]).files:
        agreement, _ = read_agreement(file)
        quads = agreement_quads(agreement, None, known=known_documents(), version=__version__)
        path = target / f"{agreement.short}.trig"
        path.write_text(rdf_text(quads, "trig"), encoding="utf-8", newline="\n")
        yield path
