"""A killed writer loses nothing acknowledged and leaves nothing half in."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hashing_encoder import HashingEncoder

from assistant.index.index import Index
from assistant.index.passage import passage
from assistant.schema import Chunk, Document

IDS = [f"document-{n}" for n in range(40)]

# What the child does until it is killed: add, replace and remove documents in small batches,
# saying before each what it is about to do, and after it returned that it did.
WRITER = """
import random, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
import test_index_crash as t
from assistant.index import vectors
vectors.PERSIST_EVERY = int(sys.argv[4])
index = t.open_index(Path(sys.argv[1]))
draw = random.Random(int(sys.argv[2]))
version = int(sys.argv[2]) * 1_000_000
while True:
    ids = draw.sample(t.IDS, draw.randint(1, 8))
    version += 1
    removes = draw.random() < 0.2
    print(f"start {0 if removes else version} {' '.join(ids)}", flush=True)
    if removes:
        index.remove(ids)
    else:
        index.update([t.document(id, version) for id in ids])
    print("done", flush=True)
"""


def document(id, version):
    """A document of two chunks, the first of which names its version."""
    return Document(
        id=id,
        body=f"Marker{version} opens {id}: {_mark(id, version)}.\n\nIt closes {id}.",
        title=id,
        language="en",
    )


def _mark(id, version):
    """A word that stands in one version of one document only."""
    return f"mark{version}x{id.rpartition('-')[2]}"


def split(document):
    cut = document.body.index("\n\n")
    ranges = ((0, cut), (cut + 2, len(document.body)))
    return [
        Chunk("?", document.id, number, start, end, document.body[start:end])
        for number, (start, end) in enumerate(ranges)
    ]


def open_index(folder, documents=lambda: ()):
    return Index.open(
        folder,
        encoder=HashingEncoder,
        splitter=split,
        splitter_version="1",
        documents=documents,
    )


class _Truth:
    """What the writer said: the version of each document, and what it was killed at."""

    def __init__(self):
        self.versions = {}
        self.under_way = (0, [])

    def read(self, lines):
        for line in lines:
            if match := re.fullmatch(r"start (\d+) (.*)", line):
                self.under_way = (int(match[1]), match[2].split())
            elif line == "done":
                version, ids = self.under_way
                self.versions |= dict.fromkeys(ids, version)
                self.under_way = (0, [])

    def documents(self):
        """The corpus folder's part: what is there to rebuild from."""
        return [document(id, version) for id, version in self.versions.items() if version]

    def may_be(self, id):
        version, ids = self.under_way
        return {self.versions.get(id, 0)} | ({version} if id in ids else set())


def _killed_writer(folder, turn, seconds, persist_every, truth):
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            WRITER,
            folder,
            str(turn),
            Path(__file__).parent,
            str(persist_every),
        ],
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        first = child.stdout.readline()
        time.sleep(seconds)
        os.kill(child.pid, signal.SIGKILL)
        truth.read([first.rstrip("\n"), *child.stdout.read().split("\n")])


def _check(index, truth):
    """Every document is wholly what was acknowledged, or wholly what was under way."""
    for id in IDS:
        found = index.document(id)
        version = int(re.search(r"Marker(\d+)", found.body)[1]) if found else 0
        assert version in truth.may_be(id)
        truth.versions[id] = version
        assert [c.text for c in index.chunks_of(id)] == (found.body.split("\n\n") if found else [])
        if found:
            best = index.search(_mark(id, version), "en", 1)[0]
            assert (best.document, best.lexical_rank) == (found, 1)
    truth.under_way = (0, [])
    with index._reading() as generation:
        ids = set(generation.catalogue.chunk_ids())
        assert generation.vectors.ids() == ids
        assert generation.lexical.count() == len(ids)
        encoder = HashingEncoder()
        for chunk, whole in generation.catalogue.load(sorted(ids)).values():
            vector = encoder.encode_question(passage(whole, chunk))
            assert generation.vectors.search(vector, 1)[0][1] == pytest.approx(1, abs=1e-4)


def _kills(folder, turns, persist_every=1_000):
    """Kill a writer in each turn; return how often the index had to rebuild itself."""
    truth, rebuilt = _Truth(), []
    draw = random.Random(len(turns))
    for turn in turns:
        _killed_writer(folder, turn, draw.uniform(0.1, 1.2), persist_every, truth)

        def documents():
            rebuilt.append(turn)  # noqa: B023 -- called within the turn
            # what was under way had been written to the corpus before it was indexed
            version, ids = truth.under_way
            truth.versions |= dict.fromkeys(ids, version)
            return truth.documents()

        with open_index(folder, documents) as index:
            _check(index, truth)
    assert any(truth.versions.values())
    return len(rebuilt)


def test_a_killed_writer_loses_nothing_and_leaves_no_half(tmp_path):
    assert _kills(tmp_path / "index", range(1, 3)) == 0


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_dozens_of_kills_at_our_settings_need_no_rebuild(tmp_path):
    assert _kills(tmp_path / "index", range(1, 25)) == 0


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_kills_while_chroma_persists_are_healed(tmp_path):
    _kills(tmp_path / "index", range(1, 41), persist_every=20)
