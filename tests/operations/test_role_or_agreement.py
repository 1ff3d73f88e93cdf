"""A title may call an agreement an agenda, and a report may look like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.model.agreement import Agreement
from pa_graph.operations.reading import read_content

PAGE = """{title}

Op 16 december 2025 zetten de gemeente, de corporaties en de huurders hun handtekening.

GEMEENTE
OMMEN

CORPORATIES
ZEEVLAM
DUINVAST

HUURDERS
HUURDERSRAAD ZEEVLAM

Genoeg woningen

- De gemeente wijst voor 1 juli 2026 twee plekken voor woningen aan. (trekker: gemeente)
- Zeevlam bouwt in 2026 dertig woningen aan de Kade. (trekker: Zeevlam, doet mee: Duinvast)
- Duinvast verkoopt in 2026 ten hoogste vijf woningen in de Lind. (trekker: Duinvast)
- Zeevlam isoleert in 2026 veertig woningen in de Lind. (trekker: Zeevlam)
"""


@pytest.mark.parametrize(
    ("title", "agreed"),
    [
        ("Uitvoeringsagenda Wonen Ommen 2026", True),
        (
            "Uitvoeringsprogramma 2026\n\nbij de prestatieafspraken 2026-2030 van Ommen,\n"
            "Zeevlam, Duinvast en Huurdersraad Zeevlam",
            True,
        ),
        ("Voortgangsrapportage prestatieafspraken Ommen 2026", False),
    ],
)
def test_what_all_sides_promise_is_an_agreement(tmp_path: Path, title: str, agreed: bool) -> None:
    path = tmp_path / "stuk.txt"
    path.write_text(PAGE.format(title=title), encoding="utf-8")
    _, content = read_content(path)
    assert isinstance(content, Agreement) is agreed
    if isinstance(content, Agreement):
        assert [set(each.initiators) for each in content.commitments] == [
            {"gemeente-ommen"},
            {"zeevlam"},
            {"duinvast"},
            {"zeevlam"},
        ]
