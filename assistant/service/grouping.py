"""Refused questions by what they are about: no model is asked, the same words give the same groups.

Two questions are one where they ask the same kind of thing with the same words, in whichever
language: names of the glossary by their keys, other words by stem, by sound or by translation,
figures and years as they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.gaps import NotedGap
from assistant.language.detect import detect_language
from assistant.language.sound import opening, skeletons
from assistant.language.terms import TermMention, find_terms, is_everywhere, names
from assistant.language.text import folded
from assistant.language.tokens import bare, placed_tokens
from assistant.language.translations import expand
from assistant.questions.understand import understand
from assistant.schema import Language, Question, Span

_ALIKE: Final = 0.75  # of the words of two questions that ask the same
_LIKELY: Final = 0.3  # weight from which a translation says the same
_SURER: Final = 2  # how much more a name of the glossary says than another word
_IN_TABLES: Final = 4  # characters of what the tables of translations know well enough
# What asks and names nothing: "quel nombre de", "the amount of", "عدد".
_ASKING: Final = frozenset(
    "nombre number amount montant عدد كميه مقدار quantite existe exist there سنه annee year".split()
)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question however often and in whichever language it was asked, latest first."""

    gaps: tuple[NotedGap, ...]

    @property
    def text(self) -> str:
        """The question as it was asked last."""
        return self.gaps[0].question

    @property
    def wordings(self) -> tuple[NotedGap, ...]:
        """Each way of asking it once, the latest first."""
        ways = {_same(gap.question): gap for gap in reversed(self.gaps)}
        return tuple(sorted(ways.values(), key=lambda gap: gap.id, reverse=True))


@dataclass(frozen=True, slots=True)
class SubjectAsked:
    """What questions are about: keys of the glossary and names, or nothing that has a name."""

    about: tuple[str, ...]
    questions: tuple[AskedQuestion, ...]  # most asked first

    @property
    def gaps(self) -> tuple[NotedGap, ...]:
        """Every time that any of them was refused, latest first."""
        every = (gap for question in self.questions for gap in question.gaps)
        return tuple(sorted(every, key=lambda gap: gap.id, reverse=True))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it was asked in, the commonest first."""
        return tuple(name for name, _ in Counter(gap.language for gap in self.gaps).most_common())

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Why it was refused, how often each."""
        return tuple(Counter(gap.reason for gap in self.gaps).most_common())


@dataclass(frozen=True, slots=True)
class _Said:
    """A word of a question by all the forms in which another may say it."""

    forms: frozenset[str]
    weight: int
    decisive: bool = False  # a name: without it the question is another one


@dataclass(frozen=True, slots=True)
class _Read:
    """A question as it is compared."""

    kind: str
    about: frozenset[str]
    names: tuple[str, ...]
    numbers: frozenset[str]
    said: tuple[_Said, ...]


def grouped(gaps: Sequence[NotedGap]) -> list[SubjectAsked]:
    """Return the subjects of refused questions, the most asked first, then the latest."""
    subjects: dict[frozenset[str], list[AskedQuestion]] = defaultdict(list)
    shown: dict[frozenset[str], tuple[str, ...]] = {}
    for question in _questions(gaps):
        read = _subject_of(question)
        alone = frozenset({f"?{question.gaps[0].id}"})  # about nothing that has a name
        subject = read.about or alone
        subjects[subject].append(question)
        shown.setdefault(subject, read.names)
    found = [
        SubjectAsked(shown[subject], tuple(sorted(asked, key=_most_asked)))
        for subject, asked in subjects.items()
    ]
    return sorted(found, key=lambda subject: (-len(subject.gaps), -subject.gaps[0].id))


def _most_asked(question: AskedQuestion) -> tuple[int, int]:
    return -len(question.gaps), -question.gaps[0].id


