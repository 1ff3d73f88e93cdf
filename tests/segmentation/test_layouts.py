"""Every layout sets apart what its document sets apart."""

from __future__ import annotations

import json

import pytest

from pa_graph.model.resources import resource
from pa_graph.reading.files import read_document
from pa_graph.segmentation.recogniser import segment
from tests.segmentation.texts import (
    OPENING,
    layouts,
    overlapping,
    read,
    stands_where_it_says,
    words,
)


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("bergeijk-2022", "titled_blocks"),
        ("lochem-2024", "numbered_themes"),
        ("ommen-2023", "contribution_bullets"),
        ("putten-2025", "table"),
        ("westerveld-2025", "numbered_parties"),
    ],
)
def test_each_example_is_read_by_its_layout(name: str, layout: str) -> None:
    document = read_document(resource("data/examples", f"{name}.txt"))
    gold = json.loads(resource("data/examples", "gold", f"{name}.json").read_text(encoding="utf-8"))
    found = segment(document)
    assert found.layouts[0].layout == layout
    assert sum(chosen.passages for chosen in found.layouts) == len(found.passages)
    assert [words.split()[:3] for words in words(found)] == [
        commitment["first"].split()[:3] for commitment in gold["commitments"]
    ]
    assert all(stands_where_it_says(passage, document.text) for passage in found.passages)
    assert not overlapping([passage.span for passage in found.passages])
    assert found.stops_early is None


def test_numbers_run_on_over_broken_lines_and_lettered_items() -> None:
    found = read(
        OPENING
        + """Wonen

1. Duinhaven bouwt dertig huizen
aan de Kade.
2. De gemeente kiest een plek:
a) aan het water;
b) of bij het station.
3. Partijen komen samen.
"""
    )
    assert layouts(found) == ["numbered_themes"]
    assert [passage.number for passage in found.passages] == ["1", "2", "3"]
    assert words(found)[0] == "Duinhaven bouwt dertig huizen aan de Kade."
    assert found.passages[1].sub_items == 2
    assert found.passages[1].heading == "Wonen"


@pytest.mark.parametrize(
    ("marks", "layout"),
    [
        (("2.1", "2.2", "2.3"), "articles"),
        (("B1", "B2", "B3"), "coded"),
        (("Afspraak 1.", "Afspraak 2.", "Afspraak 3."), "numbered_themes"),
    ],
)
def test_marks_of_other_kinds(marks: tuple[str, ...], layout: str) -> None:
    sentences = ("Duinhaven bouwt huizen.", "De gemeente zoekt een plek.", "Partijen tellen mee.")
    lines = "\n".join(f"{mark} {text}" for mark, text in zip(marks, sentences, strict=True))
    found = read(f"{OPENING}Beschikbaarheid\n\n{lines}\n")
    assert layouts(found) == [layout]
    assert words(found) == list(sentences)


def test_headings_that_name_a_part_are_kept() -> None:
    found = read(
        OPENING
        + """Bijdrage gemeente

1. De gemeente levert grond voor huizen.
2. De gemeente betaalt de weg erheen.

Bijdrage Duinhaven

3. Duinhaven bouwt dertig huizen.
4. Duinhaven plant bomen in de straat.
"""
    )
    assert layouts(found) == ["numbered_parties"]
    parts = [passage.party_heading for passage in found.passages]
    assert parts == ["Bijdrage gemeente"] * 2 + ["Bijdrage Duinhaven"] * 2


def test_bullets_count_under_headings_that_announce_them_only() -> None:
    found = read(
        OPENING
        + """Doelen

- Meer huizen voor jongeren
- Minder lange wachttijden

Bijdrage Duinhaven

- Duinhaven bouwt dertig huizen aan de Kade.
- Duinhaven knapt het portiek op.
"""
    )
    assert layouts(found) == ["contribution_bullets"]
    assert [text.split()[1] for text in words(found)] == ["bouwt", "knapt"]


def test_titles_with_a_party_beside_them() -> None:
    block = """{title}   {party}

{text}

Beoogd effect: mensen wonen goed
Bijzonderheden: niets te melden

"""
    found = read(
        OPENING
        + block.format(
            title="NIEUWBOUW", party="DUINHAVEN", text="Duinhaven bouwt dertig huizen aan de Kade."
        )
        + block.format(
            title="GRONDPRIJS",
            party="GEMEENTE",
            text="De gemeente rekent een lage prijs voor grond.",
        )
    )
    assert layouts(found) == ["titled_blocks"]
    assert [passage.party_heading for passage in found.passages] == ["DUINHAVEN", "GEMEENTE"]
    effect = found.passages[0].effect
    assert effect is not None and effect.text == "mensen wonen goed"


def test_a_layout_may_be_followed_by_another() -> None:
    table = "Afspraak\tInitiatiefnemer\tPlanning\nBomen planten\tGemeente\tQ1\n"
    bullets = "\nBijdrage Duinhaven\n\n- Duinhaven bouwt dertig huizen.\n- Duinhaven telt mee.\n"
    found = read(OPENING + table + bullets)
    assert sorted(layouts(found)) == ["contribution_bullets", "table"]
    assert words(found)[0] == "Bomen planten"


def test_a_promise_outside_every_passage_is_pointed_out() -> None:
    text = (
        OPENING
        + "1. Duinhaven bouwt huizen.\n2. De gemeente zoekt een plek.\n3. Partijen tellen mee.\n\n"
        + "Inleiding\n\nDe gemeente zal ook een nieuwe school bouwen in het dorp.\n"
    )
    found = read(text)
    left_out = [span.of(text) for span in found.left_out]
    assert left_out == ["De gemeente zal ook een nieuwe school bouwen in het dorp."]


