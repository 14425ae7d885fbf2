"""What denies is told from what only looks like it, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.negation import agree, denial_in, polarity
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
        ("لا يوجد تفضيل في المناخات الاستوائية", "ar"),
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
    ("one", "other", "same"),
    [
        (("a signé", "fr"), ("n'a pas signé", "fr"), False),
        (("failed to sign", "en"), ("n'a pas signé", "fr"), True),
        (("a refusé", "fr"), ("did not refuse", "en"), False),
        (("sans licence", "fr"), ("avec une licence", "fr"), False),
        (("sans licence", "fr"), ("with a licence", "en"), False),
        (("sans peinture ni rouille", "fr"), ("jamais peintes ni rouillées", "fr"), True),
        (("des tôles sans peinture", "fr"), ("jamais peintes", "fr"), False),
        (("laisser ses prix inchangés", "fr"), ("ne pas toucher à ses prix", "fr"), True),
        (("un paiement sans contact", "fr"), ("a contactless payment", "en"), True),
        (("landlocked countries", "en"), ("البلدان غير الساحلية", "ar"), True),
    ],
)
def test_clauses_agree_or_not(
    one: tuple[str, Language], other: tuple[str, Language], same: bool
) -> None:
    languages = {one[1], other[1]}
    assert agree(polarity(*one), polarity(*other), languages) is same
    assert agree(polarity(*other), polarity(*one), languages) is same


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_clause_agrees_with_itself(clause: str, language: Language) -> None:
    assert agree(polarity(clause, language), polarity(clause, language), {language})


@pytest.mark.parametrize(
    ("clause", "language", "denied"),
    [
        ("La cale promise pour juin n'est pas finie", "fr", "n'est pas finie"),
        ("The dock is not finished", "en", "not finished"),
        ("The dock is finished", "en", "The dock is finished"),
        ("Le site n'emploie que 40 personnes", "fr", "Le site n'emploie que 40 personnes"),
    ],
)
def test_where_a_denial_begins(clause: str, language: Language, denied: str) -> None:
    assert clause[denial_in(clause, language) :] == denied
