"""Questions as people speak and type them are read as the same question in standard words."""

import pytest

from assistant.language.colloquial import in_standard_words
from assistant.questions.understand import understand
from assistant.schema import Question

PLAIN = [
    "Combien de soudeurs travaillent à la fonderie de Tanger en 2021 ?",
    "Fin 2024, où en était le chantier ?",
    "Que vaut l'accord signé par la SNTC et l'État ?",
    "Quel est le PR du groupe DS à KAN ?",
    "Combien de tubes de classe C ou de type M et N en 2021 ?",
    "PR DS ?",
    "How many people does the mill employ?",
    "Who runs the yard, and since when?",
    "كم عدد عمال المصنع سنة 2021؟",
    "من يدير الشركة الجديدة؟",
]


@pytest.mark.parametrize("question", PLAIN)
def test_a_question_in_standard_words_comes_back_unchanged(question):
    assert in_standard_words(question) == question


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("combien d ouvriers l usine emploie t elle", "combien d'ouvriers l'usine emploie-t-elle"),
        ("y a t il une forge a Fes", "y a-t-il une forge a Fes"),
        ("ki dirige la scierie ?", "qui dirige la scierie ?"),
        ("c koi une forge ?", "c'est quoi une forge ?"),
        ("le chef de lOCTI est parti ?", "le chef de l'OCTI est parti ?"),
        ("cb de fours ya til a Safi", "combien de fours y a-t-il a Safi"),
        ("whats the tonnage of the mill?", "what is the tonnage of the mill?"),
        ("DEPUI KAND L USINE EST FERMEE", "DEPUIS QUAND L'USINE EST FERMEE"),
    ],
)
def test_what_is_typed_in_haste_is_spelled_out(typed, read):
    assert in_standard_words(typed) == read


@pytest.mark.parametrize(
    ("darija", "kind"),
    [
        ("شحال ديال الخدامة فالفران ديال أسفي؟", "figure"),
        ("فين كاين المعمل الجديد؟", "place"),
        ("فوقاش غادي يحلو المعمل؟", "date"),
        ("شكون هو مول الشركة؟", "person"),
        ("واش حلو المعمل ولا لا؟", "yes_no"),
        ("chhal dyal nass khddamin f lma3mal?", "figure"),
        ("ch7al mn ouvrier f l'usine", "figure"),
        ("fo9ach ghadi t7ell l'usine ?", "date"),
        ("chkoun li kaydir had lma3mal", "person"),
        ("wach kayna chi usine f Tanger ?", "yes_no"),
        ("fayn kayn lma3mal", "place"),
        ("ils étaient combien à bosser là-bas ?", "figure"),
        ("c'est combien le prix de l'acier ?", "figure"),
        ("c'est qui le patron de la forge ?", "person"),
        ("y a t il eu une grève a Safi", "yes_no"),
        ("COMBIEN D OUVRIERS A SAFI", "figure"),
    ],
)
def test_spoken_words_ask_for_the_same_kind_of_answer(darija, kind):
    assert understand(Question(darija)).kind == kind


def test_latin_darija_is_read_in_french_with_its_dates():
    read = understand(Question("ch7al d lflous ghadi t7et dawla f l'usine 7ta l 2031 ?"))
    assert read.language == "fr"
    assert read.party == "state"
    assert [mention.last.year for mention in read.dates] == [2031]
    assert "argent" in read.standalone
    assert "mettre" in read.standalone


def test_a_lone_word_of_another_language_does_not_make_a_text_darija():
    assert in_standard_words("Quelle usine a ouvert f 2020 ?") == "Quelle usine a ouvert f 2020 ?"
    assert in_standard_words("La fin du plan, b et d") == "La fin du plan, b et d"


def test_arabic_darija_keeps_names_and_loses_only_what_is_spoken():
    read = in_standard_words("شحال خلصو على الطن ديال النحاس في Ormetal؟")
    assert read == "كم دفع على الطن النحاس في Ormetal؟"
