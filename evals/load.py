"""Members who ask while staff bring files in: how long answers take, and whether any fails.

The app runs in a process of its own, over a temporary corpus: the documents of `training/`, which
are ours, and files of their sentences drawn anew. Askers go through the page's own queue, first
alone, then while the files are read and stored as the staff desk does it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Final

import httpx
import numpy as np

from assistant.corpus_file import parse
from assistant.schema import Document
from evals.gold import HERE, GoldQuestion, GoldSet, read_set
from evals.reporting.tables import table
from evals.scale import recombined
from evals.sets import SEED
from evals.trouble import EvalsError

THINKING: Final = 2.0  # seconds at most between an answer and the next question
PATIENCE: Final = 120.0  # seconds until an answer counts as failed
STARTING: Final = 120.0  # seconds until the app must be there
_ENDPOINT: Final = "gradio_api/call/v2/ask"
Tell = Callable[[str], None]


@dataclass(slots=True)
class Asking:
    """What askers met with over a while."""

    seconds: list[float] = field(default_factory=list)  # of each answer
    errors: list[str] = field(default_factory=list)
    lasted: float = 0.0

    def quantile(self, share: float) -> float:
        """Return the seconds within which that share of the answers came."""
        return float(np.quantile(self.seconds, share)) if self.seconds else float("nan")


def load(tell: Tell, *, askers: int, files: int, seconds: float) -> str:
    """Return the figures of `askers` alone for `seconds`, and while `files` files come in.

    Raises EvalsError where an answer or a file failed.
    """
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        gold = read_set(HERE / "training")
        _lay_out(Path(folder), gold, files)
        with served(Path(folder)) as app:
            tell(f"the app is there with {len(gold.summaries)} documents; {askers} ask")
            asking = Asking()
            with _asked(app.address, gold.questions, askers, asking):
                time.sleep(seconds)
            tell(f"{len(asking.seconds)} answers; now {files} files come in as well")
            busy = Asking()
            with _asked(app.address, gold.questions, askers, busy):
                brought = app.bring_in(Path(folder) / "files")
    told = _report(asking, busy, brought, files)
    problems = [*asking.errors, *busy.errors]
    if brought["stored"] != files:
        problems.append(f"{files - brought['stored']} of {files} files were not stored")
    if problems:
        tell(told)
        raise EvalsError("\n".join(dict.fromkeys(problems)))
    return told


def _report(alone: Asking, busy: Asking, brought: Mapping[str, Any], files: int) -> str:
    rows = [
        [
            name,
            str(len(some.seconds)),
            str(len(some.errors)),
            *(f"{some.quantile(share):.2f}" for share in (0.5, 0.95, 1.0)),
            f"{len(some.seconds) / some.lasted:.1f}",
        ]
        for name, some in (("alone", alone), ("during the import", busy))
    ]
    ratio = busy.quantile(0.95) / alone.quantile(0.95)
    head = ["askers", "answers", "errors", "p50 s", "p95 s", "max s", "answers/s"]
    return (
        f"{table(head, rows)}\n\n"
        f"p95 during the import over p95 alone: {ratio:.2f}\n"
        f"{brought['stored']} of {files} files in {brought['read_s'] + brought['store_s']:.1f} s: "
        f"read in {brought['read_s']:.1f} s, stored in {brought['store_s']:.1f} s\n"
    )


# --- what is asked of --------------------------------------------------------------------------


def _lay_out(folder: Path, gold: GoldSet, files: int) -> None:
    """Write the corpus to begin with, and the files that are to come in."""
    articles, incoming = folder / "corpus" / "articles", folder / "files"
    articles.mkdir(parents=True)
    incoming.mkdir()
    for path in gold.summaries:
        shutil.copyfile(path, articles / path.name)
    known = [parse(path.read_text("utf-8"), path.name) for path in gold.summaries]
    made = recombined(known, files * 6)[:files]  # a document has five chunks or six
    for number, document in enumerate(made):
        (incoming / f"{number:04}.html").write_text(_web_page(document), encoding="utf-8")


def _web_page(document: Document) -> str:
    """Return a document as a news site would show it, with a menu and other articles around."""
    paragraphs = "".join(f"<p>{escape(p)}</p>" for p in document.body.split("\n\n"))
    menu = "".join(f"<li><a href='/{n}'>Rubrique {n}</a></li>" for n in range(12))
    others = "".join(f"<li><a href='/a{n}'>Un autre article, {n}</a></li>" for n in range(8))
    return (
        f'<!doctype html><html lang="{document.language}"><head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title>"
        '<meta property="article:published_time" content="2021-05-04"></head>'
        f"<body><nav><ul>{menu}</ul></nav><article><h1>{escape(document.title)}</h1>{paragraphs}"
        f"</article><aside><h2>À lire aussi</h2><ul>{others}</ul></aside></body></html>"
    )


# --- the app -----------------------------------------------------------------------------------


class App:
    """A running app: where it is, and how files are brought in there."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.address = f"http://127.0.0.1:{self._read()['port']}"

    def bring_in(self, folder: Path) -> dict[str, Any]:
        """Have the files of a folder read and stored; return how many, and how long it took."""
        assert self._process.stdin is not None  # noqa: S101 -- as it was opened
        self._process.stdin.write(f"{folder}\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None  # noqa: S101 -- as it was opened
        line = self._process.stdout.readline()
        if not line:
            raise EvalsError("The app ended before its time, or took too long: see what it wrote.")
        told: dict[str, Any] = json.loads(line)
        return told


@contextmanager
def served(folder: Path) -> Iterator[App]:
    """Serve the corpus and data below `folder` in a process of its own."""
    paths = os.pathsep.join(path for path in sys.path if path)
    process = subprocess.Popen(  # noqa: S603 -- this interpreter, and a module of ours
        [sys.executable, "-m", "evals.loaded", str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": paths},
    )  # fmt: skip
    late = threading.Timer(STARTING, process.kill)
    late.start()
    try:
        app = App(process)
        late.cancel()
        yield app
    finally:
        late.cancel()
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


# --- the askers --------------------------------------------------------------------------------


@contextmanager
def _asked(
    address: str, questions: Sequence[GoldQuestion], askers: int, into: Asking
) -> Iterator[None]:
    """Have `askers` ask from now to the end of the block; the last answers are waited for."""
    done = threading.Event()
    threads = [
        threading.Thread(target=_ask_on, args=(address, questions, number, into, done))
        for number in range(askers)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()
        into.lasted = time.perf_counter() - started


def _ask_on(
    address: str,
    questions: Sequence[GoldQuestion],
    number: int,
    into: Asking,
    done: threading.Event,
) -> None:
    draw = random.Random(SEED + number)  # noqa: S311 -- alike every time, and nothing secret
    with httpx.Client(timeout=PATIENCE) as client:
        while not done.is_set():
            question = draw.choice(questions)
            started = time.perf_counter()
            try:
                _answer(client, f"{address}/{question.language}/{_ENDPOINT}", question)
                into.seconds.append(time.perf_counter() - started)
            except (httpx.HTTPError, ValueError, KeyError, EvalsError) as error:
                into.errors.append(f"{type(error).__name__}: {error}")
            done.wait(draw.uniform(0, THINKING))


def _answer(client: httpx.Client, endpoint: str, question: GoldQuestion) -> dict[str, Any]:
    """Ask as a program does, through the queue of the page; return the answer."""
    asked = {"question": question.question, "history": list(question.history)}
    ticket = client.post(endpoint, json=asked).raise_for_status().json()["event_id"]
    event = ""
    with client.stream("GET", f"{endpoint}/{ticket}") as told:
        for line in told.raise_for_status().iter_lines():
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
            elif line.startswith("data: ") and event in ("complete", "error"):
                value = json.loads(line.removeprefix("data: "))
                if event == "error":
                    raise EvalsError(f"{question.question!r} was answered with {value}")
                answer: dict[str, Any] = json.loads(value[0])
                if not answer["answer"]:
                    raise EvalsError(f"{question.question!r} was given an empty answer")
                return answer
    raise EvalsError(f"{question.question!r} was not answered")
