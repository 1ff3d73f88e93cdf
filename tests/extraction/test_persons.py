"""Names of persons are taken out before anything is read; the names here are nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pa_graph.extraction.parties.persons import TAKEN, without_persons

PLACES = [
    # Above, beside or before an office.
    ("Piet Voorbeeld\nWethouder Wonen", "Piet Voorbeeld"),
    ("Duinvast          Anna de Verzonnen          directeur", "Anna de Verzonnen"),
    ("Klaas Niemand, voorzitter", "Klaas Niemand, "),
    ("Klaas Niemand (voorzitter)", "Klaas Niemand ("),
    ("de wethouder,\nPiet Voorbeeld", "Piet Voorbeeld"),
    ("Wethouder Piet Voorbeeld, gemeente Zandmeer", "Piet Voorbeeld"),
    ("wethouder: P. Voorbeeld", "P. Voorbeeld"),
    ("A.B. van der Fictie\nbestuurder", "A.B. van der Fictie"),
    ("R. Voorbeeld MSc\nbestuurder", "R. Voorbeeld MSc"),
    # An address is enough anywhere.
    ("De uitvoering ligt bij de heer J. Nergens-de Droom.", "de heer J. Nergens-de Droom"),
    ("vertegenwoordigd door mevrouw drs. E. Bedacht, voorzitter;", "mevrouw drs. E. Bedacht, "),
    ("ondertekend door mw. Truus Nergens te Zandmeer", "mw. Truus Nergens"),
]


@pytest.mark.parametrize(("text", "person"), PLACES)
def test_a_person_is_blanked_where_an_office_or_an_address_tells_it(text: str, person: str) -> None:
    assert without_persons(text) == text.replace(person, TAKEN * len(person))


@pytest.mark.parametrize(
    "text",
    [
        # Organisations with an office beside them.
        "Wonen Zandmeer\nbestuurder",
        "Stichting Goede Buren\nvoorzitter",
        "Namens Duinvast\nde bestuurder",
        "Voor De Klepel:          directeur",
        "Gemeente Zandmeer, wethouder Wonen",
        "Woonzorg Nederland          regiomanager",
        # The text speaks of it elsewhere.
        "Nieuw Begin stelt een plan op.\n\nNieuw Begin\nvoorzitter",
        # Streets, headings, and offices of nobody.
        "De woningen aan de Dr. Voorbeeldstraat worden gesloopt.",
        "B. Betaalbaarheid\nhet bestuur besluit",
        "Manager Regio Midden",
        "De wethouder Wonen overlegt met de corporaties.",
    ],
)
def test_what_is_no_person_stays(text: str) -> None:
    assert without_persons(text) == text


def test_the_next_line_is_not_part_of_a_name() -> None:
    text = "De heer Piet Voorbeeld\nWethouder\n\nMevrouw Anna Verzonnen\nBestuurder\n"
    assert without_persons(text).split() == ["Wethouder", "Bestuurder"]


@given(st.text(alphabet=st.sampled_from("AaBe. ,\n\t|()-dehr’Ø_"), max_size=120))
def test_offsets_hold_whatever_the_text(text: str) -> None:
    plain = without_persons(text)
    assert len(plain) == len(text)
    assert all(new in (old, TAKEN) for old, new in zip(text, plain, strict=True))
    assert plain.count("\n") == text.count("\n")


def test_a_surname_alone_beside_persons_is_one_of_them() -> None:
    text = "A.B. Voorbeeld     Bedacht\nwethouder          bestuurder\n"
    plain = without_persons(text)
    assert "Bedacht" not in plain
    assert "bestuurder" in plain
    assert len(plain) == len(text)


def test_a_dash_before_a_person_is_none_of_the_name() -> None:
    plain = without_persons("– Piet Voorbeeld-Niemand, wethouder")
    assert plain.startswith("–")
    assert plain.endswith("wethouder")
    assert "Niemand" not in plain
