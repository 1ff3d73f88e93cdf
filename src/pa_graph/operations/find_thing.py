"""From what a person calls a thing to its IRI."""

from __future__ import annotations

from pa_graph.dependencies.mentions import rows
from pa_graph.model.errors import UnknownName
from pa_graph.model.namespaces import PAD, PREFIXES
from pa_graph.store.protocol import GraphStore


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
