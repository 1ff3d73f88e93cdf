"""The years that a document is for, told from those of its signing and of other documents."""

from __future__ import annotations

import pytest

from pa_graph.extraction.heading_data import read_heading_data
from pa_graph.reading.document import Document

OPENING = """Ondertekening

Dit spreken zij af:
1. de gemeente Ommen;
2. woningstichting Vechtwonen;
3. woningstichting Brugveld;
4. huurdersvereniging De Sluis.

Afspraken over wonen - Pagina 2 van 99

Ondertekend op 5 december 2024 te Ommen.

1 Inleiding

De prestatieafspraken 2025 steunen op de Woonvisie Ommen.
"""


def test_the_year_of_signing_behind_a_page_header_is_not_the_period() -> None:
    found = read_heading_data(Document(OPENING, "afspraken.txt"), len(OPENING))
    assert found.years == (2025,)
    assert found.signed_on == "2024-12-05"


@pytest.mark.parametrize(
    "said",
    [
        "met uitvoeringsjaar 2026",
        "De kwartalen hebben betrekking op 2026.",
        "De huur stijgt in 2026.",
    ],
)
def test_the_year_that_quarters_are_of(said: str) -> None:
    text = f"Prestatieafspraken Zandmeer 2026-2029\n\n{said}\n\n1. Duinhaven bouwt.\n"
    data = read_heading_data(Document(text, "zandmeer.txt"), text.index("1. "))
    assert data.years == (2026, 2027, 2028, 2029)
    assert data.quarter_years == (() if "huur" in said else (2026,))


def test_a_yearly_plan_belongs_to_an_agreement_of_several_years() -> None:
    title = "Werkplan 2026 bij de Meerjarenafspraken Wonen 2025-2028\n\n1 Inleiding\n"
    found = read_heading_data(Document(title, "afspraken.txt"), len(title))
    assert found.years == (2026,)
