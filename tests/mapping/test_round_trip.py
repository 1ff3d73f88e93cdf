"""What goes into the graph comes out of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings

from pa_graph.mapping.agreement import agreement_quads
from pa_graph.mapping.facts import facts_only
from pa_graph.mapping.from_graph import agreement_from_quads
from pa_graph.mapping.nquads import from_nquads, to_nquads
from pa_graph.model.agreement import Agreement
from tests.mapping.agreements import AGREEMENT, BUILD, MEET, TEXT, any_agreement


def without_words(agreement: Agreement) -> Agreement:
    """Return what is left of an agreement when the words of the text are taken out."""
    return replace(
        agreement,
        commitments=tuple(
            replace(
                commitment,
                targets=tuple(replace(target, of="") for target in commitment.targets),
                dependencies=tuple(replace(d, statement="") for d in commitment.dependencies),
            )
            for commitment in agreement.commitments
        ),
    )


def test_every_field_of_an_agreement_comes_back() -> None:
    back = agreement_from_quads(agreement_quads(AGREEMENT, TEXT, version="1"))
    assert back == replace(
        AGREEMENT,
        commitments=(
            BUILD,
            replace(
                MEET, targets=(MEET.targets[0], replace(MEET.targets[1], value=Decimal("2.5")))
            ),
        ),
    )


def test_facts_only_keeps_everything_but_the_words() -> None:
    back = agreement_from_quads(agreement_quads(AGREEMENT, None, version="1"))
    assert back == without_words(AGREEMENT)


def test_taking_the_words_out_afterwards_is_the_same_as_leaving_them_out() -> None:
    with_words = agreement_quads(AGREEMENT, TEXT, version="1")
    assert to_nquads(facts_only(with_words)) == to_nquads(
        agreement_quads(AGREEMENT, None, version="1")
    )


@settings(max_examples=60)
@given(any_agreement())
def test_any_agreement_survives_the_graph_and_its_serialisation(agreement: Agreement) -> None:
    # Drawn spans point into no real text, so the words stay out of the graph here.
    content = to_nquads(agreement_quads(agreement, None, version="1"))
    quads = from_nquads(content)
    assert to_nquads(reversed(quads)) == content
    assert agreement_from_quads(quads) == without_words(agreement)
