"""Say what a document is called, who published it, where and when: the clues judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from assistant.documents.bylines import starts_as_byline
from assistant.documents.dating import Dated, opening_date, publication_date
from assistant.documents.imprints import Imprint, read_imprint, reporting_body
from assistant.documents.labels import (
    clean_label,
    host_name,
    is_author,
    is_publisher,
    is_title,
    plain,
    without_lead,
    without_rights,
    without_site,
    without_site_line,
)
from assistant.documents.publishers import names_agency, names_publisher, owner
from assistant.errors import SourceError
from assistant.language.dates import parse_published
from assistant.language.sentences import sentences
from assistant.language.text import detect_language, words
from assistant.schema import LANGUAGES, Clue, Description, Extracted, Language, RawSource

_LONGEST_TITLE = 300  # characters
_LONGEST_NAME = 120
_LONGEST_ADDRESS = 2000
_FALLBACK_TITLE = 110  # of a sentence that stands in for a title
_FEW_WORDS = 12  # under this a text does not show its language
_AUTHORS = 3
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)")
_TRACKING = re.compile(r"^(?:utm_|fbclid|gclid|mc_|igshid|ref_src|at_)")
_UNTOLD_NAME = re.compile(
    r"^(?:(?:download|document|doc|file|fichier|index|article|page|scan|img|image|print|view|"
    r"default|untitled|sans titre|nouveau|new|copie|copy|pasted text|texte colle|whatsapp|export|"
    r"text|texte)[\W\d_]*)+$"
)


def describe(
    raw: RawSource,
    extracted: Extracted,
    given: Mapping[str, str],
    *,
    today: date | None = None,
) -> Description:
    """Return what a source says of itself, `given` (by staff: title, publisher, …) before all.

    What is unknown stays empty: a guess would be cited as a fact. Raises SourceError when the
    date given cannot be read or has not come yet.
    """
    clues = _clues(extracted)
    url = _address(raw, clues, given.get("url", ""))
    imprint = _imprint(extracted)
    publisher = _publisher(extracted, clues, imprint, url, given.get("publisher", ""))
    dated = _dated(raw, extracted, url, given.get("published", ""), today or date.today(), imprint)
    return Description(
        title=_title(raw, extracted, clues, publisher, url, given.get("title", "")),
        publisher=publisher,
        author=_author(clues, publisher, given.get("author", "")),
        url=url,
        language=_language(extracted),
        published=dated.published,
        published_from=dated.origin if dated.published else "",
    )


def _clues(extracted: Extracted) -> Sequence[Clue]:
    """Return the clues; the front matter that a Markdown file's writer gave it is markup."""
    if extracted.format != "markdown":
        return extracted.clues
    return [replace(clue, origin="meta") if clue.origin == "file" else clue
            for clue in extracted.clues]  # fmt: skip


def _values(clues: Sequence[Clue], field: str, *origins: str) -> list[str]:
    """Return the values of a field, by origin in the order given, else in order of appearance."""
    of_field = [clue for clue in clues if clue.field == field and clue.value.strip()]
    return [clue.value for origin in origins for clue in of_field if clue.origin == origin]


def _imprint(extracted: Extracted) -> Imprint:
    """Return the imprint of a document that has lines of its own; a web page has clues instead."""
    if extracted.format in ("html", "mhtml"):
        return Imprint()
    return read_imprint(extracted.body, extracted.format, extracted.removed)


# --- when ------------------------------------------------------------------------------------


def _dated(
    raw: RawSource, extracted: Extracted, url: str, given: str, today: date, imprint: Imprint
) -> Dated:
    if given.strip():
        published = parse_published(given, today)
        if not published:
            raise SourceError(
                raw.source,
                f"the publication date {given.strip()!r} cannot be read or has not come yet; "
                "write it as 2019-02-01, 2019-02 or 2019.",
            )
        return Dated(published, "staff")
    found = publication_date(_clues(extracted), filter(None, (url, raw.url)), today)
    said = (
        found,
        Dated(parse_published(imprint.published, today), "byline"),
        opening_date(extracted.body, extracted.format, today),
        Dated(parse_published(imprint.issued, today), "text"),
    )
    return next((dated for dated in said if dated.published), Dated())


# --- where -----------------------------------------------------------------------------------


def _address(raw: RawSource, clues: Sequence[Clue], given: str) -> str:
    """Return where the document was published: given, canonical, fetched, or saved from."""
    said = [
        given,
        *_values(clues, "url", "meta", "json-ld"),
        raw.url,
        *_values(clues, "url", "url"),
    ]
    addresses = list(filter(None, map(clean_address, said)))
    if given and addresses and clean_address(given) == addresses[0]:
        return addresses[0]
    # a canonical link to the home page names the site, not the page
    pages = [address for address in addresses if urlsplit(address).path.strip("/")]
    return next(iter([*pages, *addresses]), "")


def clean_address(address: str) -> str:
    """Return an absolute http(s) address without tracking, or '' for anything else."""
    address = _ARCHIVED.sub("", address.strip())
    if len(address) > _LONGEST_ADDRESS or re.search(r"[\s\x00-\x1f\x7f<>\"\\]", address):
        return ""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or "." not in host or parts.username is not None:
        return ""
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.match(pair[0])]  # fmt: skip
    query = parts.query if len(kept) == len(parts.query.split("&")) else urlencode(kept)
    netloc = f"{host}:{port}" if port else host
    return urlunsplit((parts.scheme, netloc, parts.path, query, ""))


# --- who -------------------------------------------------------------------------------------