def _questions(gaps: Sequence[NotedGap]) -> list[AskedQuestion]:
    """Put together what asks the same: the same words first, then the alike."""
    ways: dict[str, list[NotedGap]] = defaultdict(list)
    for gap in sorted(gaps, key=lambda gap: gap.id, reverse=True):
        ways[_same(gap.question)].append(gap)
    groups: list[list[NotedGap]] = []
    heads: list[_Read] = []
    places: dict[tuple[str, frozenset[str], str], set[int]] = defaultdict(set)
    for asked in ways.values():
        read = _read(asked[0].question)
        keys = [(read.kind, read.numbers, form) for said in read.said for form in said.forms]
        near = {place for key in keys for place in places[key]}
        place = next((n for n in sorted(near) if _ask_the_same(read, heads[n])), None)
        if place is None:
            place = len(groups)
            groups.append([])
            heads.append(read)
        for key in keys:
            places[key].add(place)
        groups[place] += asked
    return [AskedQuestion(tuple(sorted(g, key=lambda gap: gap.id, reverse=True))) for g in groups]


def _subject_of(question: AskedQuestion) -> _Read:
    """Return the reading whose subject most wordings share, one with a name before one without."""
    reads = [_read(gap.question) for gap in question.wordings]
    counted = Counter(read.about for read in reads if read.about)
    if not counted:
        return reads[0]
    subject = counted.most_common(1)[0][0]
    return next(read for read in reads if read.about == subject)


def _same(question: str) -> str:
    return folded(question.strip(" ?؟.!\u00a0\u202f"))


def _ask_the_same(one: _Read, other: _Read) -> bool:
    """Tell whether two questions of one kind and with the same numbers are one."""
    for names_of, there in ((one, other), (other, one)):
        heard = frozenset().union(*(said.forms for said in there.said))
        if any(said.decisive and not said.forms & heard for said in names_of.said):
            return False
    total = sum(said.weight for said in (*one.said, *other.said))
    left = list(other.said)
    shared = 0
    for said in sorted(one.said, key=lambda said: -said.weight):
        met = next((there for there in left if said.forms & there.forms), None)
        if met is not None:
            left.remove(met)
            shared += said.weight + met.weight
    return total > 0 and shared >= _ALIKE * total


@lru_cache(maxsize=5_000)
def _read(text: str) -> _Read:
    understood = understand(Question(text))
    asked, language = understood.standalone, detect_language(understood.standalone)
    terms = find_terms(asked, language)
    named = {folded(word) for name in understood.entities for word in name.split()}
    said = [
        _Said(_forms_of(term, language), _SURER, term.key in understood.entities) for term in terms
    ]
    numbers: set[str] = set()
    for offset, token in placed_tokens(asked, language):
        span = Span(offset + token.start, offset + token.end)
        if any(t.span.start <= span.start and span.end <= t.span.end for t in terms):
            continue
        if any(c.isdigit() for c in token.surface):
            numbers.add(token.surface)
        elif token.surface not in _ASKING and not is_everywhere(token.text):
            said.append(_Said(_forms(token.text, language), 1, folded(token.text) in named))
    topics = understood.entities or _terms_of(t.key for t in terms)
    about = frozenset(name if names(name, "fr") else folded(name) for name in topics)
    return _Read(understood.kind, about, topics, frozenset(numbers), tuple(said))


def _terms_of(keys: Iterable[str]) -> tuple[str, ...]:
    """Return what a question without a name is about: the sector itself says nothing."""
    return tuple(dict.fromkeys(key for key in keys if key != "sector"))


def _forms_of(term: TermMention, language: Language) -> frozenset[str]:
    """Return the forms of what the glossary knows: its key, and its word where it is but one."""
    words = _forms(term.words, language) if " " not in term.words else frozenset()
    return words | {f"k:{term.key}"}


@lru_cache(maxsize=20_000)
def _forms(word: str, language: Language) -> frozenset[str]:
    """Return a word's own form, its likely translations into French, and how a name sounds."""
    surface = folded(word)
    translated = expand(word, language, "fr")
    likely = {bare(stem) for stem, weight in translated.items() if weight >= _LIKELY}
    known = set(translated) != {surface} and len(surface) >= _IN_TABLES
    sounds = () if known and word[:1].islower() else skeletons(word)
    marked = [f"t:{stem}" for stem in likely] + [f"s:{opening(sound)}" for sound in sounds]
    return frozenset([f"w:{surface}", *marked])
