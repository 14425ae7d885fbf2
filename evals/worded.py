"""What a good and truthful model would write: sentences in other words, with what they rest on.

`worded.jsonl` has a line a question of the dev half: `id`, `language` and `sentences`, each a
`text`, its `quotes` (letter by letter out of the document as it is stored) and its `way`.
`worded_fresh.jsonl` has the same of the summaries that we ship, with the `question` beside. All of
them are true, so whatever `verify.check` refuses here is a false alarm; what it lets through of the
false sentences that `twisted.py` makes of them is a miss.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Literal, get_args

from assistant.corpus_file import parse
from assistant.documents.describe import describe
from assistant.documents.extract import extract
from assistant.documents.fetch import read_source
from assistant.documents.ingest import as_document
from assistant.questions.quoted import Quote
from assistant.questions.verify import check
from assistant.schema import LANGUAGES, Document, Language, Problem, Verdict
from assistant.settings import Settings, read_settings
from evals.gold import HERE, read_set
from evals.intervals import share
from evals.reporting.tables import cell, table
from evals.trouble import BrokenWorded
from evals.twisted import KINDS, Kind, Twist, names_in, twists

WORDED = HERE / "worded.jsonl"
FRESH = HERE / "worded_fresh.jsonl"  # of a second hand, not looked at while rules were made
CORPUS = "corpus/"  # begins the name of a document that is none of the set's
SHIPPED = HERE.parent / "corpus" / "articles"
Way = Literal["rephrased", "translated", "fused"]  # fused: two quotes or more, in any language


@dataclass(frozen=True, slots=True)
class WordedQuote:
    """What a sentence rests on: an exact substring of the body of a document of the set."""

    document: str  # the file's path in evals/documents, or corpus/NAME
    quote: str


@dataclass(frozen=True, slots=True)
class WordedSentence:
    """One sentence as a model would write it, true to its quotes."""

    text: str
    quotes: tuple[WordedQuote, ...]
    way: Way


@dataclass(frozen=True, slots=True)
class Worded:
    """The answer to one question, in its language; one without `question` is the set's by `id`."""

    id: str
    language: Language
    sentences: tuple[WordedSentence, ...]
    question: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One sentence with what the check says of it; `pair` is "en over fr"."""

    id: str
    pair: str
    sentence: WordedSentence
    verdict: Verdict


# --- reading ----------------------------------------------------------------------------------


def read_worded(path: Path = WORDED) -> tuple[Worded, ...]:
    """Return the answers of a file, in its order. Raises BrokenWorded, naming the line."""
    found = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise BrokenWorded(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(_worded(json.loads(line)))
            except (ValueError, TypeError, KeyError) as error:
                raise BrokenWorded(
                    f"{path}, line {number}, is no worded answer ({error!r}): mend that line."
                ) from error
    return tuple(found)


def _worded(record: Mapping[str, Any]) -> Worded:
    if record["language"] not in LANGUAGES:
        raise ValueError(f"language is none of {', '.join(LANGUAGES)}")
    sentences = tuple(_sentence(one) for one in record["sentences"])
    if not sentences:
        raise ValueError("no sentences")
    question = record.get("question", "")
    return Worded(_text(record["id"]), record["language"], sentences, question)


def _sentence(record: Mapping[str, Any]) -> WordedSentence:
    quotes = tuple(
        WordedQuote(_text(one["document"]), _text(one["quote"])) for one in record["quotes"]
    )
    way = record["way"]
    if way not in get_args(Way):
        raise ValueError(f"way is none of {', '.join(get_args(Way))}")
    if not quotes or (way == "fused") != (len(quotes) > 1):
        raise ValueError("fused has two quotes or more, every other way has one")
    return WordedSentence(_text(record["text"]), quotes, way)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is no text")
    return value


# --- the documents as they are stored ---------------------------------------------------------


def stored_documents(worded: Iterable[Worded]) -> dict[str, Document]:
    """Return each document that is quoted, read as `add` reads it, by its path in the set."""
    named = {quote.document for one in worded for s in one.sentences for quote in s.quotes}
    settings = read_settings()
    return {name: _stored(name, settings) for name in sorted(named)}


def _stored(name: str, settings: Settings) -> Document:
    if name.startswith(CORPUS):
        file = SHIPPED / name.removeprefix(CORPUS)
        return parse(file.read_text(encoding="utf-8"), f"articles/{file.name}")
    path = read_set().path(name)
    if name.startswith("summaries/"):  # corpus files, dropped in as they are
        return parse(path.read_text(encoding="utf-8"), f"articles/{path.name}")
    raw = read_source(str(path), settings)
    extracted = extract(raw, settings)
    return as_document(raw, extracted, describe(raw, extracted, {}))


# --- weighing ---------------------------------------------------------------------------------


def weigh(worded: Sequence[Worded], documents: Mapping[str, Document]) -> list[Weighed]:
    """Return what the check says of every sentence with its own quotes."""
    return [_weigh(one, s, documents) for one in worded for s in one.sentences]


def _weigh(one: Worded, sentence: WordedSentence, documents: Mapping[str, Document]) -> Weighed:
    quotes = _quotes(sentence, documents)
    over = " and ".join(sorted({quote.language for quote in quotes}))
    verdict = check(sentence.text, one.language, quotes)
    return Weighed(one.id, f"{one.language} over {over}", sentence, verdict)


def _quotes(sentence: WordedSentence, documents: Mapping[str, Document]) -> list[Quote]:
    return [_quote(documents[quote.document], quote.quote) for quote in sentence.quotes]


def _quote(document: Document, text: str) -> Quote:
    start = document.body.find(text)
    return Quote(document, text, start if start >= 0 else None)


def weigh_twisted(
    worded: Sequence[Worded], documents: Mapping[str, Document]
) -> list[tuple[Weighed, Twist]]:
    """Return what the check says of each false sentence, beside how it was made."""
    names = {
        name: None
        for one in worded
        for s in one.sentences
        for name in names_in(s.text, one.language)
    }
    return [
        (_weigh(one, replace(s, text=twist.text), documents), twist)
        for one in worded
        for s in one.sentences
        for twist in twists(s.text, one.language, _quotes(s, documents), tuple(names))
    ]


def worded(path: Path = WORDED) -> str:
    """Return how many of the true sentences the check lets through, and what stops the others.

    Then how many of the false ones made of them it lets through too, by what was twisted.
    """
    answers = read_worded(path)
    documents = stored_documents(answers)
    weighed = weigh(answers, documents)
    parts = (
        _shares("all", weighed, lambda _: "all"),
        _shares("way", weighed, lambda one: one.sentence.way),
        _shares("languages", weighed, lambda one: one.pair),
        _kinds(weighed),
        missed(weigh_twisted(answers, documents), weighed),
        "\n".join(_told(one) for one in weighed if not one.verdict.supported),
    )
    return "\n\n".join(part for part in parts if part)


def _shares(name: str, weighed: Sequence[Weighed], key: Callable[[Weighed], str]) -> str:
    rows = []
    for group in dict.fromkeys(map(key, weighed)):
        some = [float(one.verdict.supported) for one in weighed if key(one) == group]
        rows.append((group, f"{sum(some):.0f}", cell(share(some), interval=True)))
    return table((name, "supported", "share"), rows)


def _kinds(weighed: Sequence[Weighed]) -> str:
    """Return how many sentences each kind of problem stops, and how many it stops alone."""
    kinds = [{problem.kind for problem in one.verdict.problems} for one in weighed]
    rows = [
        (kind, str(sum(kind in some for some in kinds)), str(kinds.count({kind})))
        for kind in sorted(set(chain.from_iterable(kinds)))
    ]
    return table(("problem", "sentences", "alone"), rows) if rows else ""


def missed(twisted: Sequence[tuple[Weighed, Twist]], weighed: Sequence[Weighed]) -> str:
    """Return how many of the false sentences are let through, by what was twisted.

    A sentence that is refused when true is refused when twisted too, so the share is told also of
    those that are let through when true.
    """
    right = {(one.id, one.sentence.quotes) for one in weighed if one.verdict.supported}
    kinds: dict[str, tuple[Kind, ...]] = {kind: (kind,) for kind in KINDS} | {"all": KINDS}
    rows = []
    for name, some in kinds.items():
        of = [one for one, twist in twisted if twist.kind in some]
        passing = [one for one in of if (one.id, one.sentence.quotes) in right]
        shares = [share([float(one.verdict.supported) for one in made]) for made in (of, passing)]
        passed = sum(one.verdict.supported for one in of)
        rows.append((name, str(passed), *(cell(told, interval=True) for told in shares)))
    return table(("twisted", "let through", "share", "where the true one passes"), rows)


def _told(one: Weighed) -> str:
    problems = "; ".join(map(_problem, one.verdict.problems))
    return f"{one.id} ({one.pair}, {one.sentence.way}) {problems}\n    {one.sentence.text}"


def _problem(problem: Problem) -> str:
    return f"{problem.kind}: {problem.words}"
