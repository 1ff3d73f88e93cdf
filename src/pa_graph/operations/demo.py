"""The whole road once, on the examples: read, validate, ask, draw, report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pa_graph.model.errors import ResourceMissing, StoreError, UnreadableFile
from pa_graph.model.resources import resource
from pa_graph.operations.background import BACKGROUND_GRAPHS, open_for_writing
from pa_graph.operations.dependencies import derive_again
from pa_graph.operations.ingest import Outcome, choose_files, ingest
from pa_graph.operations.query import Table, ask
from pa_graph.operations.questions import find_question
from pa_graph.operations.validate import validate_store
from pa_graph.operations.visualise import dependency_page
from pa_graph.pictures.report_page import Section, report_page
from pa_graph.store.protocol import GraphStore

if TYPE_CHECKING:
    from pa_graph.validation.findings import Report

QUESTIONS: Final = ("who-depends-on-whom", "results-left-open", "targets")
"""What the demo asks."""

ROWS_SHOWN: Final = 10

_STEPS_BESIDE_FILES: Final = 3 + len(QUESTIONS)


@dataclass(frozen=True)
class Answer:
    """One question, its answer, and how many of its rows are enough for a first look."""

    title: str
    table: Table
    shown: int = ROWS_SHOWN


@dataclass(frozen=True)
class Demo:
    """What the demo made.

    Attributes:
        outcomes: what became of each file.
        answers: first the validation, then the questions.
        farewell: where everything is and what to do next, several lines.
    """

    outcomes: tuple[Outcome, ...]
    answers: tuple[Answer, ...]
    store: Path
    picture: Path
    report: Path
    farewell: str


def run_demo(
    folder: Path,
    lang: str,
    expect: Callable[[int], None],
    step: Callable[[str], None],
) -> Demo:
    """Make store, picture and report in *folder*; what is there of an earlier demo is renewed.

    Args:
        folder: where to.
        lang: ``nl`` or ``en``.
        expect: told how many steps there will be.
        step: told when one is done.

    Raises:
        StoreError: the folder can't be used.
        ResourceMissing: the examples are not there.
    """
    files = choose_files(_example_folders()).files
    expect(len(files) + _STEPS_BESIDE_FILES)
    store_folder = folder / "store"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"a folder that can't be made ({error.strerror})",
            where=str(folder),
            advice="Name another one with --folder.",
        ) from None
    with open_for_writing(str(store_folder)) as store:
        for graph in store.graphs():
            # What an earlier demo left would otherwise be asked and drawn as well.
            if graph not in BACKGROUND_GRAPHS:
                store.replace_graph(graph, [])
        outcomes = []
        for outcome in ingest(files, store):
            outcomes.append(outcome)
            step(outcome.path.name)
        derive_again(store)
        store.optimize()
        step("shapes")
        answers = [_validation(validate_store(store), lang)]
        for name in QUESTIONS:
            answers.append(_answer(name, store, lang))
            step(name)
        picture = _write(folder / "picture.html", dependency_page(store, lang))
        step("picture")
    sections = [
        Section(_WORDS["read"][lang], *_outcome_table(outcomes, lang)),
        *(Section(a.title, a.table.columns, a.table.rows) for a in answers),
    ]
    page = report_page(
        lang, _WORDS["title"][lang], sections, (picture.name, _WORDS["see picture"][lang])
    )
    report = _write(folder / "report.html", page)
    step("report")
    farewell = _WORDS["farewell"][lang].format(
        agreements=sum(len(outcome.summaries) for outcome in outcomes),
        commitments=sum(s.commitments for outcome in outcomes for s in outcome.summaries),
        store=store_folder,
        picture=picture,
        report=report,
    )
    return Demo(tuple(outcomes), tuple(answers), store_folder, picture, report, farewell)


def _example_folders() -> list[Path]:
    folders = [resource("data/examples")]
    try:
        folders.append(resource("data/agreements"))
    except ResourceMissing:
        # A checkout in which `make data` has not run yet still has its examples.
        return folders
    return folders


def _answer(name: str, store: GraphStore, lang: str) -> Answer:
    question = find_question(name)
    answer = ask(question, {}, store, labels=lang)
    table = answer if isinstance(answer, Table) else Table((name,), ((answer.text,),))
    return Answer(question.texts[lang], table)


def _validation(reports: list[Report], lang: str) -> Answer:
    """Return how often each check of the shapes fails in each agreement."""
    columns = (_WORDS["agreement"][lang], _WORDS["check"][lang], _WORDS["lacks"][lang])
    rows = [
        (report.subject, check.name.in_(lang), f"{check.failing} / {check.focus_nodes}")
        for report in reports
        for check in report.checked
        if check.failing
    ]
    return Answer(_WORDS["validation"][lang], Table(columns, tuple(rows)), shown=2 * ROWS_SHOWN)


def _outcome_table(
    outcomes: list[Outcome], lang: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    columns = (_WORDS["agreement"][lang], _WORDS["layout"][lang], _WORDS["commitments"][lang])
    rows = [
        (s.short, ", ".join(name for name, _, _ in s.layouts), str(s.commitments))
        for outcome in outcomes
        for s in outcome.summaries
    ]
    rows += [(o.path.name, o.error or "", "0") for o in outcomes if o.error]
    return columns, tuple(rows)


def _write(path: Path, text: str) -> Path:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UnreadableFile(
            f"can't be written ({error.strerror})",
            where=str(path),
            advice="Name another folder with --folder.",
        ) from None
    return path


_WORDS: Final = {
    "title": {"nl": "Wat staat er in deze afspraken?", "en": "What do these agreements say?"},
    "read": {"nl": "Wat er is gelezen", "en": "What was read"},
    "validation": {"nl": "Wat openblijft", "en": "What is left open"},
    "see picture": {"nl": "Bekijk wie van wie afhangt", "en": "See who depends on whom"},
    "agreement": {"nl": "afspraken", "en": "agreement"},
    "commitments": {"nl": "aantal", "en": "commitments"},
    "layout": {"nl": "opmaak", "en": "layout"},
    "check": {"nl": "controle", "en": "check"},
    "lacks": {"nl": "ontbreekt bij", "en": "fails for"},
    "farewell": {
        "nl": (
            "{agreements} documenten met {commitments} afspraken zijn nu een graaf.\n"
            "  rapport  {report}\n"
            "  plaatje  {picture}\n"
            "  graaf    {store}\n"
            "Open het rapport in een browser. Daarna, met eigen documenten:\n"
            "  pa-graph ingest MAP          lees ze\n"
            "  pa-graph query               bekijk welke vragen er zijn\n"
            "  pa-graph validate            zie wat openblijft"
        ),
        "en": (
            "{agreements} documents with {commitments} commitments are now a graph.\n"
            "  report   {report}\n"
            "  picture  {picture}\n"
            "  graph    {store}\n"
            "Open the report in a browser. Then, with documents of your own:\n"
            "  pa-graph ingest FOLDER       read them\n"
            "  pa-graph query               see which questions there are\n"
            "  pa-graph validate            see what is left open"
        ),
    },
}
