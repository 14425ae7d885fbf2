"""The words by which questions show what they ask: data for `understand`, by language.

Patterns are matched on folded text (small letters, no accents), so that typing without accents
changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from assistant.language.arabic import LETTERS
from assistant.language.text import stem
from assistant.schema import AnswerKind, Language


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


GREETING: Final = _any(
    r"^(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good (?:morning|afternoon|evening))\b[\s\w]{0,25}[!.,?\s]*$",
    r"^(?:salam|salam alaykoum|assalamou? ?alaikoum|labas)\b[\s\w]{0,20}[!.?\s]*$",
    r"^(?:السلام عليكم|سلام|مرحبا|اهلا|صباح الخير|مساء الخير)[\s\w]{0,25}[!.؟\s]*$",
)
THANKS: Final = _any(
    r"^(?:(?:hello|hi|hey|bonjour|ok|super|great)[\s\w]{0,12}[,!.]\s*)?(?:merci|thanks|thank you|thx|chokran|choukran)\b[\s\w,']{0,40}[!.\s]*$",
    r"^(?:شكرا)[\s\w]{0,25}[!.\s]*$",
)
# Words too short for the language of a text to be told by its letters.
ENGLISH_TALK: Final = re.compile(r"^\s*(?:hello|hi|hey|good|thanks?|thx)\b")
HELP: Final = _any(
    r"^(?:aide|help|مساعده)[\s!?؟]*$",
    r"\b(?:que|qu'est-ce que) (?:peux|sais|pouvez|savez)[- ]?(?:tu|vous)\b",
    r"\bqu'est-ce que (?:tu|vous) (?:peux|sais|pouvez|savez) faire\b",
    r"\bcomment (?:ca marche|t'utiliser|vous utiliser|utiliser (?:cet|l')assistant|fonctionnes?-?(?:tu|vous))",
    r"^(?:qui es-tu|qui etes-vous|tu es qui|vous etes qui)\b",
    r"\bwhat can (?:you|i) (?:do|ask)\b",
    r"\bhow (?:do (?:you|i)|does this) (?:work|use (?:you|this))\b",
    r"^(?:who|what) are you\b",
    r"ماذا (?:يمكنك|تستطيع)",
    r"^من انت\b",
    r"كيف (?:استعملك|استخدمك|تعمل)",
)
# "which articles do you have on naval?"
LISTING: Final = _any(
    r"\b(?:quels?|quelles?|liste[rz]?|montre[rz]?|donne[rz]?(?:[- ]moi)?|combien (?:de|d'))\b.{0,20}\b(?:articles?|documents?|textes?|sources?)\b.{0,30}(?:avez|as-tu|disposez|dispose|y a-t-il|existe|sur|a propos|au sujet|concernant|parlent)",
    r"\bqu'(?:avez-vous|as-tu|est-ce que (?:vous avez|tu as)|y a-t-il) (?:sur|a propos|concernant|au sujet)\b",
    r"^(?:les )?(?:articles?|documents?) (?:sur|a propos|concernant)\b",
    r"\b(?:which|what|list|show|any|how many)\b.{0,20}\b(?:articles?|documents?|texts?|papers?|sources?)\b.{0,25}\b(?:have|about|on|exist|cover|mention)\b",
    r"\bwhat do you have (?:on|about)\b",
    r"(?:ما هي|اي|كم|اعرض|لائحه|قائمه).{0,12}(?:المقالات|مقالات|الوثائق|وثائق|النصوص|المقال|وثيقه).{0,30}(?:لديكم|عندكم|حول|عن|لديك|عندك|المتوفره)",
    r"ماذا (?:لديكم|عندكم|لديك|عندك) (?:عن|حول)",
)
LATEST_DOCUMENTS: Final = _any(
    r"\b(?:quoi de neuf|quelles? (?:sont les )?(?:nouvelles|nouveautes)|qu'y a-t-il de (?:neuf|nouveau))\b",
    r"\b(?:derniers?|dernieres?|recents?|nouveaux) (?:articles?|documents?|ajouts?|textes?)\b",
    r"\bwhat(?:'s| is) new\b",
    r"\b(?:latest|newest|recent|new) (?:articles?|documents?|additions?|news)\b",
    r"(?:ما الجديد|ما هو الجديد|اخر المقالات|احدث المقالات|اخر الوثائق|اخر الاخبار)",
)

YES_NO: Final = _any(
    r"^(?:est[- ]ce qu|y a-t-il|existe-t-il|[\w' -]{0,40}\b(?:est|sont|a|ont|va|vont|peut|doit|fait|etait)-(?:t-)?(?:il|elle|ils|elles|on|ce)\b)",
    r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b",
    r"^(?:هل|واش|ا)\s|^wach\b",
)
# Kinds of answer asked for; the first that matches wins.
KINDS: Final[tuple[tuple[AnswerKind, re.Pattern[str]], ...]] = (
    (
        "document",
        _any(
            r"\bde quand (?:date|est)\b",
            r"\bquand .{0,40}\b(?:article|texte|document|papier|rapport)\b.{0,30}\b(?:publie|paru|ecrit)",
            r"\b(?:qui|quel (?:journal|media|site|publication)) a (?:publie|ecrit|signe) (?:l'|cet |ce |le )(?:article|texte|document|papier)",
            r"\bdate de (?:publication|parution)\b",
            r"\b(?:quand|quelle date|quel jour)\b.{0,80}\b(?:publie[es]?|paru[es]?|mis en ligne)\b",
            r"\b(?:qui|quel (?:journal|media|site|publication))\b.{0,30}\b(?:publie|paru|signe|ecrit)\b.{0,40}\b(?:article|texte|papier|bilan|rapport)\b",
            r"\bwhen was .{0,60}\b(?:article|text|document|report|piece)\b.{0,30}\b(?:published|written)",
            r"\bwhen (?:was|did) .{1,80}\b(?:published|publish|come out|appear)\b",
            r"\b(?:who|which (?:newspaper|site|outlet)) (?:wrote|published) the\b",
            r"\b(?:publication date|date of publication)\b",
            r"(?:متي نشر|تاريخ نشر|من نشر|من كتب)",
        ),
    ),
    (
        "definition",
        _any(
            r"\bque (?:signifi(?:e|ent)|veut dire|veulent dire|designe)\b",
            r"\b(?:qu'est[- ]ce qu(?:e|'))(?: c'est)?(?: que| qu')? ?(?:le|la|les|l'|un|une)\b(?!.{0,60}\b(?:s'est|a|ont|va|vont|prevoit|promet|fait)\b)",
            r"\bdefinition\b",
            r"\b(?:signification|sens) d(?:e|u|es)\b",
            r"\bsigle\b|\bacronyme\b",
            r"\bwhat (?:does|do) .{1,40} (?:mean|stand for)\b",
            r"^what (?:is|are) (?:an? |the )?[\w-]+(?: [\w-]+){0,2}\s*\?*$",
            r"\bmeaning of\b",
            r"(?:ما معني|ماذا يعني|ماذا تعني|ما المقصود|تعريف)",
        ),
    ),
    (
        "figure",
        _any(
            r"\b(?:que|combien) (?:pes|represent|valent|vau[tx]|coute)[a-z]*\b|\ba combien\b",
            r"\bcombien\b|\bch7al\b|\bchhal\b|\bnombre d[e']",
            r"\bquel(?:le)?s? (?:est|sont|etait|etaient|a ete|fut|sera|serait)?\s*(?:le |la |les |l'|son |sa |leur )?(?:montant|nombre|chiffre|taux|part|pourcentage|valeur|volume|cout|prix|budget|poids|total|effectif|capacite|superficie|proportion|objectif chiffre|enveloppe)",
            r"\bchiffre d'affaires\b",
            r"\bquel(?:le)? (?:benefice|perte|resultat|dividende|salaire|tonnage|revenu|montant|nombre|taux|part|pourcentage|valeur|volume|cout|prix|budget|capacite|superficie|enveloppe|somme)\b",
            r"\b(?:a|de) combien\b",
            r"\bhow (?:many|much|big|large|long|high|far)\b",
            r"\bwhat (?:did|does|do|will|would) .{1,60}\b(?:cost|weigh|earn|measure)\b",
            r"\bwhat (?:is|was|are|were|will be)?\s*(?:the |its |their )?(?:amount|number|turnover|revenue|share|percentage|rate|value|volume|cost|price|budget|total|size|capacity|investment)\b",
            r"\bwhat (?:amount|number|share|percentage|rate|value|volume|budget|sum|(?:net |gross |operating )?(?:profit|loss|income|result)|dividend|salary|wage|tonnage|output)\b",
            r"(?:^|\s)(?:كم|بكم|شحال)(?:\s|$)",
            r"(?:ما هو|ما هي|ما|كم بلغ|كم بلغت) ?(?:عدد|قيمه|حجم|نسبه|مبلغ|رقم|كلفه|ميزانيه|معدل|حصه|طاقه)",
        ),
    ),
    (
        "date",
        _any(
            r"\bquand\b|\bfouqach\b|\bimta\b",
            r"\b(?:a |depuis |en |de )?quelles? (?:est la )?(?:date|annee|jour|mois|periode|echeance|horizon)\b",
            r"\ben quelle annee\b|\bdepuis quand\b|\bquel (?:jour|mois|an|horizon)\b",
            r"\bwhen\b|\bwhat (?:date|year|day|month|deadline)\b|\bwhich (?:year|month|day)\b",
            r"\bin what year\b|\bsince when\b",
            r"(?:^|\s)(?:متي|منذ متي)(?:\s|$)|(?:اي|ما) (?:تاريخ|سنه|عام|يوم|شهر)|في اي (?:سنه|عام|تاريخ)|تاريخ (?:توقيع|انعقاد|اطلاق|تاسيس)",
        ),
    ),
    (
        "commitment",
        _any(
            r"\bs'(?:est|etait|sont|etaient)[- ](?:il|elle|ils|elles)?[- ]?engage",
            r"\bengage[a-z]*\b",
            r"\bprom(?:is|et|esses?|ettre|ettent)\b",
            r"\b(?:commit|commits|committed|commitments?|pledged?s?|promised?s?|undert(?:ake|ook)|undertaken)\b",
            r"(?:التزم|تعهد|التزام|وعد)",
        ),
    ),
    (
        "person",
        _any(
            r"\bqui (?:est|sont|etait|etaient|preside|dirige|represente|a|ont|sera|fut|occupe|pilote|signe)\b",
            r"\b(?:par|avec|a|de|pour) qui\b|\bquel(?:le)? (?:est le |est la )?(?:president|presidente|directeur|directrice|ministre|patron|responsable|nom)\b",
            r"\bqui\b(?=.{0,12}\b(?:president|directeur|ministre|chef)\b)|^qui\b|\bchkoun\b",
            r"\bwho\b|\bwhose\b|\bwhom\b",
            r"\b(?:which|what) (?:manager|minister|president|director|chairman|chairwoman|official|spokesman|person|name)\b",
            r"(?:^|\s)(?:من هو|من هي|من هم|من)(?=\s)(?!.{0,3}اجل)",
        ),
    ),
    (
        "place",
        _any(
            r"\bd'ou\b|\bde quel pays\b|\bwhere\b.{0,60}\bfrom\b|\bfrom where\b",
            r"\bou (?:se|est|sont|a|ont|s'est|sera|etait|fut|seront|va|trouve)\b|^ou\b|\bfin\b(?= kay)",
            r"\b(?:dans|en|a) quel(?:le)? (?:ville|region|pays|zone|site|lieu|province|port)\b",
            r"\bquel(?:le)? (?:ville|region|pays|lieu)\b",
            r"\bwhere\b|\b(?:which|what) (?:city|town|region|country|place|port|site)\b",
            r"(?:^|\s)(?:اين|باي مدينه|في اي مدينه|في اي جهه|فين)(?:\s|$)",
        ),
    ),
    (
        "list",
        _any(
            r"\bquels\b|\bquelles\b|\blesquel(?:le)?s\b|\b(?:cite[rz]?|enumere[rz]?|liste[rz]?)\b",
            r"\bwhich (?:are )?(?:the )?(?:\w+ )?\w+s\b(?! (?:says?|said|is|was|has|did|does)\b)|\bwhat (?:are|were) (?:the|its|their)\b|\blist\b|\bname the\b",
            r"(?:ما هي|ماهي|اذكر|عدد لي|ما هم)",
        ),
    ),
    ("yes_no", YES_NO),
    (
        "organisation",
        _any(
            r"\b(?:quel(?:le)?|par quel(?:le)?|quel(?:le)? est la|quel est l')\s*(?:organisme|entreprise|societe|federation|association|groupe|ministere|banque|cabinet)\b",
            r"\b(?:which|what) (?:organi[sz]ation|company|firm|federation|association|group|ministry|bank)\b",
            r"(?:اي|ما هي) (?:شركه|مؤسسه|جمعيه|مقاوله|وزاره|بنك)",
        ),
    ),
)

LATEST: Final = _any(
    r"\b(?:derniere?s?|recente?s?|plus recente?s?|actuel(?:le)?s?|actuellement|aujourd'hui|a ce jour)\b",
    r"\b(?:latest|last|newest|most recent|current|currently|today|now)\b",
    r"(?:اخر|احدث|الحالي|الحاليه|اليوم|حاليا)",
)
WHY: Final = _any(
    r"^(?:pourquoi|why|for what reason|how come)\b", r"^(?:لماذا|ما سبب|ما هو سبب|لم)\b"
)
BECAUSE: Final = _any(
    r"\b(?:car|parce qu|puisqu|en raison|a cause|grace a|afin|pour que|du fait|faute de|s'explique|expliqu|"
    r"because|since|due to|owing to|thanks to|so that|in order to|as a result|therefore|explain)",
    r"\bmenac|\bpermet|\bthreat",
    r"(?:لان|بسبب|من اجل|بفضل|نظرا|نتيجه|حيث ان|لكي|قصد)",
)
NEGATED: Final = _any(
    r"\b(?:ne|n')\s?.{1,30}\b(?:pas|plus|jamais|aucune?)\b|\bsans\b|\baucune?\b",
    r"\b(?:not|never|no|without|n't|none)\b",
    r"(?:^|\s)(?:لا|لم|لن|ليس|ليست|غير|دون|بدون)\s",
)

# A question that leans on the one before it.
FOLLOW_UP: Final[dict[Language, re.Pattern[str]]] = {
    "fr": _any(
        r"^(?:et|puis|mais|alors|ok|oui|donc)\b",
        r"^(?:pour|dans|chez|concernant|quant a|au|a|en|depuis|avant|apres)\s(?!.{0,60}\b(?:quel|quelle|quels|quelles|combien|qui|quand|comment|ou|que)\b)",
        # "importe-t-elle" leans on nothing where its subject stands before it
        r"^(?!.*\b(?:l[ae] |les |l')\w.*-(?:t-)?(?:il|elle|ils|elles)\b).*-(?:t-)?(?:il|elle|ils|elles)\b",
        r"(?<!-)\b(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|ceux-la|cela|ca|leurs?|ces derniers|ce dernier|cette derniere|la-bas|y compris)\b(?<!y a-t-il)",
        r"\b(?:en est|en sont|en a|en ont|qui en)\b|\b(?:ce|cet|cette|ces) [a-z]+",
        r"\bqui (?:la|le|les|l'|en|y|lui|leur) ?\w+",
        r"\b(?:son|sa|ses)\b",
        r"^(?:pourquoi|combien|quand|ou|qui|comment|lesquels?|lesquelles?|quels?|quelles?|par qui|depuis quand)\s*\?*$",
    ),
    "en": _any(
        r"^(?:and|then|but|so|ok|yes|what about|how about)\b",
        r"^(?:for|in|at|on|since|before|after)\s(?!.{0,60}\b(?:what|which|who|when|where|how)\b)",
        r"\b(?:it|its|they|their|them|he|his|him|she|her|that|those|these|this|there|the same|the former|the latter)\b",
        r"^(?:why|how many|how much|when|where|who|which|which ones?|by whom|since when)\s*\?*$",
    ),
    "ar": _any(
        r"^و(?:ماذا|ما|من|كم|متي|اين|في|بالنسبه|عن|هل)|^(?:ماذا عن|وماذا عن|بالنسبه|طيب|نعم)",
        r"^(?:لماذا|متي|اين|كم|من|كيف)\s*[؟?]*$",
        r"(?:^|\s)(?:هو|هي|هم|ذلك|هذا|هذه|تلك|منها|فيها|فيه|عنها|عنه|لها|له)(?:\s|؟|$)",
    ),
}
# What opens a follow-up and says nothing itself.
OPENING: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"^\s*(?:(?:et|puis|mais|alors|ok|oui|donc)\b[\s,]*)+(?:qu'en est-il (?:de |d'|du |des )?)?",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"^\s*(?:(?:and|then|but|so|ok|yes)\b[\s,]*)*(?:(?:what|how) about\b\s*)?", re.IGNORECASE
    ),
    "ar": re.compile(r"^\s*(?:(?:طيب|نعم)[\s،]*)*(?:و?ماذا عن\s+|و(?=\S))?"),
}
# A sentence that cannot be understood without the one before it.
LEANS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"^[«\s-]*(?:(?:Il|Elle|Ils|Elles|Celui-ci|Celle-ci|Ceux-ci|Celles-ci|Ce dernier|Cette dernière|"
        r"Ces derniers|Ce|Cet|Cette|Ces|Leur|Leurs|Son|Sa|Ses)\b|(?:À|A) (?:cet effet|cette fin)\b|"
        r"Dont\b|(?:Aussi|Ainsi|En outre|De plus|Par ailleurs|Enfin),? (?:il|elle|ils|elles)\b)"
    ),
    "en": re.compile(
        r"^[“\"\s-]*(?:It|They|He|She|Its|Their|His|Her|This|That|These|Those|The latter|Both)\b"
    ),
    "ar": re.compile(r"^\s*(?:و|ف)?(?:هو|هي|هم|هذا|هذه|ذلك|تلك|هؤلاء|كما (?:أنه|أنها))\b"),
}
# A sentence that goes on with what the one before said of the same subject.
GOES_ON: Final = re.compile(
    r"^(?:(?:Il|Elle|Ils|Elles|Celui-ci|Celle-ci)\b[^.]{0,60}\b(?:aussi|également|en outre|par ailleurs|enfin)\b|"
    r"[^.]{0,50}\b(?:également|aussi|en outre|also|as well)\b|"
    r"(?:Il|Elle|Ils|Elles) (?:s['’]|devr|prévo|compt|promet|garanti|prend|réserv|apport|financ|assur)|"
    r"(?:S['’]y ajoute|Les deux autres|Le troisième|Le deuxième|La deuxième|La troisième|Les autres|Ces outils)\b|"
    r"(?:It|They|He|She)\b[^.]{0,60}\b(?:also|as well|too|in addition|finally|will)\b|The (?:second|third|other)s?\b|"
    r"(?:كما|وكذلك|أيضا|بالإضافة|ثم)\b)"
)
# Words that say little of what is asked: they are in the question as they are in any answer.
_WEAK: Final[Mapping[Language, str]] = {
    "fr": "créer création créés compter faire réaliser atteindre représenter élever prévoir prévu "
    "attendu employer donner permettre concerner exister tenir dérouler annoncer dire indiquer "
    "déclarer secteur nombre montant total année cours cadre niveau sujet actuel chiffre valeur "
    "avoir mettre prendre devoir pouvoir aller venir falloir connaître savoir parler combien "
    "vouloir veut signifier désigner sigle servir peser",
    "en": "create created creation count make do reach represent amount plan planned expect "
    "expected give allow concern exist take place hold held announce say said sector number "
    "total year current figure value have get put must can go come know talk many much happen "
    "want mean stand stands acronym now really day",
    "ar": "عدد بلغ يبلغ بلغت تبلغ خلق إحداث حقق حققت قطاع القطاع مجموع مبلغ قيمة المرتقبة المتوقعة "
    "المنتظرة أعلن أعلنت حول خلال سنة عام تم يتم كان كانت يمثل تمثل رقم حجم نسبة",
}


@cache
def weak_stems(language: Language) -> frozenset[str]:
    """Return the stems of the words that say little of what a question asks."""
    return frozenset(stem(word, language) for word in _WEAK[language].split())


# "and the year after?", told from the year of the question before.
NEXT_YEAR: Final = _any(
    r"\b(?:l'annee|l'an) (?:suivante?|d'apres)\b|\b(?:the )?(?:next|following) year\b|\bthe year after\b",
    r"(?:السنه|العام) (?:المواليه|التاليه|الموالي|التالي)",
)
LAST_YEAR: Final = _any(
    r"\b(?:l'annee|l'an) (?:precedente?|d'avant)\b|\b(?:the )?previous year\b|\bthe year before\b",
    r"(?:السنه|العام) (?:السابقه|السابق|الماضيه|الماضي)",
)
QUESTION_WORD: Final = _any(
    r"\b(?:combien|quand|qui|que|qu'|quoi|quel|quelle|quels|quelles|ou|comment|pourquoi|lequel|laquelle|lesquels|lesquelles)\b",
    r"\b(?:how|when|who|what|which|where|why|whose|whom)\b",
    r"(?:^|\s)و?(?:كم|متي|من|ما|ماذا|اين|كيف|لماذا|هل|اي|بماذا)(?:\s|$)",
)


def plain(text: str) -> str:
    """Return `text` in small letters, without accents or Arabic marks: what the patterns read."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(c for c in letters if unicodedata.category(c) != "Mn").translate(LETTERS)
