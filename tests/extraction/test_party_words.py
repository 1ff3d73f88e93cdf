"""What a document says that its own words for parties mean."""

from __future__ import annotations

import pytest

from pa_graph.extraction.parties.find import find_parties
from pa_graph.extraction.parties.meanings import with_meanings
from pa_graph.extraction.parties.one_line import on_one_line
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.parties.told_words import Meaning
from pa_graph.extraction.parties.words import meanings
from pa_graph.model.agreement import Party
from pa_graph.reading.document import Document

PARTIES = Parties(
    (
        Party("gemeente-zandmeer", "gemeente Zandmeer", "municipality", (), True),
        Party("duinhaven", "Woonstichting Duinhaven", "housing_association", ("Duinhaven",), True),
        Party("thuisbasis", "Thuisbasis", "housing_association", (), True),
        Party("hrd", "Huurdersraad Duinhaven", "tenant_organisation", ("HRD",), True),
    ),
    everybody=("gemeente-zandmeer", "duinhaven", "thuisbasis", "hrd"),
)


def said(text: str) -> dict[str, str]:
    return {m.word: m.text for m in meanings(on_one_line(text), text.splitlines())}


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("Met ‘de verhuurders’ bedoelen wij Duinhaven en Thuisbasis.", "verhuurders", None),
        (
            "Onder 'verhuurders' verstaan we Duinhaven en Thuisbasis, niet meer.",
            "verhuurders",
            None,
        ),
        ("'Verhuurders' zijn Duinhaven en Thuisbasis.", "Verhuurders", None),
        ("Waar 'verhuurders' staat, zijn Duinhaven en Thuisbasis bedoeld.", "verhuurders", None),
        ("In de tabel staat 'V.' voor Duinhaven en Thuisbasis samen.", "V.", "samen"),
        ("Duinhaven en Thuisbasis heten samen de verhuurders.", "verhuurders", None),
        (
            "Duinhaven en Thuisbasis duiden we hierna aan als de twee grote verhuurders.",
            "twee grote verhuurders",
            None,
        ),
    ],
)
def test_a_sentence_says_what_a_word_means(text: str, word: str, meant: str | None) -> None:
    found = said(text)
    assert found[word].startswith("Duinhaven en Thuisbasis")
    if meant:
        assert found[word].endswith(meant)


def test_one_sentence_may_say_it_of_several_words() -> None:
    found = said("Met 'de bouwers' bedoelen wij Duinhaven en Thuisbasis, met 'de huurders' HRD.")
    assert found == {"bouwers": "Duinhaven en Thuisbasis", "huurders": "HRD"}


def test_a_legend() -> None:
    found = said(
        "Afkortingen: G = gemeente, DH = Duinhaven, C = Duinhaven en\nThuisbasis, HO = HRD."
    )
    assert found == {
        "G": "gemeente",
        "DH": "Duinhaven",
        "C": "Duinhaven en Thuisbasis",
        "HO": "HRD",
    }
    assert said("De huur is H = 3.") == {}


def test_a_list_of_words() -> None:
    text = """Wie is wie

Duinhaven of DH
    Woonstichting Duinhaven uit Zandmeer, met
    800 woningen.
De verhuurders
    DH en Thuisbasis.
HRD
    Huurdersraad Duinhaven.
"""
    found = said(text)
    assert found["DH"] == found["Duinhaven"]
    assert found["DH"].endswith("met 800 woningen.")
    assert found["verhuurders"] == "DH en Thuisbasis."


def test_a_list_with_colons_and_a_table() -> None:
    pointed = "- DH: Woonstichting Duinhaven;\n- HRD: Huurdersraad Duinhaven;\n- TB: Thuisbasis.\n"
    assert said(pointed)["TB"] == "Thuisbasis"
    tabled = (
        "Naam                     Afkorting    Rol\n"
        "Woonstichting Duinhaven  DH           verhuurt 800 woningen\n"
        "Thuisbasis               TB           verhuurt in de dorpen\n"
        "Corporaties              Corp.        DH en TB\n"
    ).replace("  ", "   ")
    assert said(tabled)["TB"] == "Thuisbasis"
    assert said(tabled)["Corp."] == "DH en TB"


