"""Names printed in two ways, which mean one party."""

from __future__ import annotations

import pytest

from pa_graph.extraction.parties.found import FoundParty
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.parties.twins import join_twins
from pa_graph.model.agreement import Party

OWNER, TENANTS = "housing_association", "tenant_organisation"


def names_left(*parties: FoundParty) -> list[set[str]]:
    found = list(parties)
    join_twins(found)
    return [set(party.names) for party in found]


@pytest.mark.parametrize(
    ("kind", "signs", "other"),
    [
        # The same letters.
        (OWNER, "KleurrijkThuis", "Kleurrijk Thuis"),
        # The word for the kind cut short, glued or not.
        (TENANTS, "Huurdersraad 040", "HR040"),
        (TENANTS, "Huurderscommissie 'thuis", "HC 'thuis"),
        # More behind it in the signature.
        (OWNER, "Stichting Woonwaard Zandmeer", "Woonwaard"),
        # Another word for the kind.
        (TENANTS, "Huurdersbelangenvereniging Respect", "Huurdersvereniging Respect"),
        (OWNER, "Sociaal verhuurbedrijf WoonZand", "WoonZand"),
        # The word for a group, the year of founding, a region.
        (OWNER, "Stichting Woongroep Zandmeer", "Zandmeer"),
        (OWNER, "Zandmeer", "Stichting Woongroep Zandmeer"),
        (OWNER, "Stichting Zand-Meer '91", "Zand-Meer"),
        (OWNER, "Zandmeer", "Stichting Zandmeer Noord-Holland"),
        # An article, and a word for the kind.
        (TENANTS, "'t Zandmeerse Dak", "Stichting Huurdersvereniging Het Zandmeerse Dak"),
        (TENANTS, "Huurdersraad W&B", "Huurdersraad Wierhuizen en Baflo"),
        # Initials.
        (OWNER, "Stichting Jongeren Huisvesting Zandmeer", "SJHZ"),
    ],
)
def test_a_name_in_two_ways_is_one_party(kind: str, signs: str, other: str) -> None:
    assert names_left(
        FoundParty(signs, kind, signatory=True), FoundParty(other, kind, signatory=False)
    ) == [{signs, other}]


def test_the_municipality_behind_a_name_makes_no_other_party() -> None:
    assert names_left(
        FoundParty("Huurdersbelang Oost", TENANTS, signatory=True),
        FoundParty("Huurdersbelang Oost Ommen", TENANTS, signatory=True),
    ) == [{"Huurdersbelang Oost", "Huurdersbelang Oost Ommen"}]
    assert names_left(
        FoundParty("Het Huurdersplatform", TENANTS, signatory=True),
        FoundParty("Stichting Huurdersplatform Ommen", TENANTS, signatory=True),
    ) == [{"Het Huurdersplatform", "Stichting Huurdersplatform Ommen"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Landlord and tenants bear one name.
        (FoundParty("Duinvast", OWNER, signatory=True), FoundParty("Duinvast", "municipality")),
        (
            FoundParty("Oostwoon", OWNER, signatory=True),
            FoundParty("Oostwoon Noord", OWNER, [], True),
        ),
        (FoundParty("HBV Oost", TENANTS, signatory=True), FoundParty("HBV West", TENANTS)),
    ],
)
def test_others_stay_apart(one: FoundParty, other: FoundParty) -> None:
    assert len(names_left(one, other)) == 2


def test_a_name_with_two_parties_to_go_to_stays() -> None:
    assert (
        len(
            names_left(
                FoundParty("Woonwaard Oost", OWNER, signatory=True),
                FoundParty("Woonwaard West", OWNER, signatory=True),
                FoundParty("Woonwaard", OWNER),
            )
        )
        == 3
    )


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("KleurrijkThuis", "Kleurrijk Thuis"),
        ("Groninger Huis", "GroningerHuis"),
        ("HBV GroenWest", "HBV GroenWest"),
        ("WoonZeeland", "Woon Zeeland"),
    ],
)
def test_a_name_is_found_in_one_word_or_two(name: str, printed: str) -> None:
    parties = Parties((Party("it", name, OWNER, (), True),))
    assert parties.find(f"In 2026 bouwt {printed} tien woningen.") == ("it",)


def test_an_article_is_never_glued_to_a_name() -> None:
    parties = Parties((Party("it", "Het Huis", OWNER, (), True),))
    assert parties.find("Zij bouwt hethuis.") == ()
