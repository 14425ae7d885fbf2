"""Two runs side by side: saved records, revisions of the assistant, or settings of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assistant.settings import Settings, read_settings
from evals import differences
from evals.gold import HERE
from evals.record import Record, read_record
from evals.trouble import EvalsError

ROOT = HERE.parent
NOW = "now"
Tell = Callable[[str], None]
_PREFIX = "ASSISTANT_"
# Settings that a run of the fixed set does not read: it has folders of its own and serves nobody.
_IDLE = frozenset(
    {
        "corpus",
        "data",
        "members",
        "members_read",
        "session_hours",
        "session_idle_hours",
        "host",
        "port",
        "keep_removed_days",
    }
)
_OUTGROWN = ("ImportError", "ModuleNotFoundError", "AttributeError", "TypeError")
_KEPT_LINES = 20  # of what a run that fails said last


class NothingToCompare(EvalsError):
    """One side is neither a record, nor a revision, nor a setting."""


class RunFailed(EvalsError):
    """One side could not be run under today's evals."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison, and where to take it from.

    `value` is the path of a record, or a commit; `changes` are variables of the environment.
    """

    kind: Literal["record", "revision", "tree"]
    name: str  # as it was given
    value: str = ""
    changes: tuple[tuple[str, str], ...] = ()


def compare(a: str, b: str, tell: Tell) -> str:
    """Return what changed from `a` to `b` as Markdown.

    Each is the path of a saved record, a git revision, `now` (the working tree as it is) or
    `ASSISTANT_X=value[,ASSISTANT_Y=value]` (the working tree with these settings). Revisions are
    asked today's questions. Raises NothingToCompare, RunFailed, SettingsError.
    """
    sides = [read_side(a), read_side(b)]
    records = [_record(side, tell, letter) for side, letter in zip(sides, "AB", strict=True)]
    return differences.report(records[0], records[1], *map(_said, sides))


def _said(side: Side) -> str:
    if side.kind == "tree":
        return "the working tree" + (f" with {side.name}" if side.changes else "")
    return f"{side.kind} {side.name}" + (" under today's evals" if side.kind == "revision" else "")


# --- what a side is ---------------------------------------------------------------------------


def read_side(text: str) -> Side:
    """Return what one argument names. Raises NothingToCompare, SettingsError."""
    if text == NOW:
        return Side("tree", text)
    if text.startswith(_PREFIX) and "=" in text:
        return Side("tree", text, changes=read_changes(text))
    if Path(text).is_file():
        return Side("record", text, value=text)
    if commit := _commit(text):
        return Side("revision", text, value=commit)
    raise NothingToCompare(
        f"{text} is no saved record, no revision and no setting: give the path of a run.json, a "
        f"git revision, {_PREFIX}X=value, or {NOW} for the working tree."
    )


def read_changes(text: str) -> tuple[tuple[str, str], ...]:
    """Return the variables in NAME=value[,NAME=value]; a comma without a name is the value's.

    Raises NothingToCompare for a setting that nothing reads in a run, SettingsError for a value.
    """
    found: list[tuple[str, str]] = []
    for piece in text.split(","):
        name, sign, value = piece.partition("=")
        if sign and name.strip().startswith(_PREFIX):
            found.append((name.strip(), value))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]},{piece}")
    known = [_PREFIX + name.upper() for name in Settings.__dataclass_fields__ if name not in _IDLE]
    for name, _ in found:
        if name not in known:
            raise NothingToCompare(
                f"{name} changes nothing in a run of the fixed set: give one of {', '.join(known)}."
            )
    read_settings(dict(found))
    return tuple(found)


def _commit(text: str) -> str:
    """Return the commit that a revision names; empty where it names none, or without git."""
    asked = ["git", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{text}^{{commit}}"]
    try:
        told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=10)  # noqa: S603
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.strip() if told.returncode == 0 else ""


# --- running it -------------------------------------------------------------------------------


def _record(side: Side, tell: Tell, letter: str) -> Record:
    def told(line: str) -> None:
        tell(f"{letter}: {line}")

    if side.kind == "record":
        return _read(Path(side.value), side.name)
    told(f"asking {_said(side)}")
    if side.kind == "tree":
        return _run(side, ROOT, dict(side.changes), told)
    with checked_out(side.value) as tree:
        record = _run(side, tree, {}, told)
    # its evals were replaced, which is said; the assistant is that of the commit
    revision = str(record.about.get("revision", "")).rstrip("+")
    return replace(record, about={**record.about, "revision": revision})


def _read(path: Path, name: str) -> Record:
    try:
        return read_record(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NothingToCompare(
            f"{name} cannot be read as a saved run ({type(error).__name__}): give the run.json of "
            "a run of today's evals, or make it again with `python -m evals run --out FILE`."
        ) from error


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """Yield a folder with the assistant of `commit` and the evals of today.

    What git keeps of the checkout is taken out again. Raises RunFailed.
    """
    with tempfile.TemporaryDirectory(prefix="compare-") as folder:
        tree = Path(folder) / "tree"
        _git("worktree", "add", "--detach", "--quiet", str(tree), commit)
        try:
            shutil.rmtree(tree / "evals", ignore_errors=True)
            shutil.copytree(
                HERE, tree / "evals", ignore=shutil.ignore_patterns("out", "__pycache__")
            )
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*words: str) -> None:
    try:
        subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603, S607
    except subprocess.CalledProcessError as error:
        raise RunFailed(f"git {words[0]} {words[1]} failed: {error.stderr.strip()}") from error


def _run(side: Side, tree: Path, changes: Mapping[str, str], tell: Tell) -> Record:
    """Run the set in a process of its own, in which `tree` is the program; return the record."""
    with tempfile.TemporaryDirectory(prefix="compare-") as folder:
        out = Path(folder) / "run.json"
        command = [sys.executable, "-m", "evals", "run", "--out", str(out), "--no-baselines"]
        environment = {**os.environ, **changes, "PYTHONPATH": str(tree)}
        code, last = _followed(command, tree, environment, tell)
        if code == 0 and out.is_file():
            return _read(out, side.name)
    raise RunFailed(why(side, last))


def _followed(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], tell: Tell
) -> tuple[int, list[str]]:
    """Run a command, passing on what it says to stderr; return its code and its last lines."""
    last: deque[str] = deque(maxlen=_KEPT_LINES)
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command,
        cwd=folder,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stderr or ():
            if line.strip():
                last.append(line.rstrip())
                tell(last[-1])
    return process.returncode, list(last)


def why(side: Side, last: Sequence[str]) -> str:
    """Return in a sentence why a side has no record, from what its run said last."""
    reason = last[-1].strip() if last else "it said nothing"
    if side.kind == "revision" and reason.startswith(_OUTGROWN):
        return (
            f"{side.name} lacks what today's evals ask of an assistant ({reason}): compare with a "
            "later revision, or with a record that was saved at its time."
        )
    return f"{_said(side)} could not be run ({reason}): see the lines above."
