"""A static model is read without torch, and its vectors are those of sentence-transformers."""

import json
import shutil
import subprocess
import sys
import time

import numpy as np
import pytest
from tiny_models import SIZE, static_folder

from assistant.index.static import Static, read_static

TEXTS = [
    "La fonderie de Tanger embauche 300 ouvriers à l'été 2021.",
    "The foundry hires workers, doesn't it?",
    "تُوظِّف المسابك في طنجة ثلاثمائة عاملٍ",
    "",
    "   \n\t",
    "\x00\x01\u200f",
    "🙂 ½ ﬁ œ",
    "foundry " * 900,
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A model with a subword tokenizer that knows the three scripts of TEXTS."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=150, special_tokens=["[PAD]", "[UNK]"], show_progress=False
    )
    tokenizer.train_from_iterator(TEXTS, trainer)
    tokenizer.enable_padding(length=7)  # as many tokenizers come; no pad may count in a mean
    torch.manual_seed(3)
    table = StaticEmbedding(tokenizer, embedding_dim=32)
    place = tmp_path_factory.mktemp("static") / "subwords"
    SentenceTransformer(modules=[table, Normalize()]).save(str(place), create_model_card=False)
    return place


def theirs(folder, texts):
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    return unit(model.encode(texts, convert_to_numpy=True).astype(np.float32))


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def test_its_vectors_are_those_of_sentence_transformers(folder):
    model = read_static(folder)
    assert isinstance(model, Static)
    ours = model.encode(TEXTS)
    assert ours.dtype == np.float32
    assert ours.shape == (len(TEXTS), model.dimension) == (8, 32)
    assert np.allclose(unit(ours), theirs(folder, TEXTS), atol=1e-4)
    assert not ours[3].any()
    assert not ours[4].any()
    assert ours[0].any()


def test_half_floats_are_read_and_averaged_in_full_ones(tmp_path):
    folder = static_folder(tmp_path / "half", unit=True, half=True)
    texts = ["la fonderie de tanger", "the foundry hires workers"]
    ours = read_static(folder).encode(texts)
    assert ours.dtype == np.float32
    assert np.allclose(unit(ours), theirs(folder, texts), atol=2e-3)  # they average in half floats
    whole = read_static(static_folder(tmp_path / "whole", unit=True)).encode(texts)
    assert np.allclose(ours, whole, atol=1e-3)
    assert not read_static(folder).encode(["xyzzy"]).any()  # where half floats give no number


def test_the_files_are_where_modules_json_says(folder, tmp_path):
    older = shutil.copytree(folder, tmp_path / "older")
    (older / "0_StaticEmbedding").mkdir()
    for name in ("model.safetensors", "tokenizer.json"):
        (older / name).rename(older / "0_StaticEmbedding" / name)
    modules = [
        {"idx": 0, "name": "0", "path": "0_StaticEmbedding", "type": "a.b.StaticEmbedding"},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": "c.Normalize"},
    ]
    (older / "modules.json").write_text(json.dumps(modules))
    found = read_static(older).encode(TEXTS)
    assert np.array_equal(found, read_static(folder).encode(TEXTS))


def test_a_model_cut_to_fewer_dimensions_has_these_only(folder, tmp_path):
    cut = shutil.copytree(folder, tmp_path / "cut")
    config = json.loads((cut / "config_sentence_transformers.json").read_text())
    (cut / "config_sentence_transformers.json").write_text(json.dumps(config | {"truncate_dim": 8}))
    model = read_static(cut)
    assert model.dimension == 8
    assert np.allclose(unit(model.encode(TEXTS)), theirs(cut, TEXTS), atol=1e-4)


@pytest.mark.parametrize(
    "kinds",
    [["Transformer", "Pooling"], ["StaticEmbedding", "Dense"], ["StaticEmbedding"] * 2, []],
)
def test_a_model_with_other_modules_is_left_to_sentence_transformers(tmp_path, kinds):
    folder = static_folder(tmp_path / "model")
    modules = [
        {"idx": i, "name": str(i), "path": "", "type": f"a.{k}"} for i, k in enumerate(kinds)
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    assert read_static(folder) is None


def test_weights_that_numpy_does_not_know_are_left_to_sentence_transformers(tmp_path):
    import torch
    from safetensors.torch import save_file

    folder = static_folder(tmp_path / "model")
    save_file(
        {"embedding.weight": torch.ones(13, SIZE, dtype=torch.bfloat16)},
        str(folder / "model.safetensors"),
    )
    assert read_static(folder) is None
    (folder / "model.safetensors").unlink()
    assert read_static(folder) is None
    assert read_static(tmp_path / "absent") is None


def test_a_table_shorter_than_the_vocabulary_is_refused(tmp_path):
    from safetensors.numpy import save_file

    folder = static_folder(tmp_path / "model")
    save_file({"embedding.weight": np.ones((5, SIZE), np.float32)}, folder / "model.safetensors")
    with pytest.raises(ValueError, match="5 vectors for 13 tokens"):
        read_static(folder)


def test_neither_torch_nor_sentence_transformers_is_imported(folder):
    code = (
        "import sys; from assistant.index.encoder import open_encoder;"
        "e = open_encoder(sys.argv[1]); e.encode_passages(['a']); e.encode_question('b');"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_thousand_passages_take_less_than_two_seconds(folder):
    model = read_static(folder)
    passages = [f"{n} " + "La fonderie de Tanger embauche des ouvriers. " * 18 for n in range(1000)]
    started = time.perf_counter()
    model.encode(passages)
    assert time.perf_counter() - started < 2
