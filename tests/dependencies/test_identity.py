"""Which names mean the same document."""

from __future__ import annotations

from dataclasses import replace

from pa_graph.dependencies.identity import Identities, Overrides, decide
from pa_graph.dependencies.mentions import Context, Mention
from pa_graph.dependencies.names import take_apart
from pa_graph.model.namespaces import PAD

EERSEL, BLADEL = "https://example.org/gm0770", "https://example.org/gm1728"
LABELS = {EERSEL: "Eersel", BLADEL: "Bladel"}


def mention(
    iri: str,
    title: str,
    kind: str = "vision",
    where: tuple[str, ...] = (EERSEL,),
    association: str = "zandlijn",
    start: str = "2024-01-01",
    **more: object,
) -> Mention:
    context = Context(f"g/{iri}", f"d/{iri}", frozenset(where), frozenset({association}), start)
    return Mention(
        iri=iri,
        title=title,
        names=(take_apart(title, ("Eersel", "Bladel")),),
        kind=kind,
        municipalities=frozenset(where),
        associations=frozenset({association}),
        contexts=(context,),
        **more,  # type: ignore[arg-type]
    )


def known(iri: str, title: str, kind: str, where: tuple[str, ...], *period: str | None) -> Mention:
    start, end = period or (None, None)
    return Mention(
        iri=iri,
        title=title,
        names=(take_apart(title, ("Eersel", "Bladel")),),
        kind=kind,
        known=True,
        municipalities=frozenset(where),
        start=start,
        end=end,
    )


def means(found: Identities, iri: str) -> tuple[str, ...]:
    return next(d.means for d in found.decisions if d.iri == iri)


def test_a_name_without_a_scope_takes_that_of_its_agreement() -> None:
    found = decide(
        [mention("e-1", "woonvisie"), mention("b-1", "woonvisie", where=(BLADEL,))], LABELS
    )
    assert means(found, "e-1") == ("e-1",)
    assert means(found, "b-1") == ("b-1",)
    assert not found.doubts


def test_one_name_for_several_municipalities_stands_for_one_document_each() -> None:
    found = decide(
        [
            mention("both", "Transitievisie Warmte", where=(EERSEL, BLADEL)),
            mention("own", "de Transitievisie Warmte"),
        ],
        LABELS,
    )
    minted = "https://w3id.org/pa-graph/id/document/bladel-transitievisie-warmte"
    assert set(means(found, "both")) == {"own", minted}
    assert [document.iri for document in found.minted] == [minted]


def test_a_reference_joins_the_document_that_arrives() -> None:
    arrived = known("read", "Woonvisie Eersel", "vision", (EERSEL,), "2022-01-01", "2026-12-31")
    found = decide([mention("e-1", "de woonvisie"), arrived], LABELS)
    assert means(found, "e-1") == ("read",)
    assert means(found, "read") == ("read",)


def test_of_two_visions_the_one_in_force_is_meant() -> None:
    old = known("old", "Woonvisie Eersel", "vision", (EERSEL,), "2016-01-01", "2020-12-31")
    new = known("new", "Woonvisie Eersel", "vision", (EERSEL,), "2021-01-01", "2025-12-31")
    found = decide([mention("e-1", "woonvisie"), old, new], LABELS)
    assert means(found, "e-1") == ("new",)


def test_the_new_vision_is_not_the_one_that_has_ended() -> None:
    old = known("old", "Woonvisie Eersel", "vision", (EERSEL,), "2016-01-01", "2020-12-31")
    found = decide([mention("e-1", "nieuwe woonvisie"), old], LABELS)
    assert means(found, "e-1") == ("e-1",)
    assert {(d.one, d.other) for d in found.doubts} == {("e-1", "old")}


def test_an_agreement_named_without_a_year_is_an_earlier_one_and_not_itself() -> None:
    own = PAD + "agreement/eersel-2024"
    name = mention("e-1", "prestatieafspraken", kind="agreement")
    name = replace(name, contexts=(replace(name.contexts[0], iri=own),))

    def agreement(iri: str, start: str, end: str) -> Mention:
        return known(iri, "prestatieafspraken", "agreement", (EERSEL,), start, end)

    itself = agreement(own, "2024-01-01", "2024-12-31")
    later = agreement(PAD + "agreement/eersel-2025", "2025-01-01", "2025-12-31")
    earlier = agreement(PAD + "agreement/eersel-2023", "2023-01-01", "2023-12-31")
    assert means(decide([name, itself], LABELS), "e-1") == ("e-1",)
    assert means(decide([name, later], LABELS), "e-1") == ("e-1",)
    assert means(decide([name, earlier], LABELS), "e-1") == (earlier.iri,)


def test_a_programme_is_shared_by_those_who_have_an_association_in_common() -> None:
    found = decide(
        [
            mention("e-1", "Thuis in de Wijk", "programme"),
            mention("b-1", "programma Thuis in de wijk", "programme", (BLADEL,)),
            mention("far", "Thuis in de Wijk", "programme", ("elsewhere",), "another"),
        ],
        LABELS,
    )
    assert means(found, "e-1") == means(found, "b-1") == ("b-1",)
    assert means(found, "far") == ("far",)
    assert {(d.one, d.other) for d in found.doubts} == {("b-1", "far")}


def test_a_common_name_stays_on_its_own() -> None:
    found = decide([mention("1", "plan van aanpak"), mention("2", "plan van aanpak")], LABELS)
    assert means(found, "1") == ("1",)
    assert means(found, "2") == ("2",)


def test_a_reader_has_the_last_word() -> None:
    settled = Overrides({"e-1": ("b-1",)}, frozenset({frozenset(("x", "y"))}))
    found = decide(
        [
            mention("e-1", "woonvisie"),
            mention("b-1", "woonvisie", where=(BLADEL,)),
            mention("x", "Thuis in de Wijk", "programme"),
            mention("y", "Thuis in de Wijk", "programme"),
        ],
        LABELS,
        settled,
    )
    assert means(found, "e-1") == ("b-1",)
    assert means(found, "x") != means(found, "y")


def test_the_order_of_the_mentions_does_not_matter() -> None:
    names = [
        mention("1", "Thuis in de Wijk", "programme"),
        mention("2", "Thuis in de Wijk", "system", (BLADEL,)),
        mention("3", "woonvisie 2020-2024"),
        mention("4", "woonvisie"),
    ]
    assert decide(names, LABELS) == decide(names[::-1], LABELS)
