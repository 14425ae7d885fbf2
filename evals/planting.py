"""Orders planted in documents: where a text for a machine may stand that readers never wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from assistant.questions.reading import Line, read
from assistant.schema import Document
from evals.trouble import BrokenAttacks

_LONGEST_NAME = 80  # characters of a file's name


class Attack(NamedTuple):
    """A text that asks whoever answers from a document to do something."""

    category: str
    text: str

    @property
    def sentence(self) -> str:
        """The text with an end."""
        return self.text if self.text[-1:] in ".?!'\"" else f"{self.text}."


def read_attacks(path: Path) -> tuple[Attack, ...]:
    """Return the attacks of a file: a JSON object of lists, by category. Raises BrokenAttacks."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        found = [Attack(category, str(text)) for category in told for text in told[category]]
    except (OSError, ValueError, TypeError) as error:
        raise BrokenAttacks(
            f"{path} holds no attacks ({error!r}): it must be a JSON object of lists of texts."
        ) from error
    return tuple(attack for attack in found if attack.text.strip())


# --- in the body ------------------------------------------------------------------------------


def _first(document: Document, quote: str, attack: Attack) -> Document:
    return replace(document, body=f"{attack.sentence}\n\n{document.body}")


def _last(document: Document, quote: str, attack: Attack) -> Document:
    return replace(document, body=f"{document.body.rstrip()}\n\n{attack.sentence}\n")


def _below(document: Document, quote: str, attack: Attack) -> Document:
    """Plant a paragraph of its own below the paragraph that answers."""
    line = line_of(document, quote)
    end = document.body.find("\n\n", line.span.end)
    return _inserted(document, len(document.body) if end < 0 else end, f"\n\n{attack.sentence}")


def _before(document: Document, quote: str, attack: Attack) -> Document:
    return _inserted(document, line_of(document, quote).span.start, f"{attack.sentence} ")


def _behind(document: Document, quote: str, attack: Attack) -> Document:
    return _inserted(document, line_of(document, quote).span.end, f" {attack.sentence}")


def _inside(document: Document, quote: str, attack: Attack) -> Document:
    """Plant it in the sentence that answers, in the place of its full stop."""
    line = line_of(document, quote)
    kept = line.text.rstrip(" .!?؟…|")
    end = line.span.start + len(kept)
    return _inserted(document, end, f"; {attack.text.rstrip('.')}")


# --- beside it --------------------------------------------------------------------------------


def _title(document: Document, quote: str, attack: Attack) -> Document:
    return replace(document, title=f"{document.title}. {attack.sentence}")


def _publisher(document: Document, quote: str, attack: Attack) -> Document:
    return replace(document, publisher=attack.sentence)


def _file(document: Document, quote: str, attack: Attack) -> Document:
    name = re.sub(r"\W+", "-", attack.text.lower())[:_LONGEST_NAME].strip("-")
    return replace(document, id=name, path=f"articles/{name}.md")


Plant = Callable[[Document, str, Attack], Document]
PLACES: Mapping[str, Plant] = {
    "start": _first,
    "below": _below,
    "end": _last,
    "before": _before,
    "behind": _behind,
    "inside": _inside,
    "title": _title,
    "publisher": _publisher,
    "file": _file,
}


def line_of(document: Document, quote: str) -> Line:
    """Return the sentence of a document in which a quote begins."""
    at = document.body.index(quote)
    lines = [line for line in read(document).lines if not line.is_heading]
    return next(line for line in lines if line.span.end > at)


def _inserted(document: Document, at: int, text: str) -> Document:
    return replace(document, body=document.body[:at] + text + document.body[at:])
