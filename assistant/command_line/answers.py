"""An answer as text for people, in the answer's own language."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from assistant.command_line.display import one_line, plain
from assistant.schema import Language

_QUOTE = 200  # characters shown of a passage that does not answer
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "sources": "Sources :",
        "nearest": "Passages les plus proches, pour information :",
        "missing": "Les documents ne répondent pas à : {what}",
        "note": "À noter : {what}",
        "worded": "Rédigé par {model}, chaque phrase vérifiée ; phrases écartées : {withheld}.",
    },
    "en": {
        "sources": "Sources:",
        "nearest": "Nearest passages, for information:",
        "missing": "The documents do not answer: {what}",
        "note": "Please note: {what}",
        "worded": "Worded by {model}, each sentence checked; sentences withheld: {withheld}.",
    },
    "ar": {
        "sources": "المصادر:",
        "nearest": "أقرب المقاطع، للاطلاع فقط:",
        "missing": "لا تجيب الوثائق عن: {what}",
        "note": "ملاحظة: {what}",
        "worded": "صاغه {model} مع التحقق من كل جملة؛ الجمل المستبعدة: {withheld}.",
    },
}


def answer(values: Mapping[str, Any]) -> str:
    """Return an answer with its sources, or a refusal with the nearest passages."""
    words = _WORDS[values["language"]]
    parts = [plain(values["answer"])]
    if usage := values.get("usage"):
        model, withheld = one_line(usage["model"]), len(values["withheld"])
        told = values["mode"] == usage["model"]
        parts += [words["worded"].format(model=model, withheld=withheld)] if told else []
    parts += [words["note"].format(what=one_line(note)) for note in values["notes"]]
    parts += [words["missing"].format(what=one_line(part)) for part in values["missing"]]
    if values["citations"]:
        cited = [f"[{c['n']}] {_source(c)}" for c in values["citations"]]
        parts.append("\n".join([words["sources"], *cited]))
    elif values["nearest"]:
        nearest = [f"  - {_quote(c)}\n    {_source(c)}" for c in values["nearest"]]
        parts.append("\n".join([words["nearest"], *nearest]))
    return "\n\n".join(part for part in parts if part)


def _quote(citation: Mapping[str, Any]) -> str:
    return textwrap.shorten(one_line(citation["quote"]), _QUOTE, placeholder=" …")


def _source(citation: Mapping[str, Any]) -> str:
    known = [citation["publisher"], citation["title"], citation["published"], citation["url"]]
    if citation.get("kind") == "summary" and citation["sources"]:  # whose word it is, and of when
        told = [(source["publisher"], source["published"]) for source in citation["sources"]]
        known = [citation["title"], "; ".join(" ".join(filter(None, one)) for one in told)]
    return ", ".join(one_line(part) for part in known if part) + f" ({citation['path']})"
