"""Nouns for who holds an office and for what kind of body acts, in three languages.

Only words that mean one of them: "head", "patron" and "رئيس" may be nearly any office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from assistant.language.text import fold, folded, words
from assistant.schema import LANGUAGES, Language

Class = Literal["office", "body"]


class Role(NamedTuple):
    """One office or kind of body, by the first French word for it."""

    kind: Class
    name: str


# A row each: its words in French, English and Arabic, singular. A word may stand in two.
_ROWS: Final[Mapping[Class, tuple[tuple[str, str, str], ...]]] = {
    "office": (
        ("ministre", "minister", "وزير وزيرة"),
        ("maire bourgmestre", "mayor mayoress", "عمدة"),
        ("gouverneur gouverneure", "governor", "حاكم محافظ"),
        ("wali", "wali", "والي"),
        ("préfet préfète", "prefect", ""),
        ("président présidente pdg", "president chair chairman chairwoman ceo executive", ""),
        ("directeur directrice dg pdg", "director manager ceo executive", "مدير مديرة"),
        ("ambassadeur ambassadrice", "ambassador", "سفير سفيرة"),
        ("député députée", "lawmaker mp", "برلماني برلمانية"),
        ("juge magistrat", "judge magistrate", "قاضي قاض"),
        ("roi", "king", "ملك"),
        ("ingénieur ingénieure", "engineer", "مهندس مهندسة"),
        ("délégué déléguée", "delegate", "مندوب مندوبة"),
        ("syndicaliste", "unionist", "نقابي نقابية"),
        ("avocat avocate", "lawyer", "محام محامي محامية"),
        ("évêque archevêque", "bishop archbishop", "أسقف"),
    ),
    "body": (
        ("entreprise société firme compagnie", "company firm corporation", "شركة مقاولة"),
        ("ville commune municipalité mairie", "city town municipality", "مدينة بلدية جماعة"),
        ("syndicat", "union", "نقابة"),
        ("gouvernement ministère état", "government ministry state", "حكومة وزارة دولة"),
        ("fédération association groupement", "federation association", "فيدرالية جمعية تجمع"),
        ("banque", "bank", "بنك مصرف"),
        ("université", "university", ""),
        ("école", "school", "مدرسة"),
        ("tribunal cour", "court tribunal", "محكمة"),
        ("agence", "agency", "وكالة"),
        ("région province wilaya", "region province wilaya", "جهة ولاية إقليم"),
        ("parlement", "parliament", "برلمان"),
        ("hôpital", "hospital", "مستشفى"),
    ),
}
# Words that may be any office.
_ANY: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:patron|chef|dirige|dirigeant|responsable|presid|tete|numero un|secretaire|elu)"
    ),
    "en": re.compile(r"\b(?:head|boss|chief|leader|leads|led|runs|official|secretary|presid)"),
    "ar": re.compile(r"رييس|رئيس|مسوول|مسؤول|قاءد|قائد|يراس|تراس|يقود|تقود|كاتب|امين"),
}
_CLITICS: Final = re.compile(r"^[وفبك]?(?:ال|لل|ل)?(?=\w{3})")


@lru_cache(maxsize=1)
def _names() -> Mapping[Language, Mapping[str, frozenset[Role]]]:
    found: dict[Language, dict[str, frozenset[Role]]] = {to: {} for to in LANGUAGES}
    for kind, rows in _ROWS.items():
        for row in rows:
            role = Role(kind, row[0].split()[0])
            for language, said in zip(LANGUAGES, row, strict=True):
                for word in map(fold, said.split()):
                    found[language][word] = found[language].get(word, frozenset()) | {role}
    return found


class Said(NamedTuple):
    """A role that a text names, and whether it is of several."""

    words: str
    roles: frozenset[Role]
    several: bool


@lru_cache(maxsize=20_000)
def find_roles(text: str, language: Language) -> tuple[Said, ...]:
    """Return the roles that a text names, in order."""
    known = _names()[language]
    found = []
    for word in words(text):
        for form, several in _forms(fold(word.text), language):
            if form in known:
                found.append(Said(word.text, known[form], several))
                break
    return tuple(found)


def _forms(word: str, language: Language) -> Iterator[tuple[str, bool]]:
    """Yield a folded word, and what it is of: without an Arabic clitic, or without its plural."""
    yield word, False
    if language == "ar":
        yield _CLITICS.sub("", word), False
    elif word.endswith("ies"):
        yield f"{word[:-3]}y", True
    elif word.endswith(("s", "x")):
        yield word[:-1], True


def names_any_office(text: str, language: Language) -> bool:
    """Tell whether a text has a word that may be any office."""
    return _ANY[language].search(folded(text)) is not None
