"""The kind of answer a question asks for: by the first of its question words, else by its noun.

Patterns are matched on folded text (`phrases.plain`). A word that may also join clauses ("qui",
"when") asks only where a clause of asking can begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.questions import heads
from assistant.questions.phrases import ASKS_WHY, QUESTION_WORD, either
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

_OPENS_YES_NO: Final = either(
    r"^(?:est[- ]ce qu|y a-t-il|existe-t-il)",
    r"^(?:est|sont|etait|etaient|serait)-ce\b",
    r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b",
    r"(?:^|،\s*)ف?هل\s|^(?:واش|ا)\s|^wach\b",
)
_INVERTED: Final = either(r"^[^?]{0,90}?\b\w+-(?:t-)?(?:il|elle|ils|elles|on)\b")
# Words that ask for more than yes or no wherever they stand; "qui" and "que" may only join clauses.
_ASKS_MORE: Final = either(
    r"\b(?:combien|quand|quoi|quel|quelle|quels|quelles|comment|pourquoi|lequel|laquelle|lesquels|lesquelles|a qui|par qui)\b",
    r"\b(?:how (?:many|much|big|large|long|high|far)|what|whose|whom)\b",
    r"^(?:can|could|will|would|do) you (?:tell|say|know|explain|give|name|list)\b",
    r"^هل (?:تعرف|تعلم|يمكنك|تستطيع)",
)
_DOCUMENT_ASKED: Final = either(
    r"\bde quand (?:date|est)(?:[- ](?:t-)?(?:il|elle|ce|cela|ca))?\s*\?*$",
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
)
_DEFINITION: Final = either(
    r"\bque (?:signifi(?:e|ent)|veut dire|veulent dire|designe)\b",
    r"\bqu(?:'est-ce qu'on|'appelle-t-on|e) (?:appelle|entend par)\b|\bqu'(?:appelle|entend)-t-on\b|\bca (?:veut dire|signifie) quoi\b",
    r"\b(?:que )?faut-il (?:comprendre|entendre) par\b",
    r"\bdefinition\b",
    r"\b(?:signification|sens) d(?:e|u|es)\b",
    r"\bsigle\b|\bacronyme\b",
    r"\bwhat (?:does|do) .{1,40} (?:mean|stand for)\b|\bwhat is meant by\b",
    r"\bmeaning of\b",
    r"(?:^|\s)(?:ما معني|ماذا يعني|ماذا تعني|ما المقصود|تعريف)(?:\s|$)",
)
# What asks to have a thing explained, unless its noun is one that has a value.
_WHAT_IS: Final = either(
    r"\b(?:qu'est[- ]ce qu(?:e|'))(?: c'est)?(?: que| qu')? ?(?:le|la|les|l'|un|une)\b(?!.{0,60}\b(?:s'est|a|ont|va|vont|prevoit|promet|fait)\b)",
    r"\bc'est quoi (?:exactement |au juste )?(?:un |une |le |la |les |l'|[a-z]{2,}\s*\?)",
    r"^[\w'-]+(?: [\w'-]+)?,? c'est quoi\b",
    r"^what(?: is| are|'s) (?:an? |the )?[\w-]+(?: [\w-]+){0,2}\s*(?:\?|,|$)",
    r"^ما (?:هو|هي) \w+(?: \w+)?\s*[?؟]*$",
)
# Where a clause of asking begins: at the start, after a mark, a conjunction or a verb of telling.
_BEGINS: Final = (
    r"(?:^\s*|[,;:.!?،؛؟]\s*|(?:\b(?:et|ou|and|or|but|mais|puis|alors|dire|savoir|sais|savez|indiquer|"
    r"preciser|tell|know|say|me|find out|c'est|depuis|jusqu'a|d'ici|pour|until|since|by|from)|"
    r"\b(?:to|for|with|a|de|par|avec|chez|sur|vers|contre|selon|d'apres))\s+)"
)
_ENDS: Final = r"(?=\s*[?؟!.]*\s*$)"
_HOW_MUCH: Final = r"(?:many|much|big|large|long|high|far|fast|quickly|often|old|heavy|wide|tall|deep|soon|expensive|small)"
# Each kind with what asks for it; of two that begin at one place, the first here.
_ASKING: Final[tuple[tuple[AnswerKind, re.Pattern[str]], ...]] = (
    ("reason", ASKS_WHY),
    (
        "figure",
        either(
            r"\b(?:que|combien) (?:pes|represent|valent|vau[tx]|coute)[a-z]*\b|\ba combien\b",
            r"\bcombien\b|\bnombre d[e']",
            r"\bqu(?:e|'|oi)\b.{0,60}\b(?:par an|par mois|par jour|chaque annee|chaque mois|chaque jour)\b",
            rf"\bhow {_HOW_MUCH}\b",
            r"\bwhat (?:did|does|do|will|would) .{1,60}\b(?:cost|weigh|earn|measure|pay|spend|invest|lose|charge|owe|put in(?:to)?|contribute)\b",
            r"\bwhat (?:did|does|do|will|would) .{1,60}\b(?:sell|export|import|produce|make)\b.{0,60}\b(?:19|20)\d\d\b",
            r"(?:^|\s)(?:كم|بكم|وكم)(?=\s|$)",
        ),
    ),
    (
        "date",
        either(
            rf"{_BEGINS}(?:quand|when)\b|\b(?:quand|when){_ENDS}",
            r"(?:^|\s)و?متي(?=\s|$|[؟?])|(?:^|\s)منذ متي(?=\s|$)",
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
        "place",
        either(
            r"\bd'ou\b|\bwhere\b.{0,60}\bfrom\b|\bfrom where\b",
            rf"{_BEGINS}(?:ou (?!en\b)|where\b)|\b(?:ou|where){_ENDS}|\bfin\b(?= kay)",
            r"\bou (?:se|est|sont|a|ont|s'est|sera|etait|fut|seront|va|trouve)\b",
            r"(?:^|\s)(?:من |الي )?(?:و?اين|فين)(?=\s|$|[؟?])",
        ),
    ),
    (
        "person",
        either(
            rf"{_BEGINS}(?:qui|who|whose|whom)\b|\b(?:qui|who|whom){_ENDS}|\bchkoun\b",
            r"(?:^|[،؟?.:]\s*|^و)(?:ل|ب|مع |عن |عند )?من (?!(?:اي|بين|اجل|خلال|طرف|بعد|قبل|حيث|جهه|المنتظر|المتوقع|المرتقب)\b)",
        ),
    ),
    (
        "other",  # in what way, of what use, what came of it: nothing that a few words give
        either(
            r"\bcomment\b|\ba quoi (?:ser|ressembl)\w*|\bqu'est-ce qui\b|\bque devien\w*|\bce qui\b",
            r"\bhow (?:do|does|did|is|are|was|were|will|would|can|could|has|have|had|should|might|to)\b",
            r"(?:^|\s)(?:و?كيف|فيم)(?=\s)",
        ),
    ),
)
_COMMITMENT: Final = either(
    r"\bs'(?:est|etait|sont|etaient)[- ](?:il|elle|ils|elles)?[- ]?engage",
    r"\bengage[a-z]*\b",
    r"\bprom(?:is|et|esses?|ettre|ettent)\b",
    r"\bs'(?:est|etait|oblige)\b.{0,12}\boblige|\bs'oblige(?:nt|ait)?\b",
    r"\b(?:que|qu'a|qu'ont)\b.{0,40}\bgaranti(?:t|ssent|e)?\b",
    r"\b(?:commit|commits|committed|commitments?|pledged?s?|promised?s?|undert(?:ake|ook)|undertaken)\b",
    r"\bwhat (?:did|does|do|has|have|will|is|was) .{1,60}\b(?:guaranteed?|vow(?:ed)?)\b",
    r"(?:التزم|تعهد|التزام|(?<!م)وعد)|ماذا (?:ضمن|تضمن|يضمن)",
)
_LIST: Final = either(
    r"\bquels\b|\bquelles\b|\blesquel(?:le)?s\b|\b(?:cite[rz]?|enumere[rz]?|liste[rz]?)\b",
    r"\bwhich (?:are )?(?:the )?(?:\w+ )?\w+s\b(?! (?:says?|said|is|was|has|did|does)\b)|\bwhat (?:are|were) (?:the|its|their)\b|\blist\b|\bname the\b",
    r"(?:ما هي|ماهي|اذكر|عدد لي|ما هم)",
)
_BY_NOUN: Final = 0.5  # after those of a reason ("for what reason"), before all others
# Where no question word says more than "what".
_AT_LAST: Final[tuple[tuple[AnswerKind, re.Pattern[str]], ...]] = (
    ("definition", _WHAT_IS),
    ("commitment", _COMMITMENT),
    ("list", _LIST),
)
# What asks for a thing of no kind; elsewhere these words join clauses.
_WHAT: Final = either(
    r"(?:^(?:\w+ )?|[,;:]\s*)(?:que\b|qu'|which\b)|\b(?:quoi|quel(?:le)?s?|lesquel(?:le)?s|laquelle|lequel|what)\b",
    r"(?:^|\s)(?:[وف]?ماذا|بماذا|لماذا|هل|فيم)(?=\s)|^(?:ما|اي|[بل]اي|من)\s",
)


def kind_of(readable: str) -> AnswerKind:
    """Return the kind of answer that a question, as `phrases.plain` gives it, asks for."""
    if _asks_yes_or_no(readable):
        return "yes_no"
    if _DOCUMENT_ASKED.search(readable):
        return "document"
    if _DEFINITION.search(readable):
        return "definition"
    asked = min(_asked(readable), default=None)
    if asked is not None:
        return asked[-1]
    for kind, pattern in _AT_LAST:
        if pattern.search(readable):
            return kind
    return "other" if _WHAT.search(readable) else heads.named_first(readable) or "other"


def asks_meaning(readable: str) -> bool:
    """Tell whether what a word means is asked for, and not what the thing itself is."""
    return _DEFINITION.search(readable) is not None


def _asked(readable: str) -> Iterator[tuple[int, float, AnswerKind]]:
    """Yield the kinds that are asked for: where in the question, in which order, which."""
    head = heads.asked_for(readable)
    if head is not None:
        yield head.start, _BY_NOUN, head.kind
    for order, (kind, pattern) in enumerate(_ASKING):
        if found := pattern.search(readable):
            yield found.start(), order, kind


def _asks_yes_or_no(readable: str) -> bool:
    """Tell whether a question word can only join clauses: "… a-t-il un port où les navires …"."""
    readable = readable.strip()
    if _ASKS_MORE.search(readable):
        return False
    if _OPENS_YES_NO.search(readable):
        return True
    found = _INVERTED.search(readable)
    return found is not None and not QUESTION_WORD.search(readable[: found.end()])
