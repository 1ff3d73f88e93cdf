"""Makes real files of each format from plain texts, for the tests."""
