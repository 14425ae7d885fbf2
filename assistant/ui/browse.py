"""The corpus to browse: what an address asks for, and the list that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Final, Self
from urllib.parse import urlencode

from assistant.schema import LANGUAGES, Document
from assistant.service.holdings import Counted, Holdings
from assistant.service.listing import Wanted
from assistant.ui.chat import corpus_line
from assistant.ui.evidence import origin_of, original, record_address, summary_of
from assistant.ui.safety import safe
from assistant.ui.words import Words, direction_of

PAGE: Final = 50  # documents shown at once
UNDATED: Final = "undated"
_KINDS: Final = ("article", "summary", "report")
_LONGEST: Final = 200  # characters of what is searched for
_SOURCES: Final = 3  # of a summary, named in a line
_TOPICS: Final = 6


@dataclass(frozen=True, slots=True)
class Wish:
    """What part of the corpus an address asks for; empty texts limit nothing."""

    q: str = ""
    publisher: str = ""
    language: str = ""
    kind: str = ""
    year: str = ""  # four digits, or "undated"
    page: int = 1

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Self:
        """Return what the query of an address asks for; what cannot be meant is left out."""
        known = {"language": LANGUAGES, "kind": _KINDS}
        chosen = {k: asked.get(k, "") for k in known if asked.get(k, "") in known[k]}
        year, page = asked.get("year", ""), asked.get("page", "")
        return cls(
            q=" ".join(asked.get("q", "")[:_LONGEST].split()),
            publisher=asked.get("publisher", "")[:_LONGEST].strip(),
            year=year if re.fullmatch(r"[0-9]{4}", year) or year == UNDATED else "",
            page=int(page) if re.fullmatch(r"[1-9][0-9]{0,5}", page) else 1,
            **chosen,
        )

    @property
    def limited(self) -> bool:
        """Whether it asks for less than everything."""
        return bool(self.q or self.publisher or self.language or self.kind or self.year)

    @property
    def query(self) -> str:
        """The query of its address, with its "?"; "" for the first page of everything."""
        values = {field.name: str(getattr(self, field.name)) for field in fields(self)}
        if self.page == 1:
            del values["page"]
        written = urlencode({name: value for name, value in values.items() if value})
        return f"?{written}" if written else ""


def meeting(wish: Wish, documents: Sequence[Document]) -> list[Document]:
    """Return the documents that a wish asks for, in the order they come."""
    undated, year = wish.year == UNDATED, "" if wish.year == UNDATED else wish.year
    wanted = Wanted(wish.q, wish.kind, wish.language, year, year, wish.publisher)
    return [d for d in documents if wanted.meets(d) and not (undated and d.dated)]


def listing(
    wish: Wish, found: Sequence[Document], held: Holdings, everything: int, words: Words
) -> str:
    """Return the list as HTML: the search, how many there are, the years, a page of entries."""
    heading = f"<h2>{safe(words.say('nav.documents'))}</h2>"
    search = finder(wish, held, words)
    if not found:
        key = "browse.none" if everything else "corpus.empty"
        clear = _clear(words) if wish.limited else ""
        return f'{heading}{search}<p class="none" role="status">{safe(words.say(key))} {clear}</p>'
    pages = -(-len(found) // PAGE)
    wish = replace(wish, page=min(wish.page, pages))
    first = (wish.page - 1) * PAGE
    shown = found[first : first + PAGE]
    return (
        f"{heading}{search}{how_many(found, everything, words)}"
        f"{_years(wish, found, words)}{_shelves(shown, words)}{pager(wish, pages, words)}"
    )


# --- the search ------------------------------------------------------------------------------


def finder(wish: Wish, held: Holdings, words: Words, more: str = "") -> str:
    """Return the search, with boxes of what there is; `more` is HTML that stands among them."""
    languages = [(v, words.say(f"tongue.{v}"), n) for v, n in held.languages]
    kinds = [(v, words.say(f"kind.{v}"), n) for v, n in held.kinds]
    years = [(v or UNDATED, v or words.say("browse.undated"), n) for v, n in held.years]
    boxes = (
        _box("publisher", wish.publisher, _publishers(wish.publisher, held.publishers), words)
        + _box("language", wish.language, languages, words)
        + _box("kind", wish.kind, kinds, words)
        + _box("year", wish.year, years, words)
    )
    return (
        '<form class="finder" role="search" method="get" action="documents">'
        f'<label class="wide"><span>{safe(words.say("browse.search"))}</span>'
        f'<input type="search" name="q" dir="auto" maxlength="{_LONGEST}" value="{safe(wish.q)}">'
        f"</label>{boxes}{more}<button>{safe(words.say('browse.find'))}</button>"
        f"{_clear(words) if wish.limited else ''}</form>"
    )


def _publishers(chosen: str, held: Counted) -> list[tuple[str, str, int]]:
    """Return the publishers to choose from, with the chosen one even where there is none."""
    options = [(name, name, count) for name, count in held]
    missing = chosen and chosen not in {name for name, _ in held}
    return [*options, (chosen, chosen, 0)] if missing else options


def _box(name: str, chosen: str, options: Sequence[tuple[str, str, int]], words: Words) -> str:
    def option(value: str, label: str, count: int) -> str:
        selected = " selected" if value == chosen else ""
        counted = f"{label} ({words.number(count)})" if count else label
        return f'<option value="{safe(value)}"{selected}>{safe(counted)}</option>'

    return (
        f"<label><span>{safe(words.say(f'record.{name}'))}</span>"
        f'<select name="{name}"><option value="">{safe(words.say(f"browse.any.{name}"))}</option>'
        f"{''.join(option(*one) for one in options)}</select></label>"
    )


def _clear(words: Words) -> str:
    return f'<a class="clear" href="documents">{safe(words.say("browse.clear"))}</a>'


# --- the list --------------------------------------------------------------------------------


def how_many(found: Sequence[Document], everything: int, words: Words) -> str:
    """Return how many documents were found, and of how many."""
    said = corpus_line(found, words)
    if len(found) < everything:
        said = words.say("browse.of", found=said, total=words.number(everything))
    return f'<p class="count" role="status">{safe(said)}</p>'


def _years(wish: Wish, found: Sequence[Document], words: Words) -> str:
    """Return the links to the years, each to the page on which it begins."""
    items, place = [], 0
    for year, documents in groupby(found, lambda document: document.dated[:4]):
        count = sum(1 for _ in documents)
        there = replace(wish, page=place // PAGE + 1)
        address = "" if there.page == wish.page else f"documents{there.query}"
        label = year or words.say("browse.undated")
        items.append(
            f'<li><a href="{safe(address)}#y-{year or UNDATED}">{safe(label)}</a> '
            f"<span>({safe(words.number(count))})</span></li>"
        )
        place += count
    if len(items) < 2:
        return ""
    heading = safe(words.say("browse.years"))
    return f'<nav class="years" aria-label="{heading}"><ul>{"".join(items)}</ul></nav>'


def _shelves(shown: Sequence[Document], words: Words) -> str:
    out = []
    for year, documents in groupby(shown, lambda document: document.dated[:4]):
        name, label = f"y-{year or UNDATED}", year or words.say("browse.undated")
        entries = "".join(_entry(document, words) for document in documents)
        out.append(
            f'<section aria-labelledby="{name}"><h3 id="{name}" tabindex="-1">{safe(label)}</h3>'
            f'<ul class="shelf">{entries}</ul></section>'
        )
    return "".join(out)


def _entry(document: Document, words: Words) -> str:
    address = safe(record_address(document.id))
    facts = " · ".join(_facts(document, words))
    topics = "".join(_topic(topic) for topic in document.topics[:_TOPICS])
    topics = f'<ul class="topics">{topics}</ul>' if topics else ""
    return (
        f'<li class="entry"><h4><a href="{address}">{title(document, words)}</a></h4>'
        f'<p class="meta">{facts}</p>{topics}'
        f'<p class="ways">{original(document.url, words)}</p></li>'
    )


def title(document: Document, words: Words) -> str:
    """Return the title of a document in its own language and direction, as HTML."""
    if not document.title:
        return safe(words.say("untitled"))
    way = direction_of(document.language)
    return f'<bdi lang="{document.language}" dir="{way}">{safe(document.title)}</bdi>'


def _facts(document: Document, words: Words) -> Iterator[str]:
    if document.publisher:
        yield f"<bdi>{safe(document.publisher)}</bdi>"
    origin = origin_of(document, words)
    yield f"<bdi>{safe(words.date(document.dated))}</bdi>" + (f" ({origin})" if origin else "")
    yield kind(document, words, _SOURCES)
    yield safe(words.say(f"in.{document.language}"))


def kind(document: Document, words: Words, most: int) -> str:
    """Return what a document is, and of a summary after whom, naming `most` sources."""
    if document.kind != "summary":
        return safe(words.say(f"kind.{document.kind}"))
    more = " …" if 0 < most < len(document.sources) else ""
    return summary_of(document.sources[:most], words) + more


def _topic(topic: str) -> str:
    return f'<li><a href="documents{safe(Wish(q=topic).query)}"><bdi>{safe(topic)}</bdi></a></li>'


def pager(wish: Wish, pages: int, words: Words) -> str:
    """Return the ways to the page before and the page after; nothing where there is but one."""
    if pages < 2:
        return ""

    def way(step: int, key: str, rel: str) -> str:
        if not 1 <= wish.page + step <= pages:
            return "<span></span>"
        there = replace(wish, page=wish.page + step)
        return f'<a rel="{rel}" href="documents{safe(there.query)}">{safe(words.say(key))}</a>'

    here = words.say("browse.page", page=words.number(wish.page), pages=words.number(pages))
    return (
        f'<nav class="pager" aria-label="{safe(words.say("browse.pages"))}">'
        f"{way(-1, 'browse.previous', 'prev')}<span>{safe(here)}</span>"
        f"{way(1, 'browse.next', 'next')}</nav>"
    )
