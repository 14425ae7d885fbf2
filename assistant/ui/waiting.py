"""The uploaded files of a tray, kept until they are read, however long the tray waits.

Gradio sweeps its own uploads by their age, which says nothing of who still needs them.
"""

from __future__ import annotations

import logging
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Final

from assistant.settings import Settings
from assistant.ui.desk import Given

log = logging.getLogger(__name__)

_FOLDER: Final = "waiting"  # among the uploads, which `erase` empties


class Waiting:
    """The files that wait to be read on one tray."""

    def __init__(self, settings: Settings, tray_id: str) -> None:
        self._folder = settings.uploads / _FOLDER / tray_id

    def keep(self, number: int, given: Given) -> Given:
        """Return a source whose file, if it is one, stays until it is let go."""
        if not isinstance(given.source, Path):
            return given
        kept = self._folder / f"{number}{given.source.suffix}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            kept.unlink(missing_ok=True)
            _second(given.source, kept)
        except OSError as error:  # reading it says what is wrong with it, or succeeds
            log.warning("an uploaded file could not be kept: %s", error)
            return given
        return replace(given, source=kept)

    def let_go(self, given: Given) -> None:
        """Delete the file of a source that is read, or that nobody wants any more."""
        if isinstance(given.source, Path) and given.source.parent == self._folder:
            given.source.unlink(missing_ok=True)

    def let_all_go(self) -> None:
        """Delete what the tray still holds."""
        shutil.rmtree(self._folder, ignore_errors=True)


def forget_all(settings: Settings) -> None:
    """Delete what an earlier run left: its trays are gone."""
    shutil.rmtree(settings.uploads / _FOLDER, ignore_errors=True)


def _second(file: Path, kept: Path) -> None:
    """Let `kept` be the same file, without a copy where the disk can do that."""
    try:
        os.link(file, kept)
    except OSError:
        shutil.copyfile(file, kept)
