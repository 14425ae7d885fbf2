"""Cut a document into chunks of whole sentences, each with its place in the body."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.sentences import sentences
from assistant.schema import Chunk, Document, Language, Span

SPLITTER_VERSION = "2"  # part of the index's recipe: raise it when the same body splits otherwise

LONGEST = 1000  # characters; the contract's limit for a hit
TARGET = 850  # a chunk is closed when the next sentence would take it past this
SHORTEST = 200  # a smaller last piece joins the chunk before it
OVERLAP = 150  # a sentence up to this long is repeated at the start of the next chunk
HEADING = 200  # of one heading in the path; a whole page may claim to be one

_HEADING = re.compile(r"(#{1,6})[ \t]")
_TABLE_RULE = frozenset("|-: \t")
_CLAUSE_END = re.compile(r"[;:,،؛.!?…)»”–—]\s")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together: a heading, a table, or a paragraph."""

    kind: str  # heading, table, paragraph
    start: int
    end: int
    level: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut: a sentence, a table row, a heading line."""

    start: int
    end: int
    block: int  # number of its block
    block_end: int
    heading: tuple[str, ...]
    kind: str
    leads: bool = False  # ends in a colon: what follows belongs to it


def split(document: Document) -> list[Chunk]:
    """Return the chunks of `document`, in order; every character of the body but space is in one.

    A chunk is `body[start:end]`, 1,000 characters or fewer, of whole sentences unless a single
    sentence is longer. A heading starts a chunk; later parts of a long table carry its header in
    their `heading` path. The last sentence of a chunk may be repeated at the start of the next.
    """
    body = document.body
    digest = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
    return [
        _chunk(document, digest, number, units) for number, units in enumerate(_packed(document))
    ]


def _chunk(document: Document, digest: str, number: int, units: list[_Unit]) -> Chunk:
    start, end = units[0].start, units[-1].end
    place = hashlib.sha256(f"{digest}:{start}:{end}".encode()).hexdigest()[:10]
    told = next((unit for unit in units if unit.kind != "heading"), units[-1])
    return Chunk(
        id=f"{document.id}:{place}:{number}",
        document_id=document.id,
        number=number,
        start=start,
        end=end,
        text=document.body[start:end],
        heading=told.heading,
    )


# --- packing ---------------------------------------------------------------------------------


def _packed(document: Document) -> Iterator[list[_Unit]]:
    """Yield the units of each chunk, small last pieces merged, overlaps put in front."""
    previous: list[_Unit] = []
    for section in _sections(_units(document.body, document.language)):
        for group in _merged_tail(_grouped(section)):
            yield _with_overlap(previous, group)
            previous = group
        previous = []


def _sections(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """Yield runs of units that one heading opens; tiny sections join the section before them."""
    section: list[_Unit] = []
    told = False  # more than headings
    for unit in units:
        opens = unit.kind == "heading" and told
        if opens and section[-1].end - section[0].start >= SHORTEST:
            yield section
            section, told = [], False
        section.append(unit)
        told = told or unit.kind != "heading"
    if section:
        yield section


def _grouped(section: list[_Unit]) -> list[list[_Unit]]:
    """Group units up to TARGET characters, at the end of a paragraph where one is near."""
    groups: list[list[_Unit]] = []
    group: list[_Unit] = []
    for unit in section:
        if group and _closes(group, unit):
            groups.append(group)
            group = []
        group.append(unit)
    return [*groups, group] if group else groups


def _closes(group: list[_Unit], unit: _Unit) -> bool:
    """Tell whether `unit` belongs in a new chunk after `group`."""
    start, last = group[0].start, group[-1]
    if unit.end - start > LONGEST:
        return True
    if last.kind == "heading" or last.leads:
        return False
    opens_block = unit.block != last.block
    if unit.kind == "table":  # a table that fits stays whole
        return unit.block_end - start > LONGEST and (opens_block or unit.end - start > TARGET)
    if unit.end - start > TARGET:
        return True
    return opens_block and last.end - start >= TARGET // 2 and unit.block_end - start > TARGET


def _merged_tail(groups: list[list[_Unit]]) -> list[list[_Unit]]:
    """Join groups smaller than SHORTEST to the one before them, where the limit allows it."""
    merged: list[list[_Unit]] = []
    for group in groups:
        small = group[-1].end - group[0].start < SHORTEST
        if merged and small and group[-1].end - merged[-1][0].start <= LONGEST:
            merged[-1] = [*merged[-1], *group]
        else:
            merged.append(group)
    return merged


def _with_overlap(previous: list[_Unit], group: list[_Unit]) -> list[_Unit]:
    """Put the last sentence of `previous` in front of `group` when it is short and fits."""
    if not previous or previous[-1].kind != "sentence" or group[0].kind != "sentence":
        return group
    last = previous[-1]
    short = last.end - last.start <= OVERLAP and len(previous) > 1
    return [last, *group] if short and group[-1].end - last.start <= LONGEST else group


# --- units -----------------------------------------------------------------------------------


def _units(body: str, language: Language) -> list[_Unit]:
    """Cut `body` into sentences, table rows and heading lines of LONGEST characters or fewer."""
    units: list[_Unit] = []
    path: list[tuple[int, str]] = []
    for number, block in enumerate(_blocks(body)):
        if block.kind == "heading":
            path = [held for held in path if held[0] < block.level] + [(block.level, block.title)]
        titles = tuple(title for _, title in path)
        for start, end, kind, header in _pieces(body, block, language):
            heading = (*titles, header) if header else titles
            leads = body[end - 1] in ":："
            units.append(_Unit(start, end, number, block.end, heading, kind, leads))
    return units


def _pieces(body: str, block: _Block, language: Language) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, kind and table header of what is never cut in `block`."""
    if block.kind == "table":
        yield from _rows(body, block)
        return
    kind = "heading" if block.kind == "heading" else "sentence"
    spans = (
        [Span(block.start, block.end)] if kind == "heading" else _sentences(body, block, language)
    )
    for span in spans:
        for start, end in _within_limit(body, span.start, span.end):
            yield start, end, kind, ""


