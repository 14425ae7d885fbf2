"""Clean the short texts that name things: titles, publishers, authors."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from assistant.language.calendar_words import fold_with_offsets

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SEPARATOR = re.compile(r"\s+[|–—·•»:/-]+\s+|\s*[|]\s*")
_SUBDOMAINS = re.compile(r"^(?:www\d?|m|mobile|amp|fr|ar|en|web)\.(?=[^.]+\.)")
_RIGHTS = re.compile(
    r"©|\(c\)|copyright|tous droits réservés|all rights reserved|(?:جميع )?الحقوق محفوظة",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)\d\d)?(?!\d)")
_PLATFORMS = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|linkedin|youtube|instagram|t|whatsapp|google|googleusercontent|"
    r"archive|dropbox|sharepoint|onedrive|scribd|issuu|amazonaws|cloudfront|googleapis|ampproject|"
    r"cdn|cloudinary|wetransfer|bit)\.[a-z.]{2,6}$"
)
_NO_TITLE_WORDS = (
    "accueil|home|homepage|page d'accueil|menu|recherche|rechercher|search|actualite|actualites|"
    "actu|news|article|articles|blog|index|untitled|sans titre|untitled document|document|word|"
    "microsoft word|error|erreur|404|not found|page not found|connexion|login|newsletter|"
    "just a moment|commentaires|vos commentaires|laisser un commentaire|comments|leave a comment|"
    "les plus lus|a lire aussi|lire aussi|articles similaires|most read|related articles|"
    "التعليقات|تعليقات|اقرا ايضا|الاكثر قراءة|"
    "الرئيسية|الصفحة الرئيسية|اخبار|القائمة|بحث|مقال".split("|")
)
_SECTIONS_WORDS = (
    "economie|economy|eco|politique|politics|societe|society|culture|sport|sports|monde|world|"
    "international|national|nation|regions|region|maroc|morocco|afrique|africa|industrie|industry|"
    "industries|entreprise|entreprises|business|finance|finances|bourse|emploi|automobile|auto|"
    "energie|energy|actualite|actualites|actu|actus|news|infos|info|a la une|la une|une|dossier|"
    "dossiers|magazine|opinion|opinions|tribune|tribunes|blog|blogs|evenement|evenements|events|"
    "communique|communiques|communiques de presse|presse|revue de presse|non classe|uncategorized|"
    "tech|high tech|hi tech|technologie|technologies|sciences|sante|education|formation|"
    "اقتصاد|سياسة|مجتمع|رياضة|ثقافة|دولي|وطني|اخبار|الاخبار|الاقتصاد|جهات|مال واعمال".split("|")
)
_NO_PUBLISHER_WORDS = (
    "wordpress|my site|my blog|mon site|mon blog|site|website|blogger|joomla|drupal|wix|"
    "just another wordpress site|un site utilisant wordpress|admin|default|test|localhost".split(
        "|"
    )
)
_DESKS = (
    "admin|administrateur|administrator|redaction|webmaster|web master|editor|editeur|staff|"
    "user|root|author|auteur|anonyme|anonymous|unknown|inconnu|invite|guest|desk|newsroom|"
    "news room|superuser|super user|team|equipe|contributeur|contributor|journaliste|journalist|"
    "moderateur|test|owner|hp|dell|هيئة التحرير|التحرير|المحرر|إدارة الموقع|الإدارة|كاتب".split("|")
)
_LEADS = (
    "par|by|auteur|auteurs|author|de notre envoye special|بقلم|كتبه|كتبها|كتب|إعداد|من طرف|"
    "بواسطة".split("|")
)
_AFTER_NAME = re.compile(r"\s+[|•·–—/-]\s+.*$|\s*[,;(].*$|\s+(?:le|on|at|à|@)\s+\d.*$|\s*<.*$")


def clean_label(text: str, longest: int) -> str:
    """Return `text` as one plain line of `longest` characters or fewer, entities decoded."""
    text = html.unescape(html.unescape(text[: 8 * longest]))
    text = unicodedata.normalize("NFC", _TAG.sub(" ", text))
    shown = "".join(c if c.isprintable() else " " for c in _UNSEEN.sub("", text))
    text = " ".join(shown.split()).strip(" |•·–—")
    if len(text) <= longest:
        return text
    return text[: longest - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"


def plain(text: str) -> str:
    """Return `text` as it is compared: folded letters and digits, single spaces."""
    return " ".join(_WORD.findall(fold_with_offsets(text)[0]))


def without_site(title: str, sites: Iterable[str]) -> str:
    """Return a title without the site's name before or after it, or its own repetition."""
    names = {_compact(site) for site in sites} - {""}
    while len(parts := _SEPARATOR.split(title)) > 1:
        first, last = parts[0], parts[-1]
        half = len(parts) // 2
        if len(parts) % 2 == 0 and parts[:half] == parts[half:]:
            title = title[: title.index(first, len(first))].rstrip(" |–—·•»:/-")
        elif _compact(last) in names:
            title = title[: title.rindex(last)].rstrip(" |–—·•»:/-")
        elif _compact(first) in names and not re.match(r"\s*:", title[len(first) :]):
            title = title[title.index(first) + len(first) :].lstrip(" |–—·•»:/-")
        else:
            break
    return title


