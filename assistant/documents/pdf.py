"""PDF documents: their text in reading order, with headings, lists, tables and notes."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from assistant.documents.aligned import with_aligned_tables
from assistant.documents.blocks import as_markdown
from assistant.documents.hyphens import vocabulary
from assistant.documents.layout import Line, Table, lines_of, reading_order
from assistant.documents.mastheads import head_publisher
from assistant.documents.paragraphs import (
    as_blocks,
    body_size,
    column_paragraphs,
    joined_columns,
    take_title,
)
from assistant.documents.pdf_page import Page, Word, read_page
from assistant.documents.printed import is_printed_page, read_printed
from assistant.documents.rtl import is_right_to_left
from assistant.documents.ruled import with_tables
from assistant.documents.running import without_running_lines
from assistant.errors import DamagedSource, ProtectedSource, ScannedSource, TooLarge
from assistant.schema import Clue, Extracted, RawSource

log = logging.getLogger(__name__)

_ENOUGH = 30  # characters: a page with fewer and a picture over it is a scan
_PICTURED = 0.5  # of the page under one picture
_NO_TITLE = re.compile(
    r".*\.(?:x?html?|docx?|pdf|indd|qxd|pptx?|xlsx?|tmp)|microsoft word.*|untitled.*|sans titre.*"
    r"|document\d*|powerpoint.*|présentation.*|layout \d+|[\W\d_]*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(r"(?:user|admin|administrat|owner|utilisateur|microsoft|hp|pc)\S*", re.I)


def read_pdf(raw: RawSource, max_pages: int) -> Extracted:
    """Return the text of a PDF as Markdown; running lines and pages without text to `removed`.

    Clues: the title (`text`: the largest line of the first page, `file`: the properties), author,
    created, modified. Raises TooLarge over `max_pages`, ProtectedSource, DamagedSource, and
    ScannedSource when there is no text in it.
    """
    pages, properties = _read_pages(raw, max_pages)
    clues = list(_properties(properties))
    words, removed = without_running_lines(pages)
    removed += _not_read(raw, pages)
    columns = _columns(pages, words)
    lines = [item for column in columns for item in column if isinstance(item, Line)]
    body = body_size(lines)
    known = vocabulary(line.text for line in lines)
    found = joined_columns((column_paragraphs(column, body, known) for column in columns), known)
    title, rest = take_title(found, body)
    if is_printed_page(properties):
        return read_printed(as_blocks(found), title, clues, removed)
    text = as_markdown(as_blocks(rest))
    if title:
        clues.insert(0, Clue("title", "text", title))
    if publisher := head_publisher(removed, title, text):
        clues.append(Clue("publisher", "text", publisher))
    return Extracted("pdf", text, tuple(removed), tuple(clues))


def _read_pages(raw: RawSource, max_pages: int) -> tuple[list[Page], dict[str, str]]:
    try:
        document = pdfium.PdfDocument(raw.data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ProtectedSource(
                raw.source, "this PDF wants a password; save a copy without it."
            ) from error
        raise _damaged(raw) from error
    try:
        count = len(document)
        if count > max_pages:
            raise TooLarge(
                raw.source,
                f"this PDF has {count} pages, the limit is {max_pages}; "
                "split it or raise ASSISTANT_MAX_PAGES.",
            )
        pages = list(_pages(raw, document, count))
        return pages, document.get_metadata_dict()
    finally:
        document.close()


def _pages(raw: RawSource, document: pdfium.PdfDocument, count: int) -> Iterator[Page]:
    """Yield the pages that can be read; raises DamagedSource when none can."""
    broken = []
    for number in range(1, count + 1):
        try:
            yield read_page(document, number)
        except pdfium.PdfiumError:
            broken.append(number)
    if len(broken) == count:
        raise _damaged(raw)
    if broken:
        log.warning("%r: pages %s are damaged and were not read", raw.source, broken)


def _damaged(raw: RawSource) -> DamagedSource:
    return DamagedSource(raw.source, "this PDF is damaged; open it and save or print it again.")


def _not_read(raw: RawSource, pages: Sequence[Page]) -> list[str]:
    """Return a line for each page that is a picture; raises ScannedSource when all text is one."""
    letters = {p.number: sum(len(word.text) for word in p.words) for p in pages}
    if not any(count >= _ENOUGH for count in letters.values()) and sum(letters.values()) < 200:
        raise ScannedSource(
            raw.source,
            "this PDF holds pictures of pages, without text; "
            "run text recognition (OCR) on it first and add the result.",
        )
    scans = [p.number for p in pages if letters[p.number] < _ENOUGH and p.pictured > _PICTURED]
    if scans:
        log.warning("%r: pages %s are pictures without text and were not read", raw.source, scans)
    slanted = dict.fromkeys(" ".join(page.slanted) for page in pages if page.slanted)
    return [*slanted, *(f"[page {number}: a picture without text]" for number in scans)]


def _columns(pages: Sequence[Page], words: Sequence[Sequence[Word]]) -> list[list[Line | Table]]:
    columns: list[list[Line | Table]] = []
    for page, items in zip(pages, words, strict=True):
        text = " ".join(word.text for word in items)
        placed = with_tables(page, items)
        for region in reading_order(placed, from_right=is_right_to_left(text)):
            columns.append(with_aligned_tables(lines_of(region, page.number)))
    return columns


def _properties(said: dict[str, str]) -> Iterator[Clue]:
    """Yield what the file's properties say; the day it was made is no publication date."""
    title = " ".join(said.get("Title", "").split())
    if title and not _NO_TITLE.fullmatch(title):
        yield Clue("title", "file", title)
    author = " ".join(said.get("Author", "").split())
    if author and not _NO_AUTHOR.fullmatch(author):
        yield Clue("author", "file", author)
    for field, key in (("created", "CreationDate"), ("modified", "ModDate")):
        day = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", said.get(key, ""))
        if day:
            yield Clue(field, "file", "-".join(day.groups()))
