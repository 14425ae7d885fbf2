"""False sentences made by rule from true ones, so that a wider check is seen to be a weaker one.

Each twist changes one thing of a sentence of `worded.jsonl`: a digit, a figure for another of its
quotes, a month or year, a unit, who acts, a denial, a way up or down, a name. Nearly all that comes
out is false; what the check lets through of it is a miss, or one of the few that stayed true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, permutations
from typing import Final, Literal, NamedTuple, get_args

from assistant.language.figures import find_figures
from assistant.language.proper_names import find_names
from assistant.language.text import fold
from assistant.questions.quoted import Quote
from assistant.schema import Figure, Language

Kind = Literal[
    "digit", "figure", "month", "year", "unit", "party", "denied", "affirmed", "direction", "name"
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_NUMBER: Final = re.compile(r"\d(?:[\d.,\u00a0\u202f ]*\d)?")
_YEAR: Final = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")
_DATED: Final = re.compile(r"(?:19|20)\d\d|\d\d?/\d\d?/\d{4}")
_TRIED: Final = 3  # other names, or other figures, put in the place of one
_Pairs = tuple[tuple[str, str], ...]


class Twist(NamedTuple):
    """What was changed of a sentence, and what it says now."""

    kind: Kind
    text: str


def twists(
    text: str, language: Language, quotes: Sequence[Quote], names: Sequence[str]
) -> tuple[Twist, ...]:
    """Return the false sentences made of one that is true; `names` are those to put in it."""
    made: Mapping[Kind, Iterable[str]] = {
        "digit": _digits(text),
        "figure": _figures(text, language, quotes),
        "month": _exchanged(text, _MONTHS[language]),
        "year": _years(text),
        "unit": _exchanged(text, _UNITS[language]),
        "party": _exchanged(text, _PARTIES[language]),
        "denied": _denied(text, language),
        "affirmed": _replaced(text, _AFFIRMED[language]),
        "direction": _exchanged(text, _WAYS[language]),
        "name": _renamed(text, language, quotes, names),
    }
    told = ((kind, one) for kind in KINDS for one in dict.fromkeys(made[kind]))
    return tuple(Twist(kind, one) for kind, one in told if one != text)


def names_in(text: str, language: Language) -> list[str]:
    """Return the words of `text` that are names by which others can be replaced."""
    return [word.text for word in find_names(text, language) if not word.text.isupper()]


def _digits(text: str) -> Iterator[str]:
    """Yield the text with each of its digits raised by one."""
    for match in re.finditer(r"[0-9]", text):
        yield text[: match.start()] + str((int(match[0]) + 1) % 10) + text[match.end() :]


def _years(text: str) -> Iterator[str]:
    for match in _YEAR.finditer(text):
        for step in (-1, 1):
            yield text[: match.start()] + str(int(match[0]) + step) + text[match.end() :]


# --- figures ------------------------------------------------------------------------------------


def _figures(text: str, language: Language, quotes: Sequence[Quote]) -> Iterator[str]:
    """Yield the text with a figure of its quotes in another's place, or two of its own swapped."""
    said = [f for f in find_figures(text, language) if not _DATED.fullmatch(f.words)]
    known = {f.value for quote in quotes for f in quote.figures} - {f.value for f in said}
    for figure in said:
        for value in sorted(known)[:_TRIED]:
            yield _with(text, figure, value, language)
    for one, other in permutations(said, 2):
        if one.span.end <= other.span.start and one.value != other.value:
            yield _with(_with(text, other, one.value, language), one, other.value, language)


def _with(text: str, figure: Figure, value: Decimal, language: Language) -> str:
    """Return the text with another value, in the scale and unit in which a figure is written."""
    number = _NUMBER.search(text, figure.span.start, figure.span.end)
    bare = find_figures(number[0], language) if number else []
    if number is None or not bare or not bare[0].value:
        return text
    scaled = value / (figure.value / bare[0].value)
    written = f"{scaled:,f}".rstrip("0").rstrip(".") if scaled % 1 else f"{scaled:,.0f}"
    if language != "en":
        written = written.translate(str.maketrans(",.", " ,"))
    return text[: number.start()] + written + text[number.end() :]


# --- words --------------------------------------------------------------------------------------


def _exchanged(text: str, pairs: _Pairs) -> Iterator[str]:
    """Yield the text with one side of a pair in the other's place, both ways."""
    yield from _replaced(text, chain(pairs, ((other, one) for one, other in pairs)))


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for one, other in pairs:
        for match in re.finditer(rf"(?<!\w){re.escape(one)}(?!\w)", text):
            yield text[: match.start()] + other + text[match.end() :]


def _pairs(words: str) -> _Pairs:
    """Read "one=other, ..." as pairs, each with a capital too."""
    found = [tuple(pair.strip().split("=")) for pair in words.split(",")]
    both = [(one, other) for one, other in found]
    return (
        *both,
        *((a[0].upper() + a[1:], b[0].upper() + b[1:]) for a, b in both if a[0].islower()),
    )


