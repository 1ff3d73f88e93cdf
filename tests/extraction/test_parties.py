"""Which parties a document has, and whom a word in it means."""

from __future__ import annotations

import pytest

from pa_graph.extraction.parties.find import find_parties
from pa_graph.extraction.parties.parties import Parties
from pa_graph.reading.document import Document

OPENING = """Prestatieafspraken 2025

Ondergetekenden:

de gemeente Ommen, vertegenwoordigd door de wethouder, hierna te noemen: de gemeente;
Woonstichting Duinhaven, hierna te noemen: ‘DH’;
Huurdersraad Duinhaven (hierna: HRD);

komen het volgende overeen.
"""


@pytest.fixture(scope="module")
def parties() -> Parties:
    return find_parties(Document(OPENING, "ommen.txt"), ())


def test_definitions_give_name_kind_and_alias(parties: Parties) -> None:
    assert [(p.key, p.name, p.kind) for p in parties.parties] == [
        ("gemeente-ommen", "gemeente Ommen", "municipality"),
        ("dh", "Woonstichting Duinhaven", "housing_association"),
        ("hrd", "Huurdersraad Duinhaven", "tenant_organisation"),
    ]
    assert all(party.signatory for party in parties.parties)
    assert "DH" in parties.parties[1].aliases


def test_a_municipality_has_its_code(parties: Parties) -> None:
    assert parties.parties[0].municipality_code == "GM0175"
    assert parties.parties[1].municipality_code is None


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("DH en de gemeente", ("gemeente-ommen", "dh")),
        ("De Gemeente Ommen", ("gemeente-ommen",)),
        ("de corporatie", ("dh",)),
        ("de huurdersorganisatie", ("hrd",)),
        ("Huurdersraad Duinhaven", ("hrd",)),
        ("Woonstichting  Duinhaven", ("dh",)),
        ("Partijen", ("gemeente-ommen", "dh", "hrd")),
        ("DHL", ()),
        ("dh", ()),
        ("de provincie", ()),
    ],
)
def test_whom_words_mean(parties: Parties, words: str, keys: tuple[str, ...]) -> None:
    assert parties.find(words) == keys


def test_mentions_are_the_longest_and_apart(parties: Parties) -> None:
    text = "Huurdersraad Duinhaven praat met Woonstichting Duinhaven"
    found = [text[mention.start : mention.end] for mention in parties.mentions(text)]
    assert found == ["Huurdersraad Duinhaven", "Woonstichting Duinhaven"]


def test_keys_come_once_and_in_the_order_of_the_document(parties: Parties) -> None:
    assert parties.ordered(["hrd", "nobody", "gemeente-ommen", "hrd"]) == ("gemeente-ommen", "hrd")


@pytest.mark.parametrize(
    "said",
    [
        "GEMEENTEN\nMONTFOORT\nLOPIK\n\nCORPORATIES\nCAZAS WONEN\nGROENWEST\n",
        "Deze organisaties doen mee:\n- twee gemeenten: Montfoort en Lopik;\n",
    ],
)
def test_several_municipalities_below_one_word(said: str) -> None:
    text = f"Thuis in Montfoort en Lopik\nPrestatieafspraken 2026\n\n{said}\nVooraf\n\n"
    found = find_parties(Document(text, "thuis.txt"), ())
    assert set(found.of_kind("municipality")) == {"gemeente-montfoort", "gemeente-lopik"}
