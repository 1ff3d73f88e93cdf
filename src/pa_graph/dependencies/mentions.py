"""The documents that graphs name or describe, with what is needed to tell them apart.

Facts come from three sides: the graph that describes a document, the graphs that name it, and
the reference data.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pyoxigraph import Literal, NamedNode

from pa_graph.dependencies.names import PrintedName, take_apart
from pa_graph.model.namespaces import PAC, PAD
from pa_graph.store.protocol import GraphStore, Rows

_Item = TypeVar("_Item")

GRAPH = PAD + "graph/"
REFERENCE = GRAPH + "reference"
CORRECTIONS = GRAPH + "corrections"
IDENTITY = GRAPH + "identity/"
DERIVED = GRAPH + "derived/"

_NAMING = (
    "pa:refersTo|pa:basedOn|pa:inAccordanceWith|pa:implements|pa:conditionalOn|pa:produces"
    "|pa:contributesTo|pa:mentions|pa:amends|pa:succeeds|pa:requires|pa:cites"
)


@dataclass(frozen=True, slots=True)
class Context:
    """A document that was read: who and when it is for.

    Attributes:
        graph: the named graph that describes it.
        iri: the document.
        municipalities: IRIs of municipalities.
        associations: IRIs of the housing associations that take part.
        start / end: ISO dates of its period, or the day it was signed or issued, else None.
    """

    graph: str
    iri: str
    municipalities: frozenset[str] = frozenset()
    associations: frozenset[str] = frozenset()
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One IRI that stands for a document somewhere, and all that is known about it.

    Attributes:
        iri: the IRI that the graphs use.
        title: the first printed name.
        names: every printed name, taken apart; the first belongs to the title.
        kind: code of its kind with ``-``, or an empty string.
        known: it was read, or is described by the reference data.
        municipalities: those it is for; of a name, those of the documents that name it.
        associations: likewise.
        contexts: the documents that name it, by graph.
        start / end: ISO dates of its own period, else None.
        read: a graph describes it, so that a missing municipality means: not stated.
    """

    iri: str
    title: str
    names: tuple[PrintedName, ...]
    kind: str = ""
    known: bool = False
    municipalities: frozenset[str] = frozenset()
    associations: frozenset[str] = frozenset()
    contexts: tuple[Context, ...] = ()
    start: str | None = None
    end: str | None = None
    read: bool = False

    @property
    def name(self) -> PrintedName:
        """What the title says."""
        return self.names[0]

    @property
    def cores(self) -> frozenset[str]:
        """The cores by which others may mean it: of a name one, of a known document several."""
        return frozenset(n.core for n in (self.names if self.known else self.names[:1]))


@dataclass
class _Facts:
    titles: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    known: bool = False
    municipalities: set[str] = field(default_factory=set)
    associations: set[str] = field(default_factory=set)
    start: str | None = None
    end: str | None = None
    graphs: set[str] = field(default_factory=set)


def rows(store: GraphStore, query: str) -> list[tuple[str, ...]]:
    """Return the rows of a SELECT as plain strings; an empty cell is an empty string."""
    answer = store.query(query)
    if not isinstance(answer, Rows):
        return []
    return [
        tuple(c.value if isinstance(c, NamedNode | Literal) else "" for c in row)
        for row in answer.rows
    ]


def is_document_graph(graph: str) -> bool:
    """Tell whether *graph* holds what was read from one document."""
    name = graph.removeprefix(GRAPH)
    return (
        graph.startswith(GRAPH)
        and "/" not in name
        and name not in {"reference", "corrections", "ontology", "codes", "derived", "identity"}
    )


def document_graphs(store: GraphStore) -> list[str]:
    """Return the graphs that describe a document, sorted."""
    found = rows(store, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?g pa:describes ?d } }")
    return sorted(row[0] for row in found if is_document_graph(row[0]))


def values(variable: str, iris: Iterable[str]) -> str:
    """Return a VALUES block with the IRIs as terms."""
    return f"VALUES ?{variable} {{ {' '.join(str(NamedNode(iri)) for iri in iris)} }}"


