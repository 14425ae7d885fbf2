# ruff: noqa: E501 - one pattern a line, whatever its length
"""Offers inside an article: boxes under a label, and lines that sell or invite by their form."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from assistant.documents.folding import fold_letters, fold_line, same_length_fold, words
from assistant.documents.judging import COHESIVE, LONG, Page, content
from assistant.documents.lexicon import ADS, SERVICES
from assistant.documents.marks import any_of, opens_related
from assistant.documents.prose import ends_sentence, has_verb, is_function_word, is_prose

_LONGEST = 16  # words of an offer in one line
_BOX = 60  # words of a box: more is text
_AD, _SERVICE = any_of(ADS), any_of(ADS, SERVICES)
_MONEY = r"(?:[$€£]\s?\d[\d\s.,]*|\d[\d\s.,]*\s?(?:%|€|\$|£|dhs?|mad|euros?|dirhams?|dollars?|درهما?|دراهم|في المائه)(?!\w))"
_SPAN = r"(?:mois|an|annee|semaine|jour|journee|nuit|month|year|week|day|night|شهريا|سنويا|الشهر|السنه|لليله)"
_UNIT = r"(?:m2|m²|metre|metre carre|kg|kilo|litre|piece|unite|personne|place|numero|mille|tonne|square metre|copy|متر|للمتر|كيلو)"
_CUES = tuple(
    re.compile(fold_letters(pattern))
    for pattern in (
        rf"(?:\b(?:des|a partir de|seulement|from|only|starting at|as low as|up to|jusqu'a)\s+|\bابتداء من\s+|\bانطلاقا من\s+|\bفقط\s+){_MONEY}|{_MONEY}\s+(?:seulement|only|فقط)\b|\s-\s?\d\d\s?%",
        rf"{_MONEY}\s*(?:(?:par|le|la|les|l'|/|per|a|an)\s*)?(?:{_SPAN}|{_UNIT})\b",
        r"\b(?:livraison|devis|reponse en \d+|sous \d+ ?h|pose (?:offerte|comprise|gratuite)|installation (?:offerte|comprise)|"
        r"offerte?s?|gratuite?s?|sans (?:engagement|apport|frais)|facilites de paiement|remises?|promos?|promotions?|soldes|"
        r"sur rendez-vous|cle en main|en stock|delivery|shipping|free|discount|off|sale|in stock|no commitment|installments|"
        r"cancel anytime|مجانا|مجاني|تخفيض\w*|التوصيل|توصيل|بالتقسيط|بدون فوائد)\b",
        r"\b(?:nos|notre|votre|vos|our|your)\b|\b(?:لدينا|عروضنا)\b",
    )
)  # fmt: skip
_INVITES = re.compile(
    fold_letters(
        r"\W*(?:recevez|abonnez-vous|inscrivez-vous|reservez (?:votre|vos|des|une)|rejoignez (?:les|nos|notre|-nous)|"
        r"telechargez (?:le|la|les|notre|nos)|commandez (?:votre|vos|notre)|profitez d|participez a (?:notre|nos)|soutenez (?:notre|nous|-nous)|"
        r"(?:suivez|retrouvez|decouvrez) (?:toute l'|toutes (?:nos|les)|tous (?:nos|les)|nos |notre |l'actualite)|offrez(?:-vous)? (?:un|l')|devenez (?:abonne|membre|partenaire|annonceur)|"
        r"(?:faire|faites) un don\b|achetez (?:ce|le) numero|feuilletez|feuilleter le|lire le journal\b|disponible sur (?:android|ios|l'app|google)|"
        r"(?:become|donate|give) (?:a (?:member|subscriber|partner|gift)|now|today)\b|follow (?:all|us|our)|available on (?:android|ios|the app|google)|"
        r"(?:get|receive) (?:our|the latest|all the)|subscribe\b|sign up (?:to|for|now)|book your|register (?:for|now)|order your|join (?:our|the \d|\d)|"
        r"support our|try it free|توصلوا? (?:ب|كل)|اشتركوا? (?:في|الان)|انضموا? (?:الى|الينا)|احجزوا? |سجلوا? (?:في|الان))"
    )
)
_SPONSORED = re.compile(
    fold_letters(
        r"\W*(?:(?:contenu |article |lien )?sponsorise|publicite|publireportage|(?:sponsored|paid|promoted)(?: content| post)?|advertis(?:ement|ing)|اشهار|اعلان|محتوى مدعوم)\s?[:|–-]\s?\S"
    )
)
_QUOTED = re.compile(
    r"\d[\d.,]* ?(?:dhs?|mad|usd|eur|\$|€|£)? ?/ ?(?:t|tonne|l|litre|kg|once|oz|lb|baril|bbl)\b|"
    r"\d[\d.,]* ?(?:[a-z$€£]{1,3} ?)?\(? ?[+-] ?\d[\d.,]* ?%\)?$|(?<!\d)\d\d? ?°c?.{1,30}(?<!\d)\d\d? ?°"
)
_ARROWS = re.compile(r"[▲▼△▽⬆⬇↑↓]")
_EVERY = re.compile(
    fold_letters(
        r"\b(?:chaque|tous les|toutes les) (?:matins?|soirs?|jours?|semaines?|mois|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?)\b|"
        r"\b(?:every|each) (?:morning|evening|day|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|كل (?:صباح|مساء|يوم|اسبوع)"
    )
)
_READER = re.compile(
    fold_letters(
        r"\bl'essentiel (?:de|du|des)\b|\bboite\b|\bvotre\b|\bvos\b|\bnos\b|\bnotre\b|\bminutes\b|\binbox\b|\byour\b|\bour\b|\bthe best of\b|\bround-?up\b|بريدك|اهم الاخبار|باهم|اخبارنا"
    )
)


def is_ad_label(line: str) -> bool:
    """Say whether a line is no more than the label of an advertisement."""
    return len(words(line)) <= 6 and _AD.fullmatch(fold_line(line).strip(" :-–—[]()*.")) is not None


def _opens_as_ad(line: str) -> bool:
    return _AD.match(fold_line(line)) is not None


def labels_box(line: str) -> bool:
    """Say whether a line is no more than the label of a box: advertising, services, articles."""
    bare = fold_line(line).strip(" :-–—[]()*.!")
    return _SERVICE.fullmatch(bare) is not None or opens_related(line) == "heading"


_CAPITALISED = re.compile(r"(?<=[^.!?:]\s)[A-ZÀ-Þ][\w]*")


@lru_cache(maxsize=20_000)
def offer_cues(line: str) -> int:
    """Return how many kinds of words of an offer stand in a short line that is no sentence."""
    told = has_verb(re.sub(r"\b[àa]\b", "", line))  # "à partir de", "$9 a month": no verb
    if ends_sentence(line) or told or not 2 <= len(words(line)) <= _LONGEST:
        return 0
    folded = fold_line(line)
    found = [bool(cue.search(folded)) for cue in _CUES]
    return sum(found) if any(found[:2]) else 0  # a price is always among them


def invites(line: str) -> bool:
    """Say whether a short line without a full stop bids the reader subscribe, book or join."""
    if ends_sentence(line) or len(words(line)) > _LONGEST:
        return False
    folded = fold_line(line)
    return bool(_INVITES.match(folded) or (_EVERY.search(folded) and _READER.search(folded)))


def offer_runs(line: str) -> list[tuple[int, int]]:
    """Return where labelled offers stand in a line that holds a page: label to the next sentence.

    The line breaks around it are lost: a capitalised small word ("Nous", "The") begins the next.
    """
    runs: list[tuple[int, int]] = []
    for label in _AD.finditer(same_length_fold(line)):
        before = line[: label.start()].rstrip()
        if not line[label.start()].isupper() or not (not before or ends_sentence(before)):
            continue
        starts = (m for m in _CAPITALISED.finditer(line, label.end())
                  if is_function_word(fold_line(m.group())))  # fmt: skip
        end = next((m.start() for m in starts), len(line))
        if offer_cues(line[label.end() : end]):
            runs.append((label.start(), end))
    return runs


def is_quoted(line: str) -> bool:
    """Say whether a line tells a price of the day, an index, or the weather, as tickers do."""
    if ends_sentence(line) or len(words(line)) > _LONGEST or not any(c.isdigit() for c in line):
        return False
    return bool(_ARROWS.search(line) or _QUOTED.search(fold_line(line)))


def close_offers(page: Page) -> None:
    """Judge bad the lines that sell, invite or quote prices, and share few of the text's words."""
    for place, segment in enumerate(page.segments):
        if page.verdicts[place] == "bad" or segment.kind != "text":
            continue
        under = place > 0 and is_ad_label(page.text(place - 1))
        told = offer_cues(segment.text) + (under or _opens_as_ad(segment.text))
        plain = told >= 3 or invites(segment.text) or bool(_SPONSORED.match(page.folded[place]))
        bar = 2 * COHESIVE if plain else COHESIVE if told == 2 or is_quoted(segment.text) else 0.0
        if bar and _shared(page, range(place, place + 1)) < bar:
            _close(page, place)


