"""True sentences in other words: each rests on what the set holds, and none is a copy."""

import difflib
import json
from collections import Counter
from itertools import chain, repeat

import pytest

from assistant.language.text import detect_language
from assistant.schema import Problem, Verdict
from evals import worded as module
from evals.__main__ import main
from evals.gold import read_set
from evals.texts import fold
from evals.trouble import BrokenWorded
from evals.worded import (
    Worded,
    WordedQuote,
    WordedSentence,
    read_worded,
    stored_documents,
    weigh,
)

COPIED = 0.8  # share of a text's words that stand in a quote in the same order
ANSWERS = read_worded()
SENTENCES = [(one, sentence) for one in ANSWERS for sentence in one.sentences]
GOLD = {question.id: question for question in read_set().questions}


@pytest.fixture(scope="module")
def documents():
    return stored_documents(ANSWERS)


def test_every_answer_is_to_an_answerable_question_of_the_dev_half():
    assert len(ANSWERS) >= 100
    assert max(Counter(one.id for one in ANSWERS).values()) == 1
    assert [one.id for one in ANSWERS if GOLD[one.id].split != "dev"] == []
    assert [one.id for one in ANSWERS if not GOLD[one.id].answerable] == []
    assert [one.id for one in ANSWERS if not 1 <= len(one.sentences) <= 3] == []


def test_no_document_of_the_test_half_is_quoted():
    split = {document.document: document.split for document in read_set().documents}
    assert {split[quote.document] for _, s in SENTENCES for quote in s.quotes} == {"dev"}


def test_every_quote_stands_letter_by_letter_in_its_document(documents):
    missing = [
        (one.id, quote.quote)
        for one, sentence in SENTENCES
        for quote in sentence.quotes
        if quote.quote not in documents[quote.document].body
    ]
    assert missing == []


def test_every_answer_is_in_the_language_of_its_question():
    assert [one.id for one in ANSWERS if one.language != GOLD[one.id].language] == []
    told = [(one.id, detect_language(" ".join(s.text for s in one.sentences))) for one in ANSWERS]
    assert [id for id, language in told if language != GOLD[id].language] == []


def test_a_rephrasing_is_in_its_quotes_language_and_a_translation_in_another(documents):
    for one, sentence in SENTENCES:
        over = {documents[quote.document].language for quote in sentence.quotes}
        if sentence.way != "fused":
            assert (sentence.way == "rephrased") == (over == {one.language}), sentence.text


def test_no_two_texts_are_the_same_and_none_copies_a_quote():
    texts = [fold(sentence.text) for _, sentence in SENTENCES]
    assert max(Counter(texts).values()) == 1
    copied = [
        sentence.text
        for _, sentence in SENTENCES
        for quote in sentence.quotes
        if shared(sentence.text, quote.quote) >= COPIED
    ]
    assert copied == []


def shared(text, quote):
    """Return the share of the folded words of `text` that `quote` has in the same order."""
    said, known = fold(text).split(), fold(quote).split()
    blocks = difflib.SequenceMatcher(None, said, known, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(said)


QUOTE = {"document": "forge.txt", "quote": "La forge emploie 41 ouvriers."}
SENTENCE = {"text": "Elle a 41 ouvriers.", "quotes": [QUOTE], "way": "rephrased"}
ANSWER = {"id": "q1", "language": "fr", "sentences": [SENTENCE]}


def test_a_file_is_read_in_its_order(tmp_path):
    lines = [json.dumps(ANSWER), "", json.dumps({**ANSWER, "id": "q2"})]
    (tmp_path / "some.jsonl").write_text("\n".join(lines), encoding="utf-8")
    quote = WordedQuote("forge.txt", "La forge emploie 41 ouvriers.")
    sentence = WordedSentence("Elle a 41 ouvriers.", (quote,), "rephrased")
    assert read_worded(tmp_path / "some.jsonl") == (
        Worded("q1", "fr", (sentence,)),
        Worded("q2", "fr", (sentence,)),
    )


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        json.dumps({**ANSWER, "language": "de"}),
        json.dumps({**ANSWER, "id": 7}),
        json.dumps({**ANSWER, "sentences": []}),
        json.dumps({**ANSWER, "sentences": [{**SENTENCE, "way": "guessed"}]}),
        json.dumps({**ANSWER, "sentences": [{**SENTENCE, "way": "fused"}]}),
        json.dumps({**ANSWER, "sentences": [{**SENTENCE, "quotes": [QUOTE, QUOTE]}]}),
        json.dumps({**ANSWER, "sentences": [{**SENTENCE, "quotes": []}]}),
        json.dumps({**ANSWER, "sentences": [{**SENTENCE, "text": " "}]}),
        json.dumps({"id": "q1", "language": "fr"}),
    ],
)
def test_a_broken_line_is_named(tmp_path, line):
    path = tmp_path / "some.jsonl"
    path.write_text(f"{json.dumps(ANSWER)}\n{line}\n", encoding="utf-8")
    with pytest.raises(BrokenWorded, match=r"some\.jsonl, line 2,"):
        read_worded(path)


def test_a_missing_file_and_one_that_is_no_text_are_told(tmp_path):
    (tmp_path / "raw.jsonl").write_bytes(b"\xff\xfe")
    for name in ("none.jsonl", "raw.jsonl"):
        with pytest.raises(BrokenWorded, match=name):
            read_worded(tmp_path / name)


def test_the_command_tells_the_share_let_through_and_what_stops_the_others(monkeypatch, capsys):
    refused = Verdict(False, (Problem("figure", "1 340"),))
    given = chain([refused], repeat(Verdict(True)))
    monkeypatch.setattr(module, "check", lambda *_: next(given))
    assert main(["worded"]) == 0
    told = capsys.readouterr().out
    assert f"| all | {len(SENTENCES) - 1} " in told
    assert told.count("figure: 1 340") == 1
    assert SENTENCES[0][1].text in told


def test_a_quote_that_does_not_stand_is_no_support(documents):
    one, sentence = SENTENCES[0]
    lost = WordedQuote(sentence.quotes[0].document, "Rien de tel n'est écrit.")
    made = Worded(one.id, one.language, (WordedSentence(sentence.text, (lost,), "rephrased"),))
    (weighed,) = weigh([made], documents)
    assert "quote" in {problem.kind for problem in weighed.verdict.problems}
