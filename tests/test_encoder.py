"""Any sentence-transformers folder opens from one setting, without a network."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading

import numpy as np
import pytest
from tiny_models import static_folder, transformer_folder

from assistant.documents.split import split
from assistant.errors import EncoderUnavailable
from assistant.index.encoder import Prefixes, open_encoder
from assistant.index.index import Index
from assistant.index.static import read_static
from assistant.schema import Document


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    return static_folder(tmp_path_factory.mktemp("models") / "tiny-static")


@pytest.fixture(scope="session")
def layered(tmp_path_factory):
    return transformer_folder(tmp_path_factory.mktemp("models") / "tiny-bert")


@pytest.fixture(params=["tiny", "layered"])
def either(request):
    """A static model and a transformer in turn: what is promised of any."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("the encoder asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_the_default_reads_three_languages_from_weights_that_come_with_it(no_network):
    encoder = open_encoder("")
    assert not encoder.loaded
    assert encoder.reads == {"fr", "en", "ar"}
    told = [
        ("The firm signed an agreement.", "L'entreprise a signé un accord.", "وقعت الشركة اتفاقا."),
        ("It rained all week.", "Il a plu toute la semaine.", "أمطرت طوال الأسبوع."),
        ("Exports of cars rise.", "Les ventes de voitures augmentent.", "ترتفع صادرات السيارات."),
    ]
    sides = [encoder.encode_passages(texts) for texts in zip(*told, strict=True)]
    for one in sides:
        assert one.shape == (3, encoder.dimension) == (3, 256)
        assert one.dtype == np.float32
        assert np.allclose(np.linalg.norm(one, axis=1), 1, atol=1e-5)
        for other in sides:
            assert ((one @ other.T).argmax(axis=1) == np.arange(3)).all()
    question = encoder.encode_question("Quel accord la société a-t-elle signé ?")
    assert question.shape == (256,)
    assert (sides[0] @ question).argmax() == 0
    assert not encoder.encode_passages([""]).any()


def test_the_default_weighs_little_and_needs_no_torch():
    folder = open_encoder("").folder
    assert sum(path.stat().st_size for path in folder.parent.rglob("*")) < 40_000_000
    assert read_static(folder) is not None


def test_a_default_that_is_missing_is_named_with_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.index.encoder._SHIPPED", tmp_path)
    with pytest.raises(EncoderUnavailable, match="ASSISTANT_ENCODER"):
        open_encoder("")


def test_a_folder_opens_by_its_path_and_keeps_the_order_of_texts(either, no_network):
    encoder = open_encoder(str(either))
    texts = ["la fonderie de tanger embauche", "workers", "the foundry hires"] * 30
    vectors = encoder.encode_passages(texts)
    assert encoder.dimension == 24
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(vector, encoder.encode_question(text), atol=1e-5)


def test_words_it_does_not_know_give_a_vector_of_zeros_and_no_text_gives_none(tiny):
    encoder = open_encoder(str(tiny))
    assert not encoder.encode_passages(["xyzzy"]).any()
    assert np.isfinite(encoder.encode_passages(["", "\x00\x01", "a" * 50_000])).all()
    assert encoder.encode_passages([]).shape == (0, 24)


def test_threads_share_one_model(either):
    encoder = open_encoder(str(either))
    seen = []

    def ask():
        for _ in range(20):
            seen.append(encoder.encode_question("the foundry hires").tobytes())

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 120
    assert len(set(seen)) == 1


def test_the_digest_follows_the_weights_and_not_the_readme(tiny, tmp_path):
    copy = shutil.copytree(tiny, tmp_path / "elsewhere" / "tiny-static")
    digest = open_encoder(str(copy)).digest
    assert digest == open_encoder(str(tiny)).digest
    (copy / "README.md").write_text("another")
    assert open_encoder(str(copy)).digest == digest
    weights = next(copy.rglob("*.safetensors"))
    changed = bytearray(weights.read_bytes())
    changed[-1] ^= 1
    stamp = open_encoder(str(copy)).stamp
    weights.write_bytes(changed)
    assert open_encoder(str(copy)).digest != digest
    assert open_encoder(str(copy)).stamp != stamp


@pytest.mark.parametrize(
    ("name", "prefixes"),
    [
        ("multilingual-e5-small", Prefixes("query: ", "passage: ")),
        ("e5-base-v2", Prefixes("query: ", "passage: ")),
        ("bge-m3", Prefixes()),
        ("paraphrase-multilingual-MiniLM-L12-v2", Prefixes()),
        ("nomic-embed-text-v1.5", Prefixes("search_query: ", "search_document: ")),
    ],
)
def test_known_families_get_their_prefixes(tiny, tmp_path, name, prefixes):
    folder = shutil.copytree(tiny, tmp_path / name)
    assert open_encoder(str(folder)).prefixes == prefixes


