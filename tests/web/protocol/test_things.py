"""Our IRIs as addresses, the description of the service, and what surrounds every answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, Store, parse

from pa_graph.cli.entry import run
from tests.web.serving import Server, served

ROOT = Path(__file__).parents[3]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the graphs of real agreements."""
    store = tmp_path_factory.mktemp("facts") / "store"
    assert run(["ingest", str(ROOT / "data" / "agreements"), "--store", str(store)]) == 0
    with served(store) as server:
        yield server


@pytest.fixture(scope="module")
def site(facts: Server) -> Iterator[httpx.Client]:
    with facts.client() as client:
        yield client


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/id/agreement/hilvarenbeek-2024", "/agreements/hilvarenbeek-2024"),
        ("/id/graph/hilvarenbeek-2024", "/agreements/hilvarenbeek-2024"),
        ("/id/text/hilvarenbeek-2024/b0936d402015d0de", "/agreements/hilvarenbeek-2024#text"),
        ("/id/graph/text/hilvarenbeek-2024", "/agreements/hilvarenbeek-2024#text"),
        ("/id/extraction/hilvarenbeek-2024", "/agreements/hilvarenbeek-2024"),
        ("/id/agreement/hilvarenbeek-2024/commitment/8", "/commitments/hilvarenbeek-2024/8"),
        (
            "/id/agreement/hilvarenbeek-2024/commitment/8/target/1",
            "/commitments/hilvarenbeek-2024/8",
        ),
        ("/id/party/leystromen", "/parties/leystromen"),
        ("/id/document/woonvisie/hilvarenbeek", "/documents/woonvisie/hilvarenbeek"),
        ("/code/theme/availability", "/data/codes?scheme=theme"),
        ("/ontology", "/data/ontology"),
    ],
)
def test_a_person_is_shown_the_page_of_a_thing(site: httpx.Client, path: str, page: str) -> None:
    response = site.get(path, headers={"Accept": BROWSER})
    assert response.status_code == 303
    assert response.headers["location"] == f"{site.base_url}".rstrip("/") + page
    assert response.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/id/agreement/hilvarenbeek-2024", "pa:Agreement"),
        ("/id/agreement/hilvarenbeek-2024/commitment/1", "pa:partOf"),
        ("/id/party/leystromen", "Leystromen"),
        ("/code/theme/availability", "skos:prefLabel"),
        ("/ontology", "owl:"),
    ],
)
def test_a_program_gets_rdf(site: httpx.Client, path: str, words: str) -> None:
    response = site.get(path, headers={"Accept": "text/turtle"})
    assert response.status_code == 200, response.text
    assert words in response.text
    assert list(parse(response.content, format=RdfFormat.TURTLE))
    tag = response.headers["etag"]
    again = site.get(path, headers={"Accept": "text/turtle", "If-None-Match": tag})
    assert again.status_code == 304
    other = site.get(path, params={"format": "jsonld"}, headers={"Accept": BROWSER})
    assert other.headers["content-type"] == "application/ld+json"


def test_a_commitment_comes_with_its_parts(site: httpx.Client) -> None:
    query = "SELECT ?c WHERE { ?c pa:target ?t . ?t pa:value ?v } ORDER BY ?c LIMIT 1"
    rows = site.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    path = rows[0]["c"]["value"].removeprefix("https://w3id.org/pa-graph")
    assert "pa:value" in site.get(path, params={"format": "ttl"}).text


@pytest.mark.parametrize("path", ["/id/party/x%22y", "/id/a%20b", "/id/", "/code/theme/none"])
def test_what_nobody_knows_is_not_found(site: httpx.Client, path: str) -> None:
    response = site.get(path, headers={"Accept": "text/turtle"})
    assert response.status_code == 404
    assert response.text.count("\n") == 1


