"""The encoder is learned again from the same files by one command, cut short or not."""

import dataclasses
import hashlib
import shutil

import numpy as np
import pytest
import torch
from toy_pairs import sentences, write_pairs_folder, write_question_set
from toy_teacher import teacher_folder

from assistant.index.encoder import open_encoder
from assistant.training import encoder as training
from assistant.training.encoder import loss, main
from assistant.training.recipe import RECIPE, Reading, Recipe, Turn
from assistant.training.teacher import narrowed
from assistant.training.texts import Texts

TOY = Recipe(
    reading=Reading(vocabulary=400, arabic_times=2),
    dimension=16,
    rate=0.05,
    steps=150,
    checkpoint_every=7,
    turns=(
        Turn("ar-en", every=3, at=1, batch=16),
        Turn("ar-fr", every=6, at=2, batch=16),
        Turn("questions", every=6, at=5, batch=16),
        Turn("fr-en", every=1, at=0, batch=24),
    ),
)


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    return write_pairs_folder(folder / "pairs"), write_question_set(folder / "questions")


@pytest.fixture(scope="module")
def learned(given, tmp_path_factory):
    return learn(given, tmp_path_factory.mktemp("learned") / "encoder")


@pytest.fixture(autouse=True)
def threads():
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def learn(given, out, recipe=TOY):
    main([*map(str, given), str(out), "--threads", "1"], recipe)
    return out


def digests(folder):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def test_a_translation_is_nearer_than_any_other_sentence(learned):
    encoder = open_encoder(str(learned))
    french, english, arabic = (
        encoder.encode_passages(list(c)) for c in zip(*sentences(), strict=True)
    )
    own = np.arange(len(french))
    for left, right in ((french, english), (english, french), (arabic, french), (arabic, english)):
        assert ((left @ right.T).argmax(axis=1) == own).mean() > 0.9


def test_a_question_finds_its_paragraph(learned):
    encoder = open_encoder(str(learned))
    asked = encoder.encode_passages([f"Que fait-on ? {french}" for french, _, _ in sentences()])
    told = encoder.encode_passages([f"{en} {french}" for french, en, _ in sentences()])
    assert ((asked @ told.T).argmax(axis=1) == np.arange(len(told))).mean() > 0.9


def test_the_same_input_gives_the_same_model(given, learned, tmp_path):
    assert digests(learn(given, tmp_path / "again")) == digests(learned)


def test_killed_and_started_again_it_ends_with_the_same_weights(
    given, learned, tmp_path, monkeypatch
):
    out = tmp_path / "encoder"
    asked = []

    def failing(*sides):
        asked.append(1)
        if len(asked) == 40:
            raise KeyboardInterrupt
        return loss(*sides)

    monkeypatch.setattr(training, "loss", failing)
    with pytest.raises(KeyboardInterrupt):
        learn(given, out)
    assert not out.exists()
    learn(given, out)
    assert len(asked) == 40 + TOY.steps - 35  # the checkpoint before step 40 was at 35
    assert digests(out) == digests(learned)


def test_another_recipe_starts_anew_with_the_same_tokens(given, learned, tmp_path):
    out = shutil.copytree(learned.parent, tmp_path / "copy") / "encoder"
    (work,) = (out.parent / "encoder.work").iterdir()
    before = {path: path.stat().st_mtime_ns for path in work.rglob("*") if path.is_file()}
    learn(given, out, dataclasses.replace(TOY, seed=1))
    assert digests(out)["tokenizer.json"] == digests(learned)["tokenizer.json"]
    assert digests(out)["model.safetensors"] != digests(learned)["model.safetensors"]
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert len(list(work.glob("*.checkpoint.pt"))) == 2


def test_other_data_or_another_reading_are_other_tokens(given, tmp_path):
    texts = Texts(*given, TOY)
    assert texts.digest() == Texts(*given, TOY).digest()
    changed = dataclasses.replace(TOY, reading=Reading(vocabulary=300))
    assert texts.digest() != Texts(*given, changed).digest()
    other = write_pairs_folder(tmp_path / "pairs")
    next(other.iterdir()).unlink()
    assert texts.digest() != Texts(other, given[1], TOY).digest()


def test_a_teacher_says_where_all_three_languages_lie(given, learned, tmp_path):
    first, *rest = TOY.turns
    turns = (Turn("teacher", every=2, at=0, batch=24), first, *rest)
    reading = dataclasses.replace(TOY.reading, taught=(("toy.fr-en", 99), ("toy.ar-en", 99)))
    recipe = dataclasses.replace(TOY, turns=turns, reading=reading)
    folder = teacher_folder(tmp_path / "teacher")
    out = tmp_path / "encoder"
    main([*map(str, given), str(out), "--teacher", str(folder), "--threads", "1"], recipe)
    english = [said for _, said, _ in sentences()]
    theirs = narrowed(open_encoder(str(folder)).encode_passages(english), TOY.dimension)
    wanted = theirs @ theirs.T
    for language in range(3):
        texts = [said[language] for said in sentences()]
        far = []
        for model in (out, learned):
            ours = open_encoder(str(model)).encode_passages(texts)
            far.append(np.abs(ours @ ours.T - wanted).mean())
        assert far[0] < 0.7 * far[1]


def test_catalogues_add_to_the_pairs_of_arabic_alone(given, tmp_path):
    catalogues = write_pairs_folder(tmp_path / "catalogues")
    texts = Texts(*given, TOY, catalogues)
    for name, times in (("ar-en", 2), ("ar-fr", 2), ("fr-en", 1)):
        alone = list(Texts(*given, TOY).pairs(name))
        assert list(texts.pairs(name)) == alone * times
    assert texts.digest() != Texts(*given, TOY).digest()


def test_only_train_questions_are_learned_from(given, learned):
    asked = [question for question, _ in Texts(*given, TOY).pairs("questions")]
    assert len(asked) == len(sentences())
    assert not [q for q in asked if "devsplit" in q or "testsplit" in q or q == "unanswerable"]


def test_an_unbroken_cycle_of_turns_covers_every_source():
    plan = RECIPE.plan()
    assert len(plan) == RECIPE.steps
    for turn in RECIPE.turns:
        numbers = [number for taken, number in plan if taken == turn]
        assert numbers == list(range(len(numbers)))
        assert numbers


def test_the_loss_is_least_where_partners_meet_and_leaves_equal_texts_out():
    sides = torch.eye(4, 16)
    nothing = torch.zeros(4, 4, dtype=torch.bool)
    met = loss(sides, sides, nothing, TOY)
    assert met < 0.01
    assert loss(sides, sides.flip(0), nothing, TOY) > 5
    twins = sides.clone()
    twins[1] = twins[0]  # the same text twice: either is right
    alike = nothing.clone()
    alike[0, 1] = alike[1, 0] = True
    assert loss(twins, twins, alike, TOY) < 0.01 < loss(twins, twins, nothing, TOY)


def test_the_model_opens_in_sentence_transformers(learned):
    from sentence_transformers import SentenceTransformer

    texts = ["La fonderie embauche.", "", "المسبك"]
    theirs = SentenceTransformer(str(learned), device="cpu", local_files_only=True).encode(texts)
    assert np.isfinite(theirs).all()
    ours = open_encoder(str(learned)).encode_passages(texts)
    lengths = np.linalg.norm(theirs.astype(np.float32), axis=1, keepdims=True)
    assert np.allclose(ours, theirs / np.maximum(lengths, 1e-12), atol=2e-3)