def _publisher(
    extracted: Extracted, clues: Sequence[Clue], imprint: Imprint, url: str, given: str
) -> str:
    """Return the publisher: given, named in the byline, in the markup, or the site's host.

    A byline ("Publié dans X le …") comes before the markup: on a page that carries others'
    articles the markup names the carrier. A body that the file's properties call its author is the
    publisher where the document's opening names it too.
    """
    if name := clean_label(given, _LONGEST_NAME):
        return name
    said = [
        *_values(clues, "publisher", "byline", "json-ld", "meta"),
        *filter(None, [imprint.publisher]),
        *_values(clues, "publisher", "text"),
        *_corporate_authors(extracted, clues),
        *filter(None, map(reporting_body, _values(clues, "title", "text", "file"))),
    ]
    for value in said:
        name = without_site_line(without_rights(clean_label(value, _LONGEST_NAME)), url)
        if is_publisher(name):
            return name
    return host_name(url)


def _corporate_authors(extracted: Extracted, clues: Sequence[Clue]) -> Iterator[str]:
    opening = plain(" ".join((extracted.body[:3000], *extracted.removed[:20])))
    filed = [a for a in _values(clues, "author", "file") if plain(a) in opening]
    # of a page too; an agency writes for the papers that print it
    marked = [a for a in _values(clues, "author", "meta") if not names_agency(a)]
    return map(owner, filter(names_publisher, [*filed, *marked]))


def _author(clues: Sequence[Clue], publisher: str, given: str) -> str:
    names: list[str] = []
    values = (
        [given] if given.strip() else _values(clues, "author", "json-ld", "byline", "meta", "text")
    )
    for value in values:
        name = without_lead(clean_label(value, _LONGEST_NAME))
        new = plain(name) not in {plain(held) for held in names}
        if new and is_author(name, publisher):
            names.append(name)
    return ", ".join(names[:_AUTHORS])


# --- what ------------------------------------------------------------------------------------


def _title(
    raw: RawSource,
    extracted: Extracted,
    clues: Sequence[Clue],
    publisher: str,
    url: str,
    given: str,
) -> str:
    """Return the title: given, as shown where markup agrees, in markup, shown, or made up."""
    if title := clean_label(given, _LONGEST_TITLE):
        return title
    sites = [publisher, host_name(url), *_values(clues, "publisher", "json-ld", "meta", "byline")]
    sites = [clean_label(site, _LONGEST_NAME) for site in sites]

    def cleaned(*origins: str) -> list[str]:
        titles = (clean_label(value, _LONGEST_TITLE) for value in _values(clues, "title", *origins))
        return [title for title in (without_site(title, sites) for title in titles)
                if is_title(title, sites) and not starts_as_byline(title)]  # fmt: skip

    shown, marked = cleaned("text"), cleaned("json-ld", "meta")
    agreed = [title for title in shown if any(_same_title(title, other) for other in marked)]
    found = [*agreed, *marked, *shown, *cleaned("file")]
    return found[0] if found else _made_up(raw, extracted, publisher)


def _same_title(shown: str, marked: str) -> bool:
    """Tell whether markup names the title shown: whole, cut short, or with something around."""
    one, other = plain(shown), plain(marked.rstrip(" .…"))
    return one in other or (len(other) >= 15 and other in one)


def _made_up(raw: RawSource, extracted: Extracted, publisher: str) -> str:
    """Return a name for what has no title: its heading, file name, or first sentence.

    The line that names the publisher is none of them.
    """
    first, _, rest = extracted.body.partition("\n")
    if publisher and plain(first) == plain(publisher) and rest.strip():
        extracted = replace(extracted, body=rest.lstrip())
    heading = re.search(r"^#{1,6}[ \t]+(\S.*)$", extracted.body, re.MULTILINE)
    if heading and is_title(found := clean_label(heading[1], _LONGEST_TITLE), []):
        return found
    named = _readable_name(raw)
    candidates: Iterator[str] = filter(None, (_first_sentence(extracted.body), named))
    if extracted.format in ("pdf", "docx"):
        candidates = filter(None, (named, _first_sentence(extracted.body)))
    return next(candidates, "")


def _readable_name(raw: RawSource) -> str:
    """Return the file's name as words, or '' where it tells nothing."""
    name = unquote(PurePath(raw.name or raw.source).stem)
    name = re.sub(r"[\s_+\-.]+", " ", name).strip()
    letters = re.findall(r"[^\W\d_]{3,}", name)
    if len(letters) < 2 or _UNTOLD_NAME.match(plain(name)):
        return ""
    label = clean_label(name, _LONGEST_TITLE)
    return label[:1].upper() + label[1:]


def _first_sentence(body: str) -> str:
    text = re.sub(r"^[#>*\-\s|]+", "", body.lstrip())[:2000]
    spans = sentences(text, detect_language(text))
    sentence = clean_label(text[spans[0].start : spans[0].end] if spans else text, _LONGEST_TITLE)
    if len(sentence) <= _FALLBACK_TITLE:
        return sentence.rstrip(" .")
    cut = sentence[:_FALLBACK_TITLE].rpartition(" ")[0] or sentence[:_FALLBACK_TITLE]
    return cut.rstrip(" ,;:.") + "…"


def _language(extracted: Extracted) -> Language:
    """Return the language of the body; what the page declares counts where the body is short."""
    if len(words(extracted.body[:400])) < _FEW_WORDS:
        for language in _declared(extracted.clues):
            return language
    return detect_language(extracted.body)


def _declared(clues: Iterable[Clue]) -> Iterator[Language]:
    for clue in clues:
        for language in LANGUAGES:
            if clue.field == "language" and clue.value.strip().lower()[:2] == language:
                yield language
