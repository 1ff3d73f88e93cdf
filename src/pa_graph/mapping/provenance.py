"""How a graph came to be: which text, which program, which layouts. No clock time.

Two readings of one text by one version give the same bytes, so nothing here depends on when or
where it was read.
"""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from pa_graph.mapping.builder import GraphBuilder, decimal, integer, term
from pa_graph.model.agreement import Agreement
from pa_graph.model.namespaces import data_iri


def add_provenance(
    builder: GraphBuilder, agreement: Agreement, document: NamedNode, text: NamedNode, version: str
) -> None:
    """Describe the text, the reading, and the graph as its result.

    Args:
        builder: the graph that describes itself.
        agreement: what was read.
        document: IRI of the agreement.
        text: IRI of the exact text.
        version: of the program.
    """
    add = builder.add
    graph = NamedNode(builder.graph.value)
    reading = NamedNode(data_iri("extraction", agreement.short))
    program = NamedNode(data_iri("software", f"pa-graph-{version}"))

    builder.types(text, "pa:SourceText", "prov:Entity")
    add(text, "pa:checksum", Literal(agreement.text_checksum))
    add(text, "pa:characterCount", integer(agreement.text_length))
    if agreement.source_name:
        file = NamedNode(data_iri("file", agreement.short))
        builder.types(file, "pa:SourceFile", "prov:Entity")
        add(file, "pa:fileName", Literal(agreement.source_name))
        if agreement.rendering.file_checksum is not None:
            add(file, "pa:checksum", Literal(agreement.rendering.file_checksum))
        add(text, "prov:wasDerivedFrom", file)

    builder.types(graph, "prov:Entity")
    add(graph, "pa:describes", document)
    add(graph, "prov:wasGeneratedBy", reading)

    builder.types(reading, "pa:Extraction", "prov:Activity")
    add(reading, "prov:used", text)
    add(reading, "prov:wasAssociatedWith", program)
    add(reading, "pa:programVersion", Literal(version))
    for number, choice in enumerate(agreement.layouts, start=1):
        node = NamedNode(f"{reading.value}/layout/{number}")
        builder.types(node, "pa:LayoutChoice")
        add(reading, "pa:layoutChoice", node)
        add(node, "pa:layout", Literal(choice.layout))
        add(node, "pa:certainty", decimal(Decimal(repr(round(choice.certainty, 6)))))
        add(node, "pa:because", Literal(choice.because, language="en"))
        add(node, "pa:passageCount", integer(choice.passages))

    builder.types(program, "prov:SoftwareAgent")
    add(program, "rdfs:label", Literal(f"pa-graph {version}"))
    add(program, "rdf:type", term("prov:Agent"))
