"""Frozen settings, and the only place that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args
from zoneinfo import ZoneInfo

from assistant.errors import SettingsError

Members = Literal["open", "signed-in"]
_MEMBERS = {choice: choice for choice in get_args(Members)}
TIME_ZONE: Final = "Africa/Casablanca"
_TRUTHS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how much of them is allowed. Every field has a default that works.

    Each field can be set from the environment as `ASSISTANT_<FIELD>` in capitals.
    """

    corpus: Path = Path("corpus")  # the corpus folder; documents are in corpus/articles
    data: Path = Path(".assistant")  # the data directory: index/ (disposable) and state.db (kept)
    encoder: str = ""  # a sentence-transformers directory or name; empty: the one we ship
    model: str = ""  # a language model, provider:name; empty: answers are quotes
    model_url: str = ""  # where a server of one's own speaks as the provider does
    model_seconds: float = 45.0  # within which an answer must be worded
    model_context: int = 8192  # tokens that the model can read
    model_price_read: float = 0.0  # of a million tokens, in whatever currency; 0: not told
    model_price_written: float = 0.0
    members: Members = "open"  # who may ask: everybody, or whoever has signed in
    members_read: bool = False  # whether they may read stored texts, which are others' property
    session_hours: float = 12.0  # after which people sign in again
    session_idle_hours: float = 2.0  # the same, for a session that nobody uses
    time_zone: str = TIME_ZONE  # in which the page says when something was done
    host: str = "127.0.0.1"
    port: int = 7860
    max_source_mb: int = 50  # the largest file or answered link
    max_pages: int = 500  # of one PDF
    parse_seconds: float = 60.0  # one source in the parsing child process
    parse_memory_mb: int = 2048
    fetch_seconds: float = 30.0  # one link, redirects included
    keep_removed_days: int = 30  # how long `remove` can be undone
    keep_days: int = 365  # answers kept, feedback and refused questions; 0: never deleted

    @property
    def articles(self) -> Path:
        """The folder of the documents."""
        return self.corpus / "articles"

    @property
    def uploads(self) -> Path:
        """The upload cache of the web app; `erase` empties it."""
        return self.data / "uploads"


def read_settings(
    environment: Mapping[str, str] | None = None,
    *,
    corpus: Path | None = None,
    data: Path | None = None,
) -> Settings:
    """Return the settings of `environment` (default: the process's), arguments before variables.

    Raises SettingsError for a value that cannot be one.
    """
    env = os.environ if environment is None else environment
    values: dict[str, object] = {}
    for name, default in _defaults().items():
        raw = env.get(f"ASSISTANT_{name.upper()}", "")
        if raw == "":
            continue
        kind = name if name in _PARSERS else type(default).__name__
        try:
            values[name] = _PARSERS[kind](raw)
        except (ValueError, KeyError):
            said = {"True": "yes", "False": "no"}.get(str(default), default)
            raise SettingsError(
                f"ASSISTANT_{name.upper()} is {raw!r}, which is not {_WANTED[kind]}: "
                f"leave it out for the default, {said}."
            ) from None
    if corpus is not None:
        values["corpus"] = corpus
    if data is not None:
        values["data"] = data
    return Settings(**values)  # type: ignore[arg-type]


def is_set(variable: str) -> bool:
    """Tell whether the environment holds a variable that is not ours, as a provider's key."""
    return bool(os.environ.get(variable))


def _time_zone(raw: str) -> str:
    try:
        return ZoneInfo(raw).key
    except OSError:  # the name of a folder of zones
        raise ValueError(raw) from None


_PARSERS: dict[str, Callable[[str], object]] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": lambda raw: _TRUTHS[raw.lower()],
    "time_zone": _time_zone,
    "members": lambda raw: _MEMBERS[raw],
    type(Path()).__name__: Path,
}
_WANTED = {"int": "a number", "float": "a number", "bool": "yes or no",
           "time_zone": "the name of a time zone, as Europe/Paris",
           "members": " or ".join(get_args(Members))}  # fmt: skip


def _defaults() -> dict[str, object]:
    blank = Settings()
    return {name: getattr(blank, name) for name in Settings.__dataclass_fields__}
