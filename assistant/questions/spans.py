"""The words of a sentence that answer: its figure, date, name or promise, by kind of question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.language.dates import find_dates
from assistant.language.figures import find_figures
from assistant.language.terms import find_terms
from assistant.language.text import Word, is_stopword, words
from assistant.questions import phrases
from assistant.questions.condense import named
from assistant.questions.need import Need, NeedWord, analyse, match
from assistant.schema import AnswerKind, DateMention, Figure, Language, Span

_MONEY: Final = {"MAD", "EUR", "USD"}
_ASKS_MONEY: Final = re.compile(
    r"\b(?:chiffres? d'affaires|montants?|valeurs?|investissements?|couts?|prix|budgets?|enveloppe|somme|"
    r"financement|exportations|turnover|revenues?|sales|amount|how much|cost|price|budget|value|"
    r"investment|exports)\b|رقم المعاملات|مبلغ|قيمه|ميزانيه|كلفه|استثمار"
)
_ASKS_SHARE: Final = re.compile(
    r"\b(?:taux|part|pourcentage|proportion|share|percentage|rate|percent)\b|%|نسبه|معدل|حصه"
)
_ROLE: Final = re.compile(
    r"\b(?:president|presidente|directeur|directrice|ministre|secretaire|patron|fondateur|pdg|dg|"
    r"gouverneur|wali|chairman|chairwoman|chair|director|minister|secretary|founder|ceo|head|"
    r"manager|governor|mr|mme|ms|mrs)\b|(?:رئيس|رئيسه|مدير|مديره|وزير|وزيره|السيد|السيده|كاتب)"
)
_PLACE: Final = re.compile(
    r"(?:\b(?:à|au|aux|en|in|at|near|près de|dans la région de|région de|port de|ville de)\s+)"
    r"((?:(?:l'|la |le |les )?[A-ZÉÈÎÔ][\w'’-]+)(?:[\s-](?:[A-ZÉÈÎÔ][\w'’-]+|el|al|de|du))*)"
)
_PLACE_ARABIC: Final = re.compile(r"(?:في|بمدينة|بجهة|مدينة|بميناء|ميناء)\s+([\u0621-\u064a]{3,})")
_NAME: Final = re.compile(
    r"(?:M\.|Mme|MM\.|Mr\.?|Ms\.?|Mrs\.?|Dr\.?)?\s?"
    r"([A-ZÉÈÎÔÂ][\w'’-]+(?:\s(?:[A-ZÉÈÎÔÂ][\w'’-]+|El|Al|Ben|Ait|Aït|el|al|ben))+)"
)
_NEAR: Final = 6  # words between a figure and what it counts


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a sentence gives the kind of answer asked: 0 not at all, 1 wholly; and where."""

    score: float
    spans: tuple[Span, ...] = ()


def fit(
    kind: AnswerKind, need: Need, sentence: str, language: Language, asked: Sequence[DateMention]
) -> Fit:
    """Return whether `sentence` holds an answer of `kind`, and the words of it that answer."""
    match kind:
        case "figure":
            return _figure(need, sentence, language)
        case "date":
            return _date(sentence, language, asked)
        case "person":
            return _person(need, sentence)
        case "place":
            return _place(need, sentence, language)
        case "commitment":
            return _commitment(sentence, language)
        case _:
            return Fit(1.0)


def quantities(sentence: str, language: Language) -> list[Figure]:
    """Return the figures of a sentence that are no dates and no bare years."""
    dates = [m.span for m in find_dates(sentence, language, None)]
    return [
        figure
        for figure in find_figures(sentence, language)
        if not any(d.start <= figure.span.start < d.end for d in dates)
    ]


def _figure(need: Need, sentence: str, language: Language) -> Fit:
    figures = quantities(sentence, language)
    if not figures:
        return Fit(0.0)
    readable = phrases.plain(need.text)
    counted = _counted(need)
    share = _ASKS_SHARE.search(readable) is not None
    money = not share and _ASKS_MONEY.search(readable) is not None
    tokens = words(sentence)
    scored = [
        (_figure_score(figure, figures, tokens, counted, language, money, share), figure)
        for figure in figures
    ]
    best = max(score for score, _ in scored)
    chosen = [figure for score, figure in scored if score >= best - 1e-9][:2]
    return Fit(best, tuple(figure.span for figure in chosen))


def _figure_score(
    figure: Figure,
    figures: Sequence[Figure],
    tokens: Sequence[Word],
    counted: Sequence[NeedWord],
    language: Language,
    money: bool,
    share: bool,
) -> float:
    """Score a figure: the unit asked for, and how near what it counts stands, nothing between."""
    unit = 0.5
    if money:
        unit = 1.0 if figure.unit in _MONEY else 0.1
    elif share:
        unit = 1.0 if figure.unit == "%" else 0.4
    elif counted:
        unit = 0.1 if figure.unit in _MONEY else 0.6
    if not counted:
        return unit
    near = max(_nearness(figure, figures, tokens, word, language) for word in counted)
    return 0.5 * unit + 0.5 * near


