"""The article of a web page: trafilatura's choice, checked and repaired block by block."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace

import lxml.html
import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from assistant.documents.segments import Segment, as_markdown
from assistant.documents.decode import decode
from assistant.documents.furniture import cut_furniture
from assistant.documents.metadata import page_clues
from assistant.documents.page import page_blocks
from assistant.documents.prose import fold_line, unify
from assistant.errors import DamagedSource, EmptySource
from assistant.schema import Clue, Extracted, RawSource

log = logging.getLogger(__name__)


def read_html(raw: RawSource) -> Extracted:
    """Return the article of a web page and what stood around it. Run it in the sandbox."""
    text = unify(decode(raw.data, raw.media_type, raw.source))
    tree = _parsed(text, raw.source)
    clues = page_clues(tree, text)
    body = tree.find("body")
    blocks = page_blocks(body if body is not None else tree)
    if not blocks:
        raise EmptySource(raw.source, "the page shows no text.")
    blocks = mark_taken(blocks, _main_text(text))
    title = page_title(tree, blocks, clues)
    article = cut_furniture(blocks, title)
    found = [Clue("url", "url", raw.url)] if raw.url else []
    found += [*clues, *_title_clue(title, clues), *article.clues]
    return Extracted(
        "html",
        as_markdown(article.kept),
        tuple(block.text for block in article.removed),
        tuple(dict.fromkeys(found)),
    )


def _parsed(text: str, source: str) -> HtmlElement:
    # the declaration would contradict the decoded text
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = lxml.html.HTMLParser(
        no_network=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise EmptySource(source, "the page holds no readable markup.") from error
    if tree is None:
        raise DamagedSource(source, "the page could not be read: paste its text instead.")
    return tree


def _main_text(text: str) -> str:
    """Return the article's text as trafilatura finds it, "" where it fails."""
    try:
        found = trafilatura.extract(
            text, output_format="txt", include_comments=False, include_tables=True,
            favor_recall=False, deduplicate=False, with_metadata=False,
        )  # fmt: skip
    except Exception as error:  # noqa: BLE001 - a third-party parser on a strange page
        log.warning("trafilatura failed (%s): own block features only", type(error).__name__)
        return ""
    return found or ""


def mark_taken(blocks: Sequence[Segment], article: str) -> list[Segment]:
    """Return the blocks with `taken` set on those whose text is in `article`, in order."""
    bare = _bare(article)
    marked: list[Segment] = []
    place = 0
    for block in blocks:
        wanted = _bare(block.text)
        at = bare.find(wanted, place) if wanted else -1
        near = 0 <= at - place <= 40
        if at >= 0 and (len(wanted) >= 25 or near):
            place = at + len(wanted)
            marked.append(replace(block, taken=True))
        else:
            taken = len(wanted) >= 40 and wanted in bare
            marked.append(replace(block, taken=taken))
    return marked


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold_line(text))


def page_title(tree: HtmlElement, blocks: Sequence[Segment], clues: Sequence[Clue]) -> str:
    """Return the article's title as the page shows it: the h1 or headline that its clues name."""
    said = [_bare(clue.value) for clue in clues if clue.field == "title"]
    said += [_bare(t.text_content()) for t in tree.xpath("//head/title")]
    heads = [b.text for b in blocks if b.kind == "heading" and b.level <= 2]
    for text in [*(b.text for b in blocks if b.kind == "heading" and b.level == 1), *heads]:
        bare = _bare(text)
        if len(bare) >= 8 and any(bare in one or (len(one) >= 15 and one in bare) for one in said):
            return text
    ones = [b.text for b in blocks if b.kind == "heading" and b.level == 1 and b.hint >= 0]
    if len(ones) == 1:
        return ones[0]
    for block in blocks:
        bare = _bare(block.text)
        if len(bare) >= 15 and any(bare in one for one in said if len(one) < 2 * len(bare)):
            return block.text
    return ""


def _title_clue(title: str, clues: Sequence[Clue]) -> list[Clue]:
    if title and not any(c.field == "title" and c.value == title for c in clues):
        return [Clue("title", "text", title)]
    return []
