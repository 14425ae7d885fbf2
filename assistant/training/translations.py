"""Learn which stems translate which, from translated sentences.

    python -m assistant.training.translations PAIRS_DIR OUT [--catalogues DIR]

PAIRS_DIR holds `*.<first>-<second>.tsv.xz`, a pair of sentences a line. OUT receives one file a
pair of languages, for `assistant.language.translations`. `assistant.training.alignment` has the
method. Arabic and French, of which there are few pairs, are joined through English as well: by
sentences that translate the same one, and by tables; and beside their sentences count the words and
phrases that `assistant.training.catalogues` got. Same input, same output.
"""

from __future__ import annotations

import argparse
import json
import logging
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, repeat
from pathlib import Path

import numpy as np
from scipy import sparse
from tqdm import tqdm

from assistant.language.text import content_words, normalise, stem
from assistant.schema import Language
from assistant.training.alignment import Side, strongest, symmetrised

log = logging.getLogger(__name__)

Table = dict[str, dict[str, float]]  # stem -> stem of the other language -> weight

_LONGEST = 60  # stems of a sentence; what is longer aligns with everything
_KEPT = 8  # translations of a stem in the table
_WEAKEST = 0.03  # of the best translation's weight
_ARABIC_LEAST = 2  # pairs that hold a stem
_PHRASES_LEAST = 1  # likewise with phrases beside them: many words stand in one alone
_SENTENCES_COUNT = 2  # times a sentence counts beside a phrase of software, whose sense is narrow
_PIVOT_SHARE = 0.5  # weight of a translation found through English beside one found directly


def read_pairs(folder: Path, first: str, second: str, limit: int) -> Iterator[tuple[str, str]]:
    """Yield the pairs of every file of two languages, at most `limit` from each, in file order."""
    for path in sorted(folder.glob(f"*.{first}-{second}.tsv.xz")):
        yield from read_file(path, limit)


def read_file(path: Path, limit: int) -> Iterator[tuple[str, str]]:
    """Yield the pairs of the first `limit` lines of a file; none where there is no such file."""
    if not path.is_file():
        return
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, limit):
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 2:
                yield parts[0], parts[1]


def joined_pairs(folder: Path, limit: int) -> Iterator[tuple[str, str]]:
    """Yield Arabic–French pairs: those given, and those whose English sentence is the same."""
    yield from read_pairs(folder, "ar", "fr", limit)
    arabic: defaultdict[str, list[str]] = defaultdict(list)
    for left, right in read_pairs(folder, "ar", "en", limit):
        arabic[normalise(right).lower()].append(left)
    seen: set[tuple[str, str]] = set()
    for left, right in read_pairs(folder, "fr", "en", limit):
        for same in arabic.get(normalise(right).lower(), ()):
            if (same, left) not in seen:
                seen.add((same, left))
                yield same, left


def with_catalogues(
    sentences: Iterable[tuple[str, str]], phrases: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield sentences and phrases, each sentence as often as it counts beside a phrase."""
    for pair in sentences:
        yield from repeat(pair, _SENTENCES_COUNT)
    yield from phrases


def _stems(text: str, language: Language) -> list[str]:
    found = (stem(word.text, language) for word in content_words(text, language))
    return list(dict.fromkeys(s for s in found if s and not any(c.isdigit() for c in s)))


def _side(sentences: list[list[str]], least: int) -> Side:
    """Return the sentences as a matrix, of the stems that at least `least` of them hold."""
    counts = Counter(s for sentence in sentences for s in sentence)
    stems = sorted(s for s, n in counts.items() if n >= least)
    number = {s: i for i, s in enumerate(stems)}
    rows = [[number[s] for s in sentence if s in number] for sentence in sentences]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((i for row in rows for i in row), dtype=np.int32, count=int(starts[-1]))
    ones = np.ones(len(columns), dtype=np.float32)
    holds = sparse.csr_matrix((ones, columns, starts), shape=(len(rows), len(stems)))
    holds.sort_indices()
    return Side(stems, holds)


def read_corpus(
    pairs: Iterable[tuple[str, str]], first: Language, second: Language, least: int
) -> tuple[Side, Side]:
    """Return both sides of the pairs of two languages."""
    one: list[list[str]] = []
    other: list[list[str]] = []
    for left, right in tqdm(pairs, desc=f"{first}-{second}: words", unit=" pairs"):
        these, those = _stems(left, first), _stems(right, second)
        if these and those and max(len(these), len(those)) <= _LONGEST:
            one.append(these)
            other.append(those)
    return _side(one, least), _side(other, least)


def table(weights: sparse.csr_matrix, rows: list[str], columns: list[str]) -> Table:
    """Return each row's best translations, divided by the best."""
    best = strongest(weights, _KEPT)
    result: Table = {}
    for row, name in enumerate(rows):
        start, end = best.indptr[row], best.indptr[row + 1]
        top = max(best.data[start:end], default=0.0)
        if top <= 0:
            continue
        found = sorted(
            zip(best.data[start:end], best.indices[start:end], strict=True), reverse=True
        )
        result[name] = {
            columns[column]: round(float(value / top), 2)
            for value, column in found
            if value >= _WEAKEST * top
        }
    return result


def through(first: Table, second: Table) -> Table:
    """Return the translations that two tables give one after the other."""
    result: Table = {}
    for name, middles in first.items():
        sums: defaultdict[str, float] = defaultdict(float)
        for middle, weight in middles.items():
            following = second.get(middle, {})
            total = sum(following.values())
            for last, share in following.items():
                sums[last] += weight * share / total
        result[name] = _best(sums)
    return {name: found for name, found in result.items() if found}


def merged(direct: Table, pivoted: Table) -> Table:
    """Return the translations of both, those through another language at a lower weight."""
    result: Table = {}
    for name in sorted({*direct, *pivoted}):
        sums = defaultdict(float, direct.get(name, {}))
        for last, weight in pivoted.get(name, {}).items():
            sums[last] += _PIVOT_SHARE * weight
        result[name] = _best(sums)
    return result


def _best(weights: Mapping[str, float]) -> dict[str, float]:
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_KEPT]
    top = best[0][1] if best else 0.0
    return {name: round(w / top, 2) for name, w in best if w >= _WEAKEST * top}


