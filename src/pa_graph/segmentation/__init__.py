"""From a document to its passages: one module per layout, and the recogniser that chooses."""
