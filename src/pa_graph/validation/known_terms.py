"""Terms in the shapes of somebody else that don't exist: named, with the likeliest that does.

SHACL's own namespace, the datatypes of XML Schema and the namespaces of this project are closed: a
term that they don't have is a slip of the pen, and a shape with it would ask for nothing. Terms of
all other namespaces are for others to know.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pa_graph.model.errors import MalformedData
from pa_graph.model.namespaces import PA, PAC, PREFIXES
from pa_graph.validation.graphs import schema
from pa_graph.validation.owners import owner

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SH: Final = PREFIXES["sh"]
_XSD: Final = PREFIXES["xsd"]
_SEVERITIES: Final = frozenset({"Violation", "Warning", "Info"})
_KINDS: Final = frozenset(
    {"IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"}
)
_CHOICES: Final = {SH + "severity": _SEVERITIES, SH + "nodeKind": _KINDS}
_ANNOTATIONS: Final = frozenset({"remedy", "remedyAdd", "remedyRemove", "appliesTo"})
_FEW: Final = 20


def shacl_terms() -> frozenset[str]:
    """Return the local names of every term in the SHACL namespace."""
    from rdflib import SH as VOCABULARY

    # Four terms are words of Python and stand beside the others.
    names = {str(term).removeprefix(SH) for term in dir(VOCABULARY)}
    return frozenset(names | {"and", "class", "in", "not", "or"})


def refuse_unknown_terms(graph: Graph, where: str) -> None:
    """Look for terms that their namespace doesn't have.

    Raises:
        MalformedData: there is one; the message names its shape and the likeliest other.
    """
    for triple in sorted(graph):
        for place, term in enumerate(triple):
            if _is_iri(term):
                _refuse(str(term), place, graph, triple[0], triple[1], where)


def refuse_unknown_in_queries(graph: Graph, where: str) -> None:
    """Look for such terms in queries, which are known to parse.

    Raises:
        MalformedData: there is one; the message names its shape and the likeliest other.
    """
    for subject, term in _in_queries(graph):
        _refuse(term, 2, graph, subject, subject, where)


def _refuse(
    term: str, place: int, graph: Graph, subject: Node, predicate: Node, where: str
) -> None:
    """Refuse a term that doesn't exist, at place 0 to 2 of a statement."""
    if term.startswith(SH):
        _shacl(term.removeprefix(SH), place, graph, subject, predicate, where)
    elif term.startswith(_XSD) and term.removeprefix(_XSD) not in _datatypes():
        _tell(term, "XML Schema", _datatypes(), graph, subject, where, _XSD, "xsd:")
    elif term.startswith(PA) and term not in _own_terms():
        known = {t.removeprefix(PA) for t in _own_terms() if t.startswith(PA)}
        alike = {name for name in known if name[:1].isupper() == term[len(PA) :][:1].isupper()}
        _tell(term, "the ontology", alike or known, graph, subject, where, PA, "pa:")
    elif term.startswith(PAC) and term not in _own_terms():
        scheme = term.rpartition("/")[0] + "/"
        codes = {t.removeprefix(scheme) for t in _own_terms() if t.startswith(scheme)}
        _tell(term, "the code lists", codes, graph, subject, where, scheme, f"<{scheme}")
    elif place == 1 and term.startswith(PREFIXES["pas"]):
        local = term.removeprefix(PREFIXES["pas"])
        if local not in _ANNOTATIONS:
            space = PREFIXES["pas"]
            _tell(term, "shapes/terms.ttl", _ANNOTATIONS, graph, subject, where, space, "pas:")


def _shacl(
    local: str, place: int, graph: Graph, subject: Node, predicate: Node, where: str
) -> None:
    choices = _CHOICES.get(str(predicate)) if place == 2 else None
    if choices is not None and local not in choices:
        asked = str(predicate).removeprefix(SH)
        raise MalformedData(
            f"sh:{local} for sh:{asked} in {owner(graph, subject)}, which can't be",
            where=where,
            advice=_advice(local, choices, "sh:"),
        )
    terms = shacl_terms()
    if local not in terms:
        # A predicate begins small, a class or an individual doesn't.
        alike = {name for name in terms if name[:1].islower() == (place == 1)}
        _tell(SH + local, "SHACL", alike, graph, subject, where, SH, "sh:")


def _tell(
    term: str,
    whose: str,
    known: Collection[str],
    graph: Graph,
    subject: Node,
    where: str,
    namespace: str,
    prefix: str,
) -> None:
    local = term.removeprefix(namespace)
    close = ">" if prefix.startswith("<") else ""
    plural = whose.startswith("the code")
    raise MalformedData(
        f"{prefix}{local}{close} in {owner(graph, subject)}, a term that"
        f" {whose} {'do' if plural else 'does'}n't have",
        where=where,
        advice=_advice(local, known, prefix, close),
    )


def _advice(local: str, known: Collection[str], prefix: str, close: str = "") -> str:
    small = {name.lower(): name for name in sorted(known, reverse=True)}
    near = difflib.get_close_matches(local.lower(), sorted(small), n=1, cutoff=0.5)
    if near:
        return f"Did you mean {prefix}{small[near[0]]}{close}?"
    if 0 < len(known) <= _FEW:
        shown = sorted(known if prefix.startswith("<") else (prefix + name for name in known))
        return f"There are {', '.join(shown)}."
    return "Look it up in the standard." if prefix == "sh:" else "Look it up in ontology/."


@cache
def _own_terms() -> frozenset[str]:
    """Return every class, property, code list and code of the ontology."""
    return frozenset(str(triple.subject)[1:-1] for triple in schema())


@cache
def _datatypes() -> frozenset[str]:
    from rdflib import XSD

    return frozenset(str(term).removeprefix(_XSD) for term in dir(XSD))


def _is_iri(term: object) -> bool:
    from rdflib import URIRef

    return isinstance(term, URIRef)


def _in_queries(graph: Graph) -> Iterator[tuple[Node, str]]:
    """Yield the constraint and every IRI that its query names, in order."""
    from rdflib import URIRef

    from pa_graph.validation.queries import parsed_query

    for name in ("select", "ask"):
        for constraint, text in sorted(graph.subject_objects(URIRef(SH + name))):
            for iri in sorted(set(_iris(parsed_query(graph, constraint, str(text)).algebra))):
                yield constraint, iri


def _iris(part: Any) -> Iterable[str]:
    from rdflib import URIRef
    from rdflib.paths import Path

    if isinstance(part, URIRef):
        yield str(part)
    elif isinstance(part, dict):
        for value in part.values():
            yield from _iris(value)
    elif isinstance(part, list | tuple | set):
        for value in part:
            yield from _iris(value)
    elif isinstance(part, Path):
        yield from _iris(vars(part))
