"""Who published a document, where only the lines around its text say so: rights, heads, feet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.documents.bylines import read_byline
from assistant.documents.colophons import foot_names, named_in_colophon
from assistant.documents.folding import fold_letters, fold_line, same_length_fold, words
from assistant.documents.judging import Page
from assistant.documents.labels import is_section
from assistant.documents.marks import furniture_cue, furniture_share, is_button
from assistant.documents.prose import ends_sentence
from assistant.documents.publishers import names_arabic_press, names_body, names_publisher

_LONGEST = 7  # words of a name
_FOOT = 4  # last lines of a page
_SOURCE = re.compile(r"^\W*(?:sources?|المصدر)\s*:\s*", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\s*[-–—/]\s*(?:19|20)\d\d)?(?!\d)")
_MARK = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_RESERVED = re.compile(
    r"tous (?:les )?droits (?:de reproduction )?r[eé]serv[eé]s(?: (?:par|à|pour))?|"
    r"all rights reserved(?: (?:by|to))?|"
    r"(?:جميع |كافة |كل )?(?:ال)?حقوق (?:النشر )?(?:والطبع )?محفوظة(?: لدى| ل)?",
    re.IGNORECASE,
)
_CUT = re.compile(r"[.!,;|•·(\[،؛]\s|[.|]$|\s[-–—/|•·:]\s|\s[-–—]$")
_ENTRIES = re.compile(r"\s*[|•·]\s*")
_MAKERS = re.compile(
    r"\b(?:par|by|realis\w+|propuls\w+|powered|design\w*|develop\w+|theme|hosted|heberge\w*|"
    r"conception|creation|credits?|webmaster)\b|تصميم|تطوير|برمجه"
)
_GENERIC = re.compile(r"^(?:by|par)\s+(?=[A-ZÀ-Þ])|^ل?موقع\s+")
_TAIL = re.compile(
    r"\s(?:cgu|cgv|cookies?|mentions?|contact\w*|conditions|plan du site|sitemap|terms|privacy|"
    r"a propos|about|politique|confidentialite|nous contacter|legal|newsletter|rss|accueil)\b.*$"
)
_CREDIT = re.compile(r"photo|image|illustration|credit|صوره|تصوير|afp|reuters|getty|shutterstock")
_NO_NAME = re.compile(
    r"(?:partie|part|tome|vol|volume|numero|rapport|bilan|compte|note|annexe|version|page|edition|document|confidentiel|usage|draft|"
    r"report|annual|confidential|sommaire|table|press release|communique)\b"
)
_SIGNED = re.compile(r"\s*:\s+|\s+[-–—|•·]\s+|\s*\|\s*")
_SUFFIXED = re.compile(r"\s+(?:[-–—|•·»›]|::+)\s+|\s*\|\s*")  # a colon belongs to a headline
_SEPARATED = re.compile(r"\s+[-–—|•·/:]\s+|\s*[|•·]\s*|\t+")


def page_publisher(page: Page, top: int, chosen: Sequence[bool]) -> str:
    """Return the publisher that the lines around a page's article name, '' where they disagree.

    `top`: the place of the title. First صحيفة X beside the title, then the line that claims the
    rights, then a head that the foot repeats.
    """
    last = max((place for place, keep in enumerate(chosen) if keep), default=len(page) - 1)
    beside = range(max(top - 3, 0), min(top + 5, len(page)))
    for place in beside:
        if not chosen[place] and _is_name(name := named_source(page.text(place))):
            return name
        parts = [part.strip() for part in _SUFFIXED.split(page.text(place)) if part.strip()]
        press = [part for part in parts if names_arabic_press(part)]
        if not chosen[place] and len(parts) <= 2 and len(press) == 1:
            return press[0]
    around = [p for p in range(len(page)) if not chosen[p] and (p > last or p < top)]
    holders = {fold_line(name): name for p in around if (name := rights_holder(page.text(p)))}
    if len(holders) == 1:
        return next(iter(holders.values()))
    if holders:
        return ""
    texts = [segment.text for segment in page.segments]
    kept = " ".join(text for text, keep in zip(texts, chosen, strict=True) if keep)
    said = _repeated_head(page, top, last) or release_publisher(texts, kept)
    told = (named_in_colophon(page.text(p), foot=p >= len(page) - _FOOT) for p in around)
    said = said or next(filter(None, told), "")
    first = _bare(page.text(0)) if top > 1 and not chosen[0] else ""
    alone = _is_head(first) and names_publisher(first) and not re.search(r"[,;]|\b\d", first)
    return said or (first if alone else "")


def named_source(line: str) -> str:
    """Return the name in a line that says "Source : La Vie du Métal", '' without."""
    match = _SOURCE.match(line)
    return line[match.end() :].strip(" .") if match and len(words(line)) <= _LONGEST + 1 else ""


def is_release(line: str) -> bool:
    """Say whether a line is the label of a press release and nothing else."""
    return len(words(line)) <= 4 and bool(_RELEASE.search(fold_line(line)))


def rights_holder(line: str) -> str:
    """Return who claims the rights in a line, '' without: "© 2021 Le Fer. Mentions" is "Le Fer".

    A sign alone marks the credit of a picture: a year or words must say that it is about rights.
    """
    marked, reserved = _MARK.search(line), _RESERVED.search(line)
    if not (reserved or (marked and (_YEARS.search(line) or len(marked.group()) > 3))):
        return ""
    if marked and len(words(line[: marked.start()])) > _LONGEST:
        line = line[marked.start() :]  # a foot on one line: what stands before the sign is its menu
    line = _beside_the_claim(line)
    if len(line) > 300 or _CREDIT.search(fold_line(line)):
        return ""
    spaced = _MARK.sub(" ", _YEARS.sub(" | ", _RESERVED.sub(" | ", line)))
    for part in _CUT.split(" ".join(spaced.split()) + " "):
        tail = _TAIL.search(same_length_fold(part))
        name = part[: tail.start() if tail else None].strip(" .,;:-–—|*\"'«»،")
        name = _GENERIC.sub("", name)
        if name and furniture_share(name) < 0.8:
            return name if _is_name(name) and not _MAKERS.search(fold_line(name)) else ""
    return ""


def _beside_the_claim(line: str) -> str:
    """Return a line without the entries of a menu's row that do not stand beside the claim."""
    parts = [part for part in _ENTRIES.split(line) if part.strip()]
    claims = [n for n, part in enumerate(parts) if _MARK.search(part) or _RESERVED.search(part)]
    if len(parts) < 3 or not claims:
        return line
    ordered = [parts[n] for claim in claims for n in (claim, claim + 1, claim - 1)
               if 0 <= n < len(parts)]  # fmt: skip
    return " | ".join(dict.fromkeys(ordered))


