"""What a line of text looks like, without markup: prose, headline, menu, furniture, date.

Pure functions on single lines; furniture.py and html.py weigh them in context.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.documents.lexicon import (
    BUTTONS,
    COMMENTS,
    CUES,
    FUNCTION_WORDS,
    MENU,
    RELATED,
    VERBS,
)

# Invisible: byte order marks, zero-width spaces and joiners, soft hyphens, marks of direction.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")


def unify(text: str) -> str:
    """Return `text` in NFC with LF line ends, without what cannot be seen; spaces are kept.

    Removed: byte order marks, zero-width characters, soft hyphens, direction marks, control
    characters. All kinds of space become plain spaces (tabs stay: they separate columns).
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = re.sub(r"[^\S\n\t]", " ", text)
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Return `text` on one line, unified, with single spaces."""
    return " ".join(unify(text).split())


_ARABIC_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_QUOTES = str.maketrans("’‘ʼ`´“”«»", "'''''\"\"\"\"")


@lru_cache(maxsize=20_000)
def fold_line(line: str) -> str:
    """Return a line for matching: lower case, no accents or diacritics, straight quotes.

    Arabic alef, ya, ta marbuta and hamza carriers become one letter each; tatweel goes.
    """
    folded = unicodedata.normalize("NFKD", line.translate(_QUOTES).translate(_ARABIC_LETTERS))
    folded = "".join(c for c in folded if not unicodedata.combining(c) and c != "ـ")
    return " ".join(folded.translate(_ARABIC_LETTERS).lower().split())


def _folded(text: str) -> str:
    return text.translate(_ARABIC_LETTERS)


_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def same_length_fold(line: str) -> str:
    """Fold a line character by character, so that places in it are places in the line."""
    return "".join((fold_line(c) or " ")[:1] for c in line.translate(_ARABIC_DIGITS))


_FUNCTION_WORDS = frozenset(map(_folded, FUNCTION_WORDS))
_VERBS = frozenset(map(_folded, VERBS))
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,  ]\d+)*")


def words(line: str) -> list[str]:
    """Return the folded words of a line; an elided article is a word of its own."""
    return _WORD.findall(fold_line(line))


def is_arabic(text: str) -> bool:
    """Say whether most letters are Arabic."""
    letters = [c for c in text if c.isalpha()]
    return sum("\u0600" <= c <= "\u06ff" for c in letters) * 2 > len(letters)


_TERMINAL = re.compile(r"[.!?…؟۔][\"'»”’)\]\s]*(?:\[\d+\]|\(\d+\))?\s*$")
_ENDS = re.compile(r"[.!?…؟۔]+[\"'»”’)\]]*(?=\s|$)")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)[\]\)]?\s*$")


def ends_sentence(line: str) -> bool:
    """Say whether the line ends as a sentence does."""
    return bool(_TERMINAL.search(line))


def is_cut_off(line: str) -> bool:
    """Say whether the line ends in an ellipsis, as teasers do."""
    return bool(_ELLIPSIS.search(line))


def is_function_word(word: str) -> bool:
    """Say whether a folded word is one of the small words of French, English or Arabic."""
    return word in _FUNCTION_WORDS


def function_share(line: str) -> float:
    """Return the share of function words among the words of the line (0 to 1)."""
    found = words(line)
    if not found:
        return 0.0
    known = sum(is_function_word(w) or (w[:1] in "وفلب" and is_function_word(w[1:])) for w in found)
    return known / len(found)


def has_verb(line: str) -> bool:
    """Say whether the line holds one of the commonest finite verbs, which headlines avoid."""
    return any(word in _VERBS for word in words(line)) and len(words(line)) >= 5


def is_prose(line: str) -> bool:
    """Say whether the line reads as running text: sentences with their small words.

    Arabic joins many of its small words to the next, so there a sentence end and length do.
    """
    count = len(words(line))
    share = function_share(line)
    arabic = is_arabic(line)
    if ends_sentence(line) or line.rstrip().endswith((":", ";", "؛")):
        return count >= 6 and (share >= 0.2 or (arabic and (count >= 8 or share >= 0.08)))
    paused = bool(_ENDS.search(line)) or bool(re.search("[,;،؛]\\s", line))
    if arabic:
        return count >= 15 and (paused or share >= 0.08)
    return share >= 0.2 and (count >= 22 or (count >= 15 and paused))


def is_headline(line: str) -> bool:
    """Say whether the line could be a title: a few words, no sentence end."""
    count = len(words(line))
    return 2 <= count <= 30 and len(line) <= 220 and not re.search(r"[.;,؛،]\s*$", line)


_FIGURE = re.compile(r"^[\s(+–-]*\d[\d\s.,:/%+–-]*(?:%|€|\$|[A-Za-z]{1,4})?\)?$")


def is_figure(line: str) -> bool:
    """Say whether the line is a bare number, as the cell of a table pasted line by line."""
    return len(line) <= 24 and bool(_FIGURE.match(line))


_SEPARATORS = re.compile(r"\s+(?:[|•·●▪■★]{1,3}|/{1,3}|\*{1,3}|[-–—]{2,3}|>+|»|›|::)\s+")


def separated(line: str) -> str:
    """Return "ticker" for headlines in a row, "menu" for short entries in a row, "" otherwise."""
    parts = [part for part in _SEPARATORS.split(line) if part.strip()]
    if len(parts) < 3 or line.strip().startswith("|"):
        return ""
    sizes = [len(words(part)) for part in parts]
    if max(sizes) > 25 or sum(ends_sentence(part) for part in parts[:-1]) > len(parts) / 2:
        return ""
    if sum(size >= 4 for size in sizes) >= len(parts) / 2:
        return "ticker"
    return "menu" if max(sizes) <= 5 and not ends_sentence(line) else ""


def _any_of(*tables: str) -> re.Pattern[str]:
    """Compile tables of `|`-separated phrases to one pattern, longest first, on word borders."""
    phrases = {p.strip() for table in tables for p in _folded(table).split("|") if p.strip()}
    ordered = sorted(phrases, key=len, reverse=True)
    body = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)
    return re.compile(rf"(?<![\w+])(?:{body})(?![\w])")


_FURNITURE = _any_of(MENU, BUTTONS, RELATED, COMMENTS)
_RELATED = _any_of(RELATED)
_COMMENTS = _any_of(COMMENTS)
_REACTIONS = re.compile(r"\b(?:j'aime|like|partager|share|repondre|reply|comment(?:er|s)?)\b")
_MORE_FROM = re.compile(
    r"(?:more|latest|stories) (?:from|in|on|by)\b|plus d'(?:articles|actualites?|infos?) (?:de|sur|dans|en)?|"
    r"(?:dans la )?(?:meme )?rubrique\b|(?:toute l'|l')actualite\b|les plus \w+|المزيد (?:من|في|عن)"
)
_READ_ALSO = re.compile(
    r"(?:a )?(?:lire|voir|decouvrir) (?:aussi|egalement)\b|lisez aussi\b|(?:read|see) also\b|"
    r"also read\b|read (?:more|next)\b|اقرا (?:ايضا|كذلك)|طالع ايضا|شاهد ايضا|انظر ايضا"
)
_LITTER = re.compile(r"[\W\d_]+")


@lru_cache(maxsize=20_000)
def furniture_share(line: str) -> float:
    """Return the share of the line's letters that menus, buttons and box captions account for."""
    folded = fold_line(line)
    letters = len(_LITTER.sub("", folded))
    if not letters:
        return 0.0 if any(c.isdigit() for c in folded) else 1.0
    return 1.0 - len(_LITTER.sub("", _FURNITURE.sub(" ", folded))) / letters


