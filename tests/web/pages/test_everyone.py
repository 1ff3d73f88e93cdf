"""For everyone: by keyboard alone, on a phone, with a screen reader, in the dark."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.pages.conftest import Watched
from tests.web.pages.site import LANGUAGES, PAGES

BOTH = pytest.mark.parametrize("language", LANGUAGES)
LOOKED_AT = (
    "",
    "agreements/losser-2024",
    "commitments?theme=availability&q=woning",
    "commitments/losser-2024/3",
    "parties/dinkelrand",
    "documents",
    "documents/losser-woonvisie-losser-2022-2027",
    "dependencies?view=chain",
    "dependencies/impact?impact=losser-woonvisie-losser-2022-2027&late=2025-Q1",
    "timeline",
    "matrix",
    "validate",
    "ask",
    "ask/calendar",
    "data",
    "data/shapes",
)
"""One page of each kind; the others are made of the same parts."""

SERIOUS = ("serious", "critical")


def tab_to(page: Page, words: str, most: int = 80) -> None:
    """Press Tab until something with these words has the focus."""
    script = """() => {
        const e = document.activeElement;
        const label = e.labels && e.labels.length ? e.labels[0].innerText : "";
        return (label || e.getAttribute("aria-label") || e.innerText || "").trim();
    }"""
    for _ in range(most):
        page.keyboard.press("Tab")
        if re.search(words, str(page.evaluate(script))):
            return
    raise AssertionError(f"Tab does not come to {words}")


@BOTH
def test_the_main_tasks_by_keyboard_alone(page: Page, language: str) -> None:
    dutch = language == "nl"
    page.goto(f"/{language}/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    # To the commitments, search, open one.
    page.goto(f"/{language}/")
    tab_to(page, "^Afspraken$" if dutch else "^Commitments$")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("commitments$"))
    tab_to(page, "^Woorden$" if dutch else "^Words$", 150)
    page.keyboard.type("huurachterstanden")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=huurachterstanden"))
    tab_to(page, "^losser-2024 · 6$", 150)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("commitments/losser-2024/6"))
    # To its neighbours in the picture, and on from there.
    tab_to(page, "In beeld" if dutch else "As a picture")
    page.keyboard.press("Enter")
    expect(page.locator(".graph")).to_have_attribute("data-ready", re.compile(r"\d+"))
    tab_to(page, "^Beeld van verbanden" if dutch else "^Picture of links")
    page.keyboard.press("ArrowRight")
    first = page.locator(".side h3").inner_text()
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
        if page.locator(".side h3").inner_text() != first:
            break
    assert page.locator(".side h3").inner_text() != first
    page.keyboard.press("+")
    page.keyboard.press("0")
    page.keyboard.press("Tab")
    expect(page.locator(".side a").first).to_be_focused()
    # Validate by pasting.
    page.goto(f"/{language}/validate")
    tab_to(page, "^Tekst of Turtle$" if dutch else "^Text or Turtle$")
    page.keyboard.insert_text("<urn:a> <urn:b> <urn:c> .")
    tab_to(page, "^Dit is$" if dutch else "^This is$")
    page.keyboard.press("ArrowDown")
    tab_to(page, "^Toets$" if dutch else "^Validate$")
    page.keyboard.press("Enter")
    report = re.compile("geen afspraken" if dutch else "no commitments")
    expect(page.locator("#report")).to_contain_text(report)
    # A question in the editor, and its tabs.
    page.goto(f"/{language}/ask")
    tab_to(page, "^Vraag in SPARQL$" if dutch else "^Question in SPARQL$", 120)
    page.keyboard.press("Tab")
    expect(page.locator(".yasqe textarea")).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".yasqe textarea")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answer table")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#answer")).to_be_focused()
    tab_to(page, "^Grafiek$" if dutch else "^Chart$")
    page.keyboard.press("Enter")
    chart = page.get_by_role("button", name="Grafiek" if dutch else "Chart")
    expect(chart).to_have_attribute("aria-pressed", "true")


def faults(page: Page) -> list[str]:
    """Return what axe finds to be serious or worse."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {fault['id']}: {fault['nodes'][0]['html'][:200]}"
        for fault in found
        if fault["impact"] in SERIOUS
    ]


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("nl", "light", 1366), ("en", "dark", 390)]
)
def test_axe_finds_no_serious_fault_and_nothing_sticks_out(
    browser: Browser, site: str, language: str, scheme: str, width: int
) -> None:
    watched = Watched(browser, site, color_scheme=scheme, viewport={"width": width, "height": 844})
    page = watched.page()
    found, wide = [], []
    for path in PAGES:
        page.goto(f"/{language}/{path}")
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        if page.evaluate(script) > 0:
            wide.append(path)
        if path in LOOKED_AT:
            found += faults(page)
    watched.done()
    assert found == []
    assert wide == []


@pytest.mark.parametrize("width", [390, 1920])
def test_the_answer_of_a_question_is_accessible(browser: Browser, site: str, width: int) -> None:
    watched = Watched(browser, site, viewport={"width": width, "height": 900})
    page = watched.page()
    page.goto("/en/ask?query=SELECT+*+%7B+%3Fs+pa%3Atheme+%3Ft+%7D+LIMIT+5")
    answer = page.locator("#answer")
    expect(answer.get_by_role("row")).to_have_count(6)
    found = faults(page)
    answer.get_by_role("button", name="Graph").click()
    expect(answer.locator(".graph")).to_have_attribute("data-ready", re.compile(r"\d+"))
    found += faults(page)
    watched.done()
    assert found == []
