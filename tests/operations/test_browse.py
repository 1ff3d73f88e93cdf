"""A store at hand: read, searched, marked, drawn, asked by a form, judged apart."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from pa_graph.dependencies.mentions import GRAPH, IDENTITY, PARTY_IDENTITY
from pa_graph.dependencies.network import Link, Network, Thing
from pa_graph.model.errors import UnknownName, UnreadableFile, UsageError
from pa_graph.operations.background import BACKGROUND_GRAPHS, in_memory
from pa_graph.operations.browse.apart import ProcessApart
from pa_graph.operations.browse.drafts import judge_draft
from pa_graph.operations.browse.judging import judge_in_background
from pa_graph.operations.browse.marking import Mark, marks_in, pieces, running_text
from pa_graph.operations.browse.picture import picture_of
from pa_graph.operations.browse.question_form import CONDITIONS, built_question
from pa_graph.operations.browse.reading import read_corpus
from pa_graph.operations.browse.records import Corpus
from pa_graph.operations.browse.search import FullText, Wanted, search
from pa_graph.operations.browse.sheets import FORMATS, Sheet, written
from pa_graph.operations.dependencies import View, derive_again, view_of
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.operations.telling import Telling
from pa_graph.store.protocol import GraphStore, Rows

ROOT = Path(__file__).parents[2]
LOSSER = "https://w3id.org/pa-graph/id/agreement/losser-2024"


@pytest.fixture(scope="module")
def store() -> GraphStore:
    found = in_memory()
    facts = ROOT / "data" / "agreements" / "tynaarlo-2023.trig"
    chain = choose_files([ROOT / "data" / "examples" / "chain"])
    assert [o.error for o in ingest([*chain.files, facts], found) if o.error] == []
    derive_again(found)
    return found


@pytest.fixture(scope="module")
def corpus(store: GraphStore) -> Corpus:
    return read_corpus(store)


def test_only_what_was_read_is_gone_through(store: GraphStore) -> None:
    told: list[tuple[int, int]] = []
    read_corpus(store, lambda done, total: told.append((done, total)))
    read = {g for g in store.graphs() if g.removeprefix(GRAPH).count("/") == 0}
    assert any(g.startswith(PARTY_IDENTITY) for g in store.graphs())
    assert told[0] == (0, len(read - set(BACKGROUND_GRAPHS)))


def test_identities_of_parties_tell_nothing(store: GraphStore) -> None:
    Telling(store, None).elsewhere()
    made = [g for g in store.graphs() if g.startswith((IDENTITY, PARTY_IDENTITY))]
    remembered = {g for g in made if store.known_checksum(g) is not None}
    assert any(g.startswith(IDENTITY) for g in remembered)
    assert not any(g.startswith(PARTY_IDENTITY) for g in remembered)


def test_everything_is_read(store: GraphStore, corpus: Corpus) -> None:
    assert {"losser-2024", "tynaarlo-2023"} <= {d.name for d in corpus.agreements}
    answer = store.query("SELECT DISTINCT ?c { ?c a pa:Commitment }")
    assert isinstance(answer, Rows)
    assert len(corpus.commitments) == len(answer.rows)
    second = corpus.commitments[f"{LOSSER}/commitment/2"]
    assert [(t.value, t.by) for t in second.targets] == [("18", "2024-04-01")]
    assert second.due == "2024-04-01"
    assert second.moments == ("2024-Q2",)
    assert corpus.label(second.theme, "en") == "availability"
    assert corpus.has_text(LOSSER)
    assert not corpus.has_text(LOSSER.replace("losser-2024", "tynaarlo-2023"))
    vision = next(d for d in corpus.documents.values() if d.title == "Woonvisie Losser 2022-2027")
    assert len(corpus.aims_of(vision.iri)) > 3
    assert any(corpus.needed_by(aim.iri) for aim in corpus.aims_of(vision.iri))


def test_facets_count_what_one_would_find(corpus: Corpus) -> None:
    wanted = Wanted({"agreement": ["losser-2024"], "theme": ["care", "availability"]})
    found = search(corpus, wanted)
    assert found.commitments
    assert {c.theme.rpartition("/")[2] for c in found.commitments} == {"care", "availability"}
    for facet in ("theme", "party", "action", "target"):
        for choice in found.facets[facet]:
            # One value in the place of what is chosen of that facet, all else the same.
            one = Wanted({**wanted.chosen, facet: [choice.value]})
            assert len(search(corpus, one).commitments) == choice.count, (facet, choice)
    assert "finding" not in found.facets
    first = found.commitments[0].iri
    judged = search(corpus, wanted, with_finding={first})
    assert next((c.value, c.count) for c in judged.facets["finding"]) == ("yes", 1)


def test_an_unknown_value_finds_nothing_and_can_be_taken_off(corpus: Corpus) -> None:
    found = search(corpus, Wanted({"theme": ["no-such-thing"]}))
    assert found.commitments == ()
    assert next(c for c in found.facets["theme"] if c.chosen).value == "no-such-thing"


@pytest.mark.parametrize("words", ["", "  ", '"', "* OR", "AND NEAR(", "a'b\"c", "()", "xyzzyx"])
def test_signs_in_a_search_have_no_meaning(corpus: Corpus, words: str) -> None:
    FullText(corpus).find(words)


def test_words_are_found_by_their_beginnings_without_accents(corpus: Corpus) -> None:
    index = FullText(corpus)
    found = search(corpus, Wanted(words="woonzorgv", order="relevance"), full_text=index)
    assert {c.iri for c in found.commitments} >= {f"{LOSSER}/commitment/11"}
    assert index.find("WOONZORGVISIE") == index.find("woonzorgvisië")


def test_orders_turn_round(corpus: Corpus) -> None:
    for order in ("place", "theme", "action", "strength", "party", "due"):
        up, down = (
            search(corpus, Wanted(order=order, descending=d)).commitments for d in (False, True)
        )
        assert set(up) == set(down)
        assert up != down
    due = [c.due for c in search(corpus, Wanted(order="due")).commitments if c.due]
    assert due == sorted(due)


def test_marks_cut_the_words_and_nothing_is_lost(corpus: Corpus) -> None:
    marked = 0
    for record in (*corpus.commitments.values(), *corpus.aims.values()):
        marks = marks_in(corpus, record)
        cut = pieces(record.text, marks)
        assert "".join(piece.words for piece in cut) == record.text
        begun = [mark for piece in cut for mark in piece.begins]
        assert sorted(m.anchor for m in begun) == sorted(m.anchor for m in marks)
        assert len({m.anchor for m in marks}) == len(marks)
        marked += len(marks)
    assert marked > 50


def test_tags_of_layout_are_no_words() -> None:
    text = 'Nieuw\t<ul style="list-style-type: none"> De gemeente <b>bouwt</b> 5 < 6 <script>x'
    assert running_text(text) == "Nieuw De gemeente bouwt 5 < 6 <script>x"
    start = text.index("gemeente")
    cut = pieces(text, [Mark("initiator", 1, start, start + 8, "")])
    assert "".join(piece.words for piece in cut) == text
    tags = [piece.words for piece in cut if piece.is_markup]
    assert tags == ['<ul style="list-style-type: none">', "<b>", "</b>"]
    # A mark begins where it did, also when a tag stands at its edge.
    assert [m.anchor for piece in cut for m in piece.begins] == ["initiator-1"]


def test_marks_outside_the_words_are_left_out(corpus: Corpus) -> None:
    record = corpus.commitments[f"{LOSSER}/commitment/2"]
    moved = replace(record, targets=tuple(replace(t, place=(0, 9)) for t in record.targets))
    assert not [m for m in marks_in(corpus, moved) if m.field == "target"]
    assert marks_in(corpus, replace(record, text="")) == []


def test_views_hold_what_they_are_called_after(corpus: Corpus) -> None:
    for view, kind in (("parties", "party"), ("commitments", "commitment")):
        shown = view_of(corpus.network, view)
        assert shown.links
        assert {corpus.network.things[iri].kind for iri in shown.nodes} == {kind}


def test_large_pictures_are_grouped_by_document(corpus: Corpus) -> None:
    shown = view_of(corpus.network, "all")
    whole = picture_of(corpus, shown, "nl")
    assert not whole.grouped
    assert len(whole.dots) == len(shown.nodes)
    grouped = picture_of(corpus, shown, "nl", most=10)
    assert grouped.grouped
    assert not {"commitment", "aim"} & {dot.kind for dot in grouped.dots}
    assert sum(dot.holds for dot in grouped.dots) == len(shown.nodes)
    assert all(line.source != line.target for line in grouped.lines)


def test_a_picture_of_nothing_is_empty(corpus: Corpus) -> None:
    assert picture_of(corpus, View(Network([], {}), ()), "nl").dots == ()
    lone = Link("l", "a", "b", "depends", "r")
    network = Network([lone], {iri: Thing(iri, "party", iri) for iri in "ab"})
    assert len(picture_of(corpus, View(network, (lone,)), "nl").lines) == 1


def test_a_question_from_a_form_finds_what_the_search_finds(
    store: GraphStore, corpus: Corpus
) -> None:
    base = "https://w3id.org/pa-graph/"
    conditions = {"theme": f"{base}code/theme/care", "initiator": f"{base}id/party/dinkelrand"}
    answer = store.query(built_question(conditions, ["heading", "text"]))
    assert isinstance(answer, Rows)
    assert answer.columns == ("commitment", "heading", "text")
    found = search(corpus, Wanted({"theme": ["care"], "initiator": ["dinkelrand"]}))
    assert {row[0].value for row in answer.rows if row[0]} == {c.iri for c in found.commitments}
    counted = store.query(built_question({}, [], count="theme"))
    assert isinstance(counted, Rows)
    assert sum(int(row[1].value) for row in counted.rows if row[1]) == len(corpus.commitments)
    worded = store.query(built_question({}, [], words='Het "warmtenet"'))
    assert isinstance(worded, Rows)
    assert worded.rows == ()


def test_a_question_from_a_form_cannot_be_broken_out_of(store: GraphStore) -> None:
    for name in CONDITIONS:
        answer = store.query(built_question({name: "x> } SELECT * { ?s ?p ?o"}, []))
        assert isinstance(answer, Rows)
        assert answer.rows == ()
    with pytest.raises(UnknownName, match="nothing called"):
        built_question({"theme } #": "urn:x"}, [])


def test_a_cell_that_looks_like_a_formula_is_text(store: GraphStore) -> None:
    sheet = Sheet("x", ("a",), (("=1+1",), ("@x",), ("-5",)))
    assert written(sheet, "csv", store).decode().splitlines() == ["a", "'=1+1", "'@x", "-5"]
    with pytest.raises(UnknownName, match="no format"):
        written(sheet, "pdf", store)
    for format_ in FORMATS:
        assert written(sheet, format_, store) == written(sheet, format_, store)


def test_a_graph_of_other_origin_does_no_harm(store: GraphStore) -> None:
    other = in_memory()
    graph = "https://w3id.org/pa-graph/id/graph/losser-2024"
    odd = []
    for quad in store.read_graph(graph):
        name = quad.predicate.value.rpartition("#")[2]
        if name in ("order", "deadline", "quarter", "partyKind", "documentKind", "start"):
            odd.append(Quad(quad.subject, quad.predicate, Literal("?"), quad.graph_name))
        elif name not in ("label", "title", "partOf"):
            odd.append(quad)
    other.replace_graph(graph, odd)
    corpus = read_corpus(other)
    assert len(corpus.commitments) == 14
    search(corpus, Wanted(words="woning", order="due"), full_text=FullText(corpus))
    assert all(marks_in(corpus, record) is not None for record in corpus.commitments.values())


def test_a_corpus_is_judged_beside_the_reading(store: GraphStore) -> None:
    judgement = judge_in_background(store)
    assert judgement.total == 2
    assert judgement.wait(120)
    assert judgement.complete
    assert judgement.failed == ""
    assert set(judgement.outcomes) == {"losser-2024", "tynaarlo-2023"}
    assert judgement.most_missing()[0][1] > 0
    assert judgement.findings()
    assert {rank.among for rank in judgement.ranks()} == {2}
    stopped = judge_in_background(store)
    stopped.stop()
    assert stopped.wait(120)
    assert not stopped.complete
    nothing = judge_in_background(in_memory())
    assert nothing.complete


def test_a_draft_is_judged_and_compared(store: GraphStore) -> None:
    path = ROOT / "data" / "examples" / "chain" / "prestatieafspraken-losser.txt"
    content = path.read_bytes().replace(b"18 sociale", b"20 sociale")
    draft = judge_draft(content, "../we <i>rd</i>.txt", store, "losser-2024")
    assert draft.outcome.report.commitments == 14
    assert draft.compared is not None
    assert draft.compared.differs
    assert draft.outcome.report.subject == "../we <i>rd</i>.txt"
    with pytest.raises(UnreadableFile) as refused:
        judge_draft(b"%PDF-1.7 x", "a.txt", store)
    assert refused.value.where == "a.txt"
    assert "/tmp" not in refused.value.line()


def test_what_takes_too_long_is_ended() -> None:
    with ProcessApart() as apart, pytest.raises(UsageError, match="not done within"):
        apart.call(time.sleep, 60, seconds=0.2)


def test_what_goes_wrong_apart_comes_back_as_a_line() -> None:
    with ProcessApart() as apart:
        assert apart.call(len, "abc", seconds=60) == 3
        with pytest.raises(Exception, match="ZeroDivisionError"):
            apart.call(divmod, 1, 0, seconds=60)
        assert apart.call(len, "ab", seconds=60) == 2
