"""Tables with a column for each party, and fields of a letter below a commitment."""

from __future__ import annotations

from pa_graph.extraction.agreement import extract_agreement
from pa_graph.model.agreement import Agreement
from pa_graph.reading.document import Document
from tests.segmentation.texts import layouts, read, words

OPENING = """Prestatieafspraken Ommen 2025

De gemeente Ommen, Woonstichting Duinhaven en Huurdersraad Duinhaven leggen dit vast.

"""

TABLE = """Thema 1: Voorraad

| Gemeente | Corporaties | Huurdersorganisaties |
| De gemeente maakt plancapaciteit vrij voor veertig huizen. | Duinhaven bouwt tien huizen. | - |
| - | Verkopen in 2026 geen huizen in Oost. | Adviseren over de lijst van te verkopen huizen. |

"""
SIGNED = """Ondertekening

| Gemeente Ommen | Woonstichting Duinhaven | Huurdersraad Duinhaven |
| de wethouder van de gemeente Ommen | de bestuurder | de voorzitter van de raad |
"""


def agreement(text: str) -> Agreement:
    return extract_agreement(Document(text, "ommen.txt"))


def test_each_cell_is_a_commitment_of_the_party_above_it() -> None:
    found = read(OPENING + TABLE)
    assert layouts(found) == ["party_columns"]
    assert len(words(found)) == 4
    initiators = [commitment.initiators for commitment in agreement(OPENING + TABLE).commitments]
    assert initiators == [
        ("gemeente-ommen",),
        ("duinhaven",),
        ("duinhaven",),
        ("huurdersraad-duinhaven",),
    ]


def test_the_table_of_signatures_is_none_of_these() -> None:
    assert words(read(OPENING + TABLE + SIGNED)) == words(read(OPENING + TABLE))


def test_a_table_of_figures_is_none_of_these() -> None:
    figures = (
        "| Gemeente | Corporaties |\n| 900 huizen | 1.200 huizen |\n| 14 | 21 |\n| 12 | 8 |\n\n"
    )
    assert words(read(OPENING + figures + TABLE)) == words(read(OPENING + TABLE))


def test_who_leads_by_the_first_letter_of_the_word() -> None:
    text = (
        OPENING
        + """A. BOUWEN

A1  Sloop van veertig huizen aan de Dam en bouw van dertig nieuwe.
    T: Duinhaven    M: gemeente

A2  Opstellen van een plan voor de wijk Oost.
    T: gemeente

A3  Bezoek aan alle huurders van tachtig jaar en ouder.
    T: Huurdersraad Duinhaven
"""
    )
    assert [commitment.initiators for commitment in agreement(text).commitments] == [
        ("duinhaven",),
        ("gemeente-ommen",),
        ("huurdersraad-duinhaven",),
    ]
    assert {commitment.heading for commitment in agreement(text).commitments} == {"A. BOUWEN"}


def test_neither_the_end_of_a_cell_nor_a_signature_heads_columns_of_parties() -> None:
    table = (
        "Nr\tAfspraak\tTrekker\tWie doet mee\tPlanning\n"
        "1.1\tDuinhaven bouwt in 2026 dertig huizen, waarvan tien\n"
        "in de Binckhorst.\tCorporaties\tGemeente\tDoorlopend\n"
        "1.2\tDe regeling wordt ook opengesteld voor huurders van 55 jaar. Wij\n"
        "streven naar 150 verhuizingen.\tCorporaties\tGemeente\tQ2\n"
        "1.3\tDe gemeente wijst twee plekken aan.\tGemeente\tCorporaties\tQ3\n"
    )
    signed = (
        "\nOndertekening\n\nZandmeer, 15 december 2025\n\n"
        "Gemeente Ommen\tHuurdersraad Duinhaven\n"
        "Mr. C. van der Fictie\tI. Nergenshuizen, voorzitter\n\n"
        "Duinhaven mensen en wonen\tHaag Wonen\n"
        "P. de Verzonnen, bestuurder\tdrs. M. Voorbeeld en R. Niemand, bestuurders\n"
    )
    assert layouts(read(OPENING + table + signed)) == ["table"]
    assert len(words(read(OPENING + table + signed))) == 3
