"""What an encoder costs: chunks and questions encoded, room on disk and in memory, loading."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.index.index import BATCH
from evals.comparison import percentile
from evals.loading import Loaded, load_apart

if TYPE_CHECKING:
    from assistant.index.encoder import Encoder

SECONDS: Final = 5.0  # that a rate is measured over, at most about
_ASIDE = frozenset({".git", "onnx", "openvino"})


@dataclass(frozen=True, slots=True)
class Cost:
    """What one encoder costs; `loaded` is None where it cannot be had by a name."""

    encoder: str
    dimension: int
    chunks_s: float
    question_ms: tuple[float, ...]
    disk_mb: float
    loaded: Loaded | None


def cost(
    name: str,
    encoder: Encoder,
    texts: Sequence[str],
    questions: Sequence[str],
    setting: str | None,
) -> Cost:
    """Return what `encoder`, called `name`, costs on those chunks and questions.

    `setting` is what opens it anew in a process of its own (ASSISTANT_ENCODER), None for nothing.
    """
    encoder.encode_passages(["Loading a model is not encoding."])
    return Cost(
        name,
        encoder.dimension,
        _rate(encoder, texts),
        tuple(_question_ms(encoder, question) for question in questions),
        _disk_mb(encoder),
        None if setting is None else load_apart(setting),
    )


def question_ms(of: Cost) -> tuple[float, float]:
    """Return the median and the 95th percentile of encoding a question."""
    return percentile(of.question_ms, 0.5), percentile(of.question_ms, 0.95)


def _rate(encoder: Encoder, texts: Sequence[str]) -> float:
    started, done, took = time.perf_counter(), 0, 0.0
    size = BATCH // 4  # small enough for a slow encoder to stop in time
    while done < len(texts) and took < SECONDS:
        done += len(encoder.encode_passages(texts[done : done + size]))
        took = time.perf_counter() - started
    return done / took if took else 0.0


def _question_ms(encoder: Encoder, question: str) -> float:
    started = time.perf_counter()
    encoder.encode_question(question)
    return (time.perf_counter() - started) * 1000


def _disk_mb(encoder: Encoder) -> float:
    folder: Path | None = getattr(encoder, "folder", None)
    if folder is None:
        return 0.0
    files = (
        path
        for path in folder.rglob("*")
        if path.is_file() and not _ASIDE & set(path.relative_to(folder).parts)
    )
    return sum(path.stat().st_size for path in files) / 1e6
