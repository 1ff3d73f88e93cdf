"""Shapes files: one file a question, each named shape with a message one check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from pa_graph.model.errors import MalformedData, UnknownName, UnreadableFile
from pa_graph.model.namespaces import PREFIXES
from pa_graph.model.resources import resource
from pa_graph.validation.findings import Severity
from pa_graph.validation.grammar import refuse_dangling
from pa_graph.validation.graphs import plain_graph
from pa_graph.validation.parsing import parse_bytes
from pa_graph.validation.paths import path_text, path_turtle
from pa_graph.validation.safety import refuse_unsafe
from pa_graph.validation.terms import in_order, lexical_form, text_at
from pa_graph.validation.words import Words

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SHAPE: Final = PREFIXES["pas"]
SH: Final = PREFIXES["sh"]
QUESTIONS: Final = ("wellformed", "complete", "measurable", "reciprocal", "grounded", "lawful")
"""Our own shapes files, in the order in which a reader asks."""

_VALUE: Final = "{?value}"
_TARGETS: Final = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")


@dataclass(frozen=True, slots=True)
class Check:
    """One shape that can fail, with everything that a reader needs to know about it.

    Attributes:
        shape: IRI of the property or node shape.
        question: stem of the shapes file.
        targets: pairs of a target kind (``targetClass`` …) and its IRI.
        path: property path in SPARQL notation, empty for a node shape.
        path_turtle: the same as Turtle.
        add / remove: templates of the remedy, see :mod:`pa_graph.validation.remedies`.
        source: article and law, or empty.
    """

    shape: str
    question: str
    severity: Severity
    name: Words
    message: Words
    why: Words
    who: Words
    remedy: Words
    targets: tuple[tuple[str, str], ...]
    path: str = ""
    path_turtle: str = ""
    add: str = ""
    remove: str = ""
    source: str = ""

    def reason(self, value: str | None) -> Words:
        """Return the message with ``{?value}`` filled in, as SHACL 1.0, section 5.3.2, has it.

        Args:
            value: the offending value in N-Triples notation, if there is one.
        """
        if not value or _VALUE not in self.message.nl + self.message.en:
            return self.message
        text = lexical_form(value)
        return Words(self.message.nl.replace(_VALUE, text), self.message.en.replace(_VALUE, text))


@dataclass(frozen=True)
class Question:
    """One shapes file.

    Attributes:
        name: stem of the file.
        title: the question in words.
        graph: the shapes.
        checks: in the order of their IRIs.
        own: whether it is one of ours; only those are known to be the same in every engine.
    """

    name: str
    title: Words
    graph: Graph
    checks: tuple[Check, ...]
    own: bool = False


def load_questions(names: Iterable[str] = (), folder: Path | None = None) -> tuple[Question, ...]:
    """Return the shapes files of that folder, or our own.

    Args:
        names: stems of the files; none means all.
        folder: a folder with shapes of somebody else (``*.ttl``).

    Raises:
        UnknownName: there is no such file.
        MalformedData: a file doesn't parse, uses a term that SHACL doesn't have, or would reach
            for the network.
        UnreadableFile: the folder holds no shapes.
    """
    questions = _own() if folder is None else _foreign(folder)
    wanted = list(names)
    known = {question.name for question in questions}
    for name in wanted:
        if name not in known:
            raise UnknownName(
                f"no question {name!r}", advice=f"There are {', '.join(sorted(known))}."
            )
    return tuple(q for q in questions if not wanted or q.name in wanted)


@cache
def _own() -> tuple[Question, ...]:
    return tuple(_read(resource("shapes", f"{name}.ttl"), own=True) for name in QUESTIONS)


def _foreign(folder: Path) -> tuple[Question, ...]:
    files = sorted(folder.glob("*.ttl")) if folder.is_dir() else [folder]
    read = {str(path): _read(path) for path in files}
    refuse_dangling({where: question.graph for where, question in read.items()})
    found = tuple(question for question in read.values() if question.checks)
    if not found:
        raise UnreadableFile(
            "no shapes with a target" if any(map(_has_shapes, read.values())) else "no shapes",
            where=str(folder),
            advice="Name a folder with shapes in *.ttl files; a shape says with sh:targetClass or"
            " another target what it is put to.",
        )
    return found


def _has_shapes(question: Question) -> bool:
    from rdflib import RDF, URIRef

    kinds = {URIRef(SH + "NodeShape"), URIRef(SH + "PropertyShape")}
    return not kinds.isdisjoint(question.graph.objects(None, RDF.type))


def _read(path: Path, *, own: bool = False) -> Question:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "can't be read").lower()
        raise UnreadableFile(reason, where=str(path), advice="Check the name.") from None
    graph = plain_graph(parse_bytes(content, ox.RdfFormat.TURTLE, str(path)))
    if not own:
        refuse_unsafe(graph, str(path))
    graph = _named(graph, path.stem)
    return Question(path.stem, _title(graph, path.stem), graph, _checks(graph, path), own)


def _title(graph: Graph, stem: str) -> Words:
    from rdflib import DCTERMS, OWL, RDF

    for ontology in in_order(graph.subjects(RDF.type, OWL.Ontology)):
        return _words(graph, ontology, DCTERMS.title, Words.same(stem))
    return Words.same(stem)


def _named(graph: Graph, stem: str) -> Graph:
    """Give every anonymous property shape of a named shape an IRI, so that it can be cited."""
    from rdflib import Graph as RdfGraph
    from rdflib import URIRef
    from rdflib.term import BNode

    names: dict[Node, URIRef] = {}
    prop, path = URIRef(SH + "property"), URIRef(SH + "path")
    for shape in sorted({s for s in graph.subjects(prop) if isinstance(s, URIRef)}):
        anonymous = [node for node in graph.objects(shape, prop) if isinstance(node, BNode)]
        in_order = sorted(anonymous, key=lambda n: (path_text(graph, graph.value(n, path)), str(n)))
        for number, node in enumerate(in_order, start=1):
            names[node] = URIRef(f"{shape}/property-{number}")
    if not names:
        return graph
    renamed = RdfGraph(bind_namespaces="none")
    for s, p, o in graph:
        renamed.add((names.get(s, s), p, names.get(o, o)))
    return renamed


def _checks(graph: Graph, path: Path) -> tuple[Check, ...]:
    from rdflib import URIRef

    prop = URIRef(SH + "property")
    shapes: dict[Node, list[tuple[str, str]]] = {}
    for shape in graph.subjects(unique=True):
        if not isinstance(shape, URIRef) or (shape, URIRef(SH + "deactivated"), None) in graph:
            continue
        targets = _targets(graph, shape)
        if not targets:
            continue
        properties = list(graph.objects(shape, prop))
        if _constrains(graph, shape):
            shapes.setdefault(shape, []).extend(targets)
        for child in properties:
            shapes.setdefault(child, []).extend(targets)
    return tuple(
        _check(graph, shape, path.stem, sorted(set(targets)))
        for shape, targets in sorted(shapes.items(), key=lambda item: str(item[0]))
        if isinstance(shape, URIRef)
    )


_DESCRIPTIVE: Final = frozenset({"property", "severity", "name", "message", "description", "order"})


def _constrains(graph: Graph, shape: Node) -> bool:
    """Whether a node shape says something itself, beside its property shapes."""
    return any(
        str(p).startswith(SH)
        and (local := str(p)[len(SH) :]) not in _DESCRIPTIVE
        and local not in _TARGETS
        for p in graph.predicates(shape)
    )


def _targets(graph: Graph, shape: Node) -> list[tuple[str, str]]:
    from rdflib import OWL, RDF, RDFS, URIRef

    found = [
        (kind, str(value)) for kind in _TARGETS for value in graph.objects(shape, URIRef(SH + kind))
    ]
    types = set(graph.objects(shape, RDF.type))
    if types & {RDFS.Class, OWL.Class}:
        found.append(("targetClass", str(shape)))
    return found


def _check(graph: Graph, shape: Node, question: str, targets: Sequence[tuple[str, str]]) -> Check:
    from rdflib import DCTERMS, RDFS, URIRef

    def sh(name: str) -> URIRef:
        return URIRef(SH + name)

    def text(term: URIRef) -> str:
        return text_at(graph, shape, term)

    path = path_text(graph, graph.value(shape, sh("path")))
    local = str(shape).rpartition("/")[2].rpartition("#")[2]
    name = _words(graph, shape, sh("name"), Words.same(path or local))
    severity = text(sh("severity")).removeprefix(SH).upper()
    return Check(
        shape=str(shape),
        question=question,
        severity=Severity[severity] if severity in Severity.__members__ else Severity.VIOLATION,
        name=name,
        message=_words(graph, shape, sh("message"), name),
        why=_words(graph, shape, sh("description"), Words.same("")),
        who=_words(graph, shape, RDFS.comment, Words.same("")),
        remedy=_words(graph, shape, URIRef(SHAPE + "remedy"), Words.same("")),
        targets=tuple(targets),
        path=path,
        path_turtle=path_turtle(graph, graph.value(shape, sh("path"))),
        add=text(URIRef(SHAPE + "remedyAdd")),
        remove=text(URIRef(SHAPE + "remedyRemove")),
        source=text(DCTERMS.source),
    )


def _words(graph: Graph, node: Node, predicate: Node, otherwise: Words) -> Words:
    """Return the literal in both languages; one language stands in for the other."""
    from rdflib import Literal

    found: dict[str, str] = {}
    for value in sorted(graph.objects(node, predicate), key=str):
        if isinstance(value, Literal):
            found.setdefault(value.language or "", str(value))
    if not found:
        return otherwise
    some = found.get("", next(iter(found.values())))
    return Words(
        nl=found.get("nl") or found.get("") or found.get("en") or some,
        en=found.get("en") or found.get("") or found.get("nl") or some,
    )


def merged(questions: Iterable[Question]) -> Graph:
    """Return the shapes of several files as one graph.

    Raises:
        MalformedData: two files say different things of one shape.
    """
    from rdflib import BNode, Graph

    graph = Graph(bind_namespaces="none")
    seen: dict[str, str] = {}
    for question in questions:
        for check in question.checks:
            if seen.setdefault(check.shape, question.name) != question.name:
                raise MalformedData(
                    f"shape <{check.shape}> is also in {seen[check.shape]}.ttl",
                    where=f"{question.name}.ttl",
                    advice="Give every shape a name of its own.",
                )
        for triple in question.graph:
            s, p, o = (
                BNode(f"{question.name}-{term}") if isinstance(term, BNode) else term
                for term in triple
            )
            graph.add((s, p, o))
    return graph
