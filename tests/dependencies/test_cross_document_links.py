"""The reviewed list of links across the five agreements, against what is derived from them."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pa_graph.dependencies.mentions import rows
from pa_graph.model.namespaces import PAD
from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory
from pa_graph.operations.dependencies import derive_again
from pa_graph.operations.ingest import choose_files, ingest

REVIEWED = Path(__file__).parent / "cross_document_links.csv"
PRECISION_FLOOR = 1.0
RECALL_FLOOR = 1.0
"""What has been reached; a change that falls below it makes links worse."""

Pairs = frozenset[tuple[str, str]]

_NAMED = """SELECT DISTINCT ?g ?d WHERE {
  GRAPH ?g { ?g pa:describes ?whole .
    { ?whole pa:refersTo|pa:basedOn|pa:amends|pa:succeeds ?n }
    UNION { ?part pa:partOf ?whole ; pa:refersTo ?n } }
  ?n pa:standsFor ?d }"""
_PARTIES = """SELECT DISTINCT ?d ?x WHERE { ?d a pa:Agreement ; pa:party/pa:partyMeant ?x }"""
_RESTS = """SELECT DISTINCT ?a ?b WHERE {
  ?link pa:linkKind <https://w3id.org/pa-graph/code/link-kind/depends> ;
    pa:dependent ?a ; pa:needed ?b . ?a a pa:Commitment ; pa:partOf ?one .
  ?b a pa:Commitment ; pa:partOf ?other . FILTER(?one != ?other) }"""
_SUCCEEDS = """SELECT DISTINCT ?a ?b WHERE {
  ?link pa:rule "succeeding-agreement" ; pa:dependent ?a ; pa:needed ?b }"""


@dataclass(frozen=True)
class Found:
    """What was derived.

    Attributes:
        names: agreement and the document that it names.
        succeeds: agreement and the one that it follows.
        parties: agreement and an organisation that takes part in it.
        rests: commitment and the one in another agreement without which it cannot go ahead.
    """

    names: Pairs
    succeeds: Pairs
    parties: Pairs
    rests: Pairs

    @property
    def shared(self) -> Pairs:
        """The names of documents that more than one agreement names, or that are agreements."""
        counted = Counter(needed for _, needed in self.names)
        agreements = {dependent for dependent, _ in self.names}
        return frozenset(
            (one, other)
            for one, other in self.names
            if one != other and (counted[other] > 1 or other in agreements)
        )

    @property
    def met(self) -> Pairs:
        """The organisations that take part in more than one agreement."""
        counted = Counter(needed for _, needed in self.parties)
        return frozenset(pair for pair in self.parties if counted[pair[1]] > 1)


def reviewed(link: str) -> Pairs:
    with REVIEWED.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return frozenset((row["dependent"], row["needed"]) for row in lines if row["link"] == link)


def _short(iri: str) -> str:
    """Return the end of an IRI; of a commitment its agreement and order."""
    head, _, order = iri.partition("/commitment/")
    return head.rpartition("/")[2] + (f"/{order}" if order else "")


@pytest.fixture(scope="module")
def found() -> Found:
    with in_memory() as store:
        outcomes = list(ingest(choose_files([resource("data/agreements")]).files, store))
        assert [outcome.error for outcome in outcomes] == [None] * 5
        derive_again(store)

        def pairs(query: str) -> Pairs:
            return frozenset(
                (_short(one), _short(other))
                for one, other in rows(store, query)
                if one.startswith(PAD)
            )

        return Found(pairs(_NAMED), pairs(_SUCCEEDS), pairs(_PARTIES), pairs(_RESTS))


def test_the_list_is_about_documents_that_are_there(found: Found) -> None:
    agreements = {path.stem for path in resource("data/agreements").glob("*.trig")}
    for link in ("names", "succeeds", "never", "party", "rests"):
        assert reviewed(link)
        assert {one.partition("/")[0] for one, _ in reviewed(link)} <= agreements
    assert {dependent for dependent, _ in found.names} == agreements


def test_precision_and_recall(found: Found, record_property: Callable[[str, object], None]) -> None:
    kinds = ("names", "succeeds", "party", "rests")
    wanted = {(kind, *pair) for kind in kinds for pair in reviewed(kind)}

    def told_as(named: Pairs, parties: Pairs) -> set[tuple[str, str, str]]:
        all_ = zip(kinds, (named, found.succeeds, parties, found.rests), strict=True)
        return {(kind, *pair) for kind, pairs in all_ for pair in pairs}

    linked = told_as(found.names, found.parties)
    joined = told_as(found.shared, found.met)
    missed, wrong = sorted(wanted - linked), sorted(joined - wanted)
    recall = 1 - len(missed) / len(wanted)
    precision = 1 - len(wrong) / len(joined)
    told = f"precision {precision:.3f}, recall {recall:.3f}, missed {missed}, wrong {wrong}"
    print(told)
    record_property("precision", precision)
    record_property("recall", recall)
    assert precision >= PRECISION_FLOOR, told
    assert recall >= RECALL_FLOOR - 1e-9, told


def test_what_must_stay_apart_stays_apart(found: Found) -> None:
    assert reviewed("never") & found.names == frozenset()
