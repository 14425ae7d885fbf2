"""The evidence panel: one card per citation, the quote highlighted inside its paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.schema import Citation, OriginalSource
from assistant.ui.safety import outside_link, safe
from assistant.ui.words import Words, direction_of

_REACH = 320  # characters of context shown on each side of a quote, cut at a word


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The surroundings of a quote in its paragraph; `cut_*` where the paragraph goes on."""

    before: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


def excerpt(body: str, start: int, end: int) -> Excerpt:
    """Return what stands before and after `body[start:end]` in its paragraph."""
    first = body.rfind("\n", 0, start) + 1
    last = body.find("\n", end)
    last = len(body) if last < 0 else last
    before, after = body[first:start], body[end:last]
    cut_before, cut_after = len(before) > _REACH, len(after) > _REACH
    if cut_before:
        before = before[-_REACH:].partition(" ")[2]
    if cut_after:
        after = after[:_REACH].rpartition(" ")[0]
    return Excerpt(before, after, cut_before, cut_after)


def panel(
    citations: Sequence[Citation],
    excerpts: Mapping[int, Excerpt | None],
    anchor: str,
    words: Words,
    heading: str,
) -> str:
    """Return the panel of an answer's citations; a card is `#e<anchor>-<n>`, the first is open."""
    cards = "".join(
        card(citation, excerpts.get(citation.n), anchor, words, opened=place == 0)
        for place, citation in enumerate(citations)
    )
    return (
        f'<section class="evidence" aria-label="{safe(heading)}">'
        f"<h3>{safe(heading)}</h3>{cards}</section>"
    )


def card(
    citation: Citation,
    around: Excerpt | None,
    anchor: str,
    words: Words,
    *,
    opened: bool = False,
    marked: bool = True,
) -> str:
    """Return one citation as a card that opens at its highlighted quote.

    `marked`: a marker in the answer points to it, and it back there.
    """
    name = f"{anchor}-{citation.n}"
    said = safe(words.say("back"))
    back = f'<a class="back" href="#m{name}" data-back="e{name}">{said}</a>' if marked else ""
    return (
        f'<details class="card" id="e{name}"{" open" if opened else ""}>'
        f'<summary><span class="n">{citation.n}</span><span class="head">'
        f'<bdi class="name">{safe(citation.title or words.say("untitled"))}</bdi>'
        f'<span class="meta">{_provenance(citation, words)}</span></span></summary>'
        f"{_quote(citation, around, words)}"
        f'<p class="foot">{_origin(citation, words)}{_original(citation, words)}</p>'
        f"{_sources(citation.sources, words)}"
        f"{back}</details>"
    )


def _provenance(citation: Citation, words: Words) -> str:
    if citation.kind == "summary":
        return _summary_of(citation.sources, words)
    pieces = [f"<bdi>{safe(citation.publisher)}</bdi>"] if citation.publisher else []
    pieces.append(f"<span>{safe(words.date(citation.published))}</span>")
    if citation.kind == "report":
        pieces.append(safe(words.say("kind.report")))
    return " · ".join(pieces)


def _summary_of(sources: Sequence[OriginalSource], words: Words) -> str:
    comma = "، " if words.language == "ar" else ", "
    named = " ; ".join(
        comma.join(
            part for part in (s.publisher, words.date(s.published) if s.published else "") if part
        )
        for s in sources
        if s.publisher or s.published
    )
    if not named:
        return safe(words.say("summary.plain"))
    return safe(words.say("summary.after", sources=named))


def _quote(citation: Citation, around: Excerpt | None, words: Words) -> str:
    way = direction_of(citation.language) if citation.field == "body" else "auto"
    around = around or Excerpt("", "")
    before = f"{'… ' if around.cut_before else ''}{around.before}"
    after = f"{around.after}{' …' if around.cut_after else ''}"
    where = "" if citation.field == "body" else words.say(f"field.{citation.field}")
    foreign = "" if citation.language == words.language else words.say(f"in.{citation.language}")
    tags = "".join(f'<span class="tag">{safe(tag)}</span>' for tag in (foreign, where) if tag)
    return (
        f'<blockquote lang="{safe(citation.language)}" dir="{way}">'
        f"{safe(before)}<mark>{safe(_cells_apart(citation.quote))}</mark>{safe(after)}</blockquote>"
        + (f'<p class="tags">{tags}</p>' if tags else "")
    )


def _cells_apart(text: str) -> str:
    """Return `text` with the rows of its tables as cells between dots, without their bars."""
    return "\n".join(
        " · ".join(cell.strip() for cell in line.strip("| ").split("|"))
        if line.startswith("|")
        else line
        for line in text.split("\n")
    )


def _origin(citation: Citation, words: Words) -> str:
    if citation.kind == "summary" or not citation.published:
        return ""
    origin = citation.published_from or "unknown"
    key = f"origin.{origin}" if f"origin.{origin}" in words.table else "origin.unknown"
    return f'<span class="origin">{safe(words.say(key))}</span>'


def _original(citation: Citation, words: Words) -> str:
    link = outside_link(citation.url, words.say("original"), words.say("newtab"))
    return link if link.startswith("<a") else ""


def _sources(sources: Sequence[OriginalSource], words: Words) -> str:
    if not sources:
        return ""
    items = "".join(
        f"<li><bdi>{outside_link(s.url, s.title or s.publisher or s.url, words.say('newtab'))}"
        f"</bdi></li>"
        for s in sources
    )
    return f'<div class="sources"><h4>{safe(words.say("sources.links"))}</h4><ul>{items}</ul></div>'
