"""A network of parties as one HTML page, with the same as a table below it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import ResourceMissing

if TYPE_CHECKING:
    from pyvis.network import Network

_OUTSIDE_ELEMENTS: Final = re.compile(
    r"<link\b[^>]*href=[\"'](?!data:)[^>]*>|<script\b[^>]*\bsrc=[^>]*>\s*</script>",
    re.IGNORECASE,
)
_OUTSIDE_ADDRESS: Final = re.compile(
    r"<(?:link|script|img|iframe|source)\b[^>]*\b(?:src|href)\s*=|@import\b|url\(\s*[\"']?https?:",
    re.IGNORECASE,
)

# Shape and colour say the same, for readers who don't tell colours apart.
_LOOKS: Final = {
    "municipality": ("square", "#1b5e8c"),
    "housing_association": ("dot", "#b3541e"),
    "tenant_organisation": ("triangle", "#2e7d4f"),
}
_OTHER_LOOK: Final = ("diamond", "#6b6b6b")

_OPTIONS: Final = {
    # A seed, so that everybody sees the same picture.
    "layout": {"randomSeed": 7, "improvedLayout": True},
    "physics": {"solver": "forceAtlas2Based", "stabilization": {"iterations": 300}},
    "edges": {"arrows": {"to": {"enabled": True}}, "smooth": {"enabled": True, "type": "dynamic"}},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}},
}

_STYLE: Final = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 70rem;
  padding: 0 1rem; color: #1a1a1a; background: #fff; }
#mynetwork { border: 1px solid #999; height: 34rem !important; width: 100% !important;
  float: none !important; }
table { border-collapse: collapse; margin: 1.5rem 0; width: 100%; }
th, td { border-bottom: 1px solid #ccc; padding: .35rem .6rem; text-align: left;
  vertical-align: top; }
td.number { text-align: right; }
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A party: its IRI, what it is called, and the code of its kind."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One party depends on another, in *count* commitments, for a reason in words."""

    source: str
    target: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Captions:
    """The words around the picture, in the reader's language.

    Attributes:
        columns: headings for who depends, on whom, in how many commitments, and why.
        empty: what is said when nobody depends on anybody.
    """

    language: str
    title: str
    introduction: str
    columns: tuple[str, str, str, str]
    empty: str


def network_page(nodes: Sequence[Node], edges: Sequence[Edge], captions: Captions) -> str:
    """Return the page.

    Raises:
        ResourceMissing: the picture library would load something from outside.
    """
    picture = _picture(nodes, edges) if edges else ("", f"<p>{escape(captions.empty)}</p>")
    heading = (captions.language, captions.title, captions.introduction)
    return standing_alone(heading, picture, _table(nodes, edges, captions))


def standing_alone(heading: tuple[str, str, str], picture: tuple[str, str], table: str) -> str:
    """Return a page with a picture and a table below it that loads nothing.

    Args:
        heading: language, title and introduction.
        picture: what belongs in the head and in the body.
        table: HTML.

    Raises:
        ResourceMissing: the picture library would load something from outside.
    """
    language, title, introduction = heading
    head, body = picture
    page = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{head}\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{escape(title)}</h1>\n<p>{escape(introduction)}</p>\n"
        f"{body}\n{table}\n</body>\n</html>\n"
    )
    markup = re.sub(r"<script>.*?</script>", "<script></script>", page, flags=re.DOTALL)
    if _OUTSIDE_ADDRESS.search(markup):
        raise ResourceMissing(
            "the picture would load something from outside",
            advice="Install the version of pyvis that pa-graph asks for.",
        )
    return page


def _picture(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[str, str]:
    """Return what belongs in the head and in the body."""
    network = empty_network()
    seen = {edge.source for edge in edges} | {edge.target for edge in edges}
    for node in nodes:
        if node.id in seen:
            shape, colour = _LOOKS.get(node.kind, _OTHER_LOOK)
            network.add_node(node.id, label=node.label, shape=shape, color=colour)
    for edge in edges:
        network.add_edge(
            edge.source, edge.target, value=edge.count, title=f"{edge.count}: {edge.reason}"
        )
    return drawn(network)


def empty_network() -> Network:
    """Return a network of the picture library to which nothing has been added."""
    from pyvis.network import Network

    return Network(directed=True, cdn_resources="in_line", height="34rem", width="100%")


def drawn(network: Network) -> tuple[str, str]:
    """Return what of the picture belongs in the head and in the body of a page.

    Raises:
        ResourceMissing: the picture library wrote a page of another form.
    """
    network.set_options(json.dumps(_OPTIONS))
    page = _OUTSIDE_ELEMENTS.sub("", network.generate_html())
    head = re.search(r"<head>(.*?)</head>\s*<body>", page, re.DOTALL)
    body = re.search(r"<body>(.*)</body>", page, re.DOTALL)
    if head is None or body is None:
        raise ResourceMissing(
            "the picture library wrote a page of another form",
            advice="Install the version of pyvis that pa-graph asks for.",
        )
    pieces = re.findall(r"<(script|style)\b[^>]*>(.*?)</\1>", head[1], re.DOTALL)
    kept = "\n".join(f"<{tag}>{content}</{tag}>" for tag, content in pieces if content.strip())
    script = body[1].replace('<script type="text/javascript">', "<script>")
    return kept, script


def _table(nodes: Sequence[Node], edges: Sequence[Edge], captions: Captions) -> str:
    if not edges:
        return ""
    labels = {node.id: node.label for node in nodes}
    headings = "".join(f'<th scope="col">{escape(column)}</th>' for column in captions.columns)
    rows = "".join(
        f"<tr><td>{escape(labels[edge.source])}</td><td>{escape(labels[edge.target])}</td>"
        f'<td class="number">{edge.count}</td><td>{escape(edge.reason)}</td></tr>\n'
        for edge in edges
    )
    return f"<table>\n<thead><tr>{headings}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
