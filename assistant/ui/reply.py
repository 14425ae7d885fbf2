"""What an answer says as HTML: each sentence with its markers, who says it, and its check."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.terms import names
from assistant.questions.wording import say
from assistant.schema import Answer, AnswerSentence, Citation, Language
from assistant.ui.safety import marked, marker, safe
from assistant.ui.words import Words, direction_of, words_in

_MARKED = 0.5  # share of a sentence that may be marked as what answers


def reply(answer: Answer, anchor: str, words: Words) -> str:
    """Return the reason of a refusal and the sentences, each with its markers and its check."""
    label = words.say("cite", n="{n}")
    known = {c.n: c for c in answer.citations}
    refusal = answer.answer.partition("\n")[0] if answer.reason else ""
    out = [f'<p class="reason">{safe(refusal)}</p>'] if refusal else []
    if not answer.sentences and not refusal:
        text = marked(answer.answer, numbers=known, anchor=anchor, label=label)
        return f'<p class="said">{text}</p>' if text else ""
    sure = sum(not sentence.unsure for sentence in answer.sentences)
    for place, sentence in enumerate(answer.sentences):
        if place == sure:
            out.append(f'<p class="unsure">{safe(say(answer.language, "unsure"))}</p>')
        cited = [known[n] for n in sentence.citations if n in known]
        quoted = _quotes_in(sentence.text, cited)
        text = marked(
            _held_together(sentence.text, quoted),
            strong=_telling(sentence),
            quoted=quoted,
            names=_publishers(cited),
            numbers=known,
            anchor=anchor,
            label=label,
        )
        written = {n for n in known if f"[{n}]" in sentence.text}
        loose = "".join(marker(c.n, anchor, label) for c in cited if c.n not in written)
        out.append(f'<p class="said">{text}{loose}{_below(sentence, answer.language)}</p>')
    return "".join(out)


def whose(answer: Answer, words: Words) -> dict[int, str]:
    """Return in words who says what a citation quotes, and how firmly, by its number."""
    return {
        sentence.citations[0]: words.say("whose", who=" · ".join(told))
        for sentence in answer.sentences
        if sentence.citations and sentence.speaker and (told := _said_by(sentence, words))
    }


def _said_by(sentence: AnswerSentence, words: Words) -> list[str]:
    whose = names(sentence.speaker, words.language)[:1] if sentence.speaker else ()
    level = (words.say(f"firmness.{sentence.firmness}"),) if sentence.firmness else ()
    return [*whose, *level]


def _below(sentence: AnswerSentence, language: Language) -> str:
    """Return what stands below a sentence: whose matter, how firm, and the mark of the check."""
    firm = ""
    if sentence.firmness:
        said = " · ".join(map(safe, _said_by(sentence, words_in(language))))
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


def _held_together(text: str, quoted: Sequence[tuple[int, int, str, str]]) -> str:
    """Let no line end or begin with a guillemet of ours alone; no place in the text moves."""
    for start, end, *_ in quoted:
        if text[:start].endswith("« "):
            text = f"{text[: start - 1]}\u00a0{text[start:]}"
        if text[end:].startswith(" »"):
            text = f"{text[:end]}\u00a0{text[end + 1 :]}"
    return text


def _quotes_in(text: str, cited: Sequence[Citation]) -> list[tuple[int, int, str, str]]:
    found: list[tuple[int, int, str, str]] = []
    for citation in cited:
        start = text.find(citation.quote)
        end = start + len(citation.quote)
        if start >= 0 and all(end <= a or b <= start for a, b, _, _ in found):
            found.append((start, end, citation.language, direction_of(citation.language)))
    return found
