"""Which body a sentence is about, and whom a question asks about."""

from dataclasses import replace

import pytest

from assistant.questions.names import Naming
from assistant.questions.reading import read
from assistant.questions.subjects import agent, is_asked_of, subject
from assistant.questions.understand import understand
from assistant.schema import Document, Language, OriginalSource, Question


def named(found, text: str) -> str:
    return text[found.start : found.end] if found else ""


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Laminor prévoit de produire 310.000 tonnes.", "fr", "Laminor"),
        ("Concurrente de la place, Laminor prévoit un four.", "fr", "Laminor"),
        ("Le groupe Laminor, basé à Nador, produira 300 tonnes.", "fr", "Laminor"),
        ("Les Forges du Tadla ont vendu 300 tonnes.", "fr", "Forges du Tadla"),
        ("In 2023, Anfra Mills sold 410 tonnes.", "en", "Anfra Mills"),
        ("In 2023 Anfra Mills sold 410 tonnes.", "en", "Anfra Mills"),
        ("Anfra's mill in Tizi will produce 300 tonnes.", "en", "Anfra"),
        ("وتعتزم شركة زلال إنتاج 300 طن.", "ar", "زلال"),
    ],
)
def test_a_sentence_is_about_the_body_that_acts_in_it(
    text: str, language: Language, name: str
) -> None:
    assert named(subject(text, language), text) == name


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Son usine de Nador produit 300 tonnes.", "fr"),
        ("Chez Laminor, on produit 300 tonnes.", "fr"),
        ("Karim Tahri, président de Laminor, annonce 300 tonnes.", "fr"),
        ("Laminor, filiale des Aciéries Belkhir, produit 300 tonnes.", "fr"),
        ("Le Maroc exporte 300 tonnes.", "fr"),
        ("Its mill in Tizi will produce 300 tonnes.", "en"),
        ("سينتج المصنع 300 طن.", "ar"),
        ("تنتج شركة نقل البضائع 300 طن.", "ar"),
        ("تنتج شركة وطنية 300 طن.", "ar"),
    ],
)
def test_places_people_and_what_belongs_to_a_body_are_no_other_body(
    text: str, language: Language
) -> None:
    assert subject(text, language) is None


def test_who_did_something_may_stand_after_it() -> None:
    text = "The Holm brassworks was bought by Anfra Mills in 2018."
    assert named(agent(text, "en"), text) == "Anfra Mills"


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("Belkhir", "Quelle est la production d'acier de Belkhir ?"),
        ("Laminor", "Combien de tonnes Laminor produit-elle ?"),
        ("Laminor", "Combien de tonnes exporte Laminor ?"),
        ("Anfra", "How many tonnes does Anfra produce?"),
        ("Anfra", "What is Anfra's output?"),
        ("أوريكا", "كم طنا تنتج شركة أوريكا؟"),
    ],
)
def test_a_question_asks_about_who_acts_or_owns(name: str, question: str) -> None:
    assert is_asked_of(name, question)


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("Nador", "Combien d'emplois à Nador ?"),
        ("IFMAT", "Combien de lauréats de l'IFMAT les ateliers embaucheront-ils ?"),
        ("IFMAT", "How many IFMAT leavers will the workshops hire?"),
    ],
)
def test_and_not_about_where_nor_about_whose_pupils(name: str, question: str) -> None:
    assert not is_asked_of(name, question)


BODY = (
    "Les Aciéries Belkhir emploient 640 personnes. Laminor produira 310.000 tonnes d'acier. "
    "Les ventes ont progressé."
)


def test_a_sentence_about_another_body_tells_nothing_of_the_one_asked_about() -> None:
    reading = read(Document(id="d", body=BODY, title="Une année pleine pour Belkhir"))
    naming = Naming(reading, ["Belkhir"], "fr", bodies=["Belkhir"])
    own, other, neutral = (naming.of(position) for position in range(3))
    assert own == 1.0
    assert other < 0.75 <= neutral
    assert Naming(reading, ["Belkhir"], "fr").of(1) >= 0.75  # named beside, not asked about


def test_who_published_it_is_no_other_body() -> None:
    body = "L'usine d'Alvet tourne. Alvet a des élèves. Le Filon compte 400 personnes sur place."
    sources = (OriginalSource("Le Filon"),)
    summary = Document(id="s", body=body, title="Alvet", kind="summary", sources=sources)
    naming = Naming(read(summary), ["Alvet"], "fr", bodies=["Alvet"])
    assert naming.of(2) >= 0.75
    other = Naming(read(replace(summary, sources=())), ["Alvet"], "fr", bodies=["Alvet"])
    assert other.of(2) < 0.75


def test_an_arabic_question_names_a_firm_after_the_word_for_one() -> None:
    assert understand(Question("كم طنا تنتج شركة أوريكا؟")).entities == ("أوريكا",)
    assert understand(Question("كم طنا تنتج شركة نقل البضائع؟")).entities == ()


def test_of_two_arabic_firms_one_does_not_answer_for_the_other() -> None:
    body = "تشغل شركة أوريكا 640 شخصا. وتعتزم شركة زلال إنتاج 310 آلاف طن."
    reading = read(Document(id="d", body=body, title="سنة جيدة", language="ar"))
    naming = Naming(reading, ["أوريكا"], "ar", bodies=["أوريكا"])
    assert naming.of(0) == 1.0 > 0.75 > naming.of(1)