def _nearness(
    figure: Figure,
    figures: Sequence[Figure],
    tokens: Sequence[Word],
    word: NeedWord,
    language: Language,
) -> float:
    """Return 1 where the counted word follows the figure at once, less the further it stands."""
    after = [t for t in tokens if t.start >= figure.span.end]
    before = [t for t in tokens if t.end <= figure.span.start]
    best = 0.0
    for following, side in ((True, after), (False, before[::-1])):
        distance = 0
        for token in side[: _NEAR * 3]:
            if _other_figure_at(token, figure, figures):
                distance += 3
            said = match(word, analyse(token.text, language), language)
            if not said and word.concept:
                said = _concept_at(token, tokens, word.concept, language)
            if said >= 0.5:
                best = max(best, 1.0 / (1.0 + 0.2 * distance + (0.0 if following else 0.1)))
                break
            if not is_stopword(token.text, language):
                distance += 1
            if distance > _NEAR:
                break
    return best


def _concept_at(token: Word, tokens: Sequence[Word], concept: str, language: Language) -> float:
    """Tell whether a glossary phrase of several words begins at `token`."""
    index = tokens.index(token)
    phrase = " ".join(t.text for t in tokens[index : index + 6])
    mentions = find_terms(phrase, language)
    return 1.0 if mentions and mentions[0].key == concept and mentions[0].span.start == 0 else 0.0


def _other_figure_at(token: Word, figure: Figure, figures: Sequence[Figure]) -> bool:
    return any(f is not figure and f.span.start <= token.start < f.span.end for f in figures)


def _counted(need: Need) -> list[NeedWord]:
    """Return the word that a "how many" counts: the first after the question word."""
    readable = phrases.plain(need.text)
    asks = re.search(
        r"\bcombien\b|\bhow (?:many|much)\b|\b(?:nombre|montant|valeur|volume|taux|part|pourcentage|number|"
        r"amount|value|volume|share|percentage|rate)\b|\bquel(?:le)?s?\b|\bwhat\b|كم|عدد|قيمه|حجم|نسبه|ما",
        readable,
    )
    start = asks.end() if asks and len(readable) == len(need.text) else 0
    after = [word for word in need.words if word.start >= start]
    return after[:1] or list(need.words[:1])


def _date(sentence: str, language: Language, asked: Sequence[DateMention]) -> Fit:
    mentions = find_dates(sentence, language, None)
    fresh = [m for m in mentions if not any(m.first == a.first and m.last == a.last for a in asked)]
    chosen = fresh or mentions
    return Fit(1.0 if chosen else 0.0, tuple(m.span for m in chosen[:2]))


def _person(need: Need, sentence: str) -> Fit:
    asked = {phrases.plain(name) for name, _ in named(need.text)}
    people = [
        m for m in _NAME.finditer(sentence) if phrases.plain(m.group(1)) not in asked
        and not find_terms(m.group(1), "fr")
    ]  # fmt: skip
    role = _ROLE.search(phrases.plain(sentence)) is not None
    if people:
        return Fit(1.0 if role else 0.8, tuple(Span(*m.span(1)) for m in people[:2]))
    return Fit(0.6 if role else 0.0)


def _place(need: Need, sentence: str, language: Language) -> Fit:
    asked = phrases.plain(need.text)
    pattern = _PLACE_ARABIC if language == "ar" else _PLACE
    found = [m for m in pattern.finditer(sentence) if phrases.plain(m.group(1)) not in asked]
    return Fit(1.0 if found else 0.3, tuple(Span(*m.span(1)) for m in found[:2]))


_PROMISES: Final = re.compile(
    r"\bs'(?:est|etait|etaient|sont|engage|engagent)\b|\bengag|\bprom(?:et|is|ess)|\bprevoit|\bprevoient|"
    r"\bdevr(?:a|ont|ait)|\bpermettra|\b(?:contribuer|cree?r|realiser|deployer|investir|mobiliser)(?:a|ont)\b|"
    r"\b(?:commit|pledge|promise|undert|will|shall|intend|plans? to)|(?:التزم|تعهد|التزام|وعد|سيت|ست)"
)


def _commitment(sentence: str, language: Language) -> Fit:
    if any(t.key == "commitment" for t in find_terms(sentence, language)):
        return Fit(1.0, (Span(0, len(sentence)),))
    if _PROMISES.search(phrases.plain(sentence)):
        return Fit(0.6, (Span(0, len(sentence)),))
    return Fit(0.15)
