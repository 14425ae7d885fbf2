"""Learn a small transformer that reads three languages, from an English one and translations.

    python -m assistant.training.transformer PAIRS_DIR QUESTIONS_DIR TEACHER OUT --device cuda
    python -m assistant.training.transformer PAIRS_DIR QUESTIONS_DIR TEACHER OUT --layers 3

Untried at full size: no GPU was at hand, and the numbers in `recipe` were chosen, not found. What
is tested is a toy on the CPU. The folders are those of `assistant.training.encoder`; TEACHER is the
folder or name of a sentence-transformers model on a BERT, or "" for the one that is installed. OUT
receives a sentence-transformers model: `ASSISTANT_ENCODER=OUT` opens it.
The body is the teacher's first layers, under a vocabulary of ours (`token_start` says where its
vectors begin). First, an English sentence and its translation shall both lie where the teacher
puts the English one (Reimers & Gurevych 2020). Then, questions shall be nearer to their paragraphs
than to the others of the batch, between batches of the first kind. What was read is kept beside
OUT, with a checkpoint: cut short, the same command goes on, on a CPU to the same weights.
"""

from __future__ import annotations

import argparse
import copy
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from tqdm import tqdm

from assistant.training.checkpoint import load, save
from assistant.training.losses import contrast, distance
from assistant.training.recipe import QUESTIONS, TRANSFORMER_RECIPE, TransformerRecipe, Turn
from assistant.training.teacher import Targets, Teacher, open_english, targets_of
from assistant.training.texts import Texts, digest_of, rows_of, tokenizer_of
from assistant.training.token_rows import Pairs, Rows
from assistant.training.token_start import start_vectors
from assistant.training.transformer_folder import FIRST, LAST, with_ends, write_transformer

log = logging.getLogger(__name__)


