"""From a passage to its fields: one module per field, and the whole agreement on top."""
