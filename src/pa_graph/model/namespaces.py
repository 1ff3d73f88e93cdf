"""The one registry of prefixes, and the few functions that make an IRI from a local name."""

from __future__ import annotations

from typing import Final

PA: Final = "https://w3id.org/pa-graph/ontology#"
PAC: Final = "https://w3id.org/pa-graph/code/"
PAD: Final = "https://w3id.org/pa-graph/id/"
TOOI_MUNICIPALITY: Final = "https://identifier.overheid.nl/tooi/id/gemeente/"

PREFIXES: Final[dict[str, str]] = {
    "pa": PA,
    "pac": PAC,
    "pad": PAD,
    "pas": "https://w3id.org/pa-graph/shape/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gist": "https://w3id.org/semanticarts/ns/ontology/gist/",
    "oa": "http://www.w3.org/ns/oa#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sosa": "http://www.w3.org/ns/sosa/",
    "spdx": "http://spdx.org/rdf/terms#",
    "time": "http://www.w3.org/2006/time#",
    "tooiont": "https://identifier.overheid.nl/tooi/def/ont/",
    "tooi": TOOI_MUNICIPALITY,
    "unit": "http://qudt.org/vocab/unit/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def expand(name: str) -> str:
    """Return the full IRI of a prefixed name such as ``pa:initiator``.

    Raises:
        KeyError: the prefix is not in the registry.
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def code_iri(scheme: str, code: str) -> str:
    """Return the IRI of a code, e.g. ``("action", "set_rent")`` → ``pac:action/set-rent``."""
    return f"{PAC}{scheme}/{code.replace('_', '-')}"


def data_iri(*segments: str) -> str:
    """Return the data IRI of ASCII path segments, e.g. ``("party", "sew")`` → ``pad:party/sew``."""
    return PAD + "/".join(segments)
