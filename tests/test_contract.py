"""Answers as JSON and back: what was kept can be read years later, what is made up does no harm."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import UnreadableAnswer
from assistant.questions.contract import as_json, from_json
from assistant.questions.firmness import Firmness
from assistant.schema import (
    LANGUAGES,
    Answer,
    AnswerSentence,
    Citation,
    Claim,
    Conflict,
    ConflictValue,
    Kind,
    OriginalSource,
    Problem,
    Reason,
    Verdict,
)
from assistant.ui.conversation import Turn, render
from assistant.ui.words import words_in

words = st.text(max_size=30)
numbers = st.integers(0, 999)
dates = st.sampled_from(["", "2019", "2019-02", "2019-02-01"])
languages = st.sampled_from(LANGUAGES)
plain: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
sources = st.builds(
    OriginalSource, words, words, words, dates, extra=st.dictionaries(words, plain, max_size=2)
)


@st.composite
def citations(draw: st.DrawFn, n: int) -> Citation:
    field = draw(st.sampled_from(["body", "title", "published", "publisher", "author"]))
    quote = draw(st.text(min_size=1, max_size=30))
    start = draw(numbers) if field == "body" else None
    return Citation(
        n=n,
        document_id=draw(words),
        path=draw(words),
        kind=draw(st.sampled_from(get_args(Kind))),
        title=draw(words),
        publisher=draw(words),
        published=draw(st.none() | dates),
        url=draw(words),
        field=field,
        quote=quote,
        start=start,
        end=None if start is None else start + len(quote),
        language=draw(languages),
        published_from=draw(words),
        sources=tuple(draw(st.lists(sources, max_size=2))),
    )


@st.composite
def sentences(draw: st.DrawFn, cited: list[int]) -> AnswerSentence:
    text = draw(words)
    cuts = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = draw(st.lists(cuts.map(sorted).filter(lambda cut: cut[0] < cut[1]), max_size=2))
    verdict = st.builds(
        Verdict,
        st.booleans(),
        st.lists(st.builds(Problem, st.sampled_from(get_args(Claim)), words)).map(tuple),
        numbers,
        numbers,
        numbers,
        numbers,
    )
    return AnswerSentence(
        text=text,
        citations=tuple(draw(st.lists(st.sampled_from(cited), max_size=2))) if cited else (),
        supported=draw(st.booleans()),
        spans=tuple((a, b) for a, b in spans),
        speaker=draw(st.none() | words),
        firmness=draw(st.none() | st.sampled_from(get_args(Firmness))),
        checked=draw(st.none() | verdict),
        unsure=draw(st.booleans()),
    )


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Draw any answer that the chain could give, and many that it would not."""
    cited = draw(st.lists(st.integers(1, 999), unique=True, max_size=3))
    near = draw(st.lists(st.integers(1, 999), unique=True, max_size=2))
    value = st.builds(ConflictValue, words, st.sampled_from(cited or [0]))
    values = st.lists(value, max_size=2 if cited else 0).map(tuple)
    conflict = st.builds(Conflict, words, values)
    date = st.fixed_dictionaries({"from": words, "to": words, "words": words})
    texts = st.lists(words, max_size=2).map(tuple)
    return Answer(
        question=draw(words),
        standalone_question=draw(words),
        language=draw(languages),
        mode=draw(words),
        answer=draw(words),
        answered=draw(st.booleans()),
        id=draw(st.none() | words),
        reason=draw(st.none() | st.sampled_from(get_args(Reason))),
        understood=draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "dates": st.lists(date, max_size=2),
                    "party": st.none() | words,
                    "entities": st.lists(words, max_size=2),
                    "latest": st.booleans(),
                },
            )
        ),
        sentences=tuple(draw(st.lists(sentences(cited), max_size=2))),
        missing=draw(texts),
        withheld=draw(texts),
        notes=draw(texts),
        citations=tuple(draw(citations(n)) for n in cited),
        conflicts=tuple(draw(st.lists(conflict, max_size=2))),
        nearest=tuple(draw(citations(n)) for n in near),
        confidence=draw(st.none() | st.floats(0, 1)),
        timings_ms=draw(st.dictionaries(words, st.floats(0, 1e6), max_size=2)),
    )


SMALLEST = {"language": "fr", "answered": True}


@settings(deadline=None)
@given(answers())
def test_an_answer_comes_back_from_its_json_as_it_was(answer: Answer) -> None:
    assert from_json(as_json(answer)) == answer
    assert from_json(json.loads(json.dumps(as_json(answer)))) == answer


