"""A question made complete, or cut into its parts, by a language model; by rules where it fails.

The result is of the same type either way. What a model writes is taken only where it is made of the
words of the conversation: a question is nobody's to change.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.errors import WriterTrouble
from assistant.language.proper_names import find_names
from assistant.language.text import content_words, detect_language, stem
from assistant.questions.understand import LONGEST_QUESTION, understand
from assistant.questions.writing.draft import plain, without_thoughts
from assistant.questions.writing.prompts import rewriting
from assistant.questions.writing.remembered import Remembered
from assistant.questions.writing.writer import Writer
from assistant.schema import Question, Understood

logger = logging.getLogger(__name__)

# All four are chosen: no real model was at hand to measure them with.
_SHARE: Final = 1 / 4  # of the time for an answer that making the question complete may take
_LONG: Final = 9  # words that say something, from which a question may ask several things
_MOST: Final = 4  # parts
_NEW: Final = 0.2  # share of a question's words that the conversation need not have said


def read(question: Question, writer: Writer, remembered: Remembered) -> Understood:
    """Return what `question` asks for, a follow-up made complete, several questions told apart."""
    by_rules = understand(question)
    if by_rules.intent != "ask" or writer.rests or not _is_worth_it(question, by_rules):
        return by_rules
    lines = _lines(_written(question, writer, remembered))
    if not lines or not all(_is_of(line, question) for line in lines):
        return by_rules
    whole = understand(Question(" ".join(lines)))
    if whole.intent != "ask":
        return by_rules
    parts = tuple(lines) if len(lines) > 1 else whole.parts
    kind = understand(Question(lines[0])).kind
    return replace(whole, parts=parts, kind=kind, language=by_rules.language)


def _is_worth_it(question: Question, by_rules: Understood) -> bool:
    """Tell whether a question may lean on earlier ones, or ask more than one thing."""
    said = content_words(question.text, by_rules.language)
    return bool(question.history) or len(said) >= _LONG


def _written(question: Question, writer: Writer, remembered: Remembered) -> str:
    """Return what the model makes of the question; nothing where it fails or is late."""
    whole = "\n".join([writer.name, *question.history, question.text])
    key = hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()
    if (known := remembered.get(key)) is not None:
        return known
    until = time.monotonic() + _SHARE * writer.seconds
    messages = rewriting(question.text[:LONGEST_QUESTION], question.history)
    written = ""
    try:
        for piece in writer.write(messages, until):
            written += piece
            if len(written) > _MOST * LONGEST_QUESTION:
                return ""
    except WriterTrouble as error:
        logger.info("the question was read by rules: %s", error.kind)
        return ""
    remembered.keep(key, written)
    return written


def _lines(written: str) -> list[str]:
    found = [line for line in map(plain, without_thoughts(written).splitlines()) if line]
    return found if len(found) <= _MOST else []


def _is_of(line: str, question: Question) -> bool:
    """Tell whether a line says what the conversation has said: its figures and names, its words."""
    language = detect_language(question.text)
    if detect_language(line) != language:
        return False
    said = _stems([question.text, *question.history])
    own = _stems([line])
    new = own - said
    counts = any(any(map(str.isdigit, word)) for word in new)
    invented = {stem(name.text, language) for name in find_names(line, language)} & new
    return bool(own) and not counts and not invented and len(new) <= _NEW * len(own)


def _stems(texts: Sequence[str]) -> set[str]:
    return {
        stem(word.text, language)
        for text in texts
        for language in (detect_language(text),)
        for word in content_words(text, language)
    }
