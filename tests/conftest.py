"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# No test is timed: the first example of a rule also pays for reading the code lists.
settings.register_profile("pa-graph", deadline=None)
settings.load_profile("pa-graph")
