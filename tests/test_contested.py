"""A figure, and who counts otherwise in the next breath."""

from dataclasses import replace

import pytest
from weighed import weighed

from assistant.questions.contested import contested, two_voices
from assistant.questions.need import need
from assistant.questions.reading import Reader
from assistant.questions.understand import understand
from assistant.schema import Document, Language, Question, Span

ASKED = "Combien d'emplois la fonderie garde-t-elle ?"


def beside(
    text: str, body: str, marked: str, language: Language = "fr", asked: str = ASKED
) -> str | None:
    document = Document(id="d", body=body, title="Fonderie", language=language)
    start, at = body.index(text), text.index(marked)
    scored = weighed(text, language, fit=0.9)
    evidence = replace(
        scored.evidence,
        document=document,
        start=start,
        end=start + len(text),
        spans=(Span(at, at + len(marked)),),
    )
    understood = understand(Question(asked))
    wanted = need(asked, understood.dates, lambda word, language: 0.8)
    found = contested(replace(scored, evidence=evidence), understood, wanted, Reader())
    if found is None:
        return None
    return "".join(found.evidence.text[span.start : span.end] for span in found.evidence.spans)


@pytest.mark.parametrize(
    ("first", "then", "language"),
    [
        ("La fonderie garde 240 emplois.", "Le syndicat n'en compte que 205.", "fr"),
        ("La fonderie garde 240 emplois.", "Le syndicat conteste ce chiffre et en voit 205.", "fr"),
        ("The foundry keeps 240 jobs.", "The union counts only 205.", "en"),
        ("تحتفظ المسبكة بعدد 240 منصبا.", "وتعارض النقابة هذا الرقم وتتحدث عن 205.", "ar"),
    ],
)
def test_who_counts_otherwise_is_found_from_either_side(
    first: str, then: str, language: Language
) -> None:
    body = f"{first} {then}"
    assert beside(first, body, "240", language) == "205"
    assert beside(then, body, "205", language) == "240"


@pytest.mark.parametrize(
    "then",
    [
        "Elle a formé 205 apprentis.",  # nobody contests
        "Le syndicat conteste ce chiffre.",  # with no other
        "Le syndicat conteste ce chiffre et parle de 15 %.",  # of another unit
        "Le syndicat conteste ce chiffre et parle de 2.400.",  # of another thing
    ],
)
def test_what_follows_is_mostly_something_else(then: str) -> None:
    first = "La fonderie garde 240 emplois."
    assert beside(first, f"{first} {then}", "240") is None


def test_another_paragraph_contests_something_else() -> None:
    first = "La fonderie garde 240 emplois."
    assert beside(first, f"{first}\n\nLe syndicat n'en compte que 205.", "240") is None


@pytest.mark.parametrize(
    ("first", "then", "language", "values"),
    [
        (
            "« Il en coûtera 140 dirhams par pièce », estime Nadir Zellou, qui préside le cercle.",
            "Les fondeurs, réunis à part, parlent de 190 dirhams.",
            "fr",
            ("140 dirhams", "190 dirhams"),
        ),
        (
            "According to the founders, output will reach 1,300 tonnes.",
            "The rolling mills, for their part, are counting on 1,600.",
            "en",
            ("1,300 tonnes", "1,600"),
        ),
        ("The plaintiffs put the loss at 34%.", "The experts found 22%.", "en", ("34%", "22%")),
        (
            "تقدر الجمعية الخسائر بنسبة 34 في المائة.",
            "وترى الوزارة أنها 22 في المائة.",
            "ar",
            ("34 في المائة", "22 في المائة"),
        ),
    ],
)
def test_two_speakers_in_two_sentences_are_both_heard(
    first: str, then: str, language: Language, values: tuple[str, str]
) -> None:
    body, asked = f"{first} {then}", "How much is it?"
    assert beside(first, body, values[0], language, asked) == values[1]
    assert beside(then, body, values[1], language, asked) in {values[0], None}


