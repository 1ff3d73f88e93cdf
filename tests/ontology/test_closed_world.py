"""No file names a term that does not exist, and all files agree on their prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import DCTERMS, ODRL2, ORG, OWL, PROV, RDF, RDFS, SKOS, SOSA, TIME, XSD, Graph, URIRef
from rdflib.namespace import DefinedNamespace

from pa_graph.model.namespaces import PA, PAC, PAD, PREFIXES, TOOI_MUNICIPALITY

ROOT = Path(__file__).parents[2]
PREFIX_LINE = re.compile(r"^\s*@?prefix\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
FOLDERS = ("ontology", "shapes", "queries", "data")

CLOSED: tuple[type[DefinedNamespace], ...] = (
    *(DCTERMS, ODRL2, ORG, OWL, PROV, RDF, RDFS, SKOS, SOSA, TIME, XSD),
)
# Names read in the vocabularies that rdflib does not carry.
READ: dict[str, str] = {
    "eli": "LegalResource amends cites",
    "gist": "Agreement Commitment GeoRegion Intention Organization ReferenceValue TimeInterval "
    "conformsTo contributesTo hasGiver hasParticipant hasParty isBasedOn isCategorizedBy "
    "isDirectPartOf isGeoContainedIn isGovernedBy isProducedBy isTriggeredBy requires",
    "oa": "ResourceSelection SpecificResource TextPositionSelector TextQuoteSelector end exact "
    "hasSelector hasSource hasTarget start",
    "qudt": "hasUnit numericValue",
    "tooiont": "Gemeente gemeentecode",
    "unit": "CCY_EUR DAY MO NUM PERCENT WK YR",
}


def names(*graphs: Graph) -> list[URIRef]:
    """Return every IRI in any position of the graphs, sorted."""
    return sorted({x for g in graphs for t in g for x in t if isinstance(x, URIRef)})


def datatypes(*graphs: Graph) -> list[URIRef]:
    """Return the datatype of every literal of the graphs, sorted."""
    found = {getattr(o, "datatype", None) for g in graphs for o in g.objects()}
    return sorted(d for d in found if d is not None)


def undefined(used: Iterable[URIRef], namespace: str, *defining: Graph) -> list[URIRef]:
    """Return the used names of a namespace that no graph gives a type."""
    defined = {s for g in defining for s in g.subjects(RDF.type, None)}
    return [name for name in used if name.startswith(namespace) and name not in defined]


def test_every_own_class_and_property_that_is_used_is_defined(
    vocabulary: Graph, codes: Graph, alignments: Graph, reference: Graph
) -> None:
    graphs = (vocabulary, codes, alignments, reference)
    assert undefined([*names(*graphs), *datatypes(*graphs)], PA, vocabulary) == []


def test_every_code_that_is_used_is_defined(
    vocabulary: Graph, codes: Graph, alignments: Graph, reference: Graph
) -> None:
    assert undefined(names(vocabulary, codes, alignments, reference), PAC, codes) == []


def test_every_reference_to_a_party_place_or_document_leads_somewhere(reference: Graph) -> None:
    for namespace in (PAD, TOOI_MUNICIPALITY):
        assert undefined(names(reference), namespace, reference) == []


def test_standard_terms_exist(
    vocabulary: Graph, codes: Graph, alignments: Graph, reference: Graph
) -> None:
    graphs = (vocabulary, codes, alignments, reference)
    used = [*names(*graphs), *datatypes(*graphs)]
    wrong = [
        name
        for vocabulary_of in CLOSED
        for name in used
        if name.startswith(str(vocabulary_of)) and name not in vocabulary_of
    ]
    for prefix, known in READ.items():
        allowed = {PREFIXES[prefix] + word for word in known.split()}
        wrong += [n for n in used if n.startswith(PREFIXES[prefix]) and str(n) not in allowed]
    assert wrong == []


def test_alignments_start_from_our_own_terms(alignments: Graph) -> None:
    for s, p, o in alignments:
        if p in {RDFS.subClassOf, RDFS.subPropertyOf} or str(p).endswith("Match"):
            assert str(s).startswith((PA, PAC)), s
            assert not str(o).startswith((PA, PAC)), o


def test_no_alignment_is_imported(vocabulary: Graph, codes: Graph, alignments: Graph) -> None:
    for graph in (vocabulary, codes, alignments):
        assert (None, OWL.imports, None) not in graph


def _files_with_prefixes() -> list[Path]:
    return sorted(
        path
        for folder in FOLDERS
        for suffix in ("*.ttl", "*.rq", "*.trig")
        for path in (ROOT / folder).rglob(suffix)
    )


def test_there_are_files_to_compare() -> None:
    assert ROOT / "ontology" / "pa.ttl" in _files_with_prefixes()


@pytest.mark.parametrize("path", _files_with_prefixes(), ids=lambda p: str(p.relative_to(ROOT)))
def test_prefixes_agree_with_the_registry(path: Path) -> None:
    declared = PREFIX_LINE.findall(path.read_text(encoding="utf-8"))
    assert declared, "the file declares no prefix"
    assert [pair for pair in declared if PREFIXES.get(pair[0]) != pair[1]] == []


def test_no_two_prefixes_stand_for_the_same_address() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
