"""Destroying a document from the page: what is said before, and how far it has come."""

from __future__ import annotations

import logging
import threading
from contextvars import copy_context

from assistant.errors import AssistantError
from assistant.schema import Document
from assistant.service.service import Service
from assistant.ui.browse import title
from assistant.ui.evidence import record_address
from assistant.ui.record import Near
from assistant.ui.safety import safe
from assistant.ui.words import Words

log = logging.getLogger(__name__)


class Erasing:
    """One document being destroyed at a time, in a thread that ends even if nobody waits."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.done, self.total = 0, 0
        self.error: BaseException | None = None

    def begin(self, document_id: str) -> bool:
        """Begin, in the name of whoever asks; return whether nothing else was under way."""
        with self._lock:
            if self.busy:
                return False
            self.done, self.total, self.error = 0, 0, None
            context = copy_context()
            self._thread = threading.Thread(
                target=context.run, args=(self._work, document_id), name="erase", daemon=True
            )
            self._thread.start()
            return True

    @property
    def begun(self) -> bool:
        """Whether there ever was something to do."""
        return self._thread is not None

    @property
    def busy(self) -> bool:
        """Whether it is still at it."""
        return self._thread is not None and self._thread.is_alive()

    def wait(self, seconds: float) -> bool:
        """Wait a little; return whether it is done."""
        if self._thread is not None:
            self._thread.join(seconds)
        return not self.busy

    def _work(self, document_id: str) -> None:
        try:
            self._service.erase([document_id], self._progress)
        except AssistantError as error:
            log.warning("a document could not be erased: %s", error)
            self.error = error
        except Exception as error:
            log.exception("a document could not be erased")
            self.error = error

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.done, self.total = done, total


def asked(
    document: Document, versions: int, copies: Near, words: Words, *, refused: bool = False
) -> str:
    """Return the page that says what will go and what will not, and asks whether to go on."""
    address = safe(record_address(document.id).removeprefix("documents/"))
    going = "".join(
        f"<li>{safe(words.say(f'erase.goes.{what}', n=words.number(versions)))}</li>"
        for what in ("text", "versions", "index", "answers", "uploads")
    )
    staying = "".join(
        f"<li>{safe(words.say(f'erase.stays.{what}'))}</li>"
        for what in ("backups", "git", "printed")
    )
    alert = safe(words.say("erase.unsure"))
    wrong = f'<p class="trouble" role="alert" id="unsure">{alert}</p>' if refused else ""
    tied = ' aria-invalid="true" aria-describedby="unsure"' if refused else ""
    return (
        f'<p class="ways crumb"><a href="../{address}">{safe(words.say("erase.not"))}</a></p>'
        f"<h2>{safe(words.say('erase.heading'))}</h2><p><strong>{title(document, words)}</strong>"
        f'</p><div class="words"><p>{safe(words.say("erase.forever"))}</p>'
        f"<h3>{safe(words.say('erase.goes'))}</h3><ul>{going}</ul>"
        f"<h3>{safe(words.say('erase.stays'))}</h3><ul>{staying}</ul>{_copies(copies, words)}"
        f'<form method="post" action="erase">{wrong}<p><label><input type="checkbox" name="sure" '
        f'value="yes"{tied}> {safe(words.say("erase.sure"))}</label></p>'
        f'<p><button class="grave">{safe(words.say("erase.do"))}</button></p></form></div>'
    )


def _copies(copies: Near, words: Words) -> str:
    """Return the near copies, which stay, each with the way to it."""
    others = [*copies.copies, *([copies.first] if copies.first else [])]
    if not others:
        return ""
    items = "".join(
        f'<li><a href="../{safe(record_address(d.id).removeprefix("documents/"))}">'
        f"{title(d, words)}</a></li>"
        for d in others
    )
    return f"<h3>{safe(words.say('erase.copies'))}</h3><ul>{items}</ul>"


def under_way(erasing: Erasing, words: Words) -> str:
    """Return how far it has come."""
    heading = f"<h2>{safe(words.say('erase.heading'))}</h2>"
    bar = ""
    if erasing.total:
        label = safe(words.say("erase.rebuilding"))
        bar = (
            f'<p><label>{label} <progress max="{erasing.total}" value="{erasing.done}"></progress> '
            f"{words.number(erasing.done)} / {words.number(erasing.total)}</label></p>"
        )
    return f'{heading}<p role="status">{safe(words.say("erase.working"))}</p>{bar}'
