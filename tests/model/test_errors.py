"""Errors say the same wherever they were raised."""

from __future__ import annotations

import pickle

import pytest

from pa_graph.model import errors
from pa_graph.model.errors import PaGraphError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type)]
KINDS = [kind for kind in KINDS if issubclass(kind, PaGraphError)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_comes_whole_out_of_another_process(kind: type[PaGraphError]) -> None:
    error = kind("a recipe", where="soup.txt", advice="Give an agreement.")
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert back.line() == error.line() == "soup.txt: a recipe. Give an agreement."


def test_an_error_about_another_place_is_the_same_otherwise() -> None:
    moved = errors.UnreadableFile("empty", where="a.txt", advice="Look.").at("folder/a.txt")
    assert isinstance(moved, errors.UnreadableFile)
    assert moved.line() == "folder/a.txt: empty. Look."
