"""Who depends on whom, as a picture and as a table."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from pa_graph.pictures.network import Captions, Edge, Node, network_page
from pa_graph.store.protocol import GraphStore, cells

_PARTIES: Final = """
SELECT DISTINCT ?party ?label ?kind WHERE {
  ?document pa:party ?party . ?party rdfs:label ?label .
  OPTIONAL { ?party pa:partyKind ?kind }
}
ORDER BY ?party ?label ?kind
"""

# One row for each commitment and reason; whoever takes the initiative depends on the other.
_NEEDS: Final = """
SELECT DISTINCT ?party ?needed ?commitment ?reason WHERE {
  GRAPH ?g {
    ?commitment a pa:Commitment ; pa:initiator ?party .
    {
      ?commitment pa:contributor ?needed .
      BIND("contributor" AS ?reason)
    } UNION {
      ?commitment pa:dependency/pa:requires ?needed .
      ?document pa:party ?needed .
      BIND("condition" AS ?reason)
    } UNION {
      ?commitment pa:dependency/pa:requires/pa:initiator ?needed .
      BIND("commitment" AS ?reason)
    }
  }
  FILTER(?party != ?needed)
}
ORDER BY ?party ?needed ?commitment ?reason
"""

_REASONS: Final = {
    "nl": {
        "condition": "de tekst noemt de ander als voorwaarde",
        "commitment": "wacht op een afspraak van de ander",
        "contributor": "de ander heeft een eigen aandeel",
    },
    "en": {
        "condition": "the text names the other as a condition",
        "commitment": "waits for a commitment of the other",
        "contributor": "the other has a part of its own",
    },
}

_CAPTIONS: Final = {
    "nl": Captions(
        language="nl",
        title="Wie hangt van wie af?",
        introduction="Een pijl loopt van de partij die een afspraak trekt naar de partij die zij "
        "daarvoor nodig heeft. Hoe dikker, hoe meer afspraken.",
        columns=("partij", "hangt af van", "afspraken", "waarom"),
        empty="Geen enkele afspraak noemt een andere partij.",
    ),
    "en": Captions(
        language="en",
        title="Who depends on whom?",
        introduction="An arrow leads from the party that takes the initiative for a commitment to "
        "the party that it needs for it. The thicker, the more commitments.",
        columns=("party", "depends on", "commitments", "why"),
        empty="No commitment names another party.",
    ),
}


def dependency_network(store: GraphStore, lang: str) -> tuple[list[Node], list[Edge]]:
    """Return the parties in the store and who depends on whom, most commitments first.

    Args:
        store: whom to ask.
        lang: ``nl`` or ``en``, for the reasons.
    """
    labels: dict[str, Node] = {}
    for party, label, kind in cells(store, _PARTIES):
        code = kind.rsplit("/", 1)[-1].replace("-", "_")
        labels.setdefault(party, Node(party, label, code))
    commitments: dict[tuple[str, str], set[str]] = defaultdict(set)
    reasons: dict[tuple[str, str], set[str]] = defaultdict(set)
    for party, needed, commitment, reason in cells(store, _NEEDS):
        commitments[party, needed].add(commitment)
        reasons[party, needed].add(reason)
    words = _REASONS[lang]
    edges = [
        Edge(*pair, len(found), "; ".join(words[r] for r in words if r in reasons[pair]))
        for pair, found in commitments.items()
    ]
    edges.sort(key=lambda e: (-e.count, labels[e.source].label, labels[e.target].label))
    return list(labels.values()), edges


def dependency_page(store: GraphStore, lang: str) -> str:
    """Return the picture as one HTML page that loads nothing from outside."""
    return network_page(*dependency_network(store, lang), _CAPTIONS[lang])
