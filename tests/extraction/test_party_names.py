"""Names of parties that are easily cut, joined or taken for a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.extraction.agreement import extract_agreement
from pa_graph.extraction.parties.find import find_parties
from pa_graph.extraction.parties.found import FoundParty, part_joined_names, without_rows
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.parties.records import PartyRecords
from pa_graph.reading.document import Document
from pa_graph.reading.files import read_document


def parties_of(opening: str) -> Parties:
    return find_parties(Document(opening, "overeenkomst.txt"), ())


def names_in(opening: str) -> dict[str, str]:
    return {party.name: party.kind for party in parties_of(opening).parties}


def test_en_within_a_name_is_no_second_party() -> None:
    opening = """Prestatieafspraken 2026

Gemeente Ommen
Duinhaven Wonen
Huurdersbelang Dal en Vecht

De gemeente Ommen, Duinhaven Wonen, Huurdersbelang Dal en Vecht en Bewonersraad Duin spraken
af wat zij doen. Huurdersbelang Dal en Vecht geeft advies.
"""
    tenants = [name for name, kind in names_in(opening).items() if kind == "tenant_organisation"]
    assert tenants == ["Huurdersbelang Dal en Vecht", "Bewonersraad Duin"]


def test_en_between_two_parties_joins_no_name() -> None:
    opening = """Prestatieafspraken 2026
Gemeente Ommen, Duinhaven, Bosrand, Huurdersraad Duinhaven en HBO

De afspraken zijn van de gemeente Ommen, de corporaties Duinhaven en Bosrand en de
huurdersorganisaties (de Huurdersraad Duinhaven en HBO, de Huurdersvereniging Bosrand Oost).
Zonder HBO waren ze er niet gekomen.
"""
    found = parties_of(opening)
    assert [party.key for party in found.parties if party.kind == "tenant_organisation"] == [
        "hbo",
        "huurdersraad-duinhaven",
    ]
    assert found.find("HBO") == ("hbo",)


def test_an_abbreviation_that_is_a_word_in_capitals() -> None:
    opening = """Partijen:
de gemeente Ommen, verder te noemen: de gemeente;
stichting Wonen Inzake Jeugd, verder te noemen: WIJ;
vereniging Huurdersraad Vechtdal, verder te noemen: de Huurdersraad;
"""
    found = parties_of(opening)
    assert found.find("WIJ levert woningen op") == ("wij",)
    assert found.find("wij leveren woningen op") == (
        "gemeente-ommen",
        "wij",
        "huurdersraad-vechtdal",
    )


def test_a_word_for_several_is_no_name_of_one() -> None:
    opening = """De gemeente Ommen, de woningcorporaties Eigen Haard en Woongroep Vechtdal en de
Huurderskoepel Ommen. Met ‘de corporaties’ bedoelen we Eigen Haard en Woongroep Vechtdal.
"""
    found = parties_of(opening)
    assert found.find("de corporaties bouwen") == ("eigen-haard", "woongroep-vechtdal")
    assert all("corporaties" not in party.aliases for party in found.parties)


def test_parties_on_lines_of_their_own() -> None:
    opening = (
        """REGIONALE PRESTATIEAFSPRAKEN
GULPEN-WITTEM EN VAALS

"""
        + "Twee gemeenten delen een landschap en een woningmarkt.\n" * 40
        + """

De volgende partijen sluiten deze overeenkomst:

   Gemeente Gulpen-Wittem
   Gemeente Vaals
   Krijtwonen Zuid, 2.310 woningen in beide gemeenten
   Stichting Heuvelthuis, 845 woningen, uitsluitend in Gulpen-Wittem
   Huurdersbelang Krijt (HBK)
"""
    )
    found = parties_of(opening)
    assert [(party.key, party.kind, party.signatory) for party in found.parties] == [
        ("gemeente-gulpen-wittem", "municipality", True),
        ("gemeente-vaals", "municipality", True),
        ("krijtwonen-zuid", "housing_association", True),
        ("heuvelthuis", "housing_association", True),
        ("hbk", "tenant_organisation", True),
    ]
    assert found.find("de gemeenten") == ("gemeente-gulpen-wittem", "gemeente-vaals")


def test_a_listed_name_that_another_begins_with() -> None:
    opening = """Partijen zijn de gemeente Doesburg en stichting Woonservice IJsselland.
Woonservice IJsselland en de Huurdersraad IJsselland geven hun oordeel.
"""
    assert "Woonservice" not in names_in(opening)
    assert "Woonservice" in names_in("Woonservice bouwt in Doesburg. Woonservice verhuurt er.")


def test_a_municipality_that_is_no_more_has_no_code() -> None:
    opening = """Prestatieafspraken Oudewaarde 2021

