"""The drafts of a tray are stored in the background: who leaves the page stops nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from assistant.errors import AssistantError
from assistant.schema import AddReport, Draft
from assistant.service.acting import acting, acting_as
from assistant.service.service import Service
from assistant.ui.items import Item
from assistant.ui.trays import Tray
from assistant.ui.words import Words

log = logging.getLogger(__name__)

TOGETHER: Final = 4  # documents stored between two looks at whether to stop


class Storing:
    """Drafts of a tray that are stored, a few at a time, until all are or somebody stops it.

    It ends, too, where `allowed` says that who began it may no longer. What became of each draft is
    in `reports`, while it goes on and after.
    """

    def __init__(
        self,
        service: Service,
        tray: Tray,
        words: Words,
        numbers: Sequence[int],
        allowed: Callable[[], bool],
    ) -> None:
        self._service, self._tray, self._words = service, tray, words
        self._numbers, self._allowed, self._name = numbers, allowed, acting()
        self.total, self.going, self.halting = len(numbers), True, False
        self.reports: tuple[AddReport, ...] = ()

    def begin(self) -> bool:
        """Store in the background, in the name of who asks; False where the tray does already."""
        if not self._tray.hold(self):
            return False
        threading.Thread(target=self._store, name="storing", daemon=True).start()
        return True

    def _store(self) -> None:
        try:
            with acting_as(self._name):
                for start in range(0, self.total, TOGETHER):
                    if self.halting or not self._allowed():
                        break
                    self._store_some(self._numbers[start : start + TOGETHER])
        finally:
            self.going = False
            self._tray.tell()

    def _store_some(self, numbers: Sequence[int]) -> None:
        items = [item for n in numbers if (item := self._tray.get(n)) and item.draft]
        drafts = [item.draft for item in items if item.draft]
        claimed = [report.document_id for report in self.reports if report.document_id]
        try:
            reports = self._service.store(drafts, claimed=claimed)
        except AssistantError as error:
            log.warning("the drafts of a tray could not be stored: %s", error)
            reports = self._stopped_by(error, drafts)
        except Exception as error:
            log.exception("the drafts of a tray could not be stored")
            reports = self._stopped_by(error, drafts)
        for item, report in zip(items, reports, strict=True):
            self._settle(item, report)

    def _stopped_by(self, error: Exception, drafts: Sequence[Draft]) -> list[AddReport]:
        """Store no more: what stopped these drafts would stop the others."""
        self.halting = True
        why = self._words.error(error)
        return [AddReport(draft.source, "failed", error=why) for draft in drafts]

    def _settle(self, item: Item, report: AddReport) -> None:
        """Take a stored draft off the table; one that failed stays and says why."""
        title = item.draft.document.title if item.draft and item.draft.document else ""
        self.reports = (*self.reports, replace(report, title=report.title or title))
        if report.status == "failed":
            self._tray.fail(item.number, report.error or "")
        else:
            self._tray.stored(item.number, report.document_id or report.duplicate_of or "")
