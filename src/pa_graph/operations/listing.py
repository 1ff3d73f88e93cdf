"""What a store holds: one row an agreement."""

from __future__ import annotations

from typing import Final

from pa_graph.model.namespaces import PAD
from pa_graph.store.protocol import GraphStore, cells

COLUMNS: Final = ("document", "title", "municipality", "period", "signed", "commitments")

_QUERY: Final = """
SELECT ?g ?agreement (SAMPLE(?t) AS ?title) (SAMPLE(?s) AS ?start) (SAMPLE(?e) AS ?end)
    (SAMPLE(?d) AS ?signed) (COUNT(DISTINCT ?c) AS ?commitments) WHERE {
  GRAPH ?g {
    ?g pa:describes ?agreement . ?agreement a pa:Agreement ; dcterms:title ?t .
    OPTIONAL { ?agreement pa:periodStart ?s }
    OPTIONAL { ?agreement pa:periodEnd ?e }
    OPTIONAL { ?agreement pa:signedOn ?d }
    OPTIONAL { ?c pa:partOf ?agreement ; a pa:Commitment }
  }
}
GROUP BY ?g ?agreement
ORDER BY ?agreement
"""

_MUNICIPALITIES: Final = """
SELECT DISTINCT ?g ?name WHERE {
  GRAPH ?g { ?g pa:describes ?agreement . ?agreement pa:municipality ?m . ?m rdfs:label ?name }
}
ORDER BY ?g ?name
"""


_NAMES: Final = """
SELECT DISTINCT ?agreement WHERE {
  GRAPH ?g { ?g pa:describes ?agreement . ?agreement a pa:Agreement ; dcterms:title ?t }
}
ORDER BY ?agreement
"""


def agreement_names(store: GraphStore) -> list[str]:
    """Return the short name of each agreement in the store, sorted by IRI."""
    return [iri.removeprefix(f"{PAD}agreement/") for (iri,) in cells(store, _NAMES)]


def list_agreements(store: GraphStore) -> list[tuple[str, ...]]:
    """Return one row of :data:`COLUMNS` for each agreement in the store, by short name."""
    municipalities: dict[str, list[str]] = {}
    for graph, name in cells(store, _MUNICIPALITIES):
        municipalities.setdefault(graph, []).append(name.removeprefix("gemeente "))
    rows: list[tuple[str, ...]] = []
    for graph, agreement, title, start, end, signed, count in cells(store, _QUERY):
        short = agreement.removeprefix(f"{PAD}agreement/")
        period = f"{start} – {end}" if start or end else ""
        where = ", ".join(municipalities.get(graph, []))
        rows.append((short, title, where, period, signed, count))
    return rows
