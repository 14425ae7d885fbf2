"""Learn the encoder: a vector for each token of three languages, by what belongs together.

    python -m assistant.training.encoder PAIRS QUESTIONS OUT [--teacher DIR] [--catalogues DIR]

PAIRS holds `*.<first>-<second>.tsv.xz`, a pair of sentences a line, and so, for Arabic, which
has few, does the folder that `assistant.training.catalogues` filled with words and phrases;
QUESTIONS question sets, `*.jsonl.xz`, of which the train splits are read. OUT receives a
sentence-transformers model.
A text is the mean of its tokens' vectors; a text and what belongs to it shall be nearer than the
others of the batch are (van den Oord et al. 2018, in both directions), also on the first half of
the dimensions (Kusupati et al. 2022). Every third batch shall lie where an English model, the
teacher, puts its English side (`teacher`). `recipe` has the numbers. What was read is kept beside
OUT, with a checkpoint: cut short, the same command goes on, and ends with the same weights.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional
from tqdm import tqdm

from assistant.training.checkpoint import load, save
from assistant.training.losses import contrast, distance
from assistant.training.recipe import RECIPE, TEACHER, Recipe
from assistant.training.static_folder import write_static
from assistant.training.teacher import Teacher, narrowed, open_english, targets_of
from assistant.training.texts import Texts, digest_of, rows_of, tokenizer_of
from assistant.training.token_rows import Pairs, Rows


def main(arguments: Iterable[str] | None = None, recipe: Recipe = RECIPE) -> None:
    """Learn the tokenizer and the vectors and write the model."""
    parser = argparse.ArgumentParser(prog="python -m assistant.training.encoder")
    parser.add_argument("pairs", type=Path, help="folder of *.fr-en.tsv.xz, *.ar-en.tsv.xz …")
    parser.add_argument("questions", type=Path, help="folder of *.jsonl.xz")
    parser.add_argument("out", type=Path, help="folder that receives the model")
    parser.add_argument("--catalogues", type=Path, help="folder of pairs of words and phrases")
    parser.add_argument("--teacher", default="", help="of English; default all-MiniLM-L6-v2")
    parser.add_argument("--threads", type=int, default=1, help="other numbers round otherwise")
    given = parser.parse_args(None if arguments is None else list(arguments))
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(given.threads)
    texts = Texts(given.pairs, given.questions, recipe, given.catalogues)
    work = given.out.with_name(f"{given.out.name}.work") / texts.digest()
    tokenizer = tokenizer_of(work / "tokenizer.json", texts)
    sources = {name: rows_of(work / name, texts, tokenizer) for name in texts.names}
    if TEACHER in sources:
        sources[TEACHER] = _taught(work, texts, sources[TEACHER], given.teacher, recipe)
    checkpoint = work / f"{digest_of(repr(recipe).encode())}.checkpoint.pt"
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
    done = load(checkpoint, run)
    steps = tqdm(range(done, recipe.steps), initial=done, total=recipe.steps, unit=" steps")
    for step in steps:
        turn, number = plan[step]
        pairs = sources[turn.source]
        rows = pairs.batch(number, turn.batch, (recipe.seed, recipe.turns.index(turn)))
        left, right = _embed(table, pairs.left, rows), _embed(table, pairs.right, rows)
        if pairs.targets is not None:
            lost = _distance(left, right, torch.from_numpy(pairs.targets[rows]))
        else:
            lost = loss(left, right, torch.from_numpy(pairs.alike(rows)), recipe)
        optimizer.zero_grad(set_to_none=False)
        lost.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        cycle.step()
        steps.set_postfix_str(f"{turn.source} {lost.item():.3f}", refresh=False)
        if (step + 1) % recipe.checkpoint_every == 0:
            save(checkpoint, run, step + 1)
    return table.weight.detach().numpy()


def loss(
    left: torch.Tensor, right: torch.Tensor, alike: torch.Tensor, recipe: Recipe
) -> torch.Tensor:
    """Return the mean cross-entropy of finding the partner, either way and at each width.

    What is `alike`, (n, n), is not held against another's partner.
    """
    widths = [recipe.dimension // half for half in recipe.halves]
    parts = [contrast(left[:, :w], right[:, :w], alike, recipe.temperature) for w in widths]
    return torch.stack(parts).mean()


def _taught(work: Path, texts: Texts, pairs: Pairs, named: str, recipe: Recipe) -> Pairs:
    """Return the pairs with where the teacher of that name, on as few dimensions, puts them."""
    encoder = open_english(named)
    teacher = Teacher(encoder.folder, "cpu")
    place = work / f"taught-{encoder.digest[:12]}" / TEACHER
    english = (right for _, right in texts.pairs(TEACHER))
    targets = targets_of(place, english, pairs.right_texts, teacher.embed, teacher.width)
    vectors = targets.at(np.arange(len(pairs.right_texts)))
    return replace(pairs, targets=narrowed(vectors, recipe.dimension))


def _distance(left: torch.Tensor, right: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Return how far both sides are from where they shall lie, together."""
    sides = (functional.normalize(side, dim=1) for side in (left, right))
    return torch.stack([distance(side, targets) for side in sides]).sum()


def _embed(table: nn.EmbeddingBag, side: Rows, rows: NDArray[np.int64]) -> torch.Tensor:
    ids, starts = side.bag(rows)
    vectors: torch.Tensor = table(torch.from_numpy(ids), torch.from_numpy(starts))
    return vectors


if __name__ == "__main__":
    main()
