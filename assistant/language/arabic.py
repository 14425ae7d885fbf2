"""Arabic words: one letter for each family of spellings, and the stem without its clitics.

A light stemmer after Larkey, Ballesteros and Connell's light10, with the one-letter prefixes too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

# Alef maksura and ya, ta marbuta and ha are written for each other; the others are the letters
# that Persian keyboards and Moroccan names bring in. Hamzas go with the marks they decompose to.
LETTERS = str.maketrans({
    "ى": "ي", "ی": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ڭ": "ك", "ݣ": "ك", "گ": "ك",
    "ڤ": "ف", "پ": "ب", "چ": "ج", "ہ": "ه", "ھ": "ه", "ـ": None,
})  # fmt: skip

_PREFIXES = ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ك", "ل")
_SUFFIXES = ("ها", "هم", "ات", "ون", "ين", "ان", "يه", "وا", "ه", "ي")
_SHORTEST = 3  # letters that must remain


def light_prefix(word: str, known: Set[str] = frozenset()) -> str:
    """Return a folded Arabic word without its clitic prefix.

    Of a `known` word nothing is cut, and no more than leaves one: "وزير" has a w of its own.
    """
    bare = [word]
    bare += [
        word[len(prefix) :]
        for prefix in _PREFIXES
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST
    ]
    longest_first = sorted(bare, key=len, reverse=True)
    return next((one for one in longest_first if one in known), bare[min(1, len(bare) - 1)])


def light_stem(word: str, known: Set[str] = frozenset()) -> str:
    """Return the stem of a folded Arabic word: clitic prefixes and the commonest suffixes cut."""
    word = light_prefix(word, known)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    return word


# What stands before a verb, written together: and, so, will, to; and whom it is done to.
_BEFORE_VERBS = ("و", "ف", "س", "وس", "فس", "ل", "ول")
_OBJECTS = ("ها", "هم", "هما")
_SHORTEST_VERB = 4  # letters that remain of a verb without those
_PERSONS = "يتن"  # he, she, we: the first letter of what is or will be done
_PAST_ENDINGS = ("ت", "وا", "تا")
_IMPERFECT_ENDINGS = ("ون", "ان", "ين", "وا")


def inflected(family: Sequence[str]) -> Iterator[str]:
    """Yield the forms of a folded verb, given its past, its imperfect and what is irregular."""
    for form in family:
        if form.startswith("ي") and form != family[0]:
            for person in _PERSONS:
                yield person + form[1:]
                yield from (f"{person}{form[1:]}{ending}" for ending in _IMPERFECT_ENDINGS)
        else:
            yield form
            yield from (form + ending for ending in _PAST_ENDINGS)


def verb_of(word: str, verbs: Mapping[str, str]) -> str | None:
    """Return the past that a folded word is a form of, given all forms; None for another word."""
    if word in verbs:
        return verbs[word]
    bare = [word[len(part) :] for part in _BEFORE_VERBS if word.startswith(part)]
    bare += [one[: -len(part)] for one in (word, *bare) for part in _OBJECTS if one.endswith(part)]
    found = (verbs[one] for one in bare if len(one) >= _SHORTEST_VERB and one in verbs)
    return next(found, None)
