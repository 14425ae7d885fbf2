"""What the encoders are learned by: every number of it, in one place."""

from __future__ import annotations

from dataclasses import dataclass, field

QUESTIONS = "questions"
TEACHER = "teacher"
LEXICON = "lexicon"


@dataclass(frozen=True)
class Turn:
    """Every so many steps, the batch comes from this source."""

    source: str  # "fr-en", "ar-en", "ar-fr": translated sentences; "questions": with paragraphs;
    # "teacher": sentences in two languages, and where an English model puts them; "lexicon":
    # words of one row of `language/lexicon.json`, and forms of one Arabic verb
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
    lexicon_times: int = 5  # the same for its words
    pairs_per_file: int = 600_000  # of Europarl; every other file has fewer
    # Pairs whose English sentence the teacher embeds: how many are drawn of the first `taught_from`
    # of each file; and of all, the shortest, since the teacher takes its time.
    taught: tuple[tuple[str, int], ...] = (
        ("tico19_more.ar-en", 10_000),
        ("tico19_tm.ar-en", 10_000),
        ("sdg.ar-en", 10_000),
        ("tatoeba_more.ar-en", 10_000),
        ("tatoeba_anki.ar-en", 10_000),
        ("tico19_tm.fr-en", 10_000),
        ("sdg.fr-en", 10_000),
        ("stsb_traindev.fr-en", 20_000),
        ("tatoeba_anki.fr-en", 30_000),
        ("python_docs.fr-en", 8_000),
        ("canada_laws.fr-en", 15_000),
        ("europarl.fr-en", 75_000),
    )
    taught_from: int = 300_000
    taught_shortest: int = 122_880  # sentences
    arabic_taught_times: int = 3
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
    steps: int = 1300
    checkpoint_every: int = 100  # steps
    turns: tuple[Turn, ...] = (  # the first that a step meets is taken
        Turn("teacher", every=3, at=0, batch=2048),
        Turn("lexicon", every=6, at=2, batch=2048),
        Turn("ar-en", every=5, at=1, batch=2048),
        Turn("ar-fr", every=20, at=2, batch=2048),
        Turn("questions", every=8, at=3, batch=1024),
        Turn("fr-en", every=1, at=0, batch=2048),
    )

    @property
    def sources(self) -> list[str]:
        """The names of what is learned from."""
        return sorted({turn.source for turn in self.turns})

    def plan(self) -> list[tuple[Turn, int]]:
        """Return, for each step, whose turn it is and which batch of it that is."""
        return _planned(self.turns, self.steps)


@dataclass(frozen=True)
class TransformerRecipe:
    """How the transformer is learned, in two stages; untried at full size, so chosen, not found.

    On a body 384 wide a file of half floats has 0.77 MB a thousand tokens and 3.5 MB a layer: 60 MB
    at 50,000 tokens and 6 layers, 34 MB at 30,000 and 3.
    """

    seed: int = 0
    reading: Reading = field(default_factory=lambda: Reading(longest=254))  # and two at the ends
    layers: int = 6  # of the teacher's, from the first
    # Pairs of a source by which tokens get the vector of another's: 5 s and 0.7 GB for 117,000, and
    # of 50,000 tokens 12,277 are the teacher's, 2,923 spelled with its, 29,968 translated.
    aligned_from: int = 100_000
    steps: int = 20_000  # of both stages
    tuned: float = 0.1  # share of the steps that is the second stage
    rate: float = 2e-4  # the highest, of AdamW, for the teacher's layers
    tokens_rate: float = 1e-3  # for the vectors of tokens, which are new
    tuning_share: float = 0.2  # of both rates, in the second stage
    warmup: float = 0.05  # share of a stage on the way up; then straight down to nothing
    decay: float = 0.01
    clip: float = 1.0  # the longest gradient
    temperature: float = 0.05
    pool: int = 32  # batches that are drawn at once, to be dealt out by length
    at_once: int = 65_536  # tokens of a taught batch in memory at once
    checkpoint_every: int = 1_000  # steps
    taught_turns: tuple[Turn, ...] = (
        Turn("ar-en", every=4, at=1, batch=512),
        Turn("fr-en", every=1, at=0, batch=512),
    )
    tuned_turns: tuple[Turn, ...] = (  # taught on, or the languages would come apart
        Turn("questions", every=2, at=0, batch=256),
        Turn("ar-en", every=8, at=1, batch=512),
        Turn("fr-en", every=1, at=0, batch=512),
    )

    @property
    def sources(self) -> list[str]:
        """The names of what is learned from."""
        return sorted({turn.source for turn in (*self.taught_turns, *self.tuned_turns)})

    @property
    def taught_steps(self) -> int:
        """The number of steps of the first stage."""
        return self.steps - round(self.steps * self.tuned)

    def plan(self) -> list[tuple[Turn, int]]:
        """Return, for each step, whose turn it is and which batch of its stage that is."""
        tuned = self.steps - self.taught_steps
        return _planned(self.taught_turns, self.taught_steps) + _planned(self.tuned_turns, tuned)

    def rate_share(self, step: int) -> float:
        """Return the share of the rates that a step, counted from 0, is made with."""
        if step < self.taught_steps:
            return self._slope(step, self.taught_steps)
        step -= self.taught_steps
        return self.tuning_share * self._slope(step, self.steps - self.taught_steps)

    def _slope(self, step: int, steps: int) -> float:
        up = max(1, round(self.warmup * steps))
        return min((step + 1) / up, max(0, steps - step) / max(1, steps - up))


def _planned(turns: tuple[Turn, ...], steps: int) -> list[tuple[Turn, int]]:
    taken: dict[str, int] = {}
    plan = []
    for step in range(steps):
        turn = next(t for t in turns if step % t.every == t.at)
        plan.append((turn, taken.get(turn.source, 0)))
        taken[turn.source] = plan[-1][1] + 1
    return plan


RECIPE = Recipe()
TRANSFORMER_RECIPE = TransformerRecipe()
