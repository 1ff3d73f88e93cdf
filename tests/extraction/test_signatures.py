"""Who signs, as the names under a document tell."""

from __future__ import annotations

import pytest

from pa_graph.extraction.agreement import extract_agreement
from pa_graph.extraction.parties.find import find_parties
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.parties.persons import without_persons
from pa_graph.extraction.parties.signatures import signatures
from pa_graph.reading.document import Document


def names(text: str) -> list[str]:
    return [each.name for each in signatures(text.splitlines()).names]


def parties_of(text: str) -> Parties:
    return find_parties(Document(text, "ommen.txt"), ())


def signing(text: str) -> dict[str, str]:
    return {party.name: party.kind for party in parties_of(text).parties if party.signatory}


UNDER_ONE_ANOTHER = """Ondertekening

Aldus overeengekomen te Ommen op 12 december 2025

Gemeente Ommen
wethouder Wonen                ..............

Stichting Duin
directeur-bestuurder           ..............

De Koepel
voorzitter                     ..............
"""
IN_COLUMNS = """3 ONDERTEKENING

De gemeente Ommen,                    Stichting Duin,
wethouder                             directeur-bestuurder

Huurdersvereniging Duin,              De Koepel,
voorzitter                            secretaris
"""
IN_LINES = """Getekend op 1 mei 2026
• Gemeente Ommen, wethouder           ____________
• Stichting Duin, te Dalfsen, bestuurder  ____________
• De Koepel (DK), voorzitter          ____________
"""
OFFICE_FIRST = """Handtekeningen
wethouder Wonen, gemeente Ommen
directeur-bestuurder, Stichting Duin
voorzitter van het bestuur, De Koepel
"""
IN_A_TABLE = """Handtekeningen
| Partij | Functie | Handtekening |
| Gemeente Ommen | wethouder | |
| Stichting Duin | bestuurder | |
| De Koepel | voorzitter | |
"""
IN_A_SENTENCE = """Ondertekening
De afspraken zijn ondertekend door de wethouder wonen van de gemeente Ommen, de bestuurder van
Stichting Duin en de voorzitter van De Koepel (DK).
"""
ON_BEHALF = """Aldus ondertekend
Namens de gemeente Ommen,        Namens Stichting Duin,
wethouder                        bestuurder
Voor De Koepel,
de secretaris
"""


@pytest.mark.parametrize(
    "block",
    [UNDER_ONE_ANOTHER, IN_COLUMNS, IN_LINES, OFFICE_FIRST, IN_A_TABLE, IN_A_SENTENCE, ON_BEHALF],
)
def test_names_with_an_office(block: str) -> None:
    found = names(block)
    assert [name.lower() for name in found if "gemeente" in name.lower()] == ["gemeente ommen"]
    assert "Stichting Duin" in found
    assert "De Koepel" in found
    assert not any(word in " ".join(found).lower() for word in ("wethouder", "bestuurder", "2026"))


def test_too_few_names_are_no_signatures() -> None:
    assert names("Ondertekening\nGemeente Ommen, wethouder\nStichting Duin, bestuurder\n") == []
    assert names("Gemeente Ommen, wethouder\nDuin, bestuurder\nDe Koepel, voorzitter\n") == []


def test_what_stands_behind_the_signatures_is_none() -> None:
    text = UNDER_ONE_ANOTHER + "\nBijlage: begrippen\nStichting Veen\nbestuurder\n"
    assert names(text) == names(UNDER_ONE_ANOTHER)


OPENING = """Prestatieafspraken Ommen 2026

In de gemeente Ommen werken Woonstichting Dal en Stichting Duin. Ook Woonstichting Veen heeft er
huizen; met haar maakt de gemeente dit jaar geen afspraken. Dal bouwt en Duin sloopt.

"""


