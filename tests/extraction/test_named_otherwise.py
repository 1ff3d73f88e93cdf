"""Parties that are called otherwise than they were introduced, and those nobody introduced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extraction.agreements import doing, read, signing

OPENING = (
    "De gemeente Ommen, de woningcorporaties Duinvast en Lommer en de huurdersorganisaties "
    "Huurdersvereniging Duinvast en HBV Lommer maken afspraken. "
)
NAMES = [
    # Tenants by the name of their landlord.
    (
        "",
        "De huurdersorganisatie van Lommer houdt in 2026 een spreekuur.",
        {"HBV Lommer"},
    ),
    # What its board does it does itself.
    (
        "",
        "Vertegenwoordigers van de twee corporaties bezoeken in 2026 de wijk Noord.",
        {"Duinvast", "Lommer"},
    ),
    # A word for all, and right behind it who is meant.
    (
        "",
        "Wij - gemeente en Lommer - openen in 2026 een wijkpunt.",
        {"gemeente Ommen", "Lommer"},
    ),
    # Initials and the figures at the end of the name.
    (
        "Daarbij waren ook Zand en Wonen en Veld Wonen betrokken. Woonkracht10 (verder ook: WK10) "
        "verhuurt 400 woningen. ",
        "WK10 sloopt in 2026 tien woningen.",
        {"Woonkracht10"},
    ),
    # Somebody besides *we*.
    (
        "Met 'we' bedoelen we de gemeente en Lommer. ",
        "We, en hier ook Duinvast, openen in 2026 een wijkpunt.",
        {"gemeente Ommen", "Lommer", "Duinvast"},
    ),
    # An abbreviation, and the same with small letters.
    (
        "Duinvast Wonen Salland (DWS) bouwt veel; de woningen van Dws staan in Oost. ",
        "In Oost sloopt Dws in 2026 tien woningen.",
        {"Duinvast Wonen Salland"},
    ),
    # Names in brackets or behind a comma.
    (
        "Wonen Noord Oost (ook: WNO) verhuurt 400 woningen. ",
        "WNO sloopt in 2026 tien woningen.",
        {"Wonen Noord Oost"},
    ),
    # Nobody introduced who acts; it is no party to the agreement.
    ("", "De KR8 levert in 2026 de cijfers over de wachttijd.", {"KR8"}),
    # The second helps the first.
    (
        "",
        "HBV Lommer stelt in 2026 een spreekuur in; Lommer stelt daarvoor ruimte beschikbaar.",
        {"HBV Lommer"},
    ),
    # *Wij*, and who that is.
    (
        "Wij, de gemeente, kunnen dat niet alleen. ",
        "Wij openen in 2026 een wijkpunt.",
        {"gemeente Ommen"},
    ),
    # A sentence says how it is shortened, or letters do.
    (
        "Woningcorporatie Wonen Aan Zee doet ook mee. Wonen Aan Zee korten wij ook af tot Wazo. ",
        "Wazo sloopt in 2026 tien woningen.",
        {"Wonen Aan Zee"},
    ),
    (
        "Ook woningstichting Het Goede Dak doet mee. ",
        "HGD sloopt in 2026 tien woningen.",
        {"Woningstichting Het Goede Dak"},
    ),
    # Who acts for somebody.
    (
        "",
        "De wijkconsulenten van Lommer houden in 2026 een spreekuur.",
        {"Lommer"},
    ),
    # What was done first is another's.
    (
        "",
        "Huurders met schulden worden in 2026 door de gemeente bezocht, nadat Lommer hen heeft "
        "aangemeld.",
        {"gemeente Ommen"},
    ),
]


@pytest.mark.parametrize(("said", "commitment", "names"), NAMES)
def test_who_is_called_otherwise_is_meant(
    tmp_path: Path, said: str, commitment: str, names: set[str]
) -> None:
    agreement = read(tmp_path, OPENING + said, f"5. {commitment}\n")
    assert doing(agreement, 5) == names


PARTIES = [
    # A table that says how each is called *in this document*; a word for several names nobody.
    (
        "Naam | Soort organisatie | In dit document\n"
        "Gemeente Ommen | gemeente | de gemeente\n"
        "Woningstichting Het Zand, Dalfsen | woningcorporatie | Het Zand\n"
        "Stichting Lommer Wonen, Ommen | woningcorporatie | Lommer\n"
        "Huurdersorganisatie Ommen | huurders van Lommer | HO Ommen\n"
        "Huurdersvereniging De Kei | huurders van Het Zand | De Kei\n",
        "",
        {"Woningstichting Het Zand", "Stichting Lommer Wonen"},
        {"Huurdersorganisatie Ommen", "Huurdersvereniging De Kei"},
    ),
    # Several tenants' organisations under one name.
    (
        "De gemeente Ommen en de woningcorporaties Duinvast en Lommer maken afspraken. De "
        "huurdersorganisaties werken in Ommen samen onder de naam 3HO.",
        "",
        {"Duinvast", "Lommer"},
        {"3HO"},
    ),
    # What its members say it is.
    (
        "De gemeente Ommen en de woningcorporaties Duinvast en Lommer maken afspraken met Ookvast. "
        "Ookvast is de vereniging van huurders van Duinvast en Lommer.",
        "",
        {"Duinvast", "Lommer"},
        {"Ookvast"},
    ),
    # One mark before a name, and none behind it.
    (
        "De gemeente Ommen, 'Lommer, Duinvast en Huurdersraad Ommen doen mee.",
        "",
        {"'Lommer", "Duinvast"},
        {"Huurdersraad Ommen"},
    ),
    # The name that one bore before is no further party.
    (
        "De gemeente Ommen, de woningcorporatie Duinvast en Huurdersraad Ommen maken afspraken. "
        "Tot 2023 heette zij Woningstichting Vecht en Regge.",
        "",
        {"Duinvast"},
        {"Huurdersraad Ommen"},
    ),
]


@pytest.mark.parametrize(("opening", "behind", "owners", "tenants"), PARTIES)
def test_landlords_and_tenants_are_told_apart(
    tmp_path: Path, opening: str, behind: str, owners: set[str], tenants: set[str]
) -> None:
    agreement = read(tmp_path, opening, behind)
    assert doing(agreement, 2) == owners
    assert doing(agreement, 3) == tenants


@pytest.mark.parametrize(
    ("opening", "owners"),
    [
        # The dot of a saint ends nothing.
        (
            "De gemeente Ommen, Woningstichting Lommer Wonen en Woningstichting Sint Joseph maken "
            "afspraken met Huurdersraad Ommen. Waar ‘de corporaties’ staat, zijn Lommer Wonen "
            "en St. Joseph bedoeld.",
            {"Woningstichting Lommer Wonen", "Woningstichting Sint Joseph"},
        ),
        # Names beside a word for several of a kind, over two lines.
        (
            "Gemeente Ommen      geeft bouwgrond uit\n"
            "De corporaties      Stichting Lommer, Stichting Duinvast en\n"
            "                    Stichting WBZ\n"
            "De huurders         Huurdersraad Ommen\n",
            {"Stichting Lommer", "Stichting Duinvast", "Stichting WBZ"},
        ),
        # What stands on a line of its own behind a name is none of it.
        (
            "Gemeente Ommen\n\nSamen werken aan wonen\n"
            "Afspraken voor 2026 van de gemeente Ommen en woningbouwvereniging Lommer\n\n"
            "Vastgesteld door burgemeester en wethouders\n\nVoorwoord\n\n"
            "Lommer verhuurt in Ommen vierhonderd woningen, de meeste daarvan in de Lind en in\n"
            "Oost. Huurdersraad Ommen praat mee.\n",
            {"woningbouwvereniging Lommer"},
        ),
    ],
)
def test_the_associations_are_those_that_are_named(
    tmp_path: Path, opening: str, owners: set[str]
) -> None:
    assert doing(read(tmp_path, opening), 2) == owners


def test_a_union_that_has_letters_is_no_association_that_signs(tmp_path: Path) -> None:
    opening = (
        "De gemeente Ommen, woningstichting De Linde en Huurdersraad Ommen maken afspraken. "
        "All = woningstichting De Linde; OFW = Ommer Federatie van Woningcorporaties; "
        "HRO = Huurdersraad Ommen."
    )
    table = (
        "\n\nNr | Afspraak | Trekker\n5 | Sloop van tien woningen. | All\n6 | Een lijst. | OFW\n"
    )
    agreement = read(tmp_path, opening, table)
    assert doing(agreement, 5) == {"woningstichting De Linde"}
    assert doing(agreement, 6) == {"Ommer Federatie van Woningcorporaties"}
    assert "Ommer Federatie van Woningcorporaties" not in signing(agreement)


@pytest.mark.parametrize(
    ("commitment", "names"),
    [
        ("Het college van Ommen stelt in 2026 een nota vast.", {"gemeente Ommen"}),
        (
            "De gemeenten Dalfsen en Raalte openen in 2026 een loket.",
            {"gemeente Dalfsen", "gemeente Raalte"},
        ),
        ("HV de Groene Kei houdt in 2026 een spreekuur.", {"Huurdersvereniging Groene Kei"}),
    ],
)
def test_a_name_behind_a_word_for_its_kind_is_meant(
    tmp_path: Path, commitment: str, names: set[str]
) -> None:
    opening = (
        "De gemeenten Ommen, Dalfsen en Raalte, de woningcorporaties Duinvast en Lommer, "
        "Huurdersvereniging Groene Kei en HBV Lommer maken afspraken."
    )
    assert doing(read(tmp_path, opening, f"5. {commitment}\n"), 5) == names


def test_a_note_at_the_end_says_whom_we_means(tmp_path: Path) -> None:
    behind = (
        "5. We openen in 2026 een wijkpunt.\n\nOndertekend op 12 december 2025.\n\n"
        "[1] Met 'we' en 'wij' bedoelen we de gemeente en Lommer.\n"
    )
    assert doing(read(tmp_path, OPENING, behind), 5) == {"gemeente Ommen", "Lommer"}


def test_initials_stand_for_a_federation(tmp_path: Path) -> None:
    opening = (
        "De gemeente Ommen, de Ommer Federatie van Woningcorporaties en de Federatie Ommer "
        "Huurderskoepels maken afspraken. De OFWC tekent namens haar leden."
    )
    agreement = read(tmp_path, opening, "5. De OFWC sloopt in 2026 tien woningen.\n")
    assert doing(agreement, 5) == {"Ommer Federatie van Woningcorporaties"}


def test_a_legend_may_have_small_initials(tmp_path: Path) -> None:
    opening = (
        "De gemeente Ommen, de woningcorporaties dunaWonen en Lommer en Huurdersraad Ommen doen "
        "mee. GO = gemeente Ommen, dW = dunaWonen (in Oost), LO = Lommer, HR = Huurdersraad Ommen."
    )
    table = "\n\nNr | Afspraak | Trekker\n5 | Sloop van tien woningen. | dW\n6 | Een nota. | GO\n"
    agreement = read(tmp_path, opening, table)
    assert doing(agreement, 5) == {"dunaWonen"}
    assert doing(agreement, 6) == {"gemeente Ommen"}


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Prestatieafspraken wonen 2017\n\nGemeente Franekeradeel", {"gemeente Franekeradeel"}),
        ("Prestatieafspraken wonen 2026\n\nGemeente Waadhoeke", {"gemeente Waadhoeke"}),
    ],
)
def test_a_municipality_that_is_no_more_is_a_party_in_its_years(
    tmp_path: Path, title: str, names: set[str]
) -> None:
    agreement = read(
        tmp_path,
        f"{title}\n\nDe gemeente Franekeradeel gaat op in de gemeente Waadhoeke. Met de "
        "woningcorporaties Duinvast en Lommer en Huurdersraad Duinvast worden afspraken gemaakt.",
    )
    assert doing(agreement, 1) == names


def test_municipalities_that_are_no_more_have_their_codes(tmp_path: Path) -> None:
    agreement = read(
        tmp_path,
        "Prestatieafspraken 2017\n\ntussen de gemeenten Binnenmaas, Cromstrijen, Korendijk, "
        "Oud-Beijerland en Strijen, woningcorporatie Duinvast en Huurdersraad Duinvast.",
    )
    codes = {party.municipality_code for party in agreement.parties if party.municipality_code}
    assert codes == {"GM0584", "GM0585", "GM0588", "GM0611", "GM0617"}


def test_a_cell_may_leave_out_the_article(tmp_path: Path) -> None:
    opening = (
        "Jaarafspraken\n\nGemeente Ommen\nDe stad telt 40.000 inwoners.\n\n"
        "Woningstichting Het Grootslag\nHet Grootslag verhuurt hier 900 woningen.\n\n"
        "Huurdersraad De Kei\nDe Kei komt op voor alle huurders van Het Grootslag."
    )
    table = "\n\nNr | Afspraak | Trekker\n5 | Sloop van tien woningen. | Grootslag\n"
    agreement = read(tmp_path, opening, table)
    assert doing(agreement, 5) == {"Woningstichting Het Grootslag"}


SIGNATURES = [
    # The office first, the organisation right behind it.
    "Ondertekening\n\nWethouder Wonen\ngemeente Ommen\nA. Voorbeeld\n\nBestuurder Duinvast\n"
    "B. Bedacht\n\nDirecteur-bestuurder Lommer\nC. Niemand\n\nVoorzitter Huurdersraad Ommen\n"
    "D. Verzonnen\n",
    # Who signs for whom, on one line.
    "Ondertekening\n\n- namens de gemeente Ommen: Anna Voorbeeld, wethouder wonen\n"
    "- namens Duinvast: Bert Bedacht, bestuurder\n- namens Lommer: Carla Niemand, bestuurder\n"
    "- namens Huurdersraad Ommen: Dirk Verzonnen, voorzitter, en Els Nergens, bestuurslid\n",
    # Nothing but *voor* above a person with one initial.
    "Ondertekening\n\nVoor de gemeente Ommen\nmevrouw A. Voorbeeld\n\nVoor Duinvast\nB. Bedacht\n\n"
    "Voor Lommer\nC. Niemand\n\nVoor de Huurdersraad Ommen\nD. Verzonnen\n",
    # Columns whose cells go on in the next line.
    "Ondertekening\n\nNamens de               Namens woningcorporatie\n"
    "gemeente Ommen,         Duinvast,\n\nA. Voorbeeld            B. Bedacht\n"
    "wethouder               bestuurder\n\nNamens                  Namens de Huurdersraad\n"
    "Lommer,                 Ommen,\n\nC. Niemand              D. Verzonnen\n"
    "bestuurder              voorzitter\n",
    # Nothing but a place and a date says that signatures follow.
    "Ommen, 9 december 2025\n\nNamens burgemeester en wethouders van Ommen,\n\nde secretaris,"
    "            de burgemeester,\nA. Voorbeeld             mr. E. Fictie\n\nNamens Duinvast,"
    "          Namens Lommer,\n\nB. Bedacht               C. Niemand\n"
    "directeur-bestuurder     bestuurder\n\nNamens Huurdersraad Ommen,\n\nD. Verzonnen\n"
    "voorzitter\n",
    # Persons behind a colon, their offices in brackets.
    "## Ondertekenaars\n\nGemeente Ommen: wethouder A. Voorbeeld\nDuinvast: de heer B. Bedacht, "
    "bestuurder\nLommer: C. Niemand, manager wonen\nHuurdersraad Ommen: D. Verzonnen "
    "(voorzitter)\n",
    # The name of a person stands below the office, and that of whom he signs for above it.
    "Ondertekening\n\nGemeente Ommen\nWethouder A. Voorbeeld\n\nDuinvast\n"
    "Directeur-bestuurder B. Bedacht\n\nLommer\nBestuurder C. Niemand\n\nHuurdersraad Ommen\n"
    "Voorzitter D. Verzonnen\n",
]


@pytest.mark.parametrize("signatures", SIGNATURES)
def test_who_signs_is_read_from_below(tmp_path: Path, signatures: str) -> None:
    opening = (
        "Ommen\n\nGemeente Ommen, Duinvast, Lommer en Huurdersraad Ommen doen mee. Ook met de "
        "woningcorporatie Veldzicht is gesproken.\n"
    )
    agreement = read(tmp_path, opening, f"\n{signatures}")
    assert signing(agreement) == {"gemeente Ommen", "Duinvast", "Lommer", "Huurdersraad Ommen"}


def test_an_office_is_no_organisation(tmp_path: Path) -> None:
    opening = (
        "1. De gemeente Ommen, vertegenwoordigd door haar burgemeester, voor deze de wethouder "
        'Volkshuisvesting, mevrouw A. Voorbeeld, hierna te noemen: "de Gemeente";\n'
        '2. Stichting Duinvast, hierna te noemen: "Duinvast";\n'
        '3. Huurdersvereniging "In \'t Ommer Belang", vertegenwoordigd door mevrouw H. Niemand, '
        'verder te noemen: "HOB".\n'
    )
    agreement = read(tmp_path, opening, "\n5. HOB houdt in 2026 een spreekuur.\n")
    assert doing(agreement, 1) == {"gemeente Ommen"}
    assert doing(agreement, 5) == {"Huurdersvereniging In 't Ommer Belang"}
    assert len(signing(agreement)) == 3


def test_persons_are_no_parties(tmp_path: Path) -> None:
    behind = (
        "\nOndertekening\n\nGemeente Ommen          Duinvast\nde heer Voorbeeld       "
        "mevrouw De Verzonnen\nwethouder               bestuurder\n\n"
        "Lommer\nde heer Bedacht\nbestuurder\n\nNamens Huurdersraad Ommen\n"
        "Nergenshuizen, voorzitter\n"
    )
    opening = "De gemeente Ommen, Duinvast, Lommer en Huurdersraad Ommen maken afspraken.\n"
    names = " ".join(n for party in read(tmp_path, opening, behind).parties for n in party.names)
    assert "Verzonnen" not in names
    assert "Nergenshuizen" not in names


def test_who_signs_below_a_chapter_signs_for_that_only(tmp_path: Path) -> None:
    opening = "De gemeente Ommen, Duinvast, Lommer en Huurdersraad Ommen maken afspraken.\n"
    behind = (
        "\nOndertekening\n\nNamens de gemeente Ommen,\nA. Voorbeeld, wethouder\n\n"
        "Namens Duinvast,\nB. Bedacht, bestuurder\n\nNamens Huurdersraad Ommen,\n"
        "D. Verzonnen, voorzitter\n\n"
        "Voor hoofdstuk 5:\n\nNamens Lommer,\nC. Niemand, bestuurder\n"
    )
    agreement = read(tmp_path, opening, behind)
    assert signing(agreement) == {"gemeente Ommen", "Duinvast", "Huurdersraad Ommen"}


def test_a_landlord_and_tenants_of_one_name_stay_two(tmp_path: Path) -> None:
    opening = (
        "De gemeente Ommen, De Goede Haven en Huurdersvereniging De Goede Haven maken deze "
        "afspraken."
    )
    agreement = read(tmp_path, opening, "5. DGH bouwt in 2026 vijftig huurwoningen.\n")
    assert doing(agreement, 5) == {"De Goede Haven"}
    assert len(signing(agreement)) == 3


def test_what_somebody_says_in_quotes_defines_nothing(tmp_path: Path) -> None:
    said = "“Wij, de huurders van Lommer, zijn blij met deze afspraken”, zegt de voorzitter. "
    agreement = read(tmp_path, OPENING + said, "5. Wij openen in 2026 een wijkpunt.\n")
    assert len(doing(agreement, 5)) == 5


def test_tasks_beside_a_word_for_a_kind_are_no_parties(tmp_path: Path) -> None:
    table = (
        "\nDe corporaties      Nieuwbouw, Onderhoud en Verkoop\n"
        "De huurders         Advies en Overleg\n"
    )
    assert len(signing(read(tmp_path, OPENING + table))) == 5


def test_each_has_a_sentence_and_one_verb(tmp_path: Path) -> None:
    behind = "5. Duinvast verkoopt in 2026 tien woningen. Lommer verkoopt er in 2026 twee.\n"
    assert doing(read(tmp_path, OPENING, behind), 5) == {"Duinvast", "Lommer"}
    behind = "5. Duinvast verkoopt in 2026 tien woningen. Lommer meldt dat de gemeente.\n"
    assert doing(read(tmp_path, OPENING, behind), 5) == {"Duinvast"}


def test_whom_a_heading_says_to_do_something_is_a_party(tmp_path: Path) -> None:
    text = (
        "Dit doet de gemeente\n\n* Stelt in 2026 een nota over wonen vast.\n\n"
        "Dit doet Lommer\n\n* Bouwt in 2026 tien woningen in Oost.\n\n"
        "Dit doet Woongoed\n\n* Onderzoekt in 2026 of de garages plaats kunnen maken.\n"
    )
    opening = OPENING + "Ook Woongoed Vechtdal heeft getekend. "
    agreement = read(tmp_path, opening, commitments=f"\n\n{text}")
    assert set(agreement.commitments[-1].initiators) == {"woongoed-vechtdal"}
