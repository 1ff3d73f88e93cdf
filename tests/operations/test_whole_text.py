"""A whole text is laid out without losing a character, and everything has its place in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory
from pa_graph.operations.browse.marking import Mark, Piece, pieces
from pa_graph.operations.browse.reading import read_corpus
from pa_graph.operations.browse.records import Corpus, DocumentRecord
from pa_graph.operations.browse.whole_text import Run, WholeText, laid_out, whole_text
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.reading.files import read_document
from pa_graph.store.protocol import GraphStore

EXAMPLES = resource("data/examples")


@pytest.fixture(scope="module")
def store() -> GraphStore:
    found = in_memory()
    facts = resource("data/agreements") / "tynaarlo-2023.trig"
    files = [*choose_files([EXAMPLES]).files, facts]
    assert [o.error for o in ingest(files, found) if o.error] == []
    return found


@pytest.fixture(scope="module")
def corpus(store: GraphStore) -> Corpus:
    return read_corpus(store)


def read(store: GraphStore, corpus: Corpus) -> Iterator[tuple[DocumentRecord, WholeText, str]]:
    """Yield each example with its text as shown and as read."""
    files = {path.name: path for path in choose_files([EXAMPLES]).files}
    for document in corpus.documents.values():
        if document.graph and document.file_name in files:
            shown = whole_text(store, corpus, document)
            assert shown is not None
            yield document, shown, read_document(files[document.file_name]).text


def runs_of(text: WholeText) -> list[Run]:
    return [
        run
        for block in text.blocks
        for runs in (block.runs, *chain.from_iterable(block.rows))
        for run in runs
    ]


def pieces_of(text: WholeText) -> list[Piece]:
    return [piece for run in runs_of(text) for piece in run.pieces]


def without_space(words: str) -> str:
    return "".join(words.split())


def test_no_character_is_lost_and_each_commitment_begins_once(
    store: GraphStore, corpus: Corpus
) -> None:
    seen = 0
    for document, shown, text in read(store, corpus):
        words = "".join(piece.words for piece in pieces_of(shown))
        drawn = str.maketrans("", "", "|") if "|" in text else {}
        assert without_space(words.translate(drawn)) == without_space(text.translate(drawn))
        records = corpus.commitments_of(document.iri) or corpus.aims_of(document.iri)
        begun = sorted(order for run in runs_of(shown) for order in run.begins)
        assert begun == sorted(record.order for record in records)
        assert shown.placed == set(begun)
        for record in records:
            own = [run for run in runs_of(shown) if run.inside == record.order]
            said = "".join(piece.words for run in own for piece in run.pieces)
            assert without_space(said) == without_space(record.text)
        seen += 1
    assert seen == 9


def test_every_mark_has_one_place_and_stands_on_its_words(
    store: GraphStore, corpus: Corpus
) -> None:
    for document, shown, text in read(store, corpus):
        begun = [mark.anchor for piece in pieces_of(shown) for mark in piece.begins]
        assert len(begun) == len(set(begun))
        assert set(begun) == set(shown.anchors)
        assert {"d-party-1", "d-municipality-1"} <= set(begun)
        for record in corpus.commitments_of(document.iri):
            for number, target in enumerate(record.targets, start=1):
                mark = shown.anchors[f"c{record.order}-target-{number}"]
                assert mark.sure
                assert target.place == (mark.start, mark.end)
            for number in range(1, len(record.initiators) + 1):
                assert f"c{record.order}-initiator-{number}" in shown.anchors
            assert f"c{record.order}-theme-1" in shown.anchors
        for mark in shown.anchors.values():
            assert text[mark.start : mark.end].strip()


def test_what_a_column_says_is_marked_in_the_column(store: GraphStore, corpus: Corpus) -> None:
    [(document, shown, text)] = [one for one in read(store, corpus) if one[0].name == "putten-2025"]
    tables = [block for block in shown.blocks if block.kind == "table"]
    assert len({len(row) for block in tables for row in block.rows}) <= 2
    columns = [
        record
        for record in corpus.commitments_of(document.iri)
        if record.initiator_from.endswith("/column")
    ]
    # A column may also say "both", which names nobody.
    beside = 0
    for record in columns:
        mark = shown.anchors[f"c{record.order}-initiator-1"]
        assert record.place is not None
        if not record.place[0] <= mark.start < record.place[1]:
            assert "\t" not in text[mark.start : mark.end]
            beside += 1
    assert beside > len(columns) / 2


def test_what_was_left_out_is_marked_where_it_stands(store: GraphStore, corpus: Corpus) -> None:
    found = 0
    for document, shown, text in read(store, corpus):
        assert shown.left_out == len(document.left_out)
        numbers = [number for run in runs_of(shown) for number in run.left_begins]
        assert sorted(numbers) == list(range(1, shown.left_out + 1))
        for start, end in document.left_out:
            words = "".join(
                piece.words for run in runs_of(shown) if run.left_out for piece in run.pieces
            )
            assert without_space(text[start:end])[:20] in without_space(words)
            found += 1
    assert found


def test_facts_only_has_no_text(store: GraphStore, corpus: Corpus) -> None:
    [document] = [d for d in corpus.agreements if d.name == "tynaarlo-2023"]
    assert document.text_node
    assert whole_text(store, corpus, document) is None


def test_pages_are_told_where_a_block_begins_one(corpus: Corpus) -> None:
    [document] = [d for d in corpus.agreements if d.name == "lochem-2024"]
    bare = replace(document, references=(), left_out=())
    text = "\n\n".join(f"Dit is alinea {number} van een lang stuk." for number in range(6))
    starts = [text.index(f"alinea {number}") - 7 for number in (0, 2, 2, 5)]
    shown = laid_out(corpus, bare, [], text, starts)
    assert [block.page for block in shown.blocks] == [1, 0, 3, 0, 0, 4]


def test_a_table_is_cut_where_a_page_turns_or_other_columns_begin(corpus: Corpus) -> None:
    [document] = [d for d in corpus.agreements if d.name == "lochem-2024"]
    bare = replace(document, references=(), left_out=())
    text = "Wat\tWie\nBouwen\tAllen\nSlopen\tNiemand\n\nA\tB\tC\n1\t\t3\n"
    shown = laid_out(corpus, bare, [], text, [0, text.index("Slopen")])
    assert [(b.kind, b.page, len(b.rows), b.headed) for b in shown.blocks] == [
        ("table", 1, 2, True),
        ("table", 2, 1, False),
        ("table", 0, 2, True),
    ]
    last = shown.blocks[2].rows[1]
    assert ["".join(p.words for run in cell for p in run.pieces) for cell in last] == ["1", "", "3"]


def test_lines_that_a_margin_broke_are_one_paragraph(corpus: Corpus) -> None:
    [document] = [d for d in corpus.agreements if d.name == "lochem-2024"]
    bare = replace(document, references=(), left_out=())
    text = (
        "De drie partijen hebben op het gemeentehuis een lange reeks van\n\n"
        "gesprekken gevoerd over het wonen in de kernen.\n\n"
        "Daarna tekenden zij.\n\nNamens de gemeente,\n\nde wethouder\n"
    )
    shown = laid_out(corpus, bare, [], text)
    said = ["".join(p.words for run in b.runs for p in run.pieces) for b in shown.blocks]
    assert [" ".join(words.split()) for words in said] == [
        "De drie partijen hebben op het gemeentehuis een lange reeks van "
        "gesprekken gevoerd over het wonen in de kernen.",
        "Daarna tekenden zij.",
        "Namens de gemeente,",
        "de wethouder",
    ]


def test_marks_that_reach_over_the_words_are_cut_at_their_edge() -> None:
    mark = Mark("dependency", 1, -4, 3, "")
    found = pieces("abcdef", [mark])
    assert [piece.words for piece in found] == ["abc", "def"]
    assert [piece.marks for piece in found] == [(mark,), ()]
    assert [piece.begins for piece in found] == [(), ()]


def test_real_documents_keep_every_character() -> None:
    """The layouts of heldout documents are those that people bring."""
    folder = Path(__file__).parents[1] / "heldout"
    files = sorted(folder.glob("fi*/*.txt"))
    assert len(files) > 10
    with in_memory() as store:
        assert [o.error for o in ingest(files, store) if o.error] == []
        corpus = read_corpus(store)
        shown = 0
        for document in corpus.agreements:
            text = whole_text(store, corpus, document)
            assert text is not None
            begun = [mark.anchor for piece in pieces_of(text) for mark in piece.begins]
            assert sorted(begun) == sorted(text.anchors)
            begins = sorted(order for run in runs_of(text) for order in run.begins)
            records = corpus.commitments_of(document.iri)
            assert begins == sorted(record.order for record in records)
            shown += 1
        assert shown == len(files)
