"""What became of each commitment of last year's agreement."""

from __future__ import annotations

import json

import pytest

from pa_graph.model.errors import MalformedData
from pa_graph.operations.compare import as_json, comparison, measure_rows, rows
from pa_graph.operations.sources import Source
from tests.validation.examples import SHORT, WHOLE, statements

RENAMED = ("voorbeeld-2025", "voorbeeld-2026")


def source(path: str, *edits: tuple[str, str]) -> Source:
    return Source(path, tuple(statements(WHOLE if path == "whole" else SHORT, *edits)))


def became(before: Source, after: Source) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for kind, *rest in rows(comparison(before, after), "en"):
        found.setdefault(kind, []).append(tuple(rest))
    return found


@pytest.mark.parametrize("path", ["whole", "facts"])
def test_the_same_agreement_is_kept_whole(path: str) -> None:
    found = comparison(source(path), source(path, RENAMED))
    assert not found.differs
    assert {row[0] for row in rows(found, "en")} == {"kept"}


def test_what_changed_is_named() -> None:
    after = source(
        "whole",
        RENAMED,
        ("c:1-target pa:value 40.0", "c:1-target pa:value 55.0"),
        ('c:3 pa:deadline "2025-10-01"', 'c:3 pa:deadline "2026-10-01"'),
        ("c:4 pa:initiator tooi:gm9990", "c:4 pa:initiator p:zandlijn"),
        ("c:4 pa:contributor p:zandlijn", "c:4 pa:contributor tooi:gm9990"),
        ("c:3 pa:strength pac:strength\\/effort", "c:3 pa:strength pac:strength\\/intention"),
    )
    found = became(source("whole"), after)
    assert [len(found[kind]) for kind in ("kept", "changed")] == [2, 3]
    told = " ".join(row[-1] for row in found["changed"])
    assert "amount: at least 40 dwelling (2025-12-31) → at least 55 dwelling (2025-12-31)" in told
    assert "date: 2025-10-01 → 2026-10-01" in told
    assert "initiator: gemeente Voorbeeld → Wooncorporatie Zandlijn" in told
    assert "strength: effort → intention" in told


def test_what_was_dropped_and_what_is_new() -> None:
    words = "De huurdersraad meldt elk kwartaal hoe het in de wijken gaat."
    after = source(
        "whole",
        RENAMED,
        (words, "Zandlijn verkoopt tien garages aan de Dorpsstraat."),
        ('c:5 pa:heading "Leefbaarheid"', 'c:5 pa:heading "Garages"'),
    )
    found = became(source("whole"), after)
    assert [row[0] for row in found["dropped"]] == ["commitment 5"]
    assert [row[1] for row in found["new"]] == ["commitment 5"]
    assert "verkoopt tien garages" in found["new"][0][-1]


def test_a_changed_number_does_not_hide_the_commitment() -> None:
    after = source("whole", RENAMED, ('c:1 pa:number "1"', 'c:1 pa:number "12"'))
    assert not comparison(source("whole"), after).differs


def test_both_are_measured() -> None:
    worse = source("whole", RENAMED, ("c:4 pa:deadline", "# c:4 pa:deadline"))
    found = comparison(source("whole"), worse)
    headings, measured = measure_rows(found, "en")
    assert headings == ["measure", "whole", "whole"]
    assert measured[0] == ("completeness", "100% (5/5)", "80% (4/5)")


def test_json_can_be_read_without_the_documents() -> None:
    words = "De huurdersraad meldt elk kwartaal hoe het in de wijken gaat."
    after = source(
        "whole",
        RENAMED,
        (words, "Zandlijn verkoopt tien garages aan de Dorpsstraat."),
        ('c:5 pa:heading "Leefbaarheid"', 'c:5 pa:heading "Garages"'),
        ("c:4 pa:initiator tooi:gm9990", "c:4 pa:initiator p:zandlijn"),
        ("c:4 pa:contributor p:zandlijn", "c:4 pa:contributor tooi:gm9990"),
    )
    content = json.loads(as_json(comparison(source("whole"), after), "nl"))
    ((gone,), (new,)) = content["dropped"], content["added"]
    assert (gone["words"], gone["heading"], gone["theme"]) == (
        words,
        "Leefbaarheid",
        "leefbaarheid",
    )
    assert (new["name"], new["heading"], new["number"]) == ("afspraak 5", "Garages", "5")
    assert new["words"].startswith("Zandlijn verkoopt")
    assert gone["initiators"] == ["Huurdersraad Zandlijn"]
    assert (gone["start"], gone["end"]) == (500, 580)
    changes = {change["field"]: change for change in content["changed"][0]["changes"]}
    assert changes["initiator"]["told"] == {
        "field": "initiatiefnemer",
        "before": "gemeente Voorbeeld",
        "after": "Wooncorporatie Zandlijn",
    }
    assert changes["initiator"]["after"].endswith("party/zandlijn")


def test_a_graph_without_an_agreement_is_refused() -> None:
    with pytest.raises(MalformedData, match="0 agreements with commitments"):
        comparison(source("facts"), Source("leeg", ()))
