"""An answer that a model words: checked, cited, short, in its language; or the quotes instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hashing_encoder import HashingEncoder
from wording_fakes import Failing, document, said, saying, writer

from assistant.documents.split import SPLITTER_VERSION, split
from assistant.index.index import Index
from assistant.questions.chain import build_chain
from assistant.questions.verify import quotes_stand
from assistant.questions.writing.writer import Writer
from assistant.schema import Answer, Question

FORGE = document(
    "La forge de Bellemont a ouvert le 9 mars 2021. La forge de Bellemont emploie 140 personnes. "
    "Son directeur, Karim Bensouda, veut recruter.\n\n"
    "L'État s'est engagé à verser 75 millions de dirhams à la forge de Bellemont. La fédération "
    "s'est engagée à créer 1.650 emplois.",
    "forge",
)
OTHER = document(
    "La forge de Bellemont emploie 155 personnes, selon la Gazette.", "other",
    publisher="Gazette des Ateliers", published="2022-05-01",
)  # fmt: skip
PORT = document("The Ras Fekhar shipyard employs 480 people.", "port", "en")
DOCUMENTS = {one.id: one for one in (FORGE, PORT)}
ASKED = "Combien de personnes la forge de Bellemont emploie-t-elle ?"
GOOD = "La forge de Bellemont compte 140 personnes à son emploi [1]."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    yield from opened(tmp_path_factory.mktemp("index"), FORGE, PORT)


@pytest.fixture(scope="module")
def disagreeing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    yield from opened(tmp_path_factory.mktemp("other"), FORGE, OTHER)


def opened(folder: Path, *documents: object) -> Iterator[Index]:
    index = Index.open(
        folder,
        encoder=HashingEncoder,  # type: ignore[arg-type]
        splitter=split,
        splitter_version=SPLITTER_VERSION,
        documents=lambda: list(documents),  # type: ignore[arg-type]
    )
    yield index
    index.close()


def ask(index: Index, model: Writer | None, question: str = ASKED, **given: object) -> Answer:
    asked = Question(question, **given)  # type: ignore[arg-type]
    answer: Answer = build_chain(index, model).invoke(asked)["answer"]
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    return answer


def texts(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


def test_what_is_true_is_shown_in_the_models_words_and_cited(index: Index) -> None:
    answer = ask(index, said(GOOD))
    assert texts(answer) == ["La forge de Bellemont compte 140 personnes à son emploi."]
    assert answer.mode == "fake:model"
    assert answer.answered
    assert "140 personnes" in answer.citations[0].quote
    assert quotes_stand(answer, DOCUMENTS)
    assert answer.answer.endswith("emploi. [1]") or "[1]" in answer.answer
    assert (answer.usage["model"], answer.usage["trouble"]) == ("fake:model", None)
    assert answer.usage["total_ms"] >= answer.usage["first_ms"] > 0


def test_citations_are_numbered_in_order_of_first_use_and_each_is_used(index: Index) -> None:
    answer = ask(
        index,
        said(
            "L'État s'est engagé à verser 75 MDH à la forge de Bellemont [1].\n"
            "La forge de Bellemont a ouvert le 9 mars 2021 [1].\n"
            "L'État promet 75 millions de dirhams à la forge de Bellemont [1].\n"
        ),
        "Que sait-on de la forge de Bellemont, de son ouverture et de l'engagement de l'État ?",
    )
    numbers = [n for sentence in answer.sentences for n in sentence.citations]
    assert list(dict.fromkeys(numbers)) == [c.n for c in answer.citations]
    assert len(answer.sentences) == 3
    assert answer.sentences[0].citations == answer.sentences[2].citations


def test_what_is_weighed_beside_shares_nothing_with_what_is_cited(index: Index) -> None:
    answer = ask(index, said(GOOD))
    for one in answer.consulted:
        for other in answer.citations:
            apart = one.document_id != other.document_id
            assert apart or one.end <= other.start or other.end <= one.start  # type: ignore[operator]


@pytest.mark.parametrize(
    ("model", "trouble"),
    [
        (said("La forge de Bellemont emploie 999 personnes [1]."), None),
        (said(""), "empty"),
        (said("La forge de Bellemont emploie"), "cut"),
        (said("Je ne sais pas vraiment. " * 30), "loop"),
        (writer(Failing(messages=iter([""]), error=ValueError())), "server"),
        (writer(saying(GOOD, wait=1.0), seconds=0.05), "timeout"),
    ],
    ids=["false", "empty", "cut", "loop", "failing", "late"],
)
def test_the_quotes_stand_in_where_nothing_of_the_models_passes(
    index: Index, model: Writer, trouble: str | None
) -> None:
    answer, quoted = ask(index, model), ask(index, None)
    assert (answer.mode, answer.answer, answer.citations) == (
        "extractive", quoted.answer, quoted.citations,
    )  # fmt: skip
    assert answer.usage["trouble"] == trouble
    assert len(answer.notes) == len(quoted.notes) + 1
    assert answer.notes[-1].startswith("Réponse tirée mot à mot des documents : ")


def test_a_model_that_finds_no_answer_leaves_the_quotes_without_a_note(index: Index) -> None:
    answer, quoted = ask(index, said("NONE")), ask(index, None)
    assert (answer.answer, answer.notes) == (quoted.answer, quoted.notes)


def test_what_is_withheld_is_told_and_the_quote_that_says_it_stands_beside(index: Index) -> None:
    lie = "La forge de Bellemont emploie 141 personnes [1]."
    answer = ask(index, said(f"La forge de Bellemont a ouvert le 9 mars 2021 [1].\n{lie}"))
    assert answer.withheld == ("La forge de Bellemont emploie 141 personnes.",)
    assert "141" not in answer.answer
    assert "140 personnes" in answer.answer
    assert all(sentence.supported for sentence in answer.sentences)


def test_what_stands_after_a_failure_is_noted_as_perhaps_incomplete(index: Index) -> None:
    answer = ask(index, writer(Failing(messages=iter([f"{GOOD}\nEt"]), error=TimeoutError())))
    assert texts(answer) == ["La forge de Bellemont compte 140 personnes à son emploi."]
    assert answer.notes[-1].startswith("Réponse peut-être incomplète : ")
    assert answer.usage["trouble"] == "timeout"


def test_both_sides_of_a_disagreement_stand_whatever_the_model_says(disagreeing: Index) -> None:
    quoted = ask(disagreeing, None)
    assert len(quoted.conflicts) == 1
    answer = ask(disagreeing, said("La forge de Bellemont emploie 140 personnes."))
    assert {v.value for c in answer.conflicts for v in c.values} == {
        v.value for c in quoted.conflicts for v in c.values
    }
    by_number = {c.n: c.quote for c in answer.citations}
    assert all(
        value.value.split()[0] in by_number[value.citation]
        for conflict in answer.conflicts
        for value in conflict.values
    )
    assert "140" in answer.answer
    assert "155" in answer.answer


def test_an_answer_is_of_two_hundred_words_and_six_sentences_at_most(index: Index) -> None:
    ways = ["compte", "emploie", "a", "fait travailler", "rémunère", "occupe", "embauche"]
    long = " ".join(["la forge de Bellemont"] * 12)
    lines = [f"Pour {long}, la forge de Bellemont {way} 140 personnes [1]." for way in ways]
    short = [f"La forge de Bellemont {way} 140 personnes [1]." for way in ways]
    for some in (lines, short):
        answer = ask(index, said("\n".join(some)))
        assert len(answer.answer.split()) <= 200
        assert len(answer.sentences) <= 6


def test_a_part_is_missing_where_the_question_asks_it_only(index: Index) -> None:
    question = "Combien de personnes la forge de Bellemont emploie-t-elle et quel est son capital ?"
    told = f"{GOOD}\nMISSING: son capital"
    assert ask(index, said(told), question).missing == ("son capital",)
    told = f"{GOOD}\nMISSING: le salaire du ministre"
    assert ask(index, said(told), question).missing == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The forge of Bellemont employs 140 people [1]."),
        ("ar", "تشغل مصاهر بيلمون 140 شخصا [1]."),
    ],
)
def test_the_answer_is_in_the_language_asked_for(index: Index, language: str, text: str) -> None:
    model = saying(f"{GOOD}\n{text}")
    answer = ask(index, writer(model), language=language)
    assert answer.language == language
    assert "La forge de Bellemont compte 140 personnes à son emploi." in answer.withheld
    name = {"en": "English", "ar": "Arabic"}[language]
    assert f"Write in {name}" in str(model.told[0][0].content)


def test_sentences_are_released_as_they_pass(index: Index) -> None:
    told = f"{GOOD}\nLa forge de Bellemont emploie 999 personnes [1]."
    steps = [
        step["answer"]
        for step in build_chain(index, said(told)).stream(Question(ASKED))
        if "answer" in step
    ]
    assert [len(s.answer.sentences) for s in steps[:-1]] == [0, 1]
    assert isinstance(steps[-1], Answer)
    assert steps[-1].withheld


def test_the_same_question_again_asks_the_model_once(index: Index) -> None:
    model = saying(GOOD)
    chain = build_chain(index, writer(model))
    first, again = (chain.invoke(Question(ASKED))["answer"] for _ in range(2))
    assert again.answer == first.answer
    assert again.usage["remembered"]
    assert len(model.told) == 1


@pytest.mark.parametrize("question", ["Bonjour", "Quels documents as-tu ?", "Merci !"])
def test_no_model_is_asked_for_what_needs_none(index: Index, question: str) -> None:
    model = saying()
    assert ask(index, writer(model), question).mode == "extractive"
    assert model.told == []
