"""The same commitments set in every way that word processors leave lists and titles.

Each test varies one thing: the sign before an item, the form of a title, what stands between title
and list, or how the page is broken. All of them are read as the same commitments of the same
themes.
"""

from __future__ import annotations

import textwrap

import pytest

from pa_graph.extraction.agreement import extract_agreement
from pa_graph.reading.document import Document

OPENING = """Prestatieafspraken 2026 gemeente Zandmeer

Partijen

- gemeente Zandmeer (hierna: de gemeente)
- Woonstichting Duinhaven (hierna: Duinhaven)
- Huurdersraad Duinhaven (hierna: de Huurdersraad)

Inleiding

Dit stuk zegt wat wij het komende jaar doen. Het volgt op de woonvisie en op het bod.

"""
AVAILABLE = (
    "Duinhaven levert in 2026 aan de Kade 24 sociale huurwoningen op.",
    "De gemeente wijst voor 1 juli twee plekken aan waar gebouwd kan worden.",
    "Duinhaven verkoopt niet meer dan zes woningen. De opbrengst gaat naar nieuwbouw.",
)
SUSTAINABLE = (
    "Duinhaven isoleert 120 woningen in de wijk Oostermeer, als de bewoners ermee instemmen.",
    "De gemeente stelt in het tweede kwartaal het warmteprogramma vast.",
)
TOGETHER = (
    "De Huurdersraad adviseert Duinhaven over de planning van het onderhoud.",
    "Partijen spreken elkaar elk half jaar over de voortgang.",
)
CHAPTERS = (
    ("Beschikbaarheid", "availability", AVAILABLE),
    ("Duurzaamheid", "sustainability", SUSTAINABLE),
    ("Samenwerking", "cooperation", TOGETHER),
)
EXPECTED = [(theme, words) for _, theme, group in CHAPTERS for words in group]

BULLETS = "-•*–▪◦o→✓‣»■□►▶●—>+·➢➔☐§"
NUMBERS = (
    *("{n}. ", "{k}. ", "{n}) ", "({n}) ", "{n} ", "{n}  ", "{c}.{k} ", "{c}.{k}. ", "3.{c}.{k} "),
    *("Afspraak {n}: ", "Afspraak {n}. ", "Afspraak {c}.{k} ", "AFSPRAAK {n} ", "Actie {n}: "),
    *("Prestatie {n}: ", "{C}{k} ", "{C}{k}. ", "{C}.{k} ", "{C}.{k}. ", "{C}-{k} ", "{a}) "),
    *("{a}. ", "({a}) ", "[{n}] ", "{r}. ", "{n} - ", "#{n} ", "{n}: ", "**{n}.** "),
    *("**Afspraak {n}** ", "{n}/ ", "Afspraak {n}\n", "{n}.\n", "{n}.\t", "{c}.{k}\t", "•\t"),
)
TITLES = (
    *("{c}. {t}", "{c} {t}", "Hoofdstuk {c} {t}", "Hoofdstuk {c}: {t}", "{T}", "{c} {T}"),
    *("Thema {c}: {t}", "THEMA {c} – {t}", "Thema {c} | {t}", "## {t}", "# {c}. {t}", "**{t}**"),
    *(
        "_{t}_",
        "{t}\n=====",
        "Artikel {c} {t}",
        "Artikel {c} – {t}",
        "Artikel {c}\t{t}",
        "{C}. {t}",
    ),
    *("{C} {t}", "Deel {c} – {t}", "{t}", "{t}:", "3.{c} {t}", "3.{c}. {t}", "Pijler {c}. {t}"),
    *("Speerpunt {c}: {t}", "Opgave {c}: {t}", "§ {c} {t}"),
)
CONTEXT = "De vraag is de laatste jaren gegroeid. In de regio staan 4.000 huishoudens ingeschreven."
PRELUDES = (
    *("", CONTEXT, "Afspraken", "Afspraken:", "Wij spreken af:", "We spreken het volgende af:"),
    *("Partijen komen overeen:", "We spreken af dat:", "Wat spreken we af?"),
    *(f"{CONTEXT}\n\nAfspraken", f"{CONTEXT}\n\nAfspraken 2026", f"Ambitie\n{CONTEXT}\nAfspraken"),
    "Doel: iedereen woont in een passend huis.\n\nAfspraken:",
    "In cijfers\n• 120 woningen\n• 40 verhuringen\n\nWij spreken af:",
    "Doelen\n- Voldoende betaalbare woningen\n- Een duurzame voorraad\n\nAfspraken",
)


def text_of(
    mark: str = "- ",
    title: str = "{c}. {t}",
    prelude: str = "Afspraken",
    *,
    width: int = 0,
    blank: bool = False,
    hanging: bool = True,
) -> str:
    """Return the agreement set in that way.

    Args:
        mark: before an item; ``n`` counts on, ``k`` within its chapter ``c``.
        title: of a chapter, ``t`` its words.
        prelude: what stands between title and list.
        width: letters on a line, 0 for lines of any length.
        blank: whether blank lines stand between the items.
        hanging: whether the further lines of an item are indented.
    """
    lines = [OPENING.rstrip(), ""]
    count = 0
    for chapter, (name, _, group) in enumerate(CHAPTERS, 1):
        names = {"c": chapter, "C": "ABC"[chapter - 1], "t": name, "T": name.upper()}
        lines += [title.format(**names), "", *([prelude, ""] if prelude else [])]
        for position, words in enumerate(group, 1):
            count += 1
            sign = mark.format(
                **names,
                n=count,
                k=position,
                a="abc"[position - 1],
                r=("i", "ii", "iii")[position - 1],
            )
            indent = " " * len(sign) if hanging and "\n" not in sign else ""
            item = sign + words
            lines += textwrap.wrap(item, width, subsequent_indent=indent) if width else [item]
            lines += [""] if blank else []
        lines.append("")
    return "\n".join(lines) + "\n"


