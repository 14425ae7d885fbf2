"""The title behind a trail of links, in a page that was saved without its line ends."""

from __future__ import annotations

import re

from assistant.documents.bylines import labelled_days
from assistant.documents.folding import fold_line, names, words
from assistant.documents.prose import is_function_word, is_headline

_TRAIL = re.compile(r"\s+[>›»]\s+")
_WRITER = re.compile(r"\s(?:Par|By|Rédigé par|Écrit par)\s+[A-ZÀ-Þ]|\sبقلم\s")
_CRUMB = 4  # words of the last link at most


def title_after_trail(line: str, article: str) -> str:
    """Return the title between a trail of links and a byline on one line, '' for other lines.

    "Home > Metal > Machines Alpha opens a works By A. B. | Published …". The last link runs into
    the title, which begins with a small word's capital or with a name that `article` knows.
    """
    ends = [start for start, _ in labelled_days(line)]
    ends += [match.start() for match in _WRITER.finditer(line)]
    if not ends or len(_TRAIL.findall(line[: min(ends)])) < 1:
        return ""
    found = _TRAIL.split(line[: min(ends)])[-1].strip(" |-–—")
    title = found[_begins(found, names(article)) :]
    return title if is_headline(title) and len(words(title)) >= 3 else ""


def _begins(found: str, known: set[str]) -> int:
    """Return where the title begins in what follows the trail: 0 where nothing shows it."""
    before = ""
    for number, match in enumerate(re.finditer(r"\S+", found)):
        word = match.group().strip('«»"“”(.,:')
        folded = fold_line(word)
        if 0 < number <= _CRUMB and word[:1].isupper():
            named = folded in known and before not in known
            if named or is_function_word(re.sub(r"'.*", "", folded)):
                return match.start()
        before = folded
    return 0