def learn(
    pairs: Iterable[tuple[str, str]], first: Language, second: Language, least: int
) -> tuple[Table, Table]:
    """Return the tables first to second, and back."""
    one, other = read_corpus(pairs, first, second, least)
    log.info("%s-%s: %d pairs, %d and %d stems", first, second, one.holds.shape[0],
             len(one.stems), len(other.stems))  # fmt: skip
    weights = symmetrised(one, other)
    back = weights.T.tocsr()
    return table(weights, one.stems, other.stems), table(back, other.stems, one.stems)


def write(path: Path, tables: Mapping[str, Table]) -> None:
    """Write tables, named `fr-en` and so on, as compressed JSON."""
    text = json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    log.info("%s: %d bytes", path, path.stat().st_size)


def main(arguments: Iterable[str] | None = None) -> None:
    """Learn the tables of the three languages and write them."""
    parser = argparse.ArgumentParser(prog="python -m assistant.training.translations")
    parser.add_argument("pairs", type=Path, help="folder of *.fr-en.tsv.xz, *.ar-en.tsv.xz …")
    parser.add_argument("out", type=Path, help="folder that receives the tables")
    parser.add_argument("--limit", type=int, default=400_000, help="pairs taken from one file")
    parser.add_argument("--catalogues", type=Path, help="folder of pairs of words and phrases")
    given = parser.parse_args(None if arguments is None else list(arguments))
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    given.out.mkdir(parents=True, exist_ok=True)
    folder, limit = given.pairs, given.limit
    fr_en, en_fr = learn(read_pairs(folder, "fr", "en", limit), "fr", "en", least=4)
    write(given.out / "translations.en-fr.json.xz", {"en-fr": en_fr, "fr-en": fr_en})
    _learn_arabic(given, fr_en, en_fr)


def _learn_arabic(given: argparse.Namespace, fr_en: Table, en_fr: Table) -> None:
    def pairs(sentences: Iterable[tuple[str, str]], to: Language) -> Iterator[tuple[str, str]]:
        if given.catalogues is None:
            return iter(sentences)
        return with_catalogues(sentences, read_pairs(given.catalogues, "ar", to, given.limit))

    least = _ARABIC_LEAST if given.catalogues is None else _PHRASES_LEAST
    to_english = pairs(read_pairs(given.pairs, "ar", "en", given.limit), "en")
    ar_en, en_ar = learn(to_english, "ar", "en", least)
    write(given.out / "translations.ar-en.json.xz", {"ar-en": ar_en, "en-ar": en_ar})
    to_french = pairs(joined_pairs(given.pairs, given.limit), "fr")
    ar_fr, fr_ar = learn(to_french, "ar", "fr", least)
    ar_fr = merged(ar_fr, through(ar_en, en_fr))
    fr_ar = merged(fr_ar, through(fr_en, en_ar))
    write(given.out / "translations.ar-fr.json.xz", {"ar-fr": ar_fr, "fr-ar": fr_ar})


if __name__ == "__main__":
    main()
