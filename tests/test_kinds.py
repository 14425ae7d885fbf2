"""The kind of answer is told by the word that asks, not by one that only joins clauses."""

import pytest

from assistant.questions.kinds import kind_of
from assistant.questions.phrases import plain


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who took the chair when the guild met?", "person"),
        ("What did the forge promise the men when the strike ended?", "commitment"),
        ("Quand la forge promet-elle d'ouvrir ?", "date"),
        ("Combien d'ouvriers la forge a-t-elle promis de garder ?", "figure"),
        ("Combien gagne l'ouvrier qui coule le bronze ?", "figure"),
        ("ما الشروط المطلوبة للاستفادة من القرض؟", "other"),
        ("حصة الجنوب من القروض", "figure"),
        ("أريد بيع الفرن، فهل أحتاج إلى رخصة؟", "yes_no"),
        ("La halle ouvre quand ?", "date"),
        ("Le patron de la forge c'est qui ?", "person"),
        ("من أين يأتي الفحم؟", "place"),
        ("إلى متى يسري الاتفاق؟", "date"),
        ("De quand date la forge ?", "date"),
        ("ما تعريفة الكهرباء؟", "other"),
    ],
)
def test_the_word_that_asks_decides(question, kind):
    assert kind_of(plain(question)) == kind


@pytest.mark.parametrize(
    "question",
    [
        "Pourquoi la forge a-t-elle fermé quand le prix a baissé ?",
        "Qu'est-ce qui a convaincu la guilde de bâtir ?",
        "Pour quelle raison la halle est-elle fermée ?",
        "À quoi tient le retard de la halle ?",
        "Comment s'explique la baisse des commandes ?",
        "What led the guild to sell its hall?",
        "What is holding up the new furnace?",
        "On what grounds did the prefect refuse?",
        "How does the guild explain its losses?",
        "لماذا أغلق المسبك؟",
        "ما الذي دفع الحداد إلى البيع؟",
        "ما سبب تأخر الورشة؟",
        "كيف تفسر النقابة الخسارة؟",
    ],
)
def test_a_reason_is_asked_for_in_many_ways(question):
    assert kind_of(plain(question)) == "reason"


@pytest.mark.parametrize(
    "question",
    [
        "Qu'est-ce qui se coule à la forge ?",
        "Comment la forge trempe-t-elle ses lames ?",
        "How is the bronze cast?",
        "Que devient le laitier ?",
        "كيف يصب البرونز؟",
    ],
)
def test_the_way_and_the_upshot_are_asked_for_neither_as_a_person_nor_as_a_reason(question):
    assert kind_of(plain(question)) == "other"