gemeente Oudewaarde - woningstichting Maaswal - HV Maaswal

De gemeente Oudewaarde telt drie kernen.
"""
    town = parties_of(opening).parties[0]
    assert (town.key, town.kind, town.municipality_code) == (
        "gemeente-oudewaarde",
        "municipality",
        None,
    )


def test_a_joined_name_beside_its_half() -> None:
    """*X en Y* is one name where X stands nowhere alone, two where Y stands alone."""
    one, two = PartyRecords(), PartyRecords()
    for records, joined in ((one, "Huurdersbelang Dal en Vecht"), (two, "Huurdersraad Dal en HBO")):
        records.add(joined.partition(" en ")[0], signatory=True)
        records.add(joined, signatory=True)
    part_joined_names(one.found, "De gemeente en Huurdersbelang Dal en Vecht overleggen.")
    part_joined_names(two.found, "De Huurdersraad Dal en HBO overleggen. HBO geeft advies.")
    assert [party.name for party in one.found] == ["Huurdersbelang Dal en Vecht"]
    assert [party.name for party in two.found] == ["Huurdersraad Dal"]


BLOCKS = """Prestatieafspraken Ommen 2026

Partijen zijn de gemeente Ommen, woningstichting Vechtwonen, woningstichting Brugveld en
huurdersvereniging De Sluis. Vechtwonen en Brugveld zijn de corporaties.

1 Beschikbaarheid

De druk op de markt is groot.

De gemeente
•	verkoopt in 2026 de grond aan de Schans voor 20 sociale huurwoningen
•	vraagt de provincie om een bijdrage

Vechtwonen
•	levert in het vierde kwartaal 18 appartementen op aan de Kade
•	verkoopt geen woningen aan de Kade en aan de Schans en in de andere dorpen samen ten hoogste zes

Brugveld
•	onderzoekt of er een hofje met 10 seniorenwoningen kan komen.

2 Betaalbaarheid

De huren blijven laag.

De gemeente
•	verruimt in 2026 de bijzondere bijstand

Vechtwonen en Brugveld
•	bieden huurders met een te hoge huur op verzoek maatwerk.

Brugveld
•	biedt huurders van woningen met label F een lagere huur
"""


def test_headings_that_are_names_of_parties(tmp_path: Path) -> None:
    path = tmp_path / "ommen-2026.txt"
    path.write_text(BLOCKS, encoding="utf-8")
    agreement = extract_agreement(read_document(path))
    assert [one.initiators for one in agreement.commitments] == [
        ("gemeente-ommen",),
        ("gemeente-ommen",),
        ("vechtwonen",),
        ("vechtwonen",),
        ("brugveld",),
        ("gemeente-ommen",),
        ("vechtwonen", "brugveld"),
        ("brugveld",),
    ]


TITLED = """Prestatieafspraken Ommen 2026

Partijen zijn de gemeente Ommen, woningstichting Vechtwonen en huurdersvereniging De Sluis.

2   Beschikbaarheid

De druk op de huurmarkt is groot. Gemiddeld komen er honderd reacties op een woning.

2.1  NIEUWBOUW                                             VECHTWONEN
Samen met: gemeente Ommen
Wanneer: oplevering Q4 2026

Vechtwonen bouwt aan de Kade 14 sociale huurappartementen.

Beoogd effect: meer woningen zonder trap.


2.2  GROND                                                 GEMEENTE
Samen met: -
Wanneer: eerste helft 2026

De gemeente verkoopt de grond aan de Schans.

Beoogd effect: tempo.
"""


@pytest.fixture(name="titled")
def _titled(tmp_path: Path) -> Path:
    path = tmp_path / "ommen-2026.txt"
    path.write_text(TITLED, encoding="utf-8")
    return path


def test_labelled_lines_below_a_title_with_its_party(titled: Path) -> None:
    agreement = extract_agreement(read_document(titled))
    first, second = agreement.commitments
    begins = [one.span.of(TITLED)[:12] for one in (first, second)]
    assert begins == ["Vechtwonen b", "De gemeente "]
    assert first.initiators == ("vechtwonen",)
    assert "gemeente-ommen" in str(first.contributors)
    assert str(first.quarters[0]).endswith("Q4")
    assert second.initiators == ("gemeente-ommen",)
    assert not second.contributors


@pytest.mark.parametrize(
    "name",
    [
        "Huurdersvereniging 't Acht",
        "Bewonersgroep Noord '96",
        "Stichting Huurdersraad Wij Wonen",
        "Huurders033",
    ],
)
def test_a_tenant_organisation_of_any_name(name: str) -> None:
    opening = f"""Prestatieafspraken 2026

