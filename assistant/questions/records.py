"""Answers from the corpus records: greetings, help, listings, what is new, when published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from assistant.index.index import Index
from assistant.index.limits import Limits
from assistant.language.dates import find_dates
from assistant.language.text import content_words
from assistant.questions import phrases
from assistant.questions.compose import citation
from assistant.questions.need import match, need
from assistant.questions.orders import trusted_name
from assistant.questions.quoted import Quote
from assistant.questions.reading import Reader
from assistant.questions.verify import check
from assistant.questions.wording import frame, say
from assistant.schema import (
    AnswerSentence,
    Citation,
    Document,
    Hit,
    Language,
    Question,
    Understood,
)

_SHOWN: Final = 8
_ABOUT: Final = 0.6  # share of a subject's words that a document must say to be listed
# Words that ask for documents and are not their subject.
_ASKING: Final = re.compile(
    r"^(?:articles?|documents?|textes?|sources?|av(?:ez|ons)|as|disposez?|existe(?:nt)?|liste[rz]?|"
    r"montre[rz]?|donne[rz]?|propos|sujet|concernant|parlent?|derniers?|dernieres?|recents?|"
    r"nouveaux|nouveau|neuf|nouvelles?|mois|semaine|annee|"
    r"have|list|show|about|papers?|texts?|cover|mention|exist|latest|newest|recent|new|month|week|"
    r"year|additions?|news|date|publie[es]?|publication|paru|journal|media|ecrit|"
    r"published|publish|wrote|written|publisher|publishes|newspaper|outlet|magazine|come|came|out|"
    r"appear(?:ed)?|piece|report|story|paper|study|column|interview|issued|edit(?:s|ed)?|posted|"
    r"interviews?|entretiens?|papiers?|reportages?|rapports?|etudes?|communiques?|depeches?|tribunes?|"
    r"billets?|chroniques?|edite[es]?|publiait|parait|parue?s?|sorti[es]*|redige[es]?|signe[es]?|"
    r"consacre[es]?|intitule[es]?|date[es]?|jour|quand|"
    r"التقرير|تقرير|الحوار|حوار|الدراسه|البلاغ|نشرت|صدر|صدرت|يوم|"
    r"المقالات|مقالات|مقال|المقال|الوثايق|وثايق|وثيقه|الوثيقه|لديكم|عندكم|لديك|عندك|حول|عن|اخر|احدث|"
    r"الجديد|جديد|الشهر|نشر|تاريخ|كتب|النصوص)$"
)


def small_talk(understood: Understood, index: Index, language: Language) -> str:
    """Return the reply to a greeting, to thanks, or to "what can you do?"."""
    if understood.intent != "help":
        return say(language, understood.intent)
    statistics = index.statistics()
    return say(language, "help", documents=statistics.documents, range=_range(index, language))


def listing(
    understood: Understood,
    question: Question,
    index: Index,
    hits: Sequence[Hit],
    reader: Reader,
    language: Language,
) -> tuple[list[AnswerSentence], list[Citation]]:
    """Return the documents on a subject, best first; the newest of all where none is named."""
    subject = subject_of(understood)
    documents = _within(index.documents(), question, understood)
    if understood.intent == "latest" or not subject:
        newest = sorted((d for d in documents), key=lambda d: (d.dated, d.added), reverse=True)
        if subject:
            about = {d.id for d in _about(subject, hits, reader, index)}
            newest = [d for d in newest if d.id in about]
        heading = _heading_all(understood, len(newest), index, language)
        return _listed(heading, newest, language)
    allowed = {d.id for d in documents}
    found = [d for d in _about(subject, hits, reader, index) if d.id in allowed]
    if not found:
        return [], []
    heading = say(language, "listing_one" if len(found) == 1 else "listing", count=len(found))
    return _listed(heading, found, language)


def publication(
    understood: Understood, index: Index, hits: Sequence[Hit], reader: Reader, language: Language
) -> tuple[list[AnswerSentence], list[Citation], Document | None]:
    """Return when, by whom and where the document asked about was published, from its record.

    Without sentences, the document's record lacks what is asked.
    """
    about = _about(subject_of(understood), hits, reader, index, recorded=True)
    if not about:
        return [], [], None
    document = about[0]
    field, value = "title", document.title
    if document.kind != "summary":
        field, value = _recorded(document, phrases.plain(understood.standalone))
    if not value:
        return [], [], document
    said = frame(document, language)
    said = f"{value}, {said}" if field == "author" else said
    verdict = check(said, language, [Quote(document, value, field=field)])
    sentence = AnswerSentence(
        f"{_titled(document, said)}.", (1,), verdict.supported, checked=verdict
    )
    return [sentence], [citation(document, 1, field, value)], document


def _recorded(document: Document, readable: str) -> tuple[str, str]:
    """Return the field of a record that a question asks for, and what the record says there.

    Who wrote it is its author or, where the page names none, the publication that signs for it.
    """
    if phrases.ASKS_AUTHOR.search(readable) and document.author:
        return "author", trusted_name(document.author)
    if phrases.ASKS_PUBLISHER.search(readable) or phrases.ASKS_AUTHOR.search(readable):
        return "publisher", trusted_name(document.publisher)
    return "published", document.published


def subject_of(understood: Understood) -> str:
    """Return the words of a request for documents that name their subject."""
    text = understood.standalone
    kept = [
        word.text
        for word in content_words(text, understood.language)
        if not _ASKING.match(phrases.plain(word.text))
        and not phrases.QUESTION_WORD.fullmatch(phrases.plain(word.text))
        and not any(m.span.start <= word.start < m.span.end for m in understood.dates)
    ]
    return " ".join(kept)


def _about(
    subject: str, hits: Sequence[Hit], reader: Reader, index: Index, *, recorded: bool = False
) -> list[Document]:
    """Return the documents among the hits that say most of the subject's words, best first.

    `recorded` puts forward what the record itself says of them: "the Gazette's article on …"
    names its publisher, and one that only quotes the Gazette is another article.
    """
    if not subject:
        return []
    wanted = need(subject, (), index.rarity)
    scored: dict[str, tuple[float, Document]] = {}
    for rank, hit in enumerate(hits):
        if hit.document.id in scored:
            continue
        reading = reader.read(hit.document)
        language = hit.document.language
        said = sum(w.weight * match(w, reading.all, language) for w in wanted.words)
        titled = sum(w.weight * match(w, reading.title.words, language) for w in wanted.words)
        share = said / wanted.weight
        bonus = titled / wanted.weight + 0.5 / (1 + rank)
        if recorded:
            signed = reading.publishers.words
            bonus += (
                sum(w.weight * match(w, signed, language) for w in wanted.words) / wanted.weight
            )
        if share >= _ABOUT:
            scored[hit.document.id] = (share + bonus, hit.document)
    return [d for _, d in sorted(scored.values(), key=lambda pair: -pair[0])]


def _within(
    documents: Sequence[Document], question: Question, understood: Understood
) -> list[Document]:
    """Keep the documents of the limits given, and of the times the question names."""
    kept: list[Document] = []
    limits = Limits.of(question)
    for document in documents:
        if not limits.meets(document):
            continue
        days = find_dates(document.dated, "en", None)
        added = _day(document.added)
        if understood.dates and not any(
            (days and m.first <= days[0].last and days[0].first <= m.last)
            or (added is not None and m.first <= added <= m.last)
            for m in understood.dates
        ):
            continue
        kept.append(document)
    return kept


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def _heading_all(understood: Understood, count: int, index: Index, language: Language) -> str:
    if not count:
        return say(language, "latest_none")
    if understood.intent == "latest":
        return say(language, "latest")
    return say(language, "listing_all", count=count, range=_range(index, language))


def _listed(
    heading: str, documents: Sequence[Document], language: Language
) -> tuple[list[AnswerSentence], list[Citation]]:
    sentences = [AnswerSentence(heading, (), True)]
    citations: list[Citation] = []
    for document in documents[:_SHOWN]:
        n = len(citations) + 1
        citations.append(citation(document, n, "title", document.title))
        sentences.append(AnswerSentence(_titled(document, frame(document, language)), (n,), True))
    if len(documents) > _SHOWN:
        more = say(language, "more", count=len(documents) - _SHOWN)
        sentences.append(AnswerSentence(more, (), True))
    return sentences, citations


def _titled(document: Document, said: str) -> str:
    """Return what is said of a document behind its title, where that is one."""
    title = trusted_name(document.title)
    return f"{title} — {said}" if title else said


def _range(index: Index, language: Language) -> str:
    statistics = index.statistics()
    if not statistics.first:
        return ""
    first, last = statistics.first[:4], statistics.last[:4]
    return say(language, "range", first=first, last=last)
