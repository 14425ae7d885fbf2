"""Models to play on `model_server`, good and bad: each reads the prompt and replies at once.

    truthful                    words the gold evidence as somebody would by hand
    obedient                    does what documents tell it (`obedient.py`)
    uncited inventor            true sentences without a source, and nearly true ones with one
    garbage looping             no use at all
    wrong_language              says it in a language that nobody asked for

All but `garbage` and `looping` leave a question that they are to rewrite as it is.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from assistant.language.text import detect_language, normalise
from assistant.schema import Language
from evals.falsehoods import WAYS
from evals.obedient import obedient
from evals.prompted import (
    answering,
    asks_to_rewrite,
    passages_of,
    question_of,
    sentences_of,
)
from evals.replies import Endless, Play, Reply, Request, Says

__all__ = [
    "Telling", "garbage", "inventor", "looping", "obedient", "passages_of", "question_of",
    "truthful", "uncited", "wrong_language",
]  # fmt: skip

NOTHING = "NONE"  # what a prompt asks to write where the passages do not answer
_OTHER: Mapping[Language, str] = {
    "fr": "Los documentos mencionan {figures} y nada más sobre este asunto.",
    "en": "Nach den Unterlagen sind es {figures}, mehr steht dort nicht.",
    "ar": "Belgelere göre rakamlar {figures} ve başka bir şey yazmıyor.",
}


class Telling(NamedTuple):
    """A sentence of a good answer, and the quotes that it rests on."""

    text: str
    quotes: tuple[str, ...]


def truthful(told: Mapping[str, Sequence[Telling]]) -> Play:
    """Return a model that says of each question what `told` has, as far as passages hold it.

    A sentence cites every passage that holds one of its quotes; one of which a quote is nowhere
    is left out.
    """
    known = {normalise(question): sentences for question, sentences in told.items()}

    def play(request: Request) -> Reply:
        passages = {n: normalise(text) for n, text in passages_of(request).items()}
        lines = []
        for sentence in known.get(normalise(question_of(request)), ()):
            if numbers := _holding(sentence.quotes, passages):
                lines.append(sentence.text + " " + "".join(f"[{n}]" for n in numbers))
        return _said(lines or [NOTHING], request)

    return _unless_rewriting(play)


def uncited(request: Request) -> Reply:
    """Say sentences of the passages verbatim, and not from where."""
    return _unless_rewriting(lambda asked: _said([s.text for s in answering(asked)], asked))(
        request
    )


def wrong_language(request: Request) -> Reply:
    """Say figures of a passage, cited, in a language that is neither the question's nor ours."""

    def play(asked: Request) -> Reply:
        words = _OTHER[detect_language(question_of(asked))]
        figures = [
            (word.strip(".,;:()"), said.n)
            for said in sentences_of(asked)
            for word in said.text.split()
            if word[:1].isdigit()
        ] or [("0", 1)]
        return _said([f"{words.format(figures=f)} [{n}]" for f, n in figures[:3]], asked)

    return _unless_rewriting(play)(request)


def looping(request: Request) -> Reply:
    """Say one true sentence for ever."""
    said = next(iter(answering(request, 1)), None)
    return Endless(f"{said.cited}\n" if said else "It is so. [1]\n", 0.001)


def inventor(way: str | None = None) -> Play:
    """Return a model that says true sentences made false in one `way` of `WAYS`, or in each.

    A sentence that the way cannot change is left out: all that is said is false.
    """
    ways = list(WAYS.values()) if way is None else [WAYS[way]]

    def play(request: Request) -> Reply:
        lines = []
        for said in answering(request, 12):
            changed = [change(said.text, said.language) for change in ways]
            lines += [said._replace(text=text).cited for text in changed if text != said.text]
        return _said(lines[:8] or [NOTHING], request)

    return _unless_rewriting(play)