@pytest.mark.parametrize(
    ("first", "then", "marked"),
    [
        # one firm's own and another's
        ("La société Ferrel annonce 240 emplois.", "Le groupe Dinval en annonce 310.", "240"),
        ("L'usine compte 240 ouvriers.", "Le groupe compte 310 ouvriers.", "240"),
        # of another thing, of another time, of the law
        ("Le syndicat recense 240 emplois.", "La direction recense 310 machines.", "240"),
        (
            "Le syndicat recensait 240 emplois en 2021.",
            "La direction en trouve 310 en 2023.",
            "240",
        ),
        ("Selon la direction, le délai est de 90 jours.", "La loi en retient 45.", "90"),
        # the same speaker goes on
        (
            "Le syndicat recense 240 emplois.",
            "Le syndicat en trouve 310 avec les apprentis.",
            "240",
        ),
    ],
)
def test_what_only_looks_like_two_speakers(first: str, then: str, marked: str) -> None:
    assert beside(first, f"{first} {then}", marked) is None


def test_what_comes_later_answers_the_nearest_figure() -> None:
    first = "Selon le cercle, la vallée vendra 240 charrues en 2023."
    then = "Pour 2024, il en attend 290. Les fondeurs, de leur côté, parlent de 310."
    assert beside(first, f"{first} {then}", "240") is None
    aside = "À elle seule, la forge en vend 12. Les fondeurs, de leur côté, parlent de 310."
    assert beside(first, f"{first} {aside}", "240") == "310"


def test_whose_word_is_asked_for_has_no_rival() -> None:
    first, then = "Le syndicat recense 240 emplois.", "Les experts en trouvent 310."
    asked = "Combien d'emplois le syndicat recense-t-il ?"
    assert beside(first, f"{first} {then}", "240") == "310"
    assert beside(first, f"{first} {then}", "240", asked=asked) is None


@pytest.mark.parametrize(
    ("text", "values", "language"),
    [
        (
            "Selon les grévistes, 81 % ont suivi l'appel, tandis que la direction parle de 46 % "
            "seulement.",
            ("81 %", "46 %"),
            "fr",
        ),
        (
            "The stoppage was followed by 81% according to the strikers and 46% according to the "
            "management.",
            ("81%", "46%"),
            "en",
        ),
        (
            "The agency reckons the work will bring 2,600 jobs, whereas the union speaks of 1,900.",
            ("2,600", "1,900"),
            "en",
        ),
        (
            "وحسب المضربين بلغت النسبة 81 في المائة، بينما تحدثت الشركة عن 46 في المائة فقط.",
            ("81 في المائة", "46 في المائة"),
            "ar",
        ),
    ],
)
def test_two_speakers_in_one_sentence_are_both_marked(
    text: str, values: tuple[str, str], language: Language
) -> None:
    asked = "How many followed, how many jobs?"
    understood = understand(Question(asked))
    wanted = need(asked, (), lambda word, language: 0.8)
    first = weighed(text, language, fit=0.9, marked=values[0])
    found = two_voices(first, understood, wanted)
    assert found is not None
    scored, conflict = found
    assert [(value.value, value.citation) for value in conflict.values] == [
        (values[0], 1),
        (values[1], 1),
    ]
    marked = [scored.evidence.text[s.start : s.end] for s in scored.evidence.spans]
    assert marked == list(values)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (
            "Selon la direction, 81 % des postes sont pourvus et 46 % le sont par des femmes.",
            "81 %",
        ),
        ("Le syndicat recense 81 ouvriers, tandis que la direction forme 46 apprentis.", "81"),
        ("Selon les experts, la part passe de 81 % à 46 %.", "81 %"),
    ],
)
def test_two_figures_of_one_speaker_or_of_two_things_are_no_disagreement(
    text: str, marked: str
) -> None:
    wanted = need(ASKED, (), lambda word, language: 0.8)
    first = weighed(text, fit=0.9, marked=marked)
    assert two_voices(first, understand(Question(ASKED)), wanted) is None
