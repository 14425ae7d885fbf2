"""What a sentence says clause by clause: who acts, what is denied, which clauses say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from assistant.language.direction import Direction, directions
from assistant.language.figures import find_figures
from assistant.language.negation import Polarity, polarity
from assistant.language.sound import skeletons
from assistant.language.terms import TermMention, names, party_of
from assistant.language.text import fold
from assistant.language.tokens import Token, bare, placed_tokens
from assistant.questions.need import Words, analysed, forms, synonyms
from assistant.questions.parties import actor
from assistant.questions.reading import Line
from assistant.schema import LANGUAGES, Language, Span

_ENDS: Final = re.compile(
    r"[.;:!?؟؛](?=\s)|[—–\n]|,(?=\s)|،|\s(?=(?:et|mais|and|but|or|ou|tandis|alors que|while|"
    r"whereas|ainsi|car|because)\s)|\s(?=و\w{3})",
    re.IGNORECASE,
)
_STOPS: Final = ".!?؟\n"
# Who is only talked of or told: "the contract with the State", "he told the federation that".
_NO_SUBJECT: Final = re.compile(
    r"\b(?:à|a|au|aux|avec|de|du|des|pour|par|entre|chez|sur|contre|d|with|of|to|for|from|between|on|in|"
    r"by|at|against)\s*['’]?\s*(?:la |le |les |l['’]|the )?$|"
    r"\b(?:told|tells|informed|assured|informé|informe|assuré|averti)\s"
    r"(?:la |le |les |l['’]|the )?$|"
    r"(?:مع|من|إلى|الى|على|بين|عن|في|لدى)\s+$|\sل?ل$",
    re.IGNORECASE,
)
_EXCEPTS: Final = re.compile(r"(?:سوى|إلا|الا)\s")
_MOST: Final = 0.5  # share of a clause's words by which another says it again
_SOME: Final = 0.25  # share of that other's words, which may say more
_ROOT: Final = 3  # letters that an Arabic verb keeps
_FEWEST: Final = 2  # words that both say, or one number


@dataclass(frozen=True)
class Clause:
    """A stretch of a sentence that says one thing; `sentence` numbers that sentence in its text."""

    text: str
    language: Language
    sentence: int = 0
    excepted: str = ""  # what a later clause excepts from its denial: "لا يوفر ...، سوى 310"

    @cached_property
    def _analysed(self) -> tuple[Words, tuple[TermMention, ...]]:
        return analysed(self.text, self.language)

    @property
    def words(self) -> Words:
        """Its words as matching sees them."""
        return self._analysed[0]

    @property
    def terms(self) -> tuple[TermMention, ...]:
        """The glossary entries that it names."""
        return self._analysed[1]

    @cached_property
    def parties(self) -> tuple[TermMention, ...]:
        """The parties and organisations among them, each by one of its very names."""
        return tuple(m for m in self.terms if is_party(m, self.language))

    @cached_property
    def matter(self) -> tuple[tuple[Token, str], ...]:
        """Its content words, the names of parties apart, each with the glossary entry it is of."""
        found = []
        for at, token in placed_tokens(self.text, self.language):
            place = at + token.start
            term = next((t for t in self.terms if t.span.start <= place < t.span.end), None)
            if term not in self.parties:
                found.append((token, term.key if term else ""))
        return tuple(found)

    @cached_property
    def weight(self) -> int:
        """How many words that is, a number counted twice."""
        return sum(_weight(token) for token, _ in self.matter)

    @cached_property
    def values(self) -> frozenset[Decimal]:
        """The values of its figures, in whatever unit."""
        return frozenset(figure.value for figure in find_figures(self.text, self.language))

    @cached_property
    def heard(self) -> frozenset[str]:
        """Its words by their consonants: how another script writes a name."""
        return frozenset(heard for word in self.words.surfaces for heard in skeletons(word))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words; of Arabic verbs, without the marks of their person too."""
        if self.language != "ar":
            return self.words.stems
        return frozenset(form for word in self.words.stems for form in unmarked(word))

    @cached_property
    def directions(self) -> frozenset[Direction]:
        """Which ways it tells: up or down, before or after."""
        return directions(self.text, self.language)

    @cached_property
    def polarity(self) -> Polarity:
        """Whether it denies."""
        return polarity(f"{self.text} {self.excepted}".rstrip(), self.language)

    @cached_property
    def party(self) -> str | None:
        """Who acts in it, or is its subject; None where no party is seen to."""
        line = Line(Span(0, len(self.text)), self.text, self.language, None, 0, None, False)
        acting = actor(line) if self.parties else None
        named = {party_of(mention.key) for mention in self.parties}
        return acting if acting in named else self._subject()

    @cached_property
    def acting(self) -> frozenset[str | None]:
        """Who acts in it, and the parties joined to that one: "the ministry and the banks"."""
        acting: set[str | None] = {self.party}
        pairs = [*pairwise(self.parties)]
        for one, other in [*pairs, *reversed(pairs)]:
            both = {party_of(one.key), party_of(other.key)}
            if acting & both and _JOINED.fullmatch(self.text, one.span.end, other.span.start):
                acting |= both
        return frozenset(acting)

    def _subject(self) -> str | None:
        for mention in self.parties:
            before = self.text[max(0, mention.span.start - 16) : mention.span.start]
            if not _NO_SUBJECT.search(before):
                return party_of(mention.key)
        return None


