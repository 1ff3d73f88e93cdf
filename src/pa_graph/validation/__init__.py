"""Shapes put to graphs: what was checked and found, what to do about it, and the measures."""
