"""Who is responsible: column before heading before sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pa_graph.extraction.initiators import read_initiators
from pa_graph.model.agreement import Party
from tests.extraction.passages import PARTIES, context, passage


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


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Er komt een overleg. Trekker is Thuisbasis.", ("thuisbasis",)),
        ("Dit geldt voor wie huurt, met Duinhaven als trekker.", ("duinhaven",)),
        ("Er komt een plan (trekker: Duinhaven, met Thuisbasis; 2026).", ("duinhaven",)),
    ],
)
def test_who_is_said_to_lead(text: str, keys: tuple[str, ...]) -> None:
    assert read_initiators(passage(text), context()) == (keys, "column")


def test_the_title_of_the_document_gives_no_municipality_a_part() -> None:
    title = replace(
        passage("Duinhaven maakt een plan."), party_heading="Prestatieafspraken Zandmeer"
    )
    assert read_initiators(title, context()) == (("duinhaven",), "sentence")


def test_a_heading_that_announces_gives_nobody_a_part() -> None:
    said = replace(passage("De huizen zijn eind 2026 klaar."), party_heading="Dit spreken we af")
    assert read_initiators(said, context()) == ((), "none")


def test_a_heading_may_say_that_a_part_follows() -> None:
    part = "Inzet Duinhaven en Thuisbasis"
    headings = ("Wonen", part)
    own = replace(passage("Tien huizen per jaar bouwen."), heading=part, headings=headings)
    everybody = tuple(party.key for party in PARTIES.parties)
    whole = replace(context(), parties=replace(PARTIES, everybody=everybody))
    assert read_initiators(own, whole) == (("duinhaven", "thuisbasis"), "heading")


def test_a_bullet_that_begins_with_a_verb_is_what_its_heading_does() -> None:
    text = "huisvesten starters. Duinhaven doet dat voor 70% en Thuisbasis voor 30%."
    part = replace(passage(text), party_heading="De corporaties Duinhaven en Thuisbasis")
    assert read_initiators(part, context()) == (("duinhaven", "thuisbasis"), "heading")
    partly = replace(
        passage("in 2026 samen 130 huizen isoleren, waarvan 95 door Duinhaven"),
        party_heading="Duinhaven en Thuisbasis",
    )
    assert read_initiators(partly, context())[0] == ("duinhaven", "thuisbasis")


def test_who_does_the_same_in_their_own_measure() -> None:
    text = "Duinhaven verkoopt er tien en Thuisbasis verkoopt er niet meer dan twee."
    assert read_initiators(passage(text), context())[0] == ("duinhaven", "thuisbasis")
    other = "Duinhaven verkoopt er tien en Thuisbasis meldt dat."
    assert read_initiators(passage(other), context())[0] == ("duinhaven",)


def test_where_a_heading_says_where_it_names_no_party() -> None:
    headings = ("Samen goed wonen in Zandmeer", "Vooraf", "Komen er huizen bij?")
    titled = replace(
        passage("Duinhaven bouwt huizen."), party_heading=headings[0], headings=headings
    )
    assert read_initiators(titled, context()) == (("duinhaven",), "sentence")
    part = replace(passage("Huizen bouwen in de wijk."), party_heading="Wat gebeurt er in Zandmeer")
    assert read_initiators(part, context())[0] == ()


def test_a_chapter_of_a_party_holds_for_its_themes() -> None:
    everybody = tuple(party.key for party in PARTIES.parties)
    whole = replace(context(), parties=replace(PARTIES, everybody=everybody))
    headings = ("Afspraken", "HOOFDSTUK 2  DUINHAVEN", "Wonen")
    own = replace(passage("Bouwt dertig huizen."), heading="Wonen", headings=headings)
    assert read_initiators(own, whole) == (("duinhaven",), "heading")
    joint = replace(own, headings=("HOOFDSTUK 2  DUINHAVEN", "HOOFDSTUK 5  GEZAMENLIJK", "Wonen"))
    assert read_initiators(joint, whole) == (everybody, "heading")
    other = replace(own, headings=("HOOFDSTUK 2  DUINHAVEN", "HOOFDSTUK 3  ENERGIE", "Wonen"))
    assert read_initiators(other, whole)[0] == ()
    # A list of contents prints the same words.
    listed = replace(own, headings=("2  DUINHAVEN ........ 4", "Wonen"))
    assert read_initiators(listed, whole)[0] == ()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("In overleg met Duinhaven actualiseert Thuisbasis de notitie.", ("thuisbasis",)),
        ("Op verzoek van Duinhaven bouwt Thuisbasis tien huizen.", ("thuisbasis",)),
        (
            "Duinhaven reserveert € 20.000 en Thuisbasis € 12.500 voor de buurt.",
            ("duinhaven", "thuisbasis"),
        ),
        (
            "Duinhaven stelt twee woningen en Thuisbasis één woning beschikbaar.",
            ("duinhaven", "thuisbasis"),
        ),
        (
            "Duinhaven levert er 24 op; Thuisbasis doet dat in Veenrade met 18.",
            ("duinhaven", "thuisbasis"),
        ),
    ],
)
def test_the_subject_behind_an_adverbial_and_of_a_second_clause(
    text: str, keys: tuple[str, ...]
) -> None:
    assert read_initiators(passage(text), context()) == (keys, "sentence")


def test_what_goes_on_from_its_heading_is_done_by_all_of_them() -> None:
    part = "Duinhaven en Thuisbasis"
    bullet = replace(
        passage("stellen zes woningen beschikbaar (Duinhaven vier, Thuisbasis twee);"),
        party_heading=part,
    )
    assert read_initiators(bullet, context()) == (("duinhaven", "thuisbasis"), "heading")


def test_who_acts_first_is_responsible_though_others_act_too() -> None:
    part = "Bijdrage gemeente Zandmeer en Duinhaven"
    plain = passage("Duinhaven bouwt huizen. De gemeente Zandmeer maakt een plan.")
    found = read_initiators(replace(plain, party_heading=part), context())
    assert found == (("duinhaven",), "sentence")


def test_of_one_kind_each_does_its_own() -> None:
    part = replace(
        passage("Duinhaven verkoopt twee huizen; Thuisbasis verkoopt er tien."),
        party_heading="Bijdrage Duinhaven en Thuisbasis",
    )
    assert read_initiators(part, context())[0] == ("duinhaven", "thuisbasis")


def test_a_title_is_no_part_of_the_first_sentence() -> None:
    titled = passage("Van het gas af Duinhaven maakt een plan.")
    assert read_initiators(replace(titled, title_length=14), context())[0] == ("duinhaven",)


def test_a_chapter_may_be_called_after_the_tenants_only() -> None:
    tenants = Party("hv", "Huurdersvereniging Oost", "tenant_organisation", ("Oost",), True)
    parties = replace(PARTIES, parties=(*PARTIES.parties, tenants))
    headings = ("Hoofdstuk 3\tDuinhaven", "Bouwen", "Hoofdstuk 4\tDe huurders", "Participatie")
    own = replace(passage("Wij houden twee avonden."), heading=headings[-1], headings=headings)
    assert read_initiators(own, replace(context(), parties=parties)) == (("hv",), "heading")


def test_below_we_a_sentence_may_name_somebody_else() -> None:
    we = (("wij", ("duinhaven",)), ("we", ("duinhaven",)))
    some = replace(context(), parties=replace(PARTIES, groups=we))
    part = "Wat gaan we doen?"
    other = replace(passage("Thuisbasis maakt een plan."), party_heading=part)
    assert read_initiators(other, some) == (("thuisbasis",), "sentence")
    own = replace(passage("We maken een plan."), party_heading=part)
    assert read_initiators(own, some)[0] == ("duinhaven",)


def test_we_are_those_of_the_heading() -> None:
    we = (("wij", ("duinhaven",)), ("we", ("duinhaven",)))
    everybody = tuple(party.key for party in PARTIES.parties)
    some = replace(context(), parties=replace(PARTIES, groups=we, everybody=everybody))
    joint = replace(passage("Wij overleggen elk kwartaal."), party_heading="Wat wij samen doen")
    assert read_initiators(joint, some) == (everybody, "heading")


def test_what_follows_a_semicolon_is_done_by_one_of_those_of_the_heading() -> None:
    text = "Komen elk kwartaal bijeen; Thuisbasis nodigt uit."
    part = replace(passage(text), party_heading="Duinhaven en Thuisbasis")
    assert read_initiators(part, context()) == (("duinhaven", "thuisbasis"), "heading")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Van de huizen die Duinhaven verhuurt, biedt zij er tien aan.", ("duinhaven",)),
        # One does not do what several do.
        ("Als Duinhaven een plek aanwijst, bouwen zij die niet.", ()),
        (
            "Elke gemeente en elke corporatie wijst iemand aan.",
            ("gemeente-zandmeer", "gemeente-veenhuizen", "duinhaven", "thuisbasis"),
        ),
        ("Samen met de gemeente (Zandmeer) bouwt Duinhaven huizen.", ("duinhaven",)),
    ],
)
def test_who_acts_in_the_next_clause(text: str, keys: tuple[str, ...]) -> None:
    assert read_initiators(passage(text), context())[0] == keys


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Het label was in 2024 C. De gemeente brengt dit op B.", 2),
        ("Het gesprek met C. Voorbeeld was goed.", 1),
    ],
)
def test_a_label_may_end_a_sentence(text: str, count: int) -> None:
    assert len(passage(text).sentences()) == count