def contexts(store: GraphStore, graphs: Sequence[str] | None = None) -> dict[str, Context]:
    """Return the documents that were read, by graph; all, or those of *graphs*."""
    within = "" if graphs is None else values("g", graphs)
    found = rows(
        store,
        f"""SELECT DISTINCT ?g ?d ?m ?a ?start ?end ?on WHERE {{ {within}
        GRAPH ?g {{ ?g pa:describes ?d
            OPTIONAL {{ ?d pa:municipality ?m }}
            OPTIONAL {{ ?d pa:party ?a . ?a a pa:HousingAssociation }}
            OPTIONAL {{ ?d pa:periodStart ?start }} OPTIONAL {{ ?d pa:periodEnd ?end }}
            OPTIONAL {{ ?d pa:signedOn|pa:issuedOn ?on }} }} }}""",
    )
    parts: dict[str, tuple[str, set[str], set[str], set[str], set[str]]] = {}
    for graph, iri, municipality, association, start, end, on in found:
        if not is_document_graph(graph):
            continue
        entry = parts.setdefault(graph, (iri, set(), set(), set(), set()))
        for place, value in zip(
            entry[1:], (municipality, association, start or on, end), strict=True
        ):
            if value:
                place.add(value)
    return {
        graph: Context(
            graph,
            iri,
            frozenset(municipalities),
            frozenset(associations),
            min(starts, default=None),
            max(ends, default=None),
        )
        for graph, (iri, municipalities, associations, starts, ends) in sorted(parts.items())
    }


def named_documents(store: GraphStore, graphs: Sequence[str] | None = None) -> dict[str, set[str]]:
    """Return for every document IRI the graphs that name or describe it."""
    within = "" if graphs is None else values("g", graphs)
    found = rows(
        store,
        f"""SELECT DISTINCT ?g ?d WHERE {{ {within}
        GRAPH ?g {{ {{ ?x {_NAMING} ?d . FILTER NOT EXISTS {{ ?d a pa:Party }}
                       FILTER NOT EXISTS {{ ?d a pa:Commitment }}
                       FILTER NOT EXISTS {{ ?d a pa:Place }} }}
                    UNION {{ ?g pa:describes ?d }} }} }}""",
    )
    named: dict[str, set[str]] = defaultdict(set)
    for graph, iri in found:
        if is_document_graph(graph) and _is_document(iri):
            named[iri].add(graph)
    return dict(named)


def _is_document(iri: str) -> bool:
    local = iri.removeprefix(PAD)
    return local.startswith("document/") or (
        local.startswith("agreement/") and local.count("/") == 1
    )


def mentions(
    store: GraphStore,
    named: dict[str, set[str]],
    known_contexts: dict[str, Context],
    words: NameWords,
) -> list[Mention]:
    """Return what is known about the documents *named*, sorted by IRI.

    Args:
        store: the graphs.
        named: document IRIs with the graphs that name or describe them.
        known_contexts: who and when these graphs are for.
        words: names of areas and organisations, which say a scope and not a document.
    """
    facts = {iri: _Facts(graphs=set(graphs)) for iri, graphs in sorted(named.items())}
    by_document = {context.iri: context for context in known_contexts.values()}
    for chunk in chunks(sorted(facts), 500):
        found = rows(
            store,
            f"""SELECT DISTINCT ?d ?p ?o ?g WHERE {{ {values("d", chunk)}
            VALUES ?p {{ dcterms:title skos:altLabel skos:hiddenLabel pa:documentKind pa:known
                pa:municipality pa:periodStart pa:periodEnd }}
            GRAPH ?g {{ ?d ?p ?o }} }}""",
        )
        # What a document says about itself comes before what others call it.
        own = {iri: by_document[iri].graph for iri in chunk if iri in by_document}
        for iri, predicate, value, graph in sorted(
            found, key=lambda r: (r[0], r[3] != own.get(r[0], REFERENCE), r[1:])
        ):
            if is_document_graph(graph) or graph == REFERENCE:
                _learn(facts[iri], predicate.rpartition("/")[2].rpartition("#")[2], value, graph)
    return [
        _mention(iri, fact, known_contexts, by_document.get(iri), words)
        for iri, fact in facts.items()
    ]


