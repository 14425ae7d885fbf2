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


@pytest.mark.parametrize(
    ("question", "way", "place", "language"),
    [
        (
            "Where does the sand come from?",
            "Sand comes from Spain.",
            "Sand is kept in Ourika.",
            "en",
        ),
        (
            "Vers quels pays partent les pompes ?",
            "Les pompes partent vers le Mali.",
            "Les pompes sont montées à Ourika.",
            "fr",
        ),
        ("من أين يأتي الرمل؟", "يأتي الرمل من نواذيبو.", "يباع الرمل في السوق.", "ar"),
    ],
)
def test_asked_for_a_way_a_place_it_does_not_lead_to_says_less(
    question: str, way: str, place: str, language: Language
) -> None:
    assert fit(question, way, language, "place") > fit(question, place, language, "place")


def test_a_month_and_a_common_word_are_no_places() -> None:
    assert fit("Where is the forge?", "It opened in April.", "en", "place") < 0.5
    assert fit("أين يوجد المعمل؟", "أغلق بسبب خطر في المائة من الحالات.", "ar", "place") < 0.5


@pytest.mark.parametrize(
    ("question", "body", "language"),
    [
        ("Who is the head of Ourika Pumps?", "Ourika Pumps, which Lina Tahri has run since.", "en"),
        ("Who is the manager of the forge?", "La forge est dirigée par Mme Tahri.", "fr"),
        ("Qui est le trésorier de la guilde ?", "M. Lamrani est reconduit comme trésorier.", "fr"),
    ],
)
def test_whoever_runs_it_is_its_head_under_any_name(
    question: str, body: str, language: Language
) -> None:
    assert fit(question, body, language) > 0.5


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("L'offre a été écartée, les comptes n'ayant pas été certifiés.", "fr"),
        ("The hospitals import them, as tenders ask for ten years of proof.", "en"),
        ("ويفسر المدير الركود بتراجع الأوراش.", "ar"),
    ],
)
def test_a_reason_is_told_in_many_ways(body: str, language: Language) -> None:
    question = {"fr": "Pourquoi ?", "en": "Why?", "ar": "لماذا؟"}[language]
    assert fit(question, body, language, "reason") == 1
    assert fit(question, "La forge a ouvert en mai.", "fr", "reason") < 1


def test_an_item_under_a_word_of_promise_is_promised() -> None:
    body = "La guilde a pris deux engagements :\n\n- garder ses prix ;\n- livrer en mai.\n"
    lines = read(Document(id="d", body=body, title="", language="fr")).lines
    wanted = need("À quoi s'engage la guilde ?", (), lambda word, language: 0.8)
    assert Fitting("commitment", wanted, ()).of(lines[1]).score == 1


@pytest.mark.parametrize(
    ("question", "now", "first", "language"),
    [
        (
            "Quand la halle devait-elle ouvrir au départ ?",
            "La guilde annonce désormais une ouverture en mai 2032.",
            "La guilde annonce une ouverture en mai 2031.",
            "fr",
        ),
        (
            "What was the original date of the opening?",
            "The hall is now to open in May 2032.",
            "The hall is to open in May 2031.",
            "en",
        ),
    ],
)
def test_what_holds_now_is_not_what_was_planned_at_first(
    question: str, now: str, first: str, language: Language
) -> None:
    assert fit(question, now, language, "date") < 0.35 < fit(question, first, language, "date")


def test_of_several_heads_that_of_the_body_asked_about_is_chosen() -> None:
    body = "Omar Saïdi, directeur général de l'ONTR, et Lina Tahri, présidente de GUILDA, signent."
    line = read(Document(id="d", body=body, title="", language="fr")).lines[0]
    wanted = need("Qui dirige la GUILDA ?", (), lambda word, language: 0.8)
    (span,) = Fitting("person", wanted, ()).of(line).spans
    assert body[span.start : span.end] == "Lina Tahri"
