"""The words behind things: what a commitment, aim or line says, and where that stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pa_graph.dependencies.mentions import chunks, rows, values
from pa_graph.store.protocol import GraphStore

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a passage, and its place.

    Attributes:
        words: on one line; empty where the store holds facts only.
        place: ``start-end`` in the text as read, with the page where the file has pages; or empty.
    """

    words: str = ""
    place: str = ""


def wordings(store: GraphStore, iris: Iterable[str]) -> dict[str, Wording]:
    """Return the words of those of the things that stand in a text, by IRI."""
    found: dict[str, Wording] = {}
    for part in chunks(sorted(set(iris)), _CHUNK):
        for iri, text, statement, start, end, page in rows(
            store,
            f"""SELECT DISTINCT ?x ?t ?d ?s ?e ?page WHERE {{ {values("x", part)}
            OPTIONAL {{ ?x pa:text ?t }} OPTIONAL {{ ?x pa:statement ?d }}
            OPTIONAL {{ ?x pa:source ?place . ?place oa:hasSelector ?p . ?p oa:start ?s ; oa:end ?e
                OPTIONAL {{ ?place pa:page ?page }} }} }}
            ORDER BY ?x ?s ?e""",
        ):
            where = f"{start}-{end}" + (f" (p. {page})" if page else "") if start else ""
            if text or statement or where:
                found.setdefault(iri, Wording(" ".join((text or statement).split()), where))
    return found