def test_who_signs_is_a_party_and_who_does_not_is_none() -> None:
    text = (
        OPENING
        + """Ondertekening

Gemeente Ommen
wethouder

Woonstichting Dal
directeur

Stichting Duin
directeur-bestuurder

Huurdersraad Dal
voorzitter

Akkio
voorzitter
"""
    )
    assert signing(text) == {
        "gemeente Ommen": "municipality",
        "Woonstichting Dal": "housing_association",
        "Stichting Duin": "housing_association",
        "Huurdersraad Dal": "tenant_organisation",
        "Akkio": "tenant_organisation",  # who speaks for tenants signs last
    }


def test_who_signs_for_a_part_is_no_party_to_the_whole() -> None:
    text = (
        OPENING
        + """Ondertekening
Gemeente Ommen, wethouder
Woonstichting Dal, directeur
Stichting Duin, bestuurder
Stichting Omrand (voor hoofdstuk 4), regiodirecteur
"""
    )
    assert "Stichting Omrand" not in signing(text)
    assert "Woonstichting Veen" not in signing(text)


def test_abbreviations_under_a_document_are_those_of_its_list() -> None:
    text = (
        OPENING
        + """1. Wonen

1. De gemeente stelt in 2026 een plan op voor de bouw van veertig huizen.
2. DAL bouwt in 2026 tien huizen in het dorp.
3. SD verkoopt in 2026 ten hoogste drie huizen.

Ondertekening
GO, wethouder
DAL, directeur
SD, bestuurder
HRD, voorzitter

Afkortingen
DAL – Woonstichting Dal, de grootste verhuurder
GO – gemeente Ommen
HRD – Huurdersraad Dal, vertegenwoordigt de huurders van Dal
SD – Stichting Duin, gevestigd in Dalfsen
"""
    )
    found = extract_agreement(Document(text, "ommen.txt")).parties
    kinds = sorted(party.kind for party in found if party.signatory)
    assert kinds == [
        "housing_association",
        "housing_association",
        "municipality",
        "tenant_organisation",
    ]


def test_a_word_for_a_kind_tells_nobody() -> None:
    text = OPENING + "Ondertekening\nde gemeente, wethouder\nde corporatie, bestuurder\nDal, lid\n"
    assert {"Woonstichting Dal", "Woonstichting Veen"} <= set(signing(text))


def test_a_name_with_a_mark_before_it_is_no_ordinary_word() -> None:
    text = """De gemeente Ommen en Woonstichting 'thuis maken afspraken met Bewonersraad Ommen.

Wie oud wordt, blijft thuis wonen. De bewoners van 'thuis krijgen bezoek.
"""
    found = parties_of(text)
    key = found.find("Woonstichting 'thuis")
    assert len(key) == 1
    assert found.find("Zij wonen langer thuis.") == ()
    assert found.find("In Oost bouwt ’thuis tien huizen.") == key


def test_names_below_a_word_for_their_kind() -> None:
    text = """Partijen

Gemeente Ommen
Ommense woningcorporaties:
  Bo-Huis
  Poorthuis
Huurdersorganisaties:
  Huurdersraad Bo-Huis '91
  BoKS (bewonersorganisatie)

De gemeente Ommen, Bo-Huis en Poorthuis bouwen.
"""
    kinds = signing(text)
    assert kinds["Bo-Huis"] == kinds["Poorthuis"] == "housing_association"
    assert kinds["BoKS"] == "tenant_organisation"


def test_a_word_in_one_name_means_its_bearer() -> None:
    text = """De gemeente Ommen, Woonstichting Dal, Woningbouwvereniging Duin, Bewonersraad Dal en
Huurdersgroep Duin maken deze afspraken.
"""
    found = parties_of(text)
    assert found.find("de bewonersraad") == found.find("Bewonersraad Dal")
    assert found.find("de huurdersgroep") == found.find("Huurdersgroep Duin")
    assert found.find("de woonstichting") == found.find("Woonstichting Dal")
    assert len(found.find("de corporaties")) == len(found.find("de huurdersorganisaties")) == 2


