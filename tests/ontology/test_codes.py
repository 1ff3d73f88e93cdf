"""Rules that every code list under ontology/codes keeps."""

from __future__ import annotations

from collections import Counter

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from pa_graph.model.namespaces import PAC

# The lists that properties of pa.ttl take their values from, and codes that other files name.
NEEDED_SCHEMES = (
    *("theme", "action", "strength", "initiator-source", "document-kind", "dependency-kind"),
    *("comparator", "unit", "party-kind"),
)


def concepts(codes: Graph) -> list[URIRef]:
    """Return all concepts, sorted."""
    return sorted(s for s in codes.subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef))


def test_the_needed_lists_are_there(codes: Graph) -> None:
    schemes = set(codes.subjects(RDF.type, SKOS.ConceptScheme))
    assert [name for name in NEEDED_SCHEMES if URIRef(PAC + name) not in schemes] == []


def test_a_concept_is_in_the_scheme_that_its_name_says(codes: Graph) -> None:
    assert concepts(codes)
    for concept in concepts(codes):
        assert concept.startswith(PAC), concept
        scheme = URIRef(concept.rsplit("/", 1)[0])
        assert list(codes.objects(concept, SKOS.inScheme)) == [scheme]


def test_a_concept_has_one_label_and_one_definition_in_each_language(codes: Graph) -> None:
    for concept in concepts(codes):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            found = codes.objects(concept, predicate)
            languages = sorted(str(o.language) for o in found if isinstance(o, Literal))
            assert languages == ["en", "nl"], (concept, predicate)


def test_a_concept_has_one_notation_unique_in_its_scheme(codes: Graph) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for concept in concepts(codes):
        notations = list(codes.objects(concept, SKOS.notation))
        assert len(notations) == 1, concept
        seen[concept.rsplit("/", 1)[0], str(notations[0])] += 1
    assert [key for key, times in seen.items() if times > 1] == []


def test_preferred_labels_are_unique_within_a_scheme(codes: Graph) -> None:
    seen = Counter(
        (concept.rsplit("/", 1)[0], str(label).casefold(), label.language)
        for concept in concepts(codes)
        for label in codes.objects(concept, SKOS.prefLabel)
        if isinstance(label, Literal)
    )
    assert [key for key, times in seen.items() if times > 1] == []


def test_codes_are_things_and_never_classes_or_properties(codes: Graph) -> None:
    assert (None, RDFS.subClassOf, None) not in codes
    for kind in (OWL.Class, RDFS.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        assert (None, RDF.type, kind) not in codes
    assert not set(codes.subjects(RDF.type, SKOS.ConceptScheme)) & set(concepts(codes))
