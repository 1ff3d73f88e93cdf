"""Clauses of a contract, and what stands between and behind them."""

from __future__ import annotations

from tests.segmentation.texts import OPENING, read, words

CLAUSES = """Artikel 2   Beschikbaarheid

2.1  Duinhaven bouwt in 2025 tien woningen aan de Kade.

2.2  De gemeente Zandmeer verkoopt in 2025 de grond aan de Kade.

                                                            Pagina 1 van 2   paraaf:

2.3  Duinhaven verkoopt niet meer dan vier woningen per jaar.

Artikel 3   Wonen en zorg

3.1  De gemeente Zandmeer stelt samen met Stichting Welzijn Duinrand (hierna: Duinrand) een
     plan op.

3.2  Onder Duinrand wordt verstaan: Stichting Welzijn Duinrand.

                                                            Pagina 2 van 2   paraaf:
"""


def test_the_foot_of_a_page_announces_nothing_to_initial() -> None:
    found = [passage.number for passage in read(OPENING + CLAUSES).passages]
    assert found[:3] == ["2.1", "2.2", "2.3"]


def test_a_clause_may_give_a_party_its_short_name_and_a_definition_is_none() -> None:
    found = [passage.number for passage in read(OPENING + CLAUSES).passages]
    assert "3.1" in found
    assert "3.2" not in found


def test_who_made_the_agreement_is_no_commitment() -> None:
    text = (
        OPENING
        + "Deze afspraken zijn gemaakt door:\n\n"
        + "• de gemeente Zandmeer;\n• Woonstichting Duinhaven uit Zandmeer.\n\n"
        + "Afspraken\n\n• Duinhaven bouwt in 2025 tien woningen.\n"
        + "• De gemeente levert de grond.\n• Duinhaven verkoopt geen woningen.\n"
    )
    assert words(read(text)) == [
        "Duinhaven bouwt in 2025 tien woningen.",
        "De gemeente levert de grond.",
        "Duinhaven verkoopt geen woningen.",
    ]


def test_prose_of_several_chapters_stands_before_a_table_of_this_year() -> None:
    streets = ("Kade", "Dijk", "Laan")
    chapters = {
        "Nieuwbouw": "Duinhaven bouwt in 2025 tien woningen aan de {}.",
        "Verkoop": "Duinhaven verkoopt in 2025 hooguit vier woningen aan de {}.",
        "Energie": "De gemeente stelt in 2025 een energiecoach beschikbaar aan de {}.",
        "Leefbaarheid": "Duinhaven onderhoudt in 2025 het groen aan de {}.",
    }
    prose = "".join(
        f"{title}\n\n" + "".join(f"{sentence.format(street)}\n\n" for street in streets)
        for title, sentence in chapters.items()
    )
    table = "Afspraak\tTrekker\tQ1\tQ2\nEen plan maken voor de wijk\tgemeente\tx\t\n"
    table += "De voortgang bespreken met allen\tDuinhaven\t\tx\n"
    table += "Het aanbod van woningen tellen\tDuinhaven\tx\tx\n"
    found = read(OPENING + prose + "Planning voor dit jaar\n\n" + table).passages
    assert len([one for one in found if one.layout == "prose"]) == 12
    assert [one.quarter_marks for one in found if one.layout == "table"] == [
        ("Q1",),
        ("Q2",),
        ("Q1", "Q2"),
    ]


def test_bullets_of_which_all_parties_are_the_subject() -> None:
    text = (
        OPENING
        + "1  Nieuwbouw\n\nDuinhaven\n\n• Bouwt in 2025 tien woningen.\n"
        + "• Verkoopt geen woningen.\n\n"
        + "2  Samenwerking\n\nPartijen\n\n• Evalueren deze afspraken in 2025.\n"
        + "• Duinhaven brengt elk jaar een bod uit.\n"
    )
    found = read(text).passages
    assert [one.party_heading for one in found][-2:] == ["Partijen", "Partijen"]


def test_who_the_parties_are_is_no_commitment() -> None:
    text = (
        OPENING
        + "Partijen\n\n• Gemeente Zandmeer.\n• Woonstichting Duinhaven beheert tien woningen.\n\n"
        + "Afspraken\n\n• Duinhaven bouwt in 2025 tien woningen.\n• De gemeente levert de grond.\n"
    )
    assert len(read(text).passages) == 2


def test_prose_about_a_theme_between_chapters_of_what_each_party_does() -> None:
    text = (
        OPENING
        + "Betaalbaarheid\n\nWat doet de gemeente?\n\n• Betaalt een deel van de huur.\n"
        + "• Geeft voorlichting over toeslagen.\n\nWat doet Duinhaven?\n\n"
        + "• Verhoogt de huur met een procent.\n• Wijst woningen passend toe.\n\n"
        + "Energie\n\nDuinhaven isoleert in 2025 zestig woningen aan de Kade.\n\n"
        + "Regionale analyse\n\nDe gemeente gebruikt de inzichten die daaruit volgen.\n"
    )
    found = words(read(text))
    assert "Duinhaven isoleert in 2025 zestig woningen aan de Kade." in found
    assert not any("inzichten" in passage for passage in found)
