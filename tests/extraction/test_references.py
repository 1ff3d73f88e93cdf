"""Which words name a document, how far the name reaches, and what the commitment does with it."""

from __future__ import annotations

import pytest

from pa_graph.extraction.basis import read_basis
from pa_graph.extraction.context import Context
from pa_graph.extraction.document_abbreviations import document_abbreviations
from pa_graph.extraction.document_names import apart, find_documents
from pa_graph.extraction.parties.parties import Parties
from pa_graph.extraction.references import read_references
from pa_graph.model.agreement import Party, Reference
from pa_graph.model.span import Span
from pa_graph.reading.document import Document, Flow
from pa_graph.segmentation.passage import Figures, Passage

PARTIES = Parties(
    (
        Party("gemeente-eersel", "gemeente Eersel", "municipality", ("gemeente",), True),
        Party("zandlijn", "Zandlijn", "housing_association", (), True),
    )
)


def references(text: str) -> tuple[Reference, ...]:
    """Read the references of a text that is one passage."""
    passage = Passage(Flow.of(text, [(0, len(text))]), "numbered")
    return read_references(passage, Context(Document(text, "afspraken.txt"), PARTIES, (), ()))


def triples(text: str) -> list[tuple[str, str, str]]:
    """Read name, kind and relation of the references of a text."""
    return [(r.name, r.kind, r.relation) for r in references(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Zandlijn bouwt volgens het Handboek Toegankelijk Wonen 2021.",
            ("Handboek Toegankelijk Wonen 2021", "other", "in_accordance_with"),
        ),
        (
            "De gemeente stelt voor de zomer een nieuwe Huisvestingsverordening Kempen vast.",
            ("nieuwe Huisvestingsverordening Kempen", "law", "produces"),
        ),
        (
            "Op basis van de regionale woonzorgvisie kiest Zandlijn drie complexen.",
            ("regionale woonzorgvisie", "vision", "based_on"),
        ),
        (
            "Na vaststelling van het Warmteprogramma begint Zandlijn in de Lindenbuurt.",
            ("Warmteprogramma", "programme", "conditional_on"),
        ),
        (
            "Zandlijn geeft uitvoering aan het Convenant Eerder Bellen.",
            ("Convenant Eerder Bellen", "covenant", "implements"),
        ),
        (
            "De gemeente verankert het aandeel sociale huur in het omgevingsplan.",
            ("omgevingsplan", "plan", "contributes_to"),
        ),
        (
            "Zandlijn informeert huurders over de VoorzieningenWijzer.",
            ("VoorzieningenWijzer", "system", "mentions"),
        ),
        (
            "De gemeente past haar regels aan zodra de Wet nieuwe huur is afgekondigd.",
            ("Wet nieuwe huur", "law", "conditional_on"),
        ),
        (
            "Zandlijn verhuurt haar woningen via Huiswaarts.",
            ("Huiswaarts", "system", "mentions"),
        ),
        (
            "Partijen zetten het project ‘Samen Buiten’ voort.",
            ("project ‘Samen Buiten’", "programme", "implements"),
        ),
        (
            "Hierover worden werkafspraken gemaakt.",
            ("werkafspraken", "agreement", "produces"),
        ),
        (
            "Aanpassingen worden vergoed op grond van de Wmo.",
            ("Wmo", "law", "based_on"),
        ),
    ],
)
def test_a_document_is_named_with_its_kind_and_relation(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert triples(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Partijen bespreken de voortgang van de prestatieafspraken.",
        "Zandlijn dient een bouwplan in voor twintig woningen.",
        "Alle wijken komen om de drie jaar aan bod.",
        "De gemeente houdt zich aan deze afspraken.",
        "De Wmo-consulent antwoordt binnen een week.",
        "Zandlijn start een pilot met huurkorting.",
        "Zandlijn voert haar huurbeleid gematigd uit.",
        "De agenda van het overleg wordt verzorgd door Zandlijn.",
        "De sleutel wordt via Zandlijn overhandigd bij de toewijzing.",
    ],
)
def test_general_words_name_no_document(text: str) -> None:
    assert references(text) == ()


