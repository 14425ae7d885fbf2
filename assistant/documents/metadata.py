"""What a web page says of itself in its markup: JSON-LD, meta elements, links, time elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from assistant.documents.folding import tidy
from assistant.schema import Clue

_LONGEST = 500  # characters of one clue: a page may say anything

# names of <meta name|property|itemprop>, lower case -> field of a clue; first come, first named
_META = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "dc:title", "headline",
              "parsely-title", "sailthru.title", "twitter:title", "title"),
    "published": ("article:published_time", "article:published", "og:published_time",
                  "og:article:published_time", "datepublished", "date_published", "published_time",
                  "publishdate", "publish_date", "publish-date", "pubdate", "published-date",
                  "publication_date", "publication-date", "dc.date.issued", "dcterms.issued",
                  "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "dc:date",
                  "citation_publication_date", "citation_date", "citation_online_date",
                  "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
                  "article_date_original", "originalpublicationdate", "date", "rnews:datepublished",
                  "cre", "displaydate", "article.published", "datecreated"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "date_modified",
                 "last-modified", "lastmod", "dcterms.modified", "dc.date.modified",
                 "modified_time", "updated_time", "revised"),
    "author": ("author", "article:author_name", "dc.creator", "dcterms.creator", "dc:creator",
               "citation_author", "parsely-author", "sailthru.author", "byl", "creator",
               "article:author", "twitter:creator"),
    "publisher": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher",
                  "dc:publisher", "citation_journal_title", "citation_publisher", "publisher",
                  "parsely-site", "apple-mobile-web-app-title", "copyright"),
    "url": ("og:url", "citation_public_url", "citation_fulltext_html_url", "parsely-link",
            "twitter:url", "dc.identifier"),
    "language": ("og:locale", "dc.language", "dcterms.language", "citation_language",
                 "content-language", "language"),
}  # fmt: skip
_FIELD_OF = {name: field for field, names in _META.items() for name in names}

_ARTICLES = frozenset({
    "article", "newsarticle", "blogposting", "reportagenewsarticle", "analysisnewsarticle",
    "opinionnewsarticle", "backgroundnewsarticle", "reviewnewsarticle", "advertisercontentarticle",
    "liveblogposting", "report", "scholarlyarticle", "techarticle", "socialmediaposting",
})  # fmt: skip
_PAGES = frozenset({"webpage", "itempage", "aboutpage", "medicalwebpage"})


def page_clues(tree: HtmlElement, text: str) -> list[Clue]:
    """Return the clues of a page's markup, the most trusted kinds first; `text` is its source."""
    clues = [
        *_json_ld(tree),
        *_metas(tree),
        *_microdata(tree),
        *_addresses(tree, text),
        *_languages(tree),
    ]
    return list(dict.fromkeys(clue for clue in clues if clue.value))


def _clue(field: str, origin: str, value: object) -> Clue:
    return Clue(field, origin, tidy(str(value))[:_LONGEST])


# --- JSON-LD ----------------------------------------------------------------------------------


def _json_ld(tree: HtmlElement) -> Iterator[Clue]:
    things = [
        thing
        for script in tree.xpath('//script[contains(@type, "ld+json")]')
        for thing in _things(read_loose_json(script.text_content() or ""), 0)
    ]
    named = {str(t["@id"]): t for t in things if "@id" in t and len(t) > 2}
    articles = [t for t in things if _types(t) & _ARTICLES]
    for thing in articles[:1] or [t for t in things if _types(t) & _PAGES][:1]:
        yield from _thing_clues(thing, named, is_article=bool(articles))
    if not articles:
        for site in (t for t in things if "website" in _types(t)):
            yield _clue("publisher", "json-ld", _name(site))


def _thing_clues(
    thing: dict[str, Any], named: dict[str, Any], *, is_article: bool
) -> Iterator[Clue]:
    yield _clue("title", "json-ld", _text(thing.get("headline")) or _text(thing.get("name")))
    yield _clue(
        "published", "json-ld", _text(thing.get("datePublished") or thing.get("dateCreated"))
    )
    yield _clue("modified", "json-ld", _text(thing.get("dateModified")))
    for person in _many(thing.get("author") or thing.get("creator")):
        yield _clue("author", "json-ld", _name(_resolve(person, named)))
    for organisation in _many(thing.get("publisher") or thing.get("sourceOrganization")):
        yield _clue("publisher", "json-ld", _name(_resolve(organisation, named)))
    if not is_article:
        yield _clue("publisher", "json-ld", _name(_resolve(thing.get("isPartOf"), named)))
    yield _clue("url", "json-ld", _address(thing, named))
    for language in _many(thing.get("inLanguage")):
        yield _clue("language", "json-ld", _text(language) or _name(language))