def close_labelled(page: Page) -> None:
    """Judge bad the small element that opens with the label of a box and holds no text.

    Only markup tells where such a box ends: plain text keeps what follows a label.
    """
    weights: Counter[tuple[tuple[int, str], ...]] = Counter()
    for place, segment in enumerate(page.segments):
        if page.verdicts[place] == "good":
            weights[segment.path] += page.sizes[place]
    main = max(weights, key=lambda path: weights[path], default=())
    for place, segment in enumerate(page.segments):
        if not (segment.path and labels_box(segment.text)):
            continue
        for branch in (segment.path, segment.path[:-1]):
            inside = _element(page, place, branch)
            if branch and main[: len(branch)] != branch and _is_box(page, place, inside):
                _close(page, place, *inside)
                break


def _close(page: Page, *places: int) -> None:
    for place in places:
        page.verdicts[place] = "bad"
        page.inserted.add(place)


def _element(page: Page, place: int, branch: tuple[tuple[int, str], ...]) -> range:
    """Return the places after `place` in the element `branch`; none if it does not open it."""
    depth = len(branch)
    end = place + 1
    while end < len(page) and page.segments[end].path[:depth] == branch:
        end += 1
    opens = place == 0 or page.segments[place - 1].path[:depth] != branch
    return range(place + 1, end if opens else place + 1)


def _is_box(page: Page, label: int, inside: range) -> bool:
    if not inside or sum(page.sizes[place] for place in inside) > _BOX:
        return False
    if any(page.segments[place].kind in ("heading", "row", "quote") for place in inside):
        return False
    shared = _shared(page, inside)
    if is_ad_label(page.text(label)):
        return shared < COHESIVE and max(page.sizes[place] for place in inside) < LONG
    texts = [page.text(place) for place in inside]
    sentences = any(ends_sentence(text) or is_prose(text) for text in texts)
    return not sentences and shared < 1.5 * COHESIVE


def _shared(page: Page, places: range) -> float:
    """Return the share of the content words at `places` that the prose elsewhere uses."""
    found = {word for place in places for word in content(page.text(place))}
    prose = (place for place, verdict in enumerate(page.verdicts) if verdict == "good")
    used = {word for place in prose if place not in places for word in content(page.text(place))}
    return len(found & used) / len(found) if found else 0.0
