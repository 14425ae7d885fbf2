"""A conversation as HTML: each turn is the question, its answer, and the evidence beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.language.terms import names
from assistant.schema import Answer, AnswerSentence, Citation, Language
from assistant.ui.actions import bar
from assistant.ui.disagreement import disagreements
from assistant.ui.evidence import Excerpt, card, panel
from assistant.ui.safety import marked, marker, safe
from assistant.ui.words import Words, direction_of, words_in

_MARKED = 0.5  # share of a sentence that may be marked as what answers
# Confidence from which the first passage of a refusal is shown open. Of 397 questions of
# `evals/training` with .4 to .7, their writer left out of the fit, it answered .52; under .4 .28.
# Of the 437 refusals of five writers that show it so, .52 too (fitted on; November 2026).
_PERHAPS = 0.4


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what became of it so far."""

    question: str
    stage: str = ""  # a key of the words while working
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
    # The label has a direction of its own, so that the question alone decides that of the line.
    return (
        f'<article class="turn" id="t{anchor}"{_news(turn, words)}><h2 class="asked" dir="auto">'
        f'<span class="unseen" dir="{words.direction}">{asked} : </span>{safe(turn.question)}</h2>'
        f"{_again(turn, anchor, words)}{_outcome(turn, anchor, words)}</article>"
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
        return (
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
        )
    below = "" if turn.frozen else bar(answer, turn.shown, turn.at, words)
    return f'<div class="pair">{_answer(turn, answer, anchor, words)}{beside}{below}</div>'


def _answer(turn: Turn, answer: Answer, anchor: str, words: Words) -> str:
    way = direction_of(answer.language)
    kind = "reply" if answer.answered else "reply refused"
    return (
        f'<div class="{kind}" lang="{answer.language}" dir="{way}">'
        f"{_search_line(answer, words)}{_body(answer, anchor, words)}</div>"
        if not _extras(turn, answer, anchor, words)
        else f'<div class="{kind}"><div lang="{answer.language}" dir="{way}">'
        f"{_search_line(answer, words)}{_body(answer, anchor, words)}</div>"
        f"{_extras(turn, answer, anchor, words)}</div>"
    )


def _body(answer: Answer, anchor: str, words: Words) -> str:
    label = words.say("cite", n="{n}")
    known = {c.n: c for c in answer.citations}
    refusal = answer.answer.partition("\n")[0] if answer.reason else ""
    out = [f'<p class="reason">{safe(refusal)}</p>'] if refusal else []
    if not answer.sentences and not refusal:
        text = marked(answer.answer, numbers=known, anchor=anchor, label=label)
        return f'<p class="said">{text}</p>' if text else ""
    for sentence in answer.sentences:
        cited = [known[n] for n in sentence.citations if n in known]
        text = marked(
            sentence.text,
            strong=_telling(sentence),
            quoted=_quotes_in(sentence.text, cited),
            names=_publishers(cited),
            numbers=known,
            anchor=anchor,
            label=label,
        )
        written = {n for n in known if f"[{n}]" in sentence.text}
        loose = "".join(marker(c.n, anchor, label) for c in cited if c.n not in written)
        out.append(f'<p class="said">{text}{loose}{_below(sentence, answer.language)}</p>')
    return "".join(out)


def _below(sentence: AnswerSentence, language: Language) -> str:
    """Return what stands below a sentence: whose matter, how firm, and the mark of the check."""
    firm = ""
    if sentence.firmness:
        level = words_in(language).say(f"firmness.{sentence.firmness}")
        whose = names(sentence.speaker, language)[:1] if sentence.speaker else ()
        said = " · ".join(safe(part) for part in (*whose, level))
        firm = f' <span class="firmness">{said}</span>'
    return firm + _checked(sentence, language)


def _checked(sentence: AnswerSentence, language: Language) -> str:
    """Return the mark of a sentence that passed the check: what was compared, in words."""
    verdict = sentence.checked
    if verdict is None or not verdict.supported:
        return ""
    words = words_in(language)
    compared = {
        "quotes": verdict.quotes,
        "figures": verdict.figures,
        "dates": verdict.dates,
        "names": verdict.names,
    }
    what = words.say("comma").join(
        words.count(noun, number) for noun, number in compared.items() if number
    )
    about = safe(words.say("checked.about", what=what))
    return (
        f' <span class="checked" role="note" aria-label="{about}">'
        f'<span aria-hidden="true">✓ {safe(words.say("checked", what=what))}</span></span>'
    )


def _telling(sentence: AnswerSentence) -> list[tuple[int, int]]:
    """Return the words worth marking: a whole sentence marked tells nothing."""
    return [
        (start, end) for start, end in sentence.spans if end - start <= _MARKED * len(sentence.text)
    ]


def _publishers(cited: Sequence[Citation]) -> set[str]:
    return {c.publisher for c in cited} | {s.publisher for c in cited for s in c.sources}


def _quotes_in(text: str, cited: Sequence[Citation]) -> list[tuple[int, int, str, str]]:
    found: list[tuple[int, int, str, str]] = []
    for citation in cited:
        start = text.find(citation.quote)
        end = start + len(citation.quote)
        if start >= 0 and all(end <= a or b <= start for a, b, _, _ in found):
            found.append((start, end, citation.language, direction_of(citation.language)))
    return found


def _search_line(answer: Answer, words: Words) -> str:
    pieces = []
    if answer.standalone_question.strip() != answer.question.strip():
        pieces.append(answer.standalone_question)
    pieces += _understood(answer.understood, words)
    if not pieces:
        return ""
    said = words.say("understood", what=" · ".join(pieces))
    return f'<p class="understood">{safe(said)}</p>'


def _understood(understood: Mapping[str, Any], words: Words) -> list[str]:
    """Return what the question was taken to be about: whom, which names, when."""
    party = understood.get("party")
    said = list(names(party, words.language)[:1]) if party and understood.get("dates") else []
    for entity in understood.get("entities", ()):
        said += [*(names(entity, words.language)[:1] or [entity])]
    said += [date["words"] for date in understood.get("dates", ())]
    return list(dict.fromkeys(said))


def _extras(turn: Turn, answer: Answer, anchor: str, words: Words) -> str:
    parts = [
        _list(words.say("missing"), answer.missing, "missing"),
        disagreements(answer, anchor, words),
        _list(words.say("notes"), answer.notes, "notes"),
        _folded(words.say("withheld"), answer.withheld),
        _nearest(turn, answer, anchor, words),
    ]
    return "".join(parts)


def _list(heading: str, items: Sequence[str], kind: str) -> str:
    if not items:
        return ""
    lines = "".join(f'<li dir="auto">{safe(item)}</li>' for item in items)
    return f'<div class="extra {kind}"><h3>{safe(heading)}</h3><ul>{lines}</ul></div>'


def _folded(heading: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    lines = "".join(f'<li dir="auto">{safe(item)}</li>' for item in items)
    return f'<details class="extra"><summary>{safe(heading)}</summary><ul>{lines}</ul></details>'


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
    heading = safe(words.say("nearest"))
    folded = f'<details class="extra nearest"><summary>{heading}</summary>{cards}</details>'
    return shown + (folded if rest else "")


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
    """Return the questions asked so far in this conversation, oldest first, the last `limit`."""
    return tuple(turn.question for turn in turns)[-limit:]
