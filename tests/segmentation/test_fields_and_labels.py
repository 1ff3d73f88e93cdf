"""Commitments with fields: columns in any order, labels before or below, who leads in brackets."""

from __future__ import annotations

from itertools import permutations

import pytest

from pa_graph.extraction.agreement import extract_agreement
from pa_graph.model.agreement import Commitment
from pa_graph.reading.document import Document
from tests.segmentation.texts import OPENING as MADE_UP
from tests.segmentation.texts import layouts, read, words

OPENING = MADE_UP.replace("Zandmeer", "Ommen")

ROWS = (
    ("Duinhaven bouwt 24 sociale huurwoningen aan de Kade.", "Woonstichting Duinhaven", "Q4"),
    ("Er komt een plan voor de wijk Oostermeer.", "gemeente", "Q1 en Q2"),
    ("De huurders worden om advies gevraagd over het onderhoud.", "Huurdersraad", "voor 1 juli"),
    ("Het aantal zonnepanelen neemt toe met 300.", "Woonstichting Duinhaven", "eind 2025"),
    ("Alle partijen tekenen het convenant over schulden.", "partijen", "2025"),
)
LEADERS = (
    ("duinhaven",),
    ("gemeente-ommen",),
    ("huurdersraad-duinhaven",),
    ("duinhaven",),
    ("gemeente-ommen", "duinhaven", "huurdersraad-duinhaven"),
)
LABELS = {
    "what": ("Afspraak", "Wat", "Actie", "Prestatie", "Wat gaan we doen?", "Maatregel"),
    "who": ("Trekker", "Wie", "Initiatiefnemer", "Verantwoordelijk", "Wie doet het?", "Door wie"),
    "when": ("Planning", "Wanneer", "Termijn", "Gereed", "Deadline", "Periode"),
}
ORDERS = list(permutations(("what", "who", "when")))
SETS = list(zip(*LABELS.values(), strict=True))


def commitments(text: str) -> tuple[Commitment, ...]:
    return extract_agreement(Document(OPENING + text, "ommen.txt")).commitments


def named(labels: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(("what", "who", "when"), labels, strict=True))


def values(row: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(("what", "who", "when"), row, strict=True))


def leaders(found: tuple[Commitment, ...]) -> list[set[str]]:
    return [set(one.initiators) for one in found]


def check(text: str) -> None:
    found = commitments(text)
    whole = OPENING + text
    starts = [" ".join(one.span.of(whole).split())[:24] for one in found]
    assert starts == [row[0][:24] for row in ROWS]
    assert leaders(found) == [set(keys) for keys in LEADERS]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("labels", SETS)
def test_columns_of_a_table_in_any_order(labels: tuple[str, str, str], order: list[str]) -> None:
    head = " | ".join(named(labels)[role] for role in order)
    rows = [" | ".join(values(row)[role] for role in order) for row in ROWS]
    check("Wonen\n\n" + "\n".join(f"| {line} |" for line in (head, *rows)) + "\n")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("labels", SETS)
def test_columns_set_apart_by_spaces(labels: tuple[str, str, str], order: list[str]) -> None:
    widths = {"what": 62, "who": 28, "when": 14}
    lines = [named(labels), *map(values, ROWS)]
    text = "\n\n".join(
        "   ".join(line[role].ljust(widths[role]) for role in order) for line in lines
    )
    check(f"Wonen\n\n{text}\n")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("labels", SETS)
@pytest.mark.parametrize("gap", [": ", "   "])
def test_blocks_of_labelled_lines(gap: str, labels: tuple[str, str, str], order: list[str]) -> None:
    blocks = [
        "\n".join(f"{named(labels)[role].rstrip('?')}{gap}{values(row)[role]}" for role in order)
        for row in ROWS
    ]
    check("Wonen\n\n" + "\n\n".join(blocks) + "\n")


@pytest.mark.parametrize("labels", SETS)
def test_fields_below_a_numbered_sentence(labels: tuple[str, str, str]) -> None:
    _, who, when = (label.rstrip("?") for label in labels)
    text = "\n\n".join(
        f"{number}. {what}\n   {who}: {lead}\n   {when}: {date}"
        for number, (what, lead, date) in enumerate(ROWS, 1)
    )
    check(f"Wonen\n\n{text}\n")


def test_bullets_with_who_leads_in_brackets() -> None:
    text = "\n".join(f"• {what} (trekker: {lead})" for what, lead, _ in ROWS)
    check(f"Betaalbaarheid\n\n{text}\n\nDuurzaamheid\n\n• Er waren 120 meldingen in 2024\n")


