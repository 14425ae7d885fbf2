"""Who says it: a summary's source is named only where it is that of the fact."""

from __future__ import annotations

import pytest

from assistant.questions.wording import TEXTS, frame, introduced
from assistant.schema import LANGUAGES, Document, OriginalSource

SOURCES = tuple(
    OriginalSource(name, published=year)
    for name, year in (("La Forge", "2010"), ("Le Fil", "2015"), ("L'Enclume", "2021"))
)
MANY = Document("m", "", kind="summary", sources=SOURCES)
TWO = Document("t", "", kind="summary", sources=SOURCES[:2])


def test_the_source_that_the_sentence_names_is_named():
    said = frame(MANY, "fr", "Selon Le Fil, le four compte 40 ouvriers.", "D'après La Forge, rien.")
    assert "Le Fil, 2015" in said
    assert "La Forge" not in said


def test_else_the_last_one_named_before_it_in_the_paragraph():
    before = "La Forge le disait petit. Selon L'Enclume, il a grandi. "
    said = frame(MANY, "en", "Le four compte 40 ouvriers.", before)
    assert "L'Enclume, 2021" in said
    assert "La Forge" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_many_sources_none_is_named_that_may_not_have_said_it(language):
    said = frame(MANY, language, "Le four compte 40 ouvriers.")
    assert TEXTS[language]["several_sources"] in said
    assert not any(source.publisher in said for source in SOURCES)


def test_one_or_two_sources_are_named():
    said = frame(TWO, "fr", "Le four compte 40 ouvriers.")
    assert "La Forge, 2010 et Le Fil, 2015" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text(language):
    assert set(TEXTS[language]) == set(TEXTS["fr"])


@pytest.mark.parametrize(
    ("language", "quote", "shown"),
    [
        ("fr", "« Oui », dit-il.", "X : “« Oui », dit-il.”"),
        ("fr", "Il dit oui.", "X : « Il dit oui. »"),
        ("en", "“Yes,” he says.", "X: ‘“Yes,” he says.’"),
        ("en", "« Oui », dit-il.", "X: “« Oui », dit-il.”"),
        ("ar", "قال «نعم» أمس.", "X: “قال «نعم» أمس.”"),
    ],
)
def test_a_quote_within_a_quote_has_other_marks(language, quote, shown):
    assert introduced("X", quote, language) == shown
