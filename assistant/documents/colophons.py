"""Lines in which a site or paper speaks of itself: its imprint, its rights, its consent box."""

from __future__ import annotations

import re

from assistant.documents.folding import fold_letters, fold_line, same_length_fold, words
from assistant.documents.publishers import names_agency, names_body, names_publisher

_LONGEST = 7  # words of a name
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LEGAL = re.compile(
    r"mentions|droits|rights|reserve|contact|conditions|plan du site|decline|responsab|a propos|"
    r"about|terms|privacy|copyright|confidentialite|editeur|edite par|حقوق|اتصل|من نحن|شروط"
)
_PERIODICAL = re.compile(
    fold_letters(
        r"\b(?:hebdomadaire|quotidien|mensuel|bimensuel|bimestriel|trimestriel|weekly|daily|"
        r"fortnightly|monthly|quarterly|depot legal|issn|isbn|tel(?:ephone)?|phone|fax|avenue|"
        r"boulevard|rue|route|quai|bd|b\.?p\.?|street|road|siege|edite|publie|published|ltd|"
        r"publication)\b|@|يومية|أسبوعية|شهرية|الإيداع القانوني|الهاتف|شارع|تصدر"
    )
)
_NAME = r"(?P<name>[^.,;:|()،؛]{3,70}?)"
_CONSENT = re.compile(
    rf"^(?:(?:avec votre accord|with your consent|bienvenue)[,.]? )?{_NAME} "
    r"(?:et (?:ses|nos)|and (?:its|our)) (?:\d+ )?(?:partenaires|partners|fournisseurs|vendors)\b"
)
_EDITED = re.compile(
    fold_letters(
        rf"(?:\b(?:edite|publie|diffuse)e?s? par|\bune publication (?:de|du|des)|"
        rf"\b(?:is )?published by|\ba publication of|(?:تصدر|يصدر|يصدره|تصدره) عن) "
        rf"(?:la |le |les |l'|the )?{_NAME}(?=$|[.,;:|()،؛]|\s[-–—]\s)"
    )
)
_SUBJECT = re.compile(
    rf"^\W*{_NAME}(?:,? (?:est|is)|(?:,| [-–—]) (?:une? |le |la |a )?(?:site|journal|magazine|"
    r"revue|portail|quotidien|hebdomadaire|mensuel|website|newspaper|newsletter)(?: [a-z']+){0,2}) "
    r"(?:editee?|publiee?|une publication|published|a publication)\b"
)


def foot_names(line: str, name: str, *, dated: bool = True, ends: bool = False) -> bool:
    """Tell whether a line opens with a name and goes on as an imprint does, or claims its rights.

    `dated`: a year is enough; in a sentence of the text it is not. `ends`: on the last lines of a
    page whose head it is, a dash or bar behind the name is.
    """
    folded, foot = fold_line(name), fold_line(line).strip(" .|-–—*_")
    claimed, foot = foot.startswith("©"), foot.strip("© ")
    if not folded or not foot.startswith(folded):
        return False
    rest = foot[len(folded) :]
    if claimed and (not rest or not rest[0].isalnum()):
        return True
    if ends and re.match(r"\s+[-–—|•·]\s|\s*\|", rest):
        return True
    told = _LEGAL.search(rest) or _PERIODICAL.search(rest) or (dated and _YEARS.search(rest))
    return bool(rest) and not rest[0].isalnum() and bool(told)


def named_in_colophon(line: str, *, foot: bool = False) -> str:
    """Return who publishes by a line of a page's edge: "La Gazette et ses 12 partenaires …".

    A paper that says by whom it is edited is the publisher itself; without one, the editor is.
    `foot`: a body with its address is; elsewhere on a page that is an advertiser.
    """
    if len(line) > 400:
        return ""
    body = re.split(r"[,.|:(]|\s[-–—•·]\s", line, maxsplit=1)[0].strip()
    if foot and names_body(body) and not names_agency(body) and foot_names(line, body, dated=False):
        return body  # with its address; a release's contact is an agency's
    same = same_length_fold(line)
    for pattern in (_CONSENT, _SUBJECT, _EDITED):
        match = pattern.search(same)
        name = line[match.start("name") : match.end("name")].strip() if match else ""
        name = name[:1].upper() + name[1:]
        if 1 <= len(words(name)) <= _LONGEST and _shows(name, pattern is not _EDITED):
            return name
    return ""


def _shows(name: str, alone: bool) -> bool:
    """Tell whether a name shows to be one; where it opens its line, capitals are enough."""
    if names_publisher(name):
        return True
    told = re.findall(r"[^\W\d_]{3,}", name)
    plain = fold_line(name) in ("nous", "we", "notre site", "our site", "ce site", "this site")
    return alone and not plain and bool(told) and all(word[0].isupper() for word in told)
