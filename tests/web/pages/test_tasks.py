"""The main tasks from start to end in a real browser, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.pages.conftest import Watched
from tests.web.pages.site import LANGUAGES

BOTH = pytest.mark.parametrize("language", LANGUAGES)
WORDS = {
    "nl": {
        "commitments": "Afspraken",
        "words": "Woorden",
        "search": "Zoek",
        "in words": "in de woorden",
        "whole": "in de hele tekst",
        "parties": "Partijen",
        "validate": "Toets",
        "file": "Bestand: tekst of RDF",
        "compare": "Vergelijk met",
        "run": "Stel de vraag",
        "chart": "Grafiek",
        "graph": "Netwerk",
        "table": "Tabel",
        "make": "Maak de vraag",
        "what if": "Wat als?",
        "thing": "Document, partij of afspraak",
        "work out": "Reken door",
        "other": "English",
        "theme": "Thema",
    },
    "en": {
        "commitments": "Commitments",
        "words": "Words",
        "search": "Search",
        "in words": "in the words",
        "whole": "in the whole text",
        "parties": "Parties",
        "validate": "Validate",
        "file": "File: text or RDF",
        "compare": "Compare with",
        "run": "Run the question",
        "chart": "Chart",
        "graph": "Graph",
        "table": "Table",
        "make": "Make the question",
        "what if": "What if?",
        "thing": "Document, party or commitment",
        "work out": "Work out",
        "other": "Nederlands",
        "theme": "Theme",
    },
}


def painted(page: Page) -> int:
    """Return how many pixels of the picture are not empty."""
    script = """canvas => {
        const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        let count = 0;
        for (let i = 3; i < data.length; i += 4) if (data[i]) count++;
        return count;
    }"""
    found: int = page.locator("canvas").first.evaluate(script)
    return found


def asked(page: Page, query: str) -> None:
    """Write a question into the editor in the place of what stands there, and ask it."""
    write(page, query)
    page.keyboard.press("Control+Enter")


def write(page: Page, query: str) -> None:
    """Write a question into the editor in the place of what stands there."""
    page.locator(".yasqe textarea").focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(query)


@BOTH
def test_from_a_search_to_the_words(page: Page, language: str) -> None:
    say = WORDS[language]
    page.goto(f"/{language}/")
    page.get_by_role("navigation").get_by_role("link", name=say["commitments"], exact=True).click()
    page.locator("aside").get_by_role("link", name=re.compile("Losser")).first.click()
    expect(page).to_have_url(re.compile(r"municipality=gm0168"))
    search = page.get_by_role("main").get_by_role("search")
    search.get_by_label(say["words"]).fill("sociale huur")
    search.get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"municipality=gm0168.*q=sociale"))
    expect(page.get_by_role("status")).to_contain_text("6")
    page.get_by_role("link", name="losser-2024 · 2", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2")
    page.get_by_role("link", name=re.compile(say["in words"])).last.click()
    expect(page).to_have_url(re.compile(r"#(target|location)-1$"))
    expect(page.locator(":target + mark")).to_be_visible()
    page.get_by_role("link", name=say["whole"]).click()
    expect(page.locator("#c2:target")).to_be_in_viewport()


@BOTH
def test_facets_are_taken_off_and_headings_sort(page: Page, language: str) -> None:
    page.goto(f"/{language}/commitments?agreement=losser-2024&theme=care")
    assert page.locator("tbody tr").count() == 3
    page.locator(".chips a").filter(has_text=re.compile("zorg|care")).click()
    expect(page.locator("tbody tr")).to_have_count(14)
    page.get_by_role("columnheader", name=WORDS[language]["theme"]).get_by_role("link").click()
    heading = page.get_by_role("columnheader", name=WORDS[language]["theme"])
    expect(heading).to_have_attribute("aria-sort", "ascending")
    heading.get_by_role("link").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^CSV")).click()
    assert download.value.suggested_filename == "commitments.csv"
    assert len(download.value.path().read_text(encoding="utf-8").splitlines()) == 15


@BOTH
def test_the_picture_is_explored_and_the_table_says_the_same(page: Page, language: str) -> None:
    page.goto(f"/{language}/dependencies?view=all")
    graph = page.locator(".graph")
    expect(graph).to_have_attribute("data-settled", "yes")
    assert painted(page) > 1000
    page.get_by_label(re.compile("Zoek in het beeld|Find in the picture")).fill("losser-2024 · 3")
    side = page.locator(".side")
    expect(side.get_by_role("heading").first).to_have_text("losser-2024 · 3")
    reasons = side.get_by_role("listitem").all_inner_texts()
    assert reasons
    side.get_by_role("link", name=re.compile("omgeving|neighbours")).click()
    expect(page).to_have_url(re.compile(r"around=losser-2024"))
    table = page.get_by_role("table").inner_text()
    assert all(reason.split(" – ", 1)[1] in table for reason in reasons)


@BOTH
def test_what_falls_over(page: Page, language: str) -> None:
    say = WORDS[language]
    page.goto(f"/{language}/dependencies")
    page.get_by_role("link", name=say["what if"]).click()
    page.get_by_label(say["thing"]).fill("losser-woonvisie-losser-2022-2027")
    page.get_by_role("button", name=say["work out"]).click()
    expect(page.get_by_role("table")).to_contain_text("losser-2024")
    expect(page.locator(".graph")).to_have_attribute("data-ready", re.compile(r"\d+"))
    assert painted(page) > 200


@BOTH
def test_a_draft_is_validated_and_compared(page: Page, language: str, upload: Path) -> None:
    say = WORDS[language]
    page.goto(f"/{language}/validate")
    page.get_by_label(say["file"]).set_input_files(upload)
    page.get_by_label(say["compare"]).select_option("lochem-2024")
    page.get_by_role("button", name=say["validate"], exact=True).click()
    expect(page.locator("#report")).to_contain_text("concept.txt")
    expect(page.locator("ol.findings > li").first).to_be_visible()
    link = page.locator("ol.findings a[href^='#d1-']").first
    link.click()
    anchor = (link.get_attribute("href") or "")[1:]
    expect(page.locator(f"[id='{anchor}'] + mark")).to_be_in_viewport()
    expect(page.locator("table[data-name=compared]")).to_contain_text("→")
    with page.expect_download() as download:
        page.get_by_role("button", name="XLSX").click()
    assert download.value.suggested_filename == "report.xlsx"


@BOTH
def test_a_shipped_question_is_asked(page: Page, language: str) -> None:
    say = WORDS[language]
    page.goto(f"/{language}/ask")
    page.locator(".questions a[href$='ask/calendar']").click()
    page.get_by_label(re.compile("^quarter")).fill("2025-Q4")
    page.get_by_role("button", name=say["run"]).click()
    expect(page.get_by_role("table")).to_contain_text("losser-2024/commitment/3")
    page.get_by_role("table").get_by_role("link", name="losser-2024/commitment/3").click()
    expect(page).to_have_url(re.compile(rf"/{language}/commitments/losser-2024/3$"))


@BOTH
def test_a_question_is_put_together_without_sparql(page: Page, language: str) -> None:
    say = WORDS[language]
    page.goto(f"/{language}/ask")
    form = page.locator("form.build")
    form.locator("select[name=municipality]").select_option(label="gemeente Losser")
    form.locator("select[name=count]").select_option("theme")
    form.get_by_role("button", name=say["make"]).click()
    answer = page.locator("#answer")
    expect(answer.get_by_role("table")).to_contain_text("availability")
    answer.get_by_role("button", name=say["chart"]).click()
    expect(answer.get_by_role("img")).to_be_visible()
    answer.get_by_role("button", name=say["graph"]).click()
    expect(answer.locator(".note")).to_be_visible()
    assert "COUNT(DISTINCT ?commitment)" in page.locator("#query").input_value()


@BOTH
def test_sparql_is_written_completed_and_mended(page: Page, language: str) -> None:
    say = WORDS[language]
    page.goto(f"/{language}/ask")
    write(page, "SELECT ?a ?b WHERE { ?a ")
    page.keyboard.type("pa:depends")
    option = page.get_by_role("option").filter(has_text="pa:dependsOn").first
    expect(option).to_be_visible()
    page.keyboard.press("Enter")
    expect(option).to_be_hidden()
    assert page.locator("#query").input_value().endswith("pa:dependsOn")
    page.keyboard.type(" ?b ")
    expect(page.locator("[data-state]")).to_be_empty()
    page.keyboard.press("Control+Enter")
    answer = page.locator("#answer")
    place = r"regel 1, kolom \d+" if language == "nl" else r"line 1, column \d+"
    expect(answer.get_by_role("alert")).to_contain_text(re.compile(place))
    expect(answer.locator(".advice")).to_contain_text("}")
    expect(page.locator(".yasqe textarea")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type("} LIMIT 30")
    page.keyboard.press("Control+Enter")
    expect(answer.get_by_role("row")).to_have_count(31)
    answer.get_by_role("button", name=say["graph"]).click()
    expect(answer.locator(".graph")).to_have_attribute("data-ready", re.compile(r"\d+"))
    assert painted(page) > 200
    answer.get_by_role("button", name=say["table"]).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="XLSX").click()
    assert download.value.suggested_filename == "answer.xlsx"
    before = page.locator("#query").input_value()
    asked(page, "ASK { ?a pa:dependsUpon ?b }")
    expect(answer.locator(".advice")).to_contain_text("pa:dependsOn?")
    expect(answer).to_contain_text("nee" if language == "nl" else "no")
    asked(page, before)
    expect(answer.get_by_role("row")).to_have_count(31)
    shared = page.locator("[data-share]").get_attribute("href") or ""
    page.goto(shared)
    expect(page.locator("#answer").get_by_role("row")).to_have_count(31)


@BOTH
def test_what_is_not_right_yet_is_said_in_the_language_of_the_page(
    page: Page, language: str
) -> None:
    page.goto(f"/{language}/ask")
    write(page, "SELECT * WHERE {\n  ?s pa:theme\n} }")
    expect(page.locator("[data-state]")).to_contain_text(
        "Regel 3" if language == "nl" else "Line 3"
    )
    # A prefix of ours needs no declaration, that of somebody else does.
    write(page, "SELECT * WHERE { ?s pa:theme ?o }")
    expect(page.locator("[data-state]")).to_be_empty()
    write(page, "SELECT * WHERE { ?s theirs:theme ?o }")
    expect(page.locator("[data-state]")).not_to_be_empty()


@BOTH
def test_a_shipped_question_is_changed_in_the_editor(page: Page, language: str) -> None:
    say = WORDS[language]
    page.goto(f"/{language}/ask")
    page.locator("#question").select_option("commitments-per-theme")
    page.locator("form.choose").get_by_role("button").click()
    expect(page.locator(".shipped")).to_contain_text("?theme")
    expect(page.locator(".yasqe")).to_be_visible()
    page.get_by_role("button", name=say["run"]).click()
    answer = page.locator("#answer")
    expect(answer.get_by_role("table")).to_be_visible()
    answer.get_by_role("link", name=re.compile("^pac:theme")).first.click()
    expect(page).to_have_url(re.compile(r"/data/codes\?scheme=theme"))


@BOTH
def test_an_answer_is_sorted_and_searched(page: Page, language: str) -> None:
    page.goto(f"/{language}/ask")
    asked(page, "SELECT ?theme (COUNT(*) AS ?n) { ?c pa:theme ?theme } GROUP BY ?theme")
    answer = page.locator("#answer")
    amounts = answer.locator("tbody td:nth-child(2)")
    expect(amounts.first).to_be_visible()
    before = sorted(int(text) for text in amounts.all_inner_texts())
    # From the keyboard, as numbers and not as words.
    answer.get_by_role("button", name=re.compile("^n: sort")).press("Enter")
    expect(answer.locator("th[aria-sort=ascending]")).to_be_visible()
    assert [int(text) for text in amounts.all_inner_texts()] == before
    asked(page, "SELECT ?c ?t { ?c pa:theme ?t } LIMIT 60")
    expect(answer.get_by_role("row")).to_have_count(51)
    expect(answer.locator(".dt-info")).to_have_text(
        "1–50 van 60" if language == "nl" else "1–50 of 60"
    )
    answer.get_by_role("link", name="volgende" if language == "nl" else "next").click()
    expect(answer.get_by_role("row")).to_have_count(11)


def test_triples_are_shown_as_table_and_as_network(page: Page) -> None:
    page.goto("/en/ask")
    asked(page, "CONSTRUCT { ?c pa:theme ?t } WHERE { ?c pa:theme ?t } LIMIT 20")
    answer = page.locator("#answer")
    expect(answer.get_by_role("row")).to_have_count(21)
    answer.get_by_role("button", name="Graph").click()
    expect(answer.locator(".graph")).to_have_attribute("data-ready", re.compile(r"\d+"))
    assert painted(page) > 200


@BOTH
def test_a_page_is_the_same_in_the_other_language(page: Page, language: str) -> None:
    page.goto(f"/{language}/commitments?agreement=losser-2024&sort=theme")
    before = page.locator("tbody th").all_inner_texts()
    page.get_by_role("link", name=WORDS[language]["other"]).click()
    other = "en" if language == "nl" else "nl"
    expect(page).to_have_url(re.compile(rf"/{other}/commitments\?agreement=losser-2024&sort=theme"))
    assert page.locator("tbody th").all_inner_texts() == before
    expect(page.locator("html")).to_have_attribute("lang", other)


def test_documents_that_mean_harm_do_none(page: Page) -> None:
    for path in (
        "agreements/harm-2024",
        "commitments/harm-2024/3",
        "commitments?agreement=harm-2024",
        "dependencies?view=all",
        "parties/harm",
        "ask/calendar?quarter=2025-Q4",
    ):
        page.goto(f"/en/{path}")
        if page.locator(".graph").count():
            expect(page.locator(".graph")).to_have_attribute("data-settled", "yes")
            page.get_by_label("Find in the picture").fill("<script")
            expect(page.locator(".side")).to_contain_text("<script>")
        assert page.evaluate("window.harmed") is None
    query = 'SELECT ?c ?t { ?c pa:text ?t FILTER(CONTAINS(?t, "harmed")) }'
    page.goto("/en/ask")
    asked(page, query)
    answer = page.locator("#answer")
    expect(answer.get_by_role("table")).to_contain_text("{{ 7*7 }}")
    answer.get_by_role("searchbox").fill("<script>")
    answer.get_by_role("columnheader").last.get_by_role("button").click()
    expect(answer.get_by_role("table")).to_contain_text("<script>")
    answer.get_by_role("checkbox").click()
    expect(answer.get_by_role("table")).to_contain_text("@nl")
    answer.get_by_role("button", name="Graph").click()
    expect(answer.locator("figure, .graph, .note").first).to_be_visible()


def test_five_thousand_dots_are_drawn(page: Page) -> None:
    nodes = [
        {
            "label": f"n{i}",
            "kind": "commitment",
            "holds": 1,
            "href": "",
            "around": "",
            "verdict": "",
        }
        for i in range(5000)
    ]
    edges = [[i, i * 7 % 5000, "depends", 1, ""] for i in range(1, 5000)]
    data = {"nodes": nodes, "edges": edges, "grouped": False}
    page.route("**/dependencies/graph/data*", lambda route: route.fulfill(json=data))
    page.goto("/en/dependencies?view=all")
    expect(page.locator(".graph")).to_have_attribute("data-ready", "5000")
    assert painted(page) > 5000


def test_without_scripts_everything_is_still_there(browser: Browser, site: str) -> None:
    watched = Watched(browser, site, java_script_enabled=False)
    page = watched.context.new_page()
    page.goto("/en/commitments?q=woning&agreement=losser-2024")
    assert page.locator("tbody tr").count() > 1
    page.goto("/en/dependencies?view=all")
    assert page.locator("tbody tr").count() > 10
    page.goto("/en/ask/calendar?quarter=2025-Q4")
    assert page.locator("tbody tr").count() >= 1
    assert watched.outside == []
    watched.context.close()


def test_without_scripts_a_question_of_ones_own_is_answered(browser: Browser, site: str) -> None:
    watched = Watched(browser, site, java_script_enabled=False)
    page = watched.context.new_page()
    page.goto("/nl/ask")
    run = page.get_by_role("button", name=WORDS["nl"]["run"])
    page.locator("#query").fill("SELECT ?c ?t { ?c pa:theme ?t } LIMIT 7")
    run.click()
    answer = page.locator("#answer")
    expect(answer.get_by_role("row")).to_have_count(8)
    page.locator("#query").fill("SELECT ?c { ?c pa:theme ")
    run.click()
    expect(answer.get_by_role("alert")).to_contain_text(re.compile(r"regel \d+, kolom \d+"))
    assert page.locator("#query").input_value() == "SELECT ?c { ?c pa:theme "
    assert watched.outside == []
    watched.context.close()


@pytest.mark.parametrize("scripts", [True, False])
@BOTH
def test_from_a_fact_to_its_words_and_to_the_commitment(
    browser: Browser, site: str, language: str, scripts: bool
) -> None:
    in_text = "in de tekst" if language == "nl" else "in the text"
    watched = Watched(
        browser, site, java_script_enabled=scripts, viewport={"width": 390, "height": 844}
    )
    page = watched.page()
    page.goto(f"/{language}/agreements/losser-2024")
    # By keyboard: the link is focused and followed.
    name = re.compile(f"{in_text} ?: Woonstichting Dinkelrand")
    page.get_by_role("link", name=name).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#d-party-\d$"))
    mark = page.locator(":target + mark")
    expect(mark).to_contain_text("Dinkelrand")
    expect(mark).to_be_in_viewport()
    badge = page.locator("#c2")
    expect(badge).to_have_attribute("href", f"/{language}/commitments/losser-2024/2")
    badge.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/commitments/losser-2024/2$"))
    # Its theme stands in a heading, which is not in its own words.
    page.locator("tr").filter(has_text=WORDS[language]["theme"]).get_by_role(
        "link", name=re.compile(in_text)
    ).click()
    expect(page).to_have_url(re.compile(r"/agreements/losser-2024#c2-theme-1$"))
    expect(page.locator(".at#c2-theme-1 ~ mark").first).to_be_in_viewport()
    watched.done()