def without_furniture(folded: str) -> str:
    """Return a folded line without the entries of menus, buttons and captions in it."""
    return _FURNITURE.sub(" ", folded)


def furniture_runs(line: str) -> list[tuple[int, int]]:
    """Return where capitalised entries of menus or buttons stand: two in a row, or a long one."""
    same = same_length_fold(line)
    runs: list[tuple[int, int]] = []
    start, end, count = 0, 0, 0
    for match in _FURNITURE.finditer(same):
        first = line[match.start()]
        if first.islower():
            continue
        entries = 2 if " " in match.group() else 1
        if count and not _LITTER.sub("", same[end : match.start()]):
            count, end = count + entries, match.end()
        else:
            if count >= 2:
                runs.append((start, end))
            start, end, count = match.start(), match.end(), entries
    return [*runs, (start, end)] if count >= 2 else runs


def is_button(line: str) -> bool:
    """Say whether the line is (nearly) nothing but entries of menus, buttons and captions."""
    count = len(words(line))
    return (
        count <= 60 and len(line) <= 600 and furniture_share(line) >= (0.99 if count <= 2 else 0.8)
    )


def opens_related(line: str) -> str:
    """Return "heading" for the caption of a box of other articles, "line" where one follows it.

    "" otherwise. « À lire aussi : Untel ouvre une usine » is a line of its own.
    """
    folded = fold_line(line).lstrip("-–—•*>»►▶[( \"'")
    match = _RELATED.match(folded)
    if not match:
        return ""
    rest = folded[match.end() :].strip()
    if len(_LITTER.sub("", rest)) <= 3:
        return "heading"
    if rest[:1] in ":|>»-–—►▶]":
        return "line"
    if _MORE_FROM.match(folded) and len(words(rest)) <= 4 and not ends_sentence(line):
        return "heading"
    if _READ_ALSO.match(folded) and is_headline(line) and not ends_sentence(line):
        return "line"
    return ""


