"""The names under which organisations are printed, and the short keys made from them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import pyoxigraph as ox

from pa_graph.model.agreement import Party
from pa_graph.model.cues import LetterIndex, folded
from pa_graph.model.identifiers import slug
from pa_graph.model.namespaces import PA, PAD, PREFIXES, TOOI_MUNICIPALITY
from pa_graph.model.resources import resource
from pa_graph.model.vocabulary import scheme

_RDFS_LABEL = PREFIXES["rdfs"] + "label"
_ALT = PREFIXES["skos"] + "altLabel"
_HIDDEN = PREFIXES["skos"] + "hiddenLabel"
_KINDS = {
    PA + "HousingAssociation": "housing_association",
    PA + "TenantOrganisation": "tenant_organisation",
}
_LEGAL_WORDS = re.compile(
    r"^(?:de |het )?(?:coöperatieve )?"
    r"(?:(?:algemene |woning|woon|zorg)?stichting|coöperatie|vereniging|"
    r"woonbedrijf|woningbedrijf|wooncorporatie|woningcorporatie|woningbouwvereniging|"
    r"woningvereniging)\s+(?=\S)",
    re.IGNORECASE,
)

# *Bewonerscontact Woningbedrijf*: the first word tells.
_OF_TENANTS = re.compile(
    r"(?:[Ss]tichting\s+|[Vv]ereniging\s+)?(?:[Bb]ewoners|[Hh]uurders)(?!wooncorp)[a-z]*\b"
)


def bare_name(name: str) -> str:
    """Return a name without article, legal form and quotes (``Stichting X`` → ``X``)."""
    words = " ".join(name.split()).strip(" ‘’'\"“”.,;:()")
    shorter = _LEGAL_WORDS.sub("", words)
    return shorter or words


@lru_cache(maxsize=4096)
def same_name(name: str) -> str:
    """Return the form by which two printed names are compared."""
    # *’t Huurdertje* signs as *Het Huurdertje*.
    plain = slug(
        re.sub(
            r"^(?:(?:de|het)\s+|['’‘]t\s+)",
            "",
            name.strip().replace(" & ", " en "),
            flags=re.IGNORECASE,
        )
    )
    plain = re.sub(r"\bst-(?=[a-z]{3})", "sint-", plain)
    # *Huurderbelangenvereniging*: with or without an s.
    return re.sub(r"\bhuurder(?=belangen|vereniging|organisatie|raad)", "huurders", plain)


def times_named(name: str, text: str) -> int:
    """Return how often a text has a name, as printed and not as a part of a longer word."""
    return len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text))


def letters_of(name: str) -> str:
    """Return the letters and figures of a name, by which it is the same spelt apart or not."""
    return same_name(name).replace("-", "")


def is_of_landlords(name: str) -> bool:
    """Tell whether a name is that of a union of landlords (*Federatie Woningcorporaties Oost*)."""
    return re.search(r"\S\s.*(?:corporaties|verhuurders)\b|verhuurders\s\S", name, re.I) is not None


def kind_by_words(name: str) -> str:
    """Return the kind of party that the words of a name show, ``other`` if none do."""
    if same_name(bare_name(name)) in _other_names():
        return "other"
    if _OF_TENANTS.match(name):
        return "tenant_organisation"
    found = [
        m for m in scheme("party_kind").matches(name, weak=False) if m.code not in ("all", "other")
    ]
    if found:
        return min(found, key=lambda m: (m.start, m.start - m.end)).code
    if re.search(r"\b(?:(?i:huurders|bewoners|huurder)\w*|HBV|HV)\b|^HBO[\s-]", name):
        return "tenant_organisation"
    if re.search(
        r"\b(?:wonen|woningen|woningbouw|woonkring|woonmaat|thuis|\w*huisvesting"
        r"|woon(?:service|groep|vereniging|zorgstichting|partners|compagnie))\b",
        name,
        re.IGNORECASE,
    ):
        return "housing_association"
    return "other"


@cache
def _other_names() -> frozenset[str]:
    """Return the names of known organisations that neither let dwellings nor speak for tenants."""
    others = (party for party in known_parties() if party.kind == "other")
    names = (name for party in others for name in party.names)
    return frozenset(same_name(name) for name in names if " " in name)


@cache
def known_parties() -> tuple[Party, ...]:
    """Return the organisations of the reference data, municipalities not among them."""
    return tuple(
        Party(key, names[0], kind, tuple(names[1:])) for key, kind, names in _read_parties()
    )


@cache
def listed_associations() -> frozenset[str]:
    """Return the keys of the associations of which the reference data have no more than a name."""
    return frozenset(key for key, _, _ in _read_parties("associations.ttl"))


def is_known(name: str) -> bool:
    """Tell whether the reference data have an organisation of a name."""
    return same_name(name) in _known_names()


@cache
def _known_names() -> frozenset[str]:
    return frozenset(same_name(name) for party in known_parties() for name in party.names)


@cache
def known_party_names() -> LetterIndex[tuple[Party, str]]:
    """Return every printed name of the organisations of the reference data, with its owner."""
    return LetterIndex(
        [(folded(name), (party, name)) for party in known_parties() for name in party.names]
    )


@cache
def municipality_codes() -> dict[str, str]:
    """Return the CBS code of every municipality by its printed names (``Hilvarenbeek``)."""
    codes: dict[str, str] = {}
    path = resource("data", "reference", "municipalities.ttl")
    for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        subject, value = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.Literal):
            continue
        if subject.value.startswith(TOOI_MUNICIPALITY) and triple.predicate.value in (
            _RDFS_LABEL,
            _ALT,
        ):
            name = re.sub(r"^gemeente\s+", "", value.value, flags=re.IGNORECASE)
            codes.setdefault(name, subject.value.removeprefix(TOOI_MUNICIPALITY).upper())
    return codes


def _read_parties(*files: str) -> list[tuple[str, str, list[str]]]:
    labels: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    triples = (
        triple
        for file in files or ("parties.ttl", "associations.ttl", "partners.ttl")
        for triple in ox.parse(
            resource("data", "reference", file).read_bytes(), format=ox.RdfFormat.TURTLE
        )
    )
    for triple in triples:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode):
            continue
        if isinstance(value, ox.NamedNode) and value.value in _KINDS:
            kinds[subject.value] = _KINDS[value.value]
        elif isinstance(value, ox.Literal) and triple.predicate.value == _RDFS_LABEL:
            labels.setdefault(subject.value, []).append(value.value)
        elif isinstance(value, ox.Literal) and triple.predicate.value in (_ALT, _HIDDEN):
            others.setdefault(subject.value, []).append(value.value)
    prefix = PAD + "party/"
    return [
        (
            iri.removeprefix(prefix),
            kinds.get(iri, "other"),
            [*sorted(labels[iri]), *sorted(others.get(iri, ()))],
        )
        for iri in sorted(labels)
        if iri.startswith(prefix)
    ]
