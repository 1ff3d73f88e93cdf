"""Parties that a contract means by their number."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.extraction.parties.find import find_parties
from pa_graph.extraction.parties.parties import Parties
from pa_graph.reading.document import Document

CONTRACT = """Overeenkomst wonen Ommen 2026

De ondergetekenden:

1. de gemeente Ommen, zetelende te Ommen, hierna te noemen: ‘de Gemeente’;

2. Stichting Duinhaven, gevestigd te Ommen, hierna te noemen: ‘Duinhaven’;

3. Stichting Veldhuis, gevestigd te Dalfsen, hierna te noemen: ‘Veldhuis’;

partijen sub 2 en 3 hierna tezamen: ‘Beide Stichtingen’ of, kortweg, ‘Beide’;

4. Woningvereniging De Kamp, gevestigd te Lemele, hierna te noemen: ‘De Kamp’;

de onder 2 tot en met 4 genoemden hierna ook: “de Verhuurders”, en ieder voor zich: ‘Verhuurder’;

5. Huurdersraad Duinhaven, hierna te noemen: ‘HRD’;

6. Bewonersraad Lemele, hierna te noemen: ‘BRL’;

‘de Huurders’ (partijen 5 en 6);

komen overeen:

1.1 De kleine verhuurders: partijen 3 en 4.
1.2 De grote verhuurder: partij 2.
1.3 Onze samenwerking: een overleg van partijen 2, 3 en 5.
"""


@pytest.fixture(scope="module")
def parties() -> Parties:
    return find_parties(Document(CONTRACT, str(Path("ommen.txt"))), ())


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Beide Stichtingen slopen niets.", "duinhaven veldhuis"),
        ("Voor 2027 bouwen Beide tien huizen.", "duinhaven veldhuis"),
        ("De Verhuurders bouwen.", "duinhaven veldhuis de-kamp"),
        ("Iedere Verhuurder bouwt.", "duinhaven veldhuis de-kamp"),
        ("De Huurders adviseren.", "hrd brl"),
        ("De kleine verhuurders sparen.", "veldhuis de-kamp"),
        ("Partijen sub 2 en 3 verhuren.", "duinhaven veldhuis"),
        ("Partijen 2, 3 en 5 komen bijeen.", "duinhaven veldhuis hrd"),
        ("Partij 2 rapporteert.", "duinhaven"),
    ],
)
def test_whom_words_mean(parties: Parties, words: str, keys: str) -> None:
    assert " ".join(parties.find(words)) == keys


def test_a_number_is_no_name(parties: Parties) -> None:
    names = [name for party in parties.parties for name in (party.name, *party.aliases)]
    assert not [name for name in names if any(letter.isdigit() for letter in name)]


def test_a_small_word_that_means_parties_does_so_with_its_capital_only(parties: Parties) -> None:
    assert parties.find("Zij betalen beide straten.") == ()


def test_without_a_counted_list_numbers_mean_nobody() -> None:
    text = "De gemeente Ommen en Woonstichting Duinhaven, partijen 1 en 2 hierna: ‘Beide’."
    assert find_parties(Document(text, "ommen.txt"), ()).find("Partijen 1 en 2") != ("duinhaven",)


def test_roman_numbers_count_parties_too() -> None:
    text = """Overeenkomst wonen Ommen 2026

De ondergetekenden:

I.    de gemeente Ommen, zetelende te Ommen, hierna: "de Gemeente";

II.   Stichting Duinhaven, gevestigd te Ommen, hierna: "Duinhaven";

III.  Huurdersraad Duinhaven, hierna: "HRD";

en, uitsluitend voor artikel 6,

IV.   Stichting Veldhuis, gevestigd te Dalfsen, hierna: "Veldhuis";

de onder I, II en III genoemden hierna gezamenlijk: "Partijen";

"""
    found = find_parties(Document(text, "ommen.txt"), ())
    assert set(found.find("Partijen komen bijeen.")) == {"gemeente-ommen", "duinhaven", "hrd"}
