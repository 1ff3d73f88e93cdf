"""Shapes of somebody else: refused when they can't be understood or would reach outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import MalformedData
from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.grammar import refuse_malformed
from pa_graph.validation.known_terms import refuse_unknown_in_queries, refuse_unknown_terms
from pa_graph.validation.owners import owner
from pa_graph.validation.queries import refuse_queries
from pa_graph.validation.terms import in_order

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SH: Final = PREFIXES["sh"]
_SCRIPTS: Final = frozenset({"js", "jsLibrary", "jsFunctionName", "jsLibraryURL"})


def refuse_unsafe(graph: Graph, where: str) -> None:
    """Look through a shapes graph before it is used.

    Raises:
        MalformedData: a term in the namespace of SHACL or one of ours doesn't exist, something
            stands where SHACL has something else, a query or pattern doesn't parse, a shape leads
            back to itself, which the standard leaves undefined, or the shapes reach for the
            network (SERVICE, FROM, imports, scripts).
    """
    refuse_unknown_terms(graph, where)
    _refuse_imports(graph, where)
    refuse_malformed(graph, where)
    refuse_queries(graph, where)
    refuse_unknown_in_queries(graph, where)
    _refuse_patterns(graph, where)
    _refuse_circles(graph, where)


def _refuse_imports(graph: Graph, where: str) -> None:
    from rdflib import OWL, URIRef

    for subject, imported in sorted(graph.subject_objects(OWL.imports)):
        raise MalformedData(
            f"{subject} imports {imported}",
            where=where,
            advice="Nothing is fetched; put its shapes into the same folder.",
        )
    for name in sorted(_SCRIPTS):
        for subject in in_order(graph.subjects(URIRef(SH + name))):
            raise MalformedData(
                f"a script (sh:{name}) at {subject}", where=where, advice="Scripts are not run."
            )


def _refuse_patterns(graph: Graph, where: str) -> None:
    from rdflib import URIRef

    for shape, pattern in sorted(graph.subject_objects(URIRef(SH + "pattern"))):
        try:
            re.compile(str(pattern))
        except re.error as error:
            raise MalformedData(
                f"the pattern of {owner(graph, shape)} is no regular expression ({error})",
                where=where,
                advice="Mend the pattern.",
            ) from None


def _refuse_circles(graph: Graph, where: str) -> None:
    """Refuse shapes that ask for themselves (SHACL, section 3.4.3: validation is undefined)."""
    import networkx as nx
    from rdflib import URIRef

    leads: nx.DiGraph[Node] = nx.DiGraph()
    for name in ("node", "property", "not", "qualifiedValueShape"):
        leads.add_edges_from(graph.subject_objects(URIRef(SH + name)))
    for name in ("and", "or", "xone"):
        for shape, members in graph.subject_objects(URIRef(SH + name)):
            leads.add_edges_from((shape, member) for member in graph.items(members))
    for circle in sorted(sorted(map(str, c)) for c in nx.strongly_connected_components(leads)):
        named = [node for node in circle if node.startswith(("http:", "https:", "urn:"))]
        one = next(node for node in leads if str(node) == circle[0])
        if len(circle) > 1 or leads.has_edge(one, one):
            raise MalformedData(
                f"{(named or circle)[0]}, a shape that leads back to itself",
                where=where,
                advice="Say it without going round in a circle.",
            )