def _compact(name: str) -> str:
    """Return a name as hosts write it: "La Gazette.ma" is lagazettema."""
    return plain(name).replace(" ", "")


def is_title(title: str, sites: Sequence[str]) -> bool:
    """Tell whether a text can be a title: not a menu's word, an address or the site's name."""
    said = plain(title)
    if len(said) < 4 or said in _NO_TITLE or said in _SECTIONS:
        return False
    if re.match(r"https?://|www\.", title):
        return False
    return _compact(title) not in {_compact(site) for site in sites if site}


def is_section(text: str) -> bool:
    """Tell whether a text is a word of menus: a section's name, "Accueil", "Article"."""
    return plain(text) in _SECTIONS or plain(text) in _NO_TITLE


def is_publisher(name: str) -> bool:
    """Tell whether a text can name a publisher: not a section, a default or an address."""
    said = plain(name)
    if len(said) < 2 or is_section(name) or said in _NO_PUBLISHER:
        return False
    return not re.match(r"https?://|@", name) and len(said.split()) <= 10


def is_author(name: str, publisher: str) -> bool:
    """Tell whether a text can name a person or an agency: not the publisher or a desk."""
    said = plain(name)
    if len(said) < 2 or len(said.split()) > 7 or re.search(r"\d|https?:|@|www\.", name):
        return False
    return _compact(name) != _compact(publisher) and not _DESK.fullmatch(said)


def without_rights(name: str) -> str:
    """Return who holds the rights in a line that claims them: "© 2019 Le Fer" is "Le Fer"."""
    if not _RIGHTS.search(name):
        return name
    return " ".join(_RIGHTS.sub(" ", _YEARS.sub(" ", name)).split()).strip(" .,;:-–—|")


def without_lead(name: str) -> str:
    """Return an author's name without "Par …" before it and a date or function after it."""
    lead = _LEAD.match(name)
    name = name[lead.end() :] if lead else name
    return _AFTER_NAME.sub("", name).strip(" :.,-–—|")


def host_name(url: str) -> str:
    """Return the host of an address as a site's name, or '' for a platform of others' pages."""
    host = urlsplit(url).hostname or ""
    host = _SUBDOMAINS.sub("", host)
    return "" if not host or _PLATFORMS.search(host) or re.fullmatch(r"[\d.:]+", host) else host


def without_site_line(name: str, url: str) -> str:
    """Return a site's name without its motto: "Gazette - Toute l'actualité" is "Gazette"."""
    parts = [part for part in re.split(r"\s+[|–—·•:»›-]+\s+", name) if part.strip()]
    if len(parts) < 2:
        return name
    host = re.sub(r"\W", "", plain(host_name(url)))
    named = [part for part in parts if host and re.sub(r"\W", "", plain(part)) in host]
    return (named or parts)[0].strip()


_NO_TITLE = frozenset(map(plain, _NO_TITLE_WORDS))
_SECTIONS = frozenset(map(plain, _SECTIONS_WORDS))
_NO_PUBLISHER = frozenset(map(plain, _NO_PUBLISHER_WORDS))
_DESK = re.compile(rf"(?:la |le |l |the |equipe )?(?:{'|'.join(map(plain, _DESKS))})(?: .*)?")
_LEAD = re.compile(
    r"(?:(?:article|texte|propos|publié|rédigé|écrit|recueillis?|posté|posted|written|published|"
    rf"reported|edited)\s+){{0,2}}(?:{'|'.join(_LEADS)})(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
