"""Yes, no, or neither: what sentences make of what a question asks."""

import pytest
from weighed import weighed

from assistant.questions.evidence import Scored
from assistant.questions.need import need
from assistant.questions.reading import Reader
from assistant.questions.settling import settled
from assistant.questions.stance import stance
from assistant.questions.understand import understand
from assistant.schema import Language, Question


def told(question: str, *sentences: Scored) -> str | None:
    understood = understand(Question(question))
    wanted = need(question, understood.dates, lambda word, language: 0.8)
    found = settled(sentences, sentences, wanted, understood, Reader())
    return found[1] if found else None


@pytest.mark.parametrize(
    ("question", "text", "language", "verdict"),
    [
        ("La tréfilerie a-t-elle fermé ?", "La tréfilerie a fermé en mai.", "fr", "yes"),
        ("La tréfilerie a-t-elle fermé ?", "La tréfilerie n'a pas fermé.", "fr", "no"),
        ("Le syndicat a-t-il accepté l'accord ?", "Le syndicat a rejeté l'accord.", "fr", "no"),
        ("Les ventes ont-elles augmenté ?", "Les ventes ont reculé de 4 %.", "fr", "no"),
        ("La forge exporte-t-elle ?", "La forge a renoncé à exporter.", "fr", "no"),
        ("Does the mill still import coal?", "The mill no longer imports coal.", "en", "no"),
        ("Did the union approve the plan?", "Le syndicat a approuvé le plan.", "fr", "yes"),
        ("Was the duty abolished?", "The duty was extended.", "en", "no"),
        ("هل رفضت الفيدرالية المقترح؟", "ورفضت الفيدرالية المقترح.", "ar", "yes"),
        ("هل قبلت الفيدرالية المقترح؟", "ورفضت الفيدرالية المقترح.", "ar", "no"),
    ],
)  # fmt: skip
def test_a_sentence_that_says_the_same_or_the_reverse_settles_a_question(
    question: str, text: str, language: Language, verdict: str
) -> None:
    assert told(question, weighed(text, language)) == verdict


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        # something else is told of the same
        ("Le syndicat a-t-il approuvé la fusion ?", "Le syndicat a approuvé la grille.", "fr"),
        # a plan, a promise, a wish, a possibility
        ("La forge a-t-elle ouvert un bureau ?", "La forge ouvrira un bureau.", "fr"),
        ("La forge a-t-elle embauché ?", "La forge s'est engagée à embaucher.", "fr"),
        ("Does the mill make rails?", "The mill can make rails.", "en"),
        # another acts, or the same names stand the other way round
        ("Toldrec a-t-il racheté Vornal ?", "Vornal a racheté Toldrec.", "fr"),
        ("Did Toldrec buy the mill?", "Vornal bought the mill, which Toldrec had built.", "en"),
        # what is denied of one place or time may be so of another
        (
            "La forge a-t-elle ouvert un bureau ?",
            "La forge n'a pas ouvert de bureau à Tolmez.",
            "fr",
        ),
        ("La forge a-t-elle ouvert ?", "La forge n'a pas ouvert en mai 2021.", "fr"),
        # what opened may have closed since
        ("L'usine est-elle fermée ?", "L'usine a ouvert en 2010.", "fr"),
        # a share, a number
        ("Tous les ateliers ont-ils fermé ?", "Les ateliers ont fermé.", "fr"),
        ("La forge a-t-elle embauché 40 ouvriers ?", "La forge a embauché 12 ouvriers.", "fr"),
        # a question that denies
        ("La forge n'a-t-elle pas fermé ?", "La forge a fermé.", "fr"),
    ],
)
def test_what_is_not_certain_settles_nothing(question: str, text: str, language: Language) -> None:
    assert told(question, weighed(text, language)) is None


def test_a_name_may_stand_in_the_title_where_the_sentence_names_nobody_else() -> None:
    question = "Toldrec a-t-il reçu une aide ?"
    text = "L'entreprise n'a reçu aucune aide."
    assert told(question, weighed(text, "fr", title="Toldrec agrandit sa forge")) == "no"
    assert told(question, weighed(text, "fr", title="Vornal agrandit sa forge")) is None
    other = "Vornal n'a reçu aucune aide."
    assert told(question, weighed(other, "fr", title="Toldrec et Vornal")) is None


def test_a_name_that_opens_the_sentence_is_that_of_its_clause() -> None:
    text = "Driss Amrani, directeur de la forge, a signé l'accord, a dit Salma Benhima."
    assert told("Driss Amrani a-t-il signé l'accord ?", weighed(text, "fr")) == "yes"
    assert told("Salma Benhima a-t-elle signé l'accord ?", weighed(text, "fr")) is None


def test_who_left_is_no_longer_what_he_was() -> None:
    question = "Driss Amrani est-il toujours directeur de la forge ?"
    left = weighed("Le directeur de la forge, Driss Amrani, a quitté ses fonctions.", "fr")
    was = weighed("Le directeur de la forge, Driss Amrani, a salué les ouvriers.", "fr")
    assert told(question, left) == "no"
    assert told(question, was) is None


def test_of_two_times_the_newest_counts_and_two_minds_of_one_day_settle_nothing() -> None:
    question = "La tréfilerie a-t-elle fermé ?"
    before = weighed("La tréfilerie n'a pas fermé.", "fr", published="2021-05-02")
    after = weighed("La tréfilerie a fermé.", "fr", published="2023-01-09")
    same_day = weighed("La tréfilerie a fermé.", "fr", published="2021-05-02")
    assert told(question, before, after) == "yes"
    assert told(question, before, same_day) is None


def test_what_is_not_yet_so_counts_only_where_no_newer_document_is_about_it() -> None:
    question = "La forge a-t-elle trouvé un repreneur ?"
    not_yet = weighed("La forge n'a pas encore trouvé de repreneur.", published="2023-05-17")
    later = weighed("Vornal achète la forge.", published="2024-01-30")
    assert told(question, not_yet) == "no"
    assert told(question, not_yet, later) is None


def test_a_question_that_takes_something_for_granted_has_it_denied() -> None:
    question = "Pourquoi le syndicat a-t-il accepté l'accord ?"
    understood = understand(Question(question))
    wanted = need(question, (), lambda word, language: 0.8)
    text = weighed("Le syndicat a rejeté l'accord.", "fr")
    assert settled([text], [text], wanted, understood, Reader()) is None
    assert stance(text, wanted, understood) == "opposes"
