"""The evidence panel: one card per citation, the quote highlighted inside its paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote

from assistant.schema import Citation, Document, OriginalSource
from assistant.ui.safety import outside_link, safe
from assistant.ui.words import Words, direction_of

_BETWEEN = {"fr": "\u202f; ", "en": "; ", "ar": "؛ "}  # sources in a line
_REACH = 320  # characters of context shown on each side of a quote, cut at a word


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The surroundings of a quote in its paragraph; `cut_*` where the paragraph goes on."""

    before: str
    after: str
    cut_before: bool = False
    cut_after: bool = False
    since: str = ""  # what became of the document after the answer: a key of the words


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


def as_plain(
    excerpts: Mapping[str, Mapping[int, Excerpt | None]],
) -> dict[str, dict[str, dict[str, object]]]:
    """Return the surroundings of an answer's quotes as JSON can write them."""
    return {
        place: {str(n): asdict(around) for n, around in found.items() if around}
        for place, found in excerpts.items()
    }


def from_plain(values: Mapping[str, Any]) -> dict[str, dict[int, Excerpt | None]]:
    """Return the surroundings that `as_plain` made `values` of, without what cannot be read."""
    return {
        place: {int(n): _excerpt_of(around) for n, around in found.items()}
        for place, found in values.items()
    }


def _excerpt_of(around: Mapping[str, Any]) -> Excerpt:
    return Excerpt(
        before=str(around.get("before", "")),
        after=str(around.get("after", "")),
        cut_before=around.get("cut_before") is True,
        cut_after=around.get("cut_after") is True,
    )


def panel(
    citations: Sequence[Citation],
    excerpts: Mapping[int, Excerpt | None],
    anchor: str,
    words: Words,
    heading: str,
    *,
    up: str = "",
    every: bool = False,
    whose: Mapping[int, str] = {},
    below: str = "",
) -> str:
    """Return the panel of an answer's citations; a card is `#e<anchor>-<n>`.

    The first is open, or `every` one. `whose`: in words who says it, by number. `below`: HTML that
    ends the panel. `up` leads from the page that shows it to `/fr/`: "" there, "../" on
    `/fr/answers/x`.
    """
    cards = "".join(
        card(
            citation,
            excerpts.get(citation.n),
            anchor,
            words,
            opened=every or place == 0,
            up=up,
            whose=whose.get(citation.n, ""),
        )
        for place, citation in enumerate(citations)
    )
    return (
        f'<section class="evidence" aria-label="{safe(heading)}">'
        f"<h3>{safe(heading)}</h3>{cards}{below}</section>"
    )


def card(
    citation: Citation,
    around: Excerpt | None,
    anchor: str,
    words: Words,
    *,
    opened: bool = False,
    marked: bool = True,
    up: str = "",
    whose: str = "",
) -> str:
    """Return one citation as a card that opens at its highlighted quote.

    `marked`: a marker in the answer points to it, and it back there. `up`, `whose`: see `panel`.
    """
    name = f"{anchor}-{citation.n}"
    said = safe(words.say("back"))
    # A number that no marker of the answer bears would be taken for one of the cited.
    number = f'<span class="n">{citation.n}</span>' if marked else ""
    back = f'<a class="back" href="#m{name}" data-back="e{name}">{said}</a>' if marked else ""
    return (
        f'<details class="card" id="e{name}"{" open" if opened else ""}>'
        f'<summary>{number}<span class="head">'
        f'<bdi class="name">{safe(citation.title or words.say("untitled"))}</bdi>'
        f'<span class="meta">{_provenance(citation, words)}</span></span></summary>'
        f"{_quote(citation, around, whose, words)}{_since(around, words)}"
        f'<p class="foot">{origin_of(citation, words)}{_record(citation, up, words)}'
        f"{original(citation.url, words)}</p>"
        f"{_sources(citation.sources, words)}"
        f"{back}</details>"
    )


def _provenance(citation: Citation, words: Words) -> str:
    if citation.kind == "summary":
        return summary_of(citation.sources, words)
    pieces = [f"<bdi>{safe(citation.publisher)}</bdi>"] if citation.publisher else []
    pieces.append(f"<bdi>{safe(words.date(citation.published))}</bdi>")
    if citation.kind == "report":
        pieces.append(safe(words.say("kind.report")))
    return " · ".join(pieces)


