"""Work shared out over processes: the order stays, and nothing is lost when one of them ends."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.operations.processes import cores, in_processes

EXAMPLES = resource("data/examples")
GRAPH = Path(__file__).parents[1] / "shapes" / "complete" / "valid.agreement.ttl"


def doubled(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def end_the_process_at_three(number: int) -> int:
    if number == 3 and multiprocessing.parent_process() is not None:
        os._exit(1)
    return number


def test_results_come_in_the_order_of_the_work_from_other_processes() -> None:
    results = list(in_processes(doubled, range(40), 2))
    assert [result for result, _ in results] == [2 * number for number in range(40)]
    assert os.getpid() not in {process for _, process in results}


def test_one_process_is_this_one() -> None:
    assert list(in_processes(doubled, [1, 2], 1)) == [(2, os.getpid()), (4, os.getpid())]
    assert cores() >= 1


def test_what_a_dead_process_left_is_done_here() -> None:
    assert list(in_processes(end_the_process_at_three, range(9), 2)) == list(range(9))


def test_who_stops_listening_stops_the_work() -> None:
    results = in_processes(doubled, range(1000), 2)
    assert next(results)[0] == 0
    results.close()
    assert not multiprocessing.active_children()


def doubled_and_prepared(number: int) -> tuple[int, bool]:
    return number * 2, "PREPARED" in os.environ


def prepare() -> None:
    os.environ["PREPARED"] = "yes"


def test_processes_are_made_ready_first() -> None:
    expected = [(2 * number, True) for number in range(6)]
    assert list(in_processes(doubled_and_prepared, range(6), 2, prepare)) == expected
    assert "PREPARED" not in os.environ


def test_no_more_is_asked_for_than_is_needed() -> None:
    numbers = iter(range(1000))
    results = in_processes(doubled, numbers, 2)
    next(results)
    results.close()
    assert next(numbers) < 20


JUDGING = """
from pathlib import Path
from pa_graph.operations.judging import Asked
from pa_graph.operations.sources import from_file
from pa_graph.operations.validate import judge_all
source = from_file(Path({path!r}))
for outcome in judge_all([source] * 60, Asked(processes={processes}, shapes={shapes})):
    print(outcome.report.subject)
"""
READING = """
from pathlib import Path
from pa_graph.operations.reading import read_files
for file in read_files([Path({path!r})] * 3, 2):
    print(file.path)
"""


@pytest.mark.parametrize(
    ("script", "own"),
    [(JUDGING, False), (JUDGING, True), (READING, False)],
    ids=["judging", "shapes", "reading"],
)
def test_a_script_that_can_not_be_imported_ends_with_one_line(
    tmp_path: Path, script: str, own: bool
) -> None:
    """Its processes would each begin it again; they end, and so does the waiting for them."""
    shapes = tmp_path / "own.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> sh:targetClass <urn:c> ;"
        " sh:nodeKind sh:IRI ; a sh:NodeShape ."
    )
    name = tmp_path / "script.py"
    path = str(GRAPH if script is JUDGING else EXAMPLES / "putten-2025.txt")
    given = f"Path({str(tmp_path)!r})" if own else "None"
    name.write_text(script.format(path=path, processes=1 if own else 2, shapes=given))
    ended = subprocess.run(
        [sys.executable, str(name)], capture_output=True, text=True, timeout=300, check=False
    )
    *_, last = ended.stderr.strip().splitlines()
    assert ended.returncode == 1 and ended.stdout == ""
    assert "no process could be started" in last and "__main__" in last
    assert ended.stderr.count("Traceback") == 1


def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    bad = tmp_path / "empty.txt"
    bad.touch()
    files = [*choose_files([EXAMPLES]).files, bad]
    read = {}
    for processes in (1, 2):
        with in_memory() as store:
            outcomes = list(ingest(files, store, processes=processes))
            graphs = {graph: sorted(map(str, store.read_graph(graph))) for graph in store.graphs()}
            read[processes] = outcomes, graphs
    assert read[1] == read[2]
    assert [outcome.path for outcome in read[2][0]] == files
    assert read[2][0][-1].error
