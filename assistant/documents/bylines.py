# ruff: noqa: E501 - one pattern a line, whatever its length
"""The lines around an article that say who published it and when, in three languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.documents.folding import fold_line, same_length_fold, words
from assistant.documents.marks import without_furniture
from assistant.documents.prose import ends_sentence
from assistant.schema import Clue

_MONTHS = (
    r"(?:janv(?:ier|\.)?|fevr(?:ier|\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|aout|"
    r"sept(?:embre|\.)?|oct(?:obre|ober|\.)?|nov(?:embre|ember|\.)?|dec(?:embre|ember|\.)?|"
    r"jan(?:uary|\.)?|feb(?:ruary|\.)?|march|mar\.?|april|apr\.?|may|june|jun\.?|july|jul\.?|"
    r"august|aug\.?|september|sep\.?|"
    r"كانون (?:الثاني|الاول)|تشرين (?:الاول|الثاني)|يناير|جانفي|فبراير|فيفري|شباط|مارس|اذار|ابريل|افريل|نيسان|"
    r"مايو|ماي|ايار|يونيو|يونيه|جوان|حزيران|يوليوز|يوليو|يوليه|جويليه|تموز|غشت|اغسطس|اوت|اب|"
    r"شتنبر|سبتمبر|ايلول|اكتوبر|نونبر|نوفمبر|دجنبر|ديسمبر)"
)
_DAYS = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun\.?|mar\.?|mer\.?|jeu\.?|ven\.?|sam\.?|dim\.?|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|"
    r"الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|الاحد)"
)
_TIME = r"(?:(?:a|at|علي الساعه|الساعه|-|,|\||@)?\s*\d{1,2}\s*(?:h|:|:)\s*\d{0,2}(?::\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|gmt|utc|cet|gmt\+\d|صباحا|مساء|ص|م)?(?:\s*\(?(?:gmt|utc)(?:\s*[+-]\s*\d+)?\)?)?)"  # fmt: skip
_DATE = (
    r"(?:"
    r"(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?:t[\d:.]+(?:z|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:(?:19|20)\d\d|\d\d)(?!\d)"
    rf"|\d{{1,2}}\s*(?:er|st|nd|rd|th)?\s*[-/ ]?\s*(?:of\s+)?{_MONTHS}\s*(?:/\s*\w+\s*)?[-/, ،]*\s*(?:19|20)\d\d"
    rf"|{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s*(?:19|20)\d\d"
    rf"|{_MONTHS}\s+(?:19|20)\d\d"
    r")"
)
DATE = re.compile(rf"(?<![\w\d])(?P<date>{_DATE})(?![\w])")
_TIME_RE = re.compile(rf"(?<!\d){_TIME}(?!\d)")

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
    r"(?:publiee?|paru|mis en ligne|diffuse)s? (?:dans|sur|par le journal) (?P<name>.+?) (?:le|du|en date)\b"
    r"|(?:published|posted|appeared|first published) (?:in|by|at) (?P<name_en>.+?) on\b"
    r"|(?:نشر|نشرت|منشور) في (?P<name_ar>.+?) (?:يوم|بتاريخ|في)\s"
)
_AUTHOR = re.compile(
    r"^(?:[\W]*)(?:par|by|written by|reported by|ecrit par|redige par|propos recueillis par|(?:\w+ )?realisee?s? par|de notre correspondant\w*|"
    r"publie par|posted by|published by|submitted by|soumis par|propose par|auteur ?:|author ?:|بقلم|كتب|كتبه|كتبت|اعداد|حاوره|الكاتب ?:)\s*:?\s+"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """A line that says when or by whom, and nothing else. Values as they stand in the line."""

    date: str = ""
    modified: bool = False  # the date is that of a change
    labelled: bool = False  # the line says that the date is one of publication (or change)
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
    if not dates and _AGO.fullmatch(same):
        return Byline()
    author = _author(line, same, dates)
    if not dates:
        return Byline(author=author) if author else None
    rest = _without_parts(same, dates, author)
    if not _nothing_else(line, words(rest)):
        return None
    publisher = _publisher(line, same)
    first = dates[0]
    return Byline(
        date=line[first.start() : first.end()],
        modified=_is_modified(same[: first.start()]),
        labelled=bool(_PUBLISHED.search(same) or _MODIFIED.search(same) or author),
        publisher=publisher,
        author="" if publisher and author == publisher else author,
        second=_second(line, same, dates),
    )


def starts_as_byline(line: str) -> bool:
    """Say whether a short line opens as bylines do ("Par Untel, à Rabat"), whatever follows."""
    if len(words(line)) > 8 or ends_sentence(line):
        return False
    match = _AUTHOR.match(same_length_fold(line))
    return match is not None and not line[match.end() : match.end() + 1].islower()


def _nothing_else(line: str, left: list[str]) -> bool:
    """Say whether the words left of a byline are none or a name (capitals; any in Arabic)."""
    opened = re.search(r"\b(?:par|by)\b", fold_line(line)) or _PUBLISHED.search(fold_line(line))
    if len(left) <= (1 if opened else 0):
        return True
    if len(left) > 4 or ends_sentence(line) or len(words(line)) > 24:
        return False
    spelled = [word for word in re.findall(r"[^\W\d_]+", line) if fold_line(word) in left]
    return all(word[:1].isupper() or "\u0600" <= word[:1] <= "\u06ff" for word in spelled)


def _is_modified(before: str) -> bool:
    changed = [m.end() for m in _MODIFIED.finditer(before)]
    published = [m.end() for m in _PUBLISHED.finditer(before)]
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


def _author(line: str, same: str, dates: list[re.Match[str]]) -> str:
    match = _AUTHOR.match(same)
    if not match:
        return ""
    end = dates[0].start() if dates else len(line)
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
    for pattern in (_TIME_RE, _MODIFIED, _PUBLISHED):
        rest = pattern.sub(" ", rest)
    rest = re.sub(rf"\b{_DAYS}\b", " ", rest)
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
            time = _TIME_RE.match(same, match.end() + (same[match.end() : match.end() + 1] == " "))
            found.append((label.start(), time.end() if time else match.end()))
    return found


def _is_arabic_at(line: str, place: int) -> bool:
    return "\u0600" <= line[place] <= "\u06ff"


_AGO = re.compile(
    r"\W*(?:publiee? |posted |published |updated |mis a jour )?(?:il y a|depuis|منذ)?\s*(?:\d+|une?|an?|one)?\s*"
    r"(?:ans?|mois|semaines?|jours?|heures?|h|minutes?|min|years?|months?|weeks?|days?|hours?|mins?|"
    r"سنوات|سنه|اشهر|شهر|اسابيع|اسبوع|ايام|يوم|يومين|ساعات|ساعه|دقيقه|دقائق)\s*(?:ago)?\W*"
)
_VOWELS = re.compile("[\u064b-\u0652\u0670\u0640]")  # Arabic vowel signs and tatweel
_DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][\w' ’-]{1,40}?)\s*(?:\([^)]{1,30}\))?\s*[,،:-]?\s*(?:le\s+|في\s+)?"
)


def read_dateline(paragraph: str) -> str:
    """Return the day in a dateline that opens a body ("Casablanca, le 3 mai 2016 –"), or ""."""
    head = paragraph[:120]
    same = same_length_fold(head)
    match = DATE.search(same)
    if not match or match.start() > 60:
        return ""
    before = same[: match.start()].strip()
    after = re.sub(r"^[ )]*(?:\([^)]{1,30}\))?[ )]*", "", same[match.end() :])
    if not before or not after or after[0] not in "-–—:./":
        return ""
    place = re.sub(r"[,،:(/.-]|\b(?:le|the|في|يوم)\b", " ", before).split()
    named = 1 <= len(place) <= 4 and head.lstrip()[:1].isupper()
    return head[match.start() : match.end()] if named or _arabic_place(place, head) else ""


def _arabic_place(place: list[str], head: str) -> bool:
    return 1 <= len(place) <= 4 and "\u0600" <= head.lstrip()[:1] <= "\u06ff"
