"""Sentences: where they begin and end in a text, Markdown or plain, of the three languages.

Rules over every mark that may end a sentence, each looking at a few characters around it: linear
in the length of the text, whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from assistant.language.stopwords import STOPWORDS
from assistant.language.text import fold
from assistant.schema import Language, Span

_CLOSERS = "\"'”’»›)]*_"
_OPENERS = "\"'“‘«‹([*_¿¡—–-"
_END = re.compile(rf"[.!?…؟۔؛]+(?:[{re.escape(_CLOSERS)}]|[ \u00a0\u202f]»)*(?:\[\d{{1,3}}\])*")
_ITEM = re.compile(r"\s*(?:[-*+•‣◦▪●]|\d{1,2}[.)]|[a-z]\))\s")
_UNIT = re.compile(rf"{_ITEM.pattern}|\s*(?:#{{1,6}}\s|[–—>]\s|\||[-=*_]{{3,}}\s*$)")
_LIST_NUMBER = re.compile(r"(?:\d{1,3}|[A-Za-z]|[IVX]{1,5})")
_LAST_WORD = re.compile(r"[^\s(«“\"'’\[]*\Z")
_WORDY = re.compile(r"\w")
_BRACKET = re.compile(r"[()]")
_WRAPPED = 120  # characters: a longer line was not broken by an editor but by its author
_WHOLE_ITEM = 300  # characters up to which a list item, or a bracket, is not cut

# What stands before a full stop that ends no sentence; folded.
_TITLES_TEXT = """
m mm mme mmes mlle mlles me mes dr drs pr prs prof mgr st ste mr mrs ms messrs gov gen rep sen hon
col capt cdt lt sgt rev vs cf p.ex c.-a-d i.e e.g ph.d د م ا ص ج ط ق ه ت ش ذ رقم
"""
# These may end a sentence as well: what follows decides.
_MAY_END_TEXT = """
etc cie ets co inc ltd corp plc sa sarl al env jr sr mds md mrd mns max hab h ed dept univ bros
excl incl tel ref bd av ave blvd soc ste resp suppl approx ext coll trad ap
"""
# Before a number only: many of them are words of their own.
_BEFORE_NUMBERS_TEXT = """
n no nos num art arts p pp ch chap vol fig figs tab sec eq alin par min ca est tel bp
jan janv feb fev fevr mar apr avr jun jul juil aug sep sept oct nov dec
"""
_TITLES = frozenset(_TITLES_TEXT.split())
_MAY_END = frozenset(_MAY_END_TEXT.split())
_BEFORE_NUMBERS = frozenset(_BEFORE_NUMBERS_TEXT.split())

_LONGEST = max(map(len, _TITLES | _MAY_END | _BEFORE_NUMBERS))


def sentences(text: str, language: Language) -> list[Span]:
    """Return the sentences of `text` in order, trimmed, disjoint, every non-space in one of them.

    A heading, a table row and a short list item are one each.
    """
    spans: list[Span] = []
    for start, end in _blocks(text):
        for first, last in _cut(text, start, end, language):
            trimmed = _trim(text, first, last)
            if trimmed.start == trimmed.end:
                continue
            if first > start and not _WORDY.search(text, trimmed.start, trimmed.end):
                spans[-1] = Span(spans[-1].start, trimmed.end)  # a mark that stands alone
            else:
                spans.append(trimmed)
    return spans


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + max(left, len(piece.rstrip())))


# --- blocks: lines that run on -----------------------------------------------------------------


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines that belong together: one, or a paragraph broken to a width."""
    lines = []
    start = 0
    for line in text.splitlines(keepends=True):
        lines.append((start, start + len(line), line.rstrip()))
        start += len(line)
    at = 0
    while at < len(lines):
        until = at + 1
        while until < len(lines) and _runs_on(lines[until - 1][2], lines[until][2]):
            until += 1
        yield lines[at][0], lines[until - 1][1]
        at = until