def _learn(fact: _Facts, predicate: str, value: str, graph: str) -> None:
    if predicate == "title":
        fact.titles[value] = None
    elif predicate in ("altLabel", "hiddenLabel"):
        fact.others[value] = None
    elif predicate == "documentKind":
        fact.kinds.add(value.removeprefix(PAC + "document-kind/"))
    elif predicate == "known":
        fact.known = fact.known or value == "true"
    elif predicate == "municipality":
        fact.municipalities.add(value)
    elif predicate == "periodStart":
        fact.start = min(value, fact.start or value)
    else:
        fact.end = max(value, fact.end or value)


_REGION_NAMES = ("SRBT", "SRBT-regio", "Hart van Brabant", "regio Hart van Brabant")
"""Names of regions in names of documents, beside those that the reference data lies places in."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """Names that say a scope: of municipalities and regions, and of organisations."""

    areas: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    municipality_of: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, store: GraphStore) -> NameWords:
        """Read the names of municipalities, regions and associations from the store."""
        found = rows(
            store,
            f"""SELECT DISTINCT ?x ?n WHERE {{ GRAPH <{REFERENCE}> {{ ?x a pa:Municipality .
            {{ ?x rdfs:label ?n }} UNION {{ ?x skos:altLabel ?n }} }} }}""",
        )
        found += rows(
            store,
            f"""SELECT DISTINCT ?x ?n WHERE {{ GRAPH <{REFERENCE}> {{ ?p pa:governedBy ?m ;
            pa:within ?x . ?x rdfs:label ?n }} }}""",
        )
        plain = [(iri, name.removeprefix("gemeente ")) for iri, name in found if len(name) > 2]
        parties = rows(
            store,
            """SELECT DISTINCT ?n WHERE { ?x a pa:HousingAssociation .
            { ?x rdfs:label ?n } UNION { ?x skos:altLabel ?n } }""",
        )
        return cls(
            tuple(sorted({*_REGION_NAMES, *(n for _, n in plain)}, key=lambda n: (-len(n), n))),
            tuple(sorted({row[0] for row in parties}, key=lambda n: (-len(n), n))),
            {name: iri for iri, name in sorted(plain) if "/gemeente/" in iri},
        )


def _mention(
    iri: str,
    fact: _Facts,
    known_contexts: dict[str, Context],
    own: Context | None,
    words: NameWords,
) -> Mention:
    titles = [*fact.titles, *(n for n in fact.others if n not in fact.titles)]
    title = titles[0] if titles else iri.rpartition("/")[2].replace("-", " ")
    naming = tuple(
        known_contexts[graph] for graph in sorted(fact.graphs) if graph in known_contexts
    )
    known = fact.known or own is not None
    printed_names = titles or [title]
    areas = _words_in(words.areas, printed_names)
    parties = _words_in(words.parties, printed_names)
    names = dict.fromkeys(take_apart(name, areas, parties) for name in printed_names)
    printed = frozenset(words.municipality_of[a] for a in areas if a in words.municipality_of)
    around = frozenset(m for context in naming for m in context.municipalities)
    # What a document says about itself goes before the name, the name before who uses it.
    municipalities = frozenset(fact.municipalities) or (
        frozenset() if known and own is None else (printed & around or printed or around)
    )
    associations = (
        own.associations
        if own
        else frozenset(a for context in naming for a in context.associations)
    )
    return Mention(
        iri=iri,
        title=title,
        names=tuple(names),
        kind=min(fact.kinds, default=""),
        known=known,
        municipalities=municipalities,
        associations=associations,
        contexts=tuple(c for c in naming if c is not own),
        start=fact.start or (own.start if own else None),
        end=fact.end or (own.end if own else None),
        read=own is not None,
    )


def _words_in(known: Iterable[str], names: Sequence[str]) -> tuple[str, ...]:
    found = (word for word in known if any(word in name for name in names))
    # The quick look finds parts of words too.
    return tuple(word for word in found if any(_stands_in(word, name) for name in names))


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def chunks(items: Sequence[_Item], size: int) -> list[Sequence[_Item]]:
    """Return the items in parts of at most *size*."""
    return [items[i : i + size] for i in range(0, len(items), size)]
