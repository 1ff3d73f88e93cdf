"""Which commitments lay down the work of a bid: exactly, by approximation, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from pa_graph.dependencies.bids import matches
from pa_graph.dependencies.comparable import Comparable, Figure, telling
from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory
from pa_graph.operations.dependencies import derive_again
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.operations.query import Table, ask
from pa_graph.operations.questions import find_question
from pa_graph.store.protocol import GraphStore

HOUSE = "https://example.org/party/dinkelrand"


def passage(iri: str, text: str, figure: str = "", **more: object) -> Comparable:
    """Return a passage; *figure* is a number and its unit."""
    made = Comparable(iri, theme="availability", action="build", text=text, **more)  # type: ignore[arg-type]
    if figure:
        value, unit = figure.split()
        made.figures.append(Figure(Decimal(value), unit, of=telling(text)))
    return made


def found(works: list[Comparable], promised: list[Comparable]) -> list[tuple[str, str, bool, str]]:
    return [
        (m.work.iri, m.promise.iri, m.exact, m.because_en)
        for m in matches(works, promised, [HOUSE])
    ]


def test_the_same_number_in_the_same_year_is_exact() -> None:
    work = passage("w", "In 2025 komen er appartementen aan de Tolweg", "24 dwelling")
    promise = passage("p", "Eind 2025 staan er appartementen aan de Tolweg", "24 dwelling")
    assert found([work], [promise]) == [("w", "p", True, "24 (dwelling) in 2025")]


def test_another_number_or_year_is_an_approximation_that_says_so() -> None:
    work = passage("w", "In 2025 komen er appartementen aan de Tolweg", "24 dwelling")
    promise = passage("p", "Eind 2026 staan er appartementen aan de Tolweg", "20 dwelling")
    assert found([work], [promise]) == [
        ("w", "p", False, "24 intended, 20 agreed; 2025 intended, 2026 agreed")
    ]


def test_figures_of_years_add_up_to_what_is_promised() -> None:
    works = [
        passage("w1", "In 2024 worden portieketages geïsoleerd", "85 dwelling"),
        passage("w2", "In 2025 worden portieketages geïsoleerd", "95 dwelling"),
    ]
    promise = passage("p", "In 2024 en 2025 worden portieketages geïsoleerd", "180 dwelling")
    told = "85 (2024) and 95 (2025) together are 180 (dwelling)"
    assert found(works, [promise]) == [("w1", "p", True, told), ("w2", "p", True, told)]


@pytest.mark.parametrize(
    ("difference", "value"),
    [
        ("theme", "care"),
        ("action", "sell"),
        ("places", {"https://example.org/place/elsewhere"}),
        ("initiators", {"https://example.org/party/gemeente"}),
    ],
)
def test_other_work_is_no_match(difference: str, value: object) -> None:
    work = passage("w", "In 2025 komen er appartementen", "24 dwelling", places={"here"})
    promise = passage("p", "In 2025 komen er appartementen", "24 dwelling", places={"here"})
    assert len(found([work], [promise])) == 1
    setattr(promise, difference, value)
    assert found([work], [promise]) == []


def test_a_number_alone_is_no_ground() -> None:
    work = passage("w", "In 2025 komen er appartementen aan de Tolweg", "24 dwelling")
    promise = passage("p", "In 2025 vervangt Dinkelrand keukens in Glane", "24 dwelling")
    assert found([work], [promise]) == []


def test_the_name_of_the_association_is_nothing_in_common() -> None:
    work = passage("w", "Dinkelrand bouwt in 2025 appartementen")
    promise = passage("p", "Dinkelrand bouwt in 2025 rijwoningen")
    assert found([work], [promise]) == []


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with in_memory() as opened:
        yield opened


def answers(store: GraphStore, *paths: Path) -> list[tuple[str, str, str, str]]:
    """Return of each intended work its order, its last day, how it is laid down, and where."""
    outcomes = list(ingest(choose_files(list(paths)).files, store))
    assert [outcome.error for outcome in outcomes] == [None] * len(outcomes)
    derive_again(store)
    table = ask(find_question("work-of-bid"), {}, store, short=True)
    assert isinstance(table, Table)
    columns = [table.columns.index(name) for name in ("work", "until", "how", "commitment")]
    return [
        (work.rpartition("/")[2], until, how, promise.rpartition("/")[2])
        for work, until, how, promise in ([row[i] for i in columns] for row in table.rows)
    ]


AGREEMENT = resource("data/examples/chain/prestatieafspraken-losser.txt")


def test_all_work_of_the_example_is_laid_down(store: GraphStore) -> None:
    assert answers(store, resource("data/examples/chain")) == [
        ("1", "2024-12-31", "exact", "1"),
        ("2", "2024-12-31", "approximate", "3"),
        ("3", "2024-12-31", "exact", "7"),
        ("4", "2024-12-31", "exact", "5"),
        ("5", "2025-12-31", "exact", "3"),
        ("6", "2025-12-31", "exact", "7"),
        ("6", "2025-12-31", "exact", "9"),
        ("7", "2025-12-31", "exact", "10"),
        ("8", "2025-12-31", "exact", "13"),
    ]


def test_tables_by_year_are_work_too(store: GraphStore, tmp_path: Path) -> None:
    bid = tmp_path / "bod.txt"
    bid.write_text(
        "Bod van Woonstichting Dinkelrand 2024-2025\naan de gemeente Losser\n\n"
        "Verzonden op 28 juni 2023\n\nVoornemens\n\nNieuwbouw\n\n"
        "Project\t2024\t2025\tTotaal\n"
        "Levensloopgeschikte woningen Overdinkel\t24\t-\t24\n"
        "Sociale huurwoningen Beuningen\t\t18\t18\n"
        "Appartementen Glane\t\t9\t9\n"
        "Totaal\t24\t27\t51\n\n"
        "Verduurzaming\n\n"
        "Werk\t2024\t2025\n"
        "Isoleren van woningen met label E, F of G\t80\t100\n\n"
        "Wonen en zorg\n\n"
        "Project\tAantal woningen\tPlanning\n"
        "Zorgwoningen Losser-Zuid\t16\t2025\n",
        encoding="utf-8",
    )
    assert answers(store, AGREEMENT, bid) == [
        ("1", "2024-12-31", "exact", "1"),
        ("2", "2025-12-31", "exact", "3"),
        ("3", "2025-12-31", "none", ""),
        ("4", "2024-12-31", "exact", "7"),
        ("5", "2025-12-31", "exact", "7"),
        ("6", "2025-12-31", "exact", "10"),
    ]
