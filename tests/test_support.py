"""What passages bear out is shown with its quotes; any twist of it is withheld."""

from __future__ import annotations

from dataclasses import replace

import pytest
from wording_fakes import candidates, document, passage, rare

from assistant.questions.writing.draft import Drafted
from assistant.questions.writing.passages import Passage
from assistant.questions.writing.support import Supported, Withheld, support
from assistant.schema import Language

STATE = "L'État s'est engagé à verser 75 millions de dirhams aux ateliers d'ici fin 2022."
JOBS = "La fédération s'est engagée à créer 1.650 emplois dans la filière avant 2024."
HEAD = "Salim Tazi, président de la fédération des riveteurs, n'a pas signé la charte d'Oued Nour."
OPENED = "La forge de Bellemont a mis en service une presse de 900 tonnes le 9 mars 2021."
FELL = "La production d'acier de la forge a baissé de 12 % en 2020."
EN = "The Ras Fekhar shipyard will get a slipway of 140 metres and employ 480 people."
PASSAGES = (
    passage(1, f"{STATE} {JOBS}"),
    passage(2, HEAD),
    passage(3, f"{OPENED} {FELL}"),
    passage(4, EN, "en"),
)


def held(
    text: str, *numbers: int, language: Language = "fr", passages: tuple[Passage, ...] = PASSAGES
) -> Supported | Withheld:
    return support(Drafted(text, numbers), passages, language, rare)


def quotes(found: Supported | Withheld) -> list[str]:
    return [q.evidence.text for q in found.quotes] if isinstance(found, Supported) else []


TRUE: list[tuple[str, int, Language, str]] = [
    ("L'État promet de verser 75 MDH aux ateliers d'ici fin 2022.", 1, "fr", STATE),
    ("The State committed to pay the workshops 75 million dirhams by the end of 2022.", 1, "en",
     STATE),
    ("التزمت الدولة بدفع 75 مليون درهم للورشات بحلول نهاية سنة 2022.", 1, "ar", STATE),
    ("La fédération a promis la création de 1 650 emplois avant 2024.", 1, "fr", JOBS),
    ("The federation committed to creating 1,650 jobs in the sector before 2024.", 1, "en", JOBS),
    ("Salim Tazi, qui préside la fédération des riveteurs, n'a pas signé la charte d'Oued Nour.", 2,
     "fr", HEAD),
    ("Une presse de 900 tonnes sert à la forge de Bellemont depuis le 9 mars 2021.", 3,
     "fr", OPENED),
    ("En 2020, la production d'acier de la forge a reculé de 12 %.", 3, "fr", FELL),
    ("Le chantier naval de Ras Fekhar aura une cale de 140 mètres et emploiera 480 personnes.", 4,
     "fr", EN),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "language", "quote"), TRUE)
def test_a_true_rephrasing_or_translation_passes_with_the_sentence_it_is_from(
    text: str, number: int, language: Language, quote: str
) -> None:
    found = held(text, number, language=language)
    assert quotes(found) == [quote]
    assert isinstance(found, Supported)
    assert found.text == text
    assert found.verdict.supported


@pytest.mark.parametrize(("text", "number", "language", "quote"), TRUE)
@pytest.mark.parametrize("wrong", [(), (99,), (2, 3)])
def test_a_wrong_or_missing_passage_number_is_repaired(
    text: str, number: int, language: Language, quote: str, wrong: tuple[int, ...]
) -> None:
    if number not in wrong:
        assert quotes(held(text, *wrong, language=language)) == [quote]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        # figures and units
        ("L'État promet de verser 76 MDH aux ateliers d'ici fin 2022.", 1),
        ("L'État promet de verser 75 milliards de dirhams aux ateliers d'ici fin 2022.", 1),
        ("L'État promet de verser 75 millions d'euros aux ateliers d'ici fin 2022.", 1),
        ("La fédération a promis la création de 16 500 emplois avant 2024.", 1),
        # dates
        ("L'État promet de verser 75 MDH aux ateliers d'ici fin 2023.", 1),
        ("Une presse de 900 tonnes sert à la forge de Bellemont depuis le 9 mai 2021.", 3),
        ("Une presse de 900 tonnes sert à la forge de Bellemont depuis le 8 mars 2021.", 3),
        # names
        ("Karim Tazi, président de la fédération des riveteurs, n'a pas signé la charte",
         2),
        ("Une presse de 900 tonnes sert à la forge de Larkfield depuis le 9 mars 2021.", 3),
        # parties
        ("La fédération promet de verser 75 MDH aux ateliers d'ici fin 2022.", 1),
        ("L'État a promis la création de 1 650 emplois avant 2024.", 1),
        # negation
        ("L'État n'a pas promis de verser 75 MDH aux ateliers d'ici fin 2022.", 1),
        ("Salim Tazi, qui préside la fédération des riveteurs, a signé la charte d'Oued Nour.", 2),
        # direction
        ("En 2020, la production d'acier de la forge a augmenté de 12 %.", 3),
        # what is nowhere
        ("Le port de Tizi accueille chaque année le salon des soudeurs.", 2),
        ("La forge est la plus moderne du royaume, et ses ouvriers chantent.", 3),
        # words gathered here and there
        ("Les riveteurs produisent une presse, et la charte de l'acier ouvre au printemps.", 1),
        ("Les emplois de la presse ont signé l'acier des ateliers.", 1),
    ],
)  # fmt: skip
def test_any_twist_is_withheld(text: str, number: int) -> None:
    for numbers in ((number,), (), (1, 2, 3, 4)):
        assert isinstance(held(text, *numbers), Withheld), numbers


