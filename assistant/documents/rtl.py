"""Lines of Arabic as they stand on a page, put back into the order they are read in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

Glyph = tuple[float, float, str]  # left end and right end on the page, and the character

RIGHT_TO_LEFT = re.compile("[\u0590-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER_LTR = re.compile(r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Runs that are read left to right inside Arabic: Latin words, figures with their signs.
_LTR_RUN = re.compile(
    r"%?[0-9A-Za-z\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9]"
    r"(?:[-0-9A-Za-z\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9.,:/'’@&+_\u066b\u066c]*"
    r"[0-9A-Za-z\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9])?%?"
)
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_GROUP = re.compile(r"\d{1,3}")
_NEXT_GROUP = re.compile(r"\d{3}\D{0,2}")


def is_right_to_left(text: str) -> bool:
    """Tell whether a line is read from the right: half its letters or more are Arabic."""
    arabic = len(RIGHT_TO_LEFT.findall(text))
    return arabic > 0 and arabic >= len(_LETTER_LTR.findall(text))


def logical_line(words: Sequence[str]) -> str:
    """Return a line in reading order from its words as they stand from left to right.

    Each word is in reading order itself. In a line read from the right, the order of the words
    is turned, but Latin phrases and figures of several groups keep theirs.
    """
    if not is_right_to_left(" ".join(words)):
        return " ".join(words)
    turned: list[str] = []
    run: list[str] = []  # left-to-right words in a row, as they stand
    for word in reversed(words):
        if run and not _goes_on(word, run[0]):
            turned.extend(run)
            run = []
        if RIGHT_TO_LEFT.search(word):
            turned.append(word)
        else:
            run.insert(0, word)
    return " ".join([*turned, *run])


def _goes_on(left: str, right: str) -> bool:
    """Tell whether two neighbours on the page belong to one left-to-right phrase."""
    if RIGHT_TO_LEFT.search(left):
        return False
    if _LETTER_LTR.search(left) and (_LETTER_LTR.search(right) or right[:1].isdigit()):
        return True
    if _LETTER_LTR.search(right) and left[-1:].isdigit():
        return True
    return bool(_GROUP.fullmatch(left[-3:]) and _NEXT_GROUP.fullmatch(right))


def logical_word(glyphs: Sequence[Glyph]) -> str:
    """Return one word in reading order from its characters and where they stand.

    Without an Arabic letter that is from the left.

    Presentation forms become the letters they are forms of.
    """
    placed = sorted(_marks_with_letters(glyphs), key=lambda glyph: -(glyph[0] + glyph[1]))
    text = "".join(characters for _, _, characters in placed)
    if not RIGHT_TO_LEFT.search(text):
        return text[::-1]
    text = _LTR_RUN.sub(lambda run: run[0][::-1], text)
    return _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]).strip(), text)


def _marks_with_letters(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Put each vowel sign with the letter it stands over, so that sorting keeps them together."""
    letters = [glyph for glyph in glyphs if not unicodedata.combining(glyph[2])]
    if not letters:
        return list(glyphs)
    texts = [text for _, _, text in letters]
    for left, right, mark in glyphs:
        if unicodedata.combining(mark):
            distances = [abs(a + b - left - right) for a, b, _ in letters]
            texts[distances.index(min(distances))] += mark
    return [(a, b, text) for (a, b, _), text in zip(letters, texts, strict=True)]


def parted(glyphs: Sequence[Glyph], size: float) -> list[list[Glyph]]:
    """Return the words that glyphs of one line, `size` points high, form from left to right.

    A space is a quarter of the size or more; figures stand apart by up to that, letters less.
    """
    words: list[list[Glyph]] = []
    end = float("-inf")
    for glyph in sorted(glyphs):
        digits = bool(words) and glyph[2].isdigit() and words[-1][-1][2].isdigit()
        if glyph[0] - end > (0.3 if digits else 0.2) * size or not words:
            words.append([])
        words[-1].append(glyph)
        end = max(end, glyph[1])
    return words


def face_brackets(line: str) -> str:
    """Turn the brackets of a line where they face away: a closing one comes before its opening."""
    for opening, closing in ("()", "[]", "«»"):
        first, second = line.find(closing), line.find(opening)
        if first != -1 and second > first:
            line = line.translate({ord(opening): closing, ord(closing): opening})
    return line
