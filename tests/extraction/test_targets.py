"""Which figures a commitment binds itself to, and how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pa_graph.extraction.targets import read_targets
from pa_graph.model.agreement import Target
from pa_graph.reading.document import Flow
from tests.extraction.passages import context, passage, table_passage


def targets(text: str, by: str | None = None) -> tuple[Target, ...]:
    return read_targets(passage(text), context(), by)


def short(text: str) -> list[str]:
    """Return each target as 'comparator value[-upper] unit'."""
    found = []
    for target in targets(text):
        value = target.code or str(target.value)
        upper = f"-{target.upper_bound}" if target.upper_bound is not None else ""
        found.append(f"{target.comparator} {value}{upper} {target.unit}")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Duinhaven bouwt minstens 64 sociale huurwoningen.", ["min 64 dwelling"]),
        ("Er worden hooguit negen huizen verkocht.", ["max 9 dwelling"]),
        ("Niet meer dan 12 appartementen gaan in de verkoop.", ["max 12 dwelling"]),
        ("Duinhaven plaatst circa twintig flexwoningen.", ["about 20 dwelling"]),
        ("Er komt een tiental studio’s.", ["about 10 dwelling"]),
        ("Zij renoveert 31 grondgebonden huurwoningen.", ["exact 31 dwelling"]),
        ("Duinhaven bouwt 40 of meer woningen.", ["min 40 dwelling"]),
        ("Jaarlijks komen er 15 tot 20 zorgwoningen bij.", ["between 15-20 dwelling"]),
        ("Tussen de 55 en 60% van de woningen is betaalbaar.", ["between 55-60 percent"]),
        ("Ten minste driekwart van de daken krijgt panelen.", ["min 75 percent"]),
        ("Zij beperkt de huurverhoging tot gemiddeld 3%.", ["max 3 percent"]),
        ("De huren stijgen met maximaal 1,5 procentpunt.", ["max 1.5 percentage_point"]),
        (
            "De huursom stijgt hoogstens met de loonontwikkeling minus 0,3 procentpunt.",
            ["max -0.3 percentage_point"],
        ),
        ("De gemeente vergoedt kosten tot € 800.", ["max 800 eur"]),
        ("De gemeente verhoogt het budget tot € 800.", ["exact 800 eur"]),
        ("De gemeente besluit binnen drie weken.", ["max 3 week"]),
        ("Het besluit valt binnen een half jaar.", ["max 6 month"]),
        ("Een jaar na de start volgt een evaluatie.", ["exact 1 year"]),
        ("De partijen komen ten minste driemaal per jaar bijeen.", ["min 3 times"]),
        ("Duinhaven huisvest achttien statushouders.", ["exact 18 person"]),
        ("Zij schouwt minimaal twee buurten.", ["min 2 location"]),
        ("De woningen krijgen een energie-index van 1,1 of beter.", ["max 1.1 energy_index"]),
    ],
)
def test_a_figure_with_its_unit_and_bound(text: str, expected: list[str]) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zij brengt 25 woningen naar label B.", ["exact 25 dwelling", "exact B label"]),
        ("Alle woningen hebben dan minimaal energielabel C.", ["min C label"]),
        ("Zij verbetert woningen tot label A of B.", ["between B-A label"]),
        ("Van label D gaan de huizen naar label A.", ["exact A label"]),
        ("In 2030 zijn er geen woningen meer met een F- of G-label.", ["exact 0 label"]),
        ("Eind 2029 zijn de labels E, F en G verdwenen.", ["exact 0 label"]),
        ("Zij isoleert eerst de woningen met een label E of slechter.", []),
        ("Zij geeft geen huurverhoging bij woningen met label G.", []),
    ],
)
def test_a_label_is_a_target_when_it_is_reached_or_disappears(
    text: str, expected: list[str]
) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Zij labelt woningen voor jongeren t/m 24 jaar.",
        "Woningen voor huurders van 65 jaar en ouder krijgen voorrang.",
        "Huurders (met een inkomen van € 30.000 tot € 40.000) krijgen hulp.",
        "Huishoudens met een inkomen onder € 28.000 gaan voor.",
        "Indien meer dan 10 woningen leegstaan, volgt overleg.",
        "Loopt de achterstand op tot 20 personen, dan komt er een team.",
        "In 2023 werden 80 woningen verkocht.",
        "Het beleid geldt in elk bouwplan van twintig of meer woningen.",
        "Voor huurders die minimaal 4 jaar wachten komt een regeling.",
        "Zij spreken over deze twee buurten.",
        "De partijen overleggen elk halfjaar, voor het eerst op 1 juli 2026.",
        "Het hoogste bedrag was € 612,40 (prijspeil 2024).",
        "Zij vervangt 40 kilometer leiding.",
    ],
)
def test_what_delimits_dates_conditions_or_describes_is_no_target(text: str) -> None:
    assert short(text) == []


def test_a_total_and_its_parts_are_all_targets() -> None:
    text = "Duinhaven bouwt 90 woningen, waarvan vijftig in Oosterveen en ca. 40 in Westhoven."
    found = targets(text)
    assert [(str(t.value), t.comparator, t.location) for t in found] == [
        ("90", "exact", None),
        ("50", "exact", "Oosterveen"),
        ("40", "about", "Westhoven"),
    ]


def test_parts_may_be_listed_by_party() -> None:
    assert short("Zij bouwen minstens 70 woningen: Duinhaven 45 en Thuisbasis 25.") == [
        "min 70 dwelling",
        "exact 45 dwelling",
        "exact 25 dwelling",
    ]


def test_a_list_of_sites_gives_each_its_figure() -> None:
    text = "Zij bouwt: • Molenkamp: ca 7 woningen • Hoge Akkers 2: 11 woningen (in voorbereiding)"
    assert [(str(t.value), t.location) for t in targets(text)] == [
        ("7", "Molenkamp"),
        ("11", "Hoge Akkers 2"),
    ]


def test_what_stands_per_something_says_so() -> None:
    found = targets("Zij betaalt € 900 per kavel en verkoopt jaarlijks 5 woningen.")
    assert [target.per for target in found] == ["kavel", "year"]


def test_a_target_takes_its_own_date_before_the_deadline() -> None:
    first, second = targets("Zij isoleert 30 woningen in 2026. Ook bouwt zij 8 woningen.", "2028")
    assert (first.by, second.by) == ("2026", "2028")


def test_a_duration_has_no_date_of_its_own_commitment() -> None:
    (found,) = targets("Zij besluit binnen zes weken.", "2028")
    assert found.by is None


def test_a_figure_repeated_counts_once() -> None:
    text = "Minimaal 30% wordt sociale huur. Zij volgt of die 30% sociale huur wordt gehaald."
    assert short(text) == ["min 30 percent"]


def test_a_target_leads_back_to_its_words() -> None:
    text = "Duinhaven  bouwt\nzestig woningen."
    (found,) = targets(text)
    assert found.span is not None
    assert text[found.span.start : found.span.end] == "zestig woningen"
    assert found.of == "woningen"


def test_a_table_gives_a_target_per_row_and_column() -> None:
    columns = ("Zandmeer", "Veenrade", "Totaal")
    rows = {
        "Bezit 1-1-2025": ["900", "700", "1.600"],
        "Sloop": ["0", "12", "n.t.b."],
        "Nieuwbouw": ["10 tot 15", "ca. 30", "40 tot 45"],
        "Bezit 31-12-2028": ["910", "718", "1.628"],
    }
    found = read_targets(
        table_passage("Zij stuurt hierop in de jaren 2025-2028.", columns, rows), context(), None
    )
    assert [(t.of, str(t.value), t.comparator, t.location, t.by) for t in found] == [
        ("Sloop", "12", "exact", "Veenrade", "2028"),
        ("Nieuwbouw", "10", "between", "Zandmeer", "2028"),
        ("Nieuwbouw", "30", "about", "Veenrade", "2028"),
        ("Nieuwbouw", "40", "between", None, "2028"),
        ("Bezit 31-12-2028", "910", "exact", "Zandmeer", "2028-12-31"),
        ("Bezit 31-12-2028", "718", "exact", "Veenrade", "2028-12-31"),
        ("Bezit 31-12-2028", "1628", "exact", None, "2028-12-31"),
    ]


def test_columns_split_in_two_say_of_which_kind() -> None:
    rows = {"Prognose 31-12-2029": ["50", "5", "60", "6", "110", "11"]}
    text = "Zij verwacht dit. DAEB niet-DAEB"
    found = read_targets(table_passage(text, ("A", "B", "Totaal"), rows), context(), None)
    assert [t.of for t in found[:2]] == [
        "Prognose 31-12-2029 (DAEB)",
        "Prognose 31-12-2029 (niet-DAEB)",
    ]
    assert [t.location for t in found] == ["A", "A", "B", "B", None, None]


@given(st.integers(min_value=2, max_value=1800), st.sampled_from(("minimaal", "maximaal", "circa")))
def test_any_number_of_dwellings_is_read(number: int, word: str) -> None:
    code = {"minimaal": "min", "maximaal": "max", "circa": "about"}[word]
    assert short(f"Duinhaven bouwt {word} {number} huurwoningen.") == [f"{code} {number} dwelling"]


@given(st.text(alphabet="abAB 0123456789%€.,:()-\n", min_size=1, max_size=60))
def test_any_text_gives_targets_inside_it(text: str) -> None:
    if not Flow.of(text, [(0, len(text))]).text:
        assert text.strip() == ""
        return
    for target in targets(text):
        assert target.span is not None
        assert 0 <= target.span.start < target.span.end <= len(text)
