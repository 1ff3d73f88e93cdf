"""Questions, parameters, answers and exports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from pa_graph.mapping.agreement import agreement_quads
from pa_graph.mapping.from_graph import agreement_from_quads
from pa_graph.mapping.nquads import from_nquads, to_nquads
from pa_graph.model.errors import UnknownName, UnreadableFile, UsageError
from pa_graph.model.identifiers import graph_iri
from pa_graph.model.namespaces import PAC, PAD
from pa_graph.operations.background import in_memory
from pa_graph.operations.export import export, in_one_order
from pa_graph.operations.listing import list_agreements
from pa_graph.operations.query import Table, TurtleText, ask
from pa_graph.operations.questions import find_question, read_question
from pa_graph.operations.tables import render
from pa_graph.operations.values import names_in, value_of
from pa_graph.store.protocol import GraphStore
from tests.mapping.agreements import AGREEMENT, TEXT

QUADS = agreement_quads(AGREEMENT, TEXT, version="1")

QUESTION = """# question@nl: Wat doet een partij?
# question@en: What does a party do?
# param party party? duinhof – who
# param@nl party – wie
# param until date 2024-12-31 – by when
# column order – position
PREFIX pa: <https://w3id.org/pa-graph/ontology#>
SELECT DISTINCT ?order WHERE {
  VALUES ?party { <https://w3id.org/pa-graph/id/party/example> }
  VALUES ?until { "2024-12-31"^^<http://www.w3.org/2001/XMLSchema#date> }
  ?c pa:initiator ?party ; pa:order ?order .
  OPTIONAL { ?c pa:deadline ?day }
  FILTER(!BOUND(?day) || ?day <= ?until)
}
ORDER BY ?order
"""


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with in_memory() as opened:
        opened.replace_graph(graph_iri("goirle-2024"), QUADS)
        yield opened


def rows(store: GraphStore, **values: str) -> list[str]:
    answer = ask(read_question(QUESTION), values, store)
    assert isinstance(answer, Table)
    assert answer.columns == ("order",)
    return [row[0] for row in answer.rows]


def test_a_question_knows_its_words_parameters_and_columns() -> None:
    question = read_question(QUESTION, "name")
    assert question.texts == {"nl": "Wat doet een partij?", "en": "What does a party do?"}
    assert [(p.name, p.kind, p.optional, p.example) for p in question.parameters] == [
        ("party", "party", True, "duinhof"),
        ("until", "date", False, "2024-12-31"),
    ]
    assert question.columns == {"order": "position"}
    party, until = question.parameters
    assert (party.said("nl"), party.said("en")) == ("wie", "who")
    # What is not said in Dutch is said in English.
    assert until.said("nl") == "by when"
    assert question.columns_in("nl") == question.columns_in("en") == {"order": "position"}


def test_values_take_the_place_of_examples(store: GraphStore) -> None:
    assert rows(store, until="2024-12-31", party="Stichting Duinhof") == ["1", "2"]
    assert rows(store, until="2023-12-31", party="duinhof") == ["2"]
    assert rows(store, until="2024-12-31", party="GEMEENTE goirle") == ["2"]


def test_what_is_left_open_is_asked_of_all(store: GraphStore) -> None:
    assert rows(store, until="2024-12-31") == ["1", "2"]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, "needs a value for until"),
        ({"until": "soon"}, "is not a date"),
        ({"until": "2024-12-31", "party": "Nobody at All"}, "no party called"),
        ({"until": "2024-12-31", "part": "x"}, "no parameter 'part'"),
    ],
)
def test_values_that_mean_nothing_are_refused(
    store: GraphStore, values: dict[str, str], found: str
) -> None:
    with pytest.raises(UsageError, match=found):
        rows(store, **values)


@pytest.mark.parametrize(
    ("kind", "value", "iri"),
    [
        ("municipality", "gm0785", "https://identifier.overheid.nl/tooi/id/gemeente/gm0785"),
        ("municipality", "Goirle", "https://identifier.overheid.nl/tooi/id/gemeente/gm0785"),
        ("quarter", "2024-q1", f"{PAD}quarter/2024-Q1"),
        ("agreement", "goirle-2024", f"{PAD}agreement/goirle-2024"),
        ("thing", "goirle-2024/commitment/3", f"{PAD}agreement/goirle-2024/commitment/3"),
        ("document", "woningwet", f"{PAD}document/woningwet"),
        ("theme", "target_groups", f"{PAC}theme/target-groups"),
        ("theme", "pad:party/x", f"{PAD}party/x"),
        ("document", "<http://example.org/a>", "http://example.org/a"),
    ],
)
def test_short_values_stand_for_things(store: GraphStore, kind: str, value: str, iri: str) -> None:
    assert value_of(kind, value, names_in(store)) == NamedNode(iri)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("document", "a> <b"), ("quarter", "2024-Q5"), ("municipality", "Nergenshuizen")],
)
def test_values_cannot_smuggle_anything_in(store: GraphStore, kind: str, value: str) -> None:
    with pytest.raises(UsageError):
        value_of(kind, value, names_in(store))


def test_text_is_a_literal_whatever_it_holds() -> None:
    assert value_of("text", 'a" } DROP ALL') == Literal('a" } DROP ALL')


def test_answers_for_reading_have_labels_and_others_have_iris(store: GraphStore) -> None:
    question = read_question(
        "SELECT DISTINCT ?c ?theme ?party WHERE"
        " { ?c pa:order 1 ; pa:theme ?theme ; pa:initiator ?party }"
    )
    whole, dutch, english = (ask(question, {}, store, labels=lang) for lang in (None, "nl", "en"))
    assert isinstance(whole, Table)
    assert isinstance(dutch, Table)
    assert isinstance(english, Table)
    assert whole.rows == (
        (
            f"{PAD}agreement/goirle-2024/commitment/1",
            f"{PAC}theme/availability",
            f"{PAD}party/duinhof",
        ),
    )
    assert dutch.rows[0][0] == "goirle-2024/commitment/1"
    assert dutch.rows[0][2] == english.rows[0][2] == "Stichting Duinhof"
    assert dutch.rows[0][1] != english.rows[0][1]
    assert "/" not in dutch.rows[0][1]


def test_yes_or_no_and_triples_are_answers_too(store: GraphStore) -> None:
    assert ask(read_question("ASK { ?c pa:order 99 }"), {}, store) == Table(
        ("answer",), (("false",),)
    )
    built = ask(read_question("CONSTRUCT { ?c pa:order ?o } WHERE { ?c pa:order ?o }"), {}, store)
    assert isinstance(built, TurtleText)
    assert len(list(parse(built.text, format=RdfFormat.TURTLE))) == 2


def test_a_question_is_found_by_name_by_file_or_typed(tmp_path: Path) -> None:
    assert find_question("targets").name == "targets"
    file = tmp_path / "own.rq"
    file.write_text(QUESTION, encoding="utf-8")
    assert find_question(str(file)).name == "own"
    assert find_question("ASK { ?s ?p ?o }").sparql == "ASK { ?s ?p ?o }"


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    with pytest.raises(UnknownName, match="Did you mean targets"):
        find_question("target")
    with pytest.raises(UnreadableFile, match="no such file"):
        find_question("missing.rq")


def test_rows_in_every_form() -> None:
    columns, cells = ("a", "b"), [("x", 'he said "no"'), ("", "a|b\nc")]
    assert render(columns, cells, "csv") == 'a,b\nx,"he said ""no"""\n,"a|b\nc"\n'
    assert render(columns, cells, "tsv").splitlines()[0] == "a\tb"
    assert json.loads(render(columns, cells, "json")) == [
        {"a": "x", "b": 'he said "no"'},
        {"a": "", "b": "a|b\nc"},
    ]
    assert render(columns, cells, "markdown").splitlines() == [
        "| a | b |",
        "| --- | --- |",
        '| x | he said "no" |',
        r"|  | a\|b c |",
    ]
    with pytest.raises(UnknownName, match="csv, tsv, json, markdown"):
        render(columns, cells, "xml")


@pytest.mark.parametrize(
    ("form", "kind"),
    [("nquads", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)],
)
def test_rdf_exports_hold_exactly_the_graph(store: GraphStore, form: str, kind: RdfFormat) -> None:
    text = export(store, form)
    assert to_nquads(parse(text, format=kind)) == to_nquads(QUADS)
    assert export(store, form) == text


def test_turtle_holds_the_triples(store: GraphStore) -> None:
    text = export(store, "turtle", names=["goirle-2024"])
    triples = set(parse(text, format=RdfFormat.TURTLE))
    assert {t.triple for t in triples} == {q.triple for q in QUADS}


def test_facts_only_exports_are_facts_only(store: GraphStore) -> None:
    quads = from_nquads(export(store, "nquads", facts_only=True).encode())
    assert to_nquads(quads) == to_nquads(agreement_quads(AGREEMENT, None, version="1"))
    csv_text = export(store, "csv", facts_only=True)
    assert "mits de gemeente" not in csv_text
    assert "mits de gemeente" in export(store, "csv")


def test_everything_means_the_background_too(store: GraphStore) -> None:
    graphs = {
        q.graph_name.value for q in from_nquads(export(store, "nquads", everything=True).encode())
    }  # type: ignore[union-attr]
    assert graphs == set(store.graphs())


def test_a_table_has_one_row_a_commitment(store: GraphStore) -> None:
    lines = export(store, "csv").splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("document,order,number,heading,theme")
    assert "min 40 dwelling sociale huurwoningen by 2024" in lines[1]


def test_json_is_the_form_of_the_annotation_guide(store: GraphStore) -> None:
    content = json.loads(export(store, "json"))
    assert content["document"]["short"] == "goirle-2024"
    first = content["commitments"][0]
    assert TEXT[first["start"] : first["end"]].startswith("Duinhof bouwt")
    assert first["targets"][0]["value"] == 40


def test_what_is_not_there_cannot_be_exported(store: GraphStore) -> None:
    with pytest.raises(UnknownName, match="There are: goirle-2024"):
        export(store, "csv", names=["goirle-2023"])
    with pytest.raises(UnknownName, match="no format 'xml'"):
        export(store, "xml")


def test_prefixes_are_sorted_and_only_those_that_are_used() -> None:
    text = "".join(f"@prefix {name}: <http://{name}/> .\n" for name in "bac") + "a:x a b:y .\n"
    wanted = "@prefix a: <http://a/> .\n@prefix b: <http://b/> .\na:x a b:y .\n"
    assert in_one_order(text) == wanted


def test_the_list_has_one_row_an_agreement(store: GraphStore) -> None:
    assert list_agreements(store) == [
        (
            "goirle-2024",
            "Prestatieafspraken 2024",
            "Goirle",
            "2024-01-01 – 2024-12-31",
            "2023-12-06",
            "2",
        )
    ]


def test_the_store_gives_back_the_agreement(store: GraphStore) -> None:
    assert agreement_from_quads(store.read_graph(graph_iri("goirle-2024"))).short == "goirle-2024"
