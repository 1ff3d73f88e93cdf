"""A table of contents tells which lines are headings, whatever their words."""

from __future__ import annotations

from pathlib import Path

from pa_graph.operations.reading import read_agreement

MENU = """Prestatieafspraken 2026

De gemeente Ommen, Duinvast en Huurdersraad Ommen maken elk jaar afspraken.

Op deze pagina
Genoeg woningen
Wat je kunt betalen
Groen en warm
Samen aan de slag

Genoeg woningen

• Duinvast bouwt in 2026 in Ommen dertig sociale huurwoningen voor starters.
• De gemeente wijst in 2026 twee plekken voor woningen aan.

Wat je kunt betalen

• Duinvast verhoogt de huren in 2026 met ten hoogste 3 procent.
• De gemeente helpt in 2026 alle huurders met schulden.

Groen en warm

• Duinvast isoleert in 2026 veertig woningen in de Lind.
• De gemeente maakt in 2026 een plan voor warmte zonder gas.

Samen aan de slag

• Partijen bespreken de afspraken in mei 2026.
• Huurdersraad Ommen houdt in 2026 twee avonden voor huurders.
"""


def themes(folder: Path) -> list[str | None]:
    path = folder / "a.txt"
    path.write_text(MENU, encoding="utf-8")
    return [each.theme for each in read_agreement(path)[0].commitments]


def test_each_title_of_a_menu_heads_a_chapter_of_its_own(tmp_path: Path) -> None:
    found = themes(tmp_path)
    assert len(found) == 8
    # The words of two titles tell no theme: what stands below them does, and not the one above.
    assert found[:2] == ["availability", "availability"]
    assert found[2:4] == ["affordability", "affordability"]
    assert found[4:6] == ["sustainability", "sustainability"]
    assert found[6:] == ["cooperation", "cooperation"]


def test_the_last_title_of_a_menu_heads_nothing_above_its_own_chapter(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(MENU, encoding="utf-8")
    agreement = read_agreement(path)[0]
    who = [each.initiators for each in agreement.commitments]
    assert who[0] == ("duinvast",)
    assert who[1] == ("gemeente-ommen",)
    assert {each.initiator_from for each in agreement.commitments[:6]} == {"sentence"}


def test_titles_may_have_pages_and_go_on_in_the_next_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = MENU.replace("Op deze pagina", "Inhoud")
    text = text.replace("Genoeg woningen\n", "Genoeg woningen ........ 3\n", 1)
    text = text.replace("Wat je kunt betalen\n", "Wat je kunt betalen\t4\nook in de kern\n", 1)
    text = text.replace("Groen en warm\n", "Groen en warm   7\n", 1)
    path.write_text(text, encoding="utf-8")
    found = [each.theme for each in read_agreement(path)[0].commitments]
    assert found[2:4] == ["affordability", "affordability"]
    assert found[4:6] == ["sustainability", "sustainability"]


def test_titles_may_have_the_marks_of_markdown(tmp_path: Path) -> None:
    text = MENU
    for title in ("Genoeg woningen", "Wat je kunt betalen", "Groen en warm", "Samen aan de slag"):
        head, _, rest = text.rpartition(f"\n{title}\n")
        text = f"{head}\n## {title}\n{rest}".replace(f"\n{title}\n", f"\n- {title}\n", 1)
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    found = [each.theme for each in read_agreement(path)[0].commitments]
    assert found[2:6] == ["affordability"] * 2 + ["sustainability"] * 2


def test_a_chapter_that_is_announced_may_be_prose_where_another_has_bullets(
    tmp_path: Path,
) -> None:
    text = MENU.replace(
        "• Duinvast bouwt in 2026 in Ommen dertig sociale huurwoningen voor starters.\n"
        "• De gemeente wijst in 2026 twee plekken voor woningen aan.\n",
        "Wie een huurwoning zoekt, wacht gemiddeld negen jaar.\n\n"
        "Duinvast bouwt in 2026 in Ommen dertig sociale huurwoningen voor starters.\n\n"
        "De afspraken gelden voor alle dorpen in de gemeente.\n\n"
        "De gemeente wijst in 2026 twee plekken voor woningen aan. Zij legt die vast.\n",
    )
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    agreement = read_agreement(path)[0]
    own = [one for one in agreement.commitments if one.layout == "prose"]
    assert [one.heading for one in own] == ["Genoeg woningen"] * 2
    assert len(agreement.commitments) == 8