def test_the_service_describes_itself(site: httpx.Client) -> None:
    response = site.get("/sparql", headers={"Accept": "text/turtle"})
    store = Store()
    store.load(response.content, format=RdfFormat.TURTLE)

    def values(predicate: str) -> set[str]:
        rows = store.query(f"SELECT ?o WHERE {{ ?s <{SD}{predicate}> ?o }}")
        return {row[0].value.rpartition("#")[2].rpartition("/")[2] for row in rows}  # type: ignore

    assert values("endpoint") == {"sparql"}
    assert values("supportedLanguage") == {"SPARQL11Query"}
    assert values("feature") == {"UnionDefaultGraph"}
    assert {"SPARQL_Results_JSON", "Turtle", "JSON-LD"} <= values("resultFormat")
    assert "hilvarenbeek-2024" in values("name")
    shown = site.get("/sparql", headers={"Accept": BROWSER})
    assert (shown.status_code, shown.headers["location"]) == (
        303,
        str(site.base_url).rstrip("/") + "/ask",
    )


def test_the_data_describe_themselves(site: httpx.Client) -> None:
    response = site.get("/.well-known/void", headers={"Accept": "text/turtle"})
    store = Store()
    store.load(response.content, format=RdfFormat.TURTLE)
    void = "PREFIX void: <http://rdfs.org/ns/void#> "
    row = next(
        iter(
            store.query(  # type: ignore[arg-type]
                void + "SELECT ?n ?dump WHERE { ?d void:triples ?n ; void:dataDump ?dump }"
            )
        )
    )
    dump = site.get(row["dump"].value)
    assert dump.status_code == 200
    triples = {str(quad.triple) for quad in parse(dump.content, format=RdfFormat.TRIG)}
    assert len(triples) == int(row["n"].value)


def test_what_surrounds_every_answer(site: httpx.Client) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/api/agreements", "/api", "/nothing/here"):
        headers = site.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'self'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "server" not in headers


def test_pages_are_not_for_other_sites(site: httpx.Client) -> None:
    assert "access-control-allow-origin" not in site.get("/").headers
    assert site.get("/api/agreements").headers["access-control-allow-origin"] == "*"


def test_the_agreements_as_json(site: httpx.Client) -> None:
    rows = site.get("/api/agreements").json()
    names = [row["name"] for row in rows]
    assert names == sorted(names)
    assert "hilvarenbeek-2024" in names
    one = site.get("/api/agreements/hilvarenbeek-2024").json()
    count = next(row["commitments"] for row in rows if row["name"] == "hilvarenbeek-2024")
    assert len(one["commitments"]) == count
    assert site.get("/api/agreements/nowhere-1999").status_code == 404


def test_commitments_are_found_by_what_they_are_about(site: httpx.Client) -> None:
    everything = site.get("/api/commitments", params={"limit": 1}).json()
    assert everything["total"] == sum(
        row["commitments"] for row in site.get("/api/agreements").json()
    )
    asked = {"agreement": "hilvarenbeek-2024", "theme": "availability", "limit": 1000}
    found = site.get("/api/commitments", params=asked).json()
    assert 0 < found["total"] < everything["total"]
    assert found["total"] == len(found["items"])
    for item in found["items"]:
        assert item["agreement"] == "hilvarenbeek-2024"
        assert any(theme.endswith("/availability") for theme in item["theme"])
    second = site.get("/api/commitments", params={**asked, "limit": 1, "offset": 1}).json()
    assert second["items"] == found["items"][1:2]


def test_shipped_questions_are_answered(site: httpx.Client) -> None:
    names = [row["name"] for row in site.get("/api/questions").json()]
    assert "commitments-of-party" in names
    answer = site.get("/api/questions/commitments-of-party", params={"party": "leystromen"})
    found = answer.json()
    assert found["columns"][0] == "theme"
    assert len(found["rows"]) > 5
    refused = site.get("/api/questions/commitments-of-party", params={"nothing": "x"})
    assert (refused.status_code, refused.text.count("\n")) == (404, 1)
    assert site.get("/api/questions/..%2Fpyproject").status_code == 404


def test_the_page_of_the_api_asks_nothing_from_elsewhere(site: httpx.Client) -> None:
    page = site.get("/api").text
    assert "/api/questions/{name}" in page
    assert "<script" not in page
    assert "style=" not in page
    own = str(site.base_url).rstrip("/")
    addresses = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert all(address.startswith((own, "#")) for address in addresses)
