"""A vision, bid, deal, agenda or progress report as the quads of its named graph.

Its IRI is the one that an agreement of the same municipality gives to its name, so that what is
referred to and what is read are one document.
"""

from __future__ import annotations

import hashlib
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.mapping.builder import GraphBuilder, boolean, day, decimal, dutch, integer, term
from pa_graph.mapping.commitments import CommitmentMapper
from pa_graph.mapping.documents import DocumentResolver, KnownDocuments
from pa_graph.mapping.evidence import Evidence, text_iri
from pa_graph.mapping.names import local_slug
from pa_graph.mapping.parties import add_parties
from pa_graph.mapping.provenance import add_provenance
from pa_graph.mapping.references import References
from pa_graph.model.agreement import Agreement
from pa_graph.model.errors import MalformedData
from pa_graph.model.identifiers import document_iri, graph_iri, party_iri
from pa_graph.model.namespaces import code_iri
from pa_graph.model.policy import Aim, PolicyDocument, ProgressLine
from pa_graph.model.quarter import Quarter, last_day_of

_CLASS_OF_ROLE: Final = {
    "vision": "pa:HousingVision",
    "bid": "pa:Bid",
    "monitor": "pa:ProgressReport",
}
_KIND_OF_ROLE: Final = {
    "vision": "vision",
    "bid": "bid",
    "deal": "deal",
    "agenda": "programme",
    "monitor": "study",
}


def policy_iri(document: PolicyDocument, known: KnownDocuments | None = None) -> str:
    """Return ``pad:document/<key>``: that of the reference data, or that which its name gives."""
    resolved = DocumentResolver(_frame(document, ""), known or KnownDocuments())
    found = resolved.resolve(document.title)
    if found.known or document.owner:
        return found.iri
    return document_iri(local_slug(document.title, ()))


def policy_short(document: PolicyDocument, known: KnownDocuments | None = None) -> str:
    """Return the short name, the last part of its IRI; the graph is ``pad:graph/<short>``."""
    return policy_iri(document, known).rpartition("/")[2]


def policy_quads(
    document: PolicyDocument,
    text: str | None,
    *,
    known: KnownDocuments | None = None,
    version: str,
) -> list[Quad]:
    """Return the quads of the graph ``pad:graph/<short>``.

    Args:
        document: what was read.
        text: the text it was read from, or None for facts only.
        known: documents of the reference data, by their printed names.
        version: of the program, for the provenance.

    Raises:
        MalformedData: *text* is not the text that the document was read from.
    """
    if text is not None and _checksum(text) != document.text_checksum:
        raise MalformedData(
            "a text with another checksum than the one the document was read from",
            where=document.source_name or document.title,
            advice="Read the file again.",
        )
    iri = policy_iri(document, known)
    short = iri.rpartition("/")[2]
    frame = _frame(document, short)
    builder = GraphBuilder(graph_iri(short))
    node = NamedNode(iri)
    source = NamedNode(text_iri(short, document.text_checksum))
    evidence = Evidence(builder, source.value, text, document.rendering)
    resolver = DocumentResolver(_frame(document, ""), known or KnownDocuments())
    references = References(builder, resolver, evidence)

    _add_document(builder, document, node, short)
    builder.add(node, "pa:recordedIn", source)
    # The names of parties are scoped as those of an agreement of the same owner are.
    add_parties(builder, _frame(document, ""), node)
    references.add(node, document.builds_on)
    aims = _AimMapper(builder, _frame(document, ""), evidence, references)
    for aim in document.aims:
        aims.add_aim(aim, node)
    for line in document.progress:
        aims.add_progress(line, node, document)
    add_provenance(builder, frame, node, source, version)
    return builder.quads()


