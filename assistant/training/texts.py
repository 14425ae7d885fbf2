"""The texts that encoders are learned from: pairs of sentences, and questions with paragraphs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, cycle
from pathlib import Path
from random import Random

from tokenizers import Tokenizer
from tqdm import tqdm

from assistant.language.arabic import inflected
from assistant.language.lexicon import forms, senses
from assistant.schema import LANGUAGES
from assistant.storage import write_atomic
from assistant.training.questions import read_questions
from assistant.training.recipe import LEXICON, QUESTIONS, TEACHER, Recipe, TransformerRecipe
from assistant.training.token_rows import Pairs, are_written, read_rows, write_pairs
from assistant.training.tokenizer import commonest_letters, learn_tokenizer
from assistant.training.translations import read_file, read_pairs

# What Arabic writes together with a word: the article, and what stands in front of both.
_ARTICLES = ("", "ال", "وال", "بال", "و")


class Texts:
    """What is learned from, by the names that the turns of the recipe use."""

    def __init__(
        self,
        pairs: Path,
        questions: Path,
        recipe: Recipe | TransformerRecipe,
        catalogues: Path | None = None,
    ) -> None:
        self._pairs, self._questions, self._catalogues = pairs, questions, catalogues
        self.reading = recipe.reading
        self.names = recipe.sources

    def digest(self) -> str:
        """Return a digest of the files and how they are read: another one, other tokens."""
        summary = repr((self.reading, self.names)).encode()
        paths = [*sorted(self._pairs.glob("*.tsv.xz")), *sorted(self._questions.glob("*.jsonl.xz"))]
        if self._catalogues is not None:
            paths += sorted(self._catalogues.glob("*.tsv.xz"))
        if LEXICON in self.names:
            summary += hashlib.sha256(repr((senses(), forms()["ar"])).encode()).digest()
        for path in paths:
            summary += path.name.encode() + hashlib.sha256(path.read_bytes()).digest()
        return digest_of(summary)

    def pairs(self, name: str, limit: int | None = None) -> Iterator[tuple[str, str]]:
        """Yield the pairs of a source, at most `limit` of a file where the recipe allows more."""
        if name == QUESTIONS:
            return read_questions(self._questions)
        if name == TEACHER:
            return self._to_teach()
        if name == LEXICON:
            return chain(lexicon_pairs(senses()), verb_pairs(forms()["ar"]))
        first, _, second = name.partition("-")
        limit = limit or self.reading.pairs_per_file
        pairs = read_pairs(self._pairs, first, second, limit)
        if self._catalogues is None or "ar" not in (first, second):
            return pairs
        return chain(pairs, read_pairs(self._catalogues, first, second, limit))

    def words(self, limit: int) -> Iterator[str]:
        """Yield texts, as often as they shall count in the vocabulary."""
        for name in self.names:
            if name == TEACHER:  # has no texts of its own
                continue
            first, _, second = name.partition("-")
            for left, right in tqdm(self.pairs(name, limit), desc=f"{name}: words", unit=" pairs"):
                if name == QUESTIONS:
                    yield from (left, right) * self.reading.questions_times
                elif name == LEXICON:
                    yield from (left, right) * self.reading.lexicon_times
                else:
                    yield from (left,) * self._times(first)
                    yield from (right,) * self._times(second)

    def _to_teach(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs, English second, that a teacher places; drawn alike every time."""
        drawn = Random(0)  # noqa: S311 - a seeded sample, no secret
        pairs: list[tuple[str, str]] = []
        for name, count in self.reading.taught:
            read = list(read_file(self._pairs / f"{name}.tsv.xz", self.reading.taught_from))
            some = read if len(read) <= count else drawn.sample(read, count)
            pairs += some * (self.reading.arabic_taught_times if ".ar-" in name else 1)
        short = sorted({english for _, english in pairs}, key=lambda text: (len(text), text))
        kept = set(short[: self.reading.taught_shortest])
        return (pair for pair in pairs if pair[1] in kept)

    def _times(self, language: str) -> int:
        return self.reading.arabic_times if language == "ar" else 1


def lexicon_pairs(rows: Iterable[Sequence[Sequence[str]]]) -> Iterator[tuple[str, str]]:
    """Yield every two words of a row, of one language or two; an Arabic one now with its article.

    A row has its words by language, in the order of `LANGUAGES`.
    """
    articles = cycle(_ARTICLES)
    arabic = LANGUAGES.index("ar")
    for row in rows:
        words = [(word, at == arabic) for at, names in enumerate(row) for word in names]
        for (left, _), (right, written_together) in combinations(words, 2):
            yield left, f"{next(articles)}{right}" if written_together else right


def verb_pairs(verbs: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield the past of every Arabic verb with each of its forms; `verbs` as in `forms.json`."""
    for verb in verbs:
        yield from ((verb[0], form) for form in inflected(verb) if form != verb[0])


def digest_of(content: bytes) -> str:
    """Return a short digest, for the name of a folder or file."""
    return hashlib.sha256(content).hexdigest()[:12]


def tokenizer_of(path: Path, texts: Texts) -> Tokenizer:
    """Return the tokenizer at `path`, learned from the texts if none is there yet."""
    if not path.is_file():
        letters = commonest_letters(texts.words(texts.reading.letters_from))
        words = texts.words(texts.reading.words_from)
        learned = learn_tokenizer(words, texts.reading.vocabulary, letters)
        write_atomic(path, learned.to_str(pretty=False).encode())
    return Tokenizer.from_file(str(path))


def rows_of(place: Path, texts: Texts, tokenizer: Tokenizer) -> Pairs:
    """Return the pairs of the source that the folder is named after, tokenized once."""
    if not are_written(place):
        pairs = tqdm(texts.pairs(place.name), desc=f"{place.name}: tokens", unit=" pairs")
        write_pairs(place, pairs, tokenizer, texts.reading.longest)
    return read_rows(place)
