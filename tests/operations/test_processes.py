"""Work shared out over processes: the order stays, and nothing is lost when one of them ends."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

from pa_graph.model.resources import resource
from pa_graph.operations.background import in_memory
from pa_graph.operations.ingest import choose_files, ingest
from pa_graph.operations.processes import cores, in_processes

EXAMPLES = resource("data/examples")


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