Gemeente Ommen
Vechthuis Wonen
{name}

De gemeente Ommen, Vechthuis Wonen en {name} spraken af wat zij doen.
"""
    tenants = [found for found, kind in names_in(opening).items() if kind == "tenant_organisation"]
    assert tenants == [name]


def test_lines_of_names_with_dashes_are_no_one_name() -> None:
    opening = """Gemeente Ommen - Vechthuis - Woonstichting Dalwonen
Huurdersraad Vechthuis - Bewonersraad Dalwonen

SAMEN AAN DE SLAG
Prestatieafspraken 2026

De gemeente Ommen, Vechthuis, Dalwonen en de huurders spraken af wat zij doen.
"""
    assert set(names_in(opening)) >= {"Woonstichting Dalwonen", "Huurdersraad Vechthuis"}
    assert not any("Dalwonen Huurdersraad" in name for name in names_in(opening))
    assert not any("SAMEN" in name for name in names_in(opening))


@pytest.mark.parametrize(
    "said",
    [
        "rechtsopvolgster van Woningstichting De Brug en van Stichting Ons Dal",
        "voorheen Woningstichting De Brug",
        "tot 2018 Woningstichting De Brug geheten",
    ],
)
def test_a_former_name_is_no_party(said: str) -> None:
    opening = f"""Ondergetekenden:
de gemeente Ommen, hierna te noemen: de gemeente;
Stichting Vechthuis, {said}, hierna te noemen: Vechthuis;
Huurdersraad Vechthuis, hierna te noemen: HRV;
"""
    assert set(names_in(opening)) == {
        "gemeente Ommen",
        "Stichting Vechthuis",
        "Huurdersraad Vechthuis",
    }


def test_the_municipality_is_the_place_that_the_text_is_about() -> None:
    opening = """Prestatieafspraken Ommen 2026

Wie in Ommen opgroeide, vertrekt naar Dalfsen, Hardenberg of verder weg. In Ommen sprak de
gemeente met de corporatie Vechthuis en met Huurdersraad Vechthuis.
"""
    assert "gemeente Ommen" in names_in(opening)
    assert "gemeente Dalfsen" not in names_in(opening)


def test_parties_that_introduce_themselves() -> None:
    opening = """Wie zijn wij?

Gemeente Ommen
Wij maken het beleid voor wonen.

De Vechtkern
Wij zijn een kleine woningstichting met 640 woningen.

Dalhuis
Wij verhuren 200 woningen in de dorpen.

Huurdersvereniging Dal (HVD)
Wij komen op voor de huurders van Dalhuis.
"""
    found = names_in(opening)
    assert found["De Vechtkern"] == found["Dalhuis"] == "housing_association"
    assert found["Huurdersvereniging Dal"] == "tenant_organisation"


def test_a_title_in_capitals_with_verder_defines_no_name() -> None:
    opening = """SAMEN VERDER IN OMMEN
Prestatieafspraken 2026

De gemeente Ommen, Stichting Vechthuis (hierna: Vechthuis) en Huurdersvereniging Vechthuurders
(hierna: Vechthuurders) gaan samen verder in Ommen.
"""
    aliases = {alias for party in parties_of(opening).parties for alias in party.aliases}
    assert not any("in ommen" in alias.lower() for alias in aliases)


def test_who_signs_at_the_end_with_a_role() -> None:
    text = """Prestatieafspraken Ommen 2026

De gemeente Ommen en Woningstichting Vechthuis doen dit samen met de huurders.

Gemeente Ommen, wethouder                  (handtekening)
Woningstichting Vechthuis, bestuurder      (handtekening)
Huurdersvereniging De Rand, voorzitter     (handtekening)
"""
    signing = {party.name for party in parties_of(text).parties if party.signatory}
    assert "Huurdersvereniging De Rand" in signing


def test_as_many_partners_as_there_are_parties_are_all_of_them() -> None:
    opening = """Prestatieafspraken 2026

De gemeente Ommen, woningstichting Vechthuis en Huurdersvereniging De Rand doen dit samen.
"""
    found = parties_of(opening)
    assert len(found.everybody) == 3
    assert found.find("De drie partners lopen een ronde.") == found.everybody
    assert found.find("De twee partners lopen een ronde.") == ()


def test_a_municipality_whose_name_begins_with_an_apostrophe_and_has_a_second() -> None:
    opening = """Kaderafspraken wonen 's-Hertogenbosch 2026

