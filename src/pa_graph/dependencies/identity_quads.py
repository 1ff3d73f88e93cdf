"""What identity graphs say: of each name what it stands for, why, and what it may stand for."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from pa_graph.dependencies.decisions import Decision, Doubt, Identities, Minted
from pa_graph.dependencies.mentions import Mention
from pa_graph.mapping.builder import GraphBuilder, boolean, day, dutch, term
from pa_graph.mapping.nquads import to_nquads
from pa_graph.model.namespaces import code_iri, data_iri

_ANY = "urn:any-graph"


@dataclass
class Settled:
    """Decisions with what is needed to write them down.

    Attributes:
        mentions / decisions / minted: by IRI.
        doubts: by either of the two IRIs.
    """

    mentions: Mapping[str, Mention]
    decisions: Mapping[str, Decision]
    minted: Mapping[str, Minted]
    doubts: dict[str, list[Doubt]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, mentions: Iterable[Mention], decided: Identities, doubts: Iterable[Doubt]
    ) -> Settled:
        """Return what was decided about these mentions, with these doubts."""
        settled = cls(
            {mention.iri: mention for mention in mentions},
            {decision.iri: decision for decision in decided.decisions},
            {document.iri: document for document in decided.minted},
        )
        for doubt in sorted(doubts, key=lambda doubt: (doubt.one, doubt.other)):
            settled.doubts.setdefault(doubt.one, []).append(doubt)
            settled.doubts.setdefault(doubt.other, []).append(doubt)
        return settled

    def quads(self, iri: str, graph: str) -> list[Quad]:
        """Return what a graph that names *iri* says of it."""
        builder = GraphBuilder(graph)
        decision = self.decisions[iri]
        _describe(builder, decision, self.mentions[iri])
        for meant in decision.means:
            self._name(builder, meant)
        for doubt in self.doubts.get(iri, ()):
            add_doubt(builder, doubt)
        return builder.quads()

    def described(self, meant: str, graph: str) -> list[Quad]:
        """Return what a graph says of a document that one of its names stands for."""
        builder = GraphBuilder(graph)
        self._name(builder, meant)
        return builder.quads()

    def checksum(self, iri: str) -> str:
        """Return a checksum of what graphs say of *iri*."""
        return hashlib.sha256(to_nquads(self.quads(iri, _ANY))).hexdigest()[:16]

    def _name(self, builder: GraphBuilder, meant: str) -> None:
        """Give the document that is meant one label; describe it where no other graph does."""
        node = NamedNode(meant)
        mention, document = self.mentions.get(meant), self.minted.get(meant)
        if mention is not None:
            builder.add(node, "rdfs:label", dutch(mention.title))
            _add_years(builder, node, mention)
            _add_kind(builder, node, mention.kind)
        elif document is not None:
            builder.types(node, "pa:Document")
            builder.add(node, "pa:known", boolean(False))
            builder.add(node, "rdfs:label", dutch(document.title))
            builder.add(node, "dcterms:title", dutch(document.title))
            builder.add(node, "pa:municipality", NamedNode(document.municipality))
            _add_kind(builder, node, document.kind)
        else:
            builder.add(node, "rdfs:label", dutch(meant.rpartition("/")[2].replace("-", " ")))
        decision = self.decisions.get(meant)
        if decision is None or document is not None or decision.means == (meant,):
            builder.add(node, "pa:standsFor", node)


def kept_quads(
    old: Sequence[Quad], again: Collection[str], moved: Collection[tuple[str, str]]
) -> list[Quad]:
    """Return of an identity graph what still holds.

    Args:
        old: the graph.
        again: IRIs about which something else is said now.
        moved: pairs of IRIs between which a doubt came, went or changed.
    """
    dependent, needed = term("pa:dependent"), term("pa:needed")
    ends: dict[object, dict[object, str]] = {}
    doubted = set()
    for quad in old:
        if quad.predicate in (dependent, needed):
            ends.setdefault(quad.subject, {})[quad.predicate] = _value(quad.object)
        elif quad.predicate == term("pa:rule") and _value(quad.object) == "possible-identity":
            doubted.add(quad.subject)
    kept = []
    for quad in old:
        record = ends.get(quad.subject)
        if record is not None:
            pair = (record.get(dependent, ""), record.get(needed, ""))
            gone = pair in moved if quad.subject in doubted else pair[0] in again
        elif quad.predicate == term("pa:possiblySameAs"):
            gone = (_value(quad.subject), _value(quad.object)) in moved
        else:
            gone = _value(quad.subject) in again
        if not gone:
            kept.append(quad)
    return kept


def still_named(kept: Sequence[Quad]) -> tuple[list[Quad], list[str]]:
    """Return the quads without documents that no name stands for, and what names stand for."""
    own = {quad.subject for quad in kept if quad.predicate == term("pa:nameKey")}
    meant = {
        _value(quad.object)
        for quad in kept
        if quad.predicate == term("pa:standsFor") and quad.subject in own
    }
    alive = own | {NamedNode(iri) for iri in meant}
    records = {quad.subject for quad in kept if quad.predicate == term("pa:dependent")}
    # A doubt stands in the graphs of both names; in one of them it is about the name of another.
    doubt = term("pa:possiblySameAs")
    said = [q for q in kept if q.subject in alive | records or q.predicate == doubt]
    return said, sorted(meant)


def add_identity(builder: GraphBuilder, decision: Decision, relation: str = "pa:standsFor") -> None:
    """State what a name stands for, with the reason where that is something else than itself.

    Args:
        builder: the graph.
        decision: about one name.
        relation: ``pa:standsFor`` of documents, ``pa:partyMeant`` of parties.
    """
    for meant in decision.means:
        builder.add(NamedNode(decision.iri), relation, NamedNode(meant))
        if meant != decision.iri:
            key = ("identity", decision.iri, meant)
            _record(builder, key, (decision.because, decision.because_en))


def add_doubt(builder: GraphBuilder, doubt: Doubt) -> None:
    """State that two things may be the same, with the reason."""
    builder.add(NamedNode(doubt.one), "pa:possiblySameAs", NamedNode(doubt.other))
    key = ("possible-identity", doubt.one, doubt.other)
    _record(builder, key, (doubt.because, doubt.because_en))


def record_iri(rule: str, one: str, other: str) -> str:
    """Return the IRI of the record that says why two names are, or may be, the same."""
    digest = hashlib.sha256(f"{one} {other}".encode()).hexdigest()[:20]
    return data_iri("link", rule, digest)


def _describe(builder: GraphBuilder, decision: Decision, mention: Mention) -> None:
    node = NamedNode(decision.iri)
    for core in sorted(mention.cores):
        builder.add(node, "pa:nameKey", Literal(core))
    if mention.name.common and not mention.known:
        builder.add(node, "pa:commonName", boolean(True))
    if len(decision.means) > 1:
        builder.add(node, "pa:severalMeant", boolean(True))
    add_identity(builder, decision)


def _add_kind(builder: GraphBuilder, node: NamedNode, kind: str) -> None:
    if kind:
        builder.add(node, "pa:documentKind", NamedNode(code_iri("document-kind", kind)))


def _add_years(builder: GraphBuilder, node: NamedNode, mention: Mention) -> None:
    """State the period that the name of an unknown document prints, such as 2020-2023."""
    first, last = mention.name.first_year, mention.name.last_year
    if not mention.known and first is not None and last is not None and first < last < 9999:
        builder.add(node, "pa:periodStart", day(f"{first}-01-01"))
        builder.add(node, "pa:periodEnd", day(f"{last}-12-31"))


def _record(builder: GraphBuilder, key: tuple[str, str, str], because: tuple[str, str]) -> None:
    rule, one, other = key
    node = NamedNode(record_iri(rule, one, other))
    builder.types(node, "pa:DerivedLink")
    builder.add(node, "pa:linkKind", NamedNode(code_iri("link-kind", rule)))
    builder.add(node, "pa:rule", Literal(rule))
    builder.add(node, "pa:dependent", NamedNode(one))
    builder.add(node, "pa:needed", NamedNode(other))
    builder.add(node, "pa:because", dutch(because[0]))
    builder.add(node, "pa:because", Literal(because[1], language="en"))


def _value(node: object) -> str:
    return str(getattr(node, "value", ""))
