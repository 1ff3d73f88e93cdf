"""The whole way from a text to an agreement."""

from __future__ import annotations

import pytest

from pa_graph.extraction.agreement import extract_agreement
from pa_graph.model.errors import NotAnAgreement
from pa_graph.reading.document import Document

TEXT = """Prestatieafspraken gemeente Ommen 2025-2026

De gemeente Ommen, Woonstichting Duinhaven (hierna: Duinhaven) en Huurdersraad Duinhaven
(hierna: de Huurdersraad) spreken het volgende af.

BETAALBAARHEID

Nr\tAfspraak\tInitiatiefnemer\tPlanning
1\tDuinhaven houdt de huur van minstens 70% van haar huizen laag.\tDuinhaven\t1 mei 2025
2\tDe gemeente onderzoekt een woonlastenfonds.\tGemeente\tQ2 2026
3\tEen gesprek over de huur voeren met bewoners.\tde buren\tooit
"""


def test_a_table_becomes_commitments_with_their_fields() -> None:
    document = Document(TEXT, "ommen.txt")
    agreement = extract_agreement(document)
    assert agreement.short == "ommen-2025"
    assert (agreement.period_start, agreement.period_end) == ("2025-01-01", "2026-12-31")
    assert agreement.municipality_codes == ("GM0175",)
    assert agreement.text_checksum == document.checksum
    assert agreement.text_length == len(TEXT)
    assert agreement.source_name == "ommen.txt"
    first, second, third = agreement.commitments
    assert [commitment.order for commitment in agreement.commitments] == [1, 2, 3]
    assert first.span.of(TEXT) == "Duinhaven houdt de huur van minstens 70% van haar huizen laag."
    assert (first.number, first.theme, first.deadline) == ("1", "affordability", "2025-05-01")
    assert [agreement.party(key).name for key in first.initiators] == ["Woonstichting Duinhaven"]
    assert [(str(target.value), target.unit) for target in first.targets] == [("70", "percent")]
    assert [str(quarter) for quarter in second.quarters] == ["2026-Q2"]
    assert second.strength == "research"
    assert third.initiators == ()
    assert third.unread == ("initiators", "deadline")


def test_reading_twice_gives_the_same() -> None:
    document = Document(TEXT, "ommen.txt")
    assert extract_agreement(document) == extract_agreement(Document(TEXT, "ommen.txt"))
    assert repr(extract_agreement(document)) == repr(extract_agreement(document))


def test_a_text_that_breaks_off_is_read_and_says_so() -> None:
    agreement = extract_agreement(Document(TEXT[: TEXT.index("woonlasten")], "ommen.txt"))
    assert agreement.commitments[0].number == "1"
    assert agreement.stops_early is not None and "table row (line 10)" in agreement.stops_early


def test_another_text_is_refused() -> None:
    with pytest.raises(NotAnAgreement, match=r"brief\.txt"):
        extract_agreement(Document("Beste buur,\n\n1. Bedankt.\n2. Tot gauw.\n", "brief.txt"))