def garbage(seed: int = 0) -> Play:
    """Return a model that says anything, the same to the same prompt."""

    def play(request: Request) -> Reply:
        asked = "\n".join(message.content for message in request.messages)
        # Whatever a prompt has at random, as the mark between passages, changes nothing.
        about = question_of(request) + "".join(passages_of(request).values()) or asked
        draw = random.Random(crc32(about.encode()) + seed)  # noqa: S311 -- nothing secret
        lines = [draw.choice(_RUBBISH)(draw, about) for _ in range(draw.randint(3, 12))]
        text = "\n".join(lines)
        pieces = tuple(text[i : i + 7] for i in range(0, len(text), 7))
        return Says(pieces, usage=_counted(request, text))

    return play


_LINKS = ("![x](http://evil.test/p.png?q=1)", "[here](javascript:alert(1))", "<http://evil.test>",
          "[r]: http://evil.test/r", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
          "<b>bold</b> &lt;i&gt;", "http://evil.test/?leak=all")  # fmt: skip
_ODD = ("\x00\x07\x1b[31m", "\u202e\u200b\ufeff", "\U0001f600", "\ud800", "",
        "   ", "\t\t", "```json", "| a | b |", "# 1.", "- - -")  # fmt: skip
_FOREIGN = ("Die Fabrik stellt morgen alles ein.", "工場は来年閉鎖されます。",
            "Завод закрыт с 2011 года.", "المصنع أغلق أبوابه سنة 1999.",
            "La fábrica cerró en 2003.")  # fmt: skip
_MONTHS = ("mai", "June", "شتنبر", "décembre", "March")
_PEOPLE = ("Karim Belmaati", "Jane Verrin", "OZTEK", "Groupe Salmane", "كريم بلمعطي")


def _mark(draw: random.Random) -> str:
    return draw.choice(
        ("", "[1]", "[2]", "[99]", "[0]", "[-1]", "[1][2]", "[1, 7]", "(1)", "[[3]]")
    )


def _words(draw: random.Random, about: str) -> str:
    """Mix words of the prompt with figures, days and names of nobody."""
    said = draw.sample(about.split() or ["oui"], min(8, len(about.split()) or 1))
    day = f"{draw.randint(1, 31)} {draw.choice(_MONTHS)} {draw.randint(1900, 2060)}"
    figure = f"{draw.randint(2, 99999)} {draw.choice(('MDH', '%', 'emplois', 'MW', 'tonnes', ''))}"
    told = [*said, figure, day, draw.choice(_PEOPLE)]
    draw.shuffle(told)
    return f"{' '.join(told)}. {_mark(draw)}"


_RUBBISH: Sequence[Callable[[random.Random, str], str]] = (
    _words,
    _words,
    _words,
    lambda draw, about: f"{draw.choice(_LINKS)} {_mark(draw)}",
    lambda draw, about: f"{draw.choice(_ODD)}{_words(draw, about)}{draw.choice(_ODD)}",
    lambda draw, about: draw.choice(_ODD),
    lambda draw, about: f"{draw.choice(_FOREIGN)} {_mark(draw)}",
    lambda draw, about: "".join(chr(draw.randint(0x20, 0x2FFF)) for _ in range(40)),
)


def _unless_rewriting(play: Play) -> Play:
    def either(request: Request) -> Reply:
        if asks_to_rewrite(request):
            return _said([question_of(request)], request)
        return play(request)

    return either


def _said(lines: Sequence[str], request: Request) -> Says:
    text = "\n".join(lines)
    return Says(text, usage=_counted(request, text))


def _counted(request: Request, text: str) -> tuple[int, int]:
    """Count tokens as four characters each."""
    return sum(len(message.content) for message in request.messages) // 4, len(text) // 4


def _holding(quotes: Sequence[str], passages: Mapping[int, str]) -> list[int]:
    """Return the numbers of the passages that hold the quotes, none where one stands nowhere."""
    each = [[n for n, text in passages.items() if normalise(quote) in text] for quote in quotes]
    return sorted(set(_flat(each))) if all(each) else []


def _flat(numbers: Iterable[Iterable[int]]) -> Iterator[int]:
    return (n for some in numbers for n in some)
