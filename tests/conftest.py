"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# No test is timed: the first example of a rule also pays for reading the code lists. The same
# examples are tried each time; --hypothesis-profile=explore tries others.
settings.register_profile("pa-graph", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("pa-graph")
