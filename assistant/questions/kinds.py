"""The kind of answer a question asks for, told by its question words: data by kind, one order.

Patterns are matched on folded text (`phrases.plain`), the first kind that matches wins.
"""

from __future__ import annotations

from typing import Final

from assistant.questions.phrases import QUESTION_WORD, either
from assistant.schema import AnswerKind

# What documents are called when their record is asked for, and the verbs of putting them out.
_DOCUMENT: Final = (
    r"(?:articles?|textes?|papiers?|documents?|interviews?|entretiens?|reportages?|rapports?|bilans?|"
    r"etudes?|enquetes?|communiques?|depeches?|tribunes?|billets?|chroniques?|dossiers?|notes?|breves?|"
    r"pieces?|reports?|stor(?:y|ies)|papers?|stud(?:y|ies)|columns?|press releases?|posts?|surveys?)"
)
_PUBLISHED: Final = (
    r"(?:publiee?s?|publient?|parue?s?|paraitre|parait|parut|sortie?s?|ecrite?s?|mise? en ligne|date|"
    r"published|publish|written|come out|came out|appear(?:ed)?|released|posted|printed|issued)"
)
_ARABIC_DOCUMENT: Final = (
    r"(?:المقالات|المقاله|المقال|مقال|مقاله|التقرير|تقرير|الحوار|حوار|الوثيقه|وثيقه|البلاغ|بلاغ|"
    r"الدراسه|دراسه|الخبر|العمود|التحقيق|النص|المقابله|الاستجواب|الافتتاحيه)"
)
_AMOUNT: Final = (
    r"(?:montant|nombre|chiffre|taux|part|pourcentage|valeur|volume|cout|prix|budget|poids|total|"
    r"effectif|capacite|superficie|proportion|objectif chiffre|enveloppe|somme|tonnage|salaire|"
    r"benefice|perte|deficit|resultat|dividende|revenu|prelevement|redevance|cotisation|tarif|loyer|"
    r"indemnite|amende|production|consommation|surface|puissance|longueur)"
)
_ENGLISH_AMOUNT: Final = (
    r"(?:amount|number|turnover|revenue|share|percentage|rate|value|volume|cost|price|budget|total|"
    r"size|capacity|investment|sum|profit|loss|income|result|dividend|salary|wage|pay|fee|levy|"
    r"tonnage|output|production|consumption|headcount|bottom line|proportion|rent|fine|bonus|subsidy)"
)
_ARABIC_AMOUNT: Final = (
    r"(?:عدد|قيمه|حجم|نسبه|مبلغ|رقم|كلفه|تكلفه|ميزانيه|معدل|حصه|طاقه|ثمن|سعر|مجموع|مساحه)"
)
_SEVERAL: Final = (
    r"(?:ventes|recettes|exportations|importations|pertes|benefices|depenses|effectifs|revenus)"
)

_OPENS_YES_NO: Final = either(
    r"^(?:est[- ]ce qu|y a-t-il|existe-t-il)",
    r"^(?:est|sont|etait|etaient|serait)-ce\b",
    r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b",
    r"^(?:هل|واش|ا)\s|^wach\b",
)
_INVERTED: Final = either(r"^[^?]{0,90}?\b\w+-(?:t-)?(?:il|elle|ils|elles|on)\b")
# Words that ask for more than yes or no wherever they stand; "qui" and "que" may only join clauses.
_ASKS_MORE: Final = either(
    r"\b(?:combien|quand|quoi|quel|quelle|quels|quelles|comment|pourquoi|lequel|laquelle|lesquels|lesquelles|a qui|par qui)\b",
    r"\b(?:how (?:many|much|big|large|long|high|far)|what|whose|whom)\b",
    r"^(?:can|could|will|would|do) you (?:tell|say|know|explain|give|name|list)\b",
    r"^هل (?:تعرف|تعلم|يمكنك|تستطيع)",
)