def _address(thing: dict[str, Any], named: dict[str, Any]) -> str:
    page = _resolve(thing.get("mainEntityOfPage"), named)
    if isinstance(page, dict):
        page = page.get("url") or page.get("@id")
    for value in (_text(thing.get("url")), _text(page), _text(thing.get("@id"))):
        if value.startswith(("http://", "https://")):
            return value
    return ""


def read_loose_json(text: str) -> Any:
    """Return the value of JSON as pages write it; None where it is beyond repair.

    Tolerates comments and CDATA around it, raw line ends in strings, trailing commas, several
    values one after the other, and HTML comments.
    """
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)", "", text)
    text = (
        re.sub(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$", "", text).strip().rstrip(";")
    )
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text), _escaped(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _several(text) or _salvaged(text)


def _escaped(text: str) -> str:
    return re.sub(r'\\(?!["\\/bfnrtu])', r"\\\\", re.sub(r",\s*([}\]])", r"\1", text))


def _several(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    place = 0
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return values
        values.append(value)
        place += len(text[place:]) - len(text[place:].lstrip(" \t\r\n,;"))
    return values


_PAIR = re.compile(
    r'"(headline|datePublished|dateModified|inLanguage|url)"\s*:\s*"((?:[^"\\\n]|\\.){1,500})"'
)


def _salvaged(text: str) -> dict[str, Any] | None:
    """Take the plain pairs out of JSON that no repair made readable."""
    pairs: dict[str, Any] = {}
    for key, value in _PAIR.findall(text):
        pairs.setdefault(key, value.replace('\\"', '"').replace("\\/", "/"))
    if "datePublished" not in pairs and "headline" not in pairs:
        return None
    person = re.search(r'"author"\s*:\s*[\[{][^}]{0,300}?"name"\s*:\s*"([^"]{1,100})"', text)
    if person:
        pairs["author"] = person.group(1)
    return {"@type": "Article", **pairs}


def _things(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"):
            if isinstance(value.get(key), list | dict):
                yield from _things(value[key], depth + 1)


def _types(thing: dict[str, Any]) -> set[str]:
    return {_text(t).rpartition("/")[2].lower() for t in _many(thing.get("@type"))}


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value[:20] if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return str(value) if isinstance(value, str | int | float) and value is not True else ""


def _name(thing: Any) -> str:
    if isinstance(thing, dict):
        return _text(thing.get("name") or thing.get("alternateName") or thing.get("legalName"))
    text = _text(thing)
    return "" if text.startswith(("http://", "https://", "#", "/")) else text


def _resolve(value: Any, named: dict[str, Any]) -> Any:
    if isinstance(value, dict) and "name" not in value and str(value.get("@id")) in named:
        return named[str(value["@id"])]
    return value


# --- meta, microdata, links --------------------------------------------------------------------


def _metas(tree: HtmlElement) -> Iterator[Clue]:
    for meta in tree.iter("meta"):
        names = (
            meta.get("property"),
            meta.get("name"),
            meta.get("itemprop"),
            meta.get("http-equiv"),
        )
        value = meta.get("content") or ""
        for name in filter(None, names):
            field = _FIELD_OF.get(name.strip().lower())
            if field and value.strip() and not _is_profile(field, value):
                yield _clue(field, "meta", value)


def _is_profile(field: str, value: str) -> bool:
    return field == "author" and value.startswith(("http://", "https://", "@"))


def _microdata(tree: HtmlElement) -> Iterator[Clue]:
    fields = {"datepublished": "published", "datecreated": "published", "datemodified": "modified"}
    for element in tree.xpath("//*[@itemprop]"):
        if element.tag == "meta":
            continue  # read with the others
        field = fields.get((element.get("itemprop") or "").lower())
        if field:
            value = element.get("datetime") or element.get("content") or element.get("title")
            value = value or element.text_content()
            yield _clue(field, "meta", value)
    for element in tree.xpath("//time[@datetime]"):
        names = " ".join((element.get("class") or "", element.get("itemprop") or "")).lower()
        if re.search(r"updat|modif", names):
            yield _clue("modified", "meta", element.get("datetime"))
        elif element.get("pubdate") is not None or re.search(r"publish|entry-date|pubdate", names):
            yield _clue("published", "meta", element.get("datetime"))


def _addresses(tree: HtmlElement, text: str) -> Iterator[Clue]:
    for link in tree.xpath('//link[@rel="canonical"]/@href'):
        if str(link).startswith(("http://", "https://")):
            yield _clue("url", "meta", link)
    saved = re.search(r"<!--\s*saved from url=\(\d+\)\s*(https?://\S+?)\s*-->", text[:20_000])
    saved = saved or re.search(r"Page saved with SingleFile\s+url:\s*(https?://\S+)", text[:20_000])
    if saved:
        yield _clue("url", "url", saved.group(1))


def _languages(tree: HtmlElement) -> Iterator[Clue]:
    root = tree.getroottree().getroot()
    value = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or root.get("xml:lang")
    )
    if value:
        yield _clue("language", "meta", value)
