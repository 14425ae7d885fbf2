"""What the first lines of a laid-out document say of its origin: an imprint, a cover, an issue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.documents.colophons import foot_names, named_in_colophon
from assistant.documents.day_patterns import DATE
from assistant.documents.folding import (
    fold_letters,
    fold_line,
    is_arabic,
    same_length_fold,
    words,
)
from assistant.documents.publishers import dates_itself, names_body, names_publisher, owner

_LINES = 6
_LONGEST_LINE = 300  # an imprint of three sentences; a longer paragraph is the text
_LONGEST_HEAD = 110
_LONGEST_NAME = 7  # words
_FEET = 4  # last lines of a text among which its imprint stands
_SUBJECT = re.compile(r"(?:(?!\s-\s)[^.|(,،–—:])+")
_ASIDE = re.compile(r"\s*\([^()]{2,20}\)")  # "(OMT)" behind the name
_JOIN = re.compile(
    r"^\W*(?:(?:le|the|on|في|يوم|بتاريخ)\b)?\W*|[\s,،|–—-]*(?:\b(?:le|the|on|في|يوم|بتاريخ))?\s*$"
)
_PUBLISHED = re.compile(
    r"(?:\b(?:publie|paru|edite|diffuse|mise? en ligne|imprime|depot legal|"
    r"(?:date de )?(?:publication|parution|diffusion))e?s?"
    r"(?:\s*:\s*|\s+(?:le|en)\s+|\s+)|\b(?:published|issued|released)(?:\s*:\s*|\s+(?:on|in)\s+|\s+)"
    r"|(?:نشر|نشرت|صدر|صدرت)\s+(?:في|يوم|بتاريخ|شهر)?\s*)$"
)  # fmt: skip
_ISSUE = re.compile(
    r"(?:\bn[°ºo]\.?|\bnum(?:ero|\.)|\bissue|\bedition n[°ºo]|\bvol(?:ume|\.)?|(?:ال)?عدد)"
    r"\s*:?\s*\d{1,5}\s*[,،|:(–—-]?\s*(?:(?:le|of)\s+)?"
)
_LAW = re.compile(
    fold_letters(r"\b(?:loi|decret|arrete|dahir|circulaire|law|decree|act)\b|قانون|مرسوم|ظهير|قرار")
)
_WHO = re.compile(
    r"(?:auteur|emetteur|editeur|organisme|edition|publisher|issued by|published by|author|"
    r"الناشر|اصدار|اعداد)\s*:\s*(?=\S)"
)
_REPORT = re.compile(
    r"(?:rapport (?:annuel|d'activite|moral|financier)|bulletin|lettre|communique|annual report)"
    r"(?: (?:mensuel|trimestriel|d'information|de presse))?(?: (?:19|20)\d\d(?:-\d{2,4})?)?"
    r"(?: n[°ºo]\.? ?\d+)? (?:de la |du |de l'|des |d'|of (?:the )?)"
)
_PARTS = re.compile(r"\s+[-–—/]\s+|\s*[|•·]\s*|\t+")
_NO_COVER = re.compile(
    r"(?:programme|reseau|centre|fonds|forum|pole|ordre|ecole|groupe|program|network|fund)\b"
)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What an opening says of its publisher and day; days as they are written, '' where unsaid."""

    publisher: str = ""
    published: str = ""  # behind a label: "publié le 27 mars 2025"
    issued: str = ""  # beside the number of an issue: "n° 9 - février 2025"


def read_imprint(body: str, form: str, around: Sequence[str] = ()) -> Imprint:
    """Return what the opening of a PDF, Word, Markdown or text document says of its origin.

    "Observatoire du fer (OF). Étude n° 7, mai 2024", "La Gazette, 3 mai 2016", a body's name that
    stands alone on a cover, a name that the last lines repeat with their imprint. `around`: the
    lines cut from the text; the running ones of pages may number the issue too. A sentence of the
    text that mentions a body or a day is not read.
    """
    opening = list(_opening(body))
    read = [imprint for line in opening if (imprint := _read_line(line)) is not None]
    laid_out = form in ("pdf", "docx")
    publisher = next((one.publisher for one in read if one.publisher), "")
    issues = [*opening, *around] if laid_out else []
    feet = [*body.rsplit("\n", _FEET)[-_FEET:], *around[-_FEET:]]
    return Imprint(
        publisher
        or _in_feet(opening, feet)
        or next(filter(None, map(_in_head, around if laid_out else ())), "")
        or next(
            (name for line in feet if laid_out and (name := named_in_colophon(line, foot=True))), ""
        )
        or (_on_cover(opening) if laid_out else ""),
        next((one.published for one in read if one.published), ""),
        next((day for line in issues if len(line) <= _LONGEST_HEAD and (day := _issued(line))), "")
        or next((one.issued for one in read if one.issued), ""),
    )


