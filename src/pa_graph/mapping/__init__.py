"""From the model to RDF and back: one named graph a document, the words of ``pa:``."""