def test_a_general_word_counts_where_the_commitment_makes_the_document() -> None:
    assert triples("De pilot loopt een jaar; daarna volgt een evaluatie.") == [
        ("evaluatie", "study", "produces")
    ]


def test_a_commitment_that_evaluates_makes_the_evaluation_it_leans_on() -> None:
    text = "De proef wordt in mei geëvalueerd. Op basis van de evaluatie volgt een besluit."
    assert triples(text) == [("evaluatie", "study", "produces")]


def test_adjectives_joined_by_and_stand_for_two_documents() -> None:
    text = "Op basis van de regionale en lokale woonvisie verdelen partijen de opgave."
    assert triples(text) == [
        ("regionale woonvisie", "vision", "based_on"),
        ("lokale woonvisie", "vision", "based_on"),
    ]


def test_a_plural_with_joined_adjectives_is_left_whole() -> None:
    [plans] = find_documents("In lijn met regionale en gemeentelijke uitvoeringsplannen.")
    assert [n.name for n in apart(plans)] == ["regionale en gemeentelijke uitvoeringsplannen"]


def test_enumerated_documents_share_their_relation() -> None:
    text = "Zandlijn werkt conform de Huisvestingswet, de Woonvisie Eersel en het Convenant Hulp."
    assert {relation for _, _, relation in triples(text)} == {"in_accordance_with"}
    assert len(triples(text)) == 3


def test_a_document_behind_another_clause_keeps_its_own_relation() -> None:
    text = (
        "De gemeente stelt, na vaststelling van de omgevingsvisie, een lokaal "
        "uitvoeringsprogramma op, op basis van de woningmarktanalyse."
    )
    assert [(name, relation) for name, _, relation in triples(text)] == [
        ("omgevingsvisie", "conditional_on"),
        ("lokaal uitvoeringsprogramma", "produces"),
        ("woningmarktanalyse", "based_on"),
    ]


def test_a_name_inside_a_name_is_only_mentioned() -> None:
    text = "Zandlijn brengt voor 1 juli een bod op de woonvisie uit."
    assert triples(text) == [
        ("bod op de woonvisie", "bid", "produces"),
        ("woonvisie", "vision", "mentions"),
    ]


def test_uses_of_one_name_become_one_reference_with_its_fullest_name() -> None:
    text = (
        "De Woonvisie Eersel 2030 is het kader. "
        "Partijen wijzen locaties aan op basis van de woonvisie."
    )
    assert triples(text) == [("Woonvisie Eersel 2030", "vision", "based_on")]


def test_where_it_is_put_down_depends_on_the_article() -> None:
    made = triples("Partijen leggen de rollen vast in een samenwerkingsovereenkomst.")
    fed = triples("Partijen leggen de rollen vast in de samenwerkingsovereenkomst.")
    assert [relation for _, _, relation in made + fed] == ["produces", "contributes_to"]


def test_the_span_holds_the_words_of_the_name() -> None:
    text = "Zandlijn handelt\n  volgens het Convenant\n  Goed Wonen."
    [reference] = references(text)
    assert reference.name == "Convenant Goed Wonen"
    assert reference.span is not None
    assert " ".join(reference.span.of(text).split()) == reference.name


def test_a_table_of_figures_names_no_documents() -> None:
    text = "Zandlijn stuurt op deze aantallen. Woonvisie 12 14"
    cut = text.index("Woonvisie")
    label = Flow.of(text, [(cut, cut + 9)])
    cells = (Flow.of(text, [(cut + 10, cut + 12)]), Flow.of(text, [(cut + 13, cut + 15)]))
    flow = Flow.of(text, [(0, len(text))])
    context = Context(Document(text, "afspraken.txt"), PARTIES, (), ())
    with_table = Passage(flow, "blocks", figures=Figures(("Eersel", "Bladel"), ((label, cells),)))
    assert read_references(with_table, context) == ()
    assert len(read_references(Passage(flow, "blocks"), context)) == 1