def _opening(body: str) -> Iterator[str]:
    """Yield the first lines of a body, headings but the first left out with what is below them."""
    lines = [line for line in body[:4000].split("\n") if line.strip(" \t>*_")]
    for number, line in enumerate(lines[:_LINES]):
        if line.startswith("#") and number:
            return
        yield line.strip(" \t#>*_")


def _read_line(line: str) -> Imprint | None:
    """Read a line of an imprint: a name that begins it, and a day that something dates it by."""
    if len(line) > _LONGEST_LINE:
        return None
    if name := _beside_a_day(line):
        return Imprint(publisher=owner(name))
    same = same_length_fold(line)
    if label := _WHO.match(same):
        name = line[label.end() :].strip(" .")
        return Imprint(publisher=owner(name)) if names_publisher(name) else None
    day = _labelled(line, same)
    if day and _PUBLISHED.match(same[: same.index(day[1])]):
        return Imprint(published=day[0])
    named = _SUBJECT.match(line)
    name = named.group().strip(" -") if named else ""
    issued = _issued(line)
    told = names_body(name) and not re.search(r"\d", name)
    if not (day or issued) or not told or not _apart(line[len(name) :]):
        return None
    return Imprint(owner(name), day[0] if day else "", issued)


def _apart(rest: str) -> bool:
    """Tell whether a name is a statement by itself: nothing but its initials before a mark."""
    aside = _ASIDE.match(rest)
    return rest[aside.end() if aside else 0 :].lstrip()[:1] in tuple(".,،|–—-:")


def _beside_a_day(line: str) -> str:
    """Return the publisher in a line that holds its name and one day: "The Gazette, 3 May 2016"."""
    days = list(DATE.finditer(same_length_fold(line)))
    if len(days) != 1 or len(line) > _LONGEST_HEAD:
        return ""
    before, after = line[: days[0].start()], line[days[0].end() :]
    if before.strip() and not re.search(r"[,،|–—]|\s-\s", before):
        return ""
    name = _JOIN.sub("", before) if before.strip() else _JOIN.sub("", after, count=1)
    place = _JOIN.sub("", after) if before.strip() else ""
    short = len(words(place)) <= 3 and (not place or place[:1].isupper())
    return name if short and dates_itself(name) else ""


def _labelled(line: str, same: str) -> tuple[str, str] | None:
    """Return the day that a label of publication stands before, as written and folded."""
    for match in DATE.finditer(same):
        if _PUBLISHED.search(same[: match.start()]):
            return line[match.start() : match.end()], match.group()
    return None


def _issued(line: str) -> str:
    """Return the day or month beside the number of an issue; a law's number is none."""
    same = same_length_fold(line)
    if _LAW.search(same):
        return ""
    for number in _ISSUE.finditer(same):  # "12 - mars 2022" is no day where 12 is the number
        if day := DATE.match(same, number.end()):
            return line[day.start() : day.end()]
    return ""


def _in_feet(opening: Iterable[str], feet: Sequence[str]) -> str:
    """Return a short line of the opening that a foot opens with as an imprint, '' without."""
    for line in opening:
        named = len(words(line)) <= _LONGEST_NAME and line[:1].isalpha() and not line[0].islower()
        if named and any(foot_names(foot, line) for foot in feet):
            return line
    return ""


def _in_head(line: str) -> str:
    """Return the body in a running line that dates the issue: "CNF | Note | mai 2022"."""
    dated = _issued(line) or DATE.search(same_length_fold(line))
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    names = [part for part in parts if names_body(part) and not re.search(r"\d", part)]
    return owner(names[0]) if dated and len(parts) > 1 and len(names) == 1 else ""


def reporting_body(title: str) -> str:
    """Return whose report a title says it is: "Rapport annuel 2021 de la Fédération X", or ''."""
    match = _REPORT.match(same_length_fold(title))
    name = title[match.end() :].strip() if match else ""
    name = name[:1].upper() + name[1:]
    return name if names_body(name) and not re.search(r"[\d:?!,]", name) else ""


def _on_cover(opening: Iterable[str]) -> str:
    """Return the one body whose name is a line of a cover, '' where there are several."""
    found = {fold_line(line): line for line in opening if _is_covering(line)}
    return owner(next(iter(found.values()))) if len(found) == 1 else ""


def _is_covering(line: str) -> bool:
    told = re.findall(r"[^\W\d_]+", line)
    capitals = sum(not word[0].islower() for word in told)
    alone = names_body(line) and not re.search(r"[.,;:?!|\d]", line)
    least = 3 if is_arabic(line) else 4
    return alone and len(told) >= least and capitals >= 2 and not _NO_COVER.match(fold_line(line))
