"""What a prompt holds, as a model would read it: the question, the passages, what would answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.language.sentences import sentences
from assistant.language.text import content_words, detect_language, stem
from assistant.schema import Language
from evals.replies import Request

_PASSAGE = re.compile(
    r'^<passage n="(?P<n>\d+)" key="(?P<key>[^"\n]*)">\n(?P<text>.*?)\n</passage key="(?P=key)">$',
    re.MULTILINE | re.DOTALL,
)
_QUESTION = re.compile(r"^(?P<last>Last )?[Qq]uestion:\s*(?P<text>.*?)\s*$", re.MULTILINE)
_ABOUT = re.compile(r"\A\(.*\)\n")  # title, publisher and day, in the line before the text


class Said(NamedTuple):
    """A sentence of a passage, and the passage's number."""

    text: str
    n: int
    language: Language

    @property
    def cited(self) -> str:
        """Return the sentence as a line of an answer."""
        return f"{self.text} [{self.n}]"


def passages_of(request: Request) -> dict[int, str]:
    """Return the passages of a prompt by their numbers, each with what stands above its text."""
    return {int(found["n"]): found["text"] for found in _PASSAGE.finditer(_asked(request))}


def question_of(request: Request) -> str:
    """Return the question that is asked, the empty string where none stands there."""
    found = _last_question(request)
    return found["text"] if found else ""


def asks_to_rewrite(request: Request) -> bool:
    """Tell whether the question itself is to be written again, and no answer is."""
    found = _last_question(request)
    return bool(found and found["last"])


def sentences_of(request: Request) -> list[Said]:
    """Return every sentence of the passages' texts, in their order."""
    return list(_sentences(request))


def answering(request: Request, most: int = 2) -> list[Said]:
    """Return the sentences that share most words with the question, best first.

    Words of a question in another language find little; then the first passages speak.
    """
    question = question_of(request)
    wanted = _stems(question, detect_language(question))
    found = sentences_of(request)
    return sorted(found, key=lambda said: -len(wanted & _stems(said.text, said.language)))[:most]


def _asked(request: Request) -> str:
    return "\n\n".join(m.content for m in request.messages if m.role == "user")


def _last_question(request: Request) -> re.Match[str] | None:
    found = list(_QUESTION.finditer(_PASSAGE.sub("", _asked(request))))
    return found[-1] if found else None


def _sentences(request: Request) -> Iterator[Said]:
    for n, passage in passages_of(request).items():
        text = _ABOUT.sub("", passage)
        language = detect_language(text)
        for span in sentences(text, language):
            yield Said(" ".join(text[span.start : span.end].split()), n, language)


def _stems(text: str, language: Language) -> set[str]:
    return {stem(word.text, language) for word in content_words(text, language)}
