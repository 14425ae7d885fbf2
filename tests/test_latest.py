"""Which of several sentences that answer is taken where the newest was asked for."""

from weighed import weighed

from assistant.questions.evidence import Scored
from assistant.questions.latest import newest_first
from assistant.questions.need import need
from assistant.questions.understand import understand
from assistant.schema import Question


def taken(question: str, *sentences: Scored, shown: int = 2) -> str:
    """Return the sentence taken of those ranked, of which the first `shown` would be shown."""
    understood = understand(Question(question))
    wanted = need(question, understood.dates, lambda word, language: 0.8)
    ranked = list(sentences)
    return newest_first(ranked[:shown], ranked, understood, wanted)[0].evidence.text


BEFORE = weighed("La forge emploie 610 personnes.", published="2022-03-10", marked="610", fit=0.9)
NOW = weighed(
    "The forge employs 702 people.",
    "en",
    published="2025-06-02",
    marked="702",
    fit=0.9,
    odds=0.2,
)


def test_of_what_changes_the_newest_document_tells_the_number_of_today() -> None:
    for question in (
        "Combien de personnes la forge emploie-t-elle aujourd'hui ?",
        "Combien de personnes la forge emploie-t-elle ?",
    ):
        assert taken(question, BEFORE, NOW) == NOW.evidence.text
        assert taken(question, BEFORE, NOW, shown=1) == NOW.evidence.text  # it says as much


def test_a_past_or_dated_number_is_not_that_of_today() -> None:
    for question in (
        "Combien de personnes la forge employait-elle ?",
        "Combien de personnes la forge emploie-t-elle en 2022 ?",
    ):
        assert taken(question, BEFORE, NOW) == BEFORE.evidence.text


def test_the_time_a_sentence_tells_goes_before_that_of_its_document() -> None:
    told = weighed(
        "En 2023, la forge employait 640 personnes.",
        published="2026-01-02",
        marked="640",
        fit=0.9,
        odds=0.2,
    )
    since = weighed(
        "La forge emploie 640 personnes depuis 2019.",
        published="2026-01-02",
        marked="640",
        fit=0.9,
        odds=0.2,
    )
    question = "Combien de personnes la forge emploie-t-elle aujourd'hui ?"
    assert taken(question, NOW, told) == NOW.evidence.text
    assert taken(question, NOW, since) == since.evidence.text


def test_another_unit_is_of_another_thing() -> None:
    share = weighed(
        "La forge emploie 12 % de personnes âgées.",
        published="2026-01-02",
        marked="12 %",
        fit=0.9,
        odds=0.1,
    )
    assert taken("Combien de personnes la forge emploie-t-elle ?", NOW, share) == NOW.evidence.text


def test_a_day_put_off_is_the_one_announced_last() -> None:
    planned = weighed("Le laminoir démarre en juin 2023.", published="2022-03-10", fit=1.0)
    put_off = weighed("Il démarrera en avril 2025.", published="2023-11-20", fit=1.0, odds=0.4)
    question = "Quand le laminoir doit-il désormais démarrer ?"
    assert taken(question, planned, put_off) == put_off.evidence.text
    asked_then = "Quand le laminoir devait-il démarrer ?"
    assert taken(asked_then, planned, put_off) == planned.evidence.text


def test_of_those_who_held_a_role_the_latest_told_holds_it_as_surely() -> None:
    signed = weighed("Lina Tahri, présidente de la guilde, a signé.", published="", fit=1.0)
    since = weighed(
        "Omar Saïdi a été élu président de la guilde le 4 mai 2023.",
        published="",
        fit=1.0,
        odds=0.2,
        confidence=0.1,
    )
    aside = weighed("La guilde a fêté 2024.", published="", fit=0.2, odds=0.3)
    question = "Qui est le président de la guilde ?"
    assert taken(question, signed, since, aside, shown=1) == since.evidence.text
    assert taken("Qui était président de la guilde ?", signed, since) == signed.evidence.text
    understood = understand(Question(question))
    wanted = need(question, (), lambda word, language: 0.8)
    first = newest_first([signed], [signed, since], understood, wanted)[0]
    assert first.confidence == signed.confidence
