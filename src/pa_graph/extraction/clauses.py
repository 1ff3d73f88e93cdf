"""Who is the subject of a sentence: Dutch word order, as far as agreements need it.

In a Dutch main clause the finite verb is the second part. A party that begins the sentence is its
subject; a party right behind a finite verb is the subject of an inverted sentence; in a passive
the party behind *door* is the one who acts. A party behind a preposition is no subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pa_graph.extraction.parties.mention import Mention
from pa_graph.extraction.parties.parties import Parties
from pa_graph.model.vocabulary import scheme
from pa_graph.reading.document import Flow

_COUNT = r"twee|drie|vier|vijf|zes|zeven|acht|(?:elk|ieder)\s+(?:van|der)"
_DETERMINER = re.compile(
    rf"^(?:[a-z][.)]\s+)?(?:\W*(?:zowel|ook|alleen|uitsluitend|slechts|en|de|het|alle|beide|{_COUNT}|zij|daarnaast|verder|vanaf|iedere|elke|onze|"
    r"betrokken|deelnemende|samenwerkende|verenigde|drentse|gezamenlijke|betreffende|verhurende|[a-zé]+se)\s+)*\W*$",
    re.IGNORECASE,
)
_VERB_BEFORE = re.compile(
    r"(?<![\w-])(?P<verb>[a-zé]{2,}(?:t|en|ft|n)|zal|kan|mag|wil|heb|ga|is)\s+"
    r"(?:(?:ook|dan|zich|er|hierbij|daarbij|hiervoor|daarvoor|daarnaast|hier|bovendien|alleen|"
    r"jaarlijks|verder|minimaal|allebei)\s+){0,2}"
    rf"(?:(?:[Dd]e|[Hh]et|alle|beide|{_COUNT}|iedere|elke|zowel|betrokken|betreffende|deelnemende|samenwerkende|zij|"
    r"verhurende|[a-zé]+se)\s+){0,2}$"
)
_JOINED = re.compile(
    r"^(?:\)\s+en\s+|\s*,\s*|\s*/\s*|\s+en\s+|,?\s+en\s+(?:hier\s+)?ook\s+|\s*&\s*|\s+als(?:ook)?\s+|\s+alsmede\s+|\s+of\s+|,?\s*en/of\s+|"
    r"\s*\([^)]{0,60}\)\s*(?:,|en\s)\s*)"
    rf"(?:(?:de|het|beide|alle|elke|iedere|{_COUNT}|haar|hun|betrokken|eventuele|samenwerkende)\s+)*$",
    re.IGNORECASE,
)
# Behind a first clause a party, and in place of the verb what differs: *…, Y uiterlijk in 2026*.
_GAP_BEFORE = re.compile(r"[\w%)](?:\s+en|,(?:\s+en)?|;)\s+(?:(?:de|het)\s+)?$")
_SPLICE = re.compile(r"\w(?:,|\s+en)\s+(?:(?:de|het|een|beide|alle)\s+)?$")
_GAP_BEHIND = re.compile(
    r"\s+(?:niet\s+meer\s+dan|maximaal|minimaal|hoogstens|ten\s+minste|tenminste|ten\s+hoogste|"
    r"uiterlijk|na\s+advies|in\s+20\d\d|eind\s+20\d\d|circa|ongeveer|nog\s+eens|\d|€|"
    r"(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf|\w*(?:tien|tig|honderd))\b|"
    r"do(?:et|en)\s+(?:dat|hetzelfde)\b)",
)
_DOES_SAME = re.compile(r"\s+do(?:et|en)\s+(?:dat|hetzelfde)\b")
_VERB_BEHIND = re.compile(r"\s+(?P<stem>[a-zé]{4})[a-zé]*(?:t|n)\b")
# *X stelt een spreekuur in; Y stelt daarvoor ruimte ter beschikking*
_HELPS = re.compile(r"\s+(?:daar|hier)(?:voor|bij|toe|aan)\b")
_GOES_ON = re.compile(r"(?:\ben|[,;])\s+(?:(?:de|het)\s+)?$")
_PAST = re.compile(r"(?:[^aeiou]den|[fkpsx]ten|chten)$")
_TAKEN_UP = re.compile(r"\b[a-zé]+(?:t|en)\s+(?:zij|deze|die)\b")
_TAKEN_UP_NEXT = re.compile(r"[^.,;:()]+,\s+[a-zé]+(?:(?P<one>t)|en)\s+(?:zij|ze)\b")
_ASKS_FOR_NOUN = re.compile(
    r"(?:^|\s)(?:te|de|het|een|alle|deze|die|dit|dat|hun|haar|zijn|onze|van|voor|met|in|op|aan|bij|"
    r"naar|door|over|om|tot|uit|of|en|als|per|onder|tussen|[a-zé]+(?:e|[^e]en|bare|lijke))$",
    re.IGNORECASE,
)
# What such a word begins is no subject: *In overleg met X actualiseert Y …*.
_ADVERBIAL = re.compile(
    r"(?:in|na|bij|met|ter|op|uit|samen|conform|volgens|via|vanuit|tijdens|naast|door|dankzij|per"
    r"|vanaf|onder|namens)\b",
    re.IGNORECASE,
)
_LONGEST_PEOPLE = 40
_ARTICLE_LEFT = re.compile(rf"\s+(?:(?:de|het|beide|alle)\s+)?(?:(?:{_COUNT})\s+)?")
_WITH_SOMEBODY = re.compile(r"(?:samen|in\s+\w+)\s+met\s[^.;:]*\($", re.IGNORECASE)
_COMPARED = re.compile(r"\w[er]r\s+dan\s+(?:(?:de|het)\s+)?$|\w\s+dan\s+$")
_AGENT = re.compile(
    rf"\bdoor\s+(?:(?:de|het|zowel|alle|beide|{_COUNT}|betrokken)\s+){{0,2}}$", re.IGNORECASE
)
_PASSIVE_BEHIND = re.compile(
    r"\W*(?:\([^)]*\)\s*)?(?:(?:wordt|worden)\b|(?:is|zijn)\s+(?:\w+\s+){0,3}betrokken\b)"
)
_OPENS_SUBCLAUSE = re.compile(
    r"\b(?:als|indien|wanneer|waar|die|welke|zodra|mits|waarbij|waarvoor|waarin|waarop|waaraan|"
    r"waartoe|waarna|terwijl|zodat|totdat|nadat|voordat|omdat|doordat|opdat)\s+"
    r"(?:(?:de|het|beide|alle)\s+)?$",
    re.IGNORECASE,
)
_DONE_FIRST = re.compile(r"(?:nadat|voordat|omdat|doordat)\b", re.IGNORECASE)
_NEEDS = re.compile(r"[^.,;]{0,60}\b(?:nodig|heeft|hebben|huren|wil|willen)\b(?!\s+leveren)")
_HAS_SUBJECT = re.compile(r"\b(?:en|zij|ze|die|dat|welke|wij|we|men)$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:wordt|worden|werd|werden|is|zijn)\b", re.IGNORECASE)
_SUBCLAUSE = re.compile(
    r"(?:^|,\s*)(?:als|indien|wanneer|omdat|om|zodra|mits|tenzij|waar|waarbij|waarin|die|dat|"
    r"welke|zodat|doordat|nadat|totdat|of|hoewel|terwijl)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A party that acts in a sentence.

    Attributes:
        keys: of the parties.
        role: ``subject``, ``agent`` (behind *door*), ``patient`` (subject of a passive),
            ``dependent`` (subject of a subordinate clause) or ``gapped`` (subject of a clause that
            leaves out the verb of the one before).
        start: offset in the sentence.
        everybody: whether a word for all parties means them.
        pronoun: whether that word is *we*, which gives nobody a part of his own.
    """

    keys: tuple[str, ...]
    role: str
    start: int
    everybody: bool = False
    pronoun: bool = False


