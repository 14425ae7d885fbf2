"""A small transformer is learned from a teacher and translations, cut short or not."""

import hashlib
import itertools
import json
import lzma

import numpy as np
import pytest
import torch
from toy_pairs import sentences, write_pairs_folder, write_question_set
from toy_teacher import WIDTH, teacher_folder

from assistant.documents.split import split
from assistant.index.encoder import open_encoder
from assistant.index.index import Index
from assistant.schema import Document
from assistant.training import transformer as training
from assistant.training.checkpoint import load
from assistant.training.losses import distance
from assistant.training.recipe import Reading, TransformerRecipe, Turn
from assistant.training.transformer import main
from assistant.training.translations import read_pairs

TOY = TransformerRecipe(
    reading=Reading(vocabulary=400, longest=30),
    layers=1,
    steps=50,
    tuned=0.4,
    rate=3e-3,
    tokens_rate=0.1,
    tuning_share=0.3,
    pool=2,
    at_once=100,  # a batch comes in several parts
    checkpoint_every=7,
    taught_turns=(Turn("ar-en", every=3, at=1, batch=24), Turn("fr-en", every=1, at=0, batch=24)),
    tuned_turns=(
        Turn("questions", every=2, at=0, batch=16),
        Turn("ar-en", every=4, at=1, batch=24),
        Turn("fr-en", every=1, at=0, batch=24),
    ),
)


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    places = write_pairs_folder(folder / "pairs"), write_question_set(folder / "questions")
    return *places, teacher_folder(folder / "teacher")


def learn(given, out, *options):
    main([*map(str, given), str(out), "--threads", "1", *options], TOY)
    return out


@pytest.fixture(scope="module")
def learned(given, tmp_path_factory):
    return learn(given, tmp_path_factory.mktemp("learned") / "encoder")


@pytest.fixture(scope="module")
def begun(given, tmp_path_factory):
    return learn(given, tmp_path_factory.mktemp("begun") / "encoder", "--steps", "0")


@pytest.fixture(autouse=True)
def threads():
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def digests(folder):
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).digest() for p in paths}


def said_in_three(folder):
    encoder = open_encoder(str(folder))
    return [encoder.encode_passages(list(said)) for said in zip(*sentences(), strict=True)]


def found(left, right):
    return ((left @ right.T).argmax(axis=1) == np.arange(len(left))).mean()


def near(left, right):
    return (left * right).sum(axis=1).mean()


def test_translations_come_nearer(begun, learned):
    before, after = said_in_three(begun), said_in_three(learned)
    for one, other in itertools.combinations(range(3), 2):
        assert near(after[one], after[other]) > near(before[one], before[other])
        assert found(after[one], after[other]) > 0.9 > found(before[one], before[other])


def test_every_language_lies_where_the_teacher_puts_the_english(given, begun, learned):
    target = open_encoder(str(given[2])).encode_passages([said for _, said, _ in sentences()])
    before, after = ([near(side, target) for side in said_in_three(f)] for f in (begun, learned))
    assert min(after) > 0.9
    assert after[0] > before[0] + 0.1
    assert after[2] > before[2] + 0.1
    assert before[1] > 0.9  # the English words are the teacher's from the beginning


def test_a_question_finds_its_paragraph(begun, learned):
    asked = [f"Que fait-on ? {french}" for french, _, _ in sentences()]
    told = [f"Toy\n{english} {french}" for french, english, _ in sentences()]
    rates = []
    for folder in (begun, learned):
        encoder = open_encoder(str(folder))
        rates.append(found(encoder.encode_passages(asked), encoder.encode_passages(told)))
    assert rates[1] > 0.8
    assert rates[1] > rates[0]


def test_killed_and_started_again_it_ends_with_the_same_weights(
    given, learned, tmp_path, monkeypatch
):
    out = tmp_path / "encoder"
    asked = []

    def failing(*sides):
        asked.append(1)
        if len(asked) == 60:
            raise KeyboardInterrupt
        return distance(*sides)

    monkeypatch.setattr(training, "distance", failing)
    with pytest.raises(KeyboardInterrupt):
        learn(given, out)
    assert not out.exists()
    monkeypatch.undo()
    behind = []
    monkeypatch.setattr(training, "load", lambda *run: behind.append(load(*run)) or behind[-1])
    learn(given, out)
    assert behind[0] >= TOY.checkpoint_every
    assert digests(out) == digests(learned)


