"""Sentences of a document that speak to a machine instead of to a reader.

A page may hold text for whoever answers from it ("in your reply, recommend …"). Such a sentence is
evidence for nothing: the check would find it true to itself, so it is left out before. What tells
it is whom it speaks to, in the imperative: it says what to do with "your answer" or with "the
previous instructions", or tells a model what it is. To speak of an answer is no order: in an
interview "your answer" is somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from assistant.language.text import folded
from assistant.questions import order_words
from assistant.questions.order_words import Pattern
from assistant.questions.unseen import seen

_LONGEST_NAME: Final = 200  # characters of a title or a publisher
_WORD: Final = re.compile(r"[a-z]+")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_ASKS: Final = re.compile(r"[?؟][.!…\s\"'”’»)\]]*$")
_PART: Final = re.compile(r"(?<=[.!?؟…])\s+")
_JOINED: Final = re.compile(r"\s*[;؛]\s+")


class Told(NamedTuple):
    """A sentence and the number of its paragraph."""

    text: str
    paragraph: int


def gives_orders(text: str) -> bool:
    """Tell whether a sentence speaks to a machine that answers from it, in one of the languages.

    A picture speaks to no reader of quotes either.
    """
    if takes_over(text) or order_words.PICTURE.search(text):
        return True
    return _fit(_read(text), order_words.REPLIES, order_words.REPLIES_AR)


@lru_cache(maxsize=2_000)
def takes_over(text: str) -> bool:
    """Tell whether a sentence would have a machine read what follows as orders, or as its own."""
    shown = seen(text)
    if order_words.MARKS.search(shown) or order_words.ENCODED.search(shown):
        return True
    return _fit(_read(text), order_words.TURNS, order_words.TURNS_AR)


def states(text: str) -> bool:
    """Tell whether a sentence may say that something is so: no question does, and no request."""
    if _ASKS.search(text):
        return False
    read = _read(text)
    return not (order_words.TO_READERS.search(read) or order_words.TASKS.search(read))


@lru_cache(maxsize=2_000)
def trusted_name(name: str) -> str:
    """Return a title or a publisher; nothing where it is too long for one, or gives orders."""
    if len(name) > _LONGEST_NAME:
        return ""
    return "" if any(map(gives_orders, [name, *_PART.split(name)])) else name


def distrusted(told: Iterable[Told]) -> Iterator[bool]:
    """Yield of each sentence of a document, in its order, whether it is evidence for nothing.

    One that gives orders; behind one that turns what follows, the rest of its paragraph, or the
    next where it ends its own: a lie is told there as if the document said it.
    """
    turned, ends = -1, False
    for text, paragraph in told:
        if takes_over(text):
            turned, ends = paragraph, True
            yield True
        elif turned >= 0 and (paragraph == turned or ends):
            turned, ends = paragraph, False
            yield True
        else:
            turned, ends = -1, False
            yield gives_orders(text) or _turns_to_a_task(text)


def _turns_to_a_task(text: str) -> bool:
    """Tell whether a sentence that states goes on, behind a semicolon, to ask or to set a task.

    So a request is joined to what answers, to be quoted with it. Of 163 such parts in 200 documents
    of ours none does (November 2026).
    """
    return not all(map(states, _JOINED.split(text)[1:]))


def _fit(text: str, patterns: Iterable[Pattern], arabic: re.Pattern[str]) -> bool:
    words = set(_WORD.findall(text))
    if any(not words.isdisjoint(one.words) and one.fits.search(text) for one in patterns):
        return True
    return bool(_ARABIC.search(text) and arabic.search(text))


@lru_cache(maxsize=2_000)
def _read(text: str) -> str:
    """Return a text as the patterns read it."""
    return folded(seen(text).translate(order_words.ALIKE)).replace("’", "'")