def _is_name(text: str) -> bool:
    if not 1 <= len(words(text)) <= _LONGEST or len(text) < 3 or read_byline(text) is not None:
        return False
    return text[:1].isupper() or text[:1].isdigit() or "\u0600" <= text[:1] <= "\u06ff"


def _repeated_head(page: Page, top: int, last: int) -> str:
    """Return a short line above the title that a line of the foot opens with and says more.

    What follows it in the foot shows that it speaks of itself: rights, a year, how often it
    appears, where its office is. Else a head that signs beside the title ("La Gazette - A. Tazi").
    """
    heads = [
        (p, name) for p in range(top) for name in _head_names(page.text(p))
        if _is_head(name)
    ]  # fmt: skip
    for place, name in heads:
        folded = fold_line(name)
        for below in range(top + 1, len(page)):
            if place == 0 and below == len(page) - 1 and page.folded[below] == folded:
                return name
            ends = below >= len(page) - 2 and place < 3
            if foot_names(page.text(below), name, dated=below > last, ends=ends):
                return _as_spelt(name, page.text(below))
    lines = (_SIGNED.split(page.text(p)) for p in range(top + 1, min(top + 6, len(page))))
    beside = [fold_line(_bare(part)) for line in lines if 2 <= len(line) <= 3 for part in line]
    signed = (name for place, name in heads if place < 3 and fold_line(name) in beside)
    spelt = (full for p in range(min(top, 5)) if (full := expanded_initials(page.text(p))))
    return next(signed, "") or next(spelt, "")


def _head_names(line: str) -> list[str]:
    """Return a line, and the name before a motto where it has two parts."""
    parts = [part for part in _SEPARATED.split(line) if part.strip()]
    return [_bare(line), *([_bare(parts[0])] if len(parts) == 2 else [])]


def _bare(line: str) -> str:
    return line.strip(" .|-–—")


def _as_spelt(name: str, line: str) -> str:
    """Return a name in capitals as a line that holds it too spells it."""
    at = same_length_fold(line).find(same_length_fold(name))
    spelt = line[at : at + len(name)] if at >= 0 else name
    return spelt if name.isupper() else name


def is_signature(line: str, heads: Iterable[str]) -> bool:
    """Tell whether a line is a name from the page's head, a dash, and who wrote: no title."""
    parts = [part.strip() for part in _SUFFIXED.split(line) if part.strip()]
    if len(parts) != 2 or not 1 <= len(words(parts[1])) <= 5 or re.search(r"[\d.:?!؟]", parts[1]):
        return False
    return fold_line(parts[0]) in {fold_line(_bare(head)) for head in heads}