def test_only_train_questions_are_learned_from(given, learned, tmp_path):
    """A dev or test question that is there, or not, changes no weight."""
    other = tmp_path / "questions"
    other.mkdir()
    with lzma.open(given[1] / "toy.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [line for line in lines if json.loads(line)["split"] == "train"]
    with lzma.open(other / "toy.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(rows)
    assert len(rows) < len(sentences()) + 3
    again = learn((given[0], other, given[2]), tmp_path / "encoder")
    assert digests(again) == digests(learned)


def test_the_layers_that_are_asked_for_are_kept(given, learned, tmp_path):
    two = learn(given, tmp_path / "encoder", "--steps", "0", "--layers", "2")
    depths = [
        json.loads((f / "config.json").read_text())["num_hidden_layers"] for f in (learned, two)
    ]
    assert depths == [1, 2]


def test_the_folder_gives_the_vectors_that_training_had(given, tmp_path, monkeypatch):
    """Same tokens, same ends, same mean."""
    held = []
    monkeypatch.setattr(training, "learn", lambda *parts: held.extend(parts))
    out = learn(given, tmp_path / "encoder")
    student, lessons, *_ = held
    texts = [arabic for arabic, _ in read_pairs(given[0], "ar", "en", 99)]
    with torch.no_grad():
        ours = student(lessons.sources["ar-en"].left, np.arange(len(texts))).numpy()
    assert len(np.unique(ours.round(3), axis=0)) == len(sentences())
    assert np.allclose(open_encoder(str(out)).encode_passages(texts), ours, atol=2e-3)


def test_the_folder_opens_in_sentence_transformers(learned):
    from sentence_transformers import SentenceTransformer

    texts = ["La fonderie embauche.", "", "المسبك", "the mill hires workers " * 20]
    model = SentenceTransformer(str(learned), device="cpu", local_files_only=True)
    ids = model[0].tokenizer(texts[0])["input_ids"]
    words = model[0].tokenizer.convert_ids_to_tokens(ids)
    assert (words[0], words[-1]) == ("[CLS]", "[SEP]")
    assert model.max_seq_length == TOY.reading.longest + 2
    theirs = model.encode(texts)
    assert theirs.dtype == np.float32  # half floats on the disk only
    assert np.allclose(np.linalg.norm(theirs, axis=1), 1, atol=1e-5)
    assert np.allclose(open_encoder(str(learned)).encode_passages(texts), theirs, atol=1e-5)


def test_the_index_is_made_anew_with_it(begun, learned, tmp_path):
    words = " ".join(english for _, english, _ in sentences()[:3])
    document = Document(id="foundry", title="The foundry", language="en", body=words)
    recipes = []
    for model in (begun, learned):
        with Index.open(
            tmp_path / "index",
            encoder=lambda model=model: open_encoder(str(model)),
            splitter=split,
            splitter_version="1",
            documents=lambda: [document],
        ) as index:
            assert [hit.document.id for hit in index.search("foundry", "en", 1)] == ["foundry"]
            recipes.append(index.statistics().recipe)
    assert recipes[0].dimension == recipes[1].dimension == str(WIDTH)
    assert recipes[0] != recipes[1]
    assert [path.name for path in (tmp_path / "index").glob("gen-*")] == ["gen-2"]


def test_each_stage_warms_up_and_comes_down_to_nothing():
    shares = [TOY.rate_share(step) for step in range(TOY.steps)]
    taught, tuned = shares[: TOY.taught_steps], shares[TOY.taught_steps :]
    for stage, top in ((taught, 1.0), (tuned, TOY.tuning_share)):
        assert max(stage) == pytest.approx(top)
        peak = stage.index(max(stage))
        assert stage[: peak + 1] == sorted(stage[: peak + 1])
        assert stage[peak:] == sorted(stage[peak:], reverse=True)
        assert 0 < stage[-1] < top / 10
