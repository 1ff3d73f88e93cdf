"""What of a page is no part of its text, and the marks in columns of parties."""

from __future__ import annotations

import pytest

from pa_graph.reading.document import Document
from pa_graph.segmentation.furniture import furniture_in
from pa_graph.segmentation.party_columns import legend


def marked(text: str) -> list[str]:
    lines = Document(text, "zandmeer.txt").lines
    return [lines[index].text for index in sorted(furniture_in(lines))]


def pages(foot: str, top: str, count: int = 4) -> str:
    return "\f".join(
        f"{top}\n\nDuinhaven bouwt {'meer ' * number}woningen in de kern.\n\n{foot}\n"
        for number in range(count)
    )


def test_what_stands_at_the_foot_of_every_page_is_no_text() -> None:
    found = marked(pages("Versie 3 – vastgesteld", "Het is zover"))
    assert found.count("Versie 3 – vastgesteld") == 3  # No page begins behind the last foot.
    assert not any("Duinhaven" in line for line in found)


def test_a_header_may_stand_at_both_ends_of_a_wide_line() -> None:
    top = f"Prestatieafspraken Zandmeer 2026{' ' * 80}jaarschijf"
    assert marked(pages("Einde van deel", top)).count(top) == 3


def test_what_ends_two_pages_may_be_text() -> None:
    assert "Samen" not in marked(pages("Samen", "Kop", count=2))


@pytest.mark.parametrize(
    ("line", "mark", "code"),
    [
        ("●  = trekker (verantwoordelijk voor het resultaat)", "●", "initiator"),
        ("○  = werkt mee (heeft een eigen aandeel)", "○", "contributor"),
        ("i  = wordt geïnformeerd", "i", "informed"),
        ("T: trekker", "t", "initiator"),
        ("M   medewerking", "m", "contributor"),
    ],
)
def test_the_legend_of_marks(line: str, mark: str, code: str) -> None:
    assert legend(Document(f"Leeswijzer\n\n{line}\n", "zandmeer.txt")) == {mark: code}


def test_what_stands_twice_beside_a_page_number_is_no_text() -> None:
    page = "Duinhaven bouwt woningen.\n\n   {}\nAfspraken 2025   Duinhaven / gemeente\n\n"
    found = marked("".join(page.format(number) for number in (1, 2)))
    assert found.count("Afspraken 2025   Duinhaven / gemeente") == 2
    assert "Duinhaven bouwt woningen." not in found
