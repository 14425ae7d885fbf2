"""A question says what it wants measured, and only figures of that dimension give it."""

import pytest

from assistant.language.figures import find_figures
from assistant.language.text import detect_language
from assistant.questions.dimensions import asked_in, counted_in, is_measure
from assistant.questions.measured import OTHER, fraction, given
from assistant.questions.phrases import plain
from assistant.questions.reading import Line, read
from assistant.schema import Document


def line(body: str) -> Line:
    language = detect_language(body)
    return read(Document(id="forge", language=language, body=f"{body}\n")).lines[0]


def fits(question: str, body: str) -> list[bool]:
    """Tell of each figure of a sentence whether it gives what the question wants measured."""
    dimension = asked_in(plain(question))
    assert dimension is not None
    said = line(body)
    figures = find_figures(said.text, said.language)
    return [given(figure, dimension, said) > OTHER for figure in figures]


@pytest.mark.parametrize(
    ("question", "body", "expected"),
    [
        ("Prix du bronze", "Le bronze se vend 90 dirhams, en hausse de 4 %.", [True, False]),
        ("Loyer de la halle", "Le loyer est ramené à 18 millions, sur 30 hectares.", [True, False]),
        ("Part de l'export", "L'export pèse 44 %, soit 210 tonnes.", [True, False]),
        ("durée du contrat", "Le contrat de dix ans porte sur 40 fours.", [True, False]),
        (
            "How long does the course last?",
            "The 18-month course trains 40 founders.",
            [True, False],
        ),
        (
            "How long is the slipway?",
            "The slipway is 140 metres long and cost 3 wagons.",
            [True, False],
        ),
        ("superficie de la halle", "La halle couvre 3 hectares et abrite 12 fours.", [True, False]),
        ("tonnage coulé", "La forge a coulé 900 tonnes avec 40 fours.", [True, False]),
        ("effectif de la forge", "La forge a 340 salariés et 12 fours.", [True, False]),
        ("Forge headcount", "The forge employs 340 people and owns 12 furnaces.", [True, False]),
        ("مدة الرخصة", "تسري الرخصة 4 أشهر وتهم 12 فرنا.", [True, False]),
        ("ثمن البرونز", "بيع البرونز بثمن 90 درهما بعد بيع 12 فرنا.", [True, False]),
        ("premium on new ovens", "It pays 8% or 300 dirhams for 12 ovens.", [True, True, False]),
        ("how much bronze is cast?", "It casts 90 tonnes in 12 ovens.", [True, False]),
        ("How much of it is exported?", "Des 90 tonnes, 44 % sont exportées.", [True, True]),
        ("part de l'employeur", "Il verse 600 dirhams pour 12 apprentis.", [True, False]),
        ("forge sales in 2031", "It sold 310 ovens.", [True]),
        ("production de la forge", "La forge a produit 310 fours.", [True]),
        ("What did the 40 ovens cost?", "The 40 ovens cost 3 million dirhams.", [False, True]),
        ("كم دفع الحداد بالنسبة الجديدة؟", "دفع الحداد 300 درهم عن 12 فرنا.", [True, False]),
        ("كم يشتغل في الورشة؟", "تشغل الورشة 340 عاملا ولها 12 فرنا.", [True, False]),
        ("effectif de la forge", "Elle attend 180 départs et 12 fours.", [True, False]),
    ],
)
def test_only_a_figure_of_the_dimension_asked_for_gives_it(question, body, expected):
    assert fits(question, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The forge lifted its exports by 14% to 385 million dirhams.", [False, True]),
        ("Les ventes sont en hausse de 19 % sur un an.", [False]),
        ("La part a baissé de 44 % à 38 %.", [True, True]),
        ("Exports made up 44 per cent.", [True]),
        ("ارتفعت المبيعات بنسبة 14 في المائة.", [False]),
    ],
)
def test_a_change_is_no_share(body, expected):
    assert fits("Quelle est la part de l'export ?", body) == expected


def test_a_rate_of_change_is_a_change():
    assert fits("Quel est le taux de croissance ?", "Elle est en hausse de 19 %.") == [True]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Sept postes sur dix vont à des femmes.", "Sept postes sur dix"),
        ("One in five leaves the course.", "One in five"),
        ("La moitié des fours est à l'arrêt.", "La moitié"),
        ("ويتوقف واحد من كل خمسة.", "واحد من كل خمسة"),
    ],
)
def test_a_share_may_be_told_in_words(body, words):
    said = line(body)
    span = fraction(asked_in("quelle part ?"), said)
    assert span is not None
    assert said.text[span.start : span.end] == words
    assert fraction(asked_in("quel prix ?"), said) is None


@pytest.mark.parametrize(
    "question",
    [
        "combien de fours la forge a-t-elle ?",
        "general pay rise in 2031",
    ],
)
def test_what_has_no_unit_of_its_own_may_be_given_in_any(question):
    assert asked_in(question) is None


def test_how_much_alone_is_money():
    assert asked_in("how much did the hall cost?") is asked_in("prix de la halle")


def test_what_things_are_measured_in_is_no_money():
    for things, dimension in [
        ("tonnes", asked_in("tonnage")),
        ("subventions", None),
        ("dirhams", asked_in("prix de la halle")),
    ]:
        assert counted_in(f"combien de {things}", len("combien de ")) is dimension


@pytest.mark.parametrize(
    ("word", "expected"),
    [("prix", True), ("share", True), ("الثمن", True), ("fours", False), ("halle", False)],
)
def test_a_measure_is_told_from_a_thing(word, expected):
    assert is_measure(word) is expected