_FIGURE: Final = either(
    r"\b(?:que|combien) (?:pes|represent|valent|vau[tx]|coute)[a-z]*\b|\ba combien\b",
    r"\bcombien\b|\bch7al\b|\bchhal\b|\bnombre d[e']",
    rf"\bquel(?:le)?s? (?:est|sont|etait|etaient|a ete|fut|sera|serait)?\s*(?:le |la |les |l'|son |sa |leur )?(?:derniere?s? |nouve(?:au|lle)s? )?{_AMOUNT}",
    rf"\bc'est quoi (?:le |la |l'|son |sa |leur ){_AMOUNT}\b(?= (?:de |du |des |d'|qu|deja|a |en |par )|\s*\?|$)",
    rf"\bquelles? (?:sont|etaient|ont ete|furent|seront) (?:les |ses |leurs )(?:\w+ )?{_SEVERAL}\b",
    r"\bchiffre d'affaires\b",
    r"\bqu(?:e|'|oi)\b.{0,60}\b(?:par an|par mois|par jour|chaque annee|chaque mois|chaque jour)\b",
    r"\bhow (?:many|much|big|large|long|high|far)\b",
    r"\bwhat (?:did|does|do|will|would) .{1,60}\b(?:cost|weigh|earn|measure|pay|spend|invest|lose|charge|owe|put in(?:to)?|contribute)\b",
    r"\bwhat (?:did|does|do|will|would) .{1,60}\b(?:sell|export|import|produce|make)\b.{0,60}\b(?:19|20)\d\d\b",
    rf"\bwhat(?:'s| is| was| are| were| will be)?\s*(?:(?:the|its|their) )?(?:\w+ )?{_ENGLISH_AMOUNT}s?\b",
    rf"\bwhat (?:is|was|are|were) (?:[\w-]+ ){{0,3}}[\w-]+'s? (?:\w+ )?{_ENGLISH_AMOUNT}\b",
    r"(?:^|\s)(?:كم|بكم|شحال)(?:\s|$)",
    rf"(?:ما هو|ما هي|ما|كم بلغ|كم بلغت|اي|باي|كم) ?{_ARABIC_AMOUNT}",
)
# Kinds of answer asked for; the first that matches wins.
KINDS: Final = (
    (
        "document",
        either(
            r"\bde quand (?:date|est)\b",
            rf"\b(?:de quand|de quel(?:le)? (?:jour|date|mois|annee)|quand) (?:date|est|datent|sont) (?:\w+ )?(?:l'|le |la |les |cet? |cette ){_DOCUMENT}\b",
            rf"\bquand\b.{{0,40}}\b{_DOCUMENT}\b.{{0,60}}\b{_PUBLISHED}\b",
            rf"\b(?:quand|quelle date|quel(?:le)? (?:jour|mois|annee))\b.{{0,80}}\b{_PUBLISHED}\b.{{0,80}}\b{_DOCUMENT}\b",
            rf"\b{_DOCUMENT}\b.{{0,80}}\b{_PUBLISHED}\b.{{0,20}}\b(?:quand|quel(?:le)? (?:jour|date|mois|annee))\b",
            r"\bdate de (?:publication|parution)\b",
            r"\b(?:quand|quelle date|quel jour)\b.{0,80}\b(?:publie[es]?|paru[es]?|mis en ligne)\b",
            r"\b(?:qui|quel (?:journal|media|site|organe|publication))\b.{0,30}\b(?:publi(?:e|ait|ent)|paru|signe|ecrit|edite|redige)e?\b.{0,40}\b(?:articles?|textes?|papiers?|bilans?|rapports?|interviews?|entretiens?|etudes?|communiques?|chroniques?|billets?|tribunes?)\b",
            rf"\bpar qui\b.{{0,60}}\b{_DOCUMENT}\b.{{0,60}}\b(?:publie|ecrit|signe|edite|redige)e?s?\b",
            rf"\b(?:when|what (?:day|date|month|year)) (?:was|were|did|is) .{{0,80}}\b{_DOCUMENT}\b.{{0,80}}\b{_PUBLISHED}\b",
            r"\b(?:when|what (?:day|date)) (?:was|did) .{1,80}\b(?:published|publish|come out|appear)\b",
            rf"\b(?:when|what date|what day)\b.{{0,20}}\b{_DOCUMENT}\b.{{0,80}}\b(?:dated|from)\b",
            r"\b(?:who|which (?:newspaper|site|outlet|paper|magazine)) (?:wrote|published|publishes|edits|edited|issued) (?:the|that|this)\b",
            r"\b(?:publication date|date of publication)\b",
            rf"(?:متي|يوم|تاريخ|من) (?:تم )?(?:نشرت|نشر|صدرت|صدر|كتب|كتبت) (?:هذا |هذه )?{_ARABIC_DOCUMENT}",
            rf"متي (?:نشرت|نشر|كتبت|كتب) .{{1,60}}{_ARABIC_DOCUMENT}",
            rf"(?:تاريخ|يوم) (?:نشر|صدور)\b.{{0,20}}{_ARABIC_DOCUMENT}|(?:تاريخ نشر|متي نشر)",
        ),
    ),
    (
        "definition",
        either(
            r"\bque (?:signifi(?:e|ent)|veut dire|veulent dire|designe)\b",
            r"\b(?:qu'est[- ]ce qu(?:e|'))(?: c'est)?(?: que| qu')? ?(?:le|la|les|l'|un|une)\b(?!.{0,60}\b(?:s'est|a|ont|va|vont|prevoit|promet|fait)\b)",
            rf"\bc'est quoi (?:exactement |au juste )?(?:un |une |le |la |les |l'|[a-z]{{2,}}\s*\?)(?!{_AMOUNT} (?:de |du |des |d'|qu|deja))(?!.{{0,20}}\b(?:{_AMOUNT})\s*\?)",
            r"\bqu(?:'est-ce qu'on|'appelle-t-on|e) (?:appelle|entend par)\b|\bqu'(?:appelle|entend)-t-on\b|\bca (?:veut dire|signifie) quoi\b",
            r"\bdefinition\b",
            r"\b(?:signification|sens) d(?:e|u|es)\b",
            r"\bsigle\b|\bacronyme\b",
            r"\bwhat (?:does|do) .{1,40} (?:mean|stand for)\b|\bwhat is meant by\b",
            rf"^what(?: is| are|'s) (?:an? |the )?(?!(?:\w+ )?{_ENGLISH_AMOUNT}\b)[\w-]+(?: [\w-]+){{0,2}}\s*\?*$",
            r"\bmeaning of\b",
            r"(?:ما معني|ماذا يعني|ماذا تعني|ما المقصود|تعريف)",
        ),
    ),
    ("figure", _FIGURE),
    (
        "date",
        either(
            r"\bquand\b|\bfouqach\b|\bimta\b",
            r"\b(?:a |depuis |en |de )?quelles? (?:est la )?(?:date|annee|jour|mois|periode|echeance|horizon)\b",
            r"\bquel(?:le)? (?:est |etait )?(?:le |la |l')?(?:jour|mois|an|annee|date|horizon|delai|echeance|trimestre|semestre|moment)\b",
            r"\bwhen\b|\bwhat (?:is |was )?(?:the )?(?:date|year|day|month|deadline|quarter)\b|\bwhich (?:year|month|day|quarter)\b",
            r"(?:^|\s)(?:متي|منذ متي)(?:\s|$)|(?:اي|ما|باي) (?:تاريخ|سنه|عام|يوم|شهر|وقت|موعد|اجل)(?:\s|$)|(?:ما|ما هو|حسب) اخر (?:موعد|اجل|تاريخ)(?:\s|$)|تاريخ (?:توقيع|انعقاد|اطلاق|تاسيس)",
        ),
    ),
    (
        "commitment",
        either(
            r"\bs'(?:est|etait|sont|etaient)[- ](?:il|elle|ils|elles)?[- ]?engage",
            r"\bengage[a-z]*\b",
            r"\bprom(?:is|et|esses?|ettre|ettent)\b",
            r"\bs'(?:est|etait|oblige)\b.{0,12}\boblige|\bs'oblige(?:nt|ait)?\b",
            r"\b(?:que|qu'a|qu'ont)\b.{0,40}\bgaranti(?:t|ssent|e)?\b",
            r"\b(?:commit|commits|committed|commitments?|pledged?s?|promised?s?|undert(?:ake|ook)|undertaken)\b",
            r"\bwhat (?:did|does|do|has|have|will|is|was) .{1,60}\b(?:guaranteed?|vow(?:ed)?)\b",
            r"(?:التزم|تعهد|التزام|(?<!م)وعد)|ماذا (?:ضمن|تضمن|يضمن)",
        ),
    ),
    (
        "list",  # of people: several are asked for
        either(
            r"^qui sont (?:les|ses|leurs|ces)\b|^who (?:are|were) (?:the|its|their) \w+s\b",
            r"(?:^|\s)من (?:هم|هن)(?=\s)",
        ),
    ),
    (
        "person",
        either(
            r"\bqui (?:est|sont|etait|etaient|preside|dirige|represente|a|ont|sera|fut|occupe|pilote|signe)\b",
            r"\b(?:par|avec|a|de|pour) qui\b|\bquel(?:le)? (?:est le |est la )?(?:president|presidente|directeur|directrice|ministre|patron|responsable|nom)\b",
            r"\bqui\b(?=.{0,12}\b(?:president|directeur|ministre|chef)\b)|^qui\b|\bc'est qui\b|\bchkoun\b",
            r"\bwho\b|\bwhose\b|\bwhom\b",
            r"\b(?:which|what) (?:manager|minister|president|director|chairman|chairwoman|official|spokesman|person|name)\b",
            r"(?:^|\s)(?:من هو|من هي|من)(?=\s)(?!.{0,3}اجل)",
        ),
    ),
    (
        "place",
        either(
            r"\bd'ou\b|\bde quel pays\b|\bwhere\b.{0,60}\bfrom\b|\bfrom where\b",
            r"\bou (?:se|est|sont|a|ont|s'est|sera|etait|fut|seront|va|trouve)\b|^ou\b(?! en\b)|\bc'est ou\b|\bfin\b(?= kay)",
            r"\b(?:dans|en|a) quel(?:le)? (?:ville|region|pays|zone|site|lieu|province|port|endroit|quartier)\b",
            r"\bquel(?:le)? (?:ville|region|pays|lieu|endroit)\b",
            r"\bwhere\b|\b(?:which|what) (?:city|town|region|country|place|port|site)\b",
            r"(?:^|\s)(?:اين|من اين|الي اين|باي مدينه|في اي (?:مدينه|جهه|مكان|بلد|منطقه)|فين)(?:\s|$)",
        ),
    ),
    (
        "list",
        either(
            r"\bquels\b|\bquelles\b|\blesquel(?:le)?s\b|\b(?:cite[rz]?|enumere[rz]?|liste[rz]?)\b",
            r"\bwhich (?:are )?(?:the )?(?:\w+ )?\w+s\b(?! (?:says?|said|is|was|has|did|does)\b)|\bwhat (?:are|were) (?:the|its|their)\b|\blist\b|\bname the\b",
            r"(?:ما هي|ماهي|اذكر|عدد لي|ما هم)",
        ),
    ),
    (
        "organisation",
        either(
            r"\b(?:quel(?:le)?|par quel(?:le)?|quel(?:le)? est la|quel est l')\s*(?:organisme|entreprise|societe|federation|association|groupe|ministere|banque|cabinet)\b",
            r"\b(?:which|what) (?:organi[sz]ation|company|firm|federation|association|group|ministry|bank)\b",
            r"(?:اي|ما هي) (?:شركه|مؤسسه|جمعيه|مقاوله|وزاره|بنك)",
        ),
    ),
)


def kind_of(readable: str) -> AnswerKind:
    """Return the kind of answer that a question, as `phrases.plain` gives it, asks for."""
    if _asks_yes_or_no(readable):
        return "yes_no"
    for kind, pattern in KINDS:
        if pattern.search(readable):
            return kind  # type: ignore[return-value]
    return "other"


def _asks_yes_or_no(readable: str) -> bool:
    """Tell whether a question word can only join clauses: "… a-t-il un port où les navires …"."""
    readable = readable.strip()
    if _ASKS_MORE.search(readable):
        return False
    if _OPENS_YES_NO.search(readable):
        return True
    found = _INVERTED.search(readable)
    return found is not None and not QUESTION_WORD.search(readable[: found.end()])
