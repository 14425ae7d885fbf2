"""From the bytes of a source to its article: tell the format, parse it in a child process."""

from __future__ import annotations

import io
import logging
import re
import zipfile

from assistant.documents.sandbox import shared_sandbox
from assistant.errors import DamagedSource, EmptySource, ProtectedSource, UnknownFormat
from assistant.schema import Extracted, RawSource
from assistant.settings import Settings

PARSER = "assistant.documents.extract:parse"
log = logging.getLogger(__name__)
READABLE = "html, htm, mhtml, txt, md, pdf, docx"


def extract(raw: RawSource, settings: Settings) -> Extracted:
    """Return the article of `raw` and what was cut from around it.

    The parser runs in a child process under `settings.parse_seconds` and `parse_memory_mb`.
    Raises UnknownFormat, EmptySource, DamagedSource, ParsingStopped and the other SourceErrors.
    """
    if not raw.data.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise EmptySource(raw.source, "it is empty: nothing to read.")
    kind = tell_format(raw)  # refuse early, without a process
    sandbox = shared_sandbox(settings.parse_seconds, settings.parse_memory_mb)
    try:
        return sandbox.run(PARSER, raw, max_pages=settings.max_pages)
    except DamagedSource:
        if kind not in ("html", "mhtml"):
            raise
    log.warning("%s broke the page parser: reading it without trafilatura", raw.source)
    return sandbox.run(PARSER, raw, max_pages=settings.max_pages, alone=True)


def parse(raw: RawSource, max_pages: int, alone: bool = False) -> Extracted:
    """Return the article of `raw`, read in this process: call it in the sandbox only."""
    extracted = _read(tell_format(raw), raw, max_pages, alone)
    if not any(character.isalnum() for character in extracted.body):
        raise EmptySource(raw.source, "no text of an article was found in it.")
    return extracted


def _read(kind: str, raw: RawSource, max_pages: int, alone: bool) -> Extracted:
    # Each reader is imported where it is needed: a text must not wait for the PDF parser.
    if kind == "pdf":
        from assistant.documents.pdf import read_pdf

        return read_pdf(raw, max_pages)
    if kind == "docx":
        from assistant.documents.word import read_docx

        return read_docx(raw)
    if kind == "mhtml":
        from assistant.documents.html import read_html
        from assistant.documents.mhtml import unpack_mhtml

        page = read_html(unpack_mhtml(raw), alone=alone)
        return Extracted("mhtml", page.body, page.removed, page.clues, page.places)
    if kind == "html":
        from assistant.documents.html import read_html

        return read_html(raw, alone=alone)
    from assistant.documents.plain import read_markdown, read_text

    return read_markdown(raw) if kind == "markdown" else read_text(raw)


# --- telling the format ----------------------------------------------------------------------

_BY_ENDING = {
    "html": "html", "htm": "html", "xhtml": "html", "shtml": "html", "php": "html", "asp": "html",
    "aspx": "html", "mhtml": "mhtml", "mht": "mhtml", "txt": "text", "text": "text",
    "md": "markdown", "markdown": "markdown", "pdf": "pdf", "docx": "docx",
}  # fmt: skip
_BY_MEDIA_TYPE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "multipart/related": "mhtml",
    "application/x-mimearchive": "mhtml",
    "message/rfc822": "mhtml",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_BINARY = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"RIFF", "a sound or picture"), (b"\x1f\x8b", "a compressed archive"),
    (b"Rar!", "a compressed archive"), (b"7z\xbc\xaf", "a compressed archive"),
    (b"MZ", "a program"), (b"\x7fELF", "a program"), (b"{\\rtf", "a rich text file (RTF)"),
    (b"ID3", "a sound"), (b"OggS", "a sound"), (b"SQLite format 3", "a database"),
)  # fmt: skip
_MARKUP = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
                     re.IGNORECASE | re.DOTALL)  # fmt: skip
_MIME_HEAD = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_FRAGMENT = re.compile(rb"</(?:p|div|article|section|h[1-6]|li|td)\s*>", re.IGNORECASE)


def tell_format(raw: RawSource) -> str:
    """Return html, mhtml, text, markdown, pdf or docx: by magic bytes, media type, then ending.

    Raises UnknownFormat (saying what it is, where that shows) and ProtectedSource.
    """
    head = raw.data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _tell_zip(raw)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _tell_ole(raw)
    for magic, what in _BINARY:
        if head.startswith(magic):
            raise UnknownFormat(raw.source, f"this is {what}; we read {READABLE}.")
    if _MIME_HEAD.search(head) and b"\n" in head:
        return "mhtml"
    plain = _without_wide_zeros(head)
    if _MARKUP.match(plain.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return _tell_by_name(raw, plain)


def _tell_by_name(raw: RawSource, head: bytes) -> str:
    ending = raw.name.rpartition(".")[2].lower() if "." in raw.name else ""
    named = _BY_MEDIA_TYPE.get(raw.media_type.partition(";")[0].strip().lower())
    kind = named or _BY_ENDING.get(ending)
    if named == "text" and _BY_ENDING.get(ending) == "markdown":
        kind = "markdown"  # servers call Markdown text/plain
    if kind is None and raw.media_type.startswith("text/"):
        kind = "text"
    if kind is None or kind in ("pdf", "docx"):
        what = f"a .{ending} file" if ending else "a file without an ending"
        if kind is not None:
            what = f"named .{ending} but holds something else"
        raise UnknownFormat(raw.source, f"this is {what}; we read {READABLE}.")
    if b"\0" in head:
        raise UnknownFormat(raw.source, f"this holds binary data; we read {READABLE}.")
    if kind == "text" and len(_FRAGMENT.findall(raw.data[:200_000])) >= 4:
        return "html"  # the source of a page, pasted
    return kind


def _tell_zip(raw: RawSource) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
            names = set(archive.namelist()[:10_000])
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        # a cut or broken archive: the Word reader says so when the name promises Word
        if raw.name.lower().endswith(".docx"):
            return "docx"
        raise UnknownFormat(raw.source, f"this is a broken archive; we read {READABLE}.") from None
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    kinds = (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint file"))
    for folder, what in kinds:
        if any(name.startswith(folder) for name in names):
            raise UnknownFormat(raw.source, f"this is {what}: save it as PDF or Word (docx).")
    raise UnknownFormat(raw.source, f"this is an archive: unpack it first; we read {READABLE}.")


def _tell_ole(raw: RawSource) -> str:
    if "EncryptedPackage".encode("utf-16-le") in raw.data:
        raise ProtectedSource(
            raw.source, "the file wants a password: save it without one and add it again."
        )
    raise UnknownFormat(
        raw.source, "this is an Office file of the old kind: save it as docx and add it again."
    )


def _without_wide_zeros(head: bytes) -> bytes:
    """Drop the zero bytes of UTF-16 and UTF-32, where a byte order mark or their rhythm shows."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    half = len(head) // 2
    rhythm = max(head[0::2].count(0), head[1::2].count(0))
    if half >= 8 and rhythm > 0.7 * half and min(head[0::2].count(0), head[1::2].count(0)) < 4:
        return head.replace(b"\0", b"")
    return head
