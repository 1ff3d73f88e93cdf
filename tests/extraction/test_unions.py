"""Unions that mean their members, and names of which only what is said shows the kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.extraction.parties.unions import acting_unions
from pa_graph.model.agreement import Agreement
from tests.extraction import agreements
from tests.extraction.agreements import doing

COMMITMENTS = """

Afspraken

1. {who} in 2026 samen 20 woningen.
2. De huurdersorganisaties geven voor 1 juli 2026 advies over de huren.
3. De gemeente stelt in 2026 een nota over wonen vast.
"""
SIGNED = """

Ondertekening

Gemeente Ommen          Stichting Duinvast          Stichting Lommer
wethouder               bestuurder                  bestuurder

Huurdersraad Duinvast   HBV Lommer
voorzitter              voorzitter
"""
MEMBERS = {"Duinvast", "Lommer"}


def read(folder: Path, opening: str, who: str, behind: str = "") -> Agreement:
    return agreements.read(folder, opening, behind, COMMITMENTS.format(who=who))


OPENING = (
    "De gemeente Ommen, de woningcorporaties Duinvast en Lommer en de huurdersorganisaties "
    "Huurdersraad Duinvast en HBV Lommer maken deze afspraken. "
)


@pytest.mark.parametrize(
    "said",
    [
        "VUW is het verband waarin de corporaties samenwerken: Duinvast en Lommer.",
        "Zij vormen de VUW, bestaande uit Duinvast en Lommer.",
        "In de VUW werken twee corporaties samen: Duinvast en Lommer.",
        "Het gaat om de samenwerkende corporaties, verder de VUW: Duinvast en Lommer.",
        "De corporaties werken samen als Vechtdal Unie Wonen (VUW).",
    ],
)
def test_the_name_of_a_union_means_its_members(tmp_path: Path, said: str) -> None:
    agreement = read(tmp_path, OPENING + said, "VUW bouwt", SIGNED)
    assert doing(agreement, 1) == MEMBERS
    assert not any("VUW" in party.names for party in agreement.parties)


def test_a_union_that_signs_itself_is_a_party(tmp_path: Path) -> None:
    signed = SIGNED.replace("Stichting Lommer\n", "Stichting Lommer          VUW\n").replace(
        "bestuurder                  bestuurder",
        "bestuurder                  bestuurder   bestuurder",
    )
    said = "VUW is het verband waarin de corporaties samenwerken: Duinvast en Lommer."
    assert doing(read(tmp_path, OPENING + said, "VUW bouwt", signed), 1) == {"VUW"}


@pytest.mark.parametrize(
    "said",
    [
        "De huurders worden vertegenwoordigd door De Bundeling.",
        "De Bundeling behartigt de belangen van de huurders.",
    ],
)
def test_who_speaks_for_tenants_is_their_organisation(tmp_path: Path, said: str) -> None:
    opening = f"De gemeente Ommen en woningstichting Duinvast maken afspraken. {said} De Bundeling "
    agreement = read(tmp_path, opening + "leest mee.", "Duinvast bouwt")
    assert doing(agreement, 2) == {"De Bundeling"}


def test_one_word_for_the_kind_before_several_places(tmp_path: Path) -> None:
    opening = (
        "De gemeente Ommen, woningstichting Duinvast en de huurdersverenigingen Ommen (HVO) en "
        "Oud Lemele (HOL) maken afspraken."
    )
    agreement = read(tmp_path, opening, "Duinvast bouwt")
    assert doing(agreement, 2) == {"Huurdersvereniging Ommen", "Huurdersvereniging Oud Lemele"}


def test_each_landlord_has_tenants_without_a_name(tmp_path: Path) -> None:
    opening = (
        "De gemeente Ommen, de woningcorporaties Duinvast en Lommer, de huurdersorganisatie van "
        "Duinvast en de huurdersorganisatie van Lommer maken afspraken."
    )
    agreement = read(tmp_path, opening, "Duinvast bouwt")
    assert doing(agreement, 2) == {
        *("huurdersorganisatie van Duinvast", "huurdersorganisatie van Lommer")
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "De Vereniging van Zandse Woningcorporaties levert.",
            ("Vereniging van Zandse Woningcorporaties", ""),
        ),
        (
            "Het Regionaal Overleg Woningcorporaties levert.",
            ("Regionaal Overleg Woningcorporaties", ""),
        ),
        ("De Zandse Corporaties (ZCo) leveren.", ("Zandse Corporaties", "ZCo")),
        (
            "Zij werken samen in de Zandse Federatie (verder: de federatie).",
            ("Zandse Federatie", "federatie"),
        ),
        ("De Zandse corporaties leveren.", None),
    ],
)
def test_a_union_by_its_name(text: str, names: tuple[str, str] | None) -> None:
    assert list(acting_unions(text)) == ([names] if names else [])