def main(arguments: Iterable[str] | None = None, recipe: TransformerRecipe | None = None) -> None:
    """Learn the vocabulary and the weights and write the model."""
    given = _arguments(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(given.threads)
    recipe = recipe or TRANSFORMER_RECIPE
    recipe = replace(
        recipe, steps=recipe.steps if given.steps is None else given.steps,
        layers=given.layers or recipe.layers,
    )  # fmt: skip
    texts = Texts(given.pairs, given.questions, recipe, given.catalogues)
    work = given.out.with_name(f"{given.out.name}.work") / texts.digest()
    tokenizer = with_ends(tokenizer_of(work / "tokenizer.json", texts))
    sources = {name: rows_of(work / name, texts, tokenizer) for name in texts.names}
    named = open_english(given.teacher)
    teacher = Teacher(named.folder, given.device)
    place = work / f"taught-{named.digest[:12]}"
    targets = {
        name: _targets(place / name, texts, name, sources[name], teacher)
        for name in texts.names
        if name != QUESTIONS
    }
    student = Student(teacher, tokenizer, [sources[name] for name in targets], recipe)
    del teacher  # its memory is the student's
    student.to(given.device)
    checkpoint = place / f"{digest_of(repr(recipe).encode())}.checkpoint.pt"
    learn(student, Lessons(sources, targets), recipe, checkpoint)
    write_transformer(given.out, tokenizer, student.body, recipe.reading.longest + 2)


def _arguments(arguments: Iterable[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m assistant.training.transformer")
    parser.add_argument("pairs", type=Path, help="folder of *.fr-en.tsv.xz, *.ar-en.tsv.xz …")
    parser.add_argument("questions", type=Path, help="folder of *.jsonl.xz")
    parser.add_argument("teacher", help='folder or name of an English model, "" for the installed')
    parser.add_argument("out", type=Path, help="folder that receives the model")
    parser.add_argument("--catalogues", type=Path, help="folder of pairs of words and phrases")
    parser.add_argument("--device", default="cpu", help="cuda for a GPU")
    parser.add_argument("--steps", type=int, help="of both stages; 0 writes where they begin")
    parser.add_argument("--layers", type=int, help="of the teacher's that are kept")
    parser.add_argument("--threads", type=int, default=1, help="other numbers round otherwise")
    return parser.parse_args(None if arguments is None else list(arguments))


def _targets(place: Path, texts: Texts, name: str, pairs: Pairs, teacher: Teacher) -> Targets:
    english = (right for _, right in texts.pairs(name))
    return targets_of(place, english, pairs.right_texts, teacher.embed, teacher.width)


class Student(nn.Module):
    """The teacher's first layers under another vocabulary. A text is the mean of its tokens."""

    def __init__(
        self,
        teacher: Teacher,
        tokenizer: Tokenizer,
        sources: list[Pairs],
        recipe: TransformerRecipe,
    ) -> None:
        """Take over the layers and give every token of the tokenizer a vector to begin with."""
        super().__init__()
        vocabulary = tokenizer.get_vocab()
        self._ends = (vocabulary[FIRST], vocabulary[LAST])
        body = copy.deepcopy(teacher.body).cpu().float()
        table = body.embeddings.word_embeddings.weight.detach().numpy()
        start = start_vectors(
            tokenizer, teacher.tokenizer, table, sources, recipe.aligned_from, recipe.seed
        )
        tokens = nn.Embedding(len(start), teacher.width, padding_idx=0)
        tokens.weight.data = torch.from_numpy(start)
        body.embeddings.word_embeddings = tokens
        body.encoder.layer = body.encoder.layer[: recipe.layers]
        body.config.update({"num_hidden_layers": len(body.encoder.layer), "vocab_size": len(start)})
        body.config.pad_token_id = 0
        self.body: Any = body
        self.eval()  # nothing is dropped: no chance in a run that is cut short, and in distilling

    def forward(self, side: Rows, rows: NDArray[np.int64]) -> torch.Tensor:
        """Return the unit vectors of these texts, float32 (n, width)."""
        ids, inside = side.padded(rows, self._ends)
        device = self.body.device
        mask = torch.from_numpy(inside).to(device)
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            read = self.body(torch.from_numpy(ids).to(device), attention_mask=mask.long())
        tokens = read.last_hidden_state.float() * mask[:, :, None]
        return functional.normalize(tokens.sum(dim=1), dim=1)

    def parameter_groups(self, recipe: TransformerRecipe) -> list[dict[str, Any]]:
        """Return the weights with their rates; a token that is not seen stays what it is."""
        tokens = self.body.embeddings.word_embeddings.weight
        others = [p for p in self.parameters() if p is not tokens]
        return [
            {"params": [tokens], "lr": recipe.tokens_rate, "weight_decay": 0.0},
            {"params": others, "lr": recipe.rate, "weight_decay": recipe.decay},
        ]


@dataclass(frozen=True)
class Lessons:
    """What is learned from, and for translations where they shall lie, by their names."""

    sources: Mapping[str, Pairs]
    targets: Mapping[str, Targets]


def learn(student: Student, lessons: Lessons, recipe: TransformerRecipe, checkpoint: Path) -> None:
    """Learn the student's weights in place, going on from the checkpoint if there is one."""
    optimizer = torch.optim.AdamW(student.parameter_groups(recipe))
    rates = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: recipe.rate_share(step))
    run = {"student": student, "optimizer": optimizer, "rates": rates}
    plan = recipe.plan()
    done = load(checkpoint, run)
    steps = tqdm(range(done, recipe.steps), initial=done, total=recipe.steps, unit=" steps")
    for step in steps:
        turn, number = plan[step]
        turns = recipe.taught_turns if step < recipe.taught_steps else recipe.tuned_turns
        seed = (recipe.seed, int(step < recipe.taught_steps), turns.index(turn))
        pairs = lessons.sources[turn.source]
        rows = pairs.batch_by_length(number, turn.batch, seed, recipe.pool)
        optimizer.zero_grad(set_to_none=True)
        lost = _learn_from(student, lessons, turn, rows, recipe)
        nn.utils.clip_grad_norm_(student.parameters(), recipe.clip)
        optimizer.step()
        rates.step()
        steps.set_postfix_str(f"{turn.source} {lost:.3f}", refresh=False)
        if (step + 1) % recipe.checkpoint_every == 0:
            save(checkpoint, run, step + 1)


def _learn_from(
    student: Student, lessons: Lessons, turn: Turn, rows: NDArray[np.int64],
    recipe: TransformerRecipe,
) -> float:  # fmt: skip
    """Add a batch's gradient to the weights; return its loss."""
    pairs = lessons.sources[turn.source]
    device = student.body.device
    if turn.source == QUESTIONS:  # each is told from all the others: in one piece
        alike = torch.from_numpy(pairs.alike(rows)).to(device)
        sides = student(pairs.left, rows), student(pairs.right, rows)
        lost = contrast(*sides, alike, recipe.temperature)
        lost.backward()  # type: ignore[no-untyped-call]
        return float(lost.detach())
    total = 0.0
    for part in _parts(pairs, rows, recipe.at_once):
        target = torch.from_numpy(lessons.targets[turn.source].at(part)).to(device)
        lost = distance(student(pairs.left, part), target)
        lost = (lost + distance(student(pairs.right, part), target)) * (len(part) / len(rows))
        lost.backward()  # type: ignore[no-untyped-call]
        total += float(lost.detach())
    return total


def _parts(pairs: Pairs, rows: NDArray[np.int64], tokens: int) -> Iterator[NDArray[np.int64]]:
    """Cut a batch so that neither side of a part has more tokens, padded ones too, than allowed."""
    longest = 2 + int(max(pairs.left.lengths(rows).max(), pairs.right.lengths(rows).max()))
    size = max(1, tokens // longest)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


if __name__ == "__main__":
    main()
