"""What a document is in the chain, and what visions, bids and progress reports state."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pa_graph.extraction.aims import extract_policy
from pa_graph.extraction.document_role import AGREEMENT, document_role, title_lines
from pa_graph.model.errors import NotAnAgreement
from pa_graph.model.policy import PolicyDocument
from pa_graph.model.resources import resource
from pa_graph.reading.document import Document
from pa_graph.reading.files import read_document

CHAIN = resource("data/examples", "chain")
TESTS = Path(__file__).parents[1]
AGREEMENTS = sorted(
    [
        *resource("data/examples").glob("*.txt"),
        *(TESTS / "unseen").glob("*.txt"),
        *(TESTS / "heldout").glob("*.txt"),
    ]
)
BODY = "\n\nDe gemeente Losser en Woonstichting Dinkelrand werken samen aan goed wonen.\n"


def role_of(title: str, body: str = BODY) -> str:
    return document_role(Document(title + body, "document.txt"))


def read(name: str) -> tuple[PolicyDocument, str]:
    document = read_document(CHAIN / name)
    return extract_policy(document, document_role(document)), document.text


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Woonvisie Losser 2022-2027", "vision"),
        ("Thuis aan de Dinkel\nLokale woonvisie 2022-2027", "vision"),
        ("Volkshuisvestingsprogramma Losser", "vision"),
        ("Bod op de woonvisie van Losser", "bid"),
        ("Ons bod voor 2025", "bid"),
        ("Activiteitenoverzicht 2025", "bid"),
        ("Activiteitenoverzicht 2025\nGemeente Losser | Beek | Huurdersraad Beek", AGREEMENT),
        ("Regionale Woondeal Twente", "deal"),
        ("Nationale prestatieafspraken 2025-2035", "deal"),
        ("Uitvoeringsagenda wonen 2024", "agenda"),
        ("Voortgangsrapportage prestatieafspraken 2024", "monitor"),
        ("Monitor prestatieafspraken", "monitor"),
        ("Prestatieafspraken Losser 2024", AGREEMENT),
        ("Prestatieafspraken bij de woonvisie", AGREEMENT),
        ("Uitvoeringsprogramma prestatieafspraken 2026", AGREEMENT),
        ("Addendum op de prestatieafspraken", AGREEMENT),
        ("Woonvisie Losser\nPrestatieafspraken 2024", AGREEMENT),
        ("Bod van Dinkelrand\nPrestatieafspraken 2024", "bid"),
        ("Samen aan de slag", AGREEMENT),
    ],
)
def test_the_first_word_of_the_title_decides(title: str, role: str) -> None:
    assert role_of(title) == role


def test_a_sentence_about_a_vision_is_no_title() -> None:
    body = "\n\nDe woonvisie van Losser is het vertrekpunt.\n"
    assert role_of("Afspraken over wonen 2024", body) == AGREEMENT
    assert title_lines(Document("Bod 2024\n\nWij willen veel.\n", "b.txt")) == ("Bod 2024",)


def test_headings_decide_only_where_no_title_does_and_nothing_speaks_of_an_agreement() -> None:
    parts = "\n\nOns bod in Losser\n\nWij bouwen.\n\nVoorgenomen onderhoud\n\nWij schilderen.\n"
    assert role_of("Wonen in Losser", BODY + parts) == "bid"
    spoken = BODY + "\nDe prestatieafspraken gaan voor.\n"
    assert role_of("Wonen in Losser", spoken + parts) == AGREEMENT


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.stem)
def test_every_agreement_stays_one(path: Path) -> None:
    assert document_role(read_document(path)) == AGREEMENT


def test_the_vision() -> None:
    vision, text = read("woonvisie-losser.txt")
    assert (vision.role, vision.title) == ("vision", "Woonvisie Losser 2022-2027")
    assert (vision.owner, vision.municipality_codes) == ("losser", ("GM0168",))
    assert (vision.period_start, vision.period_end) == ("2022-01-01", "2027-12-31")
    assert vision.issued_on == "2021-12-14"
    assert [party.key for party in vision.parties] == [
        "gemeente-losser",
        "dinkelrand",
        "huurdersraad-dinkelrand",
    ]
    assert not any(party.signatory for party in vision.parties)
    assert ("Woondeal Twente", "based_on") in {(r.name, r.relation) for r in vision.builds_on}
    assert "Woonvisie Losser 2022-2027" not in {r.name for r in vision.builds_on}
    assert [aim.order for aim in vision.aims] == list(range(1, 12))
    assert [aim.theme for aim in vision.aims] == [
        *["availability"] * 3,
        *["affordability"] * 2,
        *["sustainability"] * 2,
        *["care"] * 2,
        *["liveability"] * 2,
    ]
    first = vision.aims[0]
    assert first.span.of(text) == (
        "Tot en met 2027 komen er 420 woningen bij, verdeeld over alle kernen."
    )
    [target] = first.targets
    assert (target.value, target.unit, target.by) == (Decimal(420), "dwelling", "2027")
    assert [place.name for place in vision.aims[2].places] == ["Overdinkel"]


def test_what_is_told_of_today_is_no_aim() -> None:
    vision, text = read("woonvisie-losser.txt")
    words = " ".join(aim.span.of(text) for aim in vision.aims)
    assert "9.700" not in words
    assert "tegen het licht" not in words


def test_the_bid_names_work_per_year_and_who_does_it() -> None:
    bid, _ = read("bod-losser.txt")
    assert (bid.role, bid.issued_on) == ("bid", "2023-06-28")
    assert bid.title == "Bod van Woonstichting Dinkelrand 2024-2025"
    assert [aim.by for aim in bid.aims] == [*["2024"] * 4, *["2025"] * 4]
    assert {aim.initiators for aim in bid.aims} == {("dinkelrand",)}
    assert [(r.name, r.relation) for r in bid.builds_on] == [
        ("Woonvisie Losser 2022-2027", "based_on")
    ]
    numbers = [target.value for aim in bid.aims for target in aim.targets]
    assert numbers == [Decimal(n) for n in (24, 18, 85, 75, 18, 95, 60, 16, 20000)]


def test_the_year_of_a_heading_is_that_of_the_work_below() -> None:
    text = (
        "Bod van Woonstichting Dinkelrand aan de gemeente Losser\n\n"
        "Voornemens voor 2031\n\n- Onderhoud aan 40 woningen in Glane.\n"
        "- Een opknapbeurt voor de daken.\n"
    )
    bid = extract_policy(Document(text, "bod.txt"), "bid")
    assert [aim.by for aim in bid.aims] == ["2031", "2031"]


def test_the_progress_report_has_no_aims_of_its_own() -> None:
    report, _ = read("voortgang-losser.txt")
    assert (report.role, report.aims) == ("monitor", ())
    assert report.title == "Voortgangsrapportage prestatieafspraken Losser, eerste halfjaar 2024"
    assert (report.period_start, report.period_end) == ("2024-01-01", "2024-06-30")
    assert report.issued_on == "2024-09-05"
    assert ("Prestatieafspraken Losser 2024-2025", "based_on") in {
        (r.name, r.relation) for r in report.builds_on
    }


def test_running_text_states_an_aim_where_figure_and_intention_meet() -> None:
    text = (
        "Woonvisie Losser 2022-2027\n\nNieuwbouw\n\n"
        "In de gemeente Losser staan veel grote huizen. De gemeente wil dat er 90 woningen"
        " in Glane bij komen. Mensen wonen er graag.\n"
    )
    vision = extract_policy(Document(text, "visie.txt"), "vision")
    assert [aim.span.of(text) for aim in vision.aims] == [
        "De gemeente wil dat er 90 woningen in Glane bij komen."
    ]
    assert vision.aims[0].theme == "availability"


def test_what_states_nothing_is_refused() -> None:
    with pytest.raises(NotAnAgreement, match="looks like a vision"):
        extract_policy(Document("Woonvisie\n\nHet weer is mooi.\n", "visie.txt"), "vision")


def test_a_programme_of_all_parties_is_an_agreement() -> None:
    title = "Uitvoeringsprogramma wonen 2026\n\nGemeente Ommen, Duin en Huurdersraad Duin\n\n"
    assert document_role(Document(f"{title}Wij bouwen.\n", "ommen.txt")) == "agreement"
    alone = "Uitvoeringsprogramma wonen 2026\n\nGemeente Ommen\n\nWij bouwen.\n"
    assert document_role(Document(alone, "ommen.txt")) != "agreement"