def actors(sentence: Flow, parties: Parties) -> list[Actor]:
    """Return the parties that act in a sentence, in order."""
    text = sentence.text
    found: list[Actor] = []
    does: set[str] = set()
    mentions = parties.mentions(text)
    for group in mention_groups(text, mentions):
        named = [mention for mention in group if mention.kind != "all"]
        # "X, Y en andere partijen" means no more than X and Y, "partijen en X" all and X.
        meant = group if group[0].kind == "all" else named or group
        keys = parties.ordered(key for mention in meant for key in mention.keys)
        before = _without_people(text[: group[0].start])
        role = _role(text, before, group[-1].end, mentions)
        verb = _VERB_BEHIND.match(text, group[-1].end)
        helps = verb is not None and _HELPS.match(text, verb.end()) is not None
        if verb and verb["stem"] in does and _GOES_ON.search(before) and not helps:
            role = "gapped"  # *X verkoopt er tien en Y verkoopt er twee*
        elif does and role == "subject" and _DOES_SAME.match(text, group[-1].end):
            role = "gapped"  # *X bouwt er tien; Y doet dat in Oost*
        elif verb and role == "subject":
            does.add(verb["stem"])
        if role and keys:
            everybody = any(mention.kind == "all" for mention in meant)
            if role == "dependent" and (
                (everybody and _TAKEN_UP.search(text, group[-1].end))
                or (group[0] == mentions[0] and _is_taken_up(text, group[-1].end, len(keys)))
            ):
                role = "subject"  # *Van de woningen die X verhuurt, biedt zij er tien aan.*
            words = text[group[0].start : group[0].end].lower()
            found.append(Actor(keys, role, group[0].start, everybody, words in ("we", "wij")))
    return found


def _is_taken_up(text: str, end: int, count: int) -> bool:
    """Tell whether *zij* of the next clause stands for so many parties, as its verb shows."""
    hit = _TAKEN_UP_NEXT.match(text, end)
    return hit is not None and (hit["one"] is not None) == (count == 1)