_MONTHS: Final[Mapping[Language, _Pairs]] = {
    "fr": _pairs(
        "janvier=mai, février=octobre, mars=juin, avril=novembre, juillet=septembre, "
        "août=décembre, printemps=automne"
    ),
    "en": _pairs(
        "January=May, February=October, March=June, April=November, July=September, "
        "August=December, spring=autumn"
    ),
    "ar": _pairs("يناير=ماي, فبراير=أكتوبر, مارس=يونيو, شتنبر=دجنبر, ربيع=خريف"),
}
_UNITS: Final[Mapping[Language, _Pairs]] = {
    "fr": _pairs(
        "MDH=millions d'euros, milliard=million, milliards=millions, dirhams=tonnes, "
        "dirham=euro, tonnes=km, %=hectares, km=hectares, personnes=tonnes, MWh=MW"
    ),
    "en": _pairs(
        "million=billion, m=bn, MAD=EUR, dirhams=tonnes, tonnes=km, tonne=km, %=tonnes, "
        "people=dirhams, jobs=tonnes, votes=tonnes, kWh=km"
    ),
    "ar": _pairs("مليون=مليار, درهم=يورو, طن=هكتار, المائة=درهم, ألف=مليون, شخصا=طنا"),
}
_PARTIES: Final[Mapping[Language, _Pairs]] = {
    "fr": _pairs(
        "l'État=la fédération, la FIMME=l'État, la FIDEMEC=l'État, la FAMTEL=l'État, "
        "la FESATAM=l'État, le GARFET=l'État, le ministère=la fédération, "
        "la wilaya=la fédération, l'Agence des ports=la fédération"
    ),
    "en": _pairs(
        "the State=the federation, the ministry=the federation, FIMME=the State, "
        "FIDEMEC=the State, FAMTEL=the State, FESATAM=the State, GARFET=the State"
    ),
    "ar": _pairs("الدولة=الفيدرالية, وزارة=فيدرالية, FIDEMEC=الدولة, FESATAM=الدولة"),
}
_WAYS: Final[Mapping[Language, _Pairs]] = {
    "fr": _pairs(
        "grimpé=reculé, baisse=monte, avant=après, depuis=avant, hausse=baisse, aggravé=réduit, "
        "est passée=a baissé, contre=après"
    ),
    "en": _pairs(
        "climbed=fell, up=down, up from=down from, rose=fell, a drop=a rise, before=after, "
        "since=before, more=less, raise=lower, raising=lowering, raised=lowered"
    ),
    "ar": _pairs("ارتفعت=انخفضت, تراجع=ارتفع, قبل=بعد, رفع=خفض, منذ=قبل"),
}
_AFFIRMED: Final[Mapping[Language, _Pairs]] = {
    "fr": _pairs(
        "n'a pas=a, n'a=a, n'ont pas=ont, n'est pas=est, ne résiste pas=résiste, sans=avec, "
        "n'en étaient pas=en étaient, ne s'est engagée sur aucun=s'est engagée sur un, "
        "personne ne construit=on construit, n'a pas fermé=a fermé, "
        "ne s'accordent pas=s'accordent, n'est pas d'accord=est d'accord, a refusé=a accepté"
    ),
    "en": _pairs(
        "not be=be, not=also, is not=is, no=some, would not=would, made no=made a, none=all, "
        "without=with, took no=took the, never=always, declined=agreed"
    ),
    "ar": _pairs(
        "لن يُغلق=يُغلق, لن يغادر=يغادر, لم تتجاوز=تجاوزت, لا يوفر=يوفر, لا يعيب=يعيب, ليس من=من"
    ),
}
_VERBS: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:s'est|s'était|a|ont|est|sont|avait|avaient|était|étaient|sera|seront|va|doit|devait|"
        r"veut|dispose|employaient|occupaient|vendait|préside|promet|revendique|relève|injectera|"
        r"recevra|passe|assure)\b(?=\s)"
    ),
    "en": re.compile(
        r"\b(?:is|are|was|were|has|have|had|will|would|could|can)\b(?! (?:not|no)\b)|"
        r"\b(?:pledged|promised|guaranteed|committed|undertook|opposed|feeds|makes|says)\b"
    ),
    "ar": re.compile(
        r"(?<!\w)(?:تعهدت|التزمت|وعدت|ارتفعت|ستبلغ|استثمرت|كانت|بلغ|ستساهم|انهزم|تراجع|حققت|ستضخ|تمر|"
        r"تود|يقود|تقول|التزم|يعمل)(?!\w)"
    ),
}  # fmt: skip


def _denied(text: str, language: Language) -> Iterator[str]:
    """Yield the text with each verb that it affirms denied."""
    for match in _VERBS[language].finditer(text):
        yield text[: match.start()] + _DENY[language](match[0]) + text[match.end() :]


def _not(verb: str) -> str:
    return f"did not {verb}" if verb.endswith(("ed", "k", "s")) and len(verb) > 3 else f"{verb} not"


def _ne_pas(verb: str) -> str:
    if verb.startswith("s'"):
        return f"ne {verb} pas"
    return f"n'{verb} pas" if verb[0] in "aeéio" else f"ne {verb} pas"


def _lam(verb: str) -> str:
    return f"لن {verb[1:]}" if verb.startswith("س") else f"لم {verb}"


_DENY: Final[Mapping[Language, Callable[[str], str]]] = {"fr": _ne_pas, "en": _not, "ar": _lam}


# --- names --------------------------------------------------------------------------------------


def _renamed(
    text: str, language: Language, quotes: Sequence[Quote], names: Sequence[str]
) -> Iterator[str]:
    """Yield the text with each name in it replaced by some that neither it nor its quotes know."""
    known = {fold(word) for word in re.findall(r"\w+", text)}
    for quote in quotes:
        known |= quote.surfaces
    others = [name for name in names if fold(name) not in known]
    for word in find_names(text, language):
        same = [name for name in others if name.isascii() == word.text.isascii()] or others
        start = sum(map(ord, word.text))
        for at in range(min(_TRIED, len(same))):
            other = same[(start + 7 * at) % len(same)]
            yield text[: word.start] + other + text[word.start + len(word.text) :]
