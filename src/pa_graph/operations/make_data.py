"""Make the graphs of ``data/agreements`` from the official documents: facts only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pa_graph import __version__
from pa_graph.mapping.agreement import agreement_quads
from pa_graph.mapping.nquads import to_nquads
from pa_graph.operations.background import known_documents
from pa_graph.operations.ingest import choose_files, read_agreement


def make_data(documents: Path, target: Path) -> Iterator[Path]:
    """Write one ``<short>.nq`` for each document in the folder, and yield its path.

    The words of the documents are not ours to hand on; what is written holds numbers, headings,
    fields, printed names, positions and the checksum of the text.

    Raises:
        InputError: a document can't be read; what was written before stays.
    """
    target.mkdir(parents=True, exist_ok=True)
    for file in choose_files([documents]).files:
        agreement, _ = read_agreement(file)
        quads = agreement_quads(agreement, None, known=known_documents(), version=__version__)
        path = target / f"{agreement.short}.nq"
        path.write_bytes(to_nquads(quads))
        yield path
