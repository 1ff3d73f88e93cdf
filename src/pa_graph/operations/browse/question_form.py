"""From choices in a form to a question in SPARQL, for those who don't write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pyoxigraph import Literal

from pa_graph.model.errors import UnknownName
from pa_graph.model.namespaces import PREFIXES

CONDITIONS: Final = {
    "municipality": "?commitment pa:partOf/pa:municipality {} .",
    "initiator": "?commitment pa:initiator {} .",
    "contributor": "?commitment pa:contributor {} .",
    "theme": "?commitment pa:theme {} .",
    "action": "?commitment pa:action {} .",
    "strength": "?commitment pa:strength {} .",
    "quarter": "?commitment pa:quarter {} .",
    "unit": "?commitment pa:target/pa:unit {} .",
    "document": "?commitment pa:refersTo {} .",
}
"""What one may ask for → how the graph says it, with the place of the value."""

COLUMNS: Final = {
    "agreement": "?commitment pa:partOf ?agreement .",
    "heading": "OPTIONAL { ?commitment pa:heading ?heading }",
    "text": "OPTIONAL { ?commitment pa:text ?text }",
    "theme": "OPTIONAL { ?commitment pa:theme ?theme }",
    "action": "OPTIONAL { ?commitment pa:action ?action }",
    "strength": "OPTIONAL { ?commitment pa:strength ?strength }",
    "initiator": "OPTIONAL { ?commitment pa:initiator ?initiator }",
    "contributor": "OPTIONAL { ?commitment pa:contributor ?contributor }",
    "quarter": "OPTIONAL { ?commitment pa:quarter ?quarter }",
    "deadline": "OPTIONAL { ?commitment pa:deadline ?deadline }",
    "value": "OPTIONAL { ?commitment pa:target ?target . ?target pa:value ?value }",
    "unit": "OPTIONAL { ?commitment pa:target ?target . ?target pa:unit ?unit }",
    "location": "OPTIONAL { ?commitment pa:location ?location }",
    "document": "OPTIONAL { ?commitment pa:refersTo ?document }",
}
"""Name of a column → how the graph says it."""

LIMIT: Final = 500


def built_question(
    conditions: Mapping[str, str], columns: Sequence[str], *, words: str = "", count: str = ""
) -> str:
    """Return the SPARQL of a question about commitments.

    Args:
        conditions: names of :data:`CONDITIONS` → IRI of the value.
        columns: names of :data:`COLUMNS` to show beside the commitment.
        words: that the text of the commitment has to contain, or empty.
        count: the column to count commitments by, or empty for a list.

    Raises:
        UnknownName: there is no such condition or column.
    """
    for name in (*conditions, *columns, *filter(None, [count])):
        if name not in CONDITIONS and name not in COLUMNS:
            raise UnknownName(f"nothing called {name!r} to ask for")
    lines = ["?commitment a pa:Commitment ."]
    lines += [CONDITIONS[name].format(_written(iri)) for name, iri in sorted(conditions.items())]
    if words.strip():
        wanted = Literal(words.strip().lower())
        lines.append(f"?commitment pa:text ?words . FILTER(CONTAINS(LCASE(?words), {wanted}))")
    chosen = [count] if count else [name for name in COLUMNS if name in columns]
    lines += [COLUMNS[name] for name in chosen]
    if count:
        head = f"SELECT ?{count} (COUNT(DISTINCT ?commitment) AS ?commitments)"
        tail = f"GROUP BY ?{count}\nORDER BY DESC(?commitments) ?{count}"
    else:
        head = f"SELECT DISTINCT {' '.join(f'?{name}' for name in ('commitment', *chosen))}"
        tail = f"ORDER BY ?commitment\nLIMIT {LIMIT}"
    body = "\n".join(f"  {line}" for line in lines)
    text = f"{head} WHERE {{\n{body}\n}}\n{tail}\n"
    used = [p for p in sorted(PREFIXES) if f"{p}:" in text.replace("https:", "")]
    declared = "".join(f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in used)
    return f"{declared}\n{text}"


def _written(iri: str) -> str:
    return f"<{iri}>" if not set(iri) & set('<>"{}|^`\\ \n\t') else "<urn:nothing>"