def read(text: str) -> list[tuple[str | None, str]]:
    """Return theme and words of every commitment, white space made equal."""
    agreement = extract_agreement(Document(text, "zandmeer-2026.txt"))
    return [
        (commitment.theme, " ".join(commitment.span.of(text).split()))
        for commitment in agreement.commitments
    ]


def differences(text: str) -> list[str]:
    """Return what is missing, and what should not be there."""
    found = read(text)
    missing = [f"missing {one}" for one in EXPECTED if one not in found]
    return missing + [f"not expected {one}" for one in found if one not in EXPECTED]


@pytest.mark.parametrize("mark", [*(f"{bullet} " for bullet in BULLETS), *NUMBERS])
def test_the_sign_before_an_item_changes_nothing(mark: str) -> None:
    assert differences(text_of(mark)) == []


@pytest.mark.parametrize("mark", ["• ", "{n}. ", "{C}{k} ", "{a}) ", "Afspraak {n}: "])
@pytest.mark.parametrize("title", TITLES)
def test_the_form_of_a_title_changes_nothing(title: str, mark: str) -> None:
    assert differences(text_of(mark, title)) == []


@pytest.mark.parametrize("mark", ["• ", "{n}. ", "{c}.{k} ", "{a}. ", "[{n}] "])
@pytest.mark.parametrize("prelude", PRELUDES)
def test_what_stands_before_a_list_changes_nothing(prelude: str, mark: str) -> None:
    assert differences(text_of(mark, prelude=prelude)) == []


@pytest.mark.parametrize("hanging", [True, False])
@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize("width", [60, 75, 95])
@pytest.mark.parametrize("mark", ["- ", "{n}. ", "{c}.{k} ", "Afspraak {n}: "])
def test_how_lines_are_broken_changes_nothing(
    mark: str, width: int, blank: bool, hanging: bool
) -> None:
    assert differences(text_of(mark, width=width, blank=blank, hanging=hanging)) == []


@pytest.mark.parametrize("title", ["{c}. {t}", "{T}", "## {t}", "Thema {c}: {t}"])
@pytest.mark.parametrize("prelude", ["", "Afspraken", "Wij spreken af:"])
def test_paragraphs_without_any_sign_are_read(title: str, prelude: str) -> None:
    assert differences(text_of("", title, prelude, blank=True)) == []


def test_labels_of_parties_need_no_colon_where_they_stand_time_and_again() -> None:
    part = (
        "Wie doet wat?\n\nDuinhaven\n- Duinhaven bouwt in 2026 zes woningen aan de Kade.\n"
        "- Duinhaven verkoopt in 2026 in de dorpen rond Zandmeer geen woningen en in de stad\n"
        "zelf niet meer dan vier.\nGemeente\n"
        "- Er komt in 2026 een nieuwe prijs voor grond.\n\n"
    )
    text = f"{OPENING}Beschikbaarheid\n\n{part}Betaalbaarheid\n\n{part}"
    found = extract_agreement(Document(text, "a.txt")).commitments
    assert [one.initiators for one in found] == [
        ("duinhaven",),
        ("duinhaven",),
        ("gemeente-zandmeer",),
    ] * 2


def test_prose_below_what_announces_it_time_and_again_counts_beside_bullets() -> None:
    chapters = (
        "Beschikbaarheid\n\nWat spreken we af?\n\n- Duinhaven bouwt in 2026 zes woningen.\n"
        "- De gemeente wijst in 2026 een plek aan.\n\nBetaalbaarheid\n\nWat spreken we af?\n\n"
        "Duinhaven beperkt de huurverhoging in 2026 tot 2 procent.\n\n"
        "In 2025 was de huur gemiddeld 600 euro.\n"
    )
    found = extract_agreement(Document(OPENING + chapters, "a.txt")).commitments
    assert [one.initiators for one in found] == [
        ("duinhaven",),
        ("gemeente-zandmeer",),
        ("duinhaven",),
    ]


def test_the_title_of_a_chapter_by_letter_says_who_does_what_is_below() -> None:
    chapters = (
        "DEEL A   WAT DUINHAVEN DOET\n\nWonen\n\n- Er komen in 2026 zes woningen bij.\n"
        "- Wij verkopen in 2026 geen woningen.\n\nDEEL B   WAT DE GEMEENTE DOET\n\nWonen\n\n"
        "- Er komt in 2026 een nieuwe prijs voor grond.\n- Wij wijzen in 2026 een plek aan.\n"
    )
    found = extract_agreement(Document(OPENING + chapters, "a.txt")).commitments
    assert [one.initiators for one in found] == [("duinhaven",)] * 2 + [("gemeente-zandmeer",)] * 2