def basis(text: str, commitment: str) -> list[tuple[str, str]]:
    """Read the basis of a document in which *commitment* is the only passage taken."""
    begin = text.index(commitment)
    taken = [Span(begin, begin + len(commitment))]
    return [(r.name, r.relation) for r in read_basis(Document(text, "afspraken.txt"), taken)]


def test_the_introduction_says_what_the_agreement_rests_on() -> None:
    text = (
        "Prestatieafspraken Eersel 2027\n\n"
        "De afspraken steunen op de Woonvisie Eersel 2030 en op de biedingen van Zandlijn\n"
        "en voldoen aan de Woningwet. Zij volgen de afspraken 2023-2026 op.\n\n"
        "1. Zandlijn bouwt tien woningen volgens het Handboek Wonen.\n"
    )
    assert basis(text, "Zandlijn bouwt tien woningen volgens het Handboek Wonen.") == [
        ("Woonvisie Eersel 2030", "based_on"),
        ("biedingen van Zandlijn", "based_on"),
        ("Woningwet", "in_accordance_with"),
        ("afspraken 2023-2026", "succeeds"),
    ]


def test_an_announced_list_is_the_basis_up_to_its_end() -> None:
    text = (
        "De basis voor deze afspraken zijn:\n"
        "- de Woonvisie Eersel 2030;\n"
        "- het bod van Zandlijn.\n"
        "Leeswijzer\n"
        "Het Klimaatakkoord komt in hoofdstuk 2 aan de orde.\n"
        "1. Zandlijn bouwt tien woningen.\n"
    )
    assert basis(text, "Zandlijn bouwt tien woningen.") == [
        ("Woonvisie Eersel 2030", "based_on"),
        ("bod van Zandlijn", "based_on"),
    ]


def test_a_vision_that_is_still_to_come_is_no_basis_yet() -> None:
    text = "Op basis van de nieuwe woonvisie volgen later afspraken.\n1. Zandlijn bouwt.\n"
    assert basis(text, "Zandlijn bouwt.") == []


@pytest.mark.parametrize(
    ("opening", "sentence", "name", "kind"),
    [
        (
            "TVW = Transitievisie Warmte Zandmeer\n",
            "Als bouwsteen voor de herijking van de TVW.",
            "TVW",
            "vision",
        ),
        (
            "PALET: Parkstad Energietransitie, het regionale beleidsplan uit 2016.\n",
            "Warmteprogramma opstellen, in aansluiting op PALET.",
            "PALET",
            "plan",
        ),
        (
            "Wij gaan uit van de Structuurvisie Wonen Zuid (SVWZ).\n",
            "De opgave uit de SVWZ wordt per kern uitgewerkt.",
            "SVWZ",
            "vision",
        ),
    ],
)
def test_abbreviations_that_the_document_gives(
    opening: str, sentence: str, name: str, kind: str
) -> None:
    document = Document(f"{opening}\n{sentence}", "afspraken.txt")
    abbreviations = document_abbreviations(document, PARTIES)
    context = Context(document, PARTIES, (), (), abbreviations=abbreviations)
    start = len(opening) + 1
    flow = Flow.of(document.text, [(start, start + len(sentence))])
    found = {one.name: one.kind for one in read_references(Passage(flow, "test"), context)}
    assert found[name] == kind


def test_an_abbreviation_of_a_party_is_no_document() -> None:
    document = Document("DH = Woonstichting Duinhaven, van het convenant", "afspraken.txt")
    known = Parties(
        (Party("duinhaven", "Woonstichting Duinhaven", "housing_association", ("DH",), True),)
    )
    assert document_abbreviations(document, known) == {}
