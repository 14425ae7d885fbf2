"""Years in a text, told from quantities that look like years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.date_patterns import A_YEAR, Atom

_WHOLE: tuple[tuple[int, int], tuple[int, int]] = ((1, 1), (12, 0))
_EDGE = r"(?:(?<!\w)|(?<=\W[وبفلك])|(?<=^[وبفلك]))"
_BARE = re.compile(
    rf"(?=[12]){_EDGE}(?<!\d[.,:])(?:(?<!\d/)|(?<=19\d\d/)|(?<=20\d\d/))(?P<year>19[5-9]\d|20[0-4]\d|2050)(?=م(?!\w)|(?!\w))(?![.,]\d|:\d)"
)
_SAID = re.compile(
    r"(?:(?<!\w)(?:annees?|l'an|year|exercice|en|in|depuis|since|jusqu'en|until|before|after|"
    r"avant|apres|entre|between|عامي|سنتي|منذ|في) |(?<!\w)[لبو]?(?:ال)?(?:سنه|عام) ?|\()"
    r"(?P<year>1[89]\d\d|20\d\d)(?!\w|[.,]\d|:\d)"
)
_SEASON_YEAR = re.compile(
    r"(?<![\w.,/\-])(?P<year>(?:19|20)\d\d)(?P<mark>[/\-])(?P<next>\d\d)(?![\w/\-])"
)
_OLD_PAIR = re.compile(
    r"(?=1[89])(?:(?<=entre )|(?<=between )|(?<=de )|(?<=from )|(?<![\w.,/\-]))(?P<year>1[89]\d\d)"
    r"(?: ?[-/] ?| (?:a|et|to|and) )(?P<next>1[89]\d\d|20\d\d)(?![\w/\-]|[.,]\d)"
)
_DECADE = re.compile(
    r"(?<!\w)(?:annees (?P<fr>(?:1[89]|20)?\d0)(?!\w| ?(?:et|a|-|,|/) ?\d{3}[1-9])"
    r"|(?<=annees \d\d\d0 et )(?P<next>(?:1[89]|20)\d0)(?!\w)"
    r"|(?<=annees \d\d et )(?P<next2>\d0)(?!\w)"
    r"|(?P<en>(?:(?<!\d)(?:19|20)|(?<=the )|(?<=the ')|(?<=the mid-))\d0)'?s(?!\w))"
)

_BETWEEN = re.compile(r"(?<!\w)(?:entre|between) $")
_PLAIN_LEAD = re.compile(
    r"(?:(?<!\w)(?:en|in|depuis|since|annees?|an|years?|exercices?|fin|debut|d'ici|ici a|horizon|"
    r"by|until|during|before|after|avant|apres|jusqu'en|entre|between|from|late|early|"
    r"سنه|عام|السنه|العام|منذ|افق|خلال|بحلول|بين|نهايه|بدايه|متم|في) "
    r"|mi-|mid-|(?<!\w)[ولب](?:سنه|عام) |\()$"
)
_COUNT_LEAD = re.compile(
    r"(?:(?<!\w)(?:pres de|environ|quelques?|plus d[e']|moins d[e']|nearly|about|almost|more than|"
    r"less than|fewer than|approximately|nombre d[e']|pages?|p\.|articles?|art\.|bp|iso|nm|cp|"
    r"tel|fax|dh|mad|usd|eur|no|n°|numero|نحو|حوالي|اكثر من|ازيد من|قرابه|زهاء|ما يقارب|اقل من|رقم|"
    r"ماده|الماده) ?\.? ?|[$€£#°+]\s?|(?<!\d)\d{1,3} )$"
)
_UNIT_AFTER = re.compile(
    r" ?(?:[%€$£]|°)|[ \-](?:dhs?|mdh|mmdh|mad|eur|euros?|dollars?|usd|dirhams?|"
    r"millions?|milliards?|billions?|mille|thousand|hundred|km|kg|g|m|m2|m3|mm|cm|mw|kw|kwh|mwh|gwh|kva|kv|ch|cv|ha|t|"
    r"tonnes?|tons?|litres?|metres?|hectares?|heures?|hours?|jours?|days?|fois|times|"
    r"emplois?|postes?|jobs?|salaries?|personnes?|people|employes?|employees?|workers?|"
    r"entreprises?|companies|firms?|societes?|unites?|units?|pieces?|places?|exemplaires?|"
    r"vehicules?|vehicles?|visiteurs?|visitors?|participants?|exposants?|etudiants?|students?|"
    r"stagiaires?|laureats?|apprentis?|ouvriers?|ingenieurs?|engineers?|techniciens?|"
    r"درهم|دراهم|دولار|يورو|اورو|مليون|مليار|الف|منصب|مناصب|مقاوله|مقاولات|شركه|شخص|عامل|عاملا|"
    r"مستخدم|طن|متر|كيلومتر|هكتار|ميغاواط|وحده|مشروع|مشروعا|منصبا|شخصا|فرصه|طالب|مهندس|"
    r"متدرب|وظيفه|سياره|قطعه|زاير|مشارك|عارض)(?!\w)"
)
_RANGE_AFTER = re.compile(r" ?(?:a|to|-|et|and|ou|or|الي) ?(?P<number>\d[\d.,]*)")
_PLURAL_AFTER = re.compile(r" (?P<word>[a-z]{3,}[sx])(?!\w)")
_NOT_NOUNS = frozenset(
    "les des ses ces nos leurs mes tes aux dans sous sans mais plus alors puis depuis vers "
    "apres pas tous toutes des chez tres jamais plusieurs certains certaines quelques "
    "differents differentes divers diverses nous vous ils elles dont lors hors envers selon "
    "moins deux trois six dix environs toujours ailleurs desormais was has its his this "
    "across versus towards always plus does various sales exports imports makes shows sees "
    "remains marks brings gives takes represents includes comes goes rises falls voit mois "
    "cours jours faits".split()
)


def years(folded: str) -> Iterator[Atom]:
    """Yield the years, school years and decades of a folded text, and no quantities."""
    for match in _DECADE.finditer(folded):
        yield _decade(match)
    if not A_YEAR.search(folded):
        return
    for match in _SEASON_YEAR.finditer(folded):
        year, following = int(match["year"]), int(match["next"])
        if following == (year + 1) % 100 and (match["mark"] == "/" or following > 12):
            yield Atom(match.start(), match.end(), year + 1, (1, 1), (12, 0), "range", spread=1)
    for match in _OLD_PAIR.finditer(folded):
        year, last = int(match["year"]), int(match["next"])
        joined = " et " not in match[0] and " and " not in match[0]
        if year < last and (
            joined or _BETWEEN.search(folded, max(0, match.start() - 8), match.start())
        ):
            yield Atom(*match.span(), last, (1, 1), (12, 0), "range", spread=last - year)
    for match in _SAID.finditer(folded):
        if not _counts(folded, match.start("year"), match.end()):
            yield _year(match)
    for match in _BARE.finditer(folded):
        if not _counts(folded, match.start("year"), match.end()):
            yield _year(match)


def _year(match: re.Match[str]) -> Atom:
    first, last = _WHOLE
    return Atom(match.start("year"), match.end(), int(match["year"]), first, last, "year")


def _decade(match: re.Match[str]) -> Atom:
    said = int(match["fr"] or match["next"] or match["next2"] or match["en"])
    start = said if said > 99 else said + (1900 if said >= 30 else 2000)
    return Atom(match.start(), match.end(), start + 9, (1, 1), (12, 0), "range", spread=9)


def _counts(folded: str, start: int, end: int) -> bool:
    """Tell whether the number at `start` counts something: 2000 jobs, 2030 DH, no. 2016."""
    if _COUNT_LEAD.search(folded, max(0, start - 16), start) or _UNIT_AFTER.match(folded, end):
        return True
    led = _PLAIN_LEAD.search(folded, max(0, start - 12), start)
    beyond = _RANGE_AFTER.match(folded, end)
    if beyond and not (led and "entre" not in led[0] and "between" not in led[0]):
        bare = _BARE.match(folded, beyond.start("number"))
        if bare is None:
            return len(re.sub(r"\D", "", beyond["number"])) > 2 and folded[end] != "-"
        return bool(_UNIT_AFTER.match(folded, bare.end()))
    noun = _PLURAL_AFTER.match(folded, end)
    if noun is None or noun["word"] in _NOT_NOUNS:
        return False
    return not led
