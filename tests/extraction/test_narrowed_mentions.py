"""Words for several parties of which the text takes some away."""

from __future__ import annotations

import pytest

from pa_graph.extraction.clauses import actors
from pa_graph.extraction.parties.parties import Parties
from pa_graph.model.agreement import Party
from tests.extraction.passages import flow

PARTIES = Parties(
    (
        Party("gemeente-zandmeer", "gemeente Zandmeer", "municipality", ("Zandmeer",), True),
        Party("duinhaven", "Duinhaven", "housing_association", (), True),
        Party("thuisbasis", "Thuisbasis", "housing_association", (), True),
        Party("veldhuis", "Veldhuis", "housing_association", (), True),
        Party("hrd", "Huurdersraad Duinhaven", "tenant_organisation", ("HRD",), True),
    ),
    everybody=("gemeente-zandmeer", "duinhaven", "thuisbasis", "veldhuis", "hrd"),
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("De corporaties, met uitzondering van Veldhuis, verkopen niets.", "duinhaven thuisbasis"),
        ("De corporaties behalve Veldhuis en Thuisbasis verkopen niets.", "duinhaven"),
        ("De corporaties (m.u.v. Veldhuis) verkopen niets.", "duinhaven thuisbasis"),
        (
            "Alle partijen behalve de gemeente betalen mee.",
            "duinhaven thuisbasis veldhuis hrd",
        ),
        (
            "De corporaties met bezit in Oost, te weten Duinhaven en Veldhuis, bouwen.",
            "duinhaven veldhuis",
        ),
        ("Alleen Duinhaven en Veldhuis bevriezen de huur.", "duinhaven veldhuis"),
        ("De corporaties, behalve in de zomer, verkopen niets.", "duinhaven thuisbasis veldhuis"),
    ],
)
def test_the_subject_is_who_is_left(text: str, keys: str) -> None:
    subject = next(actor for actor in actors(flow(text), PARTIES) if actor.role == "subject")
    assert " ".join(subject.keys) == keys


def test_the_others_are_those_not_named_before() -> None:
    mentions = PARTIES.mentions("Duinhaven bouwt er tien; de overige corporaties bouwen er vijf.")
    assert [mention.keys for mention in mentions] == [("duinhaven",), ("thuisbasis", "veldhuis")]


def test_a_cell_may_leave_somebody_out() -> None:
    assert PARTIES.find_in_cell("corp. m.u.v. Veldhuis") == ("duinhaven", "thuisbasis")


def test_who_is_none_of_them_is_not_taken_away() -> None:
    found = PARTIES.find("De corporaties, met uitzondering van HRD")
    assert found == ("duinhaven", "thuisbasis", "veldhuis", "hrd")
