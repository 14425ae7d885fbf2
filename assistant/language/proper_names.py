"""The proper names of a text: by their capitals, in Arabic by their being no known word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assistant.language.arabic import light_prefix
from assistant.language.calendar_words import MONTHS, WEEKDAYS
from assistant.language.sound import skeletons
from assistant.language.stopwords import STOPWORDS
from assistant.language.text import Word, fold, stem, words
from assistant.language.translations import names_written, translations
from assistant.schema import LANGUAGES, Language

# After these a capital says only that something begins.
_BEGINS: Final = re.compile(r"(?:^|[.:;!?…—–•«»“”\"‘(\[\n|])[\s\"'’«“*-]*(?:\b[dlDL]['’])?$")
_SHORTENED: Final = re.compile(r"(?:I|You|He|She|It|We|They|That|There)['’]", re.IGNORECASE)
# Capitals of address and of grammar, and names of money and measures.
_NO_NAMES: Final = frozenset(
    "one hey m mr mrs ms mme mm dr sir lord monsieur madame maitre mlle sa sarl mad dh dhs mdh "
    "mmdh mds md mrd eur usd mw gw kw km kg ha kwh gwh mwh ok no nb cf etc ltd inc plc "
    "ceo pdg".split()
)
_CALENDAR: Final = MONTHS.keys() | WEEKDAYS.keys()
_AT_LEAST: Final = 3  # letters of the stem of a word that begins a sentence
# Clitics, persons and endings of common words, where no table knows the word.
_INFLECTED: Final = re.compile(
    r"^(?:[وفبلك]?ال|لل|[وفبكلسيتنأامآ])|(?:ات|ون|ين|ان|ية|يه|[اةهتيى]|ها|هم|وا|نا|اء)$|[\u064b-\u0652]"
)
_TRANSLATES: Final = 0.3  # weight from which a translation is one


def find_names(text: str, language: Language) -> list[Word]:
    """Return the words of `text` that are parts of proper names, in order.

    A capital within a sentence makes a name, one at its beginning only where no table translates
    the word into another one. Arabic has no capitals: there it is a name if no table knows the
    word, or if its translation sounds as it does. A text all in capitals, or without any, has none
    to go by.
    """
    cased = language == "ar" or not text.isupper()
    found = []
    for word in words(text):
        if word.text[:1].isascii() or word.text[:1].lower() != word.text[:1].upper():
            if cased and _is_capital(word, text, language):
                found.append(word)
        elif language == "ar" and _is_arabic_name(word.text):
            found.append(word)
    return found


def _is_capital(word: Word, text: str, language: Language) -> bool:
    letters = word.text.replace(".", "")
    shortest = 2 if letters.isupper() else 3
    if not word.text[:1].isupper() or len(letters) < shortest or _SHORTENED.match(word.text):
        return False
    folded = fold(word.text)
    if folded in _NO_NAMES or folded in _CALENDAR:
        return False
    acronym = letters.isupper()
    if not acronym and any(folded in STOPWORDS[known] for known in ("fr", "en")):
        return False
    if acronym or not _BEGINS.search(text, max(0, word.start - 8), word.start):
        return True
    return not is_word(word.text, "en" if language == "ar" else language, _AT_LEAST)


@lru_cache(maxsize=20_000)
def is_word(word: str, language: Language, shortest: int = 4) -> bool:
    """Tell whether a word is a common one: a table gives another word for it, not the same name.

    A stem of fewer than `shortest` letters is that of too many words to tell.
    """
    own = stem(word, language)
    if len(own) < shortest or own in names_written(language):
        return False
    for to in LANGUAGES:
        if to == language:
            continue
        for other, weight in translations(own, language, to).items():
            same = other == stem(word, to) or _sounds_alike(word, other)
            if weight >= _TRANSLATES and not same:
                return True
    return False


@lru_cache(maxsize=20_000)
def _is_arabic_name(word: str) -> bool:
    """Tell whether an Arabic word is long enough to be heard and is no word of the tables."""
    folded = fold(word)
    if folded in STOPWORDS["ar"] or not skeletons(light_prefix(folded)):
        return False
    known = [
        other
        for form in _without_affixes(folded)
        for to in LANGUAGES
        if to != "ar"
        for other, weight in translations(stem(form, "ar"), "ar", to).items()
        if weight >= _TRANSLATES
    ]
    if not known:
        return not _INFLECTED.search(word.replace("ـ", ""))
    return all(_sounds_alike(folded, other) for other in known)


def _without_affixes(folded: str) -> list[str]:
    """Return a word, and without the letter of its future or person: سيكلف, يكلف, كلف."""
    forms = [folded]
    if len(folded) > 4 and folded[0] == "س" and folded[1] in "يتن":
        forms += [folded[1:], folded[2:]]
    elif len(folded) > 4 and folded[0] in "يتن":
        forms.append(folded[1:])
    return forms


def _sounds_alike(word: str, other: str) -> bool:
    heard = set(skeletons(word))
    return any(one == two[: len(one)] for one in heard for two in skeletons(other)) or (
        fold(word)[:5] == fold(other)[:5]
    )
