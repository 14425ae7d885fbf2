"""Whether a sentence names several things one after the other."""

from __future__ import annotations

import re
from typing import Final

from assistant.questions import phrases

# What commas set apart and is no item: who somebody is, what something is, when it was.
_ROLE: Final = phrases.ROLE.pattern
_ARTICLE: Final = r"(?:l'|(?:le|la|les|the|its|their|son|sa|un|une|an?) )?"
_ASIDE: Final = re.compile(rf"[,،]\s{_ARTICLE}(?:\w+ ){{0,2}}(?:{_ROLE})[^,،;:]*(?:[,،]|$)")
_NAMED_AFTER: Final = re.compile(rf"((?:{_ROLE})[^,،;:]{{0,60}})[,،]\s[^,،;:]{{1,40}}[,،]")
_BEGINNING: Final = re.compile(
    r"^\W*(?:en(?! (?:font|sont|ont|est|fait)\b)|au|aux|a|dans|depuis|pour|selon|apres|avant|lors|"
    r"in|at|on|for|since|after|before|according to|في|خلال|منذ|حسب)\b[^,،;:]{0,60}[,،]"
)
_SEPARATOR: Final = re.compile(r",\s|;|\s(?:et|and|ainsi que|as well as)\s|،|\sو(?=\w)|\n")
_LAST: Final = re.compile(
    r"[,;،](?:[^,;،]{2,80}?)?\s(?:et|and|ou|or|ainsi que|as well as)\s|\sو(?=\w).*\sو(?=\w)|[;\n]",
)
_ANNOUNCED: Final = re.compile(r":\s[^,;،]{2,80}(?:[,;،]|\s(?:et|and)\s|\sو\w)")
_FEWEST, _MANY = 2, 3  # separators of a list with a last item joined to it, and of one without


def enumerates(text: str) -> bool:
    """Tell whether a sentence gives a list: "A, B et C", "A, B, C, D", "comme suit : A, B".

    A name beside an office ("le président, M. Untel, …") and what only begins a sentence are
    no items; several names, each with its office, are.
    """
    readable = _BEGINNING.sub("", phrases.plain(text))
    several = len(_ASIDE.findall(readable)) > 1
    readable = _NAMED_AFTER.sub(r"\1 ", _ASIDE.sub(", " if several else " ", readable))
    separators = len(_SEPARATOR.findall(readable))
    joined = _LAST.search(readable) is not None
    announced = _ANNOUNCED.search(readable) is not None
    return separators >= _MANY or announced or (separators >= _FEWEST and joined)
