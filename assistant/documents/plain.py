"""Text pasted or saved from a page, and Markdown: lines to segments, segments to the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, compress, pairwise

from assistant.documents.decode import decode
from assistant.documents.folding import tidy, unify, words
from assistant.documents.front_matter import front_clues, split_front_matter
from assistant.documents.furniture import cut_furniture
from assistant.documents.hyphens import join_lines, vocabulary
from assistant.documents.marks import furniture_cue, opens_related
from assistant.documents.mastheads import release_publisher
from assistant.documents.prose import ends_sentence, is_headline, is_prose, separated
from assistant.documents.run_on import FEW_LINES, cut_run_on, page_lines
from assistant.documents.segments import Segment, as_markdown, bulleted, lines_above, without_bullet
from assistant.schema import Clue, Extracted, RawSource

_COLUMNS = re.compile(r" {3,}| *\t+ *")
WIDEST, NARROWEST = 130, 40  # characters of a line in hard-wrapped text
_RULER = re.compile(r"^[\s\-_=*~·•.+|—–:]{3,}$")


def read_text(raw: RawSource) -> Extracted:
    """Return the article of a text file or pasted text."""
    text = unify(decode(raw.data, raw.media_type, raw.source))
    article = cut_furniture(text_segments(text))
    around = page_lines(text.split("\n"))  # known by their line, so that their clues still count
    stays = [segment.group - 1 not in around for segment in article.kept]
    kept = list(compress(article.kept, stays))
    also = [place for place, stay in enumerate(stays) if not stay]
    above = list(accumulate(stays, initial=0))
    lines = _lines_above(kept)
    cut = (*article.removed, *(article.kept[place] for place in also))
    return Extracted(
        "text",
        as_markdown(joined(kept)),
        tuple(segment.text for segment in cut),
        article.clues,
        tuple(lines[above[place]] for place in (*article.places, *also)),
    )


def _lines_above(kept: Sequence[Segment]) -> list[int]:
    """Return for each piece, and for the end, how many lines the `joined` ones above it make."""
    pairs = zip((None, *kept), kept, strict=False)
    begun = list(accumulate((not _one_line(a, b) for a, b in pairs), initial=0))
    lines = lines_above(joined(kept))
    return [lines[number] for number in begun]


def read_markdown(raw: RawSource) -> Extracted:
    """Return the body of a Markdown file as it stands, its front matter as clues.

    Its author marked what is a heading, a list or a table, so only lines that are furniture by
    themselves go; a page pasted into an .md file, without any mark, is read as text.
    """
    text = unify(decode(raw.data, raw.media_type, raw.source))
    front, body = split_front_matter(text)
    if not front and not _MARKS.search(body):
        found = read_text(raw)
        return replace(found, format="markdown")
    kept, removed, places, title = _clean_markdown(body)
    clues = front_clues(front)
    if title and not any(clue.field == "title" for clue in clues):
        clues.append(Clue("title", "text", title))
    lines = [line for line in body.split("\n") if line.strip()]
    if publisher := release_publisher(lines, kept):
        clues.append(Clue("publisher", "text", publisher))
    return Extracted("markdown", kept, tuple(removed), tuple(clues), tuple(places))


_MARKS = re.compile(r"^(?:#{1,6} \S|[-*+] \S.*\n[-*+] \S|\|.*\|\s*\n\|[ :|-]+\|)", re.MULTILINE)
_FENCE = re.compile(r"^\s*(?:```|~~~)")


def _clean_markdown(body: str) -> tuple[str, list[str], list[int], str]:
    """Return the body without title line and furniture, the cut lines, their places, the title."""
    kept: list[str] = []
    removed: list[str] = []
    places: list[int] = []
    title = ""
    fenced, written = False, 0
    for line in body.split("\n"):
        text = plain_line(line.rstrip())
        fenced ^= bool(_FENCE.match(line))
        if not title and not any(kept) and re.match(r"# \S", text):
            title = tidy(text[2:])
        elif text.strip() and not fenced and _is_furniture(text):
            removed.append(tidy(text))
            places.append(written)
        elif text.strip() or (kept and kept[-1]):
            kept.append(text)
            written += bool(text.strip())
    while kept and (not kept[-1].strip() or _RULER.match(kept[-1])):
        kept.pop()  # a ruler that parted the text from what went
    return "\n".join(kept).strip("\n"), removed, places, title


def _is_furniture(line: str) -> bool:
    if line.lstrip().startswith(("#", "|", ">")):
        return False
    bare = without_bullet(line)
    return bool(furniture_cue(bare) or opens_related(bare)) or separated(bare) != ""


def plain_line(line: str) -> str:
    """Return a line of Markdown without pictures; the words of links, raw HTML and bold stay."""
    line = re.sub(r"!\[[^\]\n]*\]\([^)\n]*\)", "", line)
    line = re.sub(r"\[([^\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)", r"\1", line)
    line = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", line)
    return re.sub(r"</?[A-Za-z][^>\n]{0,300}>|<!--.*?-->", "", line)


def text_segments(text: str) -> list[Segment]:
    """Return the lines of a text as segments, hard-wrapped lines joined, tickers recognised."""
    lines = unwrap(text.split("\n"))
    tabled = table_lines(lines)
    few = sum(bool(line.strip()) for line in lines) <= FEW_LINES
    segments: list[Segment] = []
    gap = True
    for number, line in enumerate(lines):
        if not line.strip() or _RULER.match(line):
            gap = True
            continue
        if number in tabled:
            segments.append(_row(line, gap, tabled[number]))
            gap = False
            continue
        for part in _parts(line, few):
            segments.append(_segment(part, gap, number))
            gap = False
    return segments


def table_lines(lines: list[str]) -> dict[int, int]:
    """Return the lines that are rows of a table, with the number of their table.

    Two or more lines after each other with the same number of columns, set off by tabs or three
    spaces, none of them a headline's length.
    """
    tabled: dict[int, int] = {}
    widths = [_columns(line) for line in lines]
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and widths[end] == widths[start]:
            end += 1
        if widths[start] >= 2 and end - start >= 2:
            tabled.update(dict.fromkeys(range(start, end), start + 1))
        start = end
    return tabled


def _cells(line: str) -> list[str]:
    line = line.strip()
    if line.startswith("|") and line.endswith("|") and len(line) > 2:
        return line[1:-1].split("|")
    return [part for part in _COLUMNS.split(line) if part.strip()]


def _columns(line: str) -> int:
    cells = _cells(line)
    return len(cells) if cells and max(len(words(cell)) for cell in cells) <= 12 else 0


def _row(line: str, gap: bool, table: int) -> Segment:
    cells = tuple(tidy(cell) for cell in _cells(line))
    return Segment(
        " | ".join(cell for cell in cells if cell), "row", cells=cells, gap=gap, group=table
    )


def _parts(line: str, few: bool) -> list[str]:
    """Cut a line where wide spaces set prose off from other things, and a page on one line."""
    columns = [part for part in _COLUMNS.split(line.strip()) if part.strip()]
    if len(columns) < 4 or not any(_is_paragraph(part) for part in columns):
        columns = [line]
    if not few:
        return columns
    return [piece for column in columns for piece in cut_run_on(column)]


def _is_paragraph(part: str) -> bool:
    """Say whether a part of a line is of an article, and not a long headline of a ticker."""
    size = len(words(part))
    return is_prose(part) and (size >= 30 or (size >= 12 and part.rstrip().endswith(".")))


def _segment(line: str, gap: bool, number: int) -> Segment:
    parts = [tidy(part) for part in _COLUMNS.split(line.strip()) if part.strip()]
    text = tidy(line)
    if len(parts) >= 3 and not any(_is_paragraph(part) for part in parts):
        headlines = sum(is_headline(part) and len(words(part)) >= 4 for part in parts)
        if headlines * 2 >= len(parts):
            return Segment(text, "ticker", gap=gap)
    if heading := re.match(r"(#{1,6})\s+(?=\S)", text):
        return Segment(text[heading.end() :], "heading", level=len(heading.group(1)), gap=gap)
    if bulleted(line):
        return Segment(text, "item", level=1, gap=gap)
    return Segment(text, gap=gap, group=number + 1)


def joined(segments: Sequence[Segment]) -> list[Segment]:
    """Join the kept pieces of one line to a paragraph again."""
    whole: list[Segment] = []
    for segment in segments:
        before = whole[-1] if whole else None
        if before and _one_line(before, segment):
            whole[-1] = replace(before, text=f"{before.text} {segment.text}")
        else:
            whole.append(segment)
    return whole


def _one_line(before: Segment | None, segment: Segment) -> bool:
    """Say whether a piece goes on in the line that the one before it stood in."""
    if before is None or not before.group == segment.group > 0:
        return False
    return before.kind == segment.kind == "text"


def unwrap(lines: list[str]) -> list[str]:
    """Join the lines of a text that was wrapped at a fixed width; other texts stay as they are.

    In a wrapped text the first word of the next line would not have fitted on the line before,
    and most full lines end in the middle of a sentence.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip() and len(a) <= WIDEST]
    width = max((len(a.rstrip()) for a, _ in pairs), default=0)
    full = [(a, b) for a, b in pairs if len(a) >= 0.75 * width]
    if width < NARROWEST or len(full) < 2 or not _is_wrapped(full, width):
        return lines
    known = vocabulary(lines)
    joined: list[str] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else ""
        wrapped = before.strip() and line.strip() and len(before) <= width
        if joined and wrapped and _no_room(before, line, width):
            joined[-1] = join_lines(joined[-1], line, known)
        else:
            joined.append(line)
    return joined


def _is_wrapped(full: list[tuple[str, str]], width: int) -> bool:
    tight = sum(_no_room(a, b, width) for a, b in full) / len(full)
    open_ended = sum(not ends_sentence(a) for a, _ in full) / len(full)
    if len(full) >= 4:
        return tight >= 0.7 and open_ended >= 0.6
    runs_on = sum(_continues(b) for _, b in full) / len(full)
    return tight == open_ended == 1.0 and runs_on >= 0.5


def _continues(line: str) -> bool:
    first = line.lstrip()[:1]
    return first.islower() or "\u0600" <= first <= "\u06ff"  # Arabic has no capitals


def _no_room(line: str, after: str, width: int) -> bool:
    if bulleted(after):
        return False
    if re.search(r"[^\W\d_]-\s*$", line) and after.lstrip()[:1].islower():
        return True  # a word cut because its second half did not fit
    first = after.split()[0]
    return len(line.rstrip()) + 1 + len(first) > width
