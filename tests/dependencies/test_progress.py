"""Which commitments the lines of a progress report are about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pa_graph.dependencies.mentions import rows
from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory
from pa_graph.operations.dependencies import derive_again
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.operations.query import Table, ask
from pa_graph.operations.questions import find_question
from pa_graph.store.protocol import GraphStore

REPORT = """Voortgangsrapportage prestatieafspraken Losser
Tweede halfjaar 2024

Opgesteld op 5 februari 2025 door de gemeente Losser en Woonstichting Dinkelrand

Deze monitor is gebaseerd op de Prestatieafspraken Losser 2024-2025.

Stand van zaken

Beschikbaarheid

{lines}
"""


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with in_memory() as opened:
        yield opened


def read(store: GraphStore, *paths: Path) -> None:
    outcomes = list(ingest(choose_files(list(paths)).files, store))
    assert [outcome.error for outcome in outcomes] == [None] * len(outcomes)
    derive_again(store)


def report(folder: Path, *lines: str) -> Path:
    path = folder / "voortgang.txt"
    path.write_text(REPORT.format(lines="\n".join(f"- {line}" for line in lines)), "utf-8")
    return path


AGREEMENT = resource("data/examples/chain/prestatieafspraken-losser.txt")


def observed(store: GraphStore) -> list[tuple[str, str, str]]:
    """Return order of the line, order of the commitment, and the reason in English."""
    return [
        (line, commitment, because)
        for line, commitment, because in rows(
            store,
            """SELECT DISTINCT ?n ?m ?t WHERE { ?l pa:rule "reported-commitment" ;
            pa:dependent ?line ; pa:needed ?c ; pa:because ?t . FILTER(LANG(?t) = "en")
            ?line pa:order ?n ; pa:observes ?c . ?c pa:order ?m } ORDER BY ?n ?m""",
        )
    ]


def test_every_line_of_the_example_is_about_the_commitment_it_names(store: GraphStore) -> None:
    read(store, resource("data/examples/chain"))
    found = observed(store)
    assert [(line, commitment) for line, commitment, _ in found] == [
        (str(n), str(n)) for n in range(1, 15)
    ]
    assert found[1][2] == (
        "Line 2 of losser-voortgangsrapportage-prestatieafspraken-losser-eerste-halfjaar-2024"
        " names the number of commitment 2 of losser-2024 and tells: late."
    )


def test_without_a_number_subject_and_words_decide(store: GraphStore, tmp_path: Path) -> None:
    told = report(
        tmp_path,
        "De levensloopgeschikte woningen in Overdinkel zijn opgeleverd.",
        "De vergunning voor Beuningen is vertraagd.",
        "Er is overlegd en dat loopt.",
    )
    read(store, AGREEMENT, told)
    assert [(line, commitment) for line, commitment, _ in observed(store)] == [
        ("1", "1"),
        ("2", "2"),
    ]
    assert observed(store)[0][2].startswith("Line 1 of")
    assert " shares subject and words with commitment 1 " in observed(store)[0][2]


def test_what_fits_two_commitments_alike_is_left_open(store: GraphStore, tmp_path: Path) -> None:
    told = report(tmp_path, "De 18 sociale huurwoningen in Beuningen: vertraagd.")
    read(store, AGREEMENT, told)
    assert observed(store) == []


def test_the_agreement_that_arrives_later_is_linked_then(store: GraphStore, tmp_path: Path) -> None:
    read(store, report(tmp_path, "Afspraak 3: loopt achter.", "Afspraak 99: op schema."))
    assert observed(store) == []
    assert [outcome.error for outcome in ingest([AGREEMENT], store)] == [None]
    derive_again(store, ["losser-2024"])
    assert [(line, commitment) for line, commitment, _ in observed(store)] == [("1", "3")]


def test_what_is_late_and_what_is_not_told(store: GraphStore, tmp_path: Path) -> None:
    told = report(
        tmp_path, "Afspraak 1: gedaan.", "Afspraak 2: te laat.", "Afspraak 4: is vervallen."
    )
    read(store, AGREEMENT, told)
    answer = ask(find_question("reported-late"), {"agreement": "losser-2024"}, store, short=True)
    assert isinstance(answer, Table)
    state, commitment = answer.columns.index("state"), answer.columns.index("commitment")
    found = {row[commitment].rpartition("/")[2]: row[state] for row in answer.rows}
    assert found == {
        "2": "behind",
        "4": "dropped",
        **{str(n): "not-reported" for n in (3, *range(5, 15))},
    }
