"""Parties of a contract and those who sign it are no commitments."""

from __future__ import annotations

import pytest

from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.entry import Kind
from pa_graph.segmentation.outline import outline
from pa_graph.segmentation.party_passages import only_names_parties
from pa_graph.segmentation.passage import Passage


def passage(text: str) -> Passage:
    return Passage(flow=Flow.of(text, [(0, len(text))]), layout="bullets")


@pytest.mark.parametrize(
    "text",
    [
        "Huurdersraad Ommen, gevestigd te Ommen, vertegenwoordigd door haar voorzitter;",
        "Stichting Duinvast, te dezen rechtsgeldig vertegenwoordigd door haar bestuurder.",
        "huurdersvereniging De Sluis, hierna: De Sluis",
        "Gemeente Ommen Duinvast De Sluis (wethouder) (directeur-bestuurder) (voorzitter)",
    ],
)
def test_who_is_represented_or_signs_is_left_out(text: str) -> None:
    assert only_names_parties(passage(text))


@pytest.mark.parametrize(
    "text",
    [
        "De huurders worden in de stuurgroep vertegenwoordigd door De Sluis.",
        "De bestuurder van Duinvast en de voorzitter van De Sluis bespreken in 2026 de huren.",
        "Duinvast zal, vertegenwoordigd door haar bestuurder, jaarlijks de raad inlichten.",
    ],
)
def test_what_somebody_does_stays(text: str) -> None:
    assert not only_names_parties(passage(text))


def test_the_first_word_of_a_sentence_at_the_end_of_a_line_makes_no_heading() -> None:
    text = (
        "Afspraken 2026 van de gemeente Ommen, woningstichting Duinvast en Huurdersraad Ommen\n\n"
        "1. Duinvast bouwt in 2026 tien woningen.\n2. De gemeente stelt een nota vast.\n"
        "3. De Huurdersraad geeft advies over de huren.\n\n"
        "Goede afspraken zijn niet genoeg. In\n2018 hebben we dat gemerkt.\n"
    )
    kinds = {entry.line.text: entry.kind for entry in outline(Document(text, "ommen.txt"))}
    assert kinds["Goede afspraken zijn niet genoeg. In"] is Kind.PROSE
