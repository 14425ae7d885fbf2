"""The public sets: what is read of them, and when a quoted sentence counts as the answer."""

from __future__ import annotations

import json
import lzma

import pytest
from hashing_encoder import HashingEncoder

from assistant.schema import Answer, AnswerSentence, Citation
from evals import public as sets
from evals.comparison import Asked, Collection, Contest, Passage, Standing, Wanted
from evals.public import judged, public, public_set, public_sets
from evals.trouble import NothingToMeasure


def row(number: int, **changed):
    plain = {
        "id": str(number), "lang_q": "ar", "lang_p": "en", "title": "Mill", "split": "dev",
        "question": f" Question {number}? ", "context": f"Paragraph {number // 2}.",
        "answers": ["Paragraph", "paragraph"], "answerable": True,
    }  # fmt: skip
    return plain | changed


def put(folder, name, rows):
    with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in rows)


# --- the sets ---------------------------------------------------------------------------------


def test_of_a_public_set_the_dev_half_is_taken_each_paragraph_once():
    rows = [*map(row, range(10)), row(90, split="train", context="Trained on.")]
    rows.append(row(91, context="Unanswered.", answerable=False))
    made = public_set("xq", rows, 4)
    assert [d.body for d in made.documents] == [
        *(f"Paragraph {n}." for n in range(5)),
        rows[-1]["context"],
    ]
    assert {d.language for d in made.documents} == {"en"}
    assert len({d.id for d in made.documents}) == 6
    assert len(made.questions) == 4
    by_id = {d.id: d.body for d in made.documents}
    for asked in made.questions:
        number = int(asked.text.removeprefix("Question ").removesuffix("?"))
        (wanted,) = asked.wanted
        assert by_id[wanted.document] == f"Paragraph {number // 2}."
        assert asked.language == "ar"
    assert made == public_set("xq", rows, 4)
    assert len(public_set("xq", rows, 99).questions) == 10


def test_the_sets_that_are_there_are_read(tmp_path):
    put(tmp_path, "arcd", map(row, range(3)))
    (only,) = public_sets(tmp_path, 2)
    assert (only.name, len(only.questions), len(only.documents)) == ("arcd", 2, 2)


def test_a_folder_without_sets_is_told_in_a_sentence(tmp_path):
    with pytest.raises(NothingToMeasure, match=r"holds no public set: put piaf\.jsonl\.xz"):
        public(tmp_path, 2, lambda _: None)


# --- answers ----------------------------------------------------------------------------------

ASKED = Asked("Combien d'ouvriers ?", "fr", (Wanted(("41 ouvriers", "quarante"), "forge"),))


def answer(*quotes: tuple[str, str], answered: bool = True, field: str = "body") -> Answer:
    citations = tuple(
        Citation(
            n=n, document_id=id, path="", kind="article", title="", publisher="", published=None,
            url="", field=field, quote=text, start=0, end=len(text), language="fr",
        )
        for n, (id, text) in enumerate(quotes, start=1)
    )  # fmt: skip
    return Answer(
        question="", standalone_question="", language="fr", mode="extractive", answered=answered,
        answer=" ".join(text for _, text in quotes), citations=citations,
        sentences=tuple(AnswerSentence(c.quote, (c.n,), True) for c in citations),
    )  # fmt: skip


RIGHT, ELSEWHERE = ("forge", "Elle emploie 41 ouvriers."), ("mill", "Elle a 41 ouvriers.")
BESIDE = ("forge", "Elle ferme en août.")


@pytest.mark.parametrize(
    ("given", "first", "anywhere", "words"),
    [
        (answer(RIGHT, BESIDE), True, True, True),
        (answer(BESIDE, RIGHT), False, True, False),
        (answer(ELSEWHERE), False, False, True),
        (answer(ELSEWHERE, RIGHT), False, True, True),
        (answer(("forge", "QUARANTE hommes")), True, True, True),
        (answer(("forge", "Elle emploie 141 ouvriers.")), False, False, False),
        (answer(RIGHT, field="title"), False, False, False),
        (answer(RIGHT, answered=False), False, False, False),
        (answer(), False, False, False),
    ],
)
def test_a_sentence_counts_when_its_paragraph_and_its_words_are_those_annotated(
    given, first, anywhere, words
):
    found = judged([ASKED], [given])
    assert (found.first, found.anywhere, found.words) == ((first,), (anywhere,), (words,))
    assert found.refused == (not given.answered,)


def test_a_tiny_set_goes_through_retrieval_and_the_chain(tmp_path, monkeypatch):
    bodies = [
        "La forge de Belle-Eau emploie 41 ouvriers. Elle ferme en août.",
        "Le moulin de Verte-Rive date de 1911. Sa roue est de chêne.",
    ]
    asked = ["Combien d'ouvriers emploie la forge de Belle-Eau ?", "De quand date le moulin ?"]
    rows = [
        row(n, lang_q="fr", lang_p="fr", question=asked[n], context=bodies[n], answers=[said])
        for n, said in enumerate(("41", "1911"))
    ]
    put(tmp_path, "piaf", rows)
    monkeypatch.setattr(sets, "OUT", tmp_path / "out" / "public.md")
    for name in ("open_encoder", "recipe_encoder"):
        monkeypatch.setattr(sets, name, lambda *_: HashingEncoder())
    lines = []
    told = public(tmp_path, 5, lines.append)
    assert (tmp_path / "out" / "public.md").read_text(encoding="utf-8") == told
    (cells,) = (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in told.splitlines()
        if line.startswith("| piaf")
    )
    assert cells[:6] == ["piaf", "2", "1.000", "1.000", "1.000", "1.000"]
    assert cells[6].startswith(("0.500", "1.000"))
    assert "RATIO recall@4" in told
    assert lines[-1].startswith("written to ")


def test_a_refusal_is_no_answer_and_is_left_out_of_the_share_of_those_answered():
    passage = (Passage("forge", "Elle emploie 41 ouvriers."),)
    side = Standing("ours", (passage, ()), (1.0, 1.0), 2, 40.0, 1.0)
    contest = Contest(Collection("piaf", "", (), (ASKED, ASKED)), side, (), side)
    found = judged([ASKED, ASKED], [answer(RIGHT), answer(answered=False)])
    told = sets.report([(contest, found)], "How.")
    (line,) = (line for line in told.splitlines() if line.startswith("| piaf"))
    shares = [cell.split()[0] for cell in line.strip("| ").split("|")]
    assert shares == ["piaf", "2", *["0.500"] * 4, *["0.500"] * 4, "1.000"]