def test_a_column_for_each_party() -> None:
    text = """T   trekker
M   werkt mee
I   wordt op de hoogte gehouden

| Nr | Prestatie | Gemeente | Corporatie | Huurders | Planning |
| 1 | Aan de Kade komen 24 woningen. | M | T | I | Q4 |
| 2 | Er komt een wijkplan voor Oostermeer. | T | M | M | Q2 |
| 3 | Het spreekuur over huurtoeslag gaat door. | - | T | T | doorlopend |
"""
    found = commitments(text)
    assert leaders(found) == [
        {"duinhaven"},
        {"gemeente-ommen"},
        {"duinhaven", "huurdersraad-duinhaven"},
    ]
    assert [set(one.contributors) for one in found] == [
        {"gemeente-ommen"},
        {"duinhaven", "huurdersraad-duinhaven"},
        set(),
    ]


def test_figures_of_a_column_of_results_are_targets() -> None:
    text = """| Afspraak | Wie | Wanneer | Resultaat |
| Duinhaven bouwt aan de Kade. | Duinhaven | 2025 | 24 sociale huurwoningen |
| De huurders krijgen bezoek van een coach. | Huurdersraad | 2025 | 150 huisbezoeken |
"""
    found = commitments(text)
    assert [[str(target.value) for target in one.targets] for one in found] == [["24"], ["150"]]


def test_a_table_of_how_far_things_are_holds_no_commitments() -> None:
    text = """Terugblik

| Actie | Stand |
| Bouw van 24 woningen aan de Kade | gereed |
| Plan voor de wijk Oostermeer | vertraagd |

Wonen

1. Duinhaven bouwt 24 sociale huurwoningen aan de Kade.
2. De gemeente stelt een plan op voor de wijk Oostermeer.
3. De Huurdersraad adviseert over het onderhoud.
"""
    assert words(read(OPENING + text))[0].startswith("Duinhaven bouwt")


def test_paragraphs_that_open_with_a_party_as_label() -> None:
    text = """## Wonen

**Gemeente:** levert de kavels aan de Kade op in het tweede kwartaal.

**Duinhaven:** begint zodra de kavels er zijn met 24 woningen.

**Huurders:** adviseren binnen zes weken over de huurverhoging.

## Wijken

**Allen:** ondertekenen in het eerste kwartaal het convenant over schulden.

**Gemeente en Duinhaven:** stellen samen een lijst op van plekken om te vergroenen.

**Duinhaven:** verkoopt niet meer dan acht woningen in de wijk Oostermeer.
"""
    found = commitments(text)
    assert layouts(read(OPENING + text)) == ["labelled_paragraphs"]
    assert leaders(found)[2:5] == [
        {"huurdersraad-duinhaven"},
        {"gemeente-ommen", "duinhaven", "huurdersraad-duinhaven"},
        {"gemeente-ommen", "duinhaven"},
    ]


def test_paragraphs_that_open_with_words_in_capitals() -> None:
    text = """1. Wonen

In de stad staan 47.600 woningen, waarvan een derde van Duinhaven.

KADE. In het tweede kwartaal tekenen de gemeente en Duinhaven de overeenkomst voor de Kade.

VERKOOP. Duinhaven verkoopt hooguit acht woningen.

HUURSOM. De huursom stijgt niet harder dan de inflatie.

2. Wijken

GROEN. De gemeente vergroent de pleinen in Oostermeer.

SCHULDEN. Duinhaven meldt een achterstand binnen twee weken bij de gemeente.

OVERLEG. Partijen spreken elkaar twee keer per jaar.
"""
    found = read(OPENING + text)
    assert layouts(found) == ["lead_words"]
    assert [one.split(".")[0] for one in words(found)] == [
        *("KADE", "VERKOOP", "HUURSOM", "GROEN", "SCHULDEN", "OVERLEG")
    ]


def test_the_title_of_a_spelt_out_number_is_its_heading() -> None:
    text = """1. Wonen

Afspraak 1 – Bouw (nieuw)
Duinhaven bouwt 24 sociale huurwoningen aan de Kade.

Afspraak 2 – Overleg (gewijzigd)
Was: Partijen spreken elkaar eenmaal per jaar. Wordt: Partijen spreken elkaar elk kwartaal.

Afspraak 3 – Onderhoud (nieuw)
De Huurdersraad adviseert over het onderhoud.
"""
    found = read(OPENING + text)
    assert words(found) == [
        "Duinhaven bouwt 24 sociale huurwoningen aan de Kade.",
        "Partijen spreken elkaar elk kwartaal.",
        "De Huurdersraad adviseert over het onderhoud.",
    ]
    assert [passage.heading for passage in found.passages] == [
        *("Bouw (nieuw)", "Overleg (gewijzigd)", "Onderhoud (nieuw)")
    ]