def _without_people(before: str) -> str:
    """Return the words before a party without those who act for it (*de bestuurders van de …*)."""
    clause = before[-_LONGEST_PEOPLE:]
    for cue in scheme("text_cue").matches(clause):
        if cue.code == "people_of" and _ARTICLE_LEFT.fullmatch(clause, cue.end):
            return before[: len(before) - len(clause) + cue.start]
    return before


def mention_groups(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Join mentions that one noun phrase enumerates (*X, Y en Z*)."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and _JOINED.match(text[groups[-1][-1].end : mention.start]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _role(text: str, before: str, end: int, mentions: Sequence[Mention]) -> str | None:
    """Return how the noun phrase behind *before* acts, None if it doesn't."""
    if text[end:].lstrip()[:1] == ":" or _COMPARED.search(before):
        return None
    if before.endswith("(") and text[end : end + 1] == ")" and _WITH_SOMEBODY.match(before):
        return None  # *Samen met de Vereniging van Zandmeerse Corporaties (VZC) zetten wij …*
    if _AGENT.search(before):
        return "agent" if _PASSIVE.search(text) else None
    opened = _OPENS_SUBCLAUSE.search(before)
    # *nadat de huurders advies hebben gegeven*: they do; *wie hulp nodig heeft* does not.
    if opened and (_DONE_FIRST.match(opened[0]) or not _NEEDS.match(text[end:])):
        return "dependent"
    if _DETERMINER.match(_last_clause(before)) and not _begins_subclause(before):
        return _voice(text, end)
    if _GAP_BEFORE.search(before) and _GAP_BEHIND.match(text[end:]):
        return "gapped"
    if _SPLICE.search(before) and _begins_with_verb(text[end:]):
        return "subject"
    verb = _VERB_BEFORE.search(before)
    lead = before[: verb.start()].rstrip() if verb else ""
    inverted = lead.endswith(",") and verb is not None and verb["verb"].endswith("n")
    if verb and (inverted or _is_finite(verb["verb"], text[verb.start() :], lead)):
        adverbial = _ADVERBIAL.match(_last_clause(lead).strip()) is not None
        if _HAS_SUBJECT.search(lead) or any(_ends_at(lead, m) for m in mentions if not adverbial):
            return None
        if scheme("text_cue").finds("tells", verb["verb"]) and _said_before(lead, mentions):
            return None
        return "patient" if verb["verb"].lower() in ("wordt", "worden") else "subject"
    return None


def _is_finite(verb: str, clause: str, lead: str) -> bool:
    """Tell whether the word before a party is its verb: forms in *-en* may be plural nouns.

    Where the sentence has no other verb yet, and no word before it that asks for a noun, it is.
    A verb in two parts (*stemmen … af*) is known by both.
    """
    cues = scheme("text_cue")
    if cues.finds("function_word", verb) or verb.lower() in _NO_VERBS:
        return False
    everybody = scheme("party_kind").best(clause[len(verb) :][:25]) == "all"
    begins = {match.code for match in cues.matches(clause[:160]) if match.start == 0}
    known = bool(begins & {"finite_verb", "promise"})
    if verb.endswith("t") or everybody or known:
        return True
    if _PAST.search(verb) or not lead or _ASKS_FOR_NOUN.search(lead):
        return False
    return not cues.finds("finite_verb", lead)


def _begins_with_verb(behind: str) -> bool:
    """Tell whether the words behind a party begin with what it does (*…, X betaalt de helft*)."""
    words = behind[:60].lstrip()
    return behind[:1] == " " and any(
        match.start == 0 and match.code in ("finite_verb", "promise")
        for match in scheme("text_cue").matches(words)
    )


def _ends_at(lead: str, mention: Mention) -> bool:
    return mention.end == len(lead) or lead[mention.end :].strip() in ("jaarlijks", "ook")


def _said_before(lead: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether the clause names its subject before the verb."""
    begin = max(lead.rfind(","), lead.rfind(";"), 0)
    return any(begin <= mention.start < len(lead) for mention in mentions)


_NO_VERBS = frozenset(
    {
        *("niet", "het", "met", "uit", "dat", "wat", "tot", "ten", "want", "omtrent", "sinds"),
        *("tegen", "binnen", "tussen", "buiten", "behalve", "naast", "samen", "alleen", "reden"),
        *("gemeenten", "corporaties", "partijen", "huurders", "woningen", "elkaar", "namen"),
        *("eigen", "andere", "beiden", "kosten", "inzet", "richting", "overleg", "minst"),
        *("kansen", "acht"),
    }
)


def _last_clause(before: str) -> str:
    """Return the words since the last clause boundary (semicolon, colon, *en* behind a comma)."""
    cut = max(before.rfind(";"), before.rfind(": "), before.rfind("▶"), before.rfind("("))
    return before[cut + 1 :]


def _begins_subclause(before: str) -> bool:
    return bool(_SUBCLAUSE.match(before.strip() + " ")) and len(before.split()) <= 2


def _voice(text: str, end: int) -> str:
    """Tell subject from patient: a passive verb right behind the noun phrase makes a patient."""
    after = text[end : end + 160]
    passive = _PASSIVE_BEHIND.match(after)
    return "patient" if passive else "subject"