def _sentences(body: str, block: _Block, language: Language) -> list[Span]:
    """Return the sentences of a paragraph, in body offsets, with nothing but space between."""
    text = body[block.start : block.end]
    spans: list[Span] = []
    at = 0
    for span in sentences(text, language):
        start = at + _blank(text[at : span.start])
        spans.append(Span(block.start + min(start, span.start), block.start + span.end))
        at = span.end
    rest = text[at:]
    if rest.strip():
        start = block.start + at + _blank(rest)
        spans.append(Span(start, block.start + len(text.rstrip())))
    return [span for span in spans if span.start < span.end]


def _blank(text: str) -> int:
    """Return how many characters of space `text` begins with."""
    return len(text) - len(text.lstrip())


def _rows(body: str, block: _Block) -> Iterator[tuple[int, int, str, str]]:
    """Yield the rows of a table; the header, with its rule, is one with the first row."""
    lines = list(_lines(body, block.start, block.end))
    ruled = len(lines) > 2 and _TABLE_RULE.issuperset(body[slice(*lines[1])])
    header = ""
    if ruled:
        cells = [cell.strip() for cell in body[slice(*lines[0])].strip(" \t|").split("|")]
        header = " | ".join(cell for cell in cells if cell)[:HEADING]
        lines = [(lines[0][0], lines[2][1]), *lines[3:]]
    for number, (start, end) in enumerate(lines):
        for piece_start, piece_end in _within_limit(body, start, end):
            yield piece_start, piece_end, "table", header if number else ""


def _within_limit(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield `start`, `end` in pieces of LONGEST or fewer, cut after a clause, else a word."""
    while end - start > LONGEST:
        cut = _cut(body, start)
        yield start, start + len(body[start:cut].rstrip())
        start = cut + _blank(body[cut:end])
    if start < end:
        yield start, end


def _cut(body: str, start: int) -> int:
    """Return where to cut what is too long: past half the limit, within the limit."""
    clauses = list(_CLAUSE_END.finditer(body, start + LONGEST // 2, start + LONGEST))
    if clauses:
        return clauses[-1].end()
    window = body[start : start + LONGEST]
    for at in range(len(window) - 1, LONGEST // 2, -1):
        if window[at].isspace():
            return start + at + 1
    return start + LONGEST


def _blocks(body: str) -> Iterator[_Block]:
    """Yield headings, tables and paragraphs, in order."""
    held: list[tuple[int, int]] = []
    held_kind = ""
    for start, end in _lines(body, 0, len(body)):
        kind = _kind(body, start, end)
        if held and kind != held_kind:
            yield _Block(held_kind, held[0][0], held[-1][1])
            held = []
        if kind == "heading":
            title = body[start:end].lstrip("#")
            level = end - start - len(title)
            yield _Block("heading", start, end, level, title.strip(" \t#")[:HEADING])
        elif kind != "blank":
            held.append((start, end))
        held_kind = kind
    if held:
        yield _Block(held_kind, held[0][0], held[-1][1])


def _kind(body: str, start: int, end: int) -> str:
    if start == end:
        return "blank"
    if _HEADING.match(body, start, end):
        return "heading"
    row = end - start > 2 and body[start] == body[end - 1] == "|"
    return "table" if row else "paragraph"


def _lines(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line of `body[start:end]`, trimmed of space at both ends."""
    at = start
    while at <= end:
        stop = body.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = body[at:stop]
        left = at + _blank(line)
        yield (left, left + len(line.strip())) if line.strip() else (at, at)
        at = stop + 1
