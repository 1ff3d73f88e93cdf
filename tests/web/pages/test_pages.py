"""Every page in both languages: it is there, whole, safe, and its links lead somewhere."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from types import SimpleNamespace
from typing import cast
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
import pytest
from lxml import html
from pyoxigraph import RdfFormat, parse

from pa_graph.model.namespaces import PAC
from pa_graph.operations.browse.records import TargetRecord
from pa_graph.web.pages.amounts import target_words
from pa_graph.web.pages.visit import Visit
from tests.web.pages.site import LANGUAGES, PAGES, ROOT

EXAMPLES = ROOT / "data" / "examples"
BOTH = pytest.mark.parametrize("language", LANGUAGES)


def tree_of(response: httpx.Response) -> html.HtmlElement:
    return html.fromstring(response.content)


@BOTH
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole(client: httpx.Client, language: str, path: str) -> None:
    response = client.get(f"/{language}/{path}")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    tree = tree_of(response)
    assert tree.get("lang") == language
    assert tree.xpath("//title/text()")[0].strip(" –") != "pa-graph"
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//main")) == 1
    assert len(tree.xpath("//nav[@aria-label]")) >= 2
    ids = tree.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    unlabelled = [
        field.get("name")
        for field in tree.xpath("//main//input[not(@type='hidden')] | //main//select")
        if not field.xpath("ancestor::label")
        and not tree.xpath(f"//label[@for='{field.get('id')}']")
    ]
    assert unlabelled == []
    # A table within the text of a document is as its author made it.
    ours = tree.xpath("//main//table[not(@class='in-text')]")
    assert all(table.xpath(".//th[@scope='col']") for table in ours)


@BOTH
@pytest.mark.parametrize("path", PAGES)
def test_nothing_comes_from_outside_and_nothing_is_inline(
    client: httpx.Client, language: str, path: str
) -> None:
    response = client.get(f"/{language}/{path}")
    tree = tree_of(response)
    addresses = tree.xpath("//@src | //@href | //@action | //@formaction | //@data-graph")
    assert [a for a in addresses if re.match(r"[a-z]+:|//", a)] == []
    assert tree.xpath("//script[not(@src)] | //style") == []
    assert tree.xpath("//@style") == []
    assert [a for e in tree.iter() for a in e.attrib if a.startswith("on")] == []
    policy = response.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@BOTH
def test_texts_of_documents_are_escaped(client: httpx.Client, language: str) -> None:
    shown = 0
    for path in PAGES:
        text = client.get(f"/{language}/{path}").text
        assert "<script>window.harmed" not in text
        assert "<img src=x" not in text
        shown += "&lt;script&gt;window.harmed" in text
    # The attack was there to be escaped.
    assert shown >= 5


@BOTH
def test_what_people_ask_is_escaped(client: httpx.Client, language: str) -> None:
    attack = '"><script>window.harmed=1</script>'
    for path, name in (
        ("commitments", "q"),
        ("commitments", "theme"),
        ("ask", "query"),
        ("ask/calendar", "quarter"),
        ("dependencies", "around"),
        ("dependencies/impact", "impact"),
        ("timeline", "party"),
    ):
        response = client.get(f"/{language}/{path}", params={name: attack})
        assert response.status_code in (200, 400, 404)
        assert "<script>window.harmed" not in response.text


def _links(tree: html.HtmlElement, address: str) -> set[str]:
    found = tree.xpath("//a[@href and not(contains(@rel, 'nofollow'))]/@href")
    found += tree.xpath("//link/@href | //script/@src")
    return {urldefrag(urljoin(address, href))[0] for href in found}


@BOTH
def test_every_link_leads_somewhere(client: httpx.Client, language: str) -> None:
    """Follow all links; of pages that differ in what is asked only, one of each kind."""
    start = f"{client.base_url}/{language}/".replace(f"//{language}", f"/{language}")
    waiting, seen, broken, anchors = [start], {start}, [], []
    kinds: set[tuple[str, ...]] = set()
    while waiting:
        address = waiting.pop()
        response = client.get(address, follow_redirects=True)
        if response.status_code != 200:
            broken.append((response.status_code, address))
            continue
        if "html" not in response.headers["content-type"]:
            continue
        tree = tree_of(response)
        ids = set(tree.xpath("//@id"))
        anchors += [
            (address, href)
            for href in tree.xpath("//a/@href[starts-with(., '#')]")
            if href[1:] not in ids
        ]
        for link in sorted(_links(tree, address)):
            parts = urlsplit(link)
            other = parts.path.startswith(tuple(f"/{x}/" for x in LANGUAGES if x != language))
            names = tuple(sorted(re.findall(r"(?:^|&)(\w+)=", parts.query)))
            kind = (re.sub(r"\d+", "0", parts.path), *names) if names else (link,)
            if language == "en" and parts.path.count("/") > 2:
                # The same pages as in Dutch: some of each kind will do.
                kind = (re.sub(r"\d+", "0", parts.path), *names)
            if parts.path.endswith((".csv", ".xlsx", ".ttl")):
                kind = (re.sub(r"[^/]+/[^/]+\.", ".", parts.path), *names)
            if link in seen or kind in kinds or other:
                continue
            seen.add(link)
            kinds.add(kind)
            waiting.append(link)
    assert broken == []
    assert anchors == []
    assert len(seen) > 120


def test_a_language_is_chosen_by_browser_and_remembered(site: str) -> None:
    client = httpx.Client(base_url=site)
    dutch = {"Accept-Language": "nl-NL,nl;q=0.9,en;q=0.5"}
    assert client.get("/", headers=dutch).headers["location"] == "/nl/"
    german = client.get("/", headers={"Accept-Language": "de"})
    assert german.headers["location"] == "/en/"
    shared = client.get("/commitments?theme=care", headers=dutch)
    assert shared.status_code == 307
    assert shared.headers["location"] == "/nl/commitments?theme=care"
    english = client.get("/", headers={**dutch, "Cookie": "language=en"})
    assert english.headers["location"] == "/en/"
    client.get("/nl/parties")
    assert client.get("/", headers={"Accept-Language": "en"}).headers["location"] == "/nl/"
    client.close()


@BOTH
@pytest.mark.parametrize(
    "path", ["nothing", "agreements/no-such", "commitments/losser-2024/999", "parties/nobody"]
)
def test_what_is_not_there_is_said_in_a_page(
    client: httpx.Client, language: str, path: str
) -> None:
    response = client.get(f"/{language}/{path}")
    assert response.status_code == 404
    assert tree_of(response).xpath("//main//*[@role='alert']")


TABLES = (
    ("overview", ""),
    ("overview", "missing"),
    ("agreements", ""),
    ("agreements/losser-2024", ""),
    ("agreements/losser-2024", "measures"),
    ("commitments", ""),
    ("commitments/losser-2024/3", ""),
    ("commitments/losser-2024/3", "needs"),
    ("parties", ""),
    ("parties/dinkelrand", "promises"),
    ("parties/dinkelrand", "needs"),
    ("documents", ""),
    ("documents/losser-woonvisie-losser-2022-2027", "needed-by"),
    ("dependencies", ""),
    ("dependencies/impact", ""),
    ("timeline", ""),
    ("matrix", ""),
    ("ask/calendar", ""),
    ("data", ""),
    ("data/ontology", ""),
    ("data/codes", ""),
    ("data/shapes", ""),
)


@pytest.mark.parametrize(("path", "table"), TABLES)
def test_every_table_is_a_file_too(client: httpx.Client, path: str, table: str) -> None:
    query = {"table": table, "quarter": "2025-Q4", "impact": "losser-woonvisie-losser-2022-2027"}
    if path != "ask/calendar":
        del query["quarter"]
    answers = {e: client.get(f"/en/{path}.{e}", params=query) for e in ("csv", "xlsx", "ttl")}
    assert [answer.status_code for answer in answers.values()] == [200, 200, 200]
    rows = list(csv.reader(io.StringIO(answers["csv"].text)))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    with zipfile.ZipFile(io.BytesIO(answers["xlsx"].content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == len(rows)
    assert "<f>" not in sheet
    assert list(parse(answers["ttl"].content, format=RdfFormat.TURTLE))


def test_files_are_the_same_each_time_and_hold_what_the_page_leaves_out(
    client: httpx.Client,
) -> None:
    for ending in ("csv", "xlsx", "ttl"):
        first, second = (client.get(f"/nl/commitments.{ending}").content for _ in range(2))
        assert first == second
    rows = list(csv.reader(io.StringIO(client.get("/nl/commitments.csv").text)))
    page = tree_of(client.get("/nl/commitments"))
    assert len(rows) - 1 > len(page.xpath("//main//tbody/tr")) == 25
    filtered = client.get("/nl/commitments.csv?agreement=losser-2024").text
    assert len(list(csv.reader(io.StringIO(filtered)))) == 15


def test_a_thing_is_rdf_beside_its_page(client: httpx.Client) -> None:
    text = client.get("/nl/commitments/losser-2024/2.ttl").text
    triples = list(parse(text.encode(), format=RdfFormat.TURTLE))
    subjects = {t.subject.value.rpartition("losser-2024/")[2] for t in triples}
    assert {"commitment/2", "commitment/2/target/1"} <= subjects
    seen = client.get("/id/agreement/losser-2024/commitment/2", headers={"Accept": "text/html"})
    assert seen.status_code == 303
    shown = client.get(seen.headers["location"], follow_redirects=True)
    assert "/commitments/losser-2024/2" in str(shown.url)


def test_facets_count_what_they_find(client: httpx.Client) -> None:
    page = tree_of(client.get("/en/commitments?agreement=losser-2024"))
    links = page.xpath("//aside//a[.//span[@class='n']]")
    assert len(links) > 10
    for link in links:
        count = int(link.xpath(".//span[@class='n']/text()")[0])
        if link.get("aria-current") or "agreement=" not in link.get("href").partition("?")[2]:
            continue
        if link.get("href").count("agreement=") > 1:
            continue
        found = tree_of(client.get(link.get("href")))
        assert int(found.xpath("//p[@role='status']/strong/text()")[0]) == count


def test_facts_without_words_say_so(client: httpx.Client) -> None:
    for language, words in (("nl", "alleen feiten"), ("en", "facts only")):
        for path in ("agreements/tynaarlo-2023", "commitments/tynaarlo-2023/2"):
            assert words in client.get(f"/{language}/{path}").text


def marked(page: html.HtmlElement, words: str) -> set[str]:
    """Return the classes of the marks on exactly these words."""
    found = page.xpath("//mark[normalize-space()=$words]/@class", words=words)
    return {name for names in found for name in names.split()}


def test_the_whole_text_is_there_with_its_commitments_marked(client: httpx.Client) -> None:
    page = tree_of(client.get("/en/agreements/losser-2024"))
    (shown,) = page.xpath("//div[contains(@class, 'whole')]")
    for extra in shown.xpath(".//a[contains(@class, 'tag')] | .//*[contains(@class, 'badge')]"):
        extra.drop_tree()
    text = (EXAMPLES / "chain" / "prestatieafspraken-losser.txt").read_text(encoding="utf-8")
    assert "".join(shown.text_content().split()) == "".join(text.split())
    page = tree_of(client.get("/en/agreements/losser-2024"))
    badges = page.xpath("//a[contains(@class, 'badge')]")
    assert [badge.get("id") for badge in badges] == [f"c{n}" for n in range(1, 15)]
    assert badges[1].get("href") == "/en/commitments/losser-2024/2"
    said = [one.text_content() for one in page.xpath("//span[@class='said']")]
    assert any(
        words.startswith("De gemeente verleent voor 1 april 2024 de vergunning")
        and words.endswith("voor 18 sociale huurwoningen in Beuningen.")
        for words in said
    )
    assert "m-target" in marked(page, "18 sociale huurwoningen")
    assert "m-location" in marked(page, "Beuningen")
    assert "m-time" in marked(page, "voor 1 april 2024")
    assert "m-initiator" in marked(page, "De gemeente")
    (target,) = page.xpath("//mark[normalize-space()='18 sociale huurwoningen']/@title")
    assert target.startswith("target: ")
    assert "18" in target


def test_every_fact_leads_to_words_that_are_there(client: httpx.Client) -> None:
    pages: dict[str, html.HtmlElement] = {}

    def ids(address: str) -> list[str]:
        if address not in pages:
            pages[address] = tree_of(client.get(address))
        return [str(name) for name in pages[address].xpath("//@id")]

    followed = 0
    for name in ("losser-2024", "lochem-2024", "harm-2024"):
        agreement = f"/nl/agreements/{name}"
        found = ids(agreement)
        assert len(found) == len(set(found))
        commitments = pages[agreement].xpath("//table[@data-name='commitments']//th/a/@href")
        assert len(commitments) > 10
        for address in (agreement, *commitments):
            here = ids(address)
            assert len(here) == len(set(here))
            for link in pages[address].xpath("//a[contains(@class, 'to-words')]/@href"):
                target, _, anchor = link.partition("#")
                assert anchor in ids(target or address), (address, link)
                followed += 1
            if address != agreement:
                facts = pages[address].xpath("//table[@class='fields']/tbody/tr")
                assert len(facts) == len(pages[address].xpath("//td/a[@class='to-words']"))
    assert followed > 300


@BOTH
def test_a_vision_shows_its_text_with_its_aims(client: httpx.Client, language: str) -> None:
    page = tree_of(client.get(f"/{language}/documents/losser-woonvisie-losser-2022-2027"))
    aims = page.xpath("//article[@class='passage']/@id")
    assert len(aims) > 3
    assert page.xpath("//a[contains(@class, 'badge')]/@id") == [f"t-{name}" for name in aims]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(link[1:] in ids for link in page.xpath("//a/@href") if link.startswith("#t-"))


@BOTH
def test_a_document_is_validated_and_not_kept(
    client: httpx.Client, language: str, upload: object
) -> None:
    from pathlib import Path

    assert isinstance(upload, Path)
    before = client.get("/nl/data.csv").text
    content = upload.read_bytes()
    files = {"document": ("concept <b>.txt", content, "text/plain")}
    response = client.post(f"/{language}/validate", files=files, data={"older": "lochem-2024"})
    assert response.status_code == 200
    page = tree_of(response)
    assert page.xpath("//ol[@class='findings']/li")
    assert "huizen" in page.xpath("//div[@class='pre']")[0].text_content()
    assert page.xpath("//table[@data-name='compared']//td")
    assert "concept <b>.txt" not in response.text
    endings = {"nl": (("csv", b"severity"), ("ttl", b"@prefix")), "en": (("html", b"<!DOCTYPE"),)}
    for ending, start in endings[language]:
        file = client.post(f"/{language}/validate.{ending}", files=files, data={"older": ""})
        assert file.status_code == 200
        assert start in file.content[:4000]
    assert client.get("/nl/data.csv").text == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("broken.ttl", b"<a> <b> ."),
        ("zip.txt", b"PK\x03\x04abc"),
        ("x.txt", b"no"),
    ],
)
def test_a_useless_file_is_refused_in_one_line(
    client: httpx.Client, name: str, content: bytes
) -> None:
    response = client.post("/en/validate", files={"document": (name, content)}, data={"older": ""})
    assert response.status_code == 400
    (alert,) = tree_of(response).xpath("//main//*[@role='alert']")
    assert "Traceback" not in response.text
    assert "/tmp" not in alert.text_content()


def test_an_answer_is_a_file_within_the_limits_of_the_endpoint(client: httpx.Client) -> None:
    query = "SELECT ?c WHERE { ?c a <https://w3id.org/pa-graph/ontology#Commitment> } LIMIT 3"
    for ending in ("csv", "xlsx", "ttl", "json"):
        answer = client.post(f"/en/ask/answer.{ending}", data={"query": query})
        assert answer.status_code == 200
        assert len(answer.content) > 50
    built = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3"
    answer = client.post("/en/ask/answer.ttl", data={"query": built})
    assert len(list(parse(answer.content, format=RdfFormat.TURTLE))) == 3
    for refused in ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "no query"):
        assert client.post("/en/ask/answer.csv", data={"query": refused}).status_code in (400, 403)


def test_static_files_are_pinned_by_their_content(client: httpx.Client) -> None:
    page = tree_of(client.get("/en/"))
    (style,) = page.xpath("//link[@rel='stylesheet']/@href")
    answer = client.get(style)
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/no-such.js").status_code == 404
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"


def test_a_column_of_targets_is_brief_and_its_file_is_whole() -> None:
    visit = cast(Visit, SimpleNamespace(language="nl", say=lambda dutch, _: dutch))
    counted = ") woningen in de kern die vrijkomen en passend worden toegewezen"
    target = TargetRecord("", "5", "", "", f"{PAC}unit/dwelling", "", counted, "year", "", "", None)
    assert target_words(visit, target) == f"5 {counted[2:]} per jaar"
    assert (
        target_words(visit, target, brief=True) == "5 woningen in de kern die vrijkomen … per jaar"
    )
