"""Names of organisations as they are built and used: legal forms, figures, parts, partners."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pa_graph.extraction.contributors import read_contributors
from pa_graph.extraction.initiators import read_initiators
from pa_graph.extraction.parties.find import find_parties
from pa_graph.extraction.parties.parties import Parties
from pa_graph.reading.document import Document
from tests.extraction.passages import PARTIES, context, passage

BODY = "\n1. De gemeente verkoopt grond.\n2. De corporatie bouwt tien woningen.\n"


def parties(opening: str, body: str = BODY) -> Parties:
    return find_parties(Document(f"{opening}\n{body}", "eersel.txt"), [])


def meant(found: Parties, words: str) -> list[str]:
    names = {party.key: party.name for party in found.parties}
    return [names[key] for key in found.find_in_cell(words)]


def names_of(found: Parties, kind: str) -> list[str]:
    return [party.name for party in found.parties if party.kind == kind]


@pytest.mark.parametrize(
    ("printed", "kept", "short"),
    [
        ("Coöperatie Wonen aan d’IJssel U.A.", "Coöperatie Wonen aan d’IJssel", "d’IJssel"),
        ("Stichting Wonen tussen Heide en Ven", "Stichting Wonen tussen Heide en Ven", ""),
        ("Woningvereniging Zeelst 1913", "Woningvereniging Zeelst 1913", "Zeelst 1913"),
        ("Stichting Wonen in 5 Kernen", "Stichting Wonen in 5 Kernen", "5 Kernen"),
    ],
)
def test_a_name_is_read_whole(printed: str, kept: str, short: str) -> None:
    body = f"1. Dit jaar bouwt {short} tien huizen, en {short} verkoopt er twee.\n" if short else ""
    found = parties(
        f"Prestatieafspraken 2025\n\ngemeente Eersel\n{printed}\nHuurdersraad Het Dak\n\n"
        "Dit zijn de afspraken.",
        body or BODY,
    )
    assert names_of(found, "housing_association") == [kept]
    if short:
        assert meant(found, short) == [kept]


def test_an_organisation_for_care_is_no_association_though_it_is_defined_beside_one() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Laarheide en Huurdersraad Het Dak tekenen. Ook "
        "anderen doen mee: Stichting Zorgkwartier (Zorgkwartier) en Welzijn Meiveld (Meiveld)."
    )
    assert names_of(found, "housing_association") == ["Laarheide"]
    assert {"Stichting Zorgkwartier", "Welzijn Meiveld"} <= set(names_of(found, "other"))


def test_who_takes_part_without_signing_is_none_of_all_parties() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Laarheide en Huurdersraad Het Dak. Daarnaast werken "
        "mee: Stichting Overdag (hierna: Overdag). Zij tekenen niet."
    )
    signing = {party.name for party in found.parties if party.signatory}
    assert "Stichting Overdag" not in signing
    assert {"Laarheide", "Huurdersraad Het Dak"} <= signing


def test_names_of_the_reference_data_need_no_kind() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Laarheide en Huurdersraad Het Dak spreken dit af.",
        "1. Lunet levert de begeleiding.\n2. De gemeente praat met Waterschap De Dommel.\n",
    )
    assert {"Lunet", "Waterschap De Dommel"} <= set(names_of(found, "other"))


def test_tenants_are_called_by_the_first_word_of_their_name() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Laarheide, Platform Huurders Eersel en Bewonersraad "
        "Laarheide spreken dit af.",
        "1. Het Platform adviseert, en de Bewonersraad ook.\n",
    )
    assert meant(found, "het Platform") == ["Platform Huurders Eersel"]
    assert meant(found, "Bewonersraad") == ["Bewonersraad Laarheide"]


def test_a_part_of_a_name_that_tenants_bear_is_the_name_of_their_landlord() -> None:
    table = (
        "Nr\tAfspraak\tTrekker\tPlanning\n1\tHet bouwen van tien woningen.\tAchterveld\tQ2\n"
        "2\tHet verkopen van grond.\tGemeente\tQ3\n"
    )
    document = Document(
        "De gemeente Eersel, Woningcorporatie Achterveld en Huurdersbelang Achterveld (HBA) "
        f"spreken dit af.\n\n{table}",
        "eersel.txt",
    )
    from pa_graph.extraction.agreement import extract_agreement

    agreement = extract_agreement(document)
    first = agreement.commitments[0]
    kinds = {party.key: party.kind for party in agreement.parties}
    assert [kinds[key] for key in first.initiators] == ["housing_association"]


def test_a_former_name_that_the_text_goes_on_using_means_its_heir() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Aawonen en Huurdersraad Het Dak. Aawonen ontstond "
        "door de fusie van Woningstichting Dommels Thuis met een ander.",
        "1. Dommels Thuis bouwt tien woningen.\n2. Dommels Thuis verkoopt er twee.\n",
    )
    assert meant(found, "Dommels Thuis") == ["Aawonen"]


def test_a_table_of_signatures_explains_abbreviations() -> None:
    body = (
        "1. D&D bouwt tien woningen.\n2. HV D&D adviseert.\n\n"
        "Partij\tAfkorting\tVertegenwoordigd door\n"
        "Gemeente Eersel\tGemeente\tde burgemeester\n"
        "Coöperatieve Woningvereniging Duin & Dal U.A.\tD&D\tde directeur\n"
        "Huurdersvereniging Duin & Dal\tHV D&D\tde voorzitter\n"
    )
    found = parties("Afspraken van de gemeente Eersel, D&D en HV D&D voor 2025.", body)
    assert meant(found, "D&D") == ["Coöperatieve Woningvereniging Duin & Dal"]
    assert meant(found, "HV D&D") == ["Huurdersvereniging Duin & Dal"]


def test_all_parties_with_one_more() -> None:
    signing = ("gemeente-zandmeer", "duinhaven")
    known = replace(PARTIES, everybody=signing)
    text = passage("Partijen en Thuisbasis maken een plan.")
    initiators, _ = read_initiators(text, replace(context(), parties=known))
    assert initiators == (*signing, "thuisbasis")


@pytest.mark.parametrize(
    "text",
    [
        "De gemeente Zandmeer maakt een plan en Duinhaven levert de cijfers.",
        "De gemeente Zandmeer stuurt het aan Duinhaven, die binnen vier weken adviseert.",
        "De gemeente Zandmeer stemt de planning vooraf af met Duinhaven.",
        "De gemeente Zandmeer stelt Duinhaven in de gelegenheid mee te denken.",
        "De gemeente Zandmeer maakt een verslag met de door Duinhaven aangeleverde cijfers.",
    ],
)
def test_who_has_a_part_in_it(text: str) -> None:
    assert read_contributors(passage(text), ("gemeente-zandmeer",), context()) == ("duinhaven",)


def test_a_list_of_abbreviations_ends_where_prose_begins() -> None:
    found = parties(
        "De gemeente Eersel, Woningstichting Ons Erve en Huurdersbelang Eersel spreken dit af.\n\n"
        "Afkorting\tOrganisatie\tRol\tTekent\n"
        "GE\tGemeente Eersel\tbeleid en grond\tja\n"
        "OE\tWoningstichting Ons Erve\tverhuurder\tja\n"
        "HBE\tHuurdersbelang Eersel\thuurders van Ons Erve\tja\n"
        "DK\tWelzijnshuis De Kappe\twelzijnswerk\tnee\n\n"
        "De trekker zorgt dat het gebeurt.\n",
        BODY + "\nGetekend door:\n\nGemeente Eersel\tWoningstichting Ons Erve\n",
    )
    assert meant(found, "OE") == ["Woningstichting Ons Erve"]
    assert meant(found, "DK") == ["Welzijnshuis De Kappe"]
    assert meant(found, "Gemeente Eersel") == ["gemeente Eersel"]
    assert "Welzijnshuis De Kappe" not in {p.name for p in found.parties if p.signatory}


@pytest.mark.parametrize(
    ("sentence", "word", "name"),
    [
        ("Stichting Eersels Belang Wonen, die u kent als EBW, tekent.", "EBW", "Eersels Belang"),
        ("Wij noemen Zorgaanbieder Dommelrand (kort: Dommelrand).", "Dommelrand", "Dommelrand"),
        ("De gemeente Eersel (in de tekst ook: GE) tekent.", "GE", "gemeente Eersel"),
        ("Huurdersvereniging Eersel, Duizel & Wintelre (HEDW) tekent.", "HEDW", "Wintelre"),
    ],
)
def test_short_names_are_given_in_many_words(sentence: str, word: str, name: str) -> None:
    found = parties(f"De gemeente Eersel en woningcorporatie Laarheide. {sentence}")
    assert [name in one for one in meant(found, word)] == [True]


def test_a_name_and_the_same_with_its_region_are_one_party() -> None:
    found = parties(
        "Gemeente Eersel, Stichting Goed Thuis in Eersel en Omstreken en Huurdersraad Het Dak.",
        "1. Goed Thuis bouwt tien woningen.\n2. Dit jaar verkoopt Goed Thuis er twee.\n",
    )
    assert len(names_of(found, "housing_association")) == 1
    assert len(meant(found, "Goed Thuis")) == 1


def test_a_short_name_is_no_short_name_of_a_municipality_unless_it_may_be() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Laarheide en Huurdersraad Het Dak. Er is ook het "
        "overleg van alle aanbieders in de gemeente, hierna Zorgberaad."
    )
    assert "gemeente Eersel" not in meant(found, "Zorgberaad")
