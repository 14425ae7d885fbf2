"""Words that say the reverse of each other, in three languages."""

import pytest

from assistant.language.opposites import Side, sides
from assistant.schema import Language


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Le syndicat a accepté la grille", "Le syndicat a rejeté la grille", "fr"),
        ("La mesure est prolongée", "La mesure est supprimée", "fr"),
        ("un bénéfice de 3 millions", "une perte de 3 millions", "fr"),
        ("The board approved the plan", "The board voted down the plan", "en"),
        ("The duty was extended", "The duty was abolished", "en"),
        ("Exports rose", "Exports fell", "en"),
        ("وافقت الجمعية على المقترح", "رفضت الجمعية المقترح", "ar"),
    ],
)
def test_a_word_and_its_reverse_are_two_sides_of_one_matter(
    one: str, other: str, language: Language
) -> None:
    reverse = {Side(side.matter, not side.positive) for side in sides(one, language)}
    assert reverse
    assert reverse == sides(other, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("L'ouverture est repoussée à 2025", "fr"),  # put off, not refused
        ("In late 2024 the works ran", "en"),
        ("قبل نهاية السنة", "ar"),  # before, not accepted
    ],
)
def test_what_often_means_something_else_takes_no_side(text: str, language: Language) -> None:
    assert not {side for side in sides(text, language) if side.matter in {"acceptance", "time"}}


@pytest.mark.parametrize(
    ("text", "language", "grows"),
    [
        ("Les effectifs sont passés de 250 à 850 salariés.", "fr", {True}),
        ("Sales went from 13,908 tonnes in 2013 to 8,721 tonnes in 2017.", "en", {False}),
        ("انتقلت الحصة من 12% إلى 18%.", "ar", {True}),
        ("L'atelier emploie de 10 à 20 salariés.", "fr", set()),  # a range
        ("Le prix est passé de 12 dirhams à 18 %.", "fr", set()),  # of different things
    ],
)
def test_what_goes_from_one_figure_to_another_grows_or_falls(
    text: str, language: Language, grows: set[bool]
) -> None:
    assert {side.positive for side in sides(text, language) if side.matter == "growth"} == grows
