"""The name that a site gives itself in its header: its logo, the link to its front page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from assistant.documents.folding import fold_line, tidy, words
from assistant.documents.labels import is_publisher
from assistant.documents.marks import furniture_share, is_button

_LONGEST = 7  # words of a name
_HOME = re.compile(
    r"(?:\.?/)?(?:(?:fr|ar|en)/?)?(?:(?:index|default|home|accueil)\.(?:html?|php|aspx?|jsp))?"
)
_SITE = re.compile(
    r"(?:^|[\s_-])(?:(?:site|blog|header|custom|main)[_-]*(?:title|name|titre|nom|brand(?:ing)?|logo)"
    r"|logo|navbar-brand|brand)(?:$|[\s_-])"
)
_AROUND = re.compile(
    r"^(?:le |the )?(?:logo|logotype|شعار)(?: (?:de la|de l'|du|des|de|of|for)\b)?[\s:'–—-]*|"
    r"[\s|:,–—-]+(?:(?:retour a|aller a|back to|go to) )?(?:l'|la |the )?"
    r"(?:logo|accueil|page d'accueil|home ?page|home)$|"
    r"^(?:accueil|home)[\s|:,–—-]+"
)
_FEED = re.compile(
    r"\s*(?:[»>|:–—-]|&raquo;)\s*(?:[^»>|]*\s)?(?:flux|feed|rss|atom|comment\w*)\b.*$|"
    r"^(?:flux|feed|rss|atom)(?: rss)?(?: (?:de|du|of))?\s*[:»|–-]?\s*|\s+(?:rss|atom|feed)$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(?:logo|accueil|home ?page|retour|back|image|banner|bannere?|menu|header|footer|mobile|"
    r"desktop|retina|blanc|white|dark|noir|default|principal)\b|شعار|[_/]|\.(?:png|jpe?g|gif|svg|webp)\b"
)


def logo_name(tree: HtmlElement) -> str:
    """Return the site's name as its header's logo or link to the front page says it, '' without.

    The first one before the article's heading; a partner's logo in the foot is not looked at.
    """
    for element in _header(tree):
        if not (_leads_home(element) or _SITE.search(_names(element))):
            continue
        for said in _said(element):
            if name := _cleaned(said):
                return name
    return ""


def feed_name(tree: HtmlElement) -> str:
    """Return the site's name in the titles of its feed or search, '' without."""
    links = tree.xpath("//link[@title][contains(@type, 'rss') or contains(@type, 'atom')]")
    links += tree.xpath("//link[@title][contains(@type, 'opensearch')]")
    names = {_cleaned(_FEED.sub("", tidy(link.get("title")))) for link in links[:6]} - {""}
    return min(names, key=len) if names else ""


def _header(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements of the body up to the first heading that is not in the logo itself."""
    body = tree.find("body")
    for element in body.iter() if body is not None else ():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("article", "main", "footer", "h2"):
            return
        logo = _SITE.search(_names(element)) or element.xpath(".//a[@rel='home'] | .//a[@href='/']")
        if element.tag == "h1" and not logo:
            return
        yield element


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()[:300]


def _leads_home(element: HtmlElement) -> bool:
    if element.tag != "a":
        return False
    href = (element.get("href") or "").strip()
    if "home" in (element.get("rel") or "").split():
        return True
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    # the root of another host may be a partner's or a social network's
    return (
        bool(href) and not parts.netloc and bool(parts.path) and bool(_HOME.fullmatch(parts.path))
    )


def _said(element: HtmlElement) -> Iterator[str]:
    yield tidy(element.text_content())
    for image in element.iter("img"):
        yield tidy(image.get("alt") or "")
    yield tidy(element.get("alt") or "")
    yield tidy(element.get("aria-label") or "")
    yield tidy(element.get("title") or "")


def _cleaned(said: str) -> str:
    """Return a name without "Logo of …" or "… - Home" around it, '' for what is no name."""
    folded = fold_line(said)
    name = said
    if len(folded) == len(said):  # places in the one are places in the other
        for match in reversed(list(_AROUND.finditer(folded))):
            name = name[: match.start()] + name[match.end() :]
    name = name.strip(" |:,.–—-")
    if not 1 <= len(words(name)) <= _LONGEST or len(name) < 3 or not name[0].isalnum():
        return ""
    if furniture_share(name) >= 0.8 or is_button(name) or _GENERIC.search(fold_line(name)):
        return ""
    if name[0].islower() and len(words(name)) > 1:
        return ""  # a description of the picture, or a link's sentence
    return name if is_publisher(name) else ""
