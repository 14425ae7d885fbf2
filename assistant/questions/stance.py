"""What a sentence makes of what a question asks or takes for granted: affirms, denies, reverses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from assistant.language.dates import find_dates
from assistant.language.negation import polarity
from assistant.language.opposites import EXCLUSIVE, Side, sides
from assistant.language.proper_names import find_names
from assistant.language.text import fold
from assistant.questions import claims, phrases
from assistant.questions.asserted import is_asserted
from assistant.questions.clauses import Clause, clauses
from assistant.questions.evidence import Scored, said_in
from assistant.questions.firmness import is_announced
from assistant.questions.need import SAID, WEAK, Need, NeedWord, analyse, match
from assistant.questions.quoted import Quote
from assistant.questions.reading import quantities
from assistant.schema import LANGUAGES, Document, Language, Understood

Stance: TypeAlias = Literal["affirms", "denies", "opposes"]  # opposes: it says the reverse

_IN_TIME: Final = 0.85  # in the sentence, or the one before
_NEAR: Final = 0.85  # the names stand in the document
_ACTS: Final = 0.5  # the party asked about acts in it
# What tells no side by itself: it asks whether what was so is so now.
_STILL: Final = phrases.either(
    r"\b(?:toujours|encore)\b",
    r"\bstill\b",
    r"(?:ما|لا) ?(?:زال|زالت|يزال|تزال)|(?:^|\s)بعد(?=\s|؟|$)",
)
_ADVERBS: Final = frozenset(
    "toujours encore deja bien still already yet ever now زال زالت يزال تزال بعد".split()
)
_ENDED: Final = phrases.either(
    phrases.FORMER.pattern,
    r"\b(?:quitte|remplace|demission\w*|limoge|fini|termine)\b|\b(?:replaced|resigned|left|ended|over)\b",
    r"غادر|استقال|انتهي|خلف",
)
# "Un accord, dit-il, …": between two commas. What opens a sentence and is no subject of it.
_ASIDE: Final = r"\s*[,،]\s+"
_NO_SUBJECT: Final = re.compile(
    r"(?:selon|d['’]après|pour|avec|à|au|aux|en|dans|chez|sur|après|avant|depuis|hier|according|for|"
    r"with|in|at|on|by|after|before|since|حسب|وفق|في|من|بعد|قبل)(?!\w)",
    re.IGNORECASE,
)
# Before a name: only there, or only with that one.
_AT: Final = re.compile(
    r"(?:\b(?:à|a|au|aux|en|dans|chez|vers|avec|sur|par|pour|in|at|to|from|with|for|near|by)\s+"
    r"(?:la |le |les |the |l['’])?|(?:في|إلى|الى|مع|من)\s+|\s[بل])$",
    re.IGNORECASE,
)
_SUBJECT: Final = 2  # words of the subject of a sentence before an aside on it
# What is not settled by a sentence that says the same words: a share, a comparison, a choice.
_EXACT: Final = phrases.either(
    r"\b(?:tou(?:s|t|te|tes)|chaque|seule?s?|seulement|uniquement|entierement|plus|moins|mieux|premiere?s?)\b",
    r"\b(?:all|every|each|only|entirely|fully|more|less|fewer|better|first|largest|biggest)\b",
    r"(?:^|\s)(?:كل|جميع|فقط|وحده|اكثر|اقل|اول|اكبر)(?=\s|$)",
    r"\bou (?!non\b)|\bor (?!not\b)|(?:^|\s)ام (?!لا)",
)
# What makes nothing of what follows: "renounced exporting", "denied that a merger …".
_MAKES_NOTHING: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:renonc|refus|abandonn|cess|exclu|nie|nié|démen|échou|arrêt|empêch|évit)\w*\s+(?:\w+\s+)?"
        r"(?:à|de|d['’]|que|qu['’]|l['’]idée|le projet|toute)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:den(?:y|ies|ied)|refus\w+ to|rul(?:ed|es) out|g[ai]ven? up|abandon\w*|dropped|"
        r"stopped|ceased|failed to|declined to)\b",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<!\w)[وف]?(?:نفى|نفت|[يت]نفي|استبعد\w*|رفضت? (?:أن|ال)|"
        r"(?:تخل[ىت]|[يت]تخلى|توقفت?|كفت?) عن)"
    ),
}


def stance(scored: Scored, need: Need, understood: Understood) -> Stance | None:
    """Return what a sentence makes of what a question asks or takes for granted; None: unclear.

    It says every word of the question, or the reverse of one ("refused" of "accepted"), in one
    clause that affirms or denies them of those that the question names. A wish, a comparison,
    another tense than the one asked, or a name that stands the other way round settle nothing.
    """
    question = phrases.plain(need.text)
    if not _may_settle(question, need) or scored.evidence.text.endswith(("?", "؟")):
        return None
    if scored.named < _NEAR or scored.date < _IN_TIME or scored.party < _ACTS:
        return None
    asked = _asked(need, understood)
    clause = _telling(scored, asked)
    if clause is None or _swapped(need, clause.text):
        return None
    figures = quantities(need.text, need.language, understood.dates)
    if not {figure.value for figure in figures} <= clause.values:
        return None
    still = _STILL.search(question) is not None
    if still and _ENDED.search(phrases.plain(scored.evidence.text)):
        document = scored.evidence.document
        told = [Quote(document, text) for text in (scored.evidence.text, document.title)]
        return None if _unnamed(need.text, need.language, *told) else "denies"
    found = _stance(clause, asked, need) if _of_those_named(clause, scored, need) else None
    if found == "denies" and _is_narrower(clause, asked, need, understood):
        return None
    grows = any(side.matter == "growth" for side in sides(need.text, need.language))
    if grows and _is_of_one_place(clause, need):
        return None
    if still and found == "affirms" and not _STILL.search(phrases.plain(clause.text)):
        return None
    return found


def _may_settle(question: str, need: Need) -> bool:
    """Tell whether a question can be settled by yes or no, as far as we read it."""
    if polarity(need.text, need.language).denies or _EXACT.search(question):
        return False
    told = sides(need.text, need.language)
    return not any(Side(side.matter, not side.positive) in told for side in told)


def _asked(need: Need, understood: Understood) -> list[NeedWord]:
    """Return the words of a question that tell what is asked of whom, names apart."""
    names = {fold(part) for name in understood.entities for part in name.split()}
    return [
        word
        for word in need.words
        if word.weight > WEAK
        and not word.named
        and word.concept not in understood.entities
        and word.surface not in names | _ADVERBS
    ]


def _telling(scored: Scored, asked: Sequence[NeedWord]) -> Clause | None:
    """Return the clause that tells what is asked; None where a word is said in no place or two.

    One word of several may stand in the title instead: "le centre" is the one an article is about.
    """
    told = _stretches(scored.evidence.text, scored.evidence.document.language)
    saying = [{word.text for word in asked if _says(clause, word)} for clause in told]
    best = max(saying, key=len, default=set())
    unsaid = {word.text for word in asked} - best
    if not best or not unsaid.isdisjoint(frozenset().union(*saying)):
        return None
    if unsaid and (len(unsaid) > 1 or len(best) == 1 or not unsaid <= said_in(scored, asked)):
        return None
    return told[saying.index(best)]


def _says(clause: Clause, word: NeedWord) -> bool:
    """Tell whether a clause says a word, or the reverse of it."""
    if match(word, clause.words, clause.language) >= SAID:
        return True
    matters = {side.matter for side in _sides_of(word)}
    return any(side.matter in matters for side in sides(clause.text, clause.language))


def _sides_of(word: NeedWord) -> frozenset[Side]:
    return frozenset().union(*(sides(word.text, language) for language in LANGUAGES))


def _stance(clause: Clause, asked_words: Sequence[NeedWord], need: Need) -> Stance | None:
    """Return what a clause that says the words of a question makes of them."""
    question, text, language = need.text, clause.text, clause.language
    if clause.polarity.lacks:
        return None
    if is_announced(text, language) and not is_announced(question, need.language):
        return None
    asked, told = sides(question, need.language), sides(text, language)
    reversed_ = {side.matter for side in asked if Side(side.matter, not side.positive) in told}
    if any(side.matter in reversed_ and side in told for side in asked) or reversed_ - EXCLUSIVE:
        return None
    denied, opposed = bool(clause.polarity.denies), bool(reversed_)
    nothing = _MAKES_NOTHING[language].search(text) is not None
    if nothing and not opposed and not _MAKES_NOTHING[need.language].search(question):
        return None if denied else "denies"
    if (denied and opposed) or not is_asserted(clause, asked_words, need):
        return None
    if clause.polarity.leans and not (denied or asked):
        return None
    return "denies" if denied else "opposes" if opposed else "affirms"


def _of_those_named(clause: Clause, scored: Scored, need: Need) -> bool:
    """Tell whether what a clause tells is told of those that the question names.

    Each stands in the clause. It may be named in the title or the sentence before instead, where
    the clause names nobody else: "L'entreprise n'a demandé aucune aide".
    """
    document = scored.evidence.document
    asked = Document("", need.text, language=need.language)
    others = _unnamed(clause.text, clause.language, Quote(asked, need.text))
    if others and _acts_first(others[0], clause, need):
        return False

    def missing_in(*texts: str) -> set[str]:
        quotes = [Quote(document, text) for text in texts]
        return set(_unnamed(need.text, need.language, *quotes))

    missing = missing_in(clause.text)
    if not missing:
        return True
    told = _stretches(scored.evidence.text, document.language)
    beside = [c.text for c in told if c.sentence == clause.sentence and c != clause]
    before = [c.text for c in told if c.sentence < clause.sentence]
    around = missing_in(clause.text, *before, document.title)
    return not others and missing <= missing_in(*beside) and not around


def _stretches(text: str, language: Language) -> list[Clause]:
    """Return the clauses of a text, an aside on the subject of a sentence as part of its clause.

    "Driss Amrani, directeur, a signé" and "The mayor, Omar Lakhdar, did not attend" are one each.
    """
    told = list(clauses(text, language))
    for at in range(len(told) - 2):
        first, aside, verb = told[at : at + 3]
        opens = at == 0 or told[at - 1].sentence < first.sentence
        if not opens or verb.sentence != first.sentence or first.weight > _SUBJECT:
            continue
        if first.polarity.denies:  # "Il n'a rien demandé, a dit le maire, Driss Amrani"
            continue
        stretch = text[text.find(first.text) : text.find(verb.text) + len(verb.text)]
        whole = _ASIDE.join(map(re.escape, (first.text, aside.text, verb.text)))
        if re.fullmatch(whole, stretch) and not _NO_SUBJECT.match(first.text):
            return [*told[:at], Clause(stretch, language, first.sentence), *told[at + 3 :]]
    return told


def _is_narrower(
    clause: Clause, asked: Sequence[NeedWord], need: Need, understood: Understood
) -> bool:
    """Tell whether a clause denies less than what is asked.

    Who opened nothing in Fez, or not in May, may have opened elsewhere or since. Of one word asked,
    "the buyer has not taken on the debts" says not that there are none.
    """
    dates = find_dates(clause.text, clause.language, None)
    if any(not mention.relative for mention in dates) and not understood.dates:
        return True
    if _is_of_one_place(clause, need):
        return True
    others = [token.text for token, _ in clause.matter if not _is_asked(token.text, clause, need)]
    return len(asked) == 1 and bool(clause.polarity.denies) and len(others) > 1


def _is_of_one_place(clause: Clause, need: Need) -> bool:
    """Tell whether a clause names a place or body, "to Spain", that the question does not."""
    question = Quote(Document("", need.text, language=need.language), need.text)
    names = _unnamed(clause.text, clause.language, question)
    return any(_AT.search(clause.text[: clause.text.find(name)]) for name in names)


def _is_asked(word: str, clause: Clause, need: Need) -> bool:
    said = analyse(word, clause.language)
    return any(match(asked, said, clause.language) >= SAID for asked in need.words)


def _acts_first(name: str, clause: Clause, need: Need) -> bool:
    """Tell whether a name stands before all that a clause says of a question: it may well act."""
    before = analyse(clause.text[: clause.text.find(name)], clause.language)
    return not any(match(word, before, clause.language) >= SAID for word in need.words)


def _unnamed(text: str, language: Language, *quotes: Quote) -> list[str]:
    """Return the names of a text that none of `quotes` names."""
    return [problem.words for problem in claims.names(text, language, quotes, ()).problems]


def _swapped(need: Need, text: str) -> bool:
    """Tell whether two names stand the other way round: who bought whom is told by their order."""
    told = fold(text)
    names = [fold(word.text) for word in find_names(need.text, need.language)]
    places = [told.find(name) for name in names if name in told]
    return places != sorted(places)
