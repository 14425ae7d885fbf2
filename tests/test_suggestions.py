"""What is offered to be asked is answered by the corpus, and nothing of it is noted."""

from collections.abc import Iterator

import pytest
from serving import serving, settings_in, store

from assistant.schema import Question
from assistant.service.service import Service
from assistant.ui.suggestions import STARTERS, Starters, follow_ups
from assistant.ui.words import words_in


@pytest.fixture
def service(tmp_path) -> Iterator[Service]:
    service = serving(settings_in(tmp_path))
    store(
        service,
        "emplois",
        "La sidérurgie employait 3 100 personnes en 2020.\n\nElle en employait 2 900 en 2019, "
        "et la sidérurgie employait 3 300 personnes en 2021.\n",
        topics=("sidérurgie", "emploi"),
        published="2022-03",
    )
    store(
        service,
        "export",
        "La sidérurgie a exporté 40 000 tonnes en 2020.\n",
        topics=("sidérurgie", "export"),
        published="2021",
    )
    yield service
    service.close()


def until_tried(starters: Starters, service: Service, language: str) -> list[str]:
    words = words_in(language)
    first = starters.get(service.list(), words)
    for _ in range(100):
        found = starters.get(service.list(), words)
        if found != first:
            return found
        import time

        time.sleep(0.05)
    return first


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_question_of_the_start_page_is_answered(service: Service, language: str) -> None:
    found = until_tried(Starters(service), service, language)
    assert 2 <= len(found) <= STARTERS
    assert all(service.would_answer(Question(question)) for question in found)
    assert service.state.gaps() == []


def test_an_empty_corpus_offers_only_help(tmp_path) -> None:
    service = serving(settings_in(tmp_path))
    (only,) = Starters(service).get([], words_in("fr"))
    assert service.ask(Question(only)).answered
    service.close()


def test_what_is_offered_after_an_answer_is_answered(service: Service) -> None:
    asked = "Combien de personnes la sidérurgie employait-elle en 2020 ?"
    answer = service.ask(Question(asked))
    offered = follow_ups(service, answer, [asked])
    assert offered
    assert asked not in offered
    for question in offered:
        assert service.would_answer(Question(question, history=(asked,))), question
    assert service.state.gaps() == []


def test_a_refusal_offers_what_the_corpus_holds(service: Service) -> None:
    asked = "Quel est le prix du cuivre à Fès ?"
    answer = service.ask(Question(asked))
    assert not answer.answered
    offered = follow_ups(service, answer, [asked])
    assert all(service.would_answer(Question(q, history=(asked,))) for q in offered)


def test_what_goes_on_stays_with_who_was_asked_about(service: Service) -> None:
    body = (
        "Renault a exporté 300 000 voitures depuis Tanger en 2017.\n\n"
        "Boeing a signé un accord avec ses fournisseurs de pièces pour l'aéronautique.\n"
    )
    store(service, "bilan", body, topics=("aéronautique", "Boeing", "fournisseurs"))
    store(service, "usine", "Renault a ouvert une usine à Melloussa en 2012.\n")
    asked = "Combien de voitures Renault a-t-il exportées en 2017 ?"
    answer = service.ask(Question(asked))
    assert answer.answered
    offered = follow_ups(service, answer, [asked])
    assert any("Renault" in question for question in offered), offered
    for neighbour in ("aéronautique", "Boeing", "fournisseurs"):
        assert not any(neighbour in question for question in offered), offered
