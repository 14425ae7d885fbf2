"""What denies is told from what only looks like it, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.negation import agree, polarity
from assistant.schema import LANGUAGES, Language


@pytest.mark.parametrize(
    ("clause", "language"),
    [
        ("L'État n'a pas signé", "fr"),
        ("Il ne signera jamais", "fr"),
        ("Aucun emploi créé", "fr"),
        ("Personne n'a signé", "fr"),
        ("The State did not sign", "en"),
        ("It didn't sign", "en"),
        ("No job was created", "en"),
        ("لم توقع الدولة", "ar"),
        ("لن يفتح المصنع", "ar"),
        ("ليست هناك إعانة", "ar"),
    ],
)
def test_a_denial_is_seen(clause: str, language: Language) -> None:
    assert polarity(clause, language).denies


@pytest.mark.parametrize(
    ("clause", "language"),
    [
        ("Le site n'emploie que 40 personnes", "fr"),
        ("La branche exporte non seulement des câbles", "fr"),
        ("Le plan crée pas moins de 400 emplois", "fr"),
        ("La personne chargée du dossier", "fr"),
        ("Not only cables are exported", "en"),
        ("No fewer than 400 jobs", "en"),
        ("The plan is due no later than May", "en"),
        ("لا يزال المصنع مفتوحا", "ar"),
        ("ولا سيما الشركات الكبيرة", "ar"),
        ("لا يشغل إلا 40 شخصا", "ar"),
    ],
)
def test_what_only_looks_like_a_denial_is_none(clause: str, language: Language) -> None:
    assert not polarity(clause, language).denies


@pytest.mark.parametrize(
    ("one", "other", "abroad", "same"),
    [
        (("a signé", "fr"), ("n'a pas signé", "fr"), False, False),
        (("failed to sign", "en"), ("n'a pas signé", "fr"), True, True),
        (("a refusé", "fr"), ("did not refuse", "en"), True, False),
        (("sans licence", "fr"), ("avec une licence", "fr"), False, False),
        (("landlocked countries", "en"), ("البلدان غير الساحلية", "ar"), True, True),
    ],
)
def test_clauses_agree_or_not(
    one: tuple[str, Language], other: tuple[str, Language], abroad: bool, same: bool
) -> None:
    assert agree(polarity(*one), polarity(*other), abroad=abroad) is same
    assert agree(polarity(*other), polarity(*one), abroad=abroad) is same


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_clause_agrees_with_itself(clause: str, language: Language) -> None:
    assert agree(polarity(clause, language), polarity(clause, language), abroad=False)
