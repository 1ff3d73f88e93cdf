"""Dependencies that name another commitment by its number."""

from __future__ import annotations

import pytest

from pa_graph.extraction.named_commitments import with_named_commitments
from pa_graph.model.agreement import Commitment, Dependency
from pa_graph.model.span import Span


def commitment(order: int, number: str | None, *statements: str) -> Commitment:
    return Commitment(
        order=order,
        span=Span(order, order + 1),
        number=number,
        heading=None,
        theme="availability",
        action="build",
        strength="result",
        dependencies=tuple(Dependency("condition", statement) for statement in statements),
    )


@pytest.mark.parametrize(
    ("statement", "orders"),
    [
        ("op voorwaarde dat afspraak 2 is nagekomen", [2]),
        ("nadat de afspraken 1 en 2 zijn uitgevoerd", [1, 2]),
        ("zodra actie 2. gereed is", [2]),
        ("als afspraak 9 doorgaat", [None]),
        ("als afspraak 3 doorgaat", [None]),
        ("als afspraak 4 doorgaat", [None]),
        ("mits artikel 2 van de wet het toestaat", [None]),
        ("mits er 2 woningen zijn", [None]),
    ],
)
def test_a_number_that_one_other_commitment_bears_is_that_commitment(
    statement: str, orders: list[int | None]
) -> None:
    others = [commitment(1, "1"), commitment(2, "2."), commitment(4, "4"), commitment(5, "4")]
    found = with_named_commitments([*others[:2], commitment(3, "3", statement), *others[2:]])
    dependencies = found[2].dependencies
    assert [dependency.commitment for dependency in dependencies] == orders
    assert {d.kind for d in dependencies} == {"condition" if orders == [None] else "commitment"}
