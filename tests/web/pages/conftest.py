"""One server and one browser for all tests of the pages."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    expect,
    sync_playwright,
)

from tests.web.pages.site import fill, served

PATIENCE = 90_000
"""Milliseconds until a test gives up; a machine that does much else at once is slow."""

expect.set_options(timeout=PATIENCE)
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the store of the tests."""
    folder = tmp_path_factory.mktemp("site") / "store"
    fill(folder)
    with served(folder) as address:
        wait_for_judgement(address)
        yield address


def wait_for_judgement(address: str) -> None:
    """Wait until measures and findings are there: pages say themselves when they are not."""
    with httpx.Client(base_url=address, timeout=120) as client:
        for _ in range(400):
            if "data-refresh" not in client.get("/en/").text:
                return
            time.sleep(0.3)
    raise AssertionError("measures were not computed in time")


@pytest.fixture(scope="session")
def client(site: str) -> Iterator[httpx.Client]:
    """Asks the server; follows no redirects."""
    with httpx.Client(base_url=site, timeout=120) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without it these tests fail: they have nothing to look with."""
    path = shutil.which("chromium")
    assert path, "no chromium here; on Debian: apt install chromium"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield found
        found.close()


def _is_refusal(message: ConsoleMessage) -> bool:
    """Tell whether the browser only notes that a query of the person was not valid."""
    return " 400 " in message.text and message.location["url"].endswith("/sparql")


class Watched:
    """A context whose requests, errors and attacks are watched."""

    def __init__(self, browser: Browser, site: str, **options: object) -> None:
        self.site = site
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=site,
            **{"viewport": {"width": 1366, "height": 900}, "accept_downloads": True, **options},
        )
        self.context.route("**/*", self._pass)

    def _pass(self, route: Route) -> None:
        if route.request.url.startswith((f"{self.site}/", "blob:", "data:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def page(self) -> Page:
        """Return a new page."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console",
            lambda message: (
                self.errors.append(message.text)
                if message.type == "error" and not _is_refusal(message)
                else None
            ),
        )
        return page

    def done(self) -> None:
        """Close everything, and make sure that nothing went wrong on the way."""
        harmed = [page.url for page in self.context.pages if page.evaluate("window.harmed")]
        self.context.close()
        assert self.outside == []
        assert self.errors == []
        assert harmed == []


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page of which no request may go outside and no script may fail."""
    watched = Watched(browser, site)
    yield watched.page()
    watched.done()


@pytest.fixture(scope="session")
def upload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document to validate: one of the examples with a commitment left out."""
    from tests.web.pages.site import ROOT

    path = tmp_path_factory.mktemp("upload") / "concept.txt"
    text = (ROOT / "data" / "examples" / "lochem-2024.txt").read_text(encoding="utf-8")
    path.write_text(text.replace("woningen", "huizen", 3), encoding="utf-8")
    return path
