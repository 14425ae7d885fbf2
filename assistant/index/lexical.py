"""The lexical leg: BM25 over the terms of chunks, in tantivy, the only module that knows it.

A word of the question is two groups of alternatives: its stem, and its surface form. A group is
scored about as one term would be: the best alternative counts, the others a little, and each
boost is corrected for how common the group is as a whole (probabilistic structured queries after
Darwish and Oard, expressed as a disjunction maximum).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import tantivy

from assistant.errors import AssistantError, IndexBusy, IndexDamaged, StorageFull
from assistant.index.alternatives import analyse, question_words, text_grams, word_groups
from assistant.language.text import fold
from assistant.schema import Language

ANALYSER_VERSION = "6"  # of terms and schema together: a change means another recipe

_HEAP = 50_000_000  # bytes; tantivy asks for 15 MB a thread at least
_SHORTEST_MISSPELT = 5  # letters of a word that may be taken for another, one edit away
_LONG = 8  # letters from which two edits are allowed
_GRAM_SHARE = 0.4  # weight of three letters beside a word
_TIE = 0.3  # share of the alternatives that are not the best


class Lexical:
    """The terms of every chunk, in one folder. One writer at a time, any number of readers."""

    def __init__(self, index: tantivy.Index, writer: tantivy.IndexWriter) -> None:
        self._index = index
        self._writer: tantivy.IndexWriter | None = writer

    @classmethod
    def open(cls, folder: Path) -> Lexical:
        """Open the index in `folder`, made when missing.

        Raises IndexBusy when another process writes it, IndexDamaged when it cannot be read.
        """
        folder.mkdir(parents=True, exist_ok=True)
        try:
            index = tantivy.Index(_schema(), path=str(folder))
            index.config_reader(reload_policy="manual")  # no thread that watches the folder
            writer = index.writer(heap_size=_HEAP, num_threads=1)
        except (ValueError, OSError) as error:
            raise _trouble(error) from error
        return cls(index, writer)

    def add(self, entries: Iterable[tuple[str, str, Language]]) -> None:
        """Store chunks given as (id, text, language), in place of those with the same ids.

        They are found after `commit`. A batch is cheaper than many.
        """
        writer = self._open_writer()
        for chunk_id, text, language in entries:
            writer.delete_documents_by_term("id", chunk_id)
            document = tantivy.Document()
            document.add_text("id", chunk_id)
            found = analyse(text, language)
            document.add_text("terms", found.terms)
            document.add_text("sounds", found.sounds)
            document.add_text("language", language)
            if found.grams:
                document.add_text("grams", found.grams)
            writer.add_document(document)

    def delete(self, chunk_ids: Iterable[str]) -> None:
        """Take chunks out; unknown ids are no error. Their terms leave the disk on a rebuild."""
        writer = self._open_writer()
        for chunk_id in chunk_ids:
            writer.delete_documents_by_term("id", chunk_id)

    def commit(self) -> None:
        """Make what was added and deleted durable and visible."""
        try:
            self._open_writer().commit()
        except (ValueError, OSError) as error:
            raise _trouble(error) from error
        self._index.reload()

    def search(self, question: str, language: Language, top: int) -> list[tuple[str, float]]:
        """Return up to `top` chunks as (id, score), best first; none for an empty question."""
        searcher = self._index.searcher()
        query = _query(question, language, searcher, self._index.schema)
        if query is None or top < 1:
            return []
        hits = _hits(searcher, query, top)
        if language == "ar":
            closer = _hits(searcher, _with_grams(query, question, self._index.schema), top)
            hits = _reordered(hits, closer, "ar")
        return [(hit.chunk_id, hit.score) for hit in hits]

    def rarity(self, word: str, language: Language) -> float:
        """Return how rare a question's word is, alternatives included: 1 where no chunk has it."""
        searcher = self._index.searcher()
        stems = word_groups(word, language)[0]
        together = sum(weight * searcher.doc_freq(_field(t), t) for t, weight in stems.items())
        total = searcher.num_docs
        return _idf(min(together, total), total) / _idf(0, total)

    def count(self) -> int:
        """Return how many chunks are committed."""
        return int(self._index.searcher().num_docs)

    def close(self) -> None:
        """Let go of the folder; what was not committed is forgotten. Closing twice is no error."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.rollback()
            writer.wait_merging_threads()

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise IndexDamaged("The lexical index is closed: open it again.")
        return self._writer

    def __enter__(self) -> Lexical:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _trouble(error: Exception) -> AssistantError:
    """Name what tantivy reports: all its errors are ValueErrors that differ in their words."""
    words_of_error = str(error).lower()
    if "lockbusy" in words_of_error:
        return IndexBusy("Another process is writing the index: close it, then try again.")
    if "no space" in words_of_error or "permission denied" in words_of_error:
        return StorageFull(f"The index cannot be written: make room or give the right ({error}).")
    return IndexDamaged(f"The lexical index cannot be used: rebuild the index ({error}).")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="freq")
    # A field of its own, so that sounds do not make a chunk look longer than its words.
    builder.add_text_field("sounds", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("grams", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("language", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


# --- the question ------------------------------------------------------------------------------


class _Hit(NamedTuple):
    chunk_id: str
    score: float
    language: str


def _hits(searcher: tantivy.Searcher, query: tantivy.Query, top: int) -> list[_Hit]:
    hits = []
    for score, address in searcher.search(query, limit=top, count=False).hits:
        document = searcher.doc(address)
        chunk_id, language = document.get_first("id"), document.get_first("language")
        hits.append(_Hit(str(chunk_id), float(score), str(language)))
    return sorted(hits, key=lambda hit: (-hit.score, hit.chunk_id))


def _reordered(hits: list[_Hit], closer: list[_Hit], language: Language) -> list[_Hit]:
    """Return `hits`, those of one language in the order, and of the choice, of `closer`.

    The places and scores stay: what only that language's chunks are judged by must not lift them
    over the others.
    """
    better = [hit.chunk_id for hit in closer if hit.language == language]
    if len(better) < sum(hit.language == language for hit in hits):
        return hits
    following = iter(better)
    return [
        hit._replace(chunk_id=next(following)) if hit.language == language else hit for hit in hits
    ]


def _with_grams(query: tantivy.Query, question: str, schema: tantivy.Schema) -> tantivy.Query:
    grams = [
        tantivy.Query.boost_query(
            tantivy.Query.term_query(schema, "grams", gram, "freq"), _GRAM_SHARE
        )
        for gram in dict.fromkeys(g for w in question_words(question, "ar") for g in text_grams(w))
    ]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, q) for q in (query, *grams)])


def _query(
    question: str, language: Language, searcher: tantivy.Searcher, schema: tantivy.Schema
) -> tantivy.Query | None:
    wanted = []
    for word in question_words(question, language):
        queries = [_group_query(g, searcher, schema) for g in word_groups(word, language)]
        found = [query for query in queries if query is not None]
        if not found and (near := _near_query(fold(word), searcher, schema)):
            found = [near]
        wanted += [(tantivy.Occur.Should, query) for query in found]
    return tantivy.Query.boolean_query(wanted) if wanted else None


def _near_query(
    folded: str, searcher: tantivy.Searcher, schema: tantivy.Schema
) -> tantivy.Query | None:
    """Return the query of a word that no chunk holds: words an edit or two away, as if all rare."""
    if len(folded) < _SHORTEST_MISSPELT or not folded.isalpha():
        return None
    edits = 1 if len(folded) < _LONG else 2
    near = tantivy.Query.fuzzy_term_query(schema, "terms", f"w:{folded}", edits, True, False)
    return tantivy.Query.boost_query(near, _idf(1, searcher.num_docs))


def _group_query(
    group: Mapping[str, float], searcher: tantivy.Searcher, schema: tantivy.Schema
) -> tantivy.Query | None:
    """Return the query of one group; None when no chunk holds any of it."""
    frequencies = {term: searcher.doc_freq(_field(term), term) for term in group}
    together = sum(group[term] * frequency for term, frequency in frequencies.items())
    if not together:
        return None
    total = searcher.num_docs
    weight = _idf(min(together, total), total)
    alternatives = [
        tantivy.Query.boost_query(
            tantivy.Query.term_query(schema, _field(term), term, "freq"),
            float(group[term] * weight / _idf(frequency, total)),
        )
        for term, frequency in frequencies.items()
        if frequency
    ]
    return tantivy.Query.disjunction_max_query(alternatives, tie_breaker=_TIE)


def _field(term: str) -> str:
    return "sounds" if term.startswith(("arabic:", "latin:")) else "terms"


def _idf(frequency: float, total: int) -> float:
    """Return the inverse document frequency as tantivy's BM25 has it; never zero."""
    return math.log1p((max(total, frequency) - frequency + 0.5) / (frequency + 0.5))
