"""Theme, action and strength of a commitment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pa_graph.extraction.kinds import read_action, read_strength, read_themes
from pa_graph.segmentation.passage import Passage
from tests.extraction.passages import passage


@pytest.mark.parametrize(
    ("text", "action", "strength"),
    [
        ("Duinhaven bouwt veertig huizen.", "build", "result"),
        ("Duinhaven isoleert dertig huizen.", "renovate", "result"),
        ("Duinhaven verkoopt geen huizen.", "sell", "result"),
        ("De gemeente stelt een plan op.", "make_policy", "result"),
        ("Zij betaalt € 5.000 aan het fonds.", "finance", "result"),
        ("Duinhaven rapporteert over de verkoop.", "report", "process"),
        ("De gemeente onderzoekt of bouwen kan.", "research", "research"),
        ("Duinhaven spant zich in om huizen te bouwen.", "build", "effort"),
    ],
)
def test_action_and_strength(text: str, action: str, strength: str) -> None:
    assert read_action(passage(text)) == action
    assert read_strength(passage(text), action) == strength


def test_a_sentence_without_any_cue_is_another_action() -> None:
    assert read_action(passage("Rood is geen geel.")) == "other"


def under(*headings: str) -> Passage:
    nearest = headings[-1] if headings else None
    return replace(passage("Zij doet iets."), heading=nearest, headings=headings)


@pytest.mark.parametrize(
    ("headings", "theme"),
    [
        (("Betaalbaarheid",), "affordability"),
        (("Duurzaamheid", "Overige"), "sustainability"),
        (("Leefbaarheid", "Wonen en zorg"), "care"),
        ((), None),
    ],
)
def test_the_nearest_heading_that_names_a_theme(
    headings: tuple[str, ...], theme: str | None
) -> None:
    assert read_themes([under(*headings)]) == [theme]


def test_a_passage_without_heading_stays_with_the_one_before() -> None:
    assert read_themes([under("Betaalbaarheid"), under()]) == ["affordability", "affordability"]


def test_the_topic_of_a_row_takes_the_theme_of_its_sisters_only() -> None:
    rows = [
        replace(under("Thema 3 – Duurzaamheid", "Daken"), layout="table"),
        replace(under("Thema 3 – Duurzaamheid", "Thema 4 – Zorg aan huis", "Ons"), layout="table"),
    ]
    assert read_themes(rows) == ["sustainability", "care"]


def test_a_theme_in_plain_words_above_whose_part_follows_begins_a_chapter() -> None:
    parts = ("Dit doet de gemeente", "Dit doet Duinhaven")
    trail = ("Voldoende woningen", *parts, "Een huur die past", *parts)
    passages = [under(*trail[: end + 1]) for end in (1, 2, 4, 5)]
    assert read_themes(passages) == ["availability"] * 2 + ["affordability"] * 2


def test_an_article_about_a_theme_in_plain_words_is_its_own_chapter() -> None:
    trail = ("Artikel 4  Betaalbaarheid", "Artikel 5  Studenten en jongeren")
    assert read_themes([under(*trail)]) == ["target_groups"]
