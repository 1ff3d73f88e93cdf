"""A whole agreement as the quads of its named graph."""

from __future__ import annotations

import hashlib

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.mapping.builder import GraphBuilder, boolean, day, dutch
from pa_graph.mapping.commitments import CommitmentMapper
from pa_graph.mapping.documents import DocumentResolver, KnownDocuments
from pa_graph.mapping.evidence import Evidence, text_iri
from pa_graph.mapping.parties import add_parties
from pa_graph.mapping.provenance import add_provenance
from pa_graph.mapping.references import References
from pa_graph.model.agreement import Agreement
from pa_graph.model.errors import MalformedData
from pa_graph.model.identifiers import agreement_iri, graph_iri, party_iri
from pa_graph.model.namespaces import code_iri


def agreement_quads(
    agreement: Agreement,
    text: str | None,
    *,
    known: KnownDocuments | None = None,
    version: str,
) -> list[Quad]:
    """Return the quads of the graph ``pad:graph/<short>``.

    Args:
        agreement: what was read.
        text: the text it was read from, or None for facts only: then no words of the text are
            stated, only numbers, headings, fields, printed names, positions and the checksum.
        known: documents of the reference data, by their printed names.
        version: of the program, for the provenance.

    Raises:
        MalformedData: *text* is not the text that the agreement was read from.
    """
    if text is not None and _checksum(text) != agreement.text_checksum:
        raise MalformedData(
            "a text with another checksum than the one the agreement was read from",
            where=agreement.source_name or agreement.short,
            advice="Read the file again.",
        )
    builder = GraphBuilder(graph_iri(agreement.short))
    document = NamedNode(agreement_iri(agreement.short))
    source = NamedNode(text_iri(agreement.short, agreement.text_checksum))
    evidence = Evidence(builder, source.value, text, agreement.rendering)
    resolver = DocumentResolver(agreement, known or KnownDocuments())
    references = References(builder, resolver, evidence)

    _add_document(builder, agreement, document)
    builder.add(document, "pa:recordedIn", source)
    add_parties(builder, agreement, document)
    references.add(document, (*agreement.builds_on, *agreement.mentions))
    for span in agreement.left_out:
        evidence.point(document, span, "pa:leftOut")
    commitments = CommitmentMapper(builder, agreement, evidence, references)
    for commitment in agreement.commitments:
        commitments.add(commitment, document)
    add_provenance(builder, agreement, document, source, version)
    return builder.quads()


def _add_document(builder: GraphBuilder, agreement: Agreement, node: NamedNode) -> None:
    add = builder.add
    builder.types(node, "pa:Document", "pa:Agreement")
    if agreement.kind == "addendum":
        builder.types(node, "pa:Addendum")
    add(node, "pa:documentKind", NamedNode(code_iri("document-kind", "agreement")))
    add(node, "pa:known", boolean(True))
    add(node, "dcterms:title", dutch(agreement.title))
    add(node, "dcterms:identifier", Literal(agreement.short))
    for code in agreement.municipality_codes:
        add(node, "pa:municipality", NamedNode(party_iri("", code)))
    for predicate, date in (
        ("pa:periodStart", agreement.period_start),
        ("pa:periodEnd", agreement.period_end),
        ("pa:signedOn", agreement.signed_on),
    ):
        if date is not None:
            add(node, predicate, day(date))
    if agreement.stops_early is not None:
        add(node, "pa:stopsEarly", Literal(agreement.stops_early))


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
