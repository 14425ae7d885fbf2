"""The fixed set asked of models that are played: what they wrote, and what of it was shown.

What no quote has is counted by `unheld`, which is none of the check. `garbage` goes through HTTP
and the provider's package, the others are played in process.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import patch

from assistant.index.encoder import Encoder, open_encoder
from assistant.questions.writing import generate
from assistant.questions.writing.draft import Drafted
from assistant.questions.writing.support import Supported, support
from assistant.schema import Answer, Question
from assistant.service.service import Service
from assistant.settings import read_settings
from evals.doubles import Telling, garbage, inventor, obedient, truthful
from evals.figures import percentile
from evals.gold import GoldSet, read_set
from evals.in_process import played
from evals.intervals import share
from evals.model_server import serving
from evals.replies import Play
from evals.reporting.tables import cell, table
from evals.run import TOP, Tell, bring_in, open_service
from evals.unheld import Unheld, unheld_in
from evals.worded import Worded, read_worded

OVER_HTTP = "garbage"
BAD: Mapping[str, Callable[[], Play]] = {
    "garbage": garbage,
    "inventor": inventor,
    "obedient": lambda: obedient,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence that a model wrote: whether it was shown, and how long the check took."""

    text: str
    passed: bool
    ms: float


@dataclass(slots=True)
class Heard:
    """What one model came to over the whole set."""

    name: str
    questions: int = 0
    asked: int = 0  # questions that the model was asked
    answers: int = 0  # that some sentence of the model's stands in
    shown: int = 0
    read: int = 0  # tokens
    written: int = 0
    checks: list[Checked] = field(default_factory=list)
    by_question: dict[str, dict[str, bool]] = field(default_factory=dict)  # sentence: is shown
    unheld: dict[str, tuple[str, Unheld]] = field(default_factory=dict)  # by sentence: of what id

    def hard(self) -> dict[str, tuple[str, ...]]:
        """Return sentences shown that have a figure, date or name that no quote has."""
        return {text: one.hard for text, (_, one) in self.unheld.items() if one.hard}


def doubles(tell: Tell = lambda _: None, gold: GoldSet | None = None) -> str:
    """Ask the fixed set of each bad model, then of the truthful one; return both as Markdown."""
    gold = gold or read_set()
    encoder = open_encoder(read_settings().encoder)
    with tempfile.TemporaryDirectory(prefix="evals-") as folder:
        with open_service(Path(folder), encoder) as service:
            bring_in(service, gold)
        asked = [Question(q.question, history=q.history, id=q.id, top=TOP) for q in gold.questions]
        heard = []
        for name, play in BAD.items():
            heard.append(hear(name, play(), asked, Path(folder), encoder))
            tell(f"{name}: {len(heard[-1].checks)} sentences")
        answers = read_worded()
        good = hear("truthful", truthful(_told(answers, gold)), asked, Path(folder), encoder)
    return report(heard, good, answers)


def _told(answers: Sequence[Worded], gold: GoldSet) -> dict[str, list[Telling]]:
    asked = {question.id: question.question for question in gold.questions}
    return {asked[one.id]: tellings(one) for one in answers if one.id in asked}


def tellings(one: Worded) -> list[Telling]:
    """Return the sentences of an answer as the truthful model tells them."""
    return [Telling(s.text, tuple(quote.quote for quote in s.quotes)) for s in one.sentences]


# --- asking -----------------------------------------------------------------------------------


def hear(name: str, play: Play, asked: Iterable[Question], folder: Path, encoder: Encoder) -> Heard:
    """Ask a model that is played, of the index in `folder`; return what it came to."""
    heard = Heard(name)
    with _service(name, play, folder, encoder) as service:
        for question in asked:
            with watching() as checks:
                *_, step = service.stream(question)
            _note(heard, question.id or "", step["answer"], checks)
    return heard


@contextmanager
def _service(name: str, play: Play, folder: Path, encoder: Encoder) -> Iterator[Service]:
    if name != OVER_HTTP:
        with open_service(folder, encoder, played(name, play)) as service:
            yield service
        return
    with serving(play) as server:
        here = read_settings(corpus=folder / "corpus", data=folder / "data")
        settings = replace(here, model="openai:double", model_url=server.url)
        service = Service(settings, encoder=lambda: encoder, who="evals")
        try:
            yield service
        finally:
            service.close()


@contextmanager
def watching() -> Iterator[list[Checked]]:
    """Note every sentence that is checked, what came of it and the time that took."""
    checks: list[Checked] = []

    def timed(drafted: Drafted, *given: object) -> object:
        begun = time.perf_counter()
        found = support(drafted, *given)  # type: ignore[arg-type]
        took = (time.perf_counter() - begun) * 1000
        checks.append(Checked(drafted.text, isinstance(found, Supported), took))
        return found

    with patch.object(generate, "support", timed):
        yield checks


def _note(heard: Heard, id: str, answer: Answer, checks: list[Checked]) -> None:
    passed = {one.text for one in checks if one.passed}
    shown = {one.text for one in answer.sentences} & passed if answer.usage else set()
    heard.questions += 1
    heard.asked += bool(answer.usage)
    heard.answers += bool(shown)
    heard.shown += len(shown)
    heard.read += answer.usage.get("read_tokens", 0)
    heard.written += answer.usage.get("written_tokens", 0)
    heard.checks += checks
    heard.by_question[id] = {one.text: one.text in shown for one in checks}
    for text, one in unheld_in(answer).items():
        if text in shown:
            heard.unheld[text] = id, one


# --- telling ----------------------------------------------------------------------------------


def report(heard: Sequence[Heard], good: Heard, answers: Sequence[Worded]) -> str:
    """Return what each model wrote, what was shown, and what of that no quote has."""
    lines = [
        f"* {one.name}, {id}: {', '.join(some.hard)}\n  {text}"
        for one in heard
        for text, (id, some) in one.unheld.items()
        if some.hard
    ]
    parts = (_bad([*heard, good]), "\n".join(lines), good_told(good, answers))
    return "\n\n".join(part for part in parts if part)


def _bad(heard: Sequence[Heard]) -> str:
    head = (
        *("model", "asked", "written", "shown", "figure, date or name in no quote"),
        *("another word in no quote", "ms a sentence p50", "p95", "tokens read", "written"),
    )
    return table(head, [_row(one) for one in heard])


def _row(one: Heard) -> list[str]:
    clock = [check.ms for check in one.checks]
    return [
        one.name,
        f"{one.asked} of {one.questions}",
        str(len(one.checks)),
        str(one.shown),
        str(len(one.hard())),
        str(sum(bool(some.words) for _, some in one.unheld.values())),
        f"{percentile(clock, 0.5):.1f}",
        f"{percentile(clock, 0.95):.1f}",
        str(one.read),
        str(one.written),
    ]


def good_told(good: Heard, answers: Sequence[Worded]) -> str:
    """Return the share of the truthful model's sentences that are shown, by way and language."""
    groups: dict[str, list[float]] = {}
    for answer in answers:
        shown = good.by_question.get(answer.id, {})
        # Those left out: their quotes were in no passage, or the question was settled without.
        for sentence in (one for one in answer.sentences if one.text in shown):
            for group in ("all", sentence.way, answer.language):
                groups.setdefault(group, []).append(float(shown[sentence.text]))
    order = Counter({group: len(some) for group, some in groups.items()})
    rows = [
        (group, str(count), cell(share(groups[group]), interval=True))
        for group, count in order.most_common()
    ]
    return table(("truthful", "written", "share shown"), rows)
