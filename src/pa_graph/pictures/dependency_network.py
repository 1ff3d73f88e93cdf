"""The network of dependencies as one HTML page that stands alone and loads nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

COLOURS: Final = {
    "commitment": "#1b6ca8",
    "document": "#c7722b",
    "party": "#3f7d4e",
    "aim": "#8a4fa3",
    "place": "#7a7a7a",
    "line": "#9a6a00",
}
_SHAPES: Final = {"document": "box", "party": "ellipse", "aim": "diamond", "place": "triangle"}

# Colour is never the only sign: each kind of edge has a pattern of its own.
_DASHES: Final[dict[str, bool | list[int]]] = {
    "depends": False,
    "depends-weakly": True,
    "realises": [12, 4],
    "realises-in-part": [12, 4, 2, 4],
}

_OUTSIDE = re.compile(
    r"<link\b[^>]*https?://[^>]*>|<script\b[^>]*\bsrc=[\"']https?://[^>]*>\s*</script>",
    re.IGNORECASE | re.DOTALL,
)


def network_page(
    nodes: Sequence[Mapping[str, str]],
    edges: Sequence[Mapping[str, str]],
    title: str,
) -> str:
    """Return a page with the network drawn by vis.js, which the page itself contains.

    Args:
        nodes: records with ``id``, ``label`` and ``kind``.
        edges: records with ``from``, ``to``, ``kind`` and ``title``, the words of the reason.
        title: of the page.
    """
    from pyvis.network import Network

    drawn = Network(
        height="92vh", width="100%", directed=True, cdn_resources="in_line", heading=title
    )
    for node in nodes:
        drawn.add_node(
            node["id"],
            label=node["label"],
            title=f"{node['kind']}: {node['label']}",
            color=COLOURS.get(node["kind"], "#555555"),
            shape=_SHAPES.get(node["kind"], "dot"),
        )
    for edge in edges:
        drawn.add_edge(
            edge["from"],
            edge["to"],
            title=f"{edge['kind']}: {edge['title']}",
            label=edge["kind"],
            dashes=_DASHES.get(edge["kind"], [2, 6]),
            color="#666666",
        )
    # A fixed seed: the same network is always the same picture.
    drawn.set_options(
        '{"layout": {"randomSeed": 1}, "physics": {"stabilization": {"iterations": 200}},'
        ' "edges": {"font": {"size": 10}, "smooth": {"type": "dynamic"}}}'
    )
    return _OUTSIDE.sub("", str(drawn.generate_html(notebook=False)))
