"""Graph algorithms behind one set of functions: networkx, and rustworkx where it gets large.

Nodes are strings; an edge goes from what depends to what it needs.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from typing import Final

LARGE: Final = 50_000
"""From so many nodes on rustworkx does what networkx does below."""

Edge = tuple[str, str]


def components(edges: Iterable[Edge], large: int = LARGE) -> list[list[str]]:
    """Return the circles: sets of two or more nodes that all need one another, sorted."""
    pairs = sorted(set(edges))
    nodes = sorted({node for pair in pairs for node in pair})
    found: Iterable[Iterable[str]]
    # The faster library is an extra (pip install pa-graph[scale]); without it large is but slow.
    if len(nodes) >= large and find_spec("rustworkx"):
        import rustworkx

        index = {node: number for number, node in enumerate(nodes)}
        graph = rustworkx.PyDiGraph()
        graph.add_nodes_from(nodes)
        graph.add_edges_from_no_data([(index[a], index[b]) for a, b in pairs])
        found = (
            [nodes[number] for number in part]
            for part in rustworkx.strongly_connected_components(graph)
        )
    else:
        import networkx as nx

        found = nx.strongly_connected_components(nx.DiGraph(pairs))
    return sorted(sorted(part) for part in map(list, found) if len(part) > 1)


def adjacency(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Return for every needed node what depends on it, sorted."""
    leaning: dict[str, set[str]] = defaultdict(set)
    for dependent, needed in edges:
        leaning[needed].add(dependent)
    return {node: sorted(others) for node, others in leaning.items()}


def fallen(leaning: Mapping[str, list[str]], start: Iterable[str]) -> dict[str, str]:
    """Return all that leans on *start*, each with the node through which it was reached first."""
    through: dict[str, str] = {}
    origin = list(dict.fromkeys(start))
    queue = deque(origin)
    seen = set(origin)
    while queue:
        node = queue.popleft()
        for other in leaning.get(node, ()):
            if other not in seen:
                seen.add(other)
                through[other] = node
                queue.append(other)
    return through


def longest_chain(edges: Iterable[Edge]) -> list[str]:
    """Return the longest chain of needs, from what depends to what is needed in the end.

    Circles are taken as one step, named by their first node. Of equally long chains it is the
    first in alphabetical order.
    """
    pairs = sorted(set(edges))
    head: dict[str, str] = {}
    for circle in components(pairs):
        head.update(dict.fromkeys(circle, circle[0]))
    needs: dict[str, set[str]] = defaultdict(set)
    waiting: dict[str, int] = defaultdict(int)
    for a, b in {(head.get(a, a), head.get(b, b)) for a, b in pairs}:
        if a != b:
            needs[b].add(a)
            waiting[a] += 1
            waiting[b] += 0
    ready = deque(sorted(node for node, count in waiting.items() if not count))
    best: dict[str, tuple[int, str]] = {}
    while ready:
        node = ready.popleft()
        length = best.get(node, (0, ""))[0]
        for other in sorted(needs.get(node, ())):
            if length + 1 > best.get(other, (0, ""))[0]:
                best[other] = (length + 1, node)
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    if not best:
        return []
    node = min(best, key=lambda n: (-best[n][0], n))
    chain = [node]
    while node in best:
        node = best[node][1]
        chain.append(node)
    return chain
