"""What a printed name says about which document it is."""

from __future__ import annotations

import pytest

from pa_graph.dependencies.names import take_apart


def core(name: str) -> str:
    return take_apart(name, ("Eersel", "SRBT"), ("Zandlijn",)).core


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("de woonvisie", "Woonvisie 2020-2023 gemeente Eersel"),
        ("NPA", "Nationale Prestatieafspraken (NPA)"),
        ("de Woondeal", "Regionale Woondeal SRBT"),
        ("Weer Thuis", "Actieprogramma Weer Thuis!"),
        ("WeerThuis", "afspraken in het kader van Weer Thuis"),
        ("WiZ", "Woning in Zicht"),
        ("bod van Zandlijn", "biedingen"),
    ],
)
def test_names_of_one_document_share_their_core(one: str, other: str) -> None:
    assert core(one) == core(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("woonvisie", "WoonvisiePlus"),
        ("woonvisie", "woonzorgvisie"),
        ("woonvisie", "addendum op de Woonvisie (juni 2023)"),
        ("Transitievisie Warmte", "uitvoeringsprogramma van de Transitievisie Warmte"),
        ("Weer Thuis", "Uitstroomconvenant WeerThuis"),
    ],
)
def test_names_of_two_documents_do_not(one: str, other: str) -> None:
    assert core(one) != core(other)


def test_years_scope_and_newness_are_read() -> None:
    vision = take_apart("nieuwe regionale woonzorgvisie 2024-28")
    assert (vision.first_year, vision.last_year) == (2024, 2028)
    assert vision.scope == "region" and vision.new
    assert take_apart("meerjarige prestatieafspraken 2025 e.v.").last_year == 9999
    assert take_apart("lokale woonzorgvisie").scope == "municipality"
    assert take_apart("landelijke prestatieafspraken").scope == "nation"


def test_a_paper_that_anybody_may_have_is_told_apart() -> None:
    assert take_apart("plan van aanpak").common
    assert take_apart("de evaluatie").common
    assert not take_apart("woonvisie").common
