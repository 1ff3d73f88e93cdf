"""Glossaries: words in the order of the alphabet, each with what it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.extraction.parties.glossaries import (
    explained_parties,
    glossary,
    meanings_in_glossary,
    words_for_all,
)
from pa_graph.operations.reading import read_agreement

TWO_LINES = """Aftoppingsgrens
Huurbedrag waarboven de huurtoeslag lager wordt.

Corporaties
Zeevlam en Duinzorg.

De Lantaarn
De huurdersraad van Zeevlam. Zij adviseert over het beleid.

Duinzorg
Duinzorg Nederland, landelijke corporatie voor ouderen.

Zeevlam
Woningcorporatie met kantoor in Zandmeer."""
ONE_LINE = """Bod: overzicht van wat een corporatie doet.
Deelnemers: alle organisaties die deze afspraken ondertekenen.
HBZ: Huurdersbelangenvereniging Zandmeer, voor huurders van Zeevlam.
Label: energielabel van een
woning.
Verhuurders: ZV10 en Duinzorg.
ZV10: Zeevlam10, met 6.050 woningen.""".splitlines()
STREETS = """Akkerhof: Corporatie Zeevlam renoveert dit complex.
Beukenhof: Woningcorporatie Duinvast sloopt dit complex.
Dennenhof: Corporatie Zeevlam verkoopt dit complex.
Eikenhof: Corporatie Zeevlam isoleert dit complex.
Iepenhof: De corporatie onderhoudt dit complex.
Lindenhof: De gemeente koopt dit complex.""".splitlines()


def test_who_is_explained_on_the_next_line() -> None:
    words = glossary(TWO_LINES.splitlines())
    found = {(each.word, each.name, each.kind) for each in explained_parties(words)}
    assert found == {
        ("De Lantaarn", "De Lantaarn", "tenant_organisation"),
        ("Duinzorg", "Duinzorg Nederland", "housing_association"),
        ("Zeevlam", "Zeevlam", "housing_association"),
    }
    assert {(said.word, said.text) for said in meanings_in_glossary(words)} == {
        ("corporaties", "Zeevlam en Duinzorg")
    }


def test_who_is_explained_behind_a_colon() -> None:
    words = glossary(ONE_LINE)
    found = {(each.word, each.name, each.kind) for each in explained_parties(words)}
    assert ("HBZ", "Huurdersbelangenvereniging Zandmeer", "tenant_organisation") in found
    assert ("ZV10", "Zeevlam10", "other") in found
    assert list(words_for_all(words)) == ["deelnemers"]


def test_a_list_of_streets_names_nobody() -> None:
    assert not [each for each in explained_parties(glossary(STREETS)) if each.kind != "other"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_few_words_are_no_glossary(count: int) -> None:
    assert glossary("\n\n".join(TWO_LINES.split("\n\n")[:count]).splitlines()) == ()


def test_names_that_only_a_glossary_has(tmp_path: Path) -> None:
    path = tmp_path / "afspraken.txt"
    path.write_text(
        f"""Prestatieafspraken Capelle aan den IJssel 2026

Betaalbare huur

1. De corporaties verhogen in 2026 de huren met niet meer dan 3,1%.
2. De Lantaarn leidt in 2026 tien leden op.
3. Duinzorg knapt in 2026 de hal op.
4. Capelle stelt in 2026 een woonzorgvisie op.

Getekend te Capelle aan den IJssel, 1 december 2025

Gemeente Capelle aan den IJssel
wethouder
Zeevlam
bestuurder
Duinzorg Nederland
regiomanager
De Lantaarn
voorzitter

Woordenlijst

{TWO_LINES}
""",
        encoding="utf-8",
    )
    agreement, _ = read_agreement(path)
    assert [set(each.initiators) for each in agreement.commitments] == [
        {"zeevlam", "duinzorg"},
        {"de-lantaarn"},
        {"duinzorg"},
        {"gemeente-capelle-aan-den-ijssel"},
    ]
