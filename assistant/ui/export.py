"""An answer with its sources as Markdown, and as plain text to paste: pure functions.

What documents and people wrote stays text: no renderer makes a link, an image or HTML of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from assistant.schema import Answer, Citation
from assistant.ui.evidence import cells_apart, summary_line
from assistant.ui.safety import web_address
from assistant.ui.words import Words

# What means something wherever it stands, and what does so at the head of a line alone.
_ALWAYS: Final = re.compile(r"[\\`*_{}\[\]<>#|&~$@^]")
_AT_HEAD: Final = re.compile(r"^(\d{1,9})([.)])|^([-+=:!])")
# "https:", "mailto:" and "www." become links by themselves in many renderers.
_BY_ITSELF: Final = re.compile(r":(?=\S)|(?<=www)\.", re.IGNORECASE)
_UNSEEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_SPACES: Final = re.compile(r"[^\S\u00a0\u202f]+")  # what French sets before ":" and "?" stays
_NOT_IN_ADDRESS: Final = re.compile(r"[\\<>()\[\]`|\"*_]")


def as_markdown(answer: Answer, at: str, words: Words, link: str = "") -> str:
    """Return an answer in Markdown: question, date, answer with its [n], sources with quotes.

    `at` is when it was given, "" unknown; `link` is the address where the answer is kept, or "".
    """
    parts = [f"# {_line(answer.question)}", _line(_given(at, words))]
    parts += [_paragraph(paragraph) for paragraph in _paragraphs(answer.answer)]
    for heading, items in _asides(answer, words):
        parts += [_line(heading), "\n".join(f"- {_line(item)}" for item in items)]
    for heading, citations in _sections(answer, words):
        parts.append(f"## {_line(heading)}")
        parts += [_source(citation, words) for citation in citations]
    if web_address(link):
        parts.append(f"{_line(words.say('export.link'))} {_address(link)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def as_text(answer: Answer, at: str, words: Words) -> str:
    """Return the same without marks, to be pasted into a letter."""
    parts = [_plain(answer.question), _given(at, words)]
    parts += ["\n".join(_lines(paragraph)) for paragraph in _paragraphs(answer.answer)]
    for heading, items in _asides(answer, words):
        parts.append("\n".join([heading, *(f"- {_plain(item)}" for item in items)]))
    for heading, citations in _sections(answer, words):
        lines = [
            f"[{c.n}] {_title(c, words)}{words.say('comma')}{provenance(c, words)}\n"
            + _quoted(c, words)
            + "".join(f"\n{address}" for address in _addresses(c))
            for c in citations
        ]
        parts += [heading, *lines]
    return "\n\n".join(part for part in parts if part) + "\n"


def provenance(citation: Citation, words: Words) -> str:
    """Return where a citation comes from in words: publisher and date, or whose summary it is."""
    if citation.kind == "summary":
        return summary_line(citation.sources, words)
    pieces = [_plain(citation.publisher), words.date(citation.published)]
    pieces += [words.say("kind.report")] if citation.kind == "report" else []
    return words.say("comma").join(piece for piece in pieces if piece)


def _given(at: str, words: Words) -> str:
    return words.say("export.date", date=words.day(at)) if at else ""


def _asides(answer: Answer, words: Words) -> Iterator[tuple[str, list[str]]]:
    """Yield what an answer says beside itself: what it lacks, where sources differ, its notes."""
    if answer.missing:
        yield words.say("missing"), list(answer.missing)
    for conflict in answer.conflicts:
        yield words.say("conflict"), [f"{v.value} [{v.citation}]" for v in conflict.values]
    if answer.notes:
        yield words.say("notes"), list(answer.notes)


def _sections(answer: Answer, words: Words) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Yield what was cited, or of a refusal the nearest passages, under the words that say which.

    The nearest passages of an answer are left out: it does not rest on them.
    """
    if answer.citations:
        heading = "evidence" if answer.answered else "evidence.contradicts"
        yield words.say(heading), answer.citations
    elif answer.nearest:
        yield words.say("nearest"), answer.nearest


def _source(citation: Citation, words: Words) -> str:
    told = _line(f"{words.say('comma')}{provenance(citation, words)}")
    head = f"**\\[{citation.n}\\]** {_line(_title(citation, words))}{told}"
    lines = [f"> {_line(line)}".rstrip() for line in _lines(cells_apart(citation.quote))]
    where = [] if citation.field == "body" else [_line(words.say(f"field.{citation.field}"))]
    links = [_address(address) for address in _addresses(citation)]
    return "\n\n".join([head, "\\\n".join(lines), *where, *links])


def _quoted(citation: Citation, words: Words) -> str:
    opening, closing = ("“", "”") if words.language == "en" else ("«\u00a0", "\u00a0»")
    return opening + _plain(cells_apart(citation.quote)) + closing


def _title(citation: Citation, words: Words) -> str:
    return _plain(citation.title) or words.say("untitled")


def _addresses(citation: Citation) -> list[str]:
    """Return where the source can be read: itself, and what a summary was written after."""
    urls = [citation.url, *(source.url for source in citation.sources)]
    return [url for url in dict.fromkeys(urls) if web_address(url)]


def _address(url: str) -> str:
    """Return a link that shows its address, with what would end it written as %XX."""
    return "<" + _NOT_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", url) + ">"


def _paragraphs(text: str) -> list[str]:
    return [p for p in re.split(r"\n\s*\n", "\n".join(_lines(text))) if p.strip()]


def _paragraph(text: str) -> str:
    return "\\\n".join(_line(line) for line in text.split("\n") if line.strip())


def _lines(text: str) -> list[str]:
    """Return the lines of a text, whatever ends them, without control characters."""
    return [_plain(line) for line in text.splitlines()] or [""]


def _plain(text: str) -> str:
    """Return a text on one line, without control characters."""
    kept = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in text)
    return _SPACES.sub(" ", kept).strip()


def _line(text: str) -> str:
    """Return a text on one line in which no sign means anything in Markdown."""
    escaped = _ALWAYS.sub(_behind_a_stroke, _plain(text))
    escaped = _BY_ITSELF.sub(_behind_a_stroke, escaped)
    return _AT_HEAD.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _behind_a_stroke(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
