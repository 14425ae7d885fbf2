"""A deputy does not hold the role."""

import pytest

from assistant.questions.need import need
from assistant.questions.reading import read
from assistant.questions.spans import Fitting
from assistant.schema import AnswerKind, Document, Language


def fit(question: str, body: str, language: Language = "fr", kind: AnswerKind = "person") -> float:
    line = read(Document(id="d", body=body, title="", language=language)).lines[0]
    wanted = need(question, (), lambda word, language: 0.8)
    return Fitting(kind, wanted, ()).of(line).score


@pytest.mark.parametrize(
    ("holder", "deputy", "question", "language"),
    [
        (
            "Amina Tazrout préside la guilde.",
            "Hadi Lamrani est vice-président de la guilde.",
            "Qui est le président de la guilde ?",
            "fr",
        ),
        (
            "Amina Tazrout is director of the guild.",
            "Hadi Lamrani is deputy director of the guild.",
            "Who is the director of the guild?",
            "en",
        ),
    ],
)
def test_a_deputy_does_not_hold_the_role(
    holder: str, deputy: str, question: str, language: Language
) -> None:
    assert fit(question, holder, language) > 0.5 > fit(question, deputy, language)


def test_a_deputy_is_found_where_one_is_asked_for() -> None:
    deputy = "Hadi Lamrani est vice-président de la guilde."
    assert fit("Qui est le vice-président de la guilde ?", deputy) > 0.5


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("La guilde a été fondée en 1951.", "fr"),
        ("The guild was established in 1951.", "en"),
        ("تأسست النقابة سنة 1951.", "ar"),
    ],
)
def test_a_year_beside_a_founding_tells_when_it_was(body: str, language: Language) -> None:
    assert when(body, language) == 1.0


def test_another_year_does_not() -> None:
    assert when("La guilde réunissait 62 membres en 1951.") < 0.35
    assert when("La guilde veut créer 400 emplois d'ici 1951.") < 0.35
    assert when("La guilde a créé 400 emplois en 1951.") < 0.35


def when(body: str, language: Language = "fr") -> float:
    line = read(Document(id="d", body=body, title="", language=language)).lines[0]
    wanted = need("Quand la guilde a-t-elle été créée ?", (), lambda word, language: 0.8)
    return Fitting("date", wanted, ()).of(line).score


@pytest.mark.parametrize(
    ("question", "done", "something_else", "language"),
    [
        (
            "Qui a racheté la fonderie Zidane ?",
            "Laminor a racheté la fonderie Zidane en 2021.",
            "La fonderie Zidane a été rachetée à Rabat en 2021.",
            "fr",
        ),
        (
            "Who bought the Holm brassworks?",
            "The Holm brassworks was acquired by Anfra Mills.",
            "The Holm brassworks was founded by Anfra Mills.",
            "en",
        ),
        (
            "Who founded the guild?",
            "The guild was set up in 1974 by Nora Whitlow.",
            "The guild bought a mill from Nora Whitlow.",
            "en",
        ),
    ],
)
def test_a_body_or_person_answers_who_did_what_is_said_to_be_done(
    question: str, done: str, something_else: str, language: Language
) -> None:
    assert fit(question, done, language) > 0.5 > fit(question, something_else, language)


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Le retard tient au four, arrivé en mars.", "fr"),
        ("Faute de sable, la guilde a fermé sa halle.", "fr"),
        ("Elle a fermé la halle pour ne pas payer le loyer.", "fr"),
        ("The guild blamed the price of sand.", "en"),
        ("The hall shut for lack of sand.", "en"),
        ("يعود ذلك إلى نقص الرمل.", "ar"),
        ("أغلقت القاعة بسبب نقص الرمل.", "ar"),
    ],
)
def test_a_sentence_that_gives_a_reason_answers_why(body: str, language: Language) -> None:
    assert fit("Pourquoi la halle a-t-elle fermé ?", body, language, "reason") == 1.0


def test_no_reason_is_read_into_words_that_only_begin_like_one() -> None:
    card = "La carte de la halle est affichée."
    assert fit("Pourquoi la halle a-t-elle fermé ?", card, "fr", "reason") < 1


def test_a_name_after_from_may_be_a_place() -> None:
    asked = "De quels pays vient le sable ?"
    assert fit(asked, "Sand comes from Spain by boat.", "en", "place") >= 0.35
    assert fit(asked, "Sand comes by boat.", "en", "place") < 0.35
