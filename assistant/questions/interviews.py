"""What is answered yes or no in an interview: its question and the reply to it, together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from assistant.questions import phrases
from assistant.questions.evidence import Scored
from assistant.questions.kinds import kind_of
from assistant.questions.need import Need
from assistant.questions.reading import Reader
from assistant.questions.stance import Stance, stance
from assistant.schema import Evidence, Understood

_LONGEST: Final = 600  # characters, of a question and its reply
# "Oui, mais …" is neither.
_REPLY: Final = re.compile(
    r"\s*(?:[-–—•]\s*)?(?:(?P<yes>oui|yes|نعم)|(?P<no>non|no|لا|كلا))(?=[,.;:!،])"
    r"(?!\W{1,3}(?:mais|but|لكن|et non|and no)\b)",
    re.IGNORECASE,
)
_YOU: Final = re.compile(r"\b\w+-(?:vous|tu)\b")
_ASKS: Final = " ?؟"


def replies(
    scored: Sequence[Scored], need: Need, understood: Understood, reader: Reader
) -> Iterator[tuple[Scored, Stance]]:
    """Yield the replies to an interviewer who asked the same, with what they make of it."""
    for one in scored:
        evidence = one.evidence
        if not evidence.text.endswith(("?", "؟")) or not _asks_whether(evidence.text):
            continue
        reply = _REPLY.match(evidence.document.body, evidence.end)
        if reply is None:
            continue
        asked = replace(evidence, text=evidence.text.rstrip(_ASKS))
        if stance(replace(one, evidence=asked), need, understood) == "affirms":
            together = replace(one, evidence=_with_reply(evidence, reply.end(), reader))
            yield together, "affirms" if reply["yes"] else "denies"


def _asks_whether(text: str) -> bool:
    """Tell whether an interviewer asks for yes or no: "Allez-vous fermer l'atelier ?"."""
    readable = phrases.plain(text)
    turned = _YOU.search(readable)
    if turned is not None and not phrases.QUESTION_WORD.search(readable[: turned.end()]):
        return True
    return kind_of(readable) == "yes_no"


def _with_reply(evidence: Evidence, end: int, reader: Reader) -> Evidence:
    """Return a question with the sentence that replies, or its first word where it is long."""
    body = evidence.document.body
    lines = reader.read(evidence.document).lines
    after = next((line.span for line in lines if line.span.end > end), None)
    alone = (
        after is None or after.end - evidence.start > _LONGEST or "\n" in body[end : after.start]
    )
    end = end if after is None or alone else after.end
    return replace(evidence, end=end, text=body[evidence.start : end], spans=())