def summary_of(sources: Sequence[OriginalSource], words: Words) -> str:
    """Return "our summary, after …" with the publishers and days of its sources, as HTML."""
    named = _BETWEEN[words.language].join(
        source_named(source, words) for source in sources if source.publisher or source.published
    )
    if not named:
        return safe(words.say("summary.plain"))
    before, after = map(safe, words.say("summary.after").split("{sources}"))
    return f"{before}{named}{after}"


def source_named(source: OriginalSource, words: Words) -> str:
    """Return who published a source and when, as HTML in which no name turns the line."""
    day = words.date(source.published) if source.published else ""
    parts = [safe(part) for part in (source.publisher, day) if part]
    return words.say("comma").join(f"<bdi>{part}</bdi>" for part in parts)


def summary_line(sources: Sequence[OriginalSource], words: Words) -> str:
    """Return the same as text."""
    comma = words.say("comma")
    named = _BETWEEN[words.language].join(
        comma.join(
            part for part in (s.publisher, words.date(s.published) if s.published else "") if part
        )
        for s in sources
        if s.publisher or s.published
    )
    return words.say("summary.after", sources=named) if named else words.say("summary.plain")


def _quote(citation: Citation, around: Excerpt | None, whose: str, words: Words) -> str:
    way = direction_of(citation.language) if citation.field == "body" else "auto"
    around = around or Excerpt("", "")
    before = f"{'… ' if around.cut_before else ''}{around.before}"
    after = f"{around.after}{' …' if around.cut_after else ''}"
    where = "" if citation.field == "body" else words.say(f"field.{citation.field}")
    foreign = "" if citation.language == words.language else words.say(f"in.{citation.language}")
    tags = "".join(
        f'<span class="tag">{safe(tag)}</span>' for tag in (whose, foreign, where) if tag
    )
    return (
        f'<blockquote lang="{safe(citation.language)}" dir="{way}">'
        f"{safe(before)}<mark>{safe(cells_apart(citation.quote))}</mark>{safe(after)}</blockquote>"
        + (f'<p class="tags">{tags}</p>' if tags else "")
    )


def _since(around: Excerpt | None, words: Words) -> str:
    said = safe(words.say(around.since)) if around and around.since else ""
    return f'<p class="since">{said}</p>' if said else ""


def cells_apart(text: str) -> str:
    """Return `text` with the rows of its tables as cells between dots, without their bars."""
    return "\n".join(
        " · ".join(cell.strip() for cell in line.strip("| ").split("|"))
        if line.startswith("|")
        else line
        for line in text.split("\n")
    )


def origin_of(dated: Citation | Document, words: Words) -> str:
    """Return what told the date of publication, as HTML; nothing where there is none."""
    if dated.kind == "summary" or not dated.published:
        return ""
    origin = dated.published_from or "unknown"
    key = f"origin.{origin}" if f"origin.{origin}" in words.table else "origin.unknown"
    return f'<span class="origin">{safe(words.say(key))}</span>'


def _record(citation: Citation, up: str, words: Words) -> str:
    """Return the link to the document's page, opened at the quote where it stands in the text."""
    address, key = f"{up}{record_address(citation.document_id)}", "record.card"
    if citation.start is not None and citation.end is not None:
        address += f"?start={citation.start}&end={citation.end}#quote"
        key = "record.in_text"
    # In a tab of its own: the conversation stays where it is.
    return (
        f'<a class="record" href="{safe(address)}" target="_blank">{safe(words.say(key))}'
        f'<span class="unseen"> ({safe(words.say("newtab"))})</span></a>'
    )


def record_address(document_id: str) -> str:
    """Return where the page of a document is, from `/fr/`."""
    return f"documents/{quote(document_id, safe='')}"


def original(url: str, words: Words) -> str:
    """Return the link to where a text was first published; nothing where that is no address."""
    link = outside_link(url, words.say("original"), words.say("newtab"))
    return link if link.startswith("<a") else ""


def _sources(sources: Sequence[OriginalSource], words: Words) -> str:
    if not sources:
        return ""
    items = "".join(f"<li>{source_line(source, words)}</li>" for source in sources)
    heading = safe(words.say("sources.links"))
    return f'<div class="sources"><p class="of">{heading}</p><ul>{items}</ul></div>'


def source_line(source: OriginalSource, words: Words) -> str:
    """Return a source as its link, then its publisher and day, which a title does not tell."""
    label = source.title or source.publisher or source.url or words.say("untitled")
    link = outside_link(source.url, label, words.say("newtab"))
    dated = safe(words.date(source.published)) if source.published else ""
    behind = source_named(source, words) if source.title else dated
    return f"<bdi>{link}</bdi>{f' — {behind}' if behind else ''}"
