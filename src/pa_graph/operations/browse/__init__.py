"""The whole content of a store at hand: for lists, searches and pages."""
