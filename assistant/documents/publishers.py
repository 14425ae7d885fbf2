"""Whether a short name is that of a newspaper, a site or an organisation, by its words."""

from __future__ import annotations

import re

from assistant.documents.folding import fold_letters, fold_line, words

_LONGEST = 10  # words
_PRESS = frozenset(
    """actu actus actualite actualites agence annales avenir bulletin cahier cahiers canard capital
    chronique chroniques courrier depeche echo echos eclaireur economiste express fil gazette
    hebdo hebdomadaire indicateur info infos informateur international journal lettre liberation
    magazine mag matin media medias messager monde moniteur nouvel nouvelle nouvelles observateur
    opinion presse quotidien radio reporter revue semaine soir telegramme temps tribune tv usine
    vie voix web
    agency business chronicle courier daily digest echo engineer examiner gazette guardian herald
    independent insider inquirer journal magazine mail mirror monitor news newsletter newswire
    observer post press record register report reporter review standard star sun telegraph times
    today trade tribune watch weekly wire world""".split()
)
_BODIES = frozenset(
    """academie administration agence alliance association associations banque bureau cabinet
    caisse centre cercle chambre club comite commission confederation conseil cooperation
    coordination cour departement direction ecole etablissement federation fondation fonds forum
    groupe groupement haut institut institution laboratoire ligue maison ministere observatoire
    office ordre organisation patronat pole programme reseau royaume secretariat societe syndicat
    tresor union universite
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
_ARABIC_BODIES = re.compile(
    fold_letters(
        r"^(?:وزارة|الوزارة|جمعية|الجمعية|فدرالية|الفدرالية|اتحاد|الاتحاد|غرفة|الغرفة|مكتب|المكتب|"
        r"معهد|المعهد|مؤسسة|المؤسسة|مجلس|المجلس|بنك|البنك|مجموعة|المندوبية|هيئة|الهيئة)\s+\S"
    )
)
_ARTICLE = re.compile(r"^(?:le |la |les |l'|the )\S")
_PLACES = frozenset(
    (
        "le caire", "la haye", "la mecque", "le cap", "la havane", "le havre", "la rochelle",
        "le mans", "la paz", "la valette", "le bourget", "la defense", "the hague",
    )
)  # fmt: skip
_COINED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]|\w\d|\d\w|\w\.(?:ma|com|net|org|info|fr|press|tn|dz)\b")


def names_publisher(name: str) -> bool:
    """Tell whether a name alone shows to be a publisher's: "La Gazette du fer", "InfoAcier".

    An article before it, a word of the press, the name of a body, a coined word, or صحيفة, جريدة
    … before it in Arabic. Places, persons and plain words are not.
    """
    folded = fold_line(name)
    told = words(name)
    if not 1 <= len(told) <= _LONGEST or re.search(r"[?!:;؟؛]|\.\s|\.$", name.rstrip()):
        return False
    if _ARABIC_PRESS.match(folded) or _ARABIC_BODIES.match(folded):
        return len(told) <= 7
    if not name[:1].isupper() or folded in _PLACES or _has_verb_like(folded):
        return False
    if _ARTICLE.match(folded) and len(told) >= 2:
        return all(_is_named(word) for word in name.split())
    capitals = sum(word[:1].isupper() for word in re.findall(r"[^\W\d_]+", name))
    pressed = any(word in _PRESS for word in told) and capitals >= 2
    return pressed or names_body(name) or bool(_COINED.search(name))


def names_body(name: str) -> bool:
    """Tell whether a name opens as that of an organisation: "Fédération des fondeurs"."""
    told = [word for word in words(name) if word not in ("le", "la", "les", "l", "the", "of")]
    if _ARABIC_BODIES.match(fold_line(name)):
        return True
    if not 2 <= len(told) <= _LONGEST or not name[:1].isupper():
        return False
    return any(word in _BODIES for word in (told[0], told[-1], told[1]))


def names_arabic_press(name: str) -> bool:
    """Tell whether a name is صحيفة, جريدة, موقع … and a name of at most four words."""
    return bool(_ARABIC_PRESS.match(fold_line(name))) and 2 <= len(words(name)) <= 5


_SMALL = frozenset(
    "le la les de des du d l et en au aux a sur pour the of and for in on & al el".split()
)


def _is_named(word: str) -> bool:
    bare = re.sub(r"^\W*(?:[ldLD]['’])?", "", word)
    return not bare or not bare[:1].islower() or fold_line(bare) in _SMALL


def _has_verb_like(folded: str) -> bool:
    return bool(re.search(r"\b(?:est|sont|a ete|is|are|was|will|sera|va|ont)\b", folded))
