"""Whether a short name is that of a newspaper, a site or an organisation, by its words."""

from __future__ import annotations

import re

from assistant.documents.folding import fold_letters, fold_line, same_length_fold, words

_LONGEST = 10  # words
_PRESS = frozenset(
    """actu actus actualite actualites agence annales bulletin cahier cahiers canard chronique
    chroniques courrier depeche echo echos eclaireur economiste express fil gazette hebdo
    hebdomadaire indicateur info infos informateur journal lettre magazine mag matin media
    medias messager moniteur observateur presse quotidien radio reporter revue telegramme
    tribune tv web agency chronicle courier daily digest echo engineer examiner gazette herald
    insider inquirer journal magazine mail mirror monitor news newsletter newswire observer post
    press register report reporter review standard telegraph times tribune watch weekly wire
    """.split()
)
_BODIES = frozenset(
    """academie administration agence alliance association associations banque bureau cabinet
    caisse centre cercle chambre club collectif comite commissariat commission confederation
    conseil cooperation cooperative coordination cour delegation departement direction ecole
    etablissement federation fondation fonds forum groupe groupement haut institut
    institution laboratoire ligue maison ministere observatoire office ordre organisation
    patronat pole programme reseau royaume secretariat societe syndicat tresor union
    universite
    academy agency alliance association authority bank board bureau center centre chamber club
    commission committee company confederation corporation council department directorate
    federation foundation fund group institute institution league ministry network observatory
    office organisation organization school secretariat society trust union university""".split()
)
_ARABIC_PRESS = re.compile(
    fold_letters(
        r"^(?:ال)?(?:صحيفة|جريدة|موقع|مجلة|وكالة|يومية|أسبوعية|بوابة|شبكة|قناة|إذاعة|نشرة)\s+\S"
    )
)
_ARABIC_MOTTO = re.compile(
    fold_letters(
        r"\S+(?:\s+(?:ال)?و?(?:إلكترونية|إلكتروني|مستقلة|مستقل|يومية|أسبوعية|شهرية|وطنية|جهوية|شاملة|"
        r"شامل|إخبارية|إخباري|مغربية|عربية|دولية|اقتصادية|متخصصة|تصدر|كل))+\s*"
    )
)
_ARABIC_BODIES = re.compile(
    fold_letters(
        r"^(?:وزارة|الوزارة|جمعية|الجمعية|فدرالية|الفدرالية|اتحاد|الاتحاد|غرفة|الغرفة|مكتب|المكتب|"
        r"معهد|المعهد|مؤسسة|المؤسسة|مجلس|المجلس|بنك|البنك|مجموعة|المندوبية|هيئة|الهيئة)\s+\S"
    )
)
_DESK = re.compile(
    fold_letters(r"(?:la |l'|the )?(?:redaction|equipe|newsroom|editorial)\b|(?:هيئة )?التحرير")
)
_ARTICLE = re.compile(r"^(?:le |la |les |l'|the )\S")
_PLACES = frozenset(
    (
        "le caire", "la haye", "la mecque", "le cap", "la havane", "le havre", "la rochelle",
        "le mans", "la paz", "la valette", "le bourget", "la defense", "the hague",
    )
)  # fmt: skip
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th|er|ere|eme|nde?)\b")
_COINED = re.compile(
    r"[a-zà-ÿ][A-ZÀ-Þ]|[^\W\d_]{2}\d|\d[^\W\d_]{2}|\w\.(?:ma|com|net|org|info|fr|press|tn|dz)\b"
)


def names_publisher(name: str) -> bool:
    """Tell whether a name alone shows to be a publisher's: "La Gazette du fer", "InfoAcier".

    An article before it, a word of the press, the name of a body, a coined word, or صحيفة, جريدة
    … before it in Arabic. Places, persons and plain words are not.
    """
    folded = fold_line(name)
    told = words(name)
    if not 1 <= len(told) <= _LONGEST or re.search(r"[?!:;؟؛]|\.\s|\.$", name.rstrip()):
        return False
    if _DESK.match(folded):
        return False
    if _ARABIC_MOTTO.fullmatch(folded):
        return False  # "an independent electronic paper" says what it is, not its name
    if _ARABIC_PRESS.match(folded) or _ARABIC_BODIES.match(folded):
        return len(told) <= 7
    if not name[:1].isupper() or folded in _PLACES or _has_verb_like(folded):
        return False
    if _ARTICLE.match(folded) and len(told) >= 2:
        return all(_is_named(word) for word in name.split())
    capitals = sum(word[:1].isupper() for word in re.findall(r"[^\W\d_]+", name))
    pressed = any(word in _PRESS for word in told) and capitals >= 2
    coined = _COINED.search(name) and not _ORDINAL.search(folded)
    return pressed or names_body(name) or bool(coined)


def dates_itself(name: str) -> bool:
    """Tell whether a name that stands alone beside a day is a publisher's rather than a place's."""
    return names_publisher(name) and not (_ARTICLE.match(fold_line(name)) and len(words(name)) <= 2)


def names_body(name: str) -> bool:
    """Tell whether a name opens as that of an organisation: "Fédération des fondeurs"."""
    told = [word for word in words(name) if word not in ("le", "la", "les", "l", "the", "of")]
    if _ARABIC_BODIES.match(fold_line(name)):
        return True
    if not 2 <= len(told) <= _LONGEST or not name[:1].isupper():
        return False
    return any(word in _BODIES for word in (told[0], told[-1], told[1]))


def names_agency(name: str) -> bool:
    """Tell whether a name is that of a news agency, as far as its first words show."""
    return bool(re.match(r"(?:l')?agence\b|\w+ agency\b|news agency|وكاله", fold_line(name)))


_ORGAN = re.compile(
    r"(?:(?:secretariat(?: (?:general|permanent|executif|technique))?|"
    r"(?:service|cellule|bureau|direction)(?: de)?(?: la)? (?:presse|communication)) "
    r"(?:du |de la |de l'|des |de |d')|(?:secretariat|press office) of (?:the )?)"
)
_INITIALS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ\d-]{2,}")


def owner(name: str) -> str:
    """Return the body that an organ of it signs for: "Secrétariat permanent du CNF" is "CNF".

    A ministry's name may begin like an organ ("Secrétariat d'État …"): only initials or what names
    a body by itself is taken for the owner.
    """
    match = _ORGAN.match(same_length_fold(name))
    rest = name[match.end() :].strip() if match else ""
    whole = rest[:1].upper() + rest[1:]
    return whole if _INITIALS.fullmatch(rest) or names_body(whole) else name


def names_arabic_press(name: str) -> bool:
    """Tell whether a name is صحيفة, جريدة, موقع … and a name of at most four words."""
    folded = fold_line(name)
    named = _ARABIC_PRESS.match(folded) and not _ARABIC_MOTTO.fullmatch(folded)
    return bool(named) and 2 <= len(words(name)) <= 5


_SMALL = frozenset(
    "le la les de des du d l et en au aux a sur pour the of and for in on & al el".split()
)


def _is_named(word: str) -> bool:
    bare = re.sub(r"^\W*(?:[ldLD]['’])?", "", word)
    return not bare or not bare[:1].islower() or fold_line(bare) in _SMALL


def _has_verb_like(folded: str) -> bool:
    return bool(re.search(r"\b(?:est|sont|a ete|is|are|was|will|sera|va|ont)\b", folded))
