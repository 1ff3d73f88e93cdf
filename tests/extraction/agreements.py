"""Agreements with an opening of their own and four commitments, for tests of who is meant."""

from __future__ import annotations

from pathlib import Path

from pa_graph.model.agreement import Agreement
from pa_graph.operations.reading import read_agreement

COMMITMENTS = """

Afspraken

1. De gemeente stelt in 2026 een nota over wonen vast.
2. De corporaties bouwen in 2026 samen 20 woningen.
3. De huurdersorganisaties geven voor 1 juli 2026 advies over de huren.
4. Partijen bespreken in 2026 de voortgang van deze afspraken.
"""


def read(folder: Path, opening: str, behind: str = "", commitments: str = COMMITMENTS) -> Agreement:
    """Return the agreement that has an opening before its commitments, and more behind them."""
    path = folder / "a.txt"
    path.write_text(opening + commitments + behind, encoding="utf-8")
    return read_agreement(path)[0]


def doing(agreement: Agreement, number: int) -> set[str]:
    """Return the names of who initiates a commitment."""
    names = {party.key: party.name for party in agreement.parties}
    commitment = next(one for one in agreement.commitments if one.number == str(number))
    return {names[key] for key in commitment.initiators}


def signing(agreement: Agreement) -> set[str]:
    """Return the names of who signs."""
    return {party.name for party in agreement.parties if party.signatory}
