"""What the service can do and what it holds, in the words of SPARQL 1.1 and VoID."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pa_graph.model.namespaces import PA, PAC, PAD, PREFIXES
from pa_graph.web.addresses import base_of
from pa_graph.web.engine.asking import rows
from pa_graph.web.engine.engine import Engine
from pa_graph.web.engine.formats import GRAPHS, MEDIA_TYPES, tidied
from pa_graph.web.engine.pool import QueryEnded
from pa_graph.web.protocol.exchange import etag, unchanged
from pa_graph.web.protocol.negotiation import GRAPH_FORMS, chosen, named, not_acceptable
from pa_graph.web.settings import Limits, Settings

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
RDF_TYPE: Final = NamedNode(PREFIXES["rdf"] + "type")

_RESULT_FORMATS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
    "TriG",
)
_GRAPHS: Final = (
    "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
)
_TOTALS: Final = (
    "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects)"
    " WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }"
)
_CLASSES: Final = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c ORDER BY ?c"
_PROPERTIES: Final = (
    "SELECT ?p (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }"
    " GROUP BY ?p ORDER BY ?p"
)


def _name(prefixed: str) -> NamedNode:
    prefix, _, local = prefixed.partition(":")
    return NamedNode((SD if prefix == "sd" else PREFIXES[prefix]) + local)


def _count(number: str) -> Literal:
    return Literal(number, datatype=_name("xsd:integer"))


async def _counted(engine: Engine, sparql: str, limits: Limits) -> list[dict[str, str]]:
    """Return the rows of a count; none where it takes too long: a description may say less."""
    try:
        return await rows(engine, sparql, limits)
    except QueryEnded:
        return []


class _Facts:
    """What was counted, for one state of the data."""

    def __init__(self) -> None:
        self._known: dict[str, list[dict[str, str]]] = {}
        self._tag = ""

    async def get(self, engine: Engine, sparql: str, limits: Limits) -> list[dict[str, str]]:
        if not engine.tag or engine.tag != self._tag:
            self._known.clear()
            self._tag = engine.tag
        if sparql not in self._known:
            self._known[sparql] = await _counted(engine, sparql, limits)
        return self._known[sparql]


def _facts(request: Request) -> _Facts:
    state = request.app.state
    if not hasattr(state, "description_facts"):
        state.description_facts = _Facts()
    facts: _Facts = state.description_facts
    return facts


async def description(
    request: Request, settings: Settings, engine: Engine, format_: str | None
) -> Response:
    """Return the description of the service; who wants to read is shown where to ask."""
    if not format_ and chosen(request.headers.get("accept", ""), (*GRAPH_FORMS, "html")) == "html":
        return RedirectResponse(f"{base_of(request, settings)}/ask", 303, {"Vary": "Accept"})
    facts = _facts(request)
    graphs = await facts.get(engine, _GRAPHS, settings.limits)
    totals = await facts.get(engine, _TOTALS, settings.limits)
    base = base_of(request, settings)
    return _written(request, list(_service(base, settings, graphs, totals)), engine.tag, format_)


async def void(
    request: Request, settings: Settings, engine: Engine, format_: str | None = None
) -> Response:
    """Return what the store holds, in VoID."""
    facts = _facts(request)
    totals = await facts.get(engine, _TOTALS, settings.limits)
    classes = await facts.get(engine, _CLASSES, settings.limits)
    properties = await facts.get(engine, _PROPERTIES, settings.limits)
    base = base_of(request, settings)
    return _written(request, list(_dataset(base, totals, classes, properties)), engine.tag, format_)


def _service(
    base: str, settings: Settings, graphs: list[dict[str, str]], totals: list[dict[str, str]]
) -> Iterator[Triple]:
    service, dataset = NamedNode(f"{base}/sparql"), BlankNode("dataset")
    default = BlankNode("default")
    yield Triple(service, RDF_TYPE, _name("sd:Service"))
    yield Triple(service, _name("sd:endpoint"), service)
    yield Triple(service, _name("sd:supportedLanguage"), _name("sd:SPARQL11Query"))
    if settings.token:
        yield Triple(service, _name("sd:supportedLanguage"), _name("sd:SPARQL11Update"))
    yield Triple(service, _name("sd:feature"), _name("sd:UnionDefaultGraph"))
    for format_ in _RESULT_FORMATS:
        yield Triple(service, _name("sd:resultFormat"), NamedNode(FORMATS + format_))
    yield Triple(service, _name("sd:defaultDataset"), dataset)
    yield Triple(dataset, RDF_TYPE, _name("sd:Dataset"))
    yield Triple(dataset, _name("rdfs:seeAlso"), NamedNode(f"{base}/.well-known/void"))
    yield Triple(dataset, _name("sd:defaultGraph"), default)
    yield Triple(default, RDF_TYPE, _name("sd:Graph"))
    for row in totals:
        yield Triple(default, _name("void:triples"), _count(row["n"]))
    for number, row in enumerate(graphs):
        named_graph, graph = BlankNode(f"n{number}"), BlankNode(f"g{number}")
        yield Triple(dataset, _name("sd:namedGraph"), named_graph)
        yield Triple(named_graph, RDF_TYPE, _name("sd:NamedGraph"))
        yield Triple(named_graph, _name("sd:name"), NamedNode(row["g"]))
        yield Triple(named_graph, _name("sd:graph"), graph)
        yield Triple(graph, RDF_TYPE, _name("sd:Graph"))
        yield Triple(graph, _name("void:triples"), _count(row["n"]))


def _dataset(
    base: str,
    totals: list[dict[str, str]],
    classes: list[dict[str, str]],
    properties: list[dict[str, str]],
) -> Iterator[Triple]:
    dataset = NamedNode(f"{base}/.well-known/void#dataset")
    yield Triple(dataset, RDF_TYPE, _name("void:Dataset"))
    for title, language in (
        ("Prestatieafspraken als graaf", "nl"),
        ("Dutch housing agreements as a graph", "en"),
    ):
        yield Triple(dataset, _name("dcterms:title"), Literal(title, language=language))
    yield Triple(dataset, _name("foaf:homepage"), NamedNode(f"{base}/"))
    yield Triple(dataset, _name("void:sparqlEndpoint"), NamedNode(f"{base}/sparql"))
    yield Triple(dataset, _name("void:dataDump"), NamedNode(f"{base}/rdf-graph-store?format=trig"))
    yield Triple(dataset, _name("void:uriSpace"), Literal(PAD))
    for vocabulary in (PA, PAC):
        yield Triple(dataset, _name("void:vocabulary"), NamedNode(vocabulary))
    for form in GRAPH_FORMS:
        feature = {"ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF_XML", "jsonld": "JSON-LD"}
        if form in feature:
            yield Triple(dataset, _name("void:feature"), NamedNode(FORMATS + feature[form]))
    for row in totals:
        yield Triple(dataset, _name("void:triples"), _count(row["n"]))
        yield Triple(dataset, _name("void:distinctSubjects"), _count(row["subjects"]))
    if classes:
        yield Triple(dataset, _name("void:classes"), _count(str(len(classes))))
    if properties:
        yield Triple(dataset, _name("void:properties"), _count(str(len(properties))))
    for number, row in enumerate(classes):
        part = BlankNode(f"c{number}")
        yield Triple(dataset, _name("void:classPartition"), part)
        yield Triple(part, _name("void:class"), NamedNode(row["c"]))
        yield Triple(part, _name("void:entities"), _count(row["n"]))
    for number, row in enumerate(properties):
        part = BlankNode(f"p{number}")
        yield Triple(dataset, _name("void:propertyPartition"), part)
        yield Triple(part, _name("void:property"), NamedNode(row["p"]))
        yield Triple(part, _name("void:triples"), _count(row["n"]))


def _written(request: Request, triples: list[Triple], tag: str, format_: str | None) -> Response:
    """Return triples in the form that the request asks for."""
    form = (
        named(format_, GRAPH_FORMS)
        if format_
        else chosen(request.headers.get("accept", ""), GRAPH_FORMS)
    )
    if form is None:
        raise not_acceptable(GRAPH_FORMS)
    headers = {"Vary": "Accept, Accept-Encoding", "Cache-Control": "no-cache"}
    if tag:
        headers["ETag"] = etag(tag, form, str(request.url))
        if unchanged(request.scope, headers["ETag"]):
            return Response(status_code=304, headers=headers)
    prefixes = {**PREFIXES, "sd": SD}
    content = serialize(triples, format=GRAPHS[form], prefixes=prefixes) or b""
    content = tidied(form, content, whole=True)
    return Response(content, headers={**headers, "Content-Type": MEDIA_TYPES[form]})
