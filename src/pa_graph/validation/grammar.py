"""What may stand where in a shape (SHACL 1.0): counts are numbers, paths are paths.

An engine that meets something else ends with words about its own insides, or says nothing and
finds everything in order. Here the shape is named, and what it should say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import MalformedData
from pa_graph.model.namespaces import PREFIXES
from pa_graph.validation.owners import owner
from pa_graph.validation.paths import short_name
from pa_graph.validation.terms import in_order

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SH: Final = PREFIXES["sh"]
_COUNTS: Final = (
    *("minCount", "maxCount", "minLength", "maxLength"),
    *("qualifiedMinCount", "qualifiedMaxCount"),
)
_FLAGS: Final = ("uniqueLang", "closed", "deactivated", "qualifiedValueShapesDisjoint")
_IRIS: Final = (
    *("class", "datatype", "nodeKind", "severity", "targetClass", "targetSubjectsOf"),
    *("targetObjectsOf", "equals", "disjoint", "lessThan", "lessThanOrEquals"),
)
_LISTS: Final = ("in", "languageIn", "ignoredProperties")
_SHAPE_LISTS: Final = ("or", "and", "xone")
_SHAPES: Final = ("node", "property", "not", "qualifiedValueShape")
_TEXTS: Final = ("pattern", "flags", "select", "ask")
_ONCE: Final = (
    *("minCount", "maxCount", "minLength", "maxLength", "datatype", "nodeKind", "uniqueLang"),
    *("closed", "in", "languageIn", "path", "severity", "qualifiedMinCount", "qualifiedMaxCount"),
)
_STEPS: Final = (
    *("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"),
)
_ADVANCED: Final = ("target", "rule", "expression", "values")
_REGEX_FLAGS: Final = frozenset("smixq")


def refuse_malformed(graph: Graph, where: str) -> None:
    """Look whether every part of a shapes graph is what SHACL has there.

    Raises:
        MalformedData: one is not; the message names its shape.
    """
    _Reader(graph, where).read()


class _Reader:
    def __init__(self, graph: Graph, where: str) -> None:
        self.graph, self.where = graph, where

    def read(self) -> None:
        self._each(_COUNTS, _is_count, "a whole number, such as 1")
        self._each(_FLAGS, _is_flag, "true or false, without quotes")
        self._each(_IRIS, _is_iri, "an IRI, such as pa:Commitment, without quotes")
        self._each(_TEXTS, _is_text, "a text in quotes")
        self._each(_LISTS, self._is_list, "a list in round brackets")
        self._each(_SHAPE_LISTS, self._is_shape_list, "a list of shapes in round brackets")
        self._each(_SHAPES, _is_node, "a shape: its IRI, or [ … ]")
        self._each(("sparql",), self._is_query, "[ sh:select … ] with one query")
        self._each(("path",), self._is_path, "a property, or a path as SHACL writes it")
        self._each(("declare",), self._is_declaration, "[ sh:prefix … ; sh:namespace … ]")
        self._each(("flags",), _are_flags, "one or more of the letters s, m, i, x and q")
        self._once()
        self._whole()

    def _each(self, names: tuple[str, ...], fits: Callable[[Node], bool], expected: str) -> None:
        for name in names:
            for subject, value in sorted(self.graph.subject_objects(_sh(name))):
                if not fits(value):
                    self._refuse(
                        subject,
                        f"sh:{name} {self._shown(value)}",
                        f"What belongs there is {expected}.",
                    )

    def _once(self) -> None:
        for name in _ONCE:
            for subject in in_order(set(self.graph.subjects(_sh(name)))):
                if len(set(self.graph.objects(subject, _sh(name)))) > 1:
                    self._refuse(subject, f"sh:{name} more than once", "Keep one of them.")

    def _whole(self) -> None:
        """Refuse what is left out, can't be told of, or isn't run."""
        graph = self.graph
        for shape in in_order(set(graph.objects(None, _sh("property")))):
            if (shape, _sh("path"), None) not in graph and (shape, None, None) in graph:
                self._refuse(shape, "a property shape without sh:path", "Say which property.")
        for shape in in_order(set(graph.subjects(_sh("qualifiedValueShape")))):
            bounds = (_sh("qualifiedMinCount"), _sh("qualifiedMaxCount"))
            if not any((shape, bound, None) in graph for bound in bounds):
                self._refuse(
                    shape,
                    "sh:qualifiedValueShape without a count",
                    "Add sh:qualifiedMinCount or sh:qualifiedMaxCount.",
                )
        for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf"):
            for shape, value in sorted(graph.subject_objects(_sh(name))):
                if not _is_iri(shape):
                    self._refuse(
                        shape,
                        f"sh:{name} {self._shown(value)}",
                        "Give that shape an IRI, so that findings can name it.",
                    )
        for name in _ADVANCED:
            for shape in in_order(graph.subjects(_sh(name))):
                self._refuse(
                    shape, f"sh:{name}", "It is of SHACL Advanced Features, which are not run."
                )

    def _refuse(self, subject: Node, found: str, advice: str) -> None:
        raise MalformedData(
            f"{found} in {owner(self.graph, subject)}", where=self.where, advice=advice
        )

    def _shown(self, value: Node) -> str:
        from rdflib import Literal

        if isinstance(value, Literal):
            return f'"{value}"'
        return short_name(str(value)) if _is_iri(value) else "[ … ]"

    def _is_list(self, value: Node) -> bool:
        from rdflib import RDF

        seen = set()
        while value != RDF.nil:
            rest = self.graph.value(value, RDF.rest)
            if value in seen or rest is None or (value, RDF.first, None) not in self.graph:
                return False
            seen.add(value)
            value = rest
        return True

    def _is_shape_list(self, value: Node) -> bool:
        from rdflib import RDF

        if not self._is_list(value) or value == RDF.nil:
            return False
        return all(map(_is_node, self.graph.items(value)))

    def _is_query(self, value: Node) -> bool:
        return _is_node(value) and len(list(self.graph.objects(value, _sh("select")))) == 1

    def _is_declaration(self, value: Node) -> bool:
        said = (list(self.graph.objects(value, _sh(name))) for name in ("prefix", "namespace"))
        return _is_node(value) and all(len(values) == 1 for values in said)

    def _is_path(self, value: Node) -> bool:
        """Tell whether SHACL 1.0, section 2.3.1, has such a path."""
        from rdflib import RDF

        if _is_iri(value):
            return value != RDF.nil
        if not _is_node(value):
            return False
        if (value, RDF.first, None) in self.graph:
            return self._are_paths(value)
        steps = [(name, inner) for name in _STEPS for inner in self.graph.objects(value, _sh(name))]
        if len(steps) != 1:
            return False
        ((name, inner),) = steps
        return self._are_paths(inner) if name == "alternativePath" else self._is_path(inner)

    def _are_paths(self, value: Node) -> bool:
        if not self._is_list(value):
            return False
        items = list(self.graph.items(value))
        return len(items) > 1 and all(map(self._is_path, items))


def refuse_dangling(graphs: dict[str, Graph]) -> None:
    """Look whether every shape that is referred to is described in one of the files.

    Args:
        graphs: the shapes graphs by name of their file.

    Raises:
        MalformedData: one is not; it would be met by everything.
    """
    described = {subject for graph in graphs.values() for subject in graph.subjects()}
    for where, graph in sorted(graphs.items()):
        for name in _SHAPES:
            for subject, value in sorted(graph.subject_objects(_sh(name))):
                if value not in described:
                    raise MalformedData(
                        f"sh:{name} {short_name(str(value))} in {owner(graph, subject)}, a shape"
                        " that no file describes",
                        where=where,
                        advice="Add it, or mend its name.",
                    )


def _sh(name: str) -> Node:
    from rdflib import URIRef

    return URIRef(SH + name)


def _is_iri(value: Node) -> bool:
    from rdflib import URIRef

    return isinstance(value, URIRef)


def _is_node(value: Node) -> bool:
    from rdflib import Literal

    return not isinstance(value, Literal)


def _is_text(value: Node) -> bool:
    from rdflib import XSD, Literal

    return isinstance(value, Literal) and value.datatype in (None, XSD.string)


def _is_count(value: Node) -> bool:
    from rdflib import XSD, Literal

    return isinstance(value, Literal) and value.datatype == XSD.integer and value.isdigit()


def _is_flag(value: Node) -> bool:
    from rdflib import XSD, Literal

    return isinstance(value, Literal) and value.datatype == XSD.boolean


def _are_flags(value: Node) -> bool:
    return set(str(value)) <= _REGEX_FLAGS
