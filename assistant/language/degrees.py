"""Words by which a text ranks or praises: the largest, the best, famous."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from assistant.schema import Language

# What sets one above all others of its kind, or judges it.
_RANKS: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:la|le|les|sa|son|ses|leurs?|nos|notre)\s+(?:\w+\s+)?(?:plus|moins)\s+"
        r"(?!de\b|d['’]|que\b|qu['’]|en\b|tard|tôt|récent)\w+|"
        r"\b(?:la |le |les |l['’]un des )(?:meilleur|pire)e?s?\b|"
        r"\b(?:célèbre|réputé|renommé|magnifique|superbe|splendide|exemplaire|admirable|prestigieu|"
        r"remarquable|merveilleu|fameu|somptueu|médiocre|scandaleu|désastreu|catastrophique)\w*",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:the|its|their|his|her|our)\s+(?:\w+\s+)?(?:(?:most|least)\s+(?!of\b|recent)\w+|"
        r"(?:best|worst|finest|\w{2,}[^aeiou\W]iest|(?:great|larg|bigg|old|small|high|low|strong|weak|"
        r"rich|poor|long|short|fast|cheap|clean|few|tall|new|young|deep|hard|safe)e?st))\b|"
        r"\b(?:famous|renowned|magnificent|superb|splendid|exemplary|admirable|prestigious|beautiful|"
        r"remarkable|wonderful|marvell?ous|excellent|outstanding|mediocre|scandalous|disastrous|"
        r"catastrophic)\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<!\w)(?:ال)?(?:أكبر|أجمل|أفضل|أحسن|أسوأ|أقدم|أعظم|أقوى|أغنى|أعلى|أروع|أرقى|أضخم|"
        r"أطول|أسرع|أرخص|أصغر|أضعف)(?!\w)(?!\s+من(?!\w))|"
        r"(?<!\w)(?:ال)?(?:شهير|مشهور|رائع|ممتاز|عريق|مرموق)[ةين]*(?!\w)"
    ),
}
# What another may put in these words: the first, the only one, a record.
_ALIKE: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:premi[eè]re?|seule?|uniques?|principa(?:l|le|ux|les)|majeure?|leader|record|en tête|"
        r"numéro un|devant|domin\w*|maxim\w*|minim\w*|tou(?:s|te|tes|t)|aucune?|jamais|"
        r"meilleure?s?|pires?|mieux|excell\w*|sommet|phare)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:first|only|sole|main|major|leading|leader|leads|record|top|number one|ahead|any|"
        r"dominat\w*|maxim\w*|minim\w*|all|every|none|never|most|least|better|best|worse|worst|"
        r"excell\w*|peak|flagship|\w{3,}est)\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<!\w)[وفبل]?(?:ال)?(?:أول|أولى|وحيد\w*|رئيسي\w*|رائد\w*|قياسي\w*|صدارة|طليعة|كل|جميع|"
        r"كبرى|متميز\w*|أبرز|أهم|أ\w{3})(?!\w)"
    ),
}


@lru_cache(maxsize=5_000)
def ranks(text: str, language: Language) -> tuple[str, ...]:
    """Return the words by which a text ranks or judges something."""
    return tuple(found[0] for found in _RANKS[language].finditer(text))


@lru_cache(maxsize=5_000)
def may_rank(text: str, language: Language) -> bool:
    """Tell whether a text has anything that another may word as a rank or a judgement."""
    return any(table[language].search(text) for table in (_RANKS, _ALIKE))
