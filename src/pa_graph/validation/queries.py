"""Queries in the shapes of somebody else: what SHACL and this program allow in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pa_graph.model.errors import MalformedData
from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.owners import owner

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SH: Final = PREFIXES["sh"]
_TEXTS: Final = ("select", "ask", "construct", "update")
_OUTSIDE: Final = re.compile(r"\b(SERVICE|FROM|LOAD)\b", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r"\b(VALUES|MINUS)\b", re.IGNORECASE)
_REBOUND: Final = re.compile(
    r"\bAS\s+[?$](this|value|currentShape|shapesGraph|PATH)\b", re.IGNORECASE
)
_UNSUPPORTED: Final = re.compile(r"[?$](shapesGraph)\b")
_NO_CODE: Final = re.compile(
    r"<[^<>\"{}|^`\\\s]*>"
    r"|\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_VARIABLE: Final = re.compile(r"[?$]\w+")
_STEADY: Final = {"VALUES": "Use BIND and UNION", "MINUS": "Use FILTER NOT EXISTS"}


def refuse_queries(graph: Graph, where: str) -> None:
    """Look through every query of a shapes graph.

    Raises:
        MalformedData: one reaches outside, doesn't parse, or says what SHACL doesn't allow in the
            query of a constraint (SHACL 1.0, section 5.2.1 and appendix A).
    """
    from rdflib import URIRef

    for name in _TEXTS:
        for subject, text in sorted(graph.subject_objects(URIRef(SH + name))):
            _refuse_outside(graph, subject, str(text), where)
            try:
                query = parsed_query(graph, subject, str(text))
            except Exception as error:  # the parser raises several unrelated kinds
                told = " ".join(str(error).split())
                unknown = "Unknown namespace prefix" in told
                raise MalformedData(
                    f"the query of {owner(graph, subject)} is not valid SPARQL ({told})",
                    where=where,
                    advice="Write its PREFIX in the query." if unknown else "Mend the query.",
                ) from None
            if name == "select":
                _refuse_forbidden(graph, subject, str(text), query, where)


def _refuse_outside(graph: Graph, subject: Node, text: str, where: str) -> None:
    code = _VARIABLE.sub(" ", _NO_CODE.sub(" ", text))
    if outside := _OUTSIDE.search(code):
        raise MalformedData(
            f"{outside[1].upper()} in the query of {owner(graph, subject)}",
            where=where,
            advice="Shapes may not reach for other data or the network.",
        )


def _refuse_forbidden(graph: Graph, subject: Node, text: str, query: Any, where: str) -> None:
    code = _NO_CODE.sub(" ", text)
    shape = owner(graph, subject)
    if found := _FORBIDDEN.search(_VARIABLE.sub(" ", code)):
        word = found[1].upper()
        raise MalformedData(
            f"{word} in the query of {shape}, which SHACL doesn't allow there",
            where=where,
            advice=f"{_STEADY[word]} instead.",
        )
    if (found := _REBOUND.search(code)) and found[1] != "value":
        raise MalformedData(
            f"?{found[1]} is given another value (AS) in the query of {shape}",
            where=where,
            advice="SHACL fills it in; give yours another name.",
        )
    if found := _UNSUPPORTED.search(code):
        raise MalformedData(
            f"${found[1]} in the query of {shape}, which no engine here fills in",
            where=where,
            advice="Say it without.",
        )
    selected = [str(variable) for variable in query.algebra.get("PV") or ()]
    if query.algebra.name != "SelectQuery" or "this" not in selected:
        raise MalformedData(
            f"the query of {shape} doesn't select $this",
            where=where,
            advice="Begin it with 'SELECT $this'; each row it gives is a finding.",
        )


def parsed_query(graph: Graph, constraint: Node, text: str) -> Any:
    """Return the algebra of a query, with the prefixes that ``sh:prefixes`` declares."""
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    return translateQuery(parseQuery(declared(graph, constraint) + text))


def declared(graph: Graph, constraint: Node) -> str:
    """Return the PREFIX lines that ``sh:prefixes`` stands for."""
    from rdflib import URIRef

    lines = []
    for holder in graph.objects(constraint, URIRef(SH + "prefixes")):
        for declaration in graph.objects(holder, URIRef(SH + "declare")):
            prefix = graph.value(declaration, URIRef(SH + "prefix"))
            namespace = graph.value(declaration, URIRef(SH + "namespace"))
            lines.append(f"PREFIX {prefix}: <{namespace}>\n")
    return "".join(sorted(lines))
