"""A conversation as HTML: each turn is the question, its answer, and the evidence beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.language.terms import names
from assistant.language.text import fold
from assistant.questions.answer import MODE
from assistant.schema import Answer, Citation, Language
from assistant.ui.actions import bar, is_small_talk, on_paper
from assistant.ui.disagreement import disagreements
from assistant.ui.evidence import Excerpt, card, panel
from assistant.ui.reply import reply, whose
from assistant.ui.safety import safe
from assistant.ui.words import Words, direction_of

# Confidence from which the first passage of a refusal is shown open: from there to the bar of what
# is shown, one in three answers (questions of `evals/training`; November 2026).
_PERHAPS = 0.3
_LONG, _LINES = 280, 4  # characters and line ends above which a question is shown in part


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what became of it so far."""

    question: str
    stage: str = ""  # a key of the words while working
    draft: Answer | None = None  # what of the answer is there, while the rest is worded
    answer: Answer | None = None
    excerpts: Mapping[str, Mapping[int, Excerpt | None]] = field(default_factory=dict)
    trouble: str = ""  # one sentence, in the reader's language
    shown: str = ""  # the id by which the answer can be kept and judged
    at: str = ""  # when it was given, ISO; empty where nobody knows any more
    frozen: bool = False  # on a page of its own: every card open, no bar

    @property
    def up(self) -> str:
        """Where `/fr/` is from the page that shows the turn."""
        return "../" if self.frozen else ""


def render(turns: Sequence[Turn], words: Words) -> str:
    """Return the whole conversation, or the welcome when nothing was asked yet."""
    if not turns:
        return (
            f'<div class="welcome"><h2>{safe(words.say("welcome"))}</h2>'
            f"<p>{safe(words.say('welcome.more'))}</p></div>"
        )
    drawn = (_turn(turn, str(place), words) for place, turn in enumerate(turns, start=1))
    return "".join(drawn)


def _turn(turn: Turn, anchor: str, words: Words) -> str:
    asked = safe(words.say("you.asked"))
    long = len(turn.question) > _LONG or turn.question.count("\n") > _LINES
    kind = "asked long" if long else "asked"
    # The label has a direction of its own, so that the question alone decides that of the line.
    return (
        f'<article class="turn" id="t{anchor}"{_news(turn, words)}><h2 class="{kind}" dir="auto">'
        f'<span class="unseen" dir="{words.direction}">{asked} : </span>{safe(turn.question)}</h2>'
        f"{_whole(words) if long else ''}{'' if turn.frozen else on_paper(turn.at, words)}"
        f"{_again(turn, anchor, words)}"
        f"{_outcome(turn, anchor, words)}</article>"
    )


def _whole(words: Words) -> str:
    """Return the way to see all of a long question; who has it read aloud hears all of it."""
    more, less = safe(words.say("asked.more")), safe(words.say("asked.less"))
    return (
        f'<details class="whole"><summary><span class="more">{more}</span>'
        f'<span class="less">{less}</span></summary></details>'
    )


def _again(turn: Turn, anchor: str, words: Words) -> str:
    """Return the buttons that ask a question again, as it is or changed, once it is done."""
    if turn.frozen or (turn.answer is None and not turn.trouble):
        return ""
    question = safe(turn.question)
    retry = "" if turn.answer else _button("retry", words, f'data-again="{anchor}"', question)
    edit = _button("edit", words, f'data-edit="{anchor}"', question)
    return f'<p class="again">{retry}{edit}</p>'


def _button(key: str, words: Words, what: str, question: str) -> str:
    return (
        f'<button type="button" class="quiet" {what} data-question="{question}">'
        f"{safe(words.say(key))}</button>"
    )


def offered(questions: Sequence[str], language: Language, heading: str) -> str:
    """Return questions that may be asked next, each a button; `language` is theirs."""
    if not questions:
        return ""
    way = direction_of(language)
    buttons = "".join(
        f'<li><button type="button" class="chip" lang="{language}" dir="{way}" '
        f'data-ask="{safe(question)}">{safe(question)}</button></li>'
        for question in questions
    )
    return f'<nav class="chips" aria-label="{safe(heading)}"><ul>{buttons}</ul></nav>'


def _news(turn: Turn, words: Words) -> str:
    """Return what `accessible.js` says aloud of the turn, once, though it is drawn many times."""
    if turn.trouble:
        said = turn.trouble
    elif turn.answer is None:
        return f' data-working="{safe(words.say(turn.stage))}"'
    elif not turn.answer.answered:
        said = words.say("said.refused")
    elif number := len(turn.answer.citations):
        said = words.say("said.cited", sources=words.count("sources", number))
    else:
        said = words.say("said.ready")
    return f' data-said="{safe(said)}"'


def _outcome(turn: Turn, anchor: str, words: Words) -> str:
    if turn.trouble:
        return f'<p class="trouble">{safe(turn.trouble)}</p>'
    if turn.answer is None:
        return _draft(turn, anchor, words) + (
            f'<p class="stage"><span class="dots" aria-hidden="true"></span>'
            f"{safe(words.say(turn.stage))}</p>"
        )
    answer = turn.answer
    beside = ""
    if answer.citations:
        heading = "evidence" if answer.answered else "evidence.contradicts"
        cited = turn.excerpts.get("cited", {})
        beside = panel(
            answer.citations,
            cited,
            anchor,
            words,
            words.say(heading),
            up=turn.up,
            every=turn.frozen,
            whose=whose(answer, words),
            below=_consulted(turn, answer, anchor, words),
        )
    below = "" if turn.frozen else bar(answer, turn.shown, turn.at, words)
    return f'<div class="pair">{_answer(turn, answer, anchor, words)}{beside}{below}</div>'


