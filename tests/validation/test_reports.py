"""Every form of the report is well formed, complete, and the same in every run."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from pa_graph.model.errors import UnknownName
from pa_graph.validation.reports import FORMATS, rendered
from pa_graph.validation.run import Outcome, judge
from tests.validation.examples import SHORT, WHOLE, WITHOUT_TIME, outcome, statements

TEXT = "".join(f"[{number:03d}] woorden van de tekst <b>&\n" for number in range(30))


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    edits = (
        ("c:4 pa:deadline", "# c:4 pa:deadline"),
        ("c:4 pa:produces", "# c:4 pa:produces"),
        ("d:woondeal pa:known true", "d:woondeal pa:known false"),
        ("pa:characterCount 600", "pa:characterCount 500"),
    )
    draft = judge("draft.txt", statements(WHOLE, *edits), text=TEXT, file_name="a b/draft.txt")
    return [draft, outcome(WITHOUT_TIME), outcome(SHORT)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_two_runs_give_the_same_report(form: str, language: str, outcomes: list[Outcome]) -> None:
    text = rendered(outcomes, form, language)
    assert text == rendered(outcomes, form, language)
    assert "draft.txt" in text


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(UnknownName, match="sarif"):
        rendered([], "pdf", "nl")
    with pytest.raises(UnknownName, match="nl and en"):
        rendered([outcome()], "html", "de")


def test_json_holds_findings_checks_measures_and_ranking(outcomes: list[Outcome]) -> None:
    content = json.loads(rendered(outcomes, "json", "nl"))
    first, second, third = content["documents"]
    assert len(first["findings"]) == len(outcomes[0].report.findings) > 3
    assert second["findings"][0]["reason"] == "De afspraak noemt geen kwartaal en geen termijn."
    assert third["conforms"] and not second["conforms"]
    assert {check["focus_nodes"] for check in third["checked"]} >= {0, 5}
    assert len(content["definitions"]) == 5
    assert {rank["among"] for rank in content["ranking"]} == {1}


def test_an_agreement_is_ranked_among_the_corpus(outcomes: list[Outcome]) -> None:
    one = outcomes[0]
    others = tuple(replace(m, agreement=f"{m.agreement}-{n}") for n in (1, 2) for m in one.measures)
    beside = replace(one, corpus=(*one.measures, *others))
    ranking = json.loads(rendered([beside], "json", "nl"))["ranking"]
    # The corpus holds an earlier reading of the same agreement, which doesn't count.
    assert {rank["among"] for rank in ranking} == {3}
    assert {rank["agreement"] for rank in ranking} == {m.agreement for m in one.measures}


def test_csv_has_one_row_a_finding_and_no_formulas(outcomes: list[Outcome]) -> None:
    rows = list(csv.DictReader(io.StringIO(rendered(outcomes, "csv", "en"))))
    assert len(rows) == sum(len(one.report.findings) for one in outcomes)
    assert all(row["reason"] and row["remedy"] for row in rows)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_turtle_is_a_shacl_report(outcomes: list[Outcome]) -> None:
    store = ox.Store()
    store.bulk_load(rendered(outcomes, "turtle", "nl").encode(), format=ox.RdfFormat.TURTLE)
    sh = "http://www.w3.org/ns/shacl#"

    def count(predicate: str) -> int:
        return len(list(store.quads_for_pattern(None, ox.NamedNode(sh + predicate), None)))

    findings = sum(len(one.report.findings) for one in outcomes)
    assert count("conforms") == 3
    assert count("result") == count("focusNode") == count("sourceShape") == findings
    assert count("resultMessage") == 2 * findings


def test_sarif_points_at_characters(outcomes: list[Outcome]) -> None:
    (run,) = json.loads(rendered(outcomes, "sarif", "en"))["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} <= rules
    assert run["columnKind"] == "unicodeCodePoints"
    late = next(r for r in run["results"] if r["ruleId"] == "has-time")
    place = late["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b/draft.txt"
    assert (place["region"]["charOffset"], place["region"]["charLength"]) == (400, 80)
    assert place["region"]["startLine"] == TEXT.count("\n", 0, 400) + 1


def test_junit_counts_what_it_lists(outcomes: list[Outcome]) -> None:
    suites = ElementTree.fromstring(rendered(outcomes, "junit", "nl"))
    assert len(suites) == 3
    for suite in suites:
        tags = Counter(child.tag for case in suite for child in case)
        assert int(suite.attrib["tests"]) == len(suite)
        assert int(suite.attrib["failures"]) == tags["failure"]
        assert int(suite.attrib["skipped"]) == tags["skipped"]
    assert [int(suite.attrib["failures"]) for suite in suites] == [4, 1, 0]


class Page(HTMLParser):
    """Collects what a browser and a screen reader would meet."""

    VOID = frozenset({"meta", "br"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.headings: list[int] = []
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if tag not in self.VOID:
            self.open.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        self.loads += [values[name] for name in ("src", "srcset", "data") if name in values]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_loads_nothing_and_every_link_leads_somewhere(
    language: str, outcomes: list[Outcome]
) -> None:
    html = rendered(outcomes, "html", language)
    page = Page(html)
    assert page.open == []
    assert f'<html lang="{language}">' in html
    assert page.loads == [] and page.tags["script"] == page.tags["link"] == 0
    assert "@import" not in html and "url(" not in html
    assert all(link.startswith("#") for link in page.links)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert page.tags["main"] == page.tags["h1"] == 1
    assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
    assert "<b>" not in html, "words of the document are not markup"


def test_the_page_marks_each_finding_at_its_passage(outcomes: list[Outcome]) -> None:
    html = rendered(outcomes[:1], "html", "nl")
    position = html.index('<a id="d1-400-480"></a><mark class="warning">')
    number = [f.commitment for f in outcomes[0].report.findings].index(
        "https://w3id.org/pa-graph/id/agreement/voorbeeld-2025/commitment/4"
    )
    assert f'href="#f{number + 1}"' in html[position : position + 500]
    shown = re.sub(r"<a class=\"ref\".*?</a>|<[^>]*>", "", html[html.index('class="text"') :])
    assert TEXT[400:480].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in shown


def test_the_passages_behind_a_measure_can_be_read(outcomes: list[Outcome]) -> None:
    """From each figure a link leads to the commitment, and from there to its place in the text."""
    for language, counts, lacks in (
        ("nl", "telt mee", "telt niet mee"),
        ("en", "counts", "does not count"),
    ):
        html = rendered(outcomes[:1], "html", language)
        table = html[html.index('<section id="d1-counted-1"') :]
        rows = re.findall(r'<tr id="d1-c\d+">.*?</tr>', table)
        commitments = outcomes[0].agreements[0].commitments
        assert len(rows) == len(commitments) == 5
        for row, commitment in zip(rows, commitments, strict=True):
            passage = commitment.passage
            assert passage is not None and passage.words
            assert f'<a href="#d1-{passage.start}-{passage.end}">' in row
            assert f'id="d1-{passage.start}-{passage.end}"' in html
            assert passage.words[:30] in row
        marks = [re.findall(r'<span class="read">(.*?)</span>', row) for row in rows]
        for number, measure in enumerate(outcomes[0].measures[:5]):
            told = Counter(mark[number] for mark in marks)
            assert told[counts] == len(measure.behind)
            assert told[lacks] == len(measure.lacking)
        assert "#d1-counted-1" in html[: html.index("<section")]
        per_party = html[html.index("<caption>Per part") : html.index("<caption>Per them")]
        assert per_party.count('href="#d1-c') == sum(
            len(m.behind) + len(m.lacking) for m in outcomes[0].measures if m.scope == "party"
        )


def test_what_is_stale_is_named_at_the_commitment(outcomes: list[Outcome]) -> None:
    html = rendered(outcomes[:1], "html", "en")
    (row,) = re.findall(r'<tr id="d1-c3">.*?</tr>', html)
    assert "not known or not in force: plan" in row
    commitment = json.loads(rendered(outcomes[:1], "json", "en"))["documents"][0]["passages"][2]
    assert commitment["stale"] == ["https://w3id.org/pa-graph/id/document/plan"]
    assert commitment["counts"]["currency"] is False


def test_json_has_the_words_of_every_commitment_behind_a_measure(outcomes: list[Outcome]) -> None:
    (document,) = json.loads(rendered(outcomes[:1], "json", "nl"))["documents"]
    passages = {one["commitment"]: one for one in document["passages"]}
    for measure in document["measures"]:
        assert set(measure["behind"]) | set(measure["lacking"]) <= set(passages)
        assert all(note["nl"] and note["en"] for note in measure["note"])
    assert [one["words"] for one in passages.values()] == [
        commitment.passage.words
        for commitment in outcomes[0].agreements[0].commitments
        if commitment.passage
    ]
    kinds = [note for m in document["measures"] if m["scope"] == "party" for note in m["note"]]
    assert {"nl": "betaalbaarheid", "en": "affordability"} in kinds


def test_commitments_with_the_same_passage_share_an_anchor() -> None:
    """Facts without a text: the words stand in the graph, and no anchor comes twice."""
    html = rendered(
        [
            judge(
                "x.ttl",
                statements(WHOLE, ("oa:start 400", "oa:start 300"), ("oa:end 480", "oa:end 380")),
            )
        ],
        "html",
        "nl",
    )
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_nothing_to_check_is_told_in_every_form_that_people_read() -> None:
    empty = judge("leeg.ttl", statements(SHORT)[:2])
    for form in ("table", "html"):
        words = " ".join(rendered([empty], form, "nl").split())
        assert "geen afspraken gevonden" in words
        assert "voldoet" not in words
