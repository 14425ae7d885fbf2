"""Questions that ask for anything there is on a subject are given it, document by document."""

from collections.abc import Iterator

import pytest
from serving import serving, settings_in, store

from assistant.questions.asked_about import subject_asked
from assistant.questions.kinds import asks_meaning
from assistant.questions.phrases import plain
from assistant.questions.understand import understand
from assistant.schema import Question
from assistant.service.service import Service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Two sources on a forge, one on something else."""
    service = serving(settings_in(tmp_path_factory.mktemp("overview")))
    store(
        service,
        "presse",
        "La ville a reçu ses visiteurs.\n\nLa forge de Bellemont a ouvert en 1952 au bord du canal."
        "\n\nElle a fermé deux fois.\n\nLa forge de Bellemont compte quarante ouvriers.\n",
    )
    store(service, "rail", "Le train de Morlaix passe par la forge de Bellemont chaque matin.\n")
    store(service, "lait", "La laiterie de Saint-Pol traite neuf tonnes de lait par jour.\n")
    yield service
    service.close()


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Que disent les documents sur la forge de Bellemont ?", "forge de Bellemont"),
        ("Que sait-on du GIMAS ?", "GIMAS"),
        ("Parlez-moi de l'aluminium", "aluminium"),
        ("What do the documents say about the Bellemont forge?", "Bellemont forge"),
        ("Tell me about batteries", "batteries"),
        ("ماذا تقول الوثائق عن صناعة السيارات؟", "صناعة السيارات"),
        ("Que disent les documents du coût de l'usine, et quand ouvre-t-elle ?", ""),
        ("Que disent les sources sur le nombre de postes que la forge a créés en 2021 à Fès ?", ""),
        ("Combien la forge emploie-t-elle d'ouvriers ?", ""),
    ],
)
def test_the_subject_is_what_the_question_is_about(question: str, subject: str) -> None:
    assert subject_asked(question) == subject


@pytest.mark.parametrize("question", ["GIMAS", "Maghreb Steel", "sidérurgie", "السيارات"])
def test_a_name_alone_asks_for_anything_on_it(question: str) -> None:
    assert understand(Question(question)).intent == "overview"


@pytest.mark.parametrize("question", ["exportations 2023", "Qui préside le GIMAS ?", "bonjour"])
def test_what_asks_for_something_in_particular_is_no_overview(question: str) -> None:
    assert understand(Question(question)).intent != "overview"


def test_each_document_on_the_subject_is_quoted_where_it_first_speaks_of_it(
    service: Service,
) -> None:
    answer = service.ask(Question("Que disent les documents sur la forge de Bellemont ?"))
    assert answer.answered
    assert sorted(c.quote for c in answer.citations) == [
        "La forge de Bellemont a ouvert en 1952 au bord du canal.",
        "Le train de Morlaix passe par la forge de Bellemont chaque matin.",
    ]
    assert all(sentence.supported for sentence in answer.sentences)


def test_what_no_document_speaks_of_is_refused(service: Service) -> None:
    answer = service.ask(Question("Que disent les documents sur la culture du safran ?"))
    assert not answer.answered
    assert answer.reason


def test_what_no_sentence_defines_is_told_by_what_documents_say_of_it(service: Service) -> None:
    answer = service.ask(Question("Qu'est-ce que la forge de Bellemont ?"))
    assert answer.answered
    assert "Définition" not in answer.answer
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    ("question", "meaning"),
    [("Que signifie GIMAS ?", True), ("What does GIMAS stand for?", True), ("C'est quoi ?", False)],
)
def test_what_a_word_means_is_another_question_than_what_a_thing_is(
    question: str, meaning: bool
) -> None:
    assert asks_meaning(plain(question)) == meaning
