"""Names that stand below one another, in legends, and parts of names that mean their party."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.extraction.parties.find import find_parties
from pa_graph.extraction.parties.name_likeness import is_one_letter_off
from pa_graph.extraction.parties.one_line import on_one_line
from pa_graph.extraction.parties.parties import Parties
from pa_graph.reading.document import Document
from tests.extraction.agreements import doing, read

BODY = """
1. Glasrijk bouwt tien woningen in Eersel.
2. De gemeente helpt Glasrijk daarbij, en Altenburg ook.
3. Dit jaar verkoopt Altenburg vijf woningen.
"""


def parties(opening: str, body: str = BODY) -> Parties:
    return find_parties(Document(f"{opening}\n{body}", "eersel.txt"), [])


def meant(found: Parties, words: str) -> list[str]:
    names = {party.key: party.name for party in found.parties}
    return [names[key] for key in found.find_in_cell(words)]


def test_a_part_of_a_name_that_stands_alone_means_its_party() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Glasrijk Wonen, woningcorporatie Woonservice "
        "Altenburg en Huurdersraad Het Dak leggen dit vast."
    )
    assert meant(found, "Glasrijk") == ["Glasrijk Wonen"]
    assert meant(found, "Altenburg") == ["Woonservice Altenburg"]


def test_a_place_or_an_ordinary_word_is_no_short_name() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Veenrade Wonen, woningcorporatie Samen Sterk en "
        "Huurdersraad Het Dak leggen dit vast.",
        "1. In Veenrade komen tien woningen, en buiten Veenrade vijf.\n"
        "2. Samen bouwen wij door; dat doen we samen, en daarom Samen.\n",
    )
    assert meant(found, "Veenrade") == []
    assert meant(found, "Samen") != ["Samen Sterk"]


def test_a_name_that_tenants_bear_too_is_that_of_their_landlord() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Broekerhaven Wonen en Bewonersvereniging "
        "Broekerhaven leggen dit vast.",
        "1. De corporatie bouwt tien woningen.\n",
    )
    assert meant(found, "Broekerhaven") == ["Broekerhaven Wonen"]
    assert meant(found, "Bewonersvereniging Broekerhaven") == ["Bewonersvereniging Broekerhaven"]


def test_names_below_one_another_stay_apart() -> None:
    found = parties(
        "Prestatieafspraken 2025\n\nGemeente Eersel\n"
        "Woonstichting Lingehof (Lingehof) en Huurdersvereniging Lingehof\n"
        "Stichting De Overwaal (De Overwaal) en Huurdersraad De Overwaal\n"
        "Woningbelang Veenrade (WBV) en Bewonerscommissie WBV\n"
    )
    assert [(party.kind, party.name) for party in found.parties] == [
        ("municipality", "gemeente Eersel"),
        ("housing_association", "Woonstichting Lingehof"),
        ("housing_association", "Stichting De Overwaal"),
        ("housing_association", "Woningbelang Veenrade"),
        ("tenant_organisation", "Huurdersvereniging Lingehof"),
        ("tenant_organisation", "Huurdersraad De Overwaal"),
        ("tenant_organisation", "Bewonerscommissie WBV"),
    ]
    assert meant(found, "WBV") == ["Woningbelang Veenrade"]


def test_a_row_that_breaks_off_goes_on_below() -> None:
    assert "Huurdersfederatie Altena" in on_one_line(
        "Gemeente Altena, Woonservice Altenburg en Huurdersfederatie\nAltena\n"
    )
    assert "Thuisbasis ¶ Huurdersraad Duinhaven" in on_one_line(
        "namens de huurders van Thuisbasis\nHuurdersraad Duinhaven (HRD), namens de andere\n"
    )


def test_a_legend_may_have_several_on_a_line_or_one_on_each() -> None:
    several = parties(
        "Gem = gemeente Eersel      HW = Stichting Hoogwonen      VW = Veenrand Wonen\n"
        "HPH = Huurdersplatform Hoog\n"
    )
    assert meant(several, "VW, HW") == ["Stichting Hoogwonen", "Veenrand Wonen"]
    below = parties(
        "G = gemeente Eersel\nWD = Woonstichting Duinrand\nHVD = Huurdersvereniging Duinrand\n"
    )
    assert [party.name for party in below.parties] == [
        "gemeente Eersel",
        "Woonstichting Duinrand",
        "Huurdersvereniging Duinrand",
    ]


def test_an_abbreviation_behind_a_word_for_a_kind_is_that_of_the_only_party() -> None:
    found = parties(
        "gemeente Eersel - Duinstreek Wonen - Huurdersvereniging Duin en Haard\n\n"
        "Met 'we' bedoelen wij de gemeente, Duinstreek Wonen en de huurdersvereniging (hierna: "
        "HVD).\n",
        "1. De HVD houdt een enquête.\n",
    )
    assert meant(found, "HVD") == ["Huurdersvereniging Duin en Haard"]


def test_an_abbreviation_in_brackets_behind_a_known_name() -> None:
    found = parties(
        "De gemeente Eersel, de woningcorporaties Brabants Erf en Thuis aan Zee en Huurdersraad "
        "Het Dak leggen dit vast. Het bezit van Thuis aan Zee (TAZ) ligt aan de kust.",
        "1. TAZ bouwt tien woningen.\n",
    )
    assert meant(found, "TAZ") == ["Thuis aan Zee"]


def test_who_signs_for_a_part_is_none_of_all_parties() -> None:
    found = parties(
        "De ondergetekenden:\n"
        "1. de gemeente Eersel, hierna: de gemeente;\n"
        "2. Stichting Waldwente, woningcorporatie, gevestigd te Eersel, hierna: Waldwente;\n"
        "3. Huurdersvereniging De Dorpen, hierna: de huurdersvereniging;\n"
        "4. Stichting Noordhoek, zorgaanbieder, gevestigd te Eersel, hierna: "
        "Noordhoek,\nuitsluitend voor zover het artikel 6 betreft;\n",
        "1. Partijen komen twee keer per jaar bijeen.\n",
    )
    assert "stichting-noordhoek" not in found.everybody and "noordhoek" not in found.everybody
    assert len(found.everybody) == 3


def test_a_document_may_say_who_its_parties_are() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Thuisbasis, Huurdersraad Het Dak, Huurdersbelang "
        "Zee en Huurdersfederatie Eersel (HFZ) maken deze afspraken. 'Partijen' zijn de "
        "gemeente, Thuisbasis en de HFZ.",
        "1. Partijen komen bijeen.\n",
    )
    assert meant(found, "partijen") == [
        *("gemeente Eersel", "Thuisbasis", "Huurdersfederatie Eersel")
    ]


def test_an_alias_that_names_a_document_is_no_party() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Thuisbasis en Huurdersraad Het Dak gaan uit van "
        "de visie die met Zorggroep De Landen is gemaakt (hierna: de Woonvisie).",
        "1. Wij voeren de Woonvisie uit.\n",
    )
    assert meant(found, "Woonvisie") == []


def test_short_names_may_stand_in_the_first_column() -> None:
    found = parties(
        "Partijen en korte namen\n\n"
        "Korte naam      Volledige naam                      Bijzonderheden\n"
        "GE              Gemeente Eersel\n"
        "WPZ             Stichting Woonpartners Peelzoom     verhuurt in het dorp\n"
        "HBO             Huurdersbelangenorganisatie Peelzoom\n"
        "Zorghuis        Zorggroep De Kade                   tekent alleen voor C1\n\n"
        "Nr   Afspraak\n"
    )
    assert meant(found, "WPZ, HBO") == [
        *("Stichting Woonpartners Peelzoom", "Huurdersbelangenorganisatie Peelzoom")
    ]
    assert all("Afspraak" not in (party.name, *party.aliases) for party in found.parties)


def test_the_second_of_a_pair_may_be_the_one_with_a_short_name() -> None:
    found = parties(
        "Gemeente Eersel\nWoonstichting De Heibloem\nStichting Leijgraaf Wonen\nHuurdersbelang De "
        "Heibloem\n\nMet 'corporaties' worden De Heibloem en Leijgraaf Wonen (Leijgraaf) bedoeld."
    )
    assert meant(found, "Leijgraaf") == ["Leijgraaf Wonen"]
    assert meant(found, "corporaties") == ["Leijgraaf Wonen", "Woonstichting De Heibloem"]


def test_a_name_that_begins_like_a_heading_is_one_with_a_short_name_behind_it() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Thuisbasis, Huurdersraad Het Dak en Welzijn "
        "Zuidwester (Zuidwester) maken dit plan."
    )
    assert meant(found, "Zuidwester") == ["Welzijn Zuidwester"]


def test_a_municipality_that_is_no_more_stands_before_one_that_is_only_named() -> None:
    found = parties(
        "Prestatieafspraken Oudveen\n\nDe gemeente Oudveen, woningcorporatie Thuisbasis en "
        "Huurdersraad Het Dak spreken af wat volgt. Er komen mensen uit Eersel.",
        "1. De gemeente Oudveen verkoopt grond.\n",
    )
    assert [p.name for p in found.parties if p.kind == "municipality"] == ["gemeente Oudveen"]


def test_associations_that_only_their_common_word_explains() -> None:
    found = parties(
        "De gemeente Eersel en Huurdersraad Het Dak doen mee. Brabants Erf en Mooi Land noemen we "
        "samen de corporaties.",
        "1. De corporaties bouwen.\n",
    )
    assert meant(found, "corporaties") == ["Brabants Erf", "Mooi Land"]


def test_an_abbreviation_that_is_explained_is_no_further_association() -> None:
    found = parties(
        "De gemeente Eersel, woningcorporatie Laarheide, Thuisgoed Zuid en Huurdersraad Het Dak. "
        "Afkortingen: GE = gemeente Eersel; LH = Laarheide; TG = Thuisgoed Zuid. Met 'beide "
        "corporaties' bedoelen we LH en TG."
    )
    assert [p.name for p in found.parties if p.kind == "housing_association"] == [
        *("Laarheide", "Thuisgoed Zuid")
    ]


def test_a_name_with_one_letter_wrong_is_the_same(tmp_path: Path) -> None:
    opening = (
        "De gemeente Ommen, Woonstichting Lyaemer en Huurdersraad Ommen maken afspraken. "
        "Lyaemer verhuurt in Ommen 400 woningen; Lyaemer werkt ook in Dalfsen."
    )
    agreement = read(tmp_path, opening, "5. Lyamer sloopt in 2026 tien woningen.\n")
    assert doing(agreement, 5) == {"Woonstichting Lyaemer"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lyamer", "Lyaemer", True),
        ("Wonnstede", "Woonstede", True),
        ("Owonstede", "Woonstede", False),
        ("Woonsetde", "Woonstede", True),
        ("Woonstedes", "Woonstede", False),
        ("Woonstad", "Woonstede", False),
    ],
)
def test_one_letter_off(one: str, other: str, *, same: bool) -> None:
    assert is_one_letter_off(one, other) is same