def test_lists_under_who_does_what_follows() -> None:
    text = (
        OPENING
        + """Thema 1: Bouwen

Bouwen is duur.

Daarom zal Duinhaven:
- in 2026 dertig huizen bouwen;
- vijf huizen verkopen.

De gemeente Zandmeer:
- levert de grond op tijd.

Thema 2: Betalen

Daarom gaan de gemeente en Duinhaven:
- een fonds voor huurders oprichten.

Samen:
- houden wij een spreekuur in het dorp.
"""
    )
    assert words(read(text)) == [
        "in 2026 dertig huizen bouwen;",
        "vijf huizen verkopen.",
        "levert de grond op tijd.",
        "een fonds voor huurders oprichten.",
        "houden wij een spreekuur in het dorp.",
    ]


def test_codes_count_on_in_their_section_below_what_it_aims_at() -> None:
    text = (
        OPENING
        + """A. BOUWEN

Doel
Er komen genoeg huizen.

A1  Duinhaven bouwt dertig huizen.
A2  De huizen staan er op tijd.

B. BETALEN

Doel
Iedereen kan de huur betalen.

B1  De huur stijgt niet meer dan de lonen.
B2  Duinhaven opent een loket.
"""
    )
    assert [passage.number for passage in read(text).passages] == ["A1", "A2", "B1", "B2"]


def test_a_row_with_dashes_for_who_and_when_only_describes() -> None:
    text = (
        OPENING
        + """| Planning | Afspraak | Trekker |
|---|---|---|
| – | In 2024 stonden er negentig huizen leeg. | – |
| 2026 | Duinhaven bouwt dertig huizen. | Duinhaven |
| – | De gemeente levert de grond. | gemeente |
"""
    )
    assert words(read(text)) == ["Duinhaven bouwt dertig huizen.", "De gemeente levert de grond."]


def test_bullets_under_questions() -> None:
    text = (
        OPENING
        + """Wie zijn wij?

- de gemeente Zandmeer;
- Duinhaven.

Komen er genoeg huizen bij?

Er is weinig plek.

• Duinhaven bouwt dertig huizen aan de Kade.

• De gemeente Zandmeer wijst een plek aan voor tijdelijke huizen.

Is het fijn in de buurt?

Daar werken wij aan.

• Duinhaven opent een loket in het dorp.

• De gemeente Zandmeer veegt de straten vaker.

• Wij lopen samen een ronde door de wijk.

• Duinhaven en de gemeente Zandmeer betalen samen een vuilniswagen.
"""
    )
    found = read(text)
    assert len(found.passages) == 6
    assert {passage.heading for passage in found.passages} == {
        "Komen er genoeg huizen bij?",
        "Is het fijn in de buurt?",
    }


def test_counted_chapters_between_titles_with_parties_are_no_commitments() -> None:
    text = (
        OPENING
        + """A. BOUWEN

Er zijn te weinig huizen in Zandmeer, en dat blijft nog wel even zo.

NIEUWBOUW                                             Initiatief: DUINHAVEN
Duinhaven bouwt dertig huizen aan de Kade en tien huizen aan het Plein in het dorp.
Beoogd effect: meer huizen.

GROND                                                 Initiatief: GEMEENTE
De gemeente Zandmeer levert de grond waarop die huizen komen, tegen een vaste prijs.
Beoogd effect: sneller bouwen.
"""
    )
    found = read(text)
    assert [passage.heading for passage in found.passages] == ["NIEUWBOUW", "GROND"]


def test_a_heading_may_be_a_clause_if_it_stands_alone() -> None:
    text = (
        OPENING
        + """Een huur die op te brengen is

De lonen stegen.

1. Duinhaven verhoogt de huur met drie procent.

Wie bijzondere aandacht nodig heeft

Dat zijn er veel.

2. Duinhaven wijst tien huizen toe aan starters.

3. De gemeente Zandmeer helpt wie in de knel komt.
"""
    )
    assert [passage.heading for passage in read(text).passages] == [
        "Een huur die op te brengen is",
        "Wie bijzondere aandacht nodig heeft",
        "Wie bijzondere aandacht nodig heeft",
    ]


def test_a_chapter_without_items_says_in_prose_what_others_list() -> None:
    text = (
        "A. Nieuwbouw\n\nA1. Duinhaven bouwt in 2025 tien woningen aan de Kade.\n"
        "A2. De gemeente verkoopt in 2025 de grond aan de Kade.\n"
        "A3. Duinhaven verkoopt in 2025 hooguit vier woningen.\n\n"
        "B. Samenwerking\n\n"
        "De lijnen zijn kort en dat bevalt.\n\n"
        "De gemeente zorgt vier keer per jaar voor een overleg over de voortgang.\n"
    )
    found = words(read(OPENING + text))
    assert found[-1] == "De gemeente zorgt vier keer per jaar voor een overleg over de voortgang."
    assert not any("kort" in passage for passage in found)


def test_prose_is_read_though_one_chapter_has_a_list() -> None:
    chapters = {
        "Nieuwbouw": "Duinhaven bouwt in 2025 tien woningen aan de {}.",
        "Verkoop": "Duinhaven verkoopt in 2025 hooguit vier woningen aan de {}.",
        "Energie": "De gemeente stelt in 2025 een energiecoach beschikbaar aan de {}.",
    }
    text = "".join(
        f"{title}\n\n{sentence.format('Kade')}\n\n{sentence.format('Dijk')}\n\n"
        for title, sentence in chapters.items()
    )
    text += "Afspraken over samenwerking\n\n• De gemeente zorgt voor een overleg over wonen.\n"
    text += "• Duinhaven maakt van het overleg een verslag.\n"
    found = words(read(OPENING + text))
    assert len(found) == 8
    assert found[0] == "Duinhaven bouwt in 2025 tien woningen aan de Kade."