De gemeente 's-Hertogenbosch maakt deze afspraken met woningstichting Vechthuis. Wie in Den Bosch
wil wonen, wacht lang.
"""
    towns = [party for party in parties_of(opening).parties if party.kind == "municipality"]
    assert [party.key for party in towns] == ["gemeente-s-hertogenbosch"]
    assert "Den Bosch" in towns[0].aliases


def test_a_slogan_on_the_title_page_is_no_party() -> None:
    opening = """SAMEN THUIS IN OMMEN EN BEERZE

gemeente Ommen
VECHTHUIS
Huurdersraad Rand

De gemeente Ommen, de corporatie VECHTHUIS en Huurdersraad Rand (huurders, verder HRR) doen dit.
"""
    assert not any("THUIS IN" in name for name in names_in(opening))
    assert parties_of(opening).find("HRR") == parties_of(opening).find("Huurdersraad Rand")


def test_a_name_with_a_sign_in_it_stays_whole_in_a_cell() -> None:
    text = """Prestatieafspraken Ommen 2026

gemeente Ommen
Wold & Waard
Woonstichting Dalhuis
Huurdersbelang Ommen

De gemeente Ommen en de corporaties Wold & Waard en Dalhuis doen dit.

| Afspraak | Trekker | Doet mee |
|---|---|---|
| Er komen dertig huizen bij. | Wold & Waard | Dalhuis |
| De gemeente levert de grond. | Gemeente | Wold & Waard |
| Er komt een loket in het dorp. | Beide | gemeente |
"""
    found = extract_agreement(Document(text, "ommen.txt"))
    houses = {party.key for party in found.parties if party.kind == "housing_association"}
    assert houses == {"dalhuis", "wold-waard"}
    assert not any(party.name == "Beide" for party in found.parties)


def test_two_parties_that_one_word_means_are_no_third_one() -> None:
    opening = """De ondergetekenden:

- de gemeente Ommen, hierna te noemen: de gemeente;
- Woonstichting Waalhoven, gevestigd te Ommen, hierna te noemen: Waalhoven;
- Stichting Dal & Duin Wonen, gevestigd te Hardenberg, hierna te noemen: Dal & Duin Wonen;

Waalhoven en Dal & Duin Wonen worden samen aangeduid als de corporaties.
"""
    houses = [name for name, kind in names_in(opening).items() if kind == "housing_association"]
    assert houses == ["Woonstichting Waalhoven", "Stichting Dal & Duin Wonen"]


def test_names_below_one_another_are_not_one() -> None:
    opening = """SAMEN WERKEN AAN WONEN
Prestatieafspraken Ommen 2026

Gemeente Ommen • Talhuis • Poorthuis • Waarthuis • Akkio • De Kling • Huurdersbelang Waarthuis

Wie zijn wij?

In Ommen werken drie corporaties, die elk een huurdersorganisatie als gesprekspartner hebben en die
samen met de gemeente de afspraken maken:

Talhuis, met huurdersvereniging Akkio
Poorthuis, met huurdersbelangenvereniging De Kling
Waarthuis, met Huurdersbelang Waarthuis

'De huurdersorganisaties' zijn Akkio, De Kling en Huurdersbelang Waarthuis.
"""
    kinds = names_in(opening)
    houses = [name for name, kind in kinds.items() if kind == "housing_association"]
    assert houses == ["Talhuis", "Poorthuis", "Waarthuis"]
    assert not any(name.endswith(("Poorthuis", "Akkio Poorthuis")) for name in kinds if " " in name)
    assert parties_of(opening).find("Akkio") != parties_of(opening).find("de corporaties")


def test_a_word_for_a_kind_is_a_name_in_a_row_of_names() -> None:
    opening = """Gemeente Ommen
Bergop
Woonbedrijf
Woonpartij
Samenwerkende Huurdersorganisaties Ommen

De afspraken zijn gemaakt door de gemeente Ommen, de woningcorporaties Bergop, Compas, Woonbedrijf
en Woonpartij, en de Samenwerkende Huurdersorganisaties Ommen (SHO).
"""
    houses = [name for name, kind in names_in(opening).items() if kind == "housing_association"]
    assert houses == ["Bergop", "Compas", "Woonbedrijf", "Woonpartij"]


def test_where_an_association_works_as_well_is_no_party() -> None:
    opening = """Prestatieafspraken Ommen 2026

