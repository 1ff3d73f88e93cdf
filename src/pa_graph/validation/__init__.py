"""Shapes put to graphs: what was checked, what was found, what to do about it, and how it measures."""
