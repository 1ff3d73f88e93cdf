"""What is written about a decision on identity: what stands for what, what may be, and why."""

from __future__ import annotations

import hashlib

from pyoxigraph import Literal, NamedNode

from pa_graph.dependencies.identity import Decision, Doubt
from pa_graph.mapping.builder import GraphBuilder, dutch
from pa_graph.model.namespaces import code_iri, data_iri


def add_identity(builder: GraphBuilder, decision: Decision, relation: str = "pa:standsFor") -> None:
    """State what a name stands for, with the reason where that is something else than itself.

    Args:
        builder: the graph.
        decision: about one name.
        relation: ``pa:standsFor`` of documents, ``pa:partyMeant`` of parties.
    """
    for meant in decision.means:
        builder.add(NamedNode(decision.iri), relation, NamedNode(meant))
        if meant != decision.iri:
            _record(
                builder,
                ("identity", decision.iri, meant),
                "identity",
                decision.because,
                decision.because_en,
            )


def add_doubt(builder: GraphBuilder, doubt: Doubt) -> None:
    """State that two things may be the same, with the reason."""
    builder.add(NamedNode(doubt.one), "pa:possiblySameAs", NamedNode(doubt.other))
    _record(
        builder,
        ("possible-identity", doubt.one, doubt.other),
        "possible-identity",
        doubt.because,
        doubt.because_en,
    )


def _record(
    builder: GraphBuilder, key: tuple[str, str, str], kind: str, because: str, english: str
) -> None:
    rule, one, other = key
    digest = hashlib.sha256(f"{one} {other}".encode()).hexdigest()[:20]
    node = NamedNode(data_iri("link", rule, digest))
    builder.types(node, "pa:DerivedLink")
    builder.add(node, "pa:linkKind", NamedNode(code_iri("link-kind", kind)))
    builder.add(node, "pa:rule", Literal(rule))
    builder.add(node, "pa:dependent", NamedNode(one))
    builder.add(node, "pa:needed", NamedNode(other))
    builder.add(node, "pa:because", dutch(because))
    builder.add(node, "pa:because", Literal(english, language="en"))
