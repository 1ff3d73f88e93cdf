"""From a file to a :class:`~pa_graph.reading.document.Document`: text, offsets, lines."""
