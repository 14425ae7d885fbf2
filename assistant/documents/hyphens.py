"""Words cut at the end of a line: which hyphen is the typesetter's and which the word's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TOKEN = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_CUT = re.compile(r"([^\W_]+(?:[-‐’'][^\W_]+)*)[-‐\xad]$")
# First halves after which French writes the hyphen, and second halves before which it does.
_KEEPS_AFTER = frozenset(
    """non ex vice sous mi demi semi contre entre après avant arrière porte garde libre quasi
    grand grands grande moyen moyens haut hauts bas chef chefs savoir peut rendez celui celle ceux
    celles nord sud ouest franco maroco euro hispano italo anglo afro arabo sino main mains taux
    plus court long compte rez chez dit est ci là tout quelques vingt trente quarante cinquante
    soixante dix cent quatre mot clé état centre bien mieux nouveau pilote deux trois well self
    high low long short mid full part state end hot cold year non post""".split()
)
_KEEPS_BEFORE = frozenset(
    """là ci t-il t-elle t-on t il elle on ils elles je tu nous vous moi toi lui eux leur même
    mêmes être d'œuvre d’œuvre d'oeuvre parole paroles clé clés midi dire uns unes propos chaussée
    president président présidente directeur ministre delà dessus dessous""".split()
)


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """Return the words that stand whole in the lines, small, compounds with their hyphens."""
    words: set[str] = set()
    for line in lines:
        tokens = [token.casefold() for token in _TOKEN.findall(line)]
        # The first and the last may be halves.
        words.update(tokens[1:-1])
    return frozenset(words)


def join_lines(first: str, second: str, known: frozenset[str] = frozenset()) -> str:
    """Return two lines as one text, the second half of a cut word put to the first.

    The hyphen goes when the word stands in `known` without it, stays when it stands there with
    it; otherwise it stays before a capital or a figure, and after halves that form compounds.
    """
    first, second = first.rstrip(), second.lstrip()
    cut = _CUT.search(first)
    rest = re.match(r"[^\W_]+(?:[-‐’'][^\W_]+)*", second)
    if not second:
        return first
    if cut is None or rest is None:
        # A dash with a space before it is no hyphen; nor is one after a sign.
        return f"{first} {second}" if first else second
    if first.endswith("\xad") or not _keeps(cut[1], rest[0], known):
        return first[:-1] + second
    return first + second


def _keeps(start: str, rest: str, known: frozenset[str]) -> bool:
    if not rest[0].islower() or start[-1].isdigit():
        return True
    low, low_rest = start.casefold(), rest.casefold()
    if low + low_rest in known:
        return False
    if f"{low}-{low_rest}" in known:
        return True
    last = re.split(r"[-‐’']", low)[-1]
    if last in _KEEPS_AFTER or low_rest in _KEEPS_BEFORE:
        return True
    # Both halves stand alone in the text: rather a compound than a chance.
    return len(last) > 3 and len(low_rest) > 3 and last in known and low_rest in known
