"""False sentences are made of true ones by one change each, and the check is asked of them."""

import pytest

from assistant.questions.quoted import Quote
from assistant.schema import Document
from evals.twisted import KINDS, names_in, twists
from evals.worded import missed, read_worded, stored_documents, weigh, weigh_twisted


def made(text, quote, language="fr", names=()):
    document = Document(id="d", body=quote, language=language)
    return twists(text, language, [Quote(document, quote, 0)], names)


@pytest.mark.parametrize(
    ("kind", "language", "text", "twisted"),
    [
        ("digit", "fr", "Il y a 49 forges.", "Il y a 59 forges."),
        ("digit", "fr", "Il y a 49 forges.", "Il y a 40 forges."),
        ("month", "en", "It opened in March.", "It opened in June."),
        ("year", "fr", "Ouvert en 2019.", "Ouvert en 2018."),
        ("unit", "fr", "Un coût de 12 MDH.", "Un coût de 12 millions d'euros."),
        ("party", "en", "The State pays.", "The federation pays."),
        ("denied", "fr", "La forge a fermé.", "La forge n'a pas fermé."),
        ("denied", "en", "It pledged to pay.", "It did not pledged to pay."),
        ("affirmed", "en", "No bid was made.", "Some bid was made."),
        ("affirmed", "ar", "لن يُغلق المصنع.", "يُغلق المصنع."),
        ("direction", "ar", "ارتفعت الصادرات.", "انخفضت الصادرات."),
    ],
)
def test_a_twist_changes_one_thing(kind, language, text, twisted):
    assert kind in KINDS
    found = [one.text for one in made(text, text, language) if one.kind == kind]
    assert twisted in found


def test_figures_are_swapped_and_replaced_by_others_of_the_quotes_in_their_scale():
    quote = "De 12 à 1.540 millions de dirhams, dont 7 millions."
    found = [one.text for one in made("De 12 à 1 540 MDH.", quote) if one.kind == "figure"]
    assert found == ["De 7 à 1 540 MDH.", "De 12 à 7 MDH.", "De 1 540 à 12 MDH."]


def test_a_name_is_replaced_by_one_that_no_quote_knows():
    text = "Le site de Kénitra a fermé."
    found = [
        one.text for one in made(text, text, names=("Kénitra", "Tanger")) if one.kind == "name"
    ]
    assert found == ["Le site de Tanger a fermé."]
    assert names_in("Le site de la FIMME à Kénitra.", "fr") == ["Kénitra"]


def test_what_is_let_through_is_counted_by_kind():
    answers = read_worded()[:3]
    documents = stored_documents(answers)
    told = missed(weigh_twisted(answers, documents), weigh(answers, documents))
    assert [line.split("|")[1].strip() for line in told.splitlines()[2:]] == [*KINDS, "all"]
