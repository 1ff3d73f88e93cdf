"""The SPARQL texts that both kinds of store use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.mapping.nquads import to_ntriples
from pa_graph.model.errors import StoreError, UsageError
from pa_graph.model.namespaces import PREFIXES


def refuse_strays(graph: str, quads: Sequence[Quad]) -> None:
    """Make sure that all quads belong to one named graph.

    Raises:
        StoreError: a quad belongs to another graph.
    """
    name = NamedNode(graph)
    stray = next((quad for quad in quads if quad.graph_name != name), None)
    if stray is not None:
        raise StoreError(f"a statement of {stray.graph_name} among those of {name}", where=graph)


def replacement(graph: str, quads: Sequence[Quad]) -> str:
    """Return one update that replaces a named graph; a store runs it wholly or not at all.

    Raises:
        StoreError: a quad belongs to another graph.
    """
    refuse_strays(graph, quads)
    name = NamedNode(graph)
    drop = f"DROP SILENT GRAPH {name}"
    if not quads:
        return drop
    # N-Triples is a part of what INSERT DATA understands.
    return f"{drop} ;\nINSERT DATA {{ GRAPH {name} {{\n{to_ntriples(quads).decode()}}} }}"


_DECLARED: Final = re.compile(r"\bPREFIX\s+([\w-]*):", re.IGNORECASE)
_USED: Final = re.compile(r"(?<![\w?$:-])([A-Za-z][\w-]*):")

# What must not be mistaken for syntax: comments, IRIs, and strings of one or three quotes.
_TOKEN: Final = re.compile(
    r"""#[^\n]*|<[^<>"{}|^`\\\s]*>|\"\"\".*?\"\"\"|'''.*?'''"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\bWHERE\b|[{}]""",
    re.DOTALL | re.IGNORECASE,
)


def change(removed: Iterable[Quad], added: Iterable[Quad]) -> str:
    """Return one update that takes statements out of their named graphs and puts others in."""
    return " ;\n".join(
        f"{verb} DATA {{\n{_by_graph(quads)}}}"
        for verb, quads in (("DELETE", removed), ("INSERT", added))
    )


def _by_graph(quads: Iterable[Quad]) -> str:
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[str(quad.graph_name)].append(quad)
    return "".join(
        f"GRAPH {name} {{\n{to_ntriples(graphs[name]).decode()}}}\n" for name in sorted(graphs)
    )


def with_prefixes(sparql: str) -> str:
    """Return the query with those known prefixes declared that it uses but doesn't declare."""
    declared = set(_DECLARED.findall(sparql))
    used = {name for name in _USED.findall(sparql) if name in PREFIXES}
    missing = sorted(used - declared)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in missing) + sparql


def with_values(sparql: str, values: Mapping[str, NamedNode | Literal] | None) -> str:
    """Return the query with a VALUES block for its variables as the first thing it looks at.

    The same text serves every store, so a parameter means the same everywhere. Terms are written
    as N-Triples: nothing in a value can be read as SPARQL.

    Raises:
        UsageError: the query has no pattern to put them in.
    """
    if not values:
        return sparql
    names = " ".join(f"?{name}" for name in values)
    terms = " ".join(str(term) for term in values.values())
    place = _start_of_pattern(sparql)
    return f"{sparql[:place]} VALUES ({names}) {{ ({terms}) }} {sparql[place:]}"


def _start_of_pattern(sparql: str) -> int:
    """Return the offset behind the brace that opens the pattern of the query."""
    depth = 0
    first: int | None = None
    after_where = False
    for token in _TOKEN.finditer(sparql):
        word = token[0].upper()
        if word == "{":
            if after_where and depth == 0:
                return token.end()
            first = token.end() if first is None else first
            depth += 1
        elif word == "}":
            depth -= 1
        after_where = word == "WHERE" or (after_where and word.startswith("#"))
    if first is None:
        raise UsageError("a query without a pattern in braces")
    return first
