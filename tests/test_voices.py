"""Whose word a sentence gives, and of what."""

import pytest

from assistant.questions.voices import governing, new_words, takes_turn, voices
from assistant.schema import Language, Span


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("Selon le syndicat, 81 % ont suivi.", "fr", "syndicat"),
        ("Les importateurs, réunis à part, parlent de 190 dirhams.", "fr", "importateurs"),
        ("« Il en faut 190 », affirme Nadir Zellou, fondeur.", "fr", "zellou"),
        ("Je compte 190 pièces.", "fr", "i"),
        ("Output will reach 190, according to the founders.", "en", "founders"),
        ("The experts found 22%.", "en", "experts"),
        ("وترى الوزارة أنها 22 في المائة.", "ar", "الوزاره"),
        ("وحسب المضربين بلغت النسبة 81 في المائة.", "ar", "المضربين"),
    ],
)
def test_a_speaker_is_heard(text: str, language: Language, speaker: str) -> None:
    (voice,) = voices(text, language)
    assert speaker in voice.who


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Elle estime le coût à 190 dirhams.", "fr"),  # nobody by name
        ("Le décret affirme le contraire.", "fr"),  # a paper
        ("L'usine compte 190 ouvriers.", "fr"),  # it has them
        ("Le groupe annonce 190 emplois.", "fr"),  # its own matter
        ("The mill makes 190 tonnes.", "en"),
    ],
)
def test_nobody_is_heard(text: str, language: Language) -> None:
    assert voices(text, language) == ()


def test_a_figure_is_put_down_to_the_voice_before_it_or_to_the_one_it_is_according_to() -> None:
    text = "Le syndicat parle de 81 %, mais il y en a 46 %, selon la direction."
    first, second = governing(text, "fr", Span(21, 25)), governing(text, "fr", Span(42, 46), 30)
    assert first is not None
    assert first.who == {"syndicat"}
    assert second is not None
    assert second.who == {"direction"}


def test_a_figure_of_something_else_comes_with_new_words() -> None:
    known = (("Le syndicat recense 81 ouvriers.", "fr"),)

    def new(text: str) -> list[str]:
        at = text.index("46")
        voice = governing(text, "fr", Span(at, at + 2))
        assert voice is not None
        return new_words(text, "fr", voice, Span(at, at + 2), known)  # type: ignore[arg-type]

    assert new("La direction parle de 46 seulement.") == []
    assert new("La direction recense 46 ouvriers, pas plus.") == []
    assert new("La direction recense 46 machines.") == ["machines"]


def test_a_turn_of_speech() -> None:
    assert takes_turn("La direction, de son côté, parle de 46 %.", "fr")
    assert takes_turn("The mills, for their part, see 46%.", "en")
    assert not takes_turn("La direction parle de 46 %.", "fr")
