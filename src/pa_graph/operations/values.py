"""From what a person types for a parameter to a term of the graph."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode

from pa_graph.mapping.builder import term
from pa_graph.model.errors import UsageError
from pa_graph.model.namespaces import PAC, PAD, PREFIXES, TOOI_MUNICIPALITY
from pa_graph.model.quarter import Quarter
from pa_graph.store.protocol import GraphStore, cells

Names = Callable[[str], list[str]]
"""Finds the IRIs of parties that go by a printed name."""

_IRI: Final = re.compile(r"<?(https?://[^\s<>\"{}|\\^`]+)>?")
_PREFIXED: Final = re.compile(r"([A-Za-z][\w-]*):(\S*)")
_CODE: Final = re.compile(r"gm\d{4}", re.IGNORECASE)
_SAFE: Final = re.compile(r"[\w./-]+")


def value_of(kind: str, value: str, names: Names | None = None) -> NamedNode | Literal:
    """Return the term that *value* stands for.

    A full IRI and a prefixed name always stand for themselves. ``party`` and ``municipality``
    also take printed names; ``2023-Q4``, ``eersel-2023``, ``eersel-2023/commitment/3`` and
    ``gm0770`` are the ends of their IRIs.

    Raises:
        UsageError: nothing of that kind can be written like that.
    """
    value = value.strip()
    if kind == "text":
        return Literal(value)
    if kind == "date":
        return _date(value)
    if found := _IRI.fullmatch(value):
        return NamedNode(found[1])
    prefixed = _PREFIXED.fullmatch(value)
    if prefixed and prefixed[1] in PREFIXES:
        return NamedNode(PREFIXES[prefixed[1]] + prefixed[2])
    if kind == "quarter":
        return _quarter(value)
    if kind in ("party", "municipality"):
        return _party(kind, value, names)
    if not _SAFE.fullmatch(value):
        raise UsageError(f"{value!r} is not the short name of a {kind}")
    if kind in ("agreement", "commitment", "thing"):
        return NamedNode(f"{PAD}agreement/{value.removeprefix('agreement/')}")
    if kind == "document":
        return NamedNode(f"{PAD}document/{value}")
    # Every other kind is a code list.
    return NamedNode(f"{PAC}{kind}/{value.replace('_', '-')}")


def _date(value: str) -> Literal:
    try:
        return Literal(str(date.fromisoformat(value)), datatype=term("xsd:date"))
    except ValueError:
        raise UsageError(f"{value!r} is not a date", advice="Write 2024-12-31.") from None


def _quarter(value: str) -> NamedNode:
    try:
        return NamedNode(f"{PAD}quarter/{Quarter.parse(value.upper())}")
    except ValueError:
        raise UsageError(f"{value!r} is not a quarter", advice="Write 2024-Q1.") from None


def _party(kind: str, value: str, names: Names | None) -> NamedNode:
    if _CODE.fullmatch(value):
        return NamedNode(TOOI_MUNICIPALITY + value.lower())
    found = names(value) if names else []
    if kind == "municipality":
        found = [iri for iri in found if iri.startswith(TOOI_MUNICIPALITY)]
    if len(found) > 1:
        raise UsageError(
            f"{value!r} is the name of {len(found)} parties",
            advice=f"Give one of {', '.join(found)}.",
        )
    if found:
        return NamedNode(found[0])
    if kind == "party" and _SAFE.fullmatch(value):
        return NamedNode(f"{PAD}party/{value}")
    raise UsageError(f"no {kind} called {value!r} in the store")


def names_in(store: GraphStore) -> Names:
    """Return what finds parties of *store* by label or other name, capitals aside."""

    def find(name: str) -> list[str]:
        rows = cells(
            store,
            "SELECT DISTINCT ?party WHERE {"
            " ?party rdfs:label|skos:altLabel|dcterms:identifier ?label ."
            " ?party a ?kind . VALUES ?kind { pa:Party pa:Municipality }"
            " FILTER(LCASE(STR(?label)) = ?wanted) } ORDER BY ?party",
            {"wanted": Literal(name.lower())},
        )
        return [iri for (iri,) in rows]

    return find
