"""The conversation as HTML: a sentence that passed the check says so in words, in its language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.schema import Answer, AnswerSentence, Citation, Problem, Reason, Verdict
from assistant.ui.conversation import Turn, earlier_questions, render
from assistant.ui.words import words_in

PASSED = Verdict(True, quotes=1, figures=2, dates=1)
ANSWER = Answer(
    question="Combien ?", standalone_question="Combien ?", language="fr", mode="extractive",
    answer="Douze [1]", answered=True,
    sentences=(AnswerSentence("Douze", (1,), True, checked=PASSED),),
)  # fmt: skip


def shown(answer: Answer) -> str:
    return render([Turn("Combien ?", answer=answer)], words_in("fr"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "✓ vérifié\u00a0: citation exacte, 2 chiffres, 1 date"),
        ("en", "✓ checked: exact quote, 2 figures, 1 date"),
        ("ar", "✓ تم التحقق: اقتباس حرفي، رقمان، تاريخ واحد"),
    ],
)
def test_what_was_checked_stands_beside_a_sentence_in_the_language_of_the_answer(language, words):
    html = shown(replace(ANSWER, language=language))
    assert words in html
    assert 'role="note" aria-label="' in html


@pytest.mark.parametrize(
    "verdict", [None, Verdict(False, (Problem("figure", "douze"),), quotes=1, figures=1)]
)
def test_what_passed_no_check_carries_no_mark(verdict):
    sentence = replace(ANSWER.sentences[0], checked=verdict)
    assert "✓" not in shown(replace(ANSWER, sentences=(sentence,)))


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_three_languages_say_the_same_things(language):
    assert words_in(language).table.keys() == words_in("fr").table.keys()


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "promesse"), ("en", "promised"), ("ar", "وعد")]
)
def test_a_promise_is_shown_as_one_and_a_bare_fact_as_nothing(language, word):
    promised = replace(ANSWER.sentences[0], firmness="promised")
    html = shown(replace(ANSWER, language=language, sentences=(promised,)))
    assert f'class="firmness">{word}<' in html
    assert "firmness" not in shown(replace(ANSWER, language=language))


def refusal(confidence: float, reason: Reason = "no_evidence") -> Answer:
    nearest = tuple(
        Citation(
            n=n, document_id=f"d{n}", path="", kind="article", title=f"Titre {n}", publisher="",
            published=None, url="", field="body", quote="Q.", start=0, end=2, language="fr",
        )
        for n in (1, 2)
    )  # fmt: skip
    return Answer(
        question="Combien ?", standalone_question="Combien ?", language="fr", mode="extractive",
        answer="Rien de sûr.", answered=False, reason=reason, nearest=nearest,
        confidence=confidence,
    )  # fmt: skip


def test_a_refusal_shows_the_passage_that_likely_answers_and_says_so():
    html = shown(refusal(0.55))
    likely, _, after = html.partition('<details class="extra nearest">')
    folded = after.partition('<div class="actions')[0]
    assert "Peut-être la réponse, à vérifier" in likely
    assert "Titre 1" in likely
    assert " open>" in likely
    assert "Titre 2" in folded
    assert "Titre 1" not in folded
    assert "data-back" not in html, "no marker to return to"


@pytest.mark.parametrize("refused", [refusal(0.2), refusal(0.9, "other_party")])
def test_a_refusal_folds_what_is_unlikely_or_about_something_else(refused):
    html = shown(refused)
    assert "Peut-être" not in html
    before, _, folded = html.partition('<details class="extra nearest">')
    assert "Titre 1" not in before
    assert "Titre 1" in folded


def test_the_name_of_a_publisher_keeps_the_day_behind_it_in_its_place():
    """Without that, the day of an Arabic date joins a Latin name before it and leaves its month."""
    cited = Citation(
        1, "d1", "articles/d1.md", "article", "T", "EcoActu", "2019-02-01", "", "body", "Douze.",
        0, 6, "fr",
    )  # fmt: skip
    said = AnswerSentence("EcoActu، 1 فبراير 2019: « Douze. EcoActu » [1]", (1,), True)
    html = shown(replace(ANSWER, language="ar", sentences=(said,), citations=(cited,)))
    assert "<bdi>EcoActu</bdi>، 1 فبراير 2019" in html
    assert html.count("<bdi>EcoActu</bdi>، ") == 1


def test_no_line_ends_or_begins_with_a_guillemet_of_ours_and_the_quote_stays_as_it_is():
    cited = Citation(
        1, "d1", "articles/d1.md", "article", "T", "Usine", "2019", "", "body", "Dit « oui » à 12.",
        0, 17, "fr",
    )  # fmt: skip
    said = AnswerSentence("Usine, 2019 : « Dit « oui » à 12. » [1]", (1,), True, spans=((33, 35),))
    html = shown(replace(ANSWER, sentences=(said,), citations=(cited,)))
    assert "«\u00a0<" in html
    assert "\u00a0»" in html
    assert "Dit « oui » à" in html


def test_what_was_weighed_and_not_used_is_folded_under_words_that_say_so():
    used, weighed = refusal(0.2).nearest
    html = shown(replace(ANSWER, citations=(used,), consulted=(replace(weighed, n=1),)))
    before, _, folded = html.partition('<details class="extra nearest">')
    assert "Titre 1" in before, "the cited first, in reading too"
    assert "Titre 2" not in before
    assert "non retenus" in folded
    assert "Titre 2" in folded.partition("</div>")[0]
    assert 'id="e1-1"' in html
    assert 'id="e1cn-1"' in html, "its card is not the cited one"


def test_the_card_of_a_promise_says_whose_it_is():
    promised = replace(ANSWER.sentences[0], speaker="state", firmness="promised")
    cited = refusal(0.2).nearest[0]
    html = shown(replace(ANSWER, sentences=(promised,), citations=(cited,)))
    card = html.partition('class="card"')[2]
    assert "État · promesse<" in card
    assert "Qui s’engage" not in shown(replace(ANSWER, citations=(cited,)))


def test_a_greeting_is_not_looked_up_and_nothing_goes_on_with_it():
    hello = replace(
        ANSWER,
        question="Merci",
        standalone_question="Qui, merci ?",
        understood={"intent": "thanks"},
    )
    assert "understood" not in render([Turn("Merci", answer=hello)], words_in("fr"))
    asked = [
        Turn("Combien ?", answer=ANSWER),
        Turn("Merci", answer=hello),
        Turn("Et ?", trouble="x"),
    ]
    assert earlier_questions(asked) == ("Combien ?", "Et ?")


def test_a_name_is_told_once_though_a_part_of_it_was_found_too():
    names = ["Pompes Tahri", "Pompes", "Ourika"]
    html = shown(replace(ANSWER, understood={"intent": "ask", "entities": names}))
    assert "Pompes Tahri · Ourika<" in html
