"""Questions offered to start from and to go on with: each is one the corpus answers.

They are made from the records and from what was just answered, then asked in silence: what would be
refused is not offered.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from assistant.errors import AssistantError
from assistant.language.terms import find_terms, names
from assistant.language.text import fold
from assistant.schema import Answer, Citation, Document, Question
from assistant.service.service import Service
from assistant.ui.words import Words, words_in

STARTERS: Final = 4
FOLLOW_UPS: Final = 3
_TRIES: Final = 5  # questions asked in silence after an answer: a tenth of a second each
_PATIENCE: Final = 30.0  # seconds that the start page's questions give way to people who ask
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Starters:
    """The questions of the start page by language, made anew when the corpus has changed."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: dict[str, tuple[object, list[str]]] = {}
        self._lock = threading.Lock()

    def get(self, documents: Sequence[Document], words: Words) -> list[str]:
        """Return the questions for a corpus at once; the first time, those that records answer.

        Meanwhile the others are tried in a thread, for the next visitor.
        """
        stamp = tuple(sorted((d.id, d.added) for d in documents))
        with self._lock:
            known = self._known.get(words.language)
            if known and known[0] == stamp:
                return known[1]
            at_once = _from_records(documents, words)
            self._known[words.language] = (stamp, at_once)
        if documents:
            arguments = (stamp, documents, words)
            threading.Thread(target=self._try, args=arguments, name="starters", daemon=True).start()
        return at_once

    def _try(self, stamp: object, documents: Sequence[Document], words: Words) -> None:
        of_each = [
            question
            for kind in _starting(documents, words)
            for question in answered(
                self._service, kind, (), most=1, tries=len(kind), patience=_PATIENCE
            )
        ]
        if of_each:
            with self._lock:
                self._known[words.language] = (stamp, of_each[:STARTERS])


def follow_ups(service: Service, answer: Answer, history: Sequence[str]) -> list[str]:
    """Return questions that go on from an answer, in its language, that the corpus answers.

    `history` are the questions of the conversation, the one answered included.
    """
    words = words_in(answer.language)
    asked = {fold(question) for question in history}
    going = [q for q in _going_on(service, answer, words) if fold(q) not in asked]
    return answered(service, going, history, most=FOLLOW_UPS, tries=_TRIES)


def answered(
    service: Service,
    asked: Iterable[str],
    history: Sequence[str],
    *,
    most: int,
    tries: int,
    patience: float = 0.0,
) -> list[str]:
    """Return the first `most` of some questions that are answered, of the first `tries`.

    Who asks something comes first: it ends where somebody still does after `patience` seconds.
    """
    found: list[str] = []
    for question in list(dict.fromkeys(asked))[:tries]:
        if not service.crowd.quiet(patience):
            return found
        try:
            if service.would_answer(Question(question, history=tuple(history))):
                found.append(question)
        except AssistantError:
            return found  # the corpus cannot be asked now: nothing is offered
        if len(found) == most:
            break
    return found


def _from_records(documents: Sequence[Document], words: Words) -> list[str]:
    """Return questions that need no search to be answered."""
    topics = _topics(documents, words)
    found = [words.say("example.listing", topic=topic) for topic in topics[:1]]
    found += [words.say("example.latest")] if documents else []
    return [*found, words.say("example.help")]


def _starting(documents: Sequence[Document], words: Words) -> list[list[str]]:
    """Return the questions to try for the start page, by what they show; one of each is kept."""
    topics = _topics(documents, words)
    segments = _segments(documents, words)[:4]
    return [
        [words.say("example.topic", topic=topic) for topic in topics[:2]],
        [words.say("example.commitment")],
        [words.say("example.jobs", segment=segment) for segment in segments],
        [words.say("example.listing", topic=topic) for topic in topics[1:4]],
        [words.say("example.latest")],
    ]


def _going_on(service: Service, answer: Answer, words: Words) -> Iterator[str]:
    """Yield candidates: another year, the other party, who was asked about, what was quoted.

    Subjects that the documents name besides are neighbours of the matter: they come where there is
    nothing of it to go on with.
    """
    cited = [*answer.citations, *answer.nearest]
    documents = [service.show(id) for id in dict.fromkeys(c.document_id for c in cited)]
    if answer.answered:
        yield from _other_years(answer, documents, words)
        if answer.understood.get("kind") == "commitment":
            other = "federation" if answer.understood.get("party") == "state" else "state"
            yield words.say(f"chip.{other}")
    said = fold(" ".join((answer.question, answer.standalone_question)))
    near = [*_asked_about(answer, words)] if answer.answered else []
    quoted = [t for t in _quoted(documents, cited, words) if fold(t) not in said]
    for topic in near[:2]:
        yield words.say("example.topic", topic=topic)
    for topic in quoted[:2]:
        yield words.say("example.topic", topic=topic)
    for topic in near[:1]:
        yield words.say("example.listing", topic=topic)
    if near:
        return
    topics = [t for t in _topics(documents, words) if fold(t) not in said and t not in quoted]
    for topic in topics[:2]:
        yield words.say("example.topic", topic=topic)
    for topic in topics[2:3]:
        yield words.say("example.listing", topic=topic)


def _asked_about(answer: Answer, words: Words) -> list[str]:
    """Return the names that a question is about, as its reader writes them."""
    found = answer.understood.get("entities", ())
    return [name for entity in found for name in (names(entity, words.language)[:1] or [entity])]


def _quoted(documents: Sequence[Document], cited: Sequence[Citation], words: Words) -> list[str]:
    """Return the topics of documents that the sentences quoted from them name."""
    said = fold(" ".join(citation.quote for citation in cited))
    kept = [
        replace(document, topics=tuple(t for t in document.topics if fold(t) in said))
        for document in documents
    ]
    return _topics(kept, words)


def _other_years(answer: Answer, documents: Sequence[Document], words: Words) -> list[str]:
    """Return "and in 2019?" for the years next to the one asked of that the documents tell of."""
    asked = [date for date in answer.understood.get("dates", ()) if _is_year(date)]
    if not asked:
        return []
    year = int(asked[0]["from"][:4])
    told = {int(match[0]) for document in documents for match in _YEAR.finditer(document.body)}
    near = sorted(told - {year}, key=lambda other: (abs(other - year), -other))
    return [words.say("chip.year", year=other) for other in near[:2]]


def _is_year(date: dict[str, str]) -> bool:
    return date["from"][4:] == "-01-01" and date["to"] == f"{date['from'][:4]}-12-31"


def _topics(documents: Sequence[Document], words: Words) -> list[str]:
    """Return the topics of documents as the reader's language names them, commonest first."""
    counted = Counter(
        named for document in documents for topic in document.topics
        if (named := _in_language(topic, document, words))
    )  # fmt: skip
    return [topic for topic, _ in counted.most_common()]


def _in_language(topic: str, document: Document, words: Words) -> str:
    if document.language == words.language:
        return topic
    whole = [
        t for t in find_terms(topic, document.language) if t.span.end - t.span.start >= len(topic)
    ]
    return next((name for term in whole for name in names(term.key, words.language)[:1]), "")


def _segments(documents: Sequence[Document], words: Words) -> list[str]:
    """Return the branches of the sector that titles and topics name, commonest first."""
    keys = Counter(
        term.key
        for document in documents
        for term in find_terms(" ; ".join((document.title, *document.topics)), document.language)
        if term.category == "segment"
    )
    return [name for key, _ in keys.most_common() for name in names(key, words.language)[:1]]
