"""The noun a question asks for tells the kind of answer, behind a question word or without one."""

import pytest

from assistant.questions.heads import asked_for, named_first, names_body
from assistant.questions.phrases import plain


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Quelle puissance a la toiture de la forge ?", "figure"),
        ("Quel est le nouveau loyer de la halle ?", "figure"),
        ("What hourly wage does a moulder get?", "figure"),
        ("Quel juge a fermé la forge ?", "person"),
        ("What was the first estimate for the hall?", "figure"),
        ("What is the guild's yearly training budget?", "figure"),
        ("Which eco-fee do importers pay?", "figure"),
        ("ما كمية الرمل المستعملة؟", "figure"),
        ("إلى أي ميناء تشحن الصفائح؟", "place"),
        ("De quels pays vient le sable ?", "place"),
        ("Through which port does the coke come in?", "place"),
        ("Quel fournisseur livre le coke ?", "organisation"),
        ("Which lender backs the foundry?", "organisation"),
        ("من هو مدير المسبك؟", "person"),
        ("What is the name of the foreman?", "person"),
        ("ما هو آخر أجل للتسجيل؟", "date"),
        ("À quelle échéance la halle ouvre-t-elle ?", "date"),
        ("Quels engagements la guilde a-t-elle pris ?", "commitment"),
        ("Quelles sociétés coulent du bronze ?", "list"),
        ("Quelles primes touchent les mouleurs ?", "list"),
        ("Quelles sont les exportations de la branche ?", "figure"),
    ],
)
def test_the_noun_behind_a_question_word_tells_the_kind(question, kind):
    head = asked_for(plain(question))
    assert head is not None
    assert head.kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "Dans quel cas la halle ferme-t-elle ?",  # "ca" is turnover, "cas" is none
        "ما هي شركة الحداد؟",  # asks what that company is, not which one
        "كم شركة تصدر؟",
        "What parts does the forge make?",
        "Qui a acheté la halle ?",
    ],
)
def test_other_nouns_tell_nothing(question):
    assert asked_for(plain(question)) is None


def test_the_asking_begins_at_its_question_word():
    assert asked_for("la halle, quel prix a-t-elle coute ?") == ("figure", 10)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Prix du bronze en 2031", "figure"),
        ("La Forge : nouveau montant de la prime", "figure"),
        ("Ghar Zerga foundry headcount, 2031", "figure"),
        ("women in moulding, percentage of staff", "figure"),
        ("largest loan a small workshop can get", "figure"),
        ("ثمن الخردة في طنجة", "figure"),
        ("moulders trained by the guild in 2031", "figure"),
        ("Deadline for the guild's vote", "date"),
        ("Début des travaux de la halle", "date"),
        ("Signature du bail de la halle", "date"),
        ("Provenance du sable de la forge", "place"),
        ("قوة المكبس في الورشة", "figure"),
        ("fondatrice de la forge ?", "person"),
        ("head of the foundry's laboratory", "person"),
        ("Production manager of the foundry", "person"),
        ("Ville du congrès des fondeurs", "place"),
        ("the foundry's partner on the wagons?", "organisation"),
        ("earlier acquisitions by the foundry", "list"),
    ],
)
def test_a_question_without_a_question_word_asks_for_what_it_names(question, kind):
    assert named_first(plain(question)) == kind


@pytest.mark.parametrize("question", ["La fonderie du Tadrart", "cast iron", "الحدادة", ""])
def test_a_mere_subject_asks_for_nothing_in_particular(question):
    assert named_first(plain(question)) is None


def test_a_body_is_named_by_a_common_noun():
    assert names_body("the council paid")
    assert names_body("دفعت الغرفة".replace("ة", "ه"))
    assert not names_body("le four est pret")
