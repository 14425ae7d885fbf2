"""Learn which letters tell English from French, from translated sentences.

    python -m assistant.training.languages PAIRS_DIR OUT

OUT receives `languages.json`, for `assistant.language.detect`: for every three letters (^ and $
stand for the ends of a word) the logarithm of how much likelier they are in an English word than
in a French one. Words count by the logarithm of their frequency. Same input, same output.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tqdm import tqdm

from assistant.language.detect import latin_words, plain, trigrams
from assistant.training.translations import read_pairs

_LEAST_WORD = 2  # occurrences
_LEAST_TRIGRAM = 30  # weighted occurrences in both languages together
_TELLING = 0.3  # a smaller logarithm tells too little to be kept


def weighted_trigrams(words: Mapping[str, int]) -> Counter[str]:
    """Return how often each three letters occur, words counted by the logarithm of theirs."""
    found: dict[str, float] = {}
    for word, count in words.items():
        if count >= _LEAST_WORD:
            for trigram in trigrams(word):
                found[trigram] = found.get(trigram, 0.0) + 1 + math.log(count)
    return Counter({trigram: round(weight) for trigram, weight in found.items()})


def odds(french: Counter[str], english: Counter[str]) -> dict[str, float]:
    """Return log p(trigram | English) - log p(trigram | French) of the telling ones."""
    totals = math.log(english.total() / french.total())
    values = {
        trigram: round(math.log((english[trigram] + 1) / (french[trigram] + 1)) - totals, 1)
        for trigram in {*french, *english}
        if french[trigram] + english[trigram] >= _LEAST_TRIGRAM
    }
    return {
        trigram: values[trigram] for trigram in sorted(values) if abs(values[trigram]) > _TELLING
    }


def main(arguments: Iterable[str] | None = None) -> None:
    """Learn the table and write it."""
    parser = argparse.ArgumentParser(prog="python -m assistant.training.languages")
    parser.add_argument("pairs", type=Path, help="folder of *.fr-en.tsv.xz")
    parser.add_argument("out", type=Path, help="folder that receives languages.json")
    parser.add_argument("--limit", type=int, default=60_000, help="pairs taken from one file")
    given = parser.parse_args(None if arguments is None else list(arguments))
    french: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for left, right in tqdm(read_pairs(given.pairs, "fr", "en", given.limit), unit=" pairs"):
        french.update(map(plain, latin_words(left)))
        english.update(map(plain, latin_words(right)))
    table = odds(weighted_trigrams(french), weighted_trigrams(english))
    given.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(table, separators=(",", ":"))
    (given.out / "languages.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
