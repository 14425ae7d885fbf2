"""A plan is told from a promise, a promise from what is done."""

import pytest

from assistant.questions.firmness import firmness, firmness_asked, speaks_of
from assistant.schema import Span

SAID = [
    ("L'État s'engage à verser 60 millions de dirhams.", "fr", "promised"),
    ("La fédération avait promis 900 emplois.", "fr", "promised"),
    ("Le raccordement sera achevé en septembre.", "fr", "planned"),
    ("L'usine prévoit d'embaucher 120 fraiseurs.", "fr", "planned"),
    ("Les deux parties ont signé la convention le 3 mai.", "fr", "signed"),
    ("Les travaux sont en cours depuis mars.", "fr", "under_way"),
    ("La halle a été inaugurée lundi.", "fr", "achieved"),
    ("Sur les 60 millions, 22 ont été débloqués.", "fr", "achieved"),
    ("Le secteur compte 340 ateliers.", "fr", None),
    ("La halle ouvrait sur le quai et attirait les curieux.", "fr", None),
    ("Le quai n'est pas terminé.", "fr", None),
    ("The State pledged 60 million dirhams.", "en", "promised"),
    ("The plant will open in May.", "en", "planned"),
    ("The parties signed the charter.", "en", "signed"),
    ("Works are under way.", "en", "under_way"),
    ("The hall was completed in June.", "en", "achieved"),
    ("The branch employs 400 people.", "en", None),
    ("تعهدت الدولة بتوفير 60 مليون درهم.", "ar", "promised"),
    ("ستوفر الشركة 120 منصب شغل.", "ar", "planned"),
    ("وقعت الدولة والشركة الاتفاقية.", "ar", "signed"),
    ("افتتح المصنع يوم الاثنين.", "ar", "achieved"),
    ("يشغل القطاع ستة آلاف شخص.", "ar", None),
]


@pytest.mark.parametrize(("text", "language", "level"), SAID)
def test_what_a_sentence_says_of_its_firmness(text, language, level):
    assert firmness(text, language) == level


def test_the_clause_that_answers_is_asked_first():
    text = "La FIMAC, qui avait promis 900 emplois, en a créé 410."
    assert firmness(text, "fr", (Span(text.index("900"), text.index("900") + 3),)) == "promised"
    assert firmness(text, "fr", (Span(text.index("410"), text.index("410") + 3),)) == "achieved"


@pytest.mark.parametrize(
    ("question", "language", "asked"),
    [
        ("Combien d'emplois ont été créés ?", "fr", "achieved"),
        ("Sur les emplois promis, combien ont été créés ?", "fr", "achieved"),
        ("How many jobs were created?", "en", "achieved"),
        ("Quand la zone sera-t-elle raccordée ?", "fr", "planned"),
        ("Quand la zone doit-elle être livrée ?", "fr", "planned"),
        ("When must the mill be delivered?", "en", "planned"),
        ("Combien d'ateliers compte le secteur ?", "fr", None),
    ],
)
def test_what_a_question_asks_for_is_done_or_to_come(question, language, asked):
    assert firmness_asked(question, language) == asked


def test_a_promise_does_not_tell_what_was_done_nor_the_past_what_will_be():
    assert not speaks_of("achieved", "La fédération s'engage à créer 900 emplois.", "fr")
    assert speaks_of("achieved", "Sur les 900 promis, 410 emplois ont été créés.", "fr")
    assert speaks_of("achieved", "La fonderie emploie 900 personnes.", "fr")
    assert not speaks_of("planned", "La zone a été inaugurée en 2018.", "fr")
    assert speaks_of("planned", "La zone sera raccordée en 2027.", "fr")
