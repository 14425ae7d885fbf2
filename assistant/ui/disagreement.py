"""Where sources disagree, as a table: each value, who gives it, when, and which is the newer."""

from __future__ import annotations

from assistant.questions.contract import newest_of
from assistant.schema import Answer, Citation, Conflict
from assistant.ui.safety import marker, safe
from assistant.ui.words import Words


def disagreements(answer: Answer, anchor: str, words: Words) -> str:
    """Return a table for each thing that the sources of an answer disagree on."""
    known = {citation.n: citation for citation in answer.citations}
    return "".join(_table(conflict, known, anchor, words) for conflict in answer.conflicts)


def _table(conflict: Conflict, known: dict[int, Citation], anchor: str, words: Words) -> str:
    newest = newest_of([known[v.citation] for v in conflict.values if v.citation in known])
    rows = "".join(
        _row(value.value, known[value.citation], newest, anchor, words)
        for value in conflict.values
        if value.citation in known
    )
    heads = "".join(
        f'<th scope="col">{safe(words.say(key))}</th>'
        for key in ("conflict.value", "conflict.source", "conflict.date")
    )
    return (
        f'<div class="extra conflict"><table><caption>{safe(words.say("conflict"))}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(value: str, citation: Citation, newest: Citation | None, anchor: str, words: Words) -> str:
    sources = [source.publisher for source in citation.sources if source.publisher]
    source = citation.publisher or ", ".join(dict.fromkeys(sources)) or citation.title
    cited = marker(citation.n, anchor, words.say("cite", n="{n}"))
    newer = newest is not None and citation.n == newest.n
    tag = f' <span class="tag">{safe(words.say("conflict.newest"))}</span>' if newer else ""
    return (
        f'<tr><th scope="row"><bdi>{safe(value)}</bdi></th>'
        f"<td><bdi>{safe(source)}</bdi>{cited}</td>"
        f"<td>{safe(words.date(citation.dated))}{tag}</td></tr>"
    )
