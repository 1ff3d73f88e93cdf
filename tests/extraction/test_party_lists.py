"""Parties that a document introduces in a row, and words for several of them."""

from __future__ import annotations

import pytest

from pa_graph.extraction.parties.lists import Collective, collectives, listed_parties


def kinds(opening: str, *lines: str) -> dict[str, str]:
    """Return the kind of each party that is found, by its name."""
    return {party.name: party.kind for party in listed_parties(opening, lines)}


def test_a_name_between_municipality_and_tenants_is_an_association() -> None:
    row = "De gemeente Ommen, Vechtkant Wonen en huurdersvereniging De Sleutel spreken dit af."
    assert kinds(row) == {
        "Vechtkant Wonen": "housing_association",
        "huurdersvereniging De Sleutel": "tenant_organisation",
    }


def test_a_plural_says_what_follows_it() -> None:
    found = kinds("Dit zijn de afspraken met de corporaties Brink, Dorpsgoed en Thuisveld.")
    assert found == dict.fromkeys(("Brink", "Dorpsgoed", "Thuisveld"), "housing_association")


def test_the_short_name_stands_in_brackets() -> None:
    row = "De gemeente Ommen, Woonstichting Vechtkant (VK) en Huurdersraad Vechtkant (HRV)."
    assert [(party.name, party.alias) for party in listed_parties(row, ())] == [
        ("Woonstichting Vechtkant", "VK"),
        ("Huurdersraad Vechtkant", "HRV"),
    ]


def test_prose_without_a_row_names_nobody() -> None:
    assert kinds("De gemeente Ommen werkt in 2025 verder aan betaalbaar wonen.") == {}


@pytest.mark.parametrize(
    "line",
    ["Namens Woonstichting Vechtkant", "Woonstichting Vechtkant        Huurdersraad De Sleutel"],
)
def test_who_signs_is_a_party(line: str) -> None:
    found = [party.name for party in listed_parties("", (), (line,))]
    assert "Woonstichting Vechtkant" in found


def test_persons_who_sign_are_no_parties() -> None:
    assert list(listed_parties("", (), ("A. van den Berg        Wethouder wonen",))) == []


def test_a_word_for_several_parties() -> None:
    text = "Zij werken met de corporaties Brink en Dorpsgoed (samen te noemen: de corporaties)."
    assert list(collectives(text)) == [Collective("corporaties", ("Brink", "Dorpsgoed"))]
