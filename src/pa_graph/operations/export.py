"""Give the graphs away: as RDF, as a table, or in the form of the annotation guide."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from pa_graph.mapping.facts import facts_only as without_words
from pa_graph.mapping.from_graph import agreement_from_quads
from pa_graph.mapping.nquads import from_nquads, to_nquads
from pa_graph.model.agreement import Agreement, Commitment, Target
from pa_graph.model.errors import UnknownName
from pa_graph.model.identifiers import graph_iri
from pa_graph.model.namespaces import PREFIXES
from pa_graph.operations.annotation_form import annotation_form
from pa_graph.operations.listing import list_agreements
from pa_graph.operations.tables import render
from pa_graph.store.protocol import GraphStore, dump

_RDF: Final = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
}
FORMATS: Final = (*_RDF, "nquads", "csv", "json")

_COLUMNS: Final = (
    *("document", "order", "number", "heading", "theme", "action", "strength"),
    *("initiators", "contributors", "quarters", "deadline", "targets", "locations"),
    *("references", "dependencies", "start", "end"),
)


def export(
    store: GraphStore,
    format_: str,
    *,
    names: Sequence[str] = (),
    facts_only: bool = False,
    everything: bool = False,
) -> str:
    """Return graphs of the store as text, the same for the same content.

    Args:
        store: what to export from.
        format_: one of :data:`FORMATS`. Turtle has no graph names, the other RDF formats do;
            ``csv`` has one row a commitment, ``json`` the form of the annotation guide.
        names: short names of agreements; none means all.
        facts_only: leave the words of the official texts out.
        everything: all graphs of the store, also ontology, codes and reference data; only for
            RDF.

    Raises:
        UnknownName: there is no such format or agreement.
    """
    if format_ not in FORMATS:
        raise UnknownName(f"no format {format_!r}", advice=f"There are: {', '.join(FORMATS)}.")
    tabular = format_ in ("csv", "json")
    if everything and not tabular:
        graphs = store.graphs()
    else:
        graphs = [graph_iri(short) for short in _chosen(store, names)]
    quads = dump(store, graphs)
    if facts_only:
        quads = without_words(quads)
    if tabular:
        agreements = [
            agreement_from_quads(quad for quad in quads if quad.graph_name == NamedNode(graph))
            for graph in graphs
        ]
        return _csv(agreements) if format_ == "csv" else _json(agreements)
    return rdf_text(quads, format_)


def _chosen(store: GraphStore, names: Sequence[str]) -> list[str]:
    there = [row[0] for row in list_agreements(store)]
    for name in names:
        if name not in there:
            close = get_close_matches(name, there, n=3, cutoff=0.4) or there
            raise UnknownName(
                f"no agreement {name!r} in the store",
                advice=f"There are: {', '.join(close) or 'none'}.",
            )
    return sorted(names) or there


def rdf_text(quads: Iterable[Quad], format_: str) -> str:
    """Return quads as ``turtle``, ``trig``, ``jsonld`` or ``nquads``, always in the same order."""
    content = to_nquads(quads)
    if format_ == "nquads":
        return content.decode()
    # Sorted quads give the serialisers one order, and so one text.

    ordered: Iterable[object] = from_nquads(content)
    if format_ == "turtle":
        ordered = dict.fromkeys(quad.triple for quad in from_nquads(content))
    written = serialize(ordered, format=_RDF[format_], prefixes=PREFIXES)  # type: ignore[arg-type]
    return in_one_order((written or b"").decode())


def in_one_order(turtle: str) -> str:
    """Return Turtle or TriG with its prefixes sorted, those left out that nothing uses.

    The serialiser writes prefixes in an order of its own that differs from run to run.
    """
    lines = turtle.splitlines(keepends=True)
    declared = [line for line in lines if line.startswith("@prefix ")]
    body = "".join(lines[len(declared) :])
    used = [line for line in sorted(declared) if f"{line.split()[1]}" in body]
    return "".join(used) + body


def _json(agreements: Sequence[Agreement]) -> str:
    forms = [annotation_form(agreement) for agreement in agreements]
    content = forms[0] if len(forms) == 1 else forms
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _csv(agreements: Iterable[Agreement]) -> str:
    rows = [_row(agreement, c) for agreement in agreements for c in agreement.commitments]
    return render(_COLUMNS, rows, "csv")


def _row(agreement: Agreement, commitment: Commitment) -> list[str]:
    return [
        agreement.short,
        str(commitment.order),
        commitment.number or "",
        commitment.heading or "",
        commitment.theme or "",
        commitment.action or "",
        commitment.strength or "",
        "; ".join(commitment.initiators),
        "; ".join(commitment.contributors),
        "; ".join(map(str, commitment.quarters)),
        commitment.deadline or "",
        "; ".join(map(target_words, commitment.targets)),
        "; ".join(place.name for place in commitment.places),
        "; ".join(f"{r.name} ({r.relation})" for r in commitment.references),
        "; ".join(d.statement or d.kind for d in commitment.dependencies),
        str(commitment.span.start),
        str(commitment.span.end),
    ]


def target_words(target: Target) -> str:
    """Return a target as a person reads it: ``min 40 dwelling sociale huurwoningen by 2026``."""
    value = target.code if target.value is None else f"{target.value:f}"
    bound = "" if target.upper_bound is None else f"-{target.upper_bound}"
    per = f"per {target.per}" if target.per else ""
    by = f"by {target.by}" if target.by else ""
    parts = [target.comparator, f"{value}{bound}", target.unit, target.of, per, by]
    return " ".join(part for part in parts if part)
