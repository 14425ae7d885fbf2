"""The noun that a question asks for: "quelle ville", "rebar price in 2021", "ثمن الخردة".

The nouns stand in `heads.json`, by language and kind of answer. French and Arabic put the noun
first in its group, English last. All is matched on folded text (`phrases.plain`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from assistant.questions.phrases import plain
from assistant.schema import LANGUAGES, AnswerKind, Language

_COPULA: Final = r"(?:est|sont|etait|etaient|a ete|ont ete|fut|furent|sera|seront|serait)"
_ADJECTIVE: Final = (
    r"(?:(?:premier|derniere?|nouve(?:au|lle|l)|ancien(?:ne)?|grande?|gros(?:se)?|petite?|seule?|"
    r"meilleure?|principale?|futur|prochaine?|deuxieme|second|autre|meme|plus(?: \w+)?)s? )?"
)
_FRENCH_ARTICLE: Final = r"(?:le |la |les |l'|son |sa |ses |leurs? )"
_FRENCH_GROUP: Final = rf"{_FRENCH_ARTICLE}?{_ADJECTIVE}"
_FRENCH_COPULA: Final = (
    rf"\b(?:(?:quel(?:le)?s?|qui) {_COPULA} |comment s'appel(?:le|lent|ait) |"
    r"c'est (?:quoi|qui|combien) |"
    r"(?:donne[rz]?|indique[rz]?|rappele[rz]?|precise[rz]?|dire)(?:[- ]moi)? )"
    rf"(?={_FRENCH_ARTICLE})"
)
# What an English group of words ends before: its noun is the last word before one of these.
_ENDS: Final = (
    r"(?:of|for|in|on|at|by|to|from|with|per|after|before|between|among|since|until|under|over|"
    r"during|within|than|as|that|who|which|when|where|once|if|and|or|is|are|was|were|be|been|has|"
    r"have|had|do|does|did|will|would|can|could|must|should|may|might|the|an?|its|their|de|du|des)"
)
_WORD: Final = rf"(?!{_ENDS}\b)[a-z\d%&.'/-]+ "
_ENGLISH_COPULA: Final = (
    r"\b(?:(?:what|which|who)(?:'s| is| was| are| were| will be)|(?:tell|give) me) "
    r"(?:the |its |their )?"
)
_AFTER: Final = rf"(?='s (?:{_ENDS})\b|\s+(?:{_ENDS}\b|\d)|\s*(?:[,;:.?!(]|$))"
_ARABIC_ASKS: Final = r"(?:^|\s)(?:[وف]?[بل]?اي|من هو|من هي) (?:ا\w{2,3} )?"
_ARABIC_WHAT: Final = r"(?:^|\s)و?(?:ما|ماذا|ماهو|ماهي|حسب)(?: هو| هي)? (?:اخر )?"
# What is counted by its plural: "what sales", "quelles exportations".
_SEVERAL: Final = frozenset(
    "ventes recettes exportations importations depenses sales exports imports".split()
)
# "Graduates of the institute in 2021": something in the plural, and when.
_PLURAL: Final = re.compile(
    r"(?!(?:sur|dans|pour|chez|sous|selon|about)\b)(?:les |the )?"
    rf"(?:\w{{3,}}[sx]\b|(?:{_WORD}){{0,3}}\w{{3,}}s (?=(?:{_ENDS}|made|\w+ed)\b))"
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_SEGMENT: Final = re.compile(r"[,;:،؛]\s*|\s*[?؟!]+\s*")


class Head(NamedTuple):
    """What a noun asked for is, and where the words that ask for it begin."""

    kind: AnswerKind
    start: int


class _Nouns(NamedTuple):
    """The nouns of a language: what finds one, what each is, and which are in the plural."""

    pattern: str
    kinds: Mapping[str, AnswerKind]
    plural: frozenset[str]


def asked_for(readable: str) -> Head | None:
    """Return the first noun that a question word asks for; None where there is none."""
    found = [
        (match.start(), -match.end(), kind)
        for language, behind, pattern in _behind_question_words()
        for match in pattern.finditer(readable)
        if (kind := _kind(match["noun"], language, behind)) is not None
    ]
    return Head(min(found)[-1], min(found)[0]) if found else None


def named_first(readable: str) -> AnswerKind | None:
    """Return the kind of what a question without a question word names: "Prix du plomb en 2020".

    The noun of one of its parts; else any quantity it names; else what it names in the plural is
    counted, at a time, or listed.
    """
    parts = [part for part in _SEGMENT.split(readable) if part]
    for language, pattern in _opening():
        for part in parts:
            if found := pattern.match(part):
                return _nouns(language).kinds[found["noun"]]
    for language in LANGUAGES:
        found_anywhere = re.finditer(rf"\b{_nouns(language).pattern}\b", readable)
        if any(_nouns(language).kinds[m["noun"]] == "figure" for m in found_anywhere):
            return "figure"
    if _PLURAL.match(readable):
        return "figure" if _YEAR.search(readable) else "list"
    return None


def names_body(readable: str) -> bool:
    """Tell whether a text speaks of an organisation by a common noun: "la chambre", "a bank"."""
    return any(
        _nouns(language).kinds[found["noun"]] == "organisation"
        for language in LANGUAGES
        for found in re.finditer(rf"\b{_nouns(language).pattern}\b", readable)
    )


def _kind(noun: str, language: Language, behind: str) -> AnswerKind | None:
    """Return the kind a noun asks for behind a word: several things are a list, a name is none."""
    kind = _nouns(language).kinds[noun]
    if noun in _nouns(language).plural:
        several = {"organisation", "person"} | ({"figure"} if behind == "which" else set())
        return "list" if kind in several else kind
    named = behind == "what" and kind in {"organisation", "place"}
    return None if named and not noun.startswith("ال") else kind


@cache
def _nouns(language: Language) -> _Nouns:
    data = json.loads((files("assistant.questions") / "heads.json").read_text("utf-8"))[language]
    kinds: dict[str, AnswerKind] = {}
    plural: set[str] = set()
    for kind, nouns in data.items():
        for noun in map(plain, nouns):
            several = _plurals(noun, language)
            defined = [" ".join(f"ال{word}" for word in noun.split())] if language == "ar" else []
            kinds |= dict.fromkeys([*several, noun, *defined], kind)
            plural.update(several)
    longest_first = sorted(kinds, key=len, reverse=True)
    pattern = rf"(?P<noun>{'|'.join(map(re.escape, longest_first))})"
    return _Nouns(pattern, kinds, frozenset(plural - _SEVERAL))


def _plurals(noun: str, language: Language) -> list[str]:
    if language == "ar" or len(noun) < 3 or noun.endswith(("s", "x")):
        return []
    if language == "en" and noun.endswith("y") and not noun.endswith(("ay", "ey")):
        return [f"{noun[:-1]}ies"]
    return [f"{noun}s"]


@cache
def _behind_question_words() -> tuple[tuple[Language, str, re.Pattern[str]], ...]:
    """Return the ways a question word stands before a noun: language, how it asks, what finds it.

    "which" chooses, "the" asks for one that is known, "what" may ask to have it explained.
    """
    fr, en, ar = (_nouns(language).pattern for language in ("fr", "en", "ar"))
    return (
        ("fr", "which", re.compile(rf"\bquel(?:le)?s? {_ADJECTIVE}{fr}\b")),
        ("fr", "the", re.compile(rf"{_FRENCH_COPULA}{_FRENCH_GROUP}{fr}\b")),
        ("en", "which", re.compile(rf"\b(?:what|which) (?:{_WORD}){{0,4}}?(?:\w+-)?{en}\b(?!'s)")),
        ("en", "the", re.compile(rf"{_ENGLISH_COPULA}(?:{_WORD}){{0,6}}(?:\w+-)?{en}\b{_AFTER}")),
        ("ar", "which", re.compile(rf"{_ARABIC_ASKS}{ar}\b")),
        ("ar", "what", re.compile(rf"{_ARABIC_WHAT}{ar}\b")),
    )


@cache
def _opening() -> tuple[tuple[Language, re.Pattern[str]], ...]:
    fr, en, ar = (_nouns(language).pattern for language in ("fr", "en", "ar"))
    return (
        ("en", re.compile(rf"\s*(?:the )?(?:{_WORD}){{0,7}}{en}\b{_AFTER}")),
        ("fr", re.compile(rf"\s*{_FRENCH_GROUP}{fr}\b")),
        ("ar", re.compile(rf"\s*(?:اخر )?{ar}\b")),
    )
