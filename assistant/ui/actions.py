"""What a member can do with an answer: a quiet bar of buttons below it. `answers.js` drives it.

The lines about the box of the question stand here too; `sending.js` and `script.js` show them.
"""

from __future__ import annotations

import json
from typing import Final

from assistant.kept_answers import VERDICTS
from assistant.questions.understand import LONGEST_QUESTION
from assistant.schema import Answer
from assistant.service.answers import LONGEST_COMMENT
from assistant.ui.export import as_text
from assistant.ui.safety import safe
from assistant.ui.words import Words

_SMALL_TALK: Final = frozenset({"greeting", "help", "thanks"})
# What the script says by itself; all else it is told by the server.
_SAID: Final = (
    "actions.copied", "actions.copy.failed", "actions.linked", "actions.linked.here",
    "actions.unlink", "actions.unlinked", "actions.saved", "actions.offline", "actions.failed",
    "export.name", "feedback.thanks", "feedback.noted", "feedback.taken_back",
    "error.AnswerNotFound", "connection.lost", "connection.lost.how",
)  # fmt: skip


def is_small_talk(answer: Answer) -> bool:
    """Tell whether an answer is to a greeting, thanks or a call for help: nothing was looked up."""
    return answer.understood.get("intent") in _SMALL_TALK


def bar(answer: Answer, shown: str, at: str, words: Words) -> str:
    """Return the bar of an answer given `at`, whose id is `shown`; with "", what needs no server.

    A greeting has none: there is nothing in it to keep or to judge.
    """
    if is_small_talk(answer):
        return ""
    copied = safe(as_text(answer, at, words))
    buttons = _button("copy", words) + (_button("link", words) if shown else "")
    buttons += _button("print", words) + (_download(words) if shown else "")
    return (
        f'<div class="actions" data-answer="{safe(shown)}" data-copy="{copied}">'
        f'<div class="does" role="group" aria-label="{safe(words.say("actions"))}">{buttons}</div>'
        f"{_feedback(shown, words) if shown else ''}"
        '<p class="linked" hidden></p><p class="told" role="status"></p></div>'
    )


def on_paper(at: str, words: Words) -> str:
    """Return the day of an answer given `at`, to be printed with it."""
    said = safe(words.say("export.date", date=words.date(at[:10])))
    return f'<p class="on-paper">{said}</p>' if at else ""


def script_words(words: Words) -> str:
    """Return what the script says, as an element of the page's head that is read and not run."""
    said = json.dumps({key: words.say(key) for key in _SAID}, ensure_ascii=False)
    inert = said.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return f'<script type="application/json" id="answer-words">{inert}</script>'


def notice(words: Words) -> str:
    """Return the line by the composer that leads to what is kept of questions."""
    return f'<a href="privacy">{safe(words.say("privacy.link"))}</a>'


def lines_above(words: Words) -> str:
    """Return what the scripts show above the box: edited, on its way, cut at what it takes."""
    cut = words.say("question.cut", limit=words.number(LONGEST_QUESTION))
    return (
        f'<p data-tell="editing" hidden>{safe(words.say("editing"))} '
        f'<button type="button" class="quiet" data-edit="">{safe(words.say("editing.stop"))}'
        f'</button></p><p data-tell="sending" role="status" hidden>{safe(words.say("sending"))}</p>'
        f'<p data-tell="cut" role="status" hidden>{safe(cut)}</p>'
    )


def _button(action: str, words: Words) -> str:
    said = safe(words.say(f"actions.{action}"))
    return f'<button type="button" data-act="{action}">{said}</button>'


def _download(words: Words) -> str:
    label, about = (safe(words.say(f"actions.markdown{part}")) for part in ("", ".about"))
    return (
        f'<button type="button" data-act="markdown" title="{about}" aria-label="{about}">'
        f"{label}</button>"
    )


def _feedback(shown: str, words: Words) -> str:
    """Return the verdicts, and the room for a word of why, which the script opens."""
    label = safe(words.say("feedback"))
    verdicts = "".join(
        f'<button type="button" data-verdict="{verdict}" aria-pressed="false">'
        f"{safe(words.say(f'feedback.{verdict}'))}</button>"
        for verdict in VERDICTS
    )
    why = safe(words.say("feedback.why", limit=words.number(LONGEST_COMMENT)))
    return (
        f'<div class="judges" role="group" aria-label="{label}">'
        f'<span class="label" aria-hidden="true">{label}</span>{verdicts}</div>'
        f'<div class="why" hidden><label for="why-{safe(shown)}">{why}</label>'
        f'<textarea id="why-{safe(shown)}" rows="2" maxlength="{LONGEST_COMMENT}" dir="auto">'
        '</textarea><div><button type="button" data-act="why">'
        f"{safe(words.say('feedback.send'))}</button>"
        '<button type="button" data-act="take-back">'
        f"{safe(words.say('feedback.take_back'))}</button></div></div>"
    )
