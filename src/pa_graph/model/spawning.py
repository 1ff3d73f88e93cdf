"""Fresh processes of Python that share nothing with this one, and what keeps them from starting."""

from __future__ import annotations

from multiprocessing import current_process, get_context
from typing import Final

from pa_graph.model.errors import ResourceMissing

SPAWN: Final = get_context("spawn")
"""The one way in which processes are started."""


def refuse_while_starting() -> None:
    """End this process if it is one that is still being started.

    A fresh process first runs the script that started it. If that script does its work without
    asking whether it is ``__main__``, the process would do it again, and start others. It ends
    without a word: who started it tells why, see :func:`none_started`.

    Raises:
        SystemExit: this is such a process.
    """
    if getattr(current_process(), "_inheriting", False):
        raise SystemExit(1)


def none_started(task: str, otherwise: str = "") -> ResourceMissing:
    """Return the error of whoever started a process that ended before it began.

    Args:
        task: what the process was for, such as ``to judge documents``.
        otherwise: how it could go without, as a sentence.
    """
    return ResourceMissing(
        f"no process could be started {task}",
        advice=f"{otherwise} In a script of your own, put what it does under"
        " \"if __name__ == '__main__':\".".strip(),
    )
