"""In which language a program or person is answered, and what goes wrong told in Dutch.

Everything that goes wrong is said in English where it arises. Whoever asks for Dutch gets the
same line in Dutch here; what the query engine says about a place in a query stays as it is.
"""

from __future__ import annotations

import re
from typing import Final

from starlette.types import Scope

LANGUAGES: Final = ("nl", "en")

_PLACE: Final = re.compile(r"\bline (\d+), column (\d+)")
_COOKIE: Final = re.compile(r"(?:^|;)\s*language=(\w+)")

_DUTCH: Final = tuple(
    (re.compile(english), dutch)
    for english, dutch in (
        (r"Not a valid SPARQL query: (.*)", r"Geen geldige SPARQL-vraag: \1"),
        (r"Not a valid SPARQL update: (.*)", r"Geen geldige SPARQL-wijziging: \1"),
        (r"Not a valid (\w+): (.*)", r"Geen geldige \1: \2"),
        (
            r"The query took longer than the limit of (\S+) seconds",
            r"De vraag duurde langer dan de grens van \1 seconden",
        ),
        (
            r"The change took longer than (\S+) seconds",
            r"De wijziging duurde langer dan \1 seconden",
        ),
        (
            r"The query needs more memory than the limit of (\d+) MB",
            r"De vraag vergt meer geheugen dan de grens van \1 MB",
        ),
        (
            r"The change needs more memory than the limit",
            r"De wijziging vergt meer geheugen dan is toegestaan",
        ),
        (
            r"The answer has more than (\d+) rows, the limit; ask for less with LIMIT",
            r"Het antwoord heeft meer dan \1 rijen, de grens; vraag minder met LIMIT",
        ),
        (
            r"The answer has more than (\d+) triples, the limit; ask for less with LIMIT",
            r"Het antwoord heeft meer dan \1 triples, de grens; vraag minder met LIMIT",
        ),
        (
            r"The answer has more bytes than are allowed, the limit; ask for less with LIMIT",
            r"Het antwoord heeft meer bytes dan is toegestaan; vraag minder met LIMIT",
        ),
        (
            r"The answer has more than (\d+) bytes; ask for less",
            r"Het antwoord heeft meer dan \1 bytes; vraag minder",
        ),
        (
            r"The query broke the engine; write it more simply",
            r"De vraag liet de zoekmachine vastlopen; schrijf haar eenvoudiger",
        ),
        (r"Too many long queries are under way", r"Er lopen te veel lange vragen"),
        (r"Too many queries are under way", r"Er lopen te veel vragen"),
        (r"Too many requests are waiting", r"Er wachten te veel verzoeken"),
        (r"Too many changes are under way", r"Er lopen te veel wijzigingen"),
        (r"The server is shutting down", r"De server wordt afgesloten"),
        (r"No graph (\S+)", r"Er is geen graaf \1"),
        (r"Nothing is known of (\S+)", r"Over \1 is niets bekend"),
        (r"Not the IRI of a thing", r"Dit is niet de IRI van een ding"),
        (r"Not the IRI of a graph \((.*)\)", r"Dit is niet de IRI van een graaf (\1)"),
        (
            r"None of the forms asked for; there are (.*)",
            r"Geen van de gevraagde vormen; er zijn \1",
        ),
        (r"No form (.*); there are (.*)", r"Er is geen vorm \1; er zijn \2"),
        (r"More than one (\S+)", r"Meer dan één \1"),
        (r"An update must be sent with POST", r"Een wijziging moet met POST worden gestuurd"),
        (r"Both a query and an update", r"Zowel een vraag als een wijziging"),
        (r"No query and no update", r"Geen vraag en geen wijziging"),
        (r"Both a graph and the default graph", r"Zowel een graaf als de standaardgraaf"),
        (
            r"Graphs for an update are named in it, with USING or WITH",
            r"Een wijziging noemt haar grafen zelf, met USING of WITH",
        ),
        (
            r"Name the graph to be written, with \?graph=IRI",
            r"Noem de graaf die geschreven wordt, met ?graph=IRI",
        ),
        (
            r"(\S+) is not allowed: this server asks no other address",
            r"\1 is niet toegestaan: deze server vraagt niets aan andere adressen",
        ),
        (r"(\S+) has no meaning here", r"\1 betekent hier niets"),
        (
            r"timeout must be a number of seconds above 0",
            r"timeout moet een aantal seconden boven 0 zijn",
        ),
        (
            r"A body of more than (\d+) bytes, the limit",
            r"Een inhoud van meer dan \1 bytes, de grens",
        ),
        (r"A body of type (.*); send (.*)", r"Een inhoud van het type \1; stuur \2"),
        (r"The body is not UTF-8 at byte (\d+)", r"De inhoud is geen UTF-8 bij byte \1"),
        (
            r"The fields are not percent-encoded UTF-8",
            r"De velden zijn geen UTF-8 in procentcodering",
        ),
        (r"The fields can't be read \((.*)\)", r"De velden zijn niet te lezen (\1)"),
        (r"The request broke off", r"Het verzoek brak af"),
        (r"Writing asks for a token", r"Schrijven vraagt om een token"),
        (r"Not the token of this server", r"Dit is niet het token van deze server"),
        (
            r"This server can't write to its store",
            r"Deze server kan niet in zijn opslag schrijven",
        ),
        (
            r"This server is read-only; it was started without a token",
            r"Deze server is alleen om te lezen; hij is zonder token gestart",
        ),
        (
            r"no agreement (.*) in the store\. There are: (.*)",
            r"geen prestatieafspraak \1 in de opslag. Er zijn: \2",
        ),
        (
            r"no question (.*)\. /api/questions lists them\.",
            r"geen vraag \1. Ze staan op /api/questions.",
        ),
        (r"No such (\w+): (.*)", r"Deze waarde voor \1 bestaat niet: \2"),
        (r"No such kind of file", r"Zo'n bestand is er niet"),
        (r"Not Found", r"Dit adres bestaat niet"),
        (r"Method Not Allowed", r"Dat kan op dit adres niet"),
    )
)


def asked_language(scope: Scope) -> str:
    """Return the language that a request asks for: ``nl`` or ``en``.

    ``lang=`` in the address goes before the language of the last page that was read here, and
    that before what the browser or program prefers. Who asks nothing gets English.
    """
    headers = {name: value.decode("latin-1") for name, value in scope.get("headers", ())}
    named = re.search(rb"(?:^|&)lang=(\w+)", scope.get("query_string", b""))
    read = _COOKIE.search(headers.get(b"cookie", ""))
    candidates = [
        named[1].decode("ascii", "replace") if named else "",
        read[1] if read else "",
        *(part.strip()[:2].lower() for part in headers.get(b"accept-language", "").split(",")),
    ]
    return next((language for language in candidates if language in LANGUAGES), "en")


def told_in(language: str, message: str) -> str:
    """Return what went wrong in a language; in English where there are no other words for it."""
    if language == "nl":
        for english, dutch in _DUTCH:
            if found := english.fullmatch(message.strip()):
                return _PLACE.sub(r"regel \1, kolom \2", found.expand(dutch))
    return message
