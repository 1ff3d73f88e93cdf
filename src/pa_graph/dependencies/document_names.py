"""What one document says of the documents that it names or describes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pa_graph.dependencies.mentions import Context, rows
from pa_graph.dependencies.name_words import NameWords
from pa_graph.dependencies.names import NATION, REGION
from pa_graph.dependencies.scope import (
    AREA_KINDS,
    VISION_NOUN,
    near_cores,
    paper_of,
    vision_to_come,
)
from pa_graph.mapping.builder import term
from pa_graph.model.namespaces import PAC, PAD
from pa_graph.store.protocol import GraphStore

Facts = tuple[tuple[str, str], ...]
"""Pairs of a property and a value, sorted."""

_NAMING: Final = (
    "pa:refersTo|pa:basedOn|pa:inAccordanceWith|pa:implements|pa:conditionalOn|pa:produces"
    "|pa:contributesTo|pa:mentions|pa:amends|pa:succeeds|pa:requires|pa:cites"
)
FACTS: Final = (
    *("dcterms:title", "skos:altLabel", "skos:hiddenLabel", "pa:documentKind", "pa:known"),
    *("pa:municipality", "pa:periodStart", "pa:periodEnd"),
)
_TITLES: Final = frozenset(term(name).value for name in FACTS[:3])
_KNOWN = term("pa:known").value
_KIND, _MUNICIPALITY = term("pa:documentKind").value, term("pa:municipality").value
WIDE_KINDS: Final = AREA_KINDS | {"law", "deal"}
WIDE: Final = "wide"
KNOWN: Final = "known"
NOWHERE: Final = "-"
TO_COME: Final = "to come"


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """What a document says of names.

    Attributes:
        context: who and when the document is for.
        facts: by IRI of a document, what is said of it.
        named: IRIs of the documents that it names or describes.
        associations: names of housing associations that it prints.
    """

    context: Context
    facts: dict[str, Facts]
    named: frozenset[str]
    associations: frozenset[str]


def read_names(store: GraphStore, graph: str) -> DocumentNames | None:
    """Return what the document in *graph* says of names, or None where it describes none."""
    context = _context(store, graph)
    if context is None:
        return None
    node = f"<{graph}>"
    named = rows(
        store,
        f"""SELECT DISTINCT ?d WHERE {{ GRAPH {node} {{
        {{ ?x {_NAMING} ?d . FILTER NOT EXISTS {{ ?d a pa:Party }}
           FILTER NOT EXISTS {{ ?d a pa:Commitment }} FILTER NOT EXISTS {{ ?d a pa:Place }} }}
        UNION {{ {node} pa:describes ?d }} }} }}""",
    )
    associations = rows(
        store,
        f"""SELECT DISTINCT ?n WHERE {{ GRAPH {node} {{ ?x a pa:HousingAssociation .
        {{ ?x rdfs:label ?n }} UNION {{ ?x skos:altLabel ?n }} }} }}""",
    )
    return DocumentNames(
        context,
        read_facts(store, graph),
        frozenset(iri for (iri,) in named if is_document(iri)),
        frozenset(name for (name,) in associations),
    )


def read_facts(store: GraphStore, graph: str) -> dict[str, Facts]:
    """Return what a graph says of each document that it says something of."""
    said = rows(
        store,
        f"""SELECT DISTINCT ?d ?p ?o WHERE {{ VALUES ?p {{ {" ".join(FACTS)} }}
        GRAPH <{graph}> {{ ?d ?p ?o }} }}""",
    )
    facts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for iri, predicate, value in said:
        if is_document(iri):
            facts[iri].add((predicate, value))
    return {iri: tuple(sorted(found)) for iri, found in sorted(facts.items())}


def is_document(iri: str) -> bool:
    """Tell whether an IRI is that of a document."""
    local = iri.removeprefix(PAD)
    return local.startswith("document/") or (
        local.startswith("agreement/") and local.count("/") == 1
    )


def _context(store: GraphStore, graph: str) -> Context | None:
    found = rows(
        store,
        f"""SELECT DISTINCT ?d ?m ?a ?start ?end ?on WHERE {{ GRAPH <{graph}> {{
            <{graph}> pa:describes ?d
            OPTIONAL {{ ?d pa:municipality ?m }}
            OPTIONAL {{ ?d pa:party ?a . ?a a pa:HousingAssociation }}
            OPTIONAL {{ ?d pa:periodStart ?start }} OPTIONAL {{ ?d pa:periodEnd ?end }}
            OPTIONAL {{ ?d pa:signedOn|pa:issuedOn ?on }} }} }}""",
    )
    if not found:
        return None
    return Context(
        graph,
        found[0][0],
        frozenset(row[1] for row in found if row[1]),
        frozenset(row[2] for row in found if row[2]),
        min((row[3] or row[5] for row in found if row[3] or row[5]), default=None),
        max((row[4] for row in found if row[4]), default=None),
    )


def ties(names: DocumentNames, iri: str, words: NameWords) -> set[str]:
    """Return by what this document can bring a name together with others.

    Only names with a tie in common can matter to each other. A tie is the core of a printed name,
    with a municipality that the name may be for (``-`` where there is none), with ``wide`` where
    its scope is more than a municipality, or with ``known`` where it may be known to the country.
    Names of visions of one municipality that are still to come have a tie of their own.
    """
    facts = names.facts.get(iri, ())
    titles = tuple(value for predicate, value in facts if predicate in _TITLES)
    printed, in_names = words.taken_apart(titles or (untitled(iri),))
    kinds = {value.removeprefix(PAC + "document-kind/") for p, value in facts if p == _KIND}
    places = {value for predicate, value in facts if predicate == _MUNICIPALITY}
    known_anywhere = (_KNOWN, "true") in facts and not places
    places |= in_names | names.context.municipalities
    found = {f"={iri}", *own_papers(titles or (untitled(iri),), places, words)}
    for name in printed:
        found |= {f"{name.core}|{place}" for place in places or {NOWHERE}}
        if kinds & WIDE_KINDS or name.scope in (NATION, REGION):
            found.add(f"{name.core}|{WIDE}")
        if known_anywhere:
            found.add(f"{name.core}|{KNOWN}")
        if vision_to_come(name.core):
            found |= {f"{VISION_NOUN}|{TO_COME}|{place}" for place in places}
        if any("(" in title for title in titles):
            for near in near_cores(name.core):
                found |= {f"{near}|near|{place}" for place in places}
    return found


def own_papers(titles: Iterable[str], places: Iterable[str], words: NameWords) -> set[str]:
    """Return ties with the papers that municipalities may have under a name of several."""
    labels = [words.label_of[place] for place in places if place in words.label_of]
    return {f"={paper_of(label, title)}" for label in labels for title in titles}


def untitled(iri: str) -> str:
    """Return what to call a document without a name: the last part of its IRI."""
    return iri.rpartition("/")[2].replace("-", " ")
