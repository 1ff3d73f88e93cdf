"""Links between things as one HTML page: the picture, and the same as a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from pa_graph.pictures.network import drawn, empty_network, standing_alone

# Shape and colour say the same, for readers who don't tell colours apart.
_LOOKS: Final = {
    "commitment": ("dot", "#1b5e8c"),
    "document": ("box", "#e0a458"),
    "party": ("ellipse", "#8fc9a3"),
    "aim": ("diamond", "#8a4fa3"),
    "place": ("triangle", "#6b6b6b"),
    "line": ("star", "#9a6a00"),
}
_OTHER_LOOK: Final = ("hexagon", "#6b6b6b")

# Each kind of link has a pattern of its own.
_DASHES: Final[dict[str, bool | list[int]]] = {
    "depends": False,
    "depends-weakly": [8, 6],
    "realises": [14, 4],
    "realises-in-part": [14, 4, 2, 4],
    "reports": [2, 4],
}
_OTHER_DASHES: Final = [2, 8]


@dataclass(frozen=True, slots=True)
class LinkNode:
    """A thing: its IRI, what it is called, and the code of its kind."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class LinkEdge:
    """Links of one kind between two things.

    Attributes:
        kind: code of the kind of link.
        label: the kind in the reader's language.
        count: how many links it stands for.
        lines: what is shown when it is pointed at: reason, words and source, a line each.
    """

    source: str
    target: str
    kind: str
    label: str
    count: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkCaptions:
    """The words around the picture, in the reader's language.

    Attributes:
        columns: headings of the table.
        notes: further sentences below the introduction, such as what is left out.
        empty: what is said when there is no link.
    """

    language: str
    title: str
    introduction: str
    columns: tuple[str, ...]
    empty: str
    notes: tuple[str, ...] = ()


def link_page(
    nodes: Sequence[LinkNode],
    edges: Sequence[LinkEdge],
    rows: Sequence[Sequence[str]],
    captions: LinkCaptions,
) -> str:
    """Return the page.

    Args:
        nodes: the ends of the edges.
        edges: what is drawn.
        rows: what the table says, a cell for each column.
        captions: words.

    Raises:
        ResourceMissing: the picture library would load something from outside.
    """
    picture = _picture(nodes, edges) if edges else ("", f"<p>{escape(captions.empty)}</p>")
    introduction = " ".join((captions.introduction, *captions.notes))
    heading = (captions.language, captions.title, introduction)
    return standing_alone(heading, picture, _table(rows, captions))


def _picture(nodes: Sequence[LinkNode], edges: Sequence[LinkEdge]) -> tuple[str, str]:
    network = empty_network()
    for node in nodes:
        shape, colour = _LOOKS.get(node.kind, _OTHER_LOOK)
        network.add_node(node.id, label=node.label, shape=shape, color=colour, title=node.label)
    for edge in edges:
        network.add_edge(
            edge.source,
            edge.target,
            value=edge.count,
            label=edge.label,
            dashes=_DASHES.get(edge.kind, _OTHER_DASHES),
            title="\n".join((f"{edge.label} ({edge.count})", *edge.lines)),
        )
    return drawn(network)


def _table(rows: Sequence[Sequence[str]], captions: LinkCaptions) -> str:
    if not rows:
        return ""
    headings = "".join(f'<th scope="col">{escape(column)}</th>' for column in captions.columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows
    )
    return (
        f'<div style="overflow-x:auto"><table>\n<thead><tr>{headings}</tr></thead>\n'
        f"<tbody>\n{body}</tbody>\n</table></div>"
    )
