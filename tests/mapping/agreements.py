"""Agreements for tests: one made by hand over a small invented text, and a strategy for any."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from hypothesis import strategies as st

from pa_graph.model.agreement import (
    Agreement,
    Commitment,
    Dependency,
    LayoutChoice,
    Party,
    Place,
    Reference,
    Target,
)
from pa_graph.model.quarter import Quarter
from pa_graph.model.span import Span

TEXT = """Prestatieafspraken 2024 gemeente Goirle en Stichting Duinhof

1. Duinhof bouwt in 2024 minimaal 40 sociale huurwoningen aan de Lindestraat, mits de
   gemeente de grond levert, zoals in de Woonvisie 2021 staat.
2. Partijen overleggen in het eerste kwartaal over de Regionale Woondeal \u20ac\u2009en label B.
"""


def place_of(words: str) -> Span:
    """Return where *words* stand in the invented text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


GOIRLE = Party(
    key="gemeente-goirle",
    name="gemeente Goirle",
    kind="municipality",
    aliases=("de gemeente",),
    signatory=True,
    municipality_code="GM0785",
)
DUINHOF = Party(
    key="duinhof",
    name="Stichting Duinhof",
    kind="housing_association",
    aliases=("Duinhof",),
    signatory=True,
)
BUILDER = Party(key="bouwbedrijf-oost", name="Bouwbedrijf Oost", kind="other")

BUILD = Commitment(
    order=1,
    span=Span(TEXT.index("Duinhof bouwt"), TEXT.index("\n2.")),
    number="1",
    heading="Bouwen",
    theme="availability",
    action="build",
    strength="result",
    initiators=("duinhof",),
    initiator_from="sentence",
    contributors=("gemeente-goirle",),
    extra_parties=("bouwbedrijf-oost",),
    deadline="2024",
    targets=(
        Target(
            value=Decimal(40),
            unit="dwelling",
            comparator="min",
            of="sociale huurwoningen",
            by="2024",
            location="Lindestraat",
            span=place_of("minimaal 40 sociale huurwoningen"),
        ),
    ),
    places=(Place("Lindestraat", place_of("Lindestraat"), "GM0785"),),
    references=(
        Reference("Woonvisie 2021", "vision", "in_accordance_with", place_of("Woonvisie 2021")),
    ),
    dependencies=(
        Dependency(
            kind="party",
            statement="mits de gemeente de grond levert",
            party="gemeente-goirle",
            span=place_of("mits de\n   gemeente de grond levert"),
        ),
    ),
    layout="numbered_themes",
)
MEET = Commitment(
    order=2,
    span=Span(TEXT.index("Partijen overleggen"), len(TEXT) - 1),
    number="2",
    heading=None,
    theme="cooperation",
    action="consult",
    strength="process",
    initiators=("duinhof", "gemeente-goirle"),
    initiator_from="sentence",
    quarters=(Quarter(2024, 1), Quarter(2024, 4)),
    targets=(
        Target(value=None, code="B", unit="label", comparator="between", of="", upper_bound="A"),
        Target(
            value=Decimal("2.50"),
            unit="percent",
            comparator="between",
            of="huur",
            upper_bound=Decimal("3.5"),
            per="year",
        ),
    ),
    references=(
        Reference("Regionale Woondeal", "deal", "mentions", place_of("Regionale Woondeal")),
    ),
    dependencies=(
        Dependency(kind="commitment", statement="na afspraak 1", commitment=1),
        Dependency(
            kind="document", statement="op basis van de Woonvisie 2021", document="Woonvisie 2021"
        ),
    ),
    sub_items=2,
    layout="numbered_themes",
    unread=("deadline", "places"),
)

AGREEMENT = Agreement(
    short="goirle-2024",
    title="Prestatieafspraken 2024",
    kind="addendum",
    parties=(BUILDER, DUINHOF, GOIRLE),
    commitments=(BUILD, MEET),
    text_checksum=hashlib.sha256(TEXT.encode()).hexdigest(),
    text_length=len(TEXT),
    municipality_codes=("GM0785",),
    period_start="2024-01-01",
    period_end="2024-12-31",
    signed_on="2023-12-06",
    builds_on=(Reference("prestatieafspraken 2023", "agreement", "amends"),),
    layouts=(LayoutChoice("numbered_themes", 0.875, "two numbered passages", 2),),
    left_out=(Span(0, 12),),
    stops_early="the last sentence has no end",
    source_name="goirle.txt",
)

