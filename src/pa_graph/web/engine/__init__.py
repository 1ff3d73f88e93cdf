"""Queries in processes of their own, which can be ended whatever the engine is doing."""
