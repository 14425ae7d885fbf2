"""Whatever a language model does, and what the reader sees then: the whole chain over loopback.

Every case is a model that fails in one way; the provider's own package speaks to it. What is seen
is told beside the answer that the same question has where no model is set.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assistant.language.text import detect_language
from assistant.schema import Answer, Language, Question
from assistant.service.service import Service
from assistant.settings import Settings
from evals.doubles import garbage, inventor, looping, uncited, wrong_language
from evals.failing_corpus import DOCUMENTS, QUESTIONS, TRUE
from evals.falsehoods import WAYS
from evals.model_server import ModelServer, serving
from evals.prompted import question_of
from evals.replies import (
    Cuts,
    Empty,
    Endless,
    Fails,
    Hangs,
    Malformed,
    Play,
    Refused,
    Reply,
    Request,
    Says,
    Stalls,
    Status,
)
from evals.reporting.tables import table

SECONDS = 2.5  # that a model has here for an answer where it takes what it is given
_PLENTY = 30.0  # and where it does not: no machine is so busy that this is told of
KEY = "sk-secret-0123456789abcdef"  # nobody's, what a provider may repeat in an error
EVIL = "evil.test"  # where markup of a model leads


@dataclass(frozen=True, slots=True)
class Case:
    """One way to fail, and what is to be seen of it.

    `sees`: the answer made of quotes, or sentences of the model that passed the check; `note`: the
    kinds of trouble that may be told, the empty string for none. `elsewhere`: no server is there.
    """

    name: str
    play: Play
    sees: Literal["quotes", "checked"]
    note: tuple[str, ...]
    language: Language = "en"
    elsewhere: bool = False

    @property
    def seconds(self) -> float:
        """The total deadline that it is given."""
        return SECONDS if "timeout" in self.note else _PLENTY


@dataclass(frozen=True, slots=True)
class Met:
    """What became of a case."""

    case: Case
    quoted: Answer  # with no model
    answer: Answer
    seconds: float
    requests: int


# --- the cases --------------------------------------------------------------------------------


def _said(reply: Reply) -> Play:
    return lambda request: reply


def _true(request: Request, n: int = 0) -> str:
    return TRUE[detect_language(question_of(request))][n]


def _after_one(
    build: type[Stalls] | type[Cuts] | type[Fails] | type[Malformed], **how: object
) -> Play:
    """Return a model that says one true sentence, begins another and fails in that way."""
    return lambda request: build(
        pieces=(f"{_true(request)} [1]\n", _true(request, 1)[:20]),
        **how,  # type: ignore[arg-type]
    )


def _says(form: str, finish_reason: str = "stop") -> Play:
    """Return a model that fills `form` with true sentences: {0}, {1} and {2}."""
    return lambda request: Says(
        form.format(*TRUE[detect_language(question_of(request))]), finish_reason=finish_reason
    )


def _halves(request: Request) -> Reply:
    """Cut an emoji between its halves, and leave a half alone."""
    return Says((f"{_true(request)} \ud83d", f"\ude00 [1]\n{_true(request, 1)} \ud800[1]\n"))


def _never_ending(request: Request) -> Reply:
    more = (f"{_true(request, 1)[:-5]}{n}. [1]\n" for n in range(3000, 3400))
    return Says((f"{_true(request)} [1]\n", *more), pause=0.001)


def _broken() -> Iterator[Case]:
    """Yield what befalls a connection or a server."""
    yield Case(
        "nothing listens there", _said(Refused()), "quotes", ("unreachable",), elsewhere=True
    )
    yield Case("the connection is refused", _said(Refused()), "quotes", ("unreachable",))
    yield Case("hangs before the headers", _said(Hangs(headers=False)), "quotes", ("timeout",))
    yield Case("hangs after the headers", _said(Hangs()), "quotes", ("timeout",))
    yield Case("stalls in the middle", _after_one(Stalls), "checked", ("timeout",))
    yield Case("beats for ever", _after_one(Stalls, beats=0.05), "checked", ("timeout",))
    told = f'{{"error": {{"message": "Incorrect API key provided: {KEY}", "code": null}}}}'
    yield Case("401, and the key repeated", _said(Status(401, told)), "quotes", ("key",))
    yield Case("403", _said(Status(403)), "quotes", ("key",))
    yield Case("404", _said(Status(404)), "quotes", ("unknown",))
    yield Case("408", _said(Status(408)), "quotes", ("timeout",))
    yield Case("429, ask again in 30 s", _said(Status(429, retry_after="30")), "quotes", ("busy",))
    yield Case("500", _said(Status(500)), "quotes", ("server",))
    page = "<html><title>503</title><body>Service unavailable</body></html>"
    yield Case("503, a page of HTML", _said(Status(503, page)), "quotes", ("server",))
    yield Case("an error in the stream", _after_one(Fails, message=KEY), "checked", ("server",))
    yield Case("cut in a chunk", _after_one(Cuts), "checked", ("cut",))
    yield Case("cut in a line", _after_one(Cuts, how="line"), "checked", ("cut",))
    yield Case("cut in a sentence", _after_one(Cuts, how="neat"), "checked", ("cut",))
    yield Case(
        "cut between two sentences",
        lambda r: Cuts((f"{_true(r)} [1]\n",), "neat"),
        "checked",
        ("cut",),
    )
    yield Case("ends for its length", _says("{0} [1]\n{1} [1]", "length"), "checked", ("cut",))
    yield Case("malformed JSON", _after_one(Malformed), "checked", ("server",))
    yield Case("the page of a proxy", _said(Malformed("page")), "quotes", ("server", "empty"))


def _written() -> Iterator[Case]:
    """Yield what a model writes that is of no use, or of some."""
    yield Case("an empty answer", _said(Empty()), "quotes", ("empty",))
    yield Case("no choices", _said(Empty(choices=False)), "quotes", ("server", "empty"))
    yield Case("one word for ever", _said(Endless("so ", 0.0005)), "quotes", ("loop", "timeout"))
    yield Case("blank lines for ever", _said(Endless("\n" * 50)), "quotes", ("endless", "timeout"))
    thinks = Endless("<think>so " + "and so on " * 9)
    yield Case("thinks aloud for ever", _said(thinks), "quotes", ("endless", "timeout"))
    yield Case("new sentences for ever", _never_ending, "checked", ("endless", "timeout"))
    yield Case("one sentence for ever", looping, "checked", ("loop",))
    yield Case("another language", wrong_language, "quotes", ("unsupported",))
    yield Case("no citations", uncited, "checked", ("",))
    yield Case("cites [99]", _says("{0} [99]"), "checked", ("",))
    for way in WAYS:
        yield Case(f"invents: {way}", inventor(way), "quotes", ("unsupported",))
    yield Case("garbage", garbage(), "quotes", ("unsupported", "cut"))
    for name, form in _MARKUP.items():
        yield Case(name, _says(form + "\n{1} [1]"), "checked", ("",))
    yield Case("halves of characters", _halves, "checked", ("",))


_MARKUP = {
    "a Markdown image": f"{{0}} ![x](http://{EVIL}/p.png?q=1) [1]",
    "a Markdown link": f"[{{0}}](http://{EVIL}/) [1]",
    "a reference link": f"{{0}} [see][r] [1]\n[r]: http://{EVIL}/r",
    "an autolink": f"{{0}} <http://{EVIL}> [1]",
    "a bare address": f"{{0}} {EVIL}.com/leak [1]",
    "HTML": f"{{0}} <img src=http://{EVIL}/x onerror=alert(1)> <script>alert(1)</script> [1]",
}  # fmt: skip


def cases() -> tuple[Case, ...]:
    """Return every case; the languages take turns."""
    languages: tuple[Language, ...] = ("fr", "en", "ar")
    return tuple(
        replace(one, language=languages[i % 3]) for i, one in enumerate([*_broken(), *_written()])
    )


# --- meeting them -----------------------------------------------------------------------------


def settings_for(folder: Path, url: str = "", seconds: float = SECONDS) -> Settings:
    """Return settings over `folder`: with the model at `url`, without one where there is none."""
    here = Settings(corpus=folder / "corpus", data=folder / "data", model_seconds=seconds)
    return replace(here, model="openai:double", model_url=url) if url else here


def bring_in(folder: Path, documents: Mapping[Language, str] = DOCUMENTS) -> dict[Language, Answer]:
    """Put the documents in; return what each question is answered with no model."""
    articles = folder / "corpus" / "articles"
    articles.mkdir(parents=True)
    for language, text in documents.items():
        (articles / f"{language}.md").write_text(text, encoding="utf-8", newline="\n")
    with opened(settings_for(folder)) as service:
        service.sync()
        return {language: service.ask(Question(QUESTIONS[language])) for language in documents}


@contextmanager
def opened(settings: Settings) -> Iterator[Service]:
    """Yield a service that lets go of everything at the end."""
    service = Service(settings, who="evals")
    try:
        yield service
    finally:
        service.close()


def meet(case: Case, folder: Path, quoted: Mapping[Language, Answer]) -> Met:
    """Ask the question of a case of the model that fails so."""
    with serving(case.play) as server:
        settings = settings_for(folder, _url(case, server), case.seconds)
        return _asked(case, settings, server, quoted[case.language])


def _asked(case: Case, settings: Settings, server: ModelServer, quoted: Answer) -> Met:
    with opened(settings) as service:
        service.would_answer(Question(QUESTIONS[case.language]))  # what is slow once is over
        begun = time.perf_counter()
        answer = service.ask(Question(QUESTIONS[case.language]))
        seconds = time.perf_counter() - begun
        return Met(case, quoted, answer, seconds, len(server.requests))


def _url(case: Case, server: ModelServer) -> str:
    return "http://127.0.0.1:9/v1" if case.elsewhere else server.url  # nobody serves port 9


# --- what was seen ----------------------------------------------------------------------------


def worded(answer: Answer, quoted: Answer) -> tuple[str, ...]:
    """Return the sentences that a model worded of an answer; none of one made of quotes."""
    if answer.mode == quoted.mode:
        return ()
    own = {sentence.text for sentence in quoted.sentences}
    return tuple(one.text for one in answer.sentences if one.text not in own)


def seen(met: Met) -> str:
    """Return in words what the reader saw."""
    count, held = len(worded(met.answer, met.quoted)), len(met.answer.withheld)
    beside = f", {held} withheld" if held else ""
    if not count:
        return "the quotes" + beside
    quotes = len(met.answer.sentences) - count
    return f"{count} checked" + (f" and {quotes} of the quotes" if quotes else "") + beside


def failures() -> str:
    """Return the table of what models did and what the reader saw."""
    with tempfile.TemporaryDirectory(prefix="evals-") as folder:
        quoted = bring_in(Path(folder))
        met = [meet(case, Path(folder), quoted) for case in cases()]
    head = ("what the model did", "what the reader saw", "note", "seconds")
    rows = [(one.case.name, seen(one), note_of(one) or "-", f"{one.seconds:.2f}") for one in met]
    return table(head, rows)


def note_of(met: Met) -> str:
    """Return what the reader is told beside what is told with no model."""
    return " ".join(note for note in met.answer.notes if note not in met.quoted.notes)
