"""How a link that Python derives is written, in the form that the rules in SPARQL give theirs."""

from __future__ import annotations

import hashlib

from pyoxigraph import Literal, NamedNode

from pa_graph.mapping.builder import GraphBuilder, dutch
from pa_graph.model.namespaces import code_iri, data_iri
from pa_graph.model.vocabulary import scheme


def both_labels(list_: str, code: str) -> tuple[str, str]:
    """Return the Dutch and English label of a code; of one that no list has, the code itself."""
    wanted = code.replace("-", "_")
    for concept in scheme(list_):
        if concept.code == wanted:
            return concept.label, concept.label_en
    return code, code


def add_link(
    builder: GraphBuilder,
    rule: str,
    kind: str,
    ends: tuple[str, str],
    graphs: tuple[str, str],
    reasons: tuple[str, str],
) -> None:
    """Add a link that rests on its two ends.

    Args:
        builder: the derived graph.
        rule: name of what derived it.
        kind: code of ``link-kind``.
        ends: IRIs of the dependent and the needed.
        graphs: of the documents in which they stand.
        reasons: one sentence, Dutch and English.
    """
    digest = hashlib.sha256(" ".join(ends).encode()).hexdigest()[:20]
    node = NamedNode(data_iri("link", rule, digest))
    builder.types(node, "pa:DerivedLink")
    builder.add(node, "pa:linkKind", NamedNode(code_iri("link-kind", kind)))
    builder.add(node, "pa:rule", Literal(rule))
    for predicate, end in zip(("pa:dependent", "pa:needed"), ends, strict=True):
        builder.add(node, predicate, NamedNode(end))
        builder.add(node, "pa:restsOn", NamedNode(end))
    builder.add(node, "pa:because", dutch(reasons[0]))
    builder.add(node, "pa:because", Literal(reasons[1], language="en"))
    for graph in graphs:
        builder.add(node, "prov:wasDerivedFrom", NamedNode(graph))
