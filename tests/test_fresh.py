"""Sentences of a second hand: true to the summaries that we ship, and asked of them end to end."""

import json
from collections import Counter

import pytest
from test_worded import COPIED, shared

from assistant.language.text import detect_language
from evals import worded as module
from evals.fresh import fresh
from evals.texts import fold
from evals.worded import CORPUS, FRESH, read_worded, stored_documents

ANSWERS = read_worded(FRESH)
SENTENCES = [(one, sentence) for one in ANSWERS for sentence in one.sentences]


@pytest.fixture(scope="module")
def documents():
    return stored_documents(ANSWERS)


def test_there_are_as_many_in_each_language_over_many_documents(documents):
    each = Counter(one.language for one, _ in SENTENCES)
    assert each == {"fr": 40, "en": 40, "ar": 40}
    assert len(documents) >= 30
    assert all(name.startswith(CORPUS) for name in documents)


def test_every_quote_stands_letter_by_letter_in_its_summary(documents):
    missing = [
        (one.id, quote.quote)
        for one, sentence in SENTENCES
        for quote in sentence.quotes
        if quote.quote not in documents[quote.document].body
    ]
    assert missing == []


def test_every_question_and_answer_is_in_its_language():
    told = [(one, text) for one, s in SENTENCES for text in (one.question, s.text)]
    assert [text for one, text in told if detect_language(text) != one.language] == []


def test_way_and_language_of_the_quotes_agree(documents):
    for one, sentence in SENTENCES:
        over = {documents[quote.document].language for quote in sentence.quotes}
        if sentence.way != "fused":
            assert (sentence.way == "rephrased") == (over == {one.language}), sentence.text


def test_ids_questions_and_texts_are_told_once_and_none_copies_a_quote():
    for texts in ([one.id for one in ANSWERS], [fold(one.question) for one in ANSWERS]):
        assert max(Counter(texts).values()) == 1
    copied = [s.text for _, s in SENTENCES for q in s.quotes if shared(s.text, q.quote) >= COPIED]
    assert copied == []


SUMMARY = """---
kind: summary
title: La forge de Safra
language: fr
published: 2024-05-02
published_from: staff
sources: []
---
La forge de Safra emploie 41 ouvriers depuis 2019.
"""
QUOTE = {"document": "corpus/summary-forge.md", "quote": "La forge de Safra emploie 41 ouvriers"}
TEXTS = ("À Safra, la forge compte 41 ouvriers.", "À Safra, la forge compte 47 ouvriers.")


def test_what_passes_the_check_and_what_is_shown_are_told(tmp_path, monkeypatch):
    (tmp_path / "summary-forge.md").write_text(SUMMARY, encoding="utf-8")
    (tmp_path / "added.md").write_text(SUMMARY, encoding="utf-8")  # staff's: not ours to measure
    sentences = [{"text": text, "quotes": [QUOTE], "way": "rephrased"} for text in TEXTS]
    line = {"id": "w1", "language": "fr", "question": "Combien d'ouvriers emploie la forge ?"}
    path = tmp_path / "fresh.jsonl"
    path.write_text(json.dumps({**line, "sentences": sentences}), encoding="utf-8")
    monkeypatch.setattr(module, "SHIPPED", tmp_path)
    told = fresh(path, tmp_path)
    assert "| all | 1 " in told
    assert "figure: 47" in told
    assert "| all       | 2       | 0.500" in told
    assert f"w1 withheld\n    {TEXTS[1]}" in told