def _draft(turn: Turn, anchor: str, words: Words) -> str:
    """Return what of an answer has passed the check while the rest is being worded."""
    if turn.draft is None or not turn.draft.sentences:
        return ""
    language = turn.draft.language
    return (
        f'<div class="reply" lang="{language}" dir="{direction_of(language)}">'
        f"{reply(turn.draft, anchor, words)}</div>"
    )


def _answer(turn: Turn, answer: Answer, anchor: str, words: Words) -> str:
    way = direction_of(answer.language)
    kind = "reply" if answer.answered else "reply refused"
    return (
        f'<div class="{kind}" lang="{answer.language}" dir="{way}">'
        f"{_search_line(answer, words)}{reply(answer, anchor, words)}</div>"
        if not _extras(turn, answer, anchor, words)
        else f'<div class="{kind}"><div lang="{answer.language}" dir="{way}">'
        f"{_search_line(answer, words)}{reply(answer, anchor, words)}</div>"
        f"{_extras(turn, answer, anchor, words)}</div>"
    )


def _search_line(answer: Answer, words: Words) -> str:
    pieces = []
    if is_small_talk(answer):
        return ""
    if answer.standalone_question.strip() != answer.question.strip():
        pieces.append(answer.standalone_question)
    pieces += _understood(answer.understood, words)
    if not pieces:
        return ""
    said = words.say("understood", what=" · ".join(pieces))
    return f'<p class="understood">{safe(said)}</p>'


def _understood(understood: Mapping[str, Any], words: Words) -> list[str]:
    """Return what the question was taken to be about: whom, which names, when; "Atlas" not beside
    "Atlas Pumps".
    """
    party = understood.get("party")
    said = list(names(party, words.language)[:1]) if party and understood.get("dates") else []
    for entity in understood.get("entities", ()):
        said += [*(names(entity, words.language)[:1] or [entity])]
    said += [date["words"] for date in understood.get("dates", ())]
    told = {name: f" {' '.join(map(fold, name.split()))} " for name in said}
    return [n for n in told if not any(told[n] in told[m] for m in told if told[m] != told[n])]


def _extras(turn: Turn, answer: Answer, anchor: str, words: Words) -> str:
    parts = [
        _list(words.say("missing"), answer.missing, "missing"),
        disagreements(answer, anchor, words),
        _list(words.say("notes"), answer.notes, "notes"),
        _worded(answer, words),
        _nearest(turn, answer, anchor, words),
    ]
    return "".join(parts)


def _list(heading: str, items: Sequence[str], kind: str) -> str:
    if not items:
        return ""
    lines = "".join(f'<li dir="auto">{safe(item)}</li>' for item in items)
    return f'<div class="extra {kind}"><h3>{safe(heading)}</h3><ul>{lines}</ul></div>'


def _worded(answer: Answer, words: Words) -> str:
    """Return who worded an answer that is no quotes, and how many sentences were held back.

    What those said is not shown: nothing bears it out.
    """
    told = [words.say("worded", model=answer.mode)] if answer.mode != MODE else []
    told += [words.count("withheld", len(answer.withheld))] if answer.withheld else []
    return "".join(f'<p class="worded">{safe(line)}</p>' for line in told)


def _nearest(turn: Turn, answer: Answer, anchor: str, words: Words) -> str:
    """Return the passages that did not suffice: folded, but for one that likely answers."""
    around = turn.excerpts.get("nearest", {})
    likely = answer.reason == "no_evidence" and (answer.confidence or 0.0) >= _PERHAPS
    shown = ""
    if likely and answer.nearest:
        first = answer.nearest[0]
        shown = (
            f'<section class="extra perhaps"><h3>{safe(words.say("perhaps"))}</h3>'
            f"{_uncited(first, around, anchor, words, turn.up, opened=True)}</section>"
        )
    rest = answer.nearest[1:] if shown else answer.nearest
    cards = "".join(_uncited(c, around, anchor, words, turn.up) for c in rest)
    return shown + _folded_cards("nearest", cards, words)


def _consulted(turn: Turn, answer: Answer, anchor: str, words: Words) -> str:
    """Return the passages that were weighed and that the answer does not rest on, folded."""
    around = turn.excerpts.get("consulted", {})
    cards = "".join(_uncited(c, around, f"{anchor}c", words, turn.up) for c in answer.consulted)
    return _folded_cards("consulted", cards, words)


def _folded_cards(key: str, cards: str, words: Words) -> str:
    heading = safe(words.say(key))
    folded = f'<details class="extra nearest"><summary>{heading}</summary>{cards}</details>'
    return folded if cards else ""


def _uncited(
    citation: Citation,
    around: Mapping[int, Excerpt | None],
    anchor: str,
    words: Words,
    up: str,
    *,
    opened: bool = False,
) -> str:
    """Return a card that no sentence of the answer points to."""
    excerpt = around.get(citation.n)
    return card(citation, excerpt, f"{anchor}n", words, opened=opened, marked=False, up=up)


def earlier_questions(turns: Sequence[Turn], limit: int = 6) -> tuple[str, ...]:
    """Return the questions asked so far in this conversation, oldest first, the last `limit`.

    Greetings and thanks are none: nothing that follows goes on with them.
    """
    asked = (t.question for t in turns if t.answer is None or not is_small_talk(t.answer))
    return tuple(asked)[-limit:]
