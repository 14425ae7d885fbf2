"""Learn the encoder: a vector for each token of three languages, by what belongs together.

    python -m assistant.training.encoder PAIRS_DIR QUESTIONS_DIR OUT [--catalogues DIR]

PAIRS_DIR holds `*.<first>-<second>.tsv.xz`, a pair of sentences a line, and so, for Arabic, which
has few, does the folder that `assistant.training.catalogues` filled with words and phrases;
QUESTIONS_DIR question sets, `*.jsonl.xz`, of which the train splits are read. OUT receives a
sentence-transformers model.
A text is the mean of its tokens' vectors; a text and what belongs to it shall be nearer than the
others of the batch are (van den Oord et al. 2018, in both directions), also on the first half of
the dimensions (Kusupati et al. 2022). `recipe` has the numbers. What was read is kept beside OUT,
with a checkpoint: cut short, the same command goes on, and ends with the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import logging
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from tqdm import tqdm

from assistant.storage import write_atomic
from assistant.training.questions import read_questions
from assistant.training.recipe import RECIPE, Recipe
from assistant.training.static_folder import write_static
from assistant.training.token_rows import Pairs, Rows, are_written, read_rows, write_pairs
from assistant.training.tokenizer import commonest_letters, learn_tokenizer
from assistant.training.translations import read_pairs

log = logging.getLogger(__name__)

QUESTIONS = "questions"
_ALIKE = -1e4  # what stands in for the score of a text that is no other one


def main(arguments: Iterable[str] | None = None, recipe: Recipe = RECIPE) -> None:
    """Learn the tokenizer and the vectors and write the model."""
    parser = argparse.ArgumentParser(prog="python -m assistant.training.encoder")
    parser.add_argument("pairs", type=Path, help="folder of *.fr-en.tsv.xz, *.ar-en.tsv.xz …")
    parser.add_argument("questions", type=Path, help="folder of *.jsonl.xz")
    parser.add_argument("out", type=Path, help="folder that receives the model")
    parser.add_argument("--catalogues", type=Path, help="folder of pairs of words and phrases")
    parser.add_argument("--threads", type=int, default=1, help="other numbers round otherwise")
    given = parser.parse_args(None if arguments is None else list(arguments))
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(given.threads)
    texts = _Texts(given.pairs, given.questions, recipe, given.catalogues)
    work = given.out.with_name(f"{given.out.name}.work") / texts.digest()
    tokenizer = _tokenizer(work / "tokenizer.json", texts)
    sources = {name: _source(work, name, texts, tokenizer) for name in texts.names}
    checkpoint = work / f"{_digest(repr(recipe).encode())}.checkpoint.pt"
    table = learn(sources, tokenizer.get_vocab_size(), recipe, checkpoint)
    write_static(given.out, tokenizer, table)


def learn(
    sources: dict[str, Pairs], tokens: int, recipe: Recipe, checkpoint: Path
) -> NDArray[np.float32]:
    """Return the vectors, (tokens, dimension), going on from the checkpoint if there is one."""
    torch.manual_seed(recipe.seed)
    table = nn.EmbeddingBag(tokens, recipe.dimension, mode="mean")
    nn.init.normal_(table.weight, std=recipe.spread)
    optimizer = torch.optim.Adam(table.parameters(), lr=recipe.rate)
    cycle = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=recipe.steps, pct_start=recipe.warmup
    )
    run = {"table": table, "optimizer": optimizer, "cycle": cycle}
    plan = recipe.plan()
    done = _load(checkpoint, run)
    steps = tqdm(range(done, recipe.steps), initial=done, total=recipe.steps, unit=" steps")
    for step in steps:
        turn, number = plan[step]
        pairs = sources[turn.source]
        rows = pairs.batch(number, turn.batch, (recipe.seed, recipe.turns.index(turn)))
        left, right = _embed(table, pairs.left, rows), _embed(table, pairs.right, rows)
        lost = loss(left, right, _alike(pairs, rows), recipe)
        optimizer.zero_grad(set_to_none=False)
        lost.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        cycle.step()
        steps.set_postfix_str(f"{turn.source} {lost.item():.3f}", refresh=False)
        if (step + 1) % recipe.checkpoint_every == 0:
            _save(checkpoint, run, step + 1)
    return table.weight.detach().numpy()


def loss(
    left: torch.Tensor, right: torch.Tensor, alike: torch.Tensor, recipe: Recipe
) -> torch.Tensor:
    """Return the mean cross-entropy of finding the partner, either way and at each width.

    What is `alike`, (n, n), is not held against another's partner.
    """
    target = torch.arange(len(left))
    parts = []
    for half in recipe.halves:
        width = recipe.dimension // half
        ours = functional.normalize(left[:, :width], dim=1)
        theirs = functional.normalize(right[:, :width], dim=1)
        scores = (ours @ theirs.T / recipe.temperature).masked_fill(alike, _ALIKE)
        parts += [
            functional.cross_entropy(scores, target),
            functional.cross_entropy(scores.T, target),
        ]
    return torch.stack(parts).mean()


def _alike(pairs: Pairs, rows: NDArray[np.int64]) -> torch.Tensor:
    """Return which pairs of a batch have a text in common with which other ones."""
    same = [texts[rows][:, None] == texts[rows] for texts in (pairs.left_texts, pairs.right_texts)]
    alike = same[0] | same[1]
    np.fill_diagonal(alike, False)
    return torch.from_numpy(alike)


def _embed(table: nn.EmbeddingBag, side: Rows, rows: NDArray[np.int64]) -> torch.Tensor:
    ids, starts = side.bag(rows)
    vectors: torch.Tensor = table(torch.from_numpy(ids), torch.from_numpy(starts))
    return vectors


def _save(path: Path, run: dict[str, Any], done: int) -> None:
    held = io.BytesIO()
    torch.save({"done": done} | {name: part.state_dict() for name, part in run.items()}, held)
    write_atomic(path, held.getvalue())


def _load(path: Path, run: dict[str, Any]) -> int:
    """Put the state of a checkpoint into its parts; return how many steps it has behind it."""
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True)
    for name, part in run.items():
        part.load_state_dict(state[name])
    done: int = state["done"]
    log.info("going on behind step %d", done)
    return done


class _Texts:
    """What is learned from, by the names that the turns of the recipe use."""

    def __init__(
        self, pairs: Path, questions: Path, recipe: Recipe, catalogues: Path | None = None
    ) -> None:
        self._pairs, self._questions, self._catalogues = pairs, questions, catalogues
        self.reading = recipe.reading
        self.names = sorted({turn.source for turn in recipe.turns})

    def digest(self) -> str:
        """Return a digest of the files and how they are read: another one, other tokens."""
        summary = repr((self.reading, self.names)).encode()
        paths = [*sorted(self._pairs.glob("*.tsv.xz")), *sorted(self._questions.glob("*.jsonl.xz"))]
        if self._catalogues is not None:
            paths += sorted(self._catalogues.glob("*.tsv.xz"))
        for path in paths:
            summary += path.name.encode() + hashlib.sha256(path.read_bytes()).digest()
        return _digest(summary)

    def pairs(self, name: str, limit: int | None = None) -> Iterator[tuple[str, str]]:
        """Yield the pairs of a source, at most `limit` of a file where the recipe allows more."""
        if name == QUESTIONS:
            return read_questions(self._questions)
        first, _, second = name.partition("-")
        limit = limit or self.reading.pairs_per_file
        pairs = read_pairs(self._pairs, first, second, limit)
        if self._catalogues is None or "ar" not in (first, second):
            return pairs
        return chain(pairs, read_pairs(self._catalogues, first, second, limit))

    def words(self, limit: int) -> Iterator[str]:
        """Yield texts, as often as they shall count in the vocabulary."""
        for name in self.names:
            first, _, second = name.partition("-")
            for left, right in tqdm(self.pairs(name, limit), desc=f"{name}: words", unit=" pairs"):
                if name == QUESTIONS:
                    yield from (left, right) * self.reading.questions_times
                else:
                    yield from (left,) * self._times(first)
                    yield from (right,) * self._times(second)

    def _times(self, language: str) -> int:
        return self.reading.arabic_times if language == "ar" else 1


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _tokenizer(path: Path, texts: _Texts) -> Tokenizer:
    if not path.is_file():
        letters = commonest_letters(texts.words(texts.reading.letters_from))
        words = texts.words(texts.reading.words_from)
        learned = learn_tokenizer(words, texts.reading.vocabulary, letters)
        write_atomic(path, learned.to_str(pretty=False).encode())
    return Tokenizer.from_file(str(path))


def _source(work: Path, name: str, texts: _Texts, tokenizer: Tokenizer) -> Pairs:
    place = work / name
    if not are_written(place):
        pairs = tqdm(texts.pairs(name), desc=f"{name}: tokens", unit=" pairs")
        write_pairs(place, pairs, tokenizer, texts.reading.longest)
    return read_rows(place)


if __name__ == "__main__":
    main()
