"""The command line: parse, call an operation, show the answer."""

from __future__ import annotations

from pa_graph.cli.entry import main

__all__ = ["main"]
