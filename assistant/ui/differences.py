"""What is different between two texts: line by line, and word by word within a changed line.

What went and what came is marked for the eye by a line through and a line below, and said in words
to who listens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

from assistant.ui.safety import safe
from assistant.ui.words import Words

_WORD: Final = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE: Final = 0.4  # of two lines: below, one went and another came
_MANY_LINES: Final = 2000  # of a text: above, lines that come very often are not anchors
_AROUND: Final = 1  # lines shown on each side of a change


def differences(old: str, new: str, words: Words) -> str:
    """Return how `new` differs from `old`, as HTML; what is the same is left out but for a line."""
    before, after = _lines(old), _lines(new)
    if before == after:
        key = "diff.same" if old.strip() == new.strip() else "diff.blank"
        return f'<p class="same">{safe(words.say(key))}</p>'
    many = max(len(before), len(after)) > _MANY_LINES
    matcher = SequenceMatcher(None, before, after, autojunk=many)
    return f'<div class="diff">{"".join(_drawn(matcher.get_opcodes(), before, after, words))}</div>'


@dataclass(slots=True)
class Work:
    """How many words may still be compared with how many: the time grows with their product."""

    left: int = 3_000_000  # a second at the worst

    def is_too_much(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Return whether comparing these costs more than is left; where not, take it off."""
        cost = len(one) * len(other)
        if cost > self.left:
            return True
        self.left -= cost
        return False


def within(old: str, new: str, words: Words, work: Work | None = None) -> str:
    """Return two lines as one, what went and what came marked."""
    one, other = _WORD.findall(old), _WORD.findall(new)
    head = _shared(one, other)
    one, other = one[head:], other[head:]
    tail = _shared(one[::-1], other[::-1])
    before, after = one[: len(one) - tail], other[: len(other) - tail]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    same = len(old) - len("".join(before))
    if (work or Work()).is_too_much(before, after) or _alike(
        matcher, before, same, old + new
    ) < _ALIKE:
        return _went(old, words) + _came(new, words)
    out = [safe(old[: len(old) - len("".join(one))])]
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            out.append(safe("".join(before[a:b])))
        else:
            out += [_went("".join(before[a:b]), words), _came("".join(after[c:d]), words)]
    return "".join([*out, safe("".join(one[len(one) - tail :]))])


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two lines begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _alike(matcher: SequenceMatcher[str], one: Sequence[str], same: int, both: str) -> float:
    """Return which part of the characters of two lines is the same in both, 0 to 1.

    `same` are those known to be.
    """
    blocks = (
        "".join(one[block.a : block.a + block.size]) for block in matcher.get_matching_blocks()
    )
    return 2 * (same + sum(len(piece) for piece in blocks if piece.strip())) / max(1, len(both))


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def _drawn(
    steps: Iterable[tuple[str, int, int, int, int]],
    before: Sequence[str],
    after: Sequence[str],
    words: Words,
) -> Iterator[str]:
    work = Work()
    for what, a, b, c, d in steps:
        if what == "equal":
            yield from _unchanged(before[a:b], first=a == 0, last=b == len(before), words=words)
            continue
        for old, new in zip_longest(before[a:b], after[c:d], fillvalue=""):
            yield f"<p>{within(old, new, words, work)}</p>"


def _unchanged(lines: Sequence[str], *, first: bool, last: bool, words: Words) -> Iterator[str]:
    """Yield the lines beside a change, and how many others there are."""
    head = 0 if first else _AROUND
    tail = 0 if last else _AROUND
    left_out = len(lines) - head - tail
    if left_out <= 1:
        yield from (f"<p>{safe(line)}</p>" for line in lines)
        return
    yield from (f"<p>{safe(line)}</p>" for line in lines[:head])
    yield f'<p class="left">{safe(words.say("diff.left", n=words.number(left_out)))}</p>'
    yield from (f"<p>{safe(line)}</p>" for line in lines[len(lines) - tail :])


def _went(text: str, words: Words) -> str:
    return _mark("del", text, words.say("diff.went"), words.say("diff.end"))


def _came(text: str, words: Words) -> str:
    return _mark("ins", text, words.say("diff.came"), words.say("diff.end"))


def _mark(tag: str, text: str, said: str, end: str) -> str:
    if not text:
        return ""
    return (
        f'<{tag}><span class="unseen">[{safe(said)}] </span>{safe(text)}'
        f'<span class="unseen"> [{safe(end)}] </span></{tag}>'
    )