@pytest.mark.parametrize(
    "text",
    [
        "L'État promet de verser 75 MDH aux ateliers d'ici fin 2022 (https://evil.example/x).",
        "L'État promet de verser 75 MDH aux [ateliers](//evil) d'ici fin 2022.",
        "L'État promet de verser 75 MDH aux ateliers d'ici fin 2022 ![x](y).",
        "L'État promet de verser 75 MDH aux ateliers d'ici fin 2022, voir www.evil.example.",
        "L'État promet de verser 75 MDH aux ateliers d'ici fin 2022, voir evil.com.",
        "L'État promet de verser 75 MDH aux <b>ateliers</b> d'ici fin 2022.",
        "L'État promet de verser 75 MDH aux ateliers d'ici fin 2022.<!-- x -->",
    ],
)
def test_links_and_markup_are_withheld(text: str) -> None:
    assert held(text, 1) == Withheld(text)


def test_a_sentence_in_another_language_than_the_answers_is_withheld() -> None:
    assert isinstance(held(STATE, 1, language="en"), Withheld)
    assert isinstance(held(STATE, 1, language="fr"), Supported)


def test_two_sentences_may_bear_out_one_together() -> None:
    text = (
        "L'État s'est engagé à verser 75 MDH aux ateliers, et la fédération à créer "
        "1 650 emplois dans la filière."
    )
    assert sorted(quotes(held(text, 1))) == sorted([STATE, JOBS])


def test_what_has_nothing_to_do_with_a_sentence_bears_out_none_of_its_claims() -> None:
    noise = passage(5, "L'usine de Fès a tourné deux nuits par semaine sans un nouvel accord.")
    twisted = "Une presse de 900 tonnes n'est pas en service à la forge de Bellemont."
    assert isinstance(held(twisted, 3, passages=(*PASSAGES, noise)), Withheld)


def test_a_quote_of_another_party_than_the_one_asked_about_is_not_taken() -> None:
    asked = "À quoi l'État s'est-il engagé envers les ateliers ?"
    some = tuple(
        replace(
            one, scored=replace(one.scored, party=0.0 if "fédération" in one.evidence.text else 1.0)
        )
        for one in candidates(document(f"{STATE} {JOBS}"), asked)
    )
    found = held("La fédération a promis la création de 1 650 emplois avant 2024.", 1,
                 passages=(Passage(1, some),))  # fmt: skip
    assert isinstance(found, Withheld)
    assert quotes(held(TRUE[0][0], 1, passages=(Passage(1, some),))) == [STATE]


def test_a_quote_that_says_nothing_of_the_question_is_not_taken() -> None:
    some = tuple(
        replace(one, scored=replace(one.scored, words=0.05)) for one in candidates(document(STATE))
    )
    assert isinstance(held(TRUE[0][0], 1, passages=(Passage(1, some),)), Withheld)


def test_a_sentence_without_a_number_must_rest_on_a_likely_one() -> None:
    some = tuple(
        replace(one, scored=replace(one.scored, confidence=0.05))
        for one in candidates(document(STATE))
    )
    assert isinstance(held(TRUE[0][0], passages=(Passage(1, some),)), Withheld)
    assert quotes(held(TRUE[0][0], 1, passages=(Passage(1, some),))) == [STATE]


def test_what_is_withheld_says_what_it_seems_to_be_taken_from() -> None:
    found = held("L'État promet de verser 76 MDH aux ateliers d'ici fin 2022.", 1)
    assert isinstance(found, Withheld)
    assert found.near[0].evidence.text == STATE


def test_nothing_to_rest_on_bears_out_nothing() -> None:
    assert held(TRUE[0][0], 1, passages=()) == Withheld(TRUE[0][0])