class _AimMapper(CommitmentMapper):
    """Writes aims with the means that write commitments: targets, places and parties."""

    def add_aim(self, aim: Aim, document: NamedNode) -> None:
        """Describe *aim* as one of *document*.

        Raises:
            KeyError: it names a party that the document doesn't have.
        """
        node = NamedNode(f"{document.value}/aim/{aim.order}")
        add = self._builder.add
        add(document, "pa:aim", node)
        self._builder.types(node, "pa:Aim")
        add(node, "pa:order", integer(aim.order))
        if aim.number is not None:
            add(node, "pa:number", Literal(aim.number))
        if aim.heading is not None:
            add(node, "pa:heading", dutch(aim.heading))
        words = self._evidence.words(aim.span)
        if words is not None:
            add(node, "pa:text", dutch(words))
        if aim.theme is not None:
            add(node, "pa:theme", NamedNode(code_iri("theme", aim.theme)))
        if aim.action is not None:
            add(node, "pa:action", NamedNode(code_iri("action", aim.action)))
        self._evidence.point(node, aim.span)
        for key in aim.initiators:
            add(node, "pa:initiator", self._party(key))
        if aim.by is not None:
            add(node, "pa:deadline", day(last_day_of(aim.by)))
            add(node, "pa:deadlineAsStated", Literal(aim.by, datatype=term("edtf:EDTF")))
        self._add_places(node, aim.places)
        for number, target in enumerate(aim.targets, start=1):
            self._add_target(node, number, target)

    def add_progress(self, line: ProgressLine, report: NamedNode, document: PolicyDocument) -> None:
        """Describe *line* as an observation of *report*."""
        node = NamedNode(f"{report.value}/observation/{line.order}")
        add = self._builder.add
        self._builder.types(node, "pa:ProgressObservation")
        # What is part of an agreement is a commitment, and is judged; a line of a report is not.
        add(report, "pa:progressLine", node)
        add(node, "pa:order", integer(line.order))
        for number in line.numbers:
            add(node, "pa:aboutNumber", Literal(number))
        if line.number is not None:
            add(node, "pa:number", Literal(line.number))
        if line.heading is not None:
            add(node, "pa:heading", dutch(line.heading))
        words = self._evidence.words(line.span)
        if words is not None:
            add(node, "pa:text", dutch(words))
        if line.theme is not None:
            add(node, "pa:theme", NamedNode(code_iri("theme", line.theme)))
        if line.status is not None:
            add(node, "pa:progressStatus", NamedNode(code_iri("progress-status", line.status)))
        if line.realised is not None and line.realised.value is not None:
            add(node, "pa:realisedValue", decimal(line.realised.value))
            add(node, "pa:unit", NamedNode(code_iri("unit", line.realised.unit)))
        if line.expected is not None:
            add(node, "pa:expectedBy", day(last_day_of(line.expected)))
        moment = document.period_end or document.issued_on
        if moment is not None:
            # What a half-yearly report tells is how things stood when the half year was over.
            add(node, "pa:observedOn", day(moment))
            quarter = Quarter(int(moment[:4]), (int(moment[5:7]) + 2) // 3)
            add(node, "pa:quarter", self._quarter(quarter))
        self._evidence.point(node, line.span)
        self._add_places(node, line.places)


def _add_document(
    builder: GraphBuilder, document: PolicyDocument, node: NamedNode, short: str
) -> None:
    add = builder.add
    builder.types(node, "pa:Document", _CLASS_OF_ROLE.get(document.role, "pa:Instrument"))
    kind = code_iri("document-kind", _KIND_OF_ROLE[document.role])
    add(node, "pa:documentKind", NamedNode(kind))
    add(node, "pa:known", boolean(True))
    add(node, "dcterms:title", dutch(document.title))
    add(node, "dcterms:identifier", Literal(short))
    for code in document.municipality_codes:
        add(node, "pa:municipality", NamedNode(party_iri("", code)))
    for predicate, date in (
        ("pa:periodStart", document.period_start),
        ("pa:periodEnd", document.period_end),
        ("pa:issuedOn", document.issued_on),
    ):
        if date is not None:
            add(node, predicate, day(date))


def _frame(document: PolicyDocument, short: str) -> Agreement:
    """Return what the parts of the mapping ask of an agreement: names, parties, places, period.

    Without *short* it bears the name that an agreement of the same owner would, from which the
    IRIs of places and of documents that are only named are made.
    """
    year = f"-{document.period_start[:4]}" if document.period_start else ""
    return Agreement(
        short=short or f"{document.owner or local_slug(document.title, ())}{year}",
        title=document.title,
        kind="agreement",
        parties=document.parties,
        commitments=(),
        text_checksum=document.text_checksum,
        text_length=document.text_length,
        municipality_codes=document.municipality_codes,
        period_start=document.period_start,
        period_end=document.period_end,
        source_name=document.source_name,
        rendering=document.rendering,
    )


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