def test_the_prompts_a_model_carries_go_first_and_once(either, tmp_path):
    folder = shutil.copytree(either, tmp_path / "multilingual-e5-small")
    config = json.loads((folder / "config_sentence_transformers.json").read_text())
    config["prompts"] = {"query": "the ", "document": "la "}
    config["default_prompt_name"] = "query"
    (folder / "config_sentence_transformers.json").write_text(json.dumps(config))
    encoder = open_encoder(str(folder))
    plain = open_encoder(str(either))
    assert encoder.prefixes == Prefixes("the ", "la ")
    assert encoder.digest != plain.digest
    assert np.allclose(
        encoder.encode_question("foundry"), plain.encode_question("the foundry"), atol=1e-5
    )
    assert np.allclose(
        encoder.encode_passages(["foundry"]), plain.encode_passages(["la foundry"]), atol=1e-5
    )


def test_a_bge_m3_and_an_e5_are_known_by_the_names_people_set(tiny, tmp_path, monkeypatch):
    asked = []

    def fetched(name, **given):
        asked.append((name, given.get("local_files_only", False)))
        return str(tiny)

    monkeypatch.setattr("huggingface_hub.snapshot_download", fetched)
    e5 = open_encoder("intfloat/multilingual-e5-small")
    bge = open_encoder("BAAI/bge-m3")
    assert asked == [("intfloat/multilingual-e5-small", True), ("BAAI/bge-m3", True)]
    assert e5.prefixes == Prefixes("query: ", "passage: ")
    assert bge.prefixes == Prefixes()
    assert e5.reads == bge.reads == {"fr", "en", "ar"}
    assert e5.digest != bge.digest  # the same files, other words in front
    assert np.allclose(
        e5.encode_passages(["foundry"])[0], bge.encode_question("passage: foundry"), atol=1e-5
    )


def test_the_index_is_made_again_when_the_folder_holds_another_model(either, tiny, tmp_path):
    smaller = shutil.copytree(tiny, tmp_path / "model")
    config = json.loads((smaller / "config_sentence_transformers.json").read_text())
    document = Document(id="foundry", title="", language="en", body="The foundry hires workers.")

    def recipe():
        with Index.open(
            tmp_path / "index",
            encoder=lambda: open_encoder(str(smaller)),
            splitter=split,
            splitter_version="1",
            documents=lambda: [document],
        ) as index:
            assert [hit.document.id for hit in index.search("foundry", "en", 1)] == ["foundry"]
            return index.statistics().recipe

    first = recipe()
    assert (first.encoder, first.dimension) == ("model", "24")
    assert recipe() == first
    assert [p.name for p in (tmp_path / "index").glob("gen-*")] == ["gen-1"]
    (smaller / "config_sentence_transformers.json").write_text(
        json.dumps(config | {"truncate_dim": 8})
    )
    second = recipe()
    assert second.dimension == "8"
    assert second.digest != first.digest
    shutil.rmtree(smaller)
    shutil.copytree(either, smaller)
    third = recipe()
    assert third.dimension == "24"
    assert [p.name for p in (tmp_path / "index").glob("gen-*")] == ["gen-3"]


def test_what_cannot_be_opened_is_named_with_the_remedy(either, tmp_path):
    with pytest.raises(EncoderUnavailable, match="ASSISTANT_ENCODER"):
        open_encoder(str(tmp_path / "absent"))
    with pytest.raises(EncoderUnavailable, match=r"modules\.json"):
        open_encoder(str(tmp_path))
    with pytest.raises(EncoderUnavailable, match="not the name"):
        open_encoder("what / ever?")
    broken = shutil.copytree(either, tmp_path / "broken")
    next(broken.rglob("*.safetensors")).write_bytes(b"cut short")
    with pytest.raises(EncoderUnavailable, match="broken"):
        open_encoder(str(broken)).encode_question("the foundry")


def test_a_name_not_on_this_machine_is_one_sentence_when_offline(tmp_path):
    code = "from assistant.index.encoder import open_encoder; open_encoder('nobody/no-such-model')"
    env = os.environ | {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert "EncoderUnavailable: The embedding model nobody/no-such-model" in done.stderr


def test_opening_imports_nothing_heavy():
    code = (
        "import sys; from assistant.index.encoder import open_encoder; open_encoder('').digest;"
        "print([m for m in ('torch', 'numpy', 'sentence_transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
