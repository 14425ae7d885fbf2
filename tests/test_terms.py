"""The glossary names the same thing in three languages, and capitals count where they are used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.terms import find_terms, is_segment, names, party_of, said_also
from assistant.language.text import stem
from assistant.language.translations import translations


def keys(text, language):
    return [mention.key for mention in find_terms(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("les engagements de l'État", "fr", ["commitment", "state"]),
        ("What did the State commit to?", "en", ["state", "commitment"]),
        ("بماذا التزمت الدولة", "ar", ["commitment", "state"]),
        ("le chiffre d'affaires", "fr", ["turnover"]),
        ("their turnover", "en", ["turnover"]),
        ("رقم المعاملات", "ar", ["turnover"]),
        ("les sous-traitants gagnent leur vie", "fr", ["subcontracting", "jobs"]),
        ("how subcontractors earn a living", "en", ["subcontracting", "jobs"]),
        ("المناولين", "ar", ["subcontracting"]),
        ("la Chambre des représentants", "fr", ["House of Representatives"]),
        ("the House of Representatives", "en", ["House of Representatives"]),
        ("مجلس النواب", "ar", ["House of Representatives"]),
        ("كم عدد القطارات", "ar", []),  # a train is not the railway industry
    ],
)
def test_terms_are_named_in_each_language(text, language, expected):
    assert keys(text, language) == expected


@pytest.mark.parametrize(
    ("word", "language", "to", "expected"),
    [
        ("lost", "en", "fr", "perte"),
        ("خسارة", "ar", "en", "loss"),
        ("essieux", "fr", "ar", "محاور"),
        ("fridge", "en", "fr", "réfrigérateur"),
    ],
)
def test_the_lexicon_says_what_the_tables_do_not(word, language, to, expected):
    assert stem(expected, to) in translations(stem(word, language), language, to)


@pytest.mark.parametrize(
    ("question", "sentence", "language"),
    [
        ("fondée", "créée", "fr"),
        ("founded", "created", "en"),
        ("تأسست", "أنشئت", "ar"),
        ("dirige", "préside", "fr"),
        ("heads", "chairs", "en"),
        ("السككية", "القطارات", "ar"),
    ],
)
def test_a_wider_word_may_say_an_entry_and_does_not_name_it(question, sentence, language):
    (key,) = keys(question, language)
    assert key not in keys(sentence, language)
    assert stem(sentence, language) in said_also(key, language)


@pytest.mark.parametrize(
    ("key", "words", "language"),
    [
        ("acquisition", "rachat acquérir achète acquise", "fr"),
        ("acquisition", "bought acquired takeover purchase", "en"),
        ("acquisition", "استحواذ اقتنت اشترت", "ar"),
        ("closure", "fermer fermeture", "fr"),
        ("closure", "closed closure shut", "en"),
        ("closure", "أغلقت إغلاق", "ar"),
        ("recruitment", "embauches recrutent", "fr"),
        ("recruitment", "hired recruited", "en"),
        ("recruitment", "توظيف وظفت", "ar"),
        ("investment", "investi injecté", "fr"),
        ("investment", "invested injection", "en"),
        ("investment", "استثمرت ضخت", "ar"),
    ],
)
def test_verbs_of_one_family_name_one_entry(key, words, language):
    assert {found for word in words.split() for found in keys(word, language)} == {key}


def test_the_state_of_things_is_not_the_state():
    assert "state" not in keys("Quel est l'état du secteur selon la FIMME ?", "fr")
    assert "state" in keys("que promet l'etat", "fr")  # typed without capitals


def test_an_acronym_needs_its_capitals_where_capitals_are_used():
    assert "ASM" in keys("Le président de l'ASM", "fr")
    assert "ASM" not in keys("À Rabat, le mot asm n'est pas un sigle", "fr")


def test_the_longest_name_wins():
    assert keys("le contrat de performance", "fr") == ["performance_contract"]


def test_organisations_belong_to_a_party():
    assert party_of("FIMME") == "federation"
    assert party_of("state") == "state"
    assert party_of("jobs") is None
    assert is_segment("naval")
    assert not is_segment("FIMME")


def test_every_entry_has_a_name_in_french():
    for key in ("state", "FIMME", "naval", "turnover"):
        assert names(key, "fr")


@given(st.text(max_size=120), st.sampled_from(["fr", "en", "ar"]))
def test_mentions_stand_where_they_say(text, language):
    end = 0
    for mention in find_terms(text, language):
        assert text[mention.span.start : mention.span.end] == mention.words
        assert mention.span.start >= end
        end = mention.span.end
