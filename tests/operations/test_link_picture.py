"""Every view is a picture with the same in a table beside it, and loads nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from pa_graph.model.errors import UnknownName
from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory
from pa_graph.operations.dependencies import VIEWS, derive_again, view
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.operations.link_picture import picture_page
from pa_graph.store.protocol import GraphStore

OUTSIDE = re.compile(r"<(?:link|script|img|iframe)\b[^>]*\b(?:src|href)\s*=", re.IGNORECASE)


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with in_memory() as opened:
        for outcome in ingest(choose_files([resource("data/examples")]).files, opened):
            assert outcome.error is None
        derive_again(opened)
        yield opened


def table(page: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", page.partition("<tbody>")[2], re.DOTALL)
    return [[unescape(c) for c in re.findall(r"<td>(.*?)</td>", r, re.DOTALL)] for r in rows]


@pytest.mark.parametrize("which", VIEWS)
def test_each_view_has_a_row_for_each_link_with_kind_reason_and_source(
    store: GraphStore, which: str
) -> None:
    page = picture_page(store, which, language="en")
    markup = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not OUTSIDE.search(markup)
    assert "new vis.Network(" in page
    rows = table(page)
    assert len(rows) == len(view(store, which).links) > 0
    for _, kind, _, because, _, place in rows:
        assert kind and because
        # What two names mean rests on the names; all else on passages or documents.
        assert place or kind in ("stands for", "is possibly the same as")
    assert page == picture_page(store, which, language="en")


def test_what_is_pointed_at_shows_kind_reason_words_and_place(store: GraphStore) -> None:
    page = picture_page(store, "commitments", language="en")
    told = (
        "Commitment 9 of losser-2024 waits for commitment 8 of losser-2024.",
        "Dinkelrand sluit in 2025 in De Lutte 60 woningen op het warmtenet aan",
        "losser-2024/9: ",
    )
    drawn, _, listed = page.partition("<table>")
    for words in told:
        assert words in drawn
        assert words in listed
    assert re.search(r'"label": "depends on"', drawn)


def test_the_chain_goes_from_vision_by_way_of_bid_to_commitment(store: GraphStore) -> None:
    kinds = {row[1] for row in table(picture_page(store, "chain", language="en"))}
    assert {"realises", "realises in part or approximately", "depends on"} <= kinds


def test_around_one_thing_are_its_neighbours(store: GraphStore) -> None:
    page = picture_page(store, "all", "losser-2024/8", "nl")
    assert "<h1>Wat staat om losser-2024/8 heen?</h1>" in page
    rows = table(page)
    touching = [row for row in rows if "losser-2024/8" in (row[0], row[2])]
    near = {end for row in touching for end in (row[0], row[2])}
    assert 0 < len(rows) < len(view(store, "all").links)
    assert all({row[0], row[2]} <= near for row in rows)
    with pytest.raises(UnknownName):
        picture_page(store, "all", "niemand")


def test_without_links_the_page_says_so() -> None:
    with in_memory() as empty:
        assert "There is no link at all." in picture_page(empty, language="en")
