"""From what all documents say of a name to one :class:`~.mentions.Mention` of it.

Facts come from three sides: the graph that describes a document, the graphs that name it, and the
reference data.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pa_graph.dependencies.document_names import Facts, untitled
from pa_graph.dependencies.mentions import Context, Mention
from pa_graph.dependencies.name_words import NameWords
from pa_graph.model.namespaces import PAC


@dataclass
class Said:
    """What is said of one IRI.

    Attributes:
        facts: by the graph that describes the document, an empty text for all other graphs.
        reference: what the reference data say.
        contexts: of the documents that name it; may be left out of a known document that is for
            no municipality, since nothing depends on them.
    """

    facts: set[tuple[str, Facts]] = field(default_factory=set)
    reference: Facts = ()
    contexts: list[Context] = field(default_factory=list)

    @property
    def known(self) -> bool:
        """Whether it was read, or something says that it is known."""
        return any(own for own, _ in self.facts) or ("known", "true") in self._values

    @property
    def national(self) -> bool:
        """Whether it is a known document of nobody in particular, which was not read."""
        values = self._values
        return (
            ("known", "true") in values
            and not any(own for own, _ in self.facts)
            and not any(name == "municipality" for name, _ in values)
        )

    @property
    def _values(self) -> set[tuple[str, str]]:
        values = {pair for _, facts in self.facts for pair in facts} | set(self.reference)
        return {(predicate.rpartition("#")[2], value) for predicate, value in values}


@dataclass
class _Facts:
    titles: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    known: bool = False
    municipalities: set[str] = field(default_factory=set)
    start: str | None = None
    end: str | None = None


def mention_of(iri: str, said: Said, words: NameWords) -> Mention:
    """Return what is known about one IRI that stands for a document.

    Args:
        iri: the IRI that graphs use.
        said: what they say of it.
        words: names of areas and organisations, which say a scope and not a document.
    """
    naming = tuple(sorted(said.contexts, key=lambda context: context.graph))
    own = next((c for c in reversed(naming) if c.iri == iri), None)
    fact = _learned(said, own)
    titles = [*fact.titles, *(n for n in fact.others if n not in fact.titles)]
    title = titles[0] if titles else untitled(iri)
    known = fact.known or own is not None
    names, printed = words.taken_apart(tuple(titles or [title]))
    around = frozenset(m for context in naming for m in context.municipalities)
    # What a document says about itself goes before the name, the name before who uses it.
    municipalities = frozenset(fact.municipalities) or (
        frozenset() if known and own is None else (printed & around or printed or around)
    )
    associations = (
        own.associations
        if own
        else frozenset(a for context in naming for a in context.associations)
    )
    return Mention(
        iri=iri,
        title=title,
        names=names,
        kind=min(fact.kinds, default=""),
        known=known,
        municipalities=municipalities,
        associations=associations,
        contexts=tuple(c for c in naming if c is not own),
        start=fact.start or (own.start if own else None),
        end=fact.end or (own.end if own else None),
        read=own is not None,
    )


def _learned(said: Said, own: Context | None) -> _Facts:
    # What a document says about itself comes before what others call it; of a document that was
    # not read, the reference data speak first.
    ranked: set[tuple[bool, str, str]] = set()
    for graph, facts in said.facts:
        ranked |= {(own is None or graph != own.graph, p, value) for p, value in facts}
    ranked |= {(own is not None, p, value) for p, value in said.reference}
    learned = _Facts()
    for _, predicate, value in sorted(ranked):
        _learn(learned, predicate.rpartition("/")[2].rpartition("#")[2], value)
    return learned


def _learn(fact: _Facts, predicate: str, value: str) -> None:
    if predicate == "title":
        fact.titles[value] = None
    elif predicate in ("altLabel", "hiddenLabel"):
        fact.others[value] = None
    elif predicate == "documentKind":
        fact.kinds.add(value.removeprefix(PAC + "document-kind/"))
    elif predicate == "known":
        fact.known = fact.known or value == "true"
    elif predicate == "municipality":
        fact.municipalities.add(value)
    elif predicate == "periodStart":
        fact.start = min(value, fact.start or value)
    else:
        fact.end = max(value, fact.end or value)


def mentions_of(said: dict[str, Said], words: NameWords) -> list[Mention]:
    """Return the mentions of all these IRIs, sorted."""
    return [mention_of(iri, said[iri], words) for iri in sorted(said)]


def without_contexts(mention: Mention) -> Mention:
    """Return what of a known document matters to others; who names it does not."""
    return replace(mention, contexts=())