def test_the_college_signs_for_the_municipality_and_has_a_portfolio() -> None:
    text = (
        "Ondertekening\n\nNamens het college van B en W,\nde wethouder Bouwen, Wonen en Energie\n\n"
        "Namens Stichting Duin,\nde bestuurder\n\nNamens Huurdersraad Duin,\nde voorzitter\n"
    )
    assert names(text) == ["Gemeente", "Stichting Duin", "Huurdersraad Duin"]


def test_a_person_beside_a_name_shows_that_it_signs() -> None:
    text = (
        "De gemeente Ommen, woningstichting Duin, woningstichting Veste en Huurdersraad Duin. "
        "Veste werkt in Dalfsen.\n\nOndertekening\n\nGemeente Ommen, A. Voorbeeld\n\n"
        "Woningstichting Duin, mevrouw B. Bedacht\n\nHuurdersraad Duin, C. Niemand\n"
    )
    signed = {
        party.name
        for party in extract_agreement(Document(f"{text}{COMMITMENTS}", "ommen.txt")).parties
        if party.signatory
    }
    assert not any("Niemand" in name for name in signed)
    assert "Huurdersraad Duin" in signed


COMMITMENTS = """
Bijlage: afspraken

1. De gemeente stelt in 2026 een nota over wonen vast.
2. Woningstichting Duin bouwt in 2026 tien woningen.
3. Huurdersraad Duin geeft in 2026 advies over de huren.
"""


BY_NUMBER = """Prestatieafspraken Noord – Oost
2018 tot en met 2020

De ondergetekenden:

1. de gemeente Ommen, vertegenwoordigd door wethouder mw. E. van der Fictie;
2. de gemeente Dalfsen, vertegenwoordigd door wethouder de heer J.W. Bedacht;
3. Stichting Duinvast, gevestigd te Ommen, vertegenwoordigd door S. Niemand, bestuurder;
4. Huurdersraad Wierhuizen en Baflo, vertegenwoordigd door O. Voorbeeld, voorzitter;

maken afspraken.

Aldus getekend te Ommen, 19 december 2017

gemeente Ommen               gemeente Dalfsen            Duinvast
E. van der Fictie            J.W. Bedacht                S. Niemand / P. Bedacht

Huurdersraad W&B
O. Voorbeeld
"""


def test_persons_in_a_row_need_no_office_and_each_numbered_municipality_signs() -> None:
    assert signing(without_persons(BY_NUMBER)) == {
        "gemeente Ommen": "municipality",
        "gemeente Dalfsen": "municipality",
        "Stichting Duinvast": "housing_association",
        "Huurdersraad Wierhuizen en Baflo": "tenant_organisation",
    }


def test_who_signs_behind_all_known_associations_speaks_for_tenants() -> None:
    text = (
        "De gemeente Ommen, de woningcorporaties Duinvast en Lommer en de "
        "huurdersvertegenwoordiging maken afspraken.\n\n"
        "Ondertekend te Ommen op 12 december 2025\n\n"
        "Gemeente Ommen               Duinvast\nH. Bedacht                   J. de Verzonnen\n\n"
        "Lommer                       WijZijn\nK. van der Fictie            L. Voorbeeld\n"
    )
    assert signing(without_persons(text))["WijZijn"] == "tenant_organisation"


def test_a_motto_above_all_names_is_none() -> None:
    text = (
        "Thuis op de Heuvel\nPrestatieafspraken 2025\n\nGEMEENTE\nOMMEN\n\nWONINGCORPORATIES\n"
        "DUINVAST\n\nHUURDERSORGANISATIES\nHUURDERSRAAD DUINVAST\n\nVoorwoord\n\n"
        "De gemeente Ommen, Duinvast en Huurdersraad Duinvast maken afspraken.\n"
    )
    assert not any("Heuvel" in name for name in signing(text))
