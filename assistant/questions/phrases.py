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
from assistant.schema import Language


def either(*patterns: str) -> re.Pattern[str]:
    """Return one pattern that finds what any of `patterns` finds."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


GREETING: Final = either(
    r"^(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good (?:morning|afternoon|evening))\b[\s\w]{0,25}[!.,?\s]*$",
    r"^(?:salam|salam alaykoum|assalamou? ?alaikoum|labas)\b[\s\w]{0,20}[!.?\s]*$",
    r"^(?:السلام عليكم|سلام|مرحبا|اهلا|صباح الخير|مساء الخير)[\s\w]{0,25}[!.؟\s]*$",
)
THANKS: Final = either(
    r"^(?:(?:hello|hi|hey|bonjour|ok|super|great)[\s\w]{0,12}[,!.]\s*)?(?:merci|thanks|thank you|thx|chokran|choukran)\b[\s\w,']{0,40}[!.\s]*$",
    r"^(?:شكرا)[\s\w]{0,25}[!.\s]*$",
)
# Words too short for the language of a text to be told by its letters.
ENGLISH_TALK: Final = re.compile(r"^\s*(?:hello|hi|hey|good|thanks?|thx)\b")
HELP: Final = either(
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
LISTING: Final = either(
    r"\b(?:quels?|quelles?|liste[rz]?|montre[rz]?|donne[rz]?(?:[- ]moi)?|combien (?:de|d'))\b.{0,20}\b(?:articles?|documents?|textes?|sources?)\b.{0,30}(?:avez|as-tu|disposez|dispose|y a-t-il|existe|sur|a propos|au sujet|concernant|parlent)",
    r"\bqu'(?:avez-vous|as-tu|est-ce que (?:vous avez|tu as)|y a-t-il) (?:sur|a propos|concernant|au sujet)\b",
    r"^(?:les )?(?:articles?|documents?) (?:sur|a propos|concernant)\b",
    r"\b(?:which|what|list|show|any|how many)\b(?! (?:do|does|did) (?:the )?\w+ (?:say|tell|report)).{0,20}\b(?:articles?|documents?|texts?|papers?|sources?)\b.{0,25}\b(?:have|about|on|exist|cover|mention)\b",
    r"\bwhat do you have (?:on|about)\b",
    r"(?:ما هي|اي|كم|اعرض|لايحه|قايمه).{0,12}(?:المقالات|مقالات|الوثايق|وثايق|النصوص|المقال|وثيقه).{0,30}(?:لديكم|عندكم|حول|عن|لديك|عندك|المتوفره)",
    r"ماذا (?:لديكم|عندكم|لديك|عندك) (?:عن|حول)",
)
LATEST_DOCUMENTS: Final = either(
    r"\b(?:quoi de neuf|quelles? (?:sont les )?(?:nouvelles|nouveautes)|qu'y a-t-il de (?:neuf|nouveau))\b",
    r"\b(?:derniers?|dernieres?|recents?|nouveaux) (?:articles?|documents?|ajouts?|textes?)\b",
    r"\bwhat(?:'s| is) new\b",
    r"\b(?:latest|newest|recent|new) (?:articles?|documents?|additions?|news)\b",
    r"(?:ما الجديد|ما هو الجديد|اخر المقالات|احدث المقالات|اخر الوثايق|اخر الاخبار)",
)

# What a question about a record asks for, where it is not its date.
ASKS_AUTHOR: Final = either(
    r"\bqui\b.{0,30}\b(?:ecrit|redige|signe)\b|\bpar qui\b.{0,60}\b(?:ecrite?|redigee?|signee?)s?\b",
    r"\bwho (?:wrote|signed|authored)\b|\bby whom\b.{0,40}\bwritten\b|\bwritten by\b",
    r"من (?:كتب|كتبت|وقع|صاحب|صاحبه)(?:\s|$)",
)
ASKS_PUBLISHER: Final = either(
    r"\bqui\b.{0,30}\b(?:publie|publient|edite|editent|diffuse)\b|\bpar qui\b.{0,60}\b(?:publiee?|editee?)s?\b",
    r"\bquel(?:le)? (?:journal|media|site|organe|publication|magazine|revue)\b",
    r"\bwho (?:published|publishes|edits|edited|issued|issues)\b|\bwhich (?:newspaper|site|outlet|paper|magazine)\b",
    r"من (?:نشر|نشرت|ينشر|اصدر)(?:\s|$)|(?:اي|ما) (?:جريده|صحيفه|موقع|مجله)",
)
# An office, by which a person is asked for and named.
ROLE: Final = re.compile(
    r"\b(?:presid\w*|vice-president|directeur|directrice|ministre|secretaire|patron|"
    r"fondateur|fondatrice|pdg|dg|gouverneur|wali|delegue|chairman|chairwoman|chair|director|minister|"
    r"secretary|founder|ceo|head|manager|governor|chief executive|executive|patronne|dirigeante?|"
    r"tresoriere?|maire|gerante?|porte-parole|rapporteure?|treasurer|mayor|spokes\w+)\b|"
    r"رييس|مدير|وزير|كاتب|والي|عمده|امين المال|ناطق"
)
# What holds a role does.
_HOLDS: Final = either(
    r"\b(?:dirige|dirigent|pilote|gere|anime|represente|conduit|commande|"
    r"pris(?:e)? la (?:suite|tete|direction)|succede|(?:dirig|pilot|condui|anim|mene|gere)\w* par)\b",
    r"\b(?:leads?|led|runs?|heads|headed|chairs|chaired|has run|took over|succeeded|replaced)\b",
    r"(?:^|\s)و?س?(?:[يت]?ترا?اس|[يت]سير|[يت]قود|[يت]دير)\w*(?=\s)|(?:^|\s)و?(?:تراس|قاد|ادار)ت?(?=\s)",
)
HOLDS: Final = re.compile(f"{ROLE.pattern}|{_HOLDS.pattern}")
# Who held a role before, as a sentence tells it, and as a question asks for it.
FORMER: Final = either(
    r"\b(?:ancien(?:ne)?s?|ex-\w+|alors|a l'epoque|predecesseurs?|sortante?)\b",
    r"\b(?:a|ont|avait) (?:quitte|laisse|cede|demissionne)\b|\bremplace par\b",
    r"\b(?:former|then|ex-\w+|outgoing|predecessor|stepped down)\b",
    r"(?:سابق|سابقا|انذاك|حينها|سلف)",
)
ASKS_FORMER: Final = either(
    r"\b(?:etait|etaient|fut|furent|presidait|dirigeait|ancien(?:ne)?s?|precedente?s?|avant|a (?:preside|dirige))\b",
    r"\b(?:was|were|had|led|headed|chaired|former|previous|before|used to)\b",
    r"(?:كان|كانت|سابق|قبل|انذاك)",
)
# "the last tranche" and "the last round" are no news: what follows must be something one is told.
LATEST: Final = either(
    r"\baux dernieres nouvelles\b|\bau jour d'aujourd'hui\b|\bau(?:x)? derniere?s? nouvelles?\b",
    r"\b(?:plus )?(?:dernier|recent)e?s? (?=(?:chiffre|donnee|estimation|bilan|rapport|statistique|information|"
    r"annonce|prevision|resultat|nouvelle|date|delai|echeance|etude|enquete|position|article|document|releve|point)s?\b)",
    r"\b(?:le|la|les) plus recente?s?\b|\brecemment\b|\ben date\b|\bactuel(?:le)?s?\b|\bactuellement\b|"
    r"\baujourd'hui\b|\ba ce jour\b|\ben ce moment\b|\bdesormais\b|\bmaintenant\b|\bde nos jours\b|"
    r"\bces (?:temps-ci|jours-ci|derniers temps)\b|\ba l'heure actuelle\b|\bpour l'instant\b",
    r"\b(?:latest|newest|most recent|current|currently|today|now|nowadays|presently|recently|lately)\b|"
    r"\blast (?=(?:known|reported|published|figure|estimate|report|number|update|word|date|count)s?\b)|"
    r"\bthese days\b|\bat (?:present|the moment)\b|\b(?:so far|to date|as of now|right now)\b",
    r"(?:^|\s)اخر (?=(?:ال)?(?:رقم|ارقام|معطيات|تقدير|موعد|اخبار|خبر|حصيله|تقرير|احصاء|تصريح|مستجدات|اجل|تاريخ|بيانات|توقع))|"
    r"احدث|الحالي|الحاليه|اليوم|حاليا|(?:^|(?<!من)\s)الان(?=\s|$)|هذه الايام|الراهن|موخرا",
)
ASKS_WHY: Final = either(
    r"\b(?:pourquoi|why|how come)\b|\b(?:pour|par) quel(?:le)?s? (?:raison|motif)s?\b|\bfor (?:which|what) reasons?\b",
    r"\bon (?:what|which) grounds?\b|\bau nom de quoi\b|\ba cause de quoi\b",
    r"\b(?:qu'est[- ]ce|ce) qui (?:\w+ ){0,2}?(?:(?:pouss|convain|condui|amen|incit|motiv|decid|provoqu|caus|entrain|declench|"
    r"retard|empech|expliqu|justifi|oblig|permis|permet|fai[ts]|bloqu|frein|rend|rendu)\w*)\b",
    r"\ba quoi (?:tient|tiennent|est due?|sont due?s|attribu|\w+(?: \w+)? doi(?:t|vent))|\b(?:comment )?s'explique(?:nt)?\b|\b(?:comment )?explique-t-(?:on|il|elle)\b",
    r"\bwhat (?:\w+ )?(?:led|leads?|made|makes?|caused?s?|explains?|explained|drove|drives?|pushed|prompted|convinced|persuaded|"
    r"motivated|triggered|delayed|delays|prevented|stopped|forced|allowed|brought|justifie[sd]|lies behind|is holding|held)\b",
    r"\bwhat (?:is|was|were|are) (?:behind|the (?:reasons?|causes?|grounds?))\b|\bhow (?:does|do|did) .{1,40}\b(?:explain|justify|account for)\b",
    r"(?:^|\s)(?:و?لماذا|لم)(?=\s)|(?:^|\s)(?:ما|ماهي|ما هو|ما هي) (?:ال)?(?:سبب|اسباب|دافع|دوافع)(?=\s)|لاي سبب",
    r"(?:^|\s)(?:ما|ماذا) (?:الذي )?(?:دفع|يدفع|جعل|يجعل|حمل|ادي|سبب|تسبب|منع|يمنع|اقنع|اخر|يفسر|عطل|ارغم|اجبر|شجع)\w*(?=\s)",
    r"(?:^|\s)(?:بماذا|بم|كيف) (?:ي|ت)?(?:فسر|بررت?|علل|برر)\w*(?=\s)",
)
BECAUSE: Final = either(
    r"\b(?:car|parce qu\w*|puisqu\w*|en raison|(?:a|la|pour) cause|grace a|afin|pour qu\w*|du fait|faute|vu que|"
    r"compte tenu|etant donne|a la suite|suite a|sous l'effet|de peur|dues? a|du a|jugeant|craign\w+)\b",
    r"\b(?:tien(?:t|nent)|tenait|buten?t?|imputen?t?|attribuen?t?) (?:\w+ )?(?:aux?|a|sur)\b|\bcomme l'exige\w*\b",
    r"\b(?:expliqu|invoqu|incrimin|accus|reproch|justifi|motiv|provoqu|entrain|decoul|result|port)\w*\b(?= (?:par|de|du|que?)\b)|"
    r"\b(?:s'expliqu|expliqu|invoqu|reproch|justifi)\w*\b|\b(?:raisons?|causes?|motifs?)\b|\btrop \w+(?: \w+)? pour\b",
    r"\bpour (?:ne pas |y |en |se |s'|l[ae] |les |l')?\w{2,}(?:er|ir|re)\b",
    r"\b(?:because|since|due to|owing to|thanks to|so that|in order to|as a result|therefore|explain\w*|blam\w+|"
    r"reasons?|caus\w+|grounds? that|for (?:lack|want|fear) of|fear\w*|in view of|which is why|led to|driven by|pushed)\b|"
    r",(?: but [^,]+,)? as (?:the|a|an|it|its|they|no)\b",
    r"\bmenac|\bpermet|\bthreat",
    r"\b(?:se plai(?:nt|gnen\w*)|repond(?:ent|ait)? que|fait le reste|estim(?:ant|e trop)|jugee?s? trop|a pese|"
    r"a (?:aussi |surtout |beaucoup )?(?:compte|joue)\b|vien(?:t|nent) (?:surtout )?d[eu']|citent)|"
    r",\s(?:l'\w+ |l[ae] \w+ |les \w+ )?n['e] ?(?:y |en )?\w{2,}ant\b",
    r",\sas \w+|\bso (?:the|it|they|its|that)\b|\b(?:comes?|came|stem(?:s|med)) from\b|\bmake room\b|"
    r"\b(?:prevent|stopp)\w*|\b(?:replie[sd]|answers?|answered) that\b",
    r"اسباب|حين علم|مما [يت]|[يت]منع|منعت?\s|(?:^|\s)[وف](?:عزا|عزت|[يت]عزو|[يت]?فسر|[يت]?برر)\w*\s|بكون",
    r"لان|بسبب|سبب|من اجل|بفضل|نظرا|نتيجه|حيث ان|لكي|قصد|بغيه|جراء|بفعل|لعدم|خوفا|تفاديا|تجنبا|(?:^|\s)اذ\s|"
    r"(?:^|\s)[يت]?(?:عزا|عزت|عزو|فسر|فسرت|برر|بررت)\s|(?:راجع|يعود|يرجع|تعود|ترجع) (?:\w+ )?الي",
)
NEGATED: Final = either(
    r"\b(?:ne|n')\s?.{1,30}\b(?:pas|plus|jamais|aucune?)\b|\bsans\b|\baucune?\b",
    r"\b(?:not|never|no|without|n't|none)\b",
    r"(?:^|\s)(?:لا|لم|لن|ليس|ليست|غير|دون|بدون)\s",
)

# A question that leans on the one before it.
FOLLOW_UP: Final[dict[Language, re.Pattern[str]]] = {
    "fr": either(
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
    "en": either(
        r"^(?:and|then|but|so|ok|yes|what about|how about)\b",
        r"^(?:for|in|at|on|since|before|after)\s(?!.{0,60}\b(?:what|which|who|when|where|how)\b)",
        r"\b(?:it|its|they|their|them|he|his|him|she|her|that|those|these|this|there|the same|the former|the latter)\b",
        r"^(?:why|how many|how much|when|where|who|which|which ones?|by whom|since when)\s*\?*$",
    ),
    "ar": either(
        r"^و(?:ماذا|ما|من|كم|متي|اين|في|بالنسبه|عن|هل)|^(?:ماذا عن|وماذا عن|بالنسبه|طيب|نعم)",
        r"^(?:لماذا|متي|اين|كم|من|كيف)\s*[؟?]*$",
        r"(?:^|\s)(?:هو|هي|هم|ذلك|هذا|هذه|تلك|منها|فيها|فيه|عنها|عنه|لها|له)(?:\s|؟|$)",
    ),
}
# The same again, at another time.
SAME_THEN: Final = either(
    r"\ben (?:est|sont|etait|etaient|sera|seront)\b|\bqu'en\b",
    r"\bwhat (?:is|was|are|were|will) (?:it|they|that|this)\b|\bwhat about\b",
    r"(?:كم|ماذا|كيف) (?:كان|كانت|اصبح|اصبحت|صار|صارت)(?:\s|$)",
)
# A share of what the earlier question counted: nothing of that question can be left out.
OF_THOSE: Final = either(
    r"\b(?:parmi|d'entre|dont|sur) (?:eux|elles|ceux-ci|celles-ci|ces derniers|ce total|cette somme)\b|\ben (?=\w+ combien\b)",
    r"\bof (?:those|these|them|that|which|it)\b|\bamong (?:those|them)\b|\b(?:those|these)\b(?= (?:had|have|were|are|was|is|went|came)\b)",
    r"(?:^|\s)(?:منها|منهم|منهن|من بينها|من بينهم|من ذلك)(?=\s|؟|$)",
)
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
        r"Dont\b|[^.]{0,60}\b(?:ce (?:nombre|chiffre|montant|total|taux)|cet effectif|cette (?:somme|part))\b|"
        r"(?:Aussi|Ainsi|En outre|De plus|Par ailleurs|Enfin),? (?:il|elle|ils|elles)\b|"
        r"(?:En|Au|Aux|À|Sur|Pour|Depuis|Dès|Durant|Pendant|D['’]ici)\b[^,.]{1,50}, (?:il|elle|ils|elles)\b)"
    ),
    "en": re.compile(
        r"^[“\"\s-]*(?:[^.]{0,60}\b(?:this|that) (?:number|figure|amount|sum|share|total|rate)\b|It|They|He|She|Its|Their|His|Her|This|That|These|Those|The latter|Both|"
        r"(?:In|At|Over|For|Since|During|By)\b[^,.]{1,50}, (?:it|they|he|she|its|their|his|her))\b"
    ),
    "ar": re.compile(
        r"^\s*(?:و|ف)?(?:هو|هي|هم|هذا|هذه|ذلك|تلك|هؤلاء|كما (?:أنه|أنها))\b|"
        r"^.{0,60}\b(?:هذا (?:العدد|الرقم|المبلغ)|هذه النسبة)"
    ),
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
    "vouloir veut signifier désigner sigle servir peser côté juste exactement gars mec truc "
    "trouver situer situé située implanté implantée "
    "nouvelles gros délai échéance date horizon estimation jour va vont allait ira iront fera feront "
    "ferait pourra pourront pourrait aura auront aurait dernier dernière fois raison "
    "voici rappeler citer énumérer lister entier confondu dit disent vrai vraiment réellement monsieur madame mr mme",
    "en": "create created creation count make do reach represent amount plan planned expect "
    "expected give allow concern exist take place hold held announce say said sector number "
    "total year current figure value have get put must can go come know talk many much happen "
    "want mean stand stands acronym now really day deadline date estimate actually exactly "
    "got due end list mr mrs ms find located locate situated",
    "ar": "عدد بلغ يبلغ بلغت تبلغ خلق إحداث حقق حققت قطاع القطاع مجموع مبلغ قيمة المرتقبة المتوقعة "
    "المنتظرة أعلن أعلنت حول خلال سنة عام تم يتم كان كانت يمثل تمثل رقم حجم نسبة أجل موعد تاريخ "
    "وصل وصلت اذكر السيد شخص الآن آخر وقت مجال طيلة حسب يرتقب يوجد توجد يقع تقع",
}


@cache
def weak_stems(language: Language) -> frozenset[str]:
    """Return the stems of the words that say little of what a question asks."""
    return frozenset(stem(word, language) for word in _WEAK[language].split())


# "and the year after?", told from the year of the question before.
NEXT_YEAR: Final = either(
    r"\b(?:l'annee|l'an) (?:suivante?|d'apres)\b|\b(?:the )?(?:next|following) year\b|\bthe year after\b",
    r"(?:السنه|العام) (?:المواليه|التاليه|الموالي|التالي)",
)
LAST_YEAR: Final = either(
    r"\b(?:l'annee|l'an) (?:precedente?|d'avant)\b|\b(?:the )?previous year\b|\bthe year before\b",
    r"(?:السنه|العام) (?:السابقه|السابق|الماضيه|الماضي)",
)
# "how long": what measures belongs to the question word, and an answer gives it in units.
HOW_MUCH_OF: Final = re.compile(
    r"\bhow (?P<measure>big|deep|far|fast|heavy|high|large|long|old|tall|thick|wide)\b",
    re.IGNORECASE,
)
QUESTION_WORD: Final = either(
    r"\b(?:combien|quand|qui|que|qu'|quoi|quel|quelle|quels|quelles|ou|comment|pourquoi|lequel|laquelle|lesquels|lesquelles)\b",
    r"\b(?:how|when|who|what|which|where|why|whose|whom)\b",
    r"(?:^|\s)و?(?:كم|متي|من|ما|ماذا|اين|كيف|لماذا|هل|اي|بماذا|لمن|باي|بكم)(?:\s|$)",
)


class _Unmarked(dict[int, int | str | None]):
    """What each letter becomes without its marks; worked out once for each."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.category(chr(code)) == "Mn" else code
        return kept


_UNMARKED: Final = _Unmarked(LETTERS)


def plain(text: str) -> str:
    """Return `text` in small letters, without accents or Arabic marks: what the patterns read."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return letters.translate(_UNMARKED)
