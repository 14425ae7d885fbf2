"""Today's corpus: what it answers of the fixed set, and of the questions that members asked.

The corpus folder is copied and indexed in a temporary folder: nothing of the user's is written,
and a running app keeps its index to itself.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.index.encoder import Encoder, open_encoder
from assistant.language.detect import detect_language
from assistant.language.text import normalise
from assistant.schema import LANGUAGES, Answer, Language, Progress, Question
from assistant.service.service import Service
from assistant.settings import Settings, read_settings
from assistant.storage import TEMPORARY, storage_errors, sync_folder
from evals.gold import HERE, GoldQuestion, read_set
from evals.reporting.tables import table
from evals.trouble import EvalsError, NothingToMeasure

LIVE = HERE / "live.jsonl"
Tell = Callable[[str], None]
_LONGEST_QUESTION = 1000  # characters; what is longer is a text, not a question
_TOLD_EVERY = 10  # per cent


class NoQuestion(EvalsError):
    """What was to be appended is no question."""


class AskedBefore(EvalsError):
    """The same question is in the list already."""


class BrokenList(EvalsError):
    """A line of evals/live.jsonl cannot be read."""


@dataclass(frozen=True, slots=True)
class MemberQuestion:
    """A question that a member asked; `expected` is what a right answer would say, if known."""

    id: str
    language: Language
    question: str
    note: str = ""
    expected: str = ""
    appended: str = ""  # ISO day


@dataclass(frozen=True, slots=True)
class Reply:
    """A question of the fixed set, and what today's corpus gives for it."""

    gold: GoldQuestion
    answer: Answer


@dataclass(frozen=True, slots=True)
class Replies:
    """All that was asked of a corpus of `documents` documents."""

    documents: int
    fixed: tuple[Reply, ...]
    members: tuple[tuple[MemberQuestion, Answer], ...] = field(default=())


# --- members' questions -----------------------------------------------------------------------


def append(
    question: str,
    *,
    language: Language | None = None,
    note: str = "",
    expected: str = "",
    path: Path = LIVE,
    today: date | None = None,
) -> str:
    """Add a member's question to the list, on the disk before returning; say under which id.

    `language`: as it reads. Raises NoQuestion, AskedBefore, BrokenList, StorageFull.
    """
    text = " ".join(question.split())
    if not text or len(text) > _LONGEST_QUESTION:
        raise NoQuestion(
            f"A question has 1 to {_LONGEST_QUESTION} characters, and this has {len(text)}: "
            "give it in quotes, as the member asked it."
        )
    known = members_questions(path)
    for one in known:
        if normalise(one.question) == normalise(text):
            raise AskedBefore(f"{one.id} asks this already: it is asked again by every live run.")
    day = (today or datetime.now(UTC).date()).isoformat()
    made = MemberQuestion(
        _free_id(day, known), language or detect_language(text), text, note, expected, day
    )
    _append_line(path, json.dumps(asdict(made), ensure_ascii=False))
    return f"{made.id} ({made.language}) is in {path}; `python -m evals live` asks it."


def append_all(source: Path, path: Path = LIVE) -> str:
    """Add the questions of a file of the same form, as staff write it on the page; say how many.

    What is in the list already is passed over. Raises BrokenList.
    """
    if not source.is_file():
        raise BrokenList(f"{source}: there is no such file; staff download it from the page.")
    added = passed = 0
    for one in members_questions(source):
        try:
            append(
                one.question, language=one.language, note=one.note, expected=one.expected, path=path
            )
            added += 1
        except AskedBefore:
            passed += 1
    return f"{added} added to {path}, {passed} in it already; `python -m evals live` asks them."


def members_questions(path: Path = LIVE) -> tuple[MemberQuestion, ...]:
    """Return the list, the first appended first; nothing without a file. Raises BrokenList."""
    if not path.exists():
        return ()
    found = []
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(_member_question(json.loads(line)))
            except (ValueError, TypeError, KeyError) as error:
                raise BrokenList(
                    f"{path}, line {number}, is no question ({error}): mend that line or take it "
                    "out; `python -m evals append` writes them."
                ) from error
    return tuple(found)


def _member_question(record: Mapping[str, str]) -> MemberQuestion:
    """Return one question; what staff wrote beside our fields is left alone."""
    if record["language"] not in LANGUAGES:
        raise ValueError(f"language is none of {', '.join(LANGUAGES)}")
    ours = {name: record[name] for name in MemberQuestion.__dataclass_fields__ if name in record}
    return MemberQuestion(**ours)  # type: ignore[arg-type]


def _free_id(day: str, known: Sequence[MemberQuestion]) -> str:
    taken = {one.id for one in known}
    numbers = range(1, len(taken) + 2)
    return next(id for n in numbers if (id := f"live-{day}-{n}") not in taken)


def _append_line(path: Path, line: str) -> None:
    """Add a line of its own, even after one that a kill left without its end."""
    with storage_errors(path):
        whole = not path.exists() or path.read_bytes()[-1:] in (b"", b"\n")
        with path.open("ab") as file:
            file.write((("" if whole else "\n") + line + "\n").encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)


# --- asking -----------------------------------------------------------------------------------


