"""The editor is there when it is built; without it the page has a form and says how to build it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from lxml import html
from starlette.testclient import TestClient

from pa_graph.operations.background import open_for_writing
from pa_graph.web.pages import page_router, rendering
from pa_graph.web.settings import Settings
from tests.web.pages.site import LANGUAGES

ROOT = Path(__file__).parents[3]
BUILT = rendering.STATIC / "built"
BOTH = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with open_for_writing(str(tmp_path / "store")) as store:
        app = FastAPI()
        app.include_router(page_router(Settings()))
        app.state.store, app.state.engine = store, SimpleNamespace(tag="1")
        yield TestClient(app)


@BOTH
def test_without_the_editor_a_form_takes_its_place(
    client: TestClient, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = {n: v for n, v in rendering.static_files().items() if not n.startswith("built/")}
    monkeypatch.setattr(rendering, "static_files", lambda: plain)
    page = client.get(f"/{language}/ask")
    assert page.status_code == 200
    tree = html.fromstring(page.content)
    (form,) = tree.xpath("//form[.//textarea]")
    assert (form.get("method"), form.get("action")) == ("post", f"/{language}/ask#answer")
    assert "data-editor" not in form.attrib
    assert "make web" in form.text_content()
    assert tree.xpath("//script/@src") == []


@BOTH
def test_the_editor_is_given_what_it_says_and_asks(client: TestClient, language: str) -> None:
    tree = html.fromstring(client.get(f"/{language}/ask").content)
    (form,) = tree.xpath("//form[@data-editor]")
    said = json.loads(form.get("data-say"))
    assert said["table"] == {"nl": "Tabel", "en": "Table"}[language]
    assert json.loads(form.get("data-prefixes"))["pa"].endswith("/ontology#")
    assert form.get("data-endpoint") == "/sparql"
    used = set()
    for script in (ROOT / "editor").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        used |= {name for name in said if f"say.{name}" in text}
    assert used == set(said)


def test_what_is_built_asks_nobody_else_and_names_its_licences() -> None:
    assert (BUILT / "ask.js").is_file(), "the editor is not built: make web"
    style = (BUILT / "ask.css").read_text(encoding="utf-8")
    assert "@import" not in style
    assert "url(http" not in style and "url(//" not in style
    licences = (BUILT / "licences.txt").read_text(encoding="utf-8")
    for name in ("@zazuko/yasqe", "@zazuko/yasr", "codemirror", "datatables.net", "jquery"):
        assert f"{name} " in licences


def test_packages_are_pinned_and_the_lock_names_no_addresses() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert lock[f"node_modules/{name}"]["version"] == version
    packages = [entry for place, entry in lock.items() if place]
    assert all(entry["integrity"] for entry in packages)
    assert not any("resolved" in entry for entry in packages)
