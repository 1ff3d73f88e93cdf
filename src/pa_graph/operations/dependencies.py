"""Answers about dependencies: kept up to date, analysed, exported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pa_graph.dependencies.analysis import (
    circles,
    critical_path,
    load_bearing,
    party_needs,
    waited_for,
)
from pa_graph.dependencies.derive import rebuild
from pa_graph.dependencies.identify import identity_graph
from pa_graph.dependencies.mentions import document_graphs, rows
from pa_graph.dependencies.network import STRONG, WEAK, Link, Network, load_network, short_name
from pa_graph.model.errors import UnknownName
from pa_graph.model.namespaces import PAD, PREFIXES
from pa_graph.operations.query import Table, ask
from pa_graph.operations.questions import find_question
from pa_graph.store.protocol import GraphStore

REPORTS: Final = ("parties", "load", "circles", "path", "quarters", "gaps", "links")
VIEWS: Final = ("all", "parties", "documents", "commitments", "chain")
EXPORTS: Final = ("graphml", "gexf", "dot")

GAPS: Final = {
    "announced-documents": "document",
    "agreements-without-bid": "agreement",
    "unknown-grounds": "commitment",
    "expired-grounds": "document",
    "aims-without-commitment": "aim",
    "too-early": "commitment",
}
"""Questions whose answers are broken links in the chain, and the column that names the place."""


def bring_up_to_date(store: GraphStore) -> int:
    """Derive for documents that have no identities yet; return how many graphs were derived."""
    present = set(store.graphs())
    missing = [g for g in document_graphs(store) if identity_graph(g) not in present]
    if not missing:
        return 0
    everything = len(missing) == len(document_graphs(store))
    return rebuild(store, None if everything else missing).derived


def report(store: GraphStore, which: str, language: str = "nl") -> Table:
    """Return one report as rows.

    Args:
        store: with derived links.
        which: one of :data:`REPORTS`.
        language: of the reasons.

    Raises:
        UnknownName: there is no such report.
    """
    if which == "gaps":
        return _gaps(store, language)
    network = load_network(store)
    if which == "parties":
        return Table(
            ("party", "needs", "strongly", "weakly", "commitments"),
            tuple(
                (
                    network.label(need.party),
                    network.label(need.needed),
                    str(len(need.strongly)),
                    str(len(need.weakly)),
                    ", ".join(short_name(c) for c in (*need.strongly, *need.weakly)),
                )
                for need in party_needs(network)
            ),
        )
    if which == "load":
        return Table(
            ("thing", "kind", "direct", "in_all", "iri"),
            tuple(
                (n.thing.label, n.thing.kind, str(n.direct), str(n.in_all), n.thing.iri)
                for n in load_bearing(network)
            ),
        )
    if which == "circles":
        return Table(
            ("circle", "commitment"),
            tuple(
                (str(number), short_name(iri))
                for number, circle in enumerate(circles(network), start=1)
                for iri in circle
            ),
        )
    if which == "path":
        return Table(
            ("step", "commitment", "quarters", "due"),
            tuple(
                (str(n), thing.label, " ".join(map(str, thing.quarters)), thing.due or "")
                for n, thing in enumerate(critical_path(network), start=1)
            ),
        )
    if which == "quarters":
        return Table(
            ("quarter", "commitment", "due", "waiting", "in_all", "first_due", "margin_days"),
            tuple(
                (
                    str(w.quarter or ""),
                    w.thing.label,
                    w.thing.due or "",
                    str(w.direct),
                    str(w.in_all),
                    w.first_due or "",
                    "" if w.margin is None else str(w.margin),
                )
                for w in waited_for(network)
            ),
        )
    if which == "links":
        return Table(
            ("dependent", "kind", "needed", "rule", "because"),
            tuple(
                (
                    network.label(link.dependent),
                    link.kind,
                    network.label(link.needed),
                    link.rule,
                    link.because.get(language, ""),
                )
                for link in network.links
            ),
        )
    raise UnknownName(f"no report {which!r}", advice=f"There are: {', '.join(REPORTS)}.")


def _gaps(store: GraphStore, language: str) -> Table:
    found: list[tuple[str, ...]] = []
    for name, column in GAPS.items():
        question = find_question(name)
        table = ask(question, {}, store)
        if isinstance(table, Table):
            place = table.columns.index(column)
            for row in table.rows:
                others = (short_name(c) for i, c in enumerate(row) if i != place and c)
                found.append((question.texts[language], short_name(row[place]), " · ".join(others)))
    return Table(("question", "where", "details"), tuple(found))


@dataclass(frozen=True, slots=True)
class View:
    """A part of the network for a picture or an export."""

    network: Network
    links: tuple[Link, ...]

    @property
    def nodes(self) -> list[str]:
        """The IRIs of the ends of the links, sorted."""
        return sorted({end for link in self.links for end in (link.dependent, link.needed)})


def view(store: GraphStore, which: str = "all", around: str | None = None) -> View:
    """Return the links of one view.

    Args:
        store: with derived links.
        which: one of :data:`VIEWS`.
        around: IRI of a thing; then only its links and those among its neighbours.

    Raises:
        UnknownName: there is no such view.
    """
    return view_of(load_network(store), which, around)


def view_of(network: Network, which: str = "all", around: str | None = None) -> View:
    """Return the links of one view of a network that was read before; see :func:`view`.

    Raises:
        UnknownName: there is no such view.
    """
    if which not in VIEWS:
        raise UnknownName(f"no view {which!r}", advice=f"There are: {', '.join(VIEWS)}.")
    chosen = list(network.links)
    if which == "chain":
        kept = ("realises", "realises-in-part", STRONG)
        chosen = [n for n in chosen if n.kind in kept and n.rule != "needed-party"]
        chosen = [n for n in chosen if _kinds(network, n) <= {"aim", "commitment", "document"}]
    elif which != "all":
        kind = _KIND_OF_VIEW[which]
        chosen = [n for n in chosen if _kinds(network, n) == {kind}]
    if around is not None:
        near = {around}
        for link in network.links:
            if around in (link.dependent, link.needed):
                near |= {link.dependent, link.needed}
        chosen = [n for n in chosen if {n.dependent, n.needed} <= near]
    return View(network, tuple(chosen))


_KIND_OF_VIEW: Final = {"parties": "party", "documents": "document", "commitments": "commitment"}


def _kinds(network: Network, link: Link) -> set[str]:
    return {network.things[link.dependent].kind, network.things[link.needed].kind}


def find_thing(store: GraphStore, name: str) -> str:
    """Return the IRI that a person means by *name*: an IRI, a short name, or a printed name.

    Raises:
        UnknownName: nothing or more than one thing goes by it.
    """
    if name.startswith(("http://", "https://")):
        return name
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    tried = [f"{PAD}{kind}/{name}" for kind in ("agreement", "document", "party")]
    head, slash, tail = name.partition("/")
    if slash:
        tried.append(f"{PAD}agreement/{head}/commitment/{tail.removeprefix('commitment/')}")
    listed = " ".join(f"<{iri}>" for iri in tried) if _plain(name) else ""
    found = rows(store, f"SELECT DISTINCT ?x WHERE {{ VALUES ?x {{ {listed} }} ?x ?p ?o }}")
    if not found:
        found = _by_label(store, name)
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise UnknownName(f"nothing that goes by {name!r}", advice="Give its IRI.")
    listed = ", ".join(row[0] for row in found[:5])
    raise UnknownName(f"{len(found)} things go by {name!r}: {listed}", advice="Give the IRI.")


def _plain(name: str) -> bool:
    return all(c.isalnum() or c in "-_/." for c in name) and name.isascii()


def _by_label(store: GraphStore, name: str) -> list[tuple[str, ...]]:
    from pyoxigraph import Literal

    wanted = str(Literal(name.lower()))
    found = rows(
        store,
        f"""SELECT DISTINCT ?y WHERE {{
        {{ ?x a pa:Party ; rdfs:label|skos:altLabel ?n
           OPTIONAL {{ ?x pa:partyMeant ?meant }} BIND(COALESCE(?meant, ?x) AS ?y) }}
        UNION {{ ?x dcterms:title|skos:altLabel ?n ; pa:standsFor ?y }}
        FILTER(LCASE(STR(?n)) = {wanted}) }} ORDER BY ?y""",
    )
    return found


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


def derive_again(store: GraphStore, short_names: Iterable[str] | None = None) -> int:
    """Derive identities and links again; return how many documents were done.

    Args:
        store: opened for writing.
        short_names: of documents that were read or removed just now; None for all.
    """
    from pa_graph.model.identifiers import graph_iri

    touched = None if short_names is None else [graph_iri(short) for short in short_names]
    return rebuild(store, touched).derived


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
