"""The marks of furniture in a line: entries of menus, buttons, headings of boxes, captions.

Pure functions over the tables of lexicon.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.documents.folding import fold_letters, fold_line, same_length_fold, words
from assistant.documents.lexicon import BUTTONS, COMMENTS, CUES, MENU, RELATED, TOOLS
from assistant.documents.prose import ends_sentence, is_headline


def any_of(*tables: str) -> re.Pattern[str]:
    """Return one pattern for tables of `|`-separated phrases, longest first, on word borders."""
    phrases = {p.strip() for table in tables for p in fold_letters(table).split("|") if p.strip()}
    ordered = sorted(phrases, key=len, reverse=True)
    body = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)
    return re.compile(rf"(?<![\w+])(?:{body})(?![\w])")


_FURNITURE = any_of(MENU, BUTTONS, RELATED, COMMENTS)
_RELATED = any_of(RELATED)
_LABEL = re.compile(rf"\W*{any_of(BUTTONS).pattern}\s*:")
_COMMENTS = any_of(COMMENTS)
_REACTIONS = re.compile(r"\b(?:j'aime|like|partager|share|repondre|reply|comment(?:er|s)?)\b")
_MORE_FROM = re.compile(
    r"(?:more|latest|stories) (?:from|in|on|by)\b|"
    r"plus d'(?:articles|actualites?|infos?) (?:de|sur|dans|en)?|"
    r"(?:dans la )?(?:meme )?rubrique\b|(?:toute l'|l')actualite\b|les plus \w+|المزيد (?:من|في|عن)"
)
_ILLUSTRATED = re.compile(
    r"(?:videos?|photos?|diaporama|en images|infographie|podcast|en video|watch|listen|gallery|"
    r"بالفيديو|بالصور|فيديو|صور)"
    r"\s*[.:|–-]\s"
)
_READ_ALSO = re.compile(
    r"(?:a )?(?:lire|voir|decouvrir) (?:aussi|egalement)\b|lisez aussi\b|(?:read|see) also\b|"
    r"also read\b|read (?:more|next)\b|اقرا (?:ايضا|كذلك)|طالع ايضا|شاهد ايضا|انظر ايضا"
)
_STOP = re.compile(r"[^\W\d_]{2}[.!?؟][\"'»”)]*(?:\s|$)")
_MOST_FLAT = 90  # words of a box of headlines on one line
_MOST_TOOL = 16  # words of a line about the site
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
    if count > 60 or len(line) > 600:
        return False
    if count <= 7 and _LABEL.match(fold_line(line)):
        return True  # "Catégorie : Entreprises", "Affichages : 2034"
    return furniture_share(line) >= (0.99 if count <= 2 else 0.8)


_BOX = any_of(RELATED, COMMENTS)


def opens_box(line: str) -> bool:
    """Say whether a line opens with the heading of a box of articles or of the comments.

    Two words or more, and a capital, a figure or a colon behind them: "Articles liés Le four".
    """
    match = re.match(r"(?:\d+\s+)?", line)
    start = match.end() if match else 0
    heading = _BOX.match(same_length_fold(line), start)
    if heading is None:
        return False
    after = line[heading.end() :].lstrip(" :–—-")
    long = " " in heading.group() or start > 0
    return long and (not after or not after[0].islower())


_BRACKETS = re.compile(r"(?:\[\s*[^\W\d_][^\[\]]{0,30}\]\s*){2,}")


def is_bracketed(line: str) -> bool:
    """Say whether a line is nothing but entries in brackets: "[Print] [Back to the list]"."""
    return _BRACKETS.fullmatch(line) is not None


_TOOLS = re.compile("|".join(f"(?:{fold_letters(pattern)})" for pattern in TOOLS))


def is_tool(line: str) -> bool:
    """Say whether a short line, no more of a sentence than this, is what only a site says."""
    if len(words(line)) > _MOST_TOOL:
        return False
    bare = fold_line(line).strip("[]() .")
    told = _TOOLS.match(bare)
    return told is not None and (told.end() == len(bare) or not ends_sentence(line))


_FILE = re.compile(
    r"[(\[]\s*(?:(?:(?:fichier|format|file)\s+)?(?:pdf|docx?|word|xlsx?|excel|pptx?|zip|csv|odt|epub)\b"
    r"[^()\[\]]{0,18}|\d+(?:[.,]\d+)?\s*(?:ko|mo|kb|mb|kib|mib|ميغا\w*|كيلو\w*)\b[^()\[\]]{0,12})[)\]]$"
)


def is_download(line: str) -> bool:
    """Say whether a line names a file to take away: "Annual report (PDF, 2 MB)"."""
    return len(words(line)) <= 24 and _FILE.search(fold_line(line)) is not None


def opens_related(line: str) -> str:
    """Return "heading" for the caption of a box of other articles, "line" where one follows it.

    "" otherwise. « À lire aussi : Untel ouvre une usine » is a line of its own.
    """
    folded = fold_line(line).lstrip("-–—•*>»►▶[( \"'")
    if _ILLUSTRATED.match(folded) and is_headline(line.rstrip(" .")):
        return "line"
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
    told = _READ_ALSO.match(folded) is not None
    if told and is_headline(line) and not ends_sentence(line):
        return "line"
    return "line" if told and _is_flat(line) else ""


def _is_flat(line: str) -> bool:
    """Say whether a line is headlines in a row without a full stop: a box saved as one line."""
    return len(words(line)) <= _MOST_FLAT and not _STOP.search(line)


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


_CUES = tuple((group, weight, re.compile(fold_letters(pattern))) for group, weight, pattern in CUES)


@lru_cache(maxsize=20_000)
def furniture_cue(line: str) -> str:
    """Return the kind of box that the cues of a line tell, or "".

    Kinds: cookies, newsletter, contact, paywall, legal, source, report, comments, follow, disable,
    bio.
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
    r"[(\[]\s*(?:credits?(?: photos?)?|photos?|ph|image|صوره|تصوير)"
    r"\s*[:./]?\s*[^()\]]{1,40}[)\]]\.?$"
    r"|[/|–-]\s+(?:credits?(?: photos?)?|photos?|ph)\s*[:./]\s*[^()]{1,40}$"
    r"|\b(?:photo|image|picture) (?:d'archives?|d'illustration|from the archives?)\)?\.?$"
    r"|©\s*[^.]{1,40}$|[(/]\s*(?:dr|afp|reuters|ap|getty images)\s*\)?$"
)


def is_caption(text: str) -> bool:
    """Say whether a line is the caption or credit of a picture."""
    folded = fold_line(text)
    if len(folded) >= 220:
        return False
    return bool(_CAPTION.match(folded)) or bool(len(folded) < 160 and _CREDITED.search(folded))
