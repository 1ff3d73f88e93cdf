"""A view of the network as a file for Gephi, yEd, Graphviz and the like, or as a page."""

from __future__ import annotations

from typing import Final

from pa_graph.dependencies.network import STRONG, WEAK
from pa_graph.model.errors import UnknownName
from pa_graph.operations.find_thing import find_thing
from pa_graph.operations.network_views import View, view
from pa_graph.store.protocol import GraphStore

EXPORTS: Final = ("graphml", "gexf", "dot")


def exported(shown: View, format_: str, language: str = "nl") -> str:
    """Return the view as GraphML, GEXF or DOT, for Gephi, yEd, Graphviz and the like.

    Raises:
        UnknownName: there is no such format.
    """
    if format_ == "dot":
        return _dot(shown, language)
    if format_ not in EXPORTS:
        raise UnknownName(f"no format {format_!r}", advice=f"There are: {', '.join(EXPORTS)}.")
    import io

    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri in shown.nodes:
        thing = shown.network.things[iri]
        graph.add_node(iri, label=thing.label, kind=thing.kind, due=thing.due or "")
    for link in shown.links:
        graph.add_edge(
            link.dependent,
            link.needed,
            key=link.record,
            kind=link.kind,
            rule=link.rule,
            because=link.because.get(language, ""),
            source=" ".join(link.rests_on),
        )
    if format_ == "graphml":
        return "\n".join(nx.generate_graphml(graph)) + "\n"
    written = io.BytesIO()
    nx.write_gexf(graph, written)
    return _without_date(written.getvalue().decode())


def _without_date(text: str) -> str:
    # networkx writes the day of today into the file.
    import re

    return re.sub(r' lastmodifieddate="[^"]*"', "", text)


def _dot(shown: View, language: str) -> str:
    lines = ["digraph dependencies {", "  rankdir=LR;"]
    for iri in shown.nodes:
        thing = shown.network.things[iri]
        shape = _SHAPES.get(thing.kind, "box")
        lines.append(f"  {_quoted(iri)} [label={_quoted(thing.label)}, shape={shape}];")
    for link in shown.links:
        style = "dashed" if link.kind == WEAK else "solid" if link.kind == STRONG else "dotted"
        lines.append(
            f"  {_quoted(link.dependent)} -> {_quoted(link.needed)} [label={_quoted(link.kind)},"
            f" style={style}, tooltip={_quoted(link.because.get(language, ''))}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


_SHAPES = {"party": "ellipse", "document": "note", "aim": "hexagon", "place": "house"}


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def network_text(
    store: GraphStore, which: str, around: str | None, format_: str, language: str = "nl"
) -> str:
    """Return a view of the network as GraphML, GEXF, DOT or an HTML page.

    Raises:
        UnknownName: there is no such view, format or thing.
    """
    shown = view(store, which, find_thing(store, around) if around else None)
    if format_ != "html":
        return exported(shown, format_, language)
    from pa_graph.operations.link_picture import page_of

    return page_of(store, shown, which, find_thing(store, around) if around else None, language)