@settings(deadline=None)
@given(answers(), st.data())
def test_fields_that_are_missing_or_unknown_are_borne(answer: Answer, data: st.DataObject) -> None:
    values = as_json(answer) | {"invented_later": {"by": "us"}}
    names = [f.name for f in fields(Answer) if f.name not in SMALLEST]
    for name in data.draw(st.sets(st.sampled_from(names))):
        del values[name]
    for citation in values.get("citations", ()):
        del citation["published_from"], citation["sources"], citation["title"]
        citation["weight"] = 3
    assert from_json(values).answered == answer.answered


def test_an_answer_of_little_is_an_answer() -> None:
    read = from_json(SMALLEST)
    assert read == Answer("", "", "fr", "", "", True)
    read = from_json(SMALLEST | {"question": "Combien ?"})
    assert read.standalone_question == "Combien ?"


@pytest.mark.parametrize(
    "change",
    [
        {"language": "xx"},
        {"language": None},
        {"answered": "true"},
        {"answered": 1},
        {"question": 7},
        {"answer": "\ud800"},
        {"answer": "x" * 100_001},
        {"notes": "text"},
        {"notes": ["x"] * 1001},
        {"citations": [{}]},
        {"citations": {"n": 1}},
        {"sentences": [{"text": "x", "supported": True, "spans": [[1, 2, 3]]}]},
        {"confidence": float("nan")},
        {"confidence": 10**400},
        {"timings_ms": {"total": float("inf")}},
        {"understood": ["fr"]},
        {"reason": "because"},
    ],
)
def test_what_has_another_type_is_refused_by_name(change: dict[str, Any]) -> None:
    with pytest.raises(UnreadableAnswer, match="ask the question again"):
        from_json(SMALLEST | change)


def test_two_citations_of_one_number_are_refused() -> None:
    cited = asdict(citation())
    with pytest.raises(UnreadableAnswer, match="number of its own"):
        from_json(SMALLEST | {"citations": [cited, cited]})
    with pytest.raises(UnreadableAnswer, match="number of its own"):
        from_json(SMALLEST | {"nearest": [cited | {"n": 0}]})


def test_values_nested_without_end_are_refused() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(UnreadableAnswer, match="nested"):
        from_json(SMALLEST | {"understood": {"deep": deep}})


@pytest.mark.parametrize(
    ("start", "end"), [(-5, -1), (0, 3), (7, 7), (9, 2), (None, 4), (0, None), (2**52, 2**53)]
)
def test_offsets_that_do_not_fit_the_quote_are_forgotten(start: Any, end: Any) -> None:
    values = asdict(citation()) | {"start": start, "end": end}
    (read,) = from_json(SMALLEST | {"citations": [values]}).citations
    assert (read.start, read.end) == (None, None)


def test_spans_levels_and_numbers_that_point_nowhere_are_left_out() -> None:
    sentence = {
        "text": "Une presse.",
        "supported": True,
        "citations": [1, 8],
        "spans": [[0, 3], [-1, 4], [4, 400], [3, 2]],
        "firmness": "carved in stone",
    }
    conflict = {
        "about": "x",
        "values": [{"value": "a", "citation": 1}, {"value": "b", "citation": 9}],
    }
    read = from_json(
        SMALLEST
        | {"citations": [asdict(citation())], "sentences": [sentence], "conflicts": [conflict]}
    )
    (kept,) = read.sentences
    assert (kept.citations, kept.spans, kept.firmness) == ((1,), ((0, 3),), None)
    assert [value.citation for value in read.conflicts[0].values] == [1]


hostile: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@settings(deadline=None)
@given(answers(), st.data())
def test_whatever_is_put_in_is_shown_or_refused(answer: Answer, data: st.DataObject) -> None:
    values: Any = json.loads(json.dumps(as_json(answer)))
    for _ in range(data.draw(st.integers(1, 3))):
        _put_somewhere(values, data)
    try:
        read = from_json(values)
    except UnreadableAnswer:
        return
    page = render([Turn(read.question, answer=read)], words_in("fr"))
    page.encode("utf-8")
    json.dumps(as_json(read), allow_nan=False)


def _put_somewhere(values: Any, data: st.DataObject) -> None:
    """Put something of any kind in place of one value, however deep."""
    while True:
        keys = list(values) if isinstance(values, dict) else list(range(len(values)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inner = values[key]
        if not isinstance(inner, dict | list) or data.draw(st.booleans()):
            values[key] = data.draw(hostile)
            return
        values = inner


@settings(deadline=None)
@given(hostile)
def test_what_is_no_answer_is_refused(values: Any) -> None:
    with pytest.raises(UnreadableAnswer):
        from_json(values)


def citation() -> Citation:
    return Citation(
        n=1,
        document_id="forge",
        path="articles/forge.md",
        kind="article",
        title="La forge",
        publisher="La Gazette",
        published="2021-03-04",
        url="https://gazette.example/forge",
        field="body",
        quote="Une presse.",
        start=4,
        end=15,
        language="fr",
    )
