"""Letters: who writes is *wij*, and to whom is *u*."""

from __future__ import annotations

from pathlib import Path

import pytest

from pa_graph.model.agreement import Agreement
from pa_graph.operations.reading import read_agreement

HEAD = """Duinvast
Postbus 12, Ommen

Aan het college van burgemeester en wethouders
van de gemeente Ommen
Postbus 100
7730 AB OMMEN

Ommen, 28 juni 2025
Onderwerp: bod voor 2026

Geacht college,

Hierbij ontvangt u het bod van woningcorporatie Duinvast voor 2026. Huurdersraad Ommen las mee.
{said}
"""
BODY = """
1. Genoeg woningen

Ons bod

1.  Wij bouwen in 2026 dertig woningen in de Lind.
2.  Wij verkopen in 2026 ten hoogste vijf woningen.
3.  U wijst in 2026 twee plekken voor woningen aan.
4.  Duinvast en de gemeente maken in 2026 een plan voor de Lind.

Reactie gemeente

Wij zijn blij met uw bod en zien dat u meer bouwt dan de woonvisie vraagt.

Wij leggen het bestemmingsplan voor de Lind uiterlijk in maart 2026 voor aan de raad.

Met vriendelijke groet,

de bestuurder van Duinvast
"""


def letter(folder: Path, said: str = "", body: str = BODY) -> Agreement:
    path = folder / "brief.txt"
    path.write_text(HEAD.format(said=said) + body, encoding="utf-8")
    return read_agreement(path)[0]


def initiators(agreement: Agreement) -> list[set[str]]:
    return [set(commitment.initiators) for commitment in agreement.commitments]


@pytest.mark.parametrize(
    "said", ["", "‘Wij’ is in ons bod Duinvast, in een reactie degene die reageert."]
)
def test_who_writes_is_we_and_who_reads_is_you(tmp_path: Path, said: str) -> None:
    found = initiators(letter(tmp_path, said))
    assert found[:3] == [{"duinvast"}, {"duinvast"}, {"gemeente-ommen"}]
    assert found[3] == {"duinvast", "gemeente-ommen"}


def test_a_reaction_is_of_who_reacts_and_an_opinion_is_no_promise(tmp_path: Path) -> None:
    found = initiators(letter(tmp_path))
    assert found[4:] == [{"gemeente-ommen"}]


def test_what_the_letter_says_of_its_words_counts_first(tmp_path: Path) -> None:
    said = "Waar in deze brief ‘wij’ staat, zijn Duinvast en Huurdersraad Ommen bedoeld."
    assert initiators(letter(tmp_path, said))[0] == {"duinvast", "huurdersraad-ommen"}
    said = "Met ‘wij’ bedoelen wij in deze brief Duinvast; u bent Huurdersraad Ommen."
    assert initiators(letter(tmp_path, said))[2] == {"huurdersraad-ommen"}


def test_lists_go_on_from_the_sentence_above_them(tmp_path: Path) -> None:
    body = """
Wonen

Wij
-	bouwen in 2026 dertig woningen in de Lind;
-	verkopen in 2026 ten hoogste vijf woningen;

De gemeente heeft toegezegd dat zij
-	in 2026 twee plekken voor woningen aanwijst;
-	de leges in 2026 niet verhoogt.

Leefbaarheid

De Huurdersraad
-	houdt in 2026 twee schouwen in de Lind.

Met vriendelijke groet,

de bestuurder van Duinvast
"""
    assert initiators(letter(tmp_path, body=body)) == [
        {"duinvast"},
        {"duinvast"},
        {"gemeente-ommen"},
        {"gemeente-ommen"},
        {"huurdersraad-ommen"},
    ]


@pytest.mark.parametrize("sender", ["Ons Huis", "3B Wonen", "Uw Thuis"])
def test_who_writes_may_be_called_by_an_ordinary_word_or_a_figure(
    tmp_path: Path, sender: str
) -> None:
    path = tmp_path / "brief.txt"
    text = (HEAD.format(said="") + BODY).replace("Duinvast", sender)
    path.write_text(text, encoding="utf-8")
    assert len(read_agreement(path)[0].commitments[0].initiators) == 1


def test_a_foreword_to_readers_is_no_letter(tmp_path: Path) -> None:
    text = (
        "Gemeente Ommen\n\nPrestatieafspraken\n2025-2028\n\nWoningcorporatie Duinvast\n"
        "Huurdersraad Ommen\n\nVoorwoord\n\nGeachte lezer,\n\n"
        "De gemeente Ommen, woningcorporatie Duinvast en Huurdersraad Ommen maken afspraken.\n\n"
        "Afspraken\n\n1. Wij bespreken in 2026 de voortgang.\n"
        "2. Duinvast bouwt in 2026 tien woningen.\n"
        "3. De gemeente wijst in 2026 twee plekken aan.\n"
    )
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert len(read_agreement(path)[0].commitments[0].initiators) == 3