def opens_comments(line: str) -> bool:
    """Say whether the line heads the readers' comments ("3 commentaires", "Leave a reply")."""
    if len(line) > 120 or len(words(line)) > 9:
        return False
    folded = fold_line(line)
    if len(_REACTIONS.findall(folded)) >= 2 and "comment" in folded and is_button(line):
        return True  # "J'aime Commenter Partager": what follows is the readers'
    match = _COMMENTS.search(folded)
    if not match:
        return False
    rest = folded[: match.start()] + folded[match.end() :]
    return len(_LITTER.sub("", rest)) <= 14 and not ends_sentence(line.rstrip(" !?؟."))


_CUES = tuple((group, weight, re.compile(_folded(pattern))) for group, weight, pattern in CUES)


@lru_cache(maxsize=20_000)
def furniture_cue(line: str) -> str:
    """Return the kind of box that the cues of a line tell, or "".

    Kinds: cookies, newsletter, paywall, legal, source, report, comments, follow, disable, bio.
    Two cues of a kind tell it; in a very short line one does, in a long paragraph, which may speak
    of such things, it takes three.
    """
    if len(line) > 1500:
        return ""
    folded = fold_line(line)
    weights: dict[str, float] = {}
    for group, weight, pattern in _CUES:
        if pattern.search(folded):
            weights[group] = weights.get(group, 0.0) + weight
    if not weights:
        return ""
    group = max(weights, key=lambda name: weights[name])
    count = len(words(line))
    bar = 0.9 if count <= 5 and not ends_sentence(line) else 1.7 if count <= 45 else 2.8
    return group if weights[group] >= bar else ""


_CAPTION = re.compile(
    r"^[\[(]?\s*(?:©|\(c\)|ph\s*[:.]|dr\s*$|photos?\s*[:/|]|credits?\s*(?:photos?)?\s*[:/|]|"
    r"photo credit|legende\s*:|illustration\s*[:/|]|image\s*:|(?:file )?photo (?:by|courtesy)|"
    r"getty|shutterstock|صوره\s*[:/]|تصوير\s*:|عدسه)"
)
_CREDITED = re.compile(
    r"[(\[]\s*(?:credits?(?: photos?)?|photos?|ph|image|صوره|تصوير)\s*[:./]?\s*[^()\]]{1,40}[)\]]\.?$"
    r"|[/|–-]\s+(?:credits?(?: photos?)?|photos?|ph)\s*[:./]\s*[^()]{1,40}$"
    r"|©\s*[^.]{1,40}$|[(/]\s*(?:dr|afp|reuters|ap|getty images)\s*\)?$"
)


def is_caption(text: str) -> bool:
    """Say whether a line is the caption or credit of a picture."""
    folded = fold_line(text)
    if len(folded) >= 220:
        return False
    return bool(_CAPTION.match(folded)) or bool(len(folded) < 160 and _CREDITED.search(folded))
