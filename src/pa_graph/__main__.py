"""The same door as the command ``pa-graph``, for ``python -m pa_graph``."""

from __future__ import annotations

from pa_graph.cli import main

if __name__ == "__main__":
    main()
