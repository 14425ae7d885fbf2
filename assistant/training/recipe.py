"""What the encoder is learned by: every number of it, in one place."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Turn:
    """Every so many steps, the batch comes from this source."""

    source: str  # "fr-en", "ar-en", "ar-fr": translated sentences; "questions": with paragraphs
    every: int
    at: int  # which of these steps
    batch: int  # pairs; the others of a batch are what a pair is told from


@dataclass(frozen=True)
class Reading:
    """How texts become tokens."""

    vocabulary: int = 50_000
    letters_from: int = 20_000  # pairs of a file in which letters are counted
    words_from: int = 200_000  # pairs of a file from which the vocabulary is learned
    arabic_times: int = 30  # Arabic is a hundredth of the text: seen this often, it gets its words
    questions_times: int = 2  # the same for the texts of the question sets
    pairs_per_file: int = 600_000  # of Europarl; every other file has fewer
    longest: int = 256  # tokens of a text that count


@dataclass(frozen=True)
class Recipe:
    """How the tokenizer and the vectors are learned; equal recipes and data, equal weights."""

    seed: int = 0
    reading: Reading = field(default_factory=Reading)
    dimension: int = 256
    halves: tuple[int, ...] = (1, 2)  # the loss is also taken on the first half of the dimensions
    spread: float = 0.1  # standard deviation of the vectors at the start
    temperature: float = 0.05
    rate: float = 0.02  # the highest, of Adam: one cycle up and down
    warmup: float = 0.1  # share of the steps on the way up
    steps: int = 900
    checkpoint_every: int = 100  # steps
    turns: tuple[Turn, ...] = (  # the first that a step meets is taken
        Turn("ar-en", every=5, at=1, batch=2048),
        Turn("ar-fr", every=20, at=2, batch=2048),
        Turn("questions", every=6, at=3, batch=1024),
        Turn("fr-en", every=1, at=0, batch=2048),
    )

    def plan(self) -> list[tuple[Turn, int]]:
        """Return, for each step, whose turn it is and which batch of it that is."""
        taken: dict[str, int] = {}
        steps = []
        for step in range(self.steps):
            turn = next(t for t in self.turns if step % t.every == t.at)
            steps.append((turn, taken.get(turn.source, 0)))
            taken[turn.source] = steps[-1][1] + 1
        return steps


RECIPE = Recipe()
