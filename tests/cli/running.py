"""What the tests of the door share."""

from __future__ import annotations

from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]
"""Runs a command and gives its status, standard output and standard error."""


def one_line(text: str) -> bool:
    """Tell whether *text* is one line and no trace of a fault."""
    return text.count("\n") == 1 and text.endswith("\n") and "Traceback" not in text