def _is_head(name: str) -> bool:
    if not _is_name(name) or ends_sentence(name):
        return False
    if len(words(name)) > 5 and not names_publisher(name):
        return False
    return not is_button(name) and not furniture_cue(name) and len(fold_line(name)) >= 4


def suffix_of(marked: str, title: str) -> str:
    """Return the site's name behind or before the title in `<title>`, '' where there is none."""
    one, other = fold_line(marked), fold_line(title)
    if len(other) < 12 or other not in one or not _SUFFIXED.search(marked):
        return ""
    parts = [part.strip() for part in _SUFFIXED.split(marked) if part.strip()]
    apart = [part for part in parts if fold_line(part) not in other and not is_section(part)]
    ends = [part for part in apart if part in (parts[0], parts[-1])]
    names = [part for part in ends if _is_name(part) and furniture_share(part) < 0.8
             and not _NO_NAME.match(fold_line(part))]  # fmt: skip
    return names[-1] if names and fold_line(names[-1]) not in other else ""


def named_above(marked: str, lines: Iterable[str], title: str) -> str:
    """Return the part of a `<title>` that is a line of the page too, and not the article's title.

    "Métal Sud : Un four neuf" over a line "Métal Sud": two that agree on the site's name.
    """
    shown = {fold_line(_bare(line)) for line in lines if len(words(line)) <= _LONGEST}
    parts = [_bare(part) for part in re.split(r"\s*[:|–—•·»›]+\s+|\s+-\s+", marked)]
    names = [part for part in parts if fold_line(part) in shown and _is_head(part)]
    told = [name for name in names if not is_section(name) and not _same(name, title)]
    return told[0] if len(told) == 1 and not _NO_NAME.match(fold_line(told[0])) else ""


def site_of_sections(marked: str) -> str:
    """Return the name in a `<title>` that is a name and sections: "Métal Sud :: Actualités"."""
    parts = [part.strip() for part in _SUFFIXED.split(marked) if part.strip()]
    names = [part for part in parts if not is_section(part)]
    return names[0] if len(parts) > 1 and len(names) == 1 and _is_name(names[0]) else ""


def expanded_initials(line: str) -> str:
    """Return the name in a line of initials and name: "AMF - Agence du Métal et du Fer"."""
    parts = [part.strip() for part in re.split(r"\s+[-–—|:]\s+|\s*[()]", line) if part.strip()]
    if len(parts) != 2:
        return ""
    for initials, name in (parts, parts[::-1]):
        capitals = "".join(w[0] for w in re.findall(r"[^\W\d_]+", name) if w[0].isupper())
        if re.fullmatch(r"[A-Z]{3,8}", initials) and fold_line(capitals) == fold_line(initials):
            return name
    return ""


def head_publisher(heads: Iterable[str], title: str, body: str) -> str:
    """Return the publisher that the running lines of a laid-out document name, or ''.

    A part of such a line that names a body or a newspaper, and that the title page or the text
    names too, or that stands beside the document's title.
    """
    opening = fold_line(f"{title} {body[:3000]}")
    for head in heads:
        parts = [part for part in _SEPARATED.split(head) if part.strip()]
        beside = any(_same(part, title) for part in parts)
        for name in _names_in(parts, title):
            if beside or fold_line(name) in opening:
                return name
    return ""


def _names_in(parts: Sequence[str], title: str) -> Iterator[str]:
    for part in parts:
        name = part.strip(" .,;:-–—|")
        told = names_publisher(name) or names_body(name)
        if told and not _same(name, title) and not _NO_NAME.match(fold_line(name)):
            yield name


def _same(one: str, other: str) -> bool:
    return bool(other) and fold_line(one).strip(" .") == fold_line(other).strip(" .")


_ABOUT = re.compile(r"^(?:about|a propos (?:de |d')|حول |عن )\s*", re.IGNORECASE)
_RELEASE = re.compile(fold_letters(r"\b(?:press release|communique(?: de presse)?)\b|بلاغ صحفي"))


def release_publisher(lines: Sequence[str], body: str) -> str:
    """Return who sends a press release: who its last lines are "About", if its text names them."""
    if not any(_RELEASE.search(fold_line(line)) for line in lines[:8]):
        return ""
    for line in lines[-8:]:
        bare = line.lstrip("#*_ ")
        match = _ABOUT.match(same_length_fold(bare))
        name = re.split(r"[:.,*]|\s[-–—]\s", bare[match.end() :])[0].strip(" *_#") if match else ""
        if name and _is_name(name) and fold_line(name) in fold_line(body[:2000]):
            return name
    return ""
