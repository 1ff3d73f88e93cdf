"""Which names mean the same organisation."""

from __future__ import annotations

import pytest

from pa_graph.dependencies.identity import Identities, Overrides
from pa_graph.dependencies.party_identity import PartyMention, decide_parties, name_keys
from pa_graph.mapping.parties import telling_words

HOUSES, TENANTS = "housing-association", "tenant-organisation"
TOWNS = frozenset({"losser", "ommen", "lochem"})


def party(iri: str, kind: str, *names: str, towns: str = "losser", of: str = "", **more: object):  # type: ignore[no-untyped-def]
    return PartyMention(
        iri,
        kind,
        names,
        frozenset(towns.split()),
        frozenset(of.split()),
        **more,  # type: ignore[arg-type]
    )


def means(found: Identities, iri: str) -> str:
    (meant,) = next(d.means for d in found.decisions if d.iri == iri)
    return meant


def decided(*parties: PartyMention, overrides: Overrides | None = None) -> Identities:
    return decide_parties(parties, overrides or Overrides({}), TOWNS)


def doubted(found: Identities) -> set[tuple[str, str]]:
    return {(doubt.one, doubt.other) for doubt in found.doubts}


def test_legal_form_article_and_full_name_make_no_other_association() -> None:
    found = decided(
        party("a", HOUSES, "Woonstichting Dinkelrand", "Dinkelrand"),
        party("bb", HOUSES, "Stichting Dinkelrand", towns="ommen"),
        party("cc", HOUSES, "de Dinkelrand", towns="lochem"),
    )
    assert {means(found, iri) for iri in ("a", "bb", "cc")} == {"a"}
    because = next(d.because for d in found.decisions if d.iri == "bb")
    assert because == "dezelfde soort en een naam die maar één organisatie aanwijst"
    assert not found.doubts


def test_tenants_are_not_the_landlord_whose_name_they_bear() -> None:
    found = decided(
        party("a", HOUSES, "Dinkelrand"),
        party("b", TENANTS, "Huurdersraad Dinkelrand", "Dinkelrand"),
    )
    assert means(found, "b") == "b"


def test_a_tenants_council_of_two_municipalities_stays_two() -> None:
    found = decided(
        party("losser-huurdersraad", TENANTS, "Huurdersraad", of="dinkelrand"),
        party("ommen-huurdersraad", TENANTS, "Huurdersraad", towns="ommen", of="vechtkant"),
    )
    assert means(found, "losser-huurdersraad") != means(found, "ommen-huurdersraad")
    assert not found.doubts


def test_a_tenants_council_of_one_association_is_one_in_two_municipalities() -> None:
    found = decided(
        party("z-losser-huurdersraad", TENANTS, "Huurdersraad", of="dinkelrand"),
        party("ommen-huurdersraad", TENANTS, "de Huurdersraad", towns="ommen", of="dinkelrand"),
    )
    assert means(found, "z-losser-huurdersraad") == "ommen-huurdersraad"
    assert found.decisions[1].because_en == (
        "the same name, of the tenants of the same association"
    )


def test_an_abbreviation_counts_only_where_something_else_agrees() -> None:
    found = decided(
        party("full", TENANTS, "Huurdersbelangenvereniging De Es", "HBV", of="x"),
        party("losser-hbv", TENANTS, "HBV", of="x"),
        party("ommen-hbv", TENANTS, "HBV", towns="ommen", of="y"),
        party("other", TENANTS, "Huurdersbelangenvereniging De Wal", "HBV", of="x"),
    )
    assert means(found, "ommen-hbv") == "ommen-hbv"
    assert means(found, "other") == "other"
    # It fits two, so it is neither, and both are listed.
    assert means(found, "losser-hbv") == "losser-hbv"
    assert {("full", "losser-hbv"), ("losser-hbv", "other")} <= doubted(found)


def test_a_name_that_several_associations_bear_needs_a_municipality_in_common() -> None:
    found = decided(
        party("losser-goed-wonen", HOUSES, "Stichting Goed Wonen"),
        party("hof-goed-wonen", HOUSES, "Goed Wonen", towns="losser hellendoorn"),
        party("lochem-goed-wonen", HOUSES, "Goed Wonen", towns="lochem"),
    )
    assert means(found, "losser-goed-wonen") == "hof-goed-wonen"
    assert means(found, "lochem-goed-wonen") == "lochem-goed-wonen"
    assert doubted(found) == {("hof-goed-wonen", "lochem-goed-wonen")}


def test_the_name_of_a_predecessor_means_its_successor() -> None:
    found = decided(
        party("new", HOUSES, "Woonstichting Dinkelrand", earlier=("Woningstichting Glanerveld",)),
        party("glanerveld", HOUSES, "Woningstichting Glanerveld"),
    )
    assert means(found, "new") == means(found, "glanerveld")
    reasons = {d.because_en for d in found.decisions}
    assert "it is the earlier name of this organisation" in reasons


def test_two_associations_named_after_one_town_are_told_apart_by_their_form() -> None:
    found = decided(
        party("a", HOUSES, "Woningstichting Losser"), party("b", HOUSES, "Woonbedrijf Losser")
    )
    assert means(found, "b") == "b"


def test_tenants_named_by_their_kind_are_listed_beside_the_only_ones_known() -> None:
    found = decided(
        party("x-huurdersstichting", TENANTS, "huurdersstichting", of="leystromen"),
        party("shbl", TENANTS, "Stichting Huurders Belangen Leystromen", of="leystromen"),
    )
    assert means(found, "x-huurdersstichting") == "x-huurdersstichting"
    assert doubted(found) == {("shbl", "x-huurdersstichting")}


def test_a_reader_joins_and_parts_with_one_line_each() -> None:
    parties = (party("a", HOUSES, "Dinkelrand"), party("bb", HOUSES, "Stichting Dinkelrand"))
    apart = Overrides({}, frozenset({frozenset({"a", "bb"})}))
    assert means(decided(*parties, overrides=apart), "bb") == "bb"
    others = (party("a", HOUSES, "Dinkelrand"), party("c", HOUSES, "Overijssels Wonen"))
    joined = decided(*others, overrides=Overrides({"c": ("a",)}))
    assert means(joined, "c") == "a"


@pytest.mark.parametrize(
    ("name", "telling"),
    [
        ("Huurdersraad", set()),
        ("HBV", set()),
        ("Stichting Goed Wonen", set()),
        ("Huurdersvereniging De Sleutelbos", {"sleutelbos"}),
        ("Beter Wonen Vechtdal", {"vechtdal"}),
    ],
)
def test_words_that_tell_which_organisation_it_is(name: str, telling: set[str]) -> None:
    assert telling_words(name) == telling


def test_a_name_of_two_letters_is_compared_with_nothing() -> None:
    assert name_keys("HV", TENANTS) == frozenset()
