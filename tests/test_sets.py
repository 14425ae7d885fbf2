"""The sets that retrievers are compared on: what is read of each file, and what counts as right."""

from __future__ import annotations

import json
import lzma
from dataclasses import replace

import pytest

from assistant.schema import Document
from evals.gold import GoldEvidence, GoldQuestion
from evals.judged import Library
from evals.metrics import Place
from evals.sets import answered_sets, gold_asked, public_sets, question_set, sentence_set, some
from evals.trouble import NothingToMeasure


def row(number: int, **changed):
    plain = {
        "id": str(number), "lang_q": "ar", "lang_p": "en", "title": "Mill", "split": "dev",
        "question": f" Question {number}? ", "context": f"Paragraph {number // 2}, a\n paragraph.",
        "answers": ["Paragraph", "a paragraph"], "answerable": True,
    }  # fmt: skip
    return plain | changed


def put(folder, name, rows):
    with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in rows)


# --- public sets ------------------------------------------------------------------------------


def test_the_dev_questions_of_a_set_are_asked_over_all_its_paragraphs_each_once():
    rows = [*map(row, range(10)), row(90, split="train", context="Trained on.")]
    rows.append(row(91, context="Unanswered.", answerable=False))
    made = question_set("xq", rows)
    assert [d.body for d in made.documents] == [
        *(f"Paragraph {n}, a\n paragraph." for n in range(5)),
        "Trained on.",
        "Unanswered.",
    ]
    assert {d.language for d in made.documents} == {"en"}
    assert {d.title for d in made.documents} == {"Mill"}
    assert len({d.id for d in made.documents}) == 7
    assert made.pairs == ["ar over en"]
    assert len(made.questions) == 10
    by_id = {d.id: d.body for d in made.documents}
    for asked in made.questions:
        number = int(asked.text.removeprefix("Question ").removesuffix("?"))
        (wanted,) = asked.wanted
        assert {by_id[p.document] for p in wanted} == {f"Paragraph {number // 2}, a\n paragraph."}
        # every place of every way, line breaks or not
        assert sorted((p.start, p.end) for p in wanted) == [(0, 9), (13, 25)]


def test_a_draw_is_the_same_every_time_and_all_where_there_are_no_more():
    whole = question_set("xq", map(row, range(10)))
    drawn = some(whole, 4)
    assert len(drawn.questions) == 4
    assert drawn == some(whole, 4)
    assert drawn.documents == whole.documents
    assert some(whole, 99) == some(whole, 0) == whole


def test_a_sentence_is_to_be_found_by_its_translation_in_both_directions():
    rows = [("Bonjour.", "Hello."), ("Salut.", "Hello."), ("Adieu.", "Farewell.")]
    there = sentence_set("press", ("fr", "en"), False, rows)
    assert [d.body for d in there.documents] == ["Hello.", "Farewell."]
    assert there.pairs == ["fr over en"]
    assert [q.text for q in there.questions] == ["Bonjour.", "Salut.", "Adieu."]
    assert there.questions[1].wanted == (frozenset({Place(there.documents[0].id, 0, 6)}),)
    back = sentence_set("press", ("fr", "en"), True, rows)
    assert back.pairs == ["en over fr"]
    assert [d.body for d in back.documents] == ["Bonjour.", "Salut.", "Adieu."]
    assert [q.text for q in back.questions] == ["Hello.", "Farewell."]
    (either,) = back.questions[0].wanted
    assert {place.document for place in either} == {d.id for d in back.documents[:2]}


def test_the_sets_that_are_there_are_read(tmp_path):
    put(tmp_path, "arcd", map(row, range(3)))
    lines = ["مرحبا\tHello", "no translation", "\tonly one", "وداعا\tFarewell", ""]
    (tmp_path / "tatoeba.ar-en.tsv").write_text("\n".join(lines), encoding="utf-8")
    found = public_sets(tmp_path)
    assert [(one.name, one.pairs) for one in found] == [
        ("ARCD", ["ar over en"]),
        ("Tatoeba", ["ar over en"]),
        ("Tatoeba", ["en over ar"]),
    ]
    assert [len(one.questions) for one in found] == [3, 2, 2]
    assert [one.name for one in answered_sets(tmp_path)] == ["ARCD"]


@pytest.mark.parametrize("read", [public_sets, answered_sets])
def test_a_folder_without_sets_is_told_in_a_sentence(tmp_path, read):
    with pytest.raises(NothingToMeasure, match=r"holds no public set: put piaf\.jsonl\.xz"):
        read(tmp_path)


# --- the fixed set ----------------------------------------------------------------------------

LONG = "La forge de Belle-Eau emploie 41 ouvriers."
LIBRARY = Library(
    {"id-f": "f.txt", "id-g": "g.txt"},
    {
        "f.txt": Document("id-f", LONG),
        "g.txt": Document("id-g", f"On lit : {LONG} Et 41 ouvriers ailleurs."),
    },
)
LANGUAGES = {"f.txt": "fr", "g.txt": "en"}


def gold(**changed):
    given = GoldQuestion(
        id="q", language="fr", type="figure", question="Et à Bellefontaine ?",
        history=("Combien d'ouvriers emploie la forge de Belle-Eau ?",), gold_answer="41",
        facts=(("41",),), forbidden=(), answerable=True, reasons=(), split="dev",
        evidence=(GoldEvidence("f.txt", "41 ouvriers"), GoldEvidence("f.txt", "x", "title")),
    )  # fmt: skip
    return replace(given, **changed)


def test_a_follow_up_is_searched_for_whole_and_only_bodies_are_wanted():
    asked = gold_asked(gold(), LIBRARY, LANGUAGES)
    assert "Bellefontaine" in asked.text
    assert "ouvriers" in asked.text
    assert (asked.pair, asked.cluster) == ("fr over fr", "f.txt")
    at = LONG.index("41 ouvriers")
    assert asked.wanted == (frozenset({Place("id-f", at, at + 11)}),)
    clean = gold(history=(), question="Qui dirige la forge ?")
    assert gold_asked(clean, LIBRARY, LANGUAGES).text == "Qui dirige la forge ?"


def test_a_quote_of_some_length_counts_wherever_it_stands_and_a_short_one_does_not():
    quotes = (GoldEvidence("f.txt", "41 ouvriers"), GoldEvidence("f.txt", LONG))
    asked = gold_asked(gold(evidence=quotes), LIBRARY, LANGUAGES)
    assert [{p.document for p in one} for one in asked.wanted] == [{"id-f"}, {"id-f", "id-g"}]


def test_what_is_asked_over_two_languages_names_both():
    quotes = (GoldEvidence("f.txt", "41 ouvriers"), GoldEvidence("g.txt", "41 ouvriers"))
    asked = gold_asked(gold(evidence=quotes), LIBRARY, LANGUAGES)
    assert asked.pair == "fr over en and fr"