_keys = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,5})?", fullmatch=True)
_words = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), max_codepoint=0x1F9FF), min_size=1, max_size=24
)
_spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 900), st.integers(1, 90)
)
_stated = st.sampled_from(["2024", "2025-06", "2026-02-28"])
_numbers = st.decimals(-10_000, 10_000, allow_nan=False, places=2)
_relations = ["based_on", "implements", "conditional_on", "produces", "contributes_to", "mentions"]


@st.composite
def any_agreement(draw: st.DrawFn) -> Agreement:
    """Return an agreement in the order in which it comes back from a graph."""
    keys = sorted(draw(st.sets(_keys, min_size=1, max_size=4)))
    parties = tuple(
        Party(
            key=key,
            name=draw(_words),
            kind=draw(st.sampled_from(["housing_association", "tenant_organisation", "other"])),
            signatory=draw(st.booleans()),
        )
        for key in keys
    )
    some = st.lists(st.sampled_from(keys), unique=True).map(lambda v: tuple(sorted(v)))
    targets = st.builds(
        Target,
        value=st.none() | _numbers,
        unit=st.sampled_from(["dwelling", "energy_index", "eur"]),
        comparator=st.sampled_from(["min", "max", "about"]),
        of=_words,
        code=st.none() | _words,
        upper_bound=st.none() | _words | _numbers,
        per=st.none() | _words,
        by=st.none() | _stated,
        span=st.none() | _spans,
    )
    references = st.builds(
        Reference,
        name=_words,
        kind=st.sampled_from(["vision", "law", "other"]),
        relation=st.sampled_from(_relations),
        span=st.none() | _spans,
    )
    dependencies = st.builds(
        Dependency,
        kind=st.sampled_from(["condition", "party"]),
        statement=_words,
        party=st.none() | st.sampled_from(keys),
        span=st.none() | _spans,
    )
    commitments = []
    for order in range(1, draw(st.integers(0, 3)) + 1):
        commitments.append(
            Commitment(
                order=order,
                span=draw(_spans),
                number=draw(st.none() | _words),
                heading=draw(st.none() | _words),
                theme=draw(st.none() | st.sampled_from(["care", "target_groups"])),
                action=draw(st.none() | st.sampled_from(["build", "set_land_price"])),
                strength=draw(st.none() | st.just("effort")),
                initiators=draw(some),
                contributors=draw(some),
                extra_parties=draw(some),
                quarters=draw(
                    st.sets(st.builds(Quarter, st.integers(2015, 2035), st.integers(1, 4))).map(
                        lambda found: tuple(sorted(found))
                    )
                ),
                deadline=draw(st.none() | _stated),
                targets=tuple(draw(st.lists(targets, max_size=2))),
                places=tuple(
                    draw(st.lists(st.builds(Place, _words, st.none() | _spans), max_size=2))
                ),
                references=tuple(draw(st.lists(references, max_size=2))),
                dependencies=tuple(draw(st.lists(dependencies, max_size=2))),
                sub_items=draw(st.integers(0, 5)),
                unread=draw(st.sampled_from([(), ("deadline",), ("places", "targets")])),
            )
        )
    drawn = draw(st.lists(references, max_size=3))
    return Agreement(
        short=f"{draw(_keys)}-2024",
        title=draw(_words),
        kind=draw(st.sampled_from(["agreement", "addendum"])),
        parties=parties,
        commitments=tuple(commitments),
        text_checksum="0" * 64,
        text_length=draw(st.integers(0, 10_000)),
        builds_on=tuple(r for r in drawn if r.relation != "mentions"),
        mentions=tuple(r for r in drawn if r.relation == "mentions"),
        source_name=draw(_words),
    )
