"""Who is responsible: column before heading before sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pa_graph.extraction.initiators import read_initiators
from tests.extraction.passages import context, passage


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Duinhaven bouwt huizen.", ("duinhaven",)),
        ("In 2025 bouwt Duinhaven huizen.", ("duinhaven",)),
        ("De huizen worden door Duinhaven gebouwd.", ("duinhaven",)),
        ("Gemeente Zandmeer en Duinhaven maken een plan.", ("gemeente-zandmeer", "duinhaven")),
        ("De gemeente Zandmeer vraagt Duinhaven om te bouwen.", ("gemeente-zandmeer",)),
        ("Het overleg met Duinhaven wordt door Thuisbasis geleid.", ("thuisbasis",)),
    ],
)
def test_the_subject_of_a_sentence(text: str, keys: tuple[str, ...]) -> None:
    assert read_initiators(passage(text), context()) == (keys, "sentence")


def test_nobody_is_guessed() -> None:
    assert read_initiators(passage("Er komt een plan."), context()) == ((), "none")


def test_a_column_decides_over_the_sentence() -> None:
    row = replace(passage("Duinhaven maakt een plan"), initiator_cell="Thuisbasis / Duinhaven")
    assert read_initiators(row, context()) == (("duinhaven", "thuisbasis"), "column")
    bracket = passage("Onderzoek naar bouw (trekker: Thuisbasis).")
    assert read_initiators(bracket, context()) == (("thuisbasis",), "column")


def test_a_cell_that_names_nobody_gives_nobody() -> None:
    row = replace(passage("Een plan maken"), initiator_cell="n.t.b.")
    assert read_initiators(row, context())[0] == ()


def test_a_sentence_narrows_its_heading_and_never_widens_it() -> None:
    part = "Bijdrage Duinhaven en Thuisbasis"
    plain = replace(passage("Een plan maken voor de wijk"), party_heading=part)
    assert read_initiators(plain, context()) == (("duinhaven", "thuisbasis"), "heading")
    narrow = replace(passage("Thuisbasis maakt een plan."), party_heading=part)
    assert read_initiators(narrow, context())[0] == ("thuisbasis",)
    other = replace(passage("De gemeente Zandmeer maakt een plan."), party_heading=part)
    assert "gemeente-zandmeer" not in read_initiators(other, context())[0]