def live(
    tell: Tell,
    *,
    settings: Settings | None = None,
    encoder: Callable[[], Encoder] | None = None,
    questions: Sequence[GoldQuestion] | None = None,
    members: Path = LIVE,
) -> str:
    """Ask today's corpus the fixed set and the members' questions; return what came as Markdown.

    The corpus is that of the user's settings. Raises NothingToMeasure, BrokenList.
    """
    settings = settings or read_settings()
    asked_by_members = members_questions(members)
    fixed = read_set().questions if questions is None else questions
    with corpus_copied(settings, encoder, tell) as (service, documents):
        replies = tuple(
            Reply(one, service.ask(Question(one.question, history=one.history, id=one.id)))
            for one in fixed
        )
        tell(f"{len(replies)} questions of the fixed set asked")
        own = tuple(
            (one, service.ask(Question(one.question, id=one.id))) for one in asked_by_members
        )
    tell(f"{len(own)} questions of members asked")
    return report(Replies(documents, replies, own))


@contextmanager
def corpus_copied(
    settings: Settings, encoder: Callable[[], Encoder] | None, tell: Tell
) -> Iterator[tuple[Service, int]]:
    """Yield a service over a copy of the corpus, indexed, and how many documents it holds.

    Raises NothingToMeasure where there is none.
    """
    with tempfile.TemporaryDirectory(prefix="live-") as folder:
        copy = Path(folder) / "corpus"
        if settings.articles.is_dir():
            half_written = shutil.ignore_patterns(f"{TEMPORARY}*")
            shutil.copytree(settings.articles, copy / "articles", ignore=half_written)
        chosen = Settings(corpus=copy, data=Path(folder) / "data", encoder=settings.encoder)
        opened = encoder or (lambda: open_encoder(settings.encoder))
        if not any(copy.rglob("*.md")):
            raise NothingToMeasure(
                f"{settings.articles} holds no documents: add some, or set ASSISTANT_CORPUS to the "
                "corpus folder."
            )
        service = Service(chosen, encoder=opened, who="evals")
        try:
            changes = service.sync(_percents(tell))
            for problem in changes.problems:
                tell(problem.message)
            documents = len(service.list())
            tell(f"{documents} documents indexed")
            yield service, documents
        finally:
            service.close()


def _percents(tell: Tell) -> Progress:
    """Return a progress that tells every tenth part once."""
    told: set[tuple[str, int]] = set()

    def progress(stage: str, done: int, of: int) -> None:
        part = 100 * done // of // _TOLD_EVERY * _TOLD_EVERY if of else 0
        if (stage, part) not in told:
            told.add((stage, part))
            tell(f"{stage}: {done} of {of}" if of else f"{stage}: {done}")

    return progress


# --- the report -------------------------------------------------------------------------------


def report(replies: Replies) -> str:
    """Return what was answered and refused; questions of the test half are only counted."""
    parts = [
        "# Today's corpus",
        f"{replies.documents} documents. Nothing is judged here: the fixed set has documents of "
        "its own, of which only summaries may lie in the corpus too.",
        _counts(replies.fixed),
        *_now_answered(replies.fixed),
        *_members(replies.members),
    ]
    return "\n\n".join(parts) + "\n"


def _counts(replies: Sequence[Reply]) -> str:
    groups: list[tuple[str, list[Reply]]] = [
        ("all", list(replies)),
        ("marked answerable", [r for r in replies if r.gold.answerable]),
        ("marked unanswerable", [r for r in replies if not r.gold.answerable]),
        *((name, [r for r in replies if r.gold.language == name]) for name in LANGUAGES),
    ]
    rows = []
    for name, some in groups:
        reasons = Counter(r.answer.reason or "" for r in some if not r.answer.answered)
        why = ", ".join(f"{reason} {n}" for reason, n in reasons.most_common())
        answered = sum(r.answer.answered for r in some)
        rows.append([name, str(len(some)), str(answered), str(len(some) - answered), why or "-"])
    return table(["questions", "asked", "answered", "refused", "why refused"], rows)


def _now_answered(replies: Sequence[Reply]) -> list[str]:
    """Return the questions that the fixed set marks unanswerable and the corpus may answer."""
    found = [r for r in replies if r.answer.answered and not r.gold.answerable]
    shown = [r for r in found if r.gold.split == "dev"]
    return [
        f"## Marked unanswerable, answered now: {len(shown)} of dev, "
        f"{len(found) - len(shown)} of test",
        *("\n".join([f"**{r.gold.id}** {_asked(r.gold)}", "", *_given(r.answer)]) for r in shown),
    ]


def _members(asked: Sequence[tuple[MemberQuestion, Answer]]) -> list[str]:
    answered = sum(answer.answered for _, answer in asked)
    parts = [f"## Asked by members: {len(asked)}, answered {answered}"]
    if not asked:
        parts.append('`python -m evals append "QUESTION"` adds one.')
    for one, answer in asked:
        beside = {"note": one.note, "expected": one.expected}
        lines = [f"* {name}: {_line(text)}" for name, text in beside.items() if text]
        parts.append("\n".join([f"**{one.id}** {one.question}", "", *lines, *_given(answer)]))
    return parts


def _given(answer: Answer) -> list[str]:
    said = _line(answer.answer) if answer.answered else f"refused ({answer.reason})"
    cited = [f"* [{c.n}] {c.document_id}: {_line(c.quote)}" for c in answer.citations]
    return [f"* now: {said}", *cited]


def _asked(gold: GoldQuestion) -> str:
    return " / ".join([*gold.history, gold.question])


def _line(text: str) -> str:
    return " ".join(text.split()) or "-"
