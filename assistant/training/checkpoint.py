"""The state of a training run on the disk, so that one cut short goes on where it was."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from assistant.storage import write_atomic

log = logging.getLogger(__name__)


def save(path: Path, run: Mapping[str, Any], done: int) -> None:
    """Write the state of the parts of a run, each with a `state_dict`, behind `done` steps."""
    held = io.BytesIO()
    torch.save({"done": done} | {name: part.state_dict() for name, part in run.items()}, held)
    write_atomic(path, held.getvalue())


def load(path: Path, run: Mapping[str, Any]) -> int:
    """Put the state at `path` into its parts; return how many steps it has behind it, or 0."""
    if not path.is_file():
        return 0
    state = torch.load(path, weights_only=True, map_location="cpu")
    for name, part in run.items():
        part.load_state_dict(state[name])
    done: int = state["done"]
    log.info("going on behind step %d", done)
    return done
