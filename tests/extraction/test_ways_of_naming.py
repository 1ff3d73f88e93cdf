"""Ways of naming parties that real agreements have and inventors seldom think of."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.operations.reading import read_agreement
from tests.extraction.agreements import doing, read

OWNERS = [
    # Names in capitals below words for their kind; the text may print them otherwise.
    (
        "PRESTATIEAFSPRAKEN\n\nGEMEENTE\nOMMEN\n\nWONINGCORPORATIES\nDUINVAST\nHET LAGE ZAND\n\n"
        "HUURDERSORGANISATIES\nHBV OP DE HEUVEL\nDE KLEPEL\n\nVoorwoord\n\nSamen verder.",
        {"DUINVAST", "HET LAGE ZAND"},
        {"HBV OP DE HEUVEL", "DE KLEPEL"},
    ),
    # A plural before the names, and after them that of the tenants, which has the colon.
    (
        "Afspraken van de gemeente Ommen, de woningcorporaties Duinvast, Het Lage Zand en Lommer "
        "en de huurdersorganisaties: Huurdersvereniging Duinvast (HVD) en HBV Lommer.",
        {"Duinvast", "Het Lage Zand", "Lommer"},
        {"Huurdersvereniging Duinvast", "HBV Lommer"},
    ),
    # The bracket behind tenants says whose they are.
    (
        "De gemeente Ommen, de woningcorporaties Duinvast en Lommer en de huurdersorganisaties "
        "Huurdersvereniging de Vlam (Duinvast) en Bewonersraad Lommer werken samen.",
        {"Duinvast", "Lommer"},
        {"Huurdersvereniging de Vlam", "Bewonersraad Lommer"},
    ),
    # Parties with a number and a letter, meant by the number.
    (
        "Ondergetekenden:\n\n1. de gemeente Ommen, hierna: ‘de gemeente’;\n\n"
        "2. a. de stichting Duinvast, gevestigd te Ommen, hierna: ‘Duinvast’;\n"
        "   b. de stichting Lommer, gevestigd te Ommen, hierna: ‘Lommer’;\n\n"
        "de onder 2 genoemde partijen hierna samen: ‘de corporaties’;\n\n"
        "3. Huurdersraad Ommen, hierna: ‘de huurdersraad’;\n",
        {"stichting Duinvast", "stichting Lommer"},
        {"Huurdersraad Ommen"},
    ),
    # One signs, and a single chapter binds it.
    (
        "Partijen zijn de gemeente Ommen, de woningcorporaties Duinvast en Lommer en de "
        "huurdersorganisaties Huurdersraad Duinvast en HBV Lommer. Lommer heeft hier nog geen "
        "huizen en is alleen gebonden aan hoofdstuk 4.",
        {"Duinvast"},
        {"Huurdersraad Duinvast", "HBV Lommer"},
    ),
    # Names set apart on one line of the title page; what stands below the word for tenants is one.
    (
        "PRESTATIEAFSPRAKEN\n\nGEMEENTE OMMEN\n\nCORPORATIES\nDUINVAST   HET LAGE ZAND   SSHO&\n\n"
        "HUURDERSORGANISATIES\nACCENT   FIJN WONEN\n\nVoorwoord\n\nSamen verder.",
        {"DUINVAST", "HET LAGE ZAND", "SSHO&"},
        {"ACCENT", "FIJN WONEN"},
    ),
    # A table with a column for each kind.
    (
        "Wie hoort bij wie?\n\nGemeente | Woningcorporatie | Huurdersorganisatie\n"
        "gemeente Ommen | Duinvast | ACCENT\nidem | Lommer | Samen Eén\n",
        {"Duinvast", "Lommer"},
        {"ACCENT", "Samen Eén"},
    ),
    # A column that says in what words the text means them, not right beside the names.
    (
        "| Partij | Vertegenwoordigd door | Genoemd als |\n"
        "| gemeente Ommen | wethouder | Ommen |\n| Stichting Duinvast, Lemele | bestuurder | DV |\n"
        "| Huurdersvereniging Lemele en omstreken | voorzitter | HeLo |\n",
        {"Stichting Duinvast"},
        {"Huurdersvereniging Lemele en omstreken"},
    ),
    # Parties by letter, some of whom are none of *partijen*.
    (
        "Partijen\n\na. de gemeente Ommen, hierna: ‘de gemeente’;\n\n"
        "b. Stichting Duinvast, hierna: ‘Duinvast’;\n\nc. Huurdersraad Ommen, hierna: ‘HRO’;\n\n"
        "alsmede\n\nd. Stichting Lommer, hierna: ‘Lommer’;\n\n"
        "De onder b genoemde heet hierna ‘de Corporaties’. De onder a tot en met c genoemden heten "
        "hierna gezamenlijk ‘Partijen’.\n",
        {"Stichting Duinvast"},
        {"Huurdersraad Ommen"},
    ),
    # A union of landlords beside its members.
    (
        "Partijen zijn de gemeente Ommen, Woningstichting Duinvast, Woonstichting Lommer en "
        "Huurdersraad Duinvast. De Federatie Woningcorporaties Vechtdal (FWV) levert cijfers.",
        {"Woningstichting Duinvast", "Woonstichting Lommer"},
        {"Huurdersraad Duinvast"},
    ),
]


@pytest.mark.parametrize(("opening", "owners", "tenants"), OWNERS)
def test_who_is_meant_by_the_words_for_a_kind(
    tmp_path: Path, opening: str, owners: set[str], tenants: set[str]
) -> None:
    agreement = read(tmp_path, opening)
    assert doing(agreement, 2) == owners
    assert doing(agreement, 3) == tenants
    assert doing(agreement, 4) == {"gemeente Ommen"} | owners | tenants


def test_a_board_signs_for_tenants_where_directors_sign_for_landlords(tmp_path: Path) -> None:
    behind = (
        "\n\nOmmen, 15 december 2025\n\n"
        "Voor de gemeente Ommen:          Voor Lommer:          Voor De Klepel:\n\n"
        "P. Voorbeeld                     A. de Verzonnen       K. Niemand\n"
        "wethouder                        bestuurder            voorzitter\n"
    )
    opening = "De gemeente Ommen, woningstichting Lommer en De Klepel gaan samen verder."
    agreement = read(tmp_path, opening, behind)
    assert doing(agreement, 3) == {"De Klepel"}
    assert {party.name for party in agreement.parties} == {
        *("gemeente Ommen", "woningstichting Lommer", "De Klepel")
    }


def test_a_surname_before_an_office_is_no_party(tmp_path: Path) -> None:
    behind = (
        "\n\nOndertekening\n\nGemeente Ommen\nVoorbeeld, wethouder\n\nWoningstichting Lommer\n"
        "Verzonnen, bestuurder\n\nHuurdersraad Lommer\nNiemand, voorzitter\n"
    )
    opening = "Tussen de gemeente Ommen, Woningstichting Lommer en Huurdersraad Lommer."
    kept = {party.name for party in read(tmp_path, opening, behind).parties}
    assert not kept & {"Voorbeeld", "Verzonnen", "Niemand"}


def test_tenants_that_only_a_word_names(tmp_path: Path) -> None:
    opening = (
        "Afspraken van de gemeente Ommen, de woningcorporaties Duinvast en Lommer en de "
        "huurdersvertegenwoordiging van deze corporaties."
    )
    agreement = read(tmp_path, opening)
    assert doing(agreement, 3) == {"huurdersvertegenwoordiging"}


def test_a_name_that_two_municipalities_bear(tmp_path: Path) -> None:
    opening = (
        "De gemeenten Gennep en Bergen in Limburg, woningstichting Lommer en Huurdersraad Lommer "
        "maken afspraken."
    )
    agreement = read(tmp_path, opening)
    codes = {p.name: p.municipality_code for p in agreement.parties if p.kind == "municipality"}
    assert codes == {"gemeente Gennep": "GM0907", "gemeente Bergen": "GM0893"}


def test_an_association_named_by_the_word_for_one(tmp_path: Path) -> None:
    opening = (
        "Afspraken tussen de gemeente Ommen en haar huurders. In Ommen verhuurt de "
        "Woningstichting 900 huizen. Het bod van de Woningstichting is van juni."
    )
    assert doing(read(tmp_path, opening), 2) == {"De Woningstichting"}


def test_each_of_several_and_names_that_begin_otherwise_act(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Afspraken van de gemeente Ommen, Woonstichting l'estran en Huurdersraad l'estran.\n\n"
        "Wonen\n\nVeel mensen zoeken een huis. De gemeente groeit.\n\n"
        "Dit spreken we af\n\nL'estran verkoopt in 2026 ten hoogste tien woningen.\n\n"
        "Huren\n\nDe meeste huren zijn laag. Toch maken wij ons zorgen.\n\n"
        "Dit spreken we af\n\nElk van de partijen meldt schulden vroeg.\n\n"
        "Energie\n\nIn 2025 was het label gemiddeld B.\n\n"
        "Dit spreken we af\n\nDe gemeente betaalt in 2026 twee energiecoaches.\n",
        encoding="utf-8",
    )
    agreement, text = read_agreement(path)
    whole = text if isinstance(text, str) else text.text
    assert [whole[c.span.start : c.span.end].split()[0] for c in agreement.commitments] == [
        *("L'estran", "Elk", "De")
    ]
    assert len(agreement.commitments[1].initiators) == len(agreement.parties)


def test_initials_that_nobody_explains(tmp_path: Path) -> None:
    opening = (
        "Tussen de gemeente Ommen, Woningstichting De Goede Woning-Ommen en Huurdersraad Ommen. "
        "DGW heeft hier 700 huizen. De Goede Woning is er sinds 1920.\n\n"
    )
    agreement = read(tmp_path, opening)
    landlord = next(party for party in agreement.parties if party.kind == "housing_association")
    assert {"DGW", "De Goede Woning"} <= set(landlord.names)


def test_abbreviations_in_a_sentence(tmp_path: Path) -> None:
    opening = (
        "De gemeente Ommen, woningstichting Duinvast, woningstichting Lommer en Huurdersraad Ommen."
        " GO is Ommen, DVA is Duinvast en LMR is Lommer.\n"
    )
    agreement = read(tmp_path, opening, "\n5. DVA en LMR slopen in 2026 tien huizen.\n")
    assert doing(agreement, 5) == {"woningstichting Duinvast", "woningstichting Lommer"}


def test_what_those_who_act_for_a_party_do_it_does(tmp_path: Path) -> None:
    opening = "De gemeente Ommen, woningstichting Duinvast en Huurdersraad Ommen.\n"
    behind = (
        "\n5. De bestuurders van de gemeente en Duinvast spreken elkaar in 2026 twee keer.\n"
        "6. Huismeesters van Duinvast lopen in 2026 door de wijk.\n"
    )
    agreement = read(tmp_path, opening, behind)
    assert doing(agreement, 5) == {"gemeente Ommen", "woningstichting Duinvast"}
    assert doing(agreement, 6) == {"woningstichting Duinvast"}


def test_a_municipality_that_goes_up_in_another_stays_itself(tmp_path: Path) -> None:
    opening = (
        "Prestatieafspraken gemeente Zandmeer 2026\n\nDe gemeente Zandmeer, woningstichting "
        "Duinvast en Huurdersraad Duinvast werken al jaren samen aan goede huizen in alle wijken, "
        "voor jong en oud, en leggen dat hier vast voor het komende jaar. In 2027 gaat "
        "Zandmeer op in de nieuwe gemeente Ommen.\n"
    )
    assert doing(read(tmp_path, opening), 1) == {"gemeente Zandmeer"}


def test_the_landlord_in_brackets_behind_tenants_is_no_name_of_them(tmp_path: Path) -> None:
    opening = (
        "Gemeente Haarlem • Ymere • De Waakvlam\n\nDe huurdersorganisaties:\n"
        "  - Huurdersvereniging De Waakvlam (Ymere)\n\nde woningcorporaties:\n  - Ymere\n"
    )
    agreement = read(tmp_path, opening)
    assert doing(agreement, 2) == {"Ymere"}
    assert doing(agreement, 3) == {"Huurdersvereniging De Waakvlam"}


def test_the_name_of_a_party_is_no_theme(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text(
        "De gemeente Ommen, Woonzorg Nederland (Woonzorg) en Huurdersraad Ommen spreken af:\n\n"
        "1. Duurzaamheid\n\nBijdrage Woonzorg\n- Isoleert in 2026 tien woningen.\n"
        "- Vervangt in 2026 de ketels.\n\nBijdrage gemeente\n- Stelt in 2026 een plan vast.\n\n"
        "Bijdrage Huurdersraad\n- Geeft in 2026 advies.\n",
        encoding="utf-8",
    )
    themes = {commitment.theme for commitment in read_agreement(path)[0].commitments}
    assert themes == {"sustainability"}