def is_party(mention: TermMention, language: Language) -> bool:
    """Tell whether a mention is a party by one of its names as they are written.

    Stems are too wide for a verdict: "federal", "professionnelle" and "governance" are no parties.
    """
    if not party_of(mention.key):
        return False
    said = _party_names(mention.key, language).get(fold(mention.words))
    return said is not None and (mention.words[:1].isupper() or not said[:1].isupper())


@lru_cache(maxsize=1_000)
def _party_names(key: str, language: Language) -> Mapping[str, str]:
    """Return the names of a party, by their folded form; of Arabic ones with clitics too."""
    said = [*names(key, language)]
    if language != "ar":
        said += [name for to in LANGUAGES for name in names(key, to) if name.isupper()]
        said += [f"{name}s" for name in said if not name[:1].isupper()]
        return {fold(name): name for name in reversed(said)}
    said += [f"لل{name[2:]}" for name in said if name.startswith(_ARTICLE)]
    said += [f"{clitic}{name}" for name in names(key, language) for clitic in "وفبك"]
    return {fold(name): name for name in said}


_ARTICLE: Final = "ال"
_JOINED: Final = re.compile(
    r"\s*(?:,|،|et|and|\sو|و)\s*(?:de |d['’]|avec )?(?:l['’]|la |le |les |the )?", re.IGNORECASE
)


@lru_cache(maxsize=2_000)
def clauses(text: str, language: Language) -> tuple[Clause, ...]:
    """Return the clauses of `text`, cut at its marks and conjunctions.

    A party is no clause by itself: "the ministry and the banks signed" is one.
    """
    found, start, sentence = [], 0, 0
    for end in [*(match.start() for match in _ENDS.finditer(text)), len(text)]:
        clause = Clause(text[start:end].strip(" ,.;:!?؟،؛—–\n"), language, sentence)
        stops = end == len(text) or text[end] in _STOPS
        if clause.text and (stops or clause.weight >= _FEWEST or not clause.parties):
            found.append(clause)
            start = end
        sentence += stops
        start = end if stops else start
    return tuple(_with_exceptions(found))


def _with_exceptions(found: Sequence[Clause]) -> Iterator[Clause]:
    """Yield clauses, each with the exception that follows it in its sentence, behind a comma."""
    for at, clause in enumerate(found):
        later = (c for c in found[at + 1 :] if c.sentence == clause.sentence)
        exception = next((c.text for c in later if _EXCEPTS.match(c.text)), "")
        yield replace(clause, excepted=exception) if exception else clause


def retold(clause: Clause, others: Sequence[Clause]) -> list[Clause]:
    """Return those of the clauses of quotes that say most what `clause` says; mostly one or none.

    Two words at least, or a number, are in both; in one language every word of it will do. A
    clause with the same figure is told again sooner than one with more of the words.
    """
    told = [(told_by(clause, other), other) for other in others]
    best = max((count for count, _ in told), default=0)
    whole = 0 < best == clause.weight and any(o.language == clause.language for o in others)
    if not whole and best < max(_FEWEST, _MOST * clause.weight):
        return []
    found = [o for count, o in told if count == best and count >= _SOME * o.weight]
    if any(_same_figure(clause, o) for o in found):
        return found
    return [o for count, o in told if count > _FEWEST and _same_figure(clause, o)] or found


def _same_figure(clause: Clause, other: Clause) -> bool:
    return not clause.values.isdisjoint(other.values)


def denials(told: Sequence[Clause], among: Sequence[Clause]) -> int:
    """Return how many of the clauses `told` deny, those left out that say nothing of `among`."""
    denied = [clause for clause in told if clause.polarity.denies]
    return sum(
        max((told_by(clause, other) for other in among), default=0) >= _SOME * clause.weight
        for clause in denied
    )


def told_by(clause: Clause, other: Clause) -> int:
    """Return how many words of `clause`, parties apart, `other` says; a number counts for two."""
    said = [token for token, concept in clause.matter if says(other, token, concept, clause)]
    return sum(map(_weight, said))


def _weight(token: Token) -> int:
    return 1 + any(letter.isdigit() for letter in token.surface)


def says(other: Clause, token: Token, concept: str, clause: Clause) -> bool:
    """Tell whether a clause says a word of another, itself or translated."""
    if _weight(token) > 1 and not clause.values.isdisjoint(other.values):
        return True
    if token.surface in other.words.surfaces or concept in other.words.concepts:
        return True
    if not stems(token.text, clause.language, other.language).isdisjoint(other.stems):
        return True
    across = (clause.language == "ar") != (other.language == "ar")
    return across and not other.heard.isdisjoint(skeletons(token.surface))


def same_word(token: Token, language: Language, other: Token, to: Language) -> bool:
    """Tell whether two words, each in its language, say the same."""
    if token.surface == other.surface:
        return True
    theirs = unmarked(other.bare) if to == "ar" else {other.bare}
    return not stems(token.text, language, to).isdisjoint(theirs)


@lru_cache(maxsize=20_000)
def stems(word: str, language: Language, to: Language) -> frozenset[str]:
    """Return the stems by which a text in `to` may say a word of `language`."""
    found = set(forms(word, language, to))
    if language == to:
        found |= set(synonyms(word, language))
    if to == "ar":
        return frozenset(form for other in found for form in unmarked(other))
    return frozenset(bare(form) for form in found)


def unmarked(word: str) -> set[str]:
    """Return an Arabic stem, and without what marks person and tense: توقع, وقعت, وقع."""
    forms = {word}
    if len(word) > _ROOT and word[0] in "يتنا":
        forms.add(word[1:])
    return forms | {form[:-1] for form in forms if len(form) > _ROOT and form[-1] in "تا"}
