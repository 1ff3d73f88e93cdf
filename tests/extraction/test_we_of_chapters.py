"""Whom *wij* means where each chapter says so on a line of its own."""

from __future__ import annotations

from pa_graph.extraction.agreement import extract_agreement
from pa_graph.reading.document import Document

TEXT = """Prestatieafspraken 2026

De gemeente Eersel, woningcorporatie Laarheide en Huurdersraad Het Dak leggen dit vast.

1. Nieuwbouw
{first}

Afspraken

- Wij bouwen in 2026 tien woningen aan de Kade.
- De gemeente verkoopt in 2026 grond aan de Kade.

2. Duurzaamheid
{second}

Afspraken

- Wij isoleren in 2026 twintig woningen aan de Dijk.

3. Samenwerking
{third}

Afspraken

- Wij overleggen vier keer per jaar over de voortgang.
"""


def initiators(first: str, second: str, third: str) -> list[set[str]]:
    text = TEXT.format(first=first, second=second, third=third)
    agreement = extract_agreement(Document(text, "eersel.txt"))
    return [set(commitment.initiators) for commitment in agreement.commitments]


def test_it_means_others_in_each_chapter() -> None:
    found = initiators(
        "Wij zijn in dit hoofdstuk de gemeente en Laarheide.",
        "(wij = Laarheide)",
        "Wij zijn hier allen, de gemeente uitgezonderd.",
    )
    both = {"gemeente-eersel", "laarheide"}
    assert found[:3] == [both, {"gemeente-eersel"}, {"laarheide"}]
    assert "gemeente-eersel" not in found[3]
    assert "laarheide" in found[3]


def test_one_such_line_explains_nothing_else() -> None:
    found = initiators("Wij zijn hier Laarheide.", "Er is veel te doen.", "Dit gaat goed.")
    assert len(found[3]) == 3
