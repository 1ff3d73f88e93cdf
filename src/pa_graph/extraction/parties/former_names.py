"""Names that an organisation bore before, or that those it came from bore, as a document says.

*Woonstichting Dinkelrand (voorheen Woningstichting Glane)*, *de rechtsopvolger van Overdinkel*,
*ontstaan uit een fusie van Glane en De Lutte*: the words stand right behind the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pa_graph.extraction.parties.names import bare_name, times_named
from pa_graph.extraction.parties.patterns import KIND_PREFIX
from pa_graph.model.agreement import Party

_CUE = (
    r"(?:(?:het\s+)?voorheen|(?:inmiddels\s+)?opgeheven|voormalige?|vroeger|eerder"
    r"|(?:de\s+)?rechtsopvolg(?:er|ster)(?:\s+onder\s+algemene\s+titel)?\s+van"
    r"|(?:[Tt]ot\s+(?:in\s+)?(?:\d{1,2}\s+\w+\s+)?\d{4}|[Vv]roeger)"
    r"(?:\s+heette\s+(?:(?:de|die|deze)\s+\w+|zij|hij|ze)|\s+geheten)?"
    r"|bekend\s+st(?:ond|onden)\s+als|tot\s+(?:\d{1,2}\s+\w+\s+)?\d{4}\s+bekend\s+als"
    r"|(?:de\s+)?opvolger\s+van|(?:is\s+)?(?:ontstaan|voortgekomen)\s+uit"
    r"(?:\s+(?:de|een|het)\s+(?:fusie|samenvoeging|samengaan)\s+(?:van|tussen))?|fusie\s+van|fusiecorporatie\s+van)"
)
_NAME = (
    r"(?:(?:de|het)\s+)?(?:[Ss]tichting\s+|(?:[Ww]oon|[Ww]oning)\w*\s+|[Hh]uurders\w+\s+)?"
    r"[A-Z\u00c0-\u00dd][\w\u2019'&-]*"
    r"(?:\s+(?:(?:van|de|den|der|het|voor)\s+)*[A-Z\u00c0-\u00dd][\w\u2019'&-]*)*"
)
_NAMES = rf"(?P<names>{_NAME}(?:(?:\s*,\s*|\s+en\s+(?:van\s+)?){_NAME})*)"
_SEAT = r"(?:,?\s+(?:(?:statutair\s+)?gevestigd\s+te|uit)\s+[A-Z][\w'-]+)?"
_AFTER = re.compile(rf"{_SEAT}[\s,]*\(?\s*{_CUE}\s+{_NAMES}")
_SAID = re.compile(rf"\b{_CUE}\s+(?!(?:de\s+)?[Gg]emeente\b){_NAMES}")
_LEGAL_FORM = re.compile(r"(?<=\w)[ ]+(?:[UBW]\.A\.|[BN]\.V\.)(?=\W|$)(?P<next>(?= [A-Z¶]))?")
_QUOTED_NAME = re.compile(
    rf"(?<!\w)(?P<kind>{KIND_PREFIX})\s+[\u201c\u201e\"](?P<name>[A-Z][^\u201c\u201d\u201e\"¶.;:]{{2,50}})[\u201d\u201c\"]"
)
_QUOTES = re.compile(r"[\u201c\u201d\u201e\"]")
_FEWEST_USES = 2
_BETWEEN = re.compile(r"\s*,\s*|\s+en\s+(?:van\s+)?")


def with_former_names(parties: Iterable[Party], text: str) -> tuple[Party, ...]:
    """Return the parties, those with the names that *text* says they bore before."""
    if not _SAID.search(text):
        return tuple(parties)  # To look behind every name takes longer, and most texts say nothing.
    return tuple(
        party if party.municipality_code else replace(party, former_names=former_names(party, text))
        for party in parties
    )


def without_former_names(text: str) -> str:
    """Return *text* with letters instead of what it says to be a former name.

    Who bore it is a party, and is called otherwise now.
    """
    return _SAID.sub(
        lambda said: said[0][: said.start("names") - said.start()] + "x" * len(said["names"]), text
    )


def without_legal_forms(text: str) -> str:
    """Return *text* without the letters behind names that say what they are in law (*U.A.*).

    No name goes on behind them: a sign sets apart what does.
    """
    return _LEGAL_FORM.sub(lambda form: "" if form["next"] is None else " ¶", text)


def without_quotes(text: str) -> str:
    """Return *text* without the quotes around a name behind the word for its kind.

    *Huurdersvereniging "Ons Belang"* is one name.
    """
    if not _QUOTES.search(text):
        return text
    return _QUOTED_NAME.sub(r"\g<kind> \g<name>", text)


def names_used_still(text: str) -> tuple[str, ...]:
    """Return the former names by which a text goes on calling somebody, twice at least."""
    said = [name for hit in _SAID.finditer(text) for name in _BETWEEN.split(hit["names"])]
    bare = dict.fromkeys(bare_name(re.sub(r"^(?:de|het)\s+", "", name)) for name in said)
    rest = without_former_names(text)
    return tuple(name for name in bare if " " in name and times_named(name, rest) >= _FEWEST_USES)


def former_names(party: Party, text: str) -> tuple[str, ...]:
    """Return the names that stand behind a name of *party* as earlier ones, each once."""
    found: dict[str, None] = {}
    own = {name.lower() for name in party.names}
    for name in party.names:
        words = r"\s+".join(re.escape(word) for word in name.split())
        for hit in re.finditer(rf"(?<!\w){words}(?!\w)", text):
            if after := _AFTER.match(text, hit.end()):
                for former in _BETWEEN.split(" ".join(after["names"].split())):
                    if former.lower() not in own:
                        found[former] = None
    return tuple(found)
