"""Shapes of somebody else: refused when they can't be understood or would reach outside."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import MalformedData
from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.terms import in_order

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SH: Final = PREFIXES["sh"]
_QUERIES: Final = ("select", "ask", "construct", "update")
_OUTSIDE: Final = re.compile(r"\b(SERVICE|FROM|LOAD)\b", re.IGNORECASE)
_SCRIPTS: Final = frozenset({"js", "jsLibrary", "jsFunctionName", "jsLibraryURL"})
_NO_CODE: Final = re.compile(
    r"<[^<>\"{}|^`\\\s]*>"
    r"|\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_VARIABLE: Final = re.compile(r"[?$]\w+")


def shacl_terms() -> frozenset[str]:
    """Return the local names of every term in the SHACL namespace."""
    from rdflib import SH as VOCABULARY

    # Four terms are words of Python and stand beside the others.
    names = {str(term).removeprefix(SH) for term in dir(VOCABULARY)}
    return frozenset(names | {"and", "class", "in", "not", "or"})


def refuse_unsafe(graph: Graph, where: str) -> None:
    """Look through a shapes graph before it is used.

    Raises:
        MalformedData: a term in the SHACL namespace doesn't exist, a query or pattern doesn't
            parse, a shape leads back to itself, which the standard leaves undefined, or the
            shapes reach for the network (SERVICE, FROM, imports, scripts).
    """
    _refuse_unknown_terms(graph, where)
    _refuse_imports(graph, where)
    _refuse_queries(graph, where)
    _refuse_patterns(graph, where)
    _refuse_circles(graph, where)


def _refuse_unknown_terms(graph: Graph, where: str) -> None:
    from rdflib import URIRef

    terms = shacl_terms()
    for triple in sorted(graph):
        for term in triple:
            local = str(term).removeprefix(SH)
            if isinstance(term, URIRef) and str(term) != local and local not in terms:
                near = difflib.get_close_matches(local, sorted(terms), n=1)
                hint = f"Did you mean sh:{near[0]}?" if near else "Look it up in the standard."
                raise MalformedData(
                    f"sh:{local} at {triple[0]}, a term that SHACL doesn't have",
                    where=where,
                    advice=hint,
                )


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


def _refuse_queries(graph: Graph, where: str) -> None:
    from rdflib import URIRef
    from rdflib.plugins.sparql.parser import parseQuery

    for name in _QUERIES:
        for subject, text in sorted(graph.subject_objects(URIRef(SH + name))):
            shape = _owner(graph, subject)
            code = _VARIABLE.sub(" ", _NO_CODE.sub(" ", str(text)))
            if outside := _OUTSIDE.search(code):
                raise MalformedData(
                    f"{outside[1].upper()} in the query of {shape}",
                    where=where,
                    advice="Shapes may not reach for other data or the network.",
                )
            prefixes = _declared(graph, subject)
            try:
                parseQuery(prefixes + str(text))
            except Exception as error:  # the parser raises several unrelated kinds
                raise MalformedData(
                    f"the query of {shape} is not valid SPARQL ({error})".replace("\n", " "),
                    where=where,
                    advice="Mend the query.",
                ) from None


def _declared(graph: Graph, constraint: Node) -> str:
    """Return the PREFIX lines that ``sh:prefixes`` stands for."""
    from rdflib import URIRef

    lines = []
    for holder in graph.objects(constraint, URIRef(SH + "prefixes")):
        for declaration in graph.objects(holder, URIRef(SH + "declare")):
            prefix = graph.value(declaration, URIRef(SH + "prefix"))
            namespace = graph.value(declaration, URIRef(SH + "namespace"))
            lines.append(f"PREFIX {prefix}: <{namespace}>\n")
    return "".join(sorted(lines))


def _refuse_patterns(graph: Graph, where: str) -> None:
    from rdflib import URIRef

    for shape, pattern in sorted(graph.subject_objects(URIRef(SH + "pattern"))):
        try:
            re.compile(str(pattern))
        except re.error as error:
            raise MalformedData(
                f"the pattern of {_owner(graph, shape)} is no regular expression ({error})",
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


def _owner(graph: Graph, node: Node) -> str:
    """Return the IRI of the named shape that an anonymous node belongs to."""
    from rdflib import URIRef

    seen: set[Node] = set()
    while not isinstance(node, URIRef) and node not in seen:
        seen.add(node)
        parent = next(iter(in_order(graph.subjects(object=node))), None)
        if parent is None:
            break
        node = parent
    return f"<{node}>" if isinstance(node, URIRef) else "an unnamed shape"
