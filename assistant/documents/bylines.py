# ruff: noqa: E501 - one pattern a line, whatever its length
"""The lines around an article that say who published it and when, in three languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.documents.byline_names import issue_line, publisher_beside
from assistant.documents.day_patterns import AGO, DATE, DAYS, TIME
from assistant.documents.folding import fold_line, same_length_fold, words
from assistant.documents.marks import without_furniture
from assistant.documents.prose import ends_sentence
from assistant.documents.publishers import dates_itself, names_publisher
from assistant.schema import Clue

_BETWEEN = re.compile(r"\s+[-–—•·/]\s+|\s*[|•·]\s*")

_MODIFIED = re.compile(
    r"(?:dernieres? )?(?:mise? a jour|actualisee?|modifiee?|modification|m\.?a\.?j\.?\b)|"
    r"(?:last )?(?:updated|modified|update\b|revised)|(?:اخر |تم ال)?تحديث|تم التعديل|حينت|اخر تعديل"
)
_PUBLISHED = re.compile(
    r"publiee?s?|publication|mise? en ligne|created|postee?|soumise?|parue?|redigee?|diffusee?|creee?|ecrit|"
    r"published|posted|submitted|released|first published|publish date|issued|date\b|"
    r"(?:تاريخ )?(?:ال)?نشر|نشرت|تم النشر|كتب|بتاريخ|حرر"
)
_LABEL = re.compile(
    r"(?:publiee?|mise? (?:en ligne|a jour)|postee?|paru|modifiee?|actualisee?|published|posted|updated|نشر|تحديث)"
    r"[^.!?0-9]{0,40}$"
)
_LINKS = re.compile(
    r"\b(?:le|la|les|l'|dans|par|sur|a|de|du|on|in|by|at|the|am|pm|et|and|is|est|il y a|heures?|"
    r"h|min|mn|gmt|utc|temps de lecture|lecture|read|admin|administrateur|administrator|webmaster)\b|(?:^|\s)(?:في|يوم|من|طرف|بواسطه|علي|الساعه|و|ب)(?=\s|$)|\d+|\W"
)
_PUBLISHER = re.compile(
    rf"(?:publiee?|paru|mis en ligne|diffuse)s? (?:dans|sur|par le journal) (?P<name>.+?) (?:le|du|en date(?: du)?) (?=\W*\d|{DAYS}\b)"
    r"|(?:published|posted|appeared|first published) (?:in|by|at) (?P<name_en>.+?) on\b"
    r"|(?:نشر|نشرت|منشور) في (?P<name_ar>.+?) (?:يوم|بتاريخ|في)\s"
)
_AUTHOR = re.compile(
    r"^(?:[\W]*)(?:par|by|written by|reported by|ecrit par|redige par|propos recueillis par|(?:\w+ )?realisee?s? par|de notre correspondant\w*|"
    r"publie par|posted by|published by|submitted by|soumis par|propose par|auteur ?:|author ?:|بقلم|كتب|كتبه|كتبت|اعداد|حاوره|الكاتب ?:)\s*:?\s+"
)
_ROLE = re.compile(
    r"(?:(?:notre|nos|la|le|un|une|our|a|an|the|from our)\s+)?(?:envoyee?s?|correspondant|correspondent|"
    r"special|staff|redaction|journaliste|reporter|desk|newsroom)"
)
_OPENS_WITH_DAY = re.compile(
    rf"[^\w]*(?:[^\W\d_][\w'’ -]{{1,30}}[,،:]\s*)?{DAYS}[\s,،.]+(?:le\s+)?\d"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """A line that says when or by whom, and nothing else. Values as they stand in the line."""

    date: str = ""
    modified: bool = False  # the date is that of a change
    labelled: bool = False  # the line says that the date is one of publication (or change)
    published: bool = False  # the label is one of publication
    opens_with_day: bool = False  # "Samedi 3 mai 2016", as pages print the day of a visit
    publisher: str = ""
    author: str = ""
    second: str = ""  # the date of change, where the line has both

    def clues(self) -> list[Clue]:
        """Return what the line says as clues."""
        dated = "modified" if self.modified else "published"
        pairs = (
            (dated, self.date),
            ("modified", self.second),
            ("publisher", self.publisher),
            ("author", self.author),
        )
        return [Clue(field, "byline", value) for field, value in pairs if value]


def read_byline(line: str) -> Byline | None:
    """Return what a byline says, or None for a line that is not (only) a byline.

    "Publié dans X le 01 - 02 - 2019", "Par A. B. | 12/03/2020 à 10h", "نشر في …", "By A. B.".
    """
    if len(line) > 240:
        return None
    line = _VOWELS.sub("", line)
    same = same_length_fold(line)
    dates = list(DATE.finditer(same))
    if not dates and AGO.fullmatch(same):
        return Byline()
    whole = _with_publisher(line, _read_whole(line, same, dates), same)
    found = _read_parts(line) or whole or _labelled_part(line)
    if found is not None:
        return found if found.publisher else replace(
            found, publisher=publisher_beside(line, found.author)
        )  # fmt: skip
    publisher, day = issue_line(line)
    return Byline(date=day, publisher=publisher) if publisher else None


def _labelled_part(line: str) -> Byline | None:
    """Read "Mis en ligne le 3 mai 2016 - Service de presse - Lu 412 fois": one part says when.

    The others are short labels of whatever kind; a headline or a sentence is longer.
    """
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
    if not 2 <= len(parts) <= 6 or ends_sentence(line):
        return None
    read = [_read_whole(p, f := same_length_fold(p), list(DATE.finditer(f))) for p in parts]
    dated = [byline for byline in read if byline is not None and byline.date]
    short = all(b is not None or len(words(p)) <= 4 for p, b in zip(parts, read, strict=True))
    first = dated[0] if dated else None
    return first if short and first is not None and first.published else None


def _read_whole(line: str, same: str, dates: list[re.Match[str]]) -> Byline | None:
    author = _author(line, same, dates)
    if not dates:
        return Byline(author=author) if author else None
    rest = _without_parts(same, dates, author)
    if not _nothing_else(line, words(rest)):
        return None
    publisher = _publisher(line, same) or ("" if author else _placed(line[: dates[0].start()]))
    first = dates[0]
    return Byline(
        date=line[first.start() : first.end()],
        modified=_is_modified(same, dates),
        labelled=bool(_PUBLISHED.search(same) or _MODIFIED.search(same) or author),
        published=bool(_PUBLISHED.search(same) or author) and not _is_modified(same, dates),
        opens_with_day=bool(_OPENS_WITH_DAY.match(same)),
        publisher=publisher,
        author="" if publisher and author == publisher else author,
        second=_second(line, same, dates),
    )


def starts_as_byline(line: str) -> bool:
    """Say whether a short line opens as bylines do ("Par Untel, à Rabat"), whatever follows."""
    if len(words(line)) > 8 or ends_sentence(line):
        return False
    same = same_length_fold(line)
    match = _AUTHOR.match(same)
    if match is None:
        return False
    begins = line[match.end() : match.end() + 1]
    return begins.isalpha() and (not begins.islower() or bool(_ROLE.match(same, match.end())))


def _read_parts(line: str) -> Byline | None:
    """Read "Publisher - Le 3 mai 2016 à 10h - Par A. B.": a day, an author, at most one name more.

    The name is the publisher's where it opens or closes the line and looks like one.
    """
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
    if not 3 <= len(parts) <= 6 or ends_sentence(parts[-1]) or len(words(line)) > 30:
        return None
    read = [_read_whole(p, f := same_length_fold(p), list(DATE.finditer(f))) for p in parts]
    day = next((byline for byline in read if byline and byline.date), None)
    author = next((byline.author for byline in read if byline and byline.author), "")
    if day is None or not author:
        return None
    left = [part for part, byline in zip(parts, read, strict=True) if byline is None]
    left = [part for part in left if _LINKS.sub("", without_furniture(fold_line(part)))]
    if len(left) > 1 or any(len(words(part)) > 7 for part in left):
        return None
    outer = [part for part in left if part in (parts[0], parts[-1]) and names_publisher(part)]
    return replace(
        day, author=author, labelled=True, published=not day.modified, publisher="".join(outer)
    )


def _with_publisher(line: str, byline: Byline | None, same: str) -> Byline | None:
    """Add the publisher of "La Vie du Métal | 3 mai 2016", where the name alone shows to be one."""
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
    if (
        len(parts) != 2
        or _MODIFIED.search(same)
        or (byline and (byline.publisher or byline.author))
    ):
        return byline
    for name, day in (parts, parts[::-1]):
        folded = same_length_fold(day)
        read = _read_whole(day, folded, list(DATE.finditer(folded)))
        if read is not None and read.date and dates_itself(name):
            return replace(read, publisher=name)
    return byline


def _nothing_else(line: str, left: list[str]) -> bool:
    """Say whether the words left of a byline are none or a name (capitals; any in Arabic)."""
    opened = re.search(r"\b(?:par|by)\b", fold_line(line)) or _PUBLISHED.search(fold_line(line))
    if len(left) <= (1 if opened else 0):
        return True
    if len(left) > 4 or ends_sentence(line) or len(words(line)) > 24:
        return False
    spelled = [word for word in re.findall(r"[^\W\d_]+", line) if fold_line(word) in left]
    return all(word[:1].isupper() or "\u0600" <= word[:1] <= "\u06ff" for word in spelled)


def _is_modified(same: str, dates: list[re.Match[str]]) -> bool:
    """Say whether the first day of a line is that of a change: so labelled before it, or after.

    "20 avril 2024 - Dernière mise à jour : 18h42" is; where a second day follows the label, the
    label is that one's.
    """
    before, after = same[: dates[0].start()], same[dates[0].end() :]
    changed = [m.end() for m in _MODIFIED.finditer(before)]
    published = [m.end() for m in _PUBLISHED.finditer(before)]
    if not changed and not published and len(dates) == 1:
        return bool(_MODIFIED.search(after)) and not _PUBLISHED.search(after)
    return bool(changed) and max(changed) > max(published, default=-1)


def _second(line: str, same: str, dates: list[re.Match[str]]) -> str:
    if len(dates) < 2:
        return ""
    between = same[dates[0].end() : dates[1].start()]
    return line[dates[1].start() : dates[1].end()] if _MODIFIED.search(between) else ""


def _publisher(line: str, same: str) -> str:
    match = _PUBLISHER.search(same)
    if not match:
        return ""
    group = next(name for name, value in match.groupdict().items() if value)
    name = line[match.start(group) : match.end(group)].strip(" :,-–—|«»\"'")
    return name if 1 <= len(words(name)) <= 6 else ""


def _placed(before: str) -> str:
    """Return the publisher in what stands before a day: "InfoFonte, Settat, le" names one."""
    parts = [part.strip() for part in re.split("[,،]", before) if part.strip()]
    named = [part for part in parts if fold_line(part) not in ("le", "the", "في", "يوم")]
    return named[0] if len(named) == 2 and names_publisher(named[0]) else ""


def _author(line: str, same: str, dates: list[re.Match[str]]) -> str:
    match = _AUTHOR.match(same)
    if not match:
        return ""
    end = dates[0].start() if dates else len(line)
    weekday = re.search(rf"\s{DAYS}[\s,،.]*(?:le\s+)?$", same[:end])
    end = weekday.start() if weekday else end
    name = line[match.end() : max(end, match.end())]
    name = re.split(
        r"\s*(?:[|•·–—@]|\s-\s|,\s|\b(?:le|on|in|from|à|depuis|publié|mis à jour|at|posted)\b|يوم|بتاريخ)",
        name,
    )[0]
    name = name.strip(" :,.-–—|/\t")
    name = re.sub(r"\s+(?:في|علي|يوم|بتاريخ|le|on|at|in|à)$", "", name)
    return name if _looks_like_a_name(name) else ""


def _looks_like_a_name(name: str) -> bool:
    parts = name.split()
    if not 1 <= len(parts) <= 6 or any(c.isdigit() for c in name):
        return False
    latin = [p for p in parts if p[0].isalpha() and not "\u0600" <= p[0] <= "\u06ff"]
    if not latin:
        return len(parts) <= 4
    small = {"de", "el", "al", "ben", "bin", "van", "von", "du", "la", "le", "et", "and", "d", "da"}
    return all(p[0].isupper() or fold_line(p) in small for p in latin)


def _without_parts(same: str, dates: list[re.Match[str]], author: str) -> str:
    rest = same
    for match in reversed(dates):
        rest = rest[: match.start()] + " " + rest[match.end() :]
    if (found := _PUBLISHER.search(same)) is not None:
        group = next(name for name, value in found.groupdict().items() if value)
        rest = rest.replace(found.group(group), " ")
    if author:
        rest = rest.replace(same_length_fold(author), " ")
        rest = re.sub(_AUTHOR, " ", rest)
    for pattern in (TIME, _MODIFIED, _PUBLISHED):
        rest = pattern.sub(" ", rest)
    rest = re.sub(rf"\b{DAYS}\b", " ", rest)
    return _LINKS.sub(" ", without_furniture(rest))


def labelled_days(line: str) -> list[tuple[int, int]]:
    """Return where a line says "Publié le 3 mai 2016 à 10h" and the like, label and time included."""
    same = same_length_fold(line)
    found = []
    for match in DATE.finditer(same):
        label = _LABEL.search(same, max(match.start() - 60, 0), match.start())
        if (label and line[label.start()].isupper()) or (
            label and _is_arabic_at(line, label.start())
        ):
            time = TIME.match(same, match.end() + (same[match.end() : match.end() + 1] == " "))
            found.append((label.start(), time.end() if time else match.end()))
    return found


def _is_arabic_at(line: str, place: int) -> bool:
    return "\u0600" <= line[place] <= "\u06ff"


_VOWELS = re.compile("[\u064b-\u0652\u0670\u0640]")  # Arabic vowel signs and tatweel
