"""Ways to make a true sentence false that are easily overlooked: a digit, a month, a party."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assistant.schema import Language

_MONTHS: Mapping[Language, tuple[str, ...]] = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    "ar": (
        "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر",
        "نونبر", "دجنبر",
    ),
}  # fmt: skip
_PARTIES: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "fr": (
        ("L'État", "La fédération"), ("l'État", "la fédération"), ("L'Etat", "La fédération"),
        ("l'Etat", "la fédération"), ("Le ministère", "Le syndicat"), ("Le ministre", "Le maire"),
        ("le ministre", "le maire"), ("La direction", "La commune"), ("la direction", "la commune"),
    ),
    "en": (
        ("The State", "The federation"), ("the State", "the federation"),
        ("The ministry", "The union"), ("the minister", "the mayor"), ("the company", "the city"),
        ("The company", "The city"),
    ),
    "ar": (
        ("الدولة", "الفيدرالية"), ("الوزارة", "النقابة"), ("الوزير", "العمدة"),
        ("الشركة", "البلدية"),
    ),
}  # fmt: skip
_NEGATED: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "fr": (
        (r"\bn['’](?=\w)([^.]{1,40}?)\s+(?:pas|plus|jamais|guère|point)\b", r"\1"),
        (r"\bne\s+([^.]{1,40}?)\s+(?:pas|plus|jamais|guère|point)\b", r"\1"),
    ),
    "en": ((r"\b(is|are|was|were|has|have|had|will|would|can|could|do|does|did)(?:\s+not|n['’]t)\b",
            r"\1"),
           (r"\b(?:not|never)\s+", "")),
    "ar": ((r"(?<!\w)(?:لم|لن|لا|ليس|ليست|ما)\s+", ""),),
}  # fmt: skip
_DENIED: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "fr": ((r"(?<=[\w,] )(a|ont|avait|est|était)(?= )", r"n'\1 pas"),
           (r"(?<=[\w,] )(sont|sera|seront|vont|va|doit|peut|fait)(?= )", r"ne \1 pas")),
    "en": ((r"\b(is|are|was|were|has|have|had|will|would|can|could)(?= )", r"\1 not"),),
    "ar": ((r"(?<!\w)(يجب|يمكن|توجد|يوجد|تم|كان|كانت)(?= )", r"لا \1"),),
}  # fmt: skip
_NAMES: Mapping[Language, str] = {
    "fr": ", selon Karim Belmaati", "en": ", according to Karim Belmaati", "ar": " حسب كريم بلمعطي",
}  # fmt: skip
_DIGITS = re.compile(r"(?<![\w.,])\d")
_CAPITALS = re.compile(r"\b[A-ZÉÈ]{3,}\b")
Way = Callable[[str, Language], str]


def another_digit(text: str, language: Language) -> str:
    """Return `text` with the first digit of its last figure raised by one."""
    found = list(_DIGITS.finditer(text))
    if not found:
        return text
    at = found[-1].start()
    return f"{text[:at]}{int(text[at]) % 9 + 1}{text[at + 1 :]}"


def another_month(text: str, language: Language) -> str:
    """Return `text` with its first month half a year on."""
    months = _MONTHS[language]
    found = re.search(rf"(?<!\w)(?:{'|'.join(months)})(?!\w)", text)
    if found is None:
        return text
    other = months[(months.index(found[0]) + 5) % 12]
    return text[: found.start()] + other + text[found.end() :]


def another_party(text: str, language: Language) -> str:
    """Return `text` with another party in the place of the first; else two acronyms change."""
    for one, other in _PARTIES[language]:
        for here, there in ((one, other), (other, one)):
            if re.search(rf"(?<!\w){here}(?!\w)", text):
                return re.sub(rf"(?<!\w){here}(?!\w)", there, text, count=1)
    names = list(dict.fromkeys(_CAPITALS.findall(text)))
    if len(names) < 2:
        return text
    swap = {names[0]: names[1], names[1]: names[0]}
    return _CAPITALS.sub(lambda name: swap.get(name[0], name[0]), text)


def without_negation(text: str, language: Language) -> str:
    """Return `text` without its first negation."""
    return _first(text, _NEGATED[language])


def denied(text: str, language: Language) -> str:
    """Return `text` with its verb denied; as it is where it denies already, or no verb is known."""
    if without_negation(text, language) != text:
        return text
    return _first(text, _DENIED[language])


def with_a_name(text: str, language: Language) -> str:
    """Return `text` in the mouth of somebody whom nobody has named."""
    body = text.rstrip(" .!؟?")
    return f"{body}{_NAMES[language]}{text[len(body) :]}"


WAYS: Mapping[str, Way] = {
    "digit": another_digit,
    "month": another_month,
    "party": another_party,
    "negation": without_negation,
    "denial": denied,
    "name": with_a_name,
}


def _first(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    for asked, given in rules:
        changed = re.sub(asked, given, text, count=1, flags=re.IGNORECASE)
        if changed != text:
            return changed
    return text