def _runs_on(line: str, following: str) -> bool:
    """Say whether a sentence may go on from `line` to `following`."""
    if not line.strip() or not following.strip():
        return False
    if _UNIT.match(following) or line.lstrip().startswith(("#", "|")):
        return False
    first = following.lstrip()[0]
    if first.islower() or line.endswith((",", "،", "-")):
        return True
    # Broken to a width: neither line is longer than a screen's, and the first word of the next
    # would not have fitted.
    word = following.split(maxsplit=1)[0]
    return len(line) <= _WRAPPED and len(line) + 1 + len(word) >= 60


# --- sentences within a block ------------------------------------------------------------------


def _cut(text: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    if _stays_whole(text[start:end]):
        yield start, end
        return
    enclosed = _parentheses(text, start, end)
    starts = [pair[0] for pair in enclosed]
    first = start
    for match in _END.finditer(text, start, end):
        inside = bisect_right(starts, match.start()) - 1
        if inside >= 0 and match.end() < enclosed[inside][1]:
            continue
        if _ends_sentence(text, first, match, end, language):
            yield first, match.end()
            first = match.end()
    yield first, end


def _stays_whole(block: str) -> bool:
    if block.lstrip().startswith(("#", "|")):
        return True
    return len(block) <= _WHOLE_ITEM and bool(_ITEM.match(block))


def _parentheses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the outermost matched round brackets, as ranges within which nothing is cut."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _BRACKET.finditer(text, start, end):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            at = opened.pop()
            if match.end() - at > _WHOLE_ITEM:
                continue
            while pairs and pairs[-1][0] > at:
                pairs.pop()
            pairs.append((at, match.end()))
    return pairs


def _ends_sentence(
    text: str, first: int, match: re.Match[str], end: int, language: Language
) -> bool:
    mark = match[0]
    if mark[0] == "؛":
        return language == "ar"
    after = text[match.end() : min(end, match.end() + 40)]
    follows = after.lstrip()
    if not follows:
        return False  # the end of the block ends it
    if not after[0].isspace():
        return _lost_space(text, first, match, follows)
    start = follows.lstrip(_OPENERS + " \u00a0\u202f")[:1]
    if start.islower():
        return False
    if mark[0] in "!?؟۔" or mark.startswith(("…", "..")):
        return True
    return not _abbreviates(text[max(first, match.start() - 24) : match.start()], follows, language)


def _lost_space(text: str, first: int, match: re.Match[str], follows: str) -> bool:
    """Say whether a space was lost after the mark ("…en 2016.Le ministre"), not so in a name."""
    if match[0][0] in "؟۔":
        return True
    before = text[max(first, match.start() - 24) : match.start()].split()
    if not before:
        return False
    last = before[-1]
    if any(c in last for c in "/@.:=&") or last.lower().startswith(("www", "http")):
        return False
    return (
        len(last) >= 3
        and (last[-1].islower() or last[-1].isdigit())
        and follows[0].isupper()
        and follows[1:2].islower()
    )


def _abbreviates(before: str, follows: str, language: Language) -> bool:
    """Say whether the full stop after `before` belongs to its last word, not to the sentence."""
    found = _LAST_WORD.search(before)
    last = found[0] if found else ""
    if not last or (len(last) > _LONGEST and last.isascii() and last.isalpha()):
        return False
    if before.strip() == last and _LIST_NUMBER.fullmatch(last):
        return True  # a numbered item
    folded = _fold_dotted(last)
    if folded in _TITLES and not last[0].islower():
        return True
    if folded in _BEFORE_NUMBERS and follows[0].isdigit():
        return True
    initial = len(last) == 1 and last.isupper()
    dotted = "." in last and all(len(part.lstrip("-")) <= 1 for part in last.split("."))
    return (folded in _MAY_END or initial or dotted) and not _starts_plainly(follows, language)


def _fold_dotted(word: str) -> str:
    return ".".join(map(fold, word.split("."))) if "." in word else fold(word)


def _starts_plainly(follows: str, language: Language) -> bool:
    """Say whether what follows begins as sentences do: with a capital on a word of grammar."""
    word = re.match(r"[^\W\d_]+\b(?!\.)", follows.lstrip(_OPENERS + " \u00a0\u202f"))
    return word is not None and fold(word[0]) in STOPWORDS[language]
