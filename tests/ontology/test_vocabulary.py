"""Rules that every class and property of pa.ttl keeps."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from pa_graph.model.namespaces import PA

P = Namespace(PA)
ONTOLOGY = URIRef("https://w3id.org/pa-graph/ontology")
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
LANGUAGES = ["en", "nl"]

# What the data model promises; a term may be added, none of these may go.
_CLASSES = """
    Document Agreement Addendum HousingVision Bid ProgressReport Instrument Commitment Target
    Dependency Aim Party Municipality HousingAssociation TenantOrganisation Place Quarter
    """
_PROPERTIES = """
    documentKind known municipality party signatory periodStart periodEnd signedOn basedOn
    inAccordanceWith amends succeeds partOf order number heading text theme action strength
    initiator initiatorFrom contributor extraParty subItemCount quarter deadline deadlineAsStated
    target value code upperBound comparator unit of per by location within refersTo implements
    conditionalOn produces contributesTo mentions dependency dependencyKind statement requires
    source dependsOn because possiblySameAs aim
    """
PROMISED_CLASSES = _CLASSES.split()
PROMISED_PROPERTIES = _PROPERTIES.split()
_REFERRING = "basedOn implements inAccordanceWith conditionalOn produces contributesTo mentions"
SUPER_CLASSES = {
    "Agreement": "Document",
    "Addendum": "Agreement",
    "HousingVision": "Document",
    "Bid": "Document",
    "ProgressReport": "Document",
    "Instrument": "Document",
    "Municipality": "Party",
    "HousingAssociation": "Party",
    "TenantOrganisation": "Party",
}
SUPER_PROPERTIES = {
    "signatory": "party",
    **dict.fromkeys(_REFERRING.split(), "refersTo"),
}


def own_terms(graph: Graph) -> list[URIRef]:
    """Return every term in our namespace that the graph says anything about, sorted."""
    return sorted(s for s in set(graph.subjects()) if isinstance(s, URIRef) and s.startswith(PA))


def local(term: Node) -> str:
    """Return the part of the name after the namespace."""
    return str(term).removeprefix(PA)


def languages(graph: Graph, term: URIRef, predicate: URIRef) -> list[str]:
    """Return the language of each value of a property, sorted."""
    return sorted(str(o.language) for o in graph.objects(term, predicate) if isinstance(o, Literal))


@pytest.mark.parametrize("name", PROMISED_CLASSES)
def test_a_promised_class_is_there(vocabulary: Graph, name: str) -> None:
    assert (P[name], RDF.type, OWL.Class) in vocabulary


@pytest.mark.parametrize("name", PROMISED_PROPERTIES)
def test_a_promised_property_is_there(vocabulary: Graph, name: str) -> None:
    assert vocabulary.value(P[name], RDF.type) in PROPERTY_TYPES


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_one_label_and_one_definition_in_each_language(
    vocabulary: Graph, predicate: URIRef
) -> None:
    wrong = {
        local(term): found
        for term in own_terms(vocabulary)
        if (found := languages(vocabulary, term, predicate)) != LANGUAGES
    }
    assert wrong == {}


def test_definitions_are_sentences_that_say_more_than_the_label(vocabulary: Graph) -> None:
    for term in own_terms(vocabulary):
        labels = {str(o).lower() for o in vocabulary.objects(term, RDFS.label)}
        for definition in map(str, vocabulary.objects(term, SKOS.definition)):
            assert definition.endswith("."), term
            assert definition[0].isupper(), term
            assert definition.rstrip(".").lower() not in labels, term


def test_labels_are_unique_in_each_language(vocabulary: Graph) -> None:
    labels = Counter(
        (str(label).casefold(), label.language)
        for term in own_terms(vocabulary)
        for label in vocabulary.objects(term, RDFS.label)
        if isinstance(label, Literal)
    )
    assert [label for label, times in labels.items() if times > 1] == []


def test_every_term_has_exactly_one_type(vocabulary: Graph) -> None:
    allowed = {OWL.Class, RDFS.Datatype, *PROPERTY_TYPES}
    for term in own_terms(vocabulary):
        types = list(vocabulary.objects(term, RDF.type))
        assert len(types) == 1, term
        assert types[0] in allowed, term


def test_classes_are_upper_camel_and_properties_lower_camel(vocabulary: Graph) -> None:
    for term in own_terms(vocabulary):
        is_property = vocabulary.value(term, RDF.type) in PROPERTY_TYPES
        pattern = r"[a-z][A-Za-z0-9]*" if is_property else r"[A-Z][A-Za-z0-9]*"
        assert re.fullmatch(pattern, local(term)), term


def test_labels_of_classes_start_with_a_capital_and_of_properties_do_not(
    vocabulary: Graph,
) -> None:
    for term in own_terms(vocabulary):
        is_property = vocabulary.value(term, RDF.type) in PROPERTY_TYPES
        for label in map(str, vocabulary.objects(term, RDFS.label)):
            assert label[0].islower() == is_property, term


def test_every_term_is_defined_by_the_ontology(vocabulary: Graph) -> None:
    for term in own_terms(vocabulary):
        assert list(vocabulary.objects(term, RDFS.isDefinedBy)) == [ONTOLOGY]


def test_nothing_is_imported_or_inferred(vocabulary: Graph) -> None:
    inferring = (
        *(RDFS.domain, RDFS.range, OWL.imports, OWL.inverseOf, OWL.equivalentClass),
        *(OWL.disjointWith, OWL.sameAs, OWL.hasKey),
    )
    assert [p for p in inferring if (None, p, None) in vocabulary] == []
    strong = (OWL.TransitiveProperty, OWL.FunctionalProperty, OWL.SymmetricProperty)
    assert [t for t in strong if (None, RDF.type, t) in vocabulary] == []


def test_the_super_terms_are_those_of_the_data_model(vocabulary: Graph) -> None:
    classes = {local(s): local(o) for s, o in vocabulary.subject_objects(RDFS.subClassOf)}
    properties = {local(s): local(o) for s, o in vocabulary.subject_objects(RDFS.subPropertyOf)}
    assert classes == SUPER_CLASSES
    assert properties == SUPER_PROPERTIES


def test_every_property_says_what_it_is_meant_for(vocabulary: Graph) -> None:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in vocabulary.subjects(RDF.type, kind):
            assert (term, P.domainIncludes, None) in vocabulary, term
            assert (term, P.rangeIncludes, None) in vocabulary, term


def test_literals_and_things_are_not_mixed(vocabulary: Graph) -> None:
    for kind, literal in ((OWL.ObjectProperty, False), (OWL.DatatypeProperty, True)):
        for term in vocabulary.subjects(RDF.type, kind):
            for value in vocabulary.objects(term, P.rangeIncludes):
                is_datatype = str(value).startswith(
                    (
                        "http://www.w3.org/2001/XMLSchema#",
                        "http://id.loc.gov/datatypes/",
                        str(RDF.langString),
                    )
                )
                assert is_datatype is literal, (term, value)


def test_the_header_names_version_and_licence(vocabulary: Graph) -> None:
    version = str(vocabulary.value(ONTOLOGY, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert vocabulary.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert list(vocabulary.subjects(RDF.type, OWL.Ontology)) == [ONTOLOGY]
    licence = vocabulary.value(ONTOLOGY, URIRef("http://purl.org/dc/terms/license"))
    assert licence == URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
