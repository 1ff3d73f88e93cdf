"""Which form of an answer a request asks for: ``Accept``, or ``format=`` in the address."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pa_graph.web.engine.formats import GRAPHS, MEDIA_TYPES, RESULTS
from pa_graph.web.protocol.problems import Problem

ACCEPTED: Final[dict[str, str]] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/turtle": "ttl",
    "application/x-turtle": "ttl",
    "text/n3": "ttl",
    "application/n-triples": "nt",
    "text/plain": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nq",
    "text/html": "html",
    "application/xhtml+xml": "html",
}
"""Media type → short name of a form."""

# A media type that means one thing for rows and another for triples.
_FOR_GRAPHS: Final = {"application/xml": "rdf", "text/xml": "rdf", "application/json": "jsonld"}

_KINDS: Final = {
    **{form: media.partition("/")[0] + "/" for form, media in MEDIA_TYPES.items()},
    "html": "text/",
}

_NAMES: Final = {
    **{name: name for name in (*RESULTS, *GRAPHS, "html")},
    "srj": "json",
    "srx": "xml",
    "turtle": "ttl",
    "ntriples": "nt",
    "n-triples": "nt",
    "rdfxml": "rdf",
    "rdf+xml": "rdf",
    "json-ld": "jsonld",
    "nquads": "nq",
    "n-quads": "nq",
}

RESULT_FORMS: Final = tuple(RESULTS)
GRAPH_FORMS: Final = tuple(GRAPHS)


@lru_cache(maxsize=1024)
def _ranges(accept: str) -> tuple[tuple[str, float], ...]:
    """Return media range and weight, in the order of the header."""
    found = []
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    weight = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    weight = 0.0
        if name:
            found.append((name.lower(), weight))
    return tuple(found)


@lru_cache(maxsize=4096)
def chosen(accept: str, forms: tuple[str, ...]) -> str | None:
    """Return the form that the header likes best; the earlier one in *forms* where it likes both.

    Args:
        accept: the header; empty: anything.
        forms: short names that can be given, the best first.
    """
    if not accept.strip():
        return forms[0]
    ranges = _ranges(accept)
    for_graphs = "rdf" in forms
    best: tuple[float, int] | None = None
    result = None
    for rank, form in enumerate(forms):
        weight = _weight(form, ranges, for_graphs)
        if weight > 0 and (best is None or (weight, -rank) > best):
            best, result = (weight, -rank), form
    return result


def _weight(form: str, ranges: tuple[tuple[str, float], ...], for_graphs: bool) -> float:
    """Return the weight of a form: that of the most particular range that it falls under."""
    found: tuple[int, float] = (-1, 0.0)
    for name, weight in ranges:
        named = (_FOR_GRAPHS.get(name) if for_graphs else None) or ACCEPTED.get(name)
        if named == form:
            particular = 2
        elif name.endswith("/*") and name[:-1] == _KINDS[form]:
            particular = 1
        elif name == "*/*":
            particular = 0
        else:
            continue
        # Among equals the more willing one: a client may list several names of one form.
        found = max(found, (particular, weight))
    return found[1] if found[0] >= 0 else 0.0


def named(value: str, forms: tuple[str, ...]) -> str | None:
    """Return the form that ``format=`` names (a short name or a media type), if it can be given.

    Raises:
        Problem: nobody knows a form of that name (400).
    """
    # A plus sign in an address means a space.
    text = value.strip().lower().replace(" ", "+")
    form = _NAMES.get(text) or ACCEPTED.get(text)
    if form is None:
        raise Problem(400, f"No form {value[:40]!r}; there are {', '.join((*RESULTS, *GRAPHS))}")
    if form in ("xml", "json") and form not in forms:
        form = "rdf" if form == "xml" else "jsonld"
    return form if form in forms else None


def not_acceptable(forms: tuple[str, ...]) -> Problem:
    """Return the problem that tells which forms there are (406)."""
    types = sorted(name for name, form in ACCEPTED.items() if form in forms)
    return Problem(406, f"None of the forms asked for; there are {', '.join(types)}")
