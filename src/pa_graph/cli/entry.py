"""The way in: run the command, and turn every end into one line and an exit status.

0 fine, 1 findings, 2 unusable input. A person never sees a traceback, save with ``--debug``.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from pa_graph.model.errors import PaGraphError

UNUSABLE = 2
INTERRUPTED = 130


def main() -> NoReturn:
    """Run ``pa-graph`` with the arguments of this process, and end the process."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    from typer._click.exceptions import ClickException
    from typer.exceptions import Abort

    from pa_graph.cli.app import app

    # It is taken anywhere in the line, since one adds it to a command that just failed.
    debug = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    try:
        status = app(args=arguments, prog_name="pa-graph", standalone_mode=False)
        sys.stdout.flush()
        if status == INTERRUPTED:  # The library that reads the arguments has seen it first.
            return _say("Stopped. What was finished is kept.", INTERRUPTED)
        return status if isinstance(status, int) else 0
    except PaGraphError as error:
        if debug:
            raise
        return _say(error.line())
    except ClickException as error:
        return _say(f"{error.format_message()} See 'pa-graph --help'.")
    except BrokenPipeError:
        # The reader of our output has left (head, less): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, Abort):
        return _say("Stopped. What was finished is kept.", INTERRUPTED)
    except Exception as error:
        if debug:
            raise
        kind = type(error).__name__
        return _say(
            f"This is a fault of pa-graph: {kind}: {error}. Please report it, with the command"
            " and what 'pa-graph --debug …' shows."
        )


def _say(line: str, status: int = UNUSABLE) -> int:
    print(" ".join(line.split()), file=sys.stderr)
    return status
