"""Word documents (.docx): their text in order, with headings, lists, tables and notes."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx

from assistant.documents.blocks import Block, as_markdown
from assistant.documents.mastheads import head_publisher
from assistant.documents.word_xml import W_P, WordReader, own_text
from assistant.errors import (
    DamagedSource,
    EmptySource,
    ProtectedSource,
    TooLarge,
    UnknownFormat,
)
from assistant.schema import Clue, Extracted, RawSource

log = logging.getLogger(__name__)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office and of locked files
_MAX_UNPACKED = 400 * 1024 * 1024  # bytes; pictures included
_MAX_XML = 60 * 1024 * 1024  # bytes of one XML part: a 3,000-page report has about 30 MB
_MAX_PARTS = 20_000
_NO_AUTHOR = re.compile(
    r"python-docx|microsoft.*|windows user|utilisateur.*|user\d*|admin.*|owner|pc|hp|dell|lenovo"
    r"|acer|asus|unknown|inconnu|un-named",
    re.IGNORECASE,
)


def read_docx(raw: RawSource) -> Extracted:
    """Return the text of a Word document as Markdown; page headers and footers go to `removed`.

    Tracked deletions, comments and hidden text are left out, insertions kept. Clues: the title
    (`text`: its title line, `file`: its properties), author, created, modified.
    Raises ProtectedSource, UnknownFormat (old .doc), TooLarge, DamagedSource, EmptySource.
    """
    _check_container(raw)
    try:
        document = docx.Document(io.BytesIO(raw.data))
        blocks = list(WordReader(document).blocks())
        removed = tuple(_page_lines(document))
        clues = list(_properties(document))
    except Exception as error:  # python-docx raises KeyError, ValueError, lxml's …
        raise DamagedSource(
            raw.source, "this Word file is damaged; open it in Word and save it again."
        ) from error
    title, blocks = _take_title(blocks)
    body = as_markdown(blocks)
    if not body:
        raise EmptySource(raw.source, "there is no text in this Word file.")
    if title:
        clues.insert(0, Clue("title", "text", title))
    if publisher := head_publisher(removed, title, body):
        clues.append(Clue("publisher", "text", publisher))
    return Extracted("docx", body, removed, tuple(clues))


def _check_container(raw: RawSource) -> None:
    """Refuse what is not a Word file, or would unpack to more than we can hold."""
    if raw.data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in raw.data:
            raise ProtectedSource(raw.source, "this file wants a password; save a copy without it.")
        raise UnknownFormat(raw.source, "this is an old Word file (.doc); save it as .docx or PDF.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DamagedSource(
            raw.source, "this Word file is damaged; open it in Word and save it again."
        ) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise ProtectedSource(raw.source, "this file wants a password; save a copy without it.")
    if not any(entry.filename == "word/document.xml" for entry in entries):
        raise UnknownFormat(raw.source, "this is not a Word document; save it as .docx or PDF.")
    heavy = any(e.file_size > _MAX_XML for e in entries if e.filename.endswith((".xml", ".rels")))
    if heavy or len(entries) > _MAX_PARTS or sum(e.file_size for e in entries) > _MAX_UNPACKED:
        raise TooLarge(raw.source, "unpacked, this file is too large; split it into parts.")


def _take_title(blocks: list[Block]) -> tuple[str, list[Block]]:
    """Return the title and the other blocks: a title line, else a heading that opens the text."""
    titles = [block for block in blocks if block.kind == "title"]
    if titles:
        # A title over two lines is often two paragraphs of the title style.
        first = blocks.index(titles[0])
        lines = [titles[0].text]
        for block in blocks[first + 1 :]:
            if block.kind != "title":
                break
            lines.append(block.text)
        taken = set(range(first, first + len(lines)))
        rest = [block for number, block in enumerate(blocks) if number not in taken]
        return " ".join(" ".join(lines).split()), rest
    if blocks and blocks[0].kind == "heading":
        return " ".join(blocks[0].text.split()), blocks[1:]
    return "", blocks


def _page_lines(document: Any) -> Iterator[str]:
    """Yield what stands in the headers and footers of the pages, each line once."""
    seen = set()
    for section in document.sections:
        for part in (
            section.header, section.footer, section.first_page_header, section.first_page_footer,
            section.even_page_header, section.even_page_footer,
        ):  # fmt: skip
            if part.is_linked_to_previous:
                continue
            for paragraph in part._element.iter(W_P):
                line = " ".join(own_text(paragraph).split())
                if line and line not in seen:
                    seen.add(line)
                    yield line


def _properties(document: Any) -> Iterator[Clue]:
    """Yield what the document's properties say; `created` is no publication date."""
    properties = document.core_properties
    title = " ".join((properties.title or "").split())
    if title and title.casefold() not in ("word document", "document", "untitled"):
        yield Clue("title", "file", title)
    author = " ".join((properties.author or "").split())
    if author and not _NO_AUTHOR.fullmatch(author):
        yield Clue("author", "file", author)
    for field in ("created", "modified"):
        moment = getattr(properties, field)
        if moment is not None:
            yield Clue(field, "file", moment.date().isoformat())