Gemeente Ommen en woningcorporatie Welthuis maken deze afspraken. Welthuis verhuurt huizen in Ommen
en Borne. In Ommen zijn het er veel, en Ommen groeit. Met de gemeente Borne deelt Ommen een loket.
De gemeente Ommen en de buurgemeenten Dalfsen en Zwolle overleggen. Ommen telt negen dorpen.
"""
    towns = [name for name, kind in names_in(opening).items() if kind == "municipality"]
    assert towns == ["gemeente Ommen"]


def test_what_stands_in_brackets_may_be_whom_a_name_belongs_to() -> None:
    opening = """Woningstichting Welhuis verhuurt 900 huizen in de gemeente Ommen, Stichting De 3
Vissen 130 kamers. De huurders hebben twee clubs: huurdersvereniging Op de Hoogte (Welhuis) en
bewonersvereniging Zuid (De 3 Vissen).
"""
    found = parties_of(opening)
    assert found.find("Welhuis") == ("welhuis",)
    assert next(p.kind for p in found.parties if p.key == "welhuis") == "housing_association"
    assert "Stichting De 3 Vissen" in names_in(opening)


def test_two_short_names_in_a_cell_are_of_one_party() -> None:
    opening = """De gemeente Ommen, Stichting Woonkompas en Huurdersraad Woonkompas doen dit.

| Afkorting | Voluit |
|---|---|
| gem. | gemeente Ommen |
| WC, Kompas | Stichting Woonkompas |
| HR | Huurdersraad Woonkompas |
"""
    found = parties_of(opening)
    assert found.find("WC") == found.find("Kompas") == found.find("Stichting Woonkompas")
    assert not [p for p in found.parties if any("," in name for name in (p.name, *p.aliases))]


def test_the_name_of_tenants_shows_their_landlord() -> None:
    opening = """De gemeente Ommen maakt afspraken. De huurders van Talhuis hebben een eigen raad.
SWM en Talhuis bouwen, en SWM en Talhuis verkopen. Bij SWM is er het Huurdersplatform SWM.
Talhuis sloopt.
"""
    kinds = names_in(opening)
    assert kinds["Talhuis"] == kinds["SWM"] == "housing_association"


def test_words_set_apart_by_stars_mean_parties() -> None:
    opening = """De gemeente Ommen, Woonstichting Duin, Woonstichting Dalem, Woonstichting Veen en
Huurdersraad Duin tekenen. Duin en Dalem samen noemen we hierna *beide*; dat scheelt ruimte.
"""
    assert parties_of(opening).find("beide") == ("duin", "dalem")


def test_only_those_that_sign_are_the_municipalities() -> None:
    opening = """Daarom heeft Stichting Duin Oostland, verder Duin genoemd, met de drie gemeenten
waar zij huizen heeft één set afspraken gemaakt. De gemeente Ommen heeft daarbij het voortouw
genomen. Ook de gemeente Borne en de gemeente Losser hebben de afspraken mee voorbereid. De huurders
zijn vertegenwoordigd door Huurdersraad Duin. Waar we ‘de gemeenten’ schrijven, bedoelen we Ommen,
Borne en Losser.

Getekend op 9 december 2025
Namens het college van de gemeente Ommen
wethouder
Namens het college van de gemeente Borne
wethouder
Namens het college van de gemeente Losser
wethouder
Namens Stichting Duin Oostland
bestuurder
"""
    found = parties_of(opening)
    towns = [party.key for party in found.parties if party.kind == "municipality"]
    assert sorted(towns) == ["gemeente-borne", "gemeente-losser", "gemeente-ommen"]


def test_a_municipality_with_which_something_is_done_is_another() -> None:
    opening = """De gemeente Ommen, Woonstichting Duin en Huurdersraad Duin maken afspraken. Met de
gemeente Dalfsen en ook met de gemeente Dalfsen alleen is er overleg. Dalfsen, Dalfsen en Ommen.
"""
    towns = [name for name, kind in names_in(opening).items() if kind == "municipality"]
    assert towns == ["gemeente Ommen"]


def test_names_in_a_row_without_a_sign_are_no_party() -> None:
    records = [
        FoundParty("Talhuis", "housing_association", signatory=True),
        FoundParty("Akkio", "tenant_organisation", signatory=True),
        FoundParty("Akkio Talhuis", "tenant_organisation", signatory=True),
        FoundParty("Huurdersraad Talhuis", "tenant_organisation", signatory=True),
        FoundParty("Huurdersraad Akkio Talhuis", "tenant_organisation", ["HAT"], signatory=True),
    ]
    kept = [party.name for party in without_rows(records)]
    assert kept == ["Talhuis", "Akkio", "Huurdersraad Talhuis", "Huurdersraad Akkio Talhuis"]