def test_words_mean_parties_also_by_words_explained_elsewhere() -> None:
    found = with_meanings(
        PARTIES,
        (
            Meaning("Corp.", "DH en TB samen"),
            Meaning("DH", "Duinhaven"),
            Meaning("TB", "Thuisbasis"),
        ),
    )
    assert found.find_in_cell("Corp.") == ("duinhaven", "thuisbasis")
    assert found.find("DH bouwt") == ("duinhaven",)


def test_a_single_letter_means_a_party_in_a_cell_only() -> None:
    found = with_meanings(PARTIES, (Meaning("D", "Duinhaven"),))
    assert found.find_in_cell("D") == ("duinhaven",)
    assert found.find("Alle woningen krijgen label D.") == ()


@pytest.mark.parametrize(
    "text", ["woningen van Duinhaven", "Duinhaven verhuurt dertig huizen", "een plan van de raad"]
)
def test_what_is_more_than_parties_in_a_row_means_none(text: str) -> None:
    assert with_meanings(PARTIES, (Meaning("voorraad", text),)) == PARTIES


def test_a_word_for_all_means_all_that_a_document_says_if_these_are_three_at_least() -> None:
    for names, meant in (
        ("Duinhaven en Thuisbasis", PARTIES.everybody),
        ("Duinhaven, Thuisbasis en HRD", ("duinhaven", "thuisbasis", "hrd")),
    ):
        opening = f"Met 'partijen' bedoelen wij {names}."
        found = with_meanings(PARTIES, meanings(on_one_line(opening), opening.splitlines()))
        assert found.everybody == meant


def test_a_table_of_parties_with_a_column_for_short_names() -> None:
    opening = """Prestatieafspraken 2025

Naam                                  Afkorting     Rol

Gemeente Ommen                        GO            stelt kaders voor wonen
Vechthuis                             Vht           verhuurt 700 woningen
Huurders Samen / Ommen 27             HS/27         spreekt namens de huurders van Vechthuis

Wel betrokken, geen ondertekenaar:
Zorggroep Rijnoever                   ZR            zorgaanbieder


Thema 1
"""
    found = find_parties(Document(opening, "ommen.txt"), ())
    signing = {party.name: party.kind for party in found.parties if party.signatory}
    assert signing == {
        "gemeente Ommen": "municipality",
        "Vechthuis": "housing_association",
        "Huurders Samen / Ommen 27": "tenant_organisation",
    }
    assert found.find_in_cell("Vht en HS/27") == found.ordered(
        party.key for party in found.parties if party.kind not in ("municipality", "other")
    )
    assert [party.name for party in found.parties if not party.signatory] == ["Zorggroep Rijnoever"]


def test_words_for_the_municipality_and_for_pairs() -> None:
    short = said(
        "Aan tafel zit de gemeente Zandmeer, in dit stuk ook wel kortweg 'de stad' genoemd."
    )
    assert short == {"stad": "de gemeente Zandmeer"}
    pair = said("Met beide partners worden de gemeente en Duinhaven bedoeld.")
    assert pair == {"beide partners": "de gemeente en Duinhaven"}
    together = said("Stad, corporaties en huurders vormen samen 'de tafel'.")
    assert together == {"tafel": "Stad, corporaties en huurders"}


def test_lines_of_two_cells_are_a_legend() -> None:
    legend = "GEM\tgemeente Zandmeer\nDH\tWoonstichting Duinhaven\nC\tde corporaties\n"
    assert said(legend) == {
        "GEM": "gemeente Zandmeer",
        "DH": "Woonstichting Duinhaven",
        "C": "de corporaties",
    }
    assert said("GEM\tgemeente Zandmeer\n\nNr\tAfspraak\n") == {}
