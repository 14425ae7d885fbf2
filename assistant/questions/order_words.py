"""The words by which an order to a machine is known, in three languages: see `orders`.

Patterns read folded text: small letters, no accents, no full stops. One is tried only where one of
its words stands in the text; nearly no sentence holds any.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Pattern(NamedTuple):
    """Some patterns; one of `words` stands in whatever they fit."""

    words: frozenset[str]
    fits: re.Pattern[str]


def _of(words: str, *patterns: str) -> Pattern:
    return Pattern(frozenset(words.split()), re.compile("|".join(patterns)))


# Letters that look like ours and are not: what is written with them is read all the same.
ALIKE: Final = str.maketrans(
    "аеорсухіјѕһԁӏьвкмнтгпӕАЕОРСУХІЈЅНВКМТαορνικτυεΑΒΕΖΗΙΚΜΝΟΡΤΥΧɡ",
    "aeopcyxijshdlbbkmhtrnæAEOPCYXIJSHBKMTaopviktueABEZHIKMNOPTYXg",
)
ENCODED: Final = re.compile(
    r"(?<![\w./:@-])(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])[A-Za-z0-9+/]{40,}={0,2}(?![\w.@-])"
)
# What frames a prompt, hides text from readers, or leaves room for a question in an address.
MARKS: Final = re.compile(
    r"</?\s*(?i:passage)\b|<\||\|>|\[/?INST\]|<</?SYS>>|<!--|\b(?:SYSTEM|ASSISTANT)\s*:|"
    r"[<\[]/?\s*(?i:system|assistant|user|instructions?)\s*[>\]]|"
    r"(?:[?&]\w+=|/)[{\[<]{1,2}\s*(?i:answer|conversation|data|history|input|prompt|query|question|"
    r"reponse|réponse|requete|requête|secret|user)\s*[}\]>]{1,2}|"
    r"^\W*(?i:system|assistant|user)\s*:\s*\S"
)
PICTURE: Final = re.compile(r"!\[[^\]]*\]\s?[(\[]")

# Where an order begins, and nothing else does: what follows "must" may be said of anybody.
_FIRST: Final = (
    r"(?:(?:^\W*|[;:!?|]\W*|\s[-–—]\s+)(?:(?:now|then|next|finally|first|puis|ensuite|maintenant|"
    r"enfin|d'abord|also|always|never)\b,?\s*)?|"
    r"\b(?:please|kindly|you (?:must|should|shall|will)|can you|could you|would you|"
    r"merci de|veuillez|priere de|tu dois|vous devez|svp|stp)\s*[,:]?\s+(?:de\s+|d')?)"
)
# The same, and behind what an order is joined to.
_BEGINS: Final = rf"(?:{_FIRST}|[,»\"”)\]>–—]\s*|\b(?:and|et|puis|then)\s+)"
_BEGINS_AR: Final = (
    r"(?:^\W*|[؛;:،,!؟»\")\]–—]\s*[وف]?|(?:^|\s)(?:يرجي|يجب|الرجاء|ثم|رجاء|وان|عليك)\s+(?:ان\s+)?)"
)
_REPLY_EN: Final = (
    r"(?:answers?|repl(?:y|ies)|responses?|outputs?|messages?|summary|summaries|completions?)"
)
_REPLY_FR: Final = r"(?:reponses?|repliques?|messages?|resumes?|sorties?|syntheses?)"
_REPLY_AR: Final = r"(?:جوابك|اجابتك|ردك|رسالتك|اجاباتك|ردودك|جوابكم|اجابتكم|ردكم|ملخصك)"
_DO_EN: Final = (
    r"(?:add|append|apply|augment|begin|change|cite|conclude|display|do not|don't|embed|encode|"
    r"encrypt|end|enhance|express|extend|finish|format|give|incorporate|include|insert|integrate|"
    r"invert|keep|limit|make|mention|modify|precede|prefix|print|promote|provide|put|recommend|"
    r"render|repeat|replace|represent|reverse|rewrite|say|shift|sign|slip|start|state|substitute|"
    r"suggest|summari[sz]e|translate|transform|turn|use|weave|work|write)"
)
_DO_FR: Final = (
    r"(?:affiche[rz]?|affirme[rz]?|ajoute[rz]?|chiffre[rz]?|cite[rz]?|code[rz]?|commence[rz]?|"
    r"conclu(?:s|re|ez)|donne[rz]?|ecri(?:s|re|vez)|encode[rz]?|exprime[rz]?|fai(?:s|re|tes)|"
    r"glisse[rz]?|inclu(?:s|re|ez)|indique[rz]?|insere[rz]?|integre[rz]?|inverse[rz]?|limite[rz]?|"
    r"mentionne[rz]?|met(?:s|tre|tez)|precise[rz]?|redige[rz]?|recommande[rz]?|remplace[rz]?|"
    r"rend(?:s|re|ez)|repete[rz]?|resume[rz]?|signale[rz]?|suggere[rz]?|termine[rz]?|"
    r"tradui(?:s|re|sez)|utilise[rz]?|n'\s*\w+ pas|ne \w+ pas)"
)
_DO_AR: Final = (
    r"[وف]?(?:اضف|اضيف|اكتب|اذكر|ادرج|ضمن|اختم|ابدا|ترجم|شفر|استخدم|استعمل|اعكس|انه|ارفق|حول|ضع|"
    r"كرر|قدم|اجعل|لا تذكر|لا تكتب)"
)
_MACHINE: Final = (
    r"(?:ai|llms?|chat ?bots?|language models?|chatgpt|gpt|ia|modeles? de langage|"
    r"intelligences? artificielles?|agents? conversationnels?|(?:virtual|helpful|digital) "
    r"(?:assistants?|agents?)|assistants? (?:virtuel\w*|numerique\w*|utile\w*))"
)
_MACHINE_AR: Final = (
    r"(?:نموذجا? لغوي\S*|النموذج اللغوي|المساعد (?:الذكي|الافتراضي|الالي)|مساعدا? ذكي\S*|"
    r"الذكاء الاصطناعي|ذكاء اصطناعي|روبوت محادثه)"
)
_IS_MACHINE: Final = "ai llm llms chatbot chatbots bot chatgpt gpt ia langage language artificielle"
_RULES: Final = (
    r"(?:instructions?|rules?|prompts?|guidelines?|directions?|context|passages?|above|before|"
    r"question|everything|all|previous|consignes?|regles?|directives?|contexte|ordres?|precede\w*|"
    r"ci-dessus|tout)"
)
_RULES_AR: Final = (
    r"(?:ال)?(?:تعليمات|اوامر|قواعد|توجيهات)\S*|(?:كل\s+)?ما\s+(?:سبق|تقدم|ورد)|السابق\S*|اعلاه"
)

# What turns all that follows it: the instructions are others now, or whoever reads is.
TURNS: Final = (
    _of(
        "ignore disregard forget override bypass drop",
        rf"(?:{_FIRST}|[,»\"”)\]>–—]\s*)(?:ignore|disregard|forget|override|bypass|drop)\s+"
        rf"(?:[\w']+\s+){{0,5}}{_RULES}\b",
        r"\b(?:ignore|disregard|forget|override|bypass) (?:[\w']+ ){0,3}"
        r"(?:previous|prior|above|earlier|system) (?:instructions?|rules|prompts?|guidelines)\b",
    ),
    _of(
        "ignore ignorez ignorer oublie oubliez oublier neglige negligez compte abstraction "
        "outrepasse outrepassez contourne contournez",
        rf"(?:{_FIRST}|[,»\"”)\]>–—]\s*)(?:ignore[rz]?|oublie[rz]?|neglige[rz]?|outrepasse[rz]?|contourne[rz]?|"
        rf"ne (?:tiens|tenez|tenir) (?:pas|aucun) compte|fai(?:s|tes|re) abstraction)\s+"
        rf"(?:[\w']+\s+){{0,6}}(?:[\w]+')?{_RULES}\b",
    ),
    _of(
        "instructions prompt prompts consignes",
        r"\b(?:previous|prior|earlier|preceding|above|hidden|original) (?:instructions|prompts?)\b"
        r".*\b(?:void|null|cancel\w*|ignor\w*|outdated|replaced|no longer|not apply)\b",
        r"\b(?:instructions|consignes) (?:precedentes|ci-dessus|anterieures)\b"
        r".*\b(?:annul\w+|caduques?|remplac\w+|ignor\w+|plus valables?)\b",
    ),
    _of(
        "system systeme developer instructions consignes",
        r"\b(?:system|developer) (?:prompt|instructions?|message|override|note)\b"
        r"(?:\s*:|.*\byour?\b)",
        r"\b(?:prompt|invite|message|instructions?|consignes?) (?:du |de )?systeme\s*:",
        r"\b(?:new|updated|nouvelles?) (?:system )?(?:instructions?|consignes?)\s*:",
    ),
    _of(
        "you",
        rf"\b(?:you are|you're|act as|behave as|pretend to be)\s+(?:[\w']+\s+){{0,4}}?{_MACHINE}\b",
        r"\byou are (?:now|no longer|henceforth)\s+(?:[\w']+\s+){0,3}?(?:assistant|model|mode|"
        r"bound|restricted|limited|dan)\b",
        r"\b(?:from now on|henceforth),? you (?:answer|reply|respond|act|only)\b",
        rf"\b(?:if|since|as) you are (?:an? )?{_MACHINE}\b|\byou are (?:an? |the )?assistant\b",
    ),
    _of(
        "act behave pretend henceforth now",
        rf"{_FIRST}(?:act|behave) as (?:[\w']+\s+){{0,4}}?(?:{_MACHINE}|expert|person|pirate)\b",
        rf"{_FIRST}pretend (?:to be|that you|you)\b",
        r"\b(?:from now on|henceforth),? (?:answer|reply|respond|say|act)\b",
    ),
    _of(
        "tu vous agis agissez comporte comportez desormais dorenavant maintenant",
        r"\b(?:desormais|a partir de maintenant|dorenavant),? (?:tu|reponds?|repondez|dis)\b",
        rf"\b(?:tu es|vous etes|agis|agissez|comporte-toi|comportez-vous)\s+(?:[\w']+\s+){{0,4}}?"
        rf"(?:[dl]')?{_MACHINE}\b",
        r"\btu es (?:un |l')?assistant\b",
    ),
    _of(
        f"{_IS_MACHINE} assistant assistants",
        rf"\b(?:notes?|instructions?|message|memo|consignes?|avis|notice|dear|chere?s?|hello|"
        rf"bonjour)\s*(?:(?:to|for|pour|a l'|a une?|aux?|l'|les|the|an?|any|all|tout\w*)\s*)*"
        rf"(?:{_MACHINE}|assistants?(?=\s*[:,]))\b",
        rf"\b{_MACHINE} (?:reading|processing|summari[sz]ing|answering|that reads?|qui lis\w*|"
        rf"lisant)\b",
    ),
)
TURNS_AR: Final = re.compile(
    rf"{_BEGINS_AR}[وف]?(?:تجاهل|انس|تغاض|اهمل|تخط)(?:ي|وا)?\s+(?:\S+\s+){{0,3}}?(?:{_RULES_AR})|"
    rf"(?:^|\s)(?:انت|ايها|بصفتك|ملاحظه الي|تعليمات الي)\s+(?:الان\s+)?{_MACHINE_AR}"
)

_IS_REPLY: Final = (
    "answer answers reply replies response responses output outputs message messages summary "
    "summaries completion completions"
)
# What is to be done with a reply, or said to whoever asks.
REPLIES: Final = (
    _of(
        _IS_REPLY,
        rf"{_BEGINS}{_DO_EN}\b(?:\s+\S+){{0,30}}?\s+your\s+(?:\w+\s+){{0,2}}{_REPLY_EN}\b",
        rf"{_FIRST}{_DO_EN}\b(?:\s+\S+){{0,30}}?\s+(?:in|to|with)\s+the\s+"
        r"(?:answers?|repl(?:y|ies)|responses?)\b",
        rf"\bin (?:your|the) (?:\w+\s+)?{_REPLY_EN},?\s+(?:please\s+|you (?:must|should|will)\s+)?"
        rf"{_DO_EN}\b",
        rf"\byour {_REPLY_EN} (?:must|should|shall|has to|needs to|will) (?:not )?\w+",
    ),
    _of(
        "ta votre tes vos",
        rf"{_BEGINS}{_DO_FR}\b(?:\s+\S+){{0,30}}?\s+(?:\S+')?(?:ta|votre|tes|vos)\s+"
        rf"(?:\w+\s+){{0,2}}{_REPLY_FR}\b",
        rf"\bdans (?:ta|votre) {_REPLY_FR},?\s+(?:il faut\s+|tu dois\s+|vous devez\s+)?{_DO_FR}\b",
        rf"\b(?:ta|votre) {_REPLY_FR} (?:doit|devra|devrait) \w+",
    ),
    _of(
        "user users asker askers asks ask utilisateur utilisateurs demande demandent interroge",
        rf"{_FIRST}(?:tell|inform|convince|instruct|remind|advise|urge|warn)\s+(?:the|every|any|"
        r"all|each)\s+(?:users?|askers?|(?:reader|person|one|people) who asks?)\b",
        rf"{_FIRST}(?:dis|dites|dire|informe[rz]?|convainc\w*|conseille[rz]?|rappelle[rz]?|"
        r"annonce[rz]?|suggere[rz]?)\s+(?:a |aux? )?(?:l'|les?\s+)?(?:utilisateurs?\b|"
        r"(?:ceux|celui|celle|quiconque|lecteurs?) qui (?:demande|pose|interroge)\w*)",
    ),
    _of(
        "respond reply answer reponds repondez repondre",
        rf"{_FIRST}(?:respond|reply|answer)\s+(?:only|with|using|as|in|that|simply|always|back|"
        r"exclusively|without|:)",
        rf"{_FIRST}repond(?:s|ez|re)\s+(?:\w+ment\s+)?(?:uniquement|seulement|par|avec|en|que|qu'|"
        r"toujours|a l'envers|sans|:|a toute question)",
    ),
    _of(
        "say state claim conclude affirm assert write repeat",
        rf"{_FIRST}(?:say|state|claim|conclude|affirm|assert|write|repeat)\s+"
        r"(?:only |always |instead |clearly )*(?:that(?:\s+\S+){3}|:\W*\w|exactly|[\"“«])",
    ),
    _of(
        "dis dites affirme affirmez pretends pretendez ecris ecrivez conclus concluez mentionnez "
        "mentionne repete repetez",
        r"^\W*(?:dis|dites|affirme[z]?|pretends|pretendez|ecris|ecrivez|conclus|concluez|"
        r"mentionne[z]?|repete[z]?)\s+(?:seulement |toujours |plutot )*"
        r"(?:(?:que |qu')\S+(?:\s+\S+){2}|:|ceci|exactement|[\"“«])",
    ),
    _of(
        "prompt instructions invite consigne consignes question conversation",
        rf"{_FIRST}(?:reveal|print|output|repeat|show|leak|send|revele[rz]?|divulgue[rz]?|"
        rf"recopie[rz]?)\s+(?:[\w']+\s+){{0,4}}(?:prompt|instructions above|consignes?|"
        r"question (?:of the user|de l'utilisateur)|user's question|conversation)\b",
    ),
    _of(
        "decode decodez decoder decrypt dechiffre dechiffrez decrypte decryptez",
        rf"{_FIRST}(?:decode[rz]?|decrypt|dechiffre[rz]?|decrypte[rz]?)\s*(?:me|this|it|the "
        r"following|moi|-moi|ceci|ce qui suit|le texte)\b",
    ),
)
REPLIES_AR: Final = re.compile(
    rf"{_BEGINS_AR}{_DO_AR}\s+(?:\S+\s+){{0,20}}?(?:[بلفو]|في\s+|الي\s+)?{_REPLY_AR}(?=\W|$)|"
    rf"(?:^|\s)(?:في|ضمن)\s+{_REPLY_AR}\W+{_DO_AR}\s|"
    rf"{_BEGINS_AR}[وف]?(?:اخبر|قل|اطلب|انصح|ذكر)\s+(?:من\s+)?ل?(?:ال)?(?:مستخدم|سائل)\S*|"
    rf"{_BEGINS_AR}[وف]?(?:قل|قولوا)\s+(?:للمستخدم|للسائل|ان\s|انه\s|انها\s|بان\s|:)|"
    rf"{_BEGINS_AR}[وف]?(?:اجب|اجيبوا|رد|ردوا)\s+(?:فقط|دائما|بان\s|بكلمه|بال\S+|ان\s)|"
    rf"{_BEGINS_AR}[وف]?(?:اكتب)\s+(?:ان\s|بان\s|:|العباره|الجمله)"
)
# What tells a reader to do something beside reading.
TO_READERS: Final = re.compile(
    r"^\W*(?:please\s+|you (?:should|must|can)\s+|readers? (?:should|must)\s+|veuillez\s+|"
    r"vous (?:devez|devriez|pouvez)\s+)?(?:visit|click|subscribe|buy|call|send|share|download|"
    r"register|sign up|enter your|visite[rz]|clique[rz]|abonne[rz](?:-vous)?|achete[rz]|appele[rz]|"
    r"envoye[rz]|partage[rz]|telecharge[rz]|inscrive[rz]-vous|communique[rz] vos|زوروا?|اضغطوا?|"
    r"اشتركوا?|اشتروا?|اتصلوا?|ارسلوا?|حملوا)\s"
)
# What asks for a text or a judgement; of what may be a noun ("list prices"), with what follows.
TASKS: Final = re.compile(
    r"^\W*(?:please\s+|now\s+)?(?:analy[sz]e|classify|compare|compose|create|describe|determine|draft|"
    r"explain|find|generate|give|help|list|name|provide|recommend|show|suggest|summari[sz]e|tell|"
    r"translate|write)\s+(?:an?|the|me|us|this|that|these|those|it|all|every|your|my|our|some|any|"
    r"how|why|what|whether|which|insights?|weekend|in detail)\b|"
    r"^\W*(?:veuillez\s+)?(?:aidez?|analysez|comparez|decri(?:s|vez)|donnez?|expliquez?|listez?|"
    r"montrez?|proposez|redigez?|resumez|tradui(?:s|sez))(?:-moi|-nous)?\s+(?:une?|les?|la|des?|du|"
    r"l'|cet?|cette|ces|tou\w+|comment|pourquoi|moi)\b|"
    r"^\W*(?:اشرح|اقترح|حلل|صف|صنف|قارن|لخص)\s"
)
