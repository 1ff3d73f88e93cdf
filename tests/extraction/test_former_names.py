"""Names that an organisation bore before."""

from __future__ import annotations

import pytest

from pa_graph.extraction.parties.former_names import former_names
from pa_graph.model.agreement import Party


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Woonstichting Dinkelrand (voorheen Woningstichting Glane) bouwt.",
            ("Woningstichting Glane",),
        ),
        (
            "Dinkelrand, rechtsopvolger van De Zandhoek, bouwt.",
            ("De Zandhoek",),
        ),
        (
            "Dinkelrand is ontstaan uit een fusie van Glanewonen en Woonstichting Oost.",
            ("Glanewonen", "Woonstichting Oost"),
        ),
        ("Dinkelrand bouwt. Voorheen bouwde Glanewonen.", ()),
        ("Dinkelrand verhuurde voorheen goedkoper.", ()),
    ],
)
def test_names_stand_right_behind_the_name_they_were_before(
    text: str, names: tuple[str, ...]
) -> None:
    party = Party("dinkelrand", "Woonstichting Dinkelrand", "housing_association", ("Dinkelrand",))
    assert former_names(party, text) == names
